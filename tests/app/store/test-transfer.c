/* test-transfer.c: what one terminal has, another takes in: all of what was chosen, nothing else,
 * or nothing. SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "faulty-disk.h"
#include "store/audit.h"
#include "store/password-history.h"
#include "transfer-fixture.h"

static MdgTransfer *
collect (const Terminal *terminal, guint parts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) content
      = mdg_transfer_collect (terminal->store->database, terminal->store->vault, parts, settings,
                              NOW, "院長", NULL, NULL, &error);
  MdgTransfer *transfer;

  g_assert_no_error (error);
  transfer = mdg_transfer_new (content, &error);
  g_assert_no_error (error);
  return transfer;
}

static MdgTransferLook *
apply (const Terminal *terminal, MdgTransfer *transfer, guint parts, gboolean replace)
{
  g_autoptr (GError) error = NULL;
  MdgTransferLook *look = mdg_transfer_apply (terminal->store->database, terminal->store->vault,
                                              transfer, parts, replace, NULL, NULL, &error);

  g_assert_no_error (error);
  return look;
}

static void
assert_count (const MdgTransferLook *look,
              MdgTransferPart part,
              guint n_new,
              guint n_different,
              guint n_same)
{
  g_assert_cmpuint (look->parts[part].n_new, ==, n_new);
  g_assert_cmpuint (look->parts[part].n_different, ==, n_different);
  g_assert_cmpuint (look->parts[part].n_same, ==, n_same);
}

/* The @n-th thing that a person is shown of the file. */
static void
assert_item (const MdgTransferLook *look,
             guint n,
             const char *name,
             MdgTransferState state,
             gboolean is_here,
             gboolean has_key)
{
  const MdgTransferItem *item = look->items->pdata[n];

  g_assert_cmpstr (item->name, ==, name);
  g_assert_cmpint (item->state, ==, state);
  g_assert_cmpint (item->is_here, ==, is_here);
  g_assert_cmpint (item->has_key, ==, has_key);
}

/* What both would write into a file is the same. */
static void
assert_alike (const Terminal *a, const Terminal *b)
{
  g_autoptr (MdgTransfer) one = collect (a, MDG_TRANSFER_ALL);
  g_autoptr (MdgTransfer) other = collect (b, MDG_TRANSFER_ALL);

  g_assert_true (
      mdg_secret_equal (mdg_transfer_get_content (one), mdg_transfer_get_content (other)));
}

/* Before it is taken in a person sees by name what comes, and what of it is here. */
static void
test_what_comes (void)
{
  g_auto (Terminal) old = terminal_new ();
  g_auto (Terminal) new = terminal_new ();
  g_autoptr (MdgTransfer) transfer = NULL;
  g_autoptr (MdgTransferLook) look = NULL;
  g_autoptr (MdgTransferLook) again = NULL;
  const MdgTransferItem *first;

  fill (&old);
  transfer = collect (&old, MDG_TRANSFER_ALL);
  look = apply (&new, transfer, MDG_TRANSFER_ALL, FALSE);
  g_assert_cmpuint (look->n_items, ==, 6);
  g_assert_cmpuint (look->items->len, ==, 6);
  g_assert_cmpuint (look->n_keys, ==, 3);
  first = look->items->pdata[0];
  g_assert_cmpint (first->part, ==, MDG_TRANSFER_ACCOUNTS);
  g_assert_cmpstr (first->institution_code, ==, CODE);
  g_assert_cmpstr (first->institution_name, ==, "訓練医院");
  assert_item (look, 0, "WA000001", MDG_TRANSFER_NEW, FALSE, TRUE);
  assert_item (look, 3, "WA000001", MDG_TRANSFER_NEW, FALSE, FALSE); /* of the list */
  assert_item (look, 4, "院長: admin", MDG_TRANSFER_NEW, FALSE, FALSE);
  assert_item (look, 5, "業者", MDG_TRANSFER_NEW, FALSE, FALSE);
  /* Another key, of the same account; nothing of a password; another name of the clinic. */
  keep (&new, "setup-key", CODE "/WA000001", "another");
  run (&new, "DELETE FROM secret WHERE owner = '" CODE "/WA000002' AND kind = 'password';"
             "UPDATE account SET institution_name = '別の医院' WHERE login_id = 'WA000003'");
  again = apply (&new, transfer, 0, FALSE);
  assert_item (again, 0, "WA000001", MDG_TRANSFER_DIFFERENT, TRUE, TRUE);
  assert_item (again, 1, "WA000002", MDG_TRANSFER_NEW, TRUE, TRUE);
  assert_item (again, 2, "WA000003", MDG_TRANSFER_DIFFERENT, TRUE, TRUE);
  assert_item (again, 5, "業者", MDG_TRANSFER_SAME, TRUE, FALSE);
}

