/* mount-table.c: reads the kernel's table of mounts (proc(5), mountinfo).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "platform/linux/mount-table.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "core/error.h"

#define TABLE "/proc/self/mountinfo"

static void
mount_free (MdgMount *mount)
{
  g_free (mount->path);
  g_free (mount->source);
  g_free (mount->type);
  g_free (mount);
}

static gboolean
has_option (const char *options, const char *option)
{
  g_auto (GStrv) list = g_strsplit (options, ",", -1);

  return g_strv_contains ((const char *const *)list, option);
}

/* 36 35 8:1 / /media/STICK rw,nosuid shared:1 - vfat /dev/sda1 rw,utf8: @words stands before the
 * dash, @rest behind it. */
static MdgMount *
parse_words (char **words, char **rest)
{
  guint major_number, minor_number;
  MdgMount *mount;
  struct stat status;

  if (g_strv_length (words) < 6 || g_strv_length (rest) < 3
      || sscanf (words[2], "%u:%u", &major_number, &minor_number) != 2)
    return NULL;
  mount = g_new0 (MdgMount, 1);
  mount->path = g_strcompress (words[4]);
  mount->device = mount->files = makedev (major_number, minor_number);
  mount->type = g_strdup (rest[0]);
  mount->source = g_strcompress (rest[1]);
  mount->is_read_only = has_option (words[5], "ro") || has_option (rest[2], "ro");
  /* A program's file system has no device of its own; it names the one it lies on. */
  if (g_str_has_prefix (mount->source, "/dev/") && major_number == 0
      && stat (mount->source, &status) == 0 && S_ISBLK (status.st_mode))
    mount->device = status.st_rdev;
  return mount;
}

static MdgMount *
parse_line (const char *line)
{
  const char *dash = strstr (line, " - ");
  g_autofree char *before = NULL;
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) rest = NULL;

  if (dash == NULL)
    return NULL;
  before = g_strndup (line, (gsize)(dash - line));
  words = g_strsplit (before, " ", -1);
  rest = g_strsplit (dash + 3, " ", -1);
  return parse_words (words, rest);
}

/* A later mount on the same folder hides an earlier one. */
static void
add (GPtrArray *mounts, MdgMount *mount)
{
  for (guint i = 0; i < mounts->len; i++)
    if (strcmp (((const MdgMount *)mounts->pdata[i])->path, mount->path) == 0)
      {
        g_ptr_array_remove_index (mounts, i);
        break;
      }
  g_ptr_array_add (mounts, mount);
}

GPtrArray *
mdg_mount_table_parse (const char *text)
{
  GPtrArray *mounts = g_ptr_array_new_with_free_func ((GDestroyNotify)mount_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      MdgMount *mount = parse_line (lines[i]);

      if (mount != NULL)
        add (mounts, mount);
    }
  return mounts;
}

GPtrArray *
mdg_mount_table_read (GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) fault = NULL;

  if (g_file_get_contents (TABLE, &text, NULL, &fault))
    return mdg_mount_table_parse (text);
  mdg_set_error (error, MDG_ERROR_FAILED, "cannot read the mounts: %s", fault->message);
  return NULL;
}
