/* card-answer.h: what a card's answers mean (マイナンバーカード: facts.md 2.3-2.5). Whatever a card says is a stranger's word:
 * pure functions over bytes, which believe nothing. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who answers behind the application of 公的個人認証 (JPKI), by the name in its token information. */
typedef enum
{
  MDG_CARD_TOKEN_UNKNOWN,
  MDG_CARD_TOKEN_MY_NUMBER,
  MDG_CARD_TOKEN_JUKI, /* 住民基本台帳カード */
  MDG_CARD_TOKEN_ANDROID,
  MDG_CARD_TOKEN_IPHONE
} MdgCardToken;

/* Of the token information, at least MDG_CARD_TOKEN_LENGTH bytes; fewer are unknown. */
#define MDG_CARD_TOKEN_LENGTH 32
MdgCardToken mdg_card_token_of (const guint8 *bytes, gsize length);

/* How the 利用者証明用 PIN (暗証番号, 4 digits) stands. */
typedef enum
{
  MDG_CARD_PIN_UNKNOWN, /* the card did not say */
  MDG_CARD_PIN_OPEN,
  MDG_CARD_PIN_BLOCKED, /* locked, or a 顔認証マイナンバーカード: a card does not tell which */
  MDG_CARD_PIN_ABSENT   /* the card has none */
} MdgCardPin;

#define MDG_CARD_TRIES_UNKNOWN (-1)

/* By the status word of a VERIFY without data, which asks for the tries and uses none up. @tries: (out): how many are left,
 * 1 to 15, or MDG_CARD_TRIES_UNKNOWN; 0 unless open */
MdgCardPin mdg_card_pin_of (guint16 status, int *tries);

/* Four times what such a certificate takes today. */
#define MDG_CARD_CERTIFICATE_MAX 8192

/* How many bytes the certificate takes that begins with these, header and all: files on a card are filled up behind it.
 * 0: none begins here, or one longer than MDG_CARD_CERTIFICATE_MAX */
gsize mdg_card_certificate_length (const guint8 *head, gsize length);

/* When the certificate ends, seconds since 1970; nothing else in it is looked at. FALSE: no certificate, or one that ends
 * before it begins. */
gboolean mdg_card_certificate_end (const guint8 *der, gsize length, gint64 *valid_until);

G_END_DECLS
