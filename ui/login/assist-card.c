/* assist-card.c: one of the steps beside the browser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/assist-card.h"

#include <glib/gi18n.h>

#include "login/assist-choices.h"
#include "login/assist-copies.h"
#include "widgets/icon.h"
#include "widgets/number-disc.h"
#include "widgets/widget-tools.h"

struct _MdgAssistCard
{
  GtkBox parent_instance;

  const MdgAssistStep *step;
  GtkWidget *disc;
  GtkWidget *check;
  GtkWidget *content;
  GtkWidget *form;    /* (nullable) */
  GtkWidget *copies;  /* (nullable) */
  GtkWidget *choices; /* (nullable) */
};

enum
{
  OPEN,
  COPIED,
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgAssistCard, mdg_assist_card, GTK_TYPE_BOX)

static void
open_clicked (MdgAssistCard *self)
{
  g_signal_emit (self, signals[OPEN], 0);
}

static void
copied (MdgAssistCard *self, int copy)
{
  g_signal_emit (self, signals[COPIED], 0, copy);
}

static void
choice_clicked (MdgAssistCard *self, GtkWidget *button)
{
  g_signal_emit (self, signals[CHOSEN], 0, (int)mdg_assist_choices_get_sight (button));
}

/* building ------------------------------------------------------------------------------------ */

static void
add_head (MdgAssistCard *self, guint number)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *title = mdg_widget_new_text (self->step->title, "section-title");

  self->disc = mdg_number_disc_new (number);
  self->check = mdg_icon_new ("check-circle", 22);
  gtk_widget_add_css_class (self->check, "good");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), self->disc);
  gtk_box_append (GTK_BOX (head), self->check);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (self), head);
}

static GtkWidget *
make_open_button (MdgAssistCard *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Open in the browser"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_clicked), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_content (MdgAssistCard *self)
{
  const MdgAssistStep *step = self->step;

  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (self), self->content);
  gtk_box_append (GTK_BOX (self->content), mdg_widget_new_text (step->words, NULL));
  if (step->opens)
    gtk_box_append (GTK_BOX (self->content), make_open_button (self));
  if (self->form != NULL)
    gtk_box_append (GTK_BOX (self->content), self->form);
  if (step->fields->len > 0)
    {
      self->copies = mdg_assist_copies_new (step->fields);
      g_signal_connect_object (self->copies, "copied", G_CALLBACK (copied), self,
                               G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->content), self->copies);
    }
  if (step->choices->len > 0)
    {
      self->choices = mdg_assist_choices_new (step, G_CALLBACK (choice_clicked), G_OBJECT (self));
      gtk_box_append (GTK_BOX (self->content), self->choices);
    }
}

static void
mdg_assist_card_class_init (MdgAssistCardClass *klass)
{
  signals[OPEN] = g_signal_new ("open", MDG_TYPE_ASSIST_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[COPIED] = g_signal_new ("copied", MDG_TYPE_ASSIST_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[CHOSEN] = g_signal_new ("chosen", MDG_TYPE_ASSIST_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
mdg_assist_card_init (MdgAssistCard *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "assist-step");
}

/* public -------------------------------------------------------------------------------------- */

MdgAssistCard *
mdg_assist_card_new (const MdgAssistStep *step, guint number, GtkWidget *form)
{
  MdgAssistCard *self = g_object_new (MDG_TYPE_ASSIST_CARD, "orientation", GTK_ORIENTATION_VERTICAL,
                                      "spacing", 12, NULL);

  self->step = step;
  self->form = form;
  add_head (self, number);
  add_content (self);
  return self;
}

void
mdg_assist_card_add_above (MdgAssistCard *self, GtkWidget *widget)
{
  g_return_if_fail (MDG_IS_ASSIST_CARD (self));

  gtk_widget_insert_before (widget, self->content, self->choices);
}

void
mdg_assist_card_add_below (MdgAssistCard *self, GtkWidget *widget)
{
  g_return_if_fail (MDG_IS_ASSIST_CARD (self));

  gtk_box_append (GTK_BOX (self->content), widget);
}

void
mdg_assist_card_show (MdgAssistCard *self, MdgAssistPlace place, gboolean asked)
{
  gboolean current = place == MDG_ASSIST_CURRENT;
  gboolean early = self->step->question == MDG_ASSIST_PASSCODE;

  g_return_if_fail (MDG_IS_ASSIST_CARD (self));

  mdg_widget_set_shown (GTK_WIDGET (self), place != MDG_ASSIST_LEFT_OUT);
  mdg_widget_set_shown (self->content, current);
  mdg_widget_set_shown (self->disc, place != MDG_ASSIST_DONE);
  mdg_widget_set_shown (self->check, place == MDG_ASSIST_DONE);
  if (current)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "ahead");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "ahead");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_DISABLED, !current, -1);
  if (self->form != NULL && self->copies != NULL && !early)
    mdg_widget_set_shown (self->form, !asked);
  if (self->copies != NULL && !early)
    mdg_widget_set_shown (self->copies, asked);
  if (self->choices != NULL)
    mdg_widget_set_shown (self->choices, asked || early);
}

void
mdg_assist_card_show_copies (MdgAssistCard *self, gboolean shown)
{
  g_return_if_fail (MDG_IS_ASSIST_CARD (self));

  mdg_widget_set_shown (self->copies, shown);
}

void
mdg_assist_card_set_usable (MdgAssistCard *self, gboolean usable)
{
  g_return_if_fail (MDG_IS_ASSIST_CARD (self));

  gtk_widget_set_sensitive (self->content, usable);
}

void
mdg_assist_card_set_copy (MdgAssistCard *self, MdgAssistCopy copy, MdgSecret *value)
{
  g_return_if_fail (MDG_IS_ASSIST_CARD (self));

  mdg_assist_copies_set (MDG_ASSIST_COPIES (self->copies), copy, value, FALSE);
}

void
mdg_assist_card_set_text (MdgAssistCard *self, MdgAssistCopy copy, const char *text)
{
  g_autoptr (MdgSecret) value = *text != '\0' ? mdg_secret_new_from_string (text) : NULL;

  g_return_if_fail (MDG_IS_ASSIST_CARD (self));

  mdg_assist_copies_set (MDG_ASSIST_COPIES (self->copies), copy, value, TRUE);
}

void
mdg_assist_card_reset_copies (MdgAssistCard *self)
{
  g_return_if_fail (MDG_IS_ASSIST_CARD (self));

  if (self->copies != NULL)
    mdg_assist_copies_reset (MDG_ASSIST_COPIES (self->copies));
}

gboolean
mdg_assist_card_focus_first (MdgAssistCard *self)
{
  g_return_val_if_fail (MDG_IS_ASSIST_CARD (self), FALSE);

  /* A field with the focus before its window is there would leave the window without a role
   * (GTK 4.8). */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  if (self->copies != NULL && gtk_widget_get_visible (self->copies))
    return gtk_widget_child_focus (self->copies, GTK_DIR_TAB_FORWARD);
  if (self->form != NULL && gtk_widget_get_mapped (self->form)
      && gtk_widget_grab_focus (self->form))
    return TRUE; /* it knows what is to be typed first */
  return gtk_widget_child_focus (self->form != NULL ? self->form : self->content,
                                 GTK_DIR_TAB_FORWARD);
}
