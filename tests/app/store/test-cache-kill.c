/* test-cache-kill.c: a process at work on a cache is killed before one or the other of its
 * operations on files, 200 times and more; every confirmed thing must be there afterwards (I3).
 *
 * The random sequence comes from GTest's seed, which is printed; --seed= repeats it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "scratch-folder.h"
#include "store/cache-store.h"

#define ROUNDS 220

/* Making a cache takes some 170 operations on files, opening one few; a step some ten. */
#define OPENING_OPERATIONS 170
#define OPERATIONS 300

#define N_ACCOUNTS 3
#define INSTITUTION "3410712362"
#define TEXT_MAX 16

/* What the cache must hold about an account. Empty text: nothing is kept. */
typedef struct
{
  char pending[TEXT_MAX];
  char key[TEXT_MAX];
  char candidate[TEXT_MAX];
  char password[TEXT_MAX];
  int registration;
  guint registered_at;
  guint changed_at;
  guint times_printed;
  guint last_printed;
} Expected;

typedef struct
{
  char operation;
  guint account;
  guint value;
} Step;

typedef struct
{
  char *folder;
  Expected accounts[N_ACCOUNTS];
  guint n_confirmed;
  guint n_in_flight;
  guint n_in_opening;
} World;

/* Empty, whole: unused bytes must compare equal. */
static void
set_text (char into[TEXT_MAX], const char *text)
{
  memset (into, 0, TEXT_MAX);
  g_strlcpy (into, text, TEXT_MAX);
}

static void
apply_registration (Expected *e, const char *key)
{
  if (strcmp (e->pending, key) != 0)
    e->times_printed = e->last_printed = 0;
  set_text (e->pending, key);
  e->registration = MDG_REGISTRATION_PENDING;
}

static void
apply_confirmation (Expected *e, guint value)
{
  if (*e->pending == '\0')
    return;
  set_text (e->key, e->pending);
  set_text (e->pending, "");
  e->registration = MDG_REGISTRATION_CONFIRMED;
  e->registered_at = value;
}

static void
apply_settlement (Expected *e, gboolean accepted, guint value)
{
  if (accepted && *e->candidate != '\0')
    {
      set_text (e->password, e->candidate);
      e->changed_at = value;
    }
  set_text (e->candidate, "");
}

/* What store-child says it does, done to the model. */
static void
apply (Expected *e, const Step *step)
{
  g_autofree char *text = g_strdup_printf ("%c%u", step->operation, step->value);

  switch (step->operation)
    {
    case 'R':
      apply_registration (e, text);
      break;
    case 'C':
      apply_confirmation (e, step->value);
      break;
    case 'P':
      set_text (e->candidate, text);
      break;
    case 'A':
    case 'D':
      apply_settlement (e, step->operation == 'A', step->value);
      break;
    case 'N':
      e->times_printed++;
      e->last_printed = MAX (e->last_printed, step->value);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
read_secret (MdgCacheStore *store, const char *login_id, const char *kind, char into[TEXT_MAX])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) secret
      = mdg_cache_store_load_secret (store, kind, INSTITUTION, login_id, &error);

  if (secret == NULL)
    g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  set_text (into, secret != NULL ? mdg_secret_get_string (secret) : "");
}

static void
read_account (MdgCacheStore *store, guint account, Expected *found)
{
  g_autofree char *login_id = g_strdup_printf ("WA%06u", account);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgAccountRecord) record
      = mdg_cache_store_load_account (store, INSTITUTION, login_id, &error);
  char uri[TEXT_MAX];

  g_assert_no_error (error);
  memset (found, 0, sizeof *found);
  found->registration = record->registration;
  found->registered_at = (guint)record->registered_at;
  found->changed_at = (guint)record->password_changed_at;
  found->times_printed = record->times_printed;
  found->last_printed = (guint)record->last_printed;
  read_secret (store, login_id, "pending-setup-key", found->pending);
  read_secret (store, login_id, "setup-key", found->key);
  read_secret (store, login_id, "password-candidate", found->candidate);
  read_secret (store, login_id, "password", found->password);
  /* Key and URI are one: both or none. */
  read_secret (store, login_id, "pending-otpauth-uri", uri);
  g_assert_cmpint (*uri != '\0', ==, *found->pending != '\0');
  read_secret (store, login_id, "otpauth-uri", uri);
  g_assert_cmpint (*uri != '\0', ==, *found->key != '\0');
}

static gboolean
are_equal (const Expected *a, const Expected *b)
{
  return memcmp (a, b, sizeof *a) == 0;
}

