/* notice-row.c: one 電子証明書発行通知書.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/notice-row.h"

#include <glib/gi18n.h>

#include "certificates/certificate-text.h"
#include "certificates/notice-sheet.h"
#include "dates.h"
#include "platform/machine.h"
#include "print/sheet-printer.h"
#include "store/record.h"
#include "widgets/icon.h"
#include "widgets/question.h"
#include "widgets/secret-label.h"
#include "widgets/widget-tools.h"

struct _MdgNoticeRow
{
  GtkWidget parent_instance;

  GtkWidget *card;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *detail;
  GtkWidget *days;
  GtkWidget *ids;
  GtkWidget *request_title;
  GtkWidget *request_id;
  GtkWidget *reference_title;
  GtkWidget *reference_id;
  GtkWidget *print;
  GtkWidget *save;
  GtkWidget *show;
  GtkWidget *downloaded;
  GtkWidget *edit;
  GtkWidget *remove;

  MdgCertificateDesk *desk;
  MdgIssueNotice *notice;
  gboolean training;
  GCancellable *cancellable;
  MdgSheetPrinter *printer; /* (nullable): while a sheet is handed out */
};

enum
{
  FAILED,
  TOLD,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgNoticeRow, mdg_notice_row, GTK_TYPE_WIDGET)

static void
draw_sheet (gpointer sheet, cairo_t *cr, double width, double height)
{
  mdg_notice_sheet_draw_on (sheet, cr, width, height);
}

static MdgSecret *
sheet_to_pdf (gpointer sheet, GError **error)
{
  return mdg_notice_sheet_to_pdf (sheet, error);
}

static char *
suggest_name (gpointer sheet)
{
  return mdg_notice_sheet_suggest_name (sheet);
}

static const MdgSheetKind notice_kind = {
  .job_name = N_ ("Record of an issue notice"),
  .draw_on = draw_sheet,
  .to_pdf = sheet_to_pdf,
  .suggest_name = suggest_name,
  .free_sheet = (GDestroyNotify)mdg_notice_sheet_free,
};

/* how it stands ------------------------------------------------------------------------------- */

static void
set_standing (GtkWidget *widget, MdgStanding standing)
{
  for (int i = MDG_STANDING_GOOD; i <= MDG_STANDING_UNKNOWN; i++)
    gtk_widget_remove_css_class (widget, mdg_standing_class ((MdgStanding)i));
  gtk_widget_add_css_class (widget, mdg_standing_class (standing));
}

static char *
detail_text (const MdgIssueNotice *notice, gint64 deadline)
{
  g_autofree char *date = mdg_date_text (deadline);
  g_autofree char *done = notice->downloaded_at != 0 ? mdg_date_text (notice->downloaded_at) : NULL;

  if (done != NULL)
    return g_strdup_printf (_ ("Institution code %s · downloaded on %s"), notice->institution_code,
                            done);
  return g_strdup_printf (_ ("Institution code %s · download deadline %s"),
                          notice->institution_code, date);
}

static void
update (MdgNoticeRow *self)
{
  gint64 now = mdg_certificate_desk_get_now (self->desk);
  gint64 deadline = mdg_issue_notice_deadline (self->notice);
  gboolean done = self->notice->downloaded_at != 0;
  g_autofree char *days
      = done ? g_strdup (_ ("downloaded")) : mdg_certificate_days_text (deadline, now);
  g_autofree char *detail = detail_text (self->notice, deadline);
  const char *name = *self->notice->terminal_name != '\0' ? self->notice->terminal_name
                                                          : _ ("Terminal without a name");
  MdgStanding standing
      = done ? MDG_STANDING_GOOD : mdg_certificate_days_standing (mdg_days_between (now, deadline));
  g_autofree char *spoken = g_strdup_printf ("%s: %s", name, days);

  gtk_label_set_text (GTK_LABEL (self->title), name);
  gtk_label_set_text (GTK_LABEL (self->detail), detail);
  gtk_label_set_text (GTK_LABEL (self->days), days);
  mdg_icon_set_icon (MDG_ICON (self->icon), mdg_standing_icon (standing));
  set_standing (self->days, standing);
  set_standing (self->card, standing);
  gtk_button_set_label (GTK_BUTTON (self->downloaded),
                        done ? _ ("Not do_wnloaded yet") : _ ("Do_wnloaded"));
  mdg_widget_tidy_names (self->downloaded);
  mdg_widget_set_name (GTK_WIDGET (self), spoken);
}

