/* outbox.c: what people ask for, until the service has it.
 *
 * An entry is waiting until it is taken for sending; from then on it is "sent" until the service
 * has answered, over crashes and restarts, and is sent again as it was, under its key. For one
 * account there is at most one 備考 that waits, besides one that is sent; and a 備考 in conflict
 * holds up what follows for that account. SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/outbox-private.h"

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

MdgApplicationRequest *
mdg_outbox_read_request (MdgStatement *statement)
{
  return mdg_application_request_new (mdg_statement_get_text (statement, 8),
                                      (MdgAccountKind)mdg_statement_get_int (statement, 9),
                                      (int)mdg_statement_get_int (statement, 10));
}

static gpointer
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
    entry->request = mdg_outbox_read_request (statement);
  entry->reason = mdg_error_code_from_nick (mdg_statement_get_text (statement, 11));
  entry->limit
      = mdg_statement_is_null (statement, 12) ? -1 : (int)mdg_statement_get_int (statement, 12);
  entry->tries = (guint)mdg_statement_get_int (statement, 13);
  entry->institution_name = g_strdup (mdg_statement_get_text (statement, 17));
  return entry;
}

GPtrArray *
mdg_outbox_list (MdgAccountBook *book, MdgDatabase *database, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_book_prepare (book, database, MDG_OUTBOX_COLUMNS "ORDER BY number", error);

  return mdg_book_read_all (statement, read_entry, (GDestroyNotify)mdg_outbox_entry_free, error);
}

MdgOutboxEntry *
mdg_outbox_find (MdgAccountBook *book, MdgDatabase *database, gint64 number, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_book_prepare (book, database, MDG_OUTBOX_COLUMNS "AND number = ?2", error);
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

gboolean
mdg_outbox_drop (MdgAccountBook *book,
                 MdgDatabase *database,
                 gint64 number,
                 const char *account_id,
                 GError **error)
{
  return mdg_book_change (book, database, "DELETE FROM outbox WHERE list = ?1 AND number = ?2",
                          error, MDG_BIND_INT (number))
         && (account_id == NULL || mdg_book_lay_over (book, database, account_id, error));
}

gboolean
mdg_outbox_change_note (MdgAccountBook *book,
                        MdgDatabase *database,
                        gint64 number,
                        const char *note,
                        GError **error)
{
  return mdg_book_change (book, database,
                          "UPDATE outbox SET note = ?3 WHERE list = ?1 AND number = ?2", error,
                          MDG_BIND_INT (number), MDG_BIND_TEXT (note));
}

gboolean
mdg_outbox_send_anew (MdgAccountBook *book,
                      MdgDatabase *database,
                      gint64 number,
                      const char *note,
                      const char *base_note,
                      gint64 revision,
                      GError **error)
{
  g_autofree char *key = g_uuid_string_random ();

  return mdg_book_change (book, database,
                          "UPDATE outbox SET state = " WAITING
                          ", tries = 0, key = ?3, note = ?4, base_note = ?5,"
                          " base_revision = ?6, their_note = NULL, their_revision = NULL"
                          " WHERE list = ?1 AND number = ?2",
                          error, MDG_BIND_INT (number), MDG_BIND_TEXT (key), MDG_BIND_TEXT (note),
                          MDG_BIND_TEXT (base_note), MDG_BIND_INT (revision));
}

/* Asking -------------------------------------------------------------------------------------- */

