/* database.h: a SQLite connection: WAL, foreign keys, synchronous FULL (DESIGN decision 6). Belongs
 * to one thread at a time. */
#pragma once

#include <sqlite3.h>
#include "core/error.h"

G_BEGIN_DECLS

typedef struct _MdgDatabase MdgDatabase;

/* One step of the schema: the statements that bring version (n-1) to n. */
typedef struct
{
  const char *resource; /* path of a GResource holding SQL */
} MdgMigration;

/* Opens or creates @path (NULL: in memory, for tests) and brings it to the newest version, each step
 * in one transaction; user_version is the version, @application_id marks the file as ours. Before the first step a
 * file that holds something is kept as it was (generation.h).
 * A file that is not SQLite, fails its quick check or bears another application id is
 * MDG_ERROR_DAMAGED; one of a newer version MDG_ERROR_TOO_NEW; in neither case is it written to.
 * Also: MDG_ERROR_READ_ONLY, _NO_SPACE, _IN_USE, _NOT_FOUND (no such folder). One connection has the
 * file to itself until it is closed or its process ends, even by kill -9; a second is refused with
 * IN_USE. Nothing else in this process may open the file meanwhile: on POSIX, closing it drops the lock.
 * Returns: (transfer full) (nullable) */
MdgDatabase *mdg_database_open (const char *path, gint32 application_id,
                                const MdgMigration *migrations, int n_migrations, GError **error);
/* No statement of it is in use any more; if one is, that is a fault of the program, and the file is let go of when
 * the last one is given back. */
void mdg_database_close (MdgDatabase *database);

/* A statement for @sql, unbound, whichever was made for it before or a new one; given back when it is done with (reset
 * and unbound there). For statement.h. Returns: (nullable) */
sqlite3_stmt *mdg_database_prepare (MdgDatabase *database, const char *sql, GError **error);
void mdg_database_put_back (MdgDatabase *database, sqlite3_stmt *handle);

/* Runs SQL without results. */
gboolean mdg_database_exec (MdgDatabase *database, const char *sql, GError **error);

/* BEGIN IMMEDIATE, COMMIT, ROLLBACK. A failed commit rolls back. */
gboolean mdg_database_begin (MdgDatabase *database, GError **error);
gboolean mdg_database_commit (MdgDatabase *database, GError **error);
void mdg_database_rollback (MdgDatabase *database);

gint64 mdg_database_last_rowid (MdgDatabase *database);
gint64 mdg_database_changes (MdgDatabase *database);

sqlite3 *mdg_database_get_handle (MdgDatabase *database);

/* (nullable): in memory */
const char *mdg_database_get_path (MdgDatabase *database);

/* The error for SQLite's last result on @database, with the right MdgErrorCode. */
GError *mdg_database_error (MdgDatabase *database, const char *what);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgDatabase, mdg_database_close)

G_END_DECLS
