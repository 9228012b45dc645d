/* form.h: the parts of which every sheet for people is made (UI.md "Paper"): title, warning, fields,
 * steps, foot. Words are the caller's, in the language of the program. One form is used by one thread. */
#pragma once

#include "paper/paper.h"

G_BEGIN_DECLS

#define MDG_FORM_WIDTH (MDG_PAPER_WIDTH - 2 * MDG_PAPER_MARGIN)
#define MDG_FORM_HEADING 13.0
#define MDG_FORM_GUTTER 22.0  /* between columns */
#define MDG_FORM_SECTION 15.0 /* between two sections */
#define MDG_FORM_PADDING 11.0 /* inside a frame */

/* A page, and how far down it the text has come. */
typedef struct
{
  MdgPaper paper;
  double y;
} MdgForm;

typedef struct
{
  const char *name;
  const char *value; /* (nullable): then a line to write on */
  int max_lines;     /* at the large size */
  gboolean code;     /* in a face in which no letter is taken for another */
} MdgFormField;

/* @layouts: (nullable): of mdg_paper_layouts_new() */
void mdg_form_begin (MdgForm *form, cairo_t *cr, GHashTable *layouts);
void mdg_form_end (MdgForm *form);

/* "2026-11-20 (Fri) 14:05" in the language of the program, in local time. @wall: seconds since 1970.
 * Returns: (transfer full) */
char *mdg_form_time (gint64 wall);

/* White on black over the whole width: 訓練. */
void mdg_form_bar (MdgForm *form, const char *text);
void mdg_form_title (MdgForm *form, const char *title, const char *system);

/* A frame with a padlock. */
void mdg_form_warning (MdgForm *form, const char *heading, const char *text);

/* A small name over a large value, set smaller when it would take more than @field's lines.
 * Returns: its height */
double
mdg_form_field (MdgForm *form, const MdgFormField *field, double x, double y, double width);

/* Numbered steps under a heading. */
void
mdg_form_steps (MdgForm *form, const char *heading, const char *const *steps, gsize n);

/* At the bottom of the page, over its whole width. Returns: where it begins */
double mdg_form_foot (MdgForm *form, const char *left, const char *right);

/* The same for a sheet: the institution at the left (@code, @name: (nullable)); at the right @training
 * ((nullable): the word for it), the day and the page number. @page: from 1, of the @n_pages that are handed out together. */
double mdg_form_sheet_foot (MdgForm *form, const char *code, const char *name, const char *training, const char *day,
                            guint page, guint n_pages);

G_END_DECLS
