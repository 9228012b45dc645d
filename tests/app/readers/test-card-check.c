/* test-card-check.c: what is made of a card's answers; with the emulated card, first hand to hand,
 * then on a reader of the computer for tests. SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/error.h"
#include "emulated-card.h"
#include "platform/fake/fake.h"
#include "readers/card-check.h"

#define READER "A reader"
#define NOW G_GINT64_CONSTANT (1795305600) /* 2026-11-22 00:00 UTC */

/* ---- hand to hand -------------------------------------------------------------------------- */

static GBytes *
say (gpointer card, const guint8 *command, gsize length, guint16 *status, GError **error)
{
  g_autoptr (GBytes) answer = emulated_card_answer (command, length, card);
  const guint8 *bytes;
  gsize n;

  if (answer == NULL)
    {
      mdg_set_error (error, MDG_ERROR_NO_CARD, "lifted");
      return NULL;
    }
  bytes = g_bytes_get_data (answer, &n);
  *status = (guint16)(bytes[n - 2] << 8 | bytes[n - 1]);
  return g_bytes_new_from_bytes (answer, 0, n - 2);
}

typedef struct
{
  const char *what;
  MdgCardKind kind;
  MdgCardPin pin;
  int tries;
  MdgCardCertificate certificate;
  MdgCardValidity validity;
} Case;

#define READ MDG_CARD_CERTIFICATE_READ

static const Case cases[] = {
  { "fresh", MDG_CARD_KIND_MY_NUMBER, MDG_CARD_PIN_OPEN, 3, READ, MDG_CARD_VALID },
  { "one-try", MDG_CARD_KIND_MY_NUMBER, MDG_CARD_PIN_OPEN, 1, READ, MDG_CARD_VALID },
  { "blocked", MDG_CARD_KIND_MY_NUMBER, MDG_CARD_PIN_BLOCKED, 0, READ, MDG_CARD_VALID },
  { "no-pin", MDG_CARD_KIND_MY_NUMBER, MDG_CARD_PIN_ABSENT, 0, READ, MDG_CARD_VALID },
  { "not-long", MDG_CARD_KIND_MY_NUMBER, MDG_CARD_PIN_OPEN, 3, READ, MDG_CARD_VALID_NOT_LONG },
  { "grace", MDG_CARD_KIND_MY_NUMBER, MDG_CARD_PIN_OPEN, 3, READ, MDG_CARD_IN_GRACE },
  { "expired", MDG_CARD_KIND_MY_NUMBER, MDG_CARD_PIN_OPEN, 3, READ, MDG_CARD_OVER },
  { "not-awake", MDG_CARD_KIND_MY_NUMBER, MDG_CARD_PIN_OPEN, 3, READ, MDG_CARD_VALID },
  { "no-certificate", MDG_CARD_KIND_MY_NUMBER, MDG_CARD_PIN_OPEN, 3, MDG_CARD_CERTIFICATE_ABSENT,
    MDG_CARD_VALID },
  { "android", MDG_CARD_KIND_ANDROID, MDG_CARD_PIN_OPEN, 3, MDG_CARD_CERTIFICATE_LOCKED,
    MDG_CARD_VALID },
  { "iphone", MDG_CARD_KIND_IPHONE, MDG_CARD_PIN_OPEN, 3, READ, MDG_CARD_VALID },
  { "iphone-expired", MDG_CARD_KIND_IPHONE, MDG_CARD_PIN_OPEN, 3, READ, MDG_CARD_OVER },
  { "juki", MDG_CARD_KIND_JUKI, MDG_CARD_PIN_OPEN, 3, READ, MDG_CARD_VALID },
  { "strange", MDG_CARD_KIND_STRANGE, MDG_CARD_PIN_OPEN, 3, READ, MDG_CARD_VALID },
  { "licence", MDG_CARD_KIND_OTHER, MDG_CARD_PIN_UNKNOWN, 0, MDG_CARD_CERTIFICATE_NOT_ASKED,
    MDG_CARD_VALID },
};

static void
assert_case (const Case *it, const MdgCardCheck *check, EmulatedCard *card)
{
  gint64 until;

  g_test_message ("%s", it->what);
  g_assert_cmpint (check->kind, ==, it->kind);
  g_assert_cmpint (check->pin, ==, it->pin);
  g_assert_cmpint (check->tries, ==, it->tries);
  g_assert_cmpint (check->certificate, ==, it->certificate);
  if (check->certificate == READ)
    {
      g_assert_cmpint (check->valid_until, ==, emulated_card_get_end (card));
      g_assert_cmpint (
          mdg_card_validity (check->valid_until, mdg_card_kind_is_phone (check->kind), NOW, &until),
          ==, it->validity);
    }
  g_assert_true (emulated_card_is_at_peace (card));
}

