/* database-file.c: a database file before SQLite sees it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/database-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "core/file.h"

/* Windows knows no O_CLOEXEC, and everybody else no O_BINARY. */
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif
#ifndef O_BINARY
#define O_BINARY 0
#endif

/* SQLite's file format, section 1.3: the header's length and the places of numbers in it. */
#define HEADER_LENGTH 100
#define OFFSET_PAGE_SIZE 16
#define OFFSET_CHANGE_COUNTER 24
#define OFFSET_N_PAGES 28
#define OFFSET_N_PAGES_VALID_FOR 92
#define OFFSET_USER_VERSION 60
#define OFFSET_APPLICATION_ID 68

/* The paths this process has open. Closing any descriptor of a file drops all POSIX locks the
 * process holds on it, SQLite's too; so the same file is never looked at twice. */
static GHashTable *claimed;
static GMutex claimed_lock;

static gboolean
claim_path (const char *path)
{
  gboolean is_new;

  g_mutex_lock (&claimed_lock);
  if (claimed == NULL)
    claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  is_new = !g_hash_table_contains (claimed, path);
  if (is_new)
    g_hash_table_add (claimed, g_strdup (path));
  g_mutex_unlock (&claimed_lock);
  return is_new;
}

static void
release_path (const char *path)
{
  g_mutex_lock (&claimed_lock);
  g_hash_table_remove (claimed, path);
  if (g_hash_table_size (claimed) == 0)
    g_clear_pointer (&claimed, g_hash_table_unref);
  g_mutex_unlock (&claimed_lock);
}

static gboolean
sibling_has_content (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  GStatBuf info;

  return g_stat (name, &info) == 0 && info.st_size > 0;
}

/* Returns: how many bytes of the header there are, or -1 with @error */
static gssize
read_header (const char *path, guint8 header[HEADER_LENGTH], GError **error)
{
  gsize filled = 0;
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_BINARY, 0600);

  if (fd < 0)
    {
      g_propagate_error (error, mdg_file_error_from_errno (errno, "open the database", path));
      return -1;
    }
  while (filled < HEADER_LENGTH)
    {
      gssize n = read (fd, header + filled, HEADER_LENGTH - filled);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_propagate_error (error, mdg_file_error_from_errno (errno, "read the database", path));
          g_close (fd, NULL);
          return -1;
        }
      if (n == 0)
        break;
      filled += (gsize)n;
    }
  g_close (fd, NULL);
  return (gssize)filled;
}

static guint32
number_at (const guint8 *header, gsize offset)
{
  guint32 value;

  memcpy (&value, header + offset, sizeof value);
  return GUINT32_FROM_BE (value);
}

/* SQLite itself reads what is missing of a cut-off page as zeros. Returns: whether the file is made
 * of whole pages, and of as many as its header says */
static gboolean
is_whole (const char *path, const guint8 *header)
{
  guint32 page_size = (guint32)header[OFFSET_PAGE_SIZE] << 8 | header[OFFSET_PAGE_SIZE + 1];
  GStatBuf info;

  /* 1 stands for 65,536, which two bytes do not hold. */
  if (page_size == 1)
    page_size = 65536;
  if (page_size < 512 || g_stat (path, &info) != 0 || info.st_size % page_size != 0)
    return FALSE;
  return number_at (header, OFFSET_CHANGE_COUNTER) != number_at (header, OFFSET_N_PAGES_VALID_FOR)
         || info.st_size / page_size >= number_at (header, OFFSET_N_PAGES);
}

static gboolean
judge_header (MdgDatabaseFile *file,
              const guint8 *header,
              gssize length,
              gint32 application_id,
              int newest,
              GError **error)
{
  static const char magic[16] = "SQLite format 3";
  guint32 id, version;

  /* A first writing that was cut off is put right by SQLite from its journal. */
  if (length == 0 || sibling_has_content (file->path, "-journal"))
    return TRUE;
  if (length < HEADER_LENGTH || memcmp (header, magic, sizeof magic) != 0)
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "%s is no database", file->path);
      return FALSE;
    }
  /* With a log beside it the header may be an old one; then SQLite's answer counts. Another process
   * may have begun one while we read. */
  if (file->had_wal || sibling_has_content (file->path, "-wal"))
    return TRUE;
  if (!is_whole (file->path, header))
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "%s is cut off", file->path);
      return FALSE;
    }
  id = number_at (header, OFFSET_APPLICATION_ID);
  version = number_at (header, OFFSET_USER_VERSION);
  if (id != 0 && id != (guint32)application_id)
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "%s belongs to another program", file->path);
      return FALSE;
    }
  if (id != 0 && version > (guint32)newest)
    {
      mdg_set_error (error, MDG_ERROR_TOO_NEW, "%s has version %u, known is %d", file->path,
                     version, newest);
      return FALSE;
    }
  return TRUE;
}

gboolean
mdg_database_file_claim (MdgDatabaseFile *file,
                         const char *path,
                         gint32 application_id,
                         int newest,
                         GError **error)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  guint8 header[HEADER_LENGTH] = { 0 };
  gssize length;

  if (!claim_path (canonical))
    {
      mdg_set_error (error, MDG_ERROR_IN_USE, "%s is open already", canonical);
      return FALSE;
    }
  file->path = g_steal_pointer (&canonical);
  file->had_wal = sibling_has_content (file->path, "-wal");
  length = read_header (file->path, header, error);
  return length >= 0 && judge_header (file, header, length, application_id, newest, error);
}

void
mdg_database_file_remove_new_wal (MdgDatabaseFile *file)
{
  g_autofree char *wal = NULL;

  if (file->path == NULL || file->had_wal || sibling_has_content (file->path, "-wal"))
    return;
  wal = g_strconcat (file->path, "-wal", NULL);
  g_unlink (wal);
}

void
mdg_database_file_clear (MdgDatabaseFile *file)
{
  if (file->path != NULL)
    release_path (file->path);
  g_clear_pointer (&file->path, g_free);
}
