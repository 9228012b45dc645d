/* test-messages.c: the messages against raw JSON in tests/data/contract. There,
 *   exact-WHY.json is read and written back with nothing lost and nothing added,
 *   good-WHY.json is read, and
 *   bad-MEMBER--WHY.json is refused for MEMBER's sake (bad---WHY.json for no member's).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "codecs.h"

#include "contract/messages.h"
#include "contract/portal.h"

#include <string.h>

/* Members that may be missing. */
static const char *const optional[]
    = { "token", "client_file", "client_password", "training",     "accounts",
        "next",  "started_on",  "ended_on",        "suspended_on", NULL };

static void
assert_same_json (const char *a, const char *b)
{
  g_autoptr (JsonNode) first = json_from_string (a, NULL);
  g_autoptr (JsonNode) second = json_from_string (b, NULL);
  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_true (json_node_equal (first, second));
}

static void
check_accepted (const MdgCodec *codec, const char *json, gsize length, gboolean exact)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *once = codec->round_trip (json, (gssize)length, &error);
  g_assert_no_error (error);
  g_autofree char *twice = codec->round_trip (once, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (once, ==, twice);
  g_assert_null (strchr (once, '\n'));
  if (exact)
    assert_same_json (json, once);
}

/* @member: "" when the whole document is to blame */
static void
check_refused (const MdgCodec *codec, const char *json, gssize length, const char *member)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (codec->round_trip (json, length, &error));
  g_assert_error (error, MDG_ERROR, (int)codec->code);
  const char *field = codec->code == MDG_ERROR_INVALID_INPUT && *member != '\0' ? member : NULL;
  g_assert_cmpstr (mdg_error_get_field (error), ==, field);
  g_autofree char *named = g_strdup_printf ("member %s ", member);
  g_assert_true (*member == '\0' || strstr (error->message, named) != NULL);
  g_assert_null (codec->round_trip (json, length, NULL));
}

static void
check_file (const MdgCodec *codec, const char *path, const char *name)
{
  g_autofree char *json = NULL;
  gsize length;
  g_assert_true (g_file_get_contents (path, &json, &length, NULL));
  g_test_message ("%s/%s", codec->name, name);
  if (g_str_has_prefix (name, "bad-"))
    {
      g_autofree char *member = g_strndup (name + 4, (gsize)(strstr (name + 4, "--") - name - 4));
      check_refused (codec, json, (gssize)length, member);
    }
  else
    check_accepted (codec, json, length, g_str_has_prefix (name, "exact-"));
}

static void
test_files (gconstpointer data)
{
  const MdgCodec *codec = data;
  g_autofree char *folder
      = g_test_build_filename (G_TEST_DIST, "data", "contract", codec->name, NULL);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (directory);
  const char *name;
  guint n = 0;
  for (; (name = g_dir_read_name (directory)) != NULL; n++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      check_file (codec, path, name);
    }
  g_assert_cmpuint (n, >=, 3);
}

/* The text with member @name being @value; without it when that is NULL. */
static char *
replace_member (JsonObject *object, const char *name, const char *value)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) changed = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (object);
  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (changed, l->data,
                            json_node_copy (json_object_get_member (object, l->data)));
  json_object_remove_member (changed, name);
  if (value != NULL)
    json_object_set_member (changed, name, json_from_string (value, NULL));
  json_node_set_object (root, changed);
  return json_to_string (root, FALSE);
}

static const char *const not_a_string[] = { "null",
                                            "1",
                                            "true",
                                            "[\"x\"]",
                                            "{\"a\":\"x\"}",
                                            "\"\"",
                                            "\"bell\\u0007\"",
                                            "\"line\\nbreak\"",
                                            "\"\\u0085\"",
                                            NULL };
static const char *const not_a_number[] = { "null",
                                            "\"1\"",
                                            "true",
                                            "[1]",
                                            "{}",
                                            "-1",
                                            "1.5",
                                            "1.0",
                                            "1e3",
                                            "253402300800",
                                            "9223372036854775807",
                                            "99999999999999999999999",
                                            NULL };
