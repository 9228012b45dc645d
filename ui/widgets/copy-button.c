/* copy-button.c: copies a secret in one piece and takes it out of the clipboard again.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/copy-button.h"

#include <glib/gi18n.h>

#include "widgets/widget-tools.h"

struct _MdgCopyButton
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *status;
  MdgSecret *secret;
  GdkClipboard *clipboard; /* while something of ours is in it */
  GdkContentProvider *content;
  gint64 clear_at; /* monotonic, microseconds */
  guint tick_source;
};

enum
{
  PROP_0,
  PROP_LABEL,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgCopyButton, mdg_copy_button, GTK_TYPE_WIDGET)

static gboolean
still_ours (MdgCopyButton *self)
{
  return self->clipboard != NULL && gdk_clipboard_is_local (self->clipboard)
         && gdk_clipboard_get_content (self->clipboard) == self->content;
}

static void
forget (MdgCopyButton *self, const char *status)
{
  g_clear_handle_id (&self->tick_source, g_source_remove);
  if (still_ours (self))
    gdk_clipboard_set_content (self->clipboard, NULL);
  g_clear_object (&self->content);
  g_clear_object (&self->clipboard);
  gtk_label_set_text (GTK_LABEL (self->status), status);
}

static gboolean
tick (gpointer data)
{
  MdgCopyButton *self = data;
  gint64 left = (self->clear_at - g_get_monotonic_time () + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  if (!still_ours (self))
    {
      self->tick_source = 0;
      forget (self, "");
      return G_SOURCE_REMOVE;
    }
  if (left <= 0)
    {
      self->tick_source = 0;
      forget (self, _ ("Removed from the clipboard."));
      return G_SOURCE_REMOVE;
    }
  text = g_strdup_printf (_ ("Copied. Will be removed from the clipboard in %d s."), (int)left);
  gtk_label_set_text (GTK_LABEL (self->status), text);
  return G_SOURCE_CONTINUE;
}

static void
clicked (MdgCopyButton *self)
{
  GValue value = G_VALUE_INIT;

  if (self->secret == NULL)
    return;
  forget (self, "");
  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, mdg_secret_get_string (self->secret));
  self->content = gdk_content_provider_new_for_value (&value);
  g_value_unset (&value);
  self->clipboard = g_object_ref (gtk_widget_get_clipboard (GTK_WIDGET (self)));
  gdk_clipboard_set_content (self->clipboard, self->content);
  self->clear_at = g_get_monotonic_time () + MDG_COPY_SECONDS * G_USEC_PER_SEC;
  self->tick_source = g_timeout_add (500, tick, self);
  tick (self);
}

static void
mdg_copy_button_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LABEL)
    g_value_set_string (value,
                        gtk_button_get_label (GTK_BUTTON (MDG_COPY_BUTTON (object)->button)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_copy_button_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LABEL)
    gtk_button_set_label (GTK_BUTTON (MDG_COPY_BUTTON (object)->button),
                          g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_copy_button_dispose (GObject *object)
{
  MdgCopyButton *self = MDG_COPY_BUTTON (object);

  if (gtk_widget_get_first_child (GTK_WIDGET (object)) != NULL)
    forget (self, "");
  g_clear_pointer (&self->secret, mdg_secret_unref);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_copy_button_parent_class)->dispose (object);
}

static void
mdg_copy_button_class_init (MdgCopyButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mdg_copy_button_get_property;
  object_class->set_property = mdg_copy_button_set_property;
  object_class->dispose = mdg_copy_button_dispose;
  properties[PROP_LABEL]
      = g_param_spec_string ("label", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
mdg_copy_button_init (MdgCopyButton *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              12);
  self->button = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->button), TRUE);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  self->status = mdg_widget_new_text (NULL, "small");
  gtk_widget_set_hexpand (self->status, TRUE);
  gtk_widget_set_parent (self->status, GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
}

GtkWidget *
mdg_copy_button_new (const char *label)
{
  return g_object_new (MDG_TYPE_COPY_BUTTON, "label", label, NULL);
}

void
mdg_copy_button_set_secret (MdgCopyButton *self, MdgSecret *secret)
{
  g_return_if_fail (MDG_IS_COPY_BUTTON (self));

  g_clear_pointer (&self->secret, mdg_secret_unref);
  if (secret != NULL)
    self->secret = mdg_secret_ref (secret);
}
