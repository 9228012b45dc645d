/* settings-printer.c: 「ユーザ設定情報」 of one account on paper.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/settings-printer.h"

#include <glib/gi18n.h>

#include "accounts/settings-sheet.h"
#include "platform/machine.h"

static void
draw_sheet (gpointer sheet, cairo_t *cr, double width, double height)
{
  mdg_settings_sheet_draw_on (sheet, cr, width, height);
}

static MdgSecret *
sheet_to_pdf (gpointer sheet, GError **error)
{
  return mdg_settings_sheet_to_pdf (sheet, error);
}

static char *
suggest_name (gpointer sheet)
{
  return mdg_settings_sheet_suggest_name (sheet);
}

static const MdgSheetKind settings_kind = {
  .job_name = N_ ("User settings sheet"),
  .draw_on = draw_sheet,
  .to_pdf = sheet_to_pdf,
  .suggest_name = suggest_name,
  .free_sheet = (GDestroyNotify)mdg_settings_sheet_free,
};

MdgSheetPrinter *
mdg_settings_printer_new (MdgWorkplace *workplace,
                          const MdgAccountSettings *settings,
                          const char *note)
{
  g_autofree char *user = mdg_machine_user_name ();
  MdgSettingsSheet *sheet = mdg_settings_sheet_new (
      settings, note, mdg_clock_wall (mdg_workplace_get_clock (workplace)), user,
      mdg_workplace_is_training (workplace));

  return mdg_sheet_printer_new_for (&settings_kind, sheet);
}

void
mdg_settings_printer_tell (MdgPageFrame *page, MdgSheetOutcome outcome, const char *path)
{
  if (outcome == MDG_SHEET_PRINTED)
    mdg_page_show_message (page, MDG_MESSAGE_SUCCESS,
                           _ ("The user settings sheet was sent to the printer."),
                           _ ("Keep it where only staff can get at it."));
  else if (outcome == MDG_SHEET_SAVED)
    {
      g_autofree char *body = g_strdup_printf (
          _ ("%s\nWhoever has this file can log in with this account: keep it safe."), path);

      mdg_page_show_message (page, MDG_MESSAGE_SUCCESS,
                             _ ("The user settings sheet was saved as PDF."), body);
    }
}
