/* gateway-page.h: how a gateway is reached (P2): address, CA file, the terminal's certificate; with a test that says in words what
 * is wrong. Used at the first run and in the settings. What a policy or the machine rules is shown, locked, with where it comes
 * from. */
#pragma once

#include <gtk/gtk.h>

#include "core/clock.h"
#include "core/secret.h"
#include "core/settings.h"
#include "net/connection-test.h"

G_BEGIN_DECLS

#define MDG_TYPE_GATEWAY_PAGE (mdg_gateway_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgGatewayPage, mdg_gateway_page, MDG, GATEWAY_PAGE, GtkWidget)

/* Signals: finished (the settings are kept), back. */
GtkWidget *mdg_gateway_page_new (MdgSettings *settings, MdgClock *clock);

/* The password of the certificate file as it was typed; the page keeps it nowhere. Returns: (transfer full) */
MdgSecret *mdg_gateway_page_get_password (MdgGatewayPage *page);

/* The sentences about a finding: what was found, and what to do. Need no display. Returns: (transfer full) */
char *mdg_gateway_text_found (const MdgConnectionReport *report);
char *mdg_gateway_text_next (const MdgConnectionReport *report);

G_END_DECLS
