/* calendar-file.h: the dates to come as an .ics file, where the person wants it. */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"

G_BEGIN_DECLS

/* @path: (nullable): where it was saved; with neither @path nor @error the person gave up. */
typedef void (*MdgCalendarSavedFunc) (GtkWidget *owner, const char *path, const GError *error);

/* Asks where to, over @owner's window, and writes it, complete or absent, in a thread. */
void mdg_calendar_file_save (GtkWidget *owner, MdgCertificateDesk *desk, MdgCalendarSavedFunc saved);

G_END_DECLS
