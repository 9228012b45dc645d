/* issue-notice.h: the 電子証明書発行通知書 (F5, facts.md 5.3): リクエストID and リファレンスID, without which a
 * certificate cannot be downloaded, the 端末名称 and the download deadline (ダウンロード期限). The two IDs are kept in
 * the vault, the rest in the cache. Main thread; work on the cache's thread. */
#pragma once

#include "core/secret.h"
#include "store/cache.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;              /* 0: not kept yet */
  char *institution_code; /* 10 digits; "" when not typed */
  char *terminal_name;    /* 端末名称 */
  char *deadline;         /* last day to download, local calendar, "2026-08-31" */
  gint64 downloaded_at;   /* seconds since 1970; 0: not yet: reminders go on */
  MdgSecret *request_id;  /* リクエストID; (nullable) in lists */
  MdgSecret *reference_id;/* リファレンスID; (nullable) in lists */
} MdgIssueNotice;

MdgIssueNotice *mdg_issue_notice_new (void);
MdgIssueNotice *mdg_issue_notice_copy (const MdgIssueNotice *notice);
void mdg_issue_notice_free (MdgIssueNotice *notice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgIssueNotice, mdg_issue_notice_free)

/* The last second of the deadline's day, seconds since 1970; 0 when it is no date. */
gint64 mdg_issue_notice_deadline (const MdgIssueNotice *notice);

/* Keeps @notice: a new one when its id is 0, else in its place; IDs that are NULL stay as they are. Errors
 * (finish): MDG_ERROR_INVALID_INPUT with field "deadline", "institution_code", "request_id" or "reference_id", those
 * of cache and vault. Returns (finish): its id, 0 on failure */
void mdg_issue_notice_save_async (MdgCache *cache, const MdgIssueNotice *notice, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
gint64 mdg_issue_notice_save_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* With its IDs, to be shown or printed on the person's wish. Returns (finish): (transfer full) */
void mdg_issue_notice_load_async (MdgCache *cache, gint64 id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
MdgIssueNotice *mdg_issue_notice_load_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* Without the IDs, nearest deadline first. Returns (finish): (transfer full) (element-type MdgIssueNotice) */
void mdg_issue_notice_list_async (MdgCache *cache, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer data);
GPtrArray *mdg_issue_notice_list_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* Takes it away with its IDs. */
void mdg_issue_notice_remove_async (MdgCache *cache, gint64 id, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer data);
gboolean mdg_issue_notice_remove_finish (MdgCache *cache, GAsyncResult *result, GError **error);

G_END_DECLS