static const char *const not_a_boolean[] = { "null", "\"true\"", "1", "0", "[true]", "{}", NULL };

static const char *const *
wrong_values (JsonNode *node)
{
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return not_a_string;
    case G_TYPE_INT64:
      return not_a_number;
    default:
      return not_a_boolean;
    }
}

static void
check_member (const MdgCodec *codec, JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  g_autofree char *missing = replace_member (object, name, NULL);
  check_refused (codec, missing, -1, name);
  for (const char *const *value = wrong_values (node); *value != NULL; value++)
    {
      if (strcmp (name, "note") == 0 && strcmp (*value, "\"\"") == 0)
        continue; /* 備考 may be empty */
      g_test_message ("%s: %s is %s", codec->name, name, *value);
      g_autofree char *wrong = replace_member (object, name, *value);
      check_refused (codec, wrong, -1, name);
    }
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return;
  g_autofree char *filling = g_strnfill (5000, 'x');
  g_autofree char *long_text = g_strdup_printf ("\"%s%s\"", json_node_get_string (node), filling);
  g_autofree char *too_long = strpbrk (json_node_get_string (node), "\"\\") == NULL
                                  ? replace_member (object, name, long_text)
                                  : NULL;
  if (too_long != NULL)
    check_refused (codec, too_long, -1, name);
}

/* Each required member of exact-plain.json in turn is taken away or made something else. */
static void
test_members (gconstpointer data)
{
  const MdgCodec *codec = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "contract", codec->name,
                                                 "exact-plain.json", NULL);
  g_autofree char *json = NULL;
  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *object = json_node_get_object (root);
  g_autoptr (GList) names = json_object_get_members (object);
  for (GList *l = names; l != NULL; l = l->next)
    if (!g_strv_contains (optional, l->data))
      check_member (codec, object, l->data);
}

static void
test_copies (void)
{
  g_autoptr (MdgSessionInfo) info = mdg_session_info_new ();
  info->stage = MDG_STAGE_OPEN;
  info->token = mdg_secret_new_from_string ("token");
  info->login_id = g_strdup ("W1234567");
  info->idle_seconds = 1800;
  g_autoptr (MdgSessionInfo) info_copy = mdg_session_info_copy (info);
  g_autofree char *first = mdg_session_info_to_json (info);
  g_autofree char *second = mdg_session_info_to_json (info_copy);
  g_assert_cmpstr (first, ==, second);
  g_assert_true (info->login_id != info_copy->login_id);

  g_autoptr (MdgRegistration) registration = mdg_registration_new ();
  g_autoptr (MdgRegistration) empty = mdg_registration_copy (registration);
  g_assert_null (empty->setup_key);
  registration->setup_key = mdg_secret_new_from_string ("GEZDGNBVGY3TQOJQ");
  registration->otpauth_uri = mdg_secret_new_from_string ("otpauth://totp/W1");
  g_autoptr (MdgRegistration) copy = mdg_registration_copy (registration);
  g_assert_true (mdg_secret_equal (copy->setup_key, registration->setup_key));
  g_assert_true (mdg_secret_equal (copy->otpauth_uri, registration->otpauth_uri));
}

static void
test_free_nothing (void)
{
  mdg_login_request_free (NULL);
  mdg_session_info_free (NULL);
  mdg_registration_free (NULL);
  mdg_password_request_free (NULL);
  mdg_service_status_free (NULL);
}

static void
test_stages (void)
{
  g_assert_cmpstr (mdg_stage_nick (MDG_STAGE_REGISTRATION), ==, "registration");
  g_assert_cmpstr (mdg_stage_nick (MDG_STAGE_PASSCODE), ==, "passcode");
  g_assert_cmpstr (mdg_stage_nick (MDG_STAGE_OPEN), ==, "open");
}

