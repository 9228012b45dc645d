/* account-columns.h: the columns of 資格確認アカウント管理 as text: how they are headed in the portal ([2] p.15) and in
 * exports, how statuses and days are written, and what people and spreadsheets make of them. These are words of a
 * file format: Japanese in every language. Any thread. */
#pragma once

#include "contract/accounts.h"

G_BEGIN_DECLS

/* The portal's six columns in its order, then two that exports have besides. */
typedef enum
{
  MDG_COLUMN_ID,          /* アカウントID */
  MDG_COLUMN_NOTE,        /* 備考（利用者名、端末名等） */
  MDG_COLUMN_STATUS,      /* ステータス */
  MDG_COLUMN_STARTED,     /* 利用開始年月日 */
  MDG_COLUMN_ENDED,       /* 利用終了年月日 */
  MDG_COLUMN_SUSPENDED,   /* 利用停止年月日 */
  MDG_COLUMN_INSTITUTION, /* 機関コード */
  MDG_COLUMN_FACILITY     /* 施設名 */
} MdgAccountColumn;

#define MDG_N_PORTAL_COLUMNS 6
#define MDG_N_COLUMNS 8

/* As the document writes it. Static */
const char *mdg_account_column_heading (MdgAccountColumn column);

/* Width, spaces, the mark of the sorted column and some usual other names do not matter.
 * @column: (out) (optional) */
gboolean mdg_account_column_recognise (const char *heading, MdgAccountColumn *column);

/* What stands in a column; "" for nothing. Within @account, or static */
const char *mdg_account_column_text (const MdgAccount *account, MdgAccountColumn column);

/* ステータス as the documents write it. Static */
const char *mdg_account_status_label (MdgAccountStatus status);

/* @status: (out) (optional) */
gboolean mdg_account_status_recognise (const char *text, MdgAccountStatus *status);

/* A day as the portal (2024-08-01) or a spreadsheet (2024/8/1, 2024.8.1, 2024年8月1日) writes it, of any width.
 * @day: (out) (transfer full) (nullable): "YYYY-MM-DD"; NULL when there is none. Returns: FALSE when it is no day */
gboolean mdg_account_day_read (const char *text, char **day);

/* アカウントID and 機関コード without spaces, hyphens and full-width characters, in capitals. A code of nine digits
 * that is one with a 0 before it (prefecture, check digit where there is one) lost that to a spreadsheet and gets it back. Returns: (transfer full); whatever it is */
char *mdg_account_id_read (const char *text);
char *mdg_institution_code_read (const char *text);

G_END_DECLS
