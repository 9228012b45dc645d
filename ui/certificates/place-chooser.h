/* place-chooser.h: another place for backups than a stick that is plugged in: only by explicit choice,
 * with a warning where it would not help on the day it is needed. */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"

G_BEGIN_DECLS

/* @folder: (nullable): what was added to the places; with neither @folder nor @error the person gave up. */
typedef void (*MdgPlaceChosenFunc) (GtkWidget *owner, const char *folder, const GError *error);

/* Asks for a folder over @owner's window, looks what it lies on, warns if need be, and adds it to the
 * desk's places. */
void mdg_place_chooser_ask (GtkWidget *owner, MdgCertificateDesk *desk, MdgPlaceChosenFunc chosen);

G_END_DECLS
