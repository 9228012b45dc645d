/* registry.c: machine-wide settings out of the registry.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/windows/registry.h"

#include <windows.h>
#include <wchar.h>

#define GROUP "madoguchi"
#define NAME_MAX_LENGTH 256
#define DATA_MAX 8192 /* bytes; longer values are left out */

typedef struct
{
  WCHAR name[NAME_MAX_LENGTH];
  WCHAR data[DATA_MAX / sizeof (WCHAR) + 2]; /* nobody promises the NULs, of a list two */
  DWORD type;
} Value;

/* Returns: (transfer full) (nullable) */
static char *
expand (const WCHAR *text)
{
  WCHAR expanded[DATA_MAX / sizeof (WCHAR)];
  DWORD length = ExpandEnvironmentStringsW (text, expanded, G_N_ELEMENTS (expanded));

  if (length == 0 || length > G_N_ELEMENTS (expanded))
    return NULL;
  return g_utf16_to_utf8 ((const gunichar2 *)expanded, -1, NULL, NULL, NULL);
}

/* Texts one behind the other, to the first empty one. Returns: (transfer full) */
static char *
lines_of (const WCHAR *texts)
{
  GString *lines = g_string_new (NULL);

  for (; *texts != 0; texts += wcslen (texts) + 1)
    {
      g_autofree char *line = g_utf16_to_utf8 ((const gunichar2 *)texts, -1, NULL, NULL, NULL);

      if (line != NULL)
        g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
    }
  return g_string_free (lines, FALSE);
}

/* Returns: (transfer full) (nullable) */
static char *
text_of (const Value *value)
{
  DWORD number;

  switch (value->type)
    {
    case REG_SZ:
      return g_utf16_to_utf8 ((const gunichar2 *)value->data, -1, NULL, NULL, NULL);
    case REG_EXPAND_SZ:
      return expand (value->data);
    case REG_MULTI_SZ:
      return lines_of (value->data);
    case REG_DWORD:
      memcpy (&number, value->data, sizeof number);
      return g_strdup_printf ("%lu", number);
    default:
      return NULL;
    }
}

static void
add_value (GKeyFile *layer, const Value *value)
{
  g_autofree char *name = g_utf16_to_utf8 ((const gunichar2 *)value->name, -1, NULL, NULL, NULL);
  g_autofree char *text = text_of (value);
  g_autofree char *key = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  /* The installer and the policy editor write empty texts where nothing was said. */
  if (key != NULL && *key != '\0' && text != NULL && *text != '\0')
    g_key_file_set_string (layer, GROUP, key, text);
}

static void
add_values (GKeyFile *layer, HKEY key)
{
  g_autofree Value *value = g_new0 (Value, 1);

  for (DWORD i = 0;; i++)
    {
      DWORD name_length = NAME_MAX_LENGTH;
      DWORD data_length = DATA_MAX;
      LSTATUS status;

      memset (value, 0, sizeof *value);
      status = RegEnumValueW (key, i, value->name, &name_length, NULL, &value->type,
                              (BYTE *)value->data, &data_length);
      if (status == ERROR_SUCCESS)
        add_value (layer, value);
      else if (status != ERROR_MORE_DATA)
        break;
    }
}

GKeyFile *
mdg_registry_read (const gunichar2 *path)
{
  g_autoptr (GKeyFile) layer = g_key_file_new ();
  HKEY key;

  if (RegOpenKeyExW (HKEY_LOCAL_MACHINE, (const WCHAR *)path, 0, KEY_READ | KEY_WOW64_64KEY, &key)
      != ERROR_SUCCESS)
    return NULL;
  add_values (layer, key);
  RegCloseKey (key);
  return g_key_file_has_group (layer, GROUP) ? g_steal_pointer (&layer) : NULL;
}
