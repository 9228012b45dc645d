/* gateway-draft.c: how a gateway is to be reached, before it is kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "start/gateway-draft.h"

static const char *const names[MDG_GATEWAY_N_VALUES] = {
  [MDG_GATEWAY_ADDRESS] = MDG_SETTING_ENDPOINT,
  [MDG_GATEWAY_CA_FILE] = MDG_SETTING_CA_FILE,
  [MDG_GATEWAY_CLIENT_FILE] = MDG_SETTING_CERTIFICATE_FILE,
};

MdgGatewayDraft *
mdg_gateway_draft_new (MdgSettings *settings)
{
  MdgGatewayDraft *self = g_new0 (MdgGatewayDraft, 1);

  for (guint i = 0; i < MDG_GATEWAY_N_VALUES; i++)
    self->values[i] = mdg_settings_get (settings, names[i]);
  return self;
}

void
mdg_gateway_draft_free (MdgGatewayDraft *self)
{
  for (guint i = 0; i < MDG_GATEWAY_N_VALUES; i++)
    g_free (self->values[i]);
  g_clear_pointer (&self->password, mdg_secret_unref);
  g_free (self);
}

const char *
mdg_gateway_value_get_setting (MdgGatewayValue value)
{
  g_return_val_if_fail ((guint)value < MDG_GATEWAY_N_VALUES, NULL);

  return names[value];
}

gboolean
mdg_gateway_value_is_ruled (MdgSettings *settings, MdgGatewayValue value)
{
  return mdg_settings_get_origin (settings, mdg_gateway_value_get_setting (value))
         >= MDG_SETTING_MACHINE;
}

/* What stands there already is not written once more. */
static gboolean
keep_value (const MdgGatewayDraft *self, MdgSettings *settings, guint value, GError **error)
{
  g_autofree char *now = mdg_settings_get (settings, names[value]);

  return mdg_gateway_value_is_ruled (settings, (MdgGatewayValue)value)
         || g_str_equal (now, self->values[value])
         || mdg_settings_set (settings, names[value], self->values[value], error);
}

gboolean
mdg_gateway_draft_keep (const MdgGatewayDraft *self, MdgSettings *settings, GError **error)
{
  g_autoptr (MdgGatewayDraft) former = mdg_gateway_draft_new (settings);

  for (guint i = 0; i < MDG_GATEWAY_N_VALUES; i++)
    {
      if (keep_value (self, settings, i, error))
        continue;
      for (guint j = 0; j < i; j++)
        keep_value (former, settings, j, NULL);
      return FALSE;
    }
  return TRUE;
}
