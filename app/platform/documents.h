/* documents.h: hands a page or a file to the program the user has for it; always the user's act. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Opens an https page in the browser (Windows: Microsoft Edge, [0] p.8). Errors: MDG_ERROR_FAILED
 */
gboolean mdg_documents_open_page (const char *uri, GError **error);

/* Opens a local file with its program. Errors: MDG_ERROR_FAILED, _NOT_FOUND */
gboolean mdg_documents_open_file (const char *path, GError **error);

G_END_DECLS
