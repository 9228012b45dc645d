/* completed-page.h: 登録確認完了メッセージ and パスワード変更完了メッセージ with 《OK》 ([0] p.9,
 * p.13). */
#pragma once

#include <gtk/gtk.h>
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_COMPLETED_PAGE (mdg_completed_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgCompletedPage, mdg_completed_page, MDG, COMPLETED_PAGE, GtkWidget)

/* Of the registration. Bound to @workplace's present login flow. */
GtkWidget *mdg_completed_page_new (MdgWorkplace *workplace);

/* Of the password change. */
GtkWidget *mdg_completed_page_new_for_password (MdgWorkplace *workplace);

G_END_DECLS
