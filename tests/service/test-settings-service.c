/* test-settings-service.c: 「ユーザ設定情報」 all the way: fetched over real mutual TLS from the
 * real training service, read through the real madoguchi-read-pdf, kept in the vault, and good for
 * logging in. SPDX-License-Identifier: GPL-3.0-or-later */
#include "../app/store/scratch-folder.h"
#include "accounts-terminal.h"
#include "accounts/settings-pdf.h"
#include "accounts/settings-vault.h"
#include "training/training-service.h"
#include "../support/released.h"

typedef struct
{
  char *folder;
  MdgClock *clock;
  MdgTrainingService *training;
  MdgConnection *connection;
  Terminal terminal;
} Place;

static void
set_up (Place *p, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *service = NULL, *terminal = NULL;

  p->folder = scratch_folder_new ();
  p->clock = mdg_clock_new_system ();
  service = g_build_filename (p->folder, "training", NULL);
  terminal = g_build_filename (p->folder, "terminal", NULL);
  p->training = mdg_training_service_new (service, p->clock, 0, 0, 1);
  mdg_backend_start_async (MDG_BACKEND (p->training), NULL, terminal_keep, &result);
  terminal_until (result != NULL);
  p->connection = mdg_backend_start_finish (MDG_BACKEND (p->training), result, &error);
  g_assert_no_error (error);
  terminal_open (&p->terminal, terminal, p->clock);
  terminal_connect (&p->terminal, p->connection, "WA000002", mdg_clock_wall (p->clock), NULL);
}

static void
tear_down (Place *p, gconstpointer data)
{
  terminal_close (&p->terminal);
  mdg_backend_stop (MDG_BACKEND (p->training));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_released (p->training);
  mdg_connection_free (p->connection);
  assert_released (p->clock);
  scratch_folder_free (p->folder);
}

static MdgSecret *
fetch (Place *p, const char *id, GError **error)
{
  MdgAccountService *service = MDG_ACCOUNT_SERVICE (p->terminal.service);
  g_autoptr (GAsyncResult) result = NULL;

  mdg_account_service_get_settings_pdf_async (service, id, NULL, terminal_keep, &result);
  terminal_until (result != NULL);
  return mdg_account_service_get_settings_pdf_finish (service, result, error);
}

static MdgSettingsReading *
read_pdf (MdgSecret *pdf)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MdgSettingsReading *reading;

  mdg_settings_pdf_read_bytes_async (pdf, NULL, terminal_keep, &result);
  terminal_until (result != NULL);
  reading = mdg_settings_pdf_read_finish (result, &error);
  g_assert_no_error (error);
  return reading;
}

static MdgAccountSettings *
keep_and_load (Place *p, const MdgAccountSettings *settings)
{
  g_autoptr (GAsyncResult) saved = NULL, loaded = NULL;
  g_autoptr (GError) error = NULL;
  MdgAccountSettings *kept;

  mdg_settings_vault_save_async (p->terminal.cache, settings, NULL, terminal_keep, &saved);
  terminal_until (saved != NULL);
  g_assert_true (mdg_settings_vault_finish (saved, &error));
  g_assert_no_error (error);
  mdg_settings_vault_load_async (p->terminal.cache, settings->institution_code, settings->id, NULL,
                                 terminal_keep, &loaded);
  terminal_until (loaded != NULL);
  kept = mdg_settings_vault_load_finish (loaded, &error);
  g_assert_no_error (error);
  return kept;
}

static void
test_whole_way (Place *p, gconstpointer data)
{
  static const char *const ids[] = { "W0000001", "WA000001" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgSecret) pdf = fetch (p, ids[i], &error);
      g_autoptr (MdgSettingsReading) reading = NULL;
      g_autoptr (MdgAccountSettings) kept = NULL;

      g_assert_no_error (error);
      reading = read_pdf (pdf);
      g_assert_cmpint (reading->verdict, ==, MDG_SETTINGS_RECOGNISED);
      g_assert_true (mdg_settings_reading_judge (reading));
      kept = keep_and_load (p, reading->settings);
      g_assert_cmpstr (kept->id, ==, ids[i]);
      g_assert_cmpstr (kept->institution_code, ==, TERMINAL_KEEPER);
      g_assert_cmpint (kept->kind, ==, i == 0 ? MDG_ACCOUNT_APP : MDG_ACCOUNT_LINKAGE);
      if (i == 1)
        g_assert_cmpstr (mdg_secret_get_string (kept->password), ==, "Hajimete-2026");
    }
}

static void
test_none (Place *p, gconstpointer data)
{
  static const char *const ids[] = { "W0000003", "W0000005", "WA000003" };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (fetch (p, ids[i], &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/settings-service/whole-way", Place, NULL, set_up, test_whole_way, tear_down);
  g_test_add ("/settings-service/none", Place, NULL, set_up, test_none, tear_down);
  return g_test_run ();
}
