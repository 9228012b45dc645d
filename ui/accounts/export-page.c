/* export-page.c: the list as a CSV file, on paper, or as PDF.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/export-page.h"

#include <glib/gi18n.h>

#include "accounts/account-export.h"
#include "accounts/accounts-text.h"
#include "accounts/list-sheet.h"
#include "print/table-job.h"
#include "record-keeper.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/widget-tools.h"

#define LOOK_MS 250 /* how often it is looked how far the pages have come */

struct _MdgExportPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *all;
  GtkWidget *shown;
  GtkWidget *looked_for;
  GtkWidget *selected;
  GtkWidget *utf8;
  GtkWidget *cp932;
  GtkWidget *back;
  GtkWidget *print;
  GtkWidget *save_pdf;
  GtkWidget *save;

  MdgAccountLink *link;
  MdgAccountDesk *desk; /* (nullable): those of the list below */
  MdgAccountList *list; /* (nullable): as it is shown */
  GArray *numbers;      /* (nullable): of what is selected */
  char *words;          /* (nullable): what is looked for */

  GCancellable *cancellable; /* (nullable): of the job under way; there is one at a time */
  guint n_rows;              /* of that job */
  MdgTableJob *job;          /* (nullable): while its pages are made */
  guint looking;
};

G_DEFINE_FINAL_TYPE (MdgExportPage, mdg_export_page, GTK_TYPE_WIDGET)

static gboolean
is_active (GtkWidget *choice)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (choice));
}

/* which rows ------------------------------------------------------------------------------------
 */

static guint
count_shown (MdgExportPage *self)
{
  return self->list != NULL ? mdg_account_list_count (self->list) : 0;
}

static guint
count_all (MdgExportPage *self)
{
  return self->desk != NULL ? (guint)mdg_account_desk_get_state (self->desk)->n_accounts : 0;
}

static guint
count_chosen (MdgExportPage *self)
{
  if (is_active (self->all))
    return count_all (self);
  return is_active (self->shown) ? count_shown (self) : self->numbers->len;
}

/* Returns: (transfer full) */
static MdgAccountList *
chosen_list (MdgExportPage *self)
{
  return is_active (self->all) ? mdg_account_list_new (self->desk) : g_object_ref (self->list);
}

static const GArray *
chosen_numbers (MdgExportPage *self)
{
  return is_active (self->selected) ? self->numbers : NULL;
}

/* @label: (transfer full) */
static void
label_choice (GtkWidget *choice, char *label)
{
  gtk_check_button_set_label (GTK_CHECK_BUTTON (choice), label);
  g_free (label);
}

static void
update_choices (MdgExportPage *self)
{
  guint n_selected = self->numbers != NULL ? self->numbers->len : 0;
  g_autofree char *all = mdg_count_text (count_all (self));
  g_autofree char *shown = mdg_count_text (count_shown (self));
  g_autofree char *selected = mdg_count_text (n_selected);

  label_choice (self->all, g_strdup_printf (_ ("All accounts (%s)"), all));
  label_choice (self->shown, g_strdup_printf (_ ("The rows that are shown (%s)"), shown));
  label_choice (self->selected, g_strdup_printf (_ ("The selected rows (%s)"), selected));
  mdg_widget_set_shown (self->shown, self->words != NULL);
  mdg_widget_set_shown (self->looked_for, self->words != NULL);
  mdg_widget_set_shown (self->selected, n_selected > 0);
  gtk_label_set_text (GTK_LABEL (self->looked_for), self->words != NULL ? self->words : "");
}

/* a job -----------------------------------------------------------------------------------------
 */

static void
set_usable (MdgExportPage *self, gboolean usable)
{
  gtk_widget_set_sensitive (self->save, usable);
  gtk_widget_set_sensitive (self->print, usable);
  gtk_widget_set_sensitive (self->save_pdf, usable);
}

/* How far the job is: @n of its rows. */
static void
say_progress (MdgExportPage *self, guint n)
{
  g_autofree char *done = mdg_count_text (n);
  g_autofree char *all = mdg_count_text (MAX (self->n_rows, n));
  g_autofree char *text = g_strdup_printf (_ ("Going through the rows… %s of %s"), done, all);

  g_object_set (self->page, "busy-text", text, NULL);
}

static void
begin_job (MdgExportPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->n_rows = count_chosen (self);
  mdg_page_hide_message (MDG_PAGE (self->page));
  say_progress (self, 0);
  mdg_page_set_busy (MDG_PAGE (self->page), TRUE);
  set_usable (self, FALSE);
}

