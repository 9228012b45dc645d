/* other-windows.h: the windows beside the one that is locked: dialogs, the patient's window, the system's choosers. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _MdgOtherWindows MdgOtherWindows;

/* Closes every window but @own, dialogs as if they had been cancelled; and those that come later, as what was asked for a
 * moment ago may, until it is freed. Main thread. Returns: (transfer full) */
MdgOtherWindows *mdg_other_windows_keep_closed (GtkWindow *own);

void mdg_other_windows_free (MdgOtherWindows *others);

G_END_DECLS
