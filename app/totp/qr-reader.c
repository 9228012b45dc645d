/* qr-reader.c: reads the one QR code in a picture, with libzbar.
 *
 * libzbar is loaded with the first picture: it brings libdbus, libsystemd, libv4l and theirs along,
 * which took 1.3 ms and 1.1 MiB of every start.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/qr-code.h"

#include <sodium.h>
#include <string.h>

#include "totp/qr-reader.h"
#include "totp/zbar-library.h"

#define MIN_SIDE 21       /* modules of the smallest QR code: nothing smaller can hold one */
#define SMALL_SIDE 480    /* pictures up to here are also looked at doubled: one pixel a module */
#define SMALLEST_HALF 240 /* pictures are not halved below this side */

/* What has been seen so far, over all attempts on a picture. */
typedef struct
{
  const MdgZbar *zbar;
  MdgSecret *text;  /* of the first code */
  gboolean several; /* and another one with other content */
} Finding;

static void
finding_clear (Finding *finding)
{
  g_clear_pointer (&finding->text, mdg_secret_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finding, finding_clear)

static zbar_image_scanner_t *
create_scanner (const MdgZbar *zbar, guint density)
{
  zbar_image_scanner_t *scanner = zbar->scanner_create ();

  /* Builds with D-Bus can send what they read to the system bus. Never ours. */
  zbar->scanner_request_dbus (scanner, 0);
  zbar->scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar->scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  /* The bytes as they are: the library's guess at an encoding would mangle Japanese. */
  zbar->scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1);
  zbar->scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_X_DENSITY, (int)density);
  zbar->scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_Y_DENSITY, (int)density);
  return scanner;
}

/* The symbol's text as UTF-8 without NUL, NULL when it is none; the library's own copy is wiped. */
static MdgSecret *
take_text (const MdgZbar *zbar, const zbar_symbol_t *symbol)
{
  char *data = (char *)zbar->symbol_get_data (symbol);
  gsize length = zbar->symbol_get_data_length (symbol);
  MdgSecret *text = NULL;

  if (data == NULL || length == 0)
    return NULL;
  if (g_utf8_validate (data, (gssize)length, NULL))
    text = mdg_secret_new (data, length);
  sodium_memzero (data, length);
  return text;
}

static void
take_symbol (Finding *finding, const zbar_symbol_t *symbol)
{
  g_autoptr (MdgSecret) text = NULL;

  if (finding->zbar->symbol_get_type (symbol) != ZBAR_QRCODE)
    return;
  text = take_text (finding->zbar, symbol);
  if (text == NULL)
    return;
  if (finding->text == NULL)
    finding->text = g_steal_pointer (&text);
  else if (!mdg_secret_equal (finding->text, text)) /* twice the same is as good as once */
    finding->several = TRUE;
}

/* Looks at every @density-th row and column of @image. Returns: whether anything was found. */
static gboolean
scan (Finding *finding, const MdgGreyImage *image, guint density)
{
  const MdgZbar *zbar = finding->zbar;
  zbar_image_scanner_t *scanner = create_scanner (zbar, density);
  zbar_image_t *picture = zbar->image_create ();

  zbar->image_set_format (picture, zbar_fourcc ('Y', '8', '0', '0'));
  zbar->image_set_size (picture, image->width, image->height);
  zbar->image_set_data (picture, image->pixels, (gulong)image->width * image->height, NULL);
  if (zbar->scan_image (scanner, picture) > 0)
    for (const zbar_symbol_t *symbol = zbar->first_symbol (picture); symbol != NULL;
         symbol = zbar->symbol_next (symbol))
      take_symbol (finding, symbol);
  zbar->image_destroy (picture);
  zbar->scanner_destroy (scanner);
  return finding->text != NULL;
}

/* As it is, then with black and white exchanged (a dark theme's screenshot). */
static gboolean
scan_both (Finding *finding, MdgGreyImage *image)
{
  if (scan (finding, image, 1))
    return TRUE;
  mdg_grey_image_invert (image);
  gboolean found = scan (finding, image, 1);
  mdg_grey_image_invert (image);
  return found;
}

/* A large photo is noisy and unsharp: halved, it is neither. A small screenshot may have a pixel a
 * module and no margin: doubled, it has both. */
static void
scan_all_sizes (Finding *finding, MdgGreyImage *image)
{
  g_autoptr (MdgGreyImage) half = NULL;

  if (scan_both (finding, image))
    return;
  if (MAX (image->width, image->height) <= SMALL_SIDE)
    {
      g_autoptr (MdgGreyImage) large = mdg_grey_image_double (image, 4 * MDG_QR_QUIET_ZONE);
      if (scan_both (finding, large))
        return;
    }
  for (const MdgGreyImage *last = image; MIN (last->width, last->height) >= 2 * SMALLEST_HALF;
       last = half)
    {
      MdgGreyImage *next = mdg_grey_image_halve (last);
      mdg_grey_image_free (half);
      half = next;
      if (scan_both (finding, half))
        return;
    }
}

/* Takes the text out of @finding. */
static MdgSecret *
conclude (Finding *finding, GError **error)
{
  if (finding->several)
    mdg_set_error (error, MDG_ERROR_SEVERAL_QR_CODES, "the picture holds several QR codes");
  else if (finding->text == NULL)
    mdg_set_error (error, MDG_ERROR_NO_QR_CODE, "the picture holds no readable QR code");
  return finding->several ? NULL : g_steal_pointer (&finding->text);
}

static MdgSecret *
read_image (MdgGreyImage *image, GError **error)
{
  g_auto (Finding) finding = { .zbar = mdg_zbar_get (error) };

  if (finding.zbar == NULL)
    return NULL;
  if (MIN (image->width, image->height) >= MIN_SIDE)
    scan_all_sizes (&finding, image);
  return conclude (&finding, error);
}

MdgSecret *
mdg_qr_reader_read_sparse (const MdgGreyImage *image, guint density, GError **error)
{
  g_auto (Finding) finding = { .zbar = mdg_zbar_get (error) };

  if (finding.zbar == NULL)
    return NULL;
  scan (&finding, image, density);
  return conclude (&finding, error);
}

MdgSecret *
mdg_qr_code_read (const guint8 *grey, guint width, guint height, gsize stride, GError **error)
{
  g_autoptr (MdgGreyImage) image = NULL;

  g_return_val_if_fail (grey != NULL && stride >= width, NULL);

  image = mdg_grey_image_new_from_rows (grey, width, height, stride);
  if (image != NULL)
    return read_image (image, error);
  mdg_set_error (error, MDG_ERROR_NO_QR_CODE, "a picture of %u x %u pixels is not looked at", width,
                 height);
  return NULL;
}

MdgSecret *
mdg_qr_code_read_image (GBytes *image, GError **error)
{
  g_autoptr (MdgGreyImage) grey = NULL;

  g_return_val_if_fail (image != NULL, NULL);

  grey = mdg_grey_image_decode (image, error);
  return grey != NULL ? read_image (grey, error) : NULL;
}
