/* test-smartcard.c: readers watched and cards talked with, on the computer for tests, which does
 * what real readers seldom do on demand. SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/error.h"
#include "platform/fake/fake.h"
#include "platform/smartcard.h"

#define READER "Fake Reader 0"
#define PATIENCE 20000 /* milliseconds; nobody waits that long here */

static void
run_loop (void)
{
  g_main_context_iteration (NULL, TRUE);
}

/* ---- watching ------------------------------------------------------------------------------ */

static void
wait_for_service (MdgReaderWatch *watch, MdgCardService service)
{
  while (mdg_reader_watch_get_service (watch) != service)
    run_loop ();
}

static const MdgReader *
find (MdgReaderWatch *watch, const char *name)
{
  GPtrArray *readers = mdg_reader_watch_get_readers (watch);

  for (guint i = 0; i < readers->len; i++)
    if (g_str_equal (((MdgReader *)readers->pdata[i])->name, name))
      return readers->pdata[i];
  return NULL;
}

static void
wait_for_reader (MdgReaderWatch *watch, const char *name, gboolean there)
{
  while ((find (watch, name) != NULL) != there)
    run_loop ();
}

static void
wait_for_card (MdgReaderWatch *watch, gboolean there)
{
  while (find (watch, READER)->has_card != there)
    run_loop ();
}

static GBytes *
say_yes (const guint8 *command, gsize length, gpointer data)
{
  return g_bytes_new ("\x90\x00", 2);
}

static void
test_readers (void)
{
  g_autoptr (MdgReaderWatch) watch = mdg_reader_watch_new ();

  g_assert_cmpint (mdg_reader_watch_get_service (watch), ==, MDG_CARD_SERVICE_UNKNOWN);
  wait_for_service (watch, MDG_CARD_SERVICE_RUNNING);
  g_assert_cmpuint (mdg_reader_watch_get_readers (watch)->len, ==, 0);
  mdg_fake_plug_reader (READER);
  wait_for_reader (watch, READER, TRUE);
  mdg_fake_plug_reader ("A reader before it");
  wait_for_reader (watch, "A reader before it", TRUE);
  g_assert_true (mdg_reader_watch_get_readers (watch)->pdata[1] == find (watch, READER));
  mdg_fake_unplug_reader (READER);
  wait_for_reader (watch, READER, FALSE);
  g_assert_nonnull (find (watch, "A reader before it"));
  mdg_fake_unplug_reader ("A reader before it");
  wait_for_reader (watch, "A reader before it", FALSE);
  g_assert_cmpint (mdg_reader_watch_get_service (watch), ==, MDG_CARD_SERVICE_RUNNING);
}

static void
test_cards (void)
{
  g_autoptr (MdgReaderWatch) watch = mdg_reader_watch_new ();
  g_autoptr (GBytes) atr = g_bytes_new ("\x3b\x80\x01", 3);
  g_autoptr (MdgReader) copy = NULL;

  mdg_fake_plug_reader (READER);
  wait_for_reader (watch, READER, TRUE);
  mdg_fake_insert_card (READER, atr, say_yes, NULL);
  wait_for_card (watch, TRUE);
  g_assert_true (g_bytes_equal (find (watch, READER)->atr, atr));
  g_assert_false (find (watch, READER)->is_mute);
  mdg_fake_set_card_in_use (READER, TRUE);
  while (!find (watch, READER)->is_in_use)
    run_loop ();
  copy = mdg_reader_copy (find (watch, READER));
  mdg_fake_remove_card (READER);
  wait_for_card (watch, FALSE);
  g_assert_null (find (watch, READER)->atr);
  g_assert_true (copy->has_card && g_bytes_equal (copy->atr, atr));
  mdg_fake_insert_card (READER, NULL, NULL, NULL);
  wait_for_card (watch, TRUE);
  g_assert_true (find (watch, READER)->is_mute);
  mdg_fake_unplug_reader (READER);
}

static void
test_service (void)
{
  g_autoptr (MdgReaderWatch) watch = mdg_reader_watch_new ();
  guint before;
  gint64 begin;

  mdg_fake_plug_reader (READER);
  wait_for_reader (watch, READER, TRUE);
  before = mdg_fake_count_card_contexts ();
  mdg_fake_set_card_service (FALSE);
  begin = g_get_monotonic_time ();
  wait_for_service (watch, MDG_CARD_SERVICE_STOPPED);
  g_assert_cmpuint (mdg_reader_watch_get_readers (watch)->len, ==, 0);
  /* It is asked again, but not all the time: at most once a second. */
  while (mdg_fake_count_card_contexts () < before + 2)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (g_get_monotonic_time () - begin, >, G_USEC_PER_SEC);
  mdg_fake_set_card_service (TRUE);
  wait_for_service (watch, MDG_CARD_SERVICE_RUNNING);
  wait_for_reader (watch, READER, TRUE);
  mdg_fake_unplug_reader (READER);
}

