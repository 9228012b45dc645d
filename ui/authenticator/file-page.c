/* file-page.c: entries into an encrypted file and out of one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "authenticator/file-page.h"

#include <glib/gi18n.h>

#include "core/thread-task.h"
#include "file-passphrase.h"
#include "key-guard.h"
#include "platform/machine.h"
#include "store/record.h"
#include "store/sealed-file.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

struct _MdgFilePage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *out_title;
  GtkWidget *first_field;
  GtkWidget *first;
  GtkWidget *second_field;
  GtkWidget *second;
  GtkWidget *save;
  GtkWidget *known_field;
  GtkWidget *known;
  GtkWidget *open;

  MdgAuthenticatorDesk *desk;
  gboolean busy;
};

enum
{
  OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgFilePage, mdg_file_page, GTK_TYPE_WIDGET)

/* A file on its way, on a thread. */
typedef struct
{
  char *path;
  MdgSecret *passphrase;
  GPtrArray *items; /* (nullable): of MdgOtpItem: to be written */
} Job;

static void
job_free (Job *job)
{
  g_free (job->path);
  g_clear_pointer (&job->passphrase, mdg_secret_unref);
  g_clear_pointer (&job->items, g_ptr_array_unref);
  g_free (job);
}

/* Those that would go into a file. */
static guint
count_shown (MdgFilePage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (mdg_authenticator_desk_get_list (self->desk)));
}

static void
update_buttons (MdgFilePage *self)
{
  gtk_widget_set_sensitive (self->save, !self->busy && count_shown (self) > 0);
  gtk_widget_set_sensitive (self->open, !self->busy);
}

static void
set_busy (MdgFilePage *self, gboolean busy)
{
  self->busy = busy;
  mdg_page_set_busy (MDG_PAGE (self->page), busy);
  update_buttons (self);
}

static void
empty_fields (MdgFilePage *self)
{
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->first), NULL);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->second), NULL);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->known), NULL);
}

/* out ------------------------------------------------------------------------------------------ */

static void
write_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (MdgSecret) text = mdg_otp_bundle_write (job->items);
  GError *error = NULL;

  if (mdg_sealed_file_write (job->path, MDG_SEALED_AUTHENTICATOR, job->passphrase,
                             MDG_SEALED_COST_MODERATE, text, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgFilePage *self = MDG_FILE_PAGE (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean good = g_task_propagate_boolean (G_TASK (result), &error);
  g_autofree char *title = NULL;

  if (self->page == NULL)
    return;
  set_busy (self, FALSE);
  if (!good)
    {
      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  empty_fields (self);
  title = g_strdup_printf (
      ngettext ("%u account is in the file.", "%u accounts are in the file.", job->items->len),
      job->items->len);
  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS, title, job->path);
}

static void
noted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (mdg_record_note_finish (result, &error))
    mdg_thread_task_run (task, write_file);
  else
    g_task_return_error (task, error);
}

/* Before the file is there: once it is, the window may be locked or gone. */
static void
note (MdgAuthenticatorDesk *desk, GTask *task)
{
  Job *job = g_task_get_task_data (task);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *user = mdg_machine_user_name ();
  g_autofree char *of_whom = NULL;

  for (guint i = 0; i < job->items->len; i++)
    g_ptr_array_add (names, ((MdgOtpItem *)job->items->pdata[i])->uri->account);
  of_whom = mdg_otp_names_join (names);
  mdg_record_note_async (mdg_authenticator_desk_get_cache (desk), mdg_authenticator_desk_now (desk),
                         user, MDG_ACT_EXPORTED, MDG_MATTER_AUTHENTICATOR, of_whom, noted,
                         g_object_ref (task));
}

static void
keys_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  MdgFilePage *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  job->items = mdg_authenticator_desk_open_finish (MDG_AUTHENTICATOR_DESK (source), result, &error);
  if (job->items != NULL)
    {
      note (MDG_AUTHENTICATOR_DESK (source), task);
      return;
    }
  if (self->page == NULL)
    return;
  set_busy (self, FALSE);
  mdg_page_show_error (MDG_PAGE (self->page), error);
}

static GTask *
new_task (MdgFilePage *self, const char *path, GtkWidget *field, GAsyncReadyCallback done)
{
  GTask *task = g_task_new (self, NULL, done, NULL);
  Job *job = g_new0 (Job, 1);

  job->path = g_strdup (path);
  job->passphrase = mdg_secret_field_get_secret (MDG_SECRET_FIELD (field));
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  set_busy (self, TRUE);
  return task;
}

static void
place_chosen (GtkWidget *owner, const char *path)
{
  MdgFilePage *self = MDG_FILE_PAGE (owner);
  g_autoptr (GArray) numbers = NULL;

  if (path == NULL || self->busy)
    return;
  numbers = mdg_authenticator_desk_numbers (mdg_authenticator_desk_get_list (self->desk));
  mdg_authenticator_desk_open_async (self->desk, (const gint64 *)numbers->data, numbers->len, NULL,
                                     keys_opened, new_task (self, path, self->first, written));
}

static gboolean
check_passphrase (MdgFilePage *self)
{
  g_autoptr (MdgSecret) first = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->first));
  g_autoptr (MdgSecret) second = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->second));
  const char *fault = mdg_file_passphrase_fault (MDG_SECRET_FIELD (self->first));

  if (fault != NULL)
    mdg_field_set_fault (MDG_FIELD (self->first_field), fault);
  else if (!mdg_secret_equal (first, second))
    mdg_field_set_fault (MDG_FIELD (self->second_field), _ ("The two are not the same."));
  else
    return TRUE;
  return FALSE;
}

