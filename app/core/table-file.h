/* table-file.h: a table into a CSV file of any length: rows are made on the main thread as they come and written by another, so
 * that what is on its way takes little memory. The file is complete or as it was before. Main thread. */
#pragma once

#include "core/table-text.h"

G_BEGIN_DECLS

typedef struct _MdgTableFile MdgTableFile;

/* Begins to write @path. @encoding: MDG_TABLE_UTF8_BOM or MDG_TABLE_CP932. @callback: called once after the end, when the
 * file is there or is not. Returns: (transfer full) */
MdgTableFile *mdg_table_file_open (const char *path, MdgTableEncoding encoding, GAsyncReadyCallback callback,
                                   gpointer data);
MdgTableFile *mdg_table_file_ref (MdgTableFile *file);
void mdg_table_file_unref (MdgTableFile *file);

/* One row, as mdg_table_writer_add(); written with the next push. */
gboolean mdg_table_file_add (MdgTableFile *file, const char *const *cells, MdgTableFault *fault, GError **error);
void mdg_table_file_push (MdgTableFile *file);

/* Whether the writing has failed: nobody need go on making rows. */
gboolean mdg_table_file_is_broken (MdgTableFile *file);

/* The rows met with @error (transfer full): there will be no file, and the finish fails with it, or with the one of a
 * later call. Rows may be added on, to see which others cannot be. */
void mdg_table_file_fail (MdgTableFile *file, GError *error);

/* There are no more rows; @error: (nullable) (transfer full): for mdg_table_file_fail(). Necessary. */
void mdg_table_file_end (MdgTableFile *file, GError *error);

/* For @callback. Errors: what the rows met with; as mdg_file_write(). */
gboolean mdg_table_file_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTableFile, mdg_table_file_unref)

G_END_DECLS
