/* test-parts.c: queue, hasher, lock of the folder, and the ledger's own bounds.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include "core/password-rules.h"
#include "training/account-queue.h"
#include "training/folder-lock.h"
#include "training/ledger.h"
#include "training/mail-words.h"
#include "training/password-hasher.h"

/* The queue */

static GString *calls;

static void
called (gpointer data)
{
  g_string_append (calls, data);
}

static void
dropped (gpointer data)
{
  g_string_append_printf (calls, "-%s", (char *)data);
}

static void
test_queue (void)
{
  g_autoptr (MdgAccountQueue) queue = mdg_account_queue_new ();

  calls = g_string_new (NULL);
  g_assert_true (mdg_account_queue_push (queue, "x", called, (gpointer) "a", dropped));
  g_assert_true (mdg_account_queue_push (queue, "x", called, (gpointer) "b", dropped));
  g_assert_true (mdg_account_queue_push (queue, "y", called, (gpointer) "c", dropped));
  g_assert_true (mdg_account_queue_push (queue, "x", called, (gpointer) "d", dropped));
  g_assert_cmpstr (calls->str, ==, "ac");
  mdg_account_queue_next (queue, "x");
  g_assert_cmpstr (calls->str, ==, "acb");
  mdg_account_queue_next (queue, "x");
  mdg_account_queue_next (queue, "x");
  mdg_account_queue_next (queue, "y");
  g_assert_cmpstr (calls->str, ==, "acbd");
  /* Nobody is being served any more. */
  g_assert_true (mdg_account_queue_push (queue, "x", called, (gpointer) "e", dropped));
  g_assert_true (mdg_account_queue_push (queue, "x", called, (gpointer) "f", dropped));
  g_clear_pointer (&queue, mdg_account_queue_free);
  g_assert_cmpstr (calls->str, ==, "acbde-f");
  g_string_free (calls, TRUE);
}

static void
test_queue_limits (void)
{
  g_autoptr (MdgAccountQueue) queue = mdg_account_queue_new ();
  guint n = 0;

  calls = g_string_new (NULL);
  for (int i = 0; i <= MDG_ACCOUNT_QUEUE_LENGTH; i++)
    g_assert_true (mdg_account_queue_push (queue, "x", called, (gpointer) "", dropped));
  g_assert_false (mdg_account_queue_push (queue, "x", called, (gpointer) "", dropped));
  mdg_account_queue_next (queue, "x");
  g_assert_true (mdg_account_queue_push (queue, "x", called, (gpointer) "", dropped));
  for (int i = 0; i < MDG_ACCOUNT_QUEUE_TOTAL; i++)
    {
      g_autofree char *account = g_strdup_printf ("%d", i);

      g_assert_true (mdg_account_queue_push (queue, account, called, (gpointer) "", dropped));
      n += mdg_account_queue_push (queue, account, called, (gpointer) "", dropped);
    }
  g_assert_cmpuint (n, ==, MDG_ACCOUNT_QUEUE_TOTAL - MDG_ACCOUNT_QUEUE_LENGTH);
  g_string_free (calls, TRUE);
  calls = g_string_new (NULL);
  g_clear_pointer (&queue, mdg_account_queue_free);
  g_string_free (calls, TRUE);
}

/* The hasher */

typedef struct
{
  MdgPasswordHashes hashes;
  int reported;
  int dropped;
} Hashed;

static void
on_hashed (const MdgPasswordHashes *hashes, gpointer data)
{
  Hashed *hashed = data;

  hashed->hashes = *hashes;
  hashed->reported++;
}

static void
on_dropped (gpointer data)
{
  g_atomic_int_inc (&((Hashed *)data)->dropped);
}

