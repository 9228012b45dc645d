/* record-keeper.h: looks after the records of a workplace while they are open: holds 操作の記録 against its counter right after
 * opening, and keeps a generation a day. And the one way for pages to note what a person did. Main thread. */
#pragma once

#include "store/audit.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_RECORD_KEEPER (mdg_record_keeper_get_type ())
G_DECLARE_FINAL_TYPE (MdgRecordKeeper, mdg_record_keeper, MDG, RECORD_KEEPER, GObject)

/* The counters lie beside the settings. Signal: unreadable (GPtrArray of MdgUnreadable): what was set aside when the records were
 * looked through. Returns: (transfer full) */
MdgRecordKeeper *mdg_record_keeper_new (MdgWorkplace *workplace);

/* Notes that the person at the terminal did @act with @what (words of audit.h) of @of_whom ((nullable): "機関コード/ID", or a
 * name). Where it cannot be written it is logged. */
void mdg_record_note (MdgWorkplace *workplace, const char *act, const char *what, const char *of_whom);

G_END_DECLS
