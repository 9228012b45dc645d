/* shared-file.c: reading a file that belongs to another program: on Linux nobody's reading is in
 * anybody's way. SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/shared-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/file.h"

#define CHUNK 4096

static gboolean
fail (GError **error, int saved_errno, const char *path)
{
  g_propagate_error (error, mdg_file_error_from_errno (saved_errno, "read", path));
  return FALSE;
}

/* Returns: the errno value; 0: all is read */
static int
read_all (int fd, gsize size, gsize limit, GByteArray *content)
{
  for (;;)
    {
      /* One byte more than it should have, so that its end is seen at the first reading. */
      gsize room = MAX (size + 1, content->len + CHUNK) - content->len;
      guint before = content->len;
      gssize n;

      g_byte_array_set_size (content, before + (guint)room);
      n = read (fd, content->data + before, room);
      g_byte_array_set_size (content, before + (guint)MAX (n, 0));
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return errno;
      if (content->len > limit)
        return EFBIG;
      if ((gsize)n < room)
        return 0;
    }
}

gboolean
mdg_shared_file_read (const char *path, gsize limit, GByteArray *content, GError **error)
{
  struct stat status;
  int fd, failure = 0;

  g_return_val_if_fail (path != NULL && content != NULL, FALSE);
  g_byte_array_set_size (content, 0);
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    return fail (error, errno, path);
  if (fstat (fd, &status) < 0)
    failure = errno;
  else if (!S_ISREG (status.st_mode))
    failure = EINVAL;
  else if ((guint64)status.st_size > limit)
    failure = EFBIG;
  else
    failure = read_all (fd, (gsize)status.st_size, limit, content);
  close (fd);
  return failure == 0 || fail (error, failure, path);
}
