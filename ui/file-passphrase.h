/* file-passphrase.h: the passphrase of a file that leaves this computer: no wait stands before those who guess it. Main thread. */
#pragma once

#include "widgets/secret-field.h"

G_BEGIN_DECLS

/* What is wrong with the new one in @field, for the person; (nullable): it will do. Static. */
const char *mdg_file_passphrase_fault (MdgSecretField *field);

G_END_DECLS
