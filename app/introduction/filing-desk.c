/* filing-desk.c: the forms' draft as it stands.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/filing-desk.h"

struct _MdgFilingDesk
{
  GObject parent_instance;

  MdgFilingGuide *guide;
  MdgCache *cache; /* (nullable) */
  MdgFilingDraft *draft;
  MdgFilingPlan *plan;
  GCancellable *cancellable; /* (nullable): of loading */
  gboolean is_loaded;
  gboolean is_saving;
  gboolean is_dirty; /* set since what is being saved */
};

enum
{
  CHANGED,
  EDITED,
  KEPT,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgFilingDesk, mdg_filing_desk, G_TYPE_OBJECT)

static void
fail (MdgFilingDesk *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* keeping ------------------------------------------------------------------------------------- */

static void keep (MdgFilingDesk *self);

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgFilingDesk) self = data;
  g_autoptr (GError) error = NULL;
  gboolean good = mdg_filing_book_save_finish (MDG_CACHE (source), result, &error);

  if (MDG_CACHE (source) != self->cache)
    return;
  self->is_saving = FALSE;
  if (!good)
    {
      self->is_dirty = TRUE;
      fail (self, error);
    }
  else if (self->is_dirty)
    keep (self);
  else
    g_signal_emit (self, signals[KEPT], 0);
}

/* While something is on its way to the disk, what comes after it waits, and goes together. */
static void
keep (MdgFilingDesk *self)
{
  self->is_dirty = TRUE;
  if (self->cache == NULL || self->is_saving)
    return;
  self->is_dirty = FALSE;
  self->is_saving = TRUE;
  mdg_filing_book_save_async (self->cache, self->draft, NULL, saved, g_object_ref (self));
}

/* loading ------------------------------------------------------------------------------------- */

static void
take_draft (MdgFilingDesk *self, MdgFilingDraft *draft)
{
  mdg_filing_draft_free (self->draft);
  self->draft = draft;
  if (self->is_loaded && mdg_filing_draft_take_plan (self->draft, self->guide, self->plan))
    keep (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgFilingDesk) self = data;
  g_autoptr (GError) error = NULL;
  MdgFilingDraft *draft = mdg_filing_book_load_finish (MDG_CACHE (source), result, &error);

  if (draft == NULL)
    {
      if (MDG_CACHE (source) == self->cache)
        fail (self, error);
    }
  else if (MDG_CACHE (source) != self->cache || self->is_loaded)
    mdg_filing_draft_free (draft);
  else
    {
      self->is_loaded = TRUE;
      take_draft (self, draft);
    }
}

/* @all_kept: what was typed last is not lost with the page. */
static void
let_go_of_cache (MdgFilingDesk *self, gboolean all_kept)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->cache != NULL && self->is_loaded && self->is_dirty && all_kept)
    mdg_filing_book_save_async (self->cache, self->draft, NULL, NULL, NULL);
  self->is_dirty = self->is_saving = FALSE;
  g_clear_object (&self->cache);
}

void
mdg_filing_desk_set_cache (MdgFilingDesk *self, MdgCache *cache)
{
  g_return_if_fail (MDG_IS_FILING_DESK (self));

  /* The same again: it was emptied. */
  let_go_of_cache (self, cache != self->cache);
  self->is_loaded = FALSE;
  take_draft (self, mdg_filing_draft_new ());
  if (cache == NULL)
    return;
  self->cache = g_object_ref (cache);
  self->cancellable = g_cancellable_new ();
  mdg_filing_book_load_async (cache, self->cancellable, loaded, g_object_ref (self));
}

/* public -------------------------------------------------------------------------------------- */

gboolean
mdg_filing_desk_is_loaded (MdgFilingDesk *self)
{
  return self->is_loaded;
}

gboolean
mdg_filing_desk_is_kept (MdgFilingDesk *self)
{
  return self->is_loaded && !self->is_saving && !self->is_dirty;
}

