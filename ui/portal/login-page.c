/* login-page.c: ログイン to the portal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/login-page.h"

#include <glib/gi18n.h>

#include "widgets/field.h"
#include "widgets/secret-field.h"

struct _MdgPortalLoginPage
{
  MdgPortalPage parent_instance;

  GtkWidget *mail_field;
  GtkWidget *mail;
  GtkWidget *password_field;
  GtkWidget *password;
};

G_DEFINE_FINAL_TYPE (MdgPortalLoginPage, mdg_portal_login_page, MDG_TYPE_PORTAL_PAGE)

static void
say (GtkWidget *field, const char *fault)
{
  mdg_field_set_fault (MDG_FIELD (field), fault);
  gtk_widget_grab_focus (field);
}

static void
log_in_clicked (MdgPortalLoginPage *self)
{
  MdgPortalFlow *flow = mdg_portal_page_get_flow (MDG_PORTAL_PAGE (self));
  g_autofree char *mail_address = mdg_portal_page_text (self->mail);
  g_autoptr (MdgSecret) password = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->password));

  if (mdg_portal_flow_get_busy (flow))
    return;
  if (*mail_address == '\0')
    say (self->mail_field, _ ("Type the mail address."));
  else if (mdg_secret_get_length (password) == 0)
    say (self->password_field, _ ("Type the password."));
  else
    mdg_portal_flow_log_in (flow, mail_address, password);
}

static gboolean
mdg_portal_login_page_fault (MdgPortalPage *page, const GError *error)
{
  if (!g_error_matches (error, MDG_ERROR, MDG_ERROR_WRONG_CREDENTIALS))
    return FALSE;
  say (MDG_PORTAL_LOGIN_PAGE (page)->password_field,
       _ ("The mail address or the password is not right."));
  return TRUE;
}

/* The password does not outlive the login; an address that is known is not typed twice. */
static void
mdg_portal_login_page_update (MdgPortalPage *page)
{
  MdgPortalLoginPage *self = MDG_PORTAL_LOGIN_PAGE (page);
  MdgPortalFlow *flow = mdg_portal_page_get_flow (page);
  const char *known = mdg_portal_flow_get_mail_address (flow);

  if (mdg_portal_flow_get_user (flow) != NULL)
    mdg_secret_field_set_text (MDG_SECRET_FIELD (self->password), NULL);
  if (known != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->mail)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->mail), known);
}

/* Where something is still to be typed. */
static gboolean
mdg_portal_login_page_grab_focus (GtkWidget *widget)
{
  MdgPortalLoginPage *self = MDG_PORTAL_LOGIN_PAGE (widget);
  gboolean known = *gtk_editable_get_text (GTK_EDITABLE (self->mail)) != '\0';

  return gtk_widget_grab_focus (known ? self->password_field : self->mail_field);
}

static void
mdg_portal_login_page_class_init (MdgPortalLoginPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MdgPortalPageClass *page_class = MDG_PORTAL_PAGE_CLASS (klass);

  widget_class->grab_focus = mdg_portal_login_page_grab_focus;
  page_class->fault = mdg_portal_login_page_fault;
  page_class->update = mdg_portal_login_page_update;
  mdg_portal_page_class_set_ui (page_class, "login");
  gtk_widget_class_bind_template_child (widget_class, MdgPortalLoginPage, mail_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalLoginPage, mail);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalLoginPage, password_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalLoginPage, password);
  gtk_widget_class_bind_template_callback (widget_class, log_in_clicked);
}

static void
mdg_portal_login_page_init (MdgPortalLoginPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mdg_portal_login_page_new (MdgPortalFlow *flow)
{
  MdgPortalLoginPage *self = g_object_new (MDG_TYPE_PORTAL_LOGIN_PAGE, NULL);

  mdg_portal_page_bind (MDG_PORTAL_PAGE (self), flow, MDG_PORTAL_AT_LOGIN, 3, NULL);
  return GTK_WIDGET (self);
}
