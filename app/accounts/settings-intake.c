/* settings-intake.c: takes 「ユーザ設定情報」 in, several files at once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/settings-intake.h"

#include "accounts/settings-pdf.h"
#include "accounts/settings-vault.h"

struct _MdgSettingsIntake
{
  GObject parent_instance;

  MdgCache *cache;
  char *institution_code; /* (nullable): the wanted account's */
  char *id;               /* (nullable): the same */
  GPtrArray *items;
  GCancellable *cancellable; /* (nullable): of the item that is worked on */
};

/* One step of one item. The item is counted on no longer than its intake. */
typedef struct
{
  MdgSettingsIntake *intake;
  MdgIntakeItem *item;
} Step;

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgSettingsIntake, mdg_settings_intake, G_TYPE_OBJECT)

static void
item_free (gpointer data)
{
  MdgIntakeItem *item = data;

  g_free (item->name);
  mdg_settings_reading_free (item->reading);
  g_clear_error (&item->error);
  g_clear_object (&item->file);
  g_clear_pointer (&item->pdf, mdg_secret_unref);
  g_free (item);
}

static void
step_free (Step *step)
{
  g_object_unref (step->intake);
  g_free (step);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static Step *
step_new (MdgSettingsIntake *self, MdgIntakeItem *item)
{
  Step *step = g_new (Step, 1);

  step->intake = g_object_ref (self);
  step->item = item;
  return step;
}

static void next (MdgSettingsIntake *self);

static void
forget_secrets (MdgIntakeItem *item)
{
  MdgAccountSettings *settings = item->reading != NULL ? item->reading->settings : NULL;

  g_clear_pointer (&item->pdf, mdg_secret_unref);
  if (settings == NULL)
    return;
  g_clear_pointer (&settings->password, mdg_secret_unref);
  g_clear_pointer (&settings->activation_code, mdg_secret_unref);
}

/* @error: (transfer full) (nullable) */
static void
end_item (MdgSettingsIntake *self, MdgIntakeItem *item, MdgIntakeState state, GError *error)
{
  item->state = state;
  g_clear_error (&item->error);
  item->error = error;
  g_clear_object (&self->cancellable);
  if (state == MDG_INTAKE_CHECK || state == MDG_INTAKE_DIFFERS)
    g_clear_pointer (&item->pdf, mdg_secret_unref);
  else
    forget_secrets (item);
  g_signal_emit (self, signals[CHANGED], 0);
  next (self);
}

static void
fail_item (MdgSettingsIntake *self, MdgIntakeItem *item, GError *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  end_item (self, item, cancelled ? MDG_INTAKE_CANCELLED : MDG_INTAKE_FAILED, error);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  GError *error = NULL;

  if (mdg_settings_vault_finish (result, &error))
    end_item (step->intake, step->item, MDG_INTAKE_KEPT, NULL);
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_EDIT_CONFLICT))
    end_item (step->intake, step->item, MDG_INTAKE_DIFFERS, error);
  else
    fail_item (step->intake, step->item, error);
}

/* What a login depends on was read beyond doubt. */
static gboolean
is_sure (const MdgSettingsReading *reading)
{
  static const MdgSettingsField fields[]
      = { MDG_SETTINGS_INSTITUTION_CODE, MDG_SETTINGS_ID,        MDG_SETTINGS_PASSWORD,
          MDG_SETTINGS_ACTIVATION_CODE,  MDG_SETTINGS_USER_TYPE, MDG_SETTINGS_URL };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (reading->doubts[fields[i]] > MDG_SETTINGS_ABSENT)
      return FALSE;
  return TRUE;
}

/* @read: (nullable): a person has to look, and sees it then. @wanted: (nullable): any */
static gboolean
is_other (const char *read, const char *wanted)
{
  return read != NULL && wanted != NULL && !g_str_equal (read, wanted);
}

