/* settings-sheet.c: 「ユーザ設定情報」 for the staff.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "accounts/settings-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "paper/form.h"
#include "paper/pdf.h"

#define LEFT MDG_PAPER_MARGIN
#define COLUMN ((MDG_FORM_WIDTH - MDG_FORM_GUTTER) / 2)

struct _MdgSettingsSheet
{
  MdgAccountSettings *settings;
  char *note; /* (nullable) */
  char *printed_on;
  char *by_whom; /* (nullable) */
  gint64 printed_at;
  gboolean training;
};

static char *
filled (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

MdgSettingsSheet *
mdg_settings_sheet_new (const MdgAccountSettings *settings,
                        const char *note,
                        gint64 printed_at,
                        const char *by_whom,
                        gboolean training)
{
  MdgSettingsSheet *sheet;

  g_return_val_if_fail (settings != NULL && settings->id != NULL && settings->password != NULL,
                        NULL);

  sheet = g_new0 (MdgSettingsSheet, 1);
  sheet->settings = mdg_account_settings_copy (settings);
  sheet->note = filled (note);
  sheet->printed_on = mdg_form_time (printed_at);
  sheet->by_whom = filled (by_whom);
  sheet->printed_at = printed_at;
  sheet->training = training;
  return sheet;
}

void
mdg_settings_sheet_free (MdgSettingsSheet *sheet)
{
  if (sheet == NULL)
    return;
  mdg_account_settings_free (sheet->settings);
  g_free (sheet->note);
  g_free (sheet->printed_on);
  g_free (sheet->by_whom);
  g_free (sheet);
}

char *
mdg_settings_sheet_suggest_name (MdgSettingsSheet *sheet)
{
  return mdg_pdf_file_name ("Account", sheet->settings->id, sheet->printed_at);
}

static void
draw_column (MdgForm *form, double x, const MdgFormField *fields, gsize n)
{
  for (gsize i = 0; i < n; i++)
    form->y += mdg_form_field (form, &fields[i], x, form->y, COLUMN) + 3;
}

/* In the order in which the login page, or the app, asks for them. */
static void
draw_codes (MdgForm *form, const MdgAccountSettings *settings)
{
  const MdgFormField fields[] = {
    { _ ("Institution code"), settings->institution_code, 1, TRUE },
    { settings->kind == MDG_ACCOUNT_APP ? _ ("ID") : _ ("Login ID"), settings->id, 1, TRUE },
    { _ ("First password"), mdg_secret_get_string (settings->password), 1, TRUE },
    { _ ("Activation code"),
      settings->activation_code != NULL ? mdg_secret_get_string (settings->activation_code) : NULL,
      1, TRUE },
  };

  draw_column (form, LEFT, fields,
               settings->kind == MDG_ACCOUNT_APP ? G_N_ELEMENTS (fields)
                                                 : G_N_ELEMENTS (fields) - 1);
}

static void
draw_whose (MdgForm *form, const MdgSettingsSheet *sheet)
{
  const MdgFormField fields[] = {
    { _ ("Institution"), sheet->settings->institution_name, 2, FALSE },
    { _ ("User or terminal"), sheet->note, 2, FALSE },
    { _ ("Printed on"), sheet->printed_on, 1, FALSE },
    { _ ("Printed by"), sheet->by_whom, 1, FALSE },
  };

  draw_column (form, LEFT + COLUMN + MDG_FORM_GUTTER, fields, G_N_ELEMENTS (fields));
}

static void
draw_fields (MdgForm *form, const MdgSettingsSheet *sheet)
{
  double top = form->y, bottom;

  draw_codes (form, sheet->settings);
  bottom = form->y;
  form->y = top;
  draw_whose (form, sheet);
  form->y = MAX (form->y, bottom) + MDG_FORM_SECTION;
}

/* The address is the documents', not the PDF's: a forged one would have another. */
static void
draw_linkage_steps (MdgForm *form)
{
  g_autofree char *open
      = g_strdup_printf (_ ("Open the login page of the linkage system: %s"), MDG_LINKAGE_URL);
  const char *const first[] = {
    open,
    _ ("Type institution code, login ID and password as they stand here, then register the "
       "Authenticator. Keep its registration sheet, too."),
    _ ("When the password has been changed, the one on this sheet is of no use any more. Do not "
       "write the new one on it."),
  };

  mdg_form_steps (form, _ ("To log in for the first time"), first, G_N_ELEMENTS (first));
}

static void
draw_app_steps (MdgForm *form)
{
  const char *const first[] = {
    _ ("Install the app on the terminal, start it and agree to its terms of use."),
    _ ("Type institution code, ID, password and activation code, as they stand here, into the page "
       "for the first registration."),
    _ ("Only a terminal that was registered with this activation code can use the app with this "
       "ID. Write above which one it is."),
  };

  mdg_form_steps (form, _ ("To register the app on a terminal"), first, G_N_ELEMENTS (first));
}

static void
draw_advice (MdgForm *form, const MdgAccountSettings *settings)
{
  const char *const trouble[] = {
    _ ("In the codes above a zero has a mark in it, the letter O has none; look twice at 1, l and "
       "I."),
    _ ("Three wrong passwords lock the account for 30 minutes."),
    _ ("Ask the call centre: 0800-080-4583 (free), Mon–Fri 8:00–18:00, Sat 8:00–16:00; closed on "
       "Sundays, holidays and from 29 December to 3 January."),
  };
  gboolean locks
      = settings->kind == MDG_ACCOUNT_LINKAGE; /* [0] p.15; of the app nothing is known */
  const char *const without_lock[] = { trouble[0], trouble[2] };

  if (locks)
    mdg_form_steps (form, _ ("If it does not work"), trouble, G_N_ELEMENTS (trouble));
  else
    mdg_form_steps (form, _ ("If it does not work"), without_lock, G_N_ELEMENTS (without_lock));
}

/* Returns: the points left free above the foot */
static double
draw_page (MdgSettingsSheet *sheet, cairo_t *cr)
{
  gboolean app = sheet->settings->kind == MDG_ACCOUNT_APP;
  MdgForm form;
  double left;

  mdg_form_begin (&form, cr, NULL);
  if (sheet->training)
    mdg_form_bar (&form, _ ("TRAINING: this sheet is of no use for the real system"));
  mdg_form_title (&form, _ ("User settings sheet"),
                  app ? _ ("App for checking My Number Cards")
                      : _ ("Online eligibility verification: receipt computer linkage system"));
  mdg_form_warning (&form, _ ("This sheet is a secret"),
                    _ ("Whoever has it can log in as this account. Keep the sheet in a locked "
                       "place; do not photograph or copy it; shred it when it is no longer "
                       "needed."));
  draw_fields (&form, sheet);
  if (app)
    draw_app_steps (&form);
  else
    draw_linkage_steps (&form);
  draw_advice (&form, sheet->settings);
  left = mdg_form_sheet_foot (&form, sheet->settings->institution_code,
                              sheet->settings->institution_name,
                              sheet->training ? _ ("Training") : NULL, sheet->printed_on, 1, 1)
         - form.y;
  mdg_form_end (&form);
  return left;
}

void
mdg_settings_sheet_draw_on (MdgSettingsSheet *sheet, cairo_t *cr, double width, double height)
{
  g_return_if_fail (sheet != NULL && cr != NULL);

  cairo_save (cr);
  mdg_paper_fit (cr, width, height);
  draw_page (sheet, cr);
  cairo_restore (cr);
}

double
mdg_settings_sheet_measure (MdgSettingsSheet *sheet)
{
  cairo_surface_t *nothing = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (nothing);
  double left = draw_page (sheet, cr);

  cairo_destroy (cr);
  cairo_surface_destroy (nothing);
  return left;
}

static void
draw_pdf (cairo_t *cr, gpointer sheet)
{
  draw_page (sheet, cr);
}

MdgSecret *
mdg_settings_sheet_to_pdf (MdgSettingsSheet *sheet, GError **error)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  return mdg_pdf_make (_ ("User settings sheet"), sheet->printed_at, draw_pdf, sheet, error);
}
