/* office.h: the rules of 資格確認アカウント as the service applies them ([2], [3]): who sees which
 * list, what may be applied for, and what comes about by itself as time passes. No network, no
 * threads. Everything runs inside the caller's transaction; errors are as in authority.h. */
#pragma once

#include "contract/account-settings.h"
#include "training/ledger-listed.h"
#include "training/training-clock.h"

G_BEGIN_DECLS

typedef struct _MdgOffice MdgOffice;

/* Keeps its arguments, which must outlive it. Returns: (transfer full) */
MdgOffice *
mdg_office_new (MdgLedger *ledger, const MdgScenario *scenario, const MdgTrainingClock *clock);
void mdg_office_free (MdgOffice *office);

/* Carries out what has fallen due: applications go on and are done, cancelled accounts are over. */
gboolean mdg_office_settle (MdgOffice *office, GError **error);

/* Fails with MDG_ERROR_LIST_OUTDATED when nobody knows any more what changed since. */
gboolean mdg_office_check_since (MdgOffice *office, gint64 since, GError **error);

/* MDG_ERROR_NOT_FOUND for what is not on the keeper's list. Returns: (transfer full) (nullable) */
MdgAccount *
mdg_office_get_account (MdgOffice *office, const char *keeper, const char *id, GError **error);
MdgFacility *mdg_office_get_facility (MdgOffice *office,
                                      const char *keeper,
                                      const char *institution_code,
                                      GError **error);

/* What 「ユーザ設定情報」 of the account says ([2] p.17, [3]): as it was issued, with its first password.
 * MDG_ERROR_NOT_FOUND also before an account's beginning and after its end. */
MdgAccountSettings *
mdg_office_get_settings (MdgOffice *office, const char *keeper, const char *id, GError **error);

/* 備考 《保存》. @revision: the one the person saw. Also: MDG_ERROR_EDIT_CONFLICT. */
MdgAccount *mdg_office_set_note (MdgOffice *office,
                                 const char *keeper,
                                 const char *id,
                                 gint64 revision,
                                 const char *note,
                                 GError **error);

/* 解除申請. Also: MDG_ERROR_NOT_CANCELLABLE. */
MdgAccount *
mdg_office_cancel (MdgOffice *office, const char *keeper, const char *id, GError **error);

/* 追加申請. Also: MDG_ERROR_USE_NOT_STARTED, _LIMIT_EXCEEDED (with how many there may be). */
MdgAccountApplication *mdg_office_apply (MdgOffice *office,
                                         const char *keeper,
                                         const MdgApplicationRequest *request,
                                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgOffice, mdg_office_free)

G_END_DECLS
