/* assist-page.h: ブラウザー併用 (P3): the pages of [0] as a list of steps beside Microsoft Edge. The login flow is the one of all profiles;
 * its questions (login/assist-service.h) are asked here, with what is to be typed ready for copying. */
#pragma once

#include <gtk/gtk.h>

#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_ASSIST_PAGE (mdg_assist_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgAssistPage, mdg_assist_page, MDG, ASSIST_PAGE, GtkWidget)

/* @workplace: one with mdg_workplace_get_assist() */
GtkWidget *mdg_assist_page_new (MdgWorkplace *workplace);

/* Fills in what 「ユーザ設定情報」 says of an account. */
void mdg_assist_page_fill_in (MdgAssistPage *page, const char *institution_code, const char *login_id, MdgSecret *password);

G_END_DECLS
