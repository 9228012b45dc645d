/* settings-text.h: the words of 「ユーザ設定情報」: why a file was refused, what is doubtful, what happened to an account.
 * No display. */
#pragma once

#include "accounts/account-event.h"
#include "accounts/settings-intake.h"

G_BEGIN_DECLS

/* Why a file was refused, and what to do. Static. */
const char *mdg_settings_verdict_text (MdgSettingsVerdict verdict);

/* Whether typing what stands on the paper is the way out. */
gboolean mdg_settings_verdict_wants_typing (MdgSettingsVerdict verdict);

/* What is doubtful about a field, to stand at it. Static. (nullable): nothing that a person has to look at */
const char *mdg_settings_doubt_text (MdgSettingsField field, MdgSettingsDoubt doubt);

/* How it stands with a file. Returns: (transfer full) */
char *mdg_intake_item_text (const MdgIntakeItem *item);

/* One line of 履歴: what happened. Returns: (transfer full) */
char *mdg_account_event_text (const MdgAccountEvent *event);

/* By which side, or by whom. Returns: (transfer full) */
char *mdg_account_event_side_text (const MdgAccountEvent *event);

G_END_DECLS
