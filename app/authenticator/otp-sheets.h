/* otp-sheets.h: the backup sheets (totp/registration-sheet.h) of one entry or many, a page each (B3). One thread at a time. */
#pragma once

#include "authenticator/otp-entry.h"
#include "totp/otpauth-uri.h"
#include "totp/registration-sheet.h"

G_BEGIN_DECLS

#define MDG_OTP_SHEETS_MAX 1000 /* pages of one print */

typedef struct _MdgOtpSheets MdgOtpSheets;

/* @printed_at: seconds since 1970; @by_whom: (nullable). Returns: (transfer full) */
MdgOtpSheets *mdg_otp_sheets_new (gint64 printed_at, const char *by_whom, gboolean training);
void mdg_otp_sheets_free (gpointer sheets);

/* One page more. Errors: those of the QR code. */
gboolean mdg_otp_sheets_add (MdgOtpSheets *sheets, const MdgOtpFacts *facts, const MdgOtpauthUri *uri, GError **error);

/* What a sheet printer does with them. The PDF is made only when every page scans: MDG_ERROR_NOT_SCANNABLE; it numbers the pages,
 * which are drawn on paper after it. G_IO_ERROR_CANCELLED: given up. */
guint mdg_otp_sheets_count_pages (gpointer sheets, double width, double height);
void mdg_otp_sheets_draw_page_on (gpointer sheets, guint page, cairo_t *cr, double width, double height);
MdgSecret *mdg_otp_sheets_to_pdf (gpointer sheets, GError **error);

/* While the PDF is made: how many of its pages are; and makes it stop at the next. Any thread. */
guint mdg_otp_sheets_count_checked (MdgOtpSheets *sheets);
void mdg_otp_sheets_give_up (MdgOtpSheets *sheets);

char *mdg_otp_sheets_suggest_name (gpointer sheets);

G_END_DECLS
