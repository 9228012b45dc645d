/* portal-page.h: what the pages of the portal have in common: a page shows waiting, errors and notices of the flow while that
 * is at it, and the steps of the whole job. Each page is a type of its own with its .ui file, whose frame is called "page". */
#pragma once

#include "portal/portal-flow.h"
#include "widgets/page.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_PAGE (mdg_portal_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (MdgPortalPage, mdg_portal_page, MDG, PORTAL_PAGE, GtkWidget)

struct _MdgPortalPageClass
{
  GtkWidgetClass parent_class;

  /* Shows an error at its field. Returns: whether that says all there is to be said */
  gboolean (*fault) (MdgPortalPage *page, const GError *error);

  /* The flow has changed. */
  void (*update) (MdgPortalPage *page);
};

/* For class_init. The template is portal/@name-page.ui; in it entries may have activate_primary() as the handler of their
 * signal "activate". */
void mdg_portal_page_class_set_ui (MdgPortalPageClass *klass, const char *name);

/* For the constructor. @state: the flow's at which this page is. @step: of the job, from 1; 0: of none. @focus: (nullable):
 * what gets the keyboard first; NULL: the primary button. */
void mdg_portal_page_bind (
    MdgPortalPage *page, MdgPortalFlow *flow, MdgPortalState state, guint step, GtkWidget *focus);

/* Which step of the job it is at now, from 1. */
void mdg_portal_page_set_step (MdgPortalPage *page, guint step);

MdgPageFrame *mdg_portal_page_get_frame (MdgPortalPage *page); /* (transfer none) */

/* (transfer none) (nullable): NULL when the page is gone or not bound yet */
MdgPortalFlow *mdg_portal_page_get_flow (MdgPortalPage *page);

/* A check mark for agreeing, or a button, inside a field: the field's label is what is agreed to or chosen, the name of
 * @control are the words on it. */
void mdg_portal_page_keep_name (GtkWidget *control);

/* What stands in @entry, as it is going to be sent: mdg_portal_tidy(). Returns: (transfer full) */
char *mdg_portal_page_text (GtkWidget *entry);

G_END_DECLS
