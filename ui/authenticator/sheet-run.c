/* sheet-run.c: hands out the backup sheets of some entries.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "authenticator/sheet-run.h"

#include <glib/gi18n.h>

#include "authenticator/otp-sheets.h"
#include "key-guard.h"
#include "platform/machine.h"
#include "print/sheet-printer.h"
#include "store/record.h"

typedef struct
{
  MdgAuthenticatorDesk *desk;
  MdgPageFrame *page;
  GArray *numbers;
  gboolean save;
} Run;

static const MdgSheetKind kind = {
  .job_name = N_ ("Authenticator registration sheet"),
  .to_pdf = mdg_otp_sheets_to_pdf,
  .suggest_name = mdg_otp_sheets_suggest_name,
  .count_pages = mdg_otp_sheets_count_pages,
  .draw_page_on = mdg_otp_sheets_draw_page_on,
  .free_sheet = mdg_otp_sheets_free,
};

static void
run_free (Run *run)
{
  g_object_unref (run->desk);
  g_object_unref (run->page);
  g_array_unref (run->numbers);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static void
noted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAuthenticatorDesk) desk = data;
  g_autoptr (GError) error = NULL;

  if (!mdg_authenticator_book_finish (MDG_CACHE (source), result, &error))
    g_warning ("a printing was not recorded: %s", error->message);
  mdg_authenticator_desk_load (desk);
}

/* Whose they are; of several, how many. Returns: (transfer full) */
static char *
describe (Run *run)
{
  MdgOtpEntry *entry
      = mdg_authenticator_desk_find (run->desk, g_array_index (run->numbers, gint64, 0));

  if (run->numbers->len == 1 && entry != NULL)
    return mdg_authenticator_desk_describe (mdg_otp_entry_get_facts (entry));
  return g_strdup_printf ("%u", run->numbers->len);
}

static void
record (Run *run)
{
  MdgCache *cache = mdg_authenticator_desk_get_cache (run->desk);
  g_autofree char *user = mdg_machine_user_name ();
  g_autofree char *of_whom = describe (run);

  if (cache == NULL)
    return;
  mdg_authenticator_book_note_print_async (
      cache, (const gint64 *)run->numbers->data, run->numbers->len,
      run->save ? MDG_PRINT_PDF : MDG_PRINT_PAPER, user, mdg_authenticator_desk_now (run->desk),
      NULL, noted, g_object_ref (run->desk));
  mdg_authenticator_desk_note (run->desk, run->save ? MDG_ACT_SAVED : MDG_ACT_PRINTED,
                               MDG_MATTER_AUTHENTICATOR_SHEET, of_whom);
}

static void
tell (Run *run, const char *path)
{
  g_autofree char *body = NULL;

  if (!run->save)
    {
      mdg_page_show_message (run->page, MDG_MESSAGE_SUCCESS,
                             _ ("The registration sheet was sent to the printer."),
                             _ ("Keep it where only staff can get at it."));
      return;
    }
  body = g_strdup_printf (_ ("%s\nWhoever has this file can make the passcodes: keep it safe."),
                          path);
  mdg_page_show_message (run->page, MDG_MESSAGE_SUCCESS,
                         _ ("The registration sheet was saved as PDF."), body);
}

static void
handed_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (GError) error = NULL;
  MdgSheetPrinter *printer = MDG_SHEET_PRINTER (source);
  MdgSheetOutcome outcome = mdg_sheet_printer_finish (printer, result, &error);

  mdg_page_set_busy (run->page, FALSE);
  if (outcome == MDG_SHEET_FAILED)
    mdg_page_show_error (run->page, error);
  if (outcome != MDG_SHEET_PRINTED && outcome != MDG_SHEET_SAVED)
    return;
  record (run);
  tell (run, mdg_sheet_printer_get_path (printer));
}

/* Facts for a sheet: those of the entry at the same place, or of none when one was left out. */
static gboolean
add_sheets (MdgOtpSheets *sheets, Run *run, GPtrArray *items, GError **error)
{
  if (items->len != run->numbers->len)
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "keys of entries do not open");
      return FALSE;
    }
  for (guint i = 0; i < items->len; i++)
    {
      const MdgOtpItem *item = items->pdata[i];
      MdgOtpEntry *entry
          = mdg_authenticator_desk_find (run->desk, g_array_index (run->numbers, gint64, i));

      if (!mdg_otp_sheets_add (sheets, mdg_otp_entry_get_facts (entry), item->uri, error))
        return FALSE;
    }
  return TRUE;
}

static void
opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = mdg_authenticator_desk_open_finish (run->desk, result, &error);
  g_autofree char *user = mdg_machine_user_name ();
  MdgWorkplace *workplace = mdg_authenticator_desk_get_workplace (run->desk);
  MdgOtpSheets *sheets = mdg_otp_sheets_new (mdg_authenticator_desk_now (run->desk), user,
                                             mdg_workplace_is_training (workplace));
  g_autoptr (MdgSheetPrinter) printer = mdg_sheet_printer_new_for (&kind, sheets);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (run->page));

  if (items == NULL || !add_sheets (sheets, run, items, &error))
    {
      mdg_page_set_busy (run->page, FALSE);
      mdg_page_show_error (run->page, error);
      return;
    }
  if (root == NULL)
    return; /* the window went */
  if (run->save)
    mdg_sheet_printer_save_async (printer, GTK_WINDOW (root), NULL, handed_out, run);
  else
    mdg_sheet_printer_print_async (printer, GTK_WINDOW (root), NULL, handed_out, run);
  g_steal_pointer (&run);
}

static void
allowed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (GError) error = NULL;
  gboolean may = mdg_key_guard_ask_finish (result, &error);

  if (!may && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mdg_page_show_error (run->page, error);
  if (!may)
    return;
  mdg_page_set_busy (run->page, TRUE);
  mdg_authenticator_desk_open_async (run->desk, (const gint64 *)run->numbers->data,
                                     run->numbers->len, NULL, opened, run);
  g_steal_pointer (&run);
}

void
mdg_sheet_run (MdgAuthenticatorDesk *desk, MdgPageFrame *page, GArray *numbers, gboolean save)
{
  Run *run;
  g_autofree char *body = NULL;

  if (numbers->len == 0)
    return;
  mdg_page_hide_message (page);
  if (numbers->len > MDG_OTP_SHEETS_MAX)
    {
      body = g_strdup_printf (
          _ ("At most %d sheets are printed at once. Search for fewer accounts."),
          MDG_OTP_SHEETS_MAX);
      mdg_page_show_message (page, MDG_MESSAGE_INFO, _ ("These are too many sheets."), body);
      return;
    }
  run = g_new0 (Run, 1);
  run->desk = g_object_ref (desk);
  run->page = g_object_ref (page);
  run->numbers = g_array_copy (numbers);
  run->save = save;
  mdg_key_guard_ask_async (mdg_authenticator_desk_get_workplace (desk), GTK_WIDGET (page), allowed,
                           run);
}
