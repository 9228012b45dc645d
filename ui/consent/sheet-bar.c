/* sheet-bar.c: the buttons that hand a picture out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/sheet-bar.h"

#include <glib/gi18n.h>

#include "consent/picture-sheet.h"
#include "core/file.h"
#include "core/thread-task.h"
#include "print/hand-out.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/widget-tools.h"

#define PNG_SCALE 2.0

struct _MdgSheetBar
{
  GtkWidget parent_instance;

  GtkWidget *paper;
  GtkWidget *print;
  GtkWidget *save_pdf;
  GtkWidget *save_svg;
  GtkWidget *save_png;

  GCancellable *cancellable;
};

enum
{
  MAKE_SHEET,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgSheetBar, mdg_sheet_bar, GTK_TYPE_WIDGET)

/* (transfer full) (nullable) */
static MdgPictureSheet *
make_sheet (MdgSheetBar *self)
{
  MdgPictureSheet *sheet = NULL;

  g_signal_emit (self, signals[MAKE_SHEET], 0, &sheet);
  return sheet;
}

static MdgPageFrame *
page_of (MdgSheetBar *self)
{
  return MDG_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), MDG_TYPE_PAGE));
}

static void
set_usable (gpointer bar, gboolean usable)
{
  MdgSheetBar *self = bar;

  gtk_widget_set_sensitive (self->print, usable);
  gtk_widget_set_sensitive (self->save_pdf, usable);
  gtk_widget_set_sensitive (self->save_svg, usable);
  gtk_widget_set_sensitive (self->save_png, usable);
}

/* on paper and as PDF ------------------------------------------------------------------------- */

static guint
count_pages (gpointer sheet, double width, double height)
{
  return mdg_picture_sheet_count_pages (sheet, width, height);
}

static void
draw_page (gpointer sheet, guint page, cairo_t *cr, double width, double height)
{
  mdg_picture_sheet_draw_page (sheet, page, cr, width, height);
}

static void
get_paper (gpointer sheet, double *width, double *height)
{
  mdg_picture_sheet_get_paper (sheet, width, height);
}

static MdgSecret *
sheet_to_pdf (gpointer sheet, GError **error)
{
  return mdg_picture_sheet_to_pdf (sheet, error);
}

static char *
sheet_name (gpointer sheet)
{
  return mdg_picture_sheet_suggest_name (sheet, "pdf");
}

static void
free_sheet (gpointer sheet)
{
  mdg_picture_sheet_free (sheet);
}

const MdgSheetKind mdg_picture_sheet_kind = {
  .job_name = N_ ("Consent flow"),
  .count_pages = count_pages,
  .draw_page_on = draw_page,
  .get_paper = get_paper,
  .to_pdf = sheet_to_pdf,
  .suggest_name = sheet_name,
  .free_sheet = free_sheet,
};

static void
hand_out (MdgSheetBar *self, gboolean on_paper)
{
  MdgPictureSheet *sheet = make_sheet (self);
  g_autoptr (MdgSheetPrinter) printer = NULL;

  if (sheet == NULL)
    return;
  mdg_picture_sheet_set_a3 (sheet, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->paper)) == 1);
  printer = mdg_sheet_printer_new_for (&mdg_picture_sheet_kind, sheet);
  mdg_hand_out (printer, on_paper, page_of (self), self->cancellable, set_usable, self);
}

static void
print_clicked (MdgSheetBar *self)
{
  hand_out (self, TRUE);
}

static void
save_pdf_clicked (MdgSheetBar *self)
{
  hand_out (self, FALSE);
}

/* pictures ------------------------------------------------------------------------------------ */

typedef struct
{
  MdgPictureSheet *sheet;
  char *path;
  gboolean vectors;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  mdg_picture_sheet_free (saving->sheet);
  g_free (saving->path);
  g_free (saving);
}

static void
save_picture (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = saving->vectors
                                 ? mdg_picture_sheet_to_svg (saving->sheet, &error)
                                 : mdg_picture_sheet_to_png (saving->sheet, PNG_SCALE, &error);

  if (bytes == NULL
      || !mdg_file_write (saving->path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                          &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
picture_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgSheetBar *self = MDG_SHEET_BAR (source);
  Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean saved = g_task_propagate_boolean (G_TASK (result), &error);

  if (page_of (self) == NULL)
    return;
  set_usable (self, TRUE);
  mdg_hand_out_tell_saved (page_of (self), saved ? saving->path : NULL, error);
}

static void
begin_saving (MdgSheetBar *self, const char *path, gboolean vectors)
{
  MdgPictureSheet *sheet = path != NULL ? make_sheet (self) : NULL;
  g_autoptr (GTask) task = NULL;
  Saving *saving;

  if (sheet == NULL)
    return;
  task = g_task_new (self, self->cancellable, picture_saved, NULL);
  saving = g_new0 (Saving, 1);
  saving->sheet = sheet;
  saving->path = g_strdup (path);
  saving->vectors = vectors;
  g_task_set_task_data (task, saving, saving_free);
  mdg_page_hide_message (page_of (self));
  set_usable (self, FALSE);
  mdg_thread_task_run (task, save_picture);
}

static void
svg_chosen (GtkWidget *owner, const char *path)
{
  begin_saving (MDG_SHEET_BAR (owner), path, TRUE);
}

static void
png_chosen (GtkWidget *owner, const char *path)
{
  begin_saving (MDG_SHEET_BAR (owner), path, FALSE);
}

static void
ask_where (MdgSheetBar *self, const char *ending, MdgPathFunc chosen)
{
  g_autoptr (MdgPictureSheet) sheet = make_sheet (self);
  g_autofree char *name = sheet != NULL ? mdg_picture_sheet_suggest_name (sheet, ending) : NULL;

  if (name != NULL)
    mdg_path_chooser_save (GTK_WIDGET (self), _ ("Save the picture"), name, chosen);
}

static void
save_svg_clicked (MdgSheetBar *self)
{
  ask_where (self, "svg", svg_chosen);
}

static void
save_png_clicked (MdgSheetBar *self)
{
  ask_where (self, "png", png_chosen);
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_sheet_bar_dispose (GObject *object)
{
  g_cancellable_cancel (MDG_SHEET_BAR (object)->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_SHEET_BAR);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_sheet_bar_parent_class)->dispose (object);
}

static void
mdg_sheet_bar_finalize (GObject *object)
{
  g_object_unref (MDG_SHEET_BAR (object)->cancellable);
  G_OBJECT_CLASS (mdg_sheet_bar_parent_class)->finalize (object);
}

static void
mdg_sheet_bar_class_init (MdgSheetBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_sheet_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_sheet_bar_finalize;
  signals[MAKE_SHEET]
      = g_signal_new ("make-sheet", MDG_TYPE_SHEET_BAR, G_SIGNAL_RUN_LAST, 0,
                      g_signal_accumulator_first_wins, NULL, NULL, G_TYPE_POINTER, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/consent/sheet-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgSheetBar, paper);
  gtk_widget_class_bind_template_child (widget_class, MdgSheetBar, print);
  gtk_widget_class_bind_template_child (widget_class, MdgSheetBar, save_pdf);
  gtk_widget_class_bind_template_child (widget_class, MdgSheetBar, save_svg);
  gtk_widget_class_bind_template_child (widget_class, MdgSheetBar, save_png);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_pdf_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_svg_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_png_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_sheet_bar_init (MdgSheetBar *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* In large text there is no room for more words on them. */
  mdg_widget_set_name (self->save_svg, _ ("Save as SVG"));
  mdg_widget_set_name (self->save_png, _ ("Save as PNG"));
}
