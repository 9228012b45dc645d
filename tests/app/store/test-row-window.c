/* test-row-window.c: a long list of which little is in memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/row-window.h"

#define ROWS 100000

/* Where rows come from: each row's value is its number times its generation, as a text. */
typedef struct
{
  guint fetches;
  guint rows;
  guint generation;
  gboolean fail;
  gboolean hold;
  GPtrArray *held; /* of GTask */
} Source;

typedef struct
{
  GArray *numbers;
} Wanted;

static void
wanted_free (gpointer data)
{
  g_array_unref (((Wanted *)data)->numbers);
  g_free (data);
}

static void
answer (Source *source, GTask *task)
{
  Wanted *wanted = g_task_get_task_data (task);
  GPtrArray *values;

  if (source->fail)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "no rows today");
      return;
    }
  values = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < wanted->numbers->len; i++)
    g_ptr_array_add (values, g_strdup_printf ("%" G_GINT64_FORMAT "/%u",
                                              g_array_index (wanted->numbers, gint64, i),
                                              source->generation));
  g_task_return_pointer (task, values, (GDestroyNotify)g_ptr_array_unref);
}

static void
fetch (gpointer data,
       const gint64 *numbers,
       guint n,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer callback_data)
{
  Source *source = data;
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, callback_data);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (wanted->numbers, numbers, n);
  g_task_set_task_data (task, wanted, wanted_free);
  source->fetches++;
  source->rows += n;
  if (source->hold)
    g_ptr_array_add (source->held, g_object_ref (task));
  else
    answer (source, task);
}

static GPtrArray *
fetch_finish (gpointer data, GAsyncResult *result, GError **error)
{
  GPtrArray *values = g_task_propagate_pointer (G_TASK (result), error);

  if (values != NULL)
    g_ptr_array_set_free_func (values, NULL);
  return values;
}

static void
release (Source *source)
{
  g_autoptr (GPtrArray) held = g_steal_pointer (&source->held);

  source->held = g_ptr_array_new_with_free_func (g_object_unref);
  source->hold = FALSE;
  for (guint i = 0; i < held->len; i++)
    answer (source, held->pdata[i]);
}

typedef struct
{
  Source source;
  MdgRowWindow *window;
} Fixture;

static GArray *
numbers (gint64 first, gint64 step, guint n)
{
  GArray *order = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  for (guint i = 0; i < n; i++)
    {
      gint64 number = first + step * (gint64)i;

      g_array_append_val (order, number);
    }
  return order;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->source.held = g_ptr_array_new_with_free_func (g_object_unref);
  f->window = mdg_row_window_new (&f->source, fetch, fetch_finish, g_free);
  mdg_row_window_set_order (f->window, numbers (1, 1, ROWS));
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  settle ();
  g_assert_finalize_object (f->window);
  g_ptr_array_unref (f->source.held);
}

static MdgRow *
item (Fixture *f, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (f->window), position);
}

static void
wait_for (MdgRow *row)
{
  while (mdg_row_get_value (row) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_value (MdgRow *row, gint64 number, guint generation)
{
  g_autofree char *expected = g_strdup_printf ("%" G_GINT64_FORMAT "/%u", number, generation);

  g_assert_cmpint (mdg_row_get_number (row), ==, number);
  g_assert_cmpstr (mdg_row_get_value (row), ==, expected);
}

/* From end to end: every row that is looked at is filled, and few are in memory. */
static void
test_scroll (Fixture *f, gconstpointer data)
{
  for (guint position = 0; position < ROWS; position += 41)
    {
      g_autoptr (MdgRow) row = item (f, position);

      wait_for (row);
      assert_value (row, position + 1, 0);
      g_assert_cmpuint (mdg_row_window_count_resident (f->window), <=, 1300);
    }
  g_assert_null (item (f, ROWS));
  g_assert_cmpint (mdg_row_window_get_number (f->window, ROWS), ==, -1);
}

/* Flying past does not fetch what lies on the way. */
static void
test_fly (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgRow) last = NULL;

  f->source.hold = TRUE;
  for (guint position = 0; position < ROWS; position += 30)
    {
      g_clear_object (&last);
      last = item (f, position);
      if (position % 6000 == 0)
        settle ();
    }
  release (&f->source);
  wait_for (last);
  settle ();
  g_assert_cmpuint (f->source.rows, <, ROWS / 4);
}

/* A row is the same object as long as somebody holds it. */
static void
test_same (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgRow) row = item (f, 500), again = NULL;
  gpointer address = row;

  wait_for (row);
  for (guint position = 0; position < 20000; position += 64)
    {
      g_autoptr (MdgRow) other = item (f, position);

      wait_for (other);
    }
  again = item (f, 500);
  g_assert_true ((gpointer)again == address);
  /* Sorted the other way it is still itself. */
  mdg_row_window_set_order (f->window, numbers (ROWS, -1, ROWS));
  g_clear_object (&again);
  again = item (f, ROWS - 501);
  g_assert_true ((gpointer)again == address);
}

