/* password-page.c: [パスワード変更].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/password-page.h"

#include <glib/gi18n.h>

#include "error-text.h"
#include "login/flow-page.h"
#include "login/password-rules-list.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

struct _MdgPasswordPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *current_field;
  GtkWidget *current;
  GtkWidget *changed_field;
  GtkWidget *changed;
  GtkWidget *repeated_field;
  GtkWidget *repeated;
  GtkWidget *expiry;
  GtkWidget *rules;
  GtkWidget *back;
  GtkWidget *change;

  MdgLoginFlow *flow;
};

G_DEFINE_FINAL_TYPE (MdgPasswordPage, mdg_password_page, GTK_TYPE_WIDGET)

/* Returns: the bits of the broken rules */
static guint
update_rules (MdgPasswordPage *self)
{
  g_autoptr (MdgSecret) changed = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->changed));
  g_autoptr (MdgSecret) repeated = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->repeated));

  gtk_label_set_text (GTK_LABEL (self->expiry),
                      mdg_password_expiry_text (mdg_secret_get_length (changed)));
  return mdg_password_rules_list_judge (MDG_PASSWORD_RULES_LIST (self->rules), changed, repeated);
}

static void
typed (MdgPasswordPage *self)
{
  mdg_field_set_fault (MDG_FIELD (self->current_field), NULL);
  mdg_field_set_fault (MDG_FIELD (self->changed_field), NULL);
  mdg_field_set_fault (MDG_FIELD (self->repeated_field), NULL);
  update_rules (self);
}

static void
field_activated (MdgPasswordPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

static void
fault_at (GtkWidget *field, const char *words)
{
  mdg_field_set_fault (MDG_FIELD (field), words);
  gtk_widget_grab_focus (field);
}

static void
change_clicked (MdgPasswordPage *self)
{
  g_autoptr (MdgSecret) current = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->current));
  g_autoptr (MdgSecret) changed = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->changed));
  g_autoptr (MdgSecret) repeated = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->repeated));
  g_autofree char *words = NULL;

  if (mdg_secret_get_length (current) == 0)
    {
      words = mdg_error_text_for_field ("current_password");
      fault_at (self->current_field, words);
    }
  else if (update_rules (self) != 0)
    {
      words = mdg_error_text_for_field ("new_password");
      fault_at (self->changed_field, words);
      mdg_field_set_cure (MDG_FIELD (self->changed_field),
                          mdg_error_code_nick (MDG_ERROR_PASSWORD_RULES));
    }
  else if (!mdg_secret_equal (changed, repeated))
    fault_at (self->repeated_field, _ ("This is not the same as the new password above."));
  else
    mdg_login_flow_change_password (self->flow, current, changed);
}

static void
back_clicked (MdgPasswordPage *self)
{
  mdg_login_flow_back (self->flow);
}

static void
busy_changed (MdgPasswordPage *self)
{
  gboolean busy = mdg_login_flow_get_busy (self->flow);

  gtk_widget_set_sensitive (self->change, !busy);
  gtk_widget_set_sensitive (self->back, !busy);
}

/* Passwords do not outlive the page. When the session ended it was not left on purpose; [0] ch. 7's
 * page says then what became of them. */
static void
state_changed (MdgPasswordPage *self)
{
  if (mdg_login_flow_get_state (self->flow) == MDG_LOGIN_PASSWORD)
    return;
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->current), NULL);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->changed), NULL);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->repeated), NULL);
}

static void
show_wrong_current (MdgPasswordPage *self, const GError *error)
{
  g_autofree char *attempts = mdg_error_text_attempts (error);
  g_autofree char *words = mdg_text_join (_ ("This is not the current password."), attempts);

  fault_at (self->current_field, words);
}

/* Rules that only the service can judge come back with its answer. */
static gboolean
show_fault (GtkWidget *owner, const GError *error)
{
  MdgPasswordPage *self = MDG_PASSWORD_PAGE (owner);
  guint broken = mdg_error_get_rules (error);

  mdg_password_rules_list_mark (MDG_PASSWORD_RULES_LIST (self->rules), broken);
  if (broken != 0)
    gtk_widget_grab_focus (self->changed_field);
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_WRONG_CREDENTIALS))
    {
      show_wrong_current (self, error);
      return TRUE;
    }
  return FALSE;
}

static gboolean
mdg_password_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_PASSWORD_PAGE (widget)->current_field);
}

static void
mdg_password_page_dispose (GObject *object)
{
  g_clear_object (&MDG_PASSWORD_PAGE (object)->flow);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_PASSWORD_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_password_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/login/password-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgPasswordPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgPasswordPage, current_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPasswordPage, current);
  gtk_widget_class_bind_template_child (widget_class, MdgPasswordPage, changed_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPasswordPage, changed);
  gtk_widget_class_bind_template_child (widget_class, MdgPasswordPage, repeated_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPasswordPage, repeated);
  gtk_widget_class_bind_template_child (widget_class, MdgPasswordPage, expiry);
  gtk_widget_class_bind_template_child (widget_class, MdgPasswordPage, rules);
  gtk_widget_class_bind_template_child (widget_class, MdgPasswordPage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgPasswordPage, change);
  gtk_widget_class_bind_template_callback (widget_class, field_activated);
  gtk_widget_class_bind_template_callback (widget_class, typed);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, change_clicked);
}

static void
mdg_password_page_class_init (MdgPasswordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_password_page_dispose;
  widget_class->grab_focus = mdg_password_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_SECRET_FIELD);
  g_type_ensure (MDG_TYPE_PASSWORD_RULES_LIST);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_password_page_init (MdgPasswordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_rules (self);
}

GtkWidget *
mdg_password_page_new (MdgWorkplace *workplace)
{
  MdgPasswordPage *self = g_object_new (MDG_TYPE_PASSWORD_PAGE, NULL);

  self->flow = g_object_ref (mdg_workplace_get_flow (workplace));
  mdg_flow_page_bind (GTK_WIDGET (self), MDG_PAGE (self->page), self->flow, MDG_LOGIN_PASSWORD,
                      show_fault);
  g_signal_connect_object (self->flow, "notify::state", G_CALLBACK (state_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::busy", G_CALLBACK (busy_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
