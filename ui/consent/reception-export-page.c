/* reception-export-page.c: the receptions as a CSV file, on paper, or as PDF.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/reception-export-page.h"

#include <glib/gi18n.h>

#include "consent/reception-export.h"
#include "consent/reception-sheet.h"
#include "dates.h"
#include "print/table-job.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/widget-tools.h"

#define LOOK_MS 250 /* how often it is looked how far the pages have come */

struct _MdgReceptionExportPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *count;
  GtkWidget *looked_for;
  GtkWidget *utf8;
  GtkWidget *cp932;
  GtkWidget *print;
  GtkWidget *save_pdf;
  GtkWidget *save;

  MdgWorkplace *workplace;
  MdgReceptionList *list; /* (nullable) */
  char *words;            /* (nullable): what is looked for */

  GCancellable *cancellable; /* (nullable): of the job under way; there is one at a time */
  MdgTableSheet *table;      /* (nullable): that is being filled */
  gboolean on_paper;         /* where it goes then */
  MdgTableJob *job;          /* (nullable): while its pages are made */
  guint looking;
  char *path;   /* (nullable): of the CSV file */
  guint n_rows; /* that are in it, or on the sheet */
};

G_DEFINE_FINAL_TYPE (MdgReceptionExportPage, mdg_reception_export_page, GTK_TYPE_WIDGET)

static gint64
now (MdgReceptionExportPage *self)
{
  return mdg_clock_wall (mdg_workplace_get_clock (self->workplace));
}

static guint
count_rows (MdgReceptionExportPage *self)
{
  return self->list != NULL
             ? g_list_model_get_n_items (G_LIST_MODEL (mdg_reception_list_get_rows (self->list)))
             : 0;
}

/* a job --------------------------------------------------------------------------------------- */

static void
set_usable (MdgReceptionExportPage *self, gboolean usable)
{
  gtk_widget_set_sensitive (self->save, usable);
  gtk_widget_set_sensitive (self->print, usable);
  gtk_widget_set_sensitive (self->save_pdf, usable);
}

static void
say_progress (MdgReceptionExportPage *self, guint n)
{
  g_autofree char *done = mdg_count_text (n);
  g_autofree char *all = mdg_count_text (MAX (count_rows (self), n));
  g_autofree char *text = g_strdup_printf (_ ("Going through the rows… %s of %s"), done, all);

  g_object_set (self->page, "busy-text", text, NULL);
}

static void
begin_job (MdgReceptionExportPage *self)
{
  self->cancellable = g_cancellable_new ();
  mdg_page_hide_message (MDG_PAGE (self->page));
  say_progress (self, 0);
  mdg_page_set_busy (MDG_PAGE (self->page), TRUE);
  set_usable (self, FALSE);
}

static void
stop (MdgReceptionExportPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
tell (MdgReceptionExportPage *self, MdgMessageKind kind, const char *title, const char *body)
{
  mdg_page_show_message (MDG_PAGE (self->page), kind, title, body);
}

static void
tell_saved (MdgReceptionExportPage *self, const char *path)
{
  g_autofree char *number = mdg_count_text (self->n_rows);
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;
  g_autofree char *title = g_strdup_printf (
      ngettext ("%s row was saved.", "%s rows were saved.", (gulong)self->n_rows), number);

  tell (self, MDG_MESSAGE_SUCCESS, title, name);
}

/* Returns: whether the page is still there to be told how it ended; of @error (nullable) it is told
 */
static gboolean
end_job (MdgReceptionExportPage *self, const GError *error)
{
  gboolean cancelled = g_cancellable_is_cancelled (self->cancellable);

  g_clear_handle_id (&self->looking, g_source_remove);
  self->job = NULL;
  g_clear_pointer (&self->table, mdg_table_sheet_free);
  g_clear_object (&self->cancellable);
  if (self->page == NULL)
    return FALSE;
  mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  set_usable (self, self->list != NULL);
  if (error != NULL && cancelled)
    tell (self, MDG_MESSAGE_INFO, _ ("It was broken off."),
          _ ("No file was written; one that was there before is as it was."));
  else if (error != NULL)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  return error == NULL;
}

/* CSV ----------------------------------------------------------------------------------------- */

static void
rows_written (guint n, gpointer data)
{
  MdgReceptionExportPage *self = data;

  if (self->page != NULL)
    say_progress (self, n);
}

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgReceptionExportPage) self = data;
  g_autoptr (GError) error = NULL;

  mdg_reception_export_finish (MDG_RECEPTION_LIST (source), result, &self->n_rows, &error);
  if (end_job (self, error))
    tell_saved (self, self->path);
}

