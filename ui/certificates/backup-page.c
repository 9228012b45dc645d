/* backup-page.c: [バックアップ].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/backup-page.h"

#include <glib/gi18n.h>

#include "certificates/backup-choice.h"
#include "certificates/backup-copies.h"
#include "certificates/backup-job.h"
#include "error-text.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

typedef enum
{
  STAGE_CHOOSING = 1, /* as the steps are counted */
  STAGE_WORKING,
  STAGE_DONE
} Stage;

struct _MdgBackupPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *choosing;
  GtkWidget *working;
  GtkWidget *progress;
  GtkWidget *left;
  GtkWidget *copies;
  GtkWidget *back;
  GtkWidget *stop;
  GtkWidget *hint;
  GtkWidget *again;
  GtkWidget *start;

  MdgCertificateDesk *desk;
  Stage stage;
  MdgBackupJob *job; /* (nullable) */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MdgBackupPage, mdg_backup_page, GTK_TYPE_WIDGET)

/* What has to be chosen may have been scrolled away. */
static void
update_start (MdgBackupPage *self)
{
  MdgBackupChoice *choice = MDG_BACKUP_CHOICE (self->choosing);
  gboolean choosing = self->stage == STAGE_CHOOSING;
  gboolean what = mdg_backup_choice_has_file (choice);
  gboolean where = mdg_backup_choice_has_place (choice);

  gtk_widget_set_sensitive (self->start, self->stage == STAGE_DONE || (choosing && what && where));
  gtk_label_set_text (GTK_LABEL (self->hint),
                      what ? _ ("Choose where to back up to.") : _ ("Choose what to back up."));
  mdg_widget_set_shown (self->hint, choosing && !(what && where));
}

static void
places_changed (MdgBackupPage *self)
{
  if (self->stage == STAGE_CHOOSING)
    mdg_backup_choice_update_places (MDG_BACKUP_CHOICE (self->choosing));
}

/* working ------------------------------------------------------------------------------------- */

static void
show_step (MdgBackupPage *self, Stage step)
{
  const char *const steps[]
      = { C_ ("backup step", "Choose"), C_ ("backup step", "Copy and compare"),
          C_ ("backup step", "Take out"), NULL };

  mdg_page_set_steps (MDG_PAGE (self->page), steps, step, 0);
}

static void
set_stage (MdgBackupPage *self, Stage stage)
{
  self->stage = stage;
  show_step (self, stage);
  mdg_widget_set_shown (self->choosing, stage == STAGE_CHOOSING);
  mdg_widget_set_shown (self->working, stage != STAGE_CHOOSING);
  mdg_widget_set_shown (self->back, stage == STAGE_CHOOSING);
  mdg_widget_set_shown (self->stop, stage == STAGE_WORKING);
  mdg_widget_set_shown (self->again, FALSE);
  mdg_widget_set_shown (self->progress, stage == STAGE_WORKING);
  mdg_widget_set_shown (self->left, stage == STAGE_WORKING);
  gtk_button_set_label (GTK_BUTTON (self->start),
                        stage == STAGE_DONE ? _ ("_Finish") : _ ("S_tart the backup"));
  mdg_widget_tidy_names (self->start);
  update_start (self);
}

static void
show_progress (MdgBackupPage *self)
{
  int seconds = mdg_backup_job_get_seconds_left (self->job);
  g_autofree char *span = seconds >= 0 ? mdg_text_duration (seconds) : NULL;
  g_autofree char *text = span != NULL ? g_strdup_printf (_ ("About %s left"), span) : NULL;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 mdg_backup_job_get_fraction (self->job));
  gtk_label_set_text (GTK_LABEL (self->left),
                      text != NULL ? text : _ ("Please leave the drives plugged in."));
  mdg_backup_copies_update (self->copies, mdg_backup_job_get_copies (self->job));
}

static guint
count_steps (GPtrArray *copies, MdgBackupStep step)
{
  guint n = 0;

  for (guint i = 0; i < copies->len; i++)
    n += ((MdgBackupCopy *)copies->pdata[i])->step == step;
  return n;
}

static gboolean
any_removable (GPtrArray *copies)
{
  for (guint i = 0; i < copies->len; i++)
    {
      const MdgDrive *drive = ((MdgBackupCopy *)copies->pdata[i])->drive;

      if (drive != NULL && drive->kind == MDG_DRIVE_REMOVABLE)
        return TRUE;
    }
  return FALSE;
}

static void
tell_outcome (MdgBackupPage *self, GPtrArray *copies)
{
  guint n_done = count_steps (copies, MDG_BACKUP_DONE);
  MdgPageFrame *page = MDG_PAGE (self->page);

  if (n_done == copies->len)
    mdg_page_show_message (page, MDG_MESSAGE_SUCCESS, _ ("The backup is complete."),
                           any_removable (copies)
                               ? _ ("USB sticks can be taken out. Keep them in a locked place, and "
                                    "the password elsewhere.")
                               : _ ("Keep the password in another place than the backup."));
  else if (count_steps (copies, MDG_BACKUP_CANCELLED) == copies->len)
    mdg_page_show_message (page, MDG_MESSAGE_INFO, _ ("The backup was stopped."),
                           _ ("No half-written file was left behind."));
  else if (n_done > 0)
    mdg_page_show_message (page, MDG_MESSAGE_WARNING, _ ("Not all backups were made."),
                           _ ("What is marked as done is complete and good. What went wrong with "
                              "the others stands below."));
  else
    mdg_page_show_message (page, MDG_MESSAGE_ERROR, _ ("No backup was made."),
                           _ ("What went wrong stands below."));
  /* Where nothing was copied, that step is not behind anybody. */
  if (n_done == 0)
    show_step (self, STAGE_WORKING);
  mdg_widget_set_shown (self->again, n_done < copies->len);
}

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgBackupPage) self = data;
  g_autoptr (GError) error = NULL;

  if (mdg_backup_ledger_finish (MDG_BACKUP_LEDGER (source), result, &error) || self->desk == NULL)
    return;
  /* The backup is there; only its record is not. */
  mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
