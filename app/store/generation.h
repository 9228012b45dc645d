/* generation.h: earlier states of a database (世代), each a whole file of its own in the folder "generations" beside it: one before
 * each migration, one a day of work; complete or absent. Of the days the last five are kept and, of the eight weeks before, the
 * last of each; of migrations the last two. What was sealed in the database is sealed in them, under the same wraps: after a
 * change of the passphrase those go that the old one opens (renewal.h). */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

#define MDG_GENERATIONS_FOLDER "generations"
#define MDG_GENERATIONS_DAMAGED "damaged-" /* folders beside the file; the time follows */
#define MDG_GENERATIONS_DAYS 5
#define MDG_GENERATIONS_WEEKS 8
#define MDG_GENERATIONS_MIGRATIONS 2

typedef struct
{
  char *path;
  gint64 taken_at; /* seconds since 1970 */
  gint64 version;  /* before the migration from which it was taken; 0: of a day */
} MdgGeneration;

MdgGeneration *mdg_generation_copy (const MdgGeneration *generation);
void mdg_generation_free (MdgGeneration *generation);

/* Keeps @database as it is now and forgets what is too old. Not in a transaction. @when: seconds since 1970. Errors: those of
 * the database and of mdg_file_write(); then everything is as before. Blocks. */
gboolean mdg_generation_take (MdgDatabase *database, gint64 when, GError **error);

/* The same before a migration from @version. */
gboolean mdg_generation_take_before (MdgDatabase *database, gint64 version, GError **error);

/* Whether the last one of @file is a day old, or there is none. */
gboolean mdg_generation_is_due (const char *file, gint64 when);

/* Takes one, then removes all others. @n_left: (out): how many of those stay, on an error; 1 where nobody can say. */
gboolean mdg_generation_renew (MdgDatabase *database, gint64 when, guint *n_left, GError **error);

/* Removes all of the database @file. Errors: of the one that stays. */
gboolean mdg_generation_forget_all (const char *file, GError **error);

/* All of the database @file, the newest first; none is looked into. Errors: MDG_ERROR_FAILED: the folder is there, but nobody can say what
 * is in it. Returns: (transfer full) (nullable) (element-type MdgGeneration) */
GPtrArray *mdg_generation_list (const char *file, GError **error);

/* The newest one that is sound, of this application and of at most version @newest. Errors: MDG_ERROR_NOT_FOUND, those of
 * mdg_generation_list(). Blocks. Returns: (transfer full) (nullable) */
MdgGeneration *mdg_generation_find_sound (const char *file, gint32 application_id, int newest, GError **error);

/* Puts @generation in the place of @file, which nobody has open, and what lay there in a folder beside it; killed in the middle, either
 * the old or the restored file is there, and the old one kept. Wrong passphrases that the old one counts stay counted (vault-tries.h). Returns: (transfer full) (nullable): that folder; NULL with an
 * error as of mdg_file_write() */
char *mdg_generation_restore (const char *file, const MdgGeneration *generation, gint64 when, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgGeneration, mdg_generation_free)

G_END_DECLS
