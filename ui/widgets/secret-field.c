/* secret-field.c: a field for a password whose text nothing else can read.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/secret-field.h"

#include <glib/gi18n.h>
#include <string.h>

#include "platform/screen-lock.h"
#include "widgets/capture-guard.h"
#include "widgets/icon.h"
#include "widgets/secret-holder.h"
#include "widgets/widget-tools.h"

#define BULLET "\u25cf"
#define REVEAL_SECONDS 60
#define LONGEST 256 /* characters */

struct _MdgSecretField
{
  GtkWidget parent_instance;

  GtkWidget *entry;
  GtkEditable *inner; /* the entry's GtkText; its content is bullets unless revealed */
  GtkWidget *toggle;
  GtkWidget *caps;     /* the hint that Caps Lock is on */
  GdkDevice *keyboard; /* while mapped */
  MdgSecret *secret;
  MdgScreenLock *screen; /* once it was shown */
  guint cover_source;
  gboolean replacing; /* our own edit of the inner text is under way */
  gboolean typed;     /* by a person, not put here from the records */
};

enum
{
  PROP_0,
  PROP_LENGTH,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void holder_init (MdgSecretHolderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgSecretField,
                               mdg_secret_field,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_SECRET_HOLDER, holder_init))

static gboolean
is_revealed (MdgSecretField *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->toggle));
}

/* The secret with the characters from @start to @end replaced by @text (@length bytes). */
static void
splice (MdgSecretField *self, glong start, glong end, const char *text, gsize length)
{
  const char *old = mdg_secret_get_string (self->secret);
  gsize head = (gsize)(g_utf8_offset_to_pointer (old, start) - old);
  gsize tail = (gsize)(g_utf8_offset_to_pointer (old, end) - old);
  gsize old_length = mdg_secret_get_length (self->secret);
  char *joined = g_malloc (old_length + length + 1);

  memcpy (joined, old, head);
  memcpy (joined + head, text, length);
  memcpy (joined + head + length, old + tail, old_length - tail);
  joined[old_length - (tail - head) + length] = '\0';
  mdg_secret_unref (self->secret);
  self->secret = mdg_secret_new_from_string (joined);
  mdg_wipe_string (joined);
}

static char *
bullets (glong n)
{
  GString *text = g_string_new (NULL);

  for (glong i = 0; i < n; i++)
    g_string_append (text, BULLET);
  return g_string_free (text, FALSE);
}

static void
tell_changed (MdgSecretField *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LENGTH]);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Comes before the entry's own handler: the real text goes to us, bullets go on. */
static void
insert_text (GtkEditable *inner, const char *text, int length, int *position, MdgSecretField *self)
{
  gsize bytes = length < 0 ? strlen (text) : (gsize)length;
  glong n = g_utf8_strlen (text, (gssize)bytes);
  g_autofree char *shown = NULL;

  if (self->replacing)
    return;
  g_signal_stop_emission_by_name (inner, "insert-text");
  if (mdg_secret_field_get_length (self) + (guint)n > LONGEST)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  splice (self, *position, *position, text, bytes);
  self->typed = TRUE;
  shown = is_revealed (self) ? g_strndup (text, bytes) : bullets (n);
  self->replacing = TRUE;
  gtk_editable_insert_text (inner, shown, -1, position);
  self->replacing = FALSE;
  memset (shown, 0, strlen (shown));
  tell_changed (self);
}

static void
delete_text (GtkEditable *inner, int start, int end, MdgSecretField *self)
{
  if (self->replacing)
    return;
  if (end < 0 || end > (int)mdg_secret_field_get_length (self))
    end = (int)mdg_secret_field_get_length (self);
  if (start < end)
    splice (self, start, end, "", 0);
}

static void
deleted_text (MdgSecretField *self)
{
  if (!self->replacing)
    tell_changed (self);
}