/* 操作の記録: of a terminal's notice. */
static void
note (MdgNoticeRow *self, const char *act)
{
  g_autofree char *user = mdg_machine_user_name ();
  MdgCache *cache = mdg_certificate_desk_get_cache (self->desk);

  if (cache != NULL)
    mdg_record_note_async (cache, mdg_certificate_desk_get_now (self->desk), user, act,
                           MDG_MATTER_NOTICE, self->notice->terminal_name, NULL, NULL);
}

static void
fail (MdgNoticeRow *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error);
}

/* the IDs ------------------------------------------------------------------------------------- */

static void
hide_ids (MdgNoticeRow *self)
{
  mdg_secret_label_set_secret (MDG_SECRET_LABEL (self->request_id), NULL);
  mdg_secret_label_set_secret (MDG_SECRET_LABEL (self->reference_id), NULL);
  mdg_widget_set_shown (self->ids, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->show), _ ("Show _IDs"));
  mdg_widget_tidy_names (self->show);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgNoticeRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgIssueNotice) notice
      = mdg_issue_notice_load_finish (MDG_CACHE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (notice == NULL)
    {
      fail (self, error);
      return;
    }
  mdg_secret_label_set_secret (MDG_SECRET_LABEL (self->request_id), notice->request_id);
  mdg_secret_label_set_secret (MDG_SECRET_LABEL (self->reference_id), notice->reference_id);
  mdg_widget_set_shown (self->ids, TRUE);
  note (self, MDG_ACT_REVEALED);
  mdg_secret_label_set_revealed (MDG_SECRET_LABEL (self->request_id), TRUE);
  mdg_secret_label_set_revealed (MDG_SECRET_LABEL (self->reference_id), TRUE);
  gtk_button_set_label (GTK_BUTTON (self->show), _ ("Hide _IDs"));
  mdg_widget_tidy_names (self->show);
}

static void
load (MdgNoticeRow *self, GAsyncReadyCallback callback)
{
  MdgCache *cache = mdg_certificate_desk_get_cache (self->desk);

  if (cache != NULL)
    mdg_issue_notice_load_async (cache, self->notice->id, self->cancellable, callback,
                                 g_object_ref (self));
}

static void
show_clicked (MdgNoticeRow *self)
{
  if (gtk_widget_get_visible (self->ids))
    hide_ids (self);
  else
    load (self, on_loaded);
}

/* on paper ------------------------------------------------------------------------------------ */

static void
on_sheet_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgNoticeRow) self = data;
  g_autoptr (MdgSheetPrinter) printer = g_object_ref (MDG_SHEET_PRINTER (source));
  g_autoptr (GError) error = NULL;
  MdgSheetOutcome outcome = mdg_sheet_printer_finish (printer, result, &error);

  g_clear_object (&self->printer);
  if (self->desk != NULL && (outcome == MDG_SHEET_PRINTED || outcome == MDG_SHEET_SAVED))
    note (self, outcome == MDG_SHEET_PRINTED ? MDG_ACT_PRINTED : MDG_ACT_SAVED);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (outcome == MDG_SHEET_FAILED)
    fail (self, error);
  else if (outcome == MDG_SHEET_PRINTED)
    g_signal_emit (self, signals[TOLD], 0, _ ("The notice was sent to the printer."),
                   _ ("Keep the sheet where only staff can get at it."));
  else if (outcome == MDG_SHEET_SAVED)
    {
      g_autofree char *path = g_filename_display_name (mdg_sheet_printer_get_path (printer));
      g_signal_emit (self, signals[TOLD], 0, _ ("The notice was saved as PDF."), path);
    }
}

static gboolean
make_printer (MdgNoticeRow *self, GAsyncResult *result, GObject *source)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgIssueNotice) notice
      = mdg_issue_notice_load_finish (MDG_CACHE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable) || self->printer != NULL)
    return FALSE;
  if (notice == NULL)
    {
      fail (self, error);
      return FALSE;
    }
  self->printer = mdg_sheet_printer_new_for (
      &notice_kind,
      mdg_notice_sheet_new (notice, mdg_certificate_desk_get_now (self->desk), self->training));
  return TRUE;
}

static void
on_loaded_to_print (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgNoticeRow) self = data;

  if (make_printer (self, result, source))
    mdg_sheet_printer_print_async (self->printer,
                                   GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   self->cancellable, on_sheet_done, g_object_ref (self));
}

static void
on_loaded_to_save (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgNoticeRow) self = data;

  if (make_printer (self, result, source))
    mdg_sheet_printer_save_async (self->printer,
                                  GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                  self->cancellable, on_sheet_done, g_object_ref (self));
}

static void
print_clicked (MdgNoticeRow *self)
{
  load (self, on_loaded_to_print);
}

static void
save_clicked (MdgNoticeRow *self)
{
  load (self, on_loaded_to_save);
}

