/* bench-vault.c: the time from a derived key to a vault of 10,000 secrets that is open and
 * inspected (goal: below 100 ms), against a plain SELECT of the same rows. "wrong": the time that a
 * wrong passphrase takes against the right one, at a person's cost: it must tell nothing.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "store/cache-store.h"
#include "store/statement.h"
#include "store/vault.h"

#define N_SECRETS 10000
#define N_ROUNDS 21

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

static void
fill (const char *path, MdgSecret *passphrase, MdgVaultCost cost, guint n_secrets)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = open_database (path);
  g_autoptr (MdgVault) vault = mdg_vault_create (database, passphrase, cost, NULL, &error);
  gboolean sound = mdg_database_begin (database, &error);

  for (guint i = 0; i < n_secrets && sound; i++)
    {
      g_autofree char *owner = g_strdup_printf ("3410712362/WA%06u", i);
      g_autoptr (MdgSecret) secret = mdg_secret_new_random (32);
      sound = mdg_vault_store (vault, "setup-key", owner, secret, &error);
    }
  if (!sound || !mdg_database_commit (database, &error))
    g_error ("%s", error->message);
}

/* The lowest cost of Argon2id takes some 20 µs, so that the key derivation does not count. */
static double
time_vault (const char *path, MdgSecret *passphrase)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = open_database (path);
  double start = now ();
  g_autoptr (MdgVault) vault = mdg_vault_open (database, &error);
  MdgVaultFindings found = { 0 };
  double time;

  if (vault == NULL || !mdg_vault_unlock (vault, passphrase, &error)
      || !mdg_vault_set_aside (vault, 1, &found, &error))
    g_error ("%s", error->message);
  time = now () - start;
  if (found.n_set_aside != 0)
    g_error ("%u damaged", found.n_set_aside);
  return time;
}

static double
time_select (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = open_database (path);
  double start = now ();
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT id, kind, owner, nonce, sealed FROM secret", &error);
  gboolean row = TRUE;
  gsize length, sum = 0;
  double time;

  while (mdg_statement_step (statement, &row, &error) && row)
    {
      mdg_statement_get_blob (statement, 0, &length);
      sum += length + strlen (mdg_statement_get_text (statement, 1));
      sum += strlen (mdg_statement_get_text (statement, 2));
      mdg_statement_get_blob (statement, 3, &length);
      sum += length;
      mdg_statement_get_blob (statement, 4, &length);
      sum += length;
    }
  time = now () - start;
  if (sum < N_SECRETS * 100)
    g_error ("rows are missing");
  return time;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
median (double times[N_ROUNDS])
{
  qsort (times, N_ROUNDS, sizeof *times, compare);
  return times[N_ROUNDS / 2];
}

/* Seconds until @passphrase is known to be right, or not. */
static double
time_try (const char *path, const char *passphrase, gboolean right)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = open_database (path);
  g_autoptr (MdgVault) vault = mdg_vault_open (database, &error);
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (passphrase);
  double start = now ();

  if (vault == NULL || mdg_vault_unlock (vault, secret, &error) != right)
    g_error ("%s", error != NULL ? error->message : "a wrong passphrase opens");
  return now () - start;
}

/* One that differs in its last letter, and one that has nothing of it. */
static void
measure_wrong (const char *path)
{
  static const char *const wrong[] = { "tugboat marble lanterm", "x" };
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string ("tugboat marble lantern");

  fill (path, passphrase, MDG_VAULT_COST_MODERATE, 1);
  time_try (path, "tugboat marble lantern", TRUE);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double ours = time_try (path, wrong[i % G_N_ELEMENTS (wrong)], FALSE);
      double other = time_try (path, "tugboat marble lantern", TRUE);

      printf ("{\"name\": \"vault wrong\", \"ours\": %.6f, \"other\": %.6f}\n", MAX (ours, other),
              MIN (ours, other));
    }
}

static void
measure_open (const char *path)
{
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string ("bench");
  double vault[N_ROUNDS], select[N_ROUNDS];

  fill (path, passphrase, MDG_VAULT_COST_GENERATED, N_SECRETS);
  time_vault (path, passphrase);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      vault[i] = time_vault (path, passphrase);
      select[i] = time_select (path);
      printf ("{\"name\": \"vault\", \"ours\": %.6f, \"other\": %.6f}\n", vault[i], select[i]);
    }
  printf ("vault_open_ms=%.2f ratio_to_select=%.2f\n", median (vault) * 1e3,
          median (vault) / median (select));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("madoguchi-bench-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "cache.sqlite", NULL);

  if (argc > 1 && strcmp (argv[1], "wrong") == 0)
    measure_wrong (path);
  else
    measure_open (path);
  g_unlink (path);
  g_rmdir (folder);
  return 0;
}