static void
take (MdgSettingsIntake *self, MdgIntakeItem *item)
{
  const MdgAccountSettings *settings = item->reading->settings;

  if (item->reading->verdict != MDG_SETTINGS_RECOGNISED)
    end_item (self, item, MDG_INTAKE_REFUSED, NULL);
  else if (is_other (settings->id, self->id)
           || is_other (settings->institution_code, self->institution_code))
    end_item (self, item, MDG_INTAKE_OTHER, NULL);
  else if (!is_sure (item->reading))
    end_item (self, item, MDG_INTAKE_CHECK, NULL);
  else
    mdg_settings_vault_add_async (self->cache, settings, self->cancellable, on_kept,
                                  step_new (self, item));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Step) step = data;
  GError *error = NULL;

  step->item->reading = mdg_settings_pdf_read_finish (result, &error);
  if (step->item->reading != NULL)
    take (step->intake, step->item);
  else
    fail_item (step->intake, step->item, error);
}

/* One at a time: each has a process of its own. */
static void
next (MdgSettingsIntake *self)
{
  for (guint i = 0; self->cancellable == NULL && i < self->items->len; i++)
    {
      MdgIntakeItem *item = self->items->pdata[i];

      if (item->state != MDG_INTAKE_WAITING)
        continue;
      self->cancellable = g_cancellable_new ();
      item->state = MDG_INTAKE_READING;
      if (item->pdf != NULL)
        mdg_settings_pdf_read_bytes_async (item->pdf, self->cancellable, on_read,
                                           step_new (self, item));
      else
        mdg_settings_pdf_read_async (item->file, self->cancellable, on_read, step_new (self, item));
      g_signal_emit (self, signals[CHANGED], 0);
    }
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_settings_intake_finalize (GObject *object)
{
  MdgSettingsIntake *self = MDG_SETTINGS_INTAKE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->cache);
  g_free (self->institution_code);
  g_free (self->id);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (mdg_settings_intake_parent_class)->finalize (object);
}

