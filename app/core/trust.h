/* trust.h: whom this process believes: nobody but the authority that each connection names.
 *
 * Without this glib-networking reads all authorities of the operating system (140 of them on
 * Debian, the stores CURRENT_USER\ROOT and CA on Windows) for each end of each connection, before
 * it is told which one counts. That takes longer than the handshake, and is trust nobody asked for.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Makes a data base that knows no authority the default of this process. Connections whose data
 * base is set are verified by that one, as before; any other is refused. Any thread; again does
 * nothing. */
void mdg_trust_nobody (void);

G_END_DECLS
