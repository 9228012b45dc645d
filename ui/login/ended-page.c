/* ended-page.c: the session was ended, 《閉じる》 ([0] ch. 7).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/ended-page.h"

#include <glib/gi18n.h>

#include "error-text.h"
#include "login/flow-page.h"
#include "widgets/cure-button.h"
#include "widgets/icon.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

struct _MdgEndedPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *words;
  GtkWidget *text;
  GtkWidget *cure;
  GtkWidget *close;
  MdgLoginFlow *flow;
};

G_DEFINE_FINAL_TYPE (MdgEndedPage, mdg_ended_page, GTK_TYPE_WIDGET)

static void
close_clicked (MdgEndedPage *self)
{
  mdg_login_flow_close_ended (self->flow);
}

/* What happened to the person's work: a password that was being typed is gone, and not without a
 * word. */
static const char *
what_was_kept (MdgEndedPage *self, const MdgErrorText *text)
{
  const char *notice = mdg_login_flow_get_notice (self->flow);

  if (g_strcmp0 (notice, "password-unchanged") == 0)
    return _ ("The password was not changed: the old one still holds. What was typed for it was "
              "wiped.");
  if (g_strcmp0 (notice, "password-unsettled") == 0)
    return _ ("It could not be found out whether the password was changed. Try the new one first; "
              "if it is refused, the old one holds.");
  return text->kept;
}

/* The reason is this page's content; nothing else has to be said about it above. */
static gboolean
show_reason (GtkWidget *owner, const GError *error)
{
  MdgEndedPage *self = MDG_ENDED_PAGE (owner);
  g_autoptr (MdgErrorText) text = mdg_error_text_new (error);
  const char *kept = what_was_kept (self, text);
  g_autofree char *whole = g_strconcat (text->happened, "\n", kept != NULL ? kept : "",
                                        kept != NULL ? "\n" : "", text->next, NULL);

  gtk_label_set_text (GTK_LABEL (self->text), whole);
  mdg_cure_button_set_code (self->cure, text->code);
  return TRUE;
}

static void
update (MdgEndedPage *self)
{
  const GError *error = mdg_login_flow_get_error (self->flow);

  if (mdg_login_flow_get_state (self->flow) != MDG_LOGIN_ENDED)
    return;
  mdg_cure_button_set_code (self->cure, NULL);
  if (error != NULL)
    show_reason (GTK_WIDGET (self), error);
  else
    gtk_label_set_text (
        GTK_LABEL (self->text),
        _ ("Nothing was done for 30 minutes, or somebody logged in with this account again. "
           "To go on, press “Close” and log in again."));
}

static gboolean
mdg_ended_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_ENDED_PAGE (widget)->close);
}

static void
mdg_ended_page_dispose (GObject *object)
{
  g_clear_object (&MDG_ENDED_PAGE (object)->flow);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_ENDED_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_ended_page_parent_class)->dispose (object);
}

static void
mdg_ended_page_class_init (MdgEndedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_ended_page_dispose;
  widget_class->grab_focus = mdg_ended_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/login/ended-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgEndedPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgEndedPage, words);
  gtk_widget_class_bind_template_child (widget_class, MdgEndedPage, text);
  gtk_widget_class_bind_template_child (widget_class, MdgEndedPage, close);
  gtk_widget_class_bind_template_callback (widget_class, close_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_ended_page_init (MdgEndedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cure = mdg_cure_button_new ();
  gtk_widget_set_halign (self->cure, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->words), self->cure);
}

GtkWidget *
mdg_ended_page_new (MdgWorkplace *workplace)
{
  MdgEndedPage *self = g_object_new (MDG_TYPE_ENDED_PAGE, NULL);

  self->flow = g_object_ref (mdg_workplace_get_flow (workplace));
  mdg_flow_page_bind (GTK_WIDGET (self), MDG_PAGE (self->page), self->flow, MDG_LOGIN_ENDED,
                      show_reason);
  g_signal_connect_object (self->flow, "notify::state", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
