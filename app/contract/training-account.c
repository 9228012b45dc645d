/* training-account.c: one account of the training scenario.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/connection.h"

static const char *const states[] = {
  [MDG_TRAINING_NEVER_REGISTERED] = "never-registered",
  [MDG_TRAINING_REGISTERED] = "registered",
  [MDG_TRAINING_LOCKED] = "locked",
  [MDG_TRAINING_PASSWORD_EXPIRED] = "password-expired",
};

MdgTrainingAccount *
mdg_training_account_new (void)
{
  return g_new0 (MdgTrainingAccount, 1);
}

void
mdg_training_account_free (MdgTrainingAccount *self)
{
  if (self == NULL)
    return;
  g_free (self->institution_code);
  g_free (self->institution_name);
  g_free (self->login_id);
  mdg_wipe_string (self->password);
  mdg_wipe_string (self->setup_key);
  g_free (self);
}

const char *
mdg_training_state_nick (MdgTrainingState state)
{
  g_return_val_if_fail ((guint)state < G_N_ELEMENTS (states), NULL);
  return states[state];
}
