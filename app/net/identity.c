/* identity.c: the terminal's client certificate ([1] p.7, A2, facts.md 5.1): from the pieces of the
 * .p12 to what TLS needs, with its names and its time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/identity.h"

#include "core/error.h"
#include "core/file.h"
#include "net/pkcs12.h"

/* A .p12 with a whole chain is some 10 kB. */
#define FILE_LIMIT (1024 * 1024)

struct _MdgIdentity
{
  GObject parent_instance;
  GTlsCertificate *certificate;
  char *path;
  char *subject;
  char *issuer;
  gint64 expires;
};

G_DEFINE_FINAL_TYPE (MdgIdentity, mdg_identity, G_TYPE_OBJECT)

static gboolean
check_validity (gnutls_x509_crt_t certificate, gint64 now, GError **error)
{
  time_t from = gnutls_x509_crt_get_activation_time (certificate);
  time_t until = gnutls_x509_crt_get_expiration_time (certificate);

  if (from == (time_t)-1 || until == (time_t)-1)
    mdg_set_error (error, MDG_ERROR_P12_DAMAGED, "The certificate has no readable validity");
  else if (now < from)
    mdg_set_error (error, MDG_ERROR_P12_NOT_YET_VALID, "The certificate is not valid yet");
  else if (now > until)
    mdg_set_error (error, MDG_ERROR_P12_EXPIRED, "The certificate has expired");
  else
    return TRUE;
  return FALSE;
}

/* the pieces as GIO wants them -------------------------------------------------------------- */

/* The first common name of a distinguished name, as UTF-8; "" when there is none. */
static char *
common_name (gnutls_x509_crt_t certificate, gboolean of_issuer)
{
  char name[1024];
  size_t size = sizeof name;
  int rc = of_issuer ? gnutls_x509_crt_get_issuer_dn_by_oid (
               certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name, &size)
                     : gnutls_x509_crt_get_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0,
                                                      0, name, &size);

  return rc == 0 ? g_utf8_make_valid (name, (gssize)size) : g_strdup ("");
}

static GByteArray *
certificate_der (gnutls_x509_crt_t certificate)
{
  gnutls_datum_t out = { NULL, 0 };
  GByteArray *der = NULL;

  if (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_DER, &out) == 0)
    {
      der = g_byte_array_sized_new (out.size);
      g_byte_array_append (der, out.data, out.size);
    }
  gnutls_free (out.data);
  return der;
}

/* Free with wipe_der(). */
static GByteArray *
key_der (gnutls_x509_privkey_t key)
{
  gnutls_datum_t out = { NULL, 0 };
  GByteArray *der = NULL;

  if (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_DER, NULL, GNUTLS_PKCS_PLAIN, &out)
      == 0)
    {
      der = g_byte_array_sized_new (out.size);
      g_byte_array_append (der, out.data, out.size);
    }
  if (out.data)
    gnutls_memset (out.data, 0, out.size);
  gnutls_free (out.data);
  return der;
}

static void
wipe_der (GByteArray *der)
{
  if (der)
    gnutls_memset (der->data, 0, der->len);
  g_clear_pointer (&der, g_byte_array_unref);
}

static GTlsCertificate *
make_certificate (gnutls_x509_crt_t certificate,
                  GByteArray *key,
                  GTlsCertificate *issuer,
                  GError **error)
{
  g_autoptr (GByteArray) der = certificate_der (certificate);
  g_autoptr (GError) problem = NULL;
  GType type = g_tls_backend_get_certificate_type (g_tls_backend_get_default ());
  GTlsCertificate *made = NULL;

  if (der)
    made = g_initable_new (type, NULL, &problem, "certificate", der, "private-key", key, "issuer",
                           issuer, NULL);
  if (made == NULL)
    mdg_set_error (error, MDG_ERROR_P12_UNSUPPORTED, "TLS does not take the certificate: %s",
                   problem ? problem->message : "no encoding");
  return made;
}

