/* test-portal-service.c: the portal's flow over the real HTTPS service against the training: from
 * 新規ユーザー登録 to 運用開始日登録, with the clock moved, the service away, and an act cut off in
 * the middle; ticks in the real cache. SPDX-License-Identifier: GPL-3.0-or-later */
#include "../app/store/scratch-cache.h"
#include "../support/released.h"
#include "login-station.h"
#include "net/https-service.h"
#include "portal/portal-flow.h"
#include "portal/portal-ticks.h"
#include "training/rules.h"
#include "training/training-service.h"

#include <string.h>

#define START G_GINT64_CONSTANT (1768435200) /* 2026-01-15 09:00 in Japan */
#define ADDRESS "kikin01@test.kikin.com"
#define PASSWORD "Portal26"
#define BIRTH_DATE "1984-06-21"

typedef struct
{
  char *folder;
  MdgClock *clock;
  MdgTrainingService *training;
  MdgConnection *connection;
  MdgIdentity *identity;
  MdgHttpsService *service;
  MdgPortalFlow *flow;
  guint port;
} Place;

static void
start_training (Place *p)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (p->folder, "training", NULL);

  p->training = mdg_training_service_new (folder, p->clock, p->port, 0, 1);
  mdg_backend_start_async (MDG_BACKEND (p->training), NULL, station_store_result, &result);
  station_until (result != NULL);
  p->connection = mdg_backend_start_finish (MDG_BACKEND (p->training), result, &error);
  g_assert_no_error (error);
  p->port = (guint)g_ascii_strtoull (strrchr (p->connection->endpoint, ':') + 1, NULL, 10);
}

static void
stop_training (Place *p)
{
  g_clear_pointer (&p->connection, mdg_connection_free);
  mdg_backend_stop (MDG_BACKEND (p->training));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_released (g_steal_pointer (&p->training));
}

static void
set_up (Place *p, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  p->folder = scratch_folder_new ();
  p->clock = mdg_clock_new_manual (START * G_USEC_PER_SEC);
  start_training (p);
  p->identity = mdg_identity_open (p->connection->client_file, p->connection->client_password,
                                   g_get_real_time () / G_USEC_PER_SEC, &error);
  g_assert_no_error (error);
  p->service = mdg_https_service_new (p->connection->endpoint, p->connection->ca_file, p->identity,
                                      p->clock, &error);
  g_assert_no_error (error);
  p->flow = mdg_portal_flow_new ();
  mdg_portal_flow_set_service (p->flow, MDG_PORTAL_SERVICE (p->service));
}

