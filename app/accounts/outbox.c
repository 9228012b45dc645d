/* outbox.c: what people ask for, until the service has it.
 *
 * An entry is waiting until it is taken for sending; from then on it is "sent" until the service
 * has answered, over crashes and restarts, and is sent again as it was, under its key. For one
 * account there is at most one 備考 that waits, besides one that is sent; and a 備考 in conflict
 * holds up what follows for that account. SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/outbox.h"

#include <string.h>

#include "accounts/account-book-private.h"

#define WAITING "0"
#define CANCELLING "2"
G_STATIC_ASSERT (MDG_ACCOUNT_CANCELLING == 2);

gboolean
mdg_book_lay_over (MdgAccountBook *book,
                   MdgDatabase *database,
                   const char *account_id,
                   GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      "UPDATE listed SET my_note = (SELECT note FROM outbox WHERE list = ?1 AND account_id = ?2"
      " AND kind = 0 AND state <= 2 ORDER BY outbox.number DESC LIMIT 1),"
      " my_status = (SELECT " CANCELLING " FROM outbox WHERE list = ?1 AND account_id = ?2"
      " AND kind = 1 AND state <= 2 LIMIT 1)"
      " WHERE list = ?1 AND account_id = ?2 RETURNING number",
      error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 1, account_id);
  if (!mdg_book_run (statement, &found, error))
    return FALSE;
  if (found)
    mdg_book_touch (book, mdg_statement_get_int (statement, 0));
  return !found || mdg_statement_step (statement, NULL, error);
}

/* Entries ------------------------------------------------------------------------------------- */

#define ENTRY_COLUMNS                                                                              \
  "SELECT number, kind, state, made_at, account_id, note, base_note, their_note,"                  \
  " outbox.institution_code, account_kind, count, reason, allowed, tries, key, base_revision,"     \
  " their_revision, coalesce (outbox.institution_name, (SELECT institution_name FROM listed"       \
  "  WHERE listed.list = outbox.list AND listed.account_id = outbox.account_id),"                  \
  " (SELECT institution_name FROM listed WHERE listed.list = outbox.list"                          \
  "  AND listed.institution_code = outbox.institution_code LIMIT 1))"                              \
  " FROM outbox WHERE list = ?1 "

void
mdg_outbox_entry_free (MdgOutboxEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->account_id);
  g_free (entry->institution_name);
  g_free (entry->note);
  g_free (entry->base_note);
  g_free (entry->their_note);
  g_clear_pointer (&entry->request, mdg_application_request_free);
  g_free (entry);
}

void
mdg_outbox_job_free (MdgOutboxJob *job)
{
  if (job == NULL)
    return;
  g_free (job->key);
  g_free (job->account_id);
  g_free (job->note);
  g_clear_pointer (&job->request, mdg_application_request_free);
  g_free (job);
}

static MdgErrorCode
code_of_nick (const char *nick)
{
  for (int code = 0; nick != NULL && code <= MDG_ERROR_SEVERAL_QR_CODES; code++)
    if (g_str_equal (nick, mdg_error_code_nick ((MdgErrorCode)code)))
      return (MdgErrorCode)code;
  return MDG_ERROR_FAILED;
}

static MdgApplicationRequest *
read_request (MdgStatement *statement)
{
  return mdg_application_request_new (mdg_statement_get_text (statement, 8),
                                      (MdgAccountKind)mdg_statement_get_int (statement, 9),
                                      (int)mdg_statement_get_int (statement, 10));
}

static MdgOutboxEntry *
read_entry (MdgStatement *statement)
{
  MdgOutboxEntry *entry = g_new0 (MdgOutboxEntry, 1);

  entry->number = mdg_statement_get_int (statement, 0);
  entry->kind = (MdgOutboxKind)mdg_statement_get_int (statement, 1);
  entry->state = (MdgOutboxState)mdg_statement_get_int (statement, 2);
  entry->made_at = mdg_statement_get_int (statement, 3);
  entry->account_id = g_strdup (mdg_statement_get_text (statement, 4));
  entry->note = g_strdup (mdg_statement_get_text (statement, 5));
  entry->base_note = g_strdup (mdg_statement_get_text (statement, 6));
  entry->their_note = g_strdup (mdg_statement_get_text (statement, 7));
  if (entry->kind == MDG_OUTBOX_APPLICATION)
    entry->request = read_request (statement);
  entry->reason = code_of_nick (mdg_statement_get_text (statement, 11));
  entry->limit
      = mdg_statement_is_null (statement, 12) ? -1 : (int)mdg_statement_get_int (statement, 12);
  entry->tries = (guint)mdg_statement_get_int (statement, 13);
  entry->institution_name = g_strdup (mdg_statement_get_text (statement, 17));
  return entry;
}