/* However many there are, the person is shown a bounded list, and told how many more there are. */
static void
test_many_come (void)
{
  g_auto (Terminal) old = terminal_new ();
  g_auto (Terminal) new = terminal_new ();
  g_autoptr (MdgTransfer) transfer = NULL;
  g_autoptr (MdgTransferLook) look = NULL;

  run (&old, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 510)"
             " INSERT INTO account (institution_code, login_id)"
             " SELECT '" CODE "', printf ('WA%06d', i) FROM n");
  transfer = collect (&old, MDG_TRANSFER_ALL);
  look = apply (&new, transfer, 0, FALSE);
  g_assert_cmpuint (look->n_items, ==, 510);
  g_assert_cmpuint (look->items->len, ==, MDG_TRANSFER_ITEMS_MAX);
}

static void
test_everything (void)
{
  g_auto (Terminal) old = terminal_new ();
  g_auto (Terminal) new = terminal_new ();
  g_autoptr (MdgTransfer) transfer = NULL;
  g_autoptr (MdgTransferLook) look = NULL;
  g_autoptr (MdgTransferLook) taken = NULL;
  g_autoptr (MdgTransferLook) again = NULL;

  fill (&old);
  /* Another id than the notice had. */
  run (&new, "INSERT INTO issue_notice (id, institution_code, terminal_name, deadline) VALUES (41, "
             "'1', 'x', '2026-01-01')");
  transfer = collect (&old, MDG_TRANSFER_ALL);
  g_assert_cmpint (g_strv_length ((char **)mdg_transfer_get_settings (transfer)), ==, 4);
  look = apply (&new, transfer, 0, FALSE);
  g_assert_cmpint (look->made_at, ==, NOW);
  g_assert_cmpstr (look->by_whom, ==, "院長");
  assert_count (look, MDG_TRANSFER_ACCOUNTS, 3 + 3 + 12, 0, 0);
  assert_count (look, MDG_TRANSFER_LIST, 3, 0, 0);
  assert_count (look, MDG_TRANSFER_REGISTER, 3, 0, 0);
  assert_count (look, MDG_TRANSFER_PLANS, 4, 0, 0);
  assert_count (look, MDG_TRANSFER_CERTIFICATES, 4, 0, 0);
  /* Looking changes nothing. */
  g_assert_cmpint (count (&new, "SELECT count(*) FROM account"), ==, 0);
  taken = apply (&new, transfer, MDG_TRANSFER_ALL, FALSE);
  assert_count (taken, MDG_TRANSFER_ACCOUNTS, 18, 0, 0);
  assert_kept (&new, "setup-key", CODE "/WA000002", "WA000002");
  assert_kept (&new, "password", CODE "/WA000003", "Abcdef1!");
  assert_kept (&new, "certificate-request-id", "41", NULL);
  assert_kept (&new, "certificate-request-id", "42", "request");
  g_assert_cmpint (count (&new, "SELECT count(*) FROM print"), ==, 3);
  g_assert_cmpint (count (&new, "SELECT count(*) FROM outbox"), ==, 0);
  g_assert_cmpint (count (&new, "SELECT count(*) FROM reception"), ==, 0);
  again = apply (&new, transfer, 0, FALSE);
  assert_count (again, MDG_TRANSFER_ACCOUNTS, 0, 0, 18);
  run (&new, "DELETE FROM issue_notice WHERE terminal_name = 'x'");
  assert_alike (&old, &new);
}

