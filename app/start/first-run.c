/* first-run.c: from training to a profile that real work is done in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "start/first-run.h"

#include "store/vault.h"

struct _MdgFirstRun
{
  GObject parent_instance;

  char *data_folder;
  const MdgOuterWrap *outer;
  MdgFirstRunStep step;
  MdgWay way;
  gboolean settled;         /* the way is not chosen here */
  MdgSecret *passphrase;    /* (nullable) */
  MdgSecret *recovery_code; /* (nullable) */
  MdgCache *cache;          /* (nullable) */
  GError *error;            /* (nullable) */
};

enum
{
  PROP_0,
  PROP_STEP,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgFirstRun, mdg_first_run, G_TYPE_OBJECT)

static void
set_step (MdgFirstRun *self, MdgFirstRunStep step)
{
  self->step = step;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STEP]);
}

static void
forget_secrets (MdgFirstRun *self)
{
  g_clear_pointer (&self->passphrase, mdg_secret_unref);
  g_clear_pointer (&self->recovery_code, mdg_secret_unref);
}

static char *
get_folder (MdgFirstRun *self)
{
  return mdg_way_get_cache_folder (self->way, self->data_folder);
}

/* Making --------------------------------------------------------------------------------------- */

static void
making_failed (MdgFirstRun *self, GError *error)
{
  g_info ("the records were not made: %s", error->message);
  g_clear_error (&self->error);
  self->error = error;
  set_step (self, MDG_FIRST_RUN_RECOVERY);
}

static void
made_all (MdgFirstRun *self)
{
  g_info ("there are records for %s", mdg_way_get_name (self->way));
  forget_secrets (self);
  set_step (self, MDG_FIRST_RUN_MADE);
}

static void
made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgFirstRun) self = data;
  GError *error = NULL;

  self->cache = mdg_cache_make_finish (result, &error);
  if (self->cache == NULL)
    making_failed (self, error);
  else
    made_all (self);
}

static void
make (MdgFirstRun *self)
{
  g_autofree char *folder = get_folder (self);

  g_clear_error (&self->error);
  set_step (self, MDG_FIRST_RUN_MAKING);
  mdg_cache_make_async (folder, self->passphrase, self->recovery_code, self->outer, made,
                        g_object_ref (self));
}

/* The object ----------------------------------------------------------------------------------- */

static void
mdg_first_run_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STEP)
    g_value_set_int (value, (int)MDG_FIRST_RUN (object)->step);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_first_run_finalize (GObject *object)
{
  MdgFirstRun *self = MDG_FIRST_RUN (object);

  forget_secrets (self);
  g_clear_object (&self->cache);
  g_clear_error (&self->error);
  g_free (self->data_folder);
  G_OBJECT_CLASS (mdg_first_run_parent_class)->finalize (object);
}