/* The whole chain is sent, so that a service need not know the issuing authorities between. */
static GTlsCertificate *
make_chain (MdgPkcs12 *contents, GError **error)
{
  g_autoptr (GTlsCertificate) issuer = NULL;
  GByteArray *key;
  GTlsCertificate *certificate;

  for (unsigned int i = contents->chain_length; i-- > 1;)
    {
      GTlsCertificate *next = make_certificate (contents->chain[i], NULL, issuer, error);

      if (next == NULL)
        return NULL;
      g_set_object (&issuer, next);
      g_object_unref (next);
    }
  key = key_der (contents->key);
  if (key == NULL)
    {
      mdg_set_error (error, MDG_ERROR_P12_UNSUPPORTED, "The private key cannot be exported");
      return NULL;
    }
  certificate = make_certificate (contents->chain[0], key, issuer, error);
  wipe_der (key);
  return certificate;
}

static MdgIdentity *
make_identity (const char *path, MdgPkcs12 *contents, gint64 now, GError **error)
{
  g_autoptr (MdgIdentity) self = g_object_new (MDG_TYPE_IDENTITY, NULL);

  if (!check_validity (contents->chain[0], now, error))
    return NULL;
  self->certificate = make_chain (contents, error);
  if (self->certificate == NULL)
    return NULL;
  self->path = g_strdup (path);
  self->subject = common_name (contents->chain[0], FALSE);
  self->issuer = common_name (contents->chain[0], TRUE);
  self->expires = gnutls_x509_crt_get_expiration_time (contents->chain[0]);
  return g_steal_pointer (&self);
}

/* worker ------------------------------------------------------------------------------------ */

typedef struct
{
  char *path;
  MdgSecret *password;
  gint64 now;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_clear_pointer (&job->password, mdg_secret_unref);
  g_free (job);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  MdgIdentity *identity = mdg_identity_open (job->path, job->password, job->now, &error);

  if (identity)
    g_task_return_pointer (task, identity, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* overrides --------------------------------------------------------------------------------- */

static void
mdg_identity_finalize (GObject *object)
{
  MdgIdentity *self = MDG_IDENTITY (object);

  g_clear_object (&self->certificate);
  g_free (self->path);
  g_free (self->subject);
  g_free (self->issuer);
  G_OBJECT_CLASS (mdg_identity_parent_class)->finalize (object);
}

static void
mdg_identity_class_init (MdgIdentityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_identity_finalize;
}

static void
mdg_identity_init (MdgIdentity *self)
{
}

/* public ------------------------------------------------------------------------------------ */

MdgIdentity *
mdg_identity_open (const char *path, MdgSecret *password, gint64 now, GError **error)
{
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GError) problem = NULL;
  g_auto (MdgPkcs12) contents = { 0 };

  g_return_val_if_fail (path != NULL, NULL);
  file = mdg_file_read (path, FILE_LIMIT, &problem);
  if (file)
    return mdg_pkcs12_read (file, password, &contents, error)
               ? make_identity (path, &contents, now, error)
               : NULL;
  if (g_error_matches (problem, MDG_ERROR, MDG_ERROR_DAMAGED))
    mdg_set_error (error, MDG_ERROR_P12_TOO_LONG, "%s", problem->message);
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

void
mdg_identity_open_async (const char *path,
                         MdgSecret *password,
                         gint64 now,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (path != NULL);
  job->path = g_strdup (path);
  job->password = password ? mdg_secret_ref (password) : NULL;
  job->now = now;
  g_task_set_source_tag (task, mdg_identity_open_async);
  g_task_set_task_data (task, job, job_free);
  g_task_set_return_on_cancel (task, TRUE);
  g_task_run_in_thread (task, open_in_thread);
}

MdgIdentity *
mdg_identity_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

GTlsCertificate *
mdg_identity_get_certificate (MdgIdentity *identity)
{
  g_return_val_if_fail (MDG_IS_IDENTITY (identity), NULL);
  return identity->certificate;
}

const char *
mdg_identity_get_path (MdgIdentity *identity)
{
  g_return_val_if_fail (MDG_IS_IDENTITY (identity), NULL);
  return identity->path;
}

const char *
mdg_identity_get_subject (MdgIdentity *identity)
{
  g_return_val_if_fail (MDG_IS_IDENTITY (identity), NULL);
  return identity->subject;
}

const char *
mdg_identity_get_issuer (MdgIdentity *identity)
{
  g_return_val_if_fail (MDG_IS_IDENTITY (identity), NULL);
  return identity->issuer;
}

gint64
mdg_identity_get_expires (MdgIdentity *identity)
{
  g_return_val_if_fail (MDG_IS_IDENTITY (identity), 0);
  return identity->expires;
}
