/* folder-lock.h: one process per state folder. The lock goes with the process, however it ends. */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

typedef struct _MdgFolderLock MdgFolderLock;

/* Takes @folder, which exists. Errors: MDG_ERROR_IN_USE when somebody else holds it, _READ_ONLY,
 * _FAILED. Returns: (transfer full) (nullable) */
MdgFolderLock *mdg_folder_lock_take (const char *folder, GError **error);
void mdg_folder_lock_release (MdgFolderLock *lock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgFolderLock, mdg_folder_lock_release)

G_END_DECLS
