/* sheet-page.c: draws the backup sheet (MISSION A6): what it is, that it is a secret, the QR code
 * (二次元バーコード), the set-up key (セットアップキー), and what to do with them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "totp/sheet-page.h"

#include <glib/gi18n-lib.h>

#include "paper/paper.h"
#include "totp/registration-sheet.h"

#define LEFT MDG_SHEET_MARGIN
#define WIDTH (MDG_SHEET_WIDTH - 2 * MDG_SHEET_MARGIN)
#define BOTTOM (MDG_SHEET_HEIGHT - MDG_SHEET_MARGIN)

#define BODY MDG_PAPER_SMALLEST
#define HEADING 13.0
#define VALUE 15.0
#define TITLE 24.0

#define QR_SIDE 190.0 /* points: 6.7 cm, without the quiet zone around it */
#define GUTTER 22.0   /* between the columns */
#define SECTION 15.0  /* between two sections */
#define CLEAR 3.0     /* between a QR code's quiet zone and anything else */
#define PADDING 11.0  /* inside a frame */

/* The pen: the paper and how far down it the text has come. */
typedef struct
{
  MdgPaper paper;
  double y;
  cairo_rectangle_t qr; /* where the QR code was drawn */
} Pen;

typedef struct
{
  const char *name;
  const char *value; /* (nullable) */
  int max_lines;     /* at the large size */
} Field;

static void
bar (Pen *pen, const char *text)
{
  const MdgTextStyle style = {
    .size = HEADING, .bold = TRUE, .width = WIDTH, .align = PANGO_ALIGN_CENTER, .max_lines = 1
  };
  double height = mdg_paper_text_height (&pen->paper, text, &style) + 8;

  cairo_rectangle (pen->paper.cr, LEFT, pen->y, WIDTH, height);
  cairo_fill (pen->paper.cr);
  cairo_set_source_rgb (pen->paper.cr, 1, 1, 1);
  mdg_paper_text (&pen->paper, LEFT, pen->y + 4, text, &style);
  cairo_set_source_rgb (pen->paper.cr, 0, 0, 0);
  pen->y += height + 10;
}

static void
draw_title (Pen *pen)
{
  const MdgTextStyle title = { .size = TITLE, .bold = TRUE, .width = WIDTH, .max_lines = 1 };
  const MdgTextStyle system = { .size = BODY, .width = WIDTH, .max_lines = 1 };

  pen->y
      += mdg_paper_text (&pen->paper, LEFT, pen->y, _ ("Authenticator registration sheet"), &title);
  pen->y += mdg_paper_text (&pen->paper, LEFT, pen->y,
                            _ ("Online eligibility verification: receipt computer linkage system"),
                            &system);
  pen->y += 8;
}

/* A closed padlock, 24 points wide and 30 high. */
static void
draw_padlock (cairo_t *cr, double x, double y)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_set_line_width (cr, 3);
  cairo_move_to (cr, 5.5, 14);
  cairo_line_to (cr, 5.5, 8);
  cairo_arc (cr, 12, 8, 6.5, G_PI, 2 * G_PI);
  cairo_line_to (cr, 18.5, 14);
  cairo_stroke (cr);
  cairo_rectangle (cr, 1, 13, 22, 17);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_arc (cr, 12, 20, 2.4, 0, 2 * G_PI);
  cairo_rectangle (cr, 11, 20, 2, 6);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_warning (Pen *pen)
{
  const double inner = LEFT + PADDING + 24 + PADDING;
  const MdgTextStyle heading = { .size = HEADING, .bold = TRUE };
  const MdgTextStyle body = { .size = BODY, .width = LEFT + WIDTH - PADDING - inner };
  double top = pen->y;

  pen->y += PADDING - 2;
  draw_padlock (pen->paper.cr, LEFT + PADDING, pen->y + 3);
  pen->y += mdg_paper_text (&pen->paper, inner, pen->y, _ ("This sheet is a secret"), &heading);
  pen->y += mdg_paper_text (&pen->paper, inner, pen->y,
                            _ ("Whoever has this QR code or set-up key can make your passcodes. "
                               "Keep the sheet in a locked place; do not photograph or copy it; "
                               "shred it when it is no longer needed."),
                            &body);
  pen->y += PADDING;
  cairo_set_line_width (pen->paper.cr, 1.5);
  cairo_rectangle (pen->paper.cr, LEFT + 0.75, top, WIDTH - 1.5, pen->y - top);
  cairo_stroke (pen->paper.cr);
  pen->y += SECTION;
}

