/* emulated-card.c: a My Number Card in the state a test wants.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "emulated-card.h"

#include <gnutls/x509.h>
#include <string.h>

#define DAY (24 * 60 * 60)
#define CERTIFICATE_FILE 2048
#define TOKEN_FILE 160

const guint8 emulated_card_atr[13]
    = { 0x3b, 0x88, 0x80, 0x01, 0x00, 0x00, 0x05, 0xe0, 0xb3, 0x81, 0xa1, 0x00, 0x7f };

static const guint8 jpki[] = { 0xd3, 0x92, 0xf0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01 };
static const guint8 face[] = { 0xd3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02 };

typedef enum
{
  PLAIN,
  LICENCE,
  MUTE,
  SLOW,
  PULLED,
  GARBAGE,
  NOT_AWAKE
} Manner;

typedef struct
{
  const char *kind;
  const char *token;
  int days;    /* until its certificate ends */
  guint tries; /* what VERIFY without data says: 63Cx */
  Manner manner;
} Kind;

#define CARD "JPKIAPICCTOKEN2"

static const Kind kinds[] = {
  { "fresh", CARD, 730, 3, PLAIN },
  { "one-try", CARD, 730, 1, PLAIN },
  { "blocked", CARD, 730, 0, PLAIN },
  { "no-pin", CARD, 730, 0, PLAIN },
  { "not-long", CARD, 30, 3, PLAIN },
  { "grace", CARD, -20, 3, PLAIN },
  { "expired", CARD, -200, 3, PLAIN },
  { "no-certificate", CARD, 0, 3, PLAIN },
  { "android", "JPKIAPGPSETOKEN", 730, 3, PLAIN },
  { "iphone", "JPKIAPIOSTOKEN", 730, 3, PLAIN },
  { "iphone-expired", "JPKIAPIOSTOKEN", -20, 3, PLAIN },
  { "juki", "JPKIAPICCTOKEN", 730, 3, PLAIN },
  { "strange", "SOMETHING ELSE", 730, 3, PLAIN },
  { "licence", "", 0, 0, LICENCE },
  { "mute", CARD, 730, 3, MUTE },
  { "slow", CARD, 730, 3, SLOW },
  { "pulled", CARD, 730, 3, PULLED },
  { "garbage", "", 0, 0, GARBAGE },
  { "not-awake", CARD, 730, 3, NOT_AWAKE },
};

struct _EmulatedCard
{
  const Kind *kind;
  gint64 end;
  guint8 token[TOKEN_FILE];
  guint8 certificate[CERTIFICATE_FILE];

  GMutex mutex;
  GCond cond;
  guint waiting; /* under the mutex, as all below */
  gboolean released;
  gboolean has_jpki; /* selected */
  gboolean has_face;
  guint file; /* selected; 0: none */
  guint commands;
  gboolean was_hurt; /* see emulated_card_is_at_peace() */
  GRand *dice;
};

/* ---- its certificate ----------------------------------------------------------------------- */

static void
must (int rc)
{
  if (rc < 0)
    g_error ("emulated-card: %s", gnutls_strerror (rc));
}

/* As long as a real one, which is an RSA certificate; this one's key is made faster. */
static void
make_certificate (EmulatedCard *card)
{
  static const guint8 serial[] = { 0x12, 0x34 }, ballast[900] = { 0x04, 0x82, 0x03, 0x80 };
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
  gnutls_datum_t der;

  must (gnutls_x509_privkey_init (&key));
  must (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                      GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0));
  must (gnutls_x509_crt_init (&certificate));
  must (gnutls_x509_crt_set_version (certificate, 3));
  must (gnutls_x509_crt_set_serial (certificate, serial, sizeof serial));
  must (gnutls_x509_crt_set_dn (certificate, "C=JP,CN=ABCDEFGHIJKLMNOPQRSTUVW", NULL));
  must (gnutls_x509_crt_set_activation_time (certificate, card->end - 1825 * DAY));
  must (gnutls_x509_crt_set_expiration_time (certificate, card->end));
  must (gnutls_x509_crt_set_extension_by_oid (certificate, "1.3.6.1.4.1.99999.1", ballast,
                                              sizeof ballast, 0));
  must (gnutls_x509_crt_set_key (certificate, key));
  must (gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0));
  must (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_DER, &der));
  g_assert_cmpuint (der.size, >, 1024);
  g_assert_cmpuint (der.size, <, sizeof card->certificate);
  memcpy (card->certificate, der.data, der.size);
  gnutls_free (der.data);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);
}

