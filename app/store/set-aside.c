/* set-aside.c: a folder gets another name.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/set-aside.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "core/file.h"
#include "store/cache-store.h"

/* More than one within a second comes from somebody who clicks, not from many. */
#define TRIES 100

/* A cache that somebody works with stays where it is. What is wrong with it otherwise is why it is
 * set aside. */
static gboolean
is_free (const char *folder, GError **error)
{
  g_autofree char *file = g_build_filename (folder, MDG_CACHE_FILE_NAME, NULL);
  g_autoptr (GError) fault = NULL;

  if (g_file_test (file, G_FILE_TEST_EXISTS))
    mdg_database_close (mdg_database_open (file, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                           mdg_cache_n_migrations, &fault));
  if (!g_error_matches (fault, MDG_ERROR, MDG_ERROR_IN_USE))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

/* Returns: (transfer full) (nullable): a name that nothing has */
static char *
free_name (const char *folder, gint64 when)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (when);
  g_autofree char *stamp = time != NULL ? g_date_time_format (time, "%Y%m%dT%H%M%SZ") : NULL;

  for (guint i = 1; stamp != NULL && i <= TRIES; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *name = g_strconcat (folder, "-set-aside-", stamp, number, NULL);

      if (!g_file_test (name, G_FILE_TEST_EXISTS) && !g_file_test (name, G_FILE_TEST_IS_SYMLINK))
        return g_steal_pointer (&name);
    }
  return NULL;
}

char *
mdg_cache_set_aside (const char *folder, gint64 when, GError **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  if (!is_free (folder, error))
    return NULL;
  name = free_name (folder, when);
  if (name == NULL)
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "no name is free beside %s", folder);
      return NULL;
    }
  if (g_rename (folder, name) != 0)
    {
      g_propagate_error (error, mdg_file_error_from_errno (errno, "set aside", folder));
      return NULL;
    }
  return g_steal_pointer (&name);
}

typedef struct
{
  char *folder;
  gint64 when;
} Request;

static void
request_free (gpointer data)
{
  g_free (((Request *)data)->folder);
  g_free (data);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  char *name = mdg_cache_set_aside (request->folder, request->when, &error);

  if (name != NULL)
    g_task_return_pointer (task, name, g_free);
  else
    g_task_return_error (task, error);
}

void
mdg_cache_set_aside_async (const char *folder,
                           gint64 when,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Request *request = g_new0 (Request, 1);

  g_return_if_fail (folder != NULL);

  request->folder = g_strdup (folder);
  request->when = when;
  g_task_set_source_tag (task, mdg_cache_set_aside_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, run);
}

char *
mdg_cache_set_aside_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_cache_set_aside_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
