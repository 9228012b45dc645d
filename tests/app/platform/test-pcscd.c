/* test-pcscd.c: readers and cards with a real pcscd, which comes and goes, and virtual readers.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/error.h"
#include "own-pcscd.h"
#include "platform/smartcard.h"

#define PATIENCE 20000 /* milliseconds */

static const guint8 atr[] = { 0x3b, 0x85, 0x80, 0x01, 'P', 'R', 'O', 'B', 'E', 0x55 };
static const guint8 select_it[] = { 0x00, 0xa4, 0x04, 0x0c, 0x02, 0xf0, 0x01 };
static const guint8 read_it[] = { 0x00, 0xb0, 0x00, 0x00, 0x00, 0x00, 0x00 };

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
wait_for_service (MdgReaderWatch *watch, MdgCardService service)
{
  while (mdg_reader_watch_get_service (watch) != service)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_readers (MdgReaderWatch *watch)
{
  while (find (watch, OWN_PCSCD_READER) == NULL || find (watch, OWN_PCSCD_SECOND_READER) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_card (MdgReaderWatch *watch, gboolean there)
{
  while (find (watch, OWN_PCSCD_READER)->has_card != there)
    g_main_context_iteration (NULL, TRUE);
}

/* Selected, it gives a file of 3000 bytes; INS 0x01: never answers; 0x02: is lifted. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  gboolean lifted;
} Card;

static GBytes *
answer (const guint8 *command, gsize length, gpointer data)
{
  Card *card = data;
  g_autofree guint8 *file = NULL;

  switch (command[1])
    {
    case 0xa4:
      return g_bytes_new ("\x90\x00", 2);
    case 0xb0:
      file = g_malloc (3002);
      memset (file, 'f', 3000);
      memcpy (file + 3000, "\x90\x00", 2);
      return g_bytes_new (file, 3002);
    case 0x01:
      g_mutex_lock (&card->mutex);
      while (!card->lifted)
        g_cond_wait (&card->cond, &card->mutex);
      g_mutex_unlock (&card->mutex);
      return NULL;
    case 0x02:
      return NULL;
    default:
      return g_bytes_new ("\x6d\x00", 2);
    }
}

static gboolean
read_file (MdgCard *card, gpointer data, GError **error)
{
  guint16 status = 0;
  g_autoptr (GBytes) nothing
      = mdg_card_transmit (card, select_it, sizeof select_it, &status, error);
  g_autoptr (GBytes) file = NULL;

  if (nothing == NULL)
    return FALSE;
  g_assert_cmpuint (status, ==, MDG_CARD_OK);
  file = mdg_card_transmit (card, read_it, sizeof read_it, &status, error);
  if (file == NULL)
    return FALSE;
  g_assert_cmpuint (status, ==, MDG_CARD_OK);
  *(gsize *)data = g_bytes_get_size (file);
  return TRUE;
}

static gboolean
send_one (MdgCard *card, gpointer data, GError **error)
{
  const guint8 command[] = { 0x00, GPOINTER_TO_UINT (data), 0x00, 0x00 };
  guint16 status = 0;
  g_autoptr (GBytes) nothing = mdg_card_transmit (card, command, sizeof command, &status, error);

  g_assert_true (nothing == NULL || status == 0x6d00);
  return nothing != NULL;
}

static void
store (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

static gpointer
talk_with (MdgCardTalk talk, gpointer data, guint patience, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_card_talk_async (OWN_PCSCD_READER, talk, data, NULL, patience, NULL, store, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_card_talk_finish (result, error);
}

/* It does not run; it is started; it ends in the middle; it is started again. */
static void
test_service (void)
{
  g_autoptr (MdgReaderWatch) watch = mdg_reader_watch_new ();
  g_autoptr (GError) error = NULL;

  wait_for_service (watch, MDG_CARD_SERVICE_STOPPED);
  g_assert_null (talk_with (send_one, GUINT_TO_POINTER (0x10), PATIENCE, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NO_READER);
  for (guint round = 0; round < 2; round++)
    {
      own_pcscd_start ();
      wait_for_service (watch, MDG_CARD_SERVICE_RUNNING);
      wait_for_readers (watch);
      g_assert_false (find (watch, OWN_PCSCD_READER)->has_card);
      own_pcscd_stop ();
      wait_for_service (watch, MDG_CARD_SERVICE_STOPPED);
      g_assert_cmpuint (mdg_reader_watch_get_readers (watch)->len, ==, 0);
    }
}

static void
test_card (void)
{
  g_autoptr (MdgReaderWatch) watch = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) expected = g_bytes_new (atr, sizeof atr);
  Card data = { .lifted = FALSE };
  OwnCard *card;
  gsize length = 0;

  own_pcscd_start ();
  watch = mdg_reader_watch_new ();
  wait_for_readers (watch);
  g_assert_null (talk_with (read_file, &length, PATIENCE, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NO_CARD);
  g_clear_error (&error);
  for (guint round = 0; round < 2; round++)
    {
      card = own_card_insert (atr, sizeof atr, answer, &data);
      wait_for_card (watch, TRUE);
      g_assert_true (g_bytes_equal (find (watch, OWN_PCSCD_READER)->atr, expected));
      g_assert_false (find (watch, OWN_PCSCD_SECOND_READER)->has_card);
      g_assert_nonnull (talk_with (read_file, &length, PATIENCE, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (length, ==, 3000);
      own_card_remove (card);
      wait_for_card (watch, FALSE);
    }
  own_pcscd_stop ();
}

static void
test_lifted (void)
{
  g_autoptr (MdgReaderWatch) watch = NULL;
  g_autoptr (GError) error = NULL;
  Card data = { .lifted = FALSE };
  OwnCard *card;

  own_pcscd_start ();
  watch = mdg_reader_watch_new ();
  wait_for_readers (watch);
  card = own_card_insert (atr, sizeof atr, answer, &data);
  wait_for_card (watch, TRUE);
  g_assert_null (talk_with (send_one, GUINT_TO_POINTER (0x02), PATIENCE, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NO_CARD);
  wait_for_card (watch, FALSE);
  own_card_remove (card);
  own_pcscd_stop ();
}

/* A card that never answers is given up; the daemon waits on until it is lifted. */
static void
test_mute (void)
{
  g_autoptr (MdgReaderWatch) watch = NULL;
  g_autoptr (GError) error = NULL;
  Card data = { .lifted = FALSE };
  OwnCard *card;

  own_pcscd_start ();
  watch = mdg_reader_watch_new ();
  wait_for_readers (watch);
  card = own_card_insert (atr, sizeof atr, answer, &data);
  wait_for_card (watch, TRUE);
  g_assert_null (talk_with (send_one, GUINT_TO_POINTER (0x01), 500, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_CARD_FAILED);
  g_mutex_lock (&data.mutex);
  data.lifted = TRUE;
  g_cond_signal (&data.cond);
  g_mutex_unlock (&data.mutex);
  wait_for_card (watch, FALSE);
  own_card_remove (card);
  own_pcscd_stop ();
}

int
main (int argc, char **argv)
{
  int status;

  if (!own_pcscd_prepare ())
    return 0;
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pcscd/service", test_service);
  g_test_add_func ("/pcscd/card", test_card);
  g_test_add_func ("/pcscd/lifted", test_lifted);
  g_test_add_func ("/pcscd/mute", test_mute);
  status = g_test_run ();
  own_pcscd_stop ();
  return status;
}
