/* credentials-page.h: [ログイン]: 機関コード, ログインID, パスワード, and the 電子証明書 of the
 * terminal ([0] p.7, p.15). */
#pragma once

#include <gtk/gtk.h>
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_CREDENTIALS_PAGE (mdg_credentials_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgCredentialsPage, mdg_credentials_page, MDG, CREDENTIALS_PAGE, GtkWidget)

/* Bound to @workplace's present login flow. */
GtkWidget *mdg_credentials_page_new (MdgWorkplace *workplace);

/* Fills in what 「ユーザ設定情報」 says of an account; the person looks at it and presses 《ログイン》. */
void mdg_credentials_page_fill_in (MdgCredentialsPage *page, const char *institution_code, const char *login_id,
                                   MdgSecret *password);

G_END_DECLS