static void
allowed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgFilePage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean may = mdg_key_guard_ask_finish (result, &error);

  if (self->page == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!may)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  else if (!self->busy && check_passphrase (self))
    mdg_path_chooser_save (GTK_WIDGET (self), _ ("Save the encrypted file"),
                           "Authenticator.madoguchi", place_chosen);
}

static void
save_clicked (MdgFilePage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  if (!self->busy && check_passphrase (self))
    mdg_key_guard_ask_async (mdg_authenticator_desk_get_workplace (self->desk), GTK_WIDGET (self),
                             allowed, g_object_ref (self));
}

/* in ------------------------------------------------------------------------------------------- */

static void
read_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (MdgSecret) text
      = mdg_sealed_file_read (job->path, MDG_SEALED_AUTHENTICATOR, job->passphrase, &error);
  GPtrArray *items = text != NULL ? mdg_otp_bundle_read (text, &error) : NULL;

  if (items != NULL)
    g_task_return_pointer (task, items, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
show_failure (MdgFilePage *self, const GError *error)
{
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_WRONG_PASSPHRASE))
    mdg_field_set_fault (MDG_FIELD (self->known_field),
                         _ ("This is not the passphrase of the file. Nothing was taken over."));
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND)
           || g_strcmp0 (mdg_error_get_field (error), "purpose") == 0)
    mdg_page_show_message (
        MDG_PAGE (self->page), MDG_MESSAGE_ERROR, _ ("This is no file of Authenticator accounts."),
        _ ("Nothing was taken over. Choose a file that was saved on this page."));
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
read_done (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgFilePage *self = MDG_FILE_PAGE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->page == NULL)
    return;
  set_busy (self, FALSE);
  if (items == NULL)
    {
      show_failure (self, error);
      return;
    }
  empty_fields (self);
  g_signal_emit (self, signals[OPENED], 0, items);
}

static void
file_chosen (GtkWidget *owner, const char *path)
{
  MdgFilePage *self = MDG_FILE_PAGE (owner);
  g_autoptr (GTask) task = NULL;

  if (path == NULL || self->busy)
    return;
  task = new_task (self, path, self->known, read_done);
  mdg_thread_task_run (task, read_file);
}

static void
open_clicked (MdgFilePage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  if (mdg_secret_field_get_length (MDG_SECRET_FIELD (self->known)) == 0)
    mdg_field_set_fault (MDG_FIELD (self->known_field), _ ("Type the passphrase first, please."));
  else if (!self->busy)
    mdg_path_chooser_open (GTK_WIDGET (self), _ ("Open an encrypted file"), file_chosen);
}

static void
desk_changed (MdgFilePage *self)
{
  guint n = count_shown (self);
  g_autofree char *title = g_strdup_printf (ngettext ("%u account that is shown, into a file",
                                                      "%u accounts that are shown, into a file", n),
                                            n);

  gtk_label_set_text (GTK_LABEL (self->out_title), title);
  update_buttons (self);
}

static gboolean
mdg_file_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_FILE_PAGE (widget)->first);
}

static void
mdg_file_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_file_page_parent_class)->map (widget);
  desk_changed (MDG_FILE_PAGE (widget));
}

static void
mdg_file_page_unmap (GtkWidget *widget)
{
  empty_fields (MDG_FILE_PAGE (widget));
  mdg_page_hide_message (MDG_PAGE (MDG_FILE_PAGE (widget)->page));
  GTK_WIDGET_CLASS (mdg_file_page_parent_class)->unmap (widget);
}

/* overrides ------------------------------------------------------------------------------------ */

static void
mdg_file_page_dispose (GObject *object)
{
  MdgFilePage *self = MDG_FILE_PAGE (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_FILE_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_file_page_parent_class)->dispose (object);
}

static void
mdg_file_page_class_init (MdgFilePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_file_page_dispose;
  widget_class->grab_focus = mdg_file_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_file_page_map;
  widget_class->unmap = mdg_file_page_unmap;
  signals[OPENED] = g_signal_new ("opened", MDG_TYPE_FILE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_SECRET_FIELD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/authenticator/file-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgFilePage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgFilePage, out_title);
  gtk_widget_class_bind_template_child (widget_class, MdgFilePage, first_field);
  gtk_widget_class_bind_template_child (widget_class, MdgFilePage, first);
  gtk_widget_class_bind_template_child (widget_class, MdgFilePage, second_field);
  gtk_widget_class_bind_template_child (widget_class, MdgFilePage, second);
  gtk_widget_class_bind_template_child (widget_class, MdgFilePage, save);
  gtk_widget_class_bind_template_child (widget_class, MdgFilePage, known_field);
  gtk_widget_class_bind_template_child (widget_class, MdgFilePage, known);
  gtk_widget_class_bind_template_child (widget_class, MdgFilePage, open);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_file_page_init (MdgFilePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_secret_field_allow_input_method (MDG_SECRET_FIELD (self->first));
  mdg_secret_field_allow_input_method (MDG_SECRET_FIELD (self->second));
  mdg_secret_field_allow_input_method (MDG_SECRET_FIELD (self->known));
  mdg_widget_tidy_names (self->page);
}

GtkWidget *
mdg_file_page_new (MdgAuthenticatorDesk *desk)
{
  MdgFilePage *self = g_object_new (MDG_TYPE_FILE_PAGE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (desk_changed), self, G_CONNECT_SWAPPED);
  desk_changed (self);
  return GTK_WIDGET (self);
}