static void
test_kinds (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EmulatedCard) card = emulated_card_new (cases[i].what, NOW);
      g_autoptr (GError) error = NULL;
      MdgCardCheck check;

      g_assert_true (mdg_card_check_run (say, card, &check, &error));
      g_assert_no_error (error);
      assert_case (&cases[i], &check, card);
    }
}

/* Every answer that is nonsense is either an error or "cannot be read", and the check comes to an
 * end. */
static void
test_garbage (void)
{
  g_autoptr (EmulatedCard) card = emulated_card_new ("garbage", NOW);

  for (guint i = 0; i < 500; i++)
    {
      MdgCardCheck check;
      g_autoptr (GError) error = NULL;

      g_assert_true (mdg_card_check_run (say, card, &check, &error));
      g_assert_cmpint (check.kind, ==,
                       MDG_CARD_KIND_MY_NUMBER); /* it says yes to both applications */
      g_assert_cmpint (check.pin, ==, MDG_CARD_PIN_UNKNOWN);
      g_assert_cmpint (check.certificate, !=, MDG_CARD_CERTIFICATE_READ);
    }
  g_assert_true (emulated_card_is_at_peace (card));
}

/* Says the same to everything. */
static GBytes *
say_always (gpointer status_word,
            const guint8 *command,
            gsize length,
            guint16 *status,
            GError **error)
{
  *status = (guint16)GPOINTER_TO_UINT (status_word);
  return g_bytes_new_static ("", 0);
}

