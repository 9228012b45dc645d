/* backup-child.c: the engine as a program, for tests that kill it, for scripts on real file
 * systems, and for two at once.
 *
 *   backup-child drives                          lists the drives
 *   backup-child copy SOURCE TARGET [PASSWORD]   backs up; says each step; "done PATH" or "failed
 * NICK" backup-child check TARGET                    judges everything in the backup folder:
 * "good", "bad", "left" (a temporary file) or "lone" (complete, but without manifest) per file
 *   backup-child verify TARGET [PASSWORD]        what the program itself says of it: 再検証
 *   backup-child restore TARGET FOLDER [PASSWORD]
 *
 * STOP_AT=N: stops itself (SIGSTOP) when it comes to step N, so that harm can be done there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "certificates/backup-copy.h"
#include "certificates/backup-folder.h"
#include "certificates/sha256.h"
#include "certificates/stick-contents.h"
#include "certificates/stick-identity.h"

static int
list_drives (void)
{
  static const char *const kinds[] = { "removable", "fixed", "network" };
  g_autoptr (GPtrArray) drives = mdg_drives_list (NULL);

  for (guint i = 0; drives != NULL && i < drives->len; i++)
    {
      const MdgDrive *drive = drives->pdata[i];

      printf ("%s|%s|%s|%s|%s|%" G_GUINT64_FORMAT "|%" G_GUINT64_FORMAT "%s%s\n",
              kinds[drive->kind], drive->path, drive->label, drive->serial, drive->file_system,
              drive->size, drive->free, drive->is_write_protected ? "|write-protected" : "",
              drive->is_locked ? "|locked" : "");
    }
  return drives == NULL;
}

static MdgSecret *
password_of (const char *text)
{
  return text != NULL ? mdg_secret_new_from_string (text) : NULL;
}

static void
say_step (MdgBackupCopy *copy, guint64 done, guint64 total, gpointer data)
{
  static MdgBackupStep last = MDG_BACKUP_WAITING;

  const char *stop = g_getenv ("STOP_AT");

  if (copy->step == last)
    return;
  last = copy->step;
  printf ("step %d\n", copy->step);
  fflush (stdout);
  if (stop != NULL && atoi (stop) == (int)copy->step)
    raise (SIGSTOP);
}

static int
copy_one (const char *source, const char *target, const char *password)
{
  g_autoptr (MdgSecret) secret = password_of (password);
  g_autoptr (MdgBackupCopy) copy = mdg_backup_copy_new (source, secret, target);
  g_autoptr (GError) error = NULL;

  if (mdg_backup_copy_run (copy, g_get_real_time () / G_USEC_PER_SEC, say_step, NULL, NULL, &error))
    {
      printf ("done %s%s%s%s\n", copy->path, copy->was_there ? " was-there" : "",
              copy->manifest->key_checked ? " key-checked" : "",
              copy->manifest->past_cache ? " past-cache" : "");
      return 0;
    }
  printf ("failed %s: %s\n",
          error->domain == MDG_ERROR ? mdg_error_code_nick ((MdgErrorCode)error->code)
                                     : "cancelled",
          error->message);
  return 1;
}

/* The judge does not use the engine's own way of looking: plain files, plain hashes. */
static const char *
judge (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (MdgBackupManifest) manifest = mdg_backup_folder_read_manifest (folder, NULL);
  g_autofree char *content = NULL;
  g_autofree char *hash = NULL;
  gsize length = 0;

  if (g_str_has_prefix (name, ".madoguchi-"))
    return "left";
  if (strcmp (name, MDG_BACKUP_MANIFEST_NAME) == 0)
    return manifest != NULL ? "good" : "bad";
  if (!g_file_get_contents (path, &content, &length, NULL))
    return "bad";
  if (strcmp (name, MDG_BACKUP_README_NAME) == 0)
    return length > 1500 ? "good" : "bad";
  if (strcmp (name, MDG_STICK_IDENTITY_NAME) == 0)
    return length > 100 ? "good" : "bad";
  hash = mdg_sha256_of (content, length);
  if (manifest == NULL)
    {
      printf ("hash %s\n", hash);
      return "lone";
    }
  return strcmp (hash, manifest->sha256) == 0 && manifest->size == length ? "good" : "bad";
}

static void
check_folder (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        check_folder (path);
      else
        printf ("%s %s\n", judge (folder, name), path);
    }
}

static void
store (GObject *source, GAsyncResult *result, gpointer place)
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

static int
fail (const GError *error)
{
  printf ("failed %s: %s\n", mdg_error_code_nick ((MdgErrorCode)error->code), error->message);
  return 1;
}

static int
verify (const char *target, const char *password)
{
  static const char *const states[]
      = { "unchecked", "good", "damaged", "missing", "no-manifest", "unreadable" };
  g_autoptr (MdgSecret) secret = password_of (password);
  g_autoptr (GPtrArray) passwords = g_ptr_array_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (secret != NULL)
    g_ptr_array_add (passwords, secret);
  mdg_stick_verify_async (target, passwords, NULL, NULL, NULL, store, &result);
  entries = mdg_stick_verify_finish (wait_for (&result), &error);
  if (entries == NULL)
    return fail (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const MdgStickEntry *entry = entries->pdata[i];

      printf ("%s %s%s%s\n", states[entry->state], entry->place,
              entry->key_checked ? " key-checked" : "", entry->past_cache ? " past-cache" : "");
    }
  return 0;
}

/* The first on the list. */
static int
restore (const char *target, const char *folder, const char *password)
{
  g_autoptr (MdgSecret) secret = password_of (password);
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) restored = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  mdg_stick_list_async (target, NULL, store, &listed);
  entries = mdg_stick_list_finish (wait_for (&listed), &error);
  if (entries == NULL || entries->len == 0)
    return puts ("nothing there"), 1;
  mdg_stick_restore_async (entries->pdata[0], folder, secret, NULL, store, &restored);
  path = mdg_stick_restore_finish (wait_for (&restored), &error);
  if (path == NULL)
    return fail (error);
  printf ("restored %s\n", path);
  return 0;
}

int
main (int argc, char **argv)
{
  g_autofree char *root = NULL;

  if (argc == 2 && strcmp (argv[1], "drives") == 0)
    return list_drives ();
  if (argc >= 4 && strcmp (argv[1], "copy") == 0)
    return copy_one (argv[2], argv[3], argc > 4 ? argv[4] : NULL);
  if (argc == 3 && strcmp (argv[1], "check") == 0)
    {
      root = g_build_filename (argv[2], MDG_BACKUP_FOLDER_NAME, NULL);
      check_folder (root);
      return 0;
    }
  if (argc >= 3 && strcmp (argv[1], "verify") == 0)
    return verify (argv[2], argc > 3 ? argv[3] : NULL);
  if (argc >= 4 && strcmp (argv[1], "restore") == 0)
    return restore (argv[2], argv[3], argc > 4 ? argv[4] : NULL);
  fprintf (stderr, "backup-child: see the head of its source\n");
  return 2;
}
