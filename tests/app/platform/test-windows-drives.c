/* test-windows-drives.c: drives on Windows as far as Wine shows them: letters that stand for
 * folders come and go, files are read back past the cache, names are not taken twice.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <windows.h>
#include <dbt.h>
#include <winioctl.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/error.h"
#include "platform/drives.h"
#include "platform/windows/system-error.h"
#include "platform/windows/volume.h"

#define LETTER L"W:"
#define ROOT "W:\\"

typedef struct
{
  char *folder;
  WCHAR *wide;
  char *system_path; /* of the folder, to the system below Wine */
  guint changes;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("窓口 drives-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
  f->wide = mdg_system_path (f->folder, NULL);
  /* Wine's links bear small letters. */
  f->system_path = g_strdup_printf ("%s/%c%s", g_getenv ("MDG_TEST_DOSDEVICES"),
                                    g_ascii_tolower (f->folder[0]), f->folder + 1);
  g_strdelimit (f->system_path, "\\", '/');
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->wide);
  g_free (f->system_path);
}

/* What Wine's mount manager takes (ddk/mountmgr.h); the place of the folder stands behind it. */
typedef struct
{
  ULONG size;
  ULONG type;
  ULONG file_system;
  DWORD serial;
  ULONGLONG device_number;
  WCHAR letter;
  USHORT mount_point_offset;
  USHORT device_offset;
  USHORT label_offset;
} WineDrive;
#define DEFINE_WINE_DRIVE CTL_CODE ('m', 32, METHOD_BUFFERED, FILE_READ_ACCESS | FILE_WRITE_ACCESS)

static gboolean
is_wine (void)
{
  return g_getenv ("MDG_TEST_DOSDEVICES") != NULL;
}

/* A letter that only DefineDosDevice or a link of the system below gives has no volume to the mount
 * manager: as soon as Wine sees that the folder is that letter's, it answers questions about the
 * volume with "invalid function". @place: (nullable): of the folder; NULL takes the letter away */
static void
tell_wine (const char *place)
{
  WineDrive drive = { .type = DRIVE_NO_ROOT_DIR, .letter = LETTER[0] };
  g_autoptr (GByteArray) message = g_byte_array_new ();
  HANDLE manager = CreateFileW (L"\\\\.\\MountPointManager", GENERIC_READ | GENERIC_WRITE,
                                FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0, NULL);
  DWORD length = 0;

  g_assert_true (manager != INVALID_HANDLE_VALUE);
  drive.size = sizeof drive;
  if (place != NULL)
    {
      drive.type = DRIVE_REMOVABLE;
      drive.mount_point_offset = sizeof drive;
      drive.size += (ULONG)strlen (place) + 1;
    }
  g_byte_array_append (message, (const guint8 *)&drive, sizeof drive);
  if (place != NULL)
    g_byte_array_append (message, (const guint8 *)place, (guint)strlen (place) + 1);
  g_assert_true (DeviceIoControl (manager, DEFINE_WINE_DRIVE, message->data, message->len, NULL, 0,
                                  &length, NULL));
  CloseHandle (manager);
}

/* All that is asked of a volume. */
static gboolean
is_known (void)
{
  WCHAR label[MAX_PATH], system[MAX_PATH];
  DWORD serial, longest, flags;

  return GetVolumeInformationW (LETTER L"\\", label, MAX_PATH, &serial, &longest, &flags, system,
                                MAX_PATH)
         != 0;
}

/* Until all ways to a letter have it, or none. */
static void
wait_for_letter (gboolean there)
{
  while ((GetDriveTypeW (LETTER L"\\") != DRIVE_NO_ROOT_DIR) != there
         || (GetFileAttributesW (LETTER L"\\") != INVALID_FILE_ATTRIBUTES) != there
         || is_known () != there)
    Sleep (20);
}

static void
plug (Fixture *f)
{
  if (is_wine ())
    tell_wine (f->system_path);
  else
    g_assert_true (DefineDosDeviceW (0, LETTER, f->wide));
  wait_for_letter (TRUE);
}

static void
pull (Fixture *f)
{
  if (is_wine ())
    tell_wine (NULL);
  else
    g_assert_true (DefineDosDeviceW (DDD_REMOVE_DEFINITION, LETTER, NULL));
  wait_for_letter (FALSE);
}

static const MdgDrive *
find (GPtrArray *drives, const char *path)
{
  for (guint i = 0; i < drives->len; i++)
    if (g_ascii_strcasecmp (((const MdgDrive *)drives->pdata[i])->path, path) == 0)
      return drives->pdata[i];
  return NULL;
}

static char *
make_file (Fixture *f, const char *name, const char *content)
{
  char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

static void
test_list (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) before = mdg_drives_list (NULL);
  g_autoptr (GPtrArray) with = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const MdgDrive *windows = find (before, "C:\\");

  g_assert_nonnull (windows);
  g_assert_cmpint (windows->kind, ==, MDG_DRIVE_FIXED);
  g_assert_cmpuint (windows->size, >, 0);
  g_assert_cmpuint (windows->free, <=, windows->size);
  g_assert_cmpstr (windows->file_system, !=, "");
  g_assert_true (*windows->serial == '\0'
                 || g_regex_match_simple ("^[0-9A-F]{4}-[0-9A-F]{4}$", windows->serial, 0, 0));
  g_assert_false (windows->is_locked);
  g_assert_null (find (before, ROOT));
  plug (f);
  with = mdg_drives_list (NULL);
  g_assert_nonnull (find (with, ROOT));
  g_assert_cmpuint (with->len, ==, before->len + 1);
  pull (f);
  after = mdg_drives_list (NULL);
  g_assert_true (mdg_drives_equal (before, after));
}

