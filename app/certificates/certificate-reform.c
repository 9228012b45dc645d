/* certificate-reform.c: the same key and certificates in another encryption, as an additional copy.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/certificate-info.h"

#include <string.h>

#include "certificates/free-name.h"
#include "core/file.h"
#include "net/pkcs12.h"

typedef struct
{
  unsigned int cipher; /* of both parts */
  gnutls_mac_algorithm_t mac;
  const char *suffix;
} Form;

static const Form forms[] = {
  [MDG_P12_FORM_STRONG] = { GNUTLS_PKCS_PBES2_AES_256, GNUTLS_MAC_SHA256, "_AES256" },
  [MDG_P12_FORM_OLD_WINDOWS] = { GNUTLS_PKCS_PKCS12_3DES, GNUTLS_MAC_SHA1, "_3DES" },
};

static void
pkcs12_deinit (gnutls_pkcs12_t *p12)
{
  if (*p12)
    gnutls_pkcs12_deinit (*p12);
}

static void
bag_deinit (gnutls_pkcs12_bag_t *bag)
{
  if (*bag)
    gnutls_pkcs12_bag_deinit (*bag);
}

static void
datum_wipe (gnutls_datum_t *datum)
{
  if (datum->data)
    gnutls_memset (datum->data, 0, datum->size);
  gnutls_free (datum->data);
}

/* making ------------------------------------------------------------------------------------- */

/* What Windows shows as the name of the certificate, and what ties key and certificate together. */
static int
set_names (gnutls_pkcs12_bag_t bag, unsigned int index, const MdgPkcs12 *contents)
{
  char name[256] = "";
  size_t size = sizeof name - 1;
  guint8 id[64];
  size_t id_size = sizeof id;
  gnutls_datum_t datum = { id, 0 };
  int rc = gnutls_x509_privkey_get_key_id (contents->key, 0, id, &id_size);

  datum.size = (unsigned int)id_size;
  if (rc >= 0)
    rc = gnutls_pkcs12_bag_set_key_id (bag, index, &datum);
  if (rc >= 0
      && gnutls_x509_crt_get_dn_by_oid (contents->chain[0], GNUTLS_OID_X520_COMMON_NAME, 0, 0, name,
                                        &size)
             == 0)
    rc = gnutls_pkcs12_bag_set_friendly_name (bag, index, name);
  return rc;
}

static int
add_key (gnutls_pkcs12_t p12, const MdgPkcs12 *contents, const char *password, const Form *form)
{
  __attribute__ ((cleanup (bag_deinit))) gnutls_pkcs12_bag_t bag = NULL;
  __attribute__ ((cleanup (datum_wipe))) gnutls_datum_t key = { NULL, 0 };
  int rc = gnutls_pkcs12_bag_init (&bag);

  if (rc >= 0)
    rc = gnutls_x509_privkey_export2_pkcs8 (contents->key, GNUTLS_X509_FMT_DER, password,
                                            form->cipher, &key);
  if (rc >= 0)
    rc = gnutls_pkcs12_bag_set_data (bag, GNUTLS_BAG_PKCS8_ENCRYPTED_KEY, &key);
  if (rc >= 0)
    rc = set_names (bag, (unsigned int)rc, contents);
  return rc >= 0 ? gnutls_pkcs12_set_bag (p12, bag) : rc;
}

static int
add_list (gnutls_pkcs12_bag_t bag,
          gnutls_x509_crt_t *list,
          unsigned int length,
          const MdgPkcs12 *named)
{
  int rc = 0;

  for (unsigned int i = 0; rc >= 0 && i < length; i++)
    {
      rc = gnutls_pkcs12_bag_set_crt (bag, list[i]);
      if (rc >= 0 && i == 0 && named != NULL)
        rc = set_names (bag, (unsigned int)rc, named);
    }
  return rc;
}

static int
add_certificates (gnutls_pkcs12_t p12,
                  const MdgPkcs12 *contents,
                  const char *password,
                  const Form *form)
{
  __attribute__ ((cleanup (bag_deinit))) gnutls_pkcs12_bag_t bag = NULL;
  int rc = gnutls_pkcs12_bag_init (&bag);

  if (rc >= 0)
    rc = add_list (bag, contents->chain, contents->chain_length, contents);
  if (rc >= 0)
    rc = add_list (bag, contents->extra, contents->extra_length, NULL);
  if (rc >= 0)
    rc = gnutls_pkcs12_bag_encrypt (bag, password, form->cipher);
  return rc >= 0 ? gnutls_pkcs12_set_bag (p12, bag) : rc;
}

