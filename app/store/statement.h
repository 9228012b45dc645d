/* statement.h: a prepared statement. Parameters and columns count from 0. */
#pragma once

#include "store/database.h"
#include "core/secret.h"

G_BEGIN_DECLS

typedef struct _MdgStatement MdgStatement;

/* Returns: (transfer full) (nullable) */
MdgStatement *mdg_statement_new (MdgDatabase *database, const char *sql, GError **error);
void mdg_statement_free (MdgStatement *statement);

/* Strings and blobs are copied. A NULL string or blob binds NULL. */
void mdg_statement_bind_int (MdgStatement *statement, int index, gint64 value);
void mdg_statement_bind_text (MdgStatement *statement, int index, const char *text);
void mdg_statement_bind_blob (MdgStatement *statement, int index, const void *data, gsize length);

/* Steps. @row: (out) (optional): whether there is a row. Returns: FALSE with @error on failure. */
gboolean mdg_statement_step (MdgStatement *statement, gboolean *row, GError **error);

/* For statements without rows: step, then reset and clear the bindings. */
gboolean mdg_statement_run (MdgStatement *statement, GError **error);

/* The same for a change of rows that must be there. @what: what they are, in the log. Errors: MDG_ERROR_NOT_FOUND: it changed none */
gboolean mdg_statement_change (MdgStatement *statement, const char *what, GError **error);
void mdg_statement_reset (MdgStatement *statement);

/* Columns of the current row; valid until the next step. */
gint64 mdg_statement_get_int (MdgStatement *statement, int column);
const char *mdg_statement_get_text (MdgStatement *statement, int column);
const void *mdg_statement_get_blob (MdgStatement *statement, int column, gsize *length);
gboolean mdg_statement_is_null (MdgStatement *statement, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgStatement, mdg_statement_free)

G_END_DECLS
