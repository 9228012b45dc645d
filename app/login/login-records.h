/* login-records.h: what the login flow has the cache remember by the way: nobody waits for it, and
 * a failure is only worth a line in the log, because the service knows the same. Main thread. */
#pragma once

#include "net/service.h"
#include "store/cache.h"

G_BEGIN_DECLS

/* What @info says of the account, into @record. */
void mdg_login_records_apply (MdgAccountRecord *record, const MdgSessionInfo *info);

/* Writes names, dates and locks. @cache: (nullable) */
void mdg_login_records_save (MdgCache *cache, const MdgAccountRecord *record);

/* Whether @passcode, which the service accepted between @from and @to (its own wall seconds), comes
 * from @setup_key. */
gboolean
mdg_login_records_key_made (MdgSecret *setup_key, const char *passcode, gint64 from, gint64 to);

G_END_DECLS
