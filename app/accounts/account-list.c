/* account-list.c: one view on a desk's list.
 *
 * There is one question under way at a time. What is asked meanwhile waits, the last question
 * alone, so that fast typing asks what stands there in the end. With the numbers of all rows come
 * the first of the rows themselves: no empty row is drawn first. Before all others the first rows
 * by ID are asked for, which takes as long in a long list as in a short one; all the rows are asked
 * for when those have been drawn.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-list.h"

#include "accounts/account-desk-private.h"

#define FIRST_ROWS 64
/* The desk's changes are followed at most so often, milliseconds: a first load changes rows all the
 * time. */
#define FOLLOW_PAUSE 250

struct _MdgAccountList
{
  GObject parent_instance;
  MdgAccountDesk *desk;
  MdgRowWindow *rows;
  MdgAccountQuery query; /* its search is owned */
  char *search;
  GError *problem; /* (nullable) */
  GCancellable *cancellable;
  gboolean asking;       /* a question is under way */
  gboolean again;        /* another waits */
  gboolean first_only;   /* the first rows are shown alone */
  guint idle_id;         /* in a moment all of them are asked for */
  gboolean rows_changed; /* the desk's rows did */
  gboolean warm;         /* the index is being read, or has been */
  guint follow_id;
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

G_DEFINE_FINAL_TYPE (MdgAccountList, mdg_account_list, G_TYPE_OBJECT)

static MdgDeskWork *
new_work (MdgAccountList *self)
{
  return mdg_desk_work_new (self->desk);
}

static void
set_problem (MdgAccountList *self, const GError *error)
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
  MdgDeskWork *work = data;
  GArray *numbers = work->subject;

  return mdg_account_book_get_rows (work->book, database, (const gint64 *)(gpointer)numbers->data,
                                    numbers->len, error);
}

static void
fetch (gpointer source,
       const gint64 *numbers,
       guint n,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer data)
{
  MdgAccountList *self = source;
  MdgDeskWork *work = new_work (self);
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  g_array_append_vals (copy, numbers, n);
  work->subject = copy;
  work->free_subject = (GDestroyNotify)g_array_unref;
  /* Not this object: the window must not keep alive what it belongs to. */
  mdg_account_desk_work (self->desk, self->desk, fetch_rows, work,
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
  mdg_account_row_free (row);
}

static void
on_failed (MdgRowWindow *rows, const GError *error, MdgAccountList *self)
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

/* With the first rows of @numbers (transfer full) (nullable). */
static Found *
found_new (MdgDeskWork *work, MdgDatabase *database, GArray *numbers, GError **error)
{
  Found *found = g_new0 (Found, 1);

  found->numbers = numbers;
  if (found->numbers != NULL)
    found->first = mdg_account_book_get_rows (work->book, database,
                                              (const gint64 *)(gpointer)found->numbers->data,
                                              MIN (found->numbers->len, FIRST_ROWS), error);
  if (found->first != NULL)
    return found;
  found_free (found);
  return NULL;
}

static gpointer
find (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *work = data;

  return found_new (work, database,
                    mdg_account_book_query (work->book, database, work->subject, error), error);
}

static gpointer
find_first (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDeskWork *work = data;

  return found_new (work, database,
                    mdg_account_book_first (work->book, database, FIRST_ROWS, error), error);
}

static gpointer
warm_up (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  gboolean more;

  if (!mdg_account_book_warm_up (((MdgDeskWork *)data)->book, database, &more, error))
    return NULL;
  return GINT_TO_POINTER (more ? 2 : 1);
}

/* Piece by piece, so that rows can be fetched in between. */
static void
on_warm (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAccountList) self = data;
  gpointer more = mdg_account_desk_work_finish (self->desk, result, warm_up, NULL);

  if (GPOINTER_TO_INT (more) == 2)
    mdg_account_desk_work (self->desk, self->desk, warm_up, new_work (self), NULL, warm_up,
                           self->cancellable, on_warm, g_object_ref (self));
}

