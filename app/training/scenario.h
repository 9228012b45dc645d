/* scenario.h: the training scenario: institutions and accounts as they are at the beginning
 * (resources/training/scenario.json), and as many generated ones as wished. Immutable; any thread.
 */
#pragma once

#include "contract/connection.h"

G_BEGIN_DECLS

typedef struct _MdgScenario MdgScenario;

#define MDG_SCENARIO_MAX_GENERATED 900000

/* One account as the scenario begins. Its number is its place: named ones first. */
typedef struct
{
  MdgTrainingAccount account; /* its state, password and (nullable) set-up key included */
  int password_age_days;
} MdgScenarioAccount;

/* @generated: how many accounts besides the named ones. @seed: of their names and numbers.
 * Errors: MDG_ERROR_DAMAGED for the data file. Returns: (transfer full) (nullable) */
MdgScenario *mdg_scenario_new (guint generated, guint seed, GError **error);
void mdg_scenario_free (MdgScenario *scenario);

guint mdg_scenario_get_n_named (const MdgScenario *scenario);
guint mdg_scenario_get_n_accounts (const MdgScenario *scenario);

/* The account with that number; made anew for a generated one. Returns: (transfer full) */
MdgScenarioAccount *mdg_scenario_get (const MdgScenario *scenario, guint number);
void mdg_scenario_account_free (MdgScenarioAccount *account);

/* Constant time in the content: whether @password is what account @number begins with. */
gboolean mdg_scenario_password_is (const MdgScenario *scenario, guint number, MdgSecret *password);

/* The institution to which the client certificate is issued. */
const char *mdg_scenario_get_institution_code (const MdgScenario *scenario);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgScenario, mdg_scenario_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgScenarioAccount, mdg_scenario_account_free)

G_END_DECLS
