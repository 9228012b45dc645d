/* pcsc.c: card readers for tests and demonstrations. The service, readers and cards are what the
 * test says; waiting and its end are as with the real ones. SPDX-License-Identifier:
 * GPL-3.0-or-later */
#include "platform/pcsc.h"

#include <string.h>

#include "platform/fake/fake.h"

#define STATE_EMPTY 0x0010u
#define NOT_TRANSACTED (int)0x80100016
#define INVALID_HANDLE (int)0x80100003

typedef struct
{
  char *name;
  guint insertions;
  guint card; /* number of the card on it; 0: none */
  gboolean is_mute;
  gboolean is_in_use;
  GBytes *atr;
  MdgFakeCard answer;
  gpointer data;
} Reader;

struct _MdgPcsc
{
  guint service; /* as of when it was established: a stopped service takes its contexts along */
  gboolean cancelled;
};

static GMutex lock;
static GCond changed;
static gboolean stopped;
static guint service = 1;
static guint cards;
static guint resets; /* to tell before they are done */
static MdgPcscCode lifted_code;
static guint established;
static GPtrArray *readers;

/* ---- what a test does ---------------------------------------------------------------------- */

static void
reader_free (gpointer data)
{
  Reader *reader = data;

  g_free (reader->name);
  g_clear_pointer (&reader->atr, g_bytes_unref);
  g_free (reader);
}

/* Under the lock. Returns: (nullable) */
static Reader *
find (const char *name)
{
  for (guint i = 0; readers != NULL && i < readers->len; i++)
    if (g_str_equal (((Reader *)readers->pdata[i])->name, name))
      return readers->pdata[i];
  return NULL;
}

static void
begin (void)
{
  g_mutex_lock (&lock);
  if (readers == NULL)
    readers = g_ptr_array_new_with_free_func (reader_free);
}

static void
end (void)
{
  g_cond_broadcast (&changed);
  g_mutex_unlock (&lock);
}

void
mdg_fake_set_card_service (gboolean running)
{
  begin ();
  if (running == stopped)
    service++;
  stopped = !running;
  end ();
}

guint
mdg_fake_count_card_contexts (void)
{
  guint count;

  begin ();
  count = established;
  end ();
  return count;
}

void
mdg_fake_plug_reader (const char *name)
{
  Reader *reader;

  begin ();
  if (find (name) == NULL)
    {
      reader = g_new0 (Reader, 1);
      reader->name = g_strdup (name);
      g_ptr_array_add (readers, reader);
    }
  end ();
}

void
mdg_fake_unplug_reader (const char *name)
{
  begin ();
  g_ptr_array_remove (readers, find (name));
  end ();
}

static void
put_card (const char *name, GBytes *atr, MdgFakeCard answer, gpointer data)
{
  Reader *reader;

  begin ();
  reader = find (name);
  if (reader != NULL)
    {
      reader->insertions++;
      reader->card = ++cards;
      reader->is_mute = answer == NULL;
      reader->is_in_use = FALSE;
      g_clear_pointer (&reader->atr, g_bytes_unref);
      reader->atr = atr != NULL ? g_bytes_ref (atr) : NULL;
      reader->answer = answer;
      reader->data = data;
    }
  end ();
}

void
mdg_fake_insert_card (const char *reader, GBytes *atr, MdgFakeCard answer, gpointer data)
{
  put_card (reader, atr, answer, data);
}

void
mdg_fake_remove_card (const char *name)
{
  Reader *reader;

  begin ();
  reader = find (name);
  if (reader != NULL)
    {
      reader->insertions++;
      reader->card = 0;
      g_clear_pointer (&reader->atr, g_bytes_unref);
    }
  end ();
}

void
mdg_fake_set_card_in_use (const char *name, gboolean in_use)
{
  Reader *reader;

  begin ();
  reader = find (name);
  if (reader != NULL)
    reader->is_in_use = in_use;
  end ();
}

void
mdg_fake_set_lifted_code (int code)
{
  begin ();
  lifted_code = code;
  end ();
}

void
mdg_fake_reset_card (guint times)
{
  begin ();
  resets = times;
  end ();
}

/* ---- PC/SC --------------------------------------------------------------------------------- */

static gboolean
is_dead (const MdgPcsc *context)
{
  return stopped || context->service != service;
}

MdgPcscCode
mdg_pcsc_establish (MdgPcsc **context)
{
  MdgPcscCode code = MDG_PCSC_OK;

  begin ();
  established++;
  if (stopped)
    code = MDG_PCSC_NO_SERVICE;
  else
    {
      *context = g_new0 (MdgPcsc, 1);
      (*context)->service = service;
    }
  end ();
  return code;
}

void
mdg_pcsc_release (MdgPcsc *context)
{
  g_free (context);
}

void
mdg_pcsc_cancel (MdgPcsc *context)
{
  begin ();
  context->cancelled = TRUE;
  end ();
}

MdgPcscCode
mdg_pcsc_list (MdgPcsc *context, GStrv *names)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  MdgPcscCode code = MDG_PCSC_OK;

  begin ();
  for (guint i = 0; i < readers->len; i++)
    g_strv_builder_add (builder, ((Reader *)readers->pdata[i])->name);
  if (is_dead (context))
    code = MDG_PCSC_SERVICE_STOPPED;
  else
    *names = g_strv_builder_end (builder);
  end ();
  return code;
}

