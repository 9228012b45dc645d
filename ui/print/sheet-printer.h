/* sheet-printer.h: hands the backup sheet out: to a printer or as PDF ([0] p.8 《印刷する》).
 *
 * Whatever the way, the sheet is first drawn and read back in a worker thread
 * (mdg_registration_sheet_verify()); one that does not scan is never handed out.
 * Main thread. One job at a time.
 */
#pragma once

#include <gtk/gtk.h>

#include "totp/registration-sheet.h"

G_BEGIN_DECLS

/* What became of a job. */
typedef enum
{
  MDG_SHEET_FAILED,   /* with an error */
  MDG_SHEET_PRINTED,  /* handed to the printer */
  MDG_SHEET_SAVED,    /* see mdg_sheet_printer_get_path() */
  MDG_SHEET_CANCELLED /* the person did not want to, after all */
} MdgSheetOutcome;

#define MDG_TYPE_SHEET_PRINTER (mdg_sheet_printer_get_type ())
G_DECLARE_FINAL_TYPE (MdgSheetPrinter, mdg_sheet_printer, MDG, SHEET_PRINTER, GObject)

/* @sheet: (transfer full). Returns: (transfer full) */
MdgSheetPrinter *mdg_sheet_printer_new (MdgRegistrationSheet *sheet);

/* Another kind of sheet: one A4 page that holds a secret; or, with count_pages, any number of them, which may depend on the
 * paper that a person chose, @width x @height points. */
typedef struct
{
  const char *job_name; /* msgid: what the printer's list of jobs says */
  void (*draw_on) (gpointer sheet, cairo_t *cr, double width, double height);
  MdgSecret *(*to_pdf) (gpointer sheet, GError **error); /* in a thread; where it fails nothing is handed out */
  char *(*suggest_name) (gpointer sheet);                /* of the file */
  guint (*count_pages) (gpointer sheet, double width, double height); /* (nullable): NULL: one, which draw_on draws */
  void (*draw_page_on) (gpointer sheet, guint page, cairo_t *cr, double width, double height); /* from 0 */
  void (*get_paper) (gpointer sheet, double *width, double *height); /* (nullable): what the dialog begins with, points: A4 or
                                                                      * A3; the paper may be chosen there. NULL: A4 */
  gboolean across;                                       /* landscape, where there is no get_paper */
  GDestroyNotify free_sheet;
} MdgSheetKind;

/* @kind: static. @sheet: (transfer full). Returns: (transfer full) */
MdgSheetPrinter *mdg_sheet_printer_new_for (const MdgSheetKind *kind, gpointer sheet);

/* 《印刷する》: the system's print dialog. @parent: (nullable): the dialog's window. On paper that
 * is not A4 the page is made to fit. */
void mdg_sheet_printer_print_async (MdgSheetPrinter *self,
                                    GtkWindow *parent,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);

/* 《PDF に保存》: asks where to, with a name that holds no secret. @parent: (nullable) */
void mdg_sheet_printer_save_async (MdgSheetPrinter *self,
                                   GtkWindow *parent,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data);

/* Without asking: the PDF as @path, complete or absent, mode 0600. */
void mdg_sheet_printer_save_to_async (MdgSheetPrinter *self,
                                      const char *path,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data);

/* Without asking: to the printer of that name. Errors besides the others: MDG_ERROR_NOT_FOUND: no
 * such printer; MDG_ERROR_IN_USE: it accepts no jobs. */
void mdg_sheet_printer_print_to_async (MdgSheetPrinter *self,
                                       const char *printer,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data);

/* Without asking: what a printer would get, as PDF at @path (mode 0600, not atomic: for tests). */
void mdg_sheet_printer_export_async (MdgSheetPrinter *self,
                                     const char *path,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data);

/* For the tour: until further notice nobody is there to answer dialogs. What is printed goes as PDF
 * to
 * @printed, what is saved to @saved. NULL: people answer again. */
void mdg_sheet_printer_answer_dialogs (const char *printed, const char *saved);

/* For all of the above. Errors: MDG_ERROR_NOT_SCANNABLE, those of mdg_file_write(),
 * MDG_ERROR_FAILED when the printing system refuses. A cancelled @cancellable is
 * MDG_SHEET_CANCELLED, not an error. */
MdgSheetOutcome
mdg_sheet_printer_finish (MdgSheetPrinter *self, GAsyncResult *result, GError **error);

/* Where the last job saved the PDF. (nullable) (transfer none) */
const char *mdg_sheet_printer_get_path (MdgSheetPrinter *self);

G_END_DECLS
