/* curtain.h: what the window shows: its content, or in the place of all of it the locked view, the guide to real work
 * (app/start), or the change of the passphrase. When it locks, what is in front of the window goes: dialogs, the patient's
 * window; passwords that were typed are wiped, all else that was typed stays. */
#pragma once

#include <gtk/gtk.h>

#include "accounts/settings-page.h"
#include "workplace.h"

G_BEGIN_DECLS

/* Actions for what is inside: lock.now (Ctrl+L), lock.passphrase, start.begin, start.gateway, start.training. */
#define MDG_TYPE_CURTAIN (mdg_curtain_get_type ())
G_DECLARE_FINAL_TYPE (MdgCurtain, mdg_curtain, MDG, CURTAIN, GtkWidget)

/* Signals: go (string: a target of the window's search): somebody wants to see that now.
 * use-way (int: MdgWay, MdgCache: nullable): goes on with another profile. Returns: whether it does.
 * In a .ui file: the default child is the content. */

/* Where 「ユーザ設定情報」 is taken in. Returns: (transfer none) */
typedef MdgSettingsPage *(*MdgSettingsPageFunc) (gpointer data);

void mdg_curtain_bind (MdgCurtain *curtain, MdgWorkplace *workplace, MdgSettingsPageFunc settings, gpointer data);

/* The last step of the guide, for records that were just made. */
void mdg_curtain_show_import (MdgCurtain *curtain);

/* Whether the content is seen. */
gboolean mdg_curtain_is_open (MdgCurtain *curtain);

/* What is seen in the place of the content. (nullable) (transfer none) */
GtkWidget *mdg_curtain_get_page (MdgCurtain *curtain);

G_END_DECLS