static void
tear_down (Place *p, gconstpointer data)
{
  mdg_portal_flow_set_service (p->flow, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_released (g_steal_pointer (&p->flow));
  assert_released (g_steal_pointer (&p->service));
  g_clear_object (&p->identity);
  stop_training (p);
  assert_released (g_steal_pointer (&p->clock));
  scratch_folder_free (p->folder);
}

static void
wait_moment (Place *p)
{
  station_until (!mdg_portal_flow_get_busy (p->flow));
}

static void
assert_stands (Place *p, MdgPortalState state, const char *notice)
{
  g_assert_no_error (mdg_portal_flow_get_error (p->flow));
  g_assert_cmpint (mdg_portal_flow_get_state (p->flow), ==, state);
  g_assert_cmpstr (mdg_portal_flow_get_notice (p->flow), ==, notice);
}

#define assert_failed(p, code)                                                                     \
  g_assert_error (mdg_portal_flow_get_error ((p)->flow), MDG_ERROR, (int)(code))

static MdgPortalRegistration *
person (void)
{
  MdgPortalRegistration *it = mdg_portal_registration_new ();

  it->family_name = g_strdup ("基金");
  it->given_name = g_strdup ("太郎");
  it->number.mark = MDG_PORTAL_KYO;
  it->number.number = g_strdup ("342200100");
  it->phone = g_strdup ("01201234567");
  it->mail_address = g_strdup (ADDRESS);
  it->password = mdg_secret_new_from_string (PASSWORD);
  it->accepted = TRUE;
  return it;
}

static void
register_person (Place *p)
{
  g_autoptr (MdgPortalRegistration) it = person ();

  mdg_portal_flow_register (p->flow, it);
  wait_moment (p);
}

/* Waits for the mailbox to hold @n and opens the link of the first. */
static void
open_link (Place *p, guint n)
{
  const MdgMail *mail;

  station_until (mdg_portal_flow_get_mails (p->flow)->len == n);
  mail = mdg_portal_flow_get_mails (p->flow)->pdata[n - 1];
  g_assert_nonnull (mail->link);
  mdg_portal_flow_open_link (p->flow, mail->link);
  wait_moment (p);
}

static void
log_in (Place *p, const char *password)
{
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (password);

  mdg_portal_flow_log_in (p->flow, ADDRESS, secret);
  wait_moment (p);
}

static void
start_use (Place *p, const char *birth_date)
{
  g_autoptr (MdgPortalStartRequest) request = mdg_portal_start_request_new ();

  request->birth_date = g_strdup (birth_date);
  request->staff = 2;
  request->terminals = 3;
  request->accepted = TRUE;
  mdg_portal_flow_start_use (p->flow, request);
  wait_moment (p);
}

static void
wait_for_use (Place *p, MdgPortalUse use)
{
  station_until (mdg_portal_flow_get_start (p->flow) != NULL
                 && mdg_portal_flow_get_start (p->flow)->use == use);
}

static void
test_whole (Place *p, gconstpointer data)
{
  g_autoptr (MdgPortalRegistration) it = person ();

  station_until (mdg_portal_flow_get_facilities (p->flow)->len > 0);
  mdg_portal_flow_look_up (p->flow, &it->number);
  station_until (mdg_portal_flow_get_found (p->flow) != NULL);
  g_assert_cmpstr (mdg_portal_flow_get_found (p->flow)->facility_name, ==, "ひなた橋接骨院");
  it->number.mark = MDG_PORTAL_KEI;
  mdg_portal_flow_look_up (p->flow, &it->number);
  station_until (mdg_portal_flow_get_look_up_error (p->flow) != NULL);
  g_assert_null (mdg_portal_flow_get_found (p->flow));
  mdg_portal_flow_go (p->flow, MDG_PORTAL_AT_MENU); /* nobody is logged in */
  assert_stands (p, MDG_PORTAL_AT_LOGIN, NULL);
  mdg_portal_flow_go (p->flow, MDG_PORTAL_AT_REGISTER);
  register_person (p);
  assert_stands (p, MDG_PORTAL_AT_MAIL, "sent");
  log_in (p, PASSWORD);
  assert_failed (p, MDG_ERROR_LINK_DUE);
  open_link (p, 1);
  assert_stands (p, MDG_PORTAL_AT_LOGIN, "registered");
  log_in (p, "Portal27");
  assert_failed (p, MDG_ERROR_WRONG_CREDENTIALS);
  log_in (p, PASSWORD);
  assert_stands (p, MDG_PORTAL_AT_MENU, NULL);
  wait_for_use (p, MDG_PORTAL_USE_NONE);
  mdg_portal_flow_confirm (p->flow, "1984-06-22");
  wait_moment (p);
  assert_failed (p, MDG_ERROR_FACILITY_UNCONFIRMED);
  mdg_portal_flow_confirm (p->flow, BIRTH_DATE);
  wait_moment (p);
  g_assert_cmpstr (mdg_portal_flow_get_confirmed (p->flow), ==, BIRTH_DATE);
  start_use (p, BIRTH_DATE);
  assert_stands (p, MDG_PORTAL_AT_MENU, "applied");
  wait_for_use (p, MDG_PORTAL_USE_RECEIVED);
  start_use (p, "1984-06-22");
  assert_failed (p, MDG_ERROR_ALREADY_APPLIED);
  /* A week later the session is over, what was applied for is done. */
  mdg_clock_advance (p->clock, (gint64)7 * MDG_RULE_DAY_SECONDS * G_USEC_PER_SEC);
  mdg_portal_flow_refresh (p->flow);
  station_until (mdg_portal_flow_get_state (p->flow) == MDG_PORTAL_AT_LOGIN);
  assert_failed (p, MDG_ERROR_SESSION_EXPIRED);
  log_in (p, PASSWORD);
  wait_for_use (p, MDG_PORTAL_USE_DONE);
  g_assert_cmpuint (g_strv_length (mdg_portal_flow_get_start (p->flow)->accounts), ==, 3);
  mdg_portal_flow_go (p->flow, MDG_PORTAL_AT_OPERATION);
  mdg_portal_flow_set_operation (p->flow, "2026-01-19");
  wait_moment (p);
  assert_failed (p, MDG_ERROR_INVALID_INPUT);
  mdg_portal_flow_set_operation (p->flow, "2026-02-02");
  wait_moment (p);
  assert_stands (p, MDG_PORTAL_AT_MENU, "kept");
  g_assert_cmpstr (mdg_portal_flow_get_start (p->flow)->operation_on, ==, "2026-02-02");
  mdg_portal_flow_log_out (p->flow);
  assert_stands (p, MDG_PORTAL_AT_LOGIN, "logged-out");
}

/* 24 hours: the registration begins anew, and what was typed for it need not be. */
static void
test_link_expired (Place *p, gconstpointer data)
{
  register_person (p);
  mdg_clock_advance (p->clock, (gint64)MDG_RULE_LINK_SECONDS * G_USEC_PER_SEC);
  open_link (p, 1);
  assert_failed (p, MDG_ERROR_LINK_EXPIRED);
  g_assert_cmpint (mdg_portal_flow_get_state (p->flow), ==, MDG_PORTAL_AT_MAIL);
  register_person (p);
  open_link (p, 2);
  assert_stands (p, MDG_PORTAL_AT_LOGIN, "registered");
}

/* The service is away: nothing is lost, and it comes about when it is back. */
static void
test_offline (Place *p, gconstpointer data)
{
  stop_training (p);
  mdg_portal_flow_go (p->flow, MDG_PORTAL_AT_REGISTER);
  register_person (p);
  assert_failed (p, MDG_ERROR_UNREACHABLE);
  g_assert_cmpint (mdg_portal_flow_get_state (p->flow), ==, MDG_PORTAL_AT_REGISTER);
  start_training (p);
  register_person (p);
  assert_stands (p, MDG_PORTAL_AT_MAIL, "sent");
  mdg_portal_flow_set_service (p->flow, NULL);
  register_person (p);
  assert_failed (p, MDG_ERROR_UNREACHABLE);
}

/* Given up in the middle, whether it arrived or not: sent again it is done once. */
static void
test_cut_off (Place *p, gconstpointer data)
{
  g_autoptr (MdgPortalRegistration) it = person ();

  for (int turn = 0; turn < 5; turn++)
    {
      mdg_portal_flow_register (p->flow, it);
      for (int i = 0; i < 3 * turn; i++)
        g_main_context_iteration (NULL, FALSE);
      if (!mdg_portal_flow_get_busy (p->flow))
        break;
      mdg_portal_flow_cancel (p->flow);
      wait_moment (p);
      if (mdg_portal_flow_get_state (p->flow) == MDG_PORTAL_AT_HOME)
        assert_stands (p, MDG_PORTAL_AT_HOME, "cancelled");
    }
  register_person (p);
  assert_stands (p, MDG_PORTAL_AT_MAIL, "sent");
  open_link (p, 1); /* one mail: the registration was made once */
  assert_stands (p, MDG_PORTAL_AT_LOGIN, "registered");
}

static gboolean
set_tick (MdgCache *cache, const char *step, gboolean done)
{
  g_autoptr (GAsyncResult) result = NULL;

  mdg_portal_ticks_set_async (cache, step, done, START, NULL, station_store_result, &result);
  station_until (result != NULL);
  return mdg_portal_ticks_set_finish (cache, result, NULL);
}

static char *
get_ticks (MdgCache *cache)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) steps = NULL;

  mdg_portal_ticks_load_async (cache, NULL, station_store_result, &result);
  station_until (result != NULL);
  steps = mdg_portal_ticks_load_finish (cache, result, NULL);
  g_assert_nonnull (steps);
  return g_strjoinv (" ", steps);
}

/* Kept over a restart of the program. */
static void
test_ticks (Place *p, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (p->folder, "cache", NULL);
  MdgCache *cache = scratch_cache_open (folder);
  g_autofree char *none = get_ticks (cache), *two = NULL;

  g_assert_cmpstr (none, ==, "");
  g_assert_true (set_tick (cache, "register", TRUE) && set_tick (cache, "link", TRUE)
                 && set_tick (cache, "login", TRUE) && set_tick (cache, "link", TRUE)
                 && set_tick (cache, "login", FALSE));
  scratch_cache_close (&cache);
  cache = scratch_cache_open (folder);
  two = get_ticks (cache);
  g_assert_cmpstr (two, ==, "link register");
  scratch_cache_close (&cache);
}

#define ADD(path, func) g_test_add ("/portal-service/" path, Place, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("whole", test_whole);
  ADD ("link-expired", test_link_expired);
  ADD ("offline", test_offline);
  ADD ("cut-off", test_cut_off);
  ADD ("ticks", test_ticks);
  return g_test_run ();
}
