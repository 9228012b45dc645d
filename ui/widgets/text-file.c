/* text-file.c: a text as a file, where the person wants it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/text-file.h"

#include <string.h>

#include "core/file.h"
#include "widgets/path-chooser.h"

#define KEY "mdg-text-file"

/* One wish; owned by the widget that has it. */
typedef struct
{
  MdgTextFileMake make;
  gpointer data;
  GDestroyNotify free_data;
  MdgTextFileSaved saved;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  if (wish->free_data != NULL)
    wish->free_data (wish->data);
  g_free (wish);
}

typedef struct
{
  GWeakRef owner; /* a widget must not end in a worker thread */
  char *path;
  char *text;
} Writing;

static void
writing_free (Writing *writing)
{
  g_weak_ref_clear (&writing->owner);
  g_free (writing->path);
  g_free (writing->text);
  g_free (writing);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Writing *writing = data;
  GError *error = NULL;

  if (mdg_file_write (writing->path, writing->text, strlen (writing->text), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Writing *writing = g_task_get_task_data (G_TASK (result));
  g_autoptr (GtkWidget) owner = g_weak_ref_get (&writing->owner);
  Wish *wish = owner != NULL ? g_object_get_data (G_OBJECT (owner), KEY) : NULL;
  g_autoptr (GError) error = NULL;
  gboolean good = g_task_propagate_boolean (G_TASK (result), &error);

  if (wish != NULL)
    wish->saved (owner, good ? writing->path : NULL, error);
}

static void
chosen (GtkWidget *owner, const char *path)
{
  Wish *wish = g_object_get_data (G_OBJECT (owner), KEY);
  g_autoptr (GTask) task = NULL;
  Writing *writing;

  if (path == NULL || wish == NULL)
    return;
  writing = g_new0 (Writing, 1);
  g_weak_ref_init (&writing->owner, owner);
  writing->path = g_strdup (path);
  writing->text = wish->make (wish->data);
  task = g_task_new (NULL, NULL, on_written, NULL);
  g_task_set_task_data (task, writing, (GDestroyNotify)writing_free);
  g_task_run_in_thread (task, write_in_thread);
}

void
mdg_text_file_save (GtkWidget *owner,
                    const char *title,
                    const char *name,
                    MdgTextFileMake make,
                    gpointer data,
                    GDestroyNotify free_data,
                    MdgTextFileSaved saved)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->make = make;
  wish->data = data;
  wish->free_data = free_data;
  wish->saved = saved;
  g_object_set_data_full (G_OBJECT (owner), KEY, wish, wish_free);
  mdg_path_chooser_save (owner, title, name, chosen);
}
