/* support-desk.c: what the pages of the tab [問い合わせ先] share.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/support-desk.h"

#include <glib/gi18n.h>

#include "support/support-search.h"

struct _MdgSupportDesk
{
  GObject parent_instance;

  MdgWorkplace *workplace;
  MdgSupportOthers others;
  MdgContactGuide *guide;
  MdgCureGuide *cures;
  GPtrArray *own;            /* of MdgOwnContact */
  MdgSearch *index;          /* (nullable): made when first asked for */
  GCancellable *cancellable; /* (nullable): while own contacts are read */
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgSupportDesk, mdg_support_desk, G_TYPE_OBJECT)

static gboolean
are_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!mdg_own_contact_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
own_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) own = mdg_own_contacts_list_finish (MDG_CACHE (source), result, &error);
  MdgSupportDesk *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (own == NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  if (are_equal (own, self->own))
    return;
  g_ptr_array_unref (self->own);
  self->own = g_steal_pointer (&own);
  g_clear_pointer (&self->index, mdg_search_free);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop (MdgSupportDesk *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
mdg_support_desk_load (MdgSupportDesk *self)
{
  MdgCache *cache;

  g_return_if_fail (MDG_IS_SUPPORT_DESK (self));

  stop (self);
  cache = mdg_workplace_get_cache (self->workplace);
  if (cache == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  mdg_own_contacts_list_async (cache, self->cancellable, own_known, self);
}

static void
mdg_support_desk_dispose (GObject *object)
{
  MdgSupportDesk *self = MDG_SUPPORT_DESK (object);

  stop (self);
  g_clear_object (&self->workplace);
  G_OBJECT_CLASS (mdg_support_desk_parent_class)->dispose (object);
}

static void
mdg_support_desk_finalize (GObject *object)
{
  MdgSupportDesk *self = MDG_SUPPORT_DESK (object);

  g_ptr_array_unref (self->own);
  mdg_contact_guide_free (self->guide);
  mdg_cure_guide_free (self->cures);
  mdg_search_free (self->index);
  G_OBJECT_CLASS (mdg_support_desk_parent_class)->finalize (object);
}

static void
mdg_support_desk_class_init (MdgSupportDeskClass *klass)
{
  GType type = MDG_TYPE_SUPPORT_DESK;

  G_OBJECT_CLASS (klass)->dispose = mdg_support_desk_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_support_desk_finalize;
  signals[CHANGED]
      = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
mdg_support_desk_init (MdgSupportDesk *self)
{
  self->own = g_ptr_array_new ();
  /* Translators: the language of the guide's data: "ja" or "en" */
  self->guide = mdg_contact_guide_new (C_ ("guide", "en"));
  self->cures = mdg_cure_guide_new ();
}

MdgSupportDesk *
mdg_support_desk_new (MdgWorkplace *workplace, const MdgSupportOthers *others)
{
  MdgSupportDesk *self = g_object_new (MDG_TYPE_SUPPORT_DESK, NULL);

  self->workplace = g_object_ref (workplace);
  if (others != NULL)
    self->others = *others;
  g_signal_connect_object (workplace, "cache-changed", G_CALLBACK (mdg_support_desk_load), self,
                           G_CONNECT_SWAPPED);
  return self;
}

MdgWorkplace *
mdg_support_desk_get_workplace (MdgSupportDesk *self)
{
  g_return_val_if_fail (MDG_IS_SUPPORT_DESK (self), NULL);

  return self->workplace;
}

gint64
mdg_support_desk_get_now (MdgSupportDesk *self)
{
  g_return_val_if_fail (MDG_IS_SUPPORT_DESK (self), 0);

  return mdg_clock_wall (mdg_workplace_get_clock (self->workplace));
}

const MdgContactGuide *
mdg_support_desk_get_guide (MdgSupportDesk *self)
{
  g_return_val_if_fail (MDG_IS_SUPPORT_DESK (self), NULL);

  return self->guide;
}

GPtrArray *
mdg_support_desk_get_own (MdgSupportDesk *self)
{
  g_return_val_if_fail (MDG_IS_SUPPORT_DESK (self), NULL);

  return self->own;
}

const MdgOwnContact *
mdg_support_desk_find_own (MdgSupportDesk *self, gint64 number)
{
  g_return_val_if_fail (MDG_IS_SUPPORT_DESK (self), NULL);

  for (guint i = 0; i < self->own->len; i++)
    if (((MdgOwnContact *)self->own->pdata[i])->number == number)
      return self->own->pdata[i];
  return NULL;
}

MdgSearch *
mdg_support_desk_get_index (MdgSupportDesk *self)
{
  g_return_val_if_fail (MDG_IS_SUPPORT_DESK (self), NULL);

  if (self->index == NULL)
    {
      self->index = mdg_support_search_new (self->guide, self->own);
      if (self->others.add_helps != NULL)
        self->others.add_helps (self->index, self->others.data);
    }
  return self->index;
}

GPtrArray *
mdg_support_desk_get_cures (MdgSupportDesk *self, const char *code)
{
  GPtrArray *found = g_ptr_array_new ();
  const char *const *targets;

  g_return_val_if_fail (MDG_IS_SUPPORT_DESK (self), found);

  targets = mdg_cure_guide_get (self->cures, code);
  for (guint i = 0; targets != NULL && targets[i] != NULL; i++)
    {
      const MdgSearchItem *item = mdg_search_get (mdg_support_desk_get_index (self), targets[i]);

      if (item != NULL)
        g_ptr_array_add (found, (gpointer)item);
    }
  return found;
}

void
mdg_support_desk_add_facts (MdgSupportDesk *self, MdgBundle *bundle)
{
  g_return_if_fail (MDG_IS_SUPPORT_DESK (self));

  if (self->others.add_facts != NULL)
    self->others.add_facts (bundle, self->others.data);
}
