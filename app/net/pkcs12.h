/* pkcs12.h: what a PKCS#12 file holds: the terminal's key, its certificate and the chain above it
 * (facts.md 5.1). */
#pragma once

#include <gio/gio.h>
#include <gnutls/x509.h>

#include "core/secret.h"
#include "net/pkcs12-survey.h"

G_BEGIN_DECLS

/* The pieces of a file; the key is wiped by mdg_pkcs12_clear(). */
typedef struct
{
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t *chain; /* the terminal's certificate first, then its issuers */
  unsigned int chain_length;
  gnutls_x509_crt_t *extra; /* certificates that belong to nothing */
  unsigned int extra_length;
} MdgPkcs12;

/* Import → MAC → parse, each with its own verdict, because GnuTLS alone reports a wrong password and an
 * unsupported cipher alike. In a file without a MAC that could be verified, a part that decrypts to
 * nonsense counts as a wrong password. Hostile input: a file that asks for an absurd amount of key derivation
 * is refused before it is done. @password: (nullable): none and empty mean the same.
 * Errors: MDG_ERROR_P12_WRONG_PASSWORD, _DAMAGED, _FOREIGN_KEY (the key is not
 * the certificate's), _UNSUPPORTED, _NO_KEY. Blocks (key derivation); any thread. */
gboolean mdg_pkcs12_read (GBytes *file, MdgSecret *password, MdgPkcs12 *contents, GError **error);

/* The same, and tells about the file whatever comes of the opening: @survey is filled as far as it could
 * be, also on failure; so is @contents. Both zeroed before, cleared by the caller in any case. */
gboolean mdg_pkcs12_look (GBytes *file, MdgSecret *password, MdgPkcs12 *contents, MdgPkcs12Survey *survey,
                          GError **error);

void mdg_pkcs12_clear (MdgPkcs12 *contents);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MdgPkcs12, mdg_pkcs12_clear)

G_END_DECLS