static GBytes *
make (const MdgPkcs12 *contents, const char *password, const Form *form, GError **error)
{
  __attribute__ ((cleanup (pkcs12_deinit))) gnutls_pkcs12_t p12 = NULL;
  gnutls_datum_t out = { NULL, 0 };
  GBytes *bytes = NULL;
  int rc = gnutls_pkcs12_init (&p12);

  if (rc >= 0)
    rc = add_key (p12, contents, password, form);
  if (rc >= 0)
    rc = add_certificates (p12, contents, password, form);
  if (rc >= 0)
    rc = gnutls_pkcs12_generate_mac2 (p12, form->mac, password);
  if (rc >= 0)
    rc = gnutls_pkcs12_export2 (p12, GNUTLS_X509_FMT_DER, &out);
  if (rc >= 0)
    bytes = g_bytes_new (out.data, out.size);
  else
    mdg_set_error (error, MDG_ERROR_FAILED, "Cannot make the PKCS#12 file: %s (%d)",
                   gnutls_strerror (rc), rc);
  gnutls_free (out.data);
  return bytes;
}

/* What was made is what there was, to whoever opens it. */
static gboolean
check (GBytes *made, const MdgPkcs12 *contents, MdgSecret *password, GError **error)
{
  g_auto (MdgPkcs12) again = { 0 };

  if (!mdg_pkcs12_read (made, password, &again, error))
    return FALSE;
  if (again.chain_length == contents->chain_length
      && gnutls_x509_crt_equals (again.chain[0], contents->chain[0]))
    return TRUE;
  mdg_set_error (error, MDG_ERROR_FAILED, "The new PKCS#12 file does not hold the same");
  return FALSE;
}

GBytes *
mdg_certificate_reform (GBytes *file, MdgSecret *password, MdgP12Form form, GError **error)
{
  g_auto (MdgPkcs12) contents = { 0 };
  g_autoptr (GBytes) made = NULL;
  const char *text = password ? mdg_secret_get_string (password) : "";

  g_return_val_if_fail (file != NULL && (guint)form < G_N_ELEMENTS (forms), NULL);
  if (!mdg_pkcs12_read (file, password, &contents, error))
    return NULL;
  made = make (&contents, text, &forms[form], error);
  if (made == NULL || !check (made, &contents, password, error))
    return NULL;
  return g_steal_pointer (&made);
}

/* as a file ---------------------------------------------------------------------------------- */

typedef struct
{
  char *path;
  MdgSecret *password;
  MdgP12Form form;
  char *folder;
} Request;

static void
request_free (Request *request)
{
  g_free (request->path);
  g_clear_pointer (&request->password, mdg_secret_unref);
  g_free (request->folder);
  g_free (request);
}

/* "NAME_AES256.p12" */
static char *
new_name (const char *path, MdgP12Form form)
{
  g_autofree char *name = g_path_get_basename (path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_strconcat (name, forms[form].suffix, ".p12", NULL);
}

static void
reform_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  g_autofree char *name = new_name (request->path, request->form);
  g_autoptr (GBytes) file = mdg_file_read (request->path, MDG_CERTIFICATE_FILE_LIMIT, &error);
  g_autoptr (GBytes) made = NULL;
  char *path = NULL;

  if (file != NULL)
    made = mdg_certificate_reform (file, request->password, request->form, &error);
  if (made != NULL && !g_cancellable_set_error_if_cancelled (cancellable, &error))
    path = mdg_free_name_write (request->folder, name, made, &error);
  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

void
mdg_certificate_reform_async (const char *path,
                              MdgSecret *password,
                              MdgP12Form form,
                              const char *folder,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Request *request = g_new0 (Request, 1);

  g_return_if_fail (path != NULL && (guint)form < G_N_ELEMENTS (forms));
  request->path = g_strdup (path);
  request->password = password ? mdg_secret_ref (password) : NULL;
  request->form = form;
  request->folder = folder ? g_strdup (folder) : g_path_get_dirname (path);
  g_task_set_source_tag (task, mdg_certificate_reform_async);
  g_task_set_task_data (task, request, (GDestroyNotify)request_free);
  g_task_run_in_thread (task, reform_in_thread);
}

char *
mdg_certificate_reform_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_certificate_reform_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
