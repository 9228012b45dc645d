/* card-talk.c: a thread for each talk with a card, which can be left behind when the card does not
 * answer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/smartcard.h"

#include <string.h>

#include "core/error.h"
#include "platform/pcsc.h"

/* A card that was reset forgets what it was told: the talk begins again, but not for ever. */
#define ATTEMPTS 3
/* How long a reader is given to notice that the card is gone, milliseconds: pcscd looks every 400.
 */
#define NOTICE_MS 1000
#define WHOLE_ANSWER_MAX (256 * 1024)

/* Status words that ask for something, ISO 7816-4. */
#define MORE_FOLLOWS 0x61
#define WRONG_LENGTH 0x6c

struct _MdgCard
{
  MdgPcscCard pcsc;
  GCancellable *cancellable; /* of the talk */
  gboolean was_reset;
  MdgPcscCode failure; /* what PC/SC said last, if that was not MDG_PCSC_OK */
  guint8 answer[MDG_PCSC_ANSWER_MAX];
};

/* One talk. Its thread may outlive the waiting for it, when a card does not answer. */
typedef struct
{
  gint references; /* the task's, and the thread's */
  char *reader;
  MdgCardTalk talk;
  gpointer data;
  GDestroyNotify free_data;
  GCancellable *own; /* ends the talk, for whatever reason */
  GError *error;     /* what the thread has to say; NULL: went well */

  GMainContext *main; /* and what belongs to it: */
  GTask *task;        /* NULL: has its result */
  GSource *timer;
  GSource *cancelled;
} Talk;

/* ---- what went wrong ----------------------------------------------------------------------- */

static MdgErrorCode
code_of (MdgPcscCode code)
{
  switch (code)
    {
    case MDG_PCSC_NO_SMARTCARD:
    case MDG_PCSC_REMOVED_CARD:
      return MDG_ERROR_NO_CARD;
    case MDG_PCSC_SHARING_VIOLATION:
      return MDG_ERROR_IN_USE;
    case MDG_PCSC_UNKNOWN_READER:
    case MDG_PCSC_READER_UNAVAILABLE:
    case MDG_PCSC_NO_SERVICE:
    case MDG_PCSC_SERVICE_STOPPED:
      return MDG_ERROR_NO_READER;
    default:
      return MDG_ERROR_CARD_FAILED;
    }
}

static void
fail (MdgCard *card, MdgPcscCode code, const char *what, GError **error)
{
  card->failure = code;
  mdg_set_error (error, code_of (code), "cannot %s: PC/SC says 0x%08x", what, (guint)code);
}

/* The reader itself knows, though some take a moment to see it. */
static MdgErrorCode
look_at_reader (MdgPcsc *context, const char *reader, MdgErrorCode said)
{
  MdgPcscState state = { .reader = reader };
  gint64 end = g_get_monotonic_time () + NOTICE_MS * G_TIME_SPAN_MILLISECOND;
  gint64 left = 0;

  while (mdg_pcsc_wait (context, (guint32)left, &state, 1) == MDG_PCSC_OK)
    {
      if ((state.event & (MDG_PCSC_STATE_UNKNOWN | MDG_PCSC_STATE_UNAVAILABLE)) != 0)
        return MDG_ERROR_NO_READER;
      if ((state.event & MDG_PCSC_STATE_PRESENT) == 0)
        return MDG_ERROR_NO_CARD;
      left = (end - g_get_monotonic_time ()) / G_TIME_SPAN_MILLISECOND;
      if ((state.event & MDG_PCSC_STATE_MUTE) != 0 || left <= 0)
        break;
      state.current = state.event & ~MDG_PCSC_STATE_CHANGED;
    }
  return said;
}

/* Of a card that was lifted drivers tell in many ways (not transacted, unpowered, the reader is not
 * available …), and say the same of other faults: @code alone does not tell which it is. */
static void
correct (MdgPcsc *context, const char *reader, MdgPcscCode code, GError *error)
{
  if (code == MDG_PCSC_OK || code == MDG_PCSC_RESET_CARD)
    return;
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_CARD_FAILED)
      || g_error_matches (error, MDG_ERROR, MDG_ERROR_NO_READER))
    error->code = (int)look_at_reader (context, reader, (MdgErrorCode)error->code);
}

