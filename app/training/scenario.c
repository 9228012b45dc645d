/* scenario.c: the training scenario out of its data file, and generated accounts.
 *
 * A generated account is a function of the seed and its number, so that nothing about it need be
 * kept but what happens to it: with 100,000 of them neither memory nor start-up feels it. Its
 * password is one too; training passwords are no secrets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/scenario.h"

#include <json-glib/json-glib.h>
#include "core/institution-code.h"

#define RESOURCE "/org/madoguchi/Madoguchi/training/scenario.json"

#define ACCOUNTS_PER_INSTITUTION 2
#define PREFECTURES 47
#define FIRST_GENERATED_LOGIN 1001

struct _MdgScenario
{
  JsonNode *root;
  JsonArray *named;
  JsonArray *places;
  JsonArray *kinds;
  JsonArray *words;
  guint n_generated;
  guint seed;
};

static JsonArray *
get_list (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
read_lists (MdgScenario *scenario)
{
  JsonObject *top
      = JSON_NODE_HOLDS_OBJECT (scenario->root) ? json_node_get_object (scenario->root) : NULL;
  JsonNode *node = top ? json_object_get_member (top, "generated") : NULL;
  JsonObject *generated
      = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  scenario->named = get_list (top, "accounts");
  scenario->places = get_list (generated, "place");
  scenario->kinds = get_list (generated, "kind");
  scenario->words = get_list (generated, "word");
  return scenario->named && json_array_get_length (scenario->named) > 0 && scenario->places
         && json_array_get_length (scenario->places) > 0 && scenario->kinds
         && json_array_get_length (scenario->kinds) > 0 && scenario->words
         && json_array_get_length (scenario->words) > 0;
}

MdgScenario *
mdg_scenario_new (guint generated, guint seed, GError **error)
{
  g_autoptr (MdgScenario) scenario = g_new0 (MdgScenario, 1);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, 0, error);
  g_autoptr (JsonParser) parser = json_parser_new ();
  gsize length;
  const char *text;

  if (!bytes)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  if (!json_parser_load_from_data (parser, text, (gssize)length, error))
    return NULL;
  scenario->root = json_parser_steal_root (parser);
  scenario->n_generated = MIN (generated, MDG_SCENARIO_MAX_GENERATED);
  scenario->seed = seed;
  if (read_lists (scenario))
    return g_steal_pointer (&scenario);
  mdg_set_error (error, MDG_ERROR_DAMAGED, "The training scenario is not whole");
  return NULL;
}

void
mdg_scenario_free (MdgScenario *scenario)
{
  if (!scenario)
    return;
  g_clear_pointer (&scenario->root, json_node_unref);
  g_free (scenario);
}

guint
mdg_scenario_get_n_named (const MdgScenario *scenario)
{
  return json_array_get_length (scenario->named);
}

guint
mdg_scenario_get_n_accounts (const MdgScenario *scenario)
{
  return mdg_scenario_get_n_named (scenario) + scenario->n_generated;
}

const char *
mdg_scenario_get_institution_code (const MdgScenario *scenario)
{
  return json_object_get_string_member (json_array_get_object_element (scenario->named, 0),
                                        "institution_code");
}

static MdgTrainingState
read_state (const char *nick)
{
  for (int state = MDG_TRAINING_NEVER_REGISTERED; state <= MDG_TRAINING_PASSWORD_EXPIRED; state++)
    if (g_strcmp0 (nick, mdg_training_state_nick ((MdgTrainingState)state)) == 0)
      return (MdgTrainingState)state;
  return MDG_TRAINING_NEVER_REGISTERED;
}

static void
fill_named (const MdgScenario *scenario, guint number, MdgScenarioAccount *account)
{
  JsonObject *object = json_array_get_object_element (scenario->named, number);

  account->account = (MdgTrainingAccount){
    .institution_code = g_strdup (json_object_get_string_member (object, "institution_code")),
    .institution_name = g_strdup (json_object_get_string_member (object, "institution_name")),
    .login_id = g_strdup (json_object_get_string_member (object, "login_id")),
    .password = g_strdup (json_object_get_string_member (object, "password")),
    .setup_key = g_strdup (json_object_get_string_member_with_default (object, "setup_key", NULL)),
    .state = read_state (json_object_get_string_member (object, "state")),
  };
  account->password_age_days
      = (int)json_object_get_int_member_with_default (object, "password_age_days", 0);
}

static const char *
pick (GRand *random, JsonArray *list)
{
  return json_array_get_string_element (
      list, (guint)g_rand_int_range (random, 0, (int)json_array_get_length (list)));
}

static GRand *
random_for (const MdgScenario *scenario, guint kind, guint number)
{
  guint32 seeds[] = { scenario->seed, kind, number };

  return g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
}

/* Third digit 8, the number space of 資格確認限定型 (facts.md 7.1); no two institutions share one.
 */
static char *
generated_code (GRand *random, guint institution)
{
  char digits[11];

  g_snprintf (digits, sizeof digits, "%02d8%06u", g_rand_int_range (random, 1, PREFECTURES + 1),
              institution);
  return g_strdup_printf ("%s%d", digits, mdg_institution_code_check_digit (digits));
}

static void
fill_generated (const MdgScenario *scenario, guint index, MdgScenarioAccount *account)
{
  guint institution = index / ACCOUNTS_PER_INSTITUTION;
  GRand *place = random_for (scenario, 1, institution), *own = random_for (scenario, 2, index);
  MdgTrainingAccount *made = &account->account;

  made->institution_code = generated_code (place, institution);
  made->institution_name
      = g_strconcat (pick (place, scenario->places), pick (place, scenario->kinds), NULL);
  made->login_id = g_strdup_printf ("WA%06u", FIRST_GENERATED_LOGIN + index);
  made->password
      = g_strdup_printf ("%s-%04d.%04d", pick (own, scenario->words),
                         g_rand_int_range (own, 0, 10000), g_rand_int_range (own, 0, 10000));
  made->state = MDG_TRAINING_NEVER_REGISTERED;
  account->password_age_days = g_rand_int_range (own, 0, 30);
  g_rand_free (place);
  g_rand_free (own);
}

MdgScenarioAccount *
mdg_scenario_get (const MdgScenario *scenario, guint number)
{
  MdgScenarioAccount *account = g_new0 (MdgScenarioAccount, 1);
  guint n_named = mdg_scenario_get_n_named (scenario);

  if (number < n_named)
    fill_named (scenario, number, account);
  else
    fill_generated (scenario, number - n_named, account);
  return account;
}

void
mdg_scenario_account_free (MdgScenarioAccount *account)
{
  if (!account)
    return;
  g_free (account->account.institution_code);
  g_free (account->account.institution_name);
  g_free (account->account.login_id);
  mdg_wipe_string (account->account.password);
  mdg_wipe_string (account->account.setup_key);
  g_free (account);
}

gboolean
mdg_scenario_password_is (const MdgScenario *scenario, guint number, MdgSecret *password)
{
  g_autoptr (MdgScenarioAccount) account = mdg_scenario_get (scenario, number);
  g_autoptr (MdgSecret) initial = mdg_secret_new_from_string (account->account.password);

  return mdg_secret_equal (initial, password);
}
