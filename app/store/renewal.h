/* renewal.h: copies of a cache's file that what opened it up to now still opens: after a change of the passphrase or the recovery code they
 * are renewed. That they are to be stands in the file itself from the change on, in the same transaction, so a kill or a full disk
 * puts it off to the next opening and no further.
 *
 * Earlier states (generation.h) are removed, and one of now is taken; what lies in damaged-… folders beside the file gets the wraps of now.
 * What cannot be opened for that stays as it is and is counted. A folder that was set aside as a whole (set-aside.h) has another
 * key: nothing can be renewed there, it can only be named. On the database's thread, not in a transaction; block. */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* Inside the transaction of the change. @when: seconds since 1970 */
gboolean mdg_renewal_begin (MdgDatabase *database, gint64 when, GError **error);

/* Whether one was begun and has not come to its end. */
gboolean mdg_renewal_is_due (MdgDatabase *database);

/* Does what is due, if anything is. Returns: how many copies are left that the former passphrase opens; a folder of which nobody can say
 * what is in it counts as one */
guint mdg_renewal_run (MdgDatabase *database, gint64 when);

/* How many folders were set aside beside the one of @database; 1 where nobody can say. */
guint mdg_renewal_count_set_aside (MdgDatabase *database);

G_END_DECLS