static void
print_expected (const char *what, const Expected *e)
{
  g_test_message ("%s: pending %s key %s candidate %s password %s state %d at %u changed %u"
                  " printed %u last %u",
                  what, e->pending, e->key, e->candidate, e->password, e->registration,
                  e->registered_at, e->changed_at, e->times_printed, e->last_printed);
}

/* Opens the cache and compares. @in_flight: (nullable): begun, not confirmed: it may have been done
 * or not, but nothing between. */
static void
verify (World *world, const Step *in_flight)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgCacheStore) store
      = mdg_cache_store_open_training (world->folder, NULL, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      Expected found, alternative = world->accounts[i];

      if (in_flight != NULL && in_flight->account == i)
        apply (&alternative, in_flight);
      read_account (store, i, &found);
      if (!are_equal (&found, &world->accounts[i]) && !are_equal (&found, &alternative))
        {
          print_expected ("confirmed", &world->accounts[i]);
          print_expected ("alternative", &alternative);
          print_expected ("found", &found);
          g_test_fail_printf ("account %u lost something", i);
        }
      world->accounts[i] = found;
    }
}

/* It is killed before its @at-th operation on files. */
static GSubprocess *
start_child (World *world, guint at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *seed = g_strdup_printf ("%u", g_test_rand_int () & G_MAXINT);
  g_autofree char *number = g_strdup_printf ("%u", at);
  GSubprocess *child;

  g_subprocess_launcher_setenv (launcher, "FAULT_BELOW", world->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "FAULT_AT", number, TRUE);
  g_subprocess_launcher_setenv (launcher, "FAULT_KILL", "1", TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("MADOGUCHI_STORE_CHILD"), "work",
                                       world->folder, seed, NULL);
  g_assert_no_error (error);
  return child;
}

static Step
parse_step (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  Step step;

  g_assert_cmpuint (g_strv_length (words), ==, 4);
  g_assert_true (g_str_has_prefix (words[2], "WA"));
  step.operation = words[1][0];
  step.account = (guint)g_ascii_strtoull (words[2] + 2, NULL, 10);
  step.value = (guint)g_ascii_strtoull (words[3], NULL, 10);
  g_assert_cmpuint (step.account, <, N_ACCOUNTS);
  return step;
}

/* Follows what the child says until it is killed. Returns: TRUE with the step that was begun and
 * not confirmed. */
static gboolean
follow (World *world, GSubprocess *child, Step *in_flight)
{
  g_autoptr (GDataInputStream) lines
      = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  gboolean is_in_flight = FALSE, has_opened = FALSE;
  guint n = 0;

  for (;;)
    {
      g_autofree char *line = NULL;

      line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
      if (line == NULL)
        break;
      g_assert_cmpint (*line, !=, '?');
      has_opened = TRUE;
      if (*line == '+')
        {
          *in_flight = parse_step (line);
          is_in_flight = TRUE;
        }
      else if (*line == '=' || *line == '!')
        {
          if (*line == '=')
            apply (&world->accounts[in_flight->account], in_flight);
          is_in_flight = FALSE;
          n++;
        }
    }
  world->n_confirmed += n;
  world->n_in_flight += is_in_flight;
  world->n_in_opening += !has_opened;
  return is_in_flight;
}

static void
new_folder (World *world)
{
  if (world->folder != NULL)
    scratch_folder_free (world->folder);
  world->folder = scratch_folder_new ();
  memset (world->accounts, 0, sizeof world->accounts);
}

static void
test_kill (void)
{
  World world = { 0 };

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GSubprocess) child = NULL;
      gboolean in_opening = g_test_rand_int_range (0, 4) == 0;
      guint at = (guint)g_test_rand_int_range (1, in_opening ? OPENING_OPERATIONS : OPERATIONS);
      Step in_flight;
      gboolean is_in_flight;

      /* A new cache every now and then: its making is killed as well. */
      if (world.folder == NULL || g_test_rand_int_range (0, 8) == 0)
        new_folder (&world);
      child = start_child (&world, at);
      is_in_flight = follow (&world, child, &in_flight);
      g_subprocess_wait (child, NULL, NULL);
      g_assert_true (g_subprocess_get_if_signaled (child));
      verify (&world, is_in_flight ? &in_flight : NULL);
    }
  g_test_message ("%d rounds: %u confirmed, %u killed in a step, %u killed while opening", ROUNDS,
                  world.n_confirmed, world.n_in_flight, world.n_in_opening);
  /* Otherwise the test would prove nothing. */
  g_assert_cmpuint (world.n_confirmed, >, ROUNDS);
  g_assert_cmpuint (world.n_in_flight, >, ROUNDS / 10);
  scratch_folder_free (world.folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cache/kill", test_kill);
  return g_test_run ();
}
