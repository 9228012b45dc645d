/* notice-sheet.h: the printed record of a 電子証明書発行通知書 (F5): リクエストID, リファレンスID, 端末名称, ダウンロード期限. One A4
 * page on a bare cairo_t, in points. */
#pragma once

#include <cairo.h>

#include "certificates/issue-notice.h"

G_BEGIN_DECLS

typedef struct _MdgNoticeSheet MdgNoticeSheet;

/* @notice: with its IDs; copied. @printed_at: seconds since 1970. Returns: (transfer full) */
MdgNoticeSheet *mdg_notice_sheet_new (const MdgIssueNotice *notice, gint64 printed_at, gboolean training);
void mdg_notice_sheet_free (MdgNoticeSheet *sheet);

/* A file name for the PDF, without a secret. Returns: (transfer full) */
char *mdg_notice_sheet_suggest_name (MdgNoticeSheet *sheet);

/* Draws the page on paper of @width x @height points: A4 as it is, on any other made to fit, in the middle. */
void mdg_notice_sheet_draw_on (MdgNoticeSheet *sheet, cairo_t *cr, double width, double height);

/* Errors: MDG_ERROR_FAILED. Any thread. Returns: (transfer full) (nullable): the file's bytes, secret as they
 * hold the IDs */
MdgSecret *mdg_notice_sheet_to_pdf (MdgNoticeSheet *sheet, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgNoticeSheet, mdg_notice_sheet_free)

G_END_DECLS
