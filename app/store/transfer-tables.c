/* transfer-tables.c: which rows of the cache go to another terminal.
 *
 * Not among them: what waits to be sent (sent from two terminals it would be sent twice),
 * receptions (they come out of the card reader's files), backups (they say what lies on which
 * stick, as seen from here), who printed and revealed what here (audit), locks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/transfer-tables.h"

#include <string.h>

#include "store/statement.h"

#define ACCOUNT                                                                                    \
  "institution_code, login_id, institution_name, registration, registration_number,"               \
  " registered_at, password_changed_at, password_expires_at, last_login"

#define PRINT "institution_code, login_id, print.registration_number, printed_at, by_whom, kind"
#define PRINTS "SELECT " PRINT " FROM print JOIN account ON account.id = print.account"

#define ENTRY "issuer, name, institution_code, login_id, note, position, added_at"
#define ENTRIES                                                                                    \
  "SELECT " ENTRY ", CAST (number AS TEXT) FROM otp_entry"                                         \
  " WHERE account IS NULL AND trashed_at = 0"

#define LISTED                                                                                     \
  "account_id, listed.institution_code, listed.institution_name, status, note, started_on,"        \
  " ended_on, suspended_on, listed.revision"
#define LISTS                                                                                      \
  "SELECT keeper, " LISTED " FROM listed JOIN account_list ON account_list.id = listed.list"

#define TERMINAL "kind, login_id, owner, used_at, remark, edited_at"
#define CHANGES                                                                                    \
  "SELECT kind, login_id, owner, changed_on, what, by_whom, noted_at FROM terminal_change"         \
  " JOIN terminal_account ON terminal_account.number = terminal_change.account"

#define CONTACT                                                                                    \
  "kind, name, phone, mail, remark, weekday_from, weekday_until, saturday_from, saturday_until,"   \
  " edited_at"

#define NOTICE "institution_code, terminal_name, deadline, downloaded_at"

const MdgTransferTable mdg_transfer_tables[] = {
  { "account",
    MDG_TRANSFER_ACCOUNTS,
    2,
    "tttiiiiii",
    "SELECT " ACCOUNT " FROM account ORDER BY institution_code, login_id",
    "SELECT " ACCOUNT " FROM account WHERE institution_code = ?1 AND login_id = ?2",
    "INSERT INTO account (" ACCOUNT ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    "UPDATE account SET institution_name = ?3, registration = ?4, registration_number = ?5,"
    " registered_at = ?6, password_changed_at = ?7, password_expires_at = ?8, last_login = ?9"
    " WHERE institution_code = ?1 AND login_id = ?2",
    { NULL } },
  { "print",
    MDG_TRANSFER_ACCOUNTS,
    6,
    "ttiiti",
    PRINTS " ORDER BY print.id",
    PRINTS " WHERE institution_code = ?1 AND login_id = ?2 AND print.registration_number = ?3"
           " AND printed_at = ?4 AND by_whom = ?5 AND kind = ?6",
    "INSERT INTO print (account, registration_number, printed_at, by_whom, kind)"
    " SELECT id, ?3, ?4, ?5, ?6 FROM account WHERE institution_code = ?1 AND login_id = ?2",
    NULL,
    { NULL } },
  { "otp_entry",
    MDG_TRANSFER_AUTHENTICATOR,
    4,
    "tttttii",
    ENTRIES " ORDER BY position",
    ENTRIES " AND issuer = ?1 AND name = ?2 AND institution_code = ?3 AND login_id = ?4",
    "INSERT INTO otp_entry (" ENTRY ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    "UPDATE otp_entry SET note = ?5, position = ?6, added_at = ?7"
    " WHERE issuer = ?1 AND name = ?2 AND institution_code = ?3 AND login_id = ?4"
    " AND account IS NULL AND trashed_at = 0",
    { "otp-key", NULL } },
  { "account_list",
    MDG_TRANSFER_LIST,
    1,
    "ti",
    "SELECT keeper, synced_at FROM account_list",
    "SELECT keeper, synced_at FROM account_list WHERE keeper = ?1",
    "INSERT INTO account_list (keeper, synced_at) VALUES (?1, ?2)",
    NULL,
    { NULL } },
  { "listed",
    MDG_TRANSFER_LIST,
    2,
    "ttttitttti",
    LISTS " ORDER BY listed.number",
    LISTS " WHERE keeper = ?1 AND account_id = ?2",
    "INSERT INTO listed (list, account_id, institution_code, institution_name, status, note,"
    " started_on, ended_on, suspended_on, revision, load_round)"
    " SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, load_round FROM account_list"
    " WHERE keeper = ?1",
    NULL,
    { NULL } },
  { "terminal_account",
    MDG_TRANSFER_REGISTER,
    3,
    "ttttti",
    "SELECT " TERMINAL " FROM terminal_account ORDER BY number",
    "SELECT " TERMINAL " FROM terminal_account WHERE kind = ?1 AND login_id = ?2 AND owner = ?3",
    "INSERT INTO terminal_account (" TERMINAL ") VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    "UPDATE terminal_account SET used_at = ?4, remark = ?5, edited_at = ?6"
    " WHERE kind = ?1 AND login_id = ?2 AND owner = ?3",
    { NULL } },
  { "terminal_change",
    MDG_TRANSFER_REGISTER,
    6,
    "ttttiti",
    CHANGES " ORDER BY terminal_change.number",
    CHANGES " WHERE kind = ?1 AND login_id = ?2 AND owner = ?3 AND changed_on = ?4 AND what = ?5"
            " AND by_whom = ?6",
    "INSERT INTO terminal_change (account, changed_on, what, by_whom, noted_at)"
    " SELECT number, ?4, ?5, ?6, ?7 FROM terminal_account"
    " WHERE kind = ?1 AND login_id = ?2 AND owner = ?3 LIMIT 1",
    NULL,
    { NULL } },
  { "own_contact",
    MDG_TRANSFER_REGISTER,
    2,
    "tttttiiiii",
    "SELECT " CONTACT " FROM own_contact ORDER BY number",
    "SELECT " CONTACT " FROM own_contact WHERE kind = ?1 AND name = ?2",
    "INSERT INTO own_contact (" CONTACT ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    "UPDATE own_contact SET phone = ?3, mail = ?4, remark = ?5, weekday_from = ?6,"
    " weekday_until = ?7, saturday_from = ?8, saturday_until = ?9, edited_at = ?10"
    " WHERE kind = ?1 AND name = ?2",
    { NULL } },
  { "introduction_plan",
    MDG_TRANSFER_PLANS,
    1,
    "ittti",
    "SELECT number, facility, wished, work, edited_at FROM introduction_plan",
    "SELECT number, facility, wished, work, edited_at FROM introduction_plan WHERE number = ?1",
    "INSERT INTO introduction_plan (number, facility, wished, work, edited_at)"
    " VALUES (?1, ?2, ?3, ?4, ?5)",
    "UPDATE introduction_plan SET facility = ?2, wished = ?3, work = ?4, edited_at = ?5"
    " WHERE number = ?1",
    { NULL } },
  { "introduction_step",
    MDG_TRANSFER_PLANS,
    1,
    "ttti",
    "SELECT step, done_on, note, edited_at FROM introduction_step ORDER BY step",
    "SELECT step, done_on, note, edited_at FROM introduction_step WHERE step = ?1",
    "INSERT INTO introduction_step (step, done_on, note, edited_at) VALUES (?1, ?2, ?3, ?4)",
    "UPDATE introduction_step SET done_on = ?2, note = ?3, edited_at = ?4 WHERE step = ?1",
    { NULL } },
  { "portal_tick",
    MDG_TRANSFER_PLANS,
    1,
    "ti",
    "SELECT step, ticked_at FROM portal_tick ORDER BY step",
    "SELECT step, ticked_at FROM portal_tick WHERE step = ?1",
    "INSERT INTO portal_tick (step, ticked_at) VALUES (?1, ?2)",
    "UPDATE portal_tick SET ticked_at = ?2 WHERE step = ?1",
    { NULL } },
  { "issue_notice",
    MDG_TRANSFER_CERTIFICATES,
    3,
    "ttti",
    "SELECT " NOTICE ", CAST (id AS TEXT) FROM issue_notice ORDER BY id",
    "SELECT " NOTICE ", CAST (id AS TEXT) FROM issue_notice"
    " WHERE institution_code = ?1 AND terminal_name = ?2 AND deadline = ?3",
    "INSERT INTO issue_notice (" NOTICE ") VALUES (?1, ?2, ?3, ?4)",
    "UPDATE issue_notice SET downloaded_at = ?4"
    " WHERE institution_code = ?1 AND terminal_name = ?2 AND deadline = ?3",
    { "certificate-request-id", "certificate-reference-id", NULL } },
  { "certificate_password",
    MDG_TRANSFER_CERTIFICATES,
    1,
    "ti",
    "SELECT sha256, kept_at, sha256 FROM certificate_password ORDER BY kept_at",
    "SELECT sha256, kept_at, sha256 FROM certificate_password WHERE sha256 = ?1",
    "INSERT INTO certificate_password (sha256, kept_at) VALUES (?1, ?2)",
    NULL,
    { "p12-password", NULL } },
};
const guint mdg_transfer_n_tables = G_N_ELEMENTS (mdg_transfer_tables);

const MdgTransferTable *
mdg_transfer_table_find (const char *name)
{
  for (guint i = 0; i < mdg_transfer_n_tables; i++)
    if (g_str_equal (mdg_transfer_tables[i].name, name))
      return &mdg_transfer_tables[i];
  return NULL;
}

guint
mdg_transfer_table_n_columns (const MdgTransferTable *table)
{
  return (guint)strlen (table->types);
}

guint
mdg_transfer_table_n_owned (const MdgTransferTable *table)
{
  guint n = 0;

  while (table->owned[n] != NULL)
    n++;
  return n;
}

gboolean
mdg_transfer_table_exists (const MdgTransferTable *table, MdgDatabase *database)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", NULL);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, table->name);
  return mdg_statement_step (statement, &row, NULL) && row;
}

gboolean
mdg_transfer_part_of_kind (const char *kind, MdgTransferPart *part)
{
  /* Of rows, which bring them along; and the record's own. */
  static const char *const elsewhere[] = {
    "otp-key", "certificate-request-id", "certificate-reference-id", "p12-password", "record-id",
    NULL
  };

  if (g_strv_contains (elsewhere, kind))
    return FALSE;
  *part = g_str_equal (kind, "introduction-forms") ? MDG_TRANSFER_PLANS : MDG_TRANSFER_ACCOUNTS;
  return TRUE;
}
