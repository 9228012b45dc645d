/* test-registry.c: values as administrators, the installer and group policy write them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <windows.h>

#include "core/settings.h"
#include "platform/windows/registry.h"

#define KEY L"Software\\MadoguchiTest"
#define GROUP "madoguchi"

static void
set_up (HKEY *key, gconstpointer data)
{
  LSTATUS status = RegCreateKeyExW (HKEY_LOCAL_MACHINE, KEY, 0, NULL, 0,
                                    KEY_ALL_ACCESS | KEY_WOW64_64KEY, NULL, key, NULL);

  if (status == ERROR_ACCESS_DENIED)
    g_test_skip ("not an administrator");
  else
    g_assert_cmpint (status, ==, ERROR_SUCCESS);
}

static void
tear_down (HKEY *key, gconstpointer data)
{
  if (*key == NULL)
    return;
  RegCloseKey (*key);
  RegDeleteKeyExW (HKEY_LOCAL_MACHINE, KEY, KEY_WOW64_64KEY, 0);
}

static void
put (HKEY key, const WCHAR *name, DWORD type, const void *data, gsize size)
{
  g_assert_cmpint (RegSetValueExW (key, name, 0, type, data, (DWORD)size), ==, ERROR_SUCCESS);
}

static GKeyFile *
read_key (void)
{
  return mdg_registry_read ((const gunichar2 *)KEY);
}

static void
assert_value (GKeyFile *layer, const char *name, const char *expected)
{
  g_autofree char *value = g_key_file_get_string (layer, GROUP, name, NULL);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_types (HKEY *key, gconstpointer data)
{
  static const WCHAR folders[] = L"C:\\証明書\0D:\\控え\0";
  const DWORD number = 42;
  g_autoptr (GKeyFile) layer = NULL;
  g_autofree char *windows = g_strconcat (g_getenv ("SystemRoot"), "\\ca.pem", NULL);

  if (*key == NULL)
    return;
  put (*key, L"Endpoint", REG_SZ, L"https://gateway.example", sizeof L"https://gateway.example");
  put (*key, L"Ca-File", REG_EXPAND_SZ, L"%SystemRoot%\\ca.pem", sizeof L"%SystemRoot%\\ca.pem");
  put (*key, L"Certificate-Folders", REG_MULTI_SZ, folders, sizeof folders);
  put (*key, L"Number", REG_DWORD, &number, sizeof number);
  put (*key, L"Profile", REG_SZ, L"", sizeof L""); /* as nothing was said */
  put (*key, L"Backup-Folders", REG_MULTI_SZ, L"", sizeof L"");
  put (*key, L"Language", REG_BINARY, "ja", 2);
  layer = read_key ();
  assert_value (layer, "endpoint", "https://gateway.example");
  assert_value (layer, "ca-file", windows);
  assert_value (layer, "certificate-folders", "C:\\証明書\nD:\\控え");
  assert_value (layer, "number", "42");
  assert_value (layer, "profile", NULL);
  assert_value (layer, "backup-folders", NULL);
  assert_value (layer, "language", NULL);
}

/* Lists whose ends are missing, in a value as long as one may be; one that is longer is left out.
 */
static void
test_no_end (HKEY *key, gconstpointer data)
{
  enum
  {
    LONGEST = 4096 /* units */
  };
  g_autofree WCHAR *list = g_new0 (WCHAR, LONGEST + 2);
  g_autofree char *expected = g_strnfill (LONGEST, 'x');
  g_autoptr (GKeyFile) layer = NULL;

  if (*key == NULL)
    return;
  for (guint i = 0; i <= LONGEST; i++)
    list[i] = L'x';
  put (*key, L"Too-Long", REG_MULTI_SZ, list, (LONGEST + 1) * sizeof (WCHAR));
  list[1] = 0;
  put (*key, L"Backup-Folders", REG_MULTI_SZ, list, LONGEST * sizeof (WCHAR));
  layer = read_key ();
  expected[1] = '\n';
  assert_value (layer, "backup-folders", expected);
  assert_value (layer, "too-long", NULL);
}

/* What group policy wrote rules over what the person has. */
static void
test_settings (HKEY *key, gconstpointer data)
{
  g_autofree char *file = g_build_filename (g_get_tmp_dir (), "no-such-settings.conf", NULL);
  g_autoptr (GKeyFile) layer = NULL;
  g_autoptr (MdgSettings) settings = NULL;
  g_autofree char *value = NULL;

  if (*key == NULL)
    return;
  put (*key, L"Certificate-Folders", REG_MULTI_SZ, L"C:\\a\0", sizeof L"C:\\a\0");
  layer = read_key ();
  settings = mdg_settings_new (layer, NULL, file);
  value = mdg_settings_get (settings, MDG_SETTING_CERTIFICATE_FOLDERS);
  g_assert_cmpstr (value, ==, "C:\\a");
  g_assert_cmpint (mdg_settings_get_origin (settings, MDG_SETTING_CERTIFICATE_FOLDERS), ==,
                   MDG_SETTING_POLICY);
}

static void
test_nothing_there (void)
{
  g_assert_null (mdg_registry_read ((const gunichar2 *)L"Software\\MadoguchiTest\\Nothing"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, HKEY, NULL, set_up, test, tear_down)
  ADD ("/registry/types", test_types);
  ADD ("/registry/no-end", test_no_end);
  ADD ("/registry/settings", test_settings);
  g_test_add_func ("/registry/nothing-there", test_nothing_there);
  return g_test_run ();
}
