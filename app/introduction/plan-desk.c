/* plan-desk.c: the plan as it stands.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/plan-desk.h"

struct _MdgPlanDesk
{
  GObject parent_instance;

  MdgClock *clock;
  MdgCalendar *calendar;
  MdgPlanGuide *guide;
  MdgCache *cache;       /* (nullable) */
  MdgPlanRecord *record; /* what is kept */
  MdgPlan *plan;         /* (nullable) */
  gboolean is_loaded;
  gboolean tells_kept;       /* with what is read next */
  GCancellable *cancellable; /* (nullable): of what the cache is asked for */
};

enum
{
  CHANGED,
  FAILED,
  KEPT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgPlanDesk, mdg_plan_desk, G_TYPE_OBJECT)

gint64
mdg_plan_desk_get_now (MdgPlanDesk *self)
{
  g_return_val_if_fail (MDG_IS_PLAN_DESK (self), 0);

  return mdg_clock_wall (self->clock);
}

MdgDay
mdg_plan_desk_get_today (MdgPlanDesk *self)
{
  return mdg_day_in_japan (mdg_plan_desk_get_now (self));
}

static void
calculate (MdgPlanDesk *self)
{
  MdgPlanWish wish = { .wished = self->record->wished,
                       .work = self->record->work,
                       .today = mdg_plan_desk_get_today (self) };

  g_clear_pointer (&self->plan, mdg_plan_free);
  wish.facility = mdg_plan_guide_find_facility (self->guide, self->record->facility);
  if (wish.work != MDG_DAY_NONE && wish.work > wish.wished)
    wish.work = MDG_DAY_NONE;
  if (wish.facility != MDG_PLAN_NONE && mdg_plan_day_is_possible (wish.wished))
    self->plan = mdg_plan_new (self->guide, self->calendar, &wish, self->record->progress);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
mdg_plan_desk_set_calendar (MdgPlanDesk *self, MdgCalendar *calendar)
{
  MdgCalendar *before = self->calendar;

  g_return_if_fail (MDG_IS_PLAN_DESK (self) && calendar != NULL);

  self->calendar = mdg_calendar_ref (calendar);
  mdg_calendar_unref (before);
  calculate (self);
}

static void
fail (MdgPlanDesk *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* @record: (transfer full) */
static void
take_record (MdgPlanDesk *self, MdgPlanRecord *record)
{
  mdg_plan_record_free (self->record);
  self->record = record;
  calculate (self);
}

/* loading ------------------------------------------------------------------------------------- */

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPlanDesk) self = data;
  g_autoptr (GError) error = NULL;
  MdgPlanRecord *record = mdg_plan_book_load_finish (MDG_CACHE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || MDG_CACHE (source) != self->cache)
    {
      mdg_plan_record_free (record);
      return;
    }
  self->is_loaded = TRUE;
  if (record != NULL)
    take_record (self, record);
  else
    fail (self, error);
  if (self->tells_kept)
    {
      self->tells_kept = FALSE;
      g_signal_emit (self, signals[KEPT], 0);
    }
}

static void
load (MdgPlanDesk *self)
{
  mdg_plan_book_load_async (self->cache, self->cancellable, loaded, g_object_ref (self));
}