static void
test_choice (void)
{
  g_auto (Terminal) old = terminal_new ();
  g_auto (Terminal) new = terminal_new ();
  g_autoptr (MdgTransfer) some = NULL;
  g_autoptr (MdgTransfer) all = NULL;
  g_autoptr (MdgTransferLook) look = NULL;
  g_autoptr (MdgTransferLook) taken = NULL;

  fill (&old);
  some = collect (&old, 1u << MDG_TRANSFER_REGISTER);
  g_assert_null (mdg_transfer_get_settings (some));
  look = apply (&new, some, 0, FALSE);
  assert_count (look, MDG_TRANSFER_ACCOUNTS, 0, 0, 0);
  assert_count (look, MDG_TRANSFER_REGISTER, 3, 0, 0);
  all = collect (&old, MDG_TRANSFER_ALL);
  taken = apply (&new, all, 1u << MDG_TRANSFER_REGISTER, FALSE);
  assert_count (taken, MDG_TRANSFER_ACCOUNTS, 18, 0, 0);
  g_assert_cmpint (count (&new, "SELECT count(*) FROM account"), ==, 0);
  g_assert_cmpint (count (&new, "SELECT count(*) FROM terminal_account"), ==, 1);
  assert_kept (&new, "password", CODE "/WA000003", NULL);
}

static void
test_different (void)
{
  g_auto (Terminal) old = terminal_new ();
  g_auto (Terminal) new = terminal_new ();
  g_autoptr (MdgTransfer) transfer = NULL;
  g_autoptr (MdgTransferLook) kept = NULL;
  g_autoptr (MdgTransferLook) replaced = NULL;

  fill (&old);
  fill (&new);
  run (&new, "UPDATE own_contact SET phone = '06-1111-2222'");
  keep (&new, "password", CODE "/WA000001", "Another1!");
  keep (&new, "certificate-request-id", "41", "another");
  transfer = collect (&old, MDG_TRANSFER_ALL);
  kept = apply (&new, transfer, MDG_TRANSFER_ALL, FALSE);
  assert_count (kept, MDG_TRANSFER_ACCOUNTS, 0, 1, 17);
  assert_count (kept, MDG_TRANSFER_REGISTER, 0, 1, 2);
  assert_count (kept, MDG_TRANSFER_CERTIFICATES, 0, 1, 3);
  g_assert_cmpuint (g_strv_length (kept->different), ==, 3);
  g_assert_true (g_strv_contains ((const char *const *)kept->different, "vendor 業者"));
  g_assert_true (g_strv_contains ((const char *const *)kept->different, CODE "/WA000001"));
  assert_kept (&new, "password", CODE "/WA000001", "Another1!");
  replaced = apply (&new, transfer, MDG_TRANSFER_ALL, TRUE);
  assert_kept (&new, "password", CODE "/WA000001", "Abcdef1!");
  assert_kept (&new, "certificate-request-id", "41", "request");
  assert_alike (&old, &new);
}