static void
mdg_first_run_class_init (MdgFirstRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mdg_first_run_get_property;
  object_class->finalize = mdg_first_run_finalize;
  properties[PROP_STEP]
      = g_param_spec_int ("step", NULL, NULL, 0, MDG_FIRST_RUN_LEFT, 0,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mdg_first_run_init (MdgFirstRun *self)
{
}

MdgFirstRun *
mdg_first_run_new (const char *data_folder, const MdgOuterWrap *outer)
{
  MdgFirstRun *self = g_object_new (MDG_TYPE_FIRST_RUN, NULL);

  self->data_folder = g_strdup (data_folder);
  self->outer = outer;
  return self;
}

static MdgFirstRunStep
step_after_way (MdgFirstRun *self)
{
  return self->way == MDG_WAY_GATEWAY && !self->settled ? MDG_FIRST_RUN_GATEWAY
                                                        : MDG_FIRST_RUN_PASSPHRASE;
}

void
mdg_first_run_settle_way (MdgFirstRun *self, MdgWay way)
{
  g_return_if_fail (MDG_IS_FIRST_RUN (self) && self->step == MDG_FIRST_RUN_WAY);
  g_return_if_fail (mdg_way_is_real (way));

  self->way = way;
  self->settled = TRUE;
  set_step (self, step_after_way (self));
}

MdgFirstRunStep
mdg_first_run_get_step (MdgFirstRun *self)
{
  g_return_val_if_fail (MDG_IS_FIRST_RUN (self), MDG_FIRST_RUN_WAY);

  return self->step;
}

MdgWay
mdg_first_run_get_way (MdgFirstRun *self)
{
  g_return_val_if_fail (MDG_IS_FIRST_RUN (self), MDG_WAY_TRAINING);

  return self->way;
}

void
mdg_first_run_choose (MdgFirstRun *self, MdgWay way)
{
  g_autofree char *folder = NULL;

  g_return_if_fail (MDG_IS_FIRST_RUN (self) && self->step == MDG_FIRST_RUN_WAY);

  self->way = way;
  folder = get_folder (self);
  if (!mdg_way_is_real (way) || mdg_cache_is_there (folder))
    set_step (self, MDG_FIRST_RUN_READY);
  else
    set_step (self, step_after_way (self));
}

void
mdg_first_run_go_on (MdgFirstRun *self)
{
  g_return_if_fail (MDG_IS_FIRST_RUN (self) && self->step == MDG_FIRST_RUN_GATEWAY);

  set_step (self, MDG_FIRST_RUN_PASSPHRASE);
}

MdgFirstRunFault
mdg_first_run_set_passphrase (MdgFirstRun *self, MdgSecret *passphrase, MdgSecret *repeated)
{
  g_return_val_if_fail (MDG_IS_FIRST_RUN (self), MDG_FIRST_RUN_EMPTY);
  g_return_val_if_fail (self->step == MDG_FIRST_RUN_PASSPHRASE, MDG_FIRST_RUN_EMPTY);

  if (mdg_secret_get_length (passphrase) == 0)
    return MDG_FIRST_RUN_EMPTY;
  if (!g_utf8_validate_len (mdg_secret_get_string (passphrase), mdg_secret_get_length (passphrase),
                            NULL))
    return MDG_FIRST_RUN_NO_TEXT;
  if (!mdg_secret_equal (passphrase, repeated))
    return MDG_FIRST_RUN_DIFFERS;
  forget_secrets (self);
  self->passphrase = mdg_secret_ref (passphrase);
  self->recovery_code = mdg_vault_new_recovery_code ();
  set_step (self, MDG_FIRST_RUN_RECOVERY);
  return MDG_FIRST_RUN_FINE;
}

MdgSecret *
mdg_first_run_get_recovery_code (MdgFirstRun *self)
{
  g_return_val_if_fail (MDG_IS_FIRST_RUN (self), NULL);

  return self->recovery_code;
}

MdgFirstRunFault
mdg_first_run_confirm_code (MdgFirstRun *self, const char *typed)
{
  g_return_val_if_fail (MDG_IS_FIRST_RUN (self) && typed != NULL, MDG_FIRST_RUN_EMPTY);
  g_return_val_if_fail (self->step == MDG_FIRST_RUN_RECOVERY, MDG_FIRST_RUN_EMPTY);

  if (*typed == '\0')
    return MDG_FIRST_RUN_EMPTY;
  if (!mdg_vault_recovery_code_is (self->recovery_code, typed))
    return MDG_FIRST_RUN_DIFFERS;
  make (self);
  return MDG_FIRST_RUN_FINE;
}

/* Where back leads to; the step itself when nowhere. */
static MdgFirstRunStep
step_before (MdgFirstRun *self)
{
  switch (self->step)
    {
    case MDG_FIRST_RUN_GATEWAY:
      return MDG_FIRST_RUN_WAY;
    case MDG_FIRST_RUN_PASSPHRASE:
      if (self->settled)
        return self->step;
      return self->way == MDG_WAY_GATEWAY ? MDG_FIRST_RUN_GATEWAY : MDG_FIRST_RUN_WAY;
    case MDG_FIRST_RUN_RECOVERY:
      return MDG_FIRST_RUN_PASSPHRASE;
    default:
      return self->step;
    }
}

gboolean
mdg_first_run_can_go_back (MdgFirstRun *self)
{
  g_return_val_if_fail (MDG_IS_FIRST_RUN (self), FALSE);

  return step_before (self) != self->step;
}

void
mdg_first_run_go_back (MdgFirstRun *self)
{
  g_return_if_fail (MDG_IS_FIRST_RUN (self) && mdg_first_run_can_go_back (self));

  g_clear_error (&self->error);
  forget_secrets (self);
  set_step (self, step_before (self));
}

void
mdg_first_run_leave (MdgFirstRun *self)
{
  g_return_if_fail (MDG_IS_FIRST_RUN (self));
  g_return_if_fail (self->step < MDG_FIRST_RUN_MAKING || self->step == MDG_FIRST_RUN_READY);

  forget_secrets (self);
  g_clear_error (&self->error);
  set_step (self, MDG_FIRST_RUN_LEFT);
}

const GError *
mdg_first_run_get_error (MdgFirstRun *self)
{
  g_return_val_if_fail (MDG_IS_FIRST_RUN (self), NULL);

  return self->error;
}

MdgCache *
mdg_first_run_take_cache (MdgFirstRun *self)
{
  g_return_val_if_fail (MDG_IS_FIRST_RUN (self), NULL);

  return g_steal_pointer (&self->cache);
}
