/* reception-desk.h: the watch over the face reader's result files (E3), from the program's start to its end: which folder,
 * how it stands. Follows the setting "reception-folder" and the workplace's cache; in training without that setting
 * it watches the folder that the training writes into. Main thread. */
#pragma once

#include "consent/reception-folder.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_RECEPTION_DESK (mdg_reception_desk_get_type ())
G_DECLARE_FINAL_TYPE (MdgReceptionDesk, mdg_reception_desk, MDG, RECEPTION_DESK, GObject)

/* Signals: "changed" (what the functions below say), "cache-changed" (another cache, or what is in it begins anew),
 * "receptions-changed" (there are others, or more).
 * Returns: (transfer full) */
MdgReceptionDesk *mdg_reception_desk_new (MdgWorkplace *workplace);

MdgWorkplace *mdg_reception_desk_get_workplace (MdgReceptionDesk *desk);

/* (nullable): no folder is watched. (transfer none) */
const char *mdg_reception_desk_get_path (MdgReceptionDesk *desk);

/* How it stands, until the next return to the main loop. (nullable): no folder is watched, or reading was stopped. */
const MdgReceptionWatch *mdg_reception_desk_get_watch (MdgReceptionDesk *desk);

/* Another folder, remembered; "": none. Errors: as mdg_settings_set(). */
gboolean mdg_reception_desk_set_folder (MdgReceptionDesk *desk, const char *path, GError **error);

/* Whether the folder is chosen by the administrator, for good. */
gboolean mdg_reception_desk_is_fixed (MdgReceptionDesk *desk);

/* No more reading for now; what was read stays. And on again. */
void mdg_reception_desk_stop (MdgReceptionDesk *desk);
void mdg_reception_desk_go_on (MdgReceptionDesk *desk);
gboolean mdg_reception_desk_is_stopped (MdgReceptionDesk *desk);

/* Whether the training can write files here: it is training, and no other folder was chosen. */
gboolean mdg_reception_desk_can_write (MdgReceptionDesk *desk);

/* Has the training write @n files, and watches them. Errors: as mdg_file_write(). */
void mdg_reception_desk_write_async (MdgReceptionDesk *desk, guint n, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data);
gboolean mdg_reception_desk_write_finish (MdgReceptionDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
