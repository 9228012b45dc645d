/* sheet-operation.c: GTK's printing of a sheet.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "print/sheet-operation.h"

#include <glib/gi18n.h>

#define A4_LONGER 850 /* points, and some */

/* What is drawn. */
typedef struct
{
  const MdgSheetKind *kind;
  gpointer sheet;
} Drawing;

static void
drop_drawing (gpointer drawing, GClosure *closure)
{
  g_free (drawing);
}

/* The paper is known now. */
static void
on_begin_print (GtkPrintOperation *operation, GtkPrintContext *context, gpointer data)
{
  const Drawing *drawing = data;
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);

  gtk_print_operation_set_n_pages (
      operation, drawing->kind->count_pages != NULL
                     ? (int)drawing->kind->count_pages (drawing->sheet, width, height)
                     : 1);
}

static void
on_draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  const Drawing *drawing = data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);

  if (drawing->kind->count_pages != NULL)
    drawing->kind->draw_page_on (drawing->sheet, (guint)page, cr, width, height);
  else
    drawing->kind->draw_on (drawing->sheet, cr, width, height);
}

/* (transfer full) */
static GtkPageSetup *
make_page_setup (const MdgSheetKind *kind, gpointer sheet)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  double width = kind->across ? 2 : 1, height = 1;
  GtkPaperSize *paper;

  if (kind->get_paper != NULL)
    kind->get_paper (sheet, &width, &height);
  paper = gtk_paper_size_new (MAX (width, height) > A4_LONGER ? GTK_PAPER_NAME_A3
                                                              : GTK_PAPER_NAME_A4);
  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_paper_size_free (paper);
  if (width > height)
    gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  return setup;
}

GtkPrintOperation *
mdg_sheet_operation_new (const MdgSheetKind *kind, gpointer sheet)
{
  GtkPrintOperation *operation;
  g_autoptr (GtkPageSetup) setup = NULL;
  Drawing *drawing;

  g_return_val_if_fail (kind != NULL && sheet != NULL, NULL);

  operation = gtk_print_operation_new ();
  setup = make_page_setup (kind, sheet);
  drawing = g_new (Drawing, 1);
  *drawing = (Drawing){ kind, sheet };
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_embed_page_setup (operation, kind->get_paper != NULL);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, _ (kind->job_name));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (on_begin_print), drawing,
                         drop_drawing, 0);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page), drawing);
  return operation;
}

/* GTK's "print to file" would write the set-up key into a file that others may read, half of it at
 * times, and it would count as paper. 《PDF に保存》 does better. */
void
mdg_sheet_operation_leave_out_files (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *listed = NULL;
  g_autofree char *kept = NULL;
  g_auto (GStrv) backends = NULL;
  g_autoptr (GStrvBuilder) others = g_strv_builder_new ();
  g_auto (GStrv) remaining = NULL;

  g_object_get (settings, "gtk-print-backends", &listed, NULL);
  backends = g_strsplit (listed != NULL ? listed : "", ",", -1);
  for (guint i = 0; backends[i] != NULL; i++)
    if (!g_str_equal (g_strstrip (backends[i]), "file"))
      g_strv_builder_add (others, backends[i]);
  remaining = g_strv_builder_end (others);
  kept = g_strjoinv (",", remaining);
  g_object_set (settings, "gtk-print-backends", kept, NULL);
}

/* GTK's dialog for printing belongs to the operation and can be found only among the windows. */
GtkWidget *
mdg_sheet_operation_find_dialog (GtkWindow *parent)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (g_str_equal (G_OBJECT_TYPE_NAME (l->data), "GtkPrintUnixDialog")
        && gtk_window_get_transient_for (l->data) == parent)
      return l->data;
  return NULL;
}
