/* database-file.h: what can be said of a database file before SQLite may touch it. Used by
 * database.c only. */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;       /* canonical; claimed by this process until it is cleared */
  gboolean had_wal; /* there was a write-ahead log before we came */
} MdgDatabaseFile;

/* Claims @path for one connection of this process and looks at it with plain reads; makes an empty
 * file of mode 0600 when there is none. @application_id, @newest: what the file should bear.
 * Errors: MDG_ERROR_IN_USE (this process has it open), _DAMAGED, _TOO_NEW, _READ_ONLY, _NO_SPACE,
 * _NOT_FOUND (no such folder). The file is not changed. */
gboolean mdg_database_file_claim (MdgDatabaseFile *file,
                                  const char *path,
                                  gint32 application_id,
                                  int newest,
                                  GError **error);

/* Takes away the empty log which SQLite makes on looking. Call while the lock is still held. */
void mdg_database_file_remove_new_wal (MdgDatabaseFile *file);

/* Gives up the claim. */
void mdg_database_file_clear (MdgDatabaseFile *file);

G_END_DECLS
