/* attachment-card.c: the attachment 「ユーザ設定情報」 of an account.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/attachment-card.h"

#include <glib/gi18n.h>

#include "accounts/settings-text.h"
#include "accounts/settings-vault.h"
#include "core/file.h"
#include "platform/documents.h"
#include "widgets/message-bar.h"
#include "widgets/path-chooser.h"
#include "widgets/question.h"
#include "widgets/waiting.h"
#include "widgets/widget-tools.h"

typedef enum
{
  TAKE_IN,
  SAVE,
  OPEN
} Purpose;

struct _MdgAttachmentCard
{
  GtkWidget parent_instance;

  GtkWidget *state;
  GtkWidget *buttons;
  GtkWidget *show;
  GtkWidget *open;
  GtkWidget *save;
  GtkWidget *take_in;
  GtkWidget *from_file;
  GtkWidget *waiting;

  MdgAccountLink *link;
  char *institution_code;    /* (nullable) */
  char *account_id;          /* (nullable) */
  char *owner;               /* (nullable): "機関コード/ID" of what is kept of it */
  MdgSettingsIntake *intake; /* (nullable): while a file is taken in */
  GCancellable *looking;     /* (nullable): while it is looked at what is kept */
  GCancellable *fetching;    /* (nullable): while the attachment comes */
  Purpose purpose;           /* of the path that is asked for */
  char *asked_for;           /* (nullable): the account that a path is asked for */
};

/* The attachment on its way to a file. */
typedef struct
{
  MdgAttachmentCard *card;
  char *institution_code;
  char *account_id;
  GCancellable *cancellable; /* of the fetching */
  Purpose purpose;
  char *path; /* (nullable): TAKE_IN */
} Errand;

enum
{
  TOLD,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgAttachmentCard, mdg_attachment_card, GTK_TYPE_WIDGET)

static void
errand_free (Errand *errand)
{
  g_object_unref (errand->card);
  g_object_unref (errand->cancellable);
  g_free (errand->institution_code);
  g_free (errand->account_id);
  g_free (errand->path);
  g_free (errand);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static MdgCache *
get_cache (MdgAttachmentCard *self)
{
  return mdg_workplace_get_cache (mdg_account_link_get_workplace (self->link));
}

static void
tell (MdgAttachmentCard *self, MdgMessageKind kind, const char *title, const char *body)
{
  g_signal_emit (self, signals[TOLD], 0, (int)kind, title, body);
}

static void
fail (MdgAttachmentCard *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    tell (self, MDG_MESSAGE_INFO, _ ("The service has no attachment for this account."), NULL);
  else
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* @words: what is being done */
static void
begin_waiting (MdgAttachmentCard *self, const char *words, gboolean cancellable)
{
  gtk_widget_set_sensitive (self->buttons, FALSE);
  mdg_waiting_set_text (MDG_WAITING (self->waiting), words);
  mdg_waiting_start (MDG_WAITING (self->waiting), cancellable);
}

static void
end_waiting (MdgAttachmentCard *self)
{
  gtk_widget_set_sensitive (self->buttons, TRUE);
  mdg_waiting_stop (MDG_WAITING (self->waiting));
}

static void
tell_broken_off (MdgAttachmentCard *self)
{
  tell (self, MDG_MESSAGE_INFO, _ ("It was broken off."), _ ("Nothing was saved or kept."));
}

/* Whether the card still is about that account. */
static gboolean
is_about (MdgAttachmentCard *self, const char *institution_code, const char *account_id)
{
  return g_strcmp0 (account_id, self->account_id) == 0
         && g_strcmp0 (institution_code, self->institution_code) == 0;
}

static void
note_event (MdgAttachmentCard *self,
            const char *institution_code,
            const char *account_id,
            MdgAccountEventKind kind)
{
  MdgAccountDesk *desk = mdg_account_link_get_desk (self->link);

  if (desk != NULL)
    mdg_account_desk_note_event (desk, institution_code, account_id, kind);
}

/* what is kept --------------------------------------------------------------------------------- */

static void
update_state (MdgAttachmentCard *self)
{
  gboolean session = mdg_account_link_has_session (self->link);
  const char *kept = self->owner != NULL ? _ ("Its values are kept on this computer, encrypted.")
                                         : _ ("Its values are not kept on this computer.");
  g_autofree char *words
      = session
            ? g_strdup (kept)
            : g_strdup_printf (_ ("%s The attachment itself is fetched from the service after a "
                                  "login."),
                               kept);

  gtk_label_set_text (GTK_LABEL (self->state), words);
  mdg_widget_set_shown (self->show, self->owner != NULL);
  gtk_widget_set_sensitive (self->open, session);
  gtk_widget_set_sensitive (self->save, session);
  gtk_widget_set_sensitive (self->take_in, session);
}

static void
kept_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = mdg_settings_vault_list_finish (result, &error);
  MdgAttachmentCard *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->looking);
  g_clear_pointer (&self->owner, g_free);
  for (guint i = 0; kept != NULL && i < kept->len; i++)
    {
      const MdgAccountSettings *one = kept->pdata[i];

      /* The same ID may be kept of another facility, too. */
      if (is_about (self, one->institution_code, one->id))
        self->owner = g_strdup_printf ("%s/%s", one->institution_code, one->id);
    }
  update_state (self);
}

