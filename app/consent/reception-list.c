/* reception-list.c: one view on the receptions in the cache.
 *
 * There is one question under way at a time; of those asked meanwhile the last one waits. With the
 * numbers of all rows come the first of the rows themselves: no empty row is drawn first.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/reception-list.h"

#include "consent/reception-book.h"

#define FIRST_ROWS 64

struct _MdgReceptionList
{
  GObject parent_instance;
  MdgCache *cache;
  MdgRowWindow *rows;
  MdgReceptionQuery query;
  GError *problem; /* (nullable) */
  GCancellable *cancellable;
  gboolean asking; /* a question is under way */
  gboolean again;  /* another waits */
};

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS
};

enum
{
  SETTLED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgReceptionList, mdg_reception_list, G_TYPE_OBJECT)

static void
set_problem (MdgReceptionList *self, const GError *error)
{
  if (error == NULL && self->problem == NULL)
    return;
  g_clear_error (&self->problem);
  self->problem = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROBLEM]);
}

/* Rows ---------------------------------------------------------------------------------------- */

static gpointer
fetch_rows (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  GArray *numbers = data;

  return mdg_reception_book_get (database, (const gint64 *)(gpointer)numbers->data, numbers->len,
                                 error);
}

static void
fetch (gpointer source,
       const gint64 *numbers,
       guint n,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer data)
{
  MdgReceptionList *self = source;
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  g_array_append_vals (copy, numbers, n);
  /* Not this object as the source: the window must not keep alive what it belongs to. */
  mdg_cache_run_async (self->cache, NULL, fetch_rows, copy, (GDestroyNotify)g_array_unref,
                       (GDestroyNotify)g_ptr_array_unref, fetch, cancellable, callback, data);
}

static GPtrArray *
fetch_finish (gpointer source, GAsyncResult *result, GError **error)
{
  GPtrArray *rows = mdg_cache_run_finish (result, fetch, error);

  if (rows != NULL)
    g_ptr_array_set_free_func (rows, NULL);
  return rows;
}

static void
free_row (gpointer row)
{
  mdg_reception_free (row);
}

static void
on_failed (MdgRowWindow *rows, const GError *error, MdgReceptionList *self)
{
  set_problem (self, error);
}

/* Questions ----------------------------------------------------------------------------------- */

typedef struct
{
  GArray *numbers;
  GPtrArray *first; /* the first of the rows */
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->numbers, g_array_unref);
  g_clear_pointer (&found->first, g_ptr_array_unref);
  g_free (found);
}

static gpointer
find (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  Found *found = g_new0 (Found, 1);

  found->numbers = mdg_reception_book_query (database, data, error);
  if (found->numbers != NULL)
    found->first = mdg_reception_book_get (database, (const gint64 *)(gpointer)found->numbers->data,
                                           MIN (found->numbers->len, FIRST_ROWS), error);
  if (found->first != NULL)
    return found;
  found_free (found);
  return NULL;
}

/* @tag: who asks. */
static void
ask (MdgReceptionList *self,
     gpointer tag,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer data)
{
  mdg_cache_run_async (self->cache, NULL, find, g_memdup2 (&self->query, sizeof self->query),
                       g_free, found_free, tag, cancellable, callback, data);
}

static void
show (MdgReceptionList *self, Found *found)
{
  mdg_row_window_refresh (self->rows);
  for (guint i = 0; i < found->first->len; i++)
    {
      MdgReception *reception = g_steal_pointer (&found->first->pdata[i]);

      if (reception != NULL)
        mdg_row_window_put (self->rows, reception->number, reception);
    }
  mdg_row_window_set_order (self->rows, g_steal_pointer (&found->numbers));
}

static void question (MdgReceptionList *self);

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgReceptionList) self = data;
  g_autoptr (GError) error = NULL;
  Found *found = mdg_cache_run_finish (result, question, &error);

  self->asking = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&found, found_free);
      return;
    }
  set_problem (self, error);
  if (found != NULL)
    show (self, found);
  g_clear_pointer (&found, found_free);
  if (self->again)
    question (self);
  else
    g_signal_emit (self, signals[SETTLED], 0);
}

