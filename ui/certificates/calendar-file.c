/* calendar-file.c: the dates to come as an .ics file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/calendar-file.h"

#include <glib/gi18n.h>

#include "widgets/text-file.h"

static char *
make (gpointer desk)
{
  return mdg_reminders_to_calendar (mdg_certificate_desk_get_certificates (desk),
                                    mdg_certificate_desk_get_notices (desk),
                                    mdg_certificate_desk_get_now (desk));
}

void
mdg_calendar_file_save (GtkWidget *owner, MdgCertificateDesk *desk, MdgCalendarSavedFunc saved)
{
  mdg_text_file_save (owner, _ ("Save dates for a calendar"), _ ("certificates.ics"), make,
                      g_object_ref (desk), g_object_unref, saved);
}
