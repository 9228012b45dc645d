/* completed-page.c: 登録確認完了メッセージ and パスワード変更完了メッセージ with 《OK》.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/completed-page.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "login/flow-page.h"
#include "widgets/icon.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

struct _MdgCompletedPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *text;
  GtkWidget *ok;
  MdgLoginFlow *flow;
  gboolean of_password;
};

G_DEFINE_FINAL_TYPE (MdgCompletedPage, mdg_completed_page, GTK_TYPE_WIDGET)

static void
ok_clicked (MdgCompletedPage *self)
{
  mdg_login_flow_acknowledge (self->flow);
}

static char *
password_text (const MdgSessionInfo *session)
{
  g_autofree char *date = NULL;

  if (session == NULL || session->password_expires_at == 0)
    return g_strdup (_ ("From now on log in with the new password. It does not expire."));
  date = mdg_date_text (session->password_expires_at);
  return g_strdup_printf (_ ("From now on log in with the new password. It is valid until %s."),
                          date);
}

static void
update (MdgCompletedPage *self)
{
  g_autofree char *text = NULL;

  if (!self->of_password)
    mdg_flow_page_show_steps (MDG_PAGE (self->page), self->flow, 5);
  if (self->of_password)
    text = password_text (mdg_login_flow_get_session (self->flow));
  gtk_label_set_text (
      GTK_LABEL (self->text),
      text != NULL
          ? text
          : _ ("From now on, log in with institution code, login ID and password and then the "
               "passcode that the Authenticator shows."));
}

static gboolean
mdg_completed_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_COMPLETED_PAGE (widget)->ok);
}

static void
mdg_completed_page_dispose (GObject *object)
{
  g_clear_object (&MDG_COMPLETED_PAGE (object)->flow);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_COMPLETED_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_completed_page_parent_class)->dispose (object);
}

static void
mdg_completed_page_class_init (MdgCompletedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_completed_page_dispose;
  widget_class->grab_focus = mdg_completed_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/login/completed-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgCompletedPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgCompletedPage, text);
  gtk_widget_class_bind_template_child (widget_class, MdgCompletedPage, ok);
  gtk_widget_class_bind_template_callback (widget_class, ok_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_completed_page_init (MdgCompletedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
page_new (MdgWorkplace *workplace, gboolean of_password)
{
  MdgCompletedPage *self = g_object_new (MDG_TYPE_COMPLETED_PAGE, NULL);

  self->of_password = of_password;
  self->flow = g_object_ref (mdg_workplace_get_flow (workplace));
  g_object_set (self->page, "title",
                of_password ? _ ("The password was changed.")
                            : _ ("The Authenticator registration is complete."),
                NULL);
  g_signal_connect_object (self->flow, "notify::session", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  mdg_flow_page_bind (GTK_WIDGET (self), MDG_PAGE (self->page), self->flow,
                      of_password ? MDG_LOGIN_PASSWORD_CHANGED : MDG_LOGIN_COMPLETED, NULL);
  update (self);
  return GTK_WIDGET (self);
}

GtkWidget *
mdg_completed_page_new (MdgWorkplace *workplace)
{
  return page_new (workplace, FALSE);
}

GtkWidget *
mdg_completed_page_new_for_password (MdgWorkplace *workplace)
{
  return page_new (workplace, TRUE);
}
