/* export-frame.c: the page that hands a list out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "print/export-frame.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "widgets/path-chooser.h"
#include "widgets/widget-tools.h"

#define LOOK_MS 250 /* how often it is looked how far the pages have come */

struct _MdgExportFrame
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *rows;
  GtkWidget *utf8;
  GtkWidget *cp932;
  GtkWidget *cp932_note;
  GtkWidget *csv_note;
  GtkWidget *print;
  GtkWidget *save_pdf;
  GtkWidget *save;

  const MdgExportSource *source;
  gpointer owner;
  gboolean ready; /* there is something to hand out */

  /* of the job under way */
  GCancellable *cancellable; /* (nullable): NULL: there is none */
  GObject *held;             /* the owner */
  guint n_rows;              /* that it is about */
  char *path;                /* of the CSV file */
  gpointer sheet;            /* (nullable): that is being filled */
  guint n_added;             /* rows of the sheet */
  gboolean on_paper;         /* where it goes then */
  MdgTableJob *job;          /* (nullable): while its pages are made */
  guint looking;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SENTENCE,
  PROP_CP932_NOTE,
  PROP_CSV_NOTE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static GtkBuildableIface *parent_buildable;
static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgExportFrame,
                               mdg_export_frame,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  MdgExportFrame *self = MDG_EXPORT_FRAME (buildable);

  /* Our own template is built through here as well, before its parts are known. */
  if (self->rows == NULL || !GTK_IS_WIDGET (child))
    parent_buildable->add_child (buildable, builder, child, type);
  else
    gtk_box_append (GTK_BOX (self->rows), GTK_WIDGET (child));
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

/* a job -----------------------------------------------------------------------------------------
 */

static void
update_usable (MdgExportFrame *self)
{
  gboolean usable = self->ready && self->cancellable == NULL;

  gtk_widget_set_sensitive (self->save, usable);
  gtk_widget_set_sensitive (self->print, usable);
  gtk_widget_set_sensitive (self->save_pdf, usable);
}

/* How far the job is: @n of its rows. */
static void
say_progress (MdgExportFrame *self, guint n)
{
  g_autofree char *done = mdg_count_text (n);
  g_autofree char *all = mdg_count_text (MAX (self->n_rows, n));
  g_autofree char *text = g_strdup_printf (_ ("Going through the rows… %s of %s"), done, all);

  if (self->page != NULL)
    g_object_set (self->page, "busy-text", text, NULL);
}

static gboolean
may_begin (MdgExportFrame *self)
{
  return self->ready && self->cancellable == NULL;
}

static void
begin_job (MdgExportFrame *self)
{
  self->cancellable = g_cancellable_new ();
  self->held = g_object_ref (self->owner);
  self->n_rows = self->source->count_rows (self->owner);
  mdg_page_hide_message (MDG_PAGE (self->page));
  say_progress (self, 0);
  mdg_page_set_busy (MDG_PAGE (self->page), TRUE);
  update_usable (self);
}

static void
drop_sheet (MdgExportFrame *self)
{
  if (self->sheet != NULL)
    self->source->free_sheet (self->sheet);
  self->sheet = NULL;
}

/* What was not brought to its end is told, @error or that it was broken off. Returns: whether there
 * is an end to be told */
static gboolean
end_job (MdgExportFrame *self, gboolean good, const GError *error)
{
  g_autoptr (GObject) held = g_steal_pointer (&self->held);
  gboolean cancelled = g_cancellable_is_cancelled (self->cancellable);

  g_clear_handle_id (&self->looking, g_source_remove);
  self->job = NULL;
  drop_sheet (self);
  g_clear_object (&self->cancellable);
  if (self->page == NULL)
    return FALSE;
  mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  update_usable (self);
  if (!good && cancelled)
    mdg_export_frame_tell (self, MDG_MESSAGE_INFO, _ ("It was broken off."),
                           _ ("No file was written; one that was there before is as it was."));
  else if (error != NULL)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  return good;
}

static void
tell_saved (MdgExportFrame *self, guint n, const char *path)
{
  g_autofree char *number = mdg_count_text (n);
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;
  g_autofree char *title
      = g_strdup_printf (ngettext ("%s row was saved.", "%s rows were saved.", (gulong)n), number);

  mdg_export_frame_tell (self, MDG_MESSAGE_SUCCESS, title, name);
}

/* CSV -------------------------------------------------------------------------------------------
 */

static void
written_on (guint n_rows, gpointer data)
{
  say_progress (data, n_rows);
}

static void
written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgExportFrame) self = data;
  g_autoptr (GError) error = NULL;
  guint n = 0;
  gboolean good = self->source->write_finish (self->held, source, result, &n, &error);

  if (end_job (self, good, error))
    tell_saved (self, n, self->path);
}

