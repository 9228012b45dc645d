/* notice-row.h: one 電子証明書発行通知書: whose, until when; its two IDs only when asked for, and covered again. */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_NOTICE_ROW (mdg_notice_row_get_type ())
G_DECLARE_FINAL_TYPE (MdgNoticeRow, mdg_notice_row, MDG, NOTICE_ROW, GtkWidget)

/* Signals: "failed" (GError *error), "told" (string title, string body): something to be said at the page's top.
 * @notice: copied. @training: whether its sheet says so. */
GtkWidget *mdg_notice_row_new (MdgCertificateDesk *desk, const MdgIssueNotice *notice, gboolean training);

gint64 mdg_notice_row_get_id (MdgNoticeRow *row);

/* What is known of it now; the IDs stay as shown. */
void mdg_notice_row_set (MdgNoticeRow *row, const MdgIssueNotice *notice);

G_END_DECLS
