/* row-window.c: a list of any length of which only what is looked at is in memory.
 *
 * A row that is asked for begins empty; in an idle moment after, the windows around all rows that
 * were asked for are fetched, those asked for last first, so that flying over the list fetches
 * where it ends and not everything on the way. The last few hundred rows are held; others live as
 * long as somebody holds them. SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/row-private.h"

#define WINDOW 64 /* rows that are fetched together */
/* Rows of one fetch: a view that leaps asks for some 200, those that are seen not last. */
#define AT_ONCE (4 * WINDOW)
#define HELD 1024  /* rows that are kept although nobody holds them */
#define WANTED 256 /* rows asked for that are remembered until they are fetched */

struct _MdgRowWindow
{
  GObject parent_instance;
  gpointer source; /* (nullable): NULL: disconnected */
  MdgRowFetch fetch;
  MdgRowFetchFinish finish;
  GDestroyNotify free_value;

  GArray *order;        /* of gint64 */
  GHashTable *resident; /* number → Place; the row's weak reference takes it out */
  GQueue held;          /* of MdgRow, owned, the last looked at first */
  GArray *wanted;       /* positions of rows that are empty, the last asked for last */
  guint idle_id;
  GCancellable *cancellable; /* (nullable): of the fetch under way */
  guint generation;          /* of what is asked: an answer to an earlier one is old */
};

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgRowWindow,
                               mdg_row_window,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

/* Rows in memory ----------------------------------------------------------------------------- */

static gint64
number_at (MdgRowWindow *self, guint position)
{
  return g_array_index (self->order, gint64, position);
}

/* A row in memory, under its number. */
typedef struct
{
  MdgRowWindow *window;
  MdgRow *row; /* not owned */
  gint64 number;
} Place;

static void
on_row_gone (gpointer data, GObject *row)
{
  Place *place = data;

  g_hash_table_remove (place->window->resident, &place->number);
}

static MdgRow *
find_row (MdgRowWindow *self, gint64 number)
{
  Place *place = g_hash_table_lookup (self->resident, &number);

  return place != NULL ? place->row : NULL;
}

/* Held from now on. */
static MdgRow *
make_row (MdgRowWindow *self, gint64 number)
{
  Place *place = g_new (Place, 1);

  *place = (Place){ self, mdg_row_new (number), number };
  g_hash_table_insert (self->resident, &place->number, place);
  g_object_weak_ref (G_OBJECT (place->row), on_row_gone, place);
  g_queue_push_head (&self->held, place->row);
  return place->row;
}

static void
let_go (MdgRowWindow *self, guint most)
{
  while (self->held.length > most)
    g_object_unref (g_queue_pop_tail (&self->held));
}

/* Fetching ------------------------------------------------------------------------------------ */

typedef struct
{
  MdgRowWindow *window; /* owned */
  GArray *numbers;
  guint generation;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->window);
  g_array_unref (fetch->numbers);
  g_free (fetch);
}

static void schedule (MdgRowWindow *self);

static void
fill (MdgRowWindow *self, gint64 number, gpointer value)
{
  MdgRow *row = find_row (self, number);

  if (row != NULL)
    {
      g_autoptr (MdgRow) kept = g_object_ref (row);
      mdg_row_set_value (kept, value, self->free_value);
    }
  else if (value != NULL && self->free_value != NULL)
    self->free_value (value);
}

static void
on_fetched (GObject *object, GAsyncResult *result, gpointer data)
{
  Fetch *fetch = data;
  MdgRowWindow *self = fetch->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) values = NULL;

  if (self->source != NULL)
    values = self->finish (self->source, result, &error);
  if (fetch->generation == self->generation)
    {
      g_clear_object (&self->cancellable);
      if (values != NULL && values->len == fetch->numbers->len)
        for (guint i = 0; i < values->len; i++)
          fill (self, g_array_index (fetch->numbers, gint64, i),
                g_steal_pointer (&values->pdata[i]));
      else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[FAILED], 0, error);
      if (self->wanted->len > 0 && error == NULL)
        schedule (self);
    }
  for (guint i = 0; values != NULL && i < values->len; i++)
    if (values->pdata[i] != NULL && self->free_value != NULL)
      self->free_value (values->pdata[i]);
  fetch_free (fetch);
}

