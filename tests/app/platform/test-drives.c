/* test-drives.c: the drives of a Linux computer: what the tables say, and real file systems in
 * image files that are plugged (mounted) and pulled below /media, which takes root and loop
 * devices.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mount.h>

#include "core/error.h"
#include "platform/drives.h"
#include "platform/linux/boot-sector.h"
#include "platform/linux/mount-table.h"

#define PATIENCE_SECONDS 120

/* tables ------------------------------------------------------------------------------------- */

static void
test_mount_table (void)
{
  g_autoptr (GPtrArray) mounts = mdg_mount_table_parse (
      "22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw\n"
      "36 35 8:17 / /media/a/\\346\\244\\234\\040x rw,nosuid shared:1 - vfat /dev/sdb1 ro,utf8\n"
      "37 35 8:17 / /media/b ro - vfat /dev/sdb1 rw\n"
      "38 35 0:50 / /mnt/net rw master:2 propagate_from:1 - cifs //server/share rw\n"
      "39 35 8:33 / /media/b rw - vfat /dev/sdc1 rw\n"
      "no line\n40 35 x:y / /z rw - a b c\n41 1 1:1 / /short rw - vfat\n");
  const MdgMount *mount;

  g_assert_cmpuint (mounts->len, ==, 4);
  mount = mounts->pdata[1];
  g_assert_cmpstr (mount->path, ==, "/media/a/検 x");
  g_assert_true (mount->is_read_only);
  g_assert_cmpstr (mount->type, ==, "vfat");
  mount = mounts->pdata[2];
  g_assert_cmpstr (mount->source, ==, "//server/share");
  /* The later one on the same folder is the one that is seen. */
  mount = mounts->pdata[3];
  g_assert_cmpstr (mount->path, ==, "/media/b");
  g_assert_cmpstr (mount->source, ==, "/dev/sdc1");
  g_assert_false (mount->is_read_only);
}

static void
clear_volume (MdgBootSector *volume)
{
  g_free (volume->file_system);
  g_free (volume->label);
  g_free (volume->serial);
}

static void
test_boot_sector (void)
{
  guint8 bytes[MDG_BOOT_SECTOR_SIZE] = { 0 };
  MdgBootSector volume = { 0 };

  memcpy (bytes + 82, "FAT32   ", 8);
  memcpy (bytes + 67, "\x78\x56\x34\x12", 4);
  /* 電子 in CP932 */
  memcpy (bytes + 71, "\x93\x64\x8e\x71       ", 11);
  mdg_boot_sector_parse (bytes, sizeof bytes, &volume);
  g_assert_cmpstr (volume.file_system, ==, "FAT32");
  g_assert_cmpstr (volume.serial, ==, "1234-5678");
  g_assert_cmpstr (volume.label, ==, "電子");
  clear_volume (&volume);
  volume = (MdgBootSector){ 0 };
  mdg_boot_sector_parse (bytes, 100, &volume);
  g_assert_null (volume.file_system);
}

static void
test_equal (void)
{
  g_autoptr (GPtrArray) a = mdg_drives_list (NULL), b = mdg_drives_list (NULL);
  MdgDrive extra = { .path = (char *)"/x", .label = (char *)"", .serial = (char *)"" };

  g_assert_true (mdg_drives_equal (a, b));
  g_ptr_array_add (b, mdg_drive_copy (&extra));
  g_assert_false (mdg_drives_equal (a, b));
}

static void
test_limits (void)
{
  g_assert_cmpuint (mdg_drive_limit_of ("FAT32"), ==, 4294967295);
  g_assert_cmpuint (mdg_drive_limit_of ("vfat"), ==, 4294967295);
  g_assert_cmpuint (mdg_drive_limit_of ("exFAT"), ==, G_MAXUINT64);
  g_assert_cmpuint (mdg_drive_limit_of (""), ==, G_MAXUINT64);
}

/* real ones ---------------------------------------------------------------------------------- */

typedef struct
{
  char *folder;
  char *image;
  char *mount;
  guint n_changes;
} Stick;

