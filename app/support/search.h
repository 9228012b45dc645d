/* search.h: one search over contacts, steps, guides, errors and helps (H2): what a person takes for the same is the same (width, kana, case; see
 * mdg_text_fold()). One thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_SEARCH_CONTACT,
  MDG_SEARCH_TOPIC,
  MDG_SEARCH_STEP,
  MDG_SEARCH_GUIDE,
  MDG_SEARCH_ERROR, /* a sentence in which the program says what went wrong */
  MDG_SEARCH_HELP   /* what 《?》 says */
} MdgSearchKind;

typedef struct
{
  MdgSearchKind kind;
  char *title;
  char *text;   /* what else is said there */
  char *target; /* where it is; the caller's word */
} MdgSearchItem;

typedef struct _MdgSearch MdgSearch;

MdgSearch *mdg_search_new (void);
void mdg_search_free (MdgSearch *search);

/* @text: (nullable) */
void mdg_search_add (MdgSearch *search, MdgSearchKind kind, const char *title, const char *text, const char *target);

/* The first item added with that target. (nullable) */
const MdgSearchItem *mdg_search_get (MdgSearch *search, const char *target);

/* All items, in the order in which they were added. Returns: (transfer container) (element-type MdgSearchItem) */
GPtrArray *mdg_search_list (MdgSearch *search);

/* The items in which every word of @query occurs, those whose titles have them first, else in the order they were added; all of
 * nothing is nothing. A word of digits and hyphens finds a number with other hyphens. Returns: (transfer container)
 * (element-type MdgSearchItem) */
GPtrArray *mdg_search_find (MdgSearch *search, const char *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgSearch, mdg_search_free)

G_END_DECLS