static void
path_chosen (GtkWidget *owner, const char *path)
{
  MdgExportFrame *self = MDG_EXPORT_FRAME (owner);
  gboolean cp932 = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->cp932));

  if (path == NULL || !may_begin (self))
    return;
  begin_job (self);
  g_free (self->path);
  self->path = g_strdup (path);
  self->source->write_async (self->owner, path, cp932 ? MDG_TABLE_CP932 : MDG_TABLE_UTF8_BOM,
                             self->cancellable, written_on, self, written, g_object_ref (self));
}

static void
save_clicked (MdgExportFrame *self)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (self->source->now (self->owner));
  g_autofree char *day = g_date_time_format (time, "%Y%m%d");
  g_autofree char *name = g_strdup_printf ("%s_%s.csv", self->source->stem, day);

  mdg_path_chooser_save (GTK_WIDGET (self), _ (self->source->csv_title), name, path_chosen);
}

/* paper and PDF ---------------------------------------------------------------------------------
 */

static void
handed_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgExportFrame) self = data;
  MdgSheetPrinter *printer = MDG_SHEET_PRINTER (source);
  g_autoptr (GError) error = NULL;
  MdgSheetOutcome outcome = mdg_sheet_printer_finish (printer, result, &error);
  gboolean good = outcome == MDG_SHEET_SAVED || outcome == MDG_SHEET_PRINTED;

  if (good && self->source->handed_out != NULL)
    self->source->handed_out (self->held, outcome);
  if (!end_job (self, good, error))
    return;
  if (outcome == MDG_SHEET_SAVED)
    tell_saved (self, self->n_added, mdg_sheet_printer_get_path (printer));
  else
    mdg_export_frame_tell (self, MDG_MESSAGE_SUCCESS, _ ("The list was sent to the printer."),
                           NULL);
}

static gboolean
look (gpointer data)
{
  MdgExportFrame *self = data;
  g_autofree char *text = mdg_table_job_describe (self->job);

  g_object_set (self->page, "busy-text", text, NULL);
  return G_SOURCE_CONTINUE;
}

static void
hand_out (MdgExportFrame *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
  MdgTableSheet *table = self->source->end_sheet (g_steal_pointer (&self->sheet));
  g_autoptr (MdgSheetPrinter) printer = NULL;

  self->job = mdg_table_job_new (table, self->source->stem, self->cancellable);
  printer
      = mdg_sheet_printer_new_for (self->source->kind, self->job); /* keeps it until handed_out() */
  self->looking = g_timeout_add (LOOK_MS, look, self);
  if (self->on_paper)
    mdg_sheet_printer_print_async (printer, window, self->cancellable, handed_out,
                                   g_object_ref (self));
  else
    mdg_sheet_printer_save_async (printer, window, self->cancellable, handed_out,
                                  g_object_ref (self));
}

static gboolean
take (GPtrArray *rows, gpointer data)
{
  MdgExportFrame *self = data;

  for (guint i = 0; i < rows->len && self->n_added < MDG_TABLE_SHEET_ROWS_MAX; i++)
    {
      self->source->add_row (self->sheet, rows->pdata[i]);
      self->n_added++;
    }
  say_progress (self, self->n_added);
  return self->page != NULL && self->n_added < MDG_TABLE_SHEET_ROWS_MAX;
}

static void
rows_taken (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgExportFrame) self = data;
  g_autoptr (GError) error = NULL;

  if (self->source->read_finish (source, result, &error) && self->page != NULL)
    hand_out (self);
  else
    end_job (self, FALSE, error);
}

/* Nobody reads ten thousand rows on paper; a file is searched. */
static gboolean
is_too_long (MdgExportFrame *self)
{
  g_autofree char *most = mdg_count_text (MDG_TABLE_SHEET_ROWS_MAX);
  g_autofree char *title = NULL;

  if (self->source->count_rows (self->owner) <= MDG_TABLE_SHEET_ROWS_MAX)
    return FALSE;
  title = g_strdup_printf (_ ("At most %s rows are printed at a time."), most);
  mdg_export_frame_tell (self, MDG_MESSAGE_WARNING, title, _ (self->source->fewer));
  return TRUE;
}

static void
begin_printing (MdgExportFrame *self, gboolean on_paper)
{
  if (!may_begin (self) || is_too_long (self))
    return;
  begin_job (self);
  self->on_paper = on_paper;
  self->n_added = 0;
  self->sheet = self->source->new_sheet (self->owner);
  self->source->read_async (self->owner, take, self, self->cancellable, rows_taken,
                            g_object_ref (self));
}

