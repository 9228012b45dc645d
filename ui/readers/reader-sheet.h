/* reader-sheet.h: card readers (カードリーダー) on paper, for whoever helps from afar: which there are, how they stand and
 * stood, versions. Of cards only what kind the last one was: nothing that says whose it is. */
#pragma once

#include "paper/table-sheet.h"
#include "readers/reader-state.h"

G_BEGIN_DECLS

/* @watch, @log: only looked at. @last_check: (nullable): what the last card check came to. @now: seconds since 1970.
 * Returns: (transfer full) */
MdgTableSheet *mdg_reader_sheet_new (
    MdgReaderWatch *watch, MdgReaderLog *log, const char *last_check, gint64 now, gboolean training);

G_END_DECLS
