/* otpauth-uri.h: otpauth://totp/... (facts.md 4.1). */
#pragma once

#include "core/totp.h"
#include "core/error.h"

G_BEGIN_DECLS

typedef struct
{
  char *issuer; /* (nullable) */
  char *account;
  MdgSecret *setup_key; /* Base32, upper case, no padding */
  MdgTotpAlgorithm algorithm;
  guint digits; /* 6 or 8 */
  guint period; /* seconds, 1-300 */
} MdgOtpauthUri;

/* Hostile input. hotp is refused (the documents know only totp). Returns: (transfer full)
 * (nullable): NULL with MDG_ERROR_INVALID_INPUT */
MdgOtpauthUri *mdg_otpauth_uri_parse (const char *text, gssize length, GError **error);
void mdg_otpauth_uri_free (MdgOtpauthUri *uri);

/* Canonical form: %20 for space, never +; default parameters left out. Returns: (transfer full) */
MdgSecret *mdg_otpauth_uri_to_string (const MdgOtpauthUri *uri);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgOtpauthUri, mdg_otpauth_uri_free)

G_END_DECLS
