/* holidays.c: the calendar that is in force.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/holidays.h"

#include "core/thread-task.h"

struct _MdgHolidays
{
  GObject parent_instance;

  MdgSettings *settings;
  MdgCalendar *calendar;
  char *file;                /* (nullable): what the calendar has its list from */
  GError *error;             /* (nullable) */
  GCancellable *cancellable; /* (nullable): while a list is read */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgHolidays, mdg_holidays, G_TYPE_OBJECT)

static void
unref_calendar (gpointer calendar)
{
  mdg_calendar_unref (calendar);
}

static void
stop (MdgHolidays *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* @file: (nullable), @error: (transfer full) (nullable) */
static void
take (MdgHolidays *self, MdgCalendar *calendar, const char *file, GError *error)
{
  mdg_calendar_unref (self->calendar);
  self->calendar = mdg_calendar_ref (calendar);
  g_free (self->file);
  self->file = g_strdup (file);
  g_clear_error (&self->error);
  self->error = error;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_calculated (MdgHolidays *self, GError *error)
{
  g_autoptr (MdgCalendar) calendar = mdg_calendar_new ();

  if (error != NULL)
    g_warning ("the list of holidays is not used: %s", error->message);
  take (self, calendar, NULL, error);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer file, GCancellable *cancellable)
{
  GError *error = NULL;
  MdgCalendar *calendar = mdg_calendar_load (file, &error);

  if (calendar != NULL)
    g_task_return_pointer (task, calendar, unref_calendar);
  else
    g_task_return_error (task, error);
}

static void
read_done (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgHolidays *self = MDG_HOLIDAYS (source);
  GError *error = NULL;
  g_autoptr (MdgCalendar) calendar = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  g_clear_object (&self->cancellable);
  if (calendar != NULL)
    take (self, calendar, g_task_get_task_data (G_TASK (result)), NULL);
  else
    take_calculated (self, error);
}

void
mdg_holidays_load (MdgHolidays *self)
{
  g_autofree char *file = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MDG_IS_HOLIDAYS (self));

  stop (self);
  file = mdg_settings_get (self->settings, MDG_SETTING_HOLIDAY_FILE);
  if (*file == '\0' && self->file == NULL && self->error == NULL)
    return;
  if (*file == '\0' || !g_path_is_absolute (file))
    {
      take_calculated (self, *file == '\0' ? NULL
                                           : mdg_error_new (MDG_ERROR_INVALID_INPUT,
                                                            "the path is not absolute"));
      return;
    }
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, read_done, NULL);
  g_task_set_task_data (task, g_steal_pointer (&file), g_free);
  mdg_thread_task_run (task, read_in_thread);
}

static void
mdg_holidays_dispose (GObject *object)
{
  MdgHolidays *self = MDG_HOLIDAYS (object);

  stop (self);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (mdg_holidays_parent_class)->dispose (object);
}

static void
mdg_holidays_finalize (GObject *object)
{
  MdgHolidays *self = MDG_HOLIDAYS (object);

  mdg_calendar_unref (self->calendar);
  g_free (self->file);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (mdg_holidays_parent_class)->finalize (object);
}

static void
mdg_holidays_class_init (MdgHolidaysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_holidays_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_holidays_finalize;
  signals[CHANGED] = g_signal_new ("changed", MDG_TYPE_HOLIDAYS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
mdg_holidays_init (MdgHolidays *self)
{
  self->calendar = mdg_calendar_new ();
}

MdgHolidays *
mdg_holidays_new (MdgSettings *settings)
{
  MdgHolidays *self = g_object_new (MDG_TYPE_HOLIDAYS, NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" MDG_SETTING_HOLIDAY_FILE,
                           G_CALLBACK (mdg_holidays_load), self, G_CONNECT_SWAPPED);
  return self;
}

MdgCalendar *
mdg_holidays_get_calendar (MdgHolidays *self)
{
  g_return_val_if_fail (MDG_IS_HOLIDAYS (self), NULL);

  return self->calendar;
}

const char *
mdg_holidays_get_file (MdgHolidays *self)
{
  g_return_val_if_fail (MDG_IS_HOLIDAYS (self), NULL);

  return self->file;
}

const GError *
mdg_holidays_get_error (MdgHolidays *self)
{
  g_return_val_if_fail (MDG_IS_HOLIDAYS (self), NULL);

  return self->error;
}
