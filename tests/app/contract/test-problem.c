/* test-problem.c: problem documents both ways. Files are named NICK--STATUS--WHY.json: with that
 * HTTP status the document has to become an error with that nick.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/problem.h"

#include "core/password-rules.h"

#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

static void
test_files (void)
{
  g_autofree char *folder
      = g_test_build_filename (G_TEST_DIST, "data", "contract", "problem", NULL);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (directory);
  const char *name;
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *json = NULL;
      gsize length;
      g_auto (GStrv) parts = g_strsplit (name, "--", 3);
      g_assert_true (g_file_get_contents (path, &json, &length, NULL));
      g_test_message ("%s", name);
      g_autoptr (GError) error = mdg_problem_parse ((guint)atoi (parts[1]), json, (gssize)length);
      g_assert_true (error->domain == MDG_ERROR);
      g_assert_cmpstr (mdg_error_code_nick ((MdgErrorCode)error->code), ==, parts[0]);
    }
}

static GError *
parse_file (const char *name, guint status)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "data", "contract", "problem", name, NULL);
  g_autofree char *json = NULL;
  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  return mdg_problem_parse (status, json, -1);
}

static void
test_details (void)
{
  g_autoptr (GError) locked = parse_file ("locked--423--plain.json", 423);
  g_assert_cmpint (mdg_error_get_retry_after (locked), ==, 1800);
  g_autoptr (GError) wrong = parse_file ("wrong-credentials--401--plain.json", 401);
  g_assert_cmpint (mdg_error_get_attempts_left (wrong), ==, 2);
  g_autoptr (GError) last = parse_file ("wrong-passcode--401--plain.json", 401);
  g_assert_cmpint (mdg_error_get_attempts_left (last), ==, 0);
  g_autoptr (GError) field = parse_file ("invalid-input--400--plain.json", 400);
  g_assert_cmpstr (mdg_error_get_field (field), ==, "login_id");
  g_autoptr (GError) rules = parse_file ("password-rules--422--plain.json", 422);
  g_assert_cmphex (mdg_error_get_rules (rules), ==,
                   1u << MDG_PASSWORD_RULE_NOT_RECENT | 1u << MDG_PASSWORD_RULE_LENGTH);
  g_autoptr (GError) future = parse_file ("password-rules--422--unknown-rules.json", 422);
  g_assert_cmphex (mdg_error_get_rules (future), ==, 1u << MDG_PASSWORD_RULE_LENGTH);
}

static void
test_bad_details_are_left_out (void)
{
  static const char *const files[]
      = { "locked--423--wrong-types.json", "locked--423--out-of-range.json" };
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = parse_file (files[i], 423);
      g_assert_cmpint (mdg_error_get_retry_after (error), ==, 0);
      g_assert_cmpint (mdg_error_get_attempts_left (error), ==, -1);
      g_assert_null (mdg_error_get_field (error));
      g_assert_cmphex (mdg_error_get_rules (error), ==, 0);
    }
}

/* One bad detail does not take the others along. */
static void
test_one_bad_detail (void)
{
  g_autoptr (GError) error = mdg_problem_parse (
      423, "{\"code\":\"account-locked\",\"retry_after\":\"soon\",\"attempts_left\":0}", -1);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_LOCKED);
  g_assert_cmpint (mdg_error_get_retry_after (error), ==, 0);
  g_assert_cmpint (mdg_error_get_attempts_left (error), ==, 0);
}

/* What is about the request and not about the service is said so; a disturbance, a proxy's word and
 * what has an error of its own is not. */
