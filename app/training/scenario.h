/* scenario.h: the training scenario: institutions and accounts as they are at the beginning
 * (resources/training/scenario.json), and as many generated ones as wished. Immutable; any thread.
 */
#pragma once

#include "contract/account-settings.h"
#include "contract/connection.h"

G_BEGIN_DECLS

typedef struct _MdgScenario MdgScenario;

/* Numbers from here on are those of accounts that an application brought: never generated. */
#define MDG_SCENARIO_FIRST_ISSUED 1000000

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

/* One row of 資格確認アカウント管理 as it is at the beginning. */
typedef struct
{
  MdgAccount *account; /* without a revision */
  char *keeper;        /* the institution whose list it is on */
  gboolean use_started;
  int due_days; /* in so many days it is over; 0: it is not cancelled */
} MdgScenarioListed;

/* The list: named rows first, then one for each generated account, of which every second is a W
 * account and the others those that log in. */
guint mdg_scenario_get_n_listed (const MdgScenario *scenario);
MdgScenarioListed *mdg_scenario_get_listed (const MdgScenario *scenario, guint number);
void mdg_scenario_listed_free (MdgScenarioListed *row);

/* The first password and the activation code of a マイナ資格確認アプリ account, which the training knows
 * only from its PDF: functions of the seed and of the ID in @settings. */
void mdg_scenario_fill_app (const MdgScenario *scenario, MdgAccountSettings *settings);

/* Constant time in the content: whether @password is what account @number begins with. */
gboolean mdg_scenario_password_is (const MdgScenario *scenario, guint number, MdgSecret *password);

/* The institution to which the client certificate is issued. */
const char *mdg_scenario_get_institution_code (const MdgScenario *scenario);

/* What opens its file. Like those of the accounts no secret, and the same in every training: a backup of the
 * certificate is restored in another one. */
const char *mdg_scenario_get_certificate_password (const MdgScenario *scenario);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgScenario, mdg_scenario_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgScenarioListed, mdg_scenario_listed_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgScenarioAccount, mdg_scenario_account_free)

G_END_DECLS
