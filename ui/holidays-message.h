/* holidays-message.h: says in the window why the list of holidays that the settings name is not used. */
#pragma once

#include "core/holidays.h"
#include "widgets/message-bar.h"

G_BEGIN_DECLS

/* @wanted: whether what is shown counts days. Hides the bar when there is nothing to say. */
void mdg_holidays_message_update (MdgMessageBar *bar, MdgHolidays *holidays, gboolean wanted);

G_END_DECLS
