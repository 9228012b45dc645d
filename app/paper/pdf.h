/* pdf.h: a page of paper as a PDF in memory; it holds secrets, so it is in no file and is wiped. */
#pragma once

#include <cairo.h>
#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

/* Draws the page, in points. */
typedef void (*MdgPdfDraw) (cairo_t *cr, gpointer data);

/* One A4 page (MDG_PAPER_WIDTH x MDG_PAPER_HEIGHT) that @draw draws. @title: the document's; @made_at:
 * seconds since 1970, goes into it in UTC. The same page and time give the same bytes. Errors:
 * MDG_ERROR_FAILED. Any thread. Returns: (transfer full) (nullable): the file's bytes */
MdgSecret *
mdg_pdf_make (const char *title, gint64 made_at, MdgPdfDraw draw, gpointer data, GError **error);

/* Draws @page, from 0. Returns: FALSE with @error to give up */
typedef gboolean (*MdgPdfDrawPage) (cairo_t *cr, guint page, gpointer data, GError **error);

/* The same of @n_pages pages of @width x @height points. Errors: MDG_ERROR_FAILED, those of @draw. */
MdgSecret *mdg_pdf_make_pages (const char *title,
                               gint64 made_at,
                               double width,
                               double height,
                               guint n_pages,
                               MdgPdfDrawPage draw,
                               gpointer data,
                               GError **error);

/* What a sheet's file is called: "Account_WA000001_20261120.pdf". Of @id, which may be a stranger's word, letters and
 * digits only. @made_at: seconds since 1970. Returns: (transfer full) */
char *mdg_pdf_file_name (const char *begin, const char *id, gint64 made_at);

G_END_DECLS