GPtrArray *
mdg_outbox_list (MdgAccountBook *book, MdgDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_outbox_entry_free);
  g_autoptr (MdgStatement) statement
      = mdg_book_prepare (book, database, ENTRY_COLUMNS "ORDER BY number", error);

  for (;;)
    {
      gboolean found;

      if (!mdg_book_run (statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&entries);
      g_ptr_array_add (entries, read_entry (statement));
    }
}

/* Errors: MDG_ERROR_NOT_FOUND. */
static MdgOutboxEntry *
find_entry (MdgAccountBook *book, MdgDatabase *database, gint64 number, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_book_prepare (book, database, ENTRY_COLUMNS "AND number = ?2", error);
  gboolean found = FALSE;

  if (statement != NULL)
    mdg_statement_bind_int (statement, 1, number);
  if (!mdg_book_run (statement, &found, error))
    return NULL;
  if (found)
    return read_entry (statement);
  mdg_set_error (error, MDG_ERROR_NOT_FOUND, "There is no such entry in the outbox");
  return NULL;
}

/* Runs @sql about one entry: its number is ?2, @text (nullable) ?3, @value ?4, where they stand in
 * it. */
static gboolean
change_entry (MdgAccountBook *book,
              MdgDatabase *database,
              const char *sql,
              gint64 number,
              const char *text,
              gint64 value,
              GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (book, database, sql, error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 1, number);
  if (strstr (sql, "?3") != NULL)
    mdg_statement_bind_text (statement, 2, text);
  if (strstr (sql, "?4") != NULL)
    mdg_statement_bind_int (statement, 3, value);
  return mdg_statement_run (statement, error);
}

static gboolean
drop_entry (MdgAccountBook *book,
            MdgDatabase *database,
            gint64 number,
            const char *account_id,
            GError **error)
{
  return change_entry (book, database, "DELETE FROM outbox WHERE list = ?1 AND number = ?2", number,
                       NULL, 0, error)
         && (account_id == NULL || mdg_book_lay_over (book, database, account_id, error));
}

/* Asking -------------------------------------------------------------------------------------- */

static gboolean
check_note (const char *note, GError **error)
{
  g_autofree char *json = NULL, *back = NULL;

  if (g_utf8_validate (note, -1, NULL))
    {
      json = mdg_note_request_to_json (note);
      back = mdg_note_request_parse (json, -1, NULL);
    }
  if (g_strcmp0 (back, note) == 0)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_INVALID_INPUT,
                 "The note is not one line of at most %d characters", MDG_ACCOUNT_NOTE_MAX);
  if (error != NULL)
    mdg_error_set_field (*error, "note");
  return FALSE;
}

/* What the service said last: without the outbox. */
static gboolean
get_base (MdgAccountBook *book,
          MdgDatabase *database,
          const char *account_id,
          char **note,
          gint64 *revision,
          GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database, "SELECT note, revision FROM listed WHERE list = ?1 AND account_id = ?2",
      error);
  gboolean found = FALSE;

  if (statement != NULL)
    mdg_statement_bind_text (statement, 1, account_id);
  if (!mdg_book_run (statement, &found, error))
    return FALSE;
  if (!found)
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "There is no such account on the list");
      return FALSE;
    }
  *note = g_strdup (mdg_statement_get_text (statement, 0));
  *revision = mdg_statement_get_int (statement, 1);
  return TRUE;
}

/* An earlier 備考 for the account whose text may still be changed: never sent, or in conflict.
 * @number: (out): 0: none. @base: (out) (nullable): what it was written over. */
static gboolean
find_open_note (MdgAccountBook *book,
                MdgDatabase *database,
                const char *account_id,
                gint64 *number,
                char **base,
                GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      "SELECT number, CASE state WHEN 0 THEN base_note END FROM outbox WHERE list = ?1"
      " AND account_id = ?2 AND kind = 0 AND ((state = 0 AND tries = 0) OR state = 2)"
      " ORDER BY number DESC LIMIT 1",
      error);
  gboolean found = FALSE;

  if (statement != NULL)
    mdg_statement_bind_text (statement, 1, account_id);
  if (!mdg_book_run (statement, &found, error))
    return FALSE;
  *number = found ? mdg_statement_get_int (statement, 0) : 0;
  *base = found ? g_strdup (mdg_statement_get_text (statement, 1)) : NULL;
  return TRUE;
}