/* Rows around @position that are in memory and empty, or are not in memory yet. */
static void
add_window (MdgRowWindow *self, guint position, GArray *numbers)
{
  guint begin = position - position % WINDOW;

  for (guint i = begin; i < MIN (begin + WINDOW, self->order->len); i++)
    {
      gint64 number = number_at (self, i);
      MdgRow *row = find_row (self, number);

      if (row != NULL && mdg_row_get_value (row) != NULL)
        continue;
      if (row == NULL)
        make_row (self, number);
      g_array_append_val (numbers, number);
    }
}

static void
start_fetch (MdgRowWindow *self, GArray *numbers)
{
  Fetch *fetch = g_new (Fetch, 1);

  *fetch = (Fetch){ g_object_ref (self), g_array_ref (numbers), ++self->generation };
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->fetch (self->source, (const gint64 *)(gpointer)numbers->data, numbers->len,
               self->cancellable, on_fetched, fetch);
}

static gboolean
on_idle (gpointer data)
{
  MdgRowWindow *self = data;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  self->idle_id = 0;
  let_go (self, HELD);
  while (self->wanted->len > 0 && numbers->len < AT_ONCE)
    {
      guint position = g_array_index (self->wanted, guint, self->wanted->len - 1);

      g_array_set_size (self->wanted, self->wanted->len - 1);
      if (position < self->order->len)
        add_window (self, position, numbers);
    }
  if (numbers->len > 0 && self->source != NULL)
    start_fetch (self, numbers);
  return G_SOURCE_REMOVE;
}

/* What is under way comes to its end first. */
static void
schedule (MdgRowWindow *self)
{
  if (self->idle_id == 0 && self->cancellable == NULL && self->source != NULL)
    self->idle_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, self, NULL);
}

static void
want (MdgRowWindow *self, guint position)
{
  guint n = self->wanted->len;

  if (n > 0 && g_array_index (self->wanted, guint, n - 1) / WINDOW == position / WINDOW)
    return;
  if (n >= WANTED)
    g_array_remove_range (self->wanted, 0, n / 2);
  g_array_append_val (self->wanted, position);
}

/* What is wanted of the first @same and the last @tail rows, which stay, stands elsewhere now. */
static void
keep_wanted (MdgRowWindow *self, guint old_length, guint same, guint tail)
{
  g_autoptr (GArray) wanted = g_steal_pointer (&self->wanted);

  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < wanted->len; i++)
    {
      guint position = g_array_index (wanted, guint, i);
      guint begin = position - position % WINDOW, end = MIN (begin + WINDOW, old_length);

      if (begin < same)
        want (self, begin);
      if (end > old_length - tail)
        {
          want (self, self->order->len - (old_length - MAX (begin, old_length - tail)));
          want (self, self->order->len - (old_length - end) - 1);
        }
    }
}

/* GListModel ---------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return MDG_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return MDG_ROW_WINDOW (model)->order->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  MdgRowWindow *self = MDG_ROW_WINDOW (model);
  MdgRow *row;
  gint64 number;

  if (position >= self->order->len)
    return NULL;
  number = number_at (self, position);
  row = find_row (self, number);
  if (row == NULL)
    row = make_row (self, number);
  if (mdg_row_get_value (row) == NULL)
    {
      want (self, position);
      schedule (self);
    }
  return g_object_ref (row);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_row_window_dispose (GObject *object)
{
  MdgRowWindow *self = MDG_ROW_WINDOW (object);
  GHashTableIter iter;
  gpointer value;

  mdg_row_window_disconnect (self);
  g_hash_table_iter_init (&iter, self->resident);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Place *place = value;

      g_object_weak_unref (G_OBJECT (place->row), on_row_gone, place);
      g_hash_table_iter_remove (&iter);
    }
  let_go (self, 0);
  G_OBJECT_CLASS (mdg_row_window_parent_class)->dispose (object);
}

static void
mdg_row_window_finalize (GObject *object)
{
  MdgRowWindow *self = MDG_ROW_WINDOW (object);

  g_hash_table_unref (self->resident);
  g_array_unref (self->order);
  g_array_unref (self->wanted);
  G_OBJECT_CLASS (mdg_row_window_parent_class)->finalize (object);
}

static void
mdg_row_window_class_init (MdgRowWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mdg_row_window_dispose;
  object_class->finalize = mdg_row_window_finalize;
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
mdg_row_window_init (MdgRowWindow *self)
{
  self->order = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  self->resident = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  g_queue_init (&self->held);
}

/* public -------------------------------------------------------------------------------------- */