static void
test_locked (void)
{
  g_auto (Terminal) old = terminal_new ();
  g_autoptr (GError) error = NULL;

  mdg_vault_lock (old.store->vault);
  g_assert_null (mdg_transfer_collect (old.store->database, old.store->vault, MDG_TRANSFER_ALL,
                                       NULL, NOW, "", NULL, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_VAULT_LOCKED);
}

/* One of the vault's records is damaged: the rest goes. */
static void
test_damaged_record (void)
{
  g_auto (Terminal) old = terminal_new ();
  g_auto (Terminal) new = terminal_new ();
  g_autoptr (MdgTransfer) transfer = NULL;
  g_autoptr (MdgTransferLook) taken = NULL;

  fill (&old);
  run (&old,
       "UPDATE secret SET sealed = zeroblob (48) WHERE kind = 'password' AND owner LIKE '%1'");
  transfer = collect (&old, MDG_TRANSFER_ALL);
  taken = apply (&new, transfer, MDG_TRANSFER_ALL, FALSE);
  assert_count (taken, MDG_TRANSFER_ACCOUNTS, 17, 0, 0);
}

static MdgCache *
open_cache (const char *folder)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MdgCache *cache;

  mdg_cache_open_training_async (folder, NULL, NULL, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  cache = mdg_cache_open_training_finish (result, &error);
  g_assert_no_error (error);
  return cache;
}

/* Every table goes, or stays for a reason that somebody has thought of. */
static void
test_tables (void)
{
  g_auto (Terminal) terminal = terminal_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (terminal.store->database,
                           "SELECT name FROM sqlite_schema WHERE type = 'table'"
                           " AND name NOT LIKE 'sqlite_%'",
                           &error);
  guint n = 0;
  gboolean row;

  g_assert_no_error (error);
  while (mdg_statement_step (statement, &row, &error) && row)
    {
      const char *name = mdg_statement_get_text (statement, 0);
      guint known = mdg_transfer_table_find (name) != NULL;

      for (guint i = 0; i < mdg_transfer_n_staying; i++)
        known += g_str_equal (mdg_transfer_staying[i].name, name);
      g_test_message ("%s: %u", name, known);
      g_assert_cmpuint (known, ==, 1);
      n++;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, mdg_transfer_n_tables + mdg_transfer_n_staying);
}

static void
set_password (const Terminal *terminal, const char *text, gint64 when)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) password = mdg_secret_new_from_string (text);

  g_assert_true (mdg_password_history_add (terminal->store->database, terminal->store->vault, CODE,
                                           "WA000001", password, when, &error));
  g_assert_no_error (error);
}

/* Closes the store. */
static MdgPasswordHistory *
load_history (Terminal *terminal)
{
  g_autoptr (MdgCache) cache = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MdgPasswordHistory *history;

  g_clear_pointer (&terminal->store, mdg_cache_store_free);
  cache = open_cache (terminal->folder);
  mdg_password_history_load_async (cache, CODE, "WA000001", NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  history = mdg_password_history_load_finish (result, &error);
  g_assert_no_error (error);
  mdg_cache_close (cache);
  return history;
}

/* The other vault has another key; the hashes tell there what they told here, and go on. */
static void
test_history (void)
{
  g_auto (Terminal) old = terminal_new ();
  g_auto (Terminal) new = terminal_new ();
  g_autoptr (MdgTransfer) transfer = NULL;
  g_autoptr (MdgTransferLook) taken = NULL;
  g_autoptr (MdgTransferLook) again = NULL;
  g_autoptr (MdgPasswordHistory) history = NULL;

  run (&old, "INSERT INTO account (institution_code, login_id) VALUES ('" CODE "', 'WA000001')");
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *text = g_strdup_printf ("Pass%u-x1!", i);

      set_password (&old, text, i == 0 ? 0 : NOW + i);
    }
  transfer = collect (&old, MDG_TRANSFER_ALL);
  taken = apply (&new, transfer, MDG_TRANSFER_ALL, FALSE);
  assert_count (taken, MDG_TRANSFER_ACCOUNTS, 1 + 5 + 1, 0, 0);
  again = apply (&new, transfer, MDG_TRANSFER_ALL, FALSE);
  assert_count (again, MDG_TRANSFER_ACCOUNTS, 0, 0, 1 + 5 + 1);
  set_password (&new, "Another-6!", NOW + 3); /* by a clock that runs behind */
  set_password (&new, "Another-6!", NOW + 9);
  history = load_history (&new);
  g_assert_cmpuint (mdg_password_history_get_length (history), ==, 5);
  g_assert_true (mdg_password_history_seen ("Another-6!", history));
  g_assert_true (mdg_password_history_seen ("Pass5-x1!", history));
  g_assert_true (mdg_password_history_seen ("Pass2-x1!", history));
  g_assert_true (mdg_password_history_seen_start ("Pass2", history));
  g_assert_false (mdg_password_history_seen ("Pass1-x1!", history));
  g_assert_false (mdg_password_history_seen_start ("Pass1", history));
}

