/* outbox-private.h: entries of the outbox from inside. */
#pragma once

#include "accounts/account-book-private.h"
#include "accounts/outbox.h"

G_BEGIN_DECLS

/* In the order of the numbers: the index by account would have them sorted. */
#define MDG_OUTBOX_COLUMNS                                                                                             \
  "SELECT number, kind, state, made_at, account_id, note, base_note, their_note,"                                      \
  " outbox.institution_code, account_kind, count, reason, allowed, tries, key, base_revision,"                         \
  " their_revision, coalesce (outbox.institution_name, (SELECT institution_name FROM listed"                           \
  "  WHERE listed.list = outbox.list AND listed.account_id = outbox.account_id),"                                      \
  " (SELECT institution_name FROM listed WHERE listed.list = outbox.list"                                              \
  "  AND listed.institution_code = outbox.institution_code LIMIT 1))"                                                  \
  " FROM outbox NOT INDEXED WHERE list = ?1 "

/* What is asked for in an application. @statement: of MDG_OUTBOX_COLUMNS */
MdgApplicationRequest *mdg_outbox_read_request (MdgStatement *statement);

/* Errors: MDG_ERROR_NOT_FOUND. Returns: (transfer full) (nullable) */
MdgOutboxEntry *mdg_outbox_find (MdgAccountBook *book, MdgDatabase *database, gint64 number, GError **error);

/* Takes the entry away. @account_id: (nullable): whose row is laid over anew */
gboolean mdg_outbox_drop (MdgAccountBook *book, MdgDatabase *database, gint64 number, const char *account_id,
                          GError **error);

/* An earlier 備考 for the account whose text may still be changed: never sent, or in conflict.
 * @number: (out): 0: none. @base: (out) (transfer full) (nullable): what it was written over */
gboolean mdg_outbox_find_open_note (MdgAccountBook *book, MdgDatabase *database, const char *account_id, gint64 *number,
                                    char **base, GError **error);

/* The entry waits again, with @note over @base_note and @revision, under another key: it is another request. */
gboolean mdg_outbox_send_anew (MdgAccountBook *book, MdgDatabase *database, gint64 number, const char *note,
                               const char *base_note, gint64 revision, GError **error);

/* Another text for an entry that mdg_outbox_find_open_note() found. */
gboolean mdg_outbox_change_note (MdgAccountBook *book, MdgDatabase *database, gint64 number, const char *note,
                                 GError **error);

G_END_DECLS
