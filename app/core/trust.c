/* trust.c: a data base of authorities that is empty.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/trust.h"

#define MDG_TYPE_EMPTY_TRUST (mdg_empty_trust_get_type ())
G_DECLARE_FINAL_TYPE (MdgEmptyTrust, mdg_empty_trust, MDG, EMPTY_TRUST, GTlsDatabase)

struct _MdgEmptyTrust
{
  GTlsDatabase parent;
};

G_DEFINE_FINAL_TYPE (MdgEmptyTrust, mdg_empty_trust, G_TYPE_TLS_DATABASE)

static GTlsCertificateFlags
mdg_empty_trust_verify_chain (GTlsDatabase *database,
                              GTlsCertificate *chain,
                              const char *purpose,
                              GSocketConnectable *identity,
                              GTlsInteraction *interaction,
                              GTlsDatabaseVerifyFlags flags,
                              GCancellable *cancellable,
                              GError **error)
{
  return G_TLS_CERTIFICATE_UNKNOWN_CA;
}

static GTlsCertificate *
mdg_empty_trust_lookup_issuer (GTlsDatabase *database,
                               GTlsCertificate *certificate,
                               GTlsInteraction *interaction,
                               GTlsDatabaseLookupFlags flags,
                               GCancellable *cancellable,
                               GError **error)
{
  return NULL;
}

static void
mdg_empty_trust_class_init (MdgEmptyTrustClass *class)
{
  GTlsDatabaseClass *database_class = G_TLS_DATABASE_CLASS (class);

  database_class->verify_chain = mdg_empty_trust_verify_chain;
  database_class->lookup_certificate_issuer = mdg_empty_trust_lookup_issuer;
}

static void
mdg_empty_trust_init (MdgEmptyTrust *self)
{
}

void
mdg_trust_nobody (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      g_autoptr (GTlsDatabase) nobody = g_object_new (MDG_TYPE_EMPTY_TRUST, NULL);

      g_tls_backend_set_default_database (g_tls_backend_get_default (), nobody);
      g_once_init_leave (&done, 1);
    }
}
