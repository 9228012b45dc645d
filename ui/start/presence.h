/* presence.h: notices that somebody is at the program: keys, pointer and touch in any of its windows put the lock off. */
#pragma once

#include "start/lock.h"

G_BEGIN_DECLS

typedef struct _MdgPresence MdgPresence;

MdgPresence *mdg_presence_new (MdgLock *lock);
void mdg_presence_free (MdgPresence *presence);

G_END_DECLS
