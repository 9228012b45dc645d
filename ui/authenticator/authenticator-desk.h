/* authenticator-desk.h: the entries of the profile at work, for the pages of the tab [Authenticator]; knows no widget. Main thread. */
#pragma once

#include "authenticator/authenticator-book.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_AUTHENTICATOR_DESK (mdg_authenticator_desk_get_type ())
G_DECLARE_FINAL_TYPE (MdgAuthenticatorDesk, mdg_authenticator_desk, MDG, AUTHENTICATOR_DESK, GObject)

/* Signal: changed: the entries were loaded anew, could not be, or the records are others now. */
MdgAuthenticatorDesk *mdg_authenticator_desk_new (MdgWorkplace *workplace);
MdgWorkplace *mdg_authenticator_desk_get_workplace (MdgAuthenticatorDesk *desk);

/* (nullable): the records are not open (yet, or any more) */
MdgCache *mdg_authenticator_desk_get_cache (MdgAuthenticatorDesk *desk);
gint64 mdg_authenticator_desk_now (MdgAuthenticatorDesk *desk);

/* Loads the entries anew. */
void mdg_authenticator_desk_load (MdgAuthenticatorDesk *desk);

/* While the lists get other entries: what is chosen in a view then is nobody's choice. */
gboolean mdg_authenticator_desk_is_changing (MdgAuthenticatorDesk *desk);

/* Whether they have been loaded since the records were opened, and why not. */
gboolean mdg_authenticator_desk_is_loaded (MdgAuthenticatorDesk *desk);
const GError *mdg_authenticator_desk_get_error (MdgAuthenticatorDesk *desk); /* (nullable) */

MdgOtpList *mdg_authenticator_desk_get_list (MdgAuthenticatorDesk *desk);
MdgOtpList *mdg_authenticator_desk_get_trash (MdgAuthenticatorDesk *desk);

/* (transfer none) (nullable) */
MdgOtpEntry *mdg_authenticator_desk_find (MdgAuthenticatorDesk *desk, gint64 number);

/* "issuer (account)", or what there is of it. Returns: (transfer full) */
char *mdg_authenticator_desk_describe (const MdgOtpFacts *facts);

/* Into the record of operations (store/record.h): MDG_ACT_…, MDG_MATTER_… @of_whom: (nullable) */
void mdg_authenticator_desk_note (MdgAuthenticatorDesk *desk, const char *act, const char *what, const char *of_whom);

/* Opens the entries of @numbers with their keys, as items to hand out: in order; those whose keys do not open are left out.
 * Returns (finish): (transfer full) (element-type MdgOtpItem) (nullable) */
void mdg_authenticator_desk_open_async (MdgAuthenticatorDesk *desk, const gint64 *numbers, guint n, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_authenticator_desk_open_finish (MdgAuthenticatorDesk *desk, GAsyncResult *result, GError **error);

/* The numbers of the entries that @list shows. Returns: (transfer full): of gint64 */
GArray *mdg_authenticator_desk_numbers (MdgOtpList *list);

G_END_DECLS
