/* details-page.c: all about one certificate.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/details-page.h"

#include <glib/gi18n.h>

#include "certificates/certificate-facts.h"
#include "certificates/certificate-passwords.h"
#include "certificates/certificate-text.h"
#include "certificates/password-question.h"
#include "dates.h"
#include "error-text.h"
#include "widgets/icon.h"
#include "widgets/page.h"
#include "widgets/question.h"
#include "widgets/widget-tools.h"

#define BACKUP "mdg-backup" /* of a button: the id of its backup */

struct _MdgDetailsPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *facts;
  GtkWidget *backups;
  GtkWidget *no_backup;
  GtkWidget *copies;
  GtkWidget *make_old;
  GtkWidget *make_strong;
  GtkWidget *back;
  GtkWidget *forget_password;
  GtkWidget *forget;
  GtkWidget *unlock;
  GtkWidget *back_up;

  MdgCertificateDesk *desk;
  MdgWorkplace *workplace;
  MdgCertificateFile *file;  /* (nullable) */
  char *sha256;              /* (nullable): without a file */
  gint64 backup;             /* being asked about */
  GCancellable *cancellable; /* (nullable): while a copy is made */
};

G_DEFINE_FINAL_TYPE (MdgDetailsPage, mdg_details_page, GTK_TYPE_WIDGET)

/* where it is backed up ----------------------------------------------------------------------- */

static void
on_forgotten (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgDetailsPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!mdg_backup_ledger_finish (MDG_BACKUP_LEDGER (source), result, &error) && self->desk != NULL)
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
forget_backup_answered (MdgQuestion *question, const char *answer, MdgDetailsPage *self)
{
  MdgBackupLedger *ledger = mdg_certificate_desk_get_ledger (self->desk);

  if (g_str_equal (answer, "forget") && ledger != NULL)
    mdg_backup_ledger_forget_backup_async (ledger, self->backup, NULL, on_forgotten,
                                           g_object_ref (self));
}

static void
forget_backup_clicked (GtkWidget *button, MdgDetailsPage *self)
{
  MdgQuestion *question = mdg_question_new (
      _ ("Strike this backup off the list?"),
      _ ("Do so when the stick was lost or destroyed. Nothing on the stick is deleted; when it is "
         "plugged in again, the backup is on the list again."));

  self->backup = *(gint64 *)g_object_get_data (G_OBJECT (button), BACKUP);
  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "forget", _ ("_Strike it off"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (forget_backup_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

static GtkWidget *
backup_words (const MdgLedgerBackup *backup)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *name = mdg_ledger_backup_name (backup);
  g_autofree char *made = mdg_date_time_text (backup->made_at);
  MdgBackupFinding finding = mdg_backup_finding_of_ledger (backup);
  MdgStanding standing;
  g_autofree char *state = mdg_backup_finding_text (&finding, &standing);
  g_autofree char *detail = g_strdup_printf (_ ("%s\nBacked up on %s"), state, made);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), mdg_widget_new_text (name, NULL));
  gtk_box_append (GTK_BOX (words), mdg_widget_new_text (detail, NULL));
  gtk_box_append (GTK_BOX (words), mdg_widget_new_text (backup->place, "quiet"));
  return words;
}

static void
add_backup (MdgDetailsPage *self, const MdgLedgerBackup *backup)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = gtk_button_new_with_label (_ ("Lost or destroyed…"));
  MdgBackupFinding finding = mdg_backup_finding_of_ledger (backup);
  MdgStanding standing;
  g_autofree char *state = mdg_backup_finding_text (&finding, &standing);

  gtk_widget_add_css_class (row, "card");
  gtk_widget_add_css_class (row, mdg_standing_class (standing));
  gtk_box_append (GTK_BOX (row), mdg_icon_new (mdg_standing_icon (standing), 24));
  gtk_box_append (GTK_BOX (row), backup_words (backup));
  g_object_set_data_full (G_OBJECT (button), BACKUP, g_memdup2 (&backup->id, sizeof backup->id),
                          g_free);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (forget_backup_clicked), self, 0);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (self->backups), row);
}

/* Of all files with the same certificate in it. */
static void
fill_backups (MdgDetailsPage *self, const char *fingerprint, const char *sha256)
{
  GPtrArray *records = mdg_certificate_desk_get_certificates (self->desk);

  mdg_widget_clear_box (self->backups);
  for (guint i = 0; i < records->len; i++)
    {
      const MdgLedgerCertificate *record = records->pdata[i];

      if (*fingerprint != '\0' ? g_strcmp0 (record->fingerprint, fingerprint) != 0
                               : g_strcmp0 (record->sha256, sha256) != 0)
        continue;
      for (guint j = 0; j < record->backups->len; j++)
        add_backup (self, record->backups->pdata[j]);
    }
  mdg_widget_set_shown (self->no_backup, gtk_widget_get_first_child (self->backups) == NULL);
  mdg_widget_set_shown (self->backups, gtk_widget_get_first_child (self->backups) != NULL);
}