/* ---- commands ------------------------------------------------------------------------------ */

/* One command as it is. Returns: how long the answer in card->answer is; 0: @error is set */
static gsize
exchange (MdgCard *card, const guint8 *command, gsize length, GError **error)
{
  MdgPcscCode code;
  gsize answer_length = 0;

  if (g_cancellable_set_error_if_cancelled (card->cancellable, error))
    return 0;
  code = mdg_pcsc_transmit (&card->pcsc, command, length, card->answer, &answer_length);
  if (code == MDG_PCSC_RESET_CARD)
    card->was_reset = TRUE;
  if (code != MDG_PCSC_OK)
    fail (card, code, "send a command", error);
  /* That is how pcscd tells of a card that was lifted in between. */
  else if (answer_length < 2)
    mdg_set_error (error, MDG_ERROR_NO_CARD, "the answer has %" G_GSIZE_FORMAT " bytes",
                   answer_length);
  else
    return answer_length;
  return 0;
}

/* The command again, asking for as many bytes as the card wants to give. */
static gsize
exchange_with_length (MdgCard *card,
                      const guint8 *command,
                      gsize length,
                      guint8 wanted,
                      GError **error)
{
  g_autofree guint8 *again = g_memdup2 (command, length);

  again[length - 1] = wanted;
  return exchange (card, again, length, error);
}

static gsize
exchange_rest (MdgCard *card, guint8 class, guint8 wanted, GError **error)
{
  const guint8 get_response[] = { class, 0xc0, 0x00, 0x00, wanted };

  return exchange (card, get_response, sizeof get_response, error);
}

GBytes *
mdg_card_transmit (MdgCard *card,
                   const guint8 *command,
                   gsize length,
                   guint16 *status,
                   GError **error)
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  gsize n;

  g_return_val_if_fail (card != NULL && command != NULL && length >= 4 && status != NULL, NULL);

  n = exchange (card, command, length, error);
  if (n == 2 && card->answer[0] == WRONG_LENGTH && length >= 5)
    n = exchange_with_length (card, command, length, card->answer[1], error);
  while (n > 2 || (n == 2 && card->answer[0] == MORE_FOLLOWS))
    {
      g_byte_array_append (whole, card->answer, (guint)(n - 2));
      if (card->answer[n - 2] != MORE_FOLLOWS)
        break;
      if (whole->len > WHOLE_ANSWER_MAX)
        {
          mdg_set_error (error, MDG_ERROR_CARD_FAILED, "the card does not stop answering");
          return NULL;
        }
      n = exchange_rest (card, command[0], card->answer[n - 1], error);
    }
  if (n == 0)
    return NULL;
  *status = (guint16)(card->answer[n - 2] << 8 | card->answer[n - 1]);
  return g_byte_array_free_to_bytes (g_steal_pointer (&whole));
}

/* ---- the talk, in its thread --------------------------------------------------------------- */

static gboolean
talk_in_transaction (MdgCard *card, Talk *talk, GError **error)
{
  MdgPcscCode code = mdg_pcsc_begin (&card->pcsc);
  gboolean well;

  card->was_reset = code == MDG_PCSC_RESET_CARD;
  if (code != MDG_PCSC_OK)
    {
      fail (card, code, "have the card for ourselves", error);
      return FALSE;
    }
  well = talk->talk (card, talk->data, error);
  mdg_pcsc_end (&card->pcsc);
  return well;
}

static gboolean
wake_again (MdgCard *card)
{
  MdgPcscCode code = mdg_pcsc_reconnect (&card->pcsc);

  if (code != MDG_PCSC_OK)
    card->failure = code;
  return code == MDG_PCSC_OK;
}

