/* generation.c: earlier states of a database.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/generation.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/file.h"
#include "store/statement.h"
#include "store/vault-tries.h"

#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif
#ifndef O_BINARY
#define O_BINARY 0
#endif

#define SUFFIX ".sqlite"
#define STAMP "%Y%m%dT%H%M%SZ"
#define DAY_SECONDS (24 * 60 * 60)
#define WEEK_SECONDS (7 * DAY_SECONDS)
#define BEFORE "before-"
#define TRIES 100
#define PIECE (64 * 1024)

MdgGeneration *
mdg_generation_copy (const MdgGeneration *generation)
{
  MdgGeneration *copy = g_memdup2 (generation, sizeof *generation);

  copy->path = g_strdup (generation->path);
  return copy;
}

void
mdg_generation_free (MdgGeneration *generation)
{
  if (generation == NULL)
    return;
  g_free (generation->path);
  g_free (generation);
}

/* names --------------------------------------------------------------------------------------- */

static char *
folder_of (const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);

  return g_build_filename (folder, MDG_GENERATIONS_FOLDER, NULL);
}

/* What the name of each of @file's generations begins with: "cache-". Returns: (transfer full) */
static char *
prefix_of (const char *file)
{
  g_autofree char *name = g_path_get_basename (file);

  if (g_str_has_suffix (name, SUFFIX))
    name[strlen (name) - strlen (SUFFIX)] = '\0';
  return g_strconcat (name, "-", NULL);
}

static char *
stamp_of (gint64 when)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (when);

  return time != NULL ? g_date_time_format (time, STAMP) : g_strdup ("0");
}

/* "20261122T074455Z" as seconds since 1970; 0: it is no such stamp */
static gint64
read_stamp (const char *text)
{
  int year, month, day, hour, minute, second, end = 0;
  g_autoptr (GDateTime) time = NULL;

  if (sscanf (text, "%4d%2d%2dT%2d%2d%2dZ%n", &year, &month, &day, &hour, &minute, &second, &end)
          != 6
      || end != 16 || strcmp (text + end, SUFFIX) != 0)
    return 0;
  time = g_date_time_new_utc (year, month, day, hour, minute, second);
  return time != NULL ? g_date_time_to_unix (time) : 0;
}

/* @name: without its prefix. Returns: (transfer full) (nullable) */
static MdgGeneration *
recognise (const char *folder, const char *whole, const char *name)
{
  MdgGeneration generation = { g_build_filename (folder, whole, NULL), 0, 0 };
  GStatBuf info;

  if (g_str_has_prefix (name, BEFORE))
    {
      generation.version = g_ascii_strtoll (name + strlen (BEFORE), NULL, 10) - 1;
      if (generation.version > 0 && g_stat (generation.path, &info) == 0)
        generation.taken_at = (gint64)info.st_mtime;
    }
  else
    generation.taken_at = read_stamp (name);
  if (generation.taken_at > 0)
    return g_memdup2 (&generation, sizeof generation);
  g_free (generation.path);
  return NULL;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const MdgGeneration *one = *(const MdgGeneration *const *)a;
  const MdgGeneration *other = *(const MdgGeneration *const *)b;

  if (one->taken_at != other->taken_at)
    return one->taken_at < other->taken_at ? 1 : -1;
  return strcmp (one->path, other->path);
}

GPtrArray *
mdg_generation_list (const char *file, GError **error)
{
  GPtrArray *generations = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_generation_free);
  g_autofree char *folder = folder_of (file);
  g_autofree char *prefix = prefix_of (file);
  g_autoptr (GError) fault = NULL;
  g_autoptr (GDir) directory = g_dir_open (folder, 0, &fault);
  const char *name;

  if (directory == NULL && !g_error_matches (fault, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "%s", fault->message);
      g_ptr_array_unref (generations);
      return NULL;
    }
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      MdgGeneration *generation = NULL;

      if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, SUFFIX))
        generation = recognise (folder, name, name + strlen (prefix));
      if (generation != NULL)
        g_ptr_array_add (generations, generation);
    }
  g_ptr_array_sort (generations, compare_newest_first);
  return generations;
}

