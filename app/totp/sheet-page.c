/* sheet-page.c: draws the backup sheet (MISSION A6): what it is, that it is a secret, the QR code
 * (二次元バーコード), the set-up key (セットアップキー), and what to do with them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "totp/sheet-page.h"

#include <glib/gi18n-lib.h>

#include "paper/form.h"
#include "totp/registration-sheet.h"

#define LEFT MDG_PAPER_MARGIN
#define WIDTH MDG_FORM_WIDTH

#define BODY MDG_PAPER_SMALLEST
#define HEADING MDG_FORM_HEADING

#define QR_SIDE 190.0 /* points: 6.7 cm, without the quiet zone around it */
#define GUTTER MDG_FORM_GUTTER
#define SECTION MDG_FORM_SECTION
#define CLEAR 3.0 /* between a QR code's quiet zone and anything else */
#define PADDING MDG_FORM_PADDING

/* An account of another system than that of the manual. */
static gboolean
is_foreign (const MdgSheetContent *content)
{
  return *content->institution_code == '\0';
}

/* Returns: where the QR code is */
static cairo_rectangle_t
draw_identity (MdgForm *form, const MdgSheetContent *content)
{
  gboolean foreign = is_foreign (content);
  const MdgFormField fields[] = {
    { _ ("Institution code"), content->institution_code, 1, FALSE },
    { foreign ? _ ("Issuer") : _ ("Institution"), content->institution_name, 2, FALSE },
    { foreign ? _ ("Account name") : _ ("Login ID"), content->login_id, 1, FALSE },
    { _ ("Kind of passcode"), content->parameters, 1, FALSE },
    { _ ("Printed on"), content->printed_on, 1, FALSE },
    { _ ("Printed by"), content->by_whom, 1, FALSE },
  };
  double quiet = QR_SIDE * MDG_QR_QUIET_ZONE / mdg_qr_code_get_size (content->qr);
  double x = LEFT + QR_SIDE + MAX (GUTTER, quiet + CLEAR);
  double width = LEFT + WIDTH - x;

  /* The black begins at the margin, the quiet zone lies on the margin's white. Above and below it
   * has room too: it would cut into a frame as surely as a frame into it. */
  form->y += MAX (0, quiet + CLEAR - SECTION);
  const cairo_rectangle_t qr
      = { LEFT - quiet, form->y - quiet, QR_SIDE + 2 * quiet, QR_SIDE + 2 * quiet };
  mdg_qr_code_draw (content->qr, form->paper.cr, qr.x, qr.y, qr.width);
  double y = form->y - 3;
  for (gsize i = foreign ? 1 : 0; i < G_N_ELEMENTS (fields); i++)
    if (i != 3 || content->parameters != NULL)
      y += mdg_form_field (form, &fields[i], x, y, width);
  form->y = MAX (y + SECTION, form->y + QR_SIDE + MAX (SECTION, quiet + CLEAR));
  return qr;
}

/* Where the groups of four stand: all as wide, parted by gaps. */
typedef struct
{
  MdgTextStyle style;
  double group; /* points */
  double gap;
  guint n;
} KeyLine;

/* As large as fits into @width in one line, at most 22 points. */
static KeyLine
measure_key (MdgForm *form, gsize length, double width)
{
  KeyLine line = { .style = { .size = 22, .mono = TRUE, .bold = TRUE } };
  g_autoptr (PangoLayout) four = mdg_paper_layout (&form->paper, "WWWW", -1, &line.style);

  line.n = (guint)((length + 3) / 4);
  line.group = mdg_paper_layout_width (four);
  line.gap = line.group / 6;
  double natural = line.n * line.group + (line.n - 1) * line.gap;
  double shrink = MIN (1, width / natural);
  line.style.size *= shrink;
  line.group *= shrink;
  line.gap *= shrink;
  return line;
}

/* The text of the key for those who copy it out of the PDF, in white under what is seen: without
 * gaps and stretched over the same width. Gaps wider than a tenth of the type come out of any PDF
 * as spaces, and [0] p.8 warns of keys that were broken in that way. */
static void
draw_key_text (MdgForm *form, const KeyLine *line, MdgSecret *key, double x)
{
  cairo_t *cr = form->paper.cr;
  gsize length = mdg_secret_get_length (key);
  g_autoptr (PangoLayout) layout
      = mdg_paper_layout (&form->paper, mdg_secret_get_string (key), (gssize)length, &line->style);
  double last = line->group * ((length - 1) % 4 + 1) / 4;
  double width = (line->n - 1) * (line->group + line->gap) + last;

  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_translate (cr, x, form->y);
  cairo_scale (cr, width / mdg_paper_layout_width (layout), 1);
  cairo_move_to (cr, 0, 0);
  pango_cairo_show_layout (cr, layout); /* now: it must not come over what is seen */
  cairo_restore (cr);
}

