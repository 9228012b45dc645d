/* reception-desk.c: the watch over the face reader's result files.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/reception-desk.h"

struct _MdgReceptionDesk
{
  GObject parent_instance;

  MdgWorkplace *workplace;
  MdgReceptionFolder *folder; /* (nullable) */
  MdgCache *cache;            /* (nullable): that the folder is read into */
  gboolean stopped;
};

enum
{
  CHANGED,
  CACHE_CHANGED,
  RECEPTIONS_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgReceptionDesk, mdg_reception_desk, G_TYPE_OBJECT)

static void
changed (MdgReceptionDesk *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
receptions_changed (MdgReceptionDesk *self)
{
  g_signal_emit (self, signals[RECEPTIONS_CHANGED], 0);
}

static void
drop_folder (MdgReceptionDesk *self)
{
  if (self->folder == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->folder, self);
  mdg_reception_folder_stop (self->folder);
  g_clear_object (&self->folder);
}

/* (transfer full) (nullable) */
static char *
wanted_path (MdgReceptionDesk *self)
{
  g_autofree char *chosen = mdg_settings_get (mdg_workplace_get_settings (self->workplace),
                                              MDG_SETTING_RECEPTION_FOLDER);
  const char *own = mdg_backend_get_receptions_folder (mdg_workplace_get_backend (self->workplace));

  if (*chosen != '\0')
    return g_steal_pointer (&chosen);
  return own != NULL && g_file_test (own, G_FILE_TEST_IS_DIR) ? g_strdup (own) : NULL;
}

static void
watch (MdgReceptionDesk *self)
{
  g_autofree char *path = wanted_path (self);

  drop_folder (self);
  if (path != NULL && self->cache != NULL && !self->stopped)
    {
      self->folder
          = mdg_reception_folder_new (self->cache, path, mdg_workplace_get_clock (self->workplace));
      g_signal_connect_object (self->folder, "watch-changed", G_CALLBACK (changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->folder, "receptions-changed", G_CALLBACK (receptions_changed),
                               self, G_CONNECT_SWAPPED);
    }
  changed (self);
}

/* What was read into the cache before it was emptied is to be read again. */
static void
cache_changed (MdgReceptionDesk *self)
{
  g_set_object (&self->cache, mdg_workplace_get_cache (self->workplace));
  watch (self);
  g_signal_emit (self, signals[CACHE_CHANGED], 0);
}

static void
setting_changed (MdgReceptionDesk *self)
{
  self->stopped = FALSE;
  watch (self);
}

static void
mdg_reception_desk_dispose (GObject *object)
{
  MdgReceptionDesk *self = MDG_RECEPTION_DESK (object);

  drop_folder (self);
  g_clear_object (&self->cache);
  g_clear_object (&self->workplace);
  G_OBJECT_CLASS (mdg_reception_desk_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, MDG_TYPE_RECEPTION_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
mdg_reception_desk_class_init (MdgReceptionDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_reception_desk_dispose;
  signals[CHANGED] = new_signal ("changed");
  signals[CACHE_CHANGED] = new_signal ("cache-changed");
  signals[RECEPTIONS_CHANGED] = new_signal ("receptions-changed");
}

static void
mdg_reception_desk_init (MdgReceptionDesk *self)
{
}

MdgReceptionDesk *
mdg_reception_desk_new (MdgWorkplace *workplace)
{
  MdgReceptionDesk *self = g_object_new (MDG_TYPE_RECEPTION_DESK, NULL);

  self->workplace = g_object_ref (workplace);
  g_signal_connect_object (workplace, "cache-changed", G_CALLBACK (cache_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mdg_workplace_get_settings (workplace),
                           "changed::" MDG_SETTING_RECEPTION_FOLDER, G_CALLBACK (setting_changed),
                           self, G_CONNECT_SWAPPED);
  cache_changed (self);
  return self;
}

MdgWorkplace *
mdg_reception_desk_get_workplace (MdgReceptionDesk *self)
{
  g_return_val_if_fail (MDG_IS_RECEPTION_DESK (self), NULL);

  return self->workplace;
}

const char *
mdg_reception_desk_get_path (MdgReceptionDesk *self)
{
  g_return_val_if_fail (MDG_IS_RECEPTION_DESK (self), NULL);

  return self->folder != NULL ? mdg_reception_folder_get_path (self->folder) : NULL;
}

const MdgReceptionWatch *
mdg_reception_desk_get_watch (MdgReceptionDesk *self)
{
  g_return_val_if_fail (MDG_IS_RECEPTION_DESK (self), NULL);

  return self->folder != NULL ? mdg_reception_folder_get_watch (self->folder) : NULL;
}

gboolean
mdg_reception_desk_set_folder (MdgReceptionDesk *self, const char *path, GError **error)
{
  g_return_val_if_fail (MDG_IS_RECEPTION_DESK (self) && path != NULL, FALSE);

  return mdg_settings_set (mdg_workplace_get_settings (self->workplace),
                           MDG_SETTING_RECEPTION_FOLDER, path, error);
}

gboolean
mdg_reception_desk_is_fixed (MdgReceptionDesk *self)
{
  g_return_val_if_fail (MDG_IS_RECEPTION_DESK (self), FALSE);

  return mdg_settings_get_origin (mdg_workplace_get_settings (self->workplace),
                                  MDG_SETTING_RECEPTION_FOLDER)
         >= MDG_SETTING_MACHINE;
}

void
mdg_reception_desk_stop (MdgReceptionDesk *self)
{
  g_return_if_fail (MDG_IS_RECEPTION_DESK (self));

  self->stopped = TRUE;
  watch (self);
}

void
mdg_reception_desk_go_on (MdgReceptionDesk *self)
{
  g_return_if_fail (MDG_IS_RECEPTION_DESK (self));

  self->stopped = FALSE;
  watch (self);
}

gboolean
mdg_reception_desk_is_stopped (MdgReceptionDesk *self)
{
  g_return_val_if_fail (MDG_IS_RECEPTION_DESK (self), FALSE);

  return self->stopped;
}

gboolean
mdg_reception_desk_can_write (MdgReceptionDesk *self)
{
  g_autofree char *chosen = NULL;

  g_return_val_if_fail (MDG_IS_RECEPTION_DESK (self), FALSE);

  chosen = mdg_settings_get (mdg_workplace_get_settings (self->workplace),
                             MDG_SETTING_RECEPTION_FOLDER);
  return *chosen == '\0'
         && mdg_backend_get_receptions_folder (mdg_workplace_get_backend (self->workplace)) != NULL;
}

/* The first ones make the folder. */
static void
written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  MdgReceptionDesk *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!mdg_backend_write_receptions_finish (MDG_BACKEND (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->folder != NULL)
    mdg_reception_folder_look (self->folder);
  else
    mdg_reception_desk_go_on (self);
  g_task_return_boolean (task, TRUE);
}

void
mdg_reception_desk_write_async (MdgReceptionDesk *self,
                                guint n,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  GTask *task;

  g_return_if_fail (MDG_IS_RECEPTION_DESK (self));

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_reception_desk_write_async);
  mdg_backend_write_receptions_async (mdg_workplace_get_backend (self->workplace), n, cancellable,
                                      written, task);
}

gboolean
mdg_reception_desk_write_finish (MdgReceptionDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
