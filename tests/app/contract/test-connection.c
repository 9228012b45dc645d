/* test-connection.c: where a service answers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/connection.h"

static MdgConnection *
read_example (const char *name)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "data", "contract", "connection", name, NULL);
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  MdgConnection *connection = mdg_connection_parse (json, -1, &error);
  g_assert_no_error (error);
  return connection;
}

static void
assert_not_configured (const char *endpoint, const char *ca_file, const char *client_file)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mdg_connection_new_gateway (endpoint, ca_file, client_file, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_CONFIGURED);
}

static void
test_gateway (void)
{
  g_autofree char *ca_file = g_build_filename (g_get_tmp_dir (), "ca.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgConnection) connection
      = mdg_connection_new_gateway ("https://gateway.example:8443", ca_file, "", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (connection->endpoint, ==, "https://gateway.example:8443");
  g_assert_cmpstr (connection->ca_file, ==, ca_file);
  g_assert_null (connection->client_file);
  g_assert_false (connection->training);
  assert_not_configured ("", ca_file, "");
  assert_not_configured ("http://gateway.example", ca_file, "");
  assert_not_configured ("https://[gateway", ca_file, "");
  assert_not_configured ("https://gateway.example", "", "");
  assert_not_configured ("https://gateway.example", "ca.pem", "");
  assert_not_configured ("https://gateway.example", ca_file, "client.p12");
}

static void
test_content (void)
{
  g_autoptr (MdgConnection) connection = read_example ("exact-plain.json");
  g_assert_cmpstr (connection->endpoint, ==, "https://127.0.0.1:8443");
  g_assert_cmpstr (mdg_secret_get_string (connection->client_password), ==, "p12 password");
  g_assert_true (connection->training);
  g_assert_cmpuint (connection->accounts->len, ==, 4);
  const MdgTrainingAccount *account = g_ptr_array_index (connection->accounts, 1);
  g_assert_cmpstr (account->login_id, ==, "WA123456");
  g_assert_cmpstr (account->setup_key, ==, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  g_assert_cmpint (account->state, ==, MDG_TRAINING_REGISTERED);
  g_assert_cmpuint (account->used_step, ==, 59842310);
  account = g_ptr_array_index (connection->accounts, 2);
  g_assert_null (account->password);
  g_assert_cmpuint (account->used_step, ==, 0);
}

static void
test_without_accounts (void)
{
  g_autoptr (MdgConnection) connection = read_example ("good-no-accounts.json");
  g_assert_true (connection->training); /* only the training service speaks like this */
  g_assert_null (connection->client_password);
  g_assert_cmpuint (connection->accounts->len, ==, 0);
  g_autoptr (MdgConnection) gateway = read_example ("exact-gateway.json");
  g_assert_false (gateway->training);
}

static void
test_copy (void)
{
  g_autoptr (MdgConnection) connection = read_example ("exact-plain.json");
  g_autoptr (MdgConnection) copy = mdg_connection_copy (connection);
  g_autofree char *first = mdg_connection_to_json (connection);
  g_autofree char *second = mdg_connection_to_json (copy);
  g_assert_cmpstr (first, ==, second);
  g_autoptr (MdgConnection) empty = mdg_connection_new ();
  g_autoptr (MdgConnection) empty_copy = mdg_connection_copy (empty);
  g_assert_null (empty_copy->endpoint);
  mdg_connection_free (NULL);
  mdg_training_account_free (NULL);
}

/* madoguchi-training --accounts N says them all in one line. */
static void
test_many_accounts (void)
{
  g_autoptr (MdgConnection) connection = read_example ("exact-gateway.json");
  for (int i = 0; i < 3000; i++)
    {
      MdgTrainingAccount *account = mdg_training_account_new ();
      account->institution_code = g_strdup_printf ("12801%05d", i);
      account->institution_name = g_strdup ("まどぐち接骨院");
      account->login_id = g_strdup_printf ("W%07d", i);
      account->password = g_strdup ("Staff1!pass");
      g_ptr_array_add (connection->accounts, account);
    }
  g_autoptr (GError) error = NULL;
  g_autofree char *json = mdg_connection_to_json (connection);
  g_autoptr (MdgConnection) back = mdg_connection_parse (json, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->accounts->len, ==, 3000);
}

/* What no call could be made under is none. */
static void
test_endpoint (void)
{
  static const char *const good[]
      = { "https://gateway.example",       "https://gateway.example:8443",
          "https://gateway.example:8443/", "https://127.0.0.1:9",
          "https://[::1]:9/base",          "HTTPS://gateway.example" };
  static const char *const bad[] = { NULL,
                                     "",
                                     "https://",
                                     "https:///base",
                                     "https://:8443",
                                     "https:",
                                     "gateway.example",
                                     "http://gateway.example",
                                     "https://gateway.example:0",
                                     "https://gateway.example:port",
                                     "https://a gateway",
                                     "https://user@gateway.example",
                                     "https://gateway.example/?a=b",
                                     "https://gateway.example/#a" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (mdg_connection_is_endpoint (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i] != NULL ? bad[i] : "none");
      g_assert_false (mdg_connection_is_endpoint (bad[i]));
    }
}

static void
test_states (void)
{
  g_assert_cmpstr (mdg_training_state_nick (MDG_TRAINING_NEVER_REGISTERED), ==, "never-registered");
  g_assert_cmpstr (mdg_training_state_nick (MDG_TRAINING_REGISTERED), ==, "registered");
  g_assert_cmpstr (mdg_training_state_nick (MDG_TRAINING_LOCKED), ==, "locked");
  g_assert_cmpstr (mdg_training_state_nick (MDG_TRAINING_PASSWORD_EXPIRED), ==, "password-expired");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contract/connection/content", test_content);
  g_test_add_func ("/contract/connection/gateway", test_gateway);
  g_test_add_func ("/contract/connection/without-accounts", test_without_accounts);
  g_test_add_func ("/contract/connection/copy", test_copy);
  g_test_add_func ("/contract/connection/many-accounts", test_many_accounts);
  g_test_add_func ("/contract/connection/endpoint", test_endpoint);
  g_test_add_func ("/contract/connection/states", test_states);
  return g_test_run ();
}
