/* code-panel.h: the chosen entry: its passcode, covered until asked for, with the time it has left and the next one, and what can be done
 * with it. Its key is in memory only while it is on the screen. */
#pragma once

#include <gtk/gtk.h>

#include "authenticator/authenticator-desk.h"

G_BEGIN_DECLS

#define MDG_TYPE_CODE_PANEL (mdg_code_panel_get_type ())
G_DECLARE_FINAL_TYPE (MdgCodePanel, mdg_code_panel, MDG, CODE_PANEL, GtkWidget)

/* Signals: print, save, trash, up, down (acts on the entry), failed (GError *: its key cannot be opened). */
void mdg_code_panel_bind (MdgCodePanel *panel, MdgAuthenticatorDesk *desk);

/* @entry: (nullable): nothing is chosen. The same one anew keeps what is shown. */
void mdg_code_panel_set_entry (MdgCodePanel *panel, MdgOtpEntry *entry);
MdgOtpEntry *mdg_code_panel_get_entry (MdgCodePanel *panel); /* (nullable) (transfer none) */

/* 《表示》 */
void mdg_code_panel_reveal (MdgCodePanel *panel, gboolean revealed);

/* Whether the key is there, for tests and the tour. */
gboolean mdg_code_panel_is_ready (MdgCodePanel *panel);

G_END_DECLS
