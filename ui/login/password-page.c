/* password-page.c: [パスワード変更].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/password-page.h"

#include <glib/gi18n.h>

#include "core/password-rules.h"
#include "error-text.h"
#include "login/flow-page.h"
#include "widgets/checklist.h"
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

/* After the rules of core/password-rules.h: one of this page's own. */
#define RULE_REPEATED MDG_PASSWORD_N_RULES

static const char *const rules[] = {
  [MDG_PASSWORD_RULE_LENGTH] = N_ ("8 to 20 characters"),
  [MDG_PASSWORD_RULE_DIGIT] = N_ ("At least one digit"),
  [MDG_PASSWORD_RULE_LOWER] = N_ ("At least one lower-case letter"),
  [MDG_PASSWORD_RULE_UPPER] = N_ ("At least one upper-case letter"),
  [MDG_PASSWORD_RULE_SPECIAL] = N_ ("At least one special character: %s"),
  [MDG_PASSWORD_RULE_ALLOWED_ONLY] = N_ ("No other characters"),
  [MDG_PASSWORD_RULE_NOT_RECENT] = N_ ("Not one of the last 5 passwords (if under 13 characters)"),
  [MDG_PASSWORD_RULE_NOT_SIMILAR]
  = N_ ("First 5 characters differ from those of the last 5 passwords (if under 13 characters)"),
  [RULE_REPEATED] = N_ ("Both entries are the same"),
};

static void
fill_rules (MdgPasswordPage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *text = NULL;

      if (i == MDG_PASSWORD_RULE_SPECIAL)
        text = g_strdup_printf (_ ("At least one special character: %s"), MDG_PASSWORD_SPECIALS);
      mdg_checklist_append (MDG_CHECKLIST (self->rules), text != NULL ? text : _ (rules[i]));
    }
}

static MdgCheckState
repeated_state (MdgPasswordPage *self)
{
  g_autoptr (MdgSecret) changed = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->changed));
  g_autoptr (MdgSecret) repeated = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->repeated));

  if (mdg_secret_get_length (repeated) == 0)
    return MDG_CHECK_OPEN;
  return mdg_secret_equal (changed, repeated) ? MDG_CHECK_HELD : MDG_CHECK_BROKEN;
}

static void
show_verdicts (MdgPasswordPage *self, const MdgRuleVerdict *verdicts, gboolean empty)
{
  static const MdgCheckState states[] = { [MDG_RULE_OPEN] = MDG_CHECK_OPEN,
                                          [MDG_RULE_HELD] = MDG_CHECK_HELD,
                                          [MDG_RULE_BROKEN] = MDG_CHECK_BROKEN };

  for (guint i = 0; i < MDG_PASSWORD_N_RULES; i++)
    mdg_checklist_set_state (MDG_CHECKLIST (self->rules), i,
                             empty ? MDG_CHECK_OPEN : states[verdicts[i]]);
  mdg_checklist_set_state (MDG_CHECKLIST (self->rules), RULE_REPEATED, repeated_state (self));
}

static void
show_expiry (MdgPasswordPage *self, gsize length)
{
  const char *text;

  if (length == 0)
    text = _ ("With 13 characters or more the password does not expire; with fewer it expires "
              "after 60 days.");
  else if (mdg_password_expires (length))
    text = _ ("This password would expire after 60 days. With 13 characters or more it would not "
              "expire.");
  else
    text = _ ("13 characters or more: this password does not expire.");
  gtk_label_set_text (GTK_LABEL (self->expiry), text);
}

static void
update_rules (MdgPasswordPage *self)
{
  g_autoptr (MdgSecret) changed = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->changed));
  MdgRuleVerdict verdicts[MDG_PASSWORD_N_RULES];
  gsize length = mdg_secret_get_length (changed);

  mdg_password_rules_check (mdg_secret_get_string (changed), NULL, NULL, NULL, verdicts);
  show_verdicts (self, verdicts, length == 0);
  show_expiry (self, length);
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
  MdgRuleVerdict verdicts[MDG_PASSWORD_N_RULES];
  g_autofree char *words = NULL;

  mdg_password_rules_check (mdg_secret_get_string (changed), NULL, NULL, NULL, verdicts);
  if (mdg_secret_get_length (current) == 0)
    {
      words = mdg_error_text_for_field ("current_password");
      fault_at (self->current_field, words);
    }
  else if (mdg_password_rules_broken (verdicts) != 0)
    {
      words = mdg_error_text_for_field ("new_password");
      fault_at (self->changed_field, words);
    }
  else if (repeated_state (self) != MDG_CHECK_HELD)
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

  for (guint i = 0; i < MDG_PASSWORD_N_RULES; i++)
    if ((broken & (1u << i)) != 0)
      mdg_checklist_set_state (MDG_CHECKLIST (self->rules), i, MDG_CHECK_BROKEN);
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
  g_type_ensure (MDG_TYPE_CHECKLIST);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_password_page_init (MdgPasswordPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_rules (self);
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
