/* home-page.c: 施術所等向け総合ポータルサイト.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "portal/home-page.h"

struct _MdgPortalHomePage
{
  MdgPortalPage parent_instance;

  GtkWidget *begin;
};

G_DEFINE_FINAL_TYPE (MdgPortalHomePage, mdg_portal_home_page, MDG_TYPE_PORTAL_PAGE)

static void
mdg_portal_home_page_class_init (MdgPortalHomePageClass *klass)
{
  mdg_portal_page_class_set_ui (MDG_PORTAL_PAGE_CLASS (klass), "home");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), MdgPortalHomePage, begin);
}

static void
mdg_portal_home_page_init (MdgPortalHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mdg_portal_home_page_new (MdgPortalFlow *flow)
{
  MdgPortalHomePage *self = g_object_new (MDG_TYPE_PORTAL_HOME_PAGE, NULL);

  mdg_portal_page_bind (MDG_PORTAL_PAGE (self), flow, MDG_PORTAL_AT_HOME, 0, self->begin);
  return GTK_WIDGET (self);
}
