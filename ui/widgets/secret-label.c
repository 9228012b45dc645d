/* secret-label.c: shows a secret in groups of four, covered until asked for.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/secret-label.h"

#include <glib/gi18n.h>

#include "platform/screen-lock.h"
#include "widgets/capture-guard.h"
#include "widgets/secret-holder.h"
#include "widgets/widget-tools.h"

#define REVEAL_SECONDS 60

struct _MdgSecretLabel
{
  GtkWidget parent_instance;

  GtkWidget *label;
  GtkWidget *toggle;
  MdgSecret *secret;
  MdgScreenLock *screen; /* once it was shown */
  guint cover_source;
  gboolean second; /* on its page */
};

enum
{
  PROP_0,
  PROP_SECOND,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
enum
{
  REVEALED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void holder_init (MdgSecretHolderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgSecretLabel,
                               mdg_secret_label,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_SECRET_HOLDER, holder_init))

/* Sixteen characters a line: four groups are what an eye carries over to a phone. */
/* Beside hyphens of its own, spaces of ours would be typed, too. */
static gboolean
is_plain (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c))
      return FALSE;
  return TRUE;
}

static char *
lines_of (const char *text)
{
  GString *lines = g_string_new (NULL);

  if (!is_plain (text))
    return g_string_free (g_string_append (lines, text), FALSE);
  for (gsize i = 0; text[i] != '\0'; i++)
    {
      if (i > 0 && i % 16 == 0)
        g_string_append_c (lines, '\n');
      else if (i > 0 && i % 4 == 0)
        g_string_append_c (lines, ' ');
      g_string_append_c (lines, text[i]);
    }
  return g_string_free (lines, FALSE);
}

static char *
covered_like (const char *lines)
{
  GString *covered = g_string_new (NULL);

  for (const char *p = lines; *p != '\0'; p++)
    g_string_append (covered, *p == ' ' ? " " : *p == '\n' ? "\n" : "\u2022");
  return g_string_free (covered, FALSE);
}

/* One key for both would only go from the one to the other. */
static const char *
toggle_words (MdgSecretLabel *self, gboolean revealed)
{
  if (self->second)
    return revealed ? C_ ("second", "Cov_er") : C_ ("second", "S_how");
  return revealed ? _ ("C_over") : _ ("_Show");
}

static void
show_text (MdgSecretLabel *self)
{
  gboolean revealed = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggle));
  char *lines = lines_of (self->secret != NULL ? mdg_secret_get_string (self->secret) : "");
  g_autofree char *covered = covered_like (lines);

  gtk_label_set_text (GTK_LABEL (self->label), revealed ? lines : covered);
  gtk_label_set_selectable (GTK_LABEL (self->label), FALSE);
  gtk_button_set_label (GTK_BUTTON (self->toggle), toggle_words (self, revealed));
  mdg_widget_tidy_names (self->toggle);
  mdg_wipe_string (lines);
}

static gboolean
cover (gpointer data)
{
  MdgSecretLabel *self = data;

  self->cover_source = 0;
  mdg_secret_label_set_revealed (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
screen_changed (MdgSecretLabel *self)
{
  if (mdg_screen_lock_get_locked (self->screen))
    mdg_secret_label_set_revealed (self, FALSE);
}

static void
watch_screen (MdgSecretLabel *self)
{
  if (self->screen != NULL)
    return;
  self->screen = mdg_screen_lock_get ();
  g_signal_connect_object (self->screen, "notify::locked", G_CALLBACK (screen_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
toggled (MdgSecretLabel *self)
{
  gboolean revealed = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggle));

  g_clear_handle_id (&self->cover_source, g_source_remove);
  if (revealed)
    {
      watch_screen (self);
      self->cover_source = g_timeout_add_seconds (REVEAL_SECONDS, cover, self);
    }
  mdg_capture_guard_set (GTK_WIDGET (self), revealed);
  show_text (self);
  if (revealed)
    g_signal_emit (self, signals[REVEALED], 0);
}

static gboolean
let_go (MdgSecretHolder *holder)
{
  mdg_secret_label_set_secret (MDG_SECRET_LABEL (holder), NULL);
  return FALSE;
}

static void
holder_init (MdgSecretHolderInterface *iface)
{
  iface->let_go = let_go;
}

static void
mdg_secret_label_unmap (GtkWidget *widget)
{
  mdg_secret_label_set_revealed (MDG_SECRET_LABEL (widget), FALSE);
  GTK_WIDGET_CLASS (mdg_secret_label_parent_class)->unmap (widget);
}

static void
mdg_secret_label_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SECOND)
    g_value_set_boolean (value, MDG_SECRET_LABEL (object)->second);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_secret_label_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SECOND)
    {
      MDG_SECRET_LABEL (object)->second = g_value_get_boolean (value);
      show_text (MDG_SECRET_LABEL (object));
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_secret_label_dispose (GObject *object)
{
  MdgSecretLabel *self = MDG_SECRET_LABEL (object);

  g_clear_handle_id (&self->cover_source, g_source_remove);
  g_clear_object (&self->screen);
  g_clear_pointer (&self->secret, mdg_secret_unref);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_secret_label_parent_class)->dispose (object);
}

static void
mdg_secret_label_class_init (MdgSecretLabelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = mdg_secret_label_get_property;
  G_OBJECT_CLASS (klass)->set_property = mdg_secret_label_set_property;
  G_OBJECT_CLASS (klass)->dispose = mdg_secret_label_dispose;
  widget_class->unmap = mdg_secret_label_unmap;
  properties[PROP_SECOND] = g_param_spec_boolean ("second", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  signals[REVEALED] = g_signal_new ("revealed", MDG_TYPE_SECRET_LABEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "secretlabel");
}

static void
mdg_secret_label_init (MdgSecretLabel *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              12);
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "secret-text");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));

  self->toggle = gtk_toggle_button_new_with_mnemonic (_ ("_Show"));
  gtk_widget_set_valign (self->toggle, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->toggle, _ ("Covers itself again after a minute"));
  gtk_widget_set_parent (self->toggle, GTK_WIDGET (self));
  g_signal_connect_object (self->toggle, "toggled", G_CALLBACK (toggled), self, G_CONNECT_SWAPPED);
}

GtkWidget *
mdg_secret_label_new (void)
{
  return g_object_new (MDG_TYPE_SECRET_LABEL, NULL);
}

void
mdg_secret_label_set_secret (MdgSecretLabel *self, MdgSecret *secret)
{
  g_return_if_fail (MDG_IS_SECRET_LABEL (self));

  g_clear_pointer (&self->secret, mdg_secret_unref);
  if (secret != NULL)
    self->secret = mdg_secret_ref (secret);
  mdg_secret_label_set_revealed (self, FALSE);
  show_text (self);
}

void
mdg_secret_label_set_revealed (MdgSecretLabel *self, gboolean revealed)
{
  g_return_if_fail (MDG_IS_SECRET_LABEL (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggle), revealed);
}

void
mdg_secret_label_set_title (MdgSecretLabel *self, GtkWidget *title)
{
  g_return_if_fail (MDG_IS_SECRET_LABEL (self));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->label),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, title, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->toggle),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, title, NULL, -1);
}
