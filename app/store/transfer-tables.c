/* transfer-tables.c: which rows of the cache go to another terminal, and why the others stay.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/transfer-private.h"

#include <string.h>

#include "store/statement.h"

#define ACCOUNT                                                                                    \
  "institution_code, login_id, institution_name, registration, registration_number,"               \
  " registered_at, password_changed_at, password_expires_at, last_login"

#define PRINT "institution_code, login_id, print.registration_number, printed_at, by_whom, kind"
#define PRINTS "SELECT " PRINT " FROM print JOIN account ON account.id = print.account"

#define PAST "institution_code, login_id, keyed_by, whole, start, set_at"
#define PASTS                                                                                      \
  "SELECT " PAST " FROM password_past JOIN account ON account.id = password_past.account"

#define ENTRY "issuer, name, institution_code, login_id, note, position, added_at"
#define ENTRIES                                                                                    \
  "SELECT " ENTRY ", CAST (number AS TEXT) FROM otp_entry"                                         \
  " WHERE account IS NULL AND trashed_at = 0"

#define ENTRY_PRINT "issuer, name, institution_code, login_id, printed_at, by_whom, kind"
#define ENTRY_PRINTS                                                                               \
  "SELECT " ENTRY_PRINT " FROM otp_print JOIN otp_entry ON otp_entry.number = otp_print.entry"     \
  " WHERE account IS NULL AND trashed_at = 0"

#define LISTED                                                                                     \
  "account_id, listed.institution_code, listed.institution_name, status, note, started_on,"        \
  " ended_on, suspended_on, listed.revision"
#define LISTS                                                                                      \
  "SELECT keeper, " LISTED " FROM listed JOIN account_list ON account_list.id = listed.list"

#define EVENT "keeper, account_id, at, side, kind, before, after, by_whom"
#define EVENTS                                                                                     \
  "SELECT " EVENT " FROM account_event JOIN account_list ON account_list.id = account_event.list"

#define TERMINAL "kind, login_id, owner, used_at, remark, edited_at"
#define CHANGES                                                                                    \
  "SELECT kind, login_id, owner, changed_on, what, by_whom, noted_at FROM terminal_change"         \
  " JOIN terminal_account ON terminal_account.number = terminal_change.account"

#define CONTACT                                                                                    \
  "kind, name, phone, mail, remark, weekday_from, weekday_until, saturday_from, saturday_until,"   \
  " edited_at"

/* Where its file lies is a matter of each computer. */
#define CERTIFICATE                                                                                \
  "sha256, fingerprint, institution_code, subject, issuer, serial, valid_from, valid_until,"       \
  " first_seen"
#define BACKUP                                                                                     \
  "volume_serial, place, sha256, volume_label, made_at, verified_at, looked_at, state,"            \
  " key_checked, past_cache"
