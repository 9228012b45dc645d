/* audit-counter.c: how far the record had come.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/audit-counter.h"

#include <sodium.h>
#include <string.h>

#include "core/file.h"

#define FILE_MAX 1024
#define FIRST_LINE "madoguchi record counter 1"

static gboolean
read_hex (const char *text, guint8 *into, gsize length)
{
  gsize n = 0;

  return sodium_hex2bin (into, length, text, strlen (text), NULL, &n, NULL) == 0 && n == length;
}

static gboolean
read_number (const char *text, gint64 *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &value, NULL))
    return FALSE;
  *number = (gint64)value;
  return TRUE;
}

/* Returns: whether there is a sound counter */
static gboolean
read_counter (const char *path, MdgAuditEnd *end)
{
  g_autoptr (GBytes) bytes = mdg_file_read (path, FILE_MAX, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (bytes == NULL)
    return FALSE;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  return g_strv_length (lines) >= 4 && strcmp (lines[0], FIRST_LINE) == 0
         && read_hex (lines[1], end->id, MDG_AUDIT_ID_BYTES) && read_number (lines[2], &end->count)
         && read_hex (lines[3], end->last, MDG_AUDIT_MAC_BYTES);
}

/* Whether the database's record goes on from where the counter stands. */
static gboolean
goes_on (MdgDatabase *database, const MdgAuditEnd *counter, const MdgAuditEnd *end)
{
  guint8 mac[MDG_AUDIT_MAC_BYTES];

  if (counter->count > end->count)
    return FALSE;
  /* Of a row that is gone the record itself tells. */
  return counter->count == 0 || !mdg_audit_get_mac (database, counter->count, mac)
         || memcmp (mac, counter->last, sizeof mac) == 0;
}

MdgCounterState
mdg_audit_counter_check (const char *path, MdgDatabase *database, gint64 *known)
{
  MdgAuditEnd counter = { 0 }, end = { 0 };
  gboolean has_record = mdg_audit_get_end (database, &end, NULL);

  *known = 0;
  if (!read_counter (path, &counter))
    return has_record && end.count > 0 ? MDG_COUNTER_MISSING : MDG_COUNTER_AGREES;
  *known = counter.count;
  if (!has_record || memcmp (counter.id, end.id, MDG_AUDIT_ID_BYTES) != 0)
    return MDG_COUNTER_OTHER;
  return goes_on (database, &counter, &end) ? MDG_COUNTER_AGREES : MDG_COUNTER_BEHIND;
}

gboolean
mdg_audit_counter_write (const char *path, MdgDatabase *database, GError **error)
{
  MdgAuditEnd end = { 0 };
  g_autoptr (GError) fault = NULL;
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  char id[2 * MDG_AUDIT_ID_BYTES + 1], last[2 * MDG_AUDIT_MAC_BYTES + 1];

  if (!mdg_audit_get_end (database, &end, &fault))
    {
      if (g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  sodium_bin2hex (id, sizeof id, end.id, sizeof end.id);
  sodium_bin2hex (last, sizeof last, end.last, sizeof end.last);
  text = g_strdup_printf (FIRST_LINE "\n%s\n%" G_GINT64_FORMAT "\n%s\n", id, end.count, last);
  return mdg_file_make_folder (folder, error) && mdg_file_write (path, text, strlen (text), error);
}
