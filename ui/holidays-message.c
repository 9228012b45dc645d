/* holidays-message.c: says why the list of holidays is not used.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "holidays-message.h"

#include <glib/gi18n.h>

#include "error-text.h"

/* What is wrong with the list, in a sentence. Returns: (transfer full) */
static char *
what_is_wrong (const GError *error)
{
  guint line = mdg_error_get_line (error);
  g_autoptr (MdgErrorText) text = NULL;

  if (line > 0)
    return g_strdup_printf (_ ("Line %u is not as it should be."), line);
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT))
    return g_strdup (_ ("The setting must name the whole path of the file."));
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_DAMAGED))
    return g_strdup (_ ("This is no list of holidays."));
  text = mdg_error_text_new (error);
  return g_strdup (text->happened);
}

void
mdg_holidays_message_update (MdgMessageBar *bar, MdgHolidays *holidays, gboolean wanted)
{
  const GError *error = mdg_holidays_get_error (holidays);
  g_autofree char *wrong = NULL;
  g_autofree char *body = NULL;

  if (error == NULL || !wanted)
    {
      mdg_message_bar_hide (bar);
      return;
    }
  wrong = what_is_wrong (error);
  body = g_strdup_printf ("%s\n%s", wrong,
                          _ ("Holidays are calculated by the law instead. Save the Cabinet "
                             "Office's list (syukujitsu.csv) anew, or have the setting changed."));
  mdg_message_bar_show (bar, MDG_MESSAGE_WARNING, _ ("The list of holidays cannot be used."), body,
                        error->domain == MDG_ERROR ? mdg_error_code_nick ((MdgErrorCode)error->code)
                                                   : mdg_error_code_nick (MDG_ERROR_FAILED));
}