static gboolean
talk_until_not_reset (MdgCard *card, Talk *talk, GError **error)
{
  for (guint attempt = 1;; attempt++)
    {
      g_autoptr (GError) failure = NULL;

      if (talk_in_transaction (card, talk, &failure))
        return TRUE;
      if (!card->was_reset || attempt == ATTEMPTS || !wake_again (card))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
}

static gboolean
talk_in_context (MdgPcsc *context, Talk *talk, GError **error)
{
  g_autofree MdgCard *card = g_new0 (MdgCard, 1);
  MdgPcscCode code = mdg_pcsc_connect (context, talk->reader, &card->pcsc);
  gboolean well = FALSE;

  card->cancellable = talk->own;
  if (code != MDG_PCSC_OK)
    fail (card, code, "connect to the card", error);
  else
    {
      well = talk_until_not_reset (card, talk, error);
      mdg_pcsc_disconnect (&card->pcsc);
    }
  if (!well)
    correct (context, talk->reader, card->failure, *error);
  memset (card->answer, 0, sizeof card->answer);
  return well;
}

static void
run_talk (Talk *talk)
{
  MdgPcsc *context = NULL;
  MdgPcscCode code = mdg_pcsc_establish (&context);

  if (code != MDG_PCSC_OK)
    {
      mdg_set_error (&talk->error, MDG_ERROR_NO_READER, "there is no PC/SC: 0x%08x", (guint)code);
      return;
    }
  talk_in_context (context, talk, &talk->error);
  mdg_pcsc_release (context);
}

/* ---- the waiting for it, in the main context ----------------------------------------------- */

static void
talk_unref (gpointer data)
{
  Talk *talk = data;

  if (!g_atomic_int_dec_and_test (&talk->references))
    return;
  if (talk->free_data != NULL)
    talk->free_data (talk->data);
  g_clear_error (&talk->error);
  g_object_unref (talk->own);
  g_main_context_unref (talk->main);
  g_free (talk->reader);
  g_free (talk);
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* The first who comes says how it ended: the thread, the time, or the caller. Takes @error. */
static void
complete (Talk *talk, GError *error)
{
  g_autoptr (GTask) task = g_steal_pointer (&talk->task);

  clear_source (&talk->timer);
  clear_source (&talk->cancelled);
  if (task == NULL)
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, talk->data, NULL);
}

static gboolean
on_ended (gpointer data)
{
  Talk *talk = data;

  complete (talk, g_steal_pointer (&talk->error));
  return G_SOURCE_REMOVE;
}

static gboolean
on_time_over (gpointer data)
{
  Talk *talk = data;

  g_cancellable_cancel (talk->own);
  complete (talk, mdg_error_new (MDG_ERROR_CARD_FAILED, "the card did not answer in time"));
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled (GCancellable *cancellable, gpointer data)
{
  Talk *talk = data;

  g_cancellable_cancel (talk->own);
  complete (talk, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled"));
  return G_SOURCE_REMOVE;
}

static gpointer
run (gpointer data)
{
  Talk *talk = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  run_talk (talk);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_ended, talk, talk_unref);
  g_source_attach (source, talk->main);
  return NULL;
}

/* Takes @source. */
static GSource *
attach (Talk *talk, GSource *source, GSourceFunc func)
{
  g_source_set_callback (source, func, talk, NULL);
  g_source_attach (source, talk->main);
  return source;
}

void
mdg_card_talk_async (const char *reader,
                     MdgCardTalk talk,
                     gpointer data,
                     GDestroyNotify free_data,
                     guint patience,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Talk *self = g_new0 (Talk, 1);

  g_return_if_fail (reader != NULL && talk != NULL);

  self->references = 2;
  self->reader = g_strdup (reader);
  self->talk = talk;
  self->data = data;
  self->free_data = free_data;
  self->own = g_cancellable_new ();
  self->main = g_main_context_ref_thread_default ();
  self->task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->task, mdg_card_talk_async);
  g_task_set_task_data (self->task, self, talk_unref);
  self->timer = attach (self, g_timeout_source_new (patience), on_time_over);
  if (cancellable != NULL)
    self->cancelled
        = attach (self, g_cancellable_source_new (cancellable), G_SOURCE_FUNC (on_cancelled));
  g_thread_unref (g_thread_new ("card", run, self));
}

gpointer
mdg_card_talk_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_card_talk_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