static void
test_hasher (void)
{
  g_autoptr (MdgPasswordHasher) hasher = mdg_password_hasher_new (g_main_context_default ());
  g_autoptr (MdgSecret) one = mdg_secret_new_from_string ("one");
  g_autoptr (MdgSecret) two = mdg_secret_new_from_string ("two");
  MdgSecret *inputs[] = { one, two, NULL };
  guint8 salt[MDG_PASSWORD_SALT_BYTES] = "0123456789abcde", expected[MDG_PASSWORD_HASH_BYTES];
  Hashed hashed = { 0 };

  mdg_password_hasher_push (hasher, salt, inputs, on_hashed, &hashed, on_dropped);
  while (!hashed.reported)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (hashed.hashes.failed);
  g_assert_true (mdg_password_hash (one, salt, expected));
  g_assert_cmpmem (hashed.hashes.hash[0], sizeof expected, expected, sizeof expected);
  g_assert_true (mdg_password_hash (two, salt, expected));
  g_assert_cmpmem (hashed.hashes.hash[1], sizeof expected, expected, sizeof expected);
  salt[0]++;
  g_assert_true (mdg_password_hash (two, salt, expected));
  g_assert_cmpint (memcmp (hashed.hashes.hash[1], expected, sizeof expected), !=, 0);
  g_assert_cmpint (hashed.dropped, ==, 0);
}

#define N_JOBS 64 /* more than are done before we are woken, however late that is */

/* Whoever lets go of the hasher hears of each job once: reported, or dropped. */
static void
test_hasher_dropped (void)
{
  MdgPasswordHasher *hasher = mdg_password_hasher_new (g_main_context_default ());
  g_autoptr (MdgSecret) one = mdg_secret_new_from_string ("one");
  MdgSecret *inputs[] = { one, NULL };
  guint8 salt[MDG_PASSWORD_SALT_BYTES] = { 0 };
  Hashed hashed = { 0 };

  for (int i = 0; i < N_JOBS; i++)
    mdg_password_hasher_push (hasher, salt, inputs, on_hashed, &hashed, on_dropped);
  while (!hashed.reported)
    g_main_context_iteration (NULL, TRUE);
  mdg_password_hasher_free (hasher);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (hashed.dropped, >=, 1);
  g_assert_cmpint (hashed.reported + hashed.dropped, ==, N_JOBS);
}

/* The lock of the folder */

