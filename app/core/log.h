/* log.h: the program's log: a file that does not grow without end, for whoever helps at a terminal.
 *
 * Every warning goes into it, and this program's own messages from "info" up; debugging output does
 * not. Messages never hold a secret; that is the business of who writes them, and the one form in
 * which a set-up key travels as text (otpauth URIs) is taken out here as well. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MDG_LOG_NAME "madoguchi.log"   /* the newest; madoguchi.1.log is the one before it */
#define MDG_LOG_FILES 5                /* with the newest; older ones are deleted */
#define MDG_LOG_FILE_BYTES (512 * 1024)

/* From now on messages go into @folder, too, which is made when it is not there; each line bears its
 * time in UTF-8 and UTC. Another call goes on in another folder. Messages of any thread are taken.
 * Main thread. Errors: as mdg_file_make_folder() and mdg_file_write(); messages go where they went
 * before, then. */
gboolean mdg_log_open (const char *folder, GError **error);

/* Where the log is kept now. Any thread. Returns: (transfer full) (nullable) */
char *mdg_log_get_folder (void);

/* Messages go to GLib's usual place alone again. */
void mdg_log_close (void);

G_END_DECLS
