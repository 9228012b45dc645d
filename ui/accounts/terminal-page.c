/* terminal-page.c: the register of the terminal's other accounts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/terminal-page.h"

#include <glib/gi18n.h>

#include "accounts/terminal-card.h"
#include "widgets/page.h"
#include "widgets/question.h"
#include "widgets/widget-tools.h"

struct _MdgTerminalPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *cards;
  GtkWidget *checked;

  MdgAccountLink *link;
  MdgTerminalGuide *guide;
  GPtrArray *accounts;       /* (nullable): of MdgTerminalAccount */
  GCancellable *cancellable; /* (nullable): while they are read */
  gint64 asked;              /* number of the one the warning is about */
};

G_DEFINE_FINAL_TYPE (MdgTerminalPage, mdg_terminal_page, GTK_TYPE_WIDGET)

static void
fill (MdgTerminalPage *self)
{
  mdg_widget_clear_box (self->cards);
  for (guint i = 0; i < self->guide->accounts->len; i++)
    gtk_box_append (GTK_BOX (self->cards),
                    mdg_terminal_card_new (self->guide->accounts->pdata[i], self->accounts));
}

static void
accounts_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *accounts = mdg_terminal_register_list_finish (MDG_CACHE (source), result, &error);
  MdgTerminalPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (accounts == NULL)
    {
      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  self->accounts = accounts;
  fill (self);
}

static void
stop (MdgTerminalPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (MdgTerminalPage *self)
{
  MdgCache *cache = mdg_workplace_get_cache (mdg_account_link_get_workplace (self->link));

  stop (self);
  if (cache == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->cancellable = g_cancellable_new ();
  mdg_terminal_register_list_async (cache, self->cancellable, accounts_known, self);
}

/* before a change ------------------------------------------------------------------------------ */

static void
add_lines (GString *text, char **lines)
{
  for (; *lines != NULL; lines++)
    g_string_append_printf (text, "・%s\n", *lines);
}

static char *
warning_text (MdgTerminalPage *self, const MdgTerminalAdvice *advice)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (advice->effect == MDG_CHANGE_BREAKS)
    g_string_append_printf (text, "%s\n", _ ("When ID or password are changed:"));
  else if (advice->consequences[0] != NULL)
    g_string_append_printf (text, "%s\n", _ ("When ID or password are lost:"));
  add_lines (text, advice->consequences);
  if (advice->effect == MDG_CHANGE_BREAKS)
    g_string_append_printf (text, "%s\n", self->guide->repair_text);
  if (advice->before[0] != NULL)
    g_string_append_printf (text, "%s\n", _ ("What to do:"));
  add_lines (text, advice->before);
  return g_strchomp (g_string_free (g_steal_pointer (&text), FALSE));
}

static void
warning_answered (MdgQuestion *question, const char *answer, MdgTerminalPage *self)
{
  if (g_str_equal (answer, "note"))
    gtk_widget_activate_action (GTK_WIDGET (self), "accounts.terminal-change", "x", self->asked);
}

static void
before_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgTerminalPage *self = MDG_TERMINAL_PAGE (widget);
  const MdgTerminalAccount *account
      = mdg_terminal_page_find (self, g_variant_get_int64 (parameter));
  const MdgTerminalAdvice *advice
      = account != NULL ? mdg_terminal_guide_get (self->guide, account->kind) : NULL;
  g_autofree char *title = NULL, *body = NULL;
  MdgQuestion *question;
  gboolean breaks;

  if (account == NULL)
    return;
  breaks = advice->effect == MDG_CHANGE_BREAKS;
  title = g_strdup_printf (breaks ? _ ("Do not change: %s") : _ ("Before a change: %s"),
                           advice->name);
  body = warning_text (self, advice);
  question = mdg_question_new (title, body);
  self->asked = account->number;
  mdg_question_add_button (question, "note",
                           breaks ? _ ("It _was changed all the same…") : _ ("_Note a change…"),
                           breaks ? MDG_ANSWER_DANGER : MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, MDG_ANSWER_CANCEL,
                           breaks ? _ ("Do _not change it") : _ ("_Close"), MDG_ANSWER_PRIMARY);
  g_signal_connect_object (question, "answered", G_CALLBACK (warning_answered), self, 0);
  mdg_question_present (question, widget);
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_terminal_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (MDG_TERMINAL_PAGE (widget)->page, GTK_DIR_TAB_FORWARD);
}

static void
mdg_terminal_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_terminal_page_parent_class)->map (widget);
  load (MDG_TERMINAL_PAGE (widget));
}

static void
mdg_terminal_page_unmap (GtkWidget *widget)
{
  mdg_page_hide_message (MDG_PAGE (MDG_TERMINAL_PAGE (widget)->page));
  GTK_WIDGET_CLASS (mdg_terminal_page_parent_class)->unmap (widget);
}

static void
mdg_terminal_page_dispose (GObject *object)
{
  MdgTerminalPage *self = MDG_TERMINAL_PAGE (object);

  stop (self);
  g_clear_object (&self->link);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_TERMINAL_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_terminal_page_parent_class)->dispose (object);
}

static void
mdg_terminal_page_finalize (GObject *object)
{
  MdgTerminalPage *self = MDG_TERMINAL_PAGE (object);

  g_clear_pointer (&self->guide, mdg_terminal_guide_free);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  G_OBJECT_CLASS (mdg_terminal_page_parent_class)->finalize (object);
}

static void
mdg_terminal_page_class_init (MdgTerminalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_terminal_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_terminal_page_finalize;
  widget_class->grab_focus = mdg_terminal_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_terminal_page_map;
  widget_class->unmap = mdg_terminal_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/accounts/terminal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalPage, cards);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalPage, checked);
  gtk_widget_class_install_action (widget_class, "terminal.before", "x", before_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_terminal_page_init (MdgTerminalPage *self)
{
  g_autofree char *checked = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->accounts = g_ptr_array_new ();
  /* Translators: the language of the guide's data: "ja" or "en" */
  self->guide = mdg_terminal_guide_new (C_ ("guide", "en"));
  checked
      = g_strdup_printf (_ ("As of %s, after the quick guide of the terminal's installer (%s)."),
                         self->guide->checked, self->guide->source);
  gtk_label_set_text (GTK_LABEL (self->checked), checked);
  fill (self);
}

GtkWidget *
mdg_terminal_page_new (MdgAccountLink *link)
{
  MdgTerminalPage *self = g_object_new (MDG_TYPE_TERMINAL_PAGE, NULL);

  self->link = g_object_ref (link);
  g_signal_connect_object (mdg_account_link_get_workplace (link), "cache-changed",
                           G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

const MdgTerminalAccount *
mdg_terminal_page_find (MdgTerminalPage *self, gint64 number)
{
  g_return_val_if_fail (MDG_IS_TERMINAL_PAGE (self), NULL);

  for (guint i = 0; i < self->accounts->len; i++)
    if (((MdgTerminalAccount *)self->accounts->pdata[i])->number == number)
      return self->accounts->pdata[i];
  return NULL;
}
