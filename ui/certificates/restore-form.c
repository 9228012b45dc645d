/* restore-form.c: where a backup is restored to, and the restoring.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/restore-form.h"

#include <glib/gi18n.h>

#include "certificates/certificate-text.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/secret-field.h"
#include "widgets/training-password.h"
#include "widgets/widget-tools.h"

struct _MdgRestoreForm
{
  GtkWidget parent_instance;

  GtkWidget *target;
  GtkWidget *password_field;
  GtkWidget *password;
  GtkWidget *training;

  MdgCertificateDesk *desk;
  char *folder;              /* where to */
  GCancellable *cancellable; /* (nullable): while restoring */
  MdgSecret *typed;          /* (nullable): with what, while restoring; the field may be left */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (MdgRestoreForm, mdg_restore_form, GTK_TYPE_WIDGET)

/* (nullable): once the window is closed, while something still holds the form */
static MdgPageFrame *
page_of (MdgRestoreForm *self)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (self), MDG_TYPE_PAGE);

  return page != NULL ? MDG_PAGE (page) : NULL;
}

static void
set_folder (MdgRestoreForm *self, const char *folder)
{
  g_autofree char *name = g_filename_display_name (folder);

  g_free (self->folder);
  self->folder = g_strdup (folder);
  gtk_label_set_text (GTK_LABEL (self->target), name);
}

static void
folder_chosen (GtkWidget *owner, const char *path)
{
  if (path != NULL)
    set_folder (MDG_RESTORE_FORM (owner), path);
}

static void
change_clicked (MdgRestoreForm *self)
{
  mdg_path_chooser_choose_folder (GTK_WIDGET (self), _ ("Choose where to restore to"), self->folder,
                                  folder_chosen);
}

static void
say_what_is_done (MdgRestoreForm *self, const char *words)
{
  g_object_set (page_of (self), "busy-text", words, NULL);
}

static void
set_restoring (MdgRestoreForm *self, gboolean restoring)
{
  g_clear_object (&self->cancellable);
  self->cancellable = restoring ? g_cancellable_new () : NULL;
  mdg_page_set_busy (page_of (self), restoring);
  g_signal_emit (self, changed_signal, 0);
}

/* What was restored is looked for from now on. */
static void
watch_folder (MdgRestoreForm *self, const char *path)
{
  MdgCertificateFinder *finder = mdg_certificate_desk_get_finder (self->desk);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  if (finder != NULL && g_strv_contains (mdg_certificate_finder_get_folders (finder), folder))
    return;
  if (!mdg_certificate_desk_add_folder (self->desk, folder, &error))
    g_warning ("the folder of a restored certificate is not watched: %s", error->message);
}

/* A wrong password stands at its field; what is wrong with the stick at the top. A damaged copy is
 * said here as it is for who wants it back, not as for who is making one. */
static void
show_fault (MdgRestoreForm *self, const GError *error)
{
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD))
    {
      g_autofree char *fault = mdg_certificate_fault_text (error);

      mdg_field_set_fault (MDG_FIELD (self->password_field), fault);
      mdg_field_set_cure (MDG_FIELD (self->password_field),
                          mdg_error_code_nick ((MdgErrorCode)error->code));
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        gtk_widget_grab_focus (self->password_field);
    }
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_COPY_DIFFERS))
    mdg_page_show_message (page_of (self), MDG_MESSAGE_ERROR,
                           _ ("This backup is damaged: it is not what was backed up."),
                           _ ("Nothing was restored. Use the backup on another stick; if there is "
                              "none, ask for the certificate to be issued again."));
  else
    mdg_page_show_error (page_of (self), error);
}

/* What opened the backup opens what was restored. @password: (nullable) */
static void
use_password (MdgRestoreForm *self, MdgSecret *password)
{
  if (password != NULL)
    mdg_certificate_desk_add_password (self->desk, password);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->password), NULL);
}

static void
on_restored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgRestoreForm) self = data;
  g_autoptr (MdgSecret) typed = g_steal_pointer (&self->typed);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = mdg_stick_restore_finish (result, &error);
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;
  g_autofree char *body = NULL;

  if (page_of (self) == NULL)
    {
      g_clear_object (&self->cancellable);
      return;
    }
  set_restoring (self, FALSE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (path == NULL)
    {
      show_fault (self, error);
      return;
    }
  use_password (self, typed);
  watch_folder (self, path);
  body = g_strdup_printf (
      _ ("%s\nTo use it on this computer, double-click it in Explorer and import "
         "it with its password."),
      name);
  mdg_page_show_message (page_of (self), MDG_MESSAGE_SUCCESS, _ ("The certificate was restored."),
                         body);
}

