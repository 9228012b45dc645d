/* record-page.c: 操作の記録.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/record-page.h"

#include <glib/gi18n.h>

#include "core/table-file.h"
#include "core/text.h"
#include "dates.h"
#include "print/table-job.h"
#include "record-keeper.h"
#include "support/record-rows.h"
#include "support/record-verdict.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/widget-tools.h"

#define LINES_MAX 2

struct _MdgRecordPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *verdict;
  GtkWidget *group;
  GtkWidget *search;
  GtkWidget *count;
  GtkWidget *scroll;
  GtkWidget *view;
  GtkWidget *print;
  GtkWidget *save_pdf;
  GtkWidget *save;

  MdgSupportDesk *desk;
  MdgRecord *record;         /* (nullable): while the page is seen */
  GListStore *rows;          /* of MdgRecordRow: those that are looked for */
  GCancellable *cancellable; /* (nullable): while it is read */
  GCancellable *job;         /* (nullable): while it is handed out */
};

G_DEFINE_FINAL_TYPE (MdgRecordPage, mdg_record_page, GTK_TYPE_WIDGET)

static MdgWorkplace *
get_workplace (MdgRecordPage *self)
{
  return mdg_support_desk_get_workplace (self->desk);
}

/* the list ------------------------------------------------------------------------------------ */

static void
set_usable (MdgRecordPage *self)
{
  gboolean usable = self->record != NULL && self->job == NULL
                    && g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0;

  gtk_widget_set_sensitive (self->save, usable);
  gtk_widget_set_sensitive (self->print, usable);
  gtk_widget_set_sensitive (self->save_pdf, usable);
}

static void
say_count (MdgRecordPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  guint n_all = self->record != NULL ? self->record->events->len : 0;
  g_autofree char *shown = mdg_count_text (n);
  g_autofree char *all = mdg_count_text (n_all);
  g_autofree char *text = g_strdup_printf (_ ("%s of %s rows"), shown, all);

  gtk_label_set_text (GTK_LABEL (self->count), text);
}

static void
show_rows (MdgRecordPage *self)
{
  MdgRecordGroup group = (MdgRecordGroup)gtk_drop_down_get_selected (GTK_DROP_DOWN (self->group));
  g_autofree char *words = mdg_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->rows == NULL)
    return;
  for (guint i = 0; self->record != NULL && i < self->record->events->len; i++)
    {
      const MdgAuditEvent *event = self->record->events->pdata[i];
      g_autoptr (MdgRecordRow) row = mdg_record_row_new (event);

      if (group < MDG_RECORD_N_GROUPS && mdg_record_row_matches (row, event, group, words))
        g_ptr_array_add (found, g_steal_pointer (&row));
    }
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)),
                       found->pdata, found->len);
  say_count (self);
  set_usable (self);
}