static void
get_warm (MdgAccountList *self)
{
  if (self->warm)
    return;
  self->warm = TRUE;
  mdg_account_desk_work (self->desk, self->desk, warm_up, new_work (self), NULL, warm_up,
                         self->cancellable, on_warm, g_object_ref (self));
}

static void question (MdgAccountList *self);
static void begin (MdgAccountList *self);

static void
show (MdgAccountList *self, Found *found)
{
  GPtrArray *first = found->first;

  if (self->rows_changed)
    mdg_row_window_refresh (self->rows);
  self->rows_changed = FALSE;
  self->first_only = self->idle_id != 0;
  for (guint i = 0; i < first->len; i++)
    {
      MdgAccountRow *row = g_steal_pointer (&first->pdata[i]);

      if (row != NULL)
        mdg_row_window_put (self->rows, row->number, row);
    }
  mdg_row_window_set_order (self->rows, g_steal_pointer (&found->numbers));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAccountList) self = data;
  g_autoptr (GError) error = NULL;
  Found *found = mdg_account_desk_work_finish (self->desk, result, question, &error);

  self->asking = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&found, found_free);
      return;
    }
  set_problem (self, error);
  if (found != NULL)
    {
      show (self, found);
      found_free (found);
      get_warm (self);
    }
  if (self->again)
    question (self);
  else
    g_signal_emit (self, signals[SETTLED], 0);
}

typedef struct
{
  MdgAccountQuery query;
  char *search;
} Question;

static void
question_free (gpointer data)
{
  g_free (((Question *)data)->search);
  g_free (data);
}

static Question *
copy_query (MdgAccountList *self)
{
  Question *copy = g_new (Question, 1);

  copy->query = self->query;
  copy->search = g_strdup (self->search);
  copy->query.search = copy->search;
  return copy;
}

static void
question (MdgAccountList *self)
{
  MdgDeskWork *work;

  self->again = self->asking;
  if (self->asking)
    return;
  self->asking = TRUE;
  work = new_work (self);
  work->subject = copy_query (self);
  work->free_subject = question_free;
  mdg_account_desk_work (self->desk, self->desk, find, work, found_free, question,
                         self->cancellable, on_found, g_object_ref (self));
}

static gboolean
on_idle (gpointer data)
{
  MdgAccountList *self = data;

  self->idle_id = 0;
  self->asking = FALSE;
  question (self);
  return G_SOURCE_REMOVE;
}

/* What is wrong the question itself will find. It is asked after what is shown now was drawn, and
 * at once where other rows than the first by ID are asked for. */
static void
on_first (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAccountList) self = data;
  Found *found = mdg_account_desk_work_finish (self->desk, result, begin, NULL);
  MdgAccountQuery query = self->query;

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&found, found_free);
      return;
    }
  query.search = self->search;
  if (found != NULL && mdg_account_query_is_plain (&query))
    {
      self->idle_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_idle, self, NULL);
      show (self, found);
    }
  else
    {
      self->asking = FALSE;
      question (self);
    }
  g_clear_pointer (&found, found_free);
}

static void
begin (MdgAccountList *self)
{
  self->asking = TRUE;
  mdg_account_desk_work (self->desk, self->desk, find_first, new_work (self), found_free, begin,
                         self->cancellable, on_first, g_object_ref (self));
}

/* Following the desk -------------------------------------------------------------------------- */

static gboolean
on_follow (gpointer data)
{
  MdgAccountList *self = data;

  self->follow_id = 0;
  if (self->rows_changed)
    question (self);
  return G_SOURCE_REMOVE;
}

/* The first change is followed at once, the next ones after a while, together. */
static void
on_rows_changed (MdgAccountDesk *desk, MdgAccountList *self)
{
  gboolean soon = self->follow_id != 0;

  self->rows_changed = TRUE;
  if (soon)
    return;
  self->follow_id = g_timeout_add (FOLLOW_PAUSE, on_follow, self);
  question (self);
}

/* All rows ------------------------------------------------------------------------------------ */

