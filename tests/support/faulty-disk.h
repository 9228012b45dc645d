/* faulty-disk.h: a disk that is full whenever a test says so, for SQLite: a VFS around the usual
 * one. It never waits for the real one: what is written to it need not outlive the computer's power. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes it SQLite's default. Once, before the first database is opened. */
void faulty_disk_install (void);

/* From now on nothing more fits on it; and the other way round. Thread-safe. */
void faulty_disk_set_full (gboolean full);

/* Lets @writes more writes through, then is full. */
void faulty_disk_set_full_after (int writes);

G_END_DECLS
