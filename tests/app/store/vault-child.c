/* vault-child.c: the process that test-vault-kill.c kills, before one or the other of its
 * operations on files (faulty-files.c is part of it).
 *
 *   vault-child save FOLDER         keeps a secret, its row and an entry of the record
 *   vault-child passphrase FOLDER   changes the passphrase
 *   vault-child migrate FOLDER      brings the cache up to date
 *   vault-child take FOLDER FILE    takes the content of a transfer file in
 *   vault-child write FOLDER        writes a sealed file there
 *   vault-child over FOLDER         takes a cache with a generated passphrase over
 *   vault-child change FOLDER       changes a person's passphrase and code, and renews what the
 *                                   former opens
 *
 * What can be is done KILL_ROUNDS times. Says "= N" when the N-th is confirmed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/file.h"
#include "scratch-folder.h"
#include "store/audit.h"
#include "store/cache-open.h"
#include "store/cache-store-private.h"
#include "store/sealed-file.h"
#include "store/transfer.h"
#include "store/vault-door.h"
#include "vault-kill.h"

/* One write per line: a reader never sees half of one. */
static void
say (guint n)
{
  char text[32];
  gsize length = (gsize)g_snprintf (text, sizeof text, "= %u\n", n);

  if (write (STDOUT_FILENO, text, length) != (gssize)length)
    _exit (3);
}

static MdgCacheStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *counter = g_build_filename (folder, KILL_COUNTER, NULL);
  MdgCacheStore *store = mdg_cache_store_open_training (folder, NULL, NULL, &error);

  g_assert_no_error (error);
  mdg_cache_store_inspect (store, counter, "受付", 1, &error);
  g_assert_no_error (error);
  return store;
}

/* One transaction of the three. */
static gpointer
save_all (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%u", *(guint *)data);
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO account (institution_code, login_id, last_login) VALUES ('1', 'a', %s)"
      " ON CONFLICT (institution_code, login_id) DO UPDATE SET last_login = %s",
      text, text);
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (text);

  return mdg_vault_store (vault, "password", KILL_OWNER, secret, error)
                 && mdg_database_exec (database, sql, error)
                 && mdg_audit_append (database, vault, 1, "受付", MDG_ACT_REVEALED, text, "", error)
             ? MDG_CACHE_DONE
             : NULL;
}

static void
save (const char *folder)
{
  g_autoptr (MdgCacheStore) store = open_store (folder);

  for (guint n = 1; n <= KILL_ROUNDS; n++)
    {
      g_autoptr (GError) error = NULL;

      mdg_cache_store_run (store, save_all, &n, NULL, &error);
      g_assert_no_error (error);
      say (n);
    }
}

static void
change_passphrase (const char *folder)
{
  g_autoptr (MdgCacheStore) store = open_store (folder);

  for (guint n = 1; n <= KILL_ROUNDS; n++)
    {
      g_autofree char *text = g_strdup_printf (KILL_PASSPHRASE, n);
      g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (text);
      g_autoptr (GError) error = NULL;

      mdg_vault_change_passphrase (store->vault, passphrase, MDG_VAULT_COST_GENERATED, &error);
      g_assert_no_error (error);
      say (n);
    }
}

static void
migrate (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, MDG_CACHE_FILE_NAME, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = NULL;

  database = mdg_database_open (file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                mdg_cache_n_migrations, &error);
  g_assert_no_error (error);
  say (1);
}

static gpointer
take_all (MdgDatabase *database, MdgVault *vault, gpointer transfer, GError **error)
{
  g_autoptr (MdgTransferLook) look
      = mdg_transfer_apply (database, vault, transfer, MDG_TRANSFER_ALL, TRUE, NULL, NULL, error);

  return look != NULL
                 && mdg_audit_append (database, vault, 1, "受付", MDG_ACT_TRANSFERRED_IN, "", "",
                                      error)
             ? MDG_CACHE_DONE
             : NULL;
}

static void
take (const char *folder, const char *path)
{
  g_autoptr (MdgCacheStore) store = open_store (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) content = mdg_file_read_secret (path, 1024 * 1024, &error);
  g_autoptr (MdgTransfer) transfer = mdg_transfer_new (content, &error);

  g_assert_no_error (error);
  mdg_cache_store_run (store, take_all, transfer, NULL, &error);
  g_assert_no_error (error);
  say (1);
}

static void
write_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, KILL_FILE, NULL);
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (KILL_OWNER);

  for (guint n = 1; n <= KILL_ROUNDS; n++)
    {
      g_autofree char *text = g_strdup_printf ("%u", n);
      g_autoptr (MdgSecret) content = mdg_secret_new_from_string (text);
      g_autoptr (GError) error = NULL;

      mdg_sealed_file_write (path, MDG_SEALED_TRANSFER, passphrase, MDG_SEALED_COST_LOWEST, content,
                             &error);
      g_assert_no_error (error);
      say (n);
    }
}

static void
take_over (const char *folder)
{
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (KILL_NEW);
  g_autoptr (MdgSecret) code = mdg_vault_new_recovery_code ();
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgCache) cache = NULL;

  mdg_cache_make_async (folder, passphrase, code, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  cache = mdg_cache_make_finish (result, &error);
  g_assert_no_error (error);
  say (1);
}

static void
unlock (MdgVaultDoor *door, MdgSecret *passphrase)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mdg_vault_door_unlock_async (door, passphrase, scratch_store_result, &place);
  result = scratch_wait (&place);
  mdg_vault_door_unlock_finish (door, result, &error);
  g_assert_no_error (error);
}

static MdgCache *
open_cache (const char *folder)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MdgCache *cache;

  mdg_cache_open_async (folder, NULL, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  cache = mdg_cache_open_finish (result, &error);
  g_assert_no_error (error);
  return cache;
}

static void
change (const char *folder)
{
  g_autoptr (MdgSecret) old = mdg_secret_new_from_string (KILL_OLD);
  g_autoptr (MdgSecret) new = mdg_secret_new_from_string (KILL_NEW);
  g_autoptr (MdgSecret) code = mdg_vault_new_recovery_code ();
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autoptr (MdgCache) cache = open_cache (folder);
  g_autoptr (MdgVaultDoor) door = mdg_vault_door_new (cache, clock, "受付", TRUE);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  unlock (door, old);
  mdg_vault_door_change_async (door, old, new, code, scratch_store_result, &place);
  result = scratch_wait (&place);
  mdg_vault_door_change_finish (door, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mdg_vault_door_get_n_copies (door), ==, 0);
  say (1);
}

int
main (int argc, char **argv)
{
  if (argc < 3)
    return 2;
  mdg_vault_make_cheap ();
  if (strcmp (argv[1], "save") == 0)
    save (argv[2]);
  else if (strcmp (argv[1], "passphrase") == 0)
    change_passphrase (argv[2]);
  else if (strcmp (argv[1], "migrate") == 0)
    migrate (argv[2]);
  else if (argc == 4 && strcmp (argv[1], "take") == 0)
    take (argv[2], argv[3]);
  else if (strcmp (argv[1], "write") == 0)
    write_file (argv[2]);
  else if (strcmp (argv[1], "over") == 0)
    take_over (argv[2]);
  else if (strcmp (argv[1], "change") == 0)
    change (argv[2]);
  else
    return 2;
  return 0;
}