#define BACKUPS                                                                                    \
  "SELECT " BACKUP " FROM backup JOIN certificate ON certificate.id = backup.certificate"

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
    { NULL },
    0 },
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
    { NULL },
    0 },
  { "password_past",
    MDG_TRANSFER_ACCOUNTS,
    4,
    "tttbbi",
    PASTS " ORDER BY password_past.id",
    PASTS " WHERE institution_code = ?1 AND login_id = ?2 AND keyed_by = ?3 AND whole = ?4",
    "INSERT INTO password_past (account, keyed_by, whole, start, set_at)"
    " SELECT id, ?3, ?4, ?5, ?6 FROM account WHERE institution_code = ?1 AND login_id = ?2",
    NULL,
    { NULL },
    0 },
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
    { "otp-key", NULL },
    0 },
  { "otp_print",
    MDG_TRANSFER_AUTHENTICATOR,
    7,
    "ttttiti",
    ENTRY_PRINTS " ORDER BY otp_print.id",
    ENTRY_PRINTS " AND issuer = ?1 AND name = ?2 AND institution_code = ?3 AND login_id = ?4"
                 " AND printed_at = ?5 AND by_whom = ?6 AND kind = ?7",
    "INSERT INTO otp_print (entry, printed_at, by_whom, kind)"
    " SELECT number, ?5, ?6, ?7 FROM otp_entry WHERE issuer = ?1 AND name = ?2"
    " AND institution_code = ?3 AND login_id = ?4 AND account IS NULL AND trashed_at = 0 LIMIT 1",
    NULL,
    { NULL },
    0 },
  { "account_list",
    MDG_TRANSFER_LIST,
    1,
    "ti",
    "SELECT keeper, synced_at FROM account_list",
    "SELECT keeper, synced_at FROM account_list WHERE keeper = ?1",
    "INSERT INTO account_list (keeper, synced_at) VALUES (?1, ?2)",
    NULL,
    { NULL },
    0 },
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
    { NULL },
    0 },
  { "account_event",
    MDG_TRANSFER_LIST,
    5,
    "ttiiittt",
    EVENTS " ORDER BY account_event.number",
    EVENTS " WHERE keeper = ?1 AND account_id = ?2 AND at = ?3 AND side = ?4 AND kind = ?5",
    "INSERT INTO account_event (list, account_id, at, side, kind, before, after, by_whom)"
    " SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM account_list WHERE keeper = ?1",
    NULL,
    { NULL },
    0 },
  { "terminal_account",
    MDG_TRANSFER_REGISTER,
    3,
    "ttttti",
    "SELECT " TERMINAL " FROM terminal_account ORDER BY number",
    "SELECT " TERMINAL " FROM terminal_account WHERE kind = ?1 AND login_id = ?2 AND owner = ?3",
    "INSERT INTO terminal_account (" TERMINAL ") VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    "UPDATE terminal_account SET used_at = ?4, remark = ?5, edited_at = ?6"
    " WHERE kind = ?1 AND login_id = ?2 AND owner = ?3",
    { NULL },
    6 },
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
    { NULL },
    0 },
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
    { NULL },
    10 },
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
    { NULL },
    5 },
  { "introduction_step",
    MDG_TRANSFER_PLANS,
    1,
    "ttti",
    "SELECT step, done_on, note, edited_at FROM introduction_step ORDER BY step",
    "SELECT step, done_on, note, edited_at FROM introduction_step WHERE step = ?1",
    "INSERT INTO introduction_step (step, done_on, note, edited_at) VALUES (?1, ?2, ?3, ?4)",
    "UPDATE introduction_step SET done_on = ?2, note = ?3, edited_at = ?4 WHERE step = ?1",
    { NULL },
    4 },
  { "portal_tick",
    MDG_TRANSFER_PLANS,
    1,
    "ti",
    "SELECT step, ticked_at FROM portal_tick ORDER BY step",
    "SELECT step, ticked_at FROM portal_tick WHERE step = ?1",
    "INSERT INTO portal_tick (step, ticked_at) VALUES (?1, ?2)",
    "UPDATE portal_tick SET ticked_at = ?2 WHERE step = ?1",
    { NULL },
    2 },
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
    { "certificate-request-id", "certificate-reference-id", NULL },
    4 },
  { "certificate",
    MDG_TRANSFER_CERTIFICATES,
    1,
    "ttttttiii",
    "SELECT " CERTIFICATE " FROM certificate ORDER BY id",
    "SELECT " CERTIFICATE " FROM certificate WHERE sha256 = ?1",
    "INSERT INTO certificate (" CERTIFICATE ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    NULL,
    { NULL },
    0 },
  { "backup",
    MDG_TRANSFER_CERTIFICATES,
    2,
    "ttttiiiiii",
    BACKUPS " ORDER BY backup.id",
    BACKUPS " WHERE volume_serial = ?1 AND place = ?2",
    "INSERT INTO backup (volume_serial, place, certificate, volume_label, made_at, verified_at,"
    " looked_at, state, key_checked, past_cache)"
    " SELECT ?1, ?2, id, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM certificate WHERE sha256 = ?3",
    "UPDATE backup SET certificate = (SELECT id FROM certificate WHERE sha256 = ?3),"
    " volume_label = ?4, made_at = ?5, verified_at = ?6, looked_at = ?7, state = ?8,"
    " key_checked = ?9, past_cache = ?10 WHERE volume_serial = ?1 AND place = ?2",
    { NULL },
    7 },
  { "certificate_password",
    MDG_TRANSFER_CERTIFICATES,
    1,
    "ti",
    "SELECT sha256, kept_at, sha256 FROM certificate_password ORDER BY kept_at",
    "SELECT sha256, kept_at, sha256 FROM certificate_password WHERE sha256 = ?1",
    "INSERT INTO certificate_password (sha256, kept_at) VALUES (?1, ?2)",
    NULL,
    { "p12-password", NULL },
    0 },
};
const MdgTransferStaying mdg_transfer_staying[] = {
  { "vault_key", "each terminal has a passphrase and a recovery code of its own" },
  { "vault_try", "wrong passphrases are counted where they were typed" },
  { "vault_register", "each vault lists what it holds itself" },
  { "vault_renewal", "copies of this file" },
  { "secret", "goes along with what it is of, or by its kind" },
  { "secret_unreadable", "nobody can read it here or there" },
  { "audit", "says what was done on this terminal, under a key that is bound to its vault" },
  { "audit_head", "the same" },
  { "reminder_shown", "what was shown on this screen" },
  { "outbox", "sent from two terminals it would be sent twice" },
  { "application", "the service says it again" },
  { "mail", "the service says it again" },
  { "facility", "the service says it again" },
  { "import_run", "what can be taken back was imported here" },
  { "import_change", "the same" },
  { "reception", "comes out of the files of this terminal's card reader" },
};
const guint mdg_transfer_n_staying = G_N_ELEMENTS (mdg_transfer_staying);

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
  /* Of rows, which bring them along; the record's own; this computer's clock; what is known by a
   * path of this computer. */
  static const char *const elsewhere[]
      = { "otp-key",   "certificate-request-id", "certificate-reference-id", "p12-password",
          "record-id", "assist-memory",          MDG_TRANSFER_KIND_GATEWAY,  NULL };

  if (g_strv_contains (elsewhere, kind))
    return FALSE;
  *part = g_str_equal (kind, "introduction-forms") ? MDG_TRANSFER_PLANS : MDG_TRANSFER_ACCOUNTS;
  return TRUE;
}
