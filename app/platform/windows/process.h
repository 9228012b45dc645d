/* process.h: what keeps other programs out of this one. For machine.c. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* DLLs come from the program's folder and from Windows only. */
void mdg_process_narrow_library_search (void);

/* No heap in error reports, and no handle to this process that could read its memory, for other
 * programs of the same user. */
void mdg_process_close_memory (void);

/* A program with windows has no console of its own: what it prints goes to the one it was started
 * from, unless its output was redirected. */
void mdg_process_use_console (void);

G_END_DECLS
