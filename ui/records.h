/* records.h: the records (cache) of a profile: opens them, holds their lock, sets them aside. Records of real work are given
 * out only once their door was opened; locked later, they stay given out: what is no secret in them goes on. Knows no
 * widget. Main thread. */
#pragma once

#include "core/settings.h"
#include "start/lock.h"
#include "start/way.h"

G_BEGIN_DECLS

#define MDG_TYPE_RECORDS (mdg_records_get_type ())
G_DECLARE_FINAL_TYPE (MdgRecords, mdg_records, MDG, RECORDS, GObject)

/* Signals:
 *   changed: cache, error, or whether they are to be made; or they were emptied
 *   set-aside (string: folder): new ones were begun; the old ones lie there
 *
 * @data_folder: of the program. Returns: (transfer full) */
MdgRecords *mdg_records_new (MdgWay way, const char *data_folder, MdgClock *clock, MdgSettings *settings);

/* The settings do not say rightly who is to be reached: where there are no records yet, none are asked for before that is
 * mended. Before mdg_records_open(). */
void mdg_records_set_misconfigured (MdgRecords *records);
gboolean mdg_records_are_misconfigured (MdgRecords *records);

/* Without blocking; nothing when they are open, or being opened. */
void mdg_records_open (MdgRecords *records);

/* They were made just now, and are open. Before mdg_records_open(). @cache: (transfer full) */
void mdg_records_take (MdgRecords *records, MdgCache *cache);

/* Waits for what was asked for, and closes. Nothing is given out any more. Called by dispose, too. */
void mdg_records_close (MdgRecords *records);

MdgWay mdg_records_get_way (MdgRecords *records);
const char *mdg_records_get_data_folder (MdgRecords *records);
MdgLock *mdg_records_get_lock (MdgRecords *records);
MdgCache *mdg_records_get_cache (MdgRecords *records);        /* (nullable) */
const GError *mdg_records_get_error (MdgRecords *records);    /* (nullable) */
const char *mdg_records_get_set_aside (MdgRecords *records);  /* (nullable): until there are new ones */
char *mdg_records_get_file (MdgRecords *records);             /* (transfer full): path */

/* There are none yet that a person's passphrase opens: the guide of app/start makes them. */
gboolean mdg_records_are_to_be_made (MdgRecords *records);

/* What wraps a person's records besides, on this computer. Static. */
const MdgOuterWrap *mdg_records_get_outer_wrap (void);

/* Gives those that could not be opened another name and begins new ones, as mdg_cache_set_aside() says; nothing while there
 * are some that can be. Ends in "changed". */
void mdg_records_set_aside (MdgRecords *records);

/* Empties them (reset of the training). */
void mdg_records_clear (MdgRecords *records);

G_END_DECLS