/* What both terminals have seen of an account is put in order. */
static void
test_history_of_both (void)
{
  g_auto (Terminal) old = terminal_new ();
  g_auto (Terminal) new = terminal_new ();
  g_autoptr (MdgTransfer) transfer = NULL;
  g_autoptr (MdgTransferLook) taken = NULL;
  g_autoptr (MdgPasswordHistory) history = NULL;

  run (&old, "INSERT INTO account (institution_code, login_id) VALUES ('" CODE "', 'WA000001')");
  run (&new, "INSERT INTO account (institution_code, login_id) VALUES ('" CODE "', 'WA000001')");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *text = g_strdup_printf ("Pass%u-x1!", i);

      set_password (&old, text, NOW + i);
    }
  set_password (&new, "Later-6!", NOW + 100);
  transfer = collect (&old, MDG_TRANSFER_ALL);
  taken = apply (&new, transfer, MDG_TRANSFER_ALL, FALSE);
  history = load_history (&new);
  g_assert_cmpuint (mdg_password_history_get_length (history), ==, 5);
  g_assert_true (mdg_password_history_seen ("Later-6!", history));
  g_assert_true (mdg_password_history_seen ("Pass1-x1!", history));
  g_assert_false (mdg_password_history_seen ("Pass0-x1!", history));
}

/* What is newer here stays, whatever is asked for; what belongs together stays together. */
static void
test_newer (void)
{
  g_auto (Terminal) old = terminal_new ();
  g_auto (Terminal) new = terminal_new ();
  g_autoptr (MdgTransfer) transfer = NULL;
  g_autoptr (MdgTransferLook) look = NULL;
  g_autoptr (MdgTransferLook) taken = NULL;

  fill (&old);
  run (&old, "UPDATE account SET password_changed_at = 100, password_expires_at = 200");
  fill (&new);
  /* 1: the password is newer here. 2: it is older here. 3: only the name is known here. */
  run (&new, "UPDATE account SET password_changed_at = 150, password_expires_at = 250"
             " WHERE login_id = 'WA000001';"
             "UPDATE account SET password_changed_at = 50 WHERE login_id = 'WA000002';"
             "DELETE FROM secret WHERE owner LIKE '%WA000003';"
             "UPDATE account SET registration = 0, registered_at = 0, last_login = 999"
             " WHERE login_id = 'WA000003';"
             "UPDATE own_contact SET phone = '06', edited_at = edited_at + 1;"
             "UPDATE backup SET state = 2, looked_at = looked_at + 1");
  keep (&new, "password", CODE "/WA000001", "Newer-1!");
  keep (&new, "password", CODE "/WA000002", "Older-2!");
  transfer = collect (&old, MDG_TRANSFER_ALL);

  look = apply (&new, transfer, MDG_TRANSFER_ALL, FALSE);
  g_assert_cmpuint (look->parts[MDG_TRANSFER_ACCOUNTS].n_newer, ==, 2);
  g_assert_cmpuint (look->parts[MDG_TRANSFER_ACCOUNTS].n_different, ==, 2);
  g_assert_cmpuint (look->parts[MDG_TRANSFER_REGISTER].n_newer, ==, 1);
  g_assert_cmpuint (look->parts[MDG_TRANSFER_CERTIFICATES].n_newer, ==, 1);
  assert_kept (&new, "password", CODE "/WA000002", "Older-2!");
  assert_kept (&new, "setup-key", CODE "/WA000003", "WA000003");
  g_assert_cmpint (count (&new, "SELECT registration FROM account WHERE login_id = 'WA000003'"), ==,
                   MDG_REGISTRATION_CONFIRMED);
  g_assert_cmpint (count (&new, "SELECT last_login FROM account WHERE login_id = 'WA000003'"), ==,
                   999);

  taken = apply (&new, transfer, MDG_TRANSFER_ALL, TRUE);
  g_assert_cmpuint (taken->parts[MDG_TRANSFER_ACCOUNTS].n_newer, ==, 2);
  assert_kept (&new, "password", CODE "/WA000001", "Newer-1!");
  g_assert_cmpint (
      count (&new, "SELECT password_expires_at FROM account WHERE login_id = 'WA000001'"), ==, 250);
  assert_kept (&new, "password", CODE "/WA000002", "Abcdef1!");
  g_assert_cmpint (
      count (&new, "SELECT password_changed_at FROM account WHERE login_id = 'WA000002'"), ==, 100);
  g_assert_cmpint (count (&new, "SELECT count(*) FROM own_contact WHERE phone = '06'"), ==, 1);
  g_assert_cmpint (count (&new, "SELECT state FROM backup"), ==, 2);
}

