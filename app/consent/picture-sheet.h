/* picture-sheet.h: a picture to hand out: on paper, as PDF, SVG or PNG (E3, E5). It is made by one thread and may then be drawn
 * by another.
 *
 * On paper no text of it is smaller than 11 pt (UI.md "Paper"). Made to fit one A4 sheet, the streams and the flows would have
 * letters of 6 pt, which nobody reads at a counter; so a picture that does not fit is divided among as many sheets as it takes,
 * all at one scale and cut between its boxes, to be laid side by side. A small plan at the upper right of each shows which part
 * it is; dashed lines are where the next one joins. A3 takes fewer; most pictures fit on two. The paper lies across, unless they
 * are fewer upright. In one piece, whatever the
 * size, there are SVG and PNG. */
#pragma once

#include <cairo.h>

#include "consent/flow-layout.h"
#include "core/secret.h"

G_BEGIN_DECLS

typedef struct _MdgPictureSheet MdgPictureSheet;

/* What is on it: black on white. A picture is opened, drawn and closed by one thread. */
typedef struct
{
  /* @on_paper: it may be made otherwise to fit there. @width, @height: (out): how large it is, in points */
  gpointer (*open) (gpointer data, gboolean on_paper, double *width, double *height);
  void (*draw) (gpointer picture, cairo_t *cr);
  void (*list_blocks) (gpointer picture, GArray *blocks); /* adds what must not be cut, MdgFlowRect */
  void (*close) (gpointer picture);
  GDestroyNotify free_data;
  double smallest; /* its smallest text, points */
} MdgPictureKind;

/* Words are the caller's, in the language of the program. */
typedef struct
{
  const char *title;
  const char *line; /* which of them */
  const char *foot;
} MdgPictureWords;

/* @kind: static. @data: (transfer full). @file: what a file of it is called, "Consent-flow". @made_at: seconds since 1970.
 * Returns: (transfer full) */
MdgPictureSheet *mdg_picture_sheet_new (const MdgPictureKind *kind,
                                        gpointer data,
                                        const char *file,
                                        const MdgPictureWords *words,
                                        gint64 made_at);
void mdg_picture_sheet_free (MdgPictureSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPictureSheet, mdg_picture_sheet_free)

/* The paper of the PDF, and what a printer's dialog begins with: A3, or else A4. */
void mdg_picture_sheet_set_a3 (MdgPictureSheet *sheet, gboolean a3);

/* @width, @height: (out): of it, in points, as it is turned */
void mdg_picture_sheet_get_paper (MdgPictureSheet *sheet, double *width, double *height);

/* How many pages it takes on paper of @width x @height points. */
guint mdg_picture_sheet_count_pages (MdgPictureSheet *sheet, double width, double height);

/* Draws @page, from 0, on such paper, with title and foot. */
void mdg_picture_sheet_draw_page (
    MdgPictureSheet *sheet, guint page, cairo_t *cr, double width, double height);

/* Errors: MDG_ERROR_FAILED. Returns: (transfer full) (nullable): the file */
MdgSecret *mdg_picture_sheet_to_pdf (MdgPictureSheet *sheet, GError **error);

/* The picture alone. Errors: MDG_ERROR_FAILED. Returns: (transfer full) (nullable): the file */
GBytes *mdg_picture_sheet_to_svg (MdgPictureSheet *sheet, GError **error);

/* @scale: pixels to a point */
GBytes *mdg_picture_sheet_to_png (MdgPictureSheet *sheet, double scale, GError **error);

/* "Consent-flow_20261120.pdf". @ending: "pdf". Returns: (transfer full) */
char *mdg_picture_sheet_suggest_name (MdgPictureSheet *sheet, const char *ending);

G_END_DECLS
