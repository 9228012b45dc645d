/* test-backend.c: a service that runs elsewhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/backend.h"

static void
keep_result (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static MdgConnection *
start (MdgBackend *backend, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  mdg_backend_start_async (backend, cancellable, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_backend_start_finish (backend, result, error);
}

static MdgConnection *
describe (MdgBackend *backend, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  mdg_backend_describe_async (backend, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_backend_describe_finish (backend, result, error);
}

static gboolean
reset (MdgBackend *backend, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  mdg_backend_reset_async (backend, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_backend_reset_finish (backend, result, error);
}

static gboolean
write_receptions (MdgBackend *backend, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  mdg_backend_write_receptions_async (backend, 1, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return mdg_backend_write_receptions_finish (backend, result, error);
}

static MdgBackend *
make_backend (void)
{
  g_autoptr (MdgConnection) connection = mdg_connection_new ();
  connection->endpoint = g_strdup ("https://gateway.test:443");
  connection->ca_file = g_strdup ("/ca.pem");
  return mdg_fixed_backend_new (connection);
}

static void
test_fixed (void)
{
  MdgBackend *backend = make_backend ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgConnection) started = start (backend, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (started->endpoint, ==, "https://gateway.test:443");
  g_autoptr (MdgConnection) described = describe (backend, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (described->ca_file, ==, "/ca.pem");
  g_assert_false (reset (backend, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_clear_error (&error);
  /* Nobody invents receptions there. */
  g_assert_null (mdg_backend_get_receptions_folder (backend));
  g_assert_false (write_receptions (backend, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  mdg_backend_stop (backend);
  g_assert_finalize_object (backend);
}

static void
test_cancelled (void)
{
  MdgBackend *backend = make_backend ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  g_assert_null (start (backend, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_finalize_object (backend);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contract/backend/fixed", test_fixed);
  g_test_add_func ("/contract/backend/cancelled", test_cancelled);
  return g_test_run ();
}
