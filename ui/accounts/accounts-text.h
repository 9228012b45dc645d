/* accounts-text.h: the words of the account list: kinds, statuses, ages, what waits. No display. */
#pragma once

#include "accounts/account-row.h"
#include "accounts/outbox-entry.h"
#include "dates.h"

G_BEGIN_DECLS

/* 「マイナ資格確認アプリ」「レセコン連携」. Static. */
const char *mdg_account_kind_text (MdgAccountKind kind);

/* ステータス: 「利用可」「利用可（解除予定）」… Static. */
const char *mdg_account_status_text (MdgAccountStatus status);

/* Status and what of the row waits or is to be decided: 「利用可・未送信」. Returns: (transfer full) */
char *mdg_account_row_status_text (const MdgAccountRow *row);

/* 「受付」「手続き中」「完了」. Static. */
const char *mdg_application_status_text (MdgApplicationStatus status);

/* What comes next and how long it takes ([2] p.13). Static. */
const char *mdg_application_next_text (MdgApplicationStatus status);

/* How long ago: 「たった今」「5分前」「3日前」. Seconds since 1970. Returns: (transfer full) */
char *mdg_age_text (gint64 when, gint64 now);

/* What an entry asks for, in one line. Returns: (transfer full) */
char *mdg_outbox_entry_title (const MdgOutboxEntry *entry);

/* How it stands with it, and what to do. Returns: (transfer full) */
char *mdg_outbox_entry_detail (const MdgOutboxEntry *entry);

/* Why the service refused something, and what to do where there is something. @limit: how many there may be, -1: not
 * known. Returns: (transfer full) */
char *mdg_account_refusal_text (MdgErrorCode reason, int limit);

/* 備考, or words for none. Static or owned by the caller. */
const char *mdg_account_note_text (const char *note);

/* 備考 is one line: what was typed or pasted, with a space where a line ended, and none around it.
 * Returns: (transfer full) */
char *mdg_account_note_line (const char *typed);

G_END_DECLS