/* Whatever a password may hold comes out on the other side. */
static void
test_any_password (void)
{
  g_autoptr (MdgSecret) password
      = mdg_secret_new_from_string ("`~!@#$%^&*_{}|:;'<>,.?-()/\"\\é窓𠮷");
  g_autoptr (MdgLoginRequest) request = mdg_login_request_new ("1280110012", "W1234567", password);
  char *json = mdg_login_request_to_json (request);
  g_autoptr (MdgLoginRequest) back = mdg_login_request_parse (json, -1, NULL);
  g_assert_true (mdg_secret_equal (back->password, password));
  mdg_wipe_string (json);
}

static void
test_password_request (void)
{
  g_autoptr (MdgSecret) old = mdg_secret_new_from_string ("Staff1!old");
  g_autoptr (MdgSecret) new = mdg_secret_new_from_string ("Staff2?new");
  g_autoptr (MdgPasswordRequest) request = mdg_password_request_new (old, new);
  g_autofree char *json = mdg_password_request_to_json (request);
  g_autoptr (MdgPasswordRequest) back = mdg_password_request_parse (json, -1, NULL);
  g_assert_true (mdg_secret_equal (back->current_password, old));
  g_assert_true (mdg_secret_equal (back->new_password, new));
}

static void
test_longer_than_room (void)
{
  g_autofree char *name = g_strnfill (40000, '"');
  g_autoptr (MdgServiceStatus) status = mdg_service_status_new ();
  status->name = g_strdup (name);
  status->api_version = g_strdup ("broken \xFF\x01 text");
  g_autofree char *json = mdg_service_status_to_json (status);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonObject *object = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, name);
  g_assert_cmpstr (json_object_get_string_member (object, "api_version"), ==,
                   "broken \xEF\xBF\xBD\x01 text");
}

/* Whatever a file is called, what is said of it is taken. */
static void
test_document_name (void)
{
  g_autofree char *long_name = g_strnfill (120, 'a');
  g_autofree char *long_path = g_strconcat ("/documents/", long_name, ".pdf", NULL);
  g_autofree char *long_ending = g_strconcat ("/documents/a.", long_name, NULL);
  const char *const names[][2] = {
    { "/documents/承諾通知書.pdf", "承諾通知書.pdf" },
    { "/documents/two\nlines.pdf", "two_lines.pdf" },
    { long_path, NULL },
    { long_ending, NULL },
#ifndef G_OS_WIN32
    { "/documents/a\\b.pdf", "a_b.pdf" },
    { "/documents/\xff.pdf", NULL },
#endif
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (MdgPortalStartRequest) request = mdg_portal_start_request_new (), read = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *json = NULL;

      request->proof = MDG_PORTAL_BY_DOCUMENT;
      request->document_name = mdg_portal_document_name (names[i][0]);
      request->document = g_bytes_new_static ("%PDF", 4);
      request->staff = request->terminals = 1;
      request->accepted = TRUE;
      if (names[i][1] != NULL)
        g_assert_cmpstr (request->document_name, ==, names[i][1]);
      json = mdg_portal_start_request_to_json (request);
      read = mdg_portal_start_request_parse (json, -1, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (read->document_name, ==, request->document_name);
      if (names[i][0] == long_path)
        g_assert_true (strlen (read->document_name) == MDG_PORTAL_DOCUMENT_NAME_MAX
                       && g_str_has_suffix (read->document_name, "aaa.pdf"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < MDG_N_CODECS; i++)
    {
      g_autofree char *files = g_strconcat ("/contract/files/", mdg_codecs[i].name, NULL);
      g_autofree char *members = g_strconcat ("/contract/members/", mdg_codecs[i].name, NULL);
      g_test_add_data_func (files, &mdg_codecs[i], test_files);
      g_test_add_data_func (members, &mdg_codecs[i], test_members);
    }
  g_test_add_func ("/contract/copies", test_copies);
  g_test_add_func ("/contract/free-nothing", test_free_nothing);
  g_test_add_func ("/contract/stages", test_stages);
  g_test_add_func ("/contract/any-password", test_any_password);
  g_test_add_func ("/contract/password-request", test_password_request);
  g_test_add_func ("/contract/longer-than-room", test_longer_than_room);
  g_test_add_func ("/contract/document-name", test_document_name);
  return g_test_run ();
}