static void
test_folder_lock (void)
{
  g_autofree char *folder = g_dir_make_tmp ("madoguchi-lock-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "lock", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgFolderLock) first = mdg_folder_lock_take (folder, &error);

  g_assert_no_error (error);
  g_assert_null (mdg_folder_lock_take (folder, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_IN_USE);
  g_clear_error (&error);
  g_clear_pointer (&first, mdg_folder_lock_release);
  first = mdg_folder_lock_take (folder, &error);
  g_assert_no_error (error);
  g_clear_pointer (&first, mdg_folder_lock_release);
  g_remove (file);
  g_rmdir (folder);
  g_assert_null (mdg_folder_lock_take (folder, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_READ_ONLY);
}

/* The ledger */

static MdgLedger *
open_ledger (const MdgScenario *scenario)
{
  g_autoptr (GError) error = NULL;
  MdgLedger *ledger = mdg_ledger_open (NULL, &error);

  g_assert_no_error (error);
  g_assert_true (mdg_ledger_add_scenario (ledger, scenario, 0, 1768435200, &error));
  g_assert_no_error (error);
  return ledger;
}

/* Codes that nobody has do not fill the disk: the oldest are forgotten. */
static void
test_strangers (void)
{
  g_autoptr (MdgScenario) scenario = mdg_scenario_new (0, 1, NULL);
  g_autoptr (MdgLedger) ledger = open_ledger (scenario);
  MdgLedgerTries tries = { .password_failures = 2 };

  for (int i = 0; i < 1003; i++)
    {
      g_autofree char *login = g_strdup_printf ("WA%06d", i);

      g_assert_true (mdg_ledger_save_stranger (ledger, "0000000000", login, &tries, i, NULL));
    }
  g_assert_true (mdg_ledger_get_stranger (ledger, "0000000000", "WA000002", &tries, NULL));
  g_assert_cmpint (tries.password_failures, ==, 0);
  g_assert_true (mdg_ledger_get_stranger (ledger, "0000000000", "WA000003", &tries, NULL));
  g_assert_cmpint (tries.password_failures, ==, 2);
}

static void
test_history (void)
{
  g_autoptr (MdgScenario) scenario = mdg_scenario_new (0, 1, NULL);
  g_autoptr (MdgLedger) ledger = open_ledger (scenario);
  MdgLedgerPassword password = { 0 }, found[MDG_PASSWORD_HISTORY];

  for (guint8 i = 1; i <= 9; i++)
    {
      password.hash[0] = i;
      password.prefix_hash[0] = i;
      g_assert_true (mdg_ledger_add_password (ledger, 1, &password, NULL));
    }
  g_assert_cmpint (mdg_ledger_get_passwords (ledger, 1, found, NULL), ==, MDG_PASSWORD_HISTORY);
  for (guint8 i = 0; i < MDG_PASSWORD_HISTORY; i++)
    g_assert_cmpint (found[i].hash[0], ==, 9 - i);
  g_assert_cmpint (mdg_ledger_get_passwords (ledger, 2, found, NULL), ==, 0);
}

static MdgLedgerSession
add_session (MdgLedger *ledger, guint8 token, gint64 when)
{
  MdgLedgerSession session = { .account_id = 1, .last_action_at = when, .token_hash = { token } };
  g_autoptr (GError) error = NULL;

  g_assert_true (mdg_ledger_add_session (ledger, &session, &error));
  return session;
}

static void
add_answer (MdgLedger *ledger, const char *scope, guint kept, const char *key, gint64 now)
{
  g_autoptr (GBytes) mark = g_bytes_new_static ("mark", 4);
  MdgLedgerAnswer answer = { mark, 200, (char *)key };

  g_assert_true (mdg_ledger_add_answer (ledger, scope, kept, key, &answer, now, NULL));
}

static void
check_answer (MdgLedger *ledger, const char *scope, const char *key, gboolean there)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgLedgerAnswer) answer = mdg_ledger_get_answer (ledger, scope, key, &error);

  g_assert_no_error (error);
  g_assert_cmpint (answer != NULL, ==, there);
  if (!there)
    return;
  g_assert_cmpstr (answer->body, ==, key);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (answer->fingerprint), ==, 4);
}

/* Given answers are few, each scope's for itself; those of a session go with it, however it goes.
 */
static void
test_answers (void)
{
  g_autoptr (MdgScenario) scenario = mdg_scenario_new (0, 1, NULL);
  g_autoptr (MdgLedger) ledger = open_ledger (scenario);
  MdgLedgerSession session = add_session (ledger, 1, 100), other = add_session (ledger, 0xAB, 300);
  g_autofree char *scope = mdg_ledger_session_scope (session.token_hash);
  g_autofree char *other_scope = mdg_ledger_session_scope (other.token_hash);

  add_answer (ledger, "3410712362", 2, "key-0", 1);
  add_answer (ledger, other_scope, 2, "key-0", 1);
  for (int i = 0; i < 17; i++)
    {
      g_autofree char *key = g_strdup_printf ("key-%d", i);

      add_answer (ledger, scope, MDG_LEDGER_SESSION_ANSWERS, key, i);
    }
  check_answer (ledger, scope, "key-16", TRUE);
  check_answer (ledger, scope, "key-1", TRUE);
  check_answer (ledger, scope, "key-0", FALSE);
  g_assert_true (mdg_ledger_remove_session (ledger, session.token_hash, NULL));
  check_answer (ledger, scope, "key-16", FALSE);
  check_answer (ledger, other_scope, "key-0", TRUE);
  g_assert_true (mdg_ledger_forget_sessions (ledger, 301, NULL));
  check_answer (ledger, other_scope, "key-0", FALSE);
  check_answer (ledger, "3410712362", "key-0", TRUE);
}

