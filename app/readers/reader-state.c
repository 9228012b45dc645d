/* reader-state.c: how card readers stand, and what changed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "readers/reader-state.h"

struct _MdgReaderLog
{
  MdgReaderState whole;
  GHashTable *states; /* name: MdgReaderState */
  GPtrArray *changes;
};

MdgReaderState
mdg_reader_state (const MdgReader *reader)
{
  g_return_val_if_fail (reader != NULL, MDG_READER_GONE);

  if (!reader->has_card)
    return MDG_READER_EMPTY;
  if (reader->is_mute)
    return MDG_READER_CARD_MUTE;
  return reader->is_in_use ? MDG_READER_CARD_IN_USE : MDG_READER_CARD;
}

MdgReaderState
mdg_readers_state (MdgCardService service, GPtrArray *readers)
{
  switch (service)
    {
    case MDG_CARD_SERVICE_STOPPED:
      return MDG_READERS_NO_SERVICE;
    case MDG_CARD_SERVICE_RUNNING:
      return readers->len > 0 ? MDG_READERS_THERE : MDG_READERS_NONE;
    default:
      return MDG_READERS_LOOKING;
    }
}

static void
change_free (gpointer data)
{
  MdgReaderChange *change = data;

  g_free (change->reader);
  g_free (change);
}

MdgReaderLog *
mdg_reader_log_new (void)
{
  MdgReaderLog *log = g_new0 (MdgReaderLog, 1);

  log->whole = MDG_READERS_LOOKING;
  log->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  log->changes = g_ptr_array_new_with_free_func (change_free);
  return log;
}

void
mdg_reader_log_free (MdgReaderLog *log)
{
  if (log == NULL)
    return;
  g_hash_table_unref (log->states);
  g_ptr_array_unref (log->changes);
  g_free (log);
}

static void
add (MdgReaderLog *log, gint64 now, const char *reader, MdgReaderState state)
{
  MdgReaderChange *change = g_new (MdgReaderChange, 1);

  change->at = now;
  change->reader = g_strdup (reader);
  change->state = state;
  g_ptr_array_add (log->changes, change);
  if (log->changes->len > MDG_READER_LOG_MAX)
    g_ptr_array_remove_index (log->changes, 0);
}

static gboolean
is_there (GPtrArray *readers, const char *name)
{
  for (guint i = 0; i < readers->len; i++)
    if (g_str_equal (((MdgReader *)readers->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

static void
note_gone (MdgReaderLog *log, GPtrArray *readers, gint64 now)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, log->states);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!is_there (readers, name))
      {
        add (log, now, name, MDG_READER_GONE);
        g_hash_table_iter_remove (&iter);
      }
}

static void
note_reader (MdgReaderLog *log, const MdgReader *reader, gint64 now)
{
  MdgReaderState state = mdg_reader_state (reader);
  gpointer known;

  if (g_hash_table_lookup_extended (log->states, reader->name, NULL, &known)
      && GPOINTER_TO_UINT (known) == state)
    return;
  g_hash_table_insert (log->states, g_strdup (reader->name), GUINT_TO_POINTER (state));
  add (log, now, reader->name, state);
}

void
mdg_reader_log_note (MdgReaderLog *log, MdgCardService service, GPtrArray *readers, gint64 now)
{
  MdgReaderState whole;

  g_return_if_fail (log != NULL && readers != NULL);

  whole = mdg_readers_state (service, readers);
  note_gone (log, readers, now);
  if (whole != log->whole)
    add (log, now, NULL, whole);
  log->whole = whole;
  for (guint i = 0; i < readers->len; i++)
    note_reader (log, readers->pdata[i], now);
}

GPtrArray *
mdg_reader_log_get (MdgReaderLog *log)
{
  g_return_val_if_fail (log != NULL, NULL);

  return log->changes;
}
