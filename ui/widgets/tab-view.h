/* tab-view.h: what a tab shows: pages of which one is seen. A tab's own type adds its pages and the acts on them. */
#pragma once

#include <gtk/gtk.h>

#include "widgets/help-button.h"
#include "widgets/page-stack.h"

G_BEGIN_DECLS

#define MDG_TYPE_TAB_VIEW (mdg_tab_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (MdgTabView, mdg_tab_view, MDG, TAB_VIEW, GtkWidget)

struct _MdgTabViewClass
{
  GtkWidgetClass parent_class;

  /* The explanation of a page. Static. */
  const MdgHelp *(*help) (const char *page);
};

/* Property: page (string, read-only): the one that is seen.
 *
 * Adds a page. @make is called with the view when it is first needed. */
void mdg_tab_view_add (MdgTabView *view, const char *name, MdgPageFactory make);

/* As of page-stack.h. Returns: (transfer none): the page */
GtkWidget *mdg_tab_view_prepare (MdgTabView *view, const char *name);
GtkWidget *mdg_tab_view_show (MdgTabView *view, const char *name);

/* Puts @head above the pages. @head: floating */
void mdg_tab_view_set_head (MdgTabView *view, GtkWidget *head);

/* The name of the page that is seen. (nullable): none yet, or not any more */
const char *mdg_tab_view_get_page_name (MdgTabView *view);

/* The page that is seen. (transfer none) */
GtkWidget *mdg_tab_view_get_page (MdgTabView *view);

/* Its explanation. Static. */
const MdgHelp *mdg_tab_view_get_help (MdgTabView *view);

/* Whether @page is the one that its tab is at, be the tab itself seen or not: what ends late leads on from there only. */
gboolean mdg_tab_view_is_at (GtkWidget *page);

G_END_DECLS