static void
test_forgotten_sessions (void)
{
  g_autoptr (MdgScenario) scenario = mdg_scenario_new (0, 1, NULL);
  g_autoptr (MdgLedger) ledger = open_ledger (scenario);
  MdgLedgerSession old = add_session (ledger, 1, 100), young = add_session (ledger, 2, 200);
  gboolean found;

  g_assert_true (mdg_ledger_forget_sessions (ledger, 200, NULL));
  g_assert_true (mdg_ledger_get_session (ledger, old.token_hash, &old, &found, NULL));
  g_assert_false (found);
  g_assert_true (mdg_ledger_get_session (ledger, young.token_hash, &young, &found, NULL));
  g_assert_true (found);
}

/* The scenario's passwords are in no ledger, and nothing was derived before it was needed. */
static void
test_lazy (void)
{
  g_autoptr (MdgScenario) scenario = mdg_scenario_new (500, 1, NULL);
  g_autoptr (MdgLedger) ledger = open_ledger (scenario);
  g_autoptr (GPtrArray) accounts = mdg_ledger_list_accounts (ledger, 1000, NULL);

  /* Every second generated one is for the app and does not log in here. */
  g_assert_cmpuint (accounts->len, ==, 255);
  for (guint i = 0; i < accounts->len; i++)
    {
      MdgLedgerAccount *account = accounts->pdata[i];

      g_assert_false (account->has_hash);
      g_assert_cmpuint (account->origin, ==, i < 5 ? i : 2 * i - 5);
    }
}

/* Each mail in both languages: everything is filled in, and English is all English. */
static void
test_mail_words (void)
{
  static const char *const kinds[] = { "link", "received", "done", "added-app", "added-linkage" };
  static const char *const languages[] = { "ja", "en_US:ja" };

  for (guint i = 0; i < G_N_ELEMENTS (languages) * G_N_ELEMENTS (kinds); i++)
    {
      const char *language = languages[i / G_N_ELEMENTS (kinds)];
      g_autoptr (MdgMail) mail = mdg_mail_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gboolean japanese = FALSE;

      g_setenv ("LANGUAGE", language, TRUE);
      g_assert_true (mdg_mail_words_fill (mail, kinds[i % G_N_ELEMENTS (kinds)], &error, "name",
                                          "Hanako", "facility", "Shiokaze {name}", "staff", "3",
                                          "terminals", "2", "accounts", "W0000001", "count", "4",
                                          NULL));
      g_assert_no_error (error);
      text = g_strjoinv ("\n", mail->lines);
      g_assert_nonnull (strstr (text, "Shiokaze {name}"));
      g_assert_null (strstr (strstr (text, "{name}") + strlen ("{name}"), "{"));
      for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
        japanese |= g_unichar_get_script (g_utf8_get_char (c)) == G_UNICODE_SCRIPT_HIRAGANA;
      g_assert_cmpint (japanese, ==, g_str_equal (language, "ja"));
      g_assert_cmpint (g_str_is_ascii (mail->subject), ==, !japanese);
    }
  g_setenv ("LANGUAGE", "ja", TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/queue/order", test_queue);
  g_test_add_func ("/training/queue/limits", test_queue_limits);
  g_test_add_func ("/training/hasher/report", test_hasher);
  g_test_add_func ("/training/hasher/dropped", test_hasher_dropped);
  g_test_add_func ("/training/folder-lock", test_folder_lock);
  g_test_add_func ("/training/ledger/strangers", test_strangers);
  g_test_add_func ("/training/ledger/history", test_history);
  g_test_add_func ("/training/ledger/answers", test_answers);
  g_test_add_func ("/training/ledger/forgotten-sessions", test_forgotten_sessions);
  g_test_add_func ("/training/ledger/lazy", test_lazy);
  g_test_add_func ("/training/mail-words", test_mail_words);
  return g_test_run ();
}