static void
test_final (void)
{
  static const struct
  {
    guint status;
    const char *json;
    gboolean final;
  } cases[] = {
    { 413, "{\"code\":\"too-large\"}", TRUE },
    { 409, "{\"code\":\"idempotency-conflict\"}", TRUE },
    { 405, "{\"code\":\"method-not-allowed\"}", TRUE },
    { 410, "{\"code\":\"list-outdated\"}", TRUE },
    { 413, "", TRUE },
    { 405, "", TRUE },
    { 503, "{\"code\":\"too-large\"}", FALSE },
    { 500, "{\"code\":\"internal\"}", FALSE },
    { 503, "", FALSE },
    { 403, "", FALSE },
    { 404, "", FALSE },
    { 409, "", FALSE },
    { 429, "", FALSE },
    { 401, "", FALSE },
    { 423, "{\"code\":\"account-locked\"}", FALSE },
    { 403, "{\"code\":\"password-expired\"}", FALSE },
    { 409, "{\"code\":\"wrong-stage\"}", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = mdg_problem_parse (cases[i].status, cases[i].json, -1);

      g_assert_cmpint (mdg_error_is_final (error), ==, cases[i].final);
    }
}

/* Everything an error says goes over the wire and comes back. */
static void
check_round_trip (MdgErrorCode code, guint status)
{
  g_autoptr (GError) error = mdg_error_new (code, "what \"went\" wrong");
  mdg_error_set_retry_after (error, 77);
  mdg_error_set_attempts_left (error, 1);
  mdg_error_set_limit (error, 3);
  mdg_error_set_field (error, "new_password");
  mdg_error_set_rules (error, 1u << MDG_PASSWORD_RULE_UPPER | 1u << MDG_PASSWORD_RULE_SPECIAL);
  g_assert_cmpuint (mdg_problem_status (error), ==, status);
  g_autofree char *json = mdg_problem_to_json (error);
  g_assert_cmpint (strstr (json, "wrong\"") != NULL, ==, status < 500);
  g_autoptr (GError) back = mdg_problem_parse (status, json, -1);
  g_assert_error (back, MDG_ERROR, (int)code);
  g_assert_cmpint (mdg_error_get_retry_after (back), ==, 77);
  g_assert_cmpint (mdg_error_get_attempts_left (back), ==, 1);
  g_assert_cmpint (mdg_error_get_limit (back), ==, 3);
  g_assert_cmpstr (mdg_error_get_field (back), ==, "new_password");
  g_assert_cmphex (mdg_error_get_rules (back), ==, mdg_error_get_rules (error));
}

static void
test_round_trip (void)
{
  check_round_trip (MDG_ERROR_INVALID_INPUT, 400);
  check_round_trip (MDG_ERROR_WRONG_CREDENTIALS, 401);
  check_round_trip (MDG_ERROR_LOCKED, 423);
  check_round_trip (MDG_ERROR_WRONG_PASSCODE, 401);
  check_round_trip (MDG_ERROR_SESSION_REQUIRED, 401);
  check_round_trip (MDG_ERROR_SESSION_EXPIRED, 401);
  check_round_trip (MDG_ERROR_SESSION_SUPERSEDED, 401);
  check_round_trip (MDG_ERROR_PASSWORD_RULES, 422);
  check_round_trip (MDG_ERROR_PASSWORD_EXPIRED, 403);
  check_round_trip (MDG_ERROR_WRONG_STAGE, 409);
  check_round_trip (MDG_ERROR_NOT_FOUND, 404);
  check_round_trip (MDG_ERROR_EDIT_CONFLICT, 412);
  check_round_trip (MDG_ERROR_LIMIT_EXCEEDED, 422);
  check_round_trip (MDG_ERROR_USE_NOT_STARTED, 403);
  check_round_trip (MDG_ERROR_NOT_CANCELLABLE, 409);
  check_round_trip (MDG_ERROR_LIST_OUTDATED, 410);
  check_round_trip (MDG_ERROR_SERVICE_FAILED, 500);
  check_round_trip (MDG_ERROR_SERVICE_FULL, 500);
}

/* What happened inside the service stays there. */
static void
test_inner_errors (void)
{
  g_autoptr (GError) foreign
      = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "secret/path/ledger.db");
  g_autoptr (GError) inner = mdg_error_new (MDG_ERROR_NO_SPACE, "secret/path/ledger.db");
  const GError *both[] = { foreign, inner };
  const char *codes[] = { "\"code\":\"internal\"", "\"code\":\"storage-full\"" };
  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      g_assert_cmpuint (mdg_problem_status (both[i]), ==, 500);
      g_autofree char *json = mdg_problem_to_json (both[i]);
      g_assert_null (strstr (json, "ledger"));
      g_assert_nonnull (strstr (json, codes[i]));
    }
}

static void
test_by_code (void)
{
  static const struct
  {
    const char *code;
    guint status;
  } cases[] = {
    { "method-not-allowed", 405 },    { "too-large", 413 },   { "unsupported-media-type", 415 },
    { "idempotency-conflict", 409 },  { "unavailable", 503 }, { "not-found", 404 },
    { "precondition-required", 428 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint status = 0;
      g_autofree char *json = mdg_problem_to_json_for_code (cases[i].code, &status);
      g_autofree char *same = mdg_problem_to_json_for_code (cases[i].code, NULL);
      g_assert_cmpuint (status, ==, cases[i].status);
      g_assert_cmpstr (json, ==, same);
      g_assert_nonnull (strstr (json, cases[i].code));
      g_autoptr (JsonNode) node = json_from_string (json, NULL);
      JsonObject *object = json_node_get_object (node);
      g_assert_cmpint (json_object_get_int_member (object, "status"), ==, cases[i].status);
      g_assert_nonnull (json_object_get_string_member (object, "title"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contract/problem/files", test_files);
  g_test_add_func ("/contract/problem/details", test_details);
  g_test_add_func ("/contract/problem/bad-details", test_bad_details_are_left_out);
  g_test_add_func ("/contract/problem/one-bad-detail", test_one_bad_detail);
  g_test_add_func ("/contract/problem/final", test_final);
  g_test_add_func ("/contract/problem/round-trip", test_round_trip);
  g_test_add_func ("/contract/problem/inner-errors", test_inner_errors);
  g_test_add_func ("/contract/problem/by-code", test_by_code);
  return g_test_run ();
}
