/* account-query.h: which rows of the list, in which order. Plain struct. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_SORT_ID,        /* アカウントID */
  MDG_SORT_NOTE,      /* 備考 */
  MDG_SORT_STATUS,    /* ステータス */
  MDG_SORT_STARTED,   /* 利用開始年月日 */
  MDG_SORT_ENDED,     /* 利用終了年月日 */
  MDG_SORT_SUSPENDED, /* 利用停止年月日 */
  MDG_SORT_FACILITY   /* 施設名 */
} MdgAccountSort;

/* Rows without the sorted value come last either way; rows that are alike stand by ID. */
typedef struct
{
  MdgAccountSort sort;
  gboolean descending;
  guint kinds;        /* bits 1 << MdgAccountKind; 0: all */
  guint statuses;     /* bits 1 << MdgAccountStatus; 0: all */
  gboolean pending;   /* only what waits in the outbox or is in conflict */
  const char *search; /* (nullable): words, each of which stands in ID, 備考, 施設名 or 機関コード, at the beginning or
                         in the middle, whatever its width, case or kana */
} MdgAccountQuery;

/* Whether it is about all accounts, by ID. */
static inline gboolean
mdg_account_query_is_plain (const MdgAccountQuery *query)
{
  return query->sort == MDG_SORT_ID && !query->descending && query->kinds == 0 && query->statuses == 0
         && !query->pending && (query->search == NULL || *query->search == '\0');
}

G_END_DECLS