static void
record_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  MdgRecord *record = mdg_record_read_finish (result, &error);
  MdgRecordPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  mdg_record_free (self->record);
  self->record = record;
  mdg_record_verdict_fill (self->verdict, record);
  show_rows (self);
  if (error != NULL)
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
stop (MdgRecordPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (MdgRecordPage *self)
{
  MdgCache *cache = mdg_workplace_get_cache (get_workplace (self));
  const GError *why = mdg_workplace_get_cache_error (get_workplace (self));

  stop (self);
  if (cache == NULL)
    {
      if (why != NULL)
        mdg_page_show_error (MDG_PAGE (self->page), why);
      return;
    }
  self->cancellable = g_cancellable_new ();
  mdg_page_set_busy (MDG_PAGE (self->page), TRUE);
  mdg_record_read_async (cache, self->cancellable, record_read, self);
}

/* handing out --------------------------------------------------------------------------------- */

/* Of which is noted, too; and so the list is one longer. */
static void
note (MdgRecordPage *self, const char *act)
{
  mdg_record_note (get_workplace (self), act, MDG_MATTER_RECORD, NULL);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

static void
end_job (MdgRecordPage *self)
{
  g_clear_object (&self->job);
  set_usable (self);
}

static void
tell_saved (MdgRecordPage *self, const char *path)
{
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS, _ ("Saved"), name);
}

static const char **
make_cells (MdgRecordRow *row, const char **cells)
{
  for (guint i = 0; i < MDG_RECORD_COLUMNS; i++)
    cells[i] = row != NULL ? mdg_record_row_get_text (row, i) : mdg_record_column_title (i);
  cells[MDG_RECORD_COLUMNS] = NULL;
  return cells;
}

typedef struct
{
  MdgRecordPage *page;
  char *path;
} Saving;

static void
csv_written (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  g_autoptr (MdgRecordPage) self = saving->page;
  g_autofree char *path = saving->path;
  g_autoptr (GError) error = NULL;

  g_free (saving);
  if (mdg_table_file_finish (result, &error))
    note (self, MDG_ACT_EXPORTED);
  if (self->page == NULL)
    return;
  end_job (self);
  if (error == NULL)
    tell_saved (self, path);
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
path_chosen (GtkWidget *owner, const char *path)
{
  MdgRecordPage *self = MDG_RECORD_PAGE (owner);
  const char *cells[MDG_RECORD_COLUMNS + 1];
  g_autoptr (MdgTableFile) file = NULL;
  GError *error = NULL;
  Saving *saving;
  gboolean added;

  if (path == NULL || self->job != NULL)
    return;
  self->job = g_cancellable_new ();
  set_usable (self);
  saving = g_new (Saving, 1);
  *saving = (Saving){ g_object_ref (self), g_strdup (path) };
  file = mdg_table_file_open (path, MDG_TABLE_UTF8_BOM, csv_written, saving);
  added = mdg_table_file_add (file, make_cells (NULL, cells), NULL, &error);
  for (guint i = 0; added && i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (MdgRecordRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      added = mdg_table_file_add (file, make_cells (row, cells), NULL, &error);
    }
  mdg_table_file_push (file);
  mdg_table_file_end (file, error);
}

static void
save_clicked (MdgRecordPage *self)
{
  g_autoptr (GDateTime) time
      = g_date_time_new_from_unix_local (mdg_support_desk_get_now (self->desk));
  g_autofree char *name = g_date_time_format (time, "Record_%Y%m%d.csv");

  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_path_chooser_save (GTK_WIDGET (self), _ ("Save the record of acts as CSV"), name,
                         path_chosen);
}

static const MdgSheetKind kind = MDG_TABLE_JOB_KIND (N_ ("Record of acts"));

static void
handed_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgRecordPage) self = data;
  MdgSheetPrinter *printer = MDG_SHEET_PRINTER (source);
  g_autoptr (GError) error = NULL;
  MdgSheetOutcome outcome = mdg_sheet_printer_finish (printer, result, &error);

  if (outcome == MDG_SHEET_PRINTED || outcome == MDG_SHEET_SAVED)
    note (self, outcome == MDG_SHEET_PRINTED ? MDG_ACT_PRINTED : MDG_ACT_SAVED);
  if (self->page == NULL)
    return;
  end_job (self);
  if (outcome == MDG_SHEET_FAILED)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  else if (outcome == MDG_SHEET_SAVED)
    tell_saved (self, mdg_sheet_printer_get_path (printer));
  else if (outcome == MDG_SHEET_PRINTED)
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS,
                           _ ("The list was sent to the printer."), NULL);
}

static MdgTableSheet *
make_sheet (MdgRecordPage *self)
{
  static const double widths[MDG_RECORD_COLUMNS] = { 140, 90, 150, 130, 0 };
  MdgTableSheetColumn columns[MDG_RECORD_COLUMNS];
  const char *cells[MDG_RECORD_COLUMNS + 1];
  g_autofree char *verdict = mdg_record_verdict_text (self->record);
  guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->rows)), MDG_TABLE_SHEET_ROWS_MAX);
  MdgTableSheet *sheet;

  for (guint i = 0; i < MDG_RECORD_COLUMNS; i++)
    columns[i] = (MdgTableSheetColumn){ mdg_record_column_title (i), widths[i], LINES_MAX, FALSE };
  sheet = mdg_table_sheet_new (_ ("Record of acts"), columns, MDG_RECORD_COLUMNS,
                               mdg_support_desk_get_now (self->desk),
                               mdg_workplace_is_training (get_workplace (self)));
  mdg_table_sheet_add_line (sheet, verdict);
  mdg_table_sheet_add_line (sheet, gtk_label_get_text (GTK_LABEL (self->count)));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgRecordRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      mdg_table_sheet_add_row (sheet, make_cells (row, cells));
    }
  return sheet;
}