static void
stop_looking (MdgAttachmentCard *self)
{
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

static void
look (MdgAttachmentCard *self)
{
  MdgCache *cache = get_cache (self);

  stop_looking (self);
  update_state (self);
  if (cache == NULL || self->account_id == NULL)
    return;
  self->looking = g_cancellable_new ();
  mdg_settings_vault_list_async (cache, self->account_id, self->looking, kept_known, self);
}

static void
show_clicked (MdgAttachmentCard *self)
{
  if (self->owner != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "accounts.settings", "s", self->owner);
}

/* taking in ------------------------------------------------------------------------------------ */

static void
drop_intake (MdgAttachmentCard *self)
{
  if (self->intake == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->intake, self);
  mdg_settings_intake_cancel (self->intake);
  g_clear_object (&self->intake);
}

static void
replace_answered (MdgQuestion *question, const char *answer, MdgAttachmentCard *self)
{
  if (self->intake == NULL)
    return;
  if (g_str_equal (answer, "replace"))
    {
      begin_waiting (self, _ ("Keeping the values…"), TRUE);
      mdg_settings_intake_replace (self->intake, 0);
    }
  else
    drop_intake (self);
}

static void
ask_to_replace (MdgAttachmentCard *self)
{
  g_autofree char *title = g_strdup_printf (_ ("Replace the values of %s?"), self->account_id);
  MdgQuestion *question = mdg_question_new (
      title, _ ("The password or the activation code that is kept is another one. Replaced, it "
                "cannot be had back from here. The paper that was issued last is the one that "
                "holds."));

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "replace", _ ("_Replace"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (replace_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

static void
intake_changed (MdgAttachmentCard *self)
{
  const MdgIntakeItem *item = mdg_settings_intake_get_items (self->intake)->pdata[0];
  g_autofree char *words = NULL;

  if (item->state <= MDG_INTAKE_READING)
    return;
  end_waiting (self);
  if (item->state == MDG_INTAKE_DIFFERS)
    {
      ask_to_replace (self);
      return;
    }
  words = mdg_intake_item_text (item);
  if (item->state == MDG_INTAKE_KEPT)
    {
      note_event (self, self->institution_code, self->account_id, MDG_EVENT_SETTINGS_KEPT);
      tell (self, MDG_MESSAGE_SUCCESS, words, NULL);
      look (self);
    }
  else if (item->state == MDG_INTAKE_CANCELLED)
    tell_broken_off (self);
  else
    tell (self, MDG_MESSAGE_WARNING, words,
          _ ("On the page “User settings (PDF)” files can be checked and values typed by hand."));
  drop_intake (self);
}

static gboolean
begin_intake (MdgAttachmentCard *self)
{
  MdgCache *cache = get_cache (self);

  drop_intake (self);
  if (cache == NULL)
    {
      g_autoptr (GError) error = mdg_account_link_explain_no_cache (self->link);

      g_signal_emit (self, signals[FAILED], 0, error);
      return FALSE;
    }
  begin_waiting (self, _ ("Reading the PDF…"), TRUE);
  self->intake = mdg_settings_intake_new (cache, self->institution_code, self->account_id);
  return TRUE;
}

/* The intake tells of itself from the first moment on; what it tells of is there only then. */
static void
follow_intake (MdgAttachmentCard *self)
{
  g_signal_connect_object (self->intake, "changed", G_CALLBACK (intake_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
file_chosen (GtkWidget *owner, GListModel *files)
{
  MdgAttachmentCard *self = MDG_ATTACHMENT_CARD (owner);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file == NULL || g_strcmp0 (self->asked_for, self->account_id) != 0 || !begin_intake (self))
    return;
  mdg_settings_intake_add_file (self->intake, file);
  follow_intake (self);
}

static void
from_file_clicked (MdgAttachmentCard *self)
{
  g_free (self->asked_for);
  self->asked_for = g_strdup (self->account_id);
  mdg_path_chooser_open_files (GTK_WIDGET (self), _ ("Open “user settings”"), _ ("PDF documents"),
                               "*.pdf", FALSE, file_chosen);
}

/* the attachment ------------------------------------------------------------------------------- */

static void
opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  if (mdg_documents_open_page_finish (result, &error) || errand->card->link == NULL)
    return;
  body = g_strdup_printf (_ ("It was saved. Open it from its folder: %s"), errand->path);
  tell (errand->card, MDG_MESSAGE_WARNING, _ ("No program could be started for the PDF."), body);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer pdf, GCancellable *cancellable)
{
  GError *error = NULL;
  gsize length;
  const guint8 *data = mdg_secret_get_data (pdf, &length);
  const char *path = g_object_get_data (G_OBJECT (task), "path");

  if (mdg_file_write (path, data, length, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
tell_unwritten (MdgAttachmentCard *self, const Errand *errand, const GError *error)
{
  g_autofree char *title = NULL;

  if (is_about (self, errand->institution_code, errand->account_id))
    {
      /* Not fail(): what is not found here is the folder, not the attachment. */
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  title = g_strdup_printf (_ ("The attachment of %s could not be saved."), errand->account_id);
  tell (self, MDG_MESSAGE_WARNING, title, errand->path);
}

static void
written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  MdgAttachmentCard *self = errand->card;
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);
  gboolean here = is_about (self, errand->institution_code, errand->account_id);
  g_autofree char *body = NULL;

  if (self->link == NULL)
    return;
  if (here)
    end_waiting (self);
  if (!done)
    {
      tell_unwritten (self, errand, error);
      return;
    }
  note_event (self, errand->institution_code, errand->account_id, MDG_EVENT_PDF_SAVED);
  if (!here) /* on another account's page it would be taken for that one's */
    return;
  body = g_strdup_printf (
      _ ("%s\nWhoever has this file can log in with this account: keep it safe."), errand->path);
  tell (self, MDG_MESSAGE_SUCCESS, _ ("The attachment was saved."), body);
  if (errand->purpose == OPEN)
    {
      g_autofree char *path = g_strdup (errand->path);

      mdg_documents_open_file_async (path, NULL, opened, g_steal_pointer (&errand));
    }
}

static void
pdf_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Errand) errand = data;
  MdgAttachmentCard *self = errand->card;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) pdf
      = mdg_account_desk_get_settings_pdf_finish (MDG_ACCOUNT_DESK (source), result, &error);
  g_autoptr (GTask) task = NULL;

  /* Another account's turn has come: nobody waits for this one any more. */
  if (self->link == NULL || self->fetching != errand->cancellable)
    return;
  g_clear_object (&self->fetching);
  end_waiting (self);
  if (pdf == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        tell_broken_off (self);
      else
        fail (self, error);
      return;
    }
  if (errand->purpose == TAKE_IN)
    {
      g_autofree char *name = mdg_account_settings_file_name (self->account_id);

      if (!begin_intake (self))
        return;
      mdg_settings_intake_add_bytes (self->intake, name, pdf);
      follow_intake (self);
      return;
    }
  begin_waiting (self, _ ("Saving the attachment…"), FALSE);
  task = g_task_new (NULL, NULL, written, errand);
  g_object_set_data_full (G_OBJECT (task), "path", g_strdup (errand->path), g_free);
  g_task_set_task_data (task, g_steal_pointer (&pdf), (GDestroyNotify)mdg_secret_unref);
  errand = NULL;
  g_task_run_in_thread (task, write_in_thread);
}

static void
stop_fetching (MdgAttachmentCard *self)
{
  if (self->fetching != NULL)
    g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
}

static void
fetch (MdgAttachmentCard *self, Purpose purpose, const char *path)
{
  MdgAccountDesk *desk = mdg_account_link_get_desk (self->link);
  Errand *errand;

  if (desk == NULL || self->account_id == NULL)
    return;
  stop_fetching (self);
  self->fetching = g_cancellable_new ();
  errand = g_new0 (Errand, 1);
  errand->card = g_object_ref (self);
  errand->institution_code = g_strdup (self->institution_code);
  errand->account_id = g_strdup (self->account_id);
  errand->cancellable = g_object_ref (self->fetching);
  errand->purpose = purpose;
  errand->path = g_strdup (path);
  begin_waiting (self, _ ("Fetching the attachment…"), TRUE);
  mdg_account_desk_get_settings_pdf_async (desk, self->account_id, self->fetching, pdf_known,
                                           errand);
}

static void
path_chosen (GtkWidget *owner, const char *path)
{
  MdgAttachmentCard *self = MDG_ATTACHMENT_CARD (owner);

  if (path != NULL && g_strcmp0 (self->asked_for, self->account_id) == 0)
    fetch (self, self->purpose, path);
}

static void
ask_where (MdgAttachmentCard *self, Purpose purpose, const char *title)
{
  g_autofree char *name = NULL;

  if (self->account_id == NULL)
    return;
  name = mdg_account_settings_file_name (self->account_id);
  self->purpose = purpose;
  g_free (self->asked_for);
  self->asked_for = g_strdup (self->account_id);
  mdg_path_chooser_save (GTK_WIDGET (self), title, name, path_chosen);
}

static void
save_clicked (MdgAttachmentCard *self)
{
  ask_where (self, SAVE, _ ("Save the attachment"));
}

/* A viewer wants a file, and no secret lies in one where nobody was asked. */
static void
open_clicked (MdgAttachmentCard *self)
{
  ask_where (self, OPEN, _ ("Where to save the attachment, to open it there"));
}

static void
take_in_clicked (MdgAttachmentCard *self)
{
  fetch (self, TAKE_IN, NULL);
}

/* What comes of it is told where it ends. */
static void
given_up (MdgAttachmentCard *self)
{
  if (self->fetching != NULL)
    g_cancellable_cancel (self->fetching);
  else if (self->intake != NULL)
    mdg_settings_intake_cancel (self->intake);
}

/* overrides ------------------------------------------------------------------------------------ */

static void
mdg_attachment_card_dispose (GObject *object)
{
  MdgAttachmentCard *self = MDG_ATTACHMENT_CARD (object);

  stop_looking (self);
  stop_fetching (self);
  drop_intake (self);
  g_clear_object (&self->link);
  g_clear_pointer (&self->institution_code, g_free);
  g_clear_pointer (&self->account_id, g_free);
  g_clear_pointer (&self->asked_for, g_free);
  g_clear_pointer (&self->owner, g_free);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_attachment_card_parent_class)->dispose (object);
}

static void
mdg_attachment_card_class_init (MdgAttachmentCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_attachment_card_dispose;
  signals[TOLD] = g_signal_new ("told", MDG_TYPE_ATTACHMENT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_STRING, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", MDG_TYPE_ATTACHMENT_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static GtkWidget *
add_button (MdgAttachmentCard *self, const char *label, const char *tip, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tip);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->buttons), button);
  return button;
}

static void
mdg_attachment_card_init (MdgAttachmentCard *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_parent (mdg_widget_new_text (_ ("Attachment: user settings"), "section-title"),
                         GTK_WIDGET (self));
  self->state = mdg_widget_new_text (NULL, NULL);
  gtk_widget_set_parent (self->state, GTK_WIDGET (self));
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
  self->show = add_button (self, _ ("Sho_w values"), NULL, G_CALLBACK (show_clicked));
  self->open = add_button (self, _ ("_Open…"), _ ("Saves it where you choose and opens it there"),
                           G_CALLBACK (open_clicked));
  self->save = add_button (self, _ ("Sa_ve as…"), NULL, G_CALLBACK (save_clicked));
  self->take_in = add_button (self, _ ("_Keep encrypted"),
                              _ ("Reads its values and keeps them on this computer"),
                              G_CALLBACK (take_in_clicked));
  self->from_file = add_button (self, _ ("Read a _file…"), _ ("For a PDF that you have already"),
                                G_CALLBACK (from_file_clicked));
  mdg_widget_tidy_names (self->buttons);
  self->waiting = mdg_waiting_new ();
  g_signal_connect_object (self->waiting, "cancel", G_CALLBACK (given_up), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->waiting, GTK_WIDGET (self));
}

GtkWidget *
mdg_attachment_card_new (MdgAccountLink *link)
{
  MdgAttachmentCard *self = g_object_new (MDG_TYPE_ATTACHMENT_CARD, NULL);

  self->link = g_object_ref (link);
  g_signal_connect_object (link, "session-changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  update_state (self);
  return GTK_WIDGET (self);
}

void
mdg_attachment_card_set (MdgAttachmentCard *self,
                         const char *institution_code,
                         const char *account_id)
{
  g_return_if_fail (MDG_IS_ATTACHMENT_CARD (self));

  if (!is_about (self, institution_code, account_id))
    {
      stop_fetching (self);
      drop_intake (self);
      end_waiting (self);
      g_free (self->institution_code);
      self->institution_code = g_strdup (institution_code);
      g_free (self->account_id);
      self->account_id = g_strdup (account_id);
      g_clear_pointer (&self->owner, g_free);
    }
  look (self);
}
