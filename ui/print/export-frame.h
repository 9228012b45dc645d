/* export-frame.h: the page that hands a list out: as CSV in either encoding, on paper, or as PDF (C6, E3). One at a time, with
 * how far it has come and an end to it on request. Which rows, and how they become a file or a sheet, its owner says: the page that it
 * is the only child of, as is what stands in "Which rows" (children without a type in the .ui file). Main thread.
 *
 * Properties (strings): title, sentence; cp932-note: what to know of that encoding; csv-note (nullable): what else of the file. */
#pragma once

#include "core/table-text.h"
#include "print/table-job.h"
#include "store/row-walk.h"
#include "widgets/page.h"

G_BEGIN_DECLS

#define MDG_TYPE_EXPORT_FRAME (mdg_export_frame_get_type ())
G_DECLARE_FINAL_TYPE (MdgExportFrame, mdg_export_frame, MDG, EXPORT_FRAME, GtkWidget)

/* How many rows are through so far. */
typedef void (*MdgExportProgress) (guint n_rows, gpointer data);

/* The owner's side; @owner is what mdg_export_frame_set_source() was given. While a job is under way it is held. */
typedef struct
{
  const char *stem;         /* of the files' names */
  const char *csv_title;    /* msgid: of the dialog that asks where the CSV file goes */
  const char *fewer;        /* msgid: what to do when there are too many rows for paper */
  const MdgSheetKind *kind; /* made with MDG_TABLE_JOB_KIND */

  guint (*count_rows) (gpointer owner); /* that are chosen now */
  gint64 (*now) (gpointer owner);       /* seconds since 1970 */
  void (*back) (gpointer owner);

  /* The chosen rows into the file @path, complete or as it was before. */
  void (*write_async) (gpointer owner, const char *path, MdgTableEncoding encoding, GCancellable *cancellable,
                       MdgExportProgress progress, gpointer progress_data, GAsyncReadyCallback callback, gpointer data);
  /* FALSE without @error: it was told already, with mdg_export_frame_tell(). @n_rows: (out) */
  gboolean (*write_finish) (gpointer owner, GObject *source, GAsyncResult *result, guint *n_rows, GError **error);

  /* The chosen rows to @take, which gives each to add_row. */
  void (*read_async) (gpointer owner, MdgRowTake take, gpointer take_data, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer data);
  gboolean (*read_finish) (GObject *source, GAsyncResult *result, GError **error);
  gpointer (*new_sheet) (gpointer owner); /* (transfer full) */
  void (*add_row) (gpointer sheet, gconstpointer row);
  MdgTableSheet *(*end_sheet) (gpointer sheet); /* @sheet: (transfer full). Returns: (transfer full) */
  void (*free_sheet) (gpointer sheet);
  /* (nullable): the sheet went out, as MDG_SHEET_SAVED or MDG_SHEET_PRINTED says */
  void (*handed_out) (gpointer owner, MdgSheetOutcome outcome);
} MdgExportSource;

/* @source: static. @owner: outlives the frame. Once. */
void mdg_export_frame_set_source (MdgExportFrame *frame, const MdgExportSource *source, gpointer owner);

/* Begins anew: what is under way is broken off, no message of an earlier job stands. @ready: whether there is something to hand out. */
void mdg_export_frame_begin (MdgExportFrame *frame, gboolean ready);

/* Breaks off what is under way; and nothing can be handed out until the next begin when @for_good. */
void mdg_export_frame_stop (MdgExportFrame *frame, gboolean for_good);

/* A message that stands until the next job. @body: (nullable) */
void mdg_export_frame_tell (MdgExportFrame *frame, MdgMessageKind kind, const char *title, const char *body);

G_END_DECLS