static void
hand_out (MdgRecordPage *self, gboolean on_paper)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (MdgSheetPrinter) printer = NULL;

  if (self->job != NULL || self->record == NULL)
    return;
  self->job = g_cancellable_new ();
  set_usable (self);
  mdg_page_hide_message (MDG_PAGE (self->page));
  printer = mdg_sheet_printer_new_for (&kind,
                                       mdg_table_job_new (make_sheet (self), "Record", self->job));
  if (on_paper)
    mdg_sheet_printer_print_async (printer, window, self->job, handed_out, g_object_ref (self));
  else
    mdg_sheet_printer_save_async (printer, window, self->job, handed_out, g_object_ref (self));
}

static void
print_clicked (MdgRecordPage *self)
{
  hand_out (self, TRUE);
}

static void
save_pdf_clicked (MdgRecordPage *self)
{
  hand_out (self, FALSE);
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_record_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_RECORD_PAGE (widget)->search);
}

static void
mdg_record_page_map (GtkWidget *widget)
{
  load (MDG_RECORD_PAGE (widget));
  GTK_WIDGET_CLASS (mdg_record_page_parent_class)->map (widget);
}

static void
mdg_record_page_unmap (GtkWidget *widget)
{
  stop (MDG_RECORD_PAGE (widget));
  mdg_page_set_busy (MDG_PAGE (MDG_RECORD_PAGE (widget)->page), FALSE);
  GTK_WIDGET_CLASS (mdg_record_page_parent_class)->unmap (widget);
}

static void
mdg_record_page_dispose (GObject *object)
{
  MdgRecordPage *self = MDG_RECORD_PAGE (object);

  stop (self);
  if (self->job != NULL)
    g_cancellable_cancel (self->job);
  g_clear_object (&self->job);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_RECORD_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (mdg_record_page_parent_class)->dispose (object);
}

static void
mdg_record_page_finalize (GObject *object)
{
  MdgRecordPage *self = MDG_RECORD_PAGE (object);

  g_clear_object (&self->desk);
  mdg_record_free (self->record);
  G_OBJECT_CLASS (mdg_record_page_parent_class)->finalize (object);
}

static void
mdg_record_page_class_init (MdgRecordPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_record_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_record_page_finalize;
  widget_class->grab_focus = mdg_record_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_record_page_map;
  widget_class->unmap = mdg_record_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/support/record-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgRecordPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgRecordPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, MdgRecordPage, group);
  gtk_widget_class_bind_template_child (widget_class, MdgRecordPage, search);
  gtk_widget_class_bind_template_child (widget_class, MdgRecordPage, count);
  gtk_widget_class_bind_template_child (widget_class, MdgRecordPage, scroll);
  gtk_widget_class_bind_template_child (widget_class, MdgRecordPage, view);
  gtk_widget_class_bind_template_child (widget_class, MdgRecordPage, print);
  gtk_widget_class_bind_template_child (widget_class, MdgRecordPage, save_pdf);
  gtk_widget_class_bind_template_child (widget_class, MdgRecordPage, save);
  gtk_widget_class_bind_template_callback (widget_class, show_rows);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_pdf_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_record_page_init (MdgRecordPage *self)
{
  g_autoptr (GtkStringList) groups = gtk_string_list_new (NULL);
  g_autoptr (GtkNoSelection) selection = NULL;

  self->rows = g_list_store_new (MDG_TYPE_RECORD_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < MDG_RECORD_N_GROUPS; i++)
    gtk_string_list_append (groups, mdg_record_group_text ((MdgRecordGroup)i));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->group), G_LIST_MODEL (groups));
  mdg_record_columns_add (GTK_COLUMN_VIEW (self->view));
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows)));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), GTK_SELECTION_MODEL (selection));
  mdg_widget_tidy_names (self->page);
  set_usable (self);
}

GtkWidget *
mdg_record_page_new (MdgSupportDesk *desk)
{
  MdgRecordPage *self = g_object_new (MDG_TYPE_RECORD_PAGE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

gboolean
mdg_record_page_is_at_rest (MdgRecordPage *self)
{
  g_return_val_if_fail (MDG_IS_RECORD_PAGE (self), FALSE);

  return self->cancellable == NULL && self->job == NULL && self->record != NULL;
}
