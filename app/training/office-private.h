/* office-private.h: what the office's files share: office.c (資格確認アカウント) and office-portal.c (the portal). */
#pragma once

#include "training/ledger-portal.h"
#include "training/office.h"

struct _MdgOffice
{
  MdgLedger *ledger;
  const MdgScenario *scenario;
  const MdgTrainingClock *clock;
  GPtrArray *directory; /* (nullable): the portal's facilities, once they were asked for */
};

/* The day in Japan. Returns: (transfer full) */
char *mdg_office_day_of (gint64 when);

/* Issues the @serial-th account that an application brings. Returns: (transfer full) (nullable): its ID */
char *mdg_office_issue (MdgOffice *office,
                        const char *keeper,
                        const MdgAccountApplication *application,
                        gint64 serial,
                        GError **error);

/* 利用開始申請 that came at or before @before are done. */
gboolean mdg_office_settle_starts (MdgOffice *office, gint64 before, GError **error);
