/* emulated-card.h: a マイナンバーカード (facts.md 2.2-2.5) in the state a test wants, and what else may lie on a reader. It answers
 * commands; who carries them to it is somebody else's: vpcd (own-pcscd.h), the fake platform, or the test itself. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EmulatedCard EmulatedCard;

/* What all of these say at power-up, so that nobody can tell them apart by it: the ATR of a My Number Card by radio. */
extern const guint8 emulated_card_atr[13];

/* @kind: "fresh", "one-try", "blocked", "no-pin" (PIN file missing), "not-long" (certificate ends in 30 days), "grace" (it
 * ended 20 days ago), "expired" (200 days ago), "no-certificate", "android", "iphone", "iphone-expired" (20 days ago), "juki", "strange" (公的個人認証 only),
 * "licence" (運転免許証), "mute" (never answers), "slow" (keeps the certificate to itself until emulated_card_release()),
 * "pulled" (is lifted in the middle of the certificate), "garbage", "not-awake" (6F00 to the first command). NULL: no
 * such kind. @now: seconds since 1970. */
EmulatedCard *emulated_card_new (const char *kind, gint64 now);
void emulated_card_free (EmulatedCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EmulatedCard, emulated_card_free)

/* What it says to a command, with the status word. Any thread. Returns: (transfer full) (nullable): NULL: lifted */
GBytes *emulated_card_answer (const guint8 *command, gsize length, gpointer card);

/* Whether somebody waits for a mute or slow card. */
gboolean emulated_card_is_waited_for (EmulatedCard *card);

/* A slow card goes on, a mute one is lifted. */
void emulated_card_release (EmulatedCard *card);

guint emulated_card_count_commands (EmulatedCard *card);

/* Whether it was asked for nothing that is nobody's business: no PIN was tried, no file of 券面 or of the signature
 * certificate was looked at. */
gboolean emulated_card_is_at_peace (EmulatedCard *card);

/* When its certificate ends. */
gint64 emulated_card_get_end (EmulatedCard *card);

G_END_DECLS
