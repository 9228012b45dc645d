/* process.h: what keeps other programs out of this one. For machine.c. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* DLLs come from the program's folder and from Windows only. */
void mdg_process_narrow_library_search (void);

/* No heap in error reports, and no handle to this process that could read its memory, for other
 * programs of the same user. */
void mdg_process_close_memory (void);

G_END_DECLS
