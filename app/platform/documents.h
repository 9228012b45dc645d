/* documents.h: hands a page or a file to the program the user has for it; always the user's act. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Opens an https page in the browser (Windows: Microsoft Edge, [0] p.8). Errors: MDG_ERROR_FAILED.
 * Looks for the program and starts it: blocks; any thread. */
gboolean mdg_documents_open_page (const char *uri, GError **error);

/* Opens a local file with its program. Errors: MDG_ERROR_FAILED, _NOT_FOUND. Blocks; any thread. */
gboolean mdg_documents_open_file (const char *path, GError **error);

/* The same for a page without blocking. What was begun is not cancelled; nobody has to hear of it
 * any more. */
void mdg_documents_open_page_async (const char *uri,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);
gboolean mdg_documents_open_page_finish (GAsyncResult *result, GError **error);

/* The same for a file; finished by mdg_documents_open_page_finish(). */
void mdg_documents_open_file_async (const char *path,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data);

G_END_DECLS