static void
print_clicked (MdgExportFrame *self)
{
  begin_printing (self, TRUE);
}

static void
save_pdf_clicked (MdgExportFrame *self)
{
  begin_printing (self, FALSE);
}

static void
cancel_clicked (MdgExportFrame *self)
{
  mdg_export_frame_stop (self, FALSE);
}

/* Who only looks at another tab finds the end of it here. */
static void
back_clicked (MdgExportFrame *self)
{
  mdg_export_frame_stop (self, FALSE);
  self->source->back (self->owner);
}

/* overrides -------------------------------------------------------------------------------------
 */

static void
set_note (GtkWidget *label, const char *note)
{
  gtk_label_set_text (GTK_LABEL (label), note != NULL ? note : "");
  mdg_widget_set_shown (label, note != NULL);
}

static void
mdg_export_frame_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MdgExportFrame *self = MDG_EXPORT_FRAME (object);

  if (id == PROP_TITLE || id == PROP_SENTENCE)
    g_object_set_property (G_OBJECT (self->page), pspec->name, value);
  else if (id == PROP_CP932_NOTE)
    set_note (self->cp932_note, g_value_get_string (value));
  else if (id == PROP_CSV_NOTE)
    set_note (self->csv_note, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static gboolean
mdg_export_frame_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_EXPORT_FRAME (widget)->save);
}

static void
mdg_export_frame_dispose (GObject *object)
{
  MdgExportFrame *self = MDG_EXPORT_FRAME (object);

  mdg_export_frame_stop (self, FALSE);
  g_clear_handle_id (&self->looking, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_EXPORT_FRAME);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_export_frame_parent_class)->dispose (object);
}

static void
mdg_export_frame_finalize (GObject *object)
{
  g_free (MDG_EXPORT_FRAME (object)->path);
  G_OBJECT_CLASS (mdg_export_frame_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  static const char *const names[] = { NULL, "title", "sentence", "cp932-note", "csv-note" };

  for (guint i = 1; i < N_PROPS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                         G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mdg_export_frame_class_init (MdgExportFrameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = mdg_export_frame_set_property;
  G_OBJECT_CLASS (klass)->dispose = mdg_export_frame_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_export_frame_finalize;
  widget_class->grab_focus = mdg_export_frame_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  install_properties (G_OBJECT_CLASS (klass));
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/print/export-frame.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgExportFrame, page);
  gtk_widget_class_bind_template_child (widget_class, MdgExportFrame, rows);
  gtk_widget_class_bind_template_child (widget_class, MdgExportFrame, utf8);
  gtk_widget_class_bind_template_child (widget_class, MdgExportFrame, cp932);
  gtk_widget_class_bind_template_child (widget_class, MdgExportFrame, cp932_note);
  gtk_widget_class_bind_template_child (widget_class, MdgExportFrame, csv_note);
  gtk_widget_class_bind_template_child (widget_class, MdgExportFrame, print);
  gtk_widget_class_bind_template_child (widget_class, MdgExportFrame, save_pdf);
  gtk_widget_class_bind_template_child (widget_class, MdgExportFrame, save);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_pdf_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_export_frame_init (MdgExportFrame *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_note (self->csv_note, NULL);
  mdg_widget_tidy_names (self->page);
}

/* public ----------------------------------------------------------------------------------------
 */

void
mdg_export_frame_set_source (MdgExportFrame *self, const MdgExportSource *source, gpointer owner)
{
  g_return_if_fail (MDG_IS_EXPORT_FRAME (self));
  g_return_if_fail (self->source == NULL && source != NULL && GTK_IS_WIDGET (owner));

  self->source = source;
  self->owner = owner;
}

void
mdg_export_frame_begin (MdgExportFrame *self, gboolean ready)
{
  g_return_if_fail (MDG_IS_EXPORT_FRAME (self));

  mdg_export_frame_stop (self, FALSE);
  self->ready = ready;
  mdg_page_hide_message (MDG_PAGE (self->page));
  update_usable (self);
}

void
mdg_export_frame_stop (MdgExportFrame *self, gboolean for_good)
{
  g_return_if_fail (MDG_IS_EXPORT_FRAME (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (!for_good)
    return;
  self->ready = FALSE;
  update_usable (self);
}

void
mdg_export_frame_tell (MdgExportFrame *self,
                       MdgMessageKind kind,
                       const char *title,
                       const char *body)
{
  g_return_if_fail (MDG_IS_EXPORT_FRAME (self));

  if (self->page != NULL)
    mdg_page_show_message (MDG_PAGE (self->page), kind, title, body);
}
