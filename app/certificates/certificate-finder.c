/* certificate-finder.c: watches folders for certificate files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/certificate-finder.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/thread-task.h"
#include "platform/machine.h"

#define FILES_MAX 1000
/* A download changes its file many times in a row; it is looked at when that is over. */
#define TOGETHER_MS 300

/* What stands for the usual folders, (nullable). */
static char *usual_folder;

/* A file as it was when it was looked at. */
typedef struct
{
  char *path;
  gint64 size;
  gint64 modified;
} Sight;

struct _MdgCertificateFinder
{
  MdgItemList parent_instance; /* of MdgCertificateFile, by path */
  GPtrArray *sights;           /* of Sight, one an item: the last look */
  GStrv folders;
  GPtrArray *monitors;
  GPtrArray *passwords; /* (nullable) */
  GCancellable *cancellable;
  guint timer;
  gboolean is_asking;
  gboolean ask_again;
  gboolean is_looking; /* the first look is not over */
};

enum
{
  PROP_LOOKING = 1,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
static guint noticed_signal;

static void look (MdgCertificateFinder *self);

G_DEFINE_FINAL_TYPE (MdgCertificateFinder, mdg_certificate_finder, MDG_TYPE_ITEM_LIST)

/* looking, in a thread ------------------------------------------------------------------------- */

static void
sight_free (Sight *sight)
{
  g_free (sight->path);
  g_free (sight);
}

static gboolean
is_certificate_name (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name
         && (g_ascii_strcasecmp (dot, ".p12") == 0 || g_ascii_strcasecmp (dot, ".pfx") == 0);
}

static void
look_into (const char *folder, GPtrArray *sights)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while (directory != NULL && sights->len < FILES_MAX
         && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = NULL;
      GStatBuf status;
      Sight *sight;

      if (!is_certificate_name (name))
        continue;
      path = g_build_filename (folder, name, NULL);
      if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode))
        continue;
      sight = g_new (Sight, 1);
      *sight = (Sight){ g_steal_pointer (&path), status.st_size, status.st_mtime };
      g_ptr_array_add (sights, sight);
    }
}

static int
by_path (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const Sight *const *)a)->path, (*(const Sight *const *)b)->path);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *sights = g_ptr_array_new_with_free_func ((GDestroyNotify)sight_free);
  char **folders = data;

  for (guint i = 0; folders[i] != NULL; i++)
    look_into (folders[i], sights);
  g_ptr_array_sort (sights, by_path);
  /* A folder chosen twice is one. */
  for (guint i = sights->len; i-- > 1;)
    if (by_path (&sights->pdata[i], &sights->pdata[i - 1]) == 0)
      g_ptr_array_remove_index (sights, i);
  g_task_return_pointer (task, sights, (GDestroyNotify)g_ptr_array_unref);
}

/* taking over ---------------------------------------------------------------------------------- */

typedef struct
{
  GWeakRef finder;
  gboolean is_news;
} Opening;

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  g_autoptr (MdgCertificateFinder) self = g_weak_ref_get (&opening->finder);
  g_autoptr (GError) error = NULL;

  /* What is wrong with it stands in the file. */
  mdg_certificate_file_open_finish (MDG_CERTIFICATE_FILE (source), result, &error);
  if (self != NULL && opening->is_news
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, noticed_signal, 0, source);
  g_weak_ref_clear (&opening->finder);
  g_free (opening);
}

static void
open_file (MdgCertificateFinder *self, MdgCertificateFile *file, gboolean is_news)
{
  Opening *opening = g_new0 (Opening, 1);

  g_weak_ref_init (&opening->finder, self);
  opening->is_news = is_news;
  mdg_certificate_file_open_async (file, self->passwords, self->cancellable, on_opened, opening);
}

static void
insert (MdgCertificateFinder *self, guint position, const Sight *sight)
{
  MdgCertificateFile *file = mdg_certificate_file_new (sight->path);

  mdg_item_list_insert (MDG_ITEM_LIST (self), position, file);
  open_file (self, file, !self->is_looking);
}

static void
update (MdgCertificateFinder *self, guint position, const Sight *before, const Sight *sight)
{
  if (before->size != sight->size || before->modified != sight->modified)
    open_file (self, mdg_item_list_get (MDG_ITEM_LIST (self), position), TRUE);
}

/* Below 0: @sight is new; above: what was seen @before is gone. Either may be NULL: there is no
 * more. */
static int
compare_sights (const Sight *sight, const Sight *before)
{
  if (sight == NULL || before == NULL)
    return sight == NULL ? 1 : -1;
  return strcmp (sight->path, before->path);
}

/* Both are sorted by path. */
static void
take_over (MdgCertificateFinder *self, GPtrArray *sights)
{
  g_autoptr (GPtrArray) seen = g_steal_pointer (&self->sights);
  guint position = 0, n = 0;

  self->sights = g_ptr_array_ref (sights);
  while (position < sights->len || n < seen->len)
    {
      const Sight *sight = position < sights->len ? sights->pdata[position] : NULL;
      const Sight *before = n < seen->len ? seen->pdata[n] : NULL;
      int order = compare_sights (sight, before);

      if (order > 0)
        mdg_item_list_remove (MDG_ITEM_LIST (self), position);
      else if (order < 0)
        insert (self, position, sight);
      else
        update (self, position, before, sight);
      n += order >= 0;
      position += order <= 0;
    }
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GPtrArray) sights = g_task_propagate_pointer (G_TASK (result), NULL);
  MdgCertificateFinder *self = MDG_CERTIFICATE_FINDER (source);

  self->is_asking = FALSE;
  if (sights == NULL)
    return;
  take_over (self, sights);
  if (self->is_looking && !self->ask_again)
    {
      self->is_looking = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOOKING]);
    }
  if (self->ask_again)
    look (self);
}