static gboolean
check_note (const char *note, GError **error)
{
  if (mdg_account_note_check (note))
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

gboolean
mdg_outbox_find_open_note (MdgAccountBook *book,
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

  return mdg_book_change (book, database,
                          "INSERT INTO outbox (list, kind, key, made_at, account_id, note,"
                          " base_note, base_revision) VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6, ?7)",
                          error, MDG_BIND_TEXT (key), MDG_BIND_INT (now),
                          MDG_BIND_TEXT (account_id), MDG_BIND_TEXT (note),
                          MDG_BIND_TEXT (base_note), MDG_BIND_INT (base_revision));
}

/* Over a text that is gone meanwhile it is made at no revision there is: the service will oppose,
 * and it is decided by a person. */
static gboolean
insert_over (MdgAccountBook *book,
             MdgDatabase *database,
             const MdgAccount *account,
             const char *note,
             const char *shown,
             gint64 revision,
             gint64 now,
             GError **error)
{
  gboolean seen = shown == NULL || g_str_equal (shown, account->note);

  return insert_note (book, database, account->id, note, seen ? account->note : shown,
                      seen ? revision : 0, now, error);
}

/* There is another 備考 that has not come to its end. */
static gboolean
add_to_pending (MdgAccountBook *book,
                MdgDatabase *database,
                const MdgAccount *account,
                const char *note,
                const char *shown,
                gint64 now,
                GError **error)
{
  g_autofree char *base = NULL, *service_note = NULL;
  gint64 open = 0, revision = 0;

  if (!mdg_outbox_find_open_note (book, database, account->id, &open, &base, error)
      || !get_base (book, database, account->id, &service_note, &revision, error))
    return FALSE;
  if (open == 0)
    return insert_over (book, database, account, note, shown, revision, now, error);
  return g_strcmp0 (base, note) == 0 ? mdg_outbox_drop (book, database, open, NULL, error)
                                     : mdg_outbox_change_note (book, database, open, note, error);
}

gboolean
mdg_outbox_add_note_to (MdgAccountBook *book,
                        MdgDatabase *database,
                        const MdgAccountRow *row,
                        const char *note,
                        const char *shown,
                        gint64 now,
                        GError **error)
{
  const MdgAccount *account = row->account;
  gboolean pending = (row->pending & MDG_PENDING_NOTE) != 0;

  if (!check_note (note, error))
    return FALSE;
  if (g_str_equal (account->note, note))
    return TRUE;
  if (pending)
    return add_to_pending (book, database, account, note, shown, now, error)
           && mdg_book_lay_over (book, database, account->id, error);
  mdg_book_touch (book, row->number);
  return insert_over (book, database, account, note, shown, account->revision, now, error)
         && mdg_book_change (book, database,
                             "UPDATE listed SET my_note = ?3 WHERE list = ?1 AND number = ?2",
                             error, MDG_BIND_INT (row->number), MDG_BIND_TEXT (note));
}

gboolean
mdg_outbox_add_note (MdgAccountBook *book,
                     MdgDatabase *database,
                     const char *account_id,
                     const char *note,
                     const char *shown,
                     gint64 now,
                     GError **error)
{
  g_autoptr (MdgAccountRow) row = mdg_account_book_get_account (book, database, account_id, error);

  return row != NULL && mdg_outbox_add_note_to (book, database, row, note, shown, now, error);
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

  if (shown == NULL)
    return FALSE;
  if (shown->account->status != MDG_ACCOUNT_USABLE)
    {
      mdg_set_error (error, MDG_ERROR_NOT_CANCELLABLE, "The account is “%s”",
                     mdg_account_status_nick (shown->account->status));
      return FALSE;
    }
  return mdg_book_change (
             book, database,
             "INSERT INTO outbox (list, kind, key, made_at, account_id) VALUES (?1, 1, ?2, ?3, ?4)",
             error, MDG_BIND_TEXT (key), MDG_BIND_INT (now), MDG_BIND_TEXT (account_id))
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

  if (good == NULL || !check_application (book, database, request, error))
    return FALSE;
  return mdg_book_change (book, database,
                          "INSERT INTO outbox (list, kind, key, made_at, institution_code,"
                          " account_kind, count) VALUES (?1, 2, ?2, ?3, ?4, ?5, ?6)",
                          error, MDG_BIND_TEXT (key), MDG_BIND_INT (now),
                          MDG_BIND_TEXT (request->institution_code), MDG_BIND_INT (request->kind),
                          MDG_BIND_INT (request->count));
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
  g_autoptr (MdgOutboxEntry) entry = mdg_outbox_find (book, database, number, error);
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
    return mdg_outbox_drop (book, database, number, entry->account_id, error);
  if (!g_str_equal (base, entry->their_note))
    revision = -1;
  return mdg_outbox_send_anew (book, database, number, note, entry->their_note, MAX (revision, 0),
                               error)
         && mdg_book_lay_over (book, database, entry->account_id, error);
}

gboolean
mdg_outbox_dismiss (MdgAccountBook *book, MdgDatabase *database, gint64 number, GError **error)
{
  g_autoptr (MdgOutboxEntry) entry = mdg_outbox_find (book, database, number, error);

  if (entry == NULL)
    return FALSE;
  if (entry->state == MDG_OUTBOX_REFUSED
      || (entry->state == MDG_OUTBOX_WAITING && entry->tries == 0))
    return mdg_outbox_drop (book, database, number, entry->account_id, error);
  mdg_set_error (error, MDG_ERROR_IN_USE, "The entry is on its way");
  return FALSE;
}