static void
mdg_settings_intake_class_init (MdgSettingsIntakeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_settings_intake_finalize;
  signals[CHANGED] = g_signal_new ("changed", MDG_TYPE_SETTINGS_INTAKE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_settings_intake_init (MdgSettingsIntake *self)
{
  self->items = g_ptr_array_new_with_free_func (item_free);
}

/* public -------------------------------------------------------------------------------------- */

MdgSettingsIntake *
mdg_settings_intake_new (MdgCache *cache, const char *institution_code, const char *id)
{
  MdgSettingsIntake *self;

  g_return_val_if_fail (MDG_IS_CACHE (cache), NULL);
  self = g_object_new (MDG_TYPE_SETTINGS_INTAKE, NULL);
  self->cache = g_object_ref (cache);
  self->institution_code = g_strdup (institution_code);
  self->id = g_strdup (id);
  return self;
}

static void
add (MdgSettingsIntake *self, MdgIntakeItem *item)
{
  g_ptr_array_add (self->items, item);
  g_signal_emit (self, signals[CHANGED], 0);
  next (self);
}

void
mdg_settings_intake_add_file (MdgSettingsIntake *self, GFile *file)
{
  MdgIntakeItem *item;
  g_autofree char *base = NULL;

  g_return_if_fail (MDG_IS_SETTINGS_INTAKE (self) && G_IS_FILE (file));
  item = g_new0 (MdgIntakeItem, 1);
  base = g_file_get_basename (file);
  item->name = g_filename_display_name (base != NULL ? base : "");
  item->file = g_object_ref (file);
  add (self, item);
}

void
mdg_settings_intake_add_bytes (MdgSettingsIntake *self, const char *name, MdgSecret *pdf)
{
  MdgIntakeItem *item;

  g_return_if_fail (MDG_IS_SETTINGS_INTAKE (self) && name != NULL && pdf != NULL);
  item = g_new0 (MdgIntakeItem, 1);
  item->name = g_strdup (name);
  item->pdf = mdg_secret_ref (pdf);
  add (self, item);
}

GPtrArray *
mdg_settings_intake_get_items (MdgSettingsIntake *self)
{
  g_return_val_if_fail (MDG_IS_SETTINGS_INTAKE (self), NULL);
  return self->items;
}

guint
mdg_settings_intake_get_n_done (MdgSettingsIntake *self)
{
  guint n = 0;

  g_return_val_if_fail (MDG_IS_SETTINGS_INTAKE (self), 0);
  for (guint i = 0; i < self->items->len; i++)
    n += ((MdgIntakeItem *)self->items->pdata[i])->state > MDG_INTAKE_READING;
  return n;
}

gboolean
mdg_settings_intake_is_running (MdgSettingsIntake *self)
{
  g_return_val_if_fail (MDG_IS_SETTINGS_INTAKE (self), FALSE);
  return self->cancellable != NULL;
}

gboolean
mdg_settings_intake_holds_secrets (MdgSettingsIntake *self)
{
  g_return_val_if_fail (MDG_IS_SETTINGS_INTAKE (self), FALSE);

  for (guint i = 0; i < self->items->len; i++)
    {
      const MdgIntakeItem *item = self->items->pdata[i];

      if (item->state <= MDG_INTAKE_READING || item->state == MDG_INTAKE_CHECK
          || item->state == MDG_INTAKE_DIFFERS)
        return TRUE;
    }
  return FALSE;
}

void
mdg_settings_intake_replace (MdgSettingsIntake *self, guint index)
{
  MdgIntakeItem *item;

  g_return_if_fail (MDG_IS_SETTINGS_INTAKE (self) && index < self->items->len);
  item = self->items->pdata[index];
  if (item->state != MDG_INTAKE_DIFFERS || self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  item->state = MDG_INTAKE_READING;
  mdg_settings_vault_save_async (self->cache, item->reading->settings, self->cancellable, on_kept,
                                 step_new (self, item));
  g_signal_emit (self, signals[CHANGED], 0);
}

void
mdg_settings_intake_leave_out (MdgSettingsIntake *self, guint index)
{
  MdgIntakeItem *item;

  g_return_if_fail (MDG_IS_SETTINGS_INTAKE (self) && index < self->items->len);
  item = self->items->pdata[index];
  if (item->state != MDG_INTAKE_DIFFERS)
    return;
  item->state = MDG_INTAKE_LEFT_OUT;
  forget_secrets (item);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
mdg_settings_intake_settle (MdgSettingsIntake *self,
                            guint index,
                            const MdgAccountSettings *settings)
{
  MdgIntakeItem *item;

  g_return_if_fail (MDG_IS_SETTINGS_INTAKE (self) && index < self->items->len);
  item = self->items->pdata[index];
  if (item->state <= MDG_INTAKE_READING)
    return;
  g_clear_pointer (&item->reading, mdg_settings_reading_free);
  item->reading = mdg_settings_reading_new (MDG_SETTINGS_RECOGNISED);
  item->reading->settings = mdg_account_settings_copy (settings);
  forget_secrets (item);
  item->state = MDG_INTAKE_KEPT;
  item->noted = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
mdg_settings_intake_cancel (MdgSettingsIntake *self)
{
  g_return_if_fail (MDG_IS_SETTINGS_INTAKE (self));
  for (guint i = 0; i < self->items->len; i++)
    {
      MdgIntakeItem *item = self->items->pdata[i];

      if (item->state != MDG_INTAKE_WAITING)
        continue;
      item->state = MDG_INTAKE_CANCELLED;
      forget_secrets (item);
    }
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
mdg_settings_intake_clear (MdgSettingsIntake *self)
{
  g_return_if_fail (MDG_IS_SETTINGS_INTAKE (self));
  for (guint i = self->items->len; i-- > 0;)
    if (((MdgIntakeItem *)self->items->pdata[i])->state > MDG_INTAKE_READING)
      g_ptr_array_remove_index (self->items, i);
  g_signal_emit (self, signals[CHANGED], 0);
}
