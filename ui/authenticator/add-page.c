/* add-page.c: what comes in, and the preview of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "authenticator/add-page.h"

#include <glib/gi18n.h>
#include "authenticator/key-form.h"
#include "authenticator/otp-preview.h"
#include "core/error.h"
#include "core/file-reading.h"
#include "no-picture.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/secret-holder.h"
#include "widgets/widget-tools.h"

#define PICTURE_MAX (16 * 1024 * 1024) /* bytes */

struct _MdgAddPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *form;
  GtkWidget *preview;
  GtkWidget *clear;
  GtkWidget *keep;

  MdgAuthenticatorDesk *desk;
  MdgOtpIntake *intake;      /* (nullable) */
  GCancellable *cancellable; /* of all that is under way */
  guint running;
};

enum
{
  KEPT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void holder_init (MdgSecretHolderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgAddPage,
                               mdg_add_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_SECRET_HOLDER, holder_init))

static void
update (MdgAddPage *self)
{
  guint n = self->intake != NULL ? mdg_otp_intake_count_chosen (self->intake) : 0;
  g_autofree char *label
      = n > 0 ? g_strdup_printf (ngettext ("_Register %u account", "_Register %u accounts", n), n)
              : g_strdup (_ ("_Register"));

  mdg_otp_preview_show (MDG_OTP_PREVIEW (self->preview), self->intake);
  mdg_widget_set_shown (self->clear, self->intake != NULL
                                         && mdg_otp_intake_get_candidates (self->intake)->len > 0);
  gtk_button_set_label (GTK_BUTTON (self->keep), label);
  mdg_widget_tidy_names (self->keep);
  gtk_widget_set_sensitive (self->keep, n > 0 && self->running == 0);
}

/* taking --------------------------------------------------------------------------------------- */

static void
begin (MdgAddPage *self)
{
  if (self->running++ == 0)
    {
      mdg_page_hide_message (MDG_PAGE (self->page));
      mdg_page_set_busy (MDG_PAGE (self->page), TRUE);
    }
}

/* FALSE: the page is gone, or the records. */
static gboolean
end (MdgAddPage *self)
{
  if (self->page == NULL)
    return FALSE;
  if (--self->running == 0)
    mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  return self->intake != NULL;
}

static void
tell_failure (MdgAddPage *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT)
      && g_strcmp0 (mdg_error_get_field (error), "setup_key") != 0)
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_ERROR,
                           _ ("This is no registration of an Authenticator."),
                           _ ("What was read is not an otpauth URI that can be used. Nothing was "
                              "taken over. Show the page with the QR code for registration again "
                              "and take a picture of that."));
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
tell_taken (MdgAddPage *self, gboolean repeated)
{
  if (repeated)
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_INFO,
                           _ ("This QR code is here already."),
                           _ ("Take the next one that the phone shows."));
  update (self);
}

static void
picture_taken (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAddPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean repeated = FALSE;
  gboolean taken
      = mdg_otp_intake_take_picture_finish (MDG_OTP_INTAKE (source), result, &repeated, &error);

  if (!end (self) || MDG_OTP_INTAKE (source) != self->intake)
    return;
  if (taken)
    tell_taken (self, repeated);
  else
    tell_failure (self, error);
}

/* Begun already. */
static void
take_picture (MdgAddPage *self, GBytes *picture)
{
  if (self->intake == NULL)
    {
      end (self);
      return;
    }
  mdg_otp_intake_take_picture_async (self->intake, picture, self->cancellable, picture_taken,
                                     g_object_ref (self));
}

static void
file_read (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgAddPage *self = MDG_ADD_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mdg_file_reading_finish (result, NULL, &error);

  if (bytes != NULL && self->page != NULL)
    take_picture (self, bytes);
  else if (end (self))
    tell_failure (self, error);
}

void
mdg_add_page_take_file (MdgAddPage *self, const char *path)
{
  g_return_if_fail (MDG_IS_ADD_PAGE (self) && path != NULL);

  begin (self);
  mdg_file_reading_begin (self, path, PICTURE_MAX, self->cancellable, file_read, NULL);
}

