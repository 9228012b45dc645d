/* record.h: 操作の記録 (audit.h) for the main thread, and what of the vault could not be read. */
#pragma once

#include "store/audit.h"
#include "store/cache.h"

G_BEGIN_DECLS

/* A record of the vault that was set aside. */
typedef struct
{
  MdgUnreadableWhy why;
  gint64 found_at; /* seconds since 1970 */
  char *kind;
  char *owner;
} MdgUnreadable;

/* The record as it was read. */
typedef struct
{
  GPtrArray *events;     /* (element-type MdgAuditEvent): the newest first */
  GPtrArray *unreadable; /* (element-type MdgUnreadable): same */
  MdgAuditVerdict verdict;
} MdgRecord;

void mdg_record_free (MdgRecord *record);

/* Adds a row, as mdg_audit_append() says. @cache: (nullable): there is nowhere to write it; @callback: (nullable): a failure is
 * logged. @when: seconds since 1970. */
void mdg_record_note_async (MdgCache *cache, gint64 when, const char *by_whom, const char *act, const char *what,
                            const char *of_whom, GAsyncReadyCallback callback, gpointer data);
gboolean mdg_record_note_finish (GAsyncResult *result, GError **error);

/* What was set aside at @since (seconds since 1970) or after it. Returns (finish): (transfer full) (nullable) (element-type MdgUnreadable):
 * the newest first */
void mdg_record_list_unreadable_async (MdgCache *cache, gint64 since, GCancellable *cancellable, GAsyncReadyCallback callback,
                                       gpointer data);
GPtrArray *mdg_record_list_unreadable_finish (GAsyncResult *result, GError **error);

/* Reads and verifies all of it. Returns (finish): (transfer full) (nullable) */
void mdg_record_read_async (MdgCache *cache, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgRecord *mdg_record_read_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgRecord, mdg_record_free)

G_END_DECLS