static void
path_chosen (GtkWidget *owner, const char *path)
{
  MdgReceptionExportPage *self = MDG_RECEPTION_EXPORT_PAGE (owner);
  gboolean cp932 = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->cp932));

  if (path == NULL || self->list == NULL || self->cancellable != NULL)
    return;
  begin_job (self);
  g_free (self->path);
  self->path = g_strdup (path);
  mdg_reception_export_async (self->list, path, cp932 ? MDG_TABLE_CP932 : MDG_TABLE_UTF8_BOM,
                              self->cancellable, rows_written, self, saved, g_object_ref (self));
}

static void
save_clicked (MdgReceptionExportPage *self)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now (self));
  g_autofree char *name = g_date_time_format (time, "Receptions_%Y%m%d.csv");

  mdg_path_chooser_save (GTK_WIDGET (self), _ ("Save the receptions as CSV"), name, path_chosen);
}

/* paper and PDF ------------------------------------------------------------------------------- */

static const MdgSheetKind kind = MDG_TABLE_JOB_KIND (N_ ("Eligibility check history"));

static void
handed_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgReceptionExportPage) self = data;
  MdgSheetPrinter *printer = MDG_SHEET_PRINTER (source);
  g_autoptr (GError) error = NULL;
  MdgSheetOutcome outcome = mdg_sheet_printer_finish (printer, result, &error);

  if (!end_job (self, error))
    return;
  if (outcome == MDG_SHEET_SAVED)
    tell_saved (self, mdg_sheet_printer_get_path (printer));
  else if (outcome == MDG_SHEET_PRINTED)
    tell (self, MDG_MESSAGE_SUCCESS, _ ("The list was sent to the printer."), NULL);
}

static gboolean
look (gpointer data)
{
  MdgReceptionExportPage *self = data;
  g_autofree char *text = mdg_table_job_describe (self->job);

  g_object_set (self->page, "busy-text", text, NULL);
  return G_SOURCE_CONTINUE;
}

static void
hand_out (MdgReceptionExportPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
  g_autoptr (MdgSheetPrinter) printer = NULL;

  self->n_rows = mdg_table_sheet_get_n_rows (self->table);
  mdg_reception_sheet_conclude (self->table);
  self->job = mdg_table_job_new (g_steal_pointer (&self->table), "Receptions", self->cancellable);
  printer = mdg_sheet_printer_new_for (&kind, self->job); /* keeps it until handed_out() */
  self->looking = g_timeout_add (LOOK_MS, look, self);
  if (self->on_paper)
    mdg_sheet_printer_print_async (printer, window, self->cancellable, handed_out,
                                   g_object_ref (self));
  else
    mdg_sheet_printer_save_async (printer, window, self->cancellable, handed_out,
                                  g_object_ref (self));
}

static gboolean
take (GPtrArray *receptions, gpointer data)
{
  MdgReceptionExportPage *self = data;

  if (self->page == NULL)
    return FALSE;
  for (guint i = 0;
       i < receptions->len && mdg_table_sheet_get_n_rows (self->table) < MDG_TABLE_SHEET_ROWS_MAX;
       i++)
    mdg_reception_sheet_add (self->table, receptions->pdata[i]);
  say_progress (self, mdg_table_sheet_get_n_rows (self->table));
  return mdg_table_sheet_get_n_rows (self->table) < MDG_TABLE_SHEET_ROWS_MAX;
}

static void
rows_taken (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgReceptionExportPage) self = data;
  g_autoptr (GError) error = NULL;

  if (mdg_reception_list_for_each_finish (MDG_RECEPTION_LIST (source), result, &error)
      && self->page != NULL)
    hand_out (self);
  else
    end_job (self, error);
}