static gboolean run (const char *format, ...) G_GNUC_PRINTF (1, 2);

static gboolean
run (const char *format, ...)
{
  g_autofree char *command = NULL;
  int status = -1;
  va_list arguments;

  va_start (arguments, format);
  command = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return g_spawn_command_line_sync (command, NULL, NULL, &status, NULL) && status == 0;
}

static void
stick_set_up (Stick *stick, gconstpointer data)
{
  stick->folder = g_dir_make_tmp ("madoguchi-drives-XXXXXX", NULL);
  stick->image = g_build_filename (stick->folder, "stick.img", NULL);
  stick->mount = g_strdup_printf ("/media/madoguchi-test-%d-検証", (int)g_random_int ());
}

static void
stick_tear_down (Stick *stick, gconstpointer data)
{
  umount2 (stick->mount, MNT_DETACH);
  g_rmdir (stick->mount);
  g_unlink (stick->image);
  g_rmdir (stick->folder);
  g_free (stick->folder);
  g_free (stick->image);
  g_free (stick->mount);
}

/* FALSE: this computer cannot, and the test is skipped. */
static gboolean
format_stick (Stick *stick)
{
  return run ("truncate -s 16M %s", stick->image)
         && run ("mkfs.ext4 -qF -L VERIFY -U 01234567-89ab-cdef-0123-456789abcdef %s", stick->image)
         && g_mkdir_with_parents (stick->mount, 0700) == 0;
}

static gboolean
plug (Stick *stick, const char *options)
{
  return run ("mount -o loop%s %s %s", options, stick->image, stick->mount);
}

static const MdgDrive *
find_stick (GPtrArray *drives, Stick *stick)
{
  for (guint i = 0; i < drives->len; i++)
    if (strcmp (((const MdgDrive *)drives->pdata[i])->path, stick->mount) == 0)
      return drives->pdata[i];
  return NULL;
}

static void
on_changed (gpointer data)
{
  ((Stick *)data)->n_changes++;
}

