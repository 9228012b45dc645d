/* scenario.c: the training scenario out of its data file, and generated accounts.
 *
 * A generated account is a function of the seed and its number, so that nothing about it need be
 * kept but what happens to it: with 100,000 of them neither memory nor start-up feels it. Its
 * password is one too; training passwords are no secrets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/scenario.h"

#include <json-glib/json-glib.h>
#include <string.h>
#include "core/institution-code.h"

#define RESOURCE "/org/madoguchi/Madoguchi/training/scenario.json"

#define ACCOUNTS_PER_INSTITUTION 2
#define PREFECTURES 47
#define FIRST_GENERATED_LOGIN 1001
#define INSTITUTIONS_PER_BEGINNER 10

struct _MdgScenario
{
  JsonNode *root;
  const char *certificate_password;
  JsonArray *named;
  JsonArray *places;
  JsonArray *kinds;
  JsonArray *words;
  JsonArray *notes;
  JsonArray *listed;
  guint n_generated;
  guint seed;
};

static JsonArray *
get_list (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gboolean
read_lists (MdgScenario *scenario)
{
  JsonObject *top
      = JSON_NODE_HOLDS_OBJECT (scenario->root) ? json_node_get_object (scenario->root) : NULL;
  JsonNode *node = top ? json_object_get_member (top, "generated") : NULL;
  JsonObject *generated
      = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  scenario->certificate_password = get_text (top, "certificate_password");
  scenario->named = get_list (top, "accounts");
  scenario->places = get_list (generated, "place");
  scenario->kinds = get_list (generated, "kind");
  scenario->words = get_list (generated, "word");
  scenario->notes = get_list (generated, "note");
  scenario->listed = get_list (top, "listed");
  return scenario->certificate_password && scenario->named
         && json_array_get_length (scenario->named) > 0 && scenario->places
         && json_array_get_length (scenario->places) > 0 && scenario->kinds
         && json_array_get_length (scenario->kinds) > 0 && scenario->words
         && json_array_get_length (scenario->words) > 0 && scenario->notes
         && json_array_get_length (scenario->notes) > 0 && scenario->listed;
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

const char *
mdg_scenario_get_certificate_password (const MdgScenario *scenario)
{
  return scenario->certificate_password;
}

static MdgTrainingState
read_state (const char *nick)
{
  for (int state = MDG_TRAINING_NEVER_REGISTERED; state <= MDG_TRAINING_PASSWORD_EXPIRED; state++)
    if (g_strcmp0 (nick, mdg_training_state_nick ((MdgTrainingState)state)) == 0)
      return (MdgTrainingState)state;
  return MDG_TRAINING_NEVER_REGISTERED;
}

static MdgAccountStatus
read_status (const char *nick)
{
  for (int status = MDG_ACCOUNT_NOT_STARTED; status <= MDG_ACCOUNT_ENDED; status++)
    if (g_strcmp0 (nick, mdg_account_status_nick ((MdgAccountStatus)status)) == 0)
      return (MdgAccountStatus)status;
  return MDG_ACCOUNT_NOT_STARTED;
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

/* Every second one is for the app. */
static char *
generated_id (guint index)
{
  return g_strdup_printf (index % ACCOUNTS_PER_INSTITUTION == 0 ? "WA%06u" : "W%07u",
                          FIRST_GENERATED_LOGIN + index);
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
  made->login_id = generated_id (index);
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

/* What only its PDF tells */

#define APP_PASSWORD_LENGTH 8 /* as in [3] */

/* Letters and digits that no eye takes for others; at least one of each kind. */
static void
make_app_password (GRand *random, char *password)
{
  static const char *const kinds[]
      = { "ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789" };

  for (gsize i = 0; i < APP_PASSWORD_LENGTH; i++)
    {
      gsize kind = i < G_N_ELEMENTS (kinds) ? i : (gsize)g_rand_int_range (random, 0, 3);
      password[i] = kinds[kind][g_rand_int_range (random, 0, (int)strlen (kinds[kind]))];
    }
  password[APP_PASSWORD_LENGTH] = '\0';
}

void
mdg_scenario_fill_app (const MdgScenario *scenario, MdgAccountSettings *settings)
{
  GRand *random = random_for (scenario, 4, (guint)g_ascii_strtoull (settings->id + 1, NULL, 10));
  char password[APP_PASSWORD_LENGTH + 1], code[MDG_ACTIVATION_CODE_DIGITS + 1];

  make_app_password (random, password);
  for (gsize i = 0; i < MDG_ACTIVATION_CODE_DIGITS; i++)
    code[i] = (char)('0' + g_rand_int_range (random, 0, 10));
  code[MDG_ACTIVATION_CODE_DIGITS] = '\0';
  settings->password = mdg_secret_new (password, APP_PASSWORD_LENGTH);
  settings->activation_code = mdg_secret_new (code, MDG_ACTIVATION_CODE_DIGITS);
  g_rand_free (random);
}

/* The list */

static char *
get_optional (JsonObject *object, const char *name)
{
  return g_strdup (json_object_get_string_member_with_default (object, name, NULL));
}

static void
fill_named_row (const MdgScenario *scenario, guint number, MdgScenarioListed *row)
{
  JsonObject *object = json_array_get_object_element (scenario->listed, number);
  MdgAccount *account = row->account;

  account->id = get_optional (object, "id");
  account->institution_code = get_optional (object, "institution_code");
  account->institution_name = get_optional (object, "institution_name");
  account->note = get_optional (object, "note");
  account->started_on = get_optional (object, "started_on");
  account->ended_on = get_optional (object, "ended_on");
  account->suspended_on = get_optional (object, "suspended_on");
  account->status = read_status (json_object_get_string_member (object, "status"));
  row->keeper = get_optional (object, "keeper");
  if (!row->keeper)
    row->keeper = g_strdup (account->institution_code);
  row->use_started = account->status != MDG_ACCOUNT_NOT_STARTED;
}

/* A day after the system began, in the years before the training. */
static char *
make_day (int days)
{
  GDate date;
  char text[11];

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_APRIL, 2024);
  g_date_add_days (&date, (guint)days);
  g_date_strftime (text, sizeof text, "%Y-%m-%d", &date);
  return g_strdup (text);
}

