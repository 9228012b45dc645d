/* pkcs12-survey.h: what a PKCS#12 file is made of, before and beside its opening: how its parts are
 * encrypted, how much work that is, how many keys and certificates there are (facts.md 5.1, 5.2). */
#pragma once

#include <gio/gio.h>
#include <gnutls/pkcs12.h>

G_BEGIN_DECLS

/* How a part is encrypted. */
typedef enum
{
  MDG_PKCS12_UNSEEN, /* there is no such part, or it lies in one that was not opened */
  MDG_PKCS12_OPEN,   /* not encrypted */
  MDG_PKCS12_AES_256,
  MDG_PKCS12_AES_192,
  MDG_PKCS12_AES_128,
  MDG_PKCS12_PBES2_3DES,
  MDG_PKCS12_3DES, /* the way of PKCS#12 itself, with SHA-1 */
  MDG_PKCS12_RC2_40,
  MDG_PKCS12_RC4_128,
  MDG_PKCS12_OTHER
} MdgPkcs12Scheme;

typedef struct
{
  MdgPkcs12Scheme scheme;
  char *name;  /* (nullable): of MDG_PKCS12_OTHER: "RC2-128", or its object identifier */
  guint steps; /* of key derivation */
} MdgPkcs12Part;

typedef struct
{
  guint64 steps; /* of all parts together, each time it is derived */
  guint keys;
  guint certificates;
  MdgPkcs12Part key;         /* the least protected one */
  MdgPkcs12Part certificate; /* the part with certificates */
  gboolean has_mac;
  const char *mac; /* (nullable): "SHA256"; NULL: of a kind this GnuTLS does not know */
  GPtrArray *list; /* (element-type GBytes): the certificates, DER, in the file's order */
} MdgPkcs12Survey;

/* Looks through @p12. @password: (nullable): then only what needs none. Hostile input: an absurd amount of key
 * derivation is refused before it is done. A part that cannot be decrypted is passed over. Errors:
 * MDG_ERROR_P12_UNSUPPORTED. Blocks; any thread. */
gboolean mdg_pkcs12_survey (gnutls_pkcs12_t p12,
                            const char *password,
                            MdgPkcs12Survey *survey,
                            GError **error);

/* The work of the MAC alone, to be asked before it is verified. Errors: MDG_ERROR_P12_UNSUPPORTED */
gboolean mdg_pkcs12_survey_mac (gnutls_pkcs12_t p12, MdgPkcs12Survey *survey, GError **error);

void mdg_pkcs12_survey_clear (MdgPkcs12Survey *survey);

/* In short, for people: "AES-256", "3DES", "RC2-40"; "" when unseen. Owned by @part or static. */
const char *mdg_pkcs12_part_name (const MdgPkcs12Part *part);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MdgPkcs12Survey, mdg_pkcs12_survey_clear)

G_END_DECLS
