/* tour-accounts.c: the tour's way through the tab [アカウント].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour-accounts.h"

#include "accounts/applications-page.h"
#include "accounts/import-page.h"
#include "accounts/list-page.h"
#include "accounts/settings-page.h"
#include "accounts/settings-show-page.h"
#include "accounts/terminal-page.h"
#include "contract/account-settings.h"
#include "core/file.h"
#include "widgets/path-chooser.h"

#define NOTED "WA000002"
#define CANCELLED "W0000001"
#define NOTE "レセコン 1号機（2階）"
#define IMPORTED "W0000002"
#define TABLE                                                                                            \
  "アカウントID\t備考（利用者名、端末名等）\nW0000001\t受付 ノートパソコン\n" \
  "W0000002\t2階 タブレット\nW0009999\t待合室\nWA000001\tレセコン 2号機\n"

typedef struct
{
  MdgTourStage *stage;
  MdgAccountDesk *desk;
  MdgAccountRow *row; /* (nullable): the one that is looked at */
  const char *id;     /* of that one */
  gboolean asking;    /* the desk is asked for it */
  guint n_rows;       /* that are waited for */
} Walk;

static void
walk_clear (gpointer data)
{
  Walk *w = data;

  g_clear_pointer (&w->row, mdg_account_row_free);
  g_object_unref (w->desk);
}

/* The desk may answer after the tour has failed. */
static void
walk_unref (Walk *w)
{
  g_rc_box_release_full (w, walk_clear);
}

static GtkWidget *
page_of (Walk *w)
{
  return mdg_window_get_page (mdg_tour_stage_get_window (w->stage));
}

/* --- waiting --- */

static gboolean
list_has_rows (gpointer data)
{
  Walk *w = data;
  GtkWidget *page = page_of (w);
  MdgAccountList *list
      = MDG_IS_LIST_PAGE (page) ? mdg_list_page_get_list (MDG_LIST_PAGE (page)) : NULL;

  return list != NULL && mdg_account_list_is_settled (list)
         && mdg_account_desk_get_state (w->desk)->phase == MDG_SYNC_IDLE
         && g_list_model_get_n_items (G_LIST_MODEL (mdg_account_list_get_rows (list))) == w->n_rows;
}

static void
expect_rows (Walk *w, guint n)
{
  w->n_rows = n;
  mdg_tour_wait (w->stage, "the rows", list_has_rows, w);
}

static void
account_known (GObject *source, GAsyncResult *result, gpointer data)
{
  Walk *w = data;

  w->asking = FALSE;
  g_clear_pointer (&w->row, mdg_account_row_free);
  w->row = mdg_account_desk_get_account_finish (MDG_ACCOUNT_DESK (source), result, NULL);
  walk_unref (w);
}

/* What was asked for has reached the service. */
static gboolean
is_sent (gpointer data)
{
  Walk *w = data;

  if (w->row != NULL && w->row->pending == 0
      && mdg_account_desk_get_state (w->desk)->n_waiting == 0)
    return TRUE;
  if (!w->asking)
    mdg_account_desk_get_account_async (w->desk, w->id, NULL, account_known, g_rc_box_acquire (w));
  w->asking = TRUE;
  return FALSE;
}

static void
wait_until_sent (Walk *w, const char *id)
{
  w->id = id;
  g_clear_pointer (&w->row, mdg_account_row_free);
  mdg_tour_wait (w->stage, "the service's answer", is_sent, w);
}

static gboolean
is_at_applications (gpointer data)
{
  Walk *w = data;

  return MDG_IS_APPLICATIONS_PAGE (page_of (w))
         && mdg_account_desk_get_state (w->desk)->n_waiting == 0
         && mdg_account_desk_get_state (w->desk)->phase == MDG_SYNC_IDLE;
}

/* --- what a person does --- */

static void
open_account (Walk *w, const char *id)
{
  mdg_tour_log (w->stage, "open %s", id);
  gtk_widget_activate_action (page_of (w), "accounts.detail", "s", id);
}

static void
change_note (Walk *w)
{
  open_account (w, NOTED);
  mdg_tour_type (w->stage, "note", NOTE);
  mdg_tour_picture (w->stage, "account-detail");
  mdg_tour_press (w->stage, "save");
  wait_until_sent (w, NOTED);
  mdg_tour_picture (w->stage, "account-saved");
  mdg_tour_press (w->stage, "back");
}

