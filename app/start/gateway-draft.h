/* gateway-draft.h: how a gateway is to be reached (P2), as it was typed: nothing of it is in the settings before it is kept. Main
 * thread. */
#pragma once

#include "core/secret.h"
#include "core/settings.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_GATEWAY_ADDRESS,
  MDG_GATEWAY_CA_FILE,
  MDG_GATEWAY_CLIENT_FILE,
  MDG_GATEWAY_N_VALUES
} MdgGatewayValue;

typedef struct
{
  char *values[MDG_GATEWAY_N_VALUES]; /* never NULL */
  MdgSecret *password;                /* (nullable): of the certificate file; for the vault, never for the settings */
} MdgGatewayDraft;

/* What the settings say now. Returns: (transfer full) */
MdgGatewayDraft *mdg_gateway_draft_new (MdgSettings *settings);
void mdg_gateway_draft_free (MdgGatewayDraft *draft);

/* The setting's name. Static. */
const char *mdg_gateway_value_get_setting (MdgGatewayValue value);

/* Whether a policy or the machine says it: then it is as it is. */
gboolean mdg_gateway_value_is_ruled (MdgSettings *settings, MdgGatewayValue value);

/* Writes what is not ruled: all, or none. Errors: as mdg_settings_set(). */
gboolean mdg_gateway_draft_keep (const MdgGatewayDraft *draft, MdgSettings *settings, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgGatewayDraft, mdg_gateway_draft_free)

G_END_DECLS
