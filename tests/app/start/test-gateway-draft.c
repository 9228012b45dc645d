/* test-gateway-draft.c: nothing of a gateway is in the settings before it is kept; then all of it,
 * but what is ruled. SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "../store/scratch-folder.h"
#include "core/error.h"
#include "start/gateway-draft.h"

static MdgSettings *
open_settings (const char *folder, const char *policy)
{
  g_autofree char *file = g_build_filename (folder, "settings.conf", NULL);
  g_autoptr (GKeyFile) ruled = NULL;

  if (policy != NULL)
    {
      ruled = g_key_file_new ();
      g_key_file_set_string (ruled, "madoguchi", MDG_SETTING_ENDPOINT, policy);
    }
  return mdg_settings_new (ruled, NULL, file);
}

static void
set (MdgGatewayDraft *draft, MdgGatewayValue value, const char *text)
{
  g_free (draft->values[value]);
  draft->values[value] = g_strdup (text);
}

static void
assert_kept (const char *folder, const char *policy, MdgGatewayValue value, const char *expected)
{
  g_autoptr (MdgSettings) settings = open_settings (folder, policy);
  g_autofree char *text = mdg_settings_get (settings, mdg_gateway_value_get_setting (value));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_keep (void)
{
  g_autofree char *folder = scratch_folder_new ();
  g_autofree char *file = g_build_filename (folder, "settings.conf", NULL);
  g_autoptr (MdgSettings) settings = open_settings (folder, NULL);
  g_autoptr (MdgGatewayDraft) draft = mdg_gateway_draft_new (settings);
  g_autoptr (GError) error = NULL;

  set (draft, MDG_GATEWAY_ADDRESS, "https://gateway.example:8443");
  set (draft, MDG_GATEWAY_CA_FILE, "/etc/ca.pem");
  draft->password = mdg_secret_new_from_string ("Mikan-Tane-7");
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  assert_kept (folder, NULL, MDG_GATEWAY_ADDRESS, "");
  g_assert_true (mdg_gateway_draft_keep (draft, settings, &error));
  g_assert_no_error (error);
  assert_kept (folder, NULL, MDG_GATEWAY_ADDRESS, "https://gateway.example:8443");
  assert_kept (folder, NULL, MDG_GATEWAY_CA_FILE, "/etc/ca.pem");
  assert_kept (folder, NULL, MDG_GATEWAY_CLIENT_FILE, "");
  scratch_folder_free (g_steal_pointer (&folder));
}

static void
test_ruled (void)
{
  g_autofree char *folder = scratch_folder_new ();
  g_autoptr (MdgSettings) settings = open_settings (folder, "https://ruled.example");
  g_autoptr (MdgGatewayDraft) draft = mdg_gateway_draft_new (settings);
  g_autoptr (GError) error = NULL;

  g_assert_true (mdg_gateway_value_is_ruled (settings, MDG_GATEWAY_ADDRESS));
  g_assert_false (mdg_gateway_value_is_ruled (settings, MDG_GATEWAY_CA_FILE));
  g_assert_cmpstr (draft->values[MDG_GATEWAY_ADDRESS], ==, "https://ruled.example");
  set (draft, MDG_GATEWAY_ADDRESS, "https://another.example");
  set (draft, MDG_GATEWAY_CLIENT_FILE, "/home/client.p12");
  g_assert_true (mdg_gateway_draft_keep (draft, settings, &error));
  g_assert_no_error (error);
  assert_kept (folder, "https://ruled.example", MDG_GATEWAY_ADDRESS, "https://ruled.example");
  assert_kept (folder, NULL, MDG_GATEWAY_ADDRESS, "");
  assert_kept (folder, NULL, MDG_GATEWAY_CLIENT_FILE, "/home/client.p12");
  scratch_folder_free (g_steal_pointer (&folder));
}

/* A folder where the file would be: it cannot be written, and what was there stays. */
static void
test_nowhere (void)
{
  g_autofree char *folder = scratch_folder_new ();
  g_autofree char *file = g_build_filename (folder, "settings.conf", NULL);
  g_autoptr (MdgSettings) settings = open_settings (folder, NULL);
  g_autoptr (MdgGatewayDraft) draft = mdg_gateway_draft_new (settings);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (g_mkdir (file, 0700), ==, 0);
  set (draft, MDG_GATEWAY_ADDRESS, "https://gateway.example:8443");
  g_assert_false (mdg_gateway_draft_keep (draft, settings, &error));
  g_assert_nonnull (error);
  text = mdg_settings_get (settings, MDG_SETTING_ENDPOINT);
  g_assert_cmpstr (text, ==, "");
  scratch_folder_free (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gateway-draft/keep", test_keep);
  g_test_add_func ("/gateway-draft/ruled", test_ruled);
  g_test_add_func ("/gateway-draft/nowhere", test_nowhere);
  return g_test_run ();
}
