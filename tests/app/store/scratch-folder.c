/* scratch-folder.c: a folder for one test.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "scratch-folder.h"

#include <glib/gstdio.h>
#include <string.h>

char *
scratch_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("madoguchi-store-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static GPtrArray *
list_names (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
remove_tree (const char *folder)
{
  g_autoptr (GPtrArray) names = list_names (folder);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
scratch_folder_free (char *folder)
{
  remove_tree (folder);
  g_free (folder);
}

char *
scratch_folder_fingerprint (const char *folder)
{
  g_autoptr (GPtrArray) names = list_names (folder);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autofree char *content = NULL;
      g_autofree char *sum = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &content, &length, NULL))
        sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)content, length);
      g_string_append_printf (text, "%s %s\n", (char *)names->pdata[i], sum);
    }
  return g_string_free (text, FALSE);
}

void
scratch_folder_write (const char *folder, const char *name, gconstpointer data, gsize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, (gssize)length, &error);
  g_assert_no_error (error);
}

static gboolean
occurs (const char *content, gsize content_length, gconstpointer bytes, gsize length)
{
  for (gsize i = 0; i + length <= content_length; i++)
    if (memcmp (content + i, bytes, length) == 0)
      return TRUE;
  return FALSE;
}

gboolean
scratch_folder_contains (const char *folder, gconstpointer bytes, gsize length)
{
  g_autoptr (GPtrArray) names = list_names (folder);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autofree char *content = NULL;
      gsize content_length;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          if (scratch_folder_contains (path, bytes, length))
            return TRUE;
        }
      else if (g_file_get_contents (path, &content, &content_length, NULL)
               && occurs (content, content_length, bytes, length))
        return TRUE;
    }
  return FALSE;
}

void
scratch_store_result (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

GAsyncResult *
scratch_wait (GAsyncResult **place)
{
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (place);
}
