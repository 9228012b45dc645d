/* bench-authenticator.c: 10,000 entries of the tab [Authenticator]: from a derived key to all of
 * them listed with their keys open ("open", goal: below 100 ms), and all their passcodes of one
 * second ("codes", goal: below 10 ms). "export FILE" writes the entries as otpauth URIs, a line
 * each, for others to do the same work with; "prepare FOLDER" puts them into a training's cache
 * there. A number before them is that of the entries. SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "authenticator/authenticator-book.h"
#include "core/base32.h"
#include "store/cache-store.h"
#include "store/vault.h"

#define N_ROUNDS 21
#define NOW 1795230000

static guint n_entries = 10000;

static double
now (void)
{
  return (double)g_get_monotonic_time () / G_USEC_PER_SEC;
}

static MdgDatabase *
open_database (const char *path)
{
  g_autoptr (GError) error = NULL;
  MdgDatabase *database = mdg_database_open (path, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                             mdg_cache_n_migrations, &error);

  if (database == NULL)
    g_error ("%s", error->message);
  return database;
}

static GPtrArray *
make_items (void)
{
  GPtrArray *items = mdg_otp_items_new ();

  for (guint i = 0; i < n_entries; i++)
    {
      g_autoptr (MdgSecret) random = mdg_secret_new_random (20);
      MdgOtpauthUri *uri = g_new0 (MdgOtpauthUri, 1);

      uri->issuer = g_strdup_printf ("窓口クリニック%u", i % 100);
      uri->account = g_strdup_printf ("WA%06u", i);
      uri->setup_key = mdg_base32_encode (mdg_secret_get_data (random, NULL), 20);
      uri->digits = MDG_TOTP_DIGITS;
      uri->period = MDG_TOTP_PERIOD;
      g_ptr_array_add (items, mdg_otp_item_new (uri, "受付のノートパソコン", NULL, NULL));
    }
  return items;
}

static void
fill (const char *path, MdgSecret *passphrase, GPtrArray *items)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = open_database (path);
  g_autoptr (MdgVault) vault
      = mdg_vault_create (database, passphrase, MDG_VAULT_COST_GENERATED, NULL, &error);

  if (vault == NULL || !mdg_database_begin (database, &error)
      || !mdg_authenticator_book_add (database, vault, items, NOW, &error)
      || !mdg_database_commit (database, &error))
    g_error ("%s", error->message);
}

/* The lowest cost of Argon2id takes some 20 µs, so that the key derivation does not count. @keys:
 * (out) (transfer full) */
static double
time_opening (const char *path, MdgSecret *passphrase, MdgOtpKeys **keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = open_database (path);
  double start = now ();
  g_autoptr (MdgVault) vault = mdg_vault_open (database, &error);
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree gint64 *numbers = g_new (gint64, n_entries);
  double time;

  if (vault == NULL || !mdg_vault_unlock (vault, passphrase, &error))
    g_error ("%s", error->message);
  entries = mdg_authenticator_book_load (database, NOW, &error);
  if (entries == NULL || entries->len != n_entries)
    g_error ("entries are missing");
  for (guint i = 0; i < n_entries; i++)
    numbers[i] = mdg_otp_entry_get_facts (entries->pdata[i])->number;
  *keys = mdg_authenticator_book_open (database, vault, numbers, n_entries, &error);
  time = now () - start;
  if (*keys == NULL || mdg_otp_keys_get_length (*keys) != n_entries)
    g_error ("keys are missing");
  return time;
}

static double
time_codes (MdgOtpKeys *keys, guint round)
{
  double start = now ();
  guint sum = 0;

  for (guint i = 0; i < n_entries; i++)
    {
      char code[MDG_TOTP_CODE_MAX];

      mdg_otp_keys_code (keys, i, NOW + 30 * round, 0, code);
      sum += (guint)code[0];
    }
  if (sum < n_entries * '0')
    g_error ("no passcodes");
  return now () - start;
}

static void export(const char *path, GPtrArray *items)
{
  FILE *file = g_fopen (path, "w");

  for (guint i = 0; file != NULL && i < items->len; i++)
    {
      g_autoptr (MdgSecret) uri
          = mdg_otpauth_uri_to_string (((const MdgOtpItem *)items->pdata[i])->uri);

      fprintf (file, "%s\n", mdg_secret_get_string (uri));
    }
  if (file == NULL || fclose (file) != 0)
    g_error ("%s cannot be written", path);
}

static void
store_result (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **place)
{
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *place;
}

static void
prepare (const char *folder, GPtrArray *items)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgCache) cache = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) added = NULL;

  mdg_cache_open_training_async (folder, NULL, NULL, NULL, store_result, &opened);
  cache = mdg_cache_open_training_finish (wait_for (&opened), &error);
  if (cache == NULL)
    g_error ("%s", error->message);
  mdg_authenticator_book_add_async (cache, items, NOW, NULL, store_result, &added);
  if (!mdg_authenticator_book_finish (cache, wait_for (&added), &error))
    g_error ("%s", error->message);
  mdg_cache_close (cache);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("madoguchi-bench-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "cache.sqlite", NULL);
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string ("bench");
  g_autoptr (GPtrArray) items = NULL;
  const char *what;

  if (argc > 1 && g_ascii_isdigit (argv[1][0]))
    {
      n_entries = (guint)g_ascii_strtoull (argv[1], NULL, 10);
      argc--;
      argv++;
    }
  what = argc > 1 ? argv[1] : "open";
  items = make_items ();

  if (g_str_equal (what, "export") && argc > 2)
    export(argv[2], items);
  else if (g_str_equal (what, "prepare") && argc > 2)
    prepare (argv[2], items);
  else
    {
      fill (path, passphrase, items);
      for (guint i = 0; i <= N_ROUNDS; i++)
        {
          g_autoptr (MdgOtpKeys) keys = NULL;
          double opening = time_opening (path, passphrase, &keys);
          double codes = time_codes (keys, i);

          if (i > 0) /* the first fills caches */
            printf ("{\"name\": \"authenticator %s\", \"ours\": %.6f}\n", what,
                    g_str_equal (what, "codes") ? codes : opening);
        }
      g_unlink (path);
    }
  g_rmdir (folder);
  return 0;
}
