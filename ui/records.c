/* records.c: the records of a profile.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "records.h"

#include "platform/machine.h"
#include "platform/secrets.h"
#include "store/cache-open.h"
#include "store/set-aside.h"

struct _MdgRecords
{
  GObject parent_instance;

  MdgWay way;
  char *data_folder;
  char *folder;
  MdgClock *clock;
  MdgLock *lock;
  GCancellable *cancellable;
  MdgCache *cache;   /* (nullable): open, be it locked */
  gboolean is_given; /* the cache was given out */
  gboolean to_be_made;
  gboolean misconfigured;
  gboolean opening;
  GError *error;
  char *set_aside; /* (nullable): where they went, to be told when there are new ones */
};

enum
{
  CHANGED,
  SET_ASIDE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgRecords, mdg_records, G_TYPE_OBJECT)

static void
set_error (MdgRecords *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
}

static void
tell (MdgRecords *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->is_given && self->set_aside != NULL)
    {
      g_autofree char *folder = g_steal_pointer (&self->set_aside);

      g_signal_emit (self, signals[SET_ASIDE], 0, folder);
    }
}

static void
lock_changed (MdgRecords *self)
{
  if (self->is_given || self->cache == NULL || mdg_lock_is_covered (self->lock))
    return;
  self->is_given = TRUE;
  tell (self);
}

/* Takes @cache. */
static void
hold (MdgRecords *self, MdgCache *cache, gboolean locked)
{
  g_info ("the records are open");
  set_error (self, NULL);
  self->to_be_made = FALSE;
  self->cache = cache;
  if (mdg_lock_has_passphrase (self->lock))
    {
      g_autofree char *user = mdg_machine_user_name ();
      g_autoptr (MdgVaultDoor) door = mdg_vault_door_new (cache, self->clock, user, locked);

      mdg_lock_set_door (self->lock, door);
    }
  self->is_given = !mdg_lock_is_covered (self->lock);
  tell (self);
}

/* Nothing is open: nothing is covered, and the window says why. */
static void
opening_failed (MdgRecords *self, GError *error)
{
  gboolean missing
      = mdg_way_is_real (self->way) && g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);

  g_info ("the records cannot be opened (%s): %s",
          error->domain == MDG_ERROR ? mdg_error_code_nick ((MdgErrorCode)error->code) : "?",
          error->message);
  self->to_be_made = missing && !self->misconfigured;
  set_error (self, missing ? NULL : g_error_copy (error));
  mdg_lock_set_door (self->lock, NULL);
  tell (self);
}

static void
opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgRecords) self = data;
  g_autoptr (GError) error = NULL;
  gboolean real = mdg_way_is_real (self->way);
  MdgCache *cache = real ? mdg_cache_open_finish (result, &error)
                         : mdg_cache_open_training_finish (result, &error);

  self->opening = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    g_clear_object (&cache);
  else if (cache != NULL)
    hold (self, cache, real);
  else
    opening_failed (self, error);
}

static void
mdg_records_dispose (GObject *object)
{
  MdgRecords *self = MDG_RECORDS (object);

  mdg_records_close (self);
  if (self->lock != NULL)
    g_signal_handlers_disconnect_by_data (self->lock, self);
  g_clear_object (&self->lock);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (mdg_records_parent_class)->dispose (object);
}

static void
mdg_records_finalize (GObject *object)
{
  MdgRecords *self = MDG_RECORDS (object);

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->set_aside);
  g_free (self->folder);
  g_free (self->data_folder);
  G_OBJECT_CLASS (mdg_records_parent_class)->finalize (object);
}

