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
  GPtrArray *items;         /* (nullable): of MdgOtpItem: their keys, until they are on sheets */
  MdgSheetPrinter *printer; /* (nullable) */
  MdgOtpSheets *sheets;     /* (nullable): the printer's */
  guint n_made;
  gboolean given_up;
  guint source;  /* of the next step, or the next look at how far it is */
  gulong cancel; /* of the page */
} Run;

#define AT_ONCE 10 /* sheets made before the window has its turn */
#define LOOK_MS 250

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
  g_clear_handle_id (&run->source, g_source_remove);
  g_clear_signal_handler (&run->cancel, run->page);
  g_clear_pointer (&run->items, g_ptr_array_unref);
  g_clear_object (&run->printer);
  g_object_unref (run->desk);
  g_object_unref (run->page);
  g_array_unref (run->numbers);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

/* The page is as it was. */
static void
rest (Run *run)
{
  g_clear_handle_id (&run->source, g_source_remove);
  g_clear_signal_handler (&run->cancel, run->page);
  mdg_page_set_busy (run->page, FALSE);
  g_object_set (run->page, "busy-text", NULL, NULL);
}

static void
noted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAuthenticatorDesk) desk = data;
  g_autoptr (GError) error = NULL;

  if (!mdg_authenticator_book_finish (MDG_CACHE (source), result, &error))
    g_warning ("a printing was not recorded: %s", error->message);
  mdg_authenticator_desk_load (desk);
}

/* Whose they are. Returns: (transfer full) */
static char *
describe (Run *run)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < run->numbers->len; i++)
    {
      MdgOtpEntry *entry
          = mdg_authenticator_desk_find (run->desk, g_array_index (run->numbers, gint64, i));

      g_ptr_array_add (
          names, entry != NULL ? mdg_authenticator_desk_describe (mdg_otp_entry_get_facts (entry))
                               : g_strdup ("?"));
    }
  return mdg_otp_names_join (names);
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

  rest (run);
  if (outcome == MDG_SHEET_FAILED)
    mdg_page_show_error (run->page, error);
  if (outcome != MDG_SHEET_PRINTED && outcome != MDG_SHEET_SAVED)
    return;
  record (run);
  tell (run, mdg_sheet_printer_get_path (printer));
}

/* Takes @run. @error: (nullable): what it came to nothing by */
static void
come_to_nothing (Run *run, const GError *error)
{
  rest (run);
  if (error != NULL)
    mdg_page_show_error (run->page, error);
  run_free (run);
}

static void
show_progress (Run *run, guint n)
{
  g_autofree char *words = g_strdup_printf (_ ("Checking that every sheet can be read: %u of %u…"),
                                            n, run->numbers->len);

  g_object_set (run->page, "busy-text", words, NULL);
}

static gboolean
look (gpointer data)
{
  Run *run = data;

  show_progress (run, mdg_otp_sheets_count_checked (run->sheets));
  return G_SOURCE_CONTINUE;
}

/* Takes @run. */
static void
hand_out (Run *run)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (run->page));

  if (root == NULL)
    {
      run_free (run); /* the window went */
      return;
    }
  run->source = g_timeout_add (LOOK_MS, look, run);
  if (run->save)
    mdg_sheet_printer_save_async (run->printer, GTK_WINDOW (root), NULL, handed_out, run);
  else
    mdg_sheet_printer_print_async (run->printer, GTK_WINDOW (root), NULL, handed_out, run);
}

/* Some sheets a step: their QR codes are made here, and the window stays free. */
static gboolean
make_some (gpointer data)
{
  Run *run = data;
  g_autoptr (GError) error = NULL;
  guint end = MIN (run->n_made + AT_ONCE, run->items->len);

  for (; !run->given_up && error == NULL && run->n_made < end; run->n_made++)
    {
      const MdgOtpItem *item = run->items->pdata[run->n_made];
      MdgOtpEntry *entry = mdg_authenticator_desk_find (
          run->desk, g_array_index (run->numbers, gint64, run->n_made));

      if (entry == NULL)
        mdg_set_error (&error, MDG_ERROR_NOT_FOUND, "an entry went");
      else
        mdg_otp_sheets_add (run->sheets, mdg_otp_entry_get_facts (entry), item->uri, &error);
    }
  if (!run->given_up && error == NULL && run->n_made < run->items->len)
    return G_SOURCE_CONTINUE;
  run->source = 0;
  g_clear_pointer (&run->items, g_ptr_array_unref);
  if (run->given_up || error != NULL)
    come_to_nothing (run, error);
  else
    hand_out (run);
  return G_SOURCE_REMOVE;
}

static void
opened (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *user = mdg_machine_user_name ();
  MdgWorkplace *workplace = mdg_authenticator_desk_get_workplace (run->desk);

  run->items = mdg_authenticator_desk_open_finish (run->desk, result, &error);
  if (run->items != NULL && run->items->len != run->numbers->len)
    mdg_set_error (&error, MDG_ERROR_DAMAGED, "keys of entries do not open");
  if (error != NULL)
    {
      come_to_nothing (run, error);
      return;
    }
  run->sheets = mdg_otp_sheets_new (mdg_authenticator_desk_now (run->desk), user,
                                    mdg_workplace_is_training (workplace));
  run->printer = mdg_sheet_printer_new_for (&kind, run->sheets);
  run->source = g_idle_add (make_some, run);
}

static void
given_up (Run *run)
{
  run->given_up = TRUE;
  if (run->sheets != NULL)
    mdg_otp_sheets_give_up (run->sheets);
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
  run->cancel = g_signal_connect_swapped (run->page, "cancel", G_CALLBACK (given_up), run);
  show_progress (run, 0);
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
  gboolean busy;

  g_object_get (page, "busy", &busy, NULL);
  if (numbers->len == 0 || busy) /* one print at a time */
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
