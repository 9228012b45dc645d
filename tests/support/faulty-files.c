/* faulty-files.c: a drive that fails when a test says so: a library to be preloaded (LD_PRELOAD),
 * which stands between a program and its file system.
 *
 *   FAULT_BELOW=PATH   only what lies below it is counted and can fail
 *   FAULT_AT=N         the N-th operation there (from 1) fails
 *   FAULT_ERRNO=E      with this number (EIO)
 *   FAULT_STAYS=1      and so does every later one: the drive was pulled
 *   FAULT_OPERATION=X  only operations of this kind are counted: open, write, flush, rename, read,
 *                      mkdir, remove
 *   FAULT_LOG=FILE     a line an operation
 *   FAULT_KILL=1       it does not fail: the process is killed before it; only what changes
 * something is counted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Both names of each function are wanted, not one under the name of the other. */
#undef _FILE_OFFSET_BITS
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

static long counted;

static long
number_of (const char *name, long otherwise)
{
  const char *text = getenv (name);

  return text != NULL ? atol (text) : otherwise;
}

static void
note (const char *operation, const char *path)
{
  const char *log = getenv ("FAULT_LOG");
  FILE *file = log != NULL ? fopen (log, "a") : NULL;

  if (file == NULL)
    return;
  fprintf (file, "%ld %s %s\n", counted, operation, path);
  fclose (file);
}

static int
only_looks (const char *operation)
{
  return strcmp (operation, "open") == 0 || strcmp (operation, "read") == 0
         || strcmp (operation, "look") == 0;
}

/* Whether the operation is to fail; errno is set then. */
static int
fails (const char *operation, const char *path)
{
  const char *below = getenv ("FAULT_BELOW"), *only = getenv ("FAULT_OPERATION");
  long at = number_of ("FAULT_AT", 0), now;

  if (below == NULL || path == NULL || strncmp (path, below, strlen (below)) != 0
      || (only != NULL && strcmp (only, operation) != 0)
      || (getenv ("FAULT_KILL") != NULL && only_looks (operation)))
    return 0;
  now = __atomic_add_fetch (&counted, 1, __ATOMIC_SEQ_CST);
  note (operation, path);
  if (at == 0 || now < at || (now > at && !number_of ("FAULT_STAYS", 0)))
    return 0;
  if (getenv ("FAULT_KILL") != NULL)
    kill (getpid (), SIGKILL);
  errno = (int)number_of ("FAULT_ERRNO", EIO);
  return 1;
}

static int
fd_fails (const char *operation, int fd)
{
  char link[64], path[4096];
  ssize_t n;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  n = readlink (link, path, sizeof path - 1);
  if (n < 0)
    return 0;
  path[n] = '\0';
  return fails (operation, path);
}

/* The real function of this name. */
#define REAL(type, name, parameters)                                                               \
  static type (*real) parameters;                                                                  \
  if (real == NULL)                                                                                \
  *(void **)&real = dlsym (RTLD_NEXT, #name)

#define OPEN(name)                                                                                 \
  int name (const char *path, int flags, ...);                                                     \
  int name (const char *path, int flags, ...)                                                      \
  {                                                                                                \
    va_list arguments;                                                                             \
    mode_t mode;                                                                                   \
    REAL (int, name, (const char *, int, ...));                                                    \
    va_start (arguments, flags);                                                                   \
    mode = (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg (arguments, mode_t) : 0;                \
    va_end (arguments);                                                                            \
    return fails ("open", path) ? -1 : real (path, flags, mode);                                   \
  }
OPEN (open)
OPEN (open64)

#define WITH_FD(type, name, operation, parameters, arguments)                                      \
  type name parameters;                                                                            \
  type name parameters                                                                             \
  {                                                                                                \
    REAL (type, name, parameters);                                                                 \
    return fd_fails (operation, fd) ? -1 : real arguments;                                         \
  }
WITH_FD (ssize_t, write, "write", (int fd, const void *data, size_t n), (fd, data, n))
WITH_FD (ssize_t, read, "read", (int fd, void *data, size_t n), (fd, data, n))
WITH_FD (ssize_t,
         pwrite,
         "write",
         (int fd, const void *data, size_t n, off_t at),
         (fd, data, n, at))
WITH_FD (ssize_t,
         pwrite64,
         "write",
         (int fd, const void *data, size_t n, off64_t at),
         (fd, data, n, at))
WITH_FD (int, ftruncate, "write", (int fd, off_t size), (fd, size))
WITH_FD (int, ftruncate64, "write", (int fd, off64_t size), (fd, size))
WITH_FD (int, fsync, "flush", (int fd), (fd))
WITH_FD (int, fdatasync, "flush", (int fd), (fd))
WITH_FD (int, syncfs, "flush", (int fd), (fd))

#define WITH_PATH(type, name, operation, failure, parameters, arguments)                           \
  type name parameters;                                                                            \
  type name parameters                                                                             \
  {                                                                                                \
    REAL (type, name, parameters);                                                                 \
    return fails (operation, path) ? failure : real arguments;                                     \
  }
WITH_PATH (int, mkdir, "mkdir", -1, (const char *path, mode_t mode), (path, mode))
WITH_PATH (int, unlink, "remove", -1, (const char *path), (path))
WITH_PATH (int, remove, "remove", -1, (const char *path), (path))
WITH_PATH (int, rmdir, "remove", -1, (const char *path), (path))
WITH_PATH (int, rename, "rename", -1, (const char *path, const char *to), (path, to))
WITH_PATH (int,
           renameat2,
           "rename",
           -1,
           (int from, const char *path, int to, const char *name, unsigned int flags),
           (from, path, to, name, flags))
WITH_PATH (DIR *, opendir, "open", NULL, (const char *path), (path))
WITH_PATH (int, statvfs, "look", -1, (const char *path, struct statvfs *into), (path, into))
WITH_PATH (int, statvfs64, "look", -1, (const char *path, struct statvfs64 *into), (path, into))