EmulatedCard *
emulated_card_new (const char *kind, gint64 now)
{
  EmulatedCard *card = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && card == NULL; i++)
    if (g_str_equal (kinds[i].kind, kind))
      {
        card = g_new0 (EmulatedCard, 1);
        card->kind = &kinds[i];
      }
  if (card == NULL)
    return NULL;
  g_mutex_init (&card->mutex);
  g_cond_init (&card->cond);
  card->dice = g_rand_new_with_seed (7);
  card->end = now + (gint64)card->kind->days * DAY;
  memset (card->token, ' ', sizeof card->token);
  memcpy (card->token, card->kind->token, strlen (card->kind->token));
  memset (card->certificate, 0xff, sizeof card->certificate);
  if (card->kind->days != 0)
    make_certificate (card);
  return card;
}

void
emulated_card_free (EmulatedCard *card)
{
  if (card == NULL)
    return;
  g_rand_free (card->dice);
  g_mutex_clear (&card->mutex);
  g_cond_clear (&card->cond);
  g_free (card);
}

/* ---- its answers --------------------------------------------------------------------------- */

static GBytes *
status_word (guint status)
{
  const guint8 bytes[] = { (guint8)(status >> 8), (guint8)status };

  return g_bytes_new (bytes, sizeof bytes);
}

static gboolean
names (const guint8 *command, gsize length, const guint8 *name, gsize n)
{
  return length == 5 + n && command[4] == n && memcmp (command + 5, name, n) == 0;
}

static GBytes *
select_application (EmulatedCard *card, const guint8 *command, gsize length)
{
  card->file = 0;
  card->has_jpki = card->has_face = FALSE;
  if (card->kind->manner == LICENCE)
    return status_word (0x6a82);
  if (names (command, length, jpki, sizeof jpki))
    card->has_jpki = TRUE;
  /* A phone and the old card have nothing of the kind. */
  else if (names (command, length, face, sizeof face) && g_str_equal (card->kind->token, CARD))
    card->has_face = TRUE;
  else
    return status_word (0x6a82);
  return status_word (0x9000);
}

static GBytes *
select_file (EmulatedCard *card, const guint8 *command, gsize length)
{
  guint file = length == 7 && command[4] == 2 ? (guint)command[5] << 8 | command[6] : 0;

  card->was_hurt |= card->has_face || file == 0x0001 || file == 0x001b;
  if (!card->has_jpki || (file != 0x0006 && file != 0x000a && file != 0x0018)
      || (file == 0x0018 && g_str_equal (card->kind->kind, "no-pin")))
    return status_word (0x6a82);
  card->file = file;
  return status_word (0x9000);
}

static GBytes *
give (const guint8 *file, gsize size, gsize offset, gsize wanted)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();

  if (offset >= size)
    return status_word (0x6b00);
  g_byte_array_append (answer, file + offset, (guint)MIN (wanted, size - offset));
  g_byte_array_append (answer, (const guint8 *)"\x90\x00", 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&answer));
}

/* Under the mutex. */
static void
wait_for_release (EmulatedCard *card)
{
  card->waiting++;
  g_cond_broadcast (&card->cond);
  while (!card->released)
    g_cond_wait (&card->cond, &card->mutex);
  card->waiting--;
}