gboolean
mdg_generation_is_due (const char *file, gint64 when)
{
  g_autoptr (GPtrArray) generations = mdg_generation_list (file, NULL);

  /* Where nobody can say, keeping one is tried, and tells why not. */
  for (guint i = 0; generations != NULL && i < generations->len; i++)
    {
      const MdgGeneration *generation = generations->pdata[i];

      /* A clock that was set back must not end all keeping. */
      if (generation->version == 0 && ABS (when - generation->taken_at) < DAY_SECONDS)
        return FALSE;
    }
  return TRUE;
}

/* forgetting ---------------------------------------------------------------------------------- */

/* Whether the one that comes next, from the newest to the oldest, is kept. */
typedef struct
{
  guint n_days;
  guint n_weeks;
  guint n_migrations;
  gint64 week; /* of the last that was kept */
} Keeping;

static gboolean
is_kept (Keeping *keeping, const MdgGeneration *generation)
{
  gint64 week = generation->taken_at / WEEK_SECONDS;

  if (generation->version > 0)
    return keeping->n_migrations++ < MDG_GENERATIONS_MIGRATIONS;
  if (keeping->n_days < MDG_GENERATIONS_DAYS)
    {
      keeping->n_days++;
      keeping->week = week;
      return TRUE;
    }
  if (week == keeping->week || keeping->n_weeks >= MDG_GENERATIONS_WEEKS)
    return FALSE;
  keeping->n_weeks++;
  keeping->week = week;
  return TRUE;
}

static void
forget_old (const char *file)
{
  g_autoptr (GPtrArray) generations = mdg_generation_list (file, NULL);
  Keeping keeping = { 0, 0, 0, -1 };

  for (guint i = 0; generations != NULL && i < generations->len; i++)
    {
      const MdgGeneration *generation = generations->pdata[i];

      if (!is_kept (&keeping, generation) && g_unlink (generation->path) != 0)
        g_info ("an old generation stays: %s", g_strerror (errno));
    }
}

/* taking -------------------------------------------------------------------------------------- */

static gboolean
vacuum_into (MdgDatabase *database, const char *path, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (database, "VACUUM INTO ?", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, path);
  return mdg_statement_run (statement, error);
}

static gboolean
flush (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC | O_BINARY, 0);
  gboolean flushed;

  if (fd < 0)
    {
      g_propagate_error (error, mdg_file_error_from_errno (errno, "flush", path));
      return FALSE;
    }
  flushed = mdg_file_flush (fd, path, error);
  g_close (fd, NULL);
  return flushed;
}

static gboolean
rename_file (const char *from, const char *to, GError **error)
{
  if (g_rename (from, to) == 0)
    return TRUE;
  g_propagate_error (error, mdg_file_error_from_errno (errno, "rename", from));
  return FALSE;
}

/* A new name in @folder that nobody holds: SQLite locks the file itself. Returns: (transfer full)
 * (nullable) */
static char *
temporary_in (const char *folder, GError **error)
{
  char *path = NULL;
  int fd;

  if (!mdg_file_make_folder (folder, error))
    return NULL;
  mdg_file_remove_leftovers (folder);
  fd = mdg_file_open_temporary (folder, &path, error);
  if (fd < 0 || mdg_file_close_temporary (fd, path, error))
    return path;
  g_unlink (path);
  g_free (path);
  return NULL;
}

static gboolean
take (MdgDatabase *database, const char *name, GError **error)
{
  const char *file = mdg_database_get_path (database);
  g_autofree char *folder = folder_of (file);
  g_autofree char *prefix = prefix_of (file);
  g_autofree char *whole = g_strconcat (prefix, name, SUFFIX, NULL);
  g_autofree char *path = g_build_filename (folder, whole, NULL);
  g_autofree char *temporary = temporary_in (folder, error);

  if (temporary == NULL)
    return FALSE;
  if (vacuum_into (database, temporary, error) && flush (temporary, error)
      && rename_file (temporary, path, error))
    {
      forget_old (file);
      return TRUE;
    }
  g_unlink (temporary);
  return FALSE;
}

gboolean
mdg_generation_take (MdgDatabase *database, gint64 when, GError **error)
{
  g_autofree char *stamp = stamp_of (when);

  g_return_val_if_fail (database != NULL && mdg_database_get_path (database) != NULL, FALSE);

  return take (database, stamp, error);
}

