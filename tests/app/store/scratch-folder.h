/* scratch-folder.h: a folder for one test, and what lies in it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A new, empty folder. Returns: (transfer full) */
char *scratch_folder_new (void);

/* Removes it with everything in it, and frees the string. */
void scratch_folder_free (char *folder);

/* "name hash" of every file in it, one a line, sorted: two equal texts mean that not a byte was
 * touched. Returns: (transfer full) */
char *scratch_folder_fingerprint (const char *folder);

/* Puts @length bytes as @name into it, replacing. */
void scratch_folder_write (const char *folder, const char *name, gconstpointer data, gsize length);

/* Whether @bytes occur anywhere in its files and those of the folders in it. */
gboolean scratch_folder_contains (const char *folder, gconstpointer bytes, gsize length);

/* Runs the main loop until @result is set. */
void scratch_store_result (GObject *source, GAsyncResult *result, gpointer place);
GAsyncResult *scratch_wait (GAsyncResult **place);

G_END_DECLS
