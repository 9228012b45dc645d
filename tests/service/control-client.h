/* control-client.h: the training service's control resources, for tests. Blocks. */
#pragma once

#include "contract/connection.h"
#include "net/identity.h"

G_BEGIN_DECLS

/* Puts the service's clock forward. Any fault ends the program. */
void control_advance_clock (const MdgConnection *connection, MdgIdentity *identity, gint64 seconds);

G_END_DECLS
