/* bundle-log.h: the program's log as it may be handed out: of each line its time, its level, where it comes from, and those words of
 * it that stand in the program's own messages (make-log-words collects them from the sources when the program is built) or are the
 * system's for its errors; error codes; numbers of up to three digits. All else is "…". So nothing that was typed, read or sent can
 * get through, whatever a message of this program or of a library should hold. Pure, but for reading; any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Without its end. Returns: (transfer full) (nullable): NULL for what is no line of the log */
char *mdg_bundle_log_line (const char *line);

/* The last @most lines of the log in @folder, the oldest first. Errors: as mdg_file_read(). Returns: (transfer full) (nullable) */
GStrv mdg_bundle_log_read (const char *folder, guint most, GError **error);

G_END_DECLS
