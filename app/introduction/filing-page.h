/* filing-page.h: a form of [4] as a page (D5): the words where the original has them, what was entered in its fields, on a bare
 * cairo_t in points. What is longer than its field is set smaller and broken, never outside of it. One page is used by one thread. */
#pragma once

#include <cairo.h>

#include "introduction/filing-draft.h"

G_BEGIN_DECLS

typedef struct _MdgFilingPage MdgFilingPage;

/* @side: (nullable): the option of MDG_FIELD_KIND that is encircled on 別紙1 (医科, 歯科, 薬局). @made_at: seconds since 1970.
 * Returns: (transfer full) */
MdgFilingPage *mdg_filing_page_new (MdgFilingGuide *guide,
                                    MdgFilingForm form,
                                    const MdgFilingDraft *draft,
                                    const char *side,
                                    gint64 made_at);

/* 記載例: filled as the document's own example, in red, with its notes. Returns: (transfer full) */
MdgFilingPage *mdg_filing_page_new_example (MdgFilingGuide *guide, MdgFilingForm form);
void mdg_filing_page_free (MdgFilingPage *page);

/* The sides for which 別紙1 is made: of 医科・歯科併設 two ([4] 第1 1 ※2), else one, which is NULL where nothing is chosen. @number:
 * from 0. @side: (out) (nullable): owned by @guide. Returns: whether there is one of that number */
gboolean mdg_filing_side (const MdgFilingGuide *guide, const MdgFilingDraft *draft, guint number, const char **side);

/* Draws the page; (0,0) is the paper's upper left corner. @marked: a field whose places are set off, MDG_N_FIELDS: none.
 * @layouts: (nullable): of mdg_paper_layouts_new() */
void mdg_filing_page_draw (MdgFilingPage *page, cairo_t *cr, GHashTable *layouts, MdgFilingFieldId marked);

/* On paper of @width x @height points: A4 as it is, any other made to fit. */
void mdg_filing_page_draw_on (MdgFilingPage *page, cairo_t *cr, double width, double height);

/* Where @field stands first: from the page's top, points. Returns: FALSE where it does not stand on it */
gboolean mdg_filing_page_find (MdgFilingPage *page, MdgFilingFieldId field, double *top, double *bottom);

/* Whether all of what was entered is to be read: nothing had to be cut short. */
gboolean mdg_filing_page_holds_all (MdgFilingPage *page);

/* Errors: MDG_ERROR_FAILED. Blocks; any thread. Returns: (transfer full) (nullable): the file's bytes */
MdgSecret *mdg_filing_page_to_pdf (MdgFilingPage *page, GError **error);

/* A file name: which form, whose side, the day. Returns: (transfer full) */
char *mdg_filing_page_suggest_name (MdgFilingPage *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgFilingPage, mdg_filing_page_free)

G_END_DECLS
