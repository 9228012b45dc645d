/* reader-text.h: how a card reader (カードリーダー) stands, in a person's words: what is so, why, and what to do next (G1). */
#pragma once

#include "readers/reader-state.h"
#include "widgets/status-row.h"

G_BEGIN_DECLS

typedef struct
{
  MdgStatusKind kind;
  const char *title;
  const char *detail; /* (nullable): cause and next action */
} MdgReaderText;

/* In the language of the process; static. */
MdgReaderText mdg_reader_text (MdgReaderState state);

G_END_DECLS
