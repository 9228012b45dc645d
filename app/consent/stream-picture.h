/* stream-picture.h: draws the streams of receptions (E3) on any cairo surface: the window, paper, PDF, SVG, PNG. One picture is
 * used by one thread. */
#pragma once

#include "consent/flow-picture.h"
#include "consent/picture-sheet.h"
#include "consent/stream-layout.h"

G_BEGIN_DECLS

/* In the language of the program; static strings. */
typedef struct
{
  const char *stations[MDG_STATIONS];
  const char *nodes[MDG_N_NODES];
  char *(*count) (gint64 n, gint64 of); /* "1,234 (56 %)". Returns: (transfer full) */
} MdgStreamWords;

typedef struct _MdgStreamPicture MdgStreamPicture;

/* @totals: with at least one reception; copied. @words: copied. @height: MDG_STREAM_HEIGHT or _LOW. Returns: (transfer full) */
MdgStreamPicture *
mdg_stream_picture_new (const MdgReceptionTotals *totals, const MdgStreamWords *words, double height);
void mdg_stream_picture_free (MdgStreamPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgStreamPicture, mdg_stream_picture_free)

/* In points, at zoom 1. (transfer none) */
const MdgStreamLayout *mdg_stream_picture_get_layout (const MdgStreamPicture *picture);

/* Draws all of it at its size in user space, without filling what is behind. @lit: the streams to and from it stand out;
 * MDG_N_NODES: none */
void mdg_stream_picture_draw (MdgStreamPicture *picture, cairo_t *cr, const MdgFlowLook *look, MdgReceptionNode lit);

/* The picture to hand out; as mdg_picture_sheet_new(). Returns: (transfer full) */
MdgPictureSheet *mdg_stream_sheet_new (const MdgReceptionTotals *totals,
                                       const MdgStreamWords *words,
                                       const MdgPictureWords *sheet_words,
                                       gint64 made_at);

G_END_DECLS
