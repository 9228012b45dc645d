/* test-login-service.c: the login flow over real mutual TLS against the real training service: the
 * whole job, and the days on which it does not go well. Client and service have a clock each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "../app/store/scratch-folder.h"
#include "login-station.h"
#include "training/training-service.h"
#include "../support/released.h"

#define NEW_PASSWORD "Shiokaze-2026-mado"

typedef struct
{
  char *folder;
  MdgClock *service_clock;
  MdgClock *clock;
  MdgTrainingService *training;
  MdgConnection *scenario;   /* as it was at the beginning */
  MdgConnection *connection; /* as it was at the last start */
  Station station;
} Place;

static MdgConnection *
start_training (Place *p, guint port)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (p->folder, "training", NULL);
  p->training = mdg_training_service_new (folder, p->service_clock, port, 0, 1);
  mdg_backend_start_async (MDG_BACKEND (p->training), NULL, station_store_result, &result);
  station_until (result != NULL);
  MdgConnection *connection = mdg_backend_start_finish (MDG_BACKEND (p->training), result, &error);
  g_assert_no_error (error);
  return connection;
}

static void
stop_training (Place *p)
{
  mdg_backend_stop (MDG_BACKEND (p->training));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_released (p->training);
}

static void
open_station (Place *p, Station *station, const char *name)
{
  g_autofree char *folder = g_build_filename (p->folder, name, NULL);
  station_open (station, folder, p->clock, p->connection);
}

static void
set_up (Place *p, gconstpointer data)
{
  p->folder = scratch_folder_new ();
  p->service_clock = mdg_clock_new_system ();
  p->clock = mdg_clock_new_system ();
  p->connection = start_training (p, 0);
  p->scenario = mdg_connection_copy (p->connection);
  open_station (p, &p->station, "cache");
}

static void
tear_down (Place *p, gconstpointer data)
{
  station_close (&p->station);
  stop_training (p);
  mdg_connection_free (p->connection);
  mdg_connection_free (p->scenario);
  assert_released (p->service_clock);
  assert_released (p->clock);
  scratch_folder_free (p->folder);
}

/* Program and service end and start again. */
static void
restart (Place *p)
{
  station_close (&p->station);
  stop_training (p);
  mdg_connection_free (p->connection);
  p->connection = start_training (p, 0);
  open_station (p, &p->station, "cache");
  station_begin (&p->station);
}

static void
pass (Place *p, gint64 seconds)
{
  mdg_clock_advance (p->service_clock, seconds * G_USEC_PER_SEC);
  mdg_clock_advance (p->clock, seconds * G_USEC_PER_SEC);
}

static const MdgTrainingAccount *
account (Place *p, MdgTrainingState state)
{
  for (guint i = 0; i < p->scenario->accounts->len; i++)
    {
      const MdgTrainingAccount *one = p->scenario->accounts->pdata[i];
      if (one->state == state)
        return one;
    }
  g_assert_not_reached ();
}

static void
log_in (Place *p, const MdgTrainingAccount *a)
{
  station_log_in (&p->station, a->institution_code, a->login_id, a->password);
  assert_fine (&p->station);
}

/* With the phone, whose time is the service's. */
static void
send_passcode (Place *p, const char *key)
{
  g_autofree char *code = station_passcode (key, mdg_clock_wall (p->service_clock));
  station_send_passcode (&p->station, code);
}

static void
go_to_menu (Place *p, const MdgTrainingAccount *a)
{
  station_begin (&p->station);
  log_in (p, a);
  assert_at (&p->station, MDG_LOGIN_PASSCODE);
  send_passcode (p, a->setup_key);
  assert_fine (&p->station);
  assert_at (&p->station, MDG_LOGIN_MENU);
}

