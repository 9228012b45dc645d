/* own-memory.c: goes through /proc/self/mem.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "own-memory.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define MASK 0xa5
#define CHUNK ((gsize)1024 * 1024)
#define LONGEST_MAPPING ((guint64)1024 * 1024 * 1024) /* the sanitizers' shadow is longer */

struct _MemoryMark
{
  gsize length;
  guint8 masked[]; /* each byte XORed with MASK */
};

MemoryMark *
memory_mark_new (const char *text)
{
  gsize length = strlen (text) - strlen (text) / 2;
  MemoryMark *mark = g_malloc (sizeof (MemoryMark) + length);

  mark->length = length;
  for (gsize i = 0; i < length; i++)
    mark->masked[i] = (guint8)text[strlen (text) / 2 + i] ^ MASK;
  return mark;
}

void
memory_mark_free (MemoryMark *mark)
{
  g_free (mark);
}

static gboolean
stands_at (MemoryMark *mark, const guint8 *bytes)
{
  for (gsize i = 0; i < mark->length; i++)
    if ((bytes[i] ^ MASK) != mark->masked[i])
      return FALSE;
  return TRUE;
}

static gboolean
stands_in (MemoryMark *mark, const guint8 *bytes, gsize length)
{
  int first = mark->masked[0] ^ MASK;
  const guint8 *at = bytes;

  while (at + mark->length <= bytes + length
         && (at = memchr (at, first, length - mark->length + 1 - (gsize)(at - bytes))))
    if (stands_at (mark, at++))
      return TRUE;
  return FALSE;
}

/* The chunks overlap. @chunk is looked through itself, too: nothing was found in it before. */
static gboolean
stands_between (MemoryMark *mark, int memory, guint64 from, guint64 to, guint8 *chunk)
{
  for (guint64 at = from; at < to; at += CHUNK - mark->length)
    {
      gssize n = pread (memory, chunk, MIN (CHUNK, to - at), (off_t)at);

      if (n > (gssize)mark->length && stands_in (mark, chunk, (gsize)n))
        return TRUE;
    }
  return FALSE;
}

gboolean
memory_mark_is_found (MemoryMark *mark)
{
  guint8 *chunk = mmap (NULL, CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  FILE *maps = fopen ("/proc/self/maps", "re");
  int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  gboolean found = FALSE;
  char line[512], rights[5];
  guint64 from, to;

  g_assert_true (chunk != MAP_FAILED && maps != NULL && memory >= 0);
  while (!found && fgets (line, sizeof line, maps))
    if (sscanf (line, "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %4s", &from, &to, rights)
            == 3
        && g_str_has_prefix (rights, "rw") && to - from <= LONGEST_MAPPING)
      found = stands_between (mark, memory, from, to, chunk);
  fclose (maps);
  close (memory);
  munmap (chunk, CHUNK);
  return found;
}

void
memory_random_text (char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    text[i] = (char)g_random_int_range ('A', 'Z' + 1);
  text[length] = '\0';
}