/* A small name over a large value; without a value a line to write on. What would take more than
 * @max_lines large ones is set smaller. Returns: its height. */
static double
draw_field (Pen *pen, const Field *field, double x, double y, double width)
{
  const MdgTextStyle label = { .size = BODY, .width = width, .max_lines = 1 };
  MdgTextStyle large = { .size = VALUE, .bold = TRUE, .width = width };
  double height = mdg_paper_text (&pen->paper, x, y, field->name, &label);

  if (field->value == NULL)
    {
      mdg_paper_rule (&pen->paper, x, y + height + 18, width, 0.5);
      return height + 24;
    }
  if (mdg_paper_text_height (&pen->paper, field->value, &large)
      > (field->max_lines + 0.5) * VALUE * 1.4)
    large.size = BODY;
  large.max_lines = field->max_lines + (large.size < VALUE && field->max_lines > 1);
  return height + mdg_paper_text (&pen->paper, x, y + height, field->value, &large) + 4;
}

static void
draw_identity (Pen *pen, const MdgSheetContent *content)
{
  const Field fields[] = {
    { _ ("Institution code"), content->institution_code, 1 },
    { _ ("Institution"), content->institution_name, 2 },
    { _ ("Login ID"), content->login_id, 1 },
    { _ ("Printed on"), content->printed_on, 1 },
    { _ ("Printed by"), content->by_whom, 1 },
  };
  double quiet = QR_SIDE * MDG_QR_QUIET_ZONE / mdg_qr_code_get_size (content->qr);
  double x = LEFT + QR_SIDE + MAX (GUTTER, quiet + CLEAR);
  double width = LEFT + WIDTH - x;

  /* The black begins at the margin, the quiet zone lies on the margin's white. Above and below it
   * has room too: it would cut into a frame as surely as a frame into it. */
  pen->y += MAX (0, quiet + CLEAR - SECTION);
  pen->qr = (cairo_rectangle_t){ LEFT - quiet, pen->y - quiet, QR_SIDE + 2 * quiet,
                                 QR_SIDE + 2 * quiet };
  mdg_qr_code_draw (content->qr, pen->paper.cr, pen->qr.x, pen->qr.y, pen->qr.width);
  double y = pen->y - 3;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    y += draw_field (pen, &fields[i], x, y, width);
  pen->y = MAX (y + SECTION, pen->y + QR_SIDE + MAX (SECTION, quiet + CLEAR));
}

/* Where the groups of four stand: all as wide, parted by gaps. */
typedef struct
{
  MdgTextStyle style;
  double group; /* points */
  double gap;
  guint n;
} KeyLine;

static double
layout_width (PangoLayout *layout)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double)width / PANGO_SCALE;
}

