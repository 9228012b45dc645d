/* mail-page.c: the mail with the link.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/mail-page.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "portal/mailbox.h"
#include "widgets/widget-tools.h"

struct _MdgPortalMailPage
{
  MdgPortalPage parent_instance;

  GtkWidget *where;
  GtkWidget *mails;
  GtkWidget *elsewhere;
};

G_DEFINE_FINAL_TYPE (MdgPortalMailPage, mdg_portal_mail_page, MDG_TYPE_PORTAL_PAGE)

/* Returns: (transfer full) */
static char *
where_text (const MdgPortalReceipt *receipt)
{
  g_autofree char *until = receipt != NULL ? mdg_date_time_text (receipt->valid_until) : NULL;

  if (receipt == NULL)
    return g_strdup (_ ("Nobody has been registered here yet."));
  return g_strdup_printf (_ ("A mail was sent to %s. Its link is good until %s (24 hours); after "
                             "that the registration begins anew."),
                          receipt->mail_address, until);
}

static void
mdg_portal_mail_page_update (MdgPortalPage *page)
{
  MdgPortalMailPage *self = MDG_PORTAL_MAIL_PAGE (page);
  MdgPortalFlow *flow = mdg_portal_page_get_flow (page);
  const MdgPortalReceipt *receipt = mdg_portal_flow_get_receipt (flow);
  g_autofree char *where = where_text (receipt);

  gtk_label_set_text (GTK_LABEL (self->where), where);
  mdg_portal_mailbox_show (MDG_PORTAL_MAILBOX (self->mails), flow);
  mdg_widget_set_shown (self->elsewhere, receipt != NULL && !mdg_portal_flow_has_mailbox (flow));
}

static void
refresh_clicked (MdgPortalMailPage *self)
{
  mdg_portal_flow_refresh (mdg_portal_page_get_flow (MDG_PORTAL_PAGE (self)));
}

static void
mdg_portal_mail_page_class_init (MdgPortalMailPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MdgPortalPageClass *page_class = MDG_PORTAL_PAGE_CLASS (klass);

  page_class->update = mdg_portal_mail_page_update;
  g_type_ensure (MDG_TYPE_PORTAL_MAILBOX);
  mdg_portal_page_class_set_ui (page_class, "mail");
  gtk_widget_class_bind_template_child (widget_class, MdgPortalMailPage, where);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalMailPage, mails);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalMailPage, elsewhere);
  gtk_widget_class_bind_template_callback (widget_class, refresh_clicked);
}

static void
mdg_portal_mail_page_init (MdgPortalMailPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mdg_portal_mail_page_new (MdgPortalFlow *flow)
{
  MdgPortalMailPage *self = g_object_new (MDG_TYPE_PORTAL_MAIL_PAGE, NULL);

  mdg_portal_page_bind (MDG_PORTAL_PAGE (self), flow, MDG_PORTAL_AT_MAIL, 2, self->mails);
  return GTK_WIDGET (self);
}