static void
test_find (Fixture *f, gconstpointer data)
{
  g_autofree char *path = make_file (f, "証明書.p12", "content");
  g_autofree char *missing = g_build_filename (f->folder, "nowhere", NULL);
  g_autoptr (MdgDrive) here = mdg_drives_find (path, NULL);
  g_autoptr (MdgDrive) there = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (here);
  g_assert_cmpuint (here->free, >, 0);
  g_assert_null (mdg_drives_find (missing, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  plug (f);
  there = mdg_drives_find (ROOT "証明書.p12", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (there->path, ==, ROOT);
  pull (f);
  g_assert_null (mdg_drives_find (ROOT "証明書.p12", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DRIVE_GONE);
  g_clear_error (&error);
  g_assert_null (mdg_drives_find ("C:\\\xff", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_unlink (path);
}

static gboolean
collect (const guint8 *bytes, gsize length, gpointer data, GError **error)
{
  g_byte_array_append (data, bytes, (guint)length);
  return TRUE;
}

static gboolean
refuse (const guint8 *bytes, gsize length, gpointer data, GError **error)
{
  mdg_set_error (error, MDG_ERROR_COPY_DIFFERS, "enough");
  return FALSE;
}

static void
test_read_back (Fixture *f, gconstpointer data)
{
  g_autofree char *content = g_strnfill (2500001, 'x');
  g_autofree char *path = NULL;
  g_autofree char *missing = g_build_filename (f->folder, "nowhere", NULL);
  g_autoptr (GByteArray) read = g_byte_array_new ();
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gboolean past_cache = FALSE;

  memcpy (content + 1234567, "middle", 6);
  path = make_file (f, "a.p12", content);
  g_assert_true (mdg_drives_settle (path, &error));
  g_assert_no_error (error);
  g_assert_true (mdg_drives_flush_name (path, &error));
  g_assert_no_error (error);
  g_assert_true (mdg_drives_read_back (path, collect, read, &past_cache, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (past_cache);
  g_assert_cmpmem (read->data, read->len, content, 2500001);
  g_assert_false (mdg_drives_read_back (path, refuse, NULL, NULL, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_COPY_DIFFERS);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_false (mdg_drives_read_back (path, collect, read, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (mdg_drives_read_back (missing, collect, read, NULL, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_unlink (path);
}

static void
test_rename (Fixture *f, gconstpointer data)
{
  g_autofree char *from = make_file (f, "from", "new");
  g_autofree char *to = make_file (f, "to", "old");
  g_autofree char *missing = g_build_filename (f->folder, "nowhere", "to", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (mdg_drives_rename_new (from, to, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (mdg_drives_rename_new (from, missing, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (to, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "old");
  g_unlink (to);
  g_assert_true (mdg_drives_rename_new (from, to, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (from, G_FILE_TEST_EXISTS));
  g_unlink (to);
}

static void
count (gpointer data)
{
  Fixture *f = data;

  f->changes++;
}

static void
wait_for (Fixture *f, guint changes)
{
  while (f->changes < changes)
    g_main_context_iteration (NULL, TRUE);
}

static void
send_event (WPARAM event)
{
  HWND window = FindWindowW (L"MadoguchiDrives", NULL);

  g_assert_nonnull (window);
  /* Sent, not posted: so these come. */
  SendMessageW (window, WM_DEVICECHANGE, event, 0);
}

static void
test_watch (Fixture *f, gconstpointer data)
{
  MdgDriveWatch *watch = mdg_drive_watch_new (count, f);

  /* A letter that somebody gives to a folder is broadcast, as a stick is. */
  plug (f);
  send_event (DBT_DEVICEARRIVAL);
  wait_for (f, 1);
  send_event (DBT_DEVICEREMOVECOMPLETE);
  send_event (DBT_DEVNODES_CHANGED);
  wait_for (f, 2);
  pull (f);
  /* One under way when nobody listens any more. */
  send_event (DBT_DEVICEARRIVAL);
  mdg_drive_watch_free (watch);
  f->changes = 0;
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (f->changes, ==, 0);
  g_assert_null (FindWindowW (L"MadoguchiDrives", NULL));
}

static void
test_errors (void)
{
  const struct
  {
    DWORD number;
    MdgErrorCode code;
  } cases[] = { { ERROR_DISK_FULL, MDG_ERROR_NO_SPACE },
                { ERROR_WRITE_PROTECT, MDG_ERROR_READ_ONLY },
                { ERROR_SHARING_VIOLATION, MDG_ERROR_IN_USE },
                { ERROR_FILE_TOO_LARGE, MDG_ERROR_TOO_LARGE },
                { ERROR_DEVICE_NOT_CONNECTED, MDG_ERROR_DRIVE_FAILED },
                { ERROR_CRC, MDG_ERROR_DRIVE_FAILED },
                { MDG_LOCKED_VOLUME, MDG_ERROR_DRIVE_LOCKED },
                { ERROR_OUTOFMEMORY, MDG_ERROR_FAILED } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = mdg_system_error_new (cases[i].number, "write", "E:\\a");
      g_assert_error (error, MDG_ERROR, (int)cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (is_wine () && GetDriveTypeW (LETTER L"\\") != DRIVE_NO_ROOT_DIR)
    tell_wine (NULL); /* of a run that was broken off */
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/windows-drives/list", test_list);
  ADD ("/windows-drives/find", test_find);
  ADD ("/windows-drives/read-back", test_read_back);
  ADD ("/windows-drives/rename", test_rename);
  ADD ("/windows-drives/watch", test_watch);
  g_test_add_func ("/windows-drives/errors", test_errors);
  return g_test_run ();
}
