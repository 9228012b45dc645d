/* office-portal.h: the rules of the portal for 施術所等 as the service applies them ([3]): registration, its link of 24 hours,
 * login, 利用開始申請 and 運用開始日登録. As office.h: no network, no threads, inside the caller's transaction. */
#pragma once

#include "training/ledger-portal.h"
#include "training/office.h"

G_BEGIN_DECLS

/* The facilities that there are. (nullable) (transfer none) (element-type MdgPortalFacility) */
const GPtrArray *mdg_office_get_directory (MdgOffice *office, GError **error);

/* @word: mdg_portal_number_to_word(). MDG_ERROR_FACILITY_UNKNOWN. (transfer none) (nullable) */
const MdgPortalFacility *mdg_office_find_portal_facility (MdgOffice *office, const char *word, GError **error);

/* 新規ユーザー登録: keeps the user and sends the mail with the link. @salt, @hash: of the password. Errors:
 * MDG_ERROR_FACILITY_UNKNOWN, _ADDRESS_TAKEN. */
MdgPortalReceipt *mdg_office_register (MdgOffice *office,
                                       const MdgPortalRegistration *registration,
                                       const guint8 *salt,
                                       const guint8 *hash,
                                       GError **error);

/* 「ユーザー登録完了はこちら」. Errors: MDG_ERROR_LINK_UNKNOWN, _LINK_EXPIRED, _LINK_USED. */
MdgPortalUser *mdg_office_open_link (MdgOffice *office, const char *link, GError **error);

/* ログイン: @user: (nullable): whose address it is; @hash: of the password that was given. Errors:
 * MDG_ERROR_WRONG_CREDENTIALS, _LINK_DUE. */
MdgPortalUser *
mdg_office_log_in (MdgOffice *office, const MdgLedgerUser *user, const guint8 *hash, GError **error);

/* Who comes with @token (nullable). Errors: MDG_ERROR_SESSION_REQUIRED, _SESSION_EXPIRED. */
MdgLedgerUser *
mdg_office_admit (MdgOffice *office, MdgSecret *token, gboolean action, GError **error);
gboolean mdg_office_log_out (MdgOffice *office, MdgSecret *token, GError **error);

/* 《施設の確認》. MDG_ERROR_FACILITY_UNCONFIRMED. Returns: (transfer full) */
MdgPortalFacility *mdg_office_confirm_facility (MdgOffice *office,
                                                const MdgLedgerUser *user,
                                                const char *birth_date,
                                                GError **error);

/* How the user's facility stands. */
MdgPortalStart *
mdg_office_get_start (MdgOffice *office, const MdgLedgerUser *user, GError **error);

/* 利用開始申請. Errors: MDG_ERROR_ALREADY_APPLIED, _FACILITY_UNCONFIRMED. */
MdgPortalStart *mdg_office_start_use (MdgOffice *office,
                                      const MdgLedgerUser *user,
                                      const MdgPortalStartRequest *request,
                                      GError **error);

/* 運用開始日登録: not before the accounts can be used. Errors: MDG_ERROR_USE_NOT_STARTED, _INVALID_INPUT. */
MdgPortalStart *mdg_office_set_operation (MdgOffice *office,
                                          const MdgLedgerUser *user,
                                          const char *day,
                                          GError **error);

G_END_DECLS
