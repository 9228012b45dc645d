/* waiting.c: what stands where something is waited for.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/waiting.h"

#include <glib/gi18n.h>

#include "widgets/widget-tools.h"

#define SPINNER_AFTER_MS 300
#define WORDS_AFTER_MS 3000

struct _MdgWaiting
{
  GtkWidget parent_instance;

  GtkWidget *spinner;
  GtkWidget *words;
  GtkWidget *cancel;

  gboolean cancellable;
  guint spinner_source;
  guint words_source;
};

enum
{
  CANCEL,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgWaiting, mdg_waiting, GTK_TYPE_WIDGET)

static void
cancel_clicked (MdgWaiting *self)
{
  g_signal_emit (self, signals[CANCEL], 0);
}

static gboolean
show_spinner (gpointer data)
{
  MdgWaiting *self = data;

  self->spinner_source = 0;
  gtk_widget_set_visible (self->spinner, TRUE);
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  return G_SOURCE_REMOVE;
}

static gboolean
show_words (gpointer data)
{
  MdgWaiting *self = data;

  self->words_source = 0;
  gtk_widget_set_visible (self->words, TRUE);
  gtk_widget_set_visible (self->cancel, self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
forget_sources (MdgWaiting *self)
{
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_handle_id (&self->words_source, g_source_remove);
}

static void
mdg_waiting_dispose (GObject *object)
{
  forget_sources (MDG_WAITING (object));
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_waiting_parent_class)->dispose (object);
}

static void
mdg_waiting_class_init (MdgWaitingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_waiting_dispose;
  signals[CANCEL] = g_signal_new ("cancel", MDG_TYPE_WAITING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
mdg_waiting_init (MdgWaiting *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              8);
  self->spinner = gtk_spinner_new ();
  self->words = mdg_widget_new_text (_ ("Waiting for the answer…"), NULL);
  self->cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  gtk_widget_set_parent (self->spinner, GTK_WIDGET (self));
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
  gtk_widget_set_parent (self->cancel, GTK_WIDGET (self));
  gtk_widget_set_valign (self->cancel, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->cancel, "clicked", G_CALLBACK (cancel_clicked), self,
                           G_CONNECT_SWAPPED);
  mdg_widget_tidy_names (GTK_WIDGET (self));
  mdg_waiting_stop (self);
}

GtkWidget *
mdg_waiting_new (void)
{
  return g_object_new (MDG_TYPE_WAITING, NULL);
}

void
mdg_waiting_start (MdgWaiting *self, gboolean cancellable)
{
  g_return_if_fail (MDG_IS_WAITING (self));

  mdg_waiting_stop (self);
  self->cancellable = cancellable;
  self->spinner_source = g_timeout_add (SPINNER_AFTER_MS, show_spinner, self);
  self->words_source = g_timeout_add (WORDS_AFTER_MS, show_words, self);
}

void
mdg_waiting_stop (MdgWaiting *self)
{
  g_return_if_fail (MDG_IS_WAITING (self));

  forget_sources (self);
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_set_visible (self->words, FALSE);
  gtk_widget_set_visible (self->cancel, FALSE);
}

void
mdg_waiting_set_text (MdgWaiting *self, const char *text)
{
  g_return_if_fail (MDG_IS_WAITING (self));

  gtk_label_set_text (GTK_LABEL (self->words), text != NULL ? text : _ ("Waiting for the answer…"));
}
