/* ledger-listed.h: what the ledger keeps about 資格確認アカウント: the list, applications and
 * mails. Only what is kept and how; the rules are in office.c. Each list
 * belongs to a keeper (an institution code). All errors are those of store/database.h. */
#pragma once

#include "contract/accounts.h"
#include "training/ledger.h"

G_BEGIN_DECLS

/* The number under which the ledger keeps since which revision every change is known. */
#define MDG_LEDGER_LIST_BEGINS "list-begins"

/* Which part of a list. */
typedef struct
{
  gint64 since;      /* -1: the whole list, by ID; otherwise what changed after it, by revision */
  const char *after; /* (nullable): the ID the last page ended with */
  int limit;
} MdgLedgerPart;

/* The newest revision there is; one that there has not been. -1 with @error. */
gint64 mdg_ledger_get_revision (MdgLedger *ledger);
gint64 mdg_ledger_take_revision (MdgLedger *ledger, GError **error);

/* Adds the scenario's list from row @first on, as it is at @now. */
gboolean mdg_ledger_add_list (MdgLedger *ledger,
                              const MdgScenario *scenario,
                              guint first,
                              gint64 now,
                              GError **error);

/* The list. The finders give NULL without @error when there is none. */
MdgPage *mdg_ledger_get_listed_page (MdgLedger *ledger,
                                     const char *keeper,
                                     const MdgLedgerPart *part,
                                     GError **error);
MdgAccount *
mdg_ledger_find_listed (MdgLedger *ledger, const char *keeper, const char *id, GError **error);
/* @account: gets its revision here. @serial: see ledger-2.sql. */
gboolean mdg_ledger_add_listed (MdgLedger *ledger,
                                const char *keeper,
                                MdgAccount *account,
                                gint64 serial,
                                GError **error);
/* Writes back what can change, with a new revision. @due_at: when it is over; 0: not by itself;
 * MDG_LEDGER_SAME_DUE: as it was. */
#define MDG_LEDGER_SAME_DUE (-1)
gboolean
mdg_ledger_save_listed (MdgLedger *ledger, MdgAccount *account, gint64 due_at, GError **error);
/* One that is over at @now. @due_at: (out). */
MdgAccount *mdg_ledger_find_due (MdgLedger *ledger, gint64 now, gint64 *due_at, GError **error);
/* The last serial that was given; -1 with @error. */
gint64 mdg_ledger_get_last_serial (MdgLedger *ledger, GError **error);

/* A login account for what an application brought. */
gboolean mdg_ledger_add_login (MdgLedger *ledger,
                               const MdgScenario *scenario,
                               const MdgAccount *account,
                               gint64 serial,
                               gint64 now,
                               GError **error);
/* Takes the account's login away, with its sessions. */
gboolean mdg_ledger_remove_login (MdgLedger *ledger, const MdgAccount *account, GError **error);

/* How it stands with a facility on @keeper's list; NULL without @error when it is not on it.
 * @linkage_ever: (out): レセコン連携 accounts that it has or had or has applied for. */
MdgFacility *mdg_ledger_find_facility (MdgLedger *ledger,
                                       const char *keeper,
                                       const char *institution_code,
                                       int *linkage_ever,
                                       GError **error);

/* Applications. */
MdgPage *mdg_ledger_get_application_page (MdgLedger *ledger,
                                          const char *keeper,
                                          const MdgLedgerPart *part,
                                          GError **error);
/* Gives it its ID and revision. */
gboolean mdg_ledger_add_application (MdgLedger *ledger,
                                     const char *keeper,
                                     MdgAccountApplication *application,
                                     GError **error);
/* Its status and when it was done, with a new revision. */
gboolean
mdg_ledger_save_application (MdgLedger *ledger, MdgAccountApplication *application, GError **error);
/* The oldest that is still @status and was received at or before @before. @keeper: (out). */
MdgAccountApplication *mdg_ledger_find_open (MdgLedger *ledger,
                                             MdgApplicationStatus status,
                                             gint64 before,
                                             char **keeper,
                                             GError **error);

/* Mails. @mailbox: a keeper's code, or the address of a user of the portal. */
MdgPage *mdg_ledger_get_mail_page (MdgLedger *ledger,
                                   const char *mailbox,
                                   const MdgLedgerPart *part,
                                   GError **error);
gboolean
mdg_ledger_add_mail (MdgLedger *ledger, const char *mailbox, const MdgMail *mail, GError **error);

G_END_DECLS
