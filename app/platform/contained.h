/* contained.h: a program of ours as a process of its own, for what a hostile file could make crash,
 * hang or exhaust the computer. It gets its input through a pipe and answers through another:
 * nothing is in arguments, environment or files. It has no more time and memory than said here, can
 * write no file, and is gone when this program is. That is containment of accidents, not a sandbox:
 * it runs as the same user. */
#pragma once

#include <gio/gio.h>
#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

#define MDG_CONTAINED_SECONDS 20
#define MDG_CONTAINED_MEMORY (768u * 1024 * 1024)

/* Where the program @name lies: beside the running one. $MADOGUCHI_HELPERS names another folder, for
 * tests. Returns: (transfer full) */
char *mdg_contained_find (const char *name);

/* Runs @program, gives it @input and waits @seconds at most for its answer of at most @limit bytes. The program has to
 * read all of its input before it answers. Errors: MDG_ERROR_FAILED when it cannot be started,
 * _DAMAGED when it crashed or said that it failed, _TIMED_OUT, _TOO_LARGE for a longer answer;
 * G_IO_ERROR_CANCELLED. After any of them it does not run any more. Blocks; any thread.
 * Returns: (transfer full) (nullable) */
MdgSecret *mdg_contained_run (const char *program,
                              MdgSecret *input,
                              gsize limit,
                              guint seconds,
                              GCancellable *cancellable,
                              GError **error);

/* First thing in the program's main(): takes the limits on; standard input and output are bytes. */
void mdg_contained_begin (void);

G_END_DECLS
