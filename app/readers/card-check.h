/* card-check.h: what kind of card lies on a reader, and whether it serves for the eligibility check (G2): told by which
 * applications it has, never by its ATR, which a contactless reader makes up (facts.md 2.1).
 *
 * No PIN is sent, 券面 is only selected and never read, neither name nor number is asked for; of the certificate nothing but
 * its end is looked at, and what is found is kept nowhere. */
#pragma once

#include <gio/gio.h>

#include "readers/card-answer.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_CARD_KIND_OTHER,     /* no 公的個人認証 on it: 運転免許証, another IC card */
  MDG_CARD_KIND_STRANGE,   /* 公的個人認証, but not all that belongs to it */
  MDG_CARD_KIND_MY_NUMBER, /* マイナンバーカード, also 顔認証マイナンバーカード */
  MDG_CARD_KIND_JUKI,      /* 住民基本台帳カード */
  MDG_CARD_KIND_ANDROID,   /* スマートフォンのマイナンバーカード */
  MDG_CARD_KIND_IPHONE
} MdgCardKind;

/* What became of reading the 利用者証明用電子証明書. */
typedef enum
{
  MDG_CARD_CERTIFICATE_NOT_ASKED,  /* the card is none that has one */
  MDG_CARD_CERTIFICATE_ABSENT,     /* there is none on the card */
  MDG_CARD_CERTIFICATE_LOCKED,     /* only with its PIN: a phone's */
  MDG_CARD_CERTIFICATE_UNREADABLE, /* no answer that makes sense */
  MDG_CARD_CERTIFICATE_READ
} MdgCardCertificate;

typedef struct
{
  MdgCardKind kind;
  MdgCardPin pin;
  int tries; /* of mdg_card_pin_of() */
  MdgCardCertificate certificate;
  gint64 valid_until; /* seconds since 1970, when read */
} MdgCardCheck;

/* Sends one command and waits for the answer, as mdg_card_transmit() does. */
typedef GBytes *(*MdgCardSend) (gpointer card, const guint8 *command, gsize length, guint16 *status, GError **error);

/* The whole check with whoever answers to @send. @check: (out). Waits. Returns: FALSE with an error of @send, or
 * MDG_ERROR_CARD_FAILED when the answers make no sense at all */
gboolean mdg_card_check_run (MdgCardSend send, gpointer card, MdgCardCheck *check, GError **error);

/* How long a card may take for it all, milliseconds: two kilobytes by radio take one to two seconds. */
#define MDG_CARD_CHECK_PATIENCE 15000

/* Checks the card on @reader. Errors: those of mdg_card_talk_finish(). */
void mdg_card_check_async (const char *reader, guint patience, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer data);

/* @check: (out) */
gboolean mdg_card_check_finish (GAsyncResult *result, MdgCardCheck *check, GError **error);

/* Whether it is in a phone, where other rules hold. */
gboolean mdg_card_kind_is_phone (MdgCardKind kind);

/* ---- the end of the certificate (facts.md 2.6) ----------------------------------------------- */

typedef enum
{
  MDG_CARD_VALID,
  MDG_CARD_VALID_NOT_LONG, /* the face reader tells of it from three months before the end */
  MDG_CARD_IN_GRACE,       /* ended; still good for 資格情報, not for 診療・薬剤情報 */
  MDG_CARD_OVER
} MdgCardValidity;

/* How a certificate that ends at @valid_until stands at @now; both seconds since 1970. A card serves three months longer,
 * from the end of the month in which its certificate ends; a phone does not. Months are those of Japan, wherever the
 * computer is. @serves_until: (out): its last second */
MdgCardValidity
mdg_card_validity (gint64 valid_until, gboolean phone, gint64 now, gint64 *serves_until);

G_END_DECLS