static gboolean
insert_note (MdgAccountBook *book,
             MdgDatabase *database,
             const char *account_id,
             const char *note,
             const char *base_note,
             gint64 base_revision,
             gint64 now,
             GError **error)
{
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (MdgStatement) statement
      = mdg_book_prepare (book, database,
                          "INSERT INTO outbox (list, kind, key, made_at, account_id, note,"
                          " base_note, base_revision) VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6, ?7)",
                          error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 1, key);
  mdg_statement_bind_int (statement, 2, now);
  mdg_statement_bind_text (statement, 3, account_id);
  mdg_statement_bind_text (statement, 4, note);
  mdg_statement_bind_text (statement, 5, base_note);
  mdg_statement_bind_int (statement, 6, base_revision);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_outbox_add_note (MdgAccountBook *book,
                     MdgDatabase *database,
                     const char *account_id,
                     const char *note,
                     gint64 now,
                     GError **error)
{
  g_autoptr (MdgAccountRow) shown
      = mdg_account_book_get_account (book, database, account_id, error);
  g_autofree char *base = NULL, *service_note = NULL;
  gint64 open = 0, revision = 0;
  gboolean good;

  if (shown == NULL || !check_note (note, error))
    return FALSE;
  if (g_str_equal (shown->account->note, note))
    return TRUE;
  if (!find_open_note (book, database, account_id, &open, &base, error)
      || !get_base (book, database, account_id, &service_note, &revision, error))
    return FALSE;
  if (open != 0 && g_strcmp0 (base, note) == 0)
    return drop_entry (book, database, open, account_id, error);
  if (open != 0)
    good = change_entry (book, database,
                         "UPDATE outbox SET note = ?3 WHERE list = ?1 AND number = ?2", open, note,
                         0, error);
  else
    good = insert_note (book, database, account_id, note, shown->account->note, revision, now,
                        error);
  return good && mdg_book_lay_over (book, database, account_id, error);
}

gboolean
mdg_outbox_add_cancellation (MdgAccountBook *book,
                             MdgDatabase *database,
                             const char *account_id,
                             gint64 now,
                             GError **error)
{
  g_autoptr (MdgAccountRow) shown
      = mdg_account_book_get_account (book, database, account_id, error);
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (MdgStatement) statement = NULL;

  if (shown == NULL)
    return FALSE;
  if (shown->account->status != MDG_ACCOUNT_USABLE)
    {
      mdg_set_error (error, MDG_ERROR_NOT_CANCELLABLE, "The account is “%s”",
                     mdg_account_status_nick (shown->account->status));
      return FALSE;
    }
  statement = mdg_book_prepare (
      book, database,
      "INSERT INTO outbox (list, kind, key, made_at, account_id) VALUES (?1, 1, ?2, ?3, ?4)",
      error);
  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 1, key);
  mdg_statement_bind_int (statement, 2, now);
  mdg_statement_bind_text (statement, 3, account_id);
  return mdg_statement_run (statement, error)
         && mdg_book_lay_over (book, database, account_id, error);
}

/* How many レセコン連携 accounts wait to be applied for; -1 with @error. */
static int
count_waiting (MdgAccountBook *book,
               MdgDatabase *database,
               const char *institution_code,
               GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_book_prepare (book, database,
                          "SELECT coalesce (sum (count), 0) FROM outbox WHERE list = ?1"
                          " AND institution_code = ?2 AND account_kind = 1 AND state <= 1",
                          error);

  if (statement != NULL)
    mdg_statement_bind_text (statement, 1, institution_code);
  return mdg_book_run (statement, NULL, error) ? (int)mdg_statement_get_int (statement, 0) : -1;
}

/* By what is known of the facility; where nothing is known the service will judge. */
static gboolean
check_application (MdgAccountBook *book,
                   MdgDatabase *database,
                   const MdgApplicationRequest *request,
                   GError **error)
{
  gint64 when;
  g_autoptr (GError) unknown = NULL;
  g_autoptr (MdgFacility) facility
      = mdg_account_book_get_facility (book, database, request->institution_code, &when, &unknown);
  int limit, waiting = count_waiting (book, database, request->institution_code, error);
  GError *too_many;

  if (waiting < 0)
    return FALSE;
  if (facility == NULL)
    return TRUE;
  if (!facility->use_started)
    {
      mdg_set_error (error, MDG_ERROR_USE_NOT_STARTED, "Its 利用開始申請 is not complete");
      return FALSE;
    }
  limit = request->kind == MDG_ACCOUNT_APP ? facility->app_limit
                                           : MAX (facility->linkage_left - waiting, 0);
  if (request->count <= limit)
    return TRUE;
  too_many = mdg_error_new (MDG_ERROR_LIMIT_EXCEEDED, "There may be %d at most", limit);
  mdg_error_set_limit (too_many, limit);
  mdg_error_set_field (too_many, "count");
  g_propagate_error (error, too_many);
  return FALSE;
}

