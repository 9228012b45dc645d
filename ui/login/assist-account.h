/* assist-account.h: whose login it is beside the browser (P3): one that is known, or 機関コード, ログインID, パスワード and the name of the
 * institution, typed or out of 「ユーザ設定情報」. */
#pragma once

#include <gtk/gtk.h>

#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_ASSIST_ACCOUNT (mdg_assist_account_get_type ())
G_DECLARE_FINAL_TYPE (MdgAssistAccount, mdg_assist_account, MDG, ASSIST_ACCOUNT, GtkWidget)

/* Signal: activate (Enter in a field). */
GtkWidget *mdg_assist_account_new (MdgWorkplace *workplace);

void mdg_assist_account_fill_in (MdgAssistAccount *account, const char *institution_code, const char *login_id,
                                 MdgSecret *password);

/* The password leaves the field. */
void mdg_assist_account_forget_password (MdgAssistAccount *account);

/* The next login begins: with the accounts, and the password, that are kept now. */
void mdg_assist_account_refresh (MdgAssistAccount *account);

const char *mdg_assist_account_get_code (MdgAssistAccount *account);
const char *mdg_assist_account_get_login_id (MdgAssistAccount *account);
const char *mdg_assist_account_get_institution (MdgAssistAccount *account);
MdgSecret *mdg_assist_account_get_password (MdgAssistAccount *account); /* (transfer full) */

/* Shows the fault at its field. Returns: whether it has one */
gboolean mdg_assist_account_show_fault (MdgAssistAccount *account, const GError *error);

G_END_DECLS
