/* reader-watch.c: a thread that asks PC/SC what is so, and waits until it is not so any more.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/smartcard.h"

#include <string.h>

#include "platform/pcsc.h"

/* How long one wait lasts: readers that come between listing and waiting are not told of. */
#define WAIT_MS 3000
/* How long the service is left alone when it does not answer. */
#define RETRY_MS 1500

/* What the thread and the object have in common; lives as long as either. */
typedef struct
{
  gint references;
  GMutex mutex;
  GCond wake;
  gboolean ended;   /* under the mutex */
  MdgPcsc *context; /* under the mutex: set by the thread, cancelled by the object */
  GMainContext *main;
  MdgReaderWatch *watch; /* NULL: disposed of; main context only */
} Shared;

struct _MdgReaderWatch
{
  GObject parent_instance;

  Shared *shared;
  MdgCardService service;
  GPtrArray *readers;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgReaderWatch, mdg_reader_watch, G_TYPE_OBJECT)

/* ---- readers ------------------------------------------------------------------------------- */

MdgReader *
mdg_reader_copy (const MdgReader *reader)
{
  MdgReader *copy = g_memdup2 (reader, sizeof *reader);

  copy->name = g_strdup (reader->name);
  copy->atr = reader->atr != NULL ? g_bytes_ref (reader->atr) : NULL;
  return copy;
}

void
mdg_reader_free (MdgReader *reader)
{
  if (reader == NULL)
    return;
  g_free (reader->name);
  g_clear_pointer (&reader->atr, g_bytes_unref);
  g_free (reader);
}

static gboolean
reader_equal (const MdgReader *a, const MdgReader *b)
{
  return g_str_equal (a->name, b->name) && a->has_card == b->has_card && a->is_mute == b->is_mute
         && a->is_in_use == b->is_in_use
         && (a->atr == b->atr
             || (a->atr != NULL && b->atr != NULL && g_bytes_equal (a->atr, b->atr)));
}

static gboolean
readers_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!reader_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const MdgReader *first = *(const MdgReader *const *)a, *second = *(const MdgReader *const *)b;

  return strcmp (first->name, second->name);
}

static MdgReader *
reader_of (const MdgPcscState *state)
{
  MdgReader *reader = g_new0 (MdgReader, 1);

  reader->name = g_strdup (state->reader);
  reader->has_card = (state->event & MDG_PCSC_STATE_PRESENT) != 0;
  reader->is_mute = reader->has_card && (state->event & MDG_PCSC_STATE_MUTE) != 0;
  reader->is_in_use = reader->has_card && (state->event & MDG_PCSC_STATE_EXCLUSIVE) != 0;
  if (reader->has_card && state->atr_length > 0)
    reader->atr = g_bytes_new (state->atr, state->atr_length);
  return reader;
}

/* ---- between thread and object ------------------------------------------------------------- */

static void
shared_unref (Shared *shared)
{
  if (!g_atomic_int_dec_and_test (&shared->references))
    return;
  g_mutex_clear (&shared->mutex);
  g_cond_clear (&shared->wake);
  g_main_context_unref (shared->main);
  g_free (shared);
}

typedef struct
{
  Shared *shared;
  MdgCardService service;
  GPtrArray *readers;
} Report;

static void
report_free (gpointer data)
{
  Report *report = data;

  shared_unref (report->shared);
  g_ptr_array_unref (report->readers);
  g_free (report);
}

