/* grey-image.c: pictures in shades of grey, from image files and surfaces.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/grey-image.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <sodium.h>
#include <string.h>

#define FEED 65536 /* bytes given to the decoder at once */

static guint8
luminance (guint red, guint green, guint blue)
{
  return (guint8)((red * 77 + green * 150 + blue * 29) >> 8);
}

/* The decoder for the file's first bytes. Only three kinds are let in: each further loader would be
 * one more parser open to whatever is dropped on the window. */
static const char *
kind_of (const guint8 *data, gsize length)
{
  if (length >= 8 && memcmp (data, "\211PNG\r\n\032\n", 8) == 0)
    return "png";
  if (length >= 3 && memcmp (data, "\377\330\377", 3) == 0)
    return "jpeg";
  if (length >= 2 && memcmp (data, "BM", 2) == 0)
    return "bmp";
  return NULL;
}

static guint32
read_le32 (const guint8 *at)
{
  return at[0] | (guint32)at[1] << 8 | (guint32)at[2] << 16 | (guint32)at[3] << 24;
}

/* gdk-pixbuf takes as much memory as a BMP file's headers and palette say they are long, up to 4
 * GB, before it sees the size of the picture. */
static gboolean
has_sane_headers (const char *kind, const guint8 *data, gsize length)
{
  const gsize file_header = 14, info_header = 40, longest_header = 124, palette = 256;

  if (strcmp (kind, "bmp") != 0)
    return TRUE;
  if (length < file_header + info_header)
    return FALSE;
  gsize header = read_le32 (data + file_header);
  return read_le32 (data + 10) <= length && header <= longest_header
         && (header < info_header || read_le32 (data + 46) <= palette);
}

/* Comes when the header is read and no pixel yet; a size of zero makes the loader give up. */
static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, gboolean *too_large)
{
  if (width <= 0 || height <= 0 || (gint64)width * height > MDG_IMAGE_MAX_PIXELS)
    {
      *too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
    }
}

static gboolean
feed (GdkPixbufLoader *loader, const guint8 *data, gsize length, const gboolean *too_large)
{
  gboolean sound = TRUE;

  for (gsize at = 0; sound && !*too_large && at < length; at += FEED)
    sound = gdk_pixbuf_loader_write (loader, data + at, MIN (FEED, length - at), NULL);
  return gdk_pixbuf_loader_close (loader, NULL) && sound && !*too_large;
}

static MdgGreyImage *
from_pixbuf (GdkPixbuf *pixbuf)
{
  guint width = (guint)gdk_pixbuf_get_width (pixbuf);
  guint height = (guint)gdk_pixbuf_get_height (pixbuf);
  gsize channels = (gsize)gdk_pixbuf_get_n_channels (pixbuf);
  gsize stride = (gsize)gdk_pixbuf_get_rowstride (pixbuf);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  MdgGreyImage *image = mdg_grey_image_new (width, height);

  for (guint y = 0; image != NULL && y < height; y++)
    {
      const guint8 *p = pixels + y * stride;
      guint8 *out = image->pixels + (gsize)y * width;
      for (guint x = 0; x < width; x++, p += channels)
        {
          guint alpha = channels == 4 ? p[3] : 255;
          guint grey = luminance (p[0], p[1], p[2]);
          out[x] = (guint8)((grey * alpha + 255 * (255 - alpha)) / 255);
        }
    }
  sodium_memzero (pixels, gdk_pixbuf_get_byte_length (pixbuf));
  return image;
}

MdgGreyImage *
mdg_grey_image_new (guint width, guint height)
{
  if (width == 0 || height == 0 || (guint64)width * height > MDG_IMAGE_MAX_PIXELS)
    return NULL;

  MdgGreyImage *image = g_new0 (MdgGreyImage, 1);
  image->width = width;
  image->height = height;
  image->pixels = g_malloc ((gsize)width * height);
  memset (image->pixels, 255, (gsize)width * height);
  return image;
}