gboolean
mdg_generation_take_before (MdgDatabase *database, gint64 version, GError **error)
{
  g_autofree char *name = g_strdup_printf (BEFORE "%" G_GINT64_FORMAT, version + 1);

  g_return_val_if_fail (database != NULL && mdg_database_get_path (database) != NULL, FALSE);

  return take (database, name, error);
}

/* @stamp: (nullable): of the one that stays. One that cannot be removed keeps none of the others.
 * @n_left: (out): how many cannot be; 1 where nobody can say */
static gboolean
forget_others (const char *file, const char *stamp, guint *n_left, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (GPtrArray) generations = mdg_generation_list (file, &fault);

  *n_left = generations == NULL ? 1 : 0;
  for (guint i = 0; generations != NULL && i < generations->len; i++)
    {
      const MdgGeneration *generation = generations->pdata[i];

      if ((stamp != NULL && strstr (generation->path, stamp) != NULL)
          || g_unlink (generation->path) == 0)
        continue;
      ++*n_left;
      if (fault == NULL)
        fault = mdg_file_error_from_errno (errno, "remove", generation->path);
    }
  if (fault == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

gboolean
mdg_generation_renew (MdgDatabase *database, gint64 when, guint *n_left, GError **error)
{
  const char *file = mdg_database_get_path (database);
  g_autofree char *stamp = stamp_of (when);
  g_autoptr (GPtrArray) left = NULL;

  if (mdg_generation_take (database, when, error))
    return forget_others (file, stamp, n_left, error);
  left = mdg_generation_list (file, NULL);
  *n_left = left != NULL ? left->len : 1;
  return FALSE;
}

gboolean
mdg_generation_forget_all (const char *file, GError **error)
{
  guint n_left;

  g_return_val_if_fail (file != NULL, FALSE);

  return forget_others (file, NULL, &n_left, error);
}

/* restoring ----------------------------------------------------------------------------------- */

static gboolean
get_value (sqlite3 *handle, const char *sql, char **text)
{
  sqlite3_stmt *statement = NULL;
  gboolean has_row = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL) == SQLITE_OK
                     && sqlite3_step (statement) == SQLITE_ROW;

  *text = has_row ? g_strdup ((const char *)sqlite3_column_text (statement, 0)) : NULL;
  sqlite3_finalize (statement);
  return *text != NULL;
}

/* Without writing to it or beside it: nobody else has it, which spares SQLite its logs. Returns:
 * (transfer full) (nullable) */
static char *
immutable_uri (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  return uri != NULL ? g_strconcat (uri, "?immutable=1", NULL) : NULL;
}

static gboolean
is_sound (const char *path, gint32 application_id, int newest)
{
  g_autofree char *uri = immutable_uri (path);
  g_autofree char *verdict = NULL;
  g_autofree char *id = NULL;
  g_autofree char *version = NULL;
  sqlite3 *handle = NULL;
  gboolean sound;

  sound = uri != NULL
          && sqlite3_open_v2 (uri, &handle,
                              SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, NULL)
                 == SQLITE_OK
          && get_value (handle, "PRAGMA quick_check(1)", &verdict)
          && get_value (handle, "PRAGMA application_id", &id)
          && get_value (handle, "PRAGMA user_version", &version) && g_str_equal (verdict, "ok")
          && g_ascii_strtoll (id, NULL, 10) == application_id
          && g_ascii_strtoll (version, NULL, 10) > 0
          && g_ascii_strtoll (version, NULL, 10) <= newest;
  sqlite3_close (handle);
  return sound;
}

MdgGeneration *
mdg_generation_find_sound (const char *file, gint32 application_id, int newest, GError **error)
{
  g_autoptr (GPtrArray) generations = mdg_generation_list (file, error);

  if (generations == NULL)
    return NULL;
  for (guint i = 0; i < generations->len; i++)
    {
      const MdgGeneration *generation = generations->pdata[i];

      if (is_sound (generation->path, application_id, newest))
        return mdg_generation_copy (generation);
    }
  mdg_set_error (error, MDG_ERROR_NOT_FOUND, "there is no sound generation");
  return NULL;
}

static gboolean
copy_pieces (int from, int to, const char *path, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);

  for (;;)
    {
      gssize n = read (from, piece, PIECE);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        g_propagate_error (error, mdg_file_error_from_errno (errno, "read", path));
      if (n <= 0)
        return n == 0;
      if (!mdg_file_write_piece (to, path, piece, (gsize)n, error))
        return FALSE;
    }
}

