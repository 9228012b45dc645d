/* receptions-page.h: 資格確認履歴 (E3): the receptions that the face reader's result files told of, live. */
#pragma once

#include <gtk/gtk.h>

#include "consent/reception-desk.h"
#include "consent/reception-list.h"

G_BEGIN_DECLS

#define MDG_TYPE_RECEPTIONS_PAGE (mdg_receptions_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgReceptionsPage, mdg_receptions_page, MDG, RECEPTIONS_PAGE, GtkWidget)

GtkWidget *mdg_receptions_page_new (MdgReceptionDesk *desk);

/* As it is shown. (nullable) (transfer none) */
MdgReceptionList *mdg_receptions_page_get_list (MdgReceptionsPage *page);

/* What is looked for, and in words. Returns: (transfer full) (nullable): NULL: every one */
char *mdg_receptions_page_get_query (MdgReceptionsPage *page, MdgReceptionQuery *query);

G_END_DECLS
