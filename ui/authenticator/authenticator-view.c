/* authenticator-view.c: the tab [Authenticator].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "authenticator/authenticator-view.h"

#include <glib/gi18n.h>

#include "authenticator/add-page.h"
#include "authenticator/authenticator-help.h"
#include "authenticator/codes-page.h"
#include "authenticator/entry-page.h"
#include "authenticator/file-page.h"
#include "authenticator/phone-page.h"
#include "authenticator/trash-page.h"
#include "key-guard.h"

struct _MdgAuthenticatorView
{
  MdgTabView parent_instance;

  MdgAuthenticatorDesk *desk;
};

G_DEFINE_FINAL_TYPE (MdgAuthenticatorView, mdg_authenticator_view, MDG_TYPE_TAB_VIEW)

static void
entries_kept (MdgAuthenticatorView *self, int n)
{
  GtkWidget *codes;
  g_autofree char *title = g_strdup_printf (
      ngettext ("%d account was registered.", "%d accounts were registered.", (gulong)n), n);

  if (g_strcmp0 (mdg_tab_view_get_page_name (MDG_TAB_VIEW (self)), "add") != 0)
    return;
  codes = mdg_tab_view_show (MDG_TAB_VIEW (self), "codes");
  mdg_codes_page_tell_added (MDG_CODES_PAGE (codes), title,
                             _ ("Print its sheet, so that it is not lost with this computer."));
}

/* What was in a file is shown with everything else that comes in. */
static void
file_opened (MdgAuthenticatorView *self, GPtrArray *items)
{
  GtkWidget *add = mdg_tab_view_prepare (MDG_TAB_VIEW (self), "add");
  MdgOtpIntake *intake = mdg_add_page_get_intake (MDG_ADD_PAGE (add));

  if (intake == NULL)
    return;
  mdg_otp_intake_take_items (intake, g_ptr_array_ref (items));
  mdg_tab_view_show (MDG_TAB_VIEW (self), "add");
}

static MdgAuthenticatorDesk *
desk_of (gpointer view)
{
  return MDG_AUTHENTICATOR_VIEW (view)->desk;
}

static GtkWidget *
make_codes (gpointer data)
{
  return mdg_codes_page_new (desk_of (data));
}

static GtkWidget *
make_add (gpointer data)
{
  GtkWidget *page = mdg_add_page_new (desk_of (data));

  g_signal_connect_object (page, "kept", G_CALLBACK (entries_kept), data, G_CONNECT_SWAPPED);
  return page;
}

static GtkWidget *
make_edit (gpointer data)
{
  return mdg_entry_page_new (desk_of (data));
}

static GtkWidget *
make_phone (gpointer data)
{
  return mdg_phone_page_new (desk_of (data));
}

static GtkWidget *
make_file (gpointer data)
{
  GtkWidget *page = mdg_file_page_new (desk_of (data));

  g_signal_connect_object (page, "opened", G_CALLBACK (file_opened), data, G_CONNECT_SWAPPED);
  return page;
}

static GtkWidget *
make_trash (gpointer data)
{
  return mdg_trash_page_new (desk_of (data));
}

static void
show_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mdg_tab_view_show (MDG_TAB_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
edit_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *page = mdg_tab_view_prepare (MDG_TAB_VIEW (widget), "edit");

  mdg_entry_page_begin (MDG_ENTRY_PAGE (page), g_variant_get_int64 (parameter));
  mdg_tab_view_show (MDG_TAB_VIEW (widget), "edit");
}

/* Whose QR codes are wanted, while the passphrase is asked for. */
typedef struct
{
  MdgAuthenticatorView *view;
  gint64 number; /* 0: of all that are shown */
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->view);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void
phone_allowed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Wish) wish = data;
  MdgTabView *view = MDG_TAB_VIEW (wish->view);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) numbers = NULL;
  GtkWidget *page;

  if (wish->view->desk == NULL)
    return;
  if (!mdg_key_guard_ask_finish (result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        mdg_codes_page_tell_error (MDG_CODES_PAGE (mdg_tab_view_prepare (view, "codes")), error);
      return;
    }
  page = mdg_tab_view_prepare (view, "phone");
  numbers = mdg_authenticator_desk_numbers (mdg_authenticator_desk_get_list (wish->view->desk));
  if (wish->number != 0)
    mdg_phone_page_begin_one (MDG_PHONE_PAGE (page), wish->number);
  else
    mdg_phone_page_begin_all (MDG_PHONE_PAGE (page), numbers);
  mdg_tab_view_show (view, "phone");
}

static void
phone_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->view = g_object_ref (MDG_AUTHENTICATOR_VIEW (widget));
  wish->number = g_variant_get_int64 (parameter);
  mdg_key_guard_ask_async (mdg_authenticator_desk_get_workplace (wish->view->desk), widget,
                           phone_allowed, wish);
}

static void
mdg_authenticator_view_dispose (GObject *object)
{
  g_clear_object (&MDG_AUTHENTICATOR_VIEW (object)->desk);
  G_OBJECT_CLASS (mdg_authenticator_view_parent_class)->dispose (object);
}

static void
mdg_authenticator_view_class_init (MdgAuthenticatorViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_authenticator_view_dispose;
  MDG_TAB_VIEW_CLASS (klass)->help = mdg_authenticator_help;
  gtk_widget_class_install_action (widget_class, "authenticator.show", "s", show_activated);
  gtk_widget_class_install_action (widget_class, "authenticator.edit", "x", edit_activated);
  gtk_widget_class_install_action (widget_class, "authenticator.phone", "x", phone_activated);
}

static void
mdg_authenticator_view_init (MdgAuthenticatorView *self)
{
}

GtkWidget *
mdg_authenticator_view_new (MdgWorkplace *workplace)
{
  MdgAuthenticatorView *self = g_object_new (MDG_TYPE_AUTHENTICATOR_VIEW, NULL);

  self->desk = mdg_authenticator_desk_new (workplace);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "codes", make_codes);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "add", make_add);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "edit", make_edit);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "phone", make_phone);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "file", make_file);
  mdg_tab_view_add (MDG_TAB_VIEW (self), "trash", make_trash);
  mdg_tab_view_show (MDG_TAB_VIEW (self), "codes");
  return GTK_WIDGET (self);
}