/* @path as a complete copy under a temporary name in @folder. Returns: (transfer full) (nullable)
 */
static char *
copy_into (const char *path, const char *folder, GError **error)
{
  char *temporary = NULL;
  int from = g_open (path, O_RDONLY | O_CLOEXEC | O_BINARY, 0);
  int to;
  gboolean copied;

  if (from < 0)
    {
      g_propagate_error (error, mdg_file_error_from_errno (errno, "read", path));
      return NULL;
    }
  to = mdg_file_open_temporary (folder, &temporary, error);
  copied = to >= 0 && copy_pieces (from, to, path, error) && mdg_file_flush (to, temporary, error);
  g_close (from, NULL);
  if (to >= 0)
    copied = mdg_file_close_temporary (to, temporary, copied ? error : NULL) && copied;
  if (copied)
    return temporary;
  if (temporary != NULL)
    g_unlink (temporary);
  g_free (temporary);
  return NULL;
}

/* A folder beside @file that was not there. Returns: (transfer full) (nullable) */
static char *
make_set_aside (const char *file, gint64 when, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *stamp = stamp_of (when);

  for (guint i = 1; i <= TRIES; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *name = g_strconcat (MDG_GENERATIONS_DAMAGED, stamp, number, NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_mkdir (path, 0700) == 0)
        return g_steal_pointer (&path);
      if (errno != EEXIST)
        {
          g_propagate_error (error, mdg_file_error_from_errno (errno, "make the folder", path));
          return NULL;
        }
    }
  mdg_set_error (error, MDG_ERROR_FAILED, "no name is free beside %s", file);
  return NULL;
}

/* The log belongs to the damaged file: SQLite would play it into any other. */
static gboolean
move_sibling (const char *file, const char *suffix, const char *aside, GError **error)
{
  g_autofree char *from = g_strconcat (file, suffix, NULL);
  g_autofree char *name = g_path_get_basename (from);
  g_autofree char *to = g_build_filename (aside, name, NULL);

  return !g_file_test (from, G_FILE_TEST_EXISTS) || rename_file (from, to, error);
}

static gboolean
keep_damaged (const char *file, const char *aside, GError **error)
{
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *kept = g_build_filename (aside, name, NULL);
  g_autofree char *copy = NULL;

  if (g_file_test (file, G_FILE_TEST_EXISTS))
    {
      copy = copy_into (file, aside, error);
      if (copy == NULL || !rename_file (copy, kept, error))
        return FALSE;
    }
  return move_sibling (file, "-wal", aside, error) && move_sibling (file, "-journal", aside, error);
}

/* Going back to an earlier state makes nobody's wrong passphrases undone. */
static void
carry_tries (const char *file, const char *aside)
{
  g_autofree char *name = g_path_get_basename (file);
  g_autofree char *kept = g_build_filename (aside, name, NULL);
  g_autofree char *shared = g_strconcat (kept, "-shm", NULL);

  mdg_vault_tries_carry (kept, file);
  g_unlink (shared); /* of reading there */
}

char *
mdg_generation_restore (const char *file,
                        const MdgGeneration *generation,
                        gint64 when,
                        GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *copy = NULL;
  g_autofree char *aside = NULL;

  g_return_val_if_fail (file != NULL && generation != NULL, NULL);

  /* Everything that needs room first; the renaming at the end is the moment. */
  copy = copy_into (generation->path, folder, error);
  if (copy == NULL)
    return NULL;
  aside = make_set_aside (file, when, error);
  if (aside != NULL && keep_damaged (file, aside, error) && rename_file (copy, file, error))
    {
      carry_tries (file, aside);
      return g_steal_pointer (&aside);
    }
  g_unlink (copy);
  return NULL;
}
