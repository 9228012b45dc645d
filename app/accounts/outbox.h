/* outbox.h: what waits to be sent, in the cache: each entry is written together with its effect on
 * the row, and taken away together with the service's answer. On the database's thread, inside the
 * caller's transaction, as account-book.h. */
#pragma once

#include "accounts/account-book.h"

G_BEGIN_DECLS

/* See account-desk.h. @shown: (nullable): the 備考 that the person saw; NULL: what stands there now. */
gboolean mdg_outbox_add_note (MdgAccountBook *book, MdgDatabase *database, const char *account_id, const char *note,
                              const char *shown, gint64 now, GError **error);
/* The same for an account whose @row was just read. */
gboolean mdg_outbox_add_note_to (MdgAccountBook *book, MdgDatabase *database, const MdgAccountRow *row,
                                 const char *note, const char *shown, gint64 now, GError **error);
gboolean mdg_outbox_add_cancellation (MdgAccountBook *book, MdgDatabase *database, const char *account_id, gint64 now,
                                      GError **error);
gboolean mdg_outbox_add_application (MdgAccountBook *book, MdgDatabase *database, const MdgApplicationRequest *request,
                                     gint64 now, GError **error);
gboolean mdg_outbox_decide (MdgAccountBook *book, MdgDatabase *database, gint64 number, MdgDecision decision,
                            const char *edited, GError **error);
gboolean mdg_outbox_dismiss (MdgAccountBook *book, MdgDatabase *database, gint64 number, GError **error);
GPtrArray *mdg_outbox_list (MdgAccountBook *book, MdgDatabase *database, GError **error);

/* What is to be sent next. */
typedef struct
{
  gint64 number; /* 0: there is nothing to send */
  MdgOutboxKind kind;
  char *key;
  char *account_id;
  char *note;
  gint64 base_revision;
  MdgApplicationRequest *request;
  guint tries; /* how often it has been sent, this time counted */
} MdgOutboxJob;

/* The oldest after entry @after (0: of all) that can be sent, marked as sent: whether it arrives is not known from here
 * on. It cannot while an earlier one about the same account, or an earlier application of the same facility, has not come
 * to its end; those about others do not hold it up. Returns: (transfer full) (nullable) */
MdgOutboxJob *mdg_outbox_take (MdgAccountBook *book, MdgDatabase *database, gint64 after, GError **error);
void mdg_outbox_job_free (MdgOutboxJob *job);

/* The service did it. @account or @application: (nullable): as it is now. */
gboolean mdg_outbox_settle (MdgAccountBook *book, MdgDatabase *database, gint64 number, const MdgAccount *account,
                            const MdgAccountApplication *application, GError **error);

/* The service has another revision, @theirs. Where nothing is to be decided (the same 備考, or one that was not
 * changed) it is settled or made to be sent again. */
gboolean mdg_outbox_oppose (MdgAccountBook *book, MdgDatabase *database, gint64 number, const MdgAccount *theirs,
                            GError **error);

/* A rule forbids it. Its effect goes, the entry stays with its reason. */
gboolean mdg_outbox_refuse (MdgAccountBook *book, MdgDatabase *database, gint64 number, const GError *reason,
                            GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgOutboxJob, mdg_outbox_job_free)

G_END_DECLS
