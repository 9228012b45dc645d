/* account-row.h: one row of 資格確認アカウント管理 as the terminal knows it: what the service said last,
 * with what still waits in the outbox laid over it. Plain struct. */
#pragma once

#include "contract/accounts.h"

G_BEGIN_DECLS

/* What of a row has not reached the service yet, or came back. */
typedef enum
{
  MDG_PENDING_NOTE = 1 << 0,         /* 備考 waits to be sent */
  MDG_PENDING_CANCELLATION = 1 << 1, /* 解除申請 waits to be sent; shown as 利用可（解除予定） already */
  MDG_PENDING_CONFLICT = 1 << 2      /* somebody else changed it meanwhile: a person has to decide */
} MdgPending;

typedef struct
{
  gint64 number;       /* in the cache; names the row as long as it is on the list */
  MdgAccount *account; /* with the outbox laid over it */
  MdgAccountKind kind;
  guint pending; /* bits of MdgPending */
} MdgAccountRow;

void mdg_account_row_free (MdgAccountRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgAccountRow, mdg_account_row_free)

G_END_DECLS
