/* test-card-pcscd.c: the card check with a real pcscd, which is killed in the middle of it, and the
 * emulated card on one of its virtual readers. SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/error.h"
#include "emulated-card.h"
#include "own-pcscd.h"
#include "platform/smartcard.h"
#include "readers/card-check.h"

#define NOW G_GINT64_CONSTANT (1795305600) /* 2026-11-22 00:00 UTC */

/* The card that is on the reader: changed in place, as nobody lifts a card that fast. */
static gpointer lying;

static GBytes *
answer (const guint8 *command, gsize length, gpointer data)
{
  return emulated_card_answer (command, length, g_atomic_pointer_get (&lying));
}

static OwnCard *
insert (EmulatedCard *card)
{
  g_atomic_pointer_set (&lying, card);
  return own_card_insert (emulated_card_atr, sizeof emulated_card_atr, answer, NULL);
}

static gboolean
has_card (MdgReaderWatch *watch)
{
  GPtrArray *readers = mdg_reader_watch_get_readers (watch);

  for (guint i = 0; i < readers->len; i++)
    if (g_str_equal (((MdgReader *)readers->pdata[i])->name, OWN_PCSCD_READER))
      return ((MdgReader *)readers->pdata[i])->has_card;
  return FALSE;
}

static void
wait_for_card (MdgReaderWatch *watch)
{
  while (!has_card (watch))
    g_main_context_iteration (NULL, TRUE);
}

/* Lifts it, and waits until that is known: the next one may lie there at once. */
static void
lift (OwnCard *on_reader, MdgReaderWatch *watch)
{
  own_card_remove (on_reader);
  while (has_card (watch))
    g_main_context_iteration (NULL, TRUE);
}

static void
store (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

static gboolean
check_card (guint patience, MdgCardCheck *check, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_card_check_async (OWN_PCSCD_READER, patience, NULL, store, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_card_check_finish (result, check, error);
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *kind;
    MdgCardKind found;
    int tries;
    MdgCardCertificate certificate;
  } cases[] = {
    { "fresh", MDG_CARD_KIND_MY_NUMBER, 3, MDG_CARD_CERTIFICATE_READ },
    { "one-try", MDG_CARD_KIND_MY_NUMBER, 1, MDG_CARD_CERTIFICATE_READ },
    { "blocked", MDG_CARD_KIND_MY_NUMBER, 0, MDG_CARD_CERTIFICATE_READ },
    { "no-pin", MDG_CARD_KIND_MY_NUMBER, 0, MDG_CARD_CERTIFICATE_READ },
    { "grace", MDG_CARD_KIND_MY_NUMBER, 3, MDG_CARD_CERTIFICATE_READ },
    { "expired", MDG_CARD_KIND_MY_NUMBER, 3, MDG_CARD_CERTIFICATE_READ },
    { "not-awake", MDG_CARD_KIND_MY_NUMBER, 3, MDG_CARD_CERTIFICATE_READ },
    { "android", MDG_CARD_KIND_ANDROID, 3, MDG_CARD_CERTIFICATE_LOCKED },
    { "iphone", MDG_CARD_KIND_IPHONE, 3, MDG_CARD_CERTIFICATE_READ },
    { "licence", MDG_CARD_KIND_OTHER, 0, MDG_CARD_CERTIFICATE_NOT_ASKED },
  };
  g_autoptr (MdgReaderWatch) watch = NULL;
  OwnCard *on_reader = NULL;

  own_pcscd_start ();
  watch = mdg_reader_watch_new ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EmulatedCard *card = emulated_card_new (cases[i].kind, NOW);
      g_autoptr (GError) error = NULL;
      MdgCardCheck check;

      g_test_queue_destroy ((GDestroyNotify)emulated_card_free, card);
      g_atomic_pointer_set (&lying, card);
      if (on_reader == NULL)
        on_reader = insert (card);
      wait_for_card (watch);
      g_assert_true (check_card (MDG_CARD_CHECK_PATIENCE, &check, &error));
      g_assert_no_error (error);
      g_test_message ("%s", cases[i].kind);
      g_assert_cmpint (check.kind, ==, cases[i].found);
      g_assert_cmpint (check.tries, ==, cases[i].tries);
      g_assert_cmpint (check.certificate, ==, cases[i].certificate);
      if (check.certificate == MDG_CARD_CERTIFICATE_READ)
        g_assert_cmpint (check.valid_until, ==, emulated_card_get_end (card));
      g_assert_true (emulated_card_is_at_peace (card));
    }
  lift (on_reader, watch);
}