/* Nobody reads ten thousand rows on paper; a file is searched. */
static gboolean
is_too_long (MdgReceptionExportPage *self)
{
  g_autofree char *most = mdg_count_text (MDG_TABLE_SHEET_ROWS_MAX);
  g_autofree char *title = NULL;

  if (count_rows (self) <= MDG_TABLE_SHEET_ROWS_MAX)
    return FALSE;
  title = g_strdup_printf (_ ("At most %s rows are printed at a time."), most);
  tell (self, MDG_MESSAGE_WARNING, title,
        _ ("Choose a shorter period above the list, or save it as CSV."));
  return TRUE;
}

static void
begin_printing (MdgReceptionExportPage *self, gboolean on_paper)
{
  if (self->list == NULL || self->cancellable != NULL || is_too_long (self))
    return;
  begin_job (self);
  self->on_paper = on_paper;
  self->table = mdg_reception_sheet_new (self->words, now (self),
                                         mdg_workplace_is_training (self->workplace));
  mdg_reception_list_for_each_async (self->list, take, self, self->cancellable, rows_taken,
                                     g_object_ref (self));
}

static void
print_clicked (MdgReceptionExportPage *self)
{
  begin_printing (self, TRUE);
}

static void
save_pdf_clicked (MdgReceptionExportPage *self)
{
  begin_printing (self, FALSE);
}

/* Who only looks at another tab finds the end of it here. */
static void
back_clicked (MdgReceptionExportPage *self)
{
  stop (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "consent.show", "s", "receptions");
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_reception_export_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_RECEPTION_EXPORT_PAGE (widget)->save);
}

static void
mdg_reception_export_page_dispose (GObject *object)
{
  MdgReceptionExportPage *self = MDG_RECEPTION_EXPORT_PAGE (object);

  stop (self);
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_object (&self->list);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_RECEPTION_EXPORT_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_reception_export_page_parent_class)->dispose (object);
}

static void
mdg_reception_export_page_finalize (GObject *object)
{
  MdgReceptionExportPage *self = MDG_RECEPTION_EXPORT_PAGE (object);

  g_clear_object (&self->cancellable);
  g_free (self->words);
  g_free (self->path);
  G_OBJECT_CLASS (mdg_reception_export_page_parent_class)->finalize (object);
}

static void
mdg_reception_export_page_class_init (MdgReceptionExportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_reception_export_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_reception_export_page_finalize;
  widget_class->grab_focus = mdg_reception_export_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/consent/reception-export-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionExportPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionExportPage, count);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionExportPage, looked_for);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionExportPage, utf8);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionExportPage, cp932);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionExportPage, print);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionExportPage, save_pdf);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionExportPage, save);
  gtk_widget_class_bind_template_callback (widget_class, stop);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_pdf_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_reception_export_page_init (MdgReceptionExportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
}

/* public -------------------------------------------------------------------------------------- */

GtkWidget *
mdg_reception_export_page_new (MdgWorkplace *workplace)
{
  MdgReceptionExportPage *self = g_object_new (MDG_TYPE_RECEPTION_EXPORT_PAGE, NULL);

  self->workplace = g_object_ref (workplace);
  return GTK_WIDGET (self);
}

void
mdg_reception_export_page_begin (MdgReceptionExportPage *self,
                                 MdgReceptionList *list,
                                 const char *looked_for)
{
  g_autofree char *number = NULL;
  g_autofree char *count = NULL;
  guint n;

  g_return_if_fail (MDG_IS_RECEPTION_EXPORT_PAGE (self));

  stop (self);
  g_set_object (&self->list, list);
  g_free (self->words);
  self->words = g_strdup (looked_for);
  n = count_rows (self);
  number = mdg_count_text (n);
  count = g_strdup_printf (ngettext ("%s reception", "%s receptions", (gulong)n), number);
  gtk_label_set_text (GTK_LABEL (self->count), count);
  gtk_label_set_text (GTK_LABEL (self->looked_for), looked_for != NULL ? looked_for : "");
  mdg_widget_set_shown (self->looked_for, looked_for != NULL);
  if (self->cancellable != NULL)
    return;
  mdg_page_hide_message (MDG_PAGE (self->page));
  set_usable (self, n > 0);
}
