/* pdf.c: a page of paper as a PDF in memory.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "paper/pdf.h"

#include <cairo-pdf.h>
#include <sodium.h>
#include <string.h>

#include "core/text.h"
#include "paper/paper.h"

/* A PDF while it is made. */
typedef struct
{
  guint8 *data;
  gsize length;
  gsize room;
} Buffer;

static void
buffer_clear (Buffer *buffer)
{
  if (buffer->data != NULL)
    sodium_memzero (buffer->data, buffer->room);
  g_clear_pointer (&buffer->data, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Buffer, buffer_clear)

/* Not g_realloc(): that may leave a copy behind. */
static cairo_status_t
buffer_append (void *closure, const unsigned char *data, unsigned int length)
{
  Buffer *buffer = closure;

  if (buffer->length + length > buffer->room)
    {
      Buffer larger = { .room = MAX (65536, 2 * (buffer->length + length)) };
      larger.data = g_malloc (larger.room);
      larger.length = buffer->length;
      if (buffer->length > 0)
        memcpy (larger.data, buffer->data, buffer->length);
      buffer_clear (buffer);
      *buffer = larger;
    }
  memcpy (buffer->data + buffer->length, data, length);
  buffer->length += length;
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *pdf, const char *title, gint64 made_at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (made_at);
  g_autofree char *stamp = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_CREATOR, "Madoguchi");
  if (stamp != NULL)
    cairo_pdf_surface_set_metadata (pdf, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
}

static gboolean
draw_pages (cairo_surface_t *pdf, guint n_pages, MdgPdfDrawPage draw, gpointer data, GError **error)
{
  cairo_t *cr = cairo_create (pdf);
  cairo_status_t status;
  gboolean good = TRUE;

  for (guint i = 0; good && i < n_pages; i++)
    {
      good = draw (cr, i, data, error);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (!good || status == CAIRO_STATUS_SUCCESS)
    return good;
  mdg_set_error (error, MDG_ERROR_FAILED, "making the PDF: %s", cairo_status_to_string (status));
  return FALSE;
}

MdgSecret *
mdg_pdf_make_pages (const char *title,
                    gint64 made_at,
                    double width,
                    double height,
                    guint n_pages,
                    MdgPdfDrawPage draw,
                    gpointer data,
                    GError **error)
{
  g_auto (Buffer) buffer = { 0 };
  cairo_surface_t *pdf
      = cairo_pdf_surface_create_for_stream (buffer_append, &buffer, width, height);
  cairo_status_t status;
  gboolean good;

  set_metadata (pdf, title, made_at);
  good = draw_pages (pdf, n_pages, draw, data, error);
  cairo_surface_finish (pdf);
  status = cairo_surface_status (pdf);
  cairo_surface_destroy (pdf);
  if (good && status == CAIRO_STATUS_SUCCESS)
    return mdg_secret_new (buffer.data, buffer.length);
  if (good)
    mdg_set_error (error, MDG_ERROR_FAILED, "making the PDF: %s", cairo_status_to_string (status));
  return NULL;
}

/* One page. */
typedef struct
{
  MdgPdfDraw draw;
  gpointer data;
} Single;

static gboolean
draw_single (cairo_t *cr, guint page, gpointer data, GError **error)
{
  const Single *single = data;

  single->draw (cr, single->data);
  return TRUE;
}

MdgSecret *
mdg_pdf_make (const char *title, gint64 made_at, MdgPdfDraw draw, gpointer data, GError **error)
{
  Single single = { draw, data };

  return mdg_pdf_make_pages (title, made_at, MDG_PAPER_WIDTH, MDG_PAPER_HEIGHT, 1, draw_single,
                             &single, error);
}

char *
mdg_pdf_file_name (const char *begin, const char *id, gint64 made_at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (made_at);
  g_autofree char *day = time != NULL ? g_date_time_format (time, "_%Y%m%d") : g_strdup ("");
  g_autofree char *safe = mdg_text_letters_digits (id);

  return g_strdup_printf ("%s_%s%s.pdf", begin, safe, day);
}