/* Returns: whether the page is still there to be told */
static gboolean
end_job (MdgExportPage *self)
{
  g_clear_handle_id (&self->looking, g_source_remove);
  self->job = NULL;
  g_clear_object (&self->cancellable);
  if (self->page == NULL)
    return FALSE;
  mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  set_usable (self, self->list != NULL);
  return TRUE;
}

static void
stop (MdgExportPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
cancel_clicked (MdgExportPage *self)
{
  stop (self);
}

static void
tell (MdgExportPage *self, MdgMessageKind kind, const char *title, const char *body)
{
  mdg_page_show_message (MDG_PAGE (self->page), kind, title, body);
}

static void
tell_cancelled (MdgExportPage *self)
{
  tell (self, MDG_MESSAGE_INFO, _ ("It was broken off."),
        _ ("No file was written; one that was there before is as it was."));
}

/* CSV -------------------------------------------------------------------------------------------
 */

/* Which ones, as far as a person reads. Returns: (transfer full) */
static char *
list_unwritable (const MdgExportOutcome *outcome)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; outcome->unwritable != NULL && i < outcome->unwritable->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? ", " : "",
                            (const char *)outcome->unwritable->pdata[i]);
  if (outcome->unwritable != NULL && outcome->n_unwritable > outcome->unwritable->len)
    g_string_append (ids, ", …");
  return g_strdup_printf (_ ("It is these: %s"), ids->str);
}

static void
tell_unwritable (MdgExportPage *self, const MdgExportOutcome *outcome)
{
  char character[7] = { 0 };
  g_autofree char *number = mdg_count_text (outcome->n_unwritable);
  g_autofree char *which = list_unwritable (outcome);
  g_autofree char *first = NULL, *count = NULL, *body = NULL;

  g_unichar_to_utf8 (outcome->fault.character, character);
  first = g_strdup_printf (_ ("The first one is %s (row %u): “%s” (U+%04X)."),
                           outcome->fault_id != NULL ? outcome->fault_id : "", outcome->fault.line,
                           character, outcome->fault.character);
  count
      = g_strdup_printf (ngettext ("%s row has characters that Shift_JIS (CP932) does not have.",
                                   "%s rows have characters that Shift_JIS (CP932) does not have.",
                                   (gulong)outcome->n_unwritable),
                         number);
  body = g_strdup_printf ("%s\n%s\n%s\n%s", count, which, first,
                          _ ("No file was written. Choose “UTF-8 (with BOM)”, which holds every "
                             "character."));
  tell (self, MDG_MESSAGE_WARNING, _ ("The rows cannot all be written in Shift_JIS."), body);
}

static void
tell_saved (MdgExportPage *self, guint n, const char *path)
{
  g_autofree char *number = mdg_count_text (n);
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;
  g_autofree char *title
      = g_strdup_printf (ngettext ("%s row was saved.", "%s rows were saved.", (gulong)n), number);

  tell (self, MDG_MESSAGE_SUCCESS, title, name);
}

