/* holidays.h: the calendar that is in force (祝日): calculated, or with the Cabinet Office's list that the setting "holiday-file"
 * names. A list that cannot be used changes nothing, and says why. Main thread; the file is read in another one. */
#pragma once

#include "core/calendar.h"
#include "core/settings.h"

G_BEGIN_DECLS

#define MDG_TYPE_HOLIDAYS (mdg_holidays_get_type ())
G_DECLARE_FINAL_TYPE (MdgHolidays, mdg_holidays, MDG, HOLIDAYS, GObject)

/* All calculated until a list was read. Signal: changed: there is another calendar, or an error. Returns: (transfer full) */
MdgHolidays *mdg_holidays_new (MdgSettings *settings);

/* Reads the list that the setting names, if it names one; done again when the setting changes. */
void mdg_holidays_load (MdgHolidays *holidays);

/* Never NULL. (transfer none): valid until "changed" */
MdgCalendar *mdg_holidays_get_calendar (MdgHolidays *holidays);

/* The list that is in use. (nullable): none */
const char *mdg_holidays_get_file (MdgHolidays *holidays);

/* Why the list that the setting names is not in use: MDG_ERROR_INVALID_INPUT (no absolute path), those of mdg_calendar_load().
 * (nullable) */
const GError *mdg_holidays_get_error (MdgHolidays *holidays);

G_END_DECLS
