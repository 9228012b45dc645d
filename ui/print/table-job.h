/* table-job.h: a table (paper/table-sheet.h) in a sheet printer's hands: it can be broken off, and tells how many of its pages are
 * made. */
#pragma once

#include "paper/table-sheet.h"
#include "print/sheet-printer.h"

G_BEGIN_DECLS

typedef struct _MdgTableJob MdgTableJob;

/* @table: (transfer full). @stem: of the file's name, static. For mdg_sheet_printer_new_for() with MDG_TABLE_JOB_KIND, which frees
 * it. Returns: (transfer full) */
MdgTableJob *mdg_table_job_new (MdgTableSheet *table, const char *stem, GCancellable *cancellable);

/* "Making the pages… 12 so far", while they are made by a thread. Returns: (transfer full) */
char *mdg_table_job_describe (MdgTableJob *job);

/* What a sheet printer does with it. */
MdgSecret *mdg_table_job_to_pdf (gpointer job, GError **error);
char *mdg_table_job_suggest_name (gpointer job);
guint mdg_table_job_count_pages (gpointer job, double width, double height);
void mdg_table_job_draw_page_on (gpointer job, guint page, cairo_t *cr, double width, double height);
void mdg_table_job_free (gpointer job);

/* @name: msgid: what the printer's list of jobs says */
#define MDG_TABLE_JOB_KIND(name)                                                                                                 \
  {                                                                                                                              \
    .job_name = (name), .to_pdf = mdg_table_job_to_pdf, .suggest_name = mdg_table_job_suggest_name,                              \
    .count_pages = mdg_table_job_count_pages, .draw_page_on = mdg_table_job_draw_page_on, .across = TRUE,                        \
    .free_sheet = mdg_table_job_free                                                                                             \
  }

G_END_DECLS
