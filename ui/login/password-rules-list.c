/* password-rules-list.c: the rules for a new password, judged while one types.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/password-rules-list.h"

#include <glib/gi18n.h>

#include "widgets/checklist.h"
#include "widgets/widget-tools.h"

struct _MdgPasswordRulesList
{
  GtkWidget parent_instance;

  GtkWidget *list;
  MdgPasswordHistory *history; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MdgPasswordRulesList, mdg_password_rules_list, GTK_TYPE_WIDGET)

/* After the rules of core/password-rules.h: one of a form's own. */
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
mdg_password_rules_list_dispose (GObject *object)
{
  MdgPasswordRulesList *self = MDG_PASSWORD_RULES_LIST (object);

  g_clear_pointer (&self->history, mdg_password_history_free);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_password_rules_list_parent_class)->dispose (object);
}

static void
mdg_password_rules_list_class_init (MdgPasswordRulesListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_password_rules_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_password_rules_list_init (MdgPasswordRulesList *self)
{
  self->list = mdg_checklist_new ();
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *text = NULL;

      if (i == MDG_PASSWORD_RULE_SPECIAL)
        text = g_strdup_printf (_ ("At least one special character: %s"), MDG_PASSWORD_SPECIALS);
      mdg_checklist_append (MDG_CHECKLIST (self->list), text != NULL ? text : _ (rules[i]));
    }
}

GtkWidget *
mdg_password_rules_list_new (void)
{
  return g_object_new (MDG_TYPE_PASSWORD_RULES_LIST, NULL);
}

void
mdg_password_rules_list_set_history (MdgPasswordRulesList *self, MdgPasswordHistory *history)
{
  g_return_if_fail (MDG_IS_PASSWORD_RULES_LIST (self));

  g_clear_pointer (&self->history, mdg_password_history_free);
  self->history = history;
}

static MdgCheckState
repeated_state (MdgSecret *changed, MdgSecret *repeated)
{
  if (mdg_secret_get_length (repeated) == 0)
    return MDG_CHECK_OPEN;
  return mdg_secret_equal (changed, repeated) ? MDG_CHECK_HELD : MDG_CHECK_BROKEN;
}

/* A history that does not go back far enough can say what was there, but not what was not. */
static MdgCheckState
state_of (MdgPasswordRulesList *self, guint rule, MdgRuleVerdict verdict, gsize length)
{
  gboolean of_history
      = rule == MDG_PASSWORD_RULE_NOT_RECENT || rule == MDG_PASSWORD_RULE_NOT_SIMILAR;

  if (verdict == MDG_RULE_BROKEN)
    return MDG_CHECK_BROKEN;
  if (verdict == MDG_RULE_OPEN
      || (of_history && length < MDG_PASSWORD_LONG
          && mdg_password_history_get_length (self->history) < MDG_PASSWORD_HISTORY))
    return MDG_CHECK_OPEN;
  return MDG_CHECK_HELD;
}

guint
mdg_password_rules_list_judge (MdgPasswordRulesList *self, MdgSecret *changed, MdgSecret *repeated)
{
  gboolean known = self->history != NULL;
  gsize length = mdg_secret_get_length (changed);
  MdgRuleVerdict verdicts[MDG_PASSWORD_N_RULES];

  g_return_val_if_fail (MDG_IS_PASSWORD_RULES_LIST (self), 0);

  mdg_password_rules_check (
      mdg_secret_get_string (changed), known ? mdg_password_history_seen : NULL,
      known ? mdg_password_history_seen_start : NULL, self->history, verdicts);
  for (guint i = 0; i < MDG_PASSWORD_N_RULES; i++)
    mdg_checklist_set_state (MDG_CHECKLIST (self->list), i,
                             length == 0 ? MDG_CHECK_OPEN
                                         : state_of (self, i, verdicts[i], length));
  mdg_checklist_set_state (MDG_CHECKLIST (self->list), RULE_REPEATED,
                           repeated_state (changed, repeated));
  return mdg_password_rules_broken (verdicts);
}

void
mdg_password_rules_list_mark (MdgPasswordRulesList *self, guint broken)
{
  g_return_if_fail (MDG_IS_PASSWORD_RULES_LIST (self));

  for (guint i = 0; i < MDG_PASSWORD_N_RULES; i++)
    if ((broken & (1u << i)) != 0)
      mdg_checklist_set_state (MDG_CHECKLIST (self->list), i, MDG_CHECK_BROKEN);
}

const char *
mdg_password_expiry_text (gsize length)
{
  if (length == 0)
    return _ ("With 13 characters or more the password does not expire; with fewer it expires "
              "after 60 days.");
  if (mdg_password_expires (length))
    return _ ("This password would expire after 60 days. With 13 characters or more it would not "
              "expire.");
  return _ ("13 characters or more: this password does not expire.");
}