gboolean
mdg_outbox_add_application (MdgAccountBook *book,
                            MdgDatabase *database,
                            const MdgApplicationRequest *request,
                            gint64 now,
                            GError **error)
{
  g_autofree char *json = mdg_application_request_to_json (request);
  g_autoptr (MdgApplicationRequest) good = mdg_application_request_parse (json, -1, error);
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (MdgStatement) statement = NULL;

  if (good == NULL || !check_application (book, database, request, error))
    return FALSE;
  statement = mdg_book_prepare (book, database,
                                "INSERT INTO outbox (list, kind, key, made_at, institution_code,"
                                " account_kind, count) VALUES (?1, 2, ?2, ?3, ?4, ?5, ?6)",
                                error);
  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 1, key);
  mdg_statement_bind_int (statement, 2, now);
  mdg_statement_bind_text (statement, 3, request->institution_code);
  mdg_statement_bind_int (statement, 4, request->kind);
  mdg_statement_bind_int (statement, 5, request->count);
  return mdg_statement_run (statement, error);
}

/* Sending ------------------------------------------------------------------------------------- */

static MdgOutboxJob *
read_job (MdgStatement *statement)
{
  MdgOutboxJob *job = g_new0 (MdgOutboxJob, 1);

  job->number = mdg_statement_get_int (statement, 0);
  job->kind = (MdgOutboxKind)mdg_statement_get_int (statement, 1);
  job->account_id = g_strdup (mdg_statement_get_text (statement, 4));
  job->note = g_strdup (mdg_statement_get_text (statement, 5));
  job->key = g_strdup (mdg_statement_get_text (statement, 14));
  job->base_revision = mdg_statement_get_int (statement, 15);
  if (job->kind == MDG_OUTBOX_APPLICATION)
    job->request = read_request (statement);
  return job;
}

MdgOutboxJob *
mdg_outbox_take (MdgAccountBook *book, MdgDatabase *database, GError **error)
{
  g_autoptr (MdgOutboxJob) job = NULL;
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      ENTRY_COLUMNS "AND state <= 1 AND NOT EXISTS (SELECT 1 FROM outbox AS earlier"
                    " WHERE earlier.list = outbox.list AND earlier.account_id = outbox.account_id"
                    " AND earlier.number < outbox.number AND earlier.state = 2)"
                    " ORDER BY number LIMIT 1",
      error);
  gboolean found = FALSE;

  if (!mdg_book_run (statement, &found, error))
    return NULL;
  if (!found)
    return g_new0 (MdgOutboxJob, 1);
  job = read_job (statement);
  if (!change_entry (book, database,
                     "UPDATE outbox SET state = 1, tries = tries + 1 WHERE list = ?1"
                     " AND number = ?2",
                     job->number, NULL, 0, error))
    return NULL;
  return g_steal_pointer (&job);
}

gboolean
mdg_outbox_settle (MdgAccountBook *book,
                   MdgDatabase *database,
                   gint64 number,
                   const MdgAccount *account,
                   const MdgAccountApplication *application,
                   GError **error)
{
  g_autoptr (MdgOutboxEntry) entry = find_entry (book, database, number, error);

  if (entry == NULL || !drop_entry (book, database, number, NULL, error))
    return FALSE;
  if (application != NULL && !mdg_account_book_put_application (book, database, application, error))
    return FALSE;
  if (account != NULL && !mdg_account_book_put (book, database, account, error))
    return FALSE;
  return entry->account_id == NULL || mdg_book_lay_over (book, database, entry->account_id, error);
}

/* Under another key, over another revision: it is another request. */
static gboolean
send_anew (MdgAccountBook *book,
           MdgDatabase *database,
           gint64 number,
           const char *note,
           const char *base_note,
           gint64 revision,
           GError **error)
{
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (MdgStatement) statement = mdg_book_prepare (
      book, database,
      "UPDATE outbox SET state = " WAITING ", tries = 0, key = ?3, note = ?4, base_note = ?5,"
      " base_revision = ?6, their_note = NULL, their_revision = NULL"
      " WHERE list = ?1 AND number = ?2",
      error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 1, number);
  mdg_statement_bind_text (statement, 2, key);
  mdg_statement_bind_text (statement, 3, note);
  mdg_statement_bind_text (statement, 4, base_note);
  mdg_statement_bind_int (statement, 5, revision);
  return mdg_statement_run (statement, error);
}