/* the whole page ------------------------------------------------------------------------------ */

/* What was opened with a password that was forgotten since has to be asked for first. */
static gboolean
can_reform (MdgDetailsPage *self)
{
  const MdgCertificateInfo *info
      = self->file != NULL ? mdg_certificate_file_get_info (self->file) : NULL;

  return info != NULL && info->fault == NULL
         && (mdg_certificate_file_get_password (self->file) != NULL
             || mdg_certificate_file_needs_no_password (self->file));
}

static void
update_buttons (MdgDetailsPage *self, const MdgCertificateInfo *info)
{
  gboolean open = info != NULL && info->fault == NULL;
  gboolean locked
      = info != NULL && g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
  gboolean has_password
      = self->file != NULL && mdg_certificate_file_get_password (self->file) != NULL;

  mdg_widget_set_shown (self->copies, can_reform (self));
  mdg_widget_set_shown (self->make_old,
                        open && (info->strength != MDG_P12_STRENGTH_OLD || !info->old_windows));
  mdg_widget_set_shown (self->make_strong, open && info->strength != MDG_P12_STRENGTH_STRONG);
  mdg_widget_set_shown (self->unlock, locked);
  mdg_widget_set_shown (self->forget_password, has_password);
  mdg_widget_set_shown (self->forget, self->file == NULL);
  mdg_widget_set_shown (self->back_up, self->file != NULL);
  gtk_widget_set_sensitive (self->make_old, self->cancellable == NULL);
  gtk_widget_set_sensitive (self->make_strong, self->cancellable == NULL);
}

/* What is wrong with the file and what to do, without what is said when one is chosen for the
 * service. */
static void
tell_fault (MdgDetailsPage *self, const GError *fault)
{
  g_autoptr (MdgErrorText) text = mdg_error_text_new (fault);

  mdg_page_show_fault (MDG_PAGE (self->page), text->happened, text->next, text->code);
}

static void
show_file (MdgDetailsPage *self)
{
  const MdgCertificateInfo *info = mdg_certificate_file_get_info (self->file);
  const char *name = mdg_certificate_file_get_name (self->file);

  mdg_certificate_facts_show_file (self->facts, self->file,
                                   mdg_certificate_desk_get_now (self->desk));
  if (info == NULL)
    return;
  g_object_set (self->page, "title",
                mdg_certificate_title (info->institution_code, info->subject, name), "sentence",
                name, NULL);
  fill_backups (self, info->fingerprint, info->sha256);
  if (info->fault != NULL && !info->needs_password)
    tell_fault (self, info->fault);
}

static void
show_record (MdgDetailsPage *self)
{
  const MdgLedgerCertificate *record = mdg_certificate_desk_find_record (self->desk, self->sha256);
  g_autofree char *title = record != NULL ? mdg_ledger_certificate_title (record) : NULL;

  mdg_certificate_facts_show_record (self->facts, record,
                                     mdg_certificate_desk_get_now (self->desk));
  if (record == NULL)
    {
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        gtk_widget_activate_action (GTK_WIDGET (self), "certificates.show", "s", "overview");
      return;
    }
  g_object_set (self->page, "title", title, "sentence", _ ("Not on this computer"), NULL);
  fill_backups (self, record->fingerprint, record->sha256);
}

static void
update (MdgDetailsPage *self)
{
  if (self->file == NULL && self->sha256 == NULL)
    return;
  if (self->file != NULL)
    show_file (self);
  else
    show_record (self);
  update_buttons (self, self->file != NULL ? mdg_certificate_file_get_info (self->file) : NULL);
}

/* acts ---------------------------------------------------------------------------------------- */

static void
on_reformed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgDetailsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = mdg_certificate_reform_finish (result, &error);
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  if (self->desk == NULL)
    return;
  g_clear_object (&self->cancellable);
  mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  update (self);
  if (path != NULL)
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS,
                           _ ("The copy was made, opened again and compared."), name);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
make_copy (MdgDetailsPage *self, MdgP12Form form)
{
  MdgSecret *password = mdg_certificate_file_get_password (self->file);

  if (!can_reform (self) || self->cancellable != NULL)
    return;
  mdg_page_hide_message (MDG_PAGE (self->page));
  self->cancellable = g_cancellable_new ();
  mdg_page_set_busy (MDG_PAGE (self->page), TRUE);
  update (self);
  mdg_certificate_reform_async (mdg_certificate_file_get_path (self->file), password, form, NULL,
                                self->cancellable, on_reformed, g_object_ref (self));
}

static void
make_old_clicked (MdgDetailsPage *self)
{
  make_copy (self, MDG_P12_FORM_OLD_WINDOWS);
}

