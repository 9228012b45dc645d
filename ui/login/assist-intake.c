/* assist-intake.c: the QR code of the browser's page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/assist-intake.h"

#include <glib/gi18n.h>

#include "core/file.h"
#include "core/thread-task.h"
#include "no-picture.h"
#include "totp/qr-code.h"
#include "totp/setup-key.h"
#include "widgets/field.h"
#include "widgets/path-chooser.h"
#include "widgets/secret-field.h"
#include "widgets/secret-holder.h"
#include "widgets/widget-tools.h"

#define IMAGE_LIMIT (16 * 1024 * 1024)

struct _MdgAssistIntake
{
  GtkWidget parent_instance;

  GtkWidget *paste;
  GtkWidget *open;
  GtkWidget *key_field;
  GtkWidget *key;
  GtkWidget *take;

  char *login_id;
  GCancellable *reading; /* (nullable): of the clipboard, then of the picture */
  gboolean pasted;       /* what is being read came out of the clipboard */
};

enum
{
  TAKEN,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void holder_init (MdgSecretHolderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgAssistIntake,
                               mdg_assist_intake,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_SECRET_HOLDER, holder_init))

static void
fail (MdgAssistIntake *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
stop_reading (MdgAssistIntake *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
set_reading (MdgAssistIntake *self, gboolean reading)
{
  stop_reading (self);
  if (reading)
    self->reading = g_cancellable_new ();
  self->pasted = FALSE;
  gtk_widget_set_sensitive (self->paste, !reading);
  gtk_widget_set_sensitive (self->open, !reading);
}

/* pictures ------------------------------------------------------------------------------------ */

/* Where the picture is: in memory, or in a file that may lie on a slow share. */
typedef struct
{
  GBytes *bytes; /* (nullable) */
  char *path;    /* (nullable) */
} Picture;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_clear_pointer (&picture->bytes, g_bytes_unref);
  g_free (picture->path);
  g_free (picture);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Picture *picture = data;
  GError *error = NULL;
  MdgSecret *text = NULL;

  if (picture->bytes == NULL)
    picture->bytes = mdg_file_read (picture->path, IMAGE_LIMIT, &error);
  if (picture->bytes != NULL)
    text = mdg_qr_code_read_image (picture->bytes, &error);
  if (text != NULL)
    g_task_return_pointer (task, text, (GDestroyNotify)mdg_secret_unref);
  else
    g_task_return_error (task, error);
}

/* The picture that was read holds the key, for every program to look at. */
static void
empty_clipboard (MdgAssistIntake *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  gdk_clipboard_set_text (clipboard, ""); /* of another program's content GTK lets nobody be rid */
  gdk_clipboard_set_content (clipboard, NULL);
}

static void
picture_read (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgAssistIntake *self = MDG_ASSIST_INTAKE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) text = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (MdgOtpauthUri) uri = NULL;
  gboolean pasted;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  pasted = self->pasted;
  set_reading (self, FALSE);
  if (text != NULL)
    uri = mdg_otpauth_uri_parse (mdg_secret_get_string (text), (gssize)mdg_secret_get_length (text),
                                 &error);
  if (uri == NULL)
    fail (self, error);
  else
    {
      if (pasted)
        empty_clipboard (self);
      g_signal_emit (self, signals[TAKEN], 0, uri);
    }
}

/* @bytes, @path: (transfer full) (nullable): one of them */
static void
read_picture (MdgAssistIntake *self, GBytes *bytes, char *path)
{
  g_autoptr (GTask) task = NULL;
  Picture *picture = g_new0 (Picture, 1);

  picture->bytes = bytes;
  picture->path = path;
  set_reading (self, TRUE);
  task = g_task_new (self, self->reading, picture_read, NULL);
  g_task_set_task_data (task, picture, picture_free);
  mdg_thread_task_run (task, read_in_thread);
}

void
mdg_assist_intake_read (MdgAssistIntake *self, GBytes *bytes)
{
  g_return_if_fail (MDG_IS_ASSIST_INTAKE (self));

  read_picture (self, g_bytes_ref (bytes), NULL);
}

static void
read_texture (MdgAssistIntake *self, GdkTexture *texture)
{
  g_autoptr (GBytes) bytes = gdk_texture_save_to_png_bytes (texture);

  mdg_assist_intake_read (self, bytes);
}

static void
read_file (MdgAssistIntake *self, const char *path)
{
  read_picture (self, NULL, g_strdup (path));
}

/* where they come from ------------------------------------------------------------------------ */

static void
texture_pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAssistIntake) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture
      = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);

  if (self->paste == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (texture != NULL)
    {
      read_texture (self, texture);
      self->pasted = TRUE;
      return;
    }
  set_reading (self, FALSE);
  g_info ("no picture in the clipboard: %s", error->message);
  mdg_no_picture_tell (MDG_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), MDG_TYPE_PAGE)));
}

/* What another program gives comes when it likes: not after the window was locked. The buttons stay
 * usable meanwhile, and the focus where it is. */
static void
paste_clicked (MdgAssistIntake *self)
{
  stop_reading (self);
  self->reading = g_cancellable_new ();
  gdk_clipboard_read_texture_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->reading,
                                    texture_pasted, g_object_ref (self));
}

static void
file_chosen (GtkWidget *owner, const char *path)
{
  if (path != NULL)
    read_file (MDG_ASSIST_INTAKE (owner), path);
}