static void
files_chosen (GtkWidget *owner, GListModel *files)
{
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        mdg_add_page_take_file (MDG_ADD_PAGE (owner), path);
    }
}

static void
picture_clicked (MdgAddPage *self)
{
  mdg_path_chooser_open_files (GTK_WIDGET (self), _ ("Open pictures of QR codes"), _ ("Pictures"),
                               "*.[pPjJbB][nNpPmM]*", TRUE, files_chosen);
}

static void
take_texture (MdgAddPage *self, GdkTexture *texture)
{
  g_autoptr (GBytes) png = gdk_texture_save_to_png_bytes (texture);

  take_picture (self, png);
}

static void
take_text (MdgAddPage *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  gboolean repeated = FALSE;

  if (self->intake == NULL)
    return;
  if (mdg_otp_intake_take_text (self->intake, text, -1, &repeated, &error))
    tell_taken (self, repeated);
  else
    tell_failure (self, error);
}

static void
text_pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAddPage) self = data;
  g_autoptr (GError) error = NULL;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (end (self) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      if (text != NULL && *text != '\0')
        take_text (self, text);
      else
        mdg_no_picture_tell (MDG_PAGE (self->page));
    }
  mdg_wipe_string (text);
}

static void
texture_pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAddPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture
      = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);

  if (texture != NULL && self->page != NULL)
    take_texture (self, texture);
  else if (end (self))
    tell_failure (self, error);
}

static void
paste_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgAddPage *self = MDG_ADD_PAGE (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  begin (self);
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE)
      || gdk_content_formats_contain_mime_type (formats, "image/png")
      || gdk_content_formats_contain_mime_type (formats, "image/bmp"))
    gdk_clipboard_read_texture_async (clipboard, self->cancellable, texture_pasted,
                                      g_object_ref (self));
  else
    gdk_clipboard_read_text_async (clipboard, self->cancellable, text_pasted, g_object_ref (self));
}

static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, MdgAddPage *self)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    for (GSList *i = g_value_get_boxed (value); i != NULL; i = i->next)
      {
        g_autofree char *path = g_file_get_path (i->data);

        if (path != NULL)
          mdg_add_page_take_file (self, path);
      }
  else if (G_VALUE_HOLDS (value, GDK_TYPE_TEXTURE))
    {
      begin (self);
      take_texture (self, g_value_get_object (value));
    }
  else if (G_VALUE_HOLDS_STRING (value) && g_value_get_string (value) != NULL)
    take_text (self, g_value_get_string (value));
  else
    return FALSE;
  return TRUE;
}

static void
form_activated (MdgAddPage *self)
{
  MdgKeyForm *form = MDG_KEY_FORM (self->form);
  g_autoptr (GError) error = NULL;
  gboolean repeated = FALSE;

  if (self->intake == NULL)
    return;
  mdg_page_hide_message (MDG_PAGE (self->page));
  if (mdg_key_form_take (form, self->intake, &repeated, &error))
    tell_taken (self, repeated);
  else if (!mdg_key_form_show_fault (form, error))
    tell_failure (self, error);
}

/* keeping -------------------------------------------------------------------------------------- */

static void
kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAddPage) self = data;
  g_autoptr (GError) error = NULL;
  int n = mdg_otp_intake_keep_finish (MDG_OTP_INTAKE (source), result, &error);

  if (!end (self))
    return;
  update (self);
  if (n < 0)
    {
      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  mdg_authenticator_desk_load (self->desk);
  g_signal_emit (self, signals[KEPT], 0, n);
}

static void
keep_clicked (MdgAddPage *self)
{
  if (self->intake == NULL || self->running > 0)
    return;
  begin (self);
  gtk_widget_set_sensitive (self->keep, FALSE);
  mdg_otp_intake_keep_async (self->intake, mdg_authenticator_desk_now (self->desk), NULL, kept,
                             g_object_ref (self));
}

static void
clear_clicked (MdgAddPage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_otp_intake_clear (self->intake);
  gtk_widget_grab_focus (self->form);
}