MdgRowWindow *
mdg_row_window_new (gpointer source,
                    MdgRowFetch fetch,
                    MdgRowFetchFinish finish,
                    GDestroyNotify free_value)
{
  MdgRowWindow *self;

  g_return_val_if_fail (source != NULL && fetch != NULL && finish != NULL, NULL);
  self = g_object_new (MDG_TYPE_ROW_WINDOW, NULL);
  self->source = source;
  self->fetch = fetch;
  self->finish = finish;
  self->free_value = free_value;
  return self;
}

void
mdg_row_window_disconnect (MdgRowWindow *self)
{
  g_return_if_fail (MDG_IS_ROW_WINDOW (self));
  self->source = NULL;
  self->generation++;
  g_clear_handle_id (&self->idle_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
mdg_row_window_set_order (MdgRowWindow *self, GArray *numbers)
{
  g_autoptr (GArray) old = NULL;
  const gint64 *a, *b;
  guint same = 0, tail = 0, shorter;

  g_return_if_fail (MDG_IS_ROW_WINDOW (self) && numbers != NULL);
  old = g_steal_pointer (&self->order);
  self->order = numbers;
  a = (const gint64 *)(gpointer)old->data;
  b = (const gint64 *)(gpointer)numbers->data;
  shorter = MIN (old->len, numbers->len);
  while (same < shorter && a[same] == b[same])
    same++;
  while (tail < shorter - same && a[old->len - 1 - tail] == b[numbers->len - 1 - tail])
    tail++;
  keep_wanted (self, old->len, same, tail);
  if (same < old->len || same < numbers->len)
    g_list_model_items_changed (G_LIST_MODEL (self), same, old->len - same - tail,
                                numbers->len - same - tail);
  if (self->wanted->len > 0)
    schedule (self);
}

gint64
mdg_row_window_get_number (MdgRowWindow *self, guint position)
{
  g_return_val_if_fail (MDG_IS_ROW_WINDOW (self), -1);
  return position < self->order->len ? number_at (self, position) : -1;
}

void
mdg_row_window_put (MdgRowWindow *self, gint64 number, gpointer value)
{
  g_return_if_fail (MDG_IS_ROW_WINDOW (self));
  if (find_row (self, number) == NULL)
    make_row (self, number);
  fill (self, number, value);
}

/* Only rows that somebody else holds, and those looked at last, are worth another fetch. */
void
mdg_row_window_refresh (MdgRowWindow *self)
{
  g_autoptr (GArray) numbers = NULL;
  GHashTableIter iter;
  gpointer number;

  g_return_if_fail (MDG_IS_ROW_WINDOW (self));
  let_go (self, 2 * WINDOW);
  numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_iter_init (&iter, self->resident);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    g_array_append_vals (numbers, number, 1);
  if (numbers->len == 0 || self->source == NULL)
    return;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  start_fetch (self, numbers);
}

/* Rows that are held and empty. */
void
mdg_row_window_retry (MdgRowWindow *self)
{
  g_autoptr (GArray) numbers = NULL;
  GHashTableIter iter;
  gpointer number, place;

  g_return_if_fail (MDG_IS_ROW_WINDOW (self));
  numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_hash_table_iter_init (&iter, self->resident);
  while (g_hash_table_iter_next (&iter, &number, &place))
    if (mdg_row_get_value (((Place *)place)->row) == NULL)
      g_array_append_vals (numbers, number, 1);
  if (numbers->len > 0 && self->source != NULL && self->cancellable == NULL)
    start_fetch (self, numbers);
}

guint
mdg_row_window_count_resident (MdgRowWindow *self)
{
  g_return_val_if_fail (MDG_IS_ROW_WINDOW (self), 0);
  return g_hash_table_size (self->resident);
}
