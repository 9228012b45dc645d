/* test-reader-state.c: how readers stand, and what is noted of it, on the computer for tests.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/fake/fake.h"
#include "readers/reader-state.h"

#define READER "A reader"

static GBytes *
say_yes (const guint8 *command, gsize length, gpointer data)
{
  return g_bytes_new ("\x90\x00", 2);
}

/* Notes every change, each at a time of its own. */
static void
note (MdgReaderWatch *watch, MdgReaderLog *log)
{
  static gint64 now;

  mdg_reader_log_note (log, mdg_reader_watch_get_service (watch),
                       mdg_reader_watch_get_readers (watch), ++now);
}

static const MdgReaderChange *
last (MdgReaderLog *log)
{
  GPtrArray *changes = mdg_reader_log_get (log);

  return changes->len > 0 ? changes->pdata[changes->len - 1] : NULL;
}

/* Until the last that was noted is that. @reader: (nullable): of the service */
static void
wait_for (MdgReaderLog *log, const char *reader, MdgReaderState state)
{
  while (last (log) == NULL || last (log)->state != state
         || g_strcmp0 (last (log)->reader, reader) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_changes (void)
{
  g_autoptr (MdgReaderLog) log = mdg_reader_log_new ();
  g_autoptr (MdgReaderWatch) watch = mdg_reader_watch_new ();
  GPtrArray *changes = mdg_reader_log_get (log);

  g_signal_connect (watch, "changed", G_CALLBACK (note), log);
  wait_for (log, NULL, MDG_READERS_NONE);
  mdg_fake_plug_reader (READER);
  wait_for (log, READER, MDG_READER_EMPTY);
  g_assert_cmpuint (changes->len, ==, 3);
  g_assert_cmpint (((MdgReaderChange *)changes->pdata[1])->state, ==, MDG_READERS_THERE);
  mdg_fake_insert_card (READER, NULL, say_yes, NULL);
  wait_for (log, READER, MDG_READER_CARD);
  mdg_fake_set_card_in_use (READER, TRUE);
  wait_for (log, READER, MDG_READER_CARD_IN_USE);
  mdg_fake_insert_card (READER, NULL, NULL, NULL);
  wait_for (log, READER, MDG_READER_CARD_MUTE);
  mdg_fake_unplug_reader (READER);
  wait_for (log, NULL, MDG_READERS_NONE);
  g_assert_cmpint (((MdgReaderChange *)changes->pdata[changes->len - 2])->state, ==,
                   MDG_READER_GONE);
  mdg_fake_set_card_service (FALSE);
  wait_for (log, NULL, MDG_READERS_NO_SERVICE);
  mdg_fake_set_card_service (TRUE);
  wait_for (log, NULL, MDG_READERS_NONE);
  for (guint i = 1; i < changes->len; i++)
    g_assert_cmpint (((MdgReaderChange *)changes->pdata[i])->at, >=,
                     ((MdgReaderChange *)changes->pdata[i - 1])->at);
}

/* A reader that comes and goes all day does not fill the memory; nothing is noted twice. */
static void
test_bounds (void)
{
  g_autoptr (MdgReaderLog) log = mdg_reader_log_new ();
  MdgReader reader = { .name = (char *)READER };
  g_autoptr (GPtrArray) readers = g_ptr_array_new ();

  g_ptr_array_add (readers, &reader);
  for (gint64 at = 0; at < 1000; at++)
    {
      reader.has_card = at % 2 == 0;
      mdg_reader_log_note (log, MDG_CARD_SERVICE_RUNNING, readers, at);
      mdg_reader_log_note (log, MDG_CARD_SERVICE_RUNNING, readers, at);
    }
  g_assert_cmpuint (mdg_reader_log_get (log)->len, ==, MDG_READER_LOG_MAX);
  g_assert_cmpint (last (log)->at, ==, 999);
  g_assert_cmpint (((MdgReaderChange *)mdg_reader_log_get (log)->pdata[0])->at, ==,
                   1000 - MDG_READER_LOG_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader-state/changes", test_changes);
  g_test_add_func ("/reader-state/bounds", test_bounds);
  return g_test_run ();
}