MdgFilingGuide *
mdg_filing_desk_get_guide (MdgFilingDesk *self)
{
  return self->guide;
}

const MdgFilingDraft *
mdg_filing_desk_get_draft (MdgFilingDesk *self)
{
  return self->draft;
}

const MdgFilingPlan *
mdg_filing_desk_get_plan (MdgFilingDesk *self)
{
  return self->plan;
}

void
mdg_filing_desk_set (MdgFilingDesk *self, MdgFilingFieldId field, const char *text)
{
  g_return_if_fail (MDG_IS_FILING_DESK (self) && field < MDG_N_FIELDS && text != NULL);

  if (!self->is_loaded || g_str_equal (self->draft->values[field], text))
    return;
  mdg_filing_draft_set (self->draft, field, text);
  keep (self);
  g_signal_emit (self, signals[EDITED], 0);
}

void
mdg_filing_desk_clear (MdgFilingDesk *self)
{
  g_return_if_fail (MDG_IS_FILING_DESK (self));

  if (!self->is_loaded)
    return;
  take_draft (self, mdg_filing_draft_new ());
  keep (self);
}

void
mdg_filing_desk_take_plan (MdgFilingDesk *self, MdgFilingPlan *plan)
{
  g_return_if_fail (MDG_IS_FILING_DESK (self) && plan != NULL);

  mdg_filing_plan_free (self->plan);
  self->plan = plan;
  if (self->is_loaded && mdg_filing_draft_take_plan (self->draft, self->guide, plan))
    keep (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

GPtrArray *
mdg_filing_desk_check (MdgFilingDesk *self, MdgFilingForm form)
{
  g_return_val_if_fail (MDG_IS_FILING_DESK (self) && form < MDG_N_FILINGS, NULL);

  return mdg_filing_check (self->guide, self->draft, self->plan, 1u << form);
}

/* object -------------------------------------------------------------------------------------- */

static void
mdg_filing_desk_dispose (GObject *object)
{
  let_go_of_cache (MDG_FILING_DESK (object), TRUE);
  G_OBJECT_CLASS (mdg_filing_desk_parent_class)->dispose (object);
}

static void
mdg_filing_desk_finalize (GObject *object)
{
  MdgFilingDesk *self = MDG_FILING_DESK (object);

  mdg_filing_draft_free (self->draft);
  mdg_filing_plan_free (self->plan);
  mdg_filing_guide_unref (self->guide);
  G_OBJECT_CLASS (mdg_filing_desk_parent_class)->finalize (object);
}

static guint
add_signal (const char *name, GType argument)
{
  return argument == G_TYPE_NONE ? g_signal_new (name, MDG_TYPE_FILING_DESK, G_SIGNAL_RUN_LAST, 0,
                                                 NULL, NULL, NULL, G_TYPE_NONE, 0)
                                 : g_signal_new (name, MDG_TYPE_FILING_DESK, G_SIGNAL_RUN_LAST, 0,
                                                 NULL, NULL, NULL, G_TYPE_NONE, 1, argument);
}

static void
mdg_filing_desk_class_init (MdgFilingDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_filing_desk_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_filing_desk_finalize;
  signals[CHANGED] = add_signal ("changed", G_TYPE_NONE);
  signals[EDITED] = add_signal ("edited", G_TYPE_NONE);
  signals[KEPT] = add_signal ("kept", G_TYPE_NONE);
  signals[FAILED] = add_signal ("failed", G_TYPE_ERROR);
}

static void
mdg_filing_desk_init (MdgFilingDesk *self)
{
  self->draft = mdg_filing_draft_new ();
  self->plan = mdg_filing_plan_new (NULL, NULL);
}

MdgFilingDesk *
mdg_filing_desk_new (const char *language)
{
  MdgFilingDesk *self = g_object_new (MDG_TYPE_FILING_DESK, NULL);

  self->guide = mdg_filing_guide_new (language);
  return self;
}
