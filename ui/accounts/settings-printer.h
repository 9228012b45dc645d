/* settings-printer.h: 「ユーザ設定情報」 of one account on paper, or as PDF. */
#pragma once

#include "contract/account-settings.h"
#include "print/sheet-printer.h"
#include "widgets/page.h"
#include "workplace.h"

G_BEGIN_DECLS

/* @note: (nullable): 備考 of the account. Returns: (transfer full) */
MdgSheetPrinter *mdg_settings_printer_new (MdgWorkplace *workplace, const MdgAccountSettings *settings, const char *note);

/* Says on @page what came of it; nothing of what failed or was cancelled. @path: (nullable): where it was saved */
void mdg_settings_printer_tell (MdgPageFrame *page, MdgSheetOutcome outcome, const char *path);

G_END_DECLS
