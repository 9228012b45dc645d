/* door-fixture.h: a cache that a person's passphrase opens, and its door, for the tests of them. */
#pragma once

#include <glib/gstdio.h>

#include "scratch-cache.h"
#include "store/audit.h"
#include "store/cache-open.h"
#include "store/generation.h"
#include "store/vault-door.h"
#include "store/vault.h"

#define PASSPHRASE "受付の朝は雨、駅前の柳"
#define CODE "3410712362"
#define ID "WA000001"
#define START (G_GINT64_CONSTANT (1795000000) * G_USEC_PER_SEC)

/* An outer wrap that can be refused, as DPAPI is after a reset of the Windows password. */
static gboolean refused;

static G_GNUC_UNUSED GBytes *
flip (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint8 *flipped = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    flipped[i] = data[i] ^ 0x5a;
  flipped[length] = 0x5a;
  return g_bytes_new_take (flipped, length + 1);
}

static G_GNUC_UNUSED GBytes *
wrap (GBytes *bytes, GError **error)
{
  return flip (bytes);
}

static G_GNUC_UNUSED GBytes *
unwrap (GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) flipped = flip (bytes);

  if (!refused)
    return g_bytes_new_from_bytes (flipped, 0, g_bytes_get_size (bytes) - 1);
  mdg_set_error (error, MDG_ERROR_WRAP_REFUSED, "another user");
  return NULL;
}

static G_GNUC_UNUSED const MdgOuterWrap outer = { wrap, unwrap, "flipped" };

typedef struct
{
  char *folder;
  MdgClock *clock;
  MdgCache *cache;
  MdgVaultDoor *door;
  MdgSecret *code;
} Fixture;

static G_GNUC_UNUSED MdgSecret *
text (const char *words)
{
  return mdg_secret_new_from_string (words);
}

static G_GNUC_UNUSED void
make (Fixture *f)
{
  g_autoptr (MdgSecret) passphrase = text (PASSPHRASE);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  f->code = mdg_vault_new_recovery_code ();
  mdg_cache_make_async (f->folder, passphrase, f->code, &outer, scratch_store_result, &place);
  result = scratch_wait (&place);
  f->cache = mdg_cache_make_finish (result, &error);
  g_assert_no_error (error);
}

static G_GNUC_UNUSED MdgCache *
try_to_open (Fixture *f, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_cache_open_async (f->folder, &outer, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  return mdg_cache_open_finish (result, error);
}

/* As a new start of the program: locked. */
static G_GNUC_UNUSED void
start_again (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&f->door);
  if (f->cache != NULL)
    scratch_cache_close (&f->cache);
  f->cache = try_to_open (f, &error);
  g_assert_no_error (error);
  f->door = mdg_vault_door_new (f->cache, f->clock, "花子", TRUE);
}

static G_GNUC_UNUSED void
set_up (Fixture *f, gconstpointer data)
{
  refused = FALSE;
  f->folder = scratch_folder_new ();
  f->clock = mdg_clock_new_manual (START);
  make (f);
  f->door = mdg_vault_door_new (f->cache, f->clock, "花子", FALSE);
}

static G_GNUC_UNUSED void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->door);
  if (f->cache != NULL)
    scratch_cache_close (&f->cache);
  g_clear_object (&f->clock);
  g_clear_pointer (&f->code, mdg_secret_unref);
  scratch_folder_free (f->folder);
}

/* Returns: the error's code, -1 for none; @wait: (nullable) */
static G_GNUC_UNUSED int
unlock (Fixture *f, const char *known, gboolean by_code, gint64 *wait)
{
  g_autoptr (MdgSecret) secret = text (known);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (by_code)
    mdg_vault_door_unlock_with_recovery_code_async (f->door, secret, scratch_store_result, &place);
  else
    mdg_vault_door_unlock_async (f->door, secret, scratch_store_result, &place);
  result = scratch_wait (&place);
  if (mdg_vault_door_unlock_finish (f->door, result, &error))
    return -1;
  g_assert_cmpuint (error->domain, ==, MDG_ERROR);
  if (wait != NULL)
    *wait = mdg_error_get_retry_after (error);
  return error->code;
}

static G_GNUC_UNUSED int
change (Fixture *f, const char *old, const char *passphrase, MdgSecret *code)
{
  g_autoptr (MdgSecret) known = old != NULL ? text (old) : NULL;
  g_autoptr (MdgSecret) changed = text (passphrase);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mdg_vault_door_change_async (f->door, known, changed, code, scratch_store_result, &place);
  result = scratch_wait (&place);
  if (mdg_vault_door_change_finish (f->door, result, &error))
    return -1;
  return error->code;
}

static G_GNUC_UNUSED gpointer
put (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (MdgSecret) value = text ("Kasumi-2026-mado");

  return mdg_vault_store (vault, "password", CODE "/" ID, value, error) ? MDG_CACHE_DONE : NULL;
}

/* Returns: the error's code, -1 when it is there as it was put */
static G_GNUC_UNUSED int
look_for_secret (Fixture *f)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) value = NULL;

  mdg_cache_load_secret_async (f->cache, "password", CODE, ID, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  value = mdg_cache_load_secret_finish (f->cache, result, &error);
  if (value == NULL)
    return error->code;
  g_assert_cmpstr (mdg_secret_get_string (value), ==, "Kasumi-2026-mado");
  return -1;
}

/* Runs @work on the cache's thread. */
static G_GNUC_UNUSED void
run_work (Fixture *f, MdgCacheFunc work, gpointer data)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mdg_cache_run_async (f->cache, NULL, work, data, NULL, NULL, run_work, NULL, scratch_store_result,
                       &place);
  result = scratch_wait (&place);
  mdg_cache_run_finish (result, run_work, &error);
  g_assert_no_error (error);
}

static G_GNUC_UNUSED void
put_secret (Fixture *f)
{
  run_work (f, put, NULL);
}

/* Earlier states are kept as the cache's own work does. Returns: how many there are then */
static G_GNUC_UNUSED guint
keep_generation (Fixture *f, gint64 when)
{
  g_autofree char *file = g_build_filename (f->folder, MDG_CACHE_FILE_NAME, NULL);
  g_autoptr (GPtrArray) generations = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *place = NULL;

  mdg_cache_keep_generation_async (f->cache, when, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  g_assert_true (mdg_cache_finish (f->cache, result, NULL));
  generations = mdg_generation_list (file, NULL);
  return generations->len;
}
