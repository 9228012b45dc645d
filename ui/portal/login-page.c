/* login-page.c: ログイン to the portal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/login-page.h"

#include <glib/gi18n.h>

#include "widgets/field.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

typedef struct
{
  MdgPortalPage *page;
  MdgPortalFlow *flow;
  GtkWidget *mail_field, *mail;
  GtkWidget *password_field, *password;
} Parts;

static void
log_in_clicked (Parts *parts)
{
  g_autofree char *mail_address
      = mdg_portal_tidy (gtk_editable_get_text (GTK_EDITABLE (parts->mail)));
  g_autoptr (MdgSecret) password = mdg_secret_field_get_secret (MDG_SECRET_FIELD (parts->password));

  if (mdg_portal_flow_get_busy (parts->flow))
    return;
  if (*mail_address == '\0')
    {
      mdg_field_set_fault (MDG_FIELD (parts->mail_field), _ ("Type the mail address."));
      gtk_widget_grab_focus (parts->mail_field);
    }
  else if (mdg_secret_get_length (password) == 0)
    {
      mdg_field_set_fault (MDG_FIELD (parts->password_field), _ ("Type the password."));
      gtk_widget_grab_focus (parts->password_field);
    }
  else
    mdg_portal_flow_log_in (parts->flow, mail_address, password);
}

static gboolean
show_fault (gpointer data, const GError *error)
{
  Parts *parts = data;

  if (!g_error_matches (error, MDG_ERROR, MDG_ERROR_WRONG_CREDENTIALS))
    return FALSE;
  mdg_field_set_fault (MDG_FIELD (parts->password_field),
                       _ ("The mail address or the password is not right."));
  gtk_widget_grab_focus (parts->password_field);
  return TRUE;
}

/* The password does not outlive the login; an address that is known is not typed twice. */
static void
update (gpointer data)
{
  Parts *parts = data;
  const char *known = mdg_portal_flow_get_mail_address (parts->flow);

  if (mdg_portal_flow_get_user (parts->flow) != NULL)
    mdg_secret_field_set_text (MDG_SECRET_FIELD (parts->password), NULL);
  if (known != NULL && *gtk_editable_get_text (GTK_EDITABLE (parts->mail)) == '\0')
    gtk_editable_set_text (GTK_EDITABLE (parts->mail), known);
}

static void
entry_activated (Parts *parts)
{
  log_in_clicked (parts);
}

GtkWidget *
mdg_portal_login_page_new (MdgPortalFlow *flow)
{
  GtkWidget *page = mdg_portal_page_new (
      flow, MDG_PORTAL_AT_LOGIN, 3, _ ("Log in to the portal"),
      _ ("With the mail address and the password of the user registration."), _ ("Logging in…"));
  MdgPortalPage *self = MDG_PORTAL_PAGE (page);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  Parts *parts = g_new0 (Parts, 1);

  parts->page = self;
  parts->flow = flow;
  parts->mail = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (parts->mail), 254);
  parts->mail_field = mdg_field_new (_ ("_User name (mail address)"), parts->mail);
  parts->password = mdg_secret_field_new ();
  parts->password_field = mdg_field_new (_ ("_Password"), parts->password);
  g_signal_connect_swapped (parts->mail, "activate", G_CALLBACK (entry_activated), parts);
  g_signal_connect_swapped (parts->password, "activate", G_CALLBACK (entry_activated), parts);
  gtk_box_append (GTK_BOX (box), parts->mail_field);
  gtk_box_append (GTK_BOX (box), parts->password_field);
  gtk_widget_set_size_request (box, 440, -1);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  mdg_portal_page_add (self, box, NULL);
  mdg_portal_page_add (self, mdg_portal_page_make_link (self, _ ("_Back"), MDG_PORTAL_AT_HOME),
                       "secondary");
  mdg_portal_page_add (
      self,
      mdg_portal_page_make_link (self, _ ("No account? _Register here"), MDG_PORTAL_AT_REGISTER),
      "secondary");
  mdg_portal_page_add (self, mdg_portal_button (_ ("_Log in"), G_CALLBACK (log_in_clicked), parts),
                       "primary");
  mdg_portal_page_set_focus (self, parts->mail_field);
  mdg_portal_page_bind (self, show_fault, update, parts, g_free);
  return page;
}