static void
note_change (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  guint *seen = data;

  seen[0]++;
  seen[1] = position;
  seen[2] = removed;
  seen[3] = added;
}

static void
test_changes (Fixture *f, gconstpointer data)
{
  guint seen[4] = { 0 };
  GArray *order = numbers (1, 1, ROWS);
  gint64 stranger = -7;

  g_signal_connect (f->window, "items-changed", G_CALLBACK (note_change), seen);
  mdg_row_window_set_order (f->window, numbers (1, 1, ROWS));
  g_assert_cmpuint (seen[0], ==, 0);
  g_array_insert_val (order, 600, stranger);
  mdg_row_window_set_order (f->window, order);
  g_assert_cmpuint (seen[1], ==, 600);
  g_assert_cmpuint (seen[2], ==, 0);
  g_assert_cmpuint (seen[3], ==, 1);
  mdg_row_window_set_order (f->window, numbers (1, 1, 10));
  g_assert_cmpuint (seen[1], ==, 10);
  g_assert_cmpuint (seen[2], ==, ROWS + 1 - 10);
  g_assert_cmpuint (seen[3], ==, 0);
  mdg_row_window_set_order (f->window, numbers (5, 1, 0));
  g_assert_cmpuint (seen[0], ==, 3);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->window)), ==, 0);
}

/* Rows that are shown and stay are filled, though the order changes before they are fetched. */
static void
test_changed_while_wanted (Fixture *f, gconstpointer data)
{
  GArray *order = numbers (1, 1, ROWS);
  gint64 stranger = -7;
  g_autoptr (MdgRow) before = item (f, 40), after = item (f, 700), late = item (f, 5000);
  g_autoptr (MdgRow) edge = NULL;

  g_array_insert_val (order, 600, stranger);
  mdg_row_window_set_order (f->window, order);
  settle ();
  assert_value (before, 41, 0);
  assert_value (after, 701, 0);
  assert_value (late, 5001, 0);
  /* While another fetch is under way, and in a piece that the change cuts in two. */
  f->source.hold = TRUE;
  g_clear_object (&before);
  g_clear_object (&late);
  before = item (f, 20000);
  settle ();
  late = item (f, 30000); /* of the piece from 29952 */
  edge = item (f, 30015);
  order = numbers (1, 1, ROWS);
  g_array_remove_range (order, 29990, 3);
  mdg_row_window_set_order (f->window, order);
  release (&f->source);
  settle ();
  assert_value (before, 20000, 0);
  assert_value (late, 30000, 0);
  assert_value (edge, 30015, 0);
}

static void
test_refresh (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgRow) row = item (f, 7);

  wait_for (row);
  f->source.generation = 1;
  mdg_row_window_refresh (f->window);
  assert_value (row, 8, 0);
  settle ();
  assert_value (row, 8, 1);
  /* An answer that was overtaken does not come back. */
  f->source.hold = TRUE;
  mdg_row_window_refresh (f->window);
  f->source.generation = 2;
  f->source.hold = FALSE;
  mdg_row_window_refresh (f->window);
  settle ();
  f->source.generation = 1;
  release (&f->source);
  settle ();
  assert_value (row, 8, 2);
}

static void
note_failure (MdgRowWindow *window, const GError *error, gpointer data)
{
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  (*(guint *)data)++;
}

/* Rows that failed to come do not stay empty. */
static void
test_failure (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgRow) row = item (f, 7), other = NULL, again = NULL;
  guint failures = 0;

  g_signal_connect (f->window, "failed", G_CALLBACK (note_failure), &failures);
  f->source.fail = TRUE;
  settle ();
  g_assert_cmpuint (failures, ==, 1);
  g_assert_null (mdg_row_get_value (row));
  f->source.fail = FALSE;
  mdg_row_window_retry (f->window);
  wait_for (row);
  f->source.fail = TRUE;
  other = item (f, 5000);
  settle ();
  f->source.fail = FALSE;
  again = item (f, 5000);
  wait_for (other);
}