/* As large as fits into @width in one line, at most 22 points. */
static KeyLine
measure_key (Pen *pen, gsize length, double width)
{
  KeyLine line = { .style = { .size = 22, .mono = TRUE, .bold = TRUE } };
  g_autoptr (PangoLayout) four = mdg_paper_layout (&pen->paper, "WWWW", -1, &line.style);

  line.n = (guint)((length + 3) / 4);
  line.group = layout_width (four);
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
draw_key_text (Pen *pen, const KeyLine *line, MdgSecret *key, double x)
{
  cairo_t *cr = pen->paper.cr;
  gsize length = mdg_secret_get_length (key);
  g_autoptr (PangoLayout) layout
      = mdg_paper_layout (&pen->paper, mdg_secret_get_string (key), (gssize)length, &line->style);
  double last = line->group * ((length - 1) % 4 + 1) / 4;
  double width = (line->n - 1) * (line->group + line->gap) + last;

  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_translate (cr, x, pen->y);
  cairo_scale (cr, width / layout_width (layout), 1);
  cairo_move_to (cr, 0, 0);
  pango_cairo_show_layout (cr, layout); /* now: it must not come over what is seen */
  cairo_restore (cr);
}

/* What is seen: outlines, not text. Returns: the line's height. */
static double
draw_key_outlines (Pen *pen, const KeyLine *line, MdgSecret *key, double x)
{
  cairo_t *cr = pen->paper.cr;
  const char *text = mdg_secret_get_string (key);
  gsize length = mdg_secret_get_length (key);
  int height = 0;

  for (gsize i = 0; i < length; i += 4, x += line->group + line->gap)
    {
      g_autoptr (PangoLayout) group
          = mdg_paper_layout (&pen->paper, text + i, (gssize)MIN (4, length - i), &line->style);
      cairo_move_to (cr, x, pen->y);
      pango_cairo_layout_path (cr, group);
      cairo_fill (cr);
      pango_layout_get_size (group, NULL, &height);
    }
  return (double)height / PANGO_SCALE;
}

static void
draw_key (Pen *pen, MdgSecret *key)
{
  const MdgTextStyle heading = { .size = HEADING, .bold = TRUE };
  const MdgTextStyle body = { .size = BODY, .width = WIDTH };
  double inner = WIDTH - 2 * PADDING;
  KeyLine line = measure_key (pen, mdg_secret_get_length (key), inner);
  double natural = line.n * line.group + (line.n - 1) * line.gap;
  double x = LEFT + PADDING + (inner - natural) / 2;

  pen->y += mdg_paper_text (&pen->paper, LEFT, pen->y, _ ("Set-up key"), &heading) + 3;
  double top = pen->y;
  pen->y += 6;
  draw_key_text (pen, &line, key, x);
  pen->y += draw_key_outlines (pen, &line, key, x) + 6;
  cairo_set_line_width (pen->paper.cr, 0.75);
  cairo_rectangle (pen->paper.cr, LEFT + 0.375, top, WIDTH - 0.75, pen->y - top);
  cairo_stroke (pen->paper.cr);
  pen->y += 4;
  pen->y += mdg_paper_text (
      &pen->paper, LEFT, pen->y,
      _ ("Type it without gaps. The only digits are 2 to 7; what looks like 0 or 1 "
         "is the letter O or I."),
      &body);
  pen->y += SECTION;
}

static void
draw_steps (Pen *pen, const char *heading, const char *const *steps, gsize n)
{
  const double number_width = 18;
  const MdgTextStyle bold = { .size = HEADING, .bold = TRUE, .width = WIDTH };
  const MdgTextStyle number = { .size = BODY, .bold = TRUE };
  const MdgTextStyle body = { .size = BODY, .width = WIDTH - number_width };

  pen->y += mdg_paper_text (&pen->paper, LEFT, pen->y, heading, &bold) + 1;
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *label = g_strdup_printf ("%" G_GSIZE_FORMAT, i + 1);
      mdg_paper_text (&pen->paper, LEFT, pen->y, label, &number);
      pen->y += mdg_paper_text (&pen->paper, LEFT + number_width, pen->y, steps[i], &body) + 1.5;
    }
  pen->y += SECTION - 4;
}

static void
draw_instructions (Pen *pen)
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

  draw_steps (pen, _ ("To register a phone"), registering, G_N_ELEMENTS (registering));
  draw_steps (pen, _ ("If the phone is lost or broken"), lost, G_N_ELEMENTS (lost));
}

/* Institution at the left; training, date and page number at the right. Returns: where it begins.
 */
static double
draw_foot (Pen *pen, const MdgSheetContent *content)
{
  g_autofree char *right
      = g_strdup_printf ("%s%s　%s　1/1", content->training ? _ ("Training") : "",
                         content->training ? "　" : "", content->printed_on);
  g_autofree char *left
      = g_strdup_printf ("%s　%s", content->institution_code, content->institution_name);
  MdgTextStyle style = { .size = BODY };
  g_autoptr (PangoLayout) layout = mdg_paper_layout (&pen->paper, right, -1, &style);
  double width = layout_width (layout);
  double top = BOTTOM - mdg_paper_text_height (&pen->paper, right, &style);

  mdg_paper_rule (&pen->paper, LEFT, top - 4, WIDTH, 0.5);
  cairo_move_to (pen->paper.cr, LEFT + WIDTH - width, top);
  mdg_paper_show (&pen->paper, layout);
  style.width = WIDTH - width - GUTTER;
  style.max_lines = 1;
  mdg_paper_text (&pen->paper, LEFT, top, left, &style);
  return top - 4;
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
  Pen pen = { .y = MDG_SHEET_MARGIN };

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  mdg_paper_init (&pen.paper, cr, content->layouts);
  if (content->training)
    bar (&pen, _ ("TRAINING: this sheet is of no use for the real system"));
  draw_title (&pen);
  draw_warning (&pen);
  draw_identity (&pen, content);
  if (qr != NULL)
    look_only_at (cr, &pen.qr);
  draw_key (&pen, content->setup_key);
  draw_instructions (&pen);
  double foot = draw_foot (&pen, content);
  mdg_paper_finish (&pen.paper);
  mdg_paper_clear (&pen.paper);
  cairo_restore (cr);
  if (qr != NULL)
    *qr = pen.qr;
  return foot - pen.y;
}
