/* copy-button.h: 《テキストでコピー》: copies a secret in one piece and takes it out of the
 * clipboard again after a minute, and when the screen is locked, if it is still ours; with the
 * seconds left in plain sight. */
#pragma once

#include <gtk/gtk.h>
#include "core/secret.h"

G_BEGIN_DECLS

#define MDG_COPY_SECONDS 60

#define MDG_TYPE_COPY_BUTTON (mdg_copy_button_get_type ())
G_DECLARE_FINAL_TYPE (MdgCopyButton, mdg_copy_button, MDG, COPY_BUTTON, GtkWidget)

/* Property: label (string, with mnemonic). Signal: copied. */
GtkWidget *mdg_copy_button_new (const char *label);

/* @secret: (nullable) */
void mdg_copy_button_set_secret (MdgCopyButton *button, MdgSecret *secret);

/* Takes it out as soon as it was pasted, too, where the system tells of that. What looks at the clipboard in the moment of copying
 * is no person. */
void mdg_copy_button_set_single_use (MdgCopyButton *button, gboolean single_use);

/* Takes it out now: what it was copied for is done. */
void mdg_copy_button_clear (MdgCopyButton *button);

G_END_DECLS
