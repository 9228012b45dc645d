/* tour-first-run.c: the tour's way from training to real work.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour-first-run.h"

#include "core/file.h"
#include "import-files-page.h"
#include "print/sheet-printer.h"
#include "start/recovery-card.h"
#include "widgets/path-chooser.h"
#include "widgets/secret-label.h"

#define WEAK "password12"
#define NOBODY "https://127.0.0.1:1" /* where no service listens */
#define NO_CODE "ABCD EFGH"

static void
act (MdgTourStage *stage, const char *action)
{
  MdgWindow *window = mdg_tour_stage_get_window (stage);

  mdg_tour_log (stage, "%s", action);
  if (!mdg_tour_stage_has_failed (stage)
      && !gtk_widget_activate_action (GTK_WIDGET (mdg_window_get_curtain (window)), action, NULL))
    mdg_tour_fail (stage, "%s is not there", action);
}

static gboolean
is_open (gpointer stage)
{
  return mdg_curtain_is_open (mdg_window_get_curtain (mdg_tour_stage_get_window (stage)));
}

/* Where a policy or the machine says how work is done, nobody is guided. */
static gboolean
is_ruled (MdgTourStage *stage, MdgApplication *application, const char *setting)
{
  MdgWorkplace *workplace = mdg_application_get_workplace (application);
  MdgSettings *settings = mdg_workplace_get_settings (workplace);
  gboolean ruled = mdg_settings_get_origin (settings, setting) > MDG_SETTING_USER;

  if (ruled)
    mdg_tour_log (stage, "%s is ruled on this computer", setting);
  return ruled;
}

/* the gateway --------------------------------------------------------------------------------- */

static void
type_secret (MdgTourStage *stage, const char *id, MdgSecret *secret)
{
  if (secret != NULL)
    mdg_tour_type (stage, id, mdg_secret_get_string (secret));
}

static void
try_at (MdgTourStage *stage, const char *address, const char *picture)
{
  mdg_tour_type (stage, "address", address);
  mdg_tour_press_primary (stage);
  mdg_tour_wait_for_primary (stage);
  mdg_tour_picture (stage, picture);
}

static void
try_gateway (MdgTourStage *stage, MdgWorkplace *workplace, const MdgConnection *connection)
{
  g_autofree char *path = NULL;
  g_autoptr (MdgSecret) password = NULL;

  mdg_tour_type (stage, "ca_file", connection->ca_file);
  if (mdg_workplace_get_training_certificate (workplace, &path, &password))
    mdg_tour_type (stage, "client_file", path);
  type_secret (stage, "password", password);
  try_at (stage, NOBODY, "gateway-refused");
  try_at (stage, connection->endpoint, "gateway-good");
}

void
mdg_tour_first_run_look (MdgTourStage *stage,
                         MdgApplication *application,
                         const MdgConnection *connection)
{
  if (mdg_tour_stage_has_failed (stage) || is_ruled (stage, application, MDG_SETTING_PROFILE))
    return;
  act (stage, "lock.now");
  mdg_tour_picture (stage, "covered-training");
  mdg_tour_press_primary (stage);
  act (stage, "start.begin");
  mdg_tour_choose (stage, "content", mdg_way_get_words (MDG_WAY_GATEWAY));
  mdg_tour_press_primary (stage);
  mdg_tour_wait_for_primary (stage);
  mdg_tour_picture (stage, "gateway");
  if (!is_ruled (stage, application, MDG_SETTING_ENDPOINT))
    try_gateway (stage, mdg_application_get_workplace (application), connection);
  mdg_tour_press (stage, "back");
  mdg_tour_press (stage, "leave");
  mdg_tour_wait (stage, "the way back", is_open, stage);
}

/* the passphrase and the code ----------------------------------------------------------------- */

void
mdg_tour_type_passphrase (MdgTourStage *stage, const char *passphrase, const char *repeated)
{
  mdg_tour_type (stage, "passphrase", passphrase);
  mdg_tour_type (stage, "repeated", repeated);
}

static void
choose_passphrase (MdgTourStage *stage)
{
  mdg_tour_picture (stage, "passphrase");
  mdg_tour_type_passphrase (stage, WEAK, WEAK);
  mdg_tour_press_primary (stage);
  mdg_tour_picture (stage, "passphrase-weak");
  mdg_tour_type_passphrase (stage, MDG_TOUR_PASSPHRASE, WEAK);
  mdg_tour_press_primary (stage);
  mdg_tour_picture (stage, "passphrase-differs");
}

/* As it stands on the screen when it is shown. Returns: (transfer full) (nullable) */
static char *
read_code (MdgTourStage *stage)
{
  GtkWidget *label = mdg_tour_find_type (stage, MDG_TYPE_SECRET_LABEL);
  char *code;

  if (label == NULL)
    {
      mdg_tour_fail (stage, "there is no recovery code");
      return NULL;
    }
  mdg_secret_label_set_revealed (MDG_SECRET_LABEL (label), TRUE);
  code = g_strdup (gtk_label_get_text (GTK_LABEL (gtk_widget_get_first_child (label))));
  mdg_secret_label_set_revealed (MDG_SECRET_LABEL (label), FALSE);
  return g_strdelimit (code, "\n", ' ');
}

