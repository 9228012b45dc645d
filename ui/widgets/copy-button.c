/* copy-button.c: copies a secret in one piece and takes it out of the clipboard again.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/copy-button.h"

#include <glib/gi18n.h>

#include "core/error.h"
#include "platform/screen-lock.h"
#include "widgets/secret-clipboard.h"
#include "widgets/secret-holder.h"
#include "widgets/widget-tools.h"

#define TRY_AGAIN_MS 50
#define TRIES 20
#define LOOKERS_US                                                                                 \
  (400 * 1000) /* so long after copying whoever asks is a program that watches the clipboard */
#define PASTING_US (1000 * 1000) /* so long whoever pastes may ask again */

struct _MdgCopyButton
{
  GtkWidget parent_instance;

  GtkWidget *button;
  GtkWidget *status;
  MdgSecret *secret;
  MdgScreenLock *screen;         /* once something was copied */
  MdgSecretClipboard *clipboard; /* while something of ours is in it */
  gboolean single_use;
  gint64 copied_at; /* monotonic, microseconds, as is the next */
  gint64 clear_at;
  guint tries;  /* left, while another program has the clipboard open */
  guint source; /* the next look, or the next try */
};

enum
{
  PROP_0,
  PROP_LABEL,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
enum
{
  COPIED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void holder_init (MdgSecretHolderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgCopyButton,
                               mdg_copy_button,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_SECRET_HOLDER, holder_init))

static void
forget (MdgCopyButton *self, const char *status)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->clipboard, mdg_secret_clipboard_free);
  gtk_label_set_text (GTK_LABEL (self->status), status);
}

/* Whether it was pasted, a moment ago. */
static gboolean
is_used (MdgCopyButton *self)
{
  gint64 taken = mdg_secret_clipboard_get_taken (self->clipboard);

  return self->single_use && taken > self->copied_at + LOOKERS_US
         && g_get_monotonic_time () > taken + PASTING_US;
}

static gboolean
tick (gpointer data)
{
  MdgCopyButton *self = data;
  gint64 left = (self->clear_at - g_get_monotonic_time () + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  if (!mdg_secret_clipboard_holds (self->clipboard))
    {
      self->source = 0;
      forget (self, "");
      return G_SOURCE_REMOVE;
    }
  if (left <= 0 || is_used (self))
    {
      if (!mdg_secret_clipboard_clear (self->clipboard))
        return G_SOURCE_CONTINUE;
      self->source = 0;
      forget (self, _ ("Removed from the clipboard."));
      return G_SOURCE_REMOVE;
    }
  text = g_strdup_printf (_ ("Copied. Will be removed from the clipboard in %d s."), (int)left);
  gtk_label_set_text (GTK_LABEL (self->status), text);
  return G_SOURCE_CONTINUE;
}

/* Who locks the screen goes away, and the clipboard with him. */
static void
screen_changed (MdgCopyButton *self)
{
  if (self->clipboard != NULL && mdg_screen_lock_get_locked (self->screen))
    forget (self, _ ("Removed from the clipboard."));
}

static void
watch_screen (MdgCopyButton *self)
{
  if (self->screen != NULL)
    return;
  self->screen = mdg_screen_lock_get ();
  g_signal_connect_object (self->screen, "notify::locked", G_CALLBACK (screen_changed), self,
                           G_CONNECT_SWAPPED);
}

/* Another program may look into the clipboard at this moment; rarely for long. */
static gboolean
copy (gpointer data)
{
  MdgCopyButton *self = data;
  g_autoptr (GError) error = NULL;

  self->clipboard = mdg_secret_clipboard_put (GTK_WIDGET (self), self->secret, &error);
  if (self->clipboard == NULL && g_error_matches (error, MDG_ERROR, MDG_ERROR_IN_USE)
      && self->tries-- > 0)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  if (self->clipboard == NULL)
    {
      g_info ("not copied: %s", error->message);
      forget (self, _ ("Not copied: another program is using the clipboard. Please try again."));
      return G_SOURCE_REMOVE;
    }
  watch_screen (self);
  self->copied_at = g_get_monotonic_time ();
  self->clear_at = self->copied_at + MDG_COPY_SECONDS * G_USEC_PER_SEC;
  self->source = g_timeout_add (500, tick, self);
  tick (self);
  g_signal_emit (self, signals[COPIED], 0);
  return G_SOURCE_REMOVE;
}

static void
clicked (MdgCopyButton *self)
{
  if (self->secret == NULL)
    return;
  forget (self, "");
  self->tries = TRIES;
  if (copy (self) == G_SOURCE_CONTINUE)
    self->source = g_timeout_add (TRY_AGAIN_MS, copy, self);
}

/* Whoever gave the secret has it, or had it from the records. */
static gboolean
let_go (MdgSecretHolder *holder)
{
  MdgCopyButton *self = MDG_COPY_BUTTON (holder);

  if (self->clipboard != NULL)
    forget (self, _ ("Removed from the clipboard."));
  mdg_copy_button_set_secret (self, NULL);
  return FALSE;
}

static void
holder_init (MdgSecretHolderInterface *iface)
{
  iface->let_go = let_go;
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
  g_clear_object (&self->screen);
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
  signals[COPIED] = g_signal_new ("copied", MDG_TYPE_COPY_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
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

  if (self->clipboard == NULL)
    g_clear_handle_id (&self->source, g_source_remove); /* no more tries with the old one */
  g_clear_pointer (&self->secret, mdg_secret_unref);
  if (secret != NULL)
    self->secret = mdg_secret_ref (secret);
}

void
mdg_copy_button_set_single_use (MdgCopyButton *self, gboolean single_use)
{
  g_return_if_fail (MDG_IS_COPY_BUTTON (self));

  self->single_use = single_use;
}

void
mdg_copy_button_clear (MdgCopyButton *self)
{
  g_return_if_fail (MDG_IS_COPY_BUTTON (self));

  if (self->clipboard != NULL)
    forget (self, "");
}
