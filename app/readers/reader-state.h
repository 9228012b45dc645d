/* reader-state.h: how card readers (カードリーダー) stand, in so many words as a person acts differently on (G1), and what
 * changed since when, for whoever helps from afar. Nothing of a card but whether it is there. */
#pragma once

#include "platform/smartcard.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_READER_GONE, /* unplugged; only in the log */
  MDG_READER_EMPTY,
  MDG_READER_CARD,
  MDG_READER_CARD_MUTE,
  MDG_READER_CARD_IN_USE,
  /* of all of them, and of the service */
  MDG_READERS_LOOKING,
  MDG_READERS_NO_SERVICE,
  MDG_READERS_NONE,
  MDG_READERS_THERE
} MdgReaderState;

MdgReaderState mdg_reader_state (const MdgReader *reader);
MdgReaderState mdg_readers_state (MdgCardService service, GPtrArray *readers);

/* One change. */
typedef struct
{
  gint64 at;    /* seconds since 1970 */
  char *reader; /* (nullable): of the service */
  MdgReaderState state;
} MdgReaderChange;

/* The last changes, the oldest first; not thread-safe. */
typedef struct _MdgReaderLog MdgReaderLog;

#define MDG_READER_LOG_MAX 40

MdgReaderLog *mdg_reader_log_new (void);
void mdg_reader_log_free (MdgReaderLog *log);

/* Notes what is not as it was at the last call. @readers: (element-type MdgReader) */
void mdg_reader_log_note (MdgReaderLog *log, MdgCardService service, GPtrArray *readers, gint64 now);

/* (transfer none) (element-type MdgReaderChange) */
GPtrArray *mdg_reader_log_get (MdgReaderLog *log);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgReaderLog, mdg_reader_log_free)

G_END_DECLS