/* The page, and where the file goes. */
typedef struct
{
  MdgExportPage *page;
  char *path;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->page);
  g_free (saving->path);
  g_free (saving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
exported (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  MdgExportPage *self = saving->page;
  g_auto (MdgExportOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean good = mdg_account_export_finish (MDG_ACCOUNT_LIST (source), result, &outcome, &error);

  if (good && self->link != NULL)
    mdg_record_note (mdg_account_link_get_workplace (self->link), MDG_ACT_EXPORTED,
                     MDG_MATTER_ACCOUNTS, NULL);
  if (!end_job (self))
    return;
  if (good)
    tell_saved (self, outcome.n_rows, saving->path);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_cancelled (self);
  else if (outcome.n_unwritable > 0)
    tell_unwritable (self, &outcome);
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
written_on (guint n_rows, gpointer data)
{
  MdgExportPage *self = ((Saving *)data)->page;

  if (self->page != NULL)
    say_progress (self, n_rows);
}

static void
path_chosen (GtkWidget *owner, const char *path)
{
  MdgExportPage *self = MDG_EXPORT_PAGE (owner);
  g_autoptr (MdgAccountList) list = NULL;
  Saving *saving;

  if (path == NULL || self->list == NULL || self->cancellable != NULL)
    return;
  begin_job (self);
  saving = g_new0 (Saving, 1);
  saving->page = g_object_ref (self);
  saving->path = g_strdup (path);
  list = chosen_list (self);
  mdg_account_export_async (list, chosen_numbers (self), path,
                            is_active (self->cp932) ? MDG_TABLE_CP932 : MDG_TABLE_UTF8_BOM,
                            self->cancellable, written_on, saving, exported, saving);
}

static gint64
now (MdgExportPage *self)
{
  return mdg_clock_wall (mdg_workplace_get_clock (mdg_account_link_get_workplace (self->link)));
}

static void
save_clicked (MdgExportPage *self)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now (self));
  g_autofree char *name = g_date_time_format (time, "Accounts_%Y%m%d.csv");

  mdg_path_chooser_save (GTK_WIDGET (self), _ ("Save the account list as CSV"), name, path_chosen);
}

/* paper and PDF ---------------------------------------------------------------------------------
 */

/* What is printed, until the printer has it. */
typedef struct
{
  MdgExportPage *page;
  MdgListSheet *sheet;
  GCancellable *cancellable;
  gboolean paper;
} Printing;

static void
printing_free (Printing *printing)
{
  g_object_unref (printing->page);
  mdg_list_sheet_free (printing->sheet);
  g_object_unref (printing->cancellable);
  g_free (printing);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Printing, printing_free)

static const MdgSheetKind list_kind = MDG_TABLE_JOB_KIND (N_ ("Eligibility account management"));

static void
handed_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgExportPage) self = data;
  MdgSheetPrinter *printer = MDG_SHEET_PRINTER (source);
  g_autoptr (GError) error = NULL;
  MdgSheetOutcome outcome = mdg_sheet_printer_finish (printer, result, &error);
  guint n = self->n_rows;

  if (self->link != NULL && (outcome == MDG_SHEET_SAVED || outcome == MDG_SHEET_PRINTED))
    mdg_record_note (mdg_account_link_get_workplace (self->link),
                     outcome == MDG_SHEET_SAVED ? MDG_ACT_SAVED : MDG_ACT_PRINTED,
                     MDG_MATTER_ACCOUNTS, NULL);
  if (!end_job (self))
    return;
  if (outcome == MDG_SHEET_SAVED)
    tell_saved (self, n, mdg_sheet_printer_get_path (printer));
  else if (outcome == MDG_SHEET_PRINTED)
    tell (self, MDG_MESSAGE_SUCCESS, _ ("The list was sent to the printer."), NULL);
  else if (outcome == MDG_SHEET_FAILED)
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static GtkWindow *
window_of (MdgExportPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static gboolean
look (gpointer data)
{
  MdgExportPage *self = data;
  g_autofree char *text = mdg_table_job_describe (self->job);

  g_object_set (self->page, "busy-text", text, NULL);
  return G_SOURCE_CONTINUE;
}

static void
hand_out (MdgExportPage *self, Printing *printing)
{
  g_autoptr (MdgSheetPrinter) printer = NULL;
  MdgTableSheet *table = mdg_list_sheet_take (printing->sheet);
  MdgTableJob *job = mdg_table_job_new (table, "Accounts", printing->cancellable);

  self->n_rows = mdg_table_sheet_get_n_rows (table);
  printer = mdg_sheet_printer_new_for (&list_kind, job);
  self->job = job; /* the printer's, which is there until handed_out() */
  self->looking = g_timeout_add (LOOK_MS, look, self);
  if (printing->paper)
    mdg_sheet_printer_print_async (printer, window_of (self), self->cancellable, handed_out,
                                   g_object_ref (self));
  else
    mdg_sheet_printer_save_async (printer, window_of (self), self->cancellable, handed_out,
                                  g_object_ref (self));
}

static gboolean
take (GPtrArray *rows, gpointer data)
{
  Printing *printing = data;
  MdgExportPage *self = printing->page;
  guint n = mdg_table_sheet_get_n_rows (printing->sheet->table);

  for (guint i = 0; i < rows->len && n + i < MDG_TABLE_SHEET_ROWS_MAX; i++)
    mdg_list_sheet_add (printing->sheet, rows->pdata[i]);
  n = mdg_table_sheet_get_n_rows (printing->sheet->table);
  if (self->page != NULL)
    say_progress (self, n);
  return n < MDG_TABLE_SHEET_ROWS_MAX;
}

static void
rows_taken (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Printing) printing = data;
  MdgExportPage *self = printing->page;
  g_autoptr (GError) error = NULL;

  if (mdg_account_list_finish (MDG_ACCOUNT_LIST (source), result, &error) && self->page != NULL)
    {
      hand_out (self, printing);
      return;
    }
  if (!end_job (self))
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_cancelled (self);
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

/* Nobody reads ten thousand rows on paper; a file is searched. */
static gboolean
is_too_long (MdgExportPage *self)
{
  g_autofree char *most = mdg_count_text (MDG_TABLE_SHEET_ROWS_MAX);
  g_autofree char *title = NULL;

  if (count_chosen (self) <= MDG_TABLE_SHEET_ROWS_MAX)
    return FALSE;
  title = g_strdup_printf (_ ("At most %s rows are printed at a time."), most);
  tell (self, MDG_MESSAGE_WARNING, title,
        _ ("Look for fewer in the list, select some, or save the list as CSV."));
  return TRUE;
}

static void
begin_printing (MdgExportPage *self, gboolean paper)
{
  g_autoptr (MdgAccountList) list = NULL;
  Printing *printing;
  MdgListSheetHead head = { 0 };

  if (self->list == NULL || self->cancellable != NULL || is_too_long (self))
    return;
  begin_job (self);
  head.keeper = mdg_account_link_get_keeper (self->link);
  head.looked_for = is_active (self->all)     ? NULL
                    : is_active (self->shown) ? self->words
                                              : _ ("Selected accounts");
  head.synced_at = mdg_account_desk_get_state (self->desk)->synced_at;
  head.printed_at = now (self);
  head.training = mdg_workplace_is_training (mdg_account_link_get_workplace (self->link));
  printing = g_new0 (Printing, 1);
  printing->page = g_object_ref (self);
  printing->sheet = mdg_list_sheet_new (&head);
  printing->cancellable = g_object_ref (self->cancellable);
  printing->paper = paper;
  list = chosen_list (self);
  mdg_account_list_for_each_async (list, chosen_numbers (self), take, printing, self->cancellable,
                                   rows_taken, printing);
}

/* Who only looks at another tab finds the end of it here. */
static void
back_clicked (MdgExportPage *self)
{
  stop (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "accounts.show", "s", "list");
}

static void
print_clicked (MdgExportPage *self)
{
  begin_printing (self, TRUE);
}

static void
save_pdf_clicked (MdgExportPage *self)
{
  begin_printing (self, FALSE);
}

/* overrides -------------------------------------------------------------------------------------
 */

static gboolean
mdg_export_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_EXPORT_PAGE (widget)->save);
}