/* certificate files --------------------------------------------------------------------------- */

static char *
save_file (const char *folder, const char *name, GBytes *bytes, GError **error)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (
      mdg_file_write (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error));
  return path;
}

static MdgTransferLook *
apply_with_files (const Terminal *terminal, MdgTransfer *transfer, guint parts)
{
  g_autoptr (GError) error = NULL;
  MdgTransferLook *look
      = mdg_transfer_apply (terminal->store->database, terminal->store->vault, transfer, parts,
                            FALSE, terminal->folder, save_file, &error);

  g_assert_no_error (error);
  return look;
}

static void
test_files (void)
{
  g_auto (Terminal) old = terminal_new ();
  g_auto (Terminal) new = terminal_new ();
  g_autofree char *path = g_build_filename (old.folder, "端末.p12", NULL);
  g_autofree char *there = g_build_filename (new.folder, "端末.p12", NULL);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "p12", -1);
  g_autofree char *sql = g_strdup_printf ("UPDATE certificate SET path = '%s', sha256 = '%s';"
                                          "INSERT INTO certificate (sha256, path, first_seen)"
                                          " VALUES ('%064d', '%s', 1)",
                                          path, sha256, 9, path);
  g_autofree char *query
      = g_strdup_printf ("SELECT count(*) FROM certificate WHERE path = '%s'", there);
  g_autoptr (MdgTransfer) without = NULL;
  g_autoptr (MdgTransfer) with = NULL;
  g_autoptr (MdgTransferLook) look = NULL;
  g_autoptr (MdgTransferLook) taken = NULL;
  g_autoptr (MdgTransferLook) again = NULL;
  g_autoptr (MdgSecret) written = NULL;

  fill (&old);
  g_assert_true (mdg_file_write (path, "p12", 3, NULL));
  run (&old, sql);
  without = collect (&old, MDG_TRANSFER_ALL & ~(1u << MDG_TRANSFER_FILES));
  look = apply (&new, without, 0, FALSE);
  assert_count (look, MDG_TRANSFER_FILES, 0, 0, 0);
  with = collect (&old, MDG_TRANSFER_ALL);
  /* Without a tick nothing is written. */
  g_clear_pointer (&look, mdg_transfer_look_free);
  look = apply_with_files (&new, with, MDG_TRANSFER_ALL & ~(1u << MDG_TRANSFER_FILES));
  assert_count (look, MDG_TRANSFER_FILES, 1, 0, 0); /* the other one is not what it was */
  g_assert_false (g_file_test (there, G_FILE_TEST_EXISTS));
  taken = apply_with_files (&new, with, MDG_TRANSFER_ALL);
  assert_count (taken, MDG_TRANSFER_FILES, 1, 0, 0);
  written = mdg_file_read_secret (there, 100, NULL);
  g_assert_cmpstr (mdg_secret_get_string (written), ==, "p12");
  g_assert_cmpint (count (&new, query), ==, 1);
  again = apply_with_files (&new, with, MDG_TRANSFER_ALL);
  assert_count (again, MDG_TRANSFER_FILES, 0, 0, 1);
}

