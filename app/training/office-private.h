/* office-private.h: what the office's files share: office.c (資格確認アカウント), office-portal.c, office-start.c and
 * office-mails.c (the portal). */
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

/* Seconds since 1970, by the service's clock. */
gint64 mdg_office_now (MdgOffice *office);

/* @facility without what only its 施術管理者 knows. Returns: (transfer full) */
MdgPortalFacility *mdg_office_show_facility (const MdgPortalFacility *facility);

/* The portal's mails: with the link, that 利用開始申請 was received, and that it is done. */
gboolean mdg_office_send_link (MdgOffice *office,
                               const MdgLedgerUser *user,
                               const MdgPortalFacility *facility,
                               const char *link,
                               GError **error);
gboolean mdg_office_send_received (MdgOffice *office,
                                   const MdgLedgerUser *user,
                                   const MdgPortalFacility *facility,
                                   const MdgPortalStart *start,
                                   GError **error);
gboolean mdg_office_send_done (MdgOffice *office,
                               const char *mail_address,
                               const MdgPortalFacility *facility,
                               const MdgPortalStart *start,
                               GError **error);

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
