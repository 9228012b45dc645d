/* test-pki.h: certificates for tests, made on the spot: two authorities, server certificates, client
 * identities with every fault one may want. Everything lies in a folder of its own, removed when
 * freed. Any failure aborts the test. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  TEST_PKI_PLAIN = 0,
  TEST_PKI_OTHER_CA = 1 << 0,    /* signed by the authority nobody trusts */
  TEST_PKI_EXPIRED = 1 << 1,     /* was valid until yesterday */
  TEST_PKI_FUTURE = 1 << 2,      /* valid from tomorrow */
  TEST_PKI_OTHER_HOST = 1 << 3,  /* (server) for another host's name */
  TEST_PKI_FOREIGN_KEY = 1 << 4, /* (client) the .p12 holds a key that is not the certificate's */
  TEST_PKI_NO_KEY = 1 << 5,      /* (client) the .p12 holds no key */
  TEST_PKI_NO_CERTIFICATE = 1 << 6
} TestPkiFlags;

#define TEST_PKI_PASSWORD "secret"

typedef struct _TestPki TestPki;

TestPki *test_pki_new (void);
void test_pki_free (TestPki *pki);

const char *test_pki_get_folder (TestPki *pki);
const char *test_pki_get_ca_file (TestPki *pki);       /* absolute path, PEM */
const char *test_pki_get_other_ca_file (TestPki *pki); /* absolute path, PEM */

/* A certificate for 127.0.0.1, with its key. Returns: (transfer full) */
GTlsCertificate *test_pki_make_server (TestPki *pki, TestPkiFlags flags);

/* Writes NAME.p12 (password TEST_PKI_PASSWORD), NAME.pem and NAME.key for a client called
 * @common_name. Returns: (transfer full): the path of the .p12 */
char *test_pki_make_client (TestPki *pki, const char *name, const char *common_name,
                            TestPkiFlags flags);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestPki, test_pki_free)

G_END_DECLS
