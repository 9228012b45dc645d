/* test-service.c: the embedded service as an object: starts, restarts, stops, says why it cannot.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fixture.h"

#include <string.h>
#include "core/totp.h"
#include "../../support/released.h"
#ifdef __linux__
#include <errno.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

static void
on_started (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static MdgConnection *
finish_start (MdgTrainingService *service, GAsyncResult **result, GError **error)
{
  g_autoptr (GAsyncResult) held = NULL;

  while (!*result)
    g_main_context_iteration (NULL, TRUE);
  held = g_steal_pointer (result);
  return mdg_backend_start_finish (MDG_BACKEND (service), held, error);
}

static MdgConnection *
start (MdgTrainingService *service, GError **error)
{
  GAsyncResult *result = NULL;

  mdg_backend_start_async (MDG_BACKEND (service), NULL, on_started, &result);
  return finish_start (service, &result, error);
}

static MdgConnection *
describe (MdgTrainingService *service, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_backend_describe_async (MDG_BACKEND (service), NULL, on_started, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  return mdg_backend_describe_finish (MDG_BACKEND (service), result, error);
}

static gboolean
reset (MdgTrainingService *service, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_backend_reset_async (MDG_BACKEND (service), NULL, on_started, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  return mdg_backend_reset_finish (MDG_BACKEND (service), result, error);
}

static void
expect_none (MdgTrainingService *service)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (describe (service, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
}

static void
settle (MdgTrainingService *service)
{
  mdg_backend_stop (MDG_BACKEND (service));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_released (service);
}

static void
expect_no_start (Fixture *fixture, const char *folder, guint port, MdgErrorCode code)
{
  MdgTrainingService *service = mdg_training_service_new (folder, fixture->clock, port, 0, 1);
  g_autoptr (GError) error = NULL;
  MdgConnection *connection = start (service, &error);

  g_assert_error (error, MDG_ERROR, (int)code);
  g_assert_null (connection);
  expect_none (service);
  settle (service);
}

static void
test_start_again (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgConnection) again = start (fixture->service, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (again->endpoint, ==, fixture->connection->endpoint);
  g_assert_true (g_str_has_prefix (again->endpoint, "https://127.0.0.1:"));
  g_assert_true (again->training);
  g_assert_true (g_path_is_absolute (again->ca_file));
  mdg_backend_stop (MDG_BACKEND (fixture->service));
  expect_none (fixture->service);
  g_clear_pointer (&again, mdg_connection_free);
  again = start (fixture->service, &error);
  g_assert_no_error (error);
  g_assert_nonnull (again);
}

static gboolean
write_receptions (MdgTrainingService *service, guint n, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_backend_write_receptions_async (MDG_BACKEND (service), n, NULL, on_started, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  return mdg_backend_write_receptions_finish (MDG_BACKEND (service), result, error);
}

/* How many result files lie there; whatever else does counts as a hundred. */
static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir && (name = g_dir_read_name (dir)))
    n += g_str_has_prefix (name, "OQSsiquc01res_face_") && g_str_has_suffix (name, ".xml") ? 1
                                                                                           : 100;
  return n;
}

