/* reception-look.c: one look through a folder of result files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/reception-look.h"

#include <glib/gstdio.h>
#include <string.h>

#include "consent/result-file.h"
#include "platform/shared-file.h"

/* A file to be read. */
typedef struct
{
  MdgFileSight sight;
  gint64 at; /* by its name */
  guint tries;
  char *name;
} Task;

/* What one told. */
typedef struct
{
  MdgFileSight sight;
  MdgReception reception;
} Told;

static void
task_free (gpointer data)
{
  Task *task = data;

  if (task == NULL)
    return;
  g_free (task->name);
  g_free (task);
}

MdgLook *
mdg_look_new (const char *path, GHashTable *seen)
{
  MdgLook *look = g_new0 (MdgLook, 1);

  look->path = g_strdup (path);
  look->seen = seen;
  if (look->seen == NULL)
    look->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  look->files = g_ptr_array_new_with_free_func (task_free);
  look->batch = g_array_new (FALSE, FALSE, sizeof (Told));
  return look;
}

void
mdg_look_free (MdgLook *look)
{
  if (look == NULL)
    return;
  g_free (look->path);
  g_clear_pointer (&look->seen, g_hash_table_unref);
  g_clear_object (&look->monitor);
  g_ptr_array_unref (look->files);
  g_array_unref (look->batch);
  g_free (look);
}

/* @sight is the table's first member, and its key the first of that. */
static void
remember (MdgLook *look, const MdgLookFile *file)
{
  g_hash_table_add (look->seen, g_memdup2 (file, sizeof *file));
}

/* Listing ------------------------------------------------------------------------------------- */

static gboolean
is_same (const MdgFileSight *a, const MdgFileSight *b)
{
  return a->size == b->size && a->modified == b->modified;
}

/* Goes over to @lying when nothing is to be done about it, else into the files. */
static void
judge (MdgLook *look, GHashTable *lying, const char *name, const MdgFileSight *sight, gint64 at)
{
  MdgLookFile *before = g_hash_table_lookup (look->seen, &sight->key);
  gboolean same = before != NULL && is_same (&before->sight, sight);
  Task *task;

  if (same && before->is_done)
    {
      g_hash_table_steal (look->seen, &sight->key);
      g_hash_table_add (lying, before);
      return;
    }
  task = g_new (Task, 1);
  *task = (Task){ *sight, at, same ? before->tries : 0, g_strdup (name) };
  g_ptr_array_add (look->files, task);
}

static int
by_time (gconstpointer a, gconstpointer b)
{
  const Task *one = *(const Task *const *)a, *two = *(const Task *const *)b;

  if (one->at != two->at)
    return one->at < two->at ? -1 : 1;
  return strcmp (one->name, two->name);
}

static MdgFolderState
state_of_error (const GError *error)
{
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
      || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    return MDG_FOLDER_MISSING;
  if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_ACCES)
      || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_PERM))
    return MDG_FOLDER_FORBIDDEN;
  return MDG_FOLDER_FAILED;
}

static void
look_at (MdgLook *look, GHashTable *lying, const char *name)
{
  g_autofree char *path = NULL;
  MdgFileSight sight;
  GStatBuf status;
  gint64 at;

  if (!mdg_result_file_is_name (name, &at))
    return;
  path = g_build_filename (look->path, name, NULL);
  /* What went away since, or is a folder of that name. */
  if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode))
    return;
  sight = (MdgFileSight){ mdg_result_file_key (name), status.st_size, status.st_mtime };
  judge (look, lying, name, &sight, at);
}

void
mdg_look_list (MdgLook *look, GCancellable *cancellable)
{
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (look->path, 0, &error);
  g_autoptr (GFile) file = g_file_new_for_path (look->path);
  GHashTable *lying;
  const char *name;

  if (folder == NULL)
    {
      look->state = state_of_error (error);
      return;
    }
  /* Before looking: what comes meanwhile is told. */
  if (look->want_monitor)
    look->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  look->state = MDG_FOLDER_WATCHED;
  lying = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  while (!g_cancellable_is_cancelled (cancellable) && (name = g_dir_read_name (folder)) != NULL)
    look_at (look, lying, name);
  g_hash_table_unref (look->seen);
  look->seen = lying;
  g_ptr_array_sort (look->files, by_time);
  look->took = g_get_monotonic_time () - begin;
}

