/* vault-child.c: the process that test-vault-kill.c kills.
 *
 *   vault-child save FOLDER         keeps a secret, its row and an entry of the record, again and
 * again vault-child passphrase FOLDER   changes the passphrase, again and again vault-child migrate
 * FOLDER      brings the cache up to date vault-child take FOLDER FILE    takes the content of a
 * transfer file in vault-child write FOLDER FILE   writes the sealed file FILE, again and again
 *
 * Says "ready" before it begins, and "= N" when the N-th is confirmed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/file.h"
#include "store/audit.h"
#include "store/cache-store-private.h"
#include "store/sealed-file.h"
#include "store/transfer.h"
#include "vault-kill.h"

/* One write per line: a reader never sees half of one. @n: 0: ready */
static void
say (guint n)
{
  char text[32] = "ready\n";
  gsize length = n > 0 ? (gsize)g_snprintf (text, sizeof text, "= %u\n", n) : strlen (text);

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

  say (0);
  for (guint n = 1;; n++)
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

  say (0);
  for (guint n = 1;; n++)
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

  say (0);
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
  say (0);
  mdg_cache_store_run (store, take_all, transfer, NULL, &error);
  g_assert_no_error (error);
  say (1);
}

static void
write_file (const char *path)
{
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (KILL_OWNER);

  say (0);
  for (guint n = 1;; n++)
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

int
main (int argc, char **argv)
{
  if (argc < 3)
    return 2;
  if (strcmp (argv[1], "save") == 0)
    save (argv[2]);
  else if (strcmp (argv[1], "passphrase") == 0)
    change_passphrase (argv[2]);
  else if (strcmp (argv[1], "migrate") == 0)
    migrate (argv[2]);
  else if (argc == 4 && strcmp (argv[1], "take") == 0)
    take (argv[2], argv[3]);
  else if (argc == 4 && strcmp (argv[1], "write") == 0)
    write_file (argv[3]);
  else
    return 2;
  return 0;
}
