/* card-switch.c: lets a card begin and end the walk.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/card-switch.h"

#include <glib/gi18n.h>

#include "platform/smartcard.h"
#include "widgets/widget-tools.h"

struct _MdgCardSwitch
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *state;
  MdgReaderWatch *watch; /* while it is on */
  gboolean present;
};

enum
{
  CARD,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgCardSwitch, mdg_card_switch, GTK_TYPE_WIDGET)

static guint
count (MdgCardSwitch *self, gboolean mute)
{
  GPtrArray *readers = mdg_reader_watch_get_readers (self->watch);
  guint n = 0;

  for (guint i = 0; i < readers->len; i++)
    {
      const MdgReader *reader = readers->pdata[i];
      n += reader->has_card && reader->is_mute == mute;
    }
  return n;
}

static const char *
state_text (MdgCardSwitch *self)
{
  if (self->watch == NULL)
    return "";
  if (mdg_reader_watch_get_service (self->watch) == MDG_CARD_SERVICE_UNKNOWN)
    return _ ("Looking for card readers…");
  if (count (self, FALSE) > 0)
    return _ ("A card is there.");
  if (count (self, TRUE) > 0)
    return _ ("What lies there does not answer. Turn the card round.");
  if (mdg_reader_watch_get_readers (self->watch)->len == 0)
    return _ ("There is no card reader. Answer with the buttons.");
  return _ ("Waiting for a card.");
}

static void
changed (MdgCardSwitch *self)
{
  gboolean present = self->watch != NULL && count (self, FALSE) > 0;

  gtk_label_set_text (GTK_LABEL (self->state), state_text (self));
  mdg_widget_set_shown (self->state, self->watch != NULL);
  if (present == self->present)
    return;
  self->present = present;
  if (self->watch != NULL)
    g_signal_emit (self, signals[CARD], 0, present);
}

static void
toggled (MdgCardSwitch *self)
{
  gboolean on = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->button));

  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  if (on)
    {
      self->watch = mdg_reader_watch_new ();
      g_signal_connect_object (self->watch, "changed", G_CALLBACK (changed), self,
                               G_CONNECT_SWAPPED);
    }
  changed (self);
}

static void
mdg_card_switch_dispose (GObject *object)
{
  MdgCardSwitch *self = MDG_CARD_SWITCH (object);

  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_card_switch_parent_class)->dispose (object);
}

static void
mdg_card_switch_class_init (MdgCardSwitchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_card_switch_dispose;
  signals[CARD] = g_signal_new ("card", MDG_TYPE_CARD_SWITCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
mdg_card_switch_init (MdgCardSwitch *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->button = gtk_check_button_new_with_label (_ ("Begin and end with a card on the reader"));
  self->state = mdg_widget_new_text (NULL, "quiet");
  g_signal_connect_object (self->button, "toggled", G_CALLBACK (toggled), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_parent (self->state, GTK_WIDGET (self));
  mdg_widget_set_shown (self->state, FALSE);
}

GtkWidget *
mdg_card_switch_new (void)
{
  return g_object_new (MDG_TYPE_CARD_SWITCH, NULL);
}

void
mdg_card_switch_set_active (MdgCardSwitch *self, gboolean active)
{
  g_return_if_fail (MDG_IS_CARD_SWITCH (self));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->button), active);
}

const char *
mdg_card_switch_get_state (MdgCardSwitch *self)
{
  g_return_val_if_fail (MDG_IS_CARD_SWITCH (self), "");

  return gtk_label_get_text (GTK_LABEL (self->state));
}
