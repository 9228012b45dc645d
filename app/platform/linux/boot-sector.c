/* boot-sector.c: the places where FAT, exFAT, NTFS and ext keep their serial numbers and labels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "platform/linux/boot-sector.h"

#include <string.h>

#define LABEL_FAT 11
#define EXT_AT 1024
#define EXT_LABEL 16
#define UUID_SIZE 16

static gboolean
is_at (const guint8 *bytes, gsize length, gsize offset, const char *mark)
{
  return offset + strlen (mark) <= length && memcmp (bytes + offset, mark, strlen (mark)) == 0;
}

/* A FAT serial number, little endian, as Explorer writes it. */
static char *
short_serial (const guint8 *at)
{
  return g_strdup_printf ("%02X%02X-%02X%02X", at[3], at[2], at[1], at[0]);
}

/* Labels on FAT are in the code page of the computer that wrote them; here that is Japanese. */
static char *
fat_label (const guint8 *at)
{
  g_autofree char *raw = g_strndup ((const char *)at, LABEL_FAT);
  char *label;

  g_strchomp (raw);
  if (*raw == '\0' || strcmp (raw, "NO NAME") == 0)
    return NULL;
  label = g_convert (raw, -1, "UTF-8", "CP932", NULL, NULL, NULL);
  return label != NULL ? label : g_utf8_make_valid (raw, -1);
}

static char *
uuid_text (const guint8 *at)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < UUID_SIZE; i++)
    g_string_append_printf (text, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", at[i]);
  return g_string_free (text, FALSE);
}

static void
take (const char *file_system, char *label, char *serial, MdgBootSector *volume)
{
  if (volume->file_system == NULL)
    volume->file_system = g_strdup (file_system);
  if (volume->label == NULL)
    volume->label = g_steal_pointer (&label);
  if (volume->serial == NULL)
    volume->serial = g_steal_pointer (&serial);
  g_free (label);
  g_free (serial);
}

static void
parse_ext (const guint8 *bytes, MdgBootSector *volume)
{
  g_autofree char *raw = g_strndup ((const char *)bytes + EXT_AT + 0x78, EXT_LABEL);

  /* Which of the three it is, the mount knows. */
  take (NULL, *raw != '\0' ? g_utf8_make_valid (raw, -1) : NULL, uuid_text (bytes + EXT_AT + 0x68),
        volume);
}

void
mdg_boot_sector_parse (const guint8 *bytes, gsize length, MdgBootSector *volume)
{
  if (length < 512)
    return;
  if (is_at (bytes, length, 3, "EXFAT   "))
    take ("exFAT", NULL, short_serial (bytes + 100), volume);
  else if (is_at (bytes, length, 3, "NTFS    "))
    take ("NTFS", NULL, short_serial (bytes + 72), volume);
  else if (is_at (bytes, length, 82, "FAT32   "))
    take ("FAT32", fat_label (bytes + 71), short_serial (bytes + 67), volume);
  else if (is_at (bytes, length, 54, "FAT16   ") || is_at (bytes, length, 54, "FAT12   "))
    take (bytes[58] == '6' ? "FAT16" : "FAT12", fat_label (bytes + 43), short_serial (bytes + 39),
          volume);
  else if (length >= MDG_BOOT_SECTOR_SIZE && bytes[EXT_AT + 56] == 0x53
           && bytes[EXT_AT + 57] == 0xef)
    parse_ext (bytes, volume);
}