/* hostile content ----------------------------------------------------------------------------- */

static void
try (const Terminal *terminal, const guint8 *data, gsize length)
{
  g_autoptr (MdgSecret) content = mdg_secret_new (data, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgTransfer) transfer = mdg_transfer_new (content, &error);
  g_autoptr (MdgTransferLook) look = NULL;

  g_assert_true ((transfer == NULL) == (error != NULL));
  if (transfer == NULL)
    return;
  g_assert_true (mdg_database_begin (terminal->store->database, NULL));
  look = mdg_transfer_apply (terminal->store->database, terminal->store->vault, transfer,
                             MDG_TRANSFER_ALL, TRUE, NULL, NULL, &error);
  g_assert_true ((look == NULL) == (error != NULL));
  mdg_database_rollback (terminal->store->database);
}

/* Cut off anywhere, and with a bit turned over anywhere: read or refused, never more than that. */
static void
test_hostile (void)
{
  g_auto (Terminal) old = terminal_new ();
  g_auto (Terminal) new = terminal_new ();
  g_autoptr (MdgTransfer) transfer = NULL;
  g_autofree guint8 *data = NULL;
  gsize length;

  fill (&old);
  transfer = collect (&old, 1u << MDG_TRANSFER_REGISTER | 1u << MDG_TRANSFER_CERTIFICATES);
  data = g_memdup2 (mdg_secret_get_data (mdg_transfer_get_content (transfer), NULL),
                    mdg_secret_get_length (mdg_transfer_get_content (transfer)));
  length = mdg_secret_get_length (mdg_transfer_get_content (transfer));
  for (gsize n = 0; n < length; n++)
    try (&new, data, n);
  for (gsize at = 0; at < length; at++)
    {
      data[at] ^= (guint8)(1 << at % 8);
      try (&new, data, length);
      data[at] ^= (guint8)(1 << at % 8);
    }
}

static MdgTransferField
text (const char *value)
{
  return (MdgTransferField){ MDG_FIELD_TEXT, 0, value, strlen (value) };
}