static void
cancel_account (Walk *w)
{
  open_account (w, CANCELLED);
  mdg_tour_press (w->stage, "cancel_account");
  mdg_tour_picture (w->stage, "account-cancel-question");
  mdg_tour_answer (w->stage, "ok");
  wait_until_sent (w, CANCELLED);
  mdg_tour_picture (w->stage, "account-cancelled");
  mdg_tour_press (w->stage, "back");
}

static void
apply (Walk *w)
{
  mdg_tour_press (w->stage, "apply_linkage");
  mdg_tour_picture (w->stage, "accounts-apply");
  mdg_tour_press (w->stage, "send");
  mdg_tour_picture (w->stage, "accounts-apply-question");
  mdg_tour_answer (w->stage, "ok");
  mdg_tour_wait (w->stage, "the application", is_at_applications, w);
  mdg_tour_picture (w->stage, "accounts-applications");
  mdg_tour_press (w->stage, "back");
}

static gboolean
is_judged (gpointer data)
{
  Walk *w = data;
  GtkWidget *page = page_of (w);

  return MDG_IS_IMPORT_PAGE (page) && mdg_import_page_has_plan (MDG_IMPORT_PAGE (page));
}

static void
import (Walk *w)
{
  mdg_tour_press (w->stage, "import");
  mdg_tour_picture (w->stage, "accounts-import");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (page_of (w)), TABLE);
  mdg_tour_press (w->stage, "paste");
  mdg_tour_wait (w->stage, "the table", is_judged, w);
  mdg_tour_picture (w->stage, "accounts-import-preview");
  mdg_tour_press (w->stage, "apply");
  expect_rows (w, 6);
  wait_until_sent (w, IMPORTED);
  mdg_tour_picture (w->stage, "accounts-imported");
}