/* Puts into the entry what it may show now. */
static void
show_text (MdgSecretField *self)
{
  const char *text = mdg_secret_get_string (self->secret);
  int position = gtk_editable_get_position (self->inner);
  g_autofree char *covered = bullets (g_utf8_strlen (text, -1));

  self->replacing = TRUE;
  gtk_editable_set_text (self->inner, is_revealed (self) ? text : covered);
  self->replacing = FALSE;
  gtk_editable_set_position (self->inner, position);
  gtk_text_set_visibility (GTK_TEXT (self->inner), is_revealed (self));
}

static gboolean
cover (gpointer data)
{
  MdgSecretField *self = data;

  self->cover_source = 0;
  mdg_secret_field_set_revealed (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
screen_changed (MdgSecretField *self)
{
  if (mdg_screen_lock_get_locked (self->screen))
    mdg_secret_field_set_revealed (self, FALSE);
}

static void
watch_screen (MdgSecretField *self)
{
  if (self->screen != NULL)
    return;
  self->screen = mdg_screen_lock_get ();
  g_signal_connect_object (self->screen, "notify::locked", G_CALLBACK (screen_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
toggled (MdgSecretField *self)
{
  g_clear_handle_id (&self->cover_source, g_source_remove);
  if (is_revealed (self))
    {
      watch_screen (self);
      self->cover_source = g_timeout_add_seconds (REVEAL_SECONDS, cover, self);
    }
  mdg_capture_guard_set (GTK_WIDGET (self), is_revealed (self));
  show_text (self);
}

/* GtkPasswordEntry only shows a symbol; here are the words. */
static void
update_caps (MdgSecretField *self)
{
  gboolean on = self->keyboard != NULL && gdk_device_get_caps_lock_state (self->keyboard)
                && gtk_widget_has_focus (GTK_WIDGET (self->inner));

  mdg_widget_set_shown (self->caps, on);
}

static void
mdg_secret_field_map (GtkWidget *widget)
{
  MdgSecretField *self = MDG_SECRET_FIELD (widget);
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));

  GTK_WIDGET_CLASS (mdg_secret_field_parent_class)->map (widget);
  self->keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;
  if (self->keyboard != NULL)
    {
      g_object_ref (self->keyboard);
      g_signal_connect_object (self->keyboard, "notify::caps-lock-state", G_CALLBACK (update_caps),
                               self, G_CONNECT_SWAPPED);
    }
}

static void
mdg_secret_field_unmap (GtkWidget *widget)
{
  MdgSecretField *self = MDG_SECRET_FIELD (widget);

  mdg_secret_field_set_revealed (self, FALSE);
  if (self->keyboard != NULL)
    g_signal_handlers_disconnect_by_data (self->keyboard, self);
  g_clear_object (&self->keyboard);
  GTK_WIDGET_CLASS (mdg_secret_field_parent_class)->unmap (widget);
}

static void
focus_left (MdgSecretField *self)
{
  mdg_secret_field_set_revealed (self, FALSE);
  mdg_widget_set_shown (self->caps, FALSE);
}

static void
entry_activated (MdgSecretField *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static gboolean
let_go (MdgSecretHolder *holder)
{
  MdgSecretField *self = MDG_SECRET_FIELD (holder);
  gboolean lost = self->typed && mdg_secret_field_get_length (self) > 0;

  mdg_secret_field_set_text (self, NULL);
  return lost;
}

static void
holder_init (MdgSecretHolderInterface *iface)
{
  iface->let_go = let_go;
}

static gboolean
mdg_secret_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_SECRET_FIELD (widget)->entry);
}

static void
mdg_secret_field_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LENGTH)
    g_value_set_uint (value, mdg_secret_field_get_length (MDG_SECRET_FIELD (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_secret_field_dispose (GObject *object)
{
  MdgSecretField *self = MDG_SECRET_FIELD (object);

  g_clear_handle_id (&self->cover_source, g_source_remove);
  g_clear_object (&self->screen);
  g_clear_object (&self->keyboard);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_secret_field_parent_class)->dispose (object);
}

static void
mdg_secret_field_finalize (GObject *object)
{
  mdg_secret_unref (MDG_SECRET_FIELD (object)->secret);
  G_OBJECT_CLASS (mdg_secret_field_parent_class)->finalize (object);
}

static void
mdg_secret_field_class_init (MdgSecretFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mdg_secret_field_get_property;
  object_class->dispose = mdg_secret_field_dispose;
  object_class->finalize = mdg_secret_field_finalize;
  widget_class->grab_focus = mdg_secret_field_grab_focus;
  widget_class->focus = mdg_widget_focus_child;

  widget_class->map = mdg_secret_field_map;
  widget_class->unmap = mdg_secret_field_unmap;
  properties[PROP_LENGTH] = g_param_spec_uint ("length", NULL, NULL, 0, LONGEST, 0,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", MDG_TYPE_SECRET_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", MDG_TYPE_SECRET_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "secretfield");
}

static void
add_toggle (MdgSecretField *self)
{
  self->toggle = gtk_toggle_button_new_with_label (_ ("Show"));
  gtk_widget_set_tooltip_text (self->toggle,
                               _ ("Show what is typed; it is covered again by itself"));
  gtk_widget_set_focus_on_click (self->toggle, FALSE);
  gtk_box_append (GTK_BOX (gtk_widget_get_parent (self->entry)), self->toggle);
  g_signal_connect_object (self->toggle, "toggled", G_CALLBACK (toggled), self, G_CONNECT_SWAPPED);
}

static void
mdg_secret_field_init (MdgSecretField *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  gtk_widget_set_parent (row, GTK_WIDGET (self));
  self->caps = mdg_widget_new_text (_ ("Caps Lock is on."), "field-caps");
  gtk_widget_set_parent (self->caps, GTK_WIDGET (self));
  mdg_widget_set_shown (self->caps, FALSE);

  self->secret = mdg_secret_new_from_string ("");
  self->entry = gtk_password_entry_new ();
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_box_append (GTK_BOX (row), self->entry);
  self->inner = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));
  gtk_editable_set_enable_undo (self->inner, FALSE);
  add_toggle (self);

  g_signal_connect_object (self->inner, "insert-text", G_CALLBACK (insert_text), self, 0);
  g_signal_connect_object (self->inner, "delete-text", G_CALLBACK (delete_text), self, 0);
  g_signal_connect_object (self->inner, "delete-text", G_CALLBACK (deleted_text), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activated), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "enter", G_CALLBACK (update_caps), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GtkWidget *
mdg_secret_field_new (void)
{
  return g_object_new (MDG_TYPE_SECRET_FIELD, NULL);
}

MdgSecret *
mdg_secret_field_get_secret (MdgSecretField *self)
{
  g_return_val_if_fail (MDG_IS_SECRET_FIELD (self), NULL);

  return mdg_secret_ref (self->secret);
}

void
mdg_secret_field_set_text (MdgSecretField *self, const char *text)
{
  g_return_if_fail (MDG_IS_SECRET_FIELD (self));

  mdg_secret_unref (self->secret);
  self->secret = mdg_secret_new_from_string (text != NULL ? text : "");
  self->typed = FALSE;
  show_text (self);
  tell_changed (self);
}

guint
mdg_secret_field_get_length (MdgSecretField *self)
{
  g_return_val_if_fail (MDG_IS_SECRET_FIELD (self), 0);

  return (guint)g_utf8_strlen (mdg_secret_get_string (self->secret), -1);
}

GtkWidget *
mdg_secret_field_get_entry (MdgSecretField *self)
{
  g_return_val_if_fail (MDG_IS_SECRET_FIELD (self), NULL);

  return self->entry;
}

void
mdg_secret_field_set_revealed (MdgSecretField *self, gboolean revealed)
{
  g_return_if_fail (MDG_IS_SECRET_FIELD (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->toggle), revealed);
}

void
mdg_secret_field_allow_input_method (MdgSecretField *self)
{
  g_return_if_fail (MDG_IS_SECRET_FIELD (self));

  g_object_set (self->inner, "input-purpose", GTK_INPUT_PURPOSE_FREE_FORM, "input-hints",
                GTK_INPUT_HINT_NO_EMOJI | GTK_INPUT_HINT_NO_SPELLCHECK, NULL);
}
