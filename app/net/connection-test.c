/* connection-test.c: tries whether a gateway can be used with these settings.
 *
 *   address → CA file → .p12 → name and port → TLS, the service's certificate → the question itself
 *
 * The first that is wrong is the finding: what comes after it could not be right. The handshake is
 * done apart from the question, because only there is to be seen what exactly is wrong with a
 * certificate; whether ours is taken the question tells (certificate-probe.h).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/connection-test.h"

#include <libsoup/soup.h>

#include "contract/connection.h"
#include "contract/endpoints.h"
#include "contract/messages.h"
#include "core/trust.h"
#include "net/identity.h"
#include "net/transport.h"

#define CONNECT_SECONDS 10
#define SKEW_LIMIT_SECONDS 30

typedef struct
{
  char *endpoint;
  MdgClock *clock;
  GSocketConnectable *address; /* (nullable) */
  GTlsDatabase *database;      /* (nullable) */
  MdgIdentity *identity;       /* (nullable) */
  MdgTransport *transport;     /* (nullable) */
  GIOStream *tls;              /* (nullable) */
  GTlsCertificateFlags faults; /* of the service's certificate */
  MdgConnectionReport *report;
} Trial;

void
mdg_connection_report_free (MdgConnectionReport *report)
{
  if (report == NULL)
    return;
  g_clear_error (&report->error);
  g_free (report->service_name);
  g_free (report->subject);
  g_free (report);
}

static void
trial_free (gpointer data)
{
  Trial *trial = data;

  g_free (trial->endpoint);
  g_clear_object (&trial->clock);
  g_clear_object (&trial->address);
  g_clear_object (&trial->database);
  g_clear_object (&trial->identity);
  if (trial->transport != NULL)
    mdg_transport_close (trial->transport);
  g_clear_object (&trial->transport);
  g_clear_object (&trial->tls);
  mdg_connection_report_free (trial->report);
  g_free (trial);
}

const char *
mdg_finding_nick (MdgFinding finding)
{
  static const char *const nicks[MDG_N_FINDINGS] = {
    [MDG_FINDING_GOOD] = "good",
    [MDG_FINDING_CLOCK_OFF] = "clock-off",
    [MDG_FINDING_ADDRESS_WRONG] = "address-wrong",
    [MDG_FINDING_CA_UNUSABLE] = "ca-unusable",
    [MDG_FINDING_CLIENT_FILE] = "client-file",
    [MDG_FINDING_WRONG_PASSWORD] = "wrong-password",
    [MDG_FINDING_NAME_NOT_FOUND] = "name-not-found",
    [MDG_FINDING_REFUSED] = "refused",
    [MDG_FINDING_NO_ANSWER] = "no-answer",
    [MDG_FINDING_NOT_TLS] = "not-tls",
    [MDG_FINDING_UNTRUSTED] = "untrusted",
    [MDG_FINDING_SERVER_EXPIRED] = "server-expired",
    [MDG_FINDING_OTHER_NAME] = "other-name",
    [MDG_FINDING_CERTIFICATE_MISSING] = "certificate-missing",
    [MDG_FINDING_CERTIFICATE_REFUSED] = "certificate-refused",
    [MDG_FINDING_OTHER_SERVICE] = "other-service",
    [MDG_FINDING_SERVICE_FAILED] = "service-failed",
  };

  g_return_val_if_fail ((guint)finding < MDG_N_FINDINGS, NULL);
  return nicks[finding];
}

/* ending -------------------------------------------------------------------------------------- */

/* Takes over @task; @error: (transfer full) (nullable) */
static void
conclude (GTask *task, MdgFinding finding, GError *error)
{
  Trial *trial = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    g_clear_error (&error);
  else
    {
      g_info ("the connection test finds: %s (%s)", mdg_finding_nick (finding),
              error != NULL ? error->message : "no error");
      trial->report->finding = finding;
      trial->report->error = error;
      g_task_return_pointer (task, g_steal_pointer (&trial->report),
                             (GDestroyNotify)mdg_connection_report_free);
    }
  g_object_unref (task);
}

/* the question -------------------------------------------------------------------------------- */

static MdgFinding
finding_of (const GError *error)
{
  if (error->domain != MDG_ERROR)
    return MDG_FINDING_NO_ANSWER;
  switch ((MdgErrorCode)error->code)
    {
    case MDG_ERROR_SERVER_UNTRUSTED:
      return MDG_FINDING_UNTRUSTED;
    case MDG_ERROR_CERTIFICATE_MISSING:
      return MDG_FINDING_CERTIFICATE_MISSING;
    case MDG_ERROR_CERTIFICATE_REFUSED:
      return MDG_FINDING_CERTIFICATE_REFUSED;
    case MDG_ERROR_BAD_ANSWER:
      return MDG_FINDING_OTHER_SERVICE;
    default:
      return MDG_FINDING_NO_ANSWER;
    }
}