static void
count (guint *number)
{
  (*number)++;
}

/* A watch that is disposed of says nothing more, whatever its thread was about to say. */
static void
test_dispose (void)
{
  guint changes = 0;

  for (guint i = 0; i < 50; i++)
    {
      MdgReaderWatch *watch = mdg_reader_watch_new ();
      g_signal_connect_swapped (watch, "changed", G_CALLBACK (count), &changes);
      mdg_fake_plug_reader (READER);
      g_object_add_weak_pointer (G_OBJECT (watch), (gpointer *)&watch);
      g_object_unref (watch);
      g_assert_null (watch);
      mdg_fake_unplug_reader (READER);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (changes, ==, 0);
}

/* ---- talking ------------------------------------------------------------------------------- */

typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean silent; /* waits with its answer until that is FALSE */
  guint commands;
  guint talks;
  guint freed;
  GBytes *whole;
} Card;

static void
card_free (gpointer data)
{
  Card *card = data;

  g_mutex_lock (&card->mutex);
  card->freed++;
  g_cond_broadcast (&card->cond);
  g_mutex_unlock (&card->mutex);
}

static void
store (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

static gpointer
talk_with (MdgCardTalk talk, Card *card, guint patience, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_card_talk_async (READER, talk, card, card_free, patience, cancellable, store, &result);
  while (result == NULL)
    run_loop ();
  return mdg_card_talk_finish (result, error);
}

static const guint8 select_it[] = { 0x00, 0xa4, 0x04, 0x00 };
static const guint8 read_it[] = { 0x00, 0xb0, 0x00, 0x00, 0x00 };

/* A long file, the first part of which has the wrong length, the rest of which has to be fetched.
 */
static GBytes *
answer_in_parts (const guint8 *command, gsize length, gpointer data)
{
  Card *card = data;
  guint8 part[256 + 2];

  card->commands++;
  if (command[1] == 0xa4)
    return g_bytes_new ("\x90\x00", 2);
  if (command[1] == 0xb0 && command[4] != 200)
    return g_bytes_new ("\x6c\xc8", 2);
  memset (part, (int)card->commands, sizeof part);
  if (command[1] == 0xb0)
    memcpy (part + 200, "\x61\x00", 2);
  else if (card->commands == 4)
    memcpy (part + 256, "\x61\x05", 2);
  else
    memcpy (part + 5, "\x62\x82", 2);
  g_assert_true (command[1] == 0xb0 || command[1] == 0xc0);
  return g_bytes_new (part, command[1] == 0xb0 ? 202 : card->commands == 4 ? 258 : 7);
}

static gboolean
read_file (MdgCard *card, gpointer data, GError **error)
{
  Card *self = data;
  g_autoptr (GBytes) nothing = NULL;
  guint16 status = 0;

  self->talks++;
  nothing = mdg_card_transmit (card, select_it, sizeof select_it, &status, error);
  if (nothing == NULL)
    return FALSE;
  g_assert_cmpuint (g_bytes_get_size (nothing), ==, 0);
  g_assert_cmpuint (status, ==, MDG_CARD_OK);
  g_clear_pointer (&self->whole, g_bytes_unref);
  self->whole = mdg_card_transmit (card, read_it, sizeof read_it, &status, error);
  if (self->whole != NULL)
    g_assert_cmpuint (status, ==, 0x6282);
  return self->whole != NULL;
}

static void
test_talk (void)
{
  Card card = { .commands = 0 };
  g_autoptr (GError) error = NULL;
  const guint8 *bytes;
  gsize length;

  mdg_fake_plug_reader (READER);
  mdg_fake_insert_card (READER, NULL, answer_in_parts, &card);
  g_assert_true (talk_with (read_file, &card, PATIENCE, NULL, &error) == &card);
  g_assert_no_error (error);
  bytes = g_bytes_get_data (card.whole, &length);
  g_assert_cmpuint (length, ==, 200 + 256 + 5);
  g_assert_cmpuint (bytes[199], ==, 3);
  g_assert_cmpuint (bytes[200], ==, 4);
  g_assert_cmpuint (bytes[460], ==, 5);
  g_assert_cmpuint (card.freed, ==, 1);
  g_bytes_unref (card.whole);
  mdg_fake_unplug_reader (READER);
}

/* Somebody resets the card: everything that was said is said again. */
static void
test_reset (void)
{
  Card card = { .commands = 0 };
  g_autoptr (GError) error = NULL;

  mdg_fake_plug_reader (READER);
  mdg_fake_insert_card (READER, NULL, answer_in_parts, &card);
  mdg_fake_reset_card (2);
  g_assert_nonnull (talk_with (read_file, &card, PATIENCE, NULL, &error));
  g_assert_cmpuint (card.talks, ==, 3);
  mdg_fake_reset_card (100);
  g_assert_null (talk_with (read_file, &card, PATIENCE, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_CARD_FAILED);
  g_assert_cmpuint (card.talks, ==, 6);
  mdg_fake_reset_card (0);
  g_bytes_unref (card.whole);
  mdg_fake_unplug_reader (READER);
}

static GBytes *
lift (const guint8 *command, gsize length, gpointer data)
{
  mdg_fake_remove_card (READER);
  return NULL;
}

static GBytes *
unplug (const guint8 *command, gsize length, gpointer data)
{
  mdg_fake_unplug_reader (READER);
  return NULL;
}

static GBytes *
babble (const guint8 *command, gsize length, gpointer data)
{
  guint8 part[257 + 2] = { 0 };

  part[257] = 0x61;
  return g_bytes_new (part, sizeof part);
}

static GBytes *
say_little (const guint8 *command, gsize length, gpointer data)
{
  return g_bytes_new ("\x90", 1);
}

static void
assert_fails (MdgErrorCode code)
{
  Card card = { .commands = 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (talk_with (read_file, &card, PATIENCE, NULL, &error));
  g_assert_error (error, MDG_ERROR, (int)code);
  g_assert_cmpuint (card.freed, ==, 1);
  g_clear_pointer (&card.whole, g_bytes_unref);
}

static void
test_failures (void)
{
  assert_fails (MDG_ERROR_NO_READER);
  mdg_fake_plug_reader (READER);
  assert_fails (MDG_ERROR_NO_CARD);
  mdg_fake_insert_card (READER, NULL, NULL, NULL);
  assert_fails (MDG_ERROR_CARD_FAILED);
  mdg_fake_insert_card (READER, NULL, say_yes, NULL);
  mdg_fake_set_card_in_use (READER, TRUE);
  assert_fails (MDG_ERROR_IN_USE);
  mdg_fake_insert_card (READER, NULL, lift, NULL);
  assert_fails (MDG_ERROR_NO_CARD);
  mdg_fake_insert_card (READER, NULL, say_little, NULL);
  assert_fails (MDG_ERROR_NO_CARD);
  mdg_fake_insert_card (READER, NULL, babble, NULL);
  assert_fails (MDG_ERROR_CARD_FAILED);
  mdg_fake_set_card_service (FALSE);
  assert_fails (MDG_ERROR_NO_READER);
  mdg_fake_set_card_service (TRUE);
  mdg_fake_unplug_reader (READER);
}

static GBytes *
stay (const guint8 *command, gsize length, gpointer data)
{
  return NULL; /* with the code that is set: an answer that did not come about */
}

/* Drivers tell of it in many ways; who lifted the card hears the same of all of them. The same
 * codes mean something else where the card still lies there. */
static void
test_lifted (void)
{
  static const int codes[] = {
    (int)0x80100003, /* SCARD_E_INVALID_HANDLE */
    (int)0x8010000c, /* SCARD_E_NO_SMARTCARD */
    (int)0x80100016, /* SCARD_E_NOT_TRANSACTED */
    (int)0x80100017, /* SCARD_E_READER_UNAVAILABLE */
    (int)0x8010002f, /* SCARD_E_COMM_DATA_LOST */
    (int)0x80100066, /* SCARD_W_UNRESPONSIVE_CARD */
    (int)0x80100067, /* SCARD_W_UNPOWERED_CARD */
    (int)0x80100069, /* SCARD_W_REMOVED_CARD */
    (int)0x00000016, /* ERROR_BAD_COMMAND, which Windows passes on from a driver */
    (int)0x0000001f, /* ERROR_GEN_FAILURE */
  };

  mdg_fake_plug_reader (READER);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_test_message ("0x%08x", (guint)codes[i]);
      mdg_fake_set_lifted_code (codes[i]);
      mdg_fake_insert_card (READER, NULL, lift, NULL);
      assert_fails (MDG_ERROR_NO_CARD);
    }
  mdg_fake_set_lifted_code ((int)0x80100016);
  mdg_fake_insert_card (READER, NULL, stay, NULL);
  assert_fails (MDG_ERROR_CARD_FAILED);
  mdg_fake_insert_card (READER, NULL, unplug, NULL);
  assert_fails (MDG_ERROR_NO_READER);
  mdg_fake_set_lifted_code (0);
}

/* Keeps its answer to itself until it is told. */
static GBytes *
think (const guint8 *command, gsize length, gpointer data)
{
  Card *card = data;

  g_mutex_lock (&card->mutex);
  card->commands++;
  while (card->silent)
    g_cond_wait (&card->cond, &card->mutex);
  g_mutex_unlock (&card->mutex);
  return g_bytes_new ("\x90\x00", 2);
}

static void
speak (Card *card)
{
  g_mutex_lock (&card->mutex);
  card->silent = FALSE;
  g_cond_broadcast (&card->cond);
  g_mutex_unlock (&card->mutex);
}

/* The answer comes after all; nothing more is said, and what belonged to the talk is freed. */
static void
assert_ends_late (Card *card)
{
  g_assert_cmpuint (card->freed, ==, 0);
  speak (card);
  while (card->freed == 0)
    run_loop ();
  g_assert_cmpuint (card->commands, ==, 1);
}

static gboolean
was_asked (Card *card)
{
  gboolean asked;

  g_mutex_lock (&card->mutex);
  asked = card->commands > 0;
  g_mutex_unlock (&card->mutex);
  return asked;
}

/* Whether a card that says nothing was asked within @patience, milliseconds: a busy machine may not
 * come that far. */
static gboolean
test_mute_for (guint patience)
{
  Card card = { .silent = TRUE };
  g_autoptr (GError) error = NULL;
  gboolean asked;

  mdg_fake_insert_card (READER, NULL, think, &card);
  g_assert_null (talk_with (read_file, &card, patience, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_CARD_FAILED);
  asked = was_asked (&card);
  if (asked)
    assert_ends_late (&card);
  speak (&card);
  while (card.freed == 0)
    run_loop ();
  return asked;
}

static void
test_mute (void)
{
  guint patience = 50;

  mdg_fake_plug_reader (READER);
  while (!test_mute_for (patience))
    patience *= 2;
  mdg_fake_unplug_reader (READER);
}

typedef struct
{
  Card *card;
  GCancellable *cancellable;
} Change;

/* Somebody changes his mind while the card thinks. */
static gboolean
cancel_when_asked (gpointer data)
{
  Change *change = data;
  gboolean asked = was_asked (change->card);

  if (asked)
    g_cancellable_cancel (change->cancellable);
  return asked ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
test_cancel (void)
{
  Card card = { .silent = TRUE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Change change = { &card, cancellable };
  g_autoptr (GError) error = NULL;

  mdg_fake_plug_reader (READER);
  mdg_fake_insert_card (READER, NULL, think, &card);
  g_timeout_add (1, cancel_when_asked, &change);
  g_assert_null (talk_with (read_file, &card, PATIENCE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_ends_late (&card);
  mdg_fake_unplug_reader (READER);
}

/* Who is cancelled before he asks does not get an answer. */
static void
test_cancelled_before (void)
{
  Card card = { .silent = FALSE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (talk_with (read_file, &card, PATIENCE, cancellable, &error));
  g_assert_true (error != NULL);
  while (card.freed == 0)
    run_loop ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/smartcard/readers", test_readers);
  g_test_add_func ("/smartcard/cards", test_cards);
  g_test_add_func ("/smartcard/service", test_service);
  g_test_add_func ("/smartcard/dispose", test_dispose);
  g_test_add_func ("/smartcard/talk", test_talk);
  g_test_add_func ("/smartcard/reset", test_reset);
  g_test_add_func ("/smartcard/failures", test_failures);
  g_test_add_func ("/smartcard/lifted", test_lifted);
  g_test_add_func ("/smartcard/mute", test_mute);
  g_test_add_func ("/smartcard/cancel", test_cancel);
  g_test_add_func ("/smartcard/cancelled-before", test_cancelled_before);
  return g_test_run ();
}