on_run (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgBackupPage) self = data;
  MdgBackupJob *job = MDG_BACKUP_JOB (source);
  GPtrArray *copies = mdg_backup_job_get_copies (job);
  MdgBackupLedger *ledger;

  mdg_backup_job_run_finish (job, result, NULL); /* each copy has its own error */
  if (self->desk == NULL)
    return;
  ledger = mdg_certificate_desk_get_ledger (self->desk);
  if (ledger != NULL)
    mdg_backup_ledger_record_async (ledger, copies, NULL, on_recorded, g_object_ref (self));
  mdg_backup_places_refresh (mdg_certificate_desk_get_places (self->desk));
  if (self->job != job)
    return;
  show_progress (self);
  set_stage (self, STAGE_DONE);
  tell_outcome (self, copies);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->start);
}

static void
drop_job (MdgBackupPage *self)
{
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
}

static void
run (MdgBackupPage *self)
{
  drop_job (self);
  self->job = mdg_backup_job_new (mdg_certificate_desk_get_clock (self->desk));
  mdg_backup_choice_add_to (MDG_BACKUP_CHOICE (self->choosing), self->job);
  mdg_backup_copies_fill (self->copies, mdg_backup_job_get_copies (self->job));
  mdg_page_hide_message (MDG_PAGE (self->page));
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->job, "progress", G_CALLBACK (show_progress), self,
                           G_CONNECT_SWAPPED);
  set_stage (self, STAGE_WORKING);
  show_progress (self);
  gtk_widget_grab_focus (self->stop);
  mdg_backup_job_run_async (self->job, self->cancellable, on_run, g_object_ref (self));
}

static void
start_clicked (MdgBackupPage *self)
{
  if (self->stage == STAGE_DONE)
    gtk_widget_activate_action (GTK_WIDGET (self), "certificates.show", "s", "overview");
  else if (self->stage == STAGE_CHOOSING)
    run (self);
}

static void
stop_clicked (MdgBackupPage *self)
{
  g_cancellable_cancel (self->cancellable);
  gtk_widget_set_sensitive (self->stop, FALSE);
}

static void
again_clicked (MdgBackupPage *self)
{
  mdg_backup_page_begin (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_backup_page_grab_focus (GtkWidget *widget)
{
  MdgBackupPage *self = MDG_BACKUP_PAGE (widget);

  if (self->stage == STAGE_WORKING)
    return gtk_widget_grab_focus (self->stop);
  return gtk_widget_get_sensitive (self->start) ? gtk_widget_grab_focus (self->start)
                                                : gtk_widget_grab_focus (self->choosing);
}

static void
mdg_backup_page_dispose (GObject *object)
{
  MdgBackupPage *self = MDG_BACKUP_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  drop_job (self);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_BACKUP_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_backup_page_parent_class)->dispose (object);
}

static void
mdg_backup_page_finalize (GObject *object)
{
  g_clear_object (&MDG_BACKUP_PAGE (object)->cancellable);
  G_OBJECT_CLASS (mdg_backup_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/backup-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, choosing);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, working);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, progress);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, left);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, copies);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, stop);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, hint);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, again);
  gtk_widget_class_bind_template_child (widget_class, MdgBackupPage, start);
  gtk_widget_class_bind_template_callback (widget_class, update_start);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked);
}

static void
mdg_backup_page_class_init (MdgBackupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_backup_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_backup_page_finalize;
  widget_class->grab_focus = mdg_backup_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_BACKUP_CHOICE);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_backup_page_init (MdgBackupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mdg_backup_page_new (MdgCertificateDesk *desk)
{
  MdgBackupPage *self = g_object_new (MDG_TYPE_BACKUP_PAGE, NULL);

  self->desk = g_object_ref (desk);
  mdg_backup_choice_set_desk (MDG_BACKUP_CHOICE (self->choosing), desk);
  g_signal_connect_object (mdg_certificate_desk_get_places (desk), "items-changed",
                           G_CALLBACK (places_changed), self, G_CONNECT_SWAPPED);
  mdg_backup_page_begin (self);
  return GTK_WIDGET (self);
}

void
mdg_backup_page_begin (MdgBackupPage *self)
{
  g_return_if_fail (MDG_IS_BACKUP_PAGE (self));

  if (mdg_backup_page_is_running (self))
    return;
  drop_job (self);
  mdg_page_hide_message (MDG_PAGE (self->page));
  gtk_widget_set_sensitive (self->stop, TRUE);
  self->stage = STAGE_CHOOSING;
  mdg_backup_choice_begin (MDG_BACKUP_CHOICE (self->choosing));
  set_stage (self, STAGE_CHOOSING);
}

gboolean
mdg_backup_page_is_running (MdgBackupPage *self)
{
  g_return_val_if_fail (MDG_IS_BACKUP_PAGE (self), FALSE);

  return self->job != NULL && mdg_backup_job_is_running (self->job);
}
