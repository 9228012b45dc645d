/* library.h: libraries that few ways through the program need, loaded when they are needed: each of
 * them, with all that it needs itself, would cost every start its time and memory. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  gpointer *place; /* of a pointer to the function */
} MdgLibraryFunction;

/* Loads the library @name (as the system calls the file, without a folder), for good, and puts the
 * addresses of @functions, which end with one without a name, into their places. Any thread, but
 * the places are for the caller to guard (g_once). Errors: MDG_ERROR_FAILED when the library or one
 * of them is not there. */
gboolean mdg_library_load (const char *name, const MdgLibraryFunction *functions, GError **error);

G_END_DECLS