/* Others each time; a reset takes them away, and with them the folder. */
static void
test_receptions (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  const char *folder = mdg_backend_get_receptions_folder (MDG_BACKEND (fixture->service));
  g_autoptr (GError) error = NULL;

  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_true (write_receptions (fixture->service, 30, &error));
  g_assert_cmpuint (count_files (folder), ==, 30);
  g_assert_true (write_receptions (fixture->service, 1, &error));
  g_assert_true (write_receptions (fixture->service, 1, &error));
  g_assert_cmpuint (count_files (folder), ==, 32);
  g_assert_true (reset (fixture->service, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_folder_taken (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  expect_no_start (fixture, fixture->folder, 0, MDG_ERROR_IN_USE);
  /* The one that runs was not disturbed. */
  fixture_expect (fixture, "GET", MDG_PATH_SERVICE, NULL, NULL, 200, NULL);
}

static void
test_port_taken (void)
{
  g_autoptr (Fixture) fixture = fixture_new (), other = fixture_new ();
  g_autoptr (GUri) uri = g_uri_parse (fixture->connection->endpoint, G_URI_FLAGS_NONE, NULL);

  fixture_stop (other);
  expect_no_start (other, other->folder, (guint)g_uri_get_port (uri), MDG_ERROR_IN_USE);
}

static void
test_folder_is_a_file (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  MdgTrainingService *service
      = mdg_training_service_new (fixture->connection->ca_file, fixture->clock, 0, 0, 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (start (service, &error));
  g_assert_cmpint (error->domain, ==, MDG_ERROR);
  settle (service);
}

static char *
ledger_path (Fixture *fixture)
{
  return g_build_filename (fixture->folder, "ledger.db", NULL);
}

/* A ledger that is damaged or from a newer version is left as it is. */
static void
test_foreign_ledger (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = ledger_path (fixture), *after = NULL;
  const char *rubbish = "This is no database, whatever its name says. This is no database at all.";

  fixture_stop (fixture);
  g_assert_true (g_file_set_contents (path, rubbish, -1, NULL));
  expect_no_start (fixture, fixture->folder, 0, MDG_ERROR_DAMAGED);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, rubbish);
}

static void
test_newer_ledger (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *path = ledger_path (fixture), *content = NULL;
  gsize length;

  fixture_stop (fixture);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  content[63] = 99; /* user_version, in the file's header */
  g_assert_true (g_file_set_contents (path, content, (gssize)length, NULL));
  expect_no_start (fixture, fixture->folder, 0, MDG_ERROR_TOO_NEW);
}

static void
test_stop_while_starting (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  MdgTrainingService *service;

  fixture_stop (fixture);
  service = mdg_training_service_new (fixture->folder, fixture->clock, 0, 0, 1);
  mdg_backend_start_async (MDG_BACKEND (service), NULL, on_started, &result);
  mdg_backend_stop (MDG_BACKEND (service));
  g_assert_null (finish_start (service, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  settle (service);
}

static void
test_start_while_starting (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  GAsyncResult *first = NULL, *second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgConnection) connection = NULL;
  MdgTrainingService *service;

  fixture_stop (fixture);
  service = mdg_training_service_new (fixture->folder, fixture->clock, 0, 0, 1);
  mdg_backend_start_async (MDG_BACKEND (service), NULL, on_started, &first);
  mdg_backend_start_async (MDG_BACKEND (service), NULL, on_started, &second);
  g_assert_null (finish_start (service, &second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  connection = finish_start (service, &first, NULL);
  g_assert_nonnull (connection);
  settle (service);
}

/* Dropping the object is enough. */
static void
test_drop_while_running (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  assert_released (g_steal_pointer (&fixture->service));
}

#ifdef __linux__
static int gate[2]; /* whoever reads from it waits until something is written */

static void
stand_still (int number)
{
  char one;

  while (read (gate[0], &one, 1) < 0 && errno == EINTR)
    ;
}

/* Holds the thread of that name wherever it is, until something is written into the gate. */
static void
hold_thread (const char *name)
{
  g_autoptr (GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  const char *id;

  g_assert_cmpint (pipe (gate), ==, 0);
  signal (SIGUSR1, stand_still);
  while ((id = g_dir_read_name (threads)))
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", id, "comm", NULL);
      g_autofree char *comm = NULL;

      g_assert_true (g_file_get_contents (path, &comm, NULL, NULL));
      if (g_str_equal (g_strchomp (comm), name))
        {
          g_assert_cmpint (syscall (SYS_tgkill, getpid (), atoi (id), SIGUSR1), ==, 0);
          return;
        }
    }
  g_assert_not_reached ();
}

/* The service's thread is held up; whoever asks it something is not. */
static void
test_asking_waits_for_nobody (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  MdgBackend *backend = MDG_BACKEND (fixture->service);
  g_autoptr (GAsyncResult) described = NULL, done = NULL;
  g_autoptr (MdgConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  hold_thread ("training");
  mdg_backend_reset_async (backend, NULL, on_started, &done);
  mdg_backend_describe_async (backend, NULL, on_started, &described);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (done);
  g_assert_null (described);
  g_assert_cmpint (write (gate[1], "", 1), ==, 1);
  while (!described || !done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (mdg_backend_reset_finish (backend, done, &error));
  g_assert_no_error (error);
  connection = mdg_backend_describe_finish (backend, described, &error);
  g_assert_no_error (error);
  close (gate[0]);
  close (gate[1]);
}
#endif

/* What was asked ends, and not as if it had come about. */
static void
test_stop_while_asked (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GAsyncResult) described = NULL, done = NULL;
  g_autoptr (GError) error = NULL;

  mdg_backend_reset_async (MDG_BACKEND (fixture->service), NULL, on_started, &done);
  mdg_backend_describe_async (MDG_BACKEND (fixture->service), NULL, on_started, &described);
  mdg_backend_stop (MDG_BACKEND (fixture->service));
  while (!described || !done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (mdg_backend_reset_finish (MDG_BACKEND (fixture->service), done, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (mdg_backend_describe_finish (MDG_BACKEND (fixture->service), described, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
on_broken (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);

  *(int *)data += 1;
}

static void
send_login (Fixture *fixture, GCancellable *cancellable, int *answered)
{
  g_autofree char *uri = g_strconcat (fixture->connection->endpoint, MDG_PATH_SESSION, NULL);
  g_autofree char *body = login_body (INSTITUTION, OLD_LOGIN, "Wrong-pass-0");
  g_autoptr (SoupMessage) message = soup_message_new ("POST", uri);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  soup_message_set_request_body_from_bytes (message, MDG_CONTENT_JSON, bytes);
  soup_session_send_and_read_async (fixture->client, message, G_PRIORITY_DEFAULT, cancellable,
                                    on_broken, answered);
}

/* Passwords being derived, others waiting for them, and the service goes. */
static void
test_stop_while_busy (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  int answered = 0;

  for (int i = 0; i < 8; i++)
    send_login (fixture, NULL, &answered);
  while (answered == 0)
    g_main_context_iteration (NULL, TRUE);
  mdg_backend_stop (MDG_BACKEND (fixture->service));
  while (answered < 8)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_wrote (SoupMessage *message, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
on_queued (SoupSession *session, SoupMessage *message, gpointer cancellable)
{
  g_signal_connect (message, "wrote-body", G_CALLBACK (on_wrote), cancellable);
}

/* Returns: whether the try of a client that left before its answer was counted */
static gboolean
counts_who_leaves (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gulong handler
      = g_signal_connect (fixture->client, "request-queued", G_CALLBACK (on_queued), cancellable);
  g_autoptr (Reply) reply = NULL;
  int answered = 0;
  gint64 left;

  send_login (fixture, cancellable, &answered);
  while (answered == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (fixture->client, handler);
  reply = fixture_try_login (fixture, OLD_LOGIN, "Wrong-pass-0");
  reply_expect (reply, 401, "invalid-credentials");
  left = reply_number (reply, "attempts_left");
  g_assert_true (left == 1 || left == 2);
  return left == 1;
}

/* A client that leaves before its answer: the try counts, the service goes on. Now and then the
 * connection goes before the service has read what was sent (the client never reads its TLS session
 * tickets, so that the system resets it): then there was no try. */
static void
test_client_leaves (void)
{
  gboolean counted = FALSE;

  for (int i = 0; i < 20 && !counted; i++)
    counted = counts_who_leaves ();
  g_assert_true (counted);
}

static const MdgTrainingAccount *
find (MdgConnection *connection, const char *login)
{
  for (guint i = 0; i < connection->accounts->len; i++)
    {
      const MdgTrainingAccount *account = connection->accounts->pdata[i];

      if (strcmp (account->login_id, login) == 0)
        return account;
    }
  return NULL;
}

static void
expect_state (Fixture *fixture, const char *login, MdgTrainingState state)
{
  g_autoptr (MdgConnection) now = describe (fixture->service, NULL);

  g_assert_cmpstr (mdg_training_state_nick (find (now, login)->state), ==,
                   mdg_training_state_nick (state));
}

static void
test_states (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();

  expect_state (fixture, "WA000001", MDG_TRAINING_NEVER_REGISTERED);
  expect_state (fixture, "WA000002", MDG_TRAINING_REGISTERED);
  expect_state (fixture, "WA000003", MDG_TRAINING_LOCKED);
  expect_state (fixture, "WA000004", MDG_TRAINING_PASSWORD_EXPIRED);
  expect_state (fixture, "WA000005", MDG_TRAINING_NEVER_REGISTERED);
  fixture_wait (fixture, 1800);
  expect_state (fixture, "WA000003", MDG_TRAINING_REGISTERED);
}

/* What the trainee made is the trainee's: neither key nor password is told to anybody. */
static void
test_trainees_secrets (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_log_in (fixture, NEW_LOGIN, NEW_PASSWORD);
  g_autofree char *key = fixture_get_key (fixture, token);
  g_autoptr (Reply) passcode = fixture_try_passcode (fixture, token, key, fixture_now (fixture));
  g_autoptr (Reply) change = fixture_change (fixture, token, NEW_PASSWORD, "Betsu.no-Kotoba7");
  g_autoptr (MdgConnection) now = describe (fixture->service, NULL);
  const MdgTrainingAccount *account = find (now, NEW_LOGIN);

  reply_expect (change, 200, NULL);
  g_assert_cmpint (account->state, ==, MDG_TRAINING_REGISTERED);
  g_assert_null (account->password);
  g_assert_null (account->setup_key);
}

/* Whoever offers passcodes must know which one is taken already, after a restart too. */
static void
test_used_step (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD);
  guint64 step = mdg_totp_step (fixture_now (fixture), MDG_TOTP_PERIOD);
  g_autoptr (MdgConnection) now = describe (fixture->service, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (find (now, OLD_LOGIN)->used_step, ==, step);
  g_assert_cmpuint (find (now, NEW_LOGIN)->used_step, ==, 0);
  fixture_restart (fixture);
  g_assert_cmpuint (find (fixture->connection, OLD_LOGIN)->used_step, ==, step);
  g_assert_true (reset (fixture->service, &error));
  g_assert_no_error (error);
  g_clear_pointer (&now, mdg_connection_free);
  now = describe (fixture->service, NULL);
  g_assert_cmpuint (find (now, OLD_LOGIN)->used_step, ==, 0);
}

static void
test_reset (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autofree char *token = fixture_open (fixture, OLD_PASSWORD), *again = NULL;
  g_autoptr (Reply) change = fixture_change (fixture, token, OLD_PASSWORD, "Betsu.no-Kotoba7");
  g_autoptr (GError) error = NULL;

  reply_expect (change, 200, NULL);
  g_assert_true (reset (fixture->service, &error));
  g_assert_no_error (error);
  fixture_expect (fixture, "GET", MDG_PATH_SESSION, token, NULL, 401, "session-required");
  expect_state (fixture, "WA000003", MDG_TRAINING_LOCKED);
  again = fixture_open (fixture, OLD_PASSWORD);
  mdg_backend_stop (MDG_BACKEND (fixture->service));
  g_assert_false (reset (fixture->service, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
}

/* A ledger keeps its generated accounts whatever later starts say, and takes more. */
static void
test_generated (void)
{
  g_autoptr (Fixture) fixture = fixture_new_with (10, 7);
  g_autofree char *first = NULL;
  const MdgTrainingAccount *generated = fixture->connection->accounts->pdata[5];

  g_assert_cmpuint (fixture->connection->accounts->len, ==, 10);
  first = login_body (generated->institution_code, generated->login_id, generated->password);
  fixture->accounts = 0;
  fixture->seed = 8;
  fixture_restart (fixture);
  g_assert_cmpuint (fixture->connection->accounts->len, ==, 10);
  fixture->accounts = 400;
  fixture_restart (fixture);
  /* Of the generated ones those that log in are listed, and only of the first 200. */
  g_assert_cmpuint (fixture->connection->accounts->len, ==, 105);
  g_assert_true (reset (fixture->service, NULL));
  fixture_expect (fixture, "POST", MDG_PATH_SESSION, NULL, first, 201, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/service/start-again", test_start_again);
  g_test_add_func ("/training/service/receptions", test_receptions);
  g_test_add_func ("/training/service/folder-taken", test_folder_taken);
  g_test_add_func ("/training/service/port-taken", test_port_taken);
  g_test_add_func ("/training/service/folder-is-a-file", test_folder_is_a_file);
  g_test_add_func ("/training/service/foreign-ledger", test_foreign_ledger);
  g_test_add_func ("/training/service/newer-ledger", test_newer_ledger);
  g_test_add_func ("/training/service/stop-while-starting", test_stop_while_starting);
  g_test_add_func ("/training/service/start-while-starting", test_start_while_starting);
  g_test_add_func ("/training/service/drop-while-running", test_drop_while_running);
#ifdef __linux__
  g_test_add_func ("/training/service/asking-waits-for-nobody", test_asking_waits_for_nobody);
#endif
  g_test_add_func ("/training/service/stop-while-asked", test_stop_while_asked);
  g_test_add_func ("/training/service/stop-while-busy", test_stop_while_busy);
  g_test_add_func ("/training/service/client-leaves", test_client_leaves);
  g_test_add_func ("/training/service/states", test_states);
  g_test_add_func ("/training/service/trainees-secrets", test_trainees_secrets);
  g_test_add_func ("/training/service/used-step", test_used_step);
  g_test_add_func ("/training/service/reset", test_reset);
  g_test_add_func ("/training/service/generated", test_generated);
  return g_test_run ();
}
