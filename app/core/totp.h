/* totp.h: one-time passwords, RFC 4226 and RFC 6238 (facts.md section 4). HMAC from GnuTLS. Any thread. */
#pragma once

#include "core/secret.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_TOTP_SHA1,
  MDG_TOTP_SHA256,
  MDG_TOTP_SHA512
} MdgTotpAlgorithm;

#define MDG_TOTP_PERIOD 30       /* seconds */
#define MDG_TOTP_DIGITS 6
#define MDG_TOTP_SECRET_BYTES 20 /* 160 bits, RFC 4226 */
#define MDG_TOTP_CODE_MAX 10     /* room for 8 digits and the NUL, rounded up */

/* The HOTP value for @counter, zero padded to @digits (6-8), into @code. */
void mdg_hotp (MdgSecret *key, MdgTotpAlgorithm algorithm, guint64 counter, guint digits,
               char code[MDG_TOTP_CODE_MAX]);

/* The same for a key that lies in guarded memory of the caller's. */
void mdg_hotp_bytes (const guint8 *key, gsize key_length, MdgTotpAlgorithm algorithm, guint64 counter,
                     guint digits, char code[MDG_TOTP_CODE_MAX]);

/* The step number of @wall seconds since 1970. */
guint64 mdg_totp_step (gint64 wall, guint period);

/* Milliseconds until the code of @wall_us (microseconds) ends. */
gint64 mdg_totp_remaining_ms (gint64 wall_us, guint period);

/* Checks @code (6 digits, SHA-1, 30 s) within a window of -1/0/+1 steps around @wall in constant
 * time. Steps not greater than @last_step are never accepted (0: none used yet).
 * @step: (out): the step that matched. Returns: whether it matched. */
gboolean mdg_totp_verify (MdgSecret *key, const char *code, gint64 wall, guint64 last_step,
                          guint64 *step);

G_END_DECLS