static void
question (MdgReceptionList *self)
{
  self->again = self->asking;
  if (self->asking)
    return;
  self->asking = TRUE;
  ask (self, question, self->cancellable, on_found, g_object_ref (self));
}

/* All rows ------------------------------------------------------------------------------------ */

static void
on_numbers (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  Found *found = mdg_cache_run_finish (result, mdg_reception_list_for_each_async, &error);

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  mdg_row_walk_begin (g_steal_pointer (&task), g_steal_pointer (&found->numbers));
  found_free (found);
}

void
mdg_reception_list_for_each_async (MdgReceptionList *self,
                                   MdgRowTake take,
                                   gpointer take_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  GTask *task;

  g_return_if_fail (MDG_IS_RECEPTION_LIST (self) && take != NULL);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_reception_list_for_each_async);
  mdg_row_walk_prepare (task, fetch, fetch_finish, free_row, take, take_data);
  ask (self, mdg_reception_list_for_each_async, cancellable, on_numbers, task);
}

gboolean
mdg_reception_list_for_each_finish (MdgReceptionList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_reception_list_for_each_async),
                        FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_reception_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  MdgReceptionList *self = MDG_RECEPTION_LIST (object);

  switch (id)
    {
    case PROP_PROBLEM:
      g_value_set_boxed (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
mdg_reception_list_dispose (GObject *object)
{
  MdgReceptionList *self = MDG_RECEPTION_LIST (object);

  g_cancellable_cancel (self->cancellable);
  if (self->rows != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->rows, on_failed, self);
      mdg_row_window_disconnect (self->rows);
    }
  g_clear_object (&self->rows);
  g_clear_object (&self->cache);
  G_OBJECT_CLASS (mdg_reception_list_parent_class)->dispose (object);
}

static void
mdg_reception_list_finalize (GObject *object)
{
  MdgReceptionList *self = MDG_RECEPTION_LIST (object);

  g_clear_error (&self->problem);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (mdg_reception_list_parent_class)->finalize (object);
}

static void
mdg_reception_list_class_init (MdgReceptionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mdg_reception_list_get_property;
  object_class->dispose = mdg_reception_list_dispose;
  object_class->finalize = mdg_reception_list_finalize;
  props[PROP_PROBLEM] = g_param_spec_boxed ("problem", NULL, NULL, G_TYPE_ERROR,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_reception_list_init (MdgReceptionList *self)
{
  self->cancellable = g_cancellable_new ();
}

/* public -------------------------------------------------------------------------------------- */

MdgReceptionList *
mdg_reception_list_new (MdgCache *cache)
{
  MdgReceptionList *self;

  g_return_val_if_fail (MDG_IS_CACHE (cache), NULL);
  self = g_object_new (MDG_TYPE_RECEPTION_LIST, NULL);
  self->cache = g_object_ref (cache);
  self->rows = mdg_row_window_new (self, fetch, fetch_finish, free_row);
  g_signal_connect (self->rows, "failed", G_CALLBACK (on_failed), self);
  question (self);
  return self;
}

MdgRowWindow *
mdg_reception_list_get_rows (MdgReceptionList *self)
{
  g_return_val_if_fail (MDG_IS_RECEPTION_LIST (self), NULL);
  return self->rows;
}

void
mdg_reception_list_set_query (MdgReceptionList *self, const MdgReceptionQuery *query)
{
  g_return_if_fail (MDG_IS_RECEPTION_LIST (self) && query != NULL);
  self->query = *query;
  question (self);
}

void
mdg_reception_list_reload (MdgReceptionList *self)
{
  g_return_if_fail (MDG_IS_RECEPTION_LIST (self));
  question (self);
}

gboolean
mdg_reception_list_is_settled (MdgReceptionList *self)
{
  g_return_val_if_fail (MDG_IS_RECEPTION_LIST (self), FALSE);
  return !self->asking;
}