static void
on_numbers (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  MdgAccountList *self = g_task_get_source_object (task);
  GError *error = NULL;
  Found *found
      = mdg_account_desk_work_finish (self->desk, result, mdg_account_list_for_each_async, &error);

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  mdg_row_walk_begin (g_steal_pointer (&task), g_steal_pointer (&found->numbers));
  found_free (found);
}

void
mdg_account_list_for_each_async (MdgAccountList *self,
                                 const GArray *numbers,
                                 MdgRowTake take,
                                 gpointer take_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  GTask *task;
  MdgDeskWork *work;

  g_return_if_fail (MDG_IS_ACCOUNT_LIST (self) && take != NULL);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_account_list_for_each_async);
  mdg_row_walk_prepare (task, fetch, fetch_finish, free_row, take, take_data);
  if (numbers != NULL)
    {
      mdg_row_walk_begin (task, g_array_copy ((GArray *)numbers));
      return;
    }
  work = new_work (self);
  work->subject = copy_query (self);
  work->free_subject = question_free;
  mdg_account_desk_work (self->desk, self->desk, find, work, found_free,
                         mdg_account_list_for_each_async, cancellable, on_numbers, task);
}

gboolean
mdg_account_list_finish (MdgAccountList *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_account_list_for_each_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_account_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  MdgAccountList *self = MDG_ACCOUNT_LIST (object);

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
mdg_account_list_dispose (GObject *object)
{
  MdgAccountList *self = MDG_ACCOUNT_LIST (object);

  g_clear_handle_id (&self->follow_id, g_source_remove);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->rows != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->rows, on_failed, self);
      mdg_row_window_disconnect (self->rows);
    }
  g_clear_object (&self->rows);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mdg_account_list_parent_class)->dispose (object);
}

static void
mdg_account_list_finalize (GObject *object)
{
  MdgAccountList *self = MDG_ACCOUNT_LIST (object);

  g_free (self->search);
  g_clear_error (&self->problem);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (mdg_account_list_parent_class)->finalize (object);
}

static void
mdg_account_list_class_init (MdgAccountListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mdg_account_list_get_property;
  object_class->dispose = mdg_account_list_dispose;
  object_class->finalize = mdg_account_list_finalize;
  props[PROP_PROBLEM] = g_param_spec_boxed ("problem", NULL, NULL, G_TYPE_ERROR,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_account_list_init (MdgAccountList *self)
{
  self->cancellable = g_cancellable_new ();
}

/* public -------------------------------------------------------------------------------------- */

MdgAccountList *
mdg_account_list_new (MdgAccountDesk *desk)
{
  MdgAccountList *self;

  g_return_val_if_fail (MDG_IS_ACCOUNT_DESK (desk), NULL);
  self = g_object_new (MDG_TYPE_ACCOUNT_LIST, NULL);
  self->desk = g_object_ref (desk);
  self->rows = mdg_row_window_new (self, fetch, fetch_finish, free_row);
  g_signal_connect (self->rows, "failed", G_CALLBACK (on_failed), self);
  g_signal_connect_object (desk, "rows-changed", G_CALLBACK (on_rows_changed), self, 0);
  begin (self);
  return self;
}

MdgRowWindow *
mdg_account_list_get_rows (MdgAccountList *self)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_LIST (self), NULL);
  return self->rows;
}

void
mdg_account_list_set_query (MdgAccountList *self, const MdgAccountQuery *query)
{
  g_return_if_fail (MDG_IS_ACCOUNT_LIST (self) && query != NULL);
  g_free (self->search);
  self->search = g_strdup (query->search);
  self->query = *query;
  self->query.search = NULL;
  question (self);
}

gboolean
mdg_account_list_is_settled (MdgAccountList *self)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_LIST (self), FALSE);
  return !self->asking;
}

guint
mdg_account_list_count (MdgAccountList *self)
{
  guint here;

  g_return_val_if_fail (MDG_IS_ACCOUNT_LIST (self), 0);
  here = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  return self->first_only ? MAX (here, (guint)mdg_account_desk_get_state (self->desk)->n_accounts)
                          : here;
}
