/* flow-sheet.h: the picture of a consent flow (同意フロー) to hand out: on paper, as PDF, SVG or PNG (E5). It is made by one
 * thread and may then be drawn by another. */
#pragma once

#include <cairo.h>

#include "consent/walk.h"
#include "core/secret.h"

G_BEGIN_DECLS

typedef struct _MdgFlowSheet MdgFlowSheet;

/* Words are the caller's, in the language of the program. */
typedef struct
{
  const char *title;
  const char *line; /* which variant */
  const char *foot;
} MdgFlowSheetWords;

/* @flow: (transfer full). @walk: (nullable), of that or another flow of the same data: its way is lit. @made_at: seconds since
 * 1970. Returns: (transfer full) */
MdgFlowSheet *mdg_flow_sheet_new (MdgFlow *flow,
                                  const MdgFlowVariant *variant,
                                  const MdgWalk *walk,
                                  const MdgFlowSheetWords *words,
                                  gint64 made_at);
void mdg_flow_sheet_free (MdgFlowSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgFlowSheet, mdg_flow_sheet_free)

/* Black on white on a page of that size, with title and foot. */
void mdg_flow_sheet_draw (MdgFlowSheet *sheet, cairo_t *cr, double width, double height);

/* A4 across. Errors: MDG_ERROR_FAILED. Returns: (transfer full) (nullable): the file */
MdgSecret *mdg_flow_sheet_to_pdf (MdgFlowSheet *sheet, GError **error);

/* The picture alone. Errors: MDG_ERROR_FAILED. Returns: (transfer full) (nullable): the file */
GBytes *mdg_flow_sheet_to_svg (MdgFlowSheet *sheet, GError **error);

/* @scale: pixels to a point */
GBytes *mdg_flow_sheet_to_png (MdgFlowSheet *sheet, double scale, GError **error);

/* "Consent-flow_20261120.pdf". @ending: "pdf". Returns: (transfer full) */
char *mdg_flow_sheet_suggest_name (MdgFlowSheet *sheet, const char *ending);

G_END_DECLS
