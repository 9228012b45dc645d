/* notice-sheet.c: the printed record of a 電子証明書発行通知書.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/notice-sheet.h"
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>
#include <string.h>

/* A4 and 15 mm, points (UI.md "Paper"). */
#define WIDTH 595.276
#define HEIGHT 841.890
#define MARGIN 42.520
#define INNER (WIDTH - 2 * MARGIN)

#define TEXT_FACES "Noto Sans CJK JP,Noto Sans JP,Yu Gothic UI,Meiryo,IPAexGothic,IPAGothic,Sans"
#define MONO_FACES "DejaVu Sans Mono,Consolas,Cascadia Mono,Noto Sans Mono,Monospace"
#define BODY 11.0
#define VALUE 16.0
#define TITLE 22.0

struct _MdgNoticeSheet
{
  MdgIssueNotice *notice;
  char *printed_on;
  gboolean training;
};

/* How a piece of text is set. */
typedef struct
{
  double size;
  gboolean bold;
  gboolean mono;
} Style;

/* The pen: the page and how far down it the text has come. */
typedef struct
{
  cairo_t *cr;
  double y;
} Pen;

static PangoLayout *
layout_new (Pen *pen, const char *text, const Style *style, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (pen->cr);
  PangoFontDescription *font
      = pango_font_description_from_string (style->mono ? MONO_FACES : TEXT_FACES);

  pango_cairo_context_set_resolution (pango_layout_get_context (layout), 72);
  pango_font_description_set_size (font, (int)(style->size * PANGO_SCALE));
  pango_font_description_set_weight (font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
layout_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double)height / PANGO_SCALE;
}

static void
write_at (Pen *pen, double x, double width, const char *text, const Style *style)
{
  g_autoptr (PangoLayout) layout = layout_new (pen, text, style, width);

  cairo_move_to (pen->cr, x, pen->y);
  pango_cairo_show_layout (pen->cr, layout);
  pen->y += layout_height (layout);
}

static void
write_text (Pen *pen, const char *text, const Style *style)
{
  write_at (pen, MARGIN, INNER, text, style);
}

/* A small name over a large value. */
static void
write_field (Pen *pen, const char *name, const char *value, gboolean mono)
{
  const Style small = { .size = BODY };
  const Style large = { .size = VALUE, .bold = !mono, .mono = mono };

  write_text (pen, name, &small);
  pen->y += 2;
  write_text (pen, *value != '\0' ? value : "—", &large);
  pen->y += 14;
}

static void
write_warning (Pen *pen)
{
  const Style heading = { .size = 13, .bold = TRUE };
  const Style body = { .size = BODY };
  double top = pen->y;

  pen->y += 9;
  write_at (pen, MARGIN + 11, INNER - 22, _ ("This sheet is a secret"), &heading);
  write_at (
      pen, MARGIN + 11, INNER - 22,
      _ ("Whoever has these IDs can download the certificate of this institution. Keep the "
         "sheet in a locked place, and shred it when the certificate was downloaded and backed "
         "up."),
      &body);
  pen->y += 9;
  cairo_set_line_width (pen->cr, 1.5);
  cairo_rectangle (pen->cr, MARGIN, top, INNER, pen->y - top);
  cairo_stroke (pen->cr);
  pen->y += 18;
}

static void
write_foot (Pen *pen, MdgNoticeSheet *sheet)
{
  const Style small = { .size = BODY };
  g_autofree char *text
      = g_strdup_printf ("%s　%s%s　1/1", sheet->notice->institution_code,
                         sheet->training ? _ ("Training　") : "", sheet->printed_on);
  g_autoptr (PangoLayout) layout = layout_new (pen, text, &small, INNER);

  pen->y = HEIGHT - MARGIN - layout_height (layout);
  cairo_set_line_width (pen->cr, 0.5);
  cairo_move_to (pen->cr, MARGIN, pen->y - 4);
  cairo_line_to (pen->cr, WIDTH - MARGIN, pen->y - 4);
  cairo_stroke (pen->cr);
  write_text (pen, text, &small);
}

static const char *
id_text (MdgSecret *id)
{
  return id != NULL ? mdg_secret_get_string (id) : "";
}

static void
draw (MdgNoticeSheet *sheet, cairo_t *cr)
{
  const Style title = { .size = TITLE, .bold = TRUE };
  const Style body = { .size = BODY };
  const MdgIssueNotice *notice = sheet->notice;
  Pen pen = { .cr = cr, .y = MARGIN };

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  write_text (&pen, _ ("Issue notice of a client certificate (record)"), &title);
  pen.y += 10;
  write_warning (&pen);
  write_field (&pen, _ ("Request ID"), id_text (notice->request_id), TRUE);
  write_field (&pen, _ ("Reference ID"), id_text (notice->reference_id), TRUE);
  write_field (&pen, _ ("Terminal name"), notice->terminal_name, FALSE);
  write_field (&pen, _ ("Institution code"), notice->institution_code, TRUE);
  write_field (&pen, _ ("Download deadline"), notice->deadline, TRUE);
  write_text (&pen,
              _ ("Download the certificate before the deadline; afterwards a new issue, with a new "
                 "fee, has to be applied for. Copied from the notice that came by mail; when in "
                 "doubt, that one holds."),
              &body);
  write_foot (&pen, sheet);
  cairo_restore (cr);
}

MdgNoticeSheet *
mdg_notice_sheet_new (const MdgIssueNotice *notice, gint64 printed_at, gboolean training)
{
  MdgNoticeSheet *sheet = g_new0 (MdgNoticeSheet, 1);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (printed_at);

  sheet->notice = mdg_issue_notice_copy (notice);
  sheet->printed_on
      = moment != NULL ? g_date_time_format (moment, "%Y-%m-%d %H:%M") : g_strdup ("");
  sheet->training = training;
  return sheet;
}

void
mdg_notice_sheet_free (MdgNoticeSheet *sheet)
{
  if (sheet == NULL)
    return;
  mdg_issue_notice_free (sheet->notice);
  g_free (sheet->printed_on);
  g_free (sheet);
}

char *
mdg_notice_sheet_suggest_name (MdgNoticeSheet *sheet)
{
  return g_strdup_printf ("issue-notice-%s-%s.pdf", sheet->notice->institution_code,
                          sheet->notice->deadline);
}

void
mdg_notice_sheet_draw_on (MdgNoticeSheet *sheet, cairo_t *cr, double width, double height)
{
  double scale = MIN (width / WIDTH, height / HEIGHT);

  g_return_if_fail (sheet != NULL && cr != NULL);

  cairo_save (cr);
  cairo_translate (cr, (width - scale * WIDTH) / 2, (height - scale * HEIGHT) / 2);
  cairo_scale (cr, scale, scale);
  draw (sheet, cr);
  cairo_restore (cr);
}

static cairo_status_t
collect (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

MdgSecret *
mdg_notice_sheet_to_pdf (MdgNoticeSheet *sheet, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, bytes, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  MdgSecret *pdf = NULL;

  draw (sheet, cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    pdf = mdg_secret_new (bytes->data, bytes->len);
  else
    mdg_set_error (error, MDG_ERROR_FAILED, "the sheet cannot be drawn: %s",
                   cairo_status_to_string (cairo_surface_status (surface)));
  cairo_surface_destroy (surface);
  memset (bytes->data, 0, bytes->len);
  return pdf;
}
