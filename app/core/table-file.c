/* table-file.c: a table into a CSV file: the main thread makes pieces of text, a thread writes
 * them. SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/table-file.h"

#include <glib/gstdio.h>

#include <fcntl.h>

#include "core/file.h"

#ifndef O_BINARY
#define O_BINARY 0
#endif
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

struct _MdgTableFile
{
  char *path;
  MdgTableWriter *writer; /* of the main thread */
  GAsyncQueue *pieces;    /* of GBytes; an empty one ends the file */
  GError *failure;        /* (nullable): what the rows met with; of the main thread */
  int broken;             /* atomic */
};

static void
clear (gpointer data)
{
  MdgTableFile *file = data;

  g_free (file->path);
  mdg_table_writer_free (file->writer);
  g_async_queue_unref (file->pieces);
  g_clear_error (&file->failure);
}

MdgTableFile *
mdg_table_file_ref (MdgTableFile *file)
{
  return g_atomic_rc_box_acquire (file);
}

void
mdg_table_file_unref (MdgTableFile *file)
{
  g_atomic_rc_box_release_full (file, clear);
}

/* The writing thread -------------------------------------------------------------------------- */

static gboolean
write_pieces (const char *path, gpointer data, GError **error)
{
  MdgTableFile *file = data;
  int fd = g_open (path, O_WRONLY | O_BINARY | O_CLOEXEC, 0);
  gboolean good = TRUE;

  if (fd < 0)
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "The export's temporary file went away");
      return FALSE;
    }
  while (good)
    {
      g_autoptr (GBytes) piece = g_async_queue_pop (file->pieces);
      gsize length;
      const void *bytes = g_bytes_get_data (piece, &length);

      if (length == 0)
        break;
      good = mdg_file_write_piece (fd, path, bytes, length, error);
    }
  g_close (fd, NULL);
  if (good && g_atomic_int_get (&file->broken))
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "The export was broken off");
      good = FALSE;
    }
  return good;
}

static void
write_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MdgTableFile *file = data;
  GError *error = NULL;

  if (mdg_file_write_with (file->path, write_pieces, file, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_atomic_int_set (&file->broken, TRUE);
  g_task_return_error (task, error);
}

MdgTableFile *
mdg_table_file_open (const char *path,
                     MdgTableEncoding encoding,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_autoptr (GTask) task = NULL;
  MdgTableFile *file;

  g_return_val_if_fail (path != NULL && encoding != MDG_TABLE_UTF16, NULL);
  file = g_atomic_rc_box_new0 (MdgTableFile);
  file->path = g_strdup (path);
  file->writer = mdg_table_writer_new (encoding, ',');
  file->pieces = g_async_queue_new_full ((GDestroyNotify)g_bytes_unref);
  task = g_task_new (NULL, NULL, callback, data);
  g_task_set_source_tag (task, mdg_table_file_open);
  g_task_set_task_data (task, mdg_table_file_ref (file), (GDestroyNotify)mdg_table_file_unref);
  g_task_run_in_thread (task, write_file);
  return file;
}

gboolean
mdg_table_file_finish (GAsyncResult *result, GError **error)
{
  const MdgTableFile *file;
  g_autoptr (GError) fault = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_table_file_open), FALSE);
  file = g_task_get_task_data (G_TASK (result));
  if (g_task_propagate_boolean (G_TASK (result), &fault))
    return TRUE;
  g_propagate_error (error, file->failure != NULL ? g_error_copy (file->failure)
                                                  : g_steal_pointer (&fault));
  return FALSE;
}

/* Rows ---------------------------------------------------------------------------------------- */

gboolean
mdg_table_file_add (MdgTableFile *file,
                    const char *const *cells,
                    MdgTableFault *fault,
                    GError **error)
{
  return mdg_table_writer_add (file->writer, cells, fault, error);
}

void
mdg_table_file_push (MdgTableFile *file)
{
  if (mdg_table_writer_get_length (file->writer) > 0)
    g_async_queue_push (file->pieces, mdg_table_writer_take (file->writer));
}

gboolean
mdg_table_file_is_broken (MdgTableFile *file)
{
  return g_atomic_int_get (&file->broken);
}

void
mdg_table_file_fail (MdgTableFile *file, GError *error)
{
  g_clear_error (&file->failure);
  file->failure = error;
}

void
mdg_table_file_end (MdgTableFile *file, GError *error)
{
  if (error != NULL)
    mdg_table_file_fail (file, error);
  if (file->failure != NULL)
    g_atomic_int_set (&file->broken, TRUE);
  else if (!mdg_table_file_is_broken (file))
    mdg_table_file_push (file);
  g_async_queue_push (file->pieces, g_bytes_new_static ("", 0));
}