static void
test_refusals (void)
{
  MdgCardCheck check;
  g_autoptr (GError) error = NULL;

  g_assert_true (mdg_card_check_run (say_always, GUINT_TO_POINTER (0x6a82), &check, &error));
  g_assert_cmpint (check.kind, ==, MDG_CARD_KIND_OTHER);
  g_assert_true (mdg_card_check_run (say_always, GUINT_TO_POINTER (0x6d00), &check, &error));
  g_assert_cmpint (check.kind, ==, MDG_CARD_KIND_OTHER);
  /* It never wakes up, or says what no card says. */
  g_assert_false (mdg_card_check_run (say_always, GUINT_TO_POINTER (0x6f00), &check, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_CARD_FAILED);
  g_clear_error (&error);
  g_assert_false (mdg_card_check_run (say_always, GUINT_TO_POINTER (0x1234), &check, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_CARD_FAILED);
  g_clear_error (&error);
  g_assert_false (mdg_card_check_run (say_always, GUINT_TO_POINTER (0), &check, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_CARD_FAILED);
  g_clear_error (&error);
  /* Yes to all, and nothing in it. */
  g_assert_true (mdg_card_check_run (say_always, GUINT_TO_POINTER (0x9000), &check, &error));
  g_assert_cmpint (check.certificate, ==, MDG_CARD_CERTIFICATE_UNREADABLE);
  g_assert_cmpint (check.tries, ==, MDG_CARD_TRIES_UNKNOWN);
}

/* ---- single answers ------------------------------------------------------------------------ */

static void
test_pin (void)
{
  static const struct
  {
    guint16 status;
    MdgCardPin pin;
    int tries;
  } answers[] = { { 0x63c3, MDG_CARD_PIN_OPEN, 3 },    { 0x63c1, MDG_CARD_PIN_OPEN, 1 },
                  { 0x63cf, MDG_CARD_PIN_OPEN, 15 },   { 0x63c0, MDG_CARD_PIN_BLOCKED, 0 },
                  { 0x6984, MDG_CARD_PIN_BLOCKED, 0 }, { 0x6983, MDG_CARD_PIN_BLOCKED, 0 },
                  { 0x6300, MDG_CARD_PIN_OPEN, -1 },   { 0x9000, MDG_CARD_PIN_OPEN, -1 },
                  { 0x6a82, MDG_CARD_PIN_ABSENT, 0 },  { 0x6a88, MDG_CARD_PIN_ABSENT, 0 },
                  { 0x6700, MDG_CARD_PIN_UNKNOWN, 0 }, { 0x63d1, MDG_CARD_PIN_UNKNOWN, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      int tries = -7;

      g_assert_cmpint (mdg_card_pin_of (answers[i].status, &tries), ==, answers[i].pin);
      g_assert_cmpint (tries, ==, answers[i].tries);
    }
}

static MdgCardToken
token_of (const char *name, char filler)
{
  guint8 bytes[MDG_CARD_TOKEN_LENGTH];

  memset (bytes, filler, sizeof bytes);
  memcpy (bytes, name, strlen (name));
  return mdg_card_token_of (bytes, sizeof bytes);
}

static void
test_token (void)
{
  g_assert_cmpint (token_of ("JPKIAPICCTOKEN2", ' '), ==, MDG_CARD_TOKEN_MY_NUMBER);
  g_assert_cmpint (token_of ("JPKIAPICCTOKEN", 0), ==, MDG_CARD_TOKEN_JUKI);
  g_assert_cmpint (token_of ("JPKIAPGPSETOKEN", ' '), ==, MDG_CARD_TOKEN_ANDROID);
  g_assert_cmpint (token_of ("JPKIAPIOSTOKEN", ' '), ==, MDG_CARD_TOKEN_IPHONE);
  g_assert_cmpint (token_of ("JPKIAPICCTOKEN3", ' '), ==, MDG_CARD_TOKEN_UNKNOWN);
  g_assert_cmpint (token_of ("", ' '), ==, MDG_CARD_TOKEN_UNKNOWN);
  g_assert_cmpint (token_of ("JPKIAPICCTOKEN2", 'x'), ==, MDG_CARD_TOKEN_UNKNOWN);
  g_assert_cmpint (mdg_card_token_of ((const guint8 *)"JPKIAPICCTOKEN2", 15), ==,
                   MDG_CARD_TOKEN_UNKNOWN);
}

static void
test_length (void)
{
  g_assert_cmpuint (mdg_card_certificate_length ((const guint8 *)"\x30\x05\x00\x00", 4), ==, 7);
  g_assert_cmpuint (mdg_card_certificate_length ((const guint8 *)"\x30\x81\xc8\x00", 4), ==, 203);
  g_assert_cmpuint (mdg_card_certificate_length ((const guint8 *)"\x30\x82\x06\x01", 4), ==, 1541);
  g_assert_cmpuint (mdg_card_certificate_length ((const guint8 *)"\x30\x82\xff\xff", 4), ==, 0);
  g_assert_cmpuint (mdg_card_certificate_length ((const guint8 *)"\x30\x83\x00\x10", 4), ==, 0);
  g_assert_cmpuint (mdg_card_certificate_length ((const guint8 *)"\x30\x80\x00\x00", 4), ==, 0);
  g_assert_cmpuint (mdg_card_certificate_length ((const guint8 *)"\xff\xff\xff\xff", 4), ==, 0);
  g_assert_cmpuint (mdg_card_certificate_length ((const guint8 *)"\x30\x82\x06", 3), ==, 0);
}

/* ---- three months -------------------------------------------------------------------------- */

static gint64
japan (int year, int month, int day, int hour)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) time = g_date_time_new (zone, year, month, day, hour, 59, 59);

  return g_date_time_to_unix (time);
}

static void
test_validity (void)
{
  const gint64 end = japan (2026, 8, 15, 23);
  gint64 until;

  g_assert_cmpint (mdg_card_validity (end, FALSE, japan (2026, 5, 15, 22), &until), ==,
                   MDG_CARD_VALID);
  g_assert_cmpint (until, ==, japan (2026, 11, 30, 23));
  g_assert_cmpint (mdg_card_validity (end, FALSE, japan (2026, 5, 15, 23), &until), ==,
                   MDG_CARD_VALID_NOT_LONG);
  g_assert_cmpint (mdg_card_validity (end, FALSE, end, &until), ==, MDG_CARD_VALID_NOT_LONG);
  g_assert_cmpint (mdg_card_validity (end, FALSE, end + 1, &until), ==, MDG_CARD_IN_GRACE);
  g_assert_cmpint (mdg_card_validity (end, FALSE, japan (2026, 11, 30, 23), &until), ==,
                   MDG_CARD_IN_GRACE);
  g_assert_cmpint (mdg_card_validity (end, FALSE, japan (2026, 12, 1, 0), &until), ==,
                   MDG_CARD_OVER);
  /* A phone has no such time. */
  g_assert_cmpint (mdg_card_validity (end, TRUE, end, &until), ==, MDG_CARD_VALID_NOT_LONG);
  g_assert_cmpint (until, ==, end);
  g_assert_cmpint (mdg_card_validity (end, TRUE, end + 1, &until), ==, MDG_CARD_OVER);
  /* From the end of the month, over the end of a year, and to a short month. */
  mdg_card_validity (japan (2026, 11, 1, 23), FALSE, 0, &until);
  g_assert_cmpint (until, ==, japan (2027, 2, 28, 23));
  mdg_card_validity (japan (2026, 11, 30, 23), FALSE, 0, &until);
  g_assert_cmpint (until, ==, japan (2027, 2, 28, 23));
  /* No date at all. */
  g_assert_cmpint (mdg_card_validity (G_MAXINT64, FALSE, 0, &until), ==, MDG_CARD_VALID);
  g_assert_cmpint (mdg_card_validity (G_MININT64, FALSE, 0, &until), ==, MDG_CARD_OVER);
}

/* ---- on a reader --------------------------------------------------------------------------- */

static void
store (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

/* Returns: (transfer full) */
static GAsyncResult *
check_card (EmulatedCard *card, guint patience, GCancellable *cancellable)
{
  GAsyncResult *result = NULL;

  mdg_fake_plug_reader (READER);
  mdg_fake_insert_card (READER, NULL, emulated_card_answer, card);
  mdg_card_check_async (READER, patience, cancellable, store, &result);
  while (result == NULL)
    {
      if (cancellable != NULL && emulated_card_is_waited_for (card))
        g_cancellable_cancel (cancellable);
      g_main_context_iteration (NULL, cancellable == NULL);
    }
  mdg_fake_remove_card (READER);
  return result;
}

static void
test_reader (void)
{
  g_autoptr (EmulatedCard) card = emulated_card_new ("fresh", NOW);
  g_autoptr (GAsyncResult) result = check_card (card, MDG_CARD_CHECK_PATIENCE, NULL);
  g_autoptr (GError) error = NULL;
  MdgCardCheck check;

  g_assert_true (mdg_card_check_finish (result, &check, &error));
  g_assert_no_error (error);
  assert_case (&cases[0], &check, card);
}

/* Somebody else resets it: nothing of the first attempt stays. */
static void
test_reset (void)
{
  g_autoptr (EmulatedCard) card = emulated_card_new ("one-try", NOW);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MdgCardCheck check;

  mdg_fake_reset_card (2);
  result = check_card (card, MDG_CARD_CHECK_PATIENCE, NULL);
  g_assert_true (mdg_card_check_finish (result, &check, &error));
  assert_case (&cases[1], &check, card);
}

static void
test_pulled (void)
{
  g_autoptr (EmulatedCard) card = emulated_card_new ("pulled", NOW);
  g_autoptr (GAsyncResult) result = check_card (card, MDG_CARD_CHECK_PATIENCE, NULL);
  g_autoptr (GError) error = NULL;
  MdgCardCheck check;

  g_assert_false (mdg_card_check_finish (result, &check, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NO_CARD);
}

/* A thread may still be on its way to a card that was given up: it is let go, and stays. */
static EmulatedCard *volatile given_up[2];

static void
test_mute (void)
{
  EmulatedCard *card = given_up[0] = emulated_card_new ("mute", NOW);
  g_autoptr (GAsyncResult) result = check_card (card, 100, NULL);
  g_autoptr (GError) error = NULL;
  MdgCardCheck check;

  g_assert_false (mdg_card_check_finish (result, &check, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_CARD_FAILED);
  emulated_card_release (card);
}

static void
test_cancel (void)
{
  EmulatedCard *card = given_up[1] = emulated_card_new ("slow", NOW);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = check_card (card, MDG_CARD_CHECK_PATIENCE, cancellable);
  g_autoptr (GError) error = NULL;
  MdgCardCheck check;

  g_assert_false (mdg_card_check_finish (result, &check, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  emulated_card_release (card);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card-check/kinds", test_kinds);
  g_test_add_func ("/card-check/garbage", test_garbage);
  g_test_add_func ("/card-check/refusals", test_refusals);
  g_test_add_func ("/card-check/pin", test_pin);
  g_test_add_func ("/card-check/token", test_token);
  g_test_add_func ("/card-check/length", test_length);
  g_test_add_func ("/card-check/validity", test_validity);
  g_test_add_func ("/card-check/reader", test_reader);
  g_test_add_func ("/card-check/reset", test_reset);
  g_test_add_func ("/card-check/pulled", test_pulled);
  g_test_add_func ("/card-check/mute", test_mute);
  g_test_add_func ("/card-check/cancel", test_cancel);
  return g_test_run ();
}