/* What the person wrote after it, before the conflict was known, is what stands against theirs. */
static gboolean
take_over_later (MdgAccountBook *book,
                 MdgDatabase *database,
                 const MdgOutboxEntry *entry,
                 GError **error)
{
  g_autofree char *base = NULL;
  g_autoptr (MdgOutboxEntry) later = NULL;
  gint64 number = 0;

  if (!find_open_note (book, database, entry->account_id, &number, &base, error))
    return FALSE;
  if (number <= entry->number)
    return TRUE;
  later = find_entry (book, database, number, error);
  return later != NULL
         && change_entry (book, database,
                          "UPDATE outbox SET note = ?3 WHERE list = ?1 AND number = ?2",
                          entry->number, later->note, 0, error)
         && drop_entry (book, database, number, NULL, error);
}

gboolean
mdg_outbox_oppose (MdgAccountBook *book,
                   MdgDatabase *database,
                   gint64 number,
                   const MdgAccount *theirs,
                   GError **error)
{
  g_autoptr (MdgOutboxEntry) entry = find_entry (book, database, number, error);

  if (entry == NULL)
    return FALSE;
  if (g_strcmp0 (entry->note, theirs->note) == 0)
    return mdg_outbox_settle (book, database, number, theirs, NULL, error);
  if (!mdg_account_book_put (book, database, theirs, error))
    return FALSE;
  if (g_strcmp0 (entry->base_note, theirs->note) == 0)
    return send_anew (book, database, number, entry->note, theirs->note, theirs->revision, error);
  return take_over_later (book, database, entry, error)
         && change_entry (book, database,
                          "UPDATE outbox SET state = 2, their_note = ?3, their_revision = ?4"
                          " WHERE list = ?1 AND number = ?2",
                          number, theirs->note, theirs->revision, error)
         && mdg_book_lay_over (book, database, entry->account_id, error);
}

gboolean
mdg_outbox_refuse (MdgAccountBook *book,
                   MdgDatabase *database,
                   gint64 number,
                   const GError *reason,
                   GError **error)
{
  g_autoptr (MdgOutboxEntry) entry = find_entry (book, database, number, error);
  const char *nick = mdg_error_code_nick (reason->domain == MDG_ERROR ? (MdgErrorCode)reason->code
                                                                      : MDG_ERROR_FAILED);

  return entry != NULL
         && change_entry (book, database,
                          "UPDATE outbox SET state = 3, reason = ?3,"
                          " allowed = CASE WHEN ?4 >= 0 THEN ?4 END"
                          " WHERE list = ?1 AND number = ?2",
                          number, nick, mdg_error_get_limit (reason), error)
         && (entry->account_id == NULL
             || mdg_book_lay_over (book, database, entry->account_id, error));
}

/* Deciding ------------------------------------------------------------------------------------ */

gboolean
mdg_outbox_decide (MdgAccountBook *book,
                   MdgDatabase *database,
                   gint64 number,
                   MdgDecision decision,
                   const char *edited,
                   GError **error)
{
  g_autoptr (MdgOutboxEntry) entry = find_entry (book, database, number, error);
  const char *note = edited;
  g_autofree char *base = NULL;
  gint64 revision = 0;

  if (entry == NULL)
    return FALSE;
  if (entry->state != MDG_OUTBOX_CONFLICT)
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "There is nothing to decide");
      return FALSE;
    }
  if (decision != MDG_DECIDE_EDITED)
    note = decision == MDG_DECIDE_MINE ? entry->note : entry->their_note;
  if (note == NULL || !check_note (note, error)
      || !get_base (book, database, entry->account_id, &base, &revision, error))
    return FALSE;
  /* Decided over what the person saw: if theirs has changed once more, it is a conflict again. */
  if (g_str_equal (note, entry->their_note))
    return drop_entry (book, database, number, entry->account_id, error);
  if (!g_str_equal (base, entry->their_note))
    revision = -1;
  return send_anew (book, database, number, note, entry->their_note, MAX (revision, 0), error)
         && mdg_book_lay_over (book, database, entry->account_id, error);
}

gboolean
mdg_outbox_dismiss (MdgAccountBook *book, MdgDatabase *database, gint64 number, GError **error)
{
  g_autoptr (MdgOutboxEntry) entry = find_entry (book, database, number, error);

  if (entry == NULL)
    return FALSE;
  if (entry->state == MDG_OUTBOX_REFUSED
      || (entry->state == MDG_OUTBOX_WAITING && entry->tries == 0))
    return drop_entry (book, database, number, entry->account_id, error);
  mdg_set_error (error, MDG_ERROR_IN_USE, "The entry is on its way");
  return FALSE;
}
