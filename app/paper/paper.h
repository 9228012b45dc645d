/* paper.h: text and lines on a page of paper (UI.md "Paper"): black, in points, at least 11 pt. For
 * every feature's sheets, and for what the training service issues. One Paper is used by one thread.
 */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

#define MDG_PAPER_WIDTH 595.276 /* A4, points */
#define MDG_PAPER_HEIGHT 841.890
#define MDG_PAPER_MARGIN 42.520 /* 15 mm */
#define MDG_PAPER_SMALLEST 11.0 /* points */

typedef struct
{
  cairo_t *cr;
  PangoContext *context; /* owned */
  GPtrArray *runs;       /* owned: a PDF's text, drawn when all of it is known; NULL for no PDF */
  GHashTable *layouts;   /* (nullable) owned: of mdg_paper_layouts_new() */
} MdgPaper;

/* How a piece of text is set. */
typedef struct
{
  double size; /* points */
  gboolean bold;
  gboolean mono; /* a face in which 0 and O, 1, l and I differ */
  double width;  /* points to wrap at; 0: one line as long as it is */
  int max_lines; /* 0: any; what does not fit ends in an ellipsis */
  PangoAlignment align;
} MdgTextStyle;

/* @layouts: (nullable): of mdg_paper_layouts_new() */
void mdg_paper_init (MdgPaper *paper, cairo_t *cr, GHashTable *layouts);

/* What was laid out on one paper, for another of the same content and thread: laying out is half of
 * the work of a page. Returns: (transfer full) */
GHashTable *mdg_paper_layouts_new (void);

/* Makes what is drawn on an A4 page fit paper of @width x @height points: A4 as it is, any other
 * smaller or larger, in the middle. Inside the caller's cairo_save(). */
void mdg_paper_fit (cairo_t *cr, double width, double height);

/* Ends a page: in a PDF its text comes now, over all else, in fonts that hold what it needs. */
void mdg_paper_finish (MdgPaper *paper);

void mdg_paper_clear (MdgPaper *paper);

/* Returns: (transfer full): a layout in @style; the same on every kind of surface */
PangoLayout *
mdg_paper_layout (MdgPaper *paper, const char *text, gssize length, const MdgTextStyle *style);

/* In points. */
double mdg_paper_layout_width (PangoLayout *layout);

/* Draws @layout, made by mdg_paper_layout(), with its upper left corner at the current point. */
void mdg_paper_show (MdgPaper *paper, PangoLayout *layout);

/* Draws @text with its upper left corner at (x, y) in the current colour. Returns: its height */
double
mdg_paper_text (MdgPaper *paper, double x, double y, const char *text, const MdgTextStyle *style);

/* The height that mdg_paper_text() would return. */
double mdg_paper_text_height (MdgPaper *paper, const char *text, const MdgTextStyle *style);

/* A horizontal line from @x, @width long. */
void mdg_paper_rule (MdgPaper *paper, double x, double y, double width, double thickness);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MdgPaper, mdg_paper_clear)

G_END_DECLS