/* Sifting ------------------------------------------------------------------------------------- */

gboolean
mdg_look_sift (MdgLook *look, MdgDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) all = g_steal_pointer (&look->files);

  look->files = g_ptr_array_new_with_free_func (task_free);
  if (!mdg_reception_book_forget (database, look->forget_before, &look->forgotten, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      Task *task = all->pdata[i];
      gboolean known = FALSE;

      if (task->tries == 0 && !mdg_reception_book_knows (database, &task->sight, &known, error))
        return FALSE;
      if (known)
        remember (look, &(MdgLookFile){ .sight = task->sight, .is_done = TRUE });
      else
        g_ptr_array_add (look->files, g_steal_pointer (&all->pdata[i]));
    }
  return TRUE;
}

/* Reading ------------------------------------------------------------------------------------- */

/* Tried again soon; a whole file that is none, a few times only. */
static void
put_off (MdgLook *look, const Task *task, gboolean is_unreadable, gboolean is_hopeless)
{
  MdgLookFile file = { .sight = task->sight,
                       .is_unreadable = is_unreadable && task->tries + 1 >= MDG_LOOK_TRIES,
                       .tries = task->tries + 1 };

  file.is_done = is_hopeless && file.tries >= MDG_LOOK_TRIES;
  remember (look, &file);
}

static void
take_text (MdgLook *look, const Task *task, const GByteArray *content)
{
  Told told = { .sight = task->sight };

  switch (mdg_result_file_parse ((const char *)content->data, content->len, &told.reception))
    {
    case MDG_RESULT_WHOLE:
      if (told.reception.at == 0)
        told.reception.at = task->at != 0 ? task->at : task->sight.modified;
      g_array_append_val (look->batch, told);
      break;
    case MDG_RESULT_UNFINISHED:
      put_off (look, task, FALSE, FALSE);
      break;
    case MDG_RESULT_FOREIGN:
    case MDG_RESULT_DAMAGED:
    default:
      put_off (look, task, TRUE, TRUE);
    }
}

static void
read_file (MdgLook *look, const Task *task, GByteArray *content)
{
  g_autofree char *path = g_build_filename (look->path, task->name, NULL);
  g_autoptr (GError) error = NULL;

  if (mdg_shared_file_read (path, MDG_RESULT_FILE_MAX, content, &error))
    take_text (look, task, content);
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_TOO_LARGE))
    put_off (look, task, TRUE, TRUE);
  else if (!g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    /* Rights can be given, and drives come back, without the file changing. */
    put_off (look, task, !g_error_matches (error, MDG_ERROR, MDG_ERROR_IN_USE), FALSE);
}

void
mdg_look_read (MdgLook *look, GCancellable *cancellable)
{
  guint end = MIN (look->next + MDG_LOOK_BATCH, look->files->len);
  g_autoptr (GByteArray) content = g_byte_array_new ();

  g_array_set_size (look->batch, 0);
  for (; look->next < end && !g_cancellable_is_cancelled (cancellable); look->next++)
    {
      read_file (look, look->files->pdata[look->next], content);
      /* Here, and not all at once on the main thread. */
      g_clear_pointer (&look->files->pdata[look->next], task_free);
    }
  /* It held what this program has no business to remember. */
  memset (content->data, 0, content->len);
}

/* Writing ------------------------------------------------------------------------------------- */

gboolean
mdg_look_save (MdgLook *look, MdgDatabase *database, GError **error)
{
  for (guint i = 0; i < look->batch->len; i++)
    {
      const Told *told = &g_array_index (look->batch, Told, i);

      if (told->reception.at >= look->forget_before
          && !mdg_reception_book_put (database, &told->sight, &told->reception, error))
        return FALSE;
    }
  return TRUE;
}

guint
mdg_look_settle (MdgLook *look)
{
  guint n = look->batch->len;

  for (guint i = 0; i < n; i++)
    remember (look, &(MdgLookFile){ .sight = g_array_index (look->batch, Told, i).sight,
                                    .is_done = TRUE });
  g_array_set_size (look->batch, 0);
  return n;
}
