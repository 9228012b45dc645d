/* gateway-page.h: how a gateway is reached (P2): address, CA file, the terminal's certificate; with a test that says in words what
 * is wrong. Used at the first run and in the settings. What a policy or the machine rules is shown, locked, with where it comes
 * from. */
#pragma once

#include <gtk/gtk.h>

#include "core/clock.h"
#include "core/settings.h"
#include "net/connection-test.h"
#include "start/gateway-draft.h"
#include "widgets/page.h"

G_BEGIN_DECLS

#define MDG_TYPE_GATEWAY_PAGE (mdg_gateway_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgGatewayPage, mdg_gateway_page, MDG, GATEWAY_PAGE, GtkWidget)

/* @draft: (nullable): what is filled in; what the settings say. Signals: finished (what stands there is to be used; the page keeps
 * nothing of it), back. */
GtkWidget *mdg_gateway_page_new (MdgSettings *settings, MdgClock *clock, const MdgGatewayDraft *draft);

/* Its frame, where it is one of several steps. Returns: (transfer none) */
MdgPageFrame *mdg_gateway_page_get_frame (MdgGatewayPage *page);

/* The password that is kept for @path: filled in where that file stands and nothing was typed. */
void mdg_gateway_page_offer_password (MdgGatewayPage *page, const char *path, MdgSecret *password);

/* What stands there. Returns: (transfer full) */
MdgGatewayDraft *mdg_gateway_page_get_draft (MdgGatewayPage *page);

/* Why what was finished could not be kept. */
void mdg_gateway_page_show_error (MdgGatewayPage *page, const GError *error);

/* The sentences about a finding: what was found, and what to do. Need no display. Returns: (transfer full) */
char *mdg_gateway_text_found (const MdgConnectionReport *report);
char *mdg_gateway_text_next (const MdgConnectionReport *report);

G_END_DECLS