static guint32
state_of (const Reader *reader)
{
  guint32 state = (guint32)reader->insertions << 16;

  if (reader->card == 0)
    return state | STATE_EMPTY;
  return state | MDG_PCSC_STATE_PRESENT | (reader->is_mute ? MDG_PCSC_STATE_MUTE : 0)
         | (reader->is_in_use ? MDG_PCSC_STATE_EXCLUSIVE : 0);
}

/* Returns: whether it is not as known */
static gboolean
look (MdgPcscState *state)
{
  const Reader *reader = find (state->reader);

  if (g_str_equal (state->reader, MDG_PCSC_LIST))
    state->event = (guint32)readers->len << 16;
  else if (reader == NULL)
    state->event = MDG_PCSC_STATE_UNKNOWN | MDG_PCSC_STATE_UNAVAILABLE;
  else
    state->event = state_of (reader);
  state->atr_length = 0;
  if (reader != NULL && reader->atr != NULL)
    {
      state->atr_length = MIN (g_bytes_get_size (reader->atr), MDG_PCSC_ATR_MAX);
      memcpy (state->atr, g_bytes_get_data (reader->atr, NULL), state->atr_length);
    }
  if (state->event == state->current)
    return FALSE;
  state->event |= MDG_PCSC_STATE_CHANGED;
  return TRUE;
}

MdgPcscCode
mdg_pcsc_wait (MdgPcsc *context, guint32 milliseconds, MdgPcscState *states, guint n)
{
  gint64 until = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;
  MdgPcscCode code = MDG_PCSC_TIMEOUT;
  gboolean again;

  begin ();
  do
    {
      guint different = 0;

      for (guint i = 0; i < n; i++)
        different += look (&states[i]) ? 1 : 0;
      if (is_dead (context))
        code = MDG_PCSC_SERVICE_STOPPED;
      else if (context->cancelled)
        code = MDG_PCSC_CANCELLED;
      else if (different > 0)
        code = MDG_PCSC_OK;
      again = code == MDG_PCSC_TIMEOUT && g_cond_wait_until (&changed, &lock, until);
    }
  while (again);
  end ();
  return code;
}

MdgPcscCode
mdg_pcsc_connect (MdgPcsc *context, const char *name, MdgPcscCard *card)
{
  MdgPcscCode code = MDG_PCSC_OK;
  const Reader *reader;

  begin ();
  reader = find (name);
  if (is_dead (context))
    code = MDG_PCSC_SERVICE_STOPPED;
  else if (reader == NULL)
    code = MDG_PCSC_UNKNOWN_READER;
  else if (reader->card == 0)
    code = MDG_PCSC_NO_SMARTCARD;
  else if (reader->is_in_use)
    code = MDG_PCSC_SHARING_VIOLATION;
  else if (reader->is_mute)
    code = (int)0x80100066; /* SCARD_W_UNRESPONSIVE_CARD */
  else
    card->handle = reader->card;
  card->protocol = 2;
  end ();
  return code;
}

MdgPcscCode
mdg_pcsc_reconnect (MdgPcscCard *card)
{
  return MDG_PCSC_OK;
}

void
mdg_pcsc_disconnect (MdgPcscCard *card)
{
  card->handle = 0;
}

/* Under the lock. */
static const Reader *
reader_of (const MdgPcscCard *card)
{
  for (guint i = 0; i < readers->len; i++)
    if (((Reader *)readers->pdata[i])->card == card->handle)
      return readers->pdata[i];
  return NULL;
}

MdgPcscCode
mdg_pcsc_begin (MdgPcscCard *card)
{
  MdgPcscCode code;

  begin ();
  code = stopped ? INVALID_HANDLE : reader_of (card) == NULL ? MDG_PCSC_REMOVED_CARD : MDG_PCSC_OK;
  end ();
  return code;
}

void
mdg_pcsc_end (MdgPcscCard *card)
{
}

MdgPcscCode
mdg_pcsc_transmit (MdgPcscCard *card,
                   const guint8 *command,
                   gsize length,
                   guint8 *answer,
                   gsize *answer_length)
{
  g_autoptr (GBytes) bytes = NULL;
  MdgFakeCard func = NULL;
  gpointer data = NULL;
  const Reader *reader;
  MdgPcscCode lifted;
  gboolean reset;

  begin ();
  lifted = lifted_code;
  reader = reader_of (card);
  reset = resets > 0;
  resets -= reset ? 1 : 0;
  if (reader != NULL)
    {
      func = reader->answer;
      data = reader->data;
    }
  end ();
  *answer_length = 0;
  if (reader == NULL)
    return stopped ? NOT_TRANSACTED : lifted != MDG_PCSC_OK ? lifted : MDG_PCSC_REMOVED_CARD;
  if (reset)
    return MDG_PCSC_RESET_CARD;
  bytes = func (command, length, data); /* may take its time: not under the lock */
  if (bytes == NULL)
    return lifted; /* in between: pcscd says that all is well, and gives nothing */
  *answer_length = MIN (g_bytes_get_size (bytes), MDG_PCSC_ANSWER_MAX);
  memcpy (answer, g_bytes_get_data (bytes, NULL), *answer_length);
  return MDG_PCSC_OK;
}
