/* engine.c: all parts of a running training service, put together.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/engine.h"

#include <sodium.h>
#include "core/file.h"
#include "training/api.h"
#include "training/folder-lock.h"
#include "training/https-server.h"

struct _MdgTrainingEngine
{
  GMainContext *context;
  MdgTrainingClock clock;
  MdgFolderLock *lock;
  MdgScenario *scenario;
  MdgLedger *ledger;
  MdgTrainingPki *pki;
  MdgAuthority *authority;
  MdgOffice *office;
  MdgApi *api;
  MdgHttpsServer *server;
};

/* A ledger remembers how many accounts were generated, and from which seed; more can be added, and
 * a reset does not take them away. */
static MdgScenario *
load_scenario (MdgLedger *ledger, const MdgTrainingSettings *settings, GError **error)
{
  gint64 seed = mdg_ledger_get_number (ledger, "seed", settings->seed);
  gint64 accounts = mdg_ledger_get_number (ledger, "generated", 0);

  return mdg_scenario_new (MAX ((guint)accounts, settings->accounts), (guint)seed, error);
}

static gboolean
fill_ledger (MdgTrainingEngine *engine, const MdgTrainingSettings *settings, GError **error)
{
  MdgLedger *ledger = engine->ledger;
  guint n = mdg_scenario_get_n_accounts (engine->scenario);
  guint n_listed = mdg_scenario_get_n_listed (engine->scenario);
  guint first = (guint)mdg_ledger_get_number (ledger, "accounts", 0);
  guint first_listed = (guint)mdg_ledger_get_number (ledger, "listed", 0);
  gint64 now = mdg_training_clock_now (&engine->clock);

  if (first >= n && first_listed >= n_listed)
    return TRUE;
  if (!mdg_ledger_begin (ledger, error))
    return FALSE;
  if (mdg_ledger_add_scenario (ledger, engine->scenario, first, now, error)
      && mdg_ledger_add_list (ledger, engine->scenario, first_listed, now, error)
      && mdg_ledger_set_number (ledger, "listed", n_listed, error)
      && mdg_ledger_set_number (ledger, "accounts", n, error)
      && mdg_ledger_set_number (ledger, "generated",
                                n - mdg_scenario_get_n_named (engine->scenario), error)
      && mdg_ledger_set_number (ledger, "seed",
                                mdg_ledger_get_number (ledger, "seed", settings->seed), error))
    return mdg_ledger_commit (ledger, error);
  mdg_ledger_rollback (ledger);
  return FALSE;
}

static gboolean
open_ledger (MdgTrainingEngine *engine, const MdgTrainingSettings *settings, GError **error)
{
  g_autofree char *path = g_build_filename (settings->folder, "ledger.db", NULL);

  engine->ledger = mdg_ledger_open (path, error);
  if (!engine->ledger)
    return FALSE;
  engine->clock.offset_seconds = mdg_ledger_get_number (engine->ledger, "clock-offset", 0);
  engine->scenario = load_scenario (engine->ledger, settings, error);
  return engine->scenario && fill_ledger (engine, settings, error);
}

/* The certificates go by the computer's clock, for TLS does. */
static gboolean
open_doors (MdgTrainingEngine *engine, const MdgTrainingSettings *settings, GError **error)
{
  engine->pki = mdg_training_pki_prepare (settings->folder,
                                          mdg_scenario_get_institution_code (engine->scenario),
                                          mdg_scenario_get_certificate_password (engine->scenario),
                                          g_get_real_time () / G_USEC_PER_SEC, error);
  if (!engine->pki)
    return FALSE;
  engine->authority = mdg_authority_new (engine->ledger, engine->scenario, &engine->clock);
  engine->office = mdg_office_new (engine->ledger, engine->scenario, &engine->clock);
  engine->api = mdg_api_new (engine->authority, engine->office, engine->ledger, &engine->clock,
                             engine->context);
  engine->server = mdg_https_server_new (engine->pki, settings->port, &engine->clock,
                                         mdg_api_handle, engine->api, error);
  return engine->server != NULL;
}

MdgTrainingEngine *
mdg_training_engine_new (const MdgTrainingSettings *settings, GMainContext *context, GError **error)
{
  g_autoptr (MdgTrainingEngine) engine = g_new0 (MdgTrainingEngine, 1);
  g_autofree char *folder = g_canonicalize_filename (settings->folder, NULL);
  MdgTrainingSettings absolute = *settings;

  absolute.folder = folder;
  engine->context = g_main_context_ref (context);
  engine->clock.clock = g_object_ref (settings->clock);
  if (sodium_init () < 0)
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "libsodium cannot be used");
      return NULL;
    }
  if (!mdg_file_make_folder (folder, error)
      || !(engine->lock = mdg_folder_lock_take (folder, error))
      || !open_ledger (engine, &absolute, error) || !open_doors (engine, &absolute, error))
    return NULL;
  return g_steal_pointer (&engine);
}

void
mdg_training_engine_free (MdgTrainingEngine *engine)
{
  if (!engine)
    return;
  g_clear_pointer (&engine->server, mdg_https_server_free);
  g_clear_pointer (&engine->api, mdg_api_free);
  /* What was still to be reported or closed. */
  while (g_main_context_iteration (engine->context, FALSE))
    ;
  g_clear_pointer (&engine->office, mdg_office_free);
  g_clear_pointer (&engine->authority, mdg_authority_free);
  g_clear_pointer (&engine->pki, mdg_training_pki_free);
  g_clear_pointer (&engine->scenario, mdg_scenario_free);
  g_clear_pointer (&engine->ledger, mdg_ledger_close);
  g_clear_pointer (&engine->lock, mdg_folder_lock_release);
  g_clear_object (&engine->clock.clock);
  g_main_context_unref (engine->context);
  g_free (engine);
}

MdgConnection *
mdg_training_engine_describe (MdgTrainingEngine *engine, GError **error)
{
  g_autoptr (GPtrArray) accounts = mdg_authority_list_accounts (engine->authority, error);
  MdgConnection *connection;

  if (!accounts)
    return NULL;
  connection = mdg_connection_new ();
  connection->endpoint
      = g_strdup_printf ("https://127.0.0.1:%u", mdg_https_server_get_port (engine->server));
  connection->ca_file = g_strdup (engine->pki->ca_file);
  connection->client_file = g_strdup (engine->pki->client_file);
  connection->client_password = mdg_secret_ref (engine->pki->client_password);
  connection->training = TRUE;
  g_ptr_array_unref (connection->accounts);
  connection->accounts = g_steal_pointer (&accounts);
  return connection;
}

gboolean
mdg_training_engine_reset (MdgTrainingEngine *engine, GError **error)
{
  return mdg_api_reset (engine->api, error);
}
