/* facility-use.h: 利用状況 of one kind of account at a facility, as 追加申請 shows it ([2] p.11): ステータス, 利用開始年月日,
 * 利用終了年月日. The service tells the numbers alone; these are read off the list, what waits in the outbox left out. */
#pragma once

#include "accounts/account-book.h"

G_BEGIN_DECLS

#define MDG_N_ACCOUNT_KINDS (MDG_ACCOUNT_LINKAGE + 1)

typedef struct
{
  MdgAccountStatus status; /* of the best of its accounts: one in use, suspended, over; 利用不可（開始前） when none began */
  char started_on[11];     /* the first 利用開始年月日, "YYYY-MM-DD"; "": none */
  char ended_on[11];       /* when all are over: the last 利用終了年月日; else "" */
} MdgFacilityUse;

/* On the database's thread, as account-book.h. @use: (out) */
gboolean mdg_facility_use_get (MdgAccountBook *book, MdgDatabase *database, const char *institution_code,
                               MdgAccountKind kind, MdgFacilityUse *use, GError **error);

G_END_DECLS
