/* sheet-run.h: hands out the backup sheets of some entries, and has it recorded (B3). */
#pragma once

#include "authenticator/authenticator-desk.h"
#include "widgets/page.h"

G_BEGIN_DECLS

/* Prints the sheets of @numbers (of gint64), or with @save saves them as one PDF, and says on @page what came of it; @page is busy
 * meanwhile. At most MDG_OTP_SHEETS_MAX. */
void mdg_sheet_run (MdgAuthenticatorDesk *desk, MdgPageFrame *page, GArray *numbers, gboolean save);

G_END_DECLS
