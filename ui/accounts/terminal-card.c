/* terminal-card.c: one kind of account of the terminal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/terminal-card.h"

#include <glib/gi18n.h>

#include "widgets/icon.h"
#include "widgets/widget-tools.h"

const char *
mdg_terminal_effect_text (const MdgTerminalAdvice *advice)
{
  switch (advice->effect)
    {
    case MDG_CHANGE_BREAKS:
      return _ ("Do not change: something stops");
    case MDG_CHANGE_KEEP:
      return _ ("Never lose ID and password");
    default:
      return _ ("May be changed");
    }
}

static const char *
effect_icon (MdgChangeEffect effect)
{
  return effect == MDG_CHANGE_BREAKS ? "error"
         : effect == MDG_CHANGE_KEEP ? "warning"
                                     : "check-circle";
}

static const char *
effect_class (MdgChangeEffect effect)
{
  return effect == MDG_CHANGE_BREAKS ? "bad" : effect == MDG_CHANGE_KEEP ? "attention" : "good";
}

static GtkWidget *
make_head (const MdgTerminalAdvice *advice)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = mdg_widget_new_text (advice->name, "section-title");
  GtkWidget *effect = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (head), name);
  gtk_widget_add_css_class (effect, effect_class (advice->effect));
  gtk_box_append (GTK_BOX (effect), mdg_icon_new (effect_icon (advice->effect), 18));
  gtk_box_append (GTK_BOX (effect), gtk_label_new (mdg_terminal_effect_text (advice)));
  gtk_widget_set_valign (effect, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), effect);
  return head;
}

static char *
detail_text (const MdgTerminalAccount *account)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (*account->owner != '\0')
    g_string_append_printf (text, _ ("looked after by %s"), account->owner);
  if (*account->used_at != '\0')
    {
      g_string_append (text, text->len > 0 ? " · " : "");
      g_string_append_printf (text, _ ("used at %s"), account->used_at);
    }
  g_string_append (text, text->len > 0 ? " · " : "");
  if (account->changed_on != NULL)
    g_string_append_printf (text, _ ("last changed on %s"), account->changed_on);
  else
    g_string_append (text, _ ("no change is noted"));
  if (*account->remark != '\0')
    g_string_append_printf (text, "\n%s", account->remark);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_button (const char *label, const char *subject)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, subject);

  mdg_widget_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
make_account (const MdgTerminalAdvice *advice, const MdgTerminalAccount *account)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *login_id = *account->login_id != '\0' ? account->login_id : _ ("(ID not noted)");
  GtkWidget *edit = make_button (_ ("Edit…"), login_id);
  GtkWidget *before = make_button (_ ("Before a change…"), login_id);
  g_autofree char *detail = detail_text (account);

  gtk_box_append (GTK_BOX (texts), mdg_widget_new_text (login_id, "strong"));
  gtk_box_append (GTK_BOX (texts), mdg_widget_new_text (detail, "quiet"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (edit), "(xs)", account->number,
                                    mdg_terminal_kind_nick (account->kind));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (edit), "accounts.terminal-edit");
  gtk_box_append (GTK_BOX (row), edit);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (before), "x", account->number);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (before), "terminal.before");
  gtk_box_append (GTK_BOX (row), before);
  return row;
}

static GtkWidget *
make_add (const MdgTerminalAdvice *advice)
{
  GtkWidget *add = make_button (_ ("Note an account…"), advice->name);

  gtk_widget_set_halign (add, GTK_ALIGN_START);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (add), "(xs)", G_GINT64_CONSTANT (0),
                                    mdg_terminal_kind_nick (advice->kind));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "accounts.terminal-edit");
  return add;
}

GtkWidget *
mdg_terminal_card_new (const MdgTerminalAdvice *advice, GPtrArray *accounts)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  guint n = 0;

  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (card), make_head (advice));
  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (advice->purpose, NULL));
  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (advice->made_by, "quiet"));
  for (guint i = 0; i < accounts->len; i++)
    {
      const MdgTerminalAccount *account = accounts->pdata[i];

      if (account->kind != advice->kind)
        continue;
      gtk_box_append (GTK_BOX (card), make_account (advice, account));
      n++;
    }
  if (n == 0 || advice->several)
    gtk_box_append (GTK_BOX (card), make_add (advice));
  return card;
}
