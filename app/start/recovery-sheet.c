/* recovery-sheet.c: the printed recovery code.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "start/recovery-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "paper/form.h"
#include "paper/pdf.h"

#define GROUPS_A_LINE 4
#define GROUP_STEP 5 /* characters from one group to the next */
#define CODE_SIZE 24.0
#define LINE_GAP 8.0

struct _MdgRecoverySheet
{
  MdgSecret *code;
  char *way;
  char *computer;   /* (nullable) */
  char *by_whom;    /* (nullable) */
  char *printed_on; /* for people */
  gint64 printed_at;
};

/* Sixteen characters a line: two lines, in a frame. */
static void
draw_code (MdgForm *form, MdgSecret *code)
{
  const MdgTextStyle heading = { .size = MDG_FORM_HEADING, .bold = TRUE };
  const MdgTextStyle body = { .size = MDG_PAPER_SMALLEST, .width = MDG_FORM_WIDTH };
  const MdgTextStyle style = { .size = CODE_SIZE, .mono = TRUE, .bold = TRUE };
  const char *text = mdg_secret_get_string (code);
  gsize length = mdg_secret_get_length (code);
  double top;

  form->y += mdg_paper_text (&form->paper, MDG_PAPER_MARGIN, form->y, _ ("Recovery code"), &heading)
             + 3;
  top = form->y;
  form->y += MDG_FORM_PADDING;
  for (gsize i = 0; i < length; i += GROUPS_A_LINE * GROUP_STEP)
    {
      gsize n = MIN (GROUPS_A_LINE * GROUP_STEP - 1, length - i);
      char *line = g_strndup (text + i, n);

      form->y += mdg_paper_text (&form->paper, MDG_PAPER_MARGIN + MDG_FORM_PADDING, form->y, line,
                                 &style)
                 + LINE_GAP;
      mdg_wipe_string (line);
    }
  cairo_set_line_width (form->paper.cr, 0.75);
  cairo_rectangle (form->paper.cr, MDG_PAPER_MARGIN + 0.375, top, MDG_FORM_WIDTH - 0.75,
                   form->y - top);
  cairo_stroke (form->paper.cr);
  form->y += 4;
  form->y += mdg_paper_text (&form->paper, MDG_PAPER_MARGIN, form->y,
                             _ ("Capital and small letters and the gaps do not matter. The only "
                                "digits are 2 to 7; what looks like 0 or 1 is the letter O or I."),
                             &body)
             + MDG_FORM_SECTION;
}

static void
draw_fields (MdgForm *form, const MdgRecoverySheet *sheet)
{
  const MdgFormField fields[] = {
    { _ ("Way of working"), sheet->way, 1, FALSE },
    { _ ("Computer"), sheet->computer, 1, FALSE },
    { _ ("Printed on"), sheet->printed_on, 1, FALSE },
    { _ ("Printed by"), sheet->by_whom, 1, FALSE },
  };
  double column = (MDG_FORM_WIDTH - MDG_FORM_GUTTER) / 2;
  double left = form->y, right = form->y;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (i % 2 == 0)
      left += mdg_form_field (form, &fields[i], MDG_PAPER_MARGIN, left, column);
    else
      right += mdg_form_field (form, &fields[i], MDG_PAPER_MARGIN + column + MDG_FORM_GUTTER, right,
                               column);
  form->y = MAX (left, right) + MDG_FORM_SECTION;
}

static void
draw_steps (MdgForm *form)
{
  const char *const use[] = {
    _ ("On the locked screen press “Use the recovery code”."),
    _ ("Type the code from this sheet."),
    _ ("Choose a new passphrase. The code stays the same until a new one is printed."),
  };
  const char *const when[] = {
    _ ("When nobody remembers the passphrase."),
    _ ("When the program says that Windows does not open the records any more, for instance after "
       "an administrator has reset the Windows password."),
    _ ("Without the passphrase and without this sheet nobody can open the records, not even the "
       "maker of the program."),
  };

  mdg_form_steps (form, _ ("When it is needed"), when, G_N_ELEMENTS (when));
  mdg_form_steps (form, _ ("How it is used"), use, G_N_ELEMENTS (use));
}

static void
draw_page (cairo_t *cr, gpointer data)
{
  const MdgRecoverySheet *sheet = data;
  MdgForm form;

  mdg_form_begin (&form, cr, NULL);
  mdg_form_title (&form, _ ("Recovery code sheet"), _ ("Madoguchi: records on this computer"));
  mdg_form_warning (&form, _ ("This sheet is a secret"),
                    _ ("Whoever has this code and the computer can open all passwords and set-up "
                       "keys that are kept there. Keep the sheet in a locked place, away from the "
                       "computer; shred it when a new one was printed."));
  draw_code (&form, sheet->code);
  draw_fields (&form, sheet);
  draw_steps (&form);
  mdg_form_sheet_foot (&form, NULL, NULL, NULL, sheet->printed_on, 1, 1);
  mdg_form_end (&form);
}

MdgRecoverySheet *
mdg_recovery_sheet_new (MdgSecret *code,
                        const char *way,
                        const char *computer,
                        gint64 printed_at,
                        const char *by_whom)
{
  MdgRecoverySheet *sheet = g_new0 (MdgRecoverySheet, 1);

  sheet->code = mdg_secret_ref (code);
  sheet->way = g_strdup (way);
  sheet->computer = g_strdup (computer);
  sheet->by_whom = g_strdup (by_whom);
  sheet->printed_at = printed_at;
  sheet->printed_on = mdg_form_time (printed_at);
  return sheet;
}

void
mdg_recovery_sheet_free (MdgRecoverySheet *sheet)
{
  if (sheet == NULL)
    return;
  mdg_secret_unref (sheet->code);
  g_free (sheet->way);
  g_free (sheet->computer);
  g_free (sheet->by_whom);
  g_free (sheet->printed_on);
  g_free (sheet);
}

char *
mdg_recovery_sheet_suggest_name (MdgRecoverySheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  return mdg_pdf_file_name ("Madoguchi", "recovery", sheet->printed_at);
}

void
mdg_recovery_sheet_draw_on (MdgRecoverySheet *sheet, cairo_t *cr, double width, double height)
{
  g_return_if_fail (sheet != NULL && cr != NULL);

  cairo_save (cr);
  mdg_paper_fit (cr, width, height);
  draw_page (cr, sheet);
  cairo_restore (cr);
}

MdgSecret *
mdg_recovery_sheet_to_pdf (MdgRecoverySheet *sheet, GError **error)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  return mdg_pdf_make (_ ("Recovery code sheet"), sheet->printed_at, draw_page, sheet, error);
}