static void
make_strong_clicked (MdgDetailsPage *self)
{
  make_copy (self, MDG_P12_FORM_STRONG);
}

static void
cancel_copy (MdgDetailsPage *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
not_kept (GtkWidget *near, const GError *error)
{
  mdg_page_show_error (MDG_PAGE (MDG_DETAILS_PAGE (near)->page), error);
}

static void
unlock_clicked (MdgDetailsPage *self)
{
  mdg_password_question_ask (GTK_WIDGET (self), self->desk, self->workplace, self->file, not_kept);
}

static void
on_password_forgotten (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgDetailsPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = mdg_certificate_passwords_finish (MDG_CACHE (source), result, &error);

  if (self->desk == NULL)
    return;
  if (done)
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS,
                           _ ("The password is not kept any more."),
                           _ ("After the next start it is asked for again."));
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
forget_password_clicked (MdgDetailsPage *self)
{
  MdgCache *cache = mdg_certificate_desk_get_cache (self->desk);
  const MdgCertificateInfo *info = mdg_certificate_file_get_info (self->file);

  if (cache != NULL && info != NULL)
    mdg_certificate_passwords_forget_async (cache, info->sha256, NULL, on_password_forgotten,
                                            g_object_ref (self));
  if (mdg_certificate_file_get_password (self->file) != NULL)
    mdg_certificate_desk_remove_password (self->desk,
                                          mdg_certificate_file_get_password (self->file));
  mdg_certificate_file_forget_password (self->file);
  update (self);
  gtk_widget_grab_focus (self->back);
}

static void
forget_answered (MdgQuestion *question, const char *answer, MdgDetailsPage *self)
{
  MdgBackupLedger *ledger = mdg_certificate_desk_get_ledger (self->desk);
  const MdgLedgerCertificate *record = mdg_certificate_desk_find_record (self->desk, self->sha256);

  if (g_str_equal (answer, "forget") && ledger != NULL && record != NULL)
    mdg_backup_ledger_forget_certificate_async (ledger, record->id, NULL, on_forgotten,
                                                g_object_ref (self));
}

static void
forget_clicked (MdgDetailsPage *self)
{
  MdgQuestion *question = mdg_question_new (_ ("Delete the record of this certificate?"),
                                            _ ("You are not reminded of it any more, and the list "
                                               "of its backups is deleted. Files are not "
                                               "deleted, neither here nor on a stick."));

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "forget", _ ("_Delete the record"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (forget_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_details_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_DETAILS_PAGE (widget)->back);
}

static void
drop_file (MdgDetailsPage *self)
{
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
}

static void
mdg_details_page_dispose (GObject *object)
{
  MdgDetailsPage *self = MDG_DETAILS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  drop_file (self);
  g_clear_object (&self->desk);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_DETAILS_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_details_page_parent_class)->dispose (object);
}

static void
mdg_details_page_finalize (GObject *object)
{
  g_clear_object (&MDG_DETAILS_PAGE (object)->cancellable);
  g_free (MDG_DETAILS_PAGE (object)->sha256);
  G_OBJECT_CLASS (mdg_details_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/details-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgDetailsPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailsPage, facts);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailsPage, backups);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailsPage, no_backup);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailsPage, copies);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailsPage, make_old);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailsPage, make_strong);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailsPage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailsPage, forget_password);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailsPage, forget);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailsPage, unlock);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailsPage, back_up);
  gtk_widget_class_bind_template_callback (widget_class, make_old_clicked);
  gtk_widget_class_bind_template_callback (widget_class, make_strong_clicked);
  gtk_widget_class_bind_template_callback (widget_class, unlock_clicked);
  gtk_widget_class_bind_template_callback (widget_class, forget_password_clicked);
  gtk_widget_class_bind_template_callback (widget_class, forget_clicked);
}

static void
mdg_details_page_class_init (MdgDetailsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_details_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_details_page_finalize;
  widget_class->grab_focus = mdg_details_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_details_page_init (MdgDetailsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->page, "cancel", G_CALLBACK (cancel_copy), self, G_CONNECT_SWAPPED);
}

GtkWidget *
mdg_details_page_new (MdgCertificateDesk *desk, MdgWorkplace *workplace)
{
  MdgDetailsPage *self = g_object_new (MDG_TYPE_DETAILS_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->workplace = g_object_ref (workplace);
  g_signal_connect_object (desk, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
mdg_details_page_begin (MdgDetailsPage *self, MdgCertificateFile *file, const char *sha256)
{
  g_return_if_fail (MDG_IS_DETAILS_PAGE (self));

  mdg_page_hide_message (MDG_PAGE (self->page));
  drop_file (self);
  g_free (self->sha256);
  self->sha256 = g_strdup (sha256);
  if (file != NULL)
    {
      self->file = g_object_ref (file);
      g_signal_connect_object (file, "notify::info", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  update (self);
}
