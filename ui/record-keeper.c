/* record-keeper.c: looks after the records of a workplace.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "record-keeper.h"

#include "platform/machine.h"
#include "store/record.h"

#define FIRST_LOOK_SECONDS 60 /* when whoever opened the window has got to work */
#define LOOK_SECONDS 3600     /* whether a day is over */

struct _MdgRecordKeeper
{
  GObject parent_instance;

  MdgWorkplace *workplace;
  GCancellable *cancellable;
  MdgCache *cache; /* (nullable): that is looked after */
  gint64 looked_at;
  guint timer;
};

enum
{
  UNREADABLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgRecordKeeper, mdg_record_keeper, G_TYPE_OBJECT)

static gint64
now (MdgWorkplace *workplace)
{
  return mdg_clock_wall (mdg_workplace_get_clock (workplace));
}

/* "…/record-training.count", beside the settings: each way of working has its own record. Returns:
 * (transfer full) */
static char *
counter_path (MdgRecordKeeper *self)
{
  MdgSettings *settings = mdg_workplace_get_settings (self->workplace);
  g_autofree char *place = g_path_get_dirname (mdg_settings_get_file (settings));
  const char *way = mdg_way_get_name (mdg_workplace_get_way (self->workplace));
  g_autofree char *name = g_strdup_printf ("record-%s.count", way);

  return g_build_filename (place, name, NULL);
}

static void
kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!mdg_cache_finish (MDG_CACHE (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("no generation of the records is kept: %s", error->message);
}

static gboolean
look (gpointer data)
{
  MdgRecordKeeper *self = data;

  if (self->cache != NULL)
    mdg_cache_keep_generation_async (self->cache, now (self->workplace), self->cancellable, kept,
                                     NULL);
  self->timer = g_timeout_add_seconds (LOOK_SECONDS, look, self);
  return G_SOURCE_REMOVE;
}

static void
listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgRecordKeeper) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) unreadable = mdg_record_list_unreadable_finish (result, &error);

  if (unreadable != NULL && unreadable->len > 0)
    g_signal_emit (self, signals[UNREADABLE], 0, unreadable);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("it cannot be said what was set aside: %s", error->message);
}

static void
inspected (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgRecordKeeper) self = data;
  g_autoptr (GError) error = NULL;

  if (mdg_cache_finish (MDG_CACHE (source), result, &error))
    {
      mdg_record_list_unreadable_async (MDG_CACHE (source), self->looked_at, self->cancellable,
                                        listed, g_object_ref (self));
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_warning ("the records were not looked through: %s", error->message);
  /* With the next change once more. */
  if (self->cache == MDG_CACHE (source))
    g_clear_object (&self->cache);
}

static void
cache_changed (MdgRecordKeeper *self)
{
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);
  g_autofree char *user = NULL;
  g_autofree char *counter = NULL;

  if (cache == self->cache)
    return;
  g_set_object (&self->cache, cache);
  if (cache == NULL)
    return;
  user = mdg_machine_user_name ();
  counter = counter_path (self);
  self->looked_at = now (self->workplace);
  mdg_cache_inspect_async (cache, counter, user, self->looked_at, self->cancellable, inspected,
                           g_object_ref (self));
}

static void
restarted (MdgRecordKeeper *self)
{
  mdg_record_note (self->workplace, MDG_ACT_RESET, MDG_MATTER_TRAINING, NULL);
}

static void
mdg_record_keeper_dispose (GObject *object)
{
  MdgRecordKeeper *self = MDG_RECORD_KEEPER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->cache);
  if (self->workplace != NULL)
    g_signal_handlers_disconnect_by_data (self->workplace, self);
  g_clear_object (&self->workplace);
  G_OBJECT_CLASS (mdg_record_keeper_parent_class)->dispose (object);
}

static void
mdg_record_keeper_finalize (GObject *object)
{
  MdgRecordKeeper *self = MDG_RECORD_KEEPER (object);

  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (mdg_record_keeper_parent_class)->finalize (object);
}

static void
mdg_record_keeper_class_init (MdgRecordKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_record_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_record_keeper_finalize;
  signals[UNREADABLE] = g_signal_new ("unreadable", MDG_TYPE_RECORD_KEEPER, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
mdg_record_keeper_init (MdgRecordKeeper *self)
{
  self->cancellable = g_cancellable_new ();
}

MdgRecordKeeper *
mdg_record_keeper_new (MdgWorkplace *workplace)
{
  MdgRecordKeeper *self = g_object_new (MDG_TYPE_RECORD_KEEPER, NULL);

  self->workplace = g_object_ref (workplace);
  self->timer = g_timeout_add_seconds (FIRST_LOOK_SECONDS, look, self);
  g_signal_connect_object (workplace, "cache-changed", G_CALLBACK (cache_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workplace, "restarted", G_CALLBACK (restarted), self, G_CONNECT_SWAPPED);
  cache_changed (self);
  return self;
}

void
mdg_record_note (MdgWorkplace *workplace, const char *act, const char *what, const char *of_whom)
{
  g_autofree char *user = mdg_machine_user_name ();

  g_return_if_fail (MDG_IS_WORKPLACE (workplace) && act != NULL);

  mdg_record_note_async (mdg_workplace_get_cache (workplace), now (workplace), user, act, what,
                         of_whom, NULL, NULL);
}
