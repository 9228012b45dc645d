/* bench-login.c: a login against the embedded training service, by us and by curl's library, both
 * in turns over real mutual TLS; then the ratio of the medians.
 *
 * Both sides ask the same four things in the same order on one new connection a round: is the
 * service there, log in, show the registration, log out. Both have the client's key in memory and
 * may resume TLS sessions. The curl program cannot do this: it cannot put the token of one answer
 * into the next request without being started again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <curl/curl.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>

#include "contract/endpoints.h"
#include "net/https-service.h"
#include "training/training-service.h"

#define ROUNDS 21

typedef struct
{
  char *folder;
  MdgClock *clock;
  MdgBackend *backend;
  MdgConnection *connection;
  MdgIdentity *identity;
  MdgLoginRequest *request;
  char *login_json;
  CURL *curl;
  char *pem; /* certificate and key */
} Bench;

/* waiting ------------------------------------------------------------------------------------ */

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
must (gboolean good, GError *error, const char *what)
{
  if (!good)
    g_error ("%s: %s", what, error ? error->message : "failed");
}

/* ours --------------------------------------------------------------------------------------- */

static void
check (MdgService *service)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mdg_service_check_async (service, NULL, keep_result, &result);
  g_autoptr (MdgServiceStatus) status
      = mdg_service_check_finish (service, wait_for (&result), &error);
  must (status != NULL, error, "check");
}

static void
log_in (MdgService *service, const MdgLoginRequest *request)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mdg_service_login_async (service, request, NULL, keep_result, &result);
  g_autoptr (MdgSessionInfo) info = mdg_service_login_finish (service, wait_for (&result), &error);
  must (info != NULL, error, "login");
}

static void
show_registration (MdgService *service)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mdg_service_registration_async (service, NULL, keep_result, &result);
  g_autoptr (MdgRegistration) registration
      = mdg_service_registration_finish (service, wait_for (&result), &error);
  must (registration != NULL, error, "registration");
}

static void
log_out (MdgService *service)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mdg_service_logout_async (service, NULL, keep_result, &result);
  must (mdg_service_logout_finish (service, wait_for (&result), &error), error, "logout");
}

static void
round_ours (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgHttpsService) service
      = mdg_https_service_new (bench->connection->endpoint, bench->connection->ca_file,
                               bench->identity, bench->clock, &error);

  must (service != NULL, error, "service");
  check (MDG_SERVICE (service));
  log_in (MDG_SERVICE (service), bench->request);
  show_registration (MDG_SERVICE (service));
  log_out (MDG_SERVICE (service));
}

/* curl's ------------------------------------------------------------------------------------- */

static size_t
collect (char *bytes, size_t size, size_t count, void *data)
{
  g_string_append_len (data, bytes, (gssize)(size * count));
  return size * count;
}