/* Lifted in the middle of it; then another one that talks nonsense; then a good one. */
static void
test_bad_cards (void)
{
  EmulatedCard *pulled = emulated_card_new ("pulled", NOW);
  EmulatedCard *garbage = emulated_card_new ("garbage", NOW);
  g_autoptr (MdgReaderWatch) watch = mdg_reader_watch_new ();
  g_autoptr (GError) error = NULL;
  MdgCardCheck check;
  OwnCard *on_reader = insert (pulled);

  g_test_queue_destroy ((GDestroyNotify)emulated_card_free, pulled);
  g_test_queue_destroy ((GDestroyNotify)emulated_card_free, garbage);
  wait_for_card (watch);
  g_assert_false (check_card (MDG_CARD_CHECK_PATIENCE, &check, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NO_CARD);
  g_clear_error (&error);
  lift (on_reader, watch);
  on_reader = insert (garbage);
  wait_for_card (watch);
  g_assert_true (check_card (MDG_CARD_CHECK_PATIENCE, &check, &error));
  g_assert_cmpint (check.certificate, !=, MDG_CARD_CERTIFICATE_READ);
  lift (on_reader, watch);
}

typedef struct
{
  EmulatedCard *card;
  gboolean killed;
} Murder;

static gboolean
kill_in_the_middle (gpointer data)
{
  Murder *murder = data;

  if (!emulated_card_is_waited_for (murder->card))
    return G_SOURCE_CONTINUE;
  own_pcscd_kill ();
  murder->killed = TRUE;
  return G_SOURCE_REMOVE;
}

/* The service dies while the card thinks, and comes back: the same watch sees it, and the same card
 * can be checked. */
static void
test_killed (void)
{
  EmulatedCard *slow = emulated_card_new ("slow", NOW);
  EmulatedCard *fresh = emulated_card_new ("fresh", NOW);
  Murder murder = { slow, FALSE };
  g_autoptr (MdgReaderWatch) watch = mdg_reader_watch_new ();
  g_autoptr (GError) error = NULL;
  OwnCard *on_reader = insert (slow);
  MdgCardCheck check;

  g_test_queue_destroy ((GDestroyNotify)emulated_card_free, slow);
  g_test_queue_destroy ((GDestroyNotify)emulated_card_free, fresh);
  wait_for_card (watch);
  g_timeout_add (5, kill_in_the_middle, &murder);
  g_assert_false (check_card (MDG_CARD_CHECK_PATIENCE, &check, &error));
  g_assert_true (murder.killed);
  g_assert_cmpint (error->domain, ==, MDG_ERROR);
  g_test_message ("%s", error->message);
  g_clear_error (&error);
  emulated_card_release (slow);
  own_card_remove (on_reader);
  while (mdg_reader_watch_get_service (watch) != MDG_CARD_SERVICE_STOPPED)
    g_main_context_iteration (NULL, TRUE);

  own_pcscd_start ();
  on_reader = insert (fresh);
  wait_for_card (watch);
  g_assert_true (check_card (MDG_CARD_CHECK_PATIENCE, &check, &error));
  g_assert_no_error (error);
  g_assert_cmpint (check.kind, ==, MDG_CARD_KIND_MY_NUMBER);
  lift (on_reader, watch);
}

/* Last, as pcscd itself waits for such a card: it never answers, and is given up. */
static void
test_mute (void)
{
  EmulatedCard *mute = emulated_card_new ("mute", NOW);
  g_autoptr (MdgReaderWatch) watch = mdg_reader_watch_new ();
  g_autoptr (GError) error = NULL;
  OwnCard *on_reader = insert (mute);
  MdgCardCheck check;

  g_test_queue_destroy ((GDestroyNotify)emulated_card_free, mute);
  wait_for_card (watch);
  g_assert_false (check_card (300, &check, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_CARD_FAILED);
  emulated_card_release (mute);
  own_card_remove (on_reader);
}

int
main (int argc, char **argv)
{
  int status;

  if (!own_pcscd_prepare ())
    return 0;
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card-pcscd/kinds", test_kinds);
  g_test_add_func ("/card-pcscd/bad-cards", test_bad_cards);
  g_test_add_func ("/card-pcscd/killed", test_killed);
  g_test_add_func ("/card-pcscd/mute", test_mute);
  status = g_test_run ();
  own_pcscd_stop ();
  return status;
}
