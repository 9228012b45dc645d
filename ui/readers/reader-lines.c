/* reader-lines.c: how card readers stand and stood, line by line.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "readers/reader-lines.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "readers/reader-text.h"

static void
line_free (gpointer data)
{
  MdgReaderLine *line = data;

  g_free (line->when);
  g_free (line->reader);
  g_free (line);
}

/* @when: (transfer full) */
static void
add (GPtrArray *lines, char *when, const char *reader, MdgReaderState state, gboolean with_advice)
{
  MdgReaderText text = mdg_reader_text (state);
  MdgReaderLine *line = g_new0 (MdgReaderLine, 1);

  line->when = when;
  line->reader = g_strdup (reader);
  line->state = text.title;
  line->advice = with_advice ? text.detail : NULL;
  g_ptr_array_add (lines, line);
}

static void
add_now (GPtrArray *lines, MdgReaderWatch *watch)
{
  GPtrArray *readers = mdg_reader_watch_get_readers (watch);
  MdgReaderState whole = mdg_readers_state (mdg_reader_watch_get_service (watch), readers);

  add (lines, g_strdup (_ ("Now")), NULL, whole, TRUE);
  for (guint i = 0; i < readers->len; i++)
    {
      const MdgReader *reader = readers->pdata[i];

      add (lines, g_strdup (_ ("Now")), reader->name, mdg_reader_state (reader), TRUE);
    }
}

static void
add_before (GPtrArray *lines, MdgReaderLog *log)
{
  GPtrArray *changes = mdg_reader_log_get (log);

  for (guint i = changes->len; i > 0; i--)
    {
      const MdgReaderChange *change = changes->pdata[i - 1];

      add (lines, mdg_date_time_text (change->at), change->reader, change->state, FALSE);
    }
}

GPtrArray *
mdg_reader_lines_new (MdgReaderWatch *watch, MdgReaderLog *log)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);

  add_now (lines, watch);
  add_before (lines, log);
  return lines;
}