static void
mdg_records_class_init (MdgRecordsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_records_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_records_finalize;
  signals[CHANGED] = g_signal_new ("changed", MDG_TYPE_RECORDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[SET_ASIDE] = g_signal_new ("set-aside", MDG_TYPE_RECORDS, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
mdg_records_init (MdgRecords *self)
{
  self->cancellable = g_cancellable_new ();
}

MdgRecords *
mdg_records_new (MdgWay way, const char *data_folder, MdgClock *clock, MdgSettings *settings)
{
  MdgRecords *self = g_object_new (MDG_TYPE_RECORDS, NULL);
  g_autofree char *minutes = mdg_settings_get (settings, MDG_SETTING_LOCK_MINUTES);

  self->way = way;
  self->data_folder = g_strdup (data_folder);
  self->folder = mdg_way_get_cache_folder (way, data_folder);
  self->clock = g_object_ref (clock);
  self->lock = mdg_lock_new (clock, mdg_way_is_real (way), mdg_lock_read_minutes (minutes));
  g_signal_connect_object (self->lock, "notify::covered", G_CALLBACK (lock_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
mdg_records_set_misconfigured (MdgRecords *self)
{
  g_return_if_fail (MDG_IS_RECORDS (self));

  self->misconfigured = TRUE;
}

gboolean
mdg_records_are_misconfigured (MdgRecords *self)
{
  g_return_val_if_fail (MDG_IS_RECORDS (self), FALSE);

  return self->misconfigured;
}

void
mdg_records_open (MdgRecords *self)
{
  const MdgOuterWrap *outer = mdg_records_get_outer_wrap ();

  g_return_if_fail (MDG_IS_RECORDS (self));

  if (self->cache != NULL || self->opening)
    return;
  self->opening = TRUE;
  if (mdg_way_is_real (self->way))
    mdg_cache_open_async (self->folder, outer, self->cancellable, opened, g_object_ref (self));
  else
    mdg_cache_open_training_async (self->folder, outer->wrap, outer->unwrap, self->cancellable,
                                   opened, g_object_ref (self));
}

void
mdg_records_take (MdgRecords *self, MdgCache *cache)
{
  g_return_if_fail (MDG_IS_RECORDS (self) && self->cache == NULL && !self->opening);

  hold (self, cache, FALSE);
}

void
mdg_records_close (MdgRecords *self)
{
  g_return_if_fail (MDG_IS_RECORDS (self));

  g_cancellable_cancel (self->cancellable);
  self->is_given = FALSE;
  if (self->cache != NULL)
    mdg_cache_close (self->cache);
  g_clear_object (&self->cache);
  if (self->lock != NULL)
    mdg_lock_end (self->lock);
}

MdgWay
mdg_records_get_way (MdgRecords *self)
{
  g_return_val_if_fail (MDG_IS_RECORDS (self), MDG_WAY_TRAINING);

  return self->way;
}

const char *
mdg_records_get_data_folder (MdgRecords *self)
{
  g_return_val_if_fail (MDG_IS_RECORDS (self), NULL);

  return self->data_folder;
}

MdgLock *
mdg_records_get_lock (MdgRecords *self)
{
  g_return_val_if_fail (MDG_IS_RECORDS (self), NULL);

  return self->lock;
}

MdgCache *
mdg_records_get_cache (MdgRecords *self)
{
  g_return_val_if_fail (MDG_IS_RECORDS (self), NULL);

  return self->is_given ? self->cache : NULL;
}

const GError *
mdg_records_get_error (MdgRecords *self)
{
  g_return_val_if_fail (MDG_IS_RECORDS (self), NULL);

  return self->error;
}

const char *
mdg_records_get_set_aside (MdgRecords *self)
{
  g_return_val_if_fail (MDG_IS_RECORDS (self), NULL);

  return self->set_aside;
}

char *
mdg_records_get_file (MdgRecords *self)
{
  g_return_val_if_fail (MDG_IS_RECORDS (self), NULL);

  return g_build_filename (self->folder, MDG_CACHE_FILE_NAME, NULL);
}

gboolean
mdg_records_are_to_be_made (MdgRecords *self)
{
  g_return_val_if_fail (MDG_IS_RECORDS (self), FALSE);

  return self->to_be_made;
}

const MdgOuterWrap *
mdg_records_get_outer_wrap (void)
{
  static MdgOuterWrap outer;

  outer = (MdgOuterWrap){ mdg_secrets_wrap, mdg_secrets_unwrap, mdg_secrets_wrap_name () };
  return &outer;
}

static void
were_set_aside (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgRecords) self = data;
  g_autoptr (GError) error = NULL;
  char *folder = mdg_cache_set_aside_finish (result, &error);

  self->opening = FALSE;
  if (folder != NULL)
    {
      g_info ("the records were set aside as %s", folder);
      g_free (self->set_aside);
      self->set_aside = folder;
    }
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (folder != NULL)
    {
      mdg_records_open (self);
      return;
    }
  set_error (self, g_steal_pointer (&error));
  tell (self);
}

void
mdg_records_set_aside (MdgRecords *self)
{
  g_return_if_fail (MDG_IS_RECORDS (self));

  if (self->cache != NULL || self->opening)
    return;
  self->opening = TRUE;
  mdg_cache_set_aside_async (self->folder, mdg_clock_wall (self->clock), self->cancellable,
                             were_set_aside, g_object_ref (self));
}

static void
cleared (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgRecords) self = data;
  GError *error = NULL;

  mdg_cache_finish (MDG_CACHE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  set_error (self, error);
  tell (self);
}

void
mdg_records_clear (MdgRecords *self)
{
  g_return_if_fail (MDG_IS_RECORDS (self));

  if (self->cache != NULL)
    mdg_cache_clear_async (self->cache, self->cancellable, cleared, g_object_ref (self));
}