/* A refusal that is no problem document is not one of our API's; but a service that is down is
 * often spoken for by something in front of it. */
static MdgFinding
finding_of_refusal (const MdgAnswer *answer)
{
  return answer->status >= 500 || g_strcmp0 (answer->content_type, MDG_CONTENT_PROBLEM) == 0
             ? MDG_FINDING_SERVICE_FAILED
             : MDG_FINDING_OTHER_SERVICE;
}

/* Takes over @task. */
static void
judge (GTask *task, const MdgAnswer *answer)
{
  MdgConnectionReport *report = ((Trial *)g_task_get_task_data (task))->report;
  g_autoptr (MdgServiceStatus) status = NULL;
  GError *error = NULL;

  if (!mdg_answer_check (answer, &error))
    {
      conclude (task, finding_of_refusal (answer), error);
      return;
    }
  if (mdg_answer_check_type (answer, MDG_CONTENT_JSON, &error))
    status = mdg_service_status_parse (answer->body, (gssize)answer->length, &error);
  if (status == NULL)
    {
      conclude (task, MDG_FINDING_OTHER_SERVICE, error);
      return;
    }
  report->service_name = g_strdup (status->name);
  conclude (task,
            report->skew_known && ABS (report->skew) > SKEW_LIMIT_SECONDS ? MDG_FINDING_CLOCK_OFF
                                                                          : MDG_FINDING_GOOD,
            NULL);
}

static void
answered (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  MdgConnectionReport *report = ((Trial *)g_task_get_task_data (task))->report;
  GError *error = NULL;
  MdgAnswer *answer = mdg_transport_send_finish (MDG_TRANSPORT (source), result, &error);

  report->skew_known = mdg_transport_get_clock_skew (MDG_TRANSPORT (source), &report->skew);
  if (answer == NULL)
    conclude (task, finding_of (error), error);
  else
    judge (task, answer);
  g_clear_pointer (&answer, mdg_answer_free);
}

/* Takes over @task. */
static void
ask (GTask *task)
{
  Trial *trial = g_task_get_task_data (task);
  g_autoptr (GUri) endpoint = g_uri_parse (trial->endpoint, SOUP_HTTP_URI_FLAGS, NULL);

  trial->transport = mdg_transport_new (
      endpoint, trial->database,
      trial->identity != NULL ? mdg_identity_get_certificate (trial->identity) : NULL,
      trial->clock);
  mdg_transport_send_async (trial->transport, mdg_request_new ("GET", MDG_PATH_SERVICE),
                            CONNECT_SECONDS, g_task_get_cancellable (task), answered, task);
}

/* the service's certificate ------------------------------------------------------------------- */

/* Not of the CA outweighs the rest: nothing that a stranger's certificate says counts. */
static MdgFinding
finding_of_faults (GTlsCertificateFlags faults)
{
  if (faults & (G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED)
      && !(faults & G_TLS_CERTIFICATE_UNKNOWN_CA))
    return MDG_FINDING_SERVER_EXPIRED;
  if (faults == G_TLS_CERTIFICATE_BAD_IDENTITY)
    return MDG_FINDING_OTHER_NAME;
  return MDG_FINDING_UNTRUSTED;
}

static gboolean
accept_certificate (GTlsConnection *connection,
                    GTlsCertificate *certificate,
                    GTlsCertificateFlags faults,
                    Trial *trial)
{
  trial->faults = faults;
  return FALSE;
}

static void
shaken_hands (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Trial *trial = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, &error);
  if (trial->faults != 0)
    conclude (task, finding_of_faults (trial->faults),
              mdg_error_new (MDG_ERROR_SERVER_UNTRUSTED, "%s",
                             error != NULL ? error->message : "no word"));
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           && g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (source)) == NULL)
    conclude (task, MDG_FINDING_NOT_TLS,
              mdg_error_new (MDG_ERROR_UNREACHABLE, "%s", error->message));
  else
    ask (task);
}

