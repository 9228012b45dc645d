/* reception-export-page.c: the receptions as a CSV file, on paper, or as PDF.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/reception-export-page.h"

#include <glib/gi18n.h>

#include "consent/reception-export.h"
#include "consent/reception-sheet.h"
#include "dates.h"
#include "print/export-frame.h"
#include "widgets/widget-tools.h"

struct _MdgReceptionExportPage
{
  GtkWidget parent_instance;

  GtkWidget *frame;
  GtkWidget *count;
  GtkWidget *looked_for;

  MdgWorkplace *workplace;
  MdgReceptionList *list; /* (nullable) */
  char *words;            /* (nullable): what is looked for */
};

G_DEFINE_FINAL_TYPE (MdgReceptionExportPage, mdg_reception_export_page, GTK_TYPE_WIDGET)

/* what the frame hands out -------------------------------------------------------------------- */

static gint64
now (gpointer page)
{
  MdgReceptionExportPage *self = page;

  return mdg_clock_wall (mdg_workplace_get_clock (self->workplace));
}

static guint
count_rows (gpointer page)
{
  MdgReceptionExportPage *self = page;

  return self->list != NULL
             ? g_list_model_get_n_items (G_LIST_MODEL (mdg_reception_list_get_rows (self->list)))
             : 0;
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
  mdg_reception_export_async (MDG_RECEPTION_EXPORT_PAGE (page)->list, path, encoding, cancellable,
                              progress, progress_data, callback, data);
}

static gboolean
write_finish (gpointer page, GObject *source, GAsyncResult *result, guint *n_rows, GError **error)
{
  return mdg_reception_export_finish (MDG_RECEPTION_LIST (source), result, n_rows, error);
}

static gpointer
new_sheet (gpointer page)
{
  MdgReceptionExportPage *self = page;

  return mdg_reception_sheet_new (self->words, now (self),
                                  mdg_workplace_is_training (self->workplace));
}

static void
add_row (gpointer sheet, gconstpointer row)
{
  mdg_reception_sheet_add (sheet, row);
}

static MdgTableSheet *
end_sheet (gpointer sheet)
{
  mdg_reception_sheet_conclude (sheet);
  return sheet;
}

static void
free_sheet (gpointer sheet)
{
  mdg_table_sheet_free (sheet);
}

static void
read_async (gpointer page,
            MdgRowTake take,
            gpointer take_data,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer data)
{
  mdg_reception_list_for_each_async (MDG_RECEPTION_EXPORT_PAGE (page)->list, take, take_data,
                                     cancellable, callback, data);
}

static gboolean
read_finish (GObject *source, GAsyncResult *result, GError **error)
{
  return mdg_reception_list_for_each_finish (MDG_RECEPTION_LIST (source), result, error);
}

static void
go_back (gpointer page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "consent.show", "s", "receptions");
}

static const MdgSheetKind kind = MDG_TABLE_JOB_KIND (N_ ("Eligibility check history"));

static const MdgExportSource export_source = {
  .stem = "Receptions",
  .csv_title = N_ ("Save the receptions as CSV"),
  .fewer = N_ ("Choose a shorter period above the list, or save it as CSV."),
  .kind = &kind,
  .count_rows = count_rows,
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
};

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_reception_export_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_RECEPTION_EXPORT_PAGE (widget)->frame);
}

static void
mdg_reception_export_page_dispose (GObject *object)
{
  MdgReceptionExportPage *self = MDG_RECEPTION_EXPORT_PAGE (object);

  if (self->frame != NULL)
    mdg_export_frame_stop (MDG_EXPORT_FRAME (self->frame), TRUE);
  g_clear_object (&self->list);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_RECEPTION_EXPORT_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_reception_export_page_parent_class)->dispose (object);
}

static void
mdg_reception_export_page_finalize (GObject *object)
{
  g_free (MDG_RECEPTION_EXPORT_PAGE (object)->words);
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
  g_type_ensure (MDG_TYPE_EXPORT_FRAME);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/consent/reception-export-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionExportPage, frame);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionExportPage, count);
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionExportPage, looked_for);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_reception_export_page_init (MdgReceptionExportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_export_frame_set_source (MDG_EXPORT_FRAME (self->frame), &export_source, self);
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

  g_set_object (&self->list, list);
  g_free (self->words);
  self->words = g_strdup (looked_for);
  n = count_rows (self);
  number = mdg_count_text (n);
  count = g_strdup_printf (ngettext ("%s reception", "%s receptions", (gulong)n), number);
  gtk_label_set_text (GTK_LABEL (self->count), count);
  gtk_label_set_text (GTK_LABEL (self->looked_for), looked_for != NULL ? looked_for : "");
  mdg_widget_set_shown (self->looked_for, looked_for != NULL);
  mdg_export_frame_begin (MDG_EXPORT_FRAME (self->frame), n > 0);
}