static gboolean
deliver (gpointer data)
{
  Report *report = data;
  g_autoptr (MdgReaderWatch) watch = NULL;

  if (report->shared->watch == NULL)
    return G_SOURCE_REMOVE;
  watch = g_object_ref (report->shared->watch);
  if (watch->service == report->service && readers_equal (watch->readers, report->readers))
    return G_SOURCE_REMOVE;
  watch->service = report->service;
  g_ptr_array_unref (watch->readers);
  watch->readers = g_ptr_array_ref (report->readers);
  g_signal_emit (watch, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Takes @readers. */
static void
send_report (Shared *shared, MdgCardService service, GPtrArray *readers)
{
  Report *report = g_new (Report, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_atomic_int_inc (&shared->references);
  report->shared = shared;
  report->service = service;
  report->readers = readers;
  g_ptr_array_sort (readers, compare_names);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver, report, report_free);
  g_source_attach (source, shared->main);
}

static GPtrArray *
no_readers (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_reader_free);
}

/* ---- the thread ---------------------------------------------------------------------------- */

static gboolean
has_ended (Shared *shared)
{
  gboolean ended;

  g_mutex_lock (&shared->mutex);
  ended = shared->ended;
  g_mutex_unlock (&shared->mutex);
  return ended;
}

static void
set_context (Shared *shared, MdgPcsc *context)
{
  g_mutex_lock (&shared->mutex);
  shared->context = context;
  g_mutex_unlock (&shared->mutex);
}

/* Leaves the service alone for a while, unless nobody wants to know any more. */
static void
pause_thread (Shared *shared)
{
  gint64 end = g_get_monotonic_time () + RETRY_MS * G_TIME_SPAN_MILLISECOND;

  g_mutex_lock (&shared->mutex);
  while (!shared->ended && g_cond_wait_until (&shared->wake, &shared->mutex, end))
    ;
  g_mutex_unlock (&shared->mutex);
}

typedef struct
{
  GStrv names;
  MdgPcscState states[MDG_PCSC_STATES_MAX]; /* the first is the list's */
  guint n;
} View;

/* What is known of @name, or nothing ("unaware") of one that is new. */
static MdgPcscState
known_state (const View *view, const char *name)
{
  MdgPcscState nothing = { 0 };

  for (guint i = 1; i < view->n; i++)
    if (g_str_equal (view->states[i].reader, name))
      return view->states[i];
  return nothing;
}

static void
view_clear (View *view)
{
  g_strfreev (view->names);
}

/* Makes @view of the readers that there are now, with what was known of them. Takes @names. */
static void
view_set_names (View *view, GStrv names)
{
  View next = { .names = names, .n = 1 };

  next.states[0].reader = MDG_PCSC_LIST;
  for (guint i = 0; names[i] != NULL && next.n < MDG_PCSC_STATES_MAX; i++)
    {
      next.states[next.n] = known_state (view, names[i]);
      next.states[next.n++].reader = names[i];
    }
  /* Windows wants to hear how many we know of; it is told about one more or less. */
  next.states[0].current = (next.n - 1) << 16;
  g_strfreev (view->names);
  *view = next;
}

/* Of a reader that is new the next wait tells at once. */
static gboolean
knows_all (const View *view)
{
  for (guint i = 1; i < view->n; i++)
    if (view->states[i].current == 0)
      return FALSE;
  return TRUE;
}

static void
report_view (Shared *shared, const View *view)
{
  GPtrArray *readers = no_readers ();

  for (guint i = 1; i < view->n; i++)
    if ((view->states[i].event & (MDG_PCSC_STATE_UNKNOWN | MDG_PCSC_STATE_UNAVAILABLE)) == 0)
      g_ptr_array_add (readers, reader_of (&view->states[i]));
  send_report (shared, MDG_CARD_SERVICE_RUNNING, readers);
}

static gboolean
is_about_a_reader (MdgPcscCode code)
{
  return code == MDG_PCSC_UNKNOWN_READER || code == MDG_PCSC_READER_UNAVAILABLE;
}

/* One look: list, wait, tell. Returns: FALSE when the context is of no use any more */
static gboolean
look (Shared *shared, MdgPcsc *context, View *view)
{
  GStrv names = NULL;
  MdgPcscCode code = mdg_pcsc_list (context, &names);

  if (code != MDG_PCSC_OK)
    return FALSE;
  view_set_names (view, names);
  if (knows_all (view))
    report_view (shared, view);
  code = mdg_pcsc_wait (context, WAIT_MS, view->states, view->n);
  if (is_about_a_reader (code)) /* one that went just now; the list may take a moment to know */
    pause_thread (shared);
  if (code == MDG_PCSC_TIMEOUT || is_about_a_reader (code))
    return TRUE;
  if (code != MDG_PCSC_OK)
    return FALSE;
  for (guint i = 1; i < view->n; i++)
    view->states[i].current = view->states[i].event & ~MDG_PCSC_STATE_CHANGED;
  report_view (shared, view);
  return TRUE;
}

static void
use_context (Shared *shared, MdgPcsc *context)
{
  View view = { .names = g_new0 (char *, 1) };

  set_context (shared, context);
  while (!has_ended (shared) && look (shared, context, &view))
    ;
  set_context (shared, NULL);
  view_clear (&view);
  mdg_pcsc_release (context);
}

static gpointer
run (gpointer data)
{
  Shared *shared = data;

  while (!has_ended (shared))
    {
      MdgPcsc *context = NULL;

      if (mdg_pcsc_establish (&context) == MDG_PCSC_OK)
        use_context (shared, context);
      if (has_ended (shared))
        break;
      send_report (shared, MDG_CARD_SERVICE_STOPPED, no_readers ());
      pause_thread (shared);
    }
  shared_unref (shared);
  return NULL;
}

/* ---- the object ---------------------------------------------------------------------------- */

/* Does not wait for the thread: it ends when its call returns. */
static void
mdg_reader_watch_dispose (GObject *object)
{
  MdgReaderWatch *self = MDG_READER_WATCH (object);
  Shared *shared = g_steal_pointer (&self->shared);

  if (shared != NULL)
    {
      shared->watch = NULL;
      g_mutex_lock (&shared->mutex);
      shared->ended = TRUE;
      if (shared->context != NULL)
        mdg_pcsc_cancel (shared->context);
      g_cond_signal (&shared->wake);
      g_mutex_unlock (&shared->mutex);
      shared_unref (shared);
    }
  G_OBJECT_CLASS (mdg_reader_watch_parent_class)->dispose (object);
}

static void
mdg_reader_watch_finalize (GObject *object)
{
  g_ptr_array_unref (MDG_READER_WATCH (object)->readers);
  G_OBJECT_CLASS (mdg_reader_watch_parent_class)->finalize (object);
}

static void
mdg_reader_watch_class_init (MdgReaderWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mdg_reader_watch_dispose;
  object_class->finalize = mdg_reader_watch_finalize;
  signals[CHANGED] = g_signal_new ("changed", MDG_TYPE_READER_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_reader_watch_init (MdgReaderWatch *self)
{
  Shared *shared = g_new0 (Shared, 1);

  self->readers = no_readers ();
  self->shared = shared;
  shared->references = 2;
  g_mutex_init (&shared->mutex);
  g_cond_init (&shared->wake);
  shared->main = g_main_context_ref_thread_default ();
  shared->watch = self;
  g_thread_unref (g_thread_new ("readers", run, shared));
}

MdgReaderWatch *
mdg_reader_watch_new (void)
{
  return g_object_new (MDG_TYPE_READER_WATCH, NULL);
}

MdgCardService
mdg_reader_watch_get_service (MdgReaderWatch *self)
{
  g_return_val_if_fail (MDG_IS_READER_WATCH (self), MDG_CARD_SERVICE_UNKNOWN);

  return self->service;
}

GPtrArray *
mdg_reader_watch_get_readers (MdgReaderWatch *self)
{
  g_return_val_if_fail (MDG_IS_READER_WATCH (self), NULL);

  return self->readers;
}