/* changing it --------------------------------------------------------------------------------- */

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgNoticeRow) self = data;
  g_autoptr (GError) error = NULL;
  gint64 id = mdg_issue_notice_save_finish (MDG_CACHE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (id == 0)
    fail (self, error);
  mdg_certificate_desk_refresh (self->desk);
}

static void
downloaded_clicked (MdgNoticeRow *self)
{
  MdgCache *cache = mdg_certificate_desk_get_cache (self->desk);
  g_autoptr (MdgIssueNotice) changed = mdg_issue_notice_copy (self->notice);

  changed->downloaded_at
      = changed->downloaded_at != 0 ? 0 : mdg_certificate_desk_get_now (self->desk);
  if (cache != NULL)
    mdg_issue_notice_save_async (cache, changed, self->cancellable, on_saved, g_object_ref (self));
}

static void
on_removed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgNoticeRow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = mdg_issue_notice_remove_finish (MDG_CACHE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!done)
    fail (self, error);
  mdg_certificate_desk_refresh (self->desk);
}

static void
remove_answered (MdgQuestion *question, const char *answer, MdgNoticeRow *self)
{
  MdgCache *cache = mdg_certificate_desk_get_cache (self->desk);

  if (g_str_equal (answer, "delete") && cache != NULL)
    mdg_issue_notice_remove_async (cache, self->notice->id, self->cancellable, on_removed,
                                   g_object_ref (self));
}

static void
remove_clicked (MdgNoticeRow *self)
{
  MdgQuestion *question = mdg_question_new (
      _ ("Delete this notice?"),
      _ ("Its request ID and reference ID are deleted with it and cannot be brought back; without "
         "them and the notice on paper the certificate cannot be downloaded."));

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "delete", _ ("De_lete"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (remove_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

/* overrides ----------------------------------------------------------------------------------- */

/* What was shown is not shown any more when the person comes back. */
static void
mdg_notice_row_unmap (GtkWidget *widget)
{
  hide_ids (MDG_NOTICE_ROW (widget));
  GTK_WIDGET_CLASS (mdg_notice_row_parent_class)->unmap (widget);
}

static void
mdg_notice_row_dispose (GObject *object)
{
  MdgNoticeRow *self = MDG_NOTICE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->printer);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_NOTICE_ROW);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_notice_row_parent_class)->dispose (object);
}

static void
mdg_notice_row_finalize (GObject *object)
{
  MdgNoticeRow *self = MDG_NOTICE_ROW (object);

  g_clear_object (&self->cancellable);
  mdg_issue_notice_free (self->notice);
  G_OBJECT_CLASS (mdg_notice_row_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/notice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, card);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, title);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, detail);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, days);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, ids);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, request_title);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, request_id);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, reference_title);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, reference_id);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, print);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, save);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, show);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, downloaded);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, edit);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticeRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, show_clicked);
  gtk_widget_class_bind_template_callback (widget_class, downloaded_clicked);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked);
}

static void
mdg_notice_row_class_init (MdgNoticeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_notice_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_notice_row_finalize;
  widget_class->unmap = mdg_notice_row_unmap;
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[TOLD] = g_signal_new ("told", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_STRING, G_TYPE_STRING);
  g_type_ensure (MDG_TYPE_ICON);
  g_type_ensure (MDG_TYPE_SECRET_LABEL);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "noticerow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mdg_notice_row_init (MdgNoticeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  mdg_secret_label_set_title (MDG_SECRET_LABEL (self->request_id), self->request_title);
  mdg_secret_label_set_title (MDG_SECRET_LABEL (self->reference_id), self->reference_title);
  mdg_widget_tidy_names (GTK_WIDGET (self));
}

GtkWidget *
mdg_notice_row_new (MdgCertificateDesk *desk, const MdgIssueNotice *notice, gboolean training)
{
  MdgNoticeRow *self = g_object_new (MDG_TYPE_NOTICE_ROW, NULL);

  self->desk = g_object_ref (desk);
  self->training = training;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "x", notice->id);
  mdg_notice_row_set (self, notice);
  return GTK_WIDGET (self);
}

gint64
mdg_notice_row_get_id (MdgNoticeRow *self)
{
  g_return_val_if_fail (MDG_IS_NOTICE_ROW (self), 0);

  return self->notice->id;
}

void
mdg_notice_row_set (MdgNoticeRow *self, const MdgIssueNotice *notice)
{
  g_return_if_fail (MDG_IS_NOTICE_ROW (self));

  mdg_issue_notice_free (self->notice);
  self->notice = mdg_issue_notice_copy (notice);
  update (self);
}