void
mdg_plan_desk_set_cache (MdgPlanDesk *self, MdgCache *cache)
{
  g_return_if_fail (MDG_IS_PLAN_DESK (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_set_object (&self->cache, cache);
  self->is_loaded = FALSE;
  take_record (self, mdg_plan_record_new ());
  if (cache == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  load (self);
}

/* keeping ------------------------------------------------------------------------------------- */

/* Once it is on the disk it is read again: what is shown is what is kept. */
static void
kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPlanDesk) self = data;
  g_autoptr (GError) error = NULL;

  if (!mdg_plan_book_finish (MDG_CACHE (source), result, &error))
    fail (self, error);
  else if (MDG_CACHE (source) == self->cache)
    {
      self->tells_kept = TRUE;
      load (self);
    }
}

static gboolean
has_cache (MdgPlanDesk *self)
{
  g_autoptr (GError) error = NULL;

  if (self->cache != NULL && self->is_loaded)
    return TRUE;
  error = mdg_error_new (MDG_ERROR_FAILED, "the records are not open");
  fail (self, error);
  return FALSE;
}

static void
refuse (MdgPlanDesk *self, const char *field)
{
  g_autoptr (GError) error
      = mdg_error_new (MDG_ERROR_INVALID_INPUT, "%s is no day for a plan", field);

  mdg_error_set_field (error, field);
  fail (self, error);
}

static void
set_done (MdgPlanDesk *self, MdgPlanRecord *record, const char *step, gboolean done)
{
  const MdgPlanProgress *before = g_hash_table_lookup (self->record->progress, step);
  const char *note = before != NULL ? before->note : "";

  g_hash_table_replace (
      record->progress, g_strdup (step),
      mdg_plan_progress_new (done ? mdg_plan_desk_get_today (self) : MDG_DAY_NONE, note));
}

/* What is kept already stays, but where a thing is there, or is not any more. */
static void
fill_progress (MdgPlanDesk *self, MdgPlanRecord *record, guint facility, guint things)
{
  GHashTableIter iter;
  gpointer step, value;

  g_hash_table_iter_init (&iter, self->record->progress);
  while (g_hash_table_iter_next (&iter, &step, &value))
    {
      const MdgPlanProgress *progress = value;

      g_hash_table_replace (record->progress, g_strdup (step),
                            mdg_plan_progress_new (progress->done_on, progress->note));
    }
  for (guint t = 0; t < self->guide->things->len; t++)
    {
      gboolean is_there = (things >> t & 1) != 0;

      if (mdg_plan_thing_is_there (self->guide, t, facility, self->record->progress) == is_there)
        continue;
      for (guint n = 0; n < self->guide->steps->len; n++)
        if ((mdg_plan_guide_thing (self->guide, t)->steps >> n & 1) != 0)
          set_done (self, record, mdg_plan_guide_step (self->guide, n)->id, is_there);
    }
}

void
mdg_plan_desk_make (MdgPlanDesk *self, guint facility, MdgDay wished, MdgDay work, guint things)
{
  g_autoptr (MdgPlanRecord) record = mdg_plan_record_new ();

  g_return_if_fail (MDG_IS_PLAN_DESK (self) && facility < self->guide->facilities->len);

  if (!mdg_plan_day_is_possible (wished))
    refuse (self, "wished");
  else if (work != MDG_DAY_NONE && (work > wished || !mdg_plan_day_is_possible (work)))
    refuse (self, "work");
  else if (has_cache (self))
    {
      record->facility = g_strdup (mdg_plan_guide_facility (self->guide, facility)->id);
      record->wished = wished;
      record->work = work;
      fill_progress (self, record, facility, things);
      mdg_plan_book_save_async (self->cache, record, mdg_plan_desk_get_now (self),
                                self->cancellable, kept, g_object_ref (self));
    }
}

void
mdg_plan_desk_set_progress (MdgPlanDesk *self, const char *step, MdgDay done_on, const char *note)
{
  g_return_if_fail (MDG_IS_PLAN_DESK (self));

  if (has_cache (self))
    mdg_plan_book_save_step_async (self->cache, step, done_on, note, mdg_plan_desk_get_now (self),
                                   self->cancellable, kept, g_object_ref (self));
}

void
mdg_plan_desk_clear (MdgPlanDesk *self)
{
  g_return_if_fail (MDG_IS_PLAN_DESK (self));

  if (has_cache (self))
    mdg_plan_book_clear_async (self->cache, self->cancellable, kept, g_object_ref (self));
}

/* asking -------------------------------------------------------------------------------------- */

gboolean
mdg_plan_desk_is_loaded (MdgPlanDesk *self)
{
  return self->is_loaded;
}

const MdgPlanGuide *
mdg_plan_desk_get_guide (MdgPlanDesk *self)
{
  return self->guide;
}

const MdgCalendar *
mdg_plan_desk_get_calendar (MdgPlanDesk *self)
{
  return self->calendar;
}

const MdgPlan *
mdg_plan_desk_get_plan (MdgPlanDesk *self)
{
  return self->plan;
}

const MdgPlanRecord *
mdg_plan_desk_get_record (MdgPlanDesk *self)
{
  return self->record;
}

MdgPlanProgress *
mdg_plan_desk_get_progress (MdgPlanDesk *self, const char *step)
{
  const MdgPlanProgress *progress = g_hash_table_lookup (self->record->progress, step);

  return progress != NULL ? mdg_plan_progress_new (progress->done_on, progress->note)
                          : mdg_plan_progress_new (MDG_DAY_NONE, "");
}

void
mdg_plan_desk_refresh (MdgPlanDesk *self)
{
  g_return_if_fail (MDG_IS_PLAN_DESK (self));

  if (self->plan != NULL && self->plan->wish.today != mdg_plan_desk_get_today (self))
    calculate (self);
}

/* object -------------------------------------------------------------------------------------- */

static void
mdg_plan_desk_dispose (GObject *object)
{
  MdgPlanDesk *self = MDG_PLAN_DESK (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->cache);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (mdg_plan_desk_parent_class)->dispose (object);
}

static void
mdg_plan_desk_finalize (GObject *object)
{
  MdgPlanDesk *self = MDG_PLAN_DESK (object);

  g_clear_pointer (&self->plan, mdg_plan_free);
  mdg_plan_record_free (self->record);
  mdg_plan_guide_free (self->guide);
  mdg_calendar_unref (self->calendar);
  G_OBJECT_CLASS (mdg_plan_desk_parent_class)->finalize (object);
}

static void
mdg_plan_desk_class_init (MdgPlanDeskClass *klass)
{
  GType type = MDG_TYPE_PLAN_DESK;

  G_OBJECT_CLASS (klass)->dispose = mdg_plan_desk_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_plan_desk_finalize;
  signals[CHANGED]
      = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[KEPT]
      = g_signal_new ("kept", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_plan_desk_init (MdgPlanDesk *self)
{
  self->record = mdg_plan_record_new ();
}

MdgPlanDesk *
mdg_plan_desk_new (MdgClock *clock, MdgCalendar *calendar, const char *language)
{
  MdgPlanDesk *self = g_object_new (MDG_TYPE_PLAN_DESK, NULL);

  self->clock = g_object_ref (clock);
  self->calendar = mdg_calendar_ref (calendar);
  self->guide = mdg_plan_guide_new (language);
  return self;
}