/* Every tenth institution has not started its use yet. */
static void
fill_state (MdgScenarioListed *row, guint institution, GRand *random)
{
  MdgAccount *account = row->account;
  int started = g_rand_int_range (random, 0, 600), fate = g_rand_int_range (random, 0, 100);

  row->use_started = institution % INSTITUTIONS_PER_BEGINNER != INSTITUTIONS_PER_BEGINNER - 1;
  if (!row->use_started)
    return;
  account->started_on = make_day (started);
  account->status = fate < 80   ? MDG_ACCOUNT_USABLE
                    : fate < 85 ? MDG_ACCOUNT_CANCELLING
                    : fate < 92 ? MDG_ACCOUNT_SUSPENDED
                                : MDG_ACCOUNT_ENDED;
  if (account->status == MDG_ACCOUNT_CANCELLING)
    row->due_days = g_rand_int_range (random, 1, 8);
  if (account->status == MDG_ACCOUNT_SUSPENDED)
    account->suspended_on = make_day (started + 30);
  if (account->status == MDG_ACCOUNT_ENDED)
    account->ended_on = make_day (started + 60);
}

static void
fill_generated_row (const MdgScenario *scenario, guint index, MdgScenarioListed *row)
{
  guint institution = index / ACCOUNTS_PER_INSTITUTION;
  GRand *place = random_for (scenario, 1, institution), *own = random_for (scenario, 3, index);
  MdgAccount *account = row->account;

  account->id = generated_id (index);
  account->institution_code = generated_code (place, institution);
  account->institution_name
      = g_strconcat (pick (place, scenario->places), pick (place, scenario->kinds), NULL);
  account->note = g_strdup (pick (own, scenario->notes));
  row->keeper = g_strdup (mdg_scenario_get_institution_code (scenario));
  fill_state (row, institution, own);
  g_rand_free (place);
  g_rand_free (own);
}

guint
mdg_scenario_get_n_listed (const MdgScenario *scenario)
{
  return json_array_get_length (scenario->listed) + scenario->n_generated;
}

MdgScenarioListed *
mdg_scenario_get_listed (const MdgScenario *scenario, guint number)
{
  MdgScenarioListed *row = g_new0 (MdgScenarioListed, 1);
  guint n_named = json_array_get_length (scenario->listed);

  row->account = mdg_account_new ();
  if (number < n_named)
    fill_named_row (scenario, number, row);
  else
    fill_generated_row (scenario, number - n_named, row);
  return row;
}

void
mdg_scenario_listed_free (MdgScenarioListed *row)
{
  if (!row)
    return;
  mdg_account_free (row->account);
  g_free (row->keeper);
  g_free (row);
}
