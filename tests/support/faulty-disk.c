/* faulty-disk.c: a disk that is full whenever a test says so: a SQLite VFS around the usual one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "faulty-disk.h"

#include <sqlite3.h>
#include <string.h>

#define NEVER G_MAXINT

typedef struct
{
  sqlite3_file base;
  sqlite3_io_methods methods;
  sqlite3_file *real; /* follows this struct */
} FaultyFile;

static sqlite3_vfs vfs;
static sqlite3_vfs *usual;
static int writes_left = NEVER;

static sqlite3_file *
real_of (sqlite3_file *file)
{
  return ((FaultyFile *)(gpointer)file)->real;
}

/* Every call but writing and syncing goes to the usual file as it is. */
#define FORWARD(name, parameters, arguments)                                                       \
  static int name parameters { return real_of (f)->pMethods->name arguments; }
FORWARD (xClose, (sqlite3_file * f), (real_of (f)))
FORWARD (xRead, (sqlite3_file * f, void *p, int n, sqlite3_int64 o), (real_of (f), p, n, o))
FORWARD (xTruncate, (sqlite3_file * f, sqlite3_int64 n), (real_of (f), n))
FORWARD (xFileSize, (sqlite3_file * f, sqlite3_int64 *n), (real_of (f), n))
FORWARD (xLock, (sqlite3_file * f, int lock), (real_of (f), lock))
FORWARD (xUnlock, (sqlite3_file * f, int lock), (real_of (f), lock))
FORWARD (xCheckReservedLock, (sqlite3_file * f, int *out), (real_of (f), out))
FORWARD (xFileControl, (sqlite3_file * f, int op, void *arg), (real_of (f), op, arg))
FORWARD (xSectorSize, (sqlite3_file * f), (real_of (f)))
FORWARD (xDeviceCharacteristics, (sqlite3_file * f), (real_of (f)))
FORWARD (xShmMap,
         (sqlite3_file * f, int page, int n, int extend, void volatile **p),
         (real_of (f), page, n, extend, p))
FORWARD (xShmLock, (sqlite3_file * f, int o, int n, int flags), (real_of (f), o, n, flags))
FORWARD (xShmUnmap, (sqlite3_file * f, int del), (real_of (f), del))
FORWARD (xFetch, (sqlite3_file * f, sqlite3_int64 o, int n, void **p), (real_of (f), o, n, p))
FORWARD (xUnfetch, (sqlite3_file * f, sqlite3_int64 o, void *p), (real_of (f), o, p))
#undef FORWARD

static void
xShmBarrier (sqlite3_file *f)
{
  real_of (f)->pMethods->xShmBarrier (real_of (f));
}

/* These files need not outlive the computer's power: to wait for the real disk thousands of times
 * is what the tests with a full one took most of their time for. */
static int
xSync (sqlite3_file *f, int flags)
{
  return SQLITE_OK;
}

static int
xWrite (sqlite3_file *f, const void *p, int n, sqlite3_int64 o)
{
  if (g_atomic_int_get (&writes_left) <= 0)
    return SQLITE_FULL;
  if (g_atomic_int_get (&writes_left) != NEVER)
    g_atomic_int_dec_and_test (&writes_left);
  return real_of (f)->pMethods->xWrite (real_of (f), p, n, o);
}

static int
open_file (sqlite3_vfs *self, sqlite3_filename name, sqlite3_file *file, int flags, int *out)
{
  FaultyFile *faulty = (FaultyFile *)(gpointer)file;
  faulty->real = (sqlite3_file *)(gpointer)(faulty + 1);
  memset (faulty->real, 0, (gsize)usual->szOsFile);
  int result = usual->xOpen (usual, name, faulty->real, flags, out);
  file->pMethods = NULL;
  if (faulty->real->pMethods == NULL)
    return result;
  faulty->methods = (sqlite3_io_methods){
    faulty->real->pMethods->iVersion,
    xClose,
    xRead,
    xWrite,
    xTruncate,
    xSync,
    xFileSize,
    xLock,
    xUnlock,
    xCheckReservedLock,
    xFileControl,
    xSectorSize,
    xDeviceCharacteristics,
    xShmMap,
    xShmLock,
    xShmBarrier,
    xShmUnmap,
    xFetch,
    xUnfetch,
  };
  file->pMethods = &faulty->methods;
  return result;
}

void
faulty_disk_install (void)
{
  g_assert_null (usual);
  usual = sqlite3_vfs_find (NULL);
  vfs = *usual;
  vfs.zName = "faulty";
  vfs.pNext = NULL;
  vfs.szOsFile = (int)sizeof (FaultyFile) + usual->szOsFile;
  vfs.xOpen = open_file;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

void
faulty_disk_set_full (gboolean full)
{
  g_atomic_int_set (&writes_left, full ? 0 : NEVER);
}

void
faulty_disk_set_full_after (int writes)
{
  g_atomic_int_set (&writes_left, writes);
}