/* Takes over @task. */
static void
shake_hands (GTask *task, GSocketConnection *connection)
{
  Trial *trial = g_task_get_task_data (task);
  GError *error = NULL;
  GTlsConnection *tls;

  trial->tls = g_tls_client_connection_new (G_IO_STREAM (connection), trial->address, &error);
  if (trial->tls == NULL)
    {
      conclude (task, MDG_FINDING_NOT_TLS, error);
      return;
    }
  tls = G_TLS_CONNECTION (trial->tls);
  g_tls_connection_set_database (tls, trial->database);
  if (trial->identity != NULL)
    g_tls_connection_set_certificate (tls, mdg_identity_get_certificate (trial->identity));
  g_signal_connect (tls, "accept-certificate", G_CALLBACK (accept_certificate), trial);
  g_tls_connection_handshake_async (tls, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                    shaken_hands, task);
}

/* name and port ------------------------------------------------------------------------------- */

static MdgFinding
finding_of_socket (const GError *error)
{
  if (error->domain == G_RESOLVER_ERROR)
    return MDG_FINDING_NAME_NOT_FOUND;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return MDG_FINDING_REFUSED;
  return MDG_FINDING_NO_ANSWER;
}

static void
connected (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection
      = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);

  if (connection != NULL)
    shake_hands (task, connection);
  else
    conclude (task, finding_of_socket (error),
              mdg_error_new (MDG_ERROR_UNREACHABLE, "%s", error->message));
}

/* Takes over @task. */
static void
connect_to (GTask *task)
{
  Trial *trial = g_task_get_task_data (task);
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, CONNECT_SECONDS);
  g_socket_client_connect_async (client, trial->address, g_task_get_cancellable (task), connected,
                                 task);
}

/* files --------------------------------------------------------------------------------------- */

static void
identity_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Trial *trial = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  trial->identity = mdg_identity_open_finish (result, &error);
  if (trial->identity == NULL)
    {
      gboolean password = g_error_matches (error, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);

      conclude (task, password ? MDG_FINDING_WRONG_PASSWORD : MDG_FINDING_CLIENT_FILE,
                g_steal_pointer (&error));
      return;
    }
  trial->report->subject = g_strdup (mdg_identity_get_subject (trial->identity));
  trial->report->expires = mdg_identity_get_expires (trial->identity);
  connect_to (task);
}

/* @address: (out) (transfer full) */
static gboolean
read_address (const char *endpoint, GSocketConnectable **address, GError **error)
{
  if (mdg_connection_is_endpoint (endpoint))
    *address = g_network_address_parse_uri (endpoint, 443, NULL);
  if (*address == NULL)
    mdg_set_error (error, MDG_ERROR_NOT_CONFIGURED, "the endpoint is no https address");
  return *address != NULL;
}

/* A file without a certificate is one that trusts nobody, to GnuTLS: looked into. */
static GTlsDatabase *
open_ca (const char *ca_file, GError **error)
{
  g_autoptr (GError) fault = NULL;
  GList *certificates = g_tls_certificate_list_new_from_file (ca_file, &fault);
  GTlsDatabase *database = certificates != NULL ? g_tls_file_database_new (ca_file, &fault) : NULL;

  g_list_free_full (certificates, g_object_unref);
  if (database == NULL)
    mdg_set_error (
        error, g_file_test (ca_file, G_FILE_TEST_EXISTS) ? MDG_ERROR_DAMAGED : MDG_ERROR_NOT_FOUND,
        "CA file: %s", fault != NULL ? fault->message : "it holds no certificate");
  return database;
}

void
mdg_connection_test_async (const char *endpoint,
                           const char *ca_file,
                           const char *client_file,
                           MdgSecret *password,
                           MdgClock *clock,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Trial *trial = g_new0 (Trial, 1);
  GError *error = NULL;

  g_return_if_fail (endpoint != NULL && ca_file != NULL);

  mdg_trust_nobody ();
  g_task_set_source_tag (task, mdg_connection_test_async);
  g_task_set_task_data (task, trial, trial_free);
  trial->report = g_new0 (MdgConnectionReport, 1);
  trial->endpoint = g_strdup (endpoint);
  trial->clock = g_object_ref (clock);
  if (!read_address (endpoint, &trial->address, &error))
    {
      conclude (task, MDG_FINDING_ADDRESS_WRONG, error);
      return;
    }
  trial->database = open_ca (ca_file, &error);
  if (trial->database == NULL)
    conclude (task, MDG_FINDING_CA_UNUSABLE, error);
  else if (client_file != NULL)
    mdg_identity_open_async (client_file, password, mdg_clock_wall (clock), cancellable,
                             identity_opened, task);
  else
    connect_to (task);
}

MdgConnectionReport *
mdg_connection_test_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
