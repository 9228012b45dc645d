/* help-button.c: 《?》: what the screen is for and what each of its fields means.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/help-button.h"

#include <glib/gi18n.h>

#include "widgets/widget-tools.h"

struct _MdgHelpButton
{
  GtkWidget parent_instance;

  GtkWidget *button;
  const MdgHelp *help;
  const MdgHelp *once; /* (nullable): what it is opened with */
};

G_DEFINE_FINAL_TYPE (MdgHelpButton, mdg_help_button, GTK_TYPE_WIDGET)

const MdgHelp *
mdg_help_find (const MdgHelpPage *pages, const char *page)
{
  for (; pages != NULL && pages->page != NULL; pages++)
    if (g_strcmp0 (pages->page, page) == 0)
      return &pages->help;
  return NULL;
}

static void
append_text (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = mdg_widget_new_text (text, css_class);

  gtk_label_set_width_chars (GTK_LABEL (label), 44);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
help_content (const MdgHelp *help)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (box, "help");
  append_text (box, _ (help->title), "help-title");
  append_text (box, _ (help->purpose), NULL);
  for (const MdgHelpItem *item = help->items; item != NULL && item->field != NULL; item++)
    {
      append_text (box, _ (item->field), "help-field");
      append_text (box, _ (item->text), NULL);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), 560);
  return scroll;
}

static void
make_popover (GtkMenuButton *button, gpointer data)
{
  MdgHelpButton *self = data;
  const MdgHelp *help = self->once != NULL ? self->once : self->help;
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  /* The button stands at the window's right edge: the words go to the left of it. */
  gtk_widget_set_halign (popover, GTK_ALIGN_END);
  if (help != NULL)
    {
      gtk_popover_set_child (GTK_POPOVER (popover), help_content (help));
      mdg_widget_set_name (popover, _ (help->title));
    }
  gtk_menu_button_set_popover (button, popover);
}

static void
mdg_help_button_dispose (GObject *object)
{
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_help_button_parent_class)->dispose (object);
}

static void
mdg_help_button_class_init (MdgHelpButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_help_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_help_button_init (MdgHelpButton *self)
{
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), gtk_label_new ("?"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), make_popover, self, NULL);
  gtk_widget_add_css_class (self->button, "help-button");
  gtk_widget_set_tooltip_text (self->button, _ ("What this screen is for (F1)"));
  mdg_widget_set_name (self->button, _ ("? What this screen is for"));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
mdg_help_button_new (void)
{
  return g_object_new (MDG_TYPE_HELP_BUTTON, NULL);
}

void
mdg_help_button_set_help (MdgHelpButton *self, const MdgHelp *help)
{
  g_return_if_fail (MDG_IS_HELP_BUTTON (self));

  self->help = help;
  gtk_widget_set_sensitive (GTK_WIDGET (self), help != NULL);
}

void
mdg_help_button_open (MdgHelpButton *self)
{
  g_return_if_fail (MDG_IS_HELP_BUTTON (self));

  if (self->help != NULL)
    gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}

void
mdg_help_button_open_with (MdgHelpButton *self, const MdgHelp *help)
{
  g_return_if_fail (MDG_IS_HELP_BUTTON (self) && help != NULL);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  self->once = help;
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
  self->once = NULL;
}

void
mdg_help_button_close (MdgHelpButton *self)
{
  g_return_if_fail (MDG_IS_HELP_BUTTON (self));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}