/* What was taken was compared with other records. */
static void
bind_cache (MdgAddPage *self)
{
  MdgCache *cache = mdg_authenticator_desk_get_cache (self->desk);

  if (self->intake != NULL && !mdg_authenticator_desk_is_loaded (self->desk))
    {
      g_signal_handlers_disconnect_by_data (self->intake, self);
      g_clear_object (&self->intake);
    }
  if (self->intake == NULL && cache != NULL)
    {
      self->intake = mdg_otp_intake_new (cache);
      g_signal_connect_object (self->intake, "changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
}

/* No key stays in memory behind the locked view, kept or not. */
static gboolean
let_go (MdgSecretHolder *holder)
{
  MdgAddPage *self = MDG_ADD_PAGE (holder);
  gboolean lost = self->running > 0;

  /* A picture that is being read is read again; what is being kept is kept. */
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->intake == NULL || mdg_otp_intake_get_candidates (self->intake)->len == 0)
    return lost;
  mdg_otp_intake_clear (self->intake);
  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_INFO,
                         _ ("The list was emptied when the window was locked."),
                         _ ("What was read but not registered yet has to be read again."));
  return FALSE;
}

static void
holder_init (MdgSecretHolderInterface *iface)
{
  iface->let_go = let_go;
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_add_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_ADD_PAGE (widget)->form);
}

static void
mdg_add_page_unmap (GtkWidget *widget)
{
  MdgAddPage *self = MDG_ADD_PAGE (widget);

  if (self->desk != NULL
      && !mdg_lock_is_covered (
          mdg_workplace_get_lock (mdg_authenticator_desk_get_workplace (self->desk))))
    mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_key_form_forget_key (MDG_KEY_FORM (self->form));
  GTK_WIDGET_CLASS (mdg_add_page_parent_class)->unmap (widget);
}

static void
mdg_add_page_dispose (GObject *object)
{
  MdgAddPage *self = MDG_ADD_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->intake != NULL)
    g_signal_handlers_disconnect_by_data (self->intake, self);
  g_clear_object (&self->intake);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_ADD_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_add_page_parent_class)->dispose (object);
}

static void
mdg_add_page_finalize (GObject *object)
{
  g_object_unref (MDG_ADD_PAGE (object)->cancellable);
  G_OBJECT_CLASS (mdg_add_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/authenticator/add-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgAddPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgAddPage, form);
  gtk_widget_class_bind_template_child (widget_class, MdgAddPage, preview);
  gtk_widget_class_bind_template_child (widget_class, MdgAddPage, clear);
  gtk_widget_class_bind_template_child (widget_class, MdgAddPage, keep);
  gtk_widget_class_bind_template_callback (widget_class, picture_clicked);
  gtk_widget_class_bind_template_callback (widget_class, form_activated);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked);
  gtk_widget_class_bind_template_callback (widget_class, keep_clicked);
}

static void
mdg_add_page_class_init (MdgAddPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_add_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_add_page_finalize;
  widget_class->grab_focus = mdg_add_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->unmap = mdg_add_page_unmap;
  signals[KEPT] = g_signal_new ("kept", MDG_TYPE_ADD_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_KEY_FORM);
  g_type_ensure (MDG_TYPE_OTP_PREVIEW);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "add.paste", NULL, paste_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "add.paste",
                                       NULL);
}

static void
mdg_add_page_init (MdgAddPage *self)
{
  GType types[] = { GDK_TYPE_FILE_LIST, GDK_TYPE_TEXTURE, G_TYPE_STRING };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
mdg_add_page_new (MdgAuthenticatorDesk *desk)
{
  MdgAddPage *self = g_object_new (MDG_TYPE_ADD_PAGE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (bind_cache), self, G_CONNECT_SWAPPED);
  bind_cache (self);
  return GTK_WIDGET (self);
}

MdgOtpIntake *
mdg_add_page_get_intake (MdgAddPage *self)
{
  g_return_val_if_fail (MDG_IS_ADD_PAGE (self), NULL);

  return self->intake;
}

gboolean
mdg_add_page_is_at_rest (MdgAddPage *self)
{
  g_return_val_if_fail (MDG_IS_ADD_PAGE (self), FALSE);

  return self->running == 0 && self->intake != NULL;
}
