/* result-files.h: result files as a face reader would write them (facts.md 1.3-1.6), for training and for tests: invented people,
 * every code value, Shift_JIS and UTF-8, elements in any order, and some that nobody knows. They come while the clinic is
 * open (診療時間), on weekdays and Saturday mornings. A file is a function of its number, of how many there are, the seed and the
 * time that they go back from. Any thread. */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

#define MDG_RESULT_FILES_MAX 1000000

/* Among so many of the first files each code value occurs. */
#define MDG_RESULT_FILES_ALL_CODES 96

typedef struct _MdgResultFiles MdgResultFiles;

/* @n of them over the last year at most, before @until (seconds since 1970 UTC). Errors: of the data file.
 * Returns: (transfer full) (nullable) */
MdgResultFiles *mdg_result_files_new (guint n, guint seed, gint64 until, GError **error);
void mdg_result_files_free (MdgResultFiles *files);

/* @number: below n; the oldest is 0. Returns: (transfer full) */
char *mdg_result_files_name (MdgResultFiles *files, guint number);

/* What stands in it, in its encoding. @personal: (nullable): what of it is about a person is added, UTF-8 strings:
 * what nobody else may keep. Returns: (transfer full) */
GBytes *mdg_result_files_content (MdgResultFiles *files, guint number, GPtrArray *personal);

/* Writes all of them into @folder, which is made when it is not there: each under a name that no watcher looks for, then
 * renamed, as the terminal does. Errors: as mdg_file_write(). */
gboolean mdg_result_files_write (MdgResultFiles *files, const char *folder, GError **error);

/* Takes away what was written into @folder, and then @folder itself when nothing else is in it; it need not be there. What is
 * held by another stays. */
void mdg_result_files_remove (const char *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgResultFiles, mdg_result_files_free)

G_END_DECLS
