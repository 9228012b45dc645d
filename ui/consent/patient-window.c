/* patient-window.c: the steps of the consent flow on the whole screen.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/patient-window.h"

#include <glib/gi18n.h>

#include "consent/walk-panel.h"
#include "widgets/clamp.h"
#include "widgets/widget-tools.h"

#define WIDTH 900

struct _MdgPatientWindow
{
  GtkWindow parent_instance;

  GtkWidget *panel;
};

enum
{
  WALKED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgPatientWindow, mdg_patient_window, GTK_TYPE_WINDOW)

static void
walked (MdgPatientWindow *self)
{
  g_signal_emit (self, signals[WALKED], 0);
}

static GtkWidget *
make_bar (MdgPatientWindow *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = mdg_widget_new_text (
      _ ("An explanation. Nothing that is pressed here is sent or recorded."), "quiet");
  GtkWidget *end = gtk_button_new_with_mnemonic (_ ("_End (Esc)"));

  gtk_widget_set_hexpand (words, TRUE);
  g_signal_connect_object (end, "clicked", G_CALLBACK (gtk_window_close), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (bar, "page-actions");
  gtk_box_append (GTK_BOX (bar), words);
  gtk_box_append (GTK_BOX (bar), end);
  mdg_widget_tidy_names (bar);
  return bar;
}

static void
mdg_patient_window_class_init (MdgPatientWindowClass *klass)
{
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  signals[WALKED] = g_signal_new ("walked", MDG_TYPE_PATIENT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_patient_window_init (MdgPatientWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *clamp = mdg_clamp_new (WIDTH);

  self->panel = mdg_walk_panel_new ();
  mdg_walk_panel_set_for_patient (MDG_WALK_PANEL (self->panel), TRUE);
  g_signal_connect_object (self->panel, "walked", G_CALLBACK (walked), self, G_CONNECT_SWAPPED);
  gtk_widget_set_valign (self->panel, GTK_ALIGN_CENTER);
  mdg_clamp_set_child (MDG_CLAMP (clamp), self->panel);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), clamp);
  gtk_box_append (GTK_BOX (box), scroll);
  gtk_box_append (GTK_BOX (box), make_bar (self));
  gtk_window_set_child (GTK_WINDOW (self), box);
}

GtkWidget *
mdg_patient_window_new (GtkWindow *parent, const MdgFlow *flow, MdgWalk *walk, MdgClock *clock)
{
  MdgPatientWindow *self = g_object_new (MDG_TYPE_PATIENT_WINDOW, "transient-for", parent, "title",
                                         _ ("Consent flow"), NULL);

  mdg_walk_panel_set_walk (MDG_WALK_PANEL (self->panel), flow, walk, clock);
  gtk_window_fullscreen (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->panel);
  return GTK_WIDGET (self);
}

void
mdg_patient_window_update (MdgPatientWindow *self)
{
  g_return_if_fail (MDG_IS_PATIENT_WINDOW (self));

  mdg_walk_panel_update (MDG_WALK_PANEL (self->panel));
}
