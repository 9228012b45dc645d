/* picture-sheet.h: a picture to hand out: on paper, as PDF, SVG or PNG (E3, E5). It is made by one thread and may then be drawn
 * by another. */
#pragma once

#include <cairo.h>

#include "core/secret.h"

G_BEGIN_DECLS

typedef struct _MdgPictureSheet MdgPictureSheet;

/* What is on it: black on white. A picture is opened, drawn and closed by one thread. */
typedef struct
{
  gpointer (*open) (gpointer data, double *width, double *height); /* how large it is, in points */
  void (*draw) (gpointer picture, cairo_t *cr);
  void (*close) (gpointer picture);
  GDestroyNotify free_data;
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

/* On a page of that size, as large as fits, with title and foot. */
void mdg_picture_sheet_draw (MdgPictureSheet *sheet, cairo_t *cr, double width, double height);

/* A4 across. Errors: MDG_ERROR_FAILED. Returns: (transfer full) (nullable): the file */
MdgSecret *mdg_picture_sheet_to_pdf (MdgPictureSheet *sheet, GError **error);

/* The picture alone. Errors: MDG_ERROR_FAILED. Returns: (transfer full) (nullable): the file */
GBytes *mdg_picture_sheet_to_svg (MdgPictureSheet *sheet, GError **error);

/* @scale: pixels to a point */
GBytes *mdg_picture_sheet_to_png (MdgPictureSheet *sheet, double scale, GError **error);

/* "Consent-flow_20261120.pdf". @ending: "pdf". Returns: (transfer full) */
char *mdg_picture_sheet_suggest_name (MdgPictureSheet *sheet, const char *ending);

G_END_DECLS
