/* table-job.c: a table in a sheet printer's hands.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "print/table-job.h"

#include <glib/gi18n.h>

#include "dates.h"

struct _MdgTableJob
{
  MdgTableSheet *table;
  const char *stem;
  GCancellable *cancellable;
  int n_drawn; /* atomic: pages */
};

MdgTableJob *
mdg_table_job_new (MdgTableSheet *table, const char *stem, GCancellable *cancellable)
{
  MdgTableJob *job = g_new0 (MdgTableJob, 1);

  job->table = table;
  job->stem = stem;
  job->cancellable = g_object_ref (cancellable);
  return job;
}

char *
mdg_table_job_describe (MdgTableJob *job)
{
  g_autofree char *pages = mdg_count_text (g_atomic_int_get (&job->n_drawn));

  return g_strdup_printf (_ ("Making the pages… %s so far"), pages);
}

MdgSecret *
mdg_table_job_to_pdf (gpointer data, GError **error)
{
  MdgTableJob *job = data;

  return mdg_table_sheet_to_pdf (job->table, job->cancellable, &job->n_drawn, error);
}

char *
mdg_table_job_suggest_name (gpointer data)
{
  MdgTableJob *job = data;

  return mdg_table_sheet_suggest_name (job->table, job->stem);
}

guint
mdg_table_job_count_pages (gpointer job, double width, double height)
{
  return mdg_table_sheet_count_pages (((MdgTableJob *)job)->table);
}

void
mdg_table_job_draw_page_on (gpointer job, guint page, cairo_t *cr, double width, double height)
{
  mdg_table_sheet_draw_page_on (((MdgTableJob *)job)->table, page, cr, width, height);
}

void
mdg_table_job_free (gpointer data)
{
  MdgTableJob *job = data;

  mdg_table_sheet_free (job->table);
  g_object_unref (job->cancellable);
  g_free (job);
}
