/* export-page.c: the list as a CSV file, on paper, or as PDF.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/export-page.h"

#include <glib/gi18n.h>

#include "accounts/account-export.h"
#include "accounts/accounts-text.h"
#include "accounts/list-sheet.h"
#include "print/export-frame.h"
#include "record-keeper.h"
#include "widgets/widget-tools.h"

struct _MdgExportPage
{
  GtkWidget parent_instance;

  GtkWidget *frame;
  GtkWidget *all;
  GtkWidget *shown;
  GtkWidget *looked_for;
  GtkWidget *selected;

  MdgAccountLink *link;
  MdgAccountDesk *desk; /* (nullable): those of the list below */
  MdgAccountList *list; /* (nullable): as it is shown */
  GArray *numbers;      /* (nullable): of what is selected */
  char *words;          /* (nullable): what is looked for */
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
count_chosen (gpointer page)
{
  MdgExportPage *self = page;

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
  mdg_export_frame_tell (MDG_EXPORT_FRAME (self->frame), MDG_MESSAGE_WARNING,
                         _ ("The rows cannot all be written in Shift_JIS."), body);
}

static void
note (MdgExportPage *self, const char *act)
{
  mdg_record_note (mdg_account_link_get_workplace (self->link), act, MDG_MATTER_ACCOUNTS, NULL);
}

static void
handed_out (gpointer page, MdgSheetOutcome outcome)
{
  note (page, outcome == MDG_SHEET_SAVED ? MDG_ACT_SAVED : MDG_ACT_PRINTED);
}

static void
write_async (gpointer page,
             const char *path,
             MdgTableEncoding encoding,
             GCancellable *cancellable,
             MdgExportProgress progress,
             gpointer progress_data,
             GAsyncReadyCallback callback,
             gpointer data)
{
  g_autoptr (MdgAccountList) list = chosen_list (page);

  mdg_account_export_async (list, chosen_numbers (page), path, encoding, cancellable, progress,
                            progress_data, callback, data);
}

static gboolean
write_finish (gpointer page, GObject *source, GAsyncResult *result, guint *n_rows, GError **error)
{
  g_auto (MdgExportOutcome) outcome = { 0 };
  g_autoptr (GError) fault = NULL;
  gboolean good = mdg_account_export_finish (MDG_ACCOUNT_LIST (source), result, &outcome, &fault);

  *n_rows = outcome.n_rows;
  if (good)
    note (page, MDG_ACT_EXPORTED);
  if (!good && outcome.n_unwritable > 0 && MDG_EXPORT_PAGE (page)->frame != NULL)
    tell_unwritable (page, &outcome);
  else if (!good)
    g_propagate_error (error, g_steal_pointer (&fault));
  return good;
}

/* paper and PDF ---------------------------------------------------------------------------------
 */

static gint64
now (gpointer page)
{
  MdgExportPage *self = page;

  return mdg_clock_wall (mdg_workplace_get_clock (mdg_account_link_get_workplace (self->link)));
}

static gpointer
new_sheet (gpointer page)
{
  MdgExportPage *self = page;
  const MdgListSheetHead head = {
    .keeper = mdg_account_link_get_keeper (self->link),
    .looked_for = is_active (self->all)     ? NULL
                  : is_active (self->shown) ? self->words
                                            : _ ("Selected accounts"),
    .synced_at = mdg_account_desk_get_state (self->desk)->synced_at,
    .printed_at = now (self),
    .training = mdg_workplace_is_training (mdg_account_link_get_workplace (self->link)),
  };

  return mdg_list_sheet_new (&head);
}

static void
add_row (gpointer sheet, gconstpointer row)
{
  mdg_list_sheet_add (sheet, row);
}

static MdgTableSheet *
end_sheet (gpointer sheet)
{
  g_autoptr (MdgListSheet) list_sheet = sheet;

  return mdg_list_sheet_take (list_sheet);
}

static void
free_sheet (gpointer sheet)
{
  mdg_list_sheet_free (sheet);
}

static void
read_async (gpointer page,
            MdgRowTake take,
            gpointer take_data,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer data)
{
  g_autoptr (MdgAccountList) list = chosen_list (page);

  mdg_account_list_for_each_async (list, chosen_numbers (page), take, take_data, cancellable,
                                   callback, data);
}

static gboolean
read_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return mdg_account_list_finish (MDG_ACCOUNT_LIST (source), result, error);
}

static void
go_back (gpointer page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "accounts.show", "s", "list");
}

static const MdgSheetKind list_kind = MDG_TABLE_JOB_KIND (N_ ("Eligibility account management"));

static const MdgExportSource export_source = {
  .stem = "Accounts",
  .csv_title = N_ ("Save the account list as CSV"),
  .fewer = N_ ("Look for fewer in the list, select some, or save the list as CSV."),
  .kind = &list_kind,
  .count_rows = count_chosen,
  .now = now,
  .back = go_back,
  .write_async = write_async,
  .write_finish = write_finish,
  .read_async = read_async,
  .read_finish = read_finish,
  .new_sheet = new_sheet,
  .add_row = add_row,
  .end_sheet = end_sheet,
  .free_sheet = free_sheet,
  .handed_out = handed_out,
};

/* overrides -------------------------------------------------------------------------------------
 */

static gboolean
mdg_export_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_EXPORT_PAGE (widget)->frame);
}

static void
forget (MdgExportPage *self)
{
  if (self->frame != NULL)
    mdg_export_frame_stop (MDG_EXPORT_FRAME (self->frame), TRUE);
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
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_EXPORT_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_export_page_parent_class)->dispose (object);
}

/* What is handed out is recorded also when its end comes after the window's. */
static void
mdg_export_page_finalize (GObject *object)
{
  g_clear_object (&MDG_EXPORT_PAGE (object)->link);
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
  g_type_ensure (MDG_TYPE_EXPORT_FRAME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/accounts/export-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, frame);
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, all);
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, shown);
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, looked_for);
  gtk_widget_class_bind_template_child (widget_class, MdgExportPage, selected);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_export_page_init (MdgExportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_export_frame_set_source (MDG_EXPORT_FRAME (self->frame), &export_source, self);
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
  mdg_export_frame_begin (MDG_EXPORT_FRAME (self->frame), self->list != NULL);
}