/* Let go of while rows are on their way. */
static void
test_let_go (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgRow) row = item (f, 7);

  f->source.hold = TRUE;
  settle ();
  g_assert_cmpuint (f->source.fetches, ==, 1);
  mdg_row_window_disconnect (f->window);
  release (&f->source);
  settle ();
  g_assert_null (mdg_row_get_value (row));
}

static void
test_put (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgRow) row = NULL;

  mdg_row_window_put (f->window, 3, g_strdup ("3/0"));
  row = item (f, 2);
  assert_value (row, 3, 0);
  settle ();
  g_assert_cmpuint (f->source.fetches, ==, 0);
}

/* A view: it holds the rows that it shows, as a list view does, and follows what it is told. */
#define SHOWN 40
typedef struct
{
  Fixture *f;
  guint top;
  MdgRow *rows[SHOWN]; /* (nullable): beyond the end */
} View;

static void
view_show (View *view, guint top)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (view->f->window));

  view->top = n > SHOWN ? MIN (top, n - SHOWN) : 0;
  for (guint i = 0; i < SHOWN; i++)
    {
      MdgRow *old = view->rows[i];

      view->rows[i] = item (view->f, view->top + i);
      g_clear_object (&old);
    }
}

/* Rows outside what changed stay bound as they are. */
static void
view_changed (GListModel *model, guint position, guint removed, guint added, View *view)
{
  for (guint i = 0; i < SHOWN; i++)
    if (view->top + i >= position && (removed != added || view->top + i < position + removed))
      {
        MdgRow *old = view->rows[i];

        view->rows[i] = item (view->f, view->top + i);
        g_clear_object (&old);
      }
}

static void
view_check (View *view)
{
  for (guint i = 0; i < SHOWN; i++)
    if (view->rows[i] != NULL)
      {
        g_assert_nonnull (mdg_row_get_value (view->rows[i]));
        g_assert_cmpint (mdg_row_get_number (view->rows[i]), ==,
                         mdg_row_window_get_number (view->f->window, view->top + i));
      }
}

/* A piece somewhere comes or goes, as when a list is synchronised. */
static void
change_order (Fixture *f, guint round)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (f->window));
  GArray *order = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  guint at = (guint)g_test_rand_int_range (0, (gint32)n),
        piece = (guint)g_test_rand_int_range (0, 90);

  for (guint i = 0; i < n; i++)
    {
      gint64 number = mdg_row_window_get_number (f->window, i);

      g_array_append_val (order, number);
    }
  if (g_test_rand_bit ())
    g_array_remove_range (order, at, MIN (piece, n - at));
  else
    for (guint i = 0; i < piece; i++)
      {
        gint64 number = 1000000 + (gint64)round * 100 + i;

        g_array_insert_val (order, at, number);
      }
  mdg_row_window_set_order (f->window, order);
}

/* From end to end, in steps, pages and leaps, while rows come late and the list changes under it:
 * wherever it stops, no row stays blank. */
static void
test_no_blank (Fixture *f, gconstpointer data)
{
  View view = { .f = f };
  guint round = 0;

  mdg_row_window_set_order (f->window, numbers (1, 1, 5000));
  g_signal_connect (f->window, "items-changed", G_CALLBACK (view_changed), &view);
  for (guint top = 0; top < g_list_model_get_n_items (G_LIST_MODEL (f->window)); round++)
    {
      f->source.hold = g_test_rand_bit ();
      view_show (&view,
                 g_test_rand_int_range (0, 8) == 0 ? (guint)g_test_rand_int_range (0, 5000) : top);
      if (g_test_rand_bit ())
        settle ();
      if (g_test_rand_int_range (0, 3) == 0)
        change_order (f, round);
      if (g_test_rand_bit ())
        mdg_row_window_refresh (f->window);
      release (&f->source);
      settle ();
      view_check (&view);
      top += (guint)g_test_rand_int_range (1, 60);
    }
  g_signal_handlers_disconnect_by_data (f->window, &view);
  for (guint i = 0; i < SHOWN; i++)
    g_clear_object (&view.rows[i]);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/row-window/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("scroll", test_scroll);
  ADD ("fly", test_fly);
  ADD ("same", test_same);
  ADD ("changes", test_changes);
  ADD ("changed-while-wanted", test_changed_while_wanted);
  ADD ("refresh", test_refresh);
  ADD ("failure", test_failure);
  ADD ("let-go", test_let_go);
  ADD ("put", test_put);
  ADD ("no-blank", test_no_blank);
  return g_test_run ();
}
