/* authenticator-view.h: the tab [Authenticator]: pages "codes", "add", "edit", "phone", "file" and "trash". Actions: authenticator.show(s):
 * shows one of them; authenticator.edit(x), authenticator.phone(x): of an entry, for the phone 0: all that are shown. */
#pragma once

#include "widgets/tab-view.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_AUTHENTICATOR_VIEW (mdg_authenticator_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgAuthenticatorView, mdg_authenticator_view, MDG, AUTHENTICATOR_VIEW, MdgTabView)

GtkWidget *mdg_authenticator_view_new (MdgWorkplace *workplace);

G_END_DECLS