static void
entry_activated (MdgRestoreForm *self)
{
  mdg_page_activate_primary (page_of (self));
}

/* overrides ----------------------------------------------------------------------------------- */

/* A password is not left standing there. */
static void
mdg_restore_form_unmap (GtkWidget *widget)
{
  mdg_secret_field_set_text (MDG_SECRET_FIELD (MDG_RESTORE_FORM (widget)->password), NULL);
  GTK_WIDGET_CLASS (mdg_restore_form_parent_class)->unmap (widget);
}

/* The window is closed; while it restores, the form is held and not disposed of. */
static void
mdg_restore_form_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (MDG_RESTORE_FORM (widget)->cancellable);
  GTK_WIDGET_CLASS (mdg_restore_form_parent_class)->unroot (widget);
}

static void
mdg_restore_form_dispose (GObject *object)
{
  MdgRestoreForm *self = MDG_RESTORE_FORM (object);

  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_RESTORE_FORM);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_restore_form_parent_class)->dispose (object);
}

static void
mdg_restore_form_finalize (GObject *object)
{
  MdgRestoreForm *self = MDG_RESTORE_FORM (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->typed, mdg_secret_unref);
  g_free (self->folder);
  G_OBJECT_CLASS (mdg_restore_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/restore-form.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgRestoreForm, target);
  gtk_widget_class_bind_template_child (widget_class, MdgRestoreForm, password_field);
  gtk_widget_class_bind_template_child (widget_class, MdgRestoreForm, password);
  gtk_widget_class_bind_template_child (widget_class, MdgRestoreForm, training);
  gtk_widget_class_bind_template_callback (widget_class, change_clicked);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
}

static void
mdg_restore_form_class_init (MdgRestoreFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_restore_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_restore_form_finalize;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->unmap = mdg_restore_form_unmap;
  widget_class->unroot = mdg_restore_form_unroot;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_SECRET_FIELD);
  g_type_ensure (MDG_TYPE_TRAINING_PASSWORD);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_restore_form_init (MdgRestoreForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mdg_restore_form_set_desk (MdgRestoreForm *self, MdgCertificateDesk *desk)
{
  g_auto (GStrv) usual = mdg_certificate_finder_usual_folders ();

  g_return_if_fail (MDG_IS_RESTORE_FORM (self));

  g_set_object (&self->desk, desk);
  set_folder (self, usual[0]);
}

void
mdg_restore_form_offer_password (MdgRestoreForm *self, MdgSecret *password)
{
  g_return_if_fail (MDG_IS_RESTORE_FORM (self));

  mdg_training_password_offer (MDG_TRAINING_PASSWORD (self->training), password,
                               MDG_SECRET_FIELD (self->password));
}

void
mdg_restore_form_run (MdgRestoreForm *self, const MdgStickEntry *entry)
{
  g_return_if_fail (MDG_IS_RESTORE_FORM (self) && entry != NULL && self->cancellable == NULL);

  if (mdg_secret_field_get_length (MDG_SECRET_FIELD (self->password)) > 0)
    self->typed = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->password));
  mdg_page_hide_message (page_of (self));
  say_what_is_done (self, _ ("Reading back and restoring…"));
  set_restoring (self, TRUE);
  mdg_stick_restore_async (entry, self->folder, self->typed, self->cancellable, on_restored,
                           g_object_ref (self));
}

gboolean
mdg_restore_form_is_running (MdgRestoreForm *self)
{
  g_return_val_if_fail (MDG_IS_RESTORE_FORM (self), FALSE);

  return self->cancellable != NULL;
}

void
mdg_restore_form_cancel (MdgRestoreForm *self)
{
  g_return_if_fail (MDG_IS_RESTORE_FORM (self));

  if (self->cancellable == NULL)
    return;
  /* It has to be known what became of it before anything else is done. */
  say_what_is_done (self, _ ("Stopping as soon as the drive answers…"));
  g_cancellable_cancel (self->cancellable);
}