/* What is seen: outlines, not text. Returns: the line's height. */
static double
draw_key_outlines (MdgForm *form, const KeyLine *line, MdgSecret *key, double x)
{
  cairo_t *cr = form->paper.cr;
  const char *text = mdg_secret_get_string (key);
  gsize length = mdg_secret_get_length (key);
  int height = 0;

  for (gsize i = 0; i < length; i += 4, x += line->group + line->gap)
    {
      g_autoptr (PangoLayout) group
          = mdg_paper_layout (&form->paper, text + i, (gssize)MIN (4, length - i), &line->style);
      cairo_move_to (cr, x, form->y);
      pango_cairo_layout_path (cr, group);
      cairo_fill (cr);
      pango_layout_get_size (group, NULL, &height);
    }
  return (double)height / PANGO_SCALE;
}

static void
draw_key (MdgForm *form, MdgSecret *key)
{
  const MdgTextStyle heading = { .size = HEADING, .bold = TRUE };
  const MdgTextStyle body = { .size = BODY, .width = WIDTH };
  double inner = WIDTH - 2 * PADDING;
  KeyLine line = measure_key (form, mdg_secret_get_length (key), inner);
  double natural = line.n * line.group + (line.n - 1) * line.gap;
  double x = LEFT + PADDING + (inner - natural) / 2;

  form->y += mdg_paper_text (&form->paper, LEFT, form->y, _ ("Set-up key"), &heading) + 3;
  double top = form->y;
  form->y += 6;
  draw_key_text (form, &line, key, x);
  form->y += draw_key_outlines (form, &line, key, x) + 6;
  cairo_set_line_width (form->paper.cr, 0.75);
  cairo_rectangle (form->paper.cr, LEFT + 0.375, top, WIDTH - 0.75, form->y - top);
  cairo_stroke (form->paper.cr);
  form->y += 4;
  form->y += mdg_paper_text (
      &form->paper, LEFT, form->y,
      _ ("Type it without gaps. The only digits are 2 to 7; what looks like 0 or 1 "
         "is the letter O or I."),
      &body);
  form->y += SECTION;
}

static void
draw_foreign_instructions (MdgForm *form)
{
  const char *const steps[] = {
    _ ("Open an authenticator app, such as Google Authenticator, on the phone."),
    _ ("Choose “Scan a QR code” and point the camera at the code above, or “Enter a setup key” and "
       "type the set-up key."),
    _ ("Register another phone with this sheet when one is lost. If it may be in other hands, "
       "change the password at once."),
  };

  mdg_form_steps (form, _ ("To register a phone"), steps, G_N_ELEMENTS (steps));
}

static void
draw_instructions (MdgForm *form)
{
  const char *const registering[] = {
    _ ("Open an authenticator app, such as Google Authenticator, on the phone."),
    _ ("Choose “Scan a QR code” and point the camera at the code above. Without a camera choose "
       "“Enter a setup key”: the account name is the login ID, the key is the set-up key."),
    _ ("Type the 6-digit passcode that the app shows into the login page."),
  };
  const char *const lost[] = {
    _ ("Register another phone with this sheet. It will show the same passcodes."),
    _ ("If the phone may be in other hands, change the password at once and tell the vendor of "
       "your receipt computer."),
    _ ("Without this sheet the QR code cannot be seen again. If the sheet itself is lost, ask the "
       "call centre: 0800-080-4583 (free), Mon–Fri 8:00–18:00, Sat 8:00–16:00; closed on Sundays, "
       "holidays and from 29 December to 3 January."),
  };

  mdg_form_steps (form, _ ("To register a phone"), registering, G_N_ELEMENTS (registering));
  mdg_form_steps (form, _ ("If the phone is lost or broken"), lost, G_N_ELEMENTS (lost));
}

/* Whoever asks where the code is looks only there: the rest need not be drawn. */
static void
look_only_at (cairo_t *cr, const cairo_rectangle_t *qr)
{
  cairo_rectangle (cr, qr->x - MDG_SHEET_AROUND, qr->y - MDG_SHEET_AROUND,
                   qr->width + 2 * MDG_SHEET_AROUND, qr->height + 2 * MDG_SHEET_AROUND);
  cairo_clip (cr);
}

double
mdg_sheet_page_draw (const MdgSheetContent *content, cairo_t *cr, cairo_rectangle_t *qr)
{
  MdgForm form;
  cairo_rectangle_t code;
  double left;

  mdg_form_begin (&form, cr, content->layouts);
  if (content->training)
    mdg_form_bar (&form, _ ("TRAINING: this sheet is of no use for the real system"));
  mdg_form_title (&form, _ ("Authenticator registration sheet"),
                  is_foreign (content)
                      ? content->institution_name
                      : _ ("Online eligibility verification: receipt computer linkage system"));
  mdg_form_warning (&form, _ ("This sheet is a secret"),
                    _ ("Whoever has this QR code or set-up key can make your passcodes. "
                       "Keep the sheet in a locked place; do not photograph or copy it; "
                       "shred it when it is no longer needed."));
  code = draw_identity (&form, content);
  if (qr != NULL)
    look_only_at (cr, &code);
  draw_key (&form, content->setup_key);
  if (is_foreign (content))
    draw_foreign_instructions (&form);
  else
    draw_instructions (&form);
  left = mdg_form_sheet_foot (&form, content->institution_code, content->institution_name,
                              content->training ? _ ("Training") : NULL, content->printed_on,
                              content->page, content->n_pages)
         - form.y;
  mdg_form_end (&form);
  if (qr != NULL)
    *qr = code;
  return left;
}