static void
test_whole_job (Place *p, gconstpointer data)
{
  const MdgTrainingAccount *a = account (p, MDG_TRAINING_NEVER_REGISTERED);
  Station *s = &p->station;
  station_begin (s);
  assert_fine (s);
  log_in (p, a);
  assert_at (s, MDG_LOGIN_REGISTRATION);
  const MdgRegistration *registration = mdg_login_flow_get_registration (s->flow);
  g_autofree char *key = g_strdup (mdg_secret_get_string (registration->setup_key));
  g_assert_cmpuint (strlen (key), ==, 32);
  mdg_login_flow_note_print (s->flow, MDG_PRINT_PDF, "staff");
  mdg_login_flow_proceed (s->flow);
  send_passcode (p, key);
  assert_fine (s);
  assert_at (s, MDG_LOGIN_COMPLETED);
  mdg_login_flow_acknowledge (s->flow);
  assert_at (s, MDG_LOGIN_MENU);
  station_change_password (s, a->password, NEW_PASSWORD);
  assert_fine (s);
  assert_at (s, MDG_LOGIN_PASSWORD_CHANGED);
  station_log_out (s);

  restart (p); /* the cache alone knows the key and the password now */
  g_autofree char *kept_key = station_secret (s, "setup-key", a->institution_code, a->login_id);
  g_autofree char *kept_password = station_secret (s, "password", a->institution_code, a->login_id);
  g_assert_cmpstr (kept_key, ==, key);
  g_assert_cmpstr (kept_password, ==, NEW_PASSWORD);
  pass (p, 30); /* a passcode is not accepted twice */
  station_log_in (s, a->institution_code, a->login_id, kept_password);
  assert_fine (s);
  assert_at (s, MDG_LOGIN_PASSCODE);
  send_passcode (p, kept_key);
  assert_at (s, MDG_LOGIN_MENU);
  g_assert_cmpint (mdg_login_flow_get_session (s->flow)->password_expires_at, ==, 0);
  g_assert_cmpuint (mdg_login_flow_get_times_printed (s->flow), ==, 1);
  station_log_out (s);
}

static void
wrong_passwords (Place *p, const MdgTrainingAccount *a)
{
  Station *s = &p->station;
  for (int left = 2; left > 0; left--)
    {
      station_log_in (s, a->institution_code, a->login_id, "Wrong-12345");
      assert_fault (s, MDG_ERROR_WRONG_CREDENTIALS);
      g_assert_cmpint (mdg_error_get_attempts_left (mdg_login_flow_get_error (s->flow)), ==, left);
    }
  station_log_in (s, a->institution_code, a->login_id, "Wrong-12345");
  assert_fault (s, MDG_ERROR_LOCKED);
}

static void
test_lock_by_password (Place *p, gconstpointer data)
{
  const MdgTrainingAccount *a = account (p, MDG_TRAINING_REGISTERED);
  Station *s = &p->station;
  station_begin (s);
  wrong_passwords (p, a);
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (s->flow), >=, 1790);
  pass (p, 600);
  restart (p);
  mdg_login_flow_look_up (s->flow, a->institution_code, a->login_id);
  station_until (mdg_login_flow_get_lock_remaining (s->flow) > 0);
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (s->flow), <=, 1200);
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (s->flow), >=, 1190);
  station_log_in (s, a->institution_code, a->login_id, a->password);
  assert_fault (s, MDG_ERROR_LOCKED);
  pass (p, 1201);
  station_until (mdg_login_flow_get_lock_remaining (s->flow) == 0);
  log_in (p, a);
  assert_at (s, MDG_LOGIN_PASSCODE);
}

/* Locked at another terminal: ours learns it from the service. */
static void
test_locked_elsewhere (Place *p, gconstpointer data)
{
  const MdgTrainingAccount *a = account (p, MDG_TRAINING_LOCKED);
  Station *s = &p->station;
  station_begin (s);
  station_log_in (s, a->institution_code, a->login_id, a->password);
  assert_fault (s, MDG_ERROR_LOCKED);
  g_assert_cmpint (mdg_login_flow_get_lock_remaining (s->flow), >, 0);
  g_autoptr (MdgAccountRecord) record = station_account (s, a->institution_code, a->login_id);
  g_assert_cmpint (record->locked_until, >, mdg_clock_wall (p->clock));
}

static void
test_lock_by_passcode (Place *p, gconstpointer data)
{
  const MdgTrainingAccount *a = account (p, MDG_TRAINING_REGISTERED);
  Station *s = &p->station;
  station_begin (s);
  log_in (p, a);
  for (int left = 2; left > 0; left--)
    {
      g_autofree char *old = station_passcode (a->setup_key, 1000000000 + left * 30);
      station_send_passcode (s, old);
      assert_fault (s, MDG_ERROR_WRONG_PASSCODE);
      g_assert_cmpint (mdg_error_get_attempts_left (mdg_login_flow_get_error (s->flow)), ==, left);
    }
  station_send_passcode (s, "000000");
  assert_fault (s, MDG_ERROR_LOCKED);
  mdg_login_flow_back (s->flow);
  station_log_in (s, a->institution_code, a->login_id, a->password);
  assert_fault (s, MDG_ERROR_LOCKED);
  g_autoptr (MdgAccountRecord) record = station_account (s, a->institution_code, a->login_id);
  g_assert_true (record->locked_by_passcode);
}