static gboolean
give_up (gpointer data)
{
  g_error ("nothing was noticed in %d seconds", PATIENCE_SECONDS);
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until a change was told. */
static void
wait_for_change (Stick *stick)
{
  guint before = stick->n_changes;
  guint timer = g_timeout_add_seconds (PATIENCE_SECONDS, give_up, NULL);

  while (stick->n_changes == before)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static void
test_plug_and_pull (Stick *stick, gconstpointer data)
{
  g_autoptr (MdgDriveWatch) watch = NULL;
  g_autoptr (GPtrArray) drives = NULL;
  const MdgDrive *drive;

  if (!format_stick (stick) || !plug (stick, ""))
    {
      g_test_skip ("no loop devices here, or not root");
      return;
    }
  umount2 (stick->mount, 0);
  watch = mdg_drive_watch_new (on_changed, stick);
  g_assert_true (plug (stick, ""));
  wait_for_change (stick);
  drives = mdg_drives_list (NULL);
  drive = find_stick (drives, stick);
  g_assert_nonnull (drive);
  g_assert_cmpint (drive->kind, ==, MDG_DRIVE_REMOVABLE);
  g_assert_cmpstr (drive->label, ==, "VERIFY");
  g_assert_cmpstr (drive->serial, ==, "01234567-89ab-cdef-0123-456789abcdef");
  g_assert_cmpstr (drive->file_system, ==, "ext4");
  g_assert_cmpuint (drive->size, >, 8 << 20);
  g_assert_cmpuint (drive->free, <, drive->size);
  g_assert_false (drive->is_write_protected);
  g_assert_cmpint (umount2 (stick->mount, 0), ==, 0);
  wait_for_change (stick);
  g_clear_pointer (&drives, g_ptr_array_unref);
  drives = mdg_drives_list (NULL);
  g_assert_null (find_stick (drives, stick));
}

static void
test_write_protected (Stick *stick, gconstpointer data)
{
  g_autofree char *a = g_build_filename (stick->mount, "a", NULL);
  g_autofree char *b = g_build_filename (stick->mount, "b", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDrive) drive = NULL;

  if (!format_stick (stick) || !plug (stick, ""))
    {
      g_test_skip ("no loop devices here, or not root");
      return;
    }
  g_assert_true (g_file_set_contents (a, "a", 1, NULL));
  g_assert_cmpint (umount2 (stick->mount, 0), ==, 0);
  g_assert_true (plug (stick, ",ro"));
  drive = mdg_drives_find (a, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (drive->path, ==, stick->mount);
  g_assert_true (drive->is_write_protected);
  g_assert_false (mdg_drives_rename_new (a, b, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_READ_ONLY);
}

static gboolean
collect (const guint8 *bytes, gsize length, gpointer data, GError **error)
{
  g_byte_array_append (data, bytes, (guint)length);
  return TRUE;
}

/* A byte changed on the medium behind the file system's back is seen at once. */
static void
test_read_back (Stick *stick, gconstpointer data)
{
  g_autofree char *path = g_build_filename (stick->mount, "file", NULL);
  g_autoptr (GByteArray) first = g_byte_array_new ();
  g_autoptr (GByteArray) second = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (3000000, 'm');
  gboolean past_cache = FALSE;

  if (!format_stick (stick) || !plug (stick, ""))
    {
      g_test_skip ("no loop devices here, or not root");
      return;
    }
  memcpy (text + 2999990, "THE-MARK", 8);
  g_assert_true (g_file_set_contents (path, text, 3000000, NULL));
  g_assert_true (mdg_drives_settle (path, &error));
  g_assert_true (mdg_drives_flush_name (path, &error));
  g_assert_true (mdg_drives_read_back (path, collect, first, &past_cache, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (past_cache);
  g_assert_cmpuint (first->len, ==, 3000000);
  g_assert_cmpmem (first->data, first->len, text, 3000000);
  g_assert_true (run ("python3 -c \"f=open('%s','r+b');d=f.read();i=d.index(b'THE-MARK');f.seek(i);"
                      "f.write(b'THE_MARK')\"",
                      stick->image));
  g_assert_true (mdg_drives_read_back (path, collect, second, NULL, NULL, &error));
  g_assert_cmpint (memcmp (second->data + 2999990, "THE_MARK", 8), ==, 0);
}

static void
test_rename_new (Stick *stick, gconstpointer data)
{
  g_autofree char *a = g_build_filename (stick->folder, "a", NULL);
  g_autofree char *b = g_build_filename (stick->folder, "b", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (a, "a", 1, NULL));
  g_assert_true (g_file_set_contents (b, "b", 1, NULL));
  g_assert_false (mdg_drives_rename_new (a, b, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (b, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "b");
  g_unlink (b);
  g_assert_true (mdg_drives_rename_new (a, b, &error));
  g_assert_false (g_file_test (a, G_FILE_TEST_EXISTS));
  g_assert_false (mdg_drives_rename_new (a, b, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_unlink (b);
}

static void
test_find (Stick *stick, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDrive) drive = mdg_drives_find (stick->folder, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (drive->size, >, 0);
  g_assert_cmpint (drive->kind, !=, MDG_DRIVE_NETWORK);
  g_clear_pointer (&drive, mdg_drive_free);
  drive = mdg_drives_find (stick->image, &error);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drives/mount-table", test_mount_table);
  g_test_add_func ("/drives/boot-sector", test_boot_sector);
  g_test_add_func ("/drives/equal", test_equal);
  g_test_add_func ("/drives/limits", test_limits);
#define ADD(path, func) g_test_add (path, Stick, NULL, stick_set_up, func, stick_tear_down)
  ADD ("/drives/plug-and-pull", test_plug_and_pull);
  ADD ("/drives/write-protected", test_write_protected);
  ADD ("/drives/read-back", test_read_back);
  ADD ("/drives/rename-new", test_rename_new);
  ADD ("/drives/find", test_find);
  return g_test_run ();
}
