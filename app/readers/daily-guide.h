/* daily-guide.h: what is done at the qualification terminal day by day (G3): power, screen lock, 無人運転 ⇔ 目視確認, opening
 * the three systems, for each maker of face readers; as [1] p.8-14 gives it, read from resources/guide/daily.json. What
 * the documents do not say is not in it. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MDG_READER_MAKERS_MAX 16

typedef struct
{
  char *id;
  char *name;
} MdgReaderMaker;

typedef struct
{
  guint makers; /* bits (1 << index of the maker): whom it is for */
  char *picture; /* one of resources/icons/terminal */
  char *text;
} MdgDailyStep;

typedef struct
{
  char *id;
  char *title;
  char *warning; /* (nullable) */
  guint page;    /* of the source */
  guint makers;
  GPtrArray *steps; /* (element-type MdgDailyStep) */
} MdgDailyChapter;

typedef struct
{
  char *source;        /* the document's name */
  char *checked;       /* as of when, "2026-11" */
  GPtrArray *makers;   /* (element-type MdgReaderMaker) */
  GPtrArray *chapters; /* (element-type MdgDailyChapter) */
} MdgDailyGuide;

/* @language: "ja", anything else: English. Returns: (transfer full) */
MdgDailyGuide *mdg_daily_guide_new (const char *language);
void mdg_daily_guide_free (MdgDailyGuide *guide);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgDailyGuide, mdg_daily_guide_free)

G_END_DECLS