static void
open_clicked (MdgAssistIntake *self)
{
  mdg_path_chooser_open (GTK_WIDGET (self), _ ("Choose the picture with the QR code"), file_chosen);
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, MdgAssistIntake *self)
{
  g_autofree char *path = NULL;

  if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      read_texture (self, g_value_get_object (value));
      return TRUE;
    }
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      GSList *files = g_value_get_boxed (value);

      path = files != NULL ? g_file_get_path (files->data) : NULL;
    }
  if (path != NULL)
    read_file (self, path);
  return path != NULL;
}

/* the key as text ----------------------------------------------------------------------------- */

static void
take_clicked (MdgAssistIntake *self)
{
  g_autoptr (MdgSecret) typed = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->key));
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) key = mdg_setup_key_parse (mdg_secret_get_string (typed),
                                                   (gssize)mdg_secret_get_length (typed), &error);
  MdgOtpauthUri uri = { .account = self->login_id,
                        .setup_key = key,
                        .algorithm = MDG_TOTP_SHA1,
                        .digits = MDG_TOTP_DIGITS,
                        .period = MDG_TOTP_PERIOD };

  if (key != NULL)
    g_signal_emit (self, signals[TAKEN], 0, &uri);
  else
    {
      mdg_field_set_fault (
          MDG_FIELD (self->key_field),
          _ ("A set-up key has at least 16 letters and digits from 2 to 7. 0, 1, 8 "
             "and 9 never occur in one."));
      gtk_widget_grab_focus (self->key_field);
    }
}

static void
key_typed (MdgAssistIntake *self)
{
  mdg_field_set_fault (MDG_FIELD (self->key_field), NULL);
}

/* A picture that is being read is read again. */
static gboolean
let_go (MdgSecretHolder *holder)
{
  MdgAssistIntake *self = MDG_ASSIST_INTAKE (holder);
  gboolean lost = self->reading != NULL;

  mdg_assist_intake_reset (self);
  return lost;
}

static void
holder_init (MdgSecretHolderInterface *iface)
{
  iface->let_go = let_go;
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_assist_intake_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_ASSIST_INTAKE (widget)->paste);
}

static void
mdg_assist_intake_dispose (GObject *object)
{
  MdgAssistIntake *self = MDG_ASSIST_INTAKE (object);

  stop_reading (self);
  self->paste = NULL;
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_assist_intake_parent_class)->dispose (object);
}

static void
mdg_assist_intake_finalize (GObject *object)
{
  g_free (MDG_ASSIST_INTAKE (object)->login_id);
  G_OBJECT_CLASS (mdg_assist_intake_parent_class)->finalize (object);
}

static void
mdg_assist_intake_class_init (MdgAssistIntakeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mdg_assist_intake_dispose;
  object_class->finalize = mdg_assist_intake_finalize;
  widget_class->grab_focus = mdg_assist_intake_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  signals[TAKEN] = g_signal_new ("taken", MDG_TYPE_ASSIST_INTAKE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[FAILED] = g_signal_new ("failed", MDG_TYPE_ASSIST_INTAKE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
add_drop_target (MdgAssistIntake *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE };

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static GtkWidget *
add_button (MdgAssistIntake *self, GtkWidget *box, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
mdg_assist_intake_init (MdgAssistIntake *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *ways = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6); /* narrow, nothing stands beside it */

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  self->paste = add_button (self, ways, _ ("_From the clipboard"), G_CALLBACK (paste_clicked));
  gtk_widget_add_css_class (self->paste, "suggested-action");
  self->open = add_button (self, ways, _ ("From an _image file…"), G_CALLBACK (open_clicked));
  gtk_box_append (GTK_BOX (ways),
                  mdg_widget_new_text (_ ("A picture can also be dropped here."), "quiet"));
  self->key = mdg_secret_field_new ();
  self->key_field = mdg_field_new (_ ("_Set-up key"), self->key);
  gtk_widget_set_hexpand (self->key_field, TRUE);
  gtk_box_append (GTK_BOX (row), self->key_field);
  self->take = add_button (self, row, _ ("_Use this key"), G_CALLBACK (take_clicked));
  gtk_widget_set_halign (self->take, GTK_ALIGN_START);
  gtk_widget_set_name (self->key, "key");
  gtk_widget_set_name (self->take, "take");
  g_signal_connect_object (self->key, "changed", G_CALLBACK (key_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->key, "activate", G_CALLBACK (take_clicked), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (ways, GTK_WIDGET (self));
  gtk_widget_set_parent (row, GTK_WIDGET (self));
  mdg_widget_tidy_names (GTK_WIDGET (self));
  add_drop_target (self);
}

GtkWidget *
mdg_assist_intake_new (void)
{
  return g_object_new (MDG_TYPE_ASSIST_INTAKE, NULL);
}

void
mdg_assist_intake_set_account (MdgAssistIntake *self, const char *login_id)
{
  g_return_if_fail (MDG_IS_ASSIST_INTAKE (self));

  g_free (self->login_id);
  self->login_id = g_strdup (login_id);
}

void
mdg_assist_intake_reset (MdgAssistIntake *self)
{
  g_return_if_fail (MDG_IS_ASSIST_INTAKE (self));

  set_reading (self, FALSE);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->key), NULL);
}
