/* backup-fixture.c: a certificate, two sticks and a judge.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "backup-fixture.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "certificates/backup-folder.h"
#include "certificates/stick-identity.h"

/* One certificate for all tests of a program: making keys takes time. */
static P12Maker *shared_maker;
static char *shared_p12;

static char *
sha256_of_file (const char *path)
{
  g_autofree char *content = NULL;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, NULL))
    return NULL;
  /* GLib's own, so that the engine's is judged by another. */
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)content, length);
}

static void
make_shared (void)
{
  if (shared_maker != NULL)
    return;
  shared_maker = p12_maker_new (FIXTURE_CODE, 400);
  shared_p12 = p12_maker_make (shared_maker, P12_OPENSSL, "made", FIXTURE_PASSWORD, "", NULL);
}

MdgDrive
backup_fixture_stick (void)
{
  return (MdgDrive){
    .label = (char *)"USB メモリー",
    .serial = (char *)"1A2B-3C4D",
    .file_system = (char *)"FAT32",
    .size = 64 * MIB,
  };
}

void
backup_fixture_plug (const char *name, const MdgDrive *drive)
{
  mdg_fake_insert_drive (name, drive);
}

void
backup_fixture_set_up (BackupFixture *fixture, gconstpointer data)
{
  MdgDrive a = backup_fixture_stick (), b = backup_fixture_stick ();

  make_shared ();
  fixture->root = g_dir_make_tmp ("madoguchi-backup-XXXXXX", NULL);
  mdg_fake_set_root (fixture->root);
  mdg_fake_set_flipped_bit (-1);
  fixture->p12 = g_build_filename (fixture->root, "OQS_電子証明書.p12", NULL);
  g_assert_true (p12_run (NULL, NULL, "cp %s %s", shared_p12, fixture->p12));
  fixture->p12_sha256 = sha256_of_file (fixture->p12);
  fixture->password = mdg_secret_new_from_string (FIXTURE_PASSWORD);
  b.serial = (char *)"5E6F-7081";
  backup_fixture_plug ("A", &a);
  backup_fixture_plug ("B", &b);
  fixture->stick = g_build_filename (fixture->root, "drives", "A", NULL);
  fixture->other = g_build_filename (fixture->root, "drives", "B", NULL);
}

void
backup_fixture_tear_down (BackupFixture *fixture, gconstpointer data)
{
  g_autofree char *now = sha256_of_file (fixture->p12);

  g_assert_cmpstr (now, ==, fixture->p12_sha256);
  p12_run (NULL, NULL, "rm -rf %s", fixture->root);
  mdg_fake_set_root (NULL);
  g_free (fixture->root);
  g_free (fixture->p12);
  g_free (fixture->p12_sha256);
  mdg_secret_unref (fixture->password);
  g_free (fixture->stick);
  g_free (fixture->other);
}

MdgBackupCopy *
backup_fixture_copy (BackupFixture *fixture, const char *source, const char *target, GError **error)
{
  MdgBackupCopy *copy = mdg_backup_copy_new (
      source, strcmp (source, fixture->p12) == 0 ? fixture->password : NULL, target);

  mdg_backup_copy_run (copy, g_get_real_time () / G_USEC_PER_SEC, NULL, NULL, NULL, error);
  return copy;
}

void
backup_fixture_write (const char *path, const char *content, gssize length)
{
  g_autofree char *half = g_strconcat (path, ".half", NULL);
  gsize size = length < 0 ? strlen (content) : (gsize)length;
  FILE *file = g_fopen (half, "wb");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (content, 1, size, file), ==, size);
  g_assert_cmpint (fclose (file), ==, 0);
  g_assert_cmpint (g_rename (half, path), ==, 0);
}

/* the judge -------------------------------------------------------------------------------------
 */

/* Looks for "name" : "value" as a person would, without our reader. */
static gboolean
manifest_says (const char *folder, const char *name, const char *value)
{
  g_autofree char *path = g_build_filename (folder, MDG_BACKUP_MANIFEST_NAME, NULL);
  g_autofree char *text = NULL;
  g_autofree char *line = g_strdup_printf ("\"%s\" : \"%s\"", name, value);

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, line) != NULL;
}

static gboolean
is_whole_text (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_assert_true (g_utf8_validate (text, (gssize)length, NULL));
  g_strchomp (text);
  return strcmp (name, MDG_BACKUP_MANIFEST_NAME) == 0 ? g_str_has_suffix (text, "}")
                                                      : g_str_has_suffix (text, "。");
}

static guint
judge_folder (const char *folder, guint *left_over)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;
  guint good = 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *hash = NULL;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        good += judge_folder (path, left_over);
      else if (g_str_has_prefix (name, ".madoguchi-"))
        (*left_over)++;
      else if (strcmp (name, MDG_BACKUP_MANIFEST_NAME) == 0
               || strcmp (name, MDG_BACKUP_README_NAME) == 0
               || strcmp (name, MDG_STICK_IDENTITY_NAME) == 0)
        g_assert_true (is_whole_text (folder, name));
      else
        {
          hash = sha256_of_file (path);
          if (!manifest_says (folder, "sha256", hash) || !manifest_says (folder, "file", name))
            g_error ("%s is not what its manifest says", path);
          good++;
        }
    }
  return good;
}

guint
backup_fixture_judge (const char *target, guint *left_over)
{
  g_autofree char *folder = g_build_filename (target, MDG_BACKUP_FOLDER_NAME, NULL);
  guint ignored = 0;

  return judge_folder (folder, left_over != NULL ? left_over : &ignored);
}

guint
backup_fixture_count (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      n += 1 + (g_file_test (path, G_FILE_TEST_IS_DIR) ? backup_fixture_count (path) : 0);
    }
  return n;
}

void
backup_fixture_store (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

GAsyncResult *
backup_fixture_wait (GAsyncResult **place)
{
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *place;
}
