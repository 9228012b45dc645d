/* transfer-fixture.h: terminals between which test-transfer.c moves, and something of everything on one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/file.h"
#include "scratch-folder.h"
#include "store/cache-store-private.h"
#include "store/cache-store.h"
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
       "INSERT INTO certificate (id, sha256, subject, path, first_seen)"
       " VALUES (7, hex (zeroblob (32)), 'CN=1', '/gone/a.p12', 12);"
       "INSERT INTO backup (certificate, volume_serial, volume_label, place, made_at, looked_at, "
       "state)"
       " VALUES (7, 'ABCD-1234', 'KANRI', 'a/b.p12', 13, 14, 1);"
       "INSERT INTO account_event (list, account_id, at, side, kind, before, after)"
       " SELECT id, 'WA000001', 15, 1, 0, NULL, '備考' FROM account_list;"
       "INSERT INTO certificate_password VALUES (hex (zeroblob (32)), 1);"
       "INSERT INTO reception (file, size, modified, at, day, viewable_until, outcome, reference, "
       "validity, prescription,"
       " consents, card_kinds, n_qualifications) VALUES (1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0)");
  keep (terminal, "certificate-request-id", "41", "request");
  keep (terminal, "p12-password",
        "0000000000000000000000000000000000000000000000000000000000000000", "p12");
  keep (terminal, "introduction-forms", "draft", "{}");
}