static gboolean
is_written (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
save_code (MdgTourStage *stage)
{
  g_autofree char *path = mdg_tour_path (stage, "recovery-code.pdf");

  mdg_sheet_printer_answer_dialogs (path, path);
  mdg_tour_press (stage, "save");
  mdg_tour_wait (stage, "the sheet", is_written, path);
  mdg_tour_press (stage, "close"); /* of the message, which holds a path of this computer */
  mdg_sheet_printer_answer_dialogs (NULL, NULL);
}

static gboolean
asks_for_code (gpointer stage)
{
  return mdg_tour_find_type (stage, MDG_TYPE_RECOVERY_CARD) != NULL;
}

/* the import ---------------------------------------------------------------------------------- */

typedef struct
{
  MdgTourStage *stage;
  guint number;
} Taken;

static gboolean
has_taken (gpointer data)
{
  Taken *taken = data;
  GtkWidget *page = mdg_tour_get_page (taken->stage);

  return MDG_IS_IMPORT_FILES_PAGE (page)
         && mdg_import_files_page_get_n_done (MDG_IMPORT_FILES_PAGE (page)) == taken->number;
}

static void
take_file (MdgTourStage *stage, const char *path, guint number)
{
  Taken taken = { stage, number };

  mdg_path_chooser_answer (NULL, path);
  mdg_tour_press (stage, "open");
  mdg_tour_wait (stage, "the file", has_taken, &taken);
  mdg_path_chooser_answer (NULL, NULL);
}

/* One that is none beside it. */
static void
take_settings (MdgTourStage *stage)
{
  g_autofree char *settings = mdg_tour_path (stage, "settings.pdf");
  g_autofree char *memo = mdg_tour_path (stage, "memo.pdf");
  g_autoptr (GError) error = NULL;

  mdg_tour_picture (stage, "import-settings");
  if (!mdg_file_write (memo, "no PDF", 6, &error))
    mdg_tour_fail (stage, "%s", error->message);
  take_file (stage, settings, 1);
  take_file (stage, memo, 2);
  mdg_tour_picture (stage, "import-settings-taken");
}

/* the guide ----------------------------------------------------------------------------------- */

static gboolean
has_records (gpointer application)
{
  MdgWorkplace *workplace = mdg_application_get_workplace (application);

  return workplace != NULL && mdg_workplace_get_cache (workplace) != NULL;
}

/* From the code to the new window. */
static void
make_records (MdgTourStage *stage, MdgApplication *application, const char *code)
{
  mdg_tour_type (stage, "code", code);
  mdg_tour_press_primary (stage);
  mdg_tour_follow (stage, application);
  mdg_tour_wait (stage, "the records", has_records, application);
}

static void
leave_import (MdgTourStage *stage)
{
  GtkWidget *page = mdg_tour_find_type (stage, MDG_TYPE_IMPORT_FILES_PAGE);

  if (page != NULL)
    mdg_tour_press (stage, mdg_import_files_page_get_n_done (MDG_IMPORT_FILES_PAGE (page)) > 0
                               ? "done"
                               : "later");
  mdg_tour_wait (stage, "the window", is_open, stage);
}

char *
mdg_tour_first_run_walk (MdgTourStage *stage, MdgApplication *application)
{
  g_autofree char *code = NULL;

  if (mdg_tour_stage_has_failed (stage) || is_ruled (stage, application, MDG_SETTING_PROFILE))
    return NULL;
  act (stage, "start.begin");
  mdg_tour_picture (stage, "begin");
  mdg_tour_press_primary (stage);
  choose_passphrase (stage);
  mdg_tour_type_passphrase (stage, MDG_TOUR_PASSPHRASE, MDG_TOUR_PASSPHRASE);
  mdg_tour_picture (stage, "passphrase-good");
  mdg_tour_press_primary (stage);
  mdg_tour_wait (stage, "the recovery code", asks_for_code, stage);
  mdg_tour_picture (stage, "recovery-code");
  save_code (stage);
  code = read_code (stage);
  mdg_tour_type (stage, "code", NO_CODE);
  mdg_tour_press_primary (stage);
  mdg_tour_picture (stage, "recovery-code-wrong");
  if (code == NULL)
    return NULL;
  make_records (stage, application, code);
  take_settings (stage);
  leave_import (stage);
  return g_steal_pointer (&code);
}

char *
mdg_tour_first_run_hurry (MdgTourStage *stage, MdgApplication *application)
{
  g_autofree char *code = NULL;

  if (mdg_tour_stage_has_failed (stage) || is_ruled (stage, application, MDG_SETTING_PROFILE))
    return NULL;
  act (stage, "start.begin");
  mdg_tour_press_primary (stage);
  mdg_tour_type_passphrase (stage, MDG_TOUR_PASSPHRASE, MDG_TOUR_PASSPHRASE);
  mdg_tour_press_primary (stage);
  mdg_tour_wait (stage, "the recovery code", asks_for_code, stage);
  save_code (stage);
  code = read_code (stage);
  if (code == NULL)
    return NULL;
  make_records (stage, application, code);
  leave_import (stage);
  return g_steal_pointer (&code);
}