void
mdg_grey_image_free (MdgGreyImage *image)
{
  if (image == NULL)
    return;
  sodium_memzero (image->pixels, (gsize)image->width * image->height);
  g_free (image->pixels);
  g_free (image);
}

MdgGreyImage *
mdg_grey_image_new_from_rows (const guint8 *grey, guint width, guint height, gsize stride)
{
  MdgGreyImage *image = mdg_grey_image_new (width, height);

  for (guint y = 0; image != NULL && y < height; y++)
    memcpy (image->pixels + (gsize)y * width, grey + y * stride, width);
  return image;
}

MdgGreyImage *
mdg_grey_image_new_from_surface (cairo_surface_t *surface)
{
  guint width = (guint)cairo_image_surface_get_width (surface);
  guint height = (guint)cairo_image_surface_get_height (surface);
  gsize stride = (gsize)cairo_image_surface_get_stride (surface);
  const guint8 *rows = cairo_image_surface_get_data (surface);
  MdgGreyImage *image = mdg_grey_image_new (width, height);

  g_assert (cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24);
  for (guint y = 0; image != NULL && y < height; y++)
    {
      const guint32 *in = (const guint32 *)(const void *)(rows + y * stride); /* rows are aligned */
      guint8 *out = image->pixels + (gsize)y * width;
      for (guint x = 0; x < width; x++)
        out[x] = (guint8)(in[x] >> 8);
    }
  return image;
}

MdgGreyImage *
mdg_grey_image_decode (GBytes *file, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (file, &length);
  const char *kind = kind_of (data, length);
  gboolean too_large = length > MDG_IMAGE_MAX_BYTES;

  if (kind == NULL || too_large)
    {
      mdg_set_error (error, MDG_ERROR_INVALID_INPUT,
                     too_large ? "the image file is too large" : "not a PNG, JPEG or BMP file");
      return NULL;
    }
  if (!has_sane_headers (kind, data, length))
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "the image file's headers are damaged");
      return NULL;
    }
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (kind, NULL);
  if (loader == NULL)
    {
      mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "no loader for %s files", kind);
      return NULL;
    }
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), &too_large);
  gboolean sound = feed (loader, data, length, &too_large);
  GdkPixbuf *pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (sound && pixbuf != NULL)
    return from_pixbuf (pixbuf);
  mdg_set_error (error, too_large ? MDG_ERROR_INVALID_INPUT : MDG_ERROR_DAMAGED,
                 too_large ? "the picture has too many pixels" : "the image file is damaged");
  return NULL;
}

void
mdg_grey_image_invert (MdgGreyImage *image)
{
  for (gsize i = 0, n = (gsize)image->width * image->height; i < n; i++)
    image->pixels[i] = (guint8)(255 - image->pixels[i]);
}

MdgGreyImage *
mdg_grey_image_halve (const MdgGreyImage *image)
{
  MdgGreyImage *half = mdg_grey_image_new (MAX (1, image->width / 2), MAX (1, image->height / 2));

  for (guint y = 0; y < half->height; y++)
    for (guint x = 0; x < half->width; x++)
      {
        gsize below = image->height > 1 ? image->width : 0;
        gsize right = image->width > 1 ? 1 : 0;
        const guint8 *p = image->pixels + (gsize)y * 2 * image->width + (gsize)x * 2;
        half->pixels[(gsize)y * half->width + x]
            = (guint8)((p[0] + p[right] + p[below] + p[below + right] + 2) / 4);
      }
  return half;
}

MdgGreyImage *
mdg_grey_image_double (const MdgGreyImage *image, guint margin)
{
  MdgGreyImage *large
      = mdg_grey_image_new (image->width * 2 + margin * 2, image->height * 2 + margin * 2);

  for (guint y = 0; large != NULL && y < image->height * 2; y++)
    {
      const guint8 *in = image->pixels + (gsize)(y / 2) * image->width;
      guint8 *out = large->pixels + (gsize)(y + margin) * large->width + margin;
      for (guint x = 0; x < image->width * 2; x++)
        out[x] = in[x / 2];
    }
  return large;
}