/* @last: the connection is closed afterwards. Returns: (transfer full): the answer's body */
static char *
ask (Bench *bench,
     const char *method,
     const char *path,
     const char *body,
     const char *token,
     gboolean last)
{
  g_autofree char *url = g_strconcat (bench->connection->endpoint, path, NULL);
  g_autofree char *bearer = g_strdup_printf ("Authorization: Bearer %s", token ? token : "");
  GString *answer = g_string_new (NULL);
  struct curl_slist *headers = curl_slist_append (NULL, "Content-Type: application/json");
  long status = 0;

  if (token)
    headers = curl_slist_append (headers, bearer);
  curl_easy_setopt (bench->curl, CURLOPT_URL, url);
  curl_easy_setopt (bench->curl, CURLOPT_CUSTOMREQUEST, method);
  curl_easy_setopt (bench->curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt (bench->curl, CURLOPT_WRITEDATA, answer);
  curl_easy_setopt (bench->curl, CURLOPT_FORBID_REUSE, (long)last);
  if (body)
    curl_easy_setopt (bench->curl, CURLOPT_POSTFIELDS, body);
  else
    curl_easy_setopt (bench->curl, CURLOPT_HTTPGET, 1L);
  curl_easy_setopt (bench->curl, CURLOPT_CUSTOMREQUEST, method);
  if (curl_easy_perform (bench->curl) != CURLE_OK)
    g_error ("curl: %s %s", method, path);
  curl_easy_getinfo (bench->curl, CURLINFO_RESPONSE_CODE, &status);
  if (status < 200 || status > 299)
    g_error ("curl: %s %s: %ld", method, path, status);
  curl_slist_free_all (headers);
  return g_string_free (answer, FALSE);
}

static char *
find_token (const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  must (json_parser_load_from_data (parser, json, -1, NULL), NULL, "the answer to the login");
  return g_strdup (json_object_get_string_member (
      json_node_get_object (json_parser_get_root (parser)), "token"));
}

static void
round_curl (Bench *bench)
{
  g_autofree char *status = ask (bench, "GET", MDG_PATH_SERVICE, NULL, NULL, FALSE);
  g_autofree char *session = ask (bench, "POST", MDG_PATH_SESSION, bench->login_json, NULL, FALSE);
  g_autofree char *token = find_token (session);
  g_autofree char *registration = ask (bench, "GET", MDG_PATH_REGISTRATION, NULL, token, FALSE);
  g_autofree char *end = ask (bench, "DELETE", MDG_PATH_SESSION, NULL, token, TRUE);
}

static CURL *
make_curl (Bench *bench)
{
  struct curl_blob blob = { bench->pem, strlen (bench->pem), CURL_BLOB_COPY };
  CURL *curl = curl_easy_init ();

  curl_easy_setopt (curl, CURLOPT_SSLCERTTYPE, "PEM");
  curl_easy_setopt (curl, CURLOPT_SSLCERT_BLOB, &blob);
  curl_easy_setopt (curl, CURLOPT_SSLKEYTYPE, "PEM");
  curl_easy_setopt (curl, CURLOPT_SSLKEY_BLOB, &blob);
  curl_easy_setopt (curl, CURLOPT_CAINFO, bench->connection->ca_file);
  curl_easy_setopt (curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  curl_easy_setopt (curl, CURLOPT_PROXY, "");
  curl_easy_setopt (curl, CURLOPT_WRITEFUNCTION, collect);
  return curl;
}

/* bench -------------------------------------------------------------------------------------- */

static const MdgTrainingAccount *
find_account (MdgConnection *connection)
{
  for (guint i = 0; i < connection->accounts->len; i++)
    {
      const MdgTrainingAccount *account = connection->accounts->pdata[i];

      if (account->state == MDG_TRAINING_NEVER_REGISTERED)
        return account;
    }
  g_error ("No account that was never registered");
}

static void
start_service (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  bench->folder = g_dir_make_tmp ("madoguchi-bench-XXXXXX", &error);
  must (bench->folder != NULL, error, "folder");
  bench->clock = mdg_clock_new_system ();
  bench->backend = MDG_BACKEND (mdg_training_service_new (bench->folder, bench->clock, 0, 0, 1));
  mdg_backend_start_async (bench->backend, NULL, keep_result, &result);
  bench->connection = mdg_backend_start_finish (bench->backend, wait_for (&result), &error);
  must (bench->connection != NULL, error, "training service");
}

static void
set_up (Bench *bench)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *certificate = NULL;
  g_autofree char *key = NULL;

  start_service (bench);
  const MdgTrainingAccount *account = find_account (bench->connection);
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string (account->password);
  bench->request = mdg_login_request_new (account->institution_code, account->login_id, password);
  bench->login_json = mdg_login_request_to_json (bench->request);
  bench->identity
      = mdg_identity_open (bench->connection->client_file, bench->connection->client_password,
                           mdg_clock_wall (bench->clock), &error);
  must (bench->identity != NULL, error, "identity");
  g_object_get (mdg_identity_get_certificate (bench->identity), "certificate-pem", &certificate,
                "private-key-pem", &key, NULL);
  bench->pem = g_strconcat (certificate, key, NULL);
  bench->curl = make_curl (bench);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      g_remove (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Bench *bench)
{
  curl_easy_cleanup (bench->curl);
  mdg_backend_stop (bench->backend);
  remove_folder (bench->folder);
  g_clear_object (&bench->backend);
  g_clear_object (&bench->identity);
  g_clear_object (&bench->clock);
  mdg_connection_free (bench->connection);
  mdg_login_request_free (bench->request);
  mdg_wipe_string (bench->login_json);
  mdg_wipe_string (bench->pem);
  g_free (bench->folder);
}

static double
measure (Bench *bench, void (*run) (Bench *))
{
  gint64 start = g_get_monotonic_time ();

  run (bench);
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static int
compare (const void *a, const void *b)
{
  double difference = *(const double *)a - *(const double *)b;

  return difference < 0 ? -1 : difference > 0;
}

static double
median (double *times)
{
  qsort (times, ROUNDS, sizeof *times, compare);
  return times[ROUNDS / 2];
}

int
main (void)
{
  double ours[ROUNDS], other[ROUNDS];
  Bench bench = { 0 };

  curl_global_init (CURL_GLOBAL_DEFAULT);
  set_up (&bench);
  round_ours (&bench); /* not counted: the first of each makes the TLS session */
  round_curl (&bench);
  for (int round = 0; round < ROUNDS; round++)
    {
      ours[round] = measure (&bench, round_ours);
      other[round] = measure (&bench, round_curl);
      g_print ("{\"name\": \"login\", \"ours\": %.6f, \"other\": %.6f}\n", ours[round],
               other[round]);
    }
  tear_down (&bench);
  curl_global_cleanup ();
  double our_median = median (ours), other_median = median (other);
  g_print ("login_ms=%.2f\n", our_median * 1000);
  g_print ("login_ratio=%.3f\n", our_median / other_median);
  return 0;
}
