/* run-program.h: the programs of Debian that a test measures ours against: openssl, certtool, cp…
 * Under Wine, too, where they are those of the system below it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean run_program_is_there (const char *name);

/* Runs @argv (found in PATH) in @folder (nullable), and waits. @output: (out) (optional) (transfer
 * full): what it said and complained of. Returns: whether it ended with 0. Ends the test when it
 * cannot be run at all */
gboolean run_program (const char *folder, char **argv, char **output);

G_END_DECLS