static void
forget (MdgExportPage *self)
{
  stop (self);
  g_clear_object (&self->list);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->words, g_free);
}

static void
mdg_export_page_dispose (GObject *object)
{
  MdgExportPage *self = MDG_EXPORT_PAGE (object);

  forget (self);
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_object (&self->link);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_EXPORT_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_export_page_parent_class)->dispose (object);
}

static void
mdg_export_page_finalize (GObject *object)
{
  g_clear_object (&MDG_EXPORT_PAGE (object)->cancellable);
  G_OBJECT_CLASS (mdg_export_page_parent_class)->finalize (object);
}

static void
mdg_export_page_class_init (MdgExportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_export_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_export_page_finalize;
  widget_class->grab_focus = mdg_export_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/accounts/export-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, all);
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, shown);
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, looked_for);
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, selected);
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, utf8);
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, cp932);
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, print);
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, save_pdf);
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, save);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_pdf_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_export_page_init (MdgExportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mdg_export_page_new (MdgAccountLink *link)
{
  MdgExportPage *self = g_object_new (MDG_TYPE_EXPORT_PAGE, NULL);

  self->link = g_object_ref (link);
  g_signal_connect_object (link, "desk-changed", G_CALLBACK (forget), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
mdg_export_page_begin (MdgExportPage *self, MdgListPage *list)
{
  g_return_if_fail (MDG_IS_EXPORT_PAGE (self) && MDG_IS_LIST_PAGE (list));

  forget (self);
  g_set_object (&self->desk, mdg_account_link_get_desk (self->link));
  g_set_object (&self->list, mdg_list_page_get_list (list));
  self->numbers = mdg_list_page_get_selected (list);
  self->words = mdg_list_page_describe (list);
  update_choices (self);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->words != NULL ? self->shown : self->all),
                               TRUE);
  mdg_page_hide_message (MDG_PAGE (self->page));
  set_usable (self, self->list != NULL && self->cancellable == NULL);
}
