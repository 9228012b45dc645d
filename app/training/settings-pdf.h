/* settings-pdf.h: issues 「ユーザ設定情報」 as PDF, with the fields and the layout of [2] p.17 (レセコン連携)
 * and [3] (マイナ資格確認アプリ), marked as the training's. Pure; any thread. */
#pragma once

#include "contract/account-settings.h"

G_BEGIN_DECLS

/* @settings: with everything its kind has. The same settings give the same bytes. Errors:
 * MDG_ERROR_FAILED. Returns: (transfer full) (nullable) */
MdgSecret *mdg_settings_pdf_issue (const MdgAccountSettings *settings, GError **error);

G_END_DECLS
