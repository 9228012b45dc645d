/* card-text.h: what the card check (G2) found, in a person's words: what is so, why, and what to do next. */
#pragma once

#include "readers/card-check.h"
#include "widgets/status-row.h"

G_BEGIN_DECLS

/* One thing that was looked at: the card, its PIN, its certificate. */
typedef struct
{
  MdgStatusKind kind;
  const char *name; /* static */
  char *title;
  char *detail; /* (nullable) */
} MdgCardLine;

/* In the language of the process. @now: seconds since 1970. Returns: (transfer full) (element-type MdgCardLine) */
GPtrArray *mdg_card_text_new (const MdgCardCheck *check, gint64 now);

/* What kind of card it is, and nothing else. Static. */
const char *mdg_card_text_kind (MdgCardKind kind);

G_END_DECLS
