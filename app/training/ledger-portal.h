/* ledger-portal.h: what the ledger keeps about the portal for 施術所等: users, their sessions, 利用開始申請 and
 * 運用開始日. Only what is kept and how; the rules are in office-portal.c. All errors are those of
 * store/database.h; the finders give NULL without @error when there is none. */
#pragma once

#include "contract/portal.h"
#include "training/ledger-listed.h"

G_BEGIN_DECLS

#define MDG_LEDGER_LINK_BYTES 32

typedef struct
{
  gint64 id;
  char *mail_address;
  char *family_name;
  char *given_name;
  char *phone;
  char *registration; /* mdg_portal_number_to_word() */
  guint8 salt[MDG_PASSWORD_SALT_BYTES];
  guint8 password_hash[MDG_PASSWORD_HASH_BYTES];
  guint8 link_hash[MDG_LEDGER_LINK_BYTES];
  gint64 registered_at;
  gint64 confirmed_at; /* 0: not yet */
} MdgLedgerUser;

void mdg_ledger_user_free (MdgLedgerUser *user);
MdgLedgerUser *mdg_ledger_find_user (MdgLedger *ledger, const char *mail_address, GError **error);
MdgLedgerUser *mdg_ledger_find_link (MdgLedger *ledger, const guint8 *link_hash, GError **error);
MdgLedgerUser *mdg_ledger_get_user (MdgLedger *ledger, gint64 id, GError **error);

/* In place of one with that address who has not opened the link. @user: its id is not looked at. */
gboolean mdg_ledger_add_user (MdgLedger *ledger, const MdgLedgerUser *user, GError **error);
gboolean mdg_ledger_confirm_user (MdgLedger *ledger, gint64 id, gint64 now, GError **error);

/* Sessions of the portal. @user_id, @last_action_at: (out); 0 when there is none. */
gboolean
mdg_ledger_add_portal_session (MdgLedger *ledger, const guint8 *token_hash, gint64 user_id, gint64 now, GError **error);
gboolean mdg_ledger_get_portal_session (MdgLedger *ledger,
                                        const guint8 *token_hash,
                                        gint64 *user_id,
                                        gint64 *last_action_at,
                                        GError **error);
gboolean mdg_ledger_touch_portal_session (MdgLedger *ledger, const guint8 *token_hash, gint64 now, GError **error);
gboolean mdg_ledger_remove_portal_session (MdgLedger *ledger, const guint8 *token_hash, GError **error);
gboolean mdg_ledger_forget_portal_sessions (MdgLedger *ledger, gint64 before, GError **error);

/* 利用開始申請 and 運用開始日. @registration: as of the user. */
MdgPortalStart *mdg_ledger_find_start (MdgLedger *ledger, const char *registration, GError **error);
gboolean mdg_ledger_add_start (MdgLedger *ledger,
                               const MdgLedgerUser *user,
                               const MdgPortalStartRequest *request,
                               gint64 now,
                               GError **error);
/* The oldest that is not done and was received at or before @before. @registration, @user_id: (out). */
MdgPortalStart *mdg_ledger_find_open_start (MdgLedger *ledger,
                                            gint64 before,
                                            char **registration,
                                            gint64 *user_id,
                                            GError **error);
gboolean mdg_ledger_finish_start (MdgLedger *ledger,
                                  const char *registration,
                                  const MdgPortalStart *start,
                                  GError **error);
char *mdg_ledger_get_operation (MdgLedger *ledger, const char *registration, GError **error);
gboolean mdg_ledger_set_operation (MdgLedger *ledger,
                                   const char *registration,
                                   const char *day,
                                   gint64 now,
                                   GError **error);

/* Whether the institution has started its use, and whose list it is on. @keeper: (out) (transfer full) (nullable): NULL: it
 * is not in the ledger */
gboolean mdg_ledger_get_institution (MdgLedger *ledger,
                                     const char *institution_code,
                                     char **keeper,
                                     gboolean *use_started,
                                     GError **error);
/* Notes that it has; puts it on @keeper's list if it is on none. */
gboolean mdg_ledger_start_use (MdgLedger *ledger,
                               const MdgPortalFacility *facility,
                               const char *keeper,
                               GError **error);
/* An account of the institution that waits for its start. */
MdgAccount *mdg_ledger_find_not_started (MdgLedger *ledger, const char *institution_code, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgLedgerUser, mdg_ledger_user_free)

G_END_DECLS
