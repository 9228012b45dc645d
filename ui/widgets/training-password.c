/* training-password.c: the password of the training certificate, for filling in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/training-password.h"

#include <glib/gi18n.h>

#include "widgets/widget-tools.h"

struct _MdgTrainingPassword
{
  GtkWidget parent_instance;

  GtkWidget *shown;
  MdgSecret *password;   /* (nullable) */
  MdgSecretField *field; /* weak */
};

G_DEFINE_FINAL_TYPE (MdgTrainingPassword, mdg_training_password, GTK_TYPE_WIDGET)

static void
fill_in_clicked (MdgTrainingPassword *self)
{
  if (self->field == NULL || self->password == NULL)
    return;
  mdg_secret_field_set_text (self->field, mdg_secret_get_string (self->password));
  gtk_widget_grab_focus (GTK_WIDGET (self->field));
}

static void
mdg_training_password_dispose (GObject *object)
{
  MdgTrainingPassword *self = MDG_TRAINING_PASSWORD (object);

  g_clear_weak_pointer (&self->field);
  g_clear_pointer (&self->password, mdg_secret_unref);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_training_password_parent_class)->dispose (object);
}

static void
mdg_training_password_class_init (MdgTrainingPasswordClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_training_password_dispose;
  widget_class->focus = mdg_widget_focus_child;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_training_password_init (MdgTrainingPassword *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *fill = gtk_button_new_with_mnemonic (_ ("_Fill in"));

  self->shown = mdg_widget_new_text (NULL, "code");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (
      GTK_BOX (words),
      mdg_widget_new_text (_ ("For training: the password of the training certificate"), NULL));
  gtk_box_append (GTK_BOX (words), self->shown);
  gtk_widget_set_valign (fill, GTK_ALIGN_CENTER);
  g_signal_connect_object (fill, "clicked", G_CALLBACK (fill_in_clicked), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "training-card");
  gtk_box_append (GTK_BOX (card), words);
  gtk_box_append (GTK_BOX (card), fill);
  gtk_widget_set_parent (card, GTK_WIDGET (self));
  mdg_widget_tidy_names (card);
  mdg_widget_set_shown (GTK_WIDGET (self), FALSE);
}

GtkWidget *
mdg_training_password_new (void)
{
  return g_object_new (MDG_TYPE_TRAINING_PASSWORD, NULL);
}

void
mdg_training_password_offer (MdgTrainingPassword *self, MdgSecret *password, MdgSecretField *field)
{
  g_return_if_fail (MDG_IS_TRAINING_PASSWORD (self) && MDG_IS_SECRET_FIELD (field));

  g_set_weak_pointer (&self->field, field);
  g_clear_pointer (&self->password, mdg_secret_unref);
  self->password = password != NULL ? mdg_secret_ref (password) : NULL;
  gtk_label_set_text (GTK_LABEL (self->shown),
                      password != NULL ? mdg_secret_get_string (password) : "");
  mdg_widget_set_shown (GTK_WIDGET (self), password != NULL);
}