static GBytes *
read_binary (EmulatedCard *card, const guint8 *command, gsize length)
{
  gsize offset = (gsize)command[2] << 8 | command[3];
  gsize wanted = length < 5 || command[4] == 0 ? 256 : command[4];

  card->was_hurt |= card->has_face;
  if (length != 5 || card->file == 0)
    return status_word (card->file == 0 ? 0x6981 : 0x6700);
  if (card->file == 0x0006)
    return give (card->token, sizeof card->token, offset, wanted);
  if (card->file != 0x000a)
    return status_word (0x6982);
  if (card->kind->manner == SLOW)
    wait_for_release (card);
  if (card->kind->manner == PULLED && offset > 0)
    return NULL;
  if (g_str_equal (card->kind->kind, "android"))
    return status_word (0x6982);
  return give (card->certificate, sizeof card->certificate, offset, wanted);
}

static GBytes *
verify (EmulatedCard *card, gsize length)
{
  card->was_hurt |= length > 4;
  if (card->file != 0x0018)
    return status_word (0x6985);
  return status_word (0x63c0 | card->kind->tries);
}

static GBytes *
babble (EmulatedCard *card, const guint8 *command)
{
  guint8 bytes[258];
  gsize n = (gsize)g_rand_int_range (card->dice, 0, 257);

  for (gsize i = 0; i < n; i++)
    bytes[i] = (guint8)g_rand_int_range (card->dice, 0, 256);
  bytes[n] = command[1] == 0x20 ? 0x12 : 0x90;
  bytes[n + 1] = command[1] == 0x20 ? 0x34 : 0x00;
  return g_bytes_new (bytes, n + 2);
}

static GBytes *
answer (EmulatedCard *card, const guint8 *command, gsize length)
{
  card->commands++;
  if (card->kind->manner == MUTE)
    {
      wait_for_release (card);
      return NULL;
    }
  if (length < 4)
    return status_word (0x6700);
  if (card->kind->manner == GARBAGE)
    return babble (card, command);
  if (card->kind->manner == NOT_AWAKE && card->commands == 1)
    return status_word (0x6f00);
  if (command[1] == 0xa4 && command[2] == 0x04)
    return select_application (card, command, length);
  if (command[1] == 0xa4 && command[2] == 0x02)
    return select_file (card, command, length);
  if (command[1] == 0xb0)
    return read_binary (card, command, length);
  return command[1] == 0x20 ? verify (card, length) : status_word (0x6d00);
}

GBytes *
emulated_card_answer (const guint8 *command, gsize length, gpointer data)
{
  EmulatedCard *card = data;
  GBytes *bytes;

  g_mutex_lock (&card->mutex);
  bytes = answer (card, command, length);
  g_mutex_unlock (&card->mutex);
  return bytes;
}

/* ---- what became of it --------------------------------------------------------------------- */

gboolean
emulated_card_is_waited_for (EmulatedCard *card)
{
  gboolean waited;

  g_mutex_lock (&card->mutex);
  waited = card->waiting > 0;
  g_mutex_unlock (&card->mutex);
  return waited;
}

void
emulated_card_release (EmulatedCard *card)
{
  g_mutex_lock (&card->mutex);
  card->released = TRUE;
  g_cond_broadcast (&card->cond);
  g_mutex_unlock (&card->mutex);
}

guint
emulated_card_count_commands (EmulatedCard *card)
{
  guint n;

  g_mutex_lock (&card->mutex);
  n = card->commands;
  g_mutex_unlock (&card->mutex);
  return n;
}

gboolean
emulated_card_is_at_peace (EmulatedCard *card)
{
  gboolean hurt;

  g_mutex_lock (&card->mutex);
  hurt = card->was_hurt;
  g_mutex_unlock (&card->mutex);
  return !hurt;
}

gint64
emulated_card_get_end (EmulatedCard *card)
{
  return card->end;
}
