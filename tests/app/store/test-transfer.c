/* test-transfer.c: what one terminal has, another takes in: all of what was chosen, nothing else,
 * or nothing. SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "scratch-folder.h"
#include "store/audit.h"
#include "store/cache-store.h"
#include "store/cache-store-private.h"
#include "store/statement.h"
#include "store/transfer-private.h"

#define CODE "3410712362"
#define NOW G_GINT64_CONSTANT (1795305600)

static const char *const settings[]
    = { "language", "ja", "reception-folder", "C:\\OQS\\face", NULL };

/* A terminal's cache. */
typedef struct
{
  char *folder;
  MdgCacheStore *store;
} Terminal;

static void
terminal_clear (Terminal *terminal)
{
  mdg_cache_store_free (terminal->store);
  scratch_folder_free (terminal->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Terminal, terminal_clear)

static Terminal
terminal_new (void)
{
  Terminal terminal = { scratch_folder_new (), NULL };
  g_autoptr (GError) error = NULL;

  terminal.store = mdg_cache_store_open_training (terminal.folder, NULL, NULL, &error);
  g_assert_no_error (error);
  return terminal;
}

static void
run (const Terminal *terminal, const char *sql)
{
  g_autoptr (GError) error = NULL;

  mdg_database_exec (terminal->store->database, sql, &error);
  g_assert_no_error (error);
}

static void
keep (const Terminal *terminal, const char *kind, const char *owner, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (text);

  mdg_vault_store (terminal->store->vault, kind, owner, secret, &error);
  g_assert_no_error (error);
}

static void
assert_kept (const Terminal *terminal, const char *kind, const char *owner, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) secret = mdg_vault_load (terminal->store->vault, kind, owner, &error);

  if (text == NULL)
    g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  else
    g_assert_no_error (error);
  g_assert_cmpstr (secret != NULL ? mdg_secret_get_string (secret) : NULL, ==, text);
}

static gint64
count (const Terminal *terminal, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgStatement) statement = mdg_statement_new (terminal->store->database, sql, &error);
  gboolean row;

  g_assert_no_error (error);
  mdg_statement_step (statement, &row, &error);
  g_assert_no_error (error);
  return mdg_statement_get_int (statement, 0);
}

/* Something of everything. */
static void
fill (const Terminal *terminal)
{
  for (int i = 1; i <= 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("WA%06d", i);
      g_autofree char *owner = g_strdup_printf (CODE "/%s", id);
      g_autoptr (MdgSecret) key = mdg_secret_new_from_string (id);
      g_autoptr (GError) error = NULL;

      g_assert_true (
          mdg_cache_store_save_registration (terminal->store, CODE, id, "訓練医院", key, key,
                                             &error)
          && mdg_cache_store_confirm_registration (terminal->store, CODE, id, NOW, &error)
          && mdg_cache_store_record_print (terminal->store, CODE, id, MDG_PRINT_PAPER, "受付", NOW,
                                           &error));
      g_assert_no_error (error);
      keep (terminal, "password", owner, "Abcdef1!");
      keep (terminal, "activation-code", owner, "123456789012");
    }
  run (terminal,
       "INSERT INTO account_list (keeper, synced_at) VALUES ('" CODE "', 7);"
       "INSERT INTO listed (list, account_id, institution_code, institution_name, status, note, "
       "revision, load_round)"
       " SELECT id, 'WA000001', '" CODE "', '訓練医院', 1, '備考', 3, 0 FROM account_list;"
       "INSERT INTO outbox (list, kind, key, made_at, account_id, note)"
       " SELECT id, 0, 'k', 1, 'WA000001', 'new' FROM account_list;"
       "INSERT INTO terminal_account (kind, login_id, owner, used_at, remark, edited_at)"
       " VALUES ('master', 'admin', '院長', '受付', '', 5);"
       "INSERT INTO terminal_change (account, changed_on, what, by_whom, noted_at)"
       " SELECT number, '2026-11-01', 0, '受付', 6 FROM terminal_account;"
       "INSERT INTO own_contact (kind, name, phone, mail, remark, weekday_from, weekday_until, "
       "saturday_from,"
       " saturday_until, edited_at) VALUES ('vendor', '業者', '03-1234-5678', '', '', 540, 1050, "
       "0, 0, 8);"
       "INSERT INTO introduction_plan VALUES (1, 'clinic', '2027-04-01', NULL, 9);"
       "INSERT INTO introduction_step VALUES ('apply', '2026-11-01', '済', 10);"
       "INSERT INTO portal_tick VALUES ('register', 11);"
       "INSERT INTO issue_notice (id, institution_code, terminal_name, deadline)"
       " VALUES (41, '" CODE "', '受付1', '2026-12-01');"
       "INSERT INTO certificate_password VALUES (hex (zeroblob (32)), 1);"
       "INSERT INTO reception (file, size, modified, at, day, viewable_until, outcome, reference, "
       "validity, prescription,"
       " consents, card_kinds, n_qualifications) VALUES (1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0)");
  keep (terminal, "certificate-request-id", "41", "request");
  keep (terminal, "p12-password",
        "0000000000000000000000000000000000000000000000000000000000000000", "p12");
  keep (terminal, "introduction-forms", "draft", "{}");
}

static MdgTransfer *
collect (const Terminal *terminal, guint parts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) content
      = mdg_transfer_collect (terminal->store->database, terminal->store->vault, parts, settings,
                              NOW, "院長", NULL, &error);
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
                                              transfer, parts, replace, &error);

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

/* What both would write into a file is the same. */
static void
assert_alike (const Terminal *a, const Terminal *b)
{
  g_autoptr (MdgTransfer) one = collect (a, MDG_TRANSFER_ALL);
  g_autoptr (MdgTransfer) other = collect (b, MDG_TRANSFER_ALL);

  g_assert_true (
      mdg_secret_equal (mdg_transfer_get_content (one), mdg_transfer_get_content (other)));
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
  assert_count (look, MDG_TRANSFER_LIST, 2, 0, 0);
  assert_count (look, MDG_TRANSFER_REGISTER, 3, 0, 0);
  assert_count (look, MDG_TRANSFER_PLANS, 4, 0, 0);
  assert_count (look, MDG_TRANSFER_CERTIFICATES, 2, 0, 0);
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
  assert_count (kept, MDG_TRANSFER_CERTIFICATES, 0, 1, 1);
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
                                       NULL, NOW, "", NULL, &error));
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
                             MDG_TRANSFER_ALL, TRUE, &error);
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
                                     MDG_TRANSFER_ALL, TRUE, &error));
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
  g_assert_true (mdg_transfer_write_finish (written, &n_rows, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_rows, ==, 18 + 2 + 3 + 4 + 2 + 2);
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
  mdg_transfer_take_async (to, transfer, MDG_TRANSFER_ALL, FALSE, NOW, "院長", NULL,
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
    g_assert_cmpstr (event->of_whom, ==, "29");
    mdg_cache_store_free (new.store);
  }
  scratch_folder_free (old.folder);
  scratch_folder_free (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/everything", test_everything);
  g_test_add_func ("/transfer/choice", test_choice);
  g_test_add_func ("/transfer/different", test_different);
  g_test_add_func ("/transfer/locked", test_locked);
  g_test_add_func ("/transfer/damaged-record", test_damaged_record);
  g_test_add_func ("/transfer/hostile", test_hostile);
  g_test_add_func ("/transfer/not-allowed", test_not_allowed);
  g_test_add_func ("/transfer/file", test_file);
  return g_test_run ();
}