static gboolean
is_written (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void export(Walk *w)
{
  g_autofree char *path = mdg_tour_path (w->stage, "accounts.csv");

  mdg_path_chooser_answer (NULL, path);
  mdg_tour_press (w->stage, "export");
  mdg_tour_picture (w->stage, "accounts-export");
  mdg_tour_press (w->stage, "save");
  mdg_tour_wait (w->stage, "the file", is_written, path);
  mdg_tour_picture (w->stage, "accounts-exported");
  mdg_tour_press (w->stage, "back");
  mdg_path_chooser_answer (NULL, NULL);
}

/* --- user settings --- */

static gboolean
is_at_settings (gpointer data)
{
  return MDG_IS_SETTINGS_PAGE (page_of (data));
}

/* For the guide to real work. */
static void
keep_settings (Walk *w, MdgSecret *pdf)
{
  g_autofree char *path = mdg_tour_path (w->stage, "settings.pdf");
  g_autoptr (GError) error = NULL;

  if (!mdg_file_write (path, mdg_secret_get_data (pdf, NULL), mdg_secret_get_length (pdf), &error))
    mdg_tour_fail (w->stage, "%s", error->message);
}

/* The attachment, as if it had been dropped, and beside it a file that is none. */
static void
attachment_known (GObject *source, GAsyncResult *result, gpointer data)
{
  Walk *w = data;
  g_autoptr (MdgSecret) none = mdg_secret_new_from_string ("no PDF");
  g_autoptr (MdgSecret) pdf
      = mdg_account_desk_get_settings_pdf_finish (MDG_ACCOUNT_DESK (source), result, NULL);
  GtkWidget *page = page_of (w);
  g_autofree char *name = mdg_account_settings_file_name (NOTED);

  if (pdf != NULL && MDG_IS_SETTINGS_PAGE (page))
    {
      MdgSettingsIntake *intake = mdg_settings_page_get_intake (MDG_SETTINGS_PAGE (page));

      mdg_settings_intake_add_bytes (intake, name, pdf);
      mdg_settings_intake_add_bytes (intake, "memo.pdf", none);
      keep_settings (w, pdf);
    }
  walk_unref (w);
}

static gboolean
is_taken_in (gpointer data)
{
  GtkWidget *page = page_of (data);

  return MDG_IS_SETTINGS_PAGE (page)
         && mdg_settings_intake_get_n_done (mdg_settings_page_get_intake (MDG_SETTINGS_PAGE (page)))
                == 2;
}

/* "機関コード/ID" of what was read */
static char *
kept_owner (GtkWidget *page)
{
  const MdgIntakeItem *item;

  if (!MDG_IS_SETTINGS_PAGE (page))
    return g_strdup ("");
  item = mdg_settings_intake_get_items (mdg_settings_page_get_intake (MDG_SETTINGS_PAGE (page)))
             ->pdata[0];
  if (item->reading == NULL || item->reading->settings == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%s/%s", item->reading->settings->institution_code,
                          item->reading->settings->id);
}

static gboolean
is_shown (gpointer data)
{
  return MDG_IS_SETTINGS_SHOW_PAGE (page_of (data));
}

static void
take_settings_in (Walk *w)
{
  g_autofree char *owner = NULL;

  gtk_widget_activate_action (page_of (w), "accounts.show", "s", "settings");
  mdg_tour_wait (w->stage, "the page", is_at_settings, w);
  mdg_account_desk_get_settings_pdf_async (w->desk, NOTED, NULL, attachment_known,
                                           g_rc_box_acquire (w));
  mdg_tour_wait (w->stage, "the file", is_taken_in, w);
  mdg_tour_picture (w->stage, "user-settings");
  owner = kept_owner (page_of (w));
  gtk_widget_activate_action (page_of (w), "accounts.settings", "s", owner);
  mdg_tour_wait (w->stage, "the values", is_shown, w);
  mdg_tour_picture (w->stage, "user-settings-shown");
  mdg_tour_press (w->stage, "back");
  mdg_tour_press (w->stage, "type");
  mdg_tour_press (w->stage, "save");
  mdg_tour_picture (w->stage, "user-settings-entry");
  mdg_tour_press (w->stage, "back");
}

/* --- the terminal's other accounts --- */

static gboolean
has_terminal_account (gpointer data)
{
  GtkWidget *page = page_of (data);

  return MDG_IS_TERMINAL_PAGE (page)
         && mdg_terminal_page_find (MDG_TERMINAL_PAGE (page), 1) != NULL;
}

static void
note_terminal_account (Walk *w)
{
  gtk_widget_activate_action (page_of (w), "accounts.show", "s", "terminal");
  gtk_widget_activate_action (page_of (w), "accounts.terminal-edit", "(xs)", G_GINT64_CONSTANT (0),
                              mdg_terminal_kind_nick (MDG_TERMINAL_LINKAGE_APPLICATION));
  mdg_tour_type (w->stage, "login_id", "renkei01");
  mdg_tour_type (w->stage, "owner", "山田");
  mdg_tour_type (w->stage, "used_at", "受付パソコン");
  mdg_tour_picture (w->stage, "terminal-account");
  mdg_tour_press (w->stage, "save");
  mdg_tour_wait (w->stage, "the account", has_terminal_account, w);
  mdg_tour_picture (w->stage, "terminal-accounts");
  gtk_widget_activate_action (page_of (w), "terminal.before", "x", G_GINT64_CONSTANT (1));
  mdg_tour_picture (w->stage, "terminal-before-change");
  mdg_tour_answer (w->stage, "note");
  mdg_tour_picture (w->stage, "terminal-change");
  mdg_tour_press (w->stage, "save");
  gtk_widget_activate_action (page_of (w), "accounts.show", "s", "list");
}

static void
walk (Walk *w)
{
  MdgWindow *window = mdg_tour_stage_get_window (w->stage);

  mdg_window_show_tab (window, "accounts");
  expect_rows (w, 6);
  mdg_tour_picture (w->stage, "accounts");
  mdg_tour_type (w->stage, "search", "ﾚｾｺﾝ");
  expect_rows (w, 1);
  mdg_tour_picture (w->stage, "accounts-search");
  mdg_tour_type (w->stage, "search", "ない");
  expect_rows (w, 0);
  mdg_tour_picture (w->stage, "accounts-nothing-found");
  mdg_tour_press (w->stage, "all");
  expect_rows (w, 6);
  export(w);
  import (w);
  change_note (w);
  cancel_account (w);
  apply (w);
  take_settings_in (w);
  note_terminal_account (w);
  mdg_window_show_tab (window, "login");
}

void
mdg_tour_accounts_walk (MdgTourStage *stage)
{
  MdgAccountDesk *desk = mdg_window_get_account_desk (mdg_tour_stage_get_window (stage));
  Walk *w;

  if (desk == NULL)
    {
      mdg_tour_fail (stage, "there is no account list");
      return;
    }
  w = g_rc_box_new0 (Walk);
  w->stage = stage;
  w->desk = g_object_ref (desk);
  walk (w);
  walk_unref (w);
}

void
mdg_tour_accounts_look_in (MdgTourStage *stage)
{
  MdgWindow *window = mdg_tour_stage_get_window (stage);

  mdg_window_show_tab (window, "accounts");
  mdg_tour_picture (stage, "accounts-logged-out");
  mdg_window_show_tab (window, "login");
}