static void
test_second_login (Place *p, gconstpointer data)
{
  const MdgTrainingAccount *a = account (p, MDG_TRAINING_REGISTERED);
  Station other = { 0 };
  go_to_menu (p, a);
  open_station (p, &other, "other-cache");
  station_begin (&other);
  station_log_in (&other, a->institution_code, a->login_id, a->password);
  assert_at (&other, MDG_LOGIN_PASSCODE);
  pass (p, 60);
  station_until (mdg_login_flow_get_state (p->station.flow) == MDG_LOGIN_ENDED);
  assert_fault (&p->station, MDG_ERROR_SESSION_SUPERSEDED);
  assert_at (&other, MDG_LOGIN_PASSCODE);
  mdg_login_flow_close_ended (p->station.flow);
  assert_at (&p->station, MDG_LOGIN_CREDENTIALS);
  station_close (&other);
}

static void
test_idle (Place *p, gconstpointer data)
{
  go_to_menu (p, account (p, MDG_TRAINING_REGISTERED));
  pass (p, 1740);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_at (&p->station, MDG_LOGIN_MENU);
  pass (p, 61);
  station_until (mdg_login_flow_get_state (p->station.flow) == MDG_LOGIN_ENDED);
  assert_fault (&p->station, MDG_ERROR_SESSION_EXPIRED);
}

static void
test_skew (Place *p, gconstpointer data)
{
  const MdgTrainingAccount *a = account (p, MDG_TRAINING_REGISTERED);
  Station *s = &p->station;
  gint64 skew;
  gboolean skewed;
  mdg_clock_advance (p->clock, 300 * G_USEC_PER_SEC); /* this computer is 5 minutes fast */
  station_begin (s);
  g_object_get (s->flow, "skewed", &skewed, NULL);
  g_assert_true (mdg_login_flow_get_clock_skew (s->flow, &skew));
  g_assert_true (skewed);
  g_assert_cmpint (skew, >=, -302);
  g_assert_cmpint (skew, <=, -298);
  log_in (p, a);
  g_autofree char *wrong = station_passcode (a->setup_key, mdg_clock_wall (p->clock));
  station_send_passcode (s, wrong); /* a program on this computer would make this one */
  assert_fault (s, MDG_ERROR_WRONG_PASSCODE);
  send_passcode (p, a->setup_key);
  assert_at (s, MDG_LOGIN_MENU);
}

static void
test_expired_password (Place *p, gconstpointer data)
{
  const MdgTrainingAccount *a = account (p, MDG_TRAINING_PASSWORD_EXPIRED);
  Station *s = &p->station;
  go_to_menu (p, a);
  g_assert_true (mdg_login_flow_get_session (s->flow)->password_expired);
  g_autofree char *similar = g_strdup_printf ("%.5s9zZ?", a->password);
  station_change_password (s, a->password, similar);
  assert_fault (s, MDG_ERROR_PASSWORD_RULES); /* the first five characters; the service knows */
  g_assert_cmpuint (mdg_error_get_rules (mdg_login_flow_get_error (s->flow)), !=, 0);
  station_change_password (s, a->password, "Betsu-no1");
  assert_fine (s);
  assert_at (s, MDG_LOGIN_PASSWORD_CHANGED);
  g_assert_false (mdg_login_flow_get_session (s->flow)->password_expired);
}

/* The service goes away in the middle and comes back at the same place: the session lives on. */
static void
test_service_away (Place *p, gconstpointer data)
{
  const MdgTrainingAccount *a = account (p, MDG_TRAINING_REGISTERED);
  Station *s = &p->station;
  guint port = (guint)g_ascii_strtoull (strrchr (p->connection->endpoint, ':') + 1, NULL, 10);
  station_begin (s);
  log_in (p, a);
  stop_training (p);
  send_passcode (p, a->setup_key);
  assert_fault (s, MDG_ERROR_UNREACHABLE);
  assert_at (s, MDG_LOGIN_PASSCODE);
  mdg_connection_free (start_training (p, port));
  send_passcode (p, a->setup_key);
  assert_fine (s);
  assert_at (s, MDG_LOGIN_MENU);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/login-service/" path, Place, NULL, set_up, func, tear_down)
  ADD ("whole-job", test_whole_job);
  ADD ("lock-by-password", test_lock_by_password);
  ADD ("locked-elsewhere", test_locked_elsewhere);
  ADD ("lock-by-passcode", test_lock_by_passcode);
  ADD ("second-login", test_second_login);
  ADD ("idle", test_idle);
  ADD ("skew", test_skew);
  ADD ("expired-password", test_expired_password);
  ADD ("service-away", test_service_away);
#undef ADD
  return g_test_run ();
}
