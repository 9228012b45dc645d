/* reader-lines.h: how card readers (カードリーダー) stand and stood, line by line, for whoever helps from afar: for the sheet, and for
 * サポート用の情報. Nothing of a card but whether it is there. */
#pragma once

#include "readers/reader-state.h"

G_BEGIN_DECLS

typedef struct
{
  char *when;         /* "Now", or when it came about */
  char *reader;       /* (nullable): of the service */
  const char *state;  /* static */
  const char *advice; /* (nullable): static; of what is now */
} MdgReaderLine;

/* As it is now, then what changed, the newest first. @watch, @log: only looked at. Returns: (transfer full) (element-type
 * MdgReaderLine) */
GPtrArray *mdg_reader_lines_new (MdgReaderWatch *watch, MdgReaderLog *log);

G_END_DECLS
