/* free-name.c: names that are free, and names that every file system takes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/free-name.h"

#include <glib/gstdio.h>
#include <string.h>

#include "certificates/medium-reading.h"
#include "core/file.h"
#include "platform/drives.h"

#define UNITS_MAX 120
#define UNITS_POSSIBLE 255
#define BYTES_MAX 180
#define ENDING_MAX 16
#define NUMBER_MAX 999
#define SAME_LIMIT (16 * 1024 * 1024)

/* Where the ending begins; the end when there is none. */
static const char *
ending_of (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name && strlen (dot) <= ENDING_MAX ? dot : name + strlen (name);
}

char *
mdg_free_name_number (const char *name, guint number)
{
  const char *ending = ending_of (name);

  if (number <= 1)
    return g_strdup (name);
  return g_strdup_printf ("%.*s (%u)%s", (int)(ending - name), name, number, ending);
}

/* writing ------------------------------------------------------------------------------------ */

static gboolean
holds (const char *path, GBytes *bytes)
{
  g_autoptr (GBytes) there = mdg_file_read (path, SAME_LIMIT, NULL);

  return there != NULL && g_bytes_equal (there, bytes) && mdg_medium_holds (path, bytes, NULL);
}

static char *
write_temporary (const char *folder, GBytes *bytes, GError **error)
{
  g_autofree char *temporary = NULL;
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  gboolean good;
  int fd;

  mdg_file_remove_leftovers (folder);
  fd = mdg_file_open_temporary (folder, &temporary, error);
  if (fd < 0)
    return NULL;
  good = mdg_file_write_piece (fd, temporary, data, length, error)
         && mdg_file_flush (fd, temporary, error);
  if (mdg_file_close_temporary (fd, temporary, good ? error : NULL) && good
      && mdg_medium_holds (temporary, bytes, error))
    return g_steal_pointer (&temporary);
  g_remove (temporary);
  return NULL;
}

/* Renames @temporary to the first name that is free. Returns: the path, or NULL with @error */
static char *
name_it (const char *temporary, const char *folder, const char *name, GBytes *bytes, GError **error)
{
  for (guint number = 1; number <= NUMBER_MAX; number++)
    {
      g_autofree char *numbered = mdg_free_name_number (name, number);
      g_autofree char *path = g_build_filename (folder, numbered, NULL);
      g_autoptr (GError) problem = NULL;

      if (holds (path, bytes))
        {
          g_remove (temporary);
          return g_steal_pointer (&path);
        }
      if (mdg_drives_rename_new (temporary, path, &problem))
        return g_steal_pointer (&path);
      if (!g_error_matches (problem, MDG_ERROR, MDG_ERROR_EXISTS))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
  mdg_set_error (error, MDG_ERROR_EXISTS, "too many files are called %s", name);
  return NULL;
}

char *
mdg_free_name_write (const char *folder, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *temporary = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (folder != NULL && name != NULL && bytes != NULL, NULL);
  temporary = write_temporary (folder, bytes, error);
  if (temporary == NULL)
    return NULL;
  path = name_it (temporary, folder, name, bytes, error);
  if (path == NULL)
    g_remove (temporary);
  if (path == NULL || !mdg_drives_flush_name (path, error))
    return NULL;
  return g_steal_pointer (&path);
}

/* safe names --------------------------------------------------------------------------------- */

static gboolean
is_device_name (const char *name)
{
  static const char *const devices[] = { "CON", "PRN", "AUX", "NUL", "COM", "LPT" };
  gsize length = strcspn (name, ".");

  for (gsize i = 0; i < G_N_ELEMENTS (devices); i++)
    if (g_ascii_strncasecmp (name, devices[i], 3) == 0
        && (i < 4 ? length == 3 : length == 4 && g_ascii_isdigit (name[3])))
      return TRUE;
  return FALSE;
}

static gboolean
is_good_character (gunichar c)
{
  return c >= 0x20 && c != 0x7f && (c >= 0x80 || strchr ("<>:\"/\\|?*", (int)c) == NULL)
         && !(c >= 0x80 && c < 0xa0) && c != 0x202e && c != 0x202d && c != 0xfeff;
}

static guint
units_of (gunichar c)
{
  return c > 0xffff ? 2 : 1;
}

/* As much of @text, character by character, as fits into @units and @bytes. */
static void
append_safe (GString *out, const char *text, const char *end, guint units, gsize bytes)
{
  for (const char *p = text; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gsize size = (gsize)(g_utf8_next_char (p) - p);

      if (units < units_of (c) || bytes < size)
        return;
      units -= units_of (c);
      bytes -= size;
      g_string_append_unichar (out, is_good_character (c) ? c : '_');
    }
}

char *
mdg_free_name_safe (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  const char *ending = ending_of (valid);
  g_autoptr (GString) out = g_string_new (NULL);

  append_safe (out, valid, ending, UNITS_MAX - ENDING_MAX, BYTES_MAX - ENDING_MAX);
  append_safe (out, ending, ending + strlen (ending), ENDING_MAX, ENDING_MAX);
  while (out->len > 0 && strchr (" .", out->str[out->len - 1]) != NULL)
    g_string_truncate (out, out->len - 1);
  /* A leading dot hides a file on one system, a leading space confuses on the other. */
  if (out->len == 0 || strchr (" .", out->str[0]) != NULL || is_device_name (out->str))
    g_string_prepend_c (out, '_');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
mdg_free_name_is_safe (const char *name)
{
  guint units = 0;

  if (!g_utf8_validate (name, -1, NULL) || strchr (" .", *name) != NULL || is_device_name (name)
      || strchr (" .", name[strlen (name) - 1]) != NULL)
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      units += units_of (c);
      if (!is_good_character (c) || units > UNITS_POSSIBLE)
        return FALSE;
    }
  return TRUE;
}