static void
look (MdgCertificateFinder *self)
{
  g_autoptr (GTask) task = NULL;

  self->ask_again = self->is_asking;
  if (self->is_asking)
    return;
  self->is_asking = TRUE;
  task = g_task_new (self, self->cancellable, on_looked, NULL);
  g_task_set_task_data (task, g_strdupv (self->folders), (GDestroyNotify)g_strfreev);
  mdg_thread_task_run (task, look_in_thread);
}

/* watching --------------------------------------------------------------------------------------
 */

static gboolean
on_timer (gpointer data)
{
  MdgCertificateFinder *self = data;

  self->timer = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed (GFileMonitor *monitor,
            GFile *file,
            GFile *other,
            GFileMonitorEvent event,
            MdgCertificateFinder *self)
{
  if (self->timer == 0)
    self->timer = g_timeout_add (TOGETHER_MS, on_timer, self);
}

static void
watch (MdgCertificateFinder *self)
{
  g_ptr_array_set_size (self->monitors, 0);
  for (guint i = 0; self->folders[i] != NULL; i++)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (self->folders[i]);
      GFileMonitor *monitor
          = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

      if (monitor == NULL)
        continue;
      g_signal_connect_object (monitor, "changed", G_CALLBACK (on_changed), self, 0);
      g_ptr_array_add (self->monitors, monitor);
    }
}

/* overrides -------------------------------------------------------------------------------------
 */

static void
mdg_certificate_finder_dispose (GObject *object)
{
  MdgCertificateFinder *self = MDG_CERTIFICATE_FINDER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_ptr_array_set_size (self->monitors, 0);
  G_OBJECT_CLASS (mdg_certificate_finder_parent_class)->dispose (object);
}

static void
mdg_certificate_finder_finalize (GObject *object)
{
  MdgCertificateFinder *self = MDG_CERTIFICATE_FINDER (object);

  g_ptr_array_unref (self->sights);
  g_ptr_array_unref (self->monitors);
  g_clear_pointer (&self->passwords, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_strfreev (self->folders);
  G_OBJECT_CLASS (mdg_certificate_finder_parent_class)->finalize (object);
}

static void
mdg_certificate_finder_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, MDG_CERTIFICATE_FINDER (object)->is_looking);
}

static void
mdg_certificate_finder_class_init (MdgCertificateFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mdg_certificate_finder_dispose;
  object_class->finalize = mdg_certificate_finder_finalize;
  object_class->get_property = mdg_certificate_finder_get_property;
  MDG_ITEM_LIST_CLASS (klass)->item_type = MDG_TYPE_CERTIFICATE_FILE;
  properties[PROP_LOOKING] = g_param_spec_boolean ("looking", NULL, NULL, TRUE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  noticed_signal = g_signal_new ("noticed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, MDG_TYPE_CERTIFICATE_FILE);
}

static void
mdg_certificate_finder_init (MdgCertificateFinder *self)
{
  self->sights = g_ptr_array_new_with_free_func ((GDestroyNotify)sight_free);
  self->monitors = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->is_looking = TRUE;
}

/* public ----------------------------------------------------------------------------------------
 */

MdgCertificateFinder *
mdg_certificate_finder_new (const char *const *folders)
{
  MdgCertificateFinder *self = g_object_new (MDG_TYPE_CERTIFICATE_FINDER, NULL);

  mdg_certificate_finder_set_folders (self, folders);
  return self;
}

void
mdg_certificate_finder_set_folders (MdgCertificateFinder *self, const char *const *folders)
{
  g_return_if_fail (MDG_IS_CERTIFICATE_FINDER (self) && folders != NULL);
  g_strfreev (self->folders);
  self->folders = g_strdupv ((char **)folders);
  watch (self);
  look (self);
}

const char *const *
mdg_certificate_finder_get_folders (MdgCertificateFinder *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_FINDER (self), NULL);
  return (const char *const *)self->folders;
}

gboolean
mdg_certificate_finder_is_looking (MdgCertificateFinder *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_FINDER (self), FALSE);
  return self->is_looking;
}

void
mdg_certificate_finder_set_passwords (MdgCertificateFinder *self, GPtrArray *passwords)
{
  g_return_if_fail (MDG_IS_CERTIFICATE_FINDER (self));
  if (passwords != NULL)
    g_ptr_array_ref (passwords);
  g_clear_pointer (&self->passwords, g_ptr_array_unref);
  self->passwords = passwords;
  for (guint i = 0; passwords != NULL && i < mdg_item_list_get_length (MDG_ITEM_LIST (self)); i++)
    {
      MdgCertificateFile *file = mdg_item_list_get (MDG_ITEM_LIST (self), i);
      MdgCertificateInfo *info = mdg_certificate_file_get_info (file);

      /* Also those on which the passwords of before were tried in vain. */
      if (info == NULL || g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD))
        open_file (self, file, FALSE);
    }
}

GStrv
mdg_certificate_finder_usual_folders (void)
{
  const char *const instead[] = { usual_folder, NULL };

  return usual_folder != NULL ? g_strdupv ((char **)instead) : mdg_machine_certificate_folders ();
}

void
mdg_certificate_finder_set_usual_folder (const char *folder)
{
  g_free (usual_folder);
  usual_folder = g_strdup (folder);
}
