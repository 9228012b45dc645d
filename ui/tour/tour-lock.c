/* tour-lock.c: the tour's way through ロック.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour-lock.h"

#include "authenticator/codes-page.h"
#include "core/file.h"
#include "start/lock.h"
#include "start/lock-page.h"
#include "start/passphrase-page.h"
#include "support/record-page.h"
#include "tour/tour-first-run.h"
#include "widgets/path-chooser.h"

#define WRONG "紙ふうせん tugboat lantern 八つ"
#define CHANGED "五月雨 tugboat marble lantern"
#define CODE_FILE "recovery-code.txt"
#define CODE_LIMIT 1000

/* waiting ------------------------------------------------------------------------------------- */

static MdgLock *
lock_of (MdgApplication *application)
{
  return mdg_workplace_get_lock (mdg_application_get_workplace (application));
}

static gboolean
is_open (gpointer stage)
{
  return mdg_curtain_is_open (mdg_window_get_curtain (mdg_tour_stage_get_window (stage)));
}

static gboolean
is_locked (gpointer stage)
{
  return MDG_IS_LOCK_PAGE (mdg_tour_get_page (stage));
}

static gboolean
asks_for_passphrase (gpointer stage)
{
  return MDG_IS_PASSPHRASE_PAGE (mdg_tour_get_page (stage));
}

static gboolean
makes_wait (gpointer application)
{
  MdgLock *lock = lock_of (application);
  MdgVaultDoor *door = mdg_lock_get_door (lock);

  return door != NULL && !mdg_lock_is_busy (lock) && mdg_vault_door_get_wait (door) > 0;
}

static gboolean
has_record (gpointer stage)
{
  GtkWidget *page = mdg_tour_get_page (stage);

  return MDG_IS_RECORD_PAGE (page) && mdg_record_page_is_at_rest (MDG_RECORD_PAGE (page));
}

static gboolean
shows_code (gpointer stage)
{
  GtkWidget *page = mdg_tour_get_page (stage);

  return MDG_IS_CODES_PAGE (page)
         && mdg_code_panel_is_ready (mdg_codes_page_get_panel (MDG_CODES_PAGE (page)));
}

/* what a person does -------------------------------------------------------------------------- */

static void
lock (MdgTourStage *stage)
{
  MdgWindow *window = mdg_tour_stage_get_window (stage);

  if (mdg_tour_stage_has_failed (stage))
    return;
  gtk_widget_activate_action (GTK_WIDGET (mdg_window_get_curtain (window)), "lock.now", NULL);
  mdg_tour_wait (stage, "the lock", is_locked, stage);
}

static void
try (MdgTourStage *stage, const char *id, const char *known)
{
  mdg_tour_type (stage, id, known);
  mdg_tour_press_primary (stage);
}

/* Two slips of the fingers are free. */
static void
try_wrong_ones (MdgTourStage *stage, MdgApplication *application)
{
  try (stage, "passphrase", WRONG);
  mdg_tour_wait_for_primary (stage);
  mdg_tour_picture (stage, "lock-wrong");
  try (stage, "passphrase", WRONG);
  mdg_tour_wait_for_primary (stage);
  try (stage, "passphrase", WRONG);
  mdg_tour_wait (stage, "the wait", makes_wait, application);
  mdg_tour_picture (stage, "lock-waits");
  mdg_tour_pass_time (application, 60);
}

/* Who came in by the code chooses a new passphrase. */
static void
choose_anew (MdgTourStage *stage, const char *passphrase, const char *picture)
{
  mdg_tour_wait (stage, "the question for a new passphrase", asks_for_passphrase, stage);
  mdg_tour_picture (stage, picture);
  mdg_tour_type_passphrase (stage, passphrase, passphrase);
  mdg_tour_press_primary (stage);
  mdg_tour_wait_for_primary (stage);
}

static gboolean
is_written (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
show_record (MdgTourStage *stage)
{
  g_autofree char *path = mdg_tour_path (stage, "record-of-day-one.csv");

  mdg_window_show_tab (mdg_tour_stage_get_window (stage), "support");
  mdg_tour_press (stage, "record");
  mdg_tour_wait (stage, "the record of acts", has_record, stage);
  mdg_tour_picture (stage, "record-of-day-one");
  mdg_path_chooser_answer (NULL, path);
  mdg_tour_press (stage, "save");
  mdg_tour_wait (stage, "the record as a file", is_written, path);
  mdg_path_chooser_answer (NULL, NULL);
  mdg_tour_press (stage, "back");
  mdg_window_show_tab (mdg_tour_stage_get_window (stage), "login");
}

void
mdg_tour_lock_walk (MdgTourStage *stage, MdgApplication *application, const char *code)
{
  if (mdg_tour_stage_has_failed (stage) || code == NULL)
    return;
  lock (stage);
  mdg_tour_picture (stage, "lock");
  try_wrong_ones (stage, application);
  mdg_tour_press (stage, "change-over");
  mdg_tour_picture (stage, "lock-by-code");
  try (stage, "code", code);
  choose_anew (stage, CHANGED, "passphrase-anew");
  mdg_tour_picture (stage, "passphrase-changed");
  mdg_tour_press_primary (stage);
  mdg_tour_wait (stage, "the window", is_open, stage);
  lock (stage);
  try (stage, "passphrase", CHANGED);
  mdg_tour_wait (stage, "the window", is_open, stage);
  show_record (stage);
}

/* coming back --------------------------------------------------------------------------------- */

static gboolean
has_door (gpointer application)
{
  return mdg_lock_get_door (lock_of (application)) != NULL;
}

/* Off the sheet. */
static void
open_by_code (MdgTourStage *stage)
{
  g_autofree char *path = mdg_tour_path (stage, CODE_FILE);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) code = mdg_file_read_secret (path, CODE_LIMIT, &error);

  mdg_tour_picture (stage, "return-refused");
  if (code == NULL)
    {
      mdg_tour_fail (stage, "%s", error->message);
      return;
    }
  try (stage, "code", mdg_secret_get_string (code));
  choose_anew (stage, MDG_TOUR_PASSPHRASE, "return-by-code");
  mdg_tour_press_primary (stage);
}

void
mdg_tour_lock_return (MdgTourStage *stage, MdgApplication *application)
{
  mdg_tour_wait (stage, "the records", has_door, application);
  mdg_tour_wait (stage, "the lock", is_locked, stage);
  mdg_tour_picture (stage, "return");
  try (stage, "passphrase", MDG_TOUR_PASSPHRASE);
  mdg_tour_wait_for_primary (stage); /* of what comes then, or of the same page */
  if (!mdg_tour_stage_has_failed (stage) && !is_open (stage))
    open_by_code (stage);
  mdg_tour_wait (stage, "the window", is_open, stage);
  if (mdg_tour_stage_has_failed (stage))
    return;
  mdg_window_show_tab (mdg_tour_stage_get_window (stage), "authenticator");
  mdg_tour_wait (stage, "the entry", shows_code, stage);
  mdg_tour_press (stage, "reveal");
  mdg_tour_picture (stage, "return-authenticator");
}