static void
assert_refused (const Terminal *terminal, const MdgTransferRow *row)
{
  g_autoptr (MdgTransferWriter) writer = mdg_transfer_writer_new ();
  g_autoptr (MdgSecret) content = NULL;
  g_autoptr (MdgTransfer) transfer = NULL;
  g_autoptr (GError) error = NULL;

  mdg_transfer_writer_add (writer, row);
  content = mdg_transfer_writer_finish (writer, &error);
  transfer = mdg_transfer_new (content, &error);
  g_assert_no_error (error);
  g_assert_null (mdg_transfer_apply (terminal->store->database, terminal->store->vault, transfer,
                                     MDG_TRANSFER_ALL, TRUE, NULL, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
}

/* The record's own mark is nobody's to replace, and no row is taken that is not of its table's
 * form. */
static void
test_not_allowed (void)
{
  g_auto (Terminal) new = terminal_new ();
  MdgTransferField secret = { MDG_FIELD_SECRET, 0, "x", 1 };

  assert_refused (&new, &(MdgTransferRow){
                            4, { text ("secret"), text ("record-id"), text ("audit"), secret } });
  assert_refused (
      &new, &(MdgTransferRow){ 4, { text ("secret"), text ("password"), text ("a"), text ("b") } });
  assert_refused (&new, &(MdgTransferRow){ 2, { text ("account"), text ("b") } });
  assert_refused (&new,
                  &(MdgTransferRow){ 3, { text ("portal_tick"), text ("b"), text ("no number") } });
}

/* as the program does it ---------------------------------------------------------------------- */

static MdgTransfer *
open_file (const char *path, const char *text, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (text);

  mdg_transfer_open_async (path, passphrase, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  return mdg_transfer_open_finish (result, error);
}

static void
test_file (void)
{
  g_autofree char *folder = scratch_folder_new ();
  g_autofree char *path = g_build_filename (folder, "引っ越し.madoguchi", NULL);
  g_autofree char *here = g_build_filename (folder, "new", NULL);
  Terminal old = terminal_new ();
  g_autoptr (MdgCache) from = NULL;
  g_autoptr (MdgCache) to = open_cache (here);
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string ("引っ越しの合言葉");
  g_autoptr (MdgTransfer) transfer = NULL;
  g_autoptr (MdgTransferLook) look = NULL;
  g_autoptr (MdgTransferLook) taken = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (GAsyncResult) looked = NULL;
  g_autoptr (GAsyncResult) took = NULL;
  GAsyncResult *place = NULL;
  guint n_rows = 0;

  fill (&old);
  g_clear_pointer (&old.store, mdg_cache_store_free);
  from = open_cache (old.folder);
  mdg_transfer_write_async (from, path, passphrase, MDG_TRANSFER_ALL, settings, NOW, "院長", NULL,
                            scratch_store_result, &place);
  written = scratch_wait (&place);
  g_assert_true (mdg_transfer_write_finish (written, &n_rows, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_rows, ==, 18 + 3 + 3 + 4 + 4 + 2);
  g_assert_null (open_file (path, "x", &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_WRONG_PASSPHRASE);
  g_clear_error (&error);
  transfer = open_file (path, "引っ越しの合言葉", &error);
  g_assert_no_error (error);
  place = NULL;
  mdg_transfer_look_async (to, transfer, NULL, scratch_store_result, &place);
  looked = scratch_wait (&place);
  look = mdg_transfer_look_finish (looked, &error);
  g_assert_no_error (error);
  assert_count (look, MDG_TRANSFER_ACCOUNTS, 18, 0, 0);
  place = NULL;
  mdg_transfer_take_async (to, transfer, MDG_TRANSFER_ALL, FALSE, NULL, NULL, NOW, "院長", NULL,
                           scratch_store_result, &place);
  took = scratch_wait (&place);
  taken = mdg_transfer_take_finish (took, &error);
  g_assert_no_error (error);
  mdg_cache_close (from);
  mdg_cache_close (to);
  {
    Terminal new = { here, mdg_cache_store_open_training (here, NULL, NULL, &error) };
    g_autoptr (GPtrArray) events = NULL;
    const MdgAuditEvent *event;

    g_assert_no_error (error);
    assert_kept (&new, "password", CODE "/WA000003", "Abcdef1!");
    events = mdg_audit_list (new.store->database, 0, &error);
    g_assert_cmpuint (events->len, ==, 1);
    event = events->pdata[0];
    g_assert_cmpstr (event->act, ==, MDG_ACT_TRANSFERRED_IN);
    g_assert_cmpstr (event->of_whom, ==, "32");
    mdg_cache_store_free (new.store);
  }
  scratch_folder_free (old.folder);
  scratch_folder_free (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install (); /* never full; nothing waits for the real one */
  g_test_add_func ("/transfer/everything", test_everything);
  g_test_add_func ("/transfer/what-comes", test_what_comes);
  g_test_add_func ("/transfer/many-come", test_many_come);
  g_test_add_func ("/transfer/choice", test_choice);
  g_test_add_func ("/transfer/different", test_different);
  g_test_add_func ("/transfer/tables", test_tables);
  g_test_add_func ("/transfer/history", test_history);
  g_test_add_func ("/transfer/history-of-both", test_history_of_both);
  g_test_add_func ("/transfer/newer", test_newer);
  g_test_add_func ("/transfer/files", test_files);
  g_test_add_func ("/transfer/locked", test_locked);
  g_test_add_func ("/transfer/damaged-record", test_damaged_record);
  g_test_add_func ("/transfer/hostile", test_hostile);
  g_test_add_func ("/transfer/not-allowed", test_not_allowed);
  g_test_add_func ("/transfer/file", test_file);
  return g_test_run ();
}
