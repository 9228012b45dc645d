/* vault-code.h: the recovery code (回復コード) as bytes; as text see vault.h. Used by vault.c only. */
#pragma once

#include "core/secret.h"

G_BEGIN_DECLS

/* What was typed as its bytes. Returns: (transfer full) (nullable): it is no code */
MdgSecret *mdg_vault_code_read (const char *typed);

/* The same of one that was printed. Errors: MDG_ERROR_INVALID_INPUT. Returns: (transfer full) (nullable) */
MdgSecret *mdg_vault_code_require (MdgSecret *printed, GError **error);

G_END_DECLS
