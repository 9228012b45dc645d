/* vault-full.c: the cache on a file system that is really full, which tests/drives/full gives it.
 *
 *   vault-full FOLDER      a folder on a small file system that is otherwise empty
 *
 * What was confirmed is there, what is refused is refused as MDG_ERROR_NO_SPACE and leaves nothing
 * behind; with room again everything goes through.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/file.h"
#include "store/audit-counter.h"
#include "store/cache-store-private.h"
#include "store/generation.h"
#include "store/sealed-file.h"
#include "store/statement.h"

#define OWNER "3410712362/WA000001"
#define NOW G_GINT64_CONSTANT (1795305600)
#define DAY (24 * 60 * 60)

typedef struct
{
  char *folder; /* of the cache */
  char *file;   /* the cache */
  char *counter;
  char *ballast;
  char *moving;
  MdgCacheStore *store;
  guint n; /* the last number that was confirmed */
} World;

static void
open_store (World *world)
{
  g_autoptr (GError) error = NULL;

  world->store = mdg_cache_store_open_training (world->folder, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gpointer
save_all (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%u", *(guint *)data);
  g_autofree char *owner = g_strdup_printf (OWNER "-%s", text);
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (text);

  return mdg_vault_store (vault, "password", owner, secret, error)
                 && mdg_vault_store (vault, "password", OWNER, secret, error)
                 && mdg_audit_append (database, vault, NOW, "受付", MDG_ACT_REVEALED, text, OWNER,
                                      error)
             ? MDG_CACHE_DONE
             : NULL;
}

static gboolean
save (World *world, GError **error)
{
  guint n = world->n + 1;

  if (mdg_cache_store_run (world->store, save_all, &n, NULL, error) == NULL)
    return FALSE;
  world->n = n;
  return TRUE;
}

static void
assert_state (World *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) secret = mdg_vault_load (world->store->vault, "password", OWNER, &error);
  MdgAuditVerdict verdict;
  gint64 known;

  g_assert_no_error (error);
  g_assert_cmpuint (g_ascii_strtoull (mdg_secret_get_string (secret), NULL, 10), ==, world->n);
  g_assert_true (mdg_audit_verify (world->store->database, world->store->vault, &verdict, &error));
  g_assert_no_error (error);
  g_assert_cmpint (verdict.state, ==, MDG_AUDIT_SOUND);
  g_assert_cmpint (verdict.n_rows, ==, world->n);
  g_assert_cmpint (mdg_audit_counter_check (world->counter, world->store->database, &known), ==,
                   MDG_COUNTER_AGREES);
}

static gboolean
write_moving (World *world, GError **error)
{
  g_autoptr (MdgSecret) content = mdg_secret_new_random (100000);
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string ("x");

  return mdg_sealed_file_write (world->moving, MDG_SEALED_TRANSFER, passphrase,
                                MDG_SEALED_COST_LOWEST, content, error);
}

/* Until nothing more fits. */
static void
fill_disk (World *world)
{
  static const guint8 zeros[4096];
  int fd = g_open (world->ballast, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  for (gsize size = sizeof zeros; size > 0; size /= 2)
    while (write (fd, zeros, size) > 0)
      ;
  g_assert_cmpint (errno, ==, ENOSPC);
  fsync (fd);
  close (fd);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (directory != NULL && g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

static guint
count_generations (World *world)
{
  g_autofree char *folder = g_build_filename (world->folder, MDG_GENERATIONS_FOLDER, NULL);

  return count_files (folder);
}

static void
assert_no_space (gboolean done, GError **error)
{
  g_assert_false (done);
  g_assert_error (*error, MDG_ERROR, MDG_ERROR_NO_SPACE);
}

static void
refuse_all (World *world)
{
  g_autoptr (GError) saving = NULL;
  g_autoptr (GError) keeping = NULL;
  g_autoptr (GError) moving = NULL;
  guint n = world->n;

  /* The log may have room within it. */
  while (save (world, &saving))
    g_assert_cmpuint (world->n, <, n + 5000);
  assert_no_space (FALSE, &saving);
  assert_state (world);
  assert_no_space (mdg_generation_take (world->store->database, NOW + DAY, &keeping), &keeping);
  g_assert_cmpuint (count_generations (world), ==, 1);
  assert_no_space (write_moving (world, &moving), &moving);
  g_assert_false (g_file_test (world->moving, G_FILE_TEST_EXISTS));
  assert_state (world);
}

static void
refuse_restoring (World *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgGeneration) generation = mdg_generation_find_sound (
      world->file, MDG_CACHE_APPLICATION_ID, mdg_cache_n_migrations, &error);
  g_autofree char *aside = NULL;
  guint n_files = count_files (world->folder);

  g_assert_no_error (error);
  aside = mdg_generation_restore (world->file, generation, NOW, &error);
  assert_no_space (aside != NULL, &error);
  g_assert_cmpuint (count_files (world->folder), ==, n_files);
}

static void
run (World *world)
{
  g_autoptr (GError) error = NULL;

  open_store (world);
  g_assert_true (mdg_cache_store_inspect (world->store, world->counter, "受付", NOW, &error));
  for (int i = 0; i < 50; i++)
    g_assert_true (save (world, &error));
  g_assert_true (mdg_generation_take (world->store->database, NOW, &error));
  g_assert_no_error (error);
  fill_disk (world);
  refuse_all (world);
  g_clear_pointer (&world->store, mdg_cache_store_free);
  refuse_restoring (world);
  open_store (world);
  assert_state (world);
  g_assert_true (mdg_cache_store_inspect (world->store, world->counter, "受付", NOW, &error));
  g_assert_cmpint (g_unlink (world->ballast), ==, 0);
  g_assert_true (save (world, &error));
  g_assert_true (mdg_generation_take (world->store->database, NOW + DAY, &error));
  g_assert_true (write_moving (world, &error));
  g_assert_no_error (error);
  assert_state (world);
  g_print ("%u saved; full, refused, and gone on with room again\n", world->n);
}

int
main (int argc, char **argv)
{
  World world = { NULL };

  if (argc != 2)
    return 77;
  world.folder = g_build_filename (argv[1], "cache", NULL);
  world.file = g_build_filename (world.folder, MDG_CACHE_FILE_NAME, NULL);
  world.counter = g_build_filename (argv[1], "record.count", NULL);
  world.ballast = g_build_filename (argv[1], "ballast", NULL);
  world.moving = g_build_filename (argv[1], "moving.madoguchi", NULL);
  run (&world);
  mdg_cache_store_free (world.store);
  g_free (world.folder);
  g_free (world.file);
  g_free (world.counter);
  g_free (world.ballast);
  g_free (world.moving);
  return 0;
}
