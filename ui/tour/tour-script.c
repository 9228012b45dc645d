/* tour-script.c: the way of the tour through the window: the whole job, then the bad days. What a
 * person does goes through the window; what happens elsewhere (time passes, another terminal, a
 * service that goes away) is made to happen behind it. SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour-script.h"

#include "core/base32.h"
#include "core/totp.h"
#include "net/https-service.h"
#include "print/sheet-printer.h"
#include "store/vault.h"
#include "tour/tour-accounts.h"
#include "tour/tour-authenticator.h"
#include "tour/tour-beside.h"
#include "tour/tour-certificates.h"
#include "tour/tour-consent.h"
#include "tour/tour-first-run.h"
#include "tour/tour-introduction.h"
#include "tour/tour-lock.h"
#include "tour/tour-portal.h"
#include "tour/tour-readers.h"
#include "widgets/help-button.h"

#define NEW_PASSWORD "Madoguchi-2026-x"
#define WRONG_PASSWORD "Machigai-1"
#define SKEW_SECONDS 300

typedef struct
{
  MdgTourStage *stage;
  MdgApplication *application;
  MdgWorkplace *workplace;
  MdgLoginFlow *flow;
  const char *folder;        /* for certificates */
  MdgConnection *connection; /* of the training service, as at the beginning */
  MdgSecret *key;            /* what a phone has scanned */
} Tour;

/* --- what happens elsewhere --- */

static const MdgTrainingAccount *
account (Tour *t, MdgTrainingState state)
{
  for (guint i = 0; i < t->connection->accounts->len; i++)
    {
      const MdgTrainingAccount *one = g_ptr_array_index (t->connection->accounts, i);
      if (one->state == state)
        return one;
    }
  mdg_tour_fail (t->stage, "the scenario has no account that is %s",
                 mdg_training_state_nick (state));
  return g_ptr_array_index (t->connection->accounts, 0);
}

static void
store_result (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

static gboolean
is_set (gpointer place)
{
  return *(gpointer *)place != NULL;
}

/* Returns: (transfer full) (nullable) */
static MdgConnection *
describe (Tour *t)
{
  MdgBackend *backend = mdg_workplace_get_backend (t->workplace);
  g_autoptr (GAsyncResult) result = NULL;

  mdg_backend_describe_async (backend, NULL, store_result, &result);
  mdg_tour_wait (t->stage, "the training accounts", is_set, &result);
  return result != NULL ? mdg_backend_describe_finish (backend, result, NULL) : NULL;
}

/* Somebody logs in to the same account at another terminal. */
static void
log_in_elsewhere (Tour *t, const MdgTrainingAccount *a, const char *password)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (password);
  g_autoptr (MdgLoginRequest) request
      = mdg_login_request_new (a->institution_code, a->login_id, secret);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MdgSessionInfo) info = NULL;
  g_autoptr (MdgHttpsService) other
      = mdg_https_service_new (t->connection->endpoint, t->connection->ca_file,
                               mdg_workplace_get_identity (t->workplace), clock, NULL);

  mdg_service_login_async (MDG_SERVICE (other), request, NULL, store_result, &result);
  mdg_tour_wait (t->stage, "the log-in elsewhere", is_set, &result);
  if (result != NULL)
    info = mdg_service_login_finish (MDG_SERVICE (other), result, NULL);
  if (info == NULL)
    mdg_tour_fail (t->stage, "nobody can log in elsewhere");
}

/* --- waiting --- */

typedef struct
{
  Tour *tour;
  MdgLoginState state;
  MdgErrorCode code;
  guint number;
} Wish;

static gboolean
flow_is_at (gpointer data)
{
  Wish *wish = data;
  return mdg_login_flow_get_state (wish->tour->flow) == wish->state
         && !mdg_login_flow_get_busy (wish->tour->flow);
}

static void
arrive (Tour *t, MdgLoginState state)
{
  Wish wish = { .tour = t, .state = state };
  g_autoptr (GEnumClass) states = g_type_class_ref (MDG_TYPE_LOGIN_STATE);
  const char *nick = g_enum_get_value (states, (int)state)->value_nick;
  const GError *error;

  mdg_tour_wait (t->stage, nick, flow_is_at, &wish);
  error = mdg_login_flow_get_error (t->flow);
  if (state != MDG_LOGIN_ENDED && error != NULL)
    mdg_tour_fail (t->stage, "at %s: %s", nick, error->message);
  mdg_tour_log (t->stage, "at %s", nick);
}

static gboolean
flow_has_error (gpointer data)
{
  Wish *wish = data;
  return g_error_matches (mdg_login_flow_get_error (wish->tour->flow), MDG_ERROR, (int)wish->code)
         && !mdg_login_flow_get_busy (wish->tour->flow);
}

static void
expect_error (Tour *t, MdgErrorCode code)
{
  Wish wish = { .tour = t, .code = code };

  mdg_tour_wait (t->stage, mdg_error_code_nick (code), flow_has_error, &wish);
  mdg_tour_log (t->stage, "told: %s", mdg_error_code_nick (code));
}

/* A wrong try is told apart from the one before by the number of those that are left. */
static gboolean
flow_has_tries_left (gpointer data)
{
  Wish *wish = data;
  return flow_has_error (data)
         && mdg_error_get_attempts_left (mdg_login_flow_get_error (wish->tour->flow))
                == (int)wish->number;
}

static void
expect_tries_left (Tour *t, guint left)
{
  Wish wish = { .tour = t, .code = MDG_ERROR_WRONG_CREDENTIALS, .number = left };

  mdg_tour_wait (t->stage, "a wrong try", flow_has_tries_left, &wish);
  mdg_tour_log (t->stage, "told: %u tries left", left);
}

static gboolean
flow_has_printed (gpointer data)
{
  Wish *wish = data;
  return mdg_login_flow_get_times_printed (wish->tour->flow) == wish->number;
}

static gboolean
flow_is_skewed (gpointer data)
{
  Wish *wish = data;
  gboolean skewed;
  g_object_get (wish->tour->flow, "skewed", &skewed, NULL);
  return skewed == (wish->number != 0);
}

static gboolean
workplace_is_ready (gpointer data)
{
  Tour *t = data;
  GPtrArray *accounts = mdg_workplace_get_accounts (t->workplace);
  return mdg_workplace_get_service_state (t->workplace) == MDG_SERVICE_READY
         && mdg_workplace_get_cache (t->workplace) != NULL && accounts != NULL && accounts->len > 0;
}

/* --- what a person does --- */

static void
fill_in (Tour *t, const MdgTrainingAccount *a, const char *password)
{
  mdg_tour_type (t->stage, "code", a->institution_code);
  mdg_tour_type (t->stage, "login_id", a->login_id);
  mdg_tour_type (t->stage, "password", password);
}

static void
remember_key (Tour *t, const char *base32)
{
  g_clear_pointer (&t->key, mdg_secret_unref);
  t->key = mdg_base32_decode (base32, -1, NULL);
}

/* What the phone shows, @steps of 30 seconds from now. */
static void
type_passcode (Tour *t, gint64 steps)
{
  char code[MDG_TOTP_CODE_MAX];
  gint64 wall = mdg_clock_wall (mdg_application_get_service_clock (t->application));

  if (t->key == NULL)
    {
      mdg_tour_fail (t->stage, "there is no set-up key");
      return;
    }
  mdg_hotp (t->key, MDG_TOTP_SHA1, (guint64)((gint64)mdg_totp_step (wall, MDG_TOTP_PERIOD) + steps),
            MDG_TOTP_DIGITS, code);
  mdg_tour_type (t->stage, "passcode", code);
}

static void
send_passcode (Tour *t, MdgLoginState next)
{
  type_passcode (t, 0);
  mdg_tour_press (t->stage, "send");
  arrive (t, next);
}

/* From [ログイン] to [管理メニュー] with an account that is registered. */
static void
log_in_again (Tour *t, const MdgTrainingAccount *a, const char *password)
{
  mdg_tour_pass_time (t->application, MDG_TOTP_PERIOD); /* no passcode is accepted twice */
  fill_in (t, a, password);
  mdg_tour_press (t->stage, "log_in");
  arrive (t, MDG_LOGIN_PASSCODE);
  send_passcode (t, MDG_LOGIN_MENU);
}

static void
log_out (Tour *t, const char *picture)
{
  mdg_tour_press (t->stage, "log_out");
  if (picture != NULL)
    mdg_tour_picture (t->stage, picture);
  mdg_tour_answer (t->stage, "ok");
  arrive (t, MDG_LOGIN_CREDENTIALS);
}

/* --- the job --- */

static void
walk_start (Tour *t)
{
  MdgWindow *window = mdg_tour_stage_get_window (t->stage);
  GtkWidget *help
      = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (window), MDG_TYPE_WINDOW, "help"));

  mdg_tour_picture (t->stage, "start");
  mdg_window_show_help (window);
  mdg_tour_picture (t->stage, "help");
  mdg_help_button_close (MDG_HELP_BUTTON (help));
  mdg_tour_press (t->stage, "begin");
  arrive (t, MDG_LOGIN_CREDENTIALS);
  mdg_tour_picture (t->stage, "login");
}

static void
walk_login (Tour *t, const MdgTrainingAccount *a)
{
  mdg_tour_type (t->stage, "code", "12345");
  mdg_tour_press (t->stage, "log_in");
  expect_error (t, MDG_ERROR_INVALID_INPUT);
  mdg_tour_picture (t->stage, "login-form");
  fill_in (t, a, WRONG_PASSWORD);
  mdg_tour_press (t->stage, "log_in");
  expect_error (t, MDG_ERROR_WRONG_CREDENTIALS);
  mdg_tour_picture (t->stage, "login-wrong-password");
  mdg_tour_type (t->stage, "password", a->password);
  mdg_tour_picture (t->stage, "login-filled");
  mdg_tour_press (t->stage, "log_in");
  arrive (t, MDG_LOGIN_REGISTRATION);
}

static void
print_until (Tour *t, guint times)
{
  Wish wish = { .tour = t, .number = times };

  mdg_tour_wait (t->stage, "the sheet", flow_has_printed, &wish);
}

static void
walk_registration (Tour *t)
{
  const MdgRegistration *registration = mdg_login_flow_get_registration (t->flow);

  if (registration != NULL)
    remember_key (t, mdg_secret_get_string (registration->setup_key));
  mdg_tour_picture (t->stage, "registration");
  mdg_tour_press (t->stage, "proceed");
  mdg_tour_picture (t->stage, "print-question");
  mdg_tour_answer (t->stage, "print");
  print_until (t, 1);
  mdg_tour_picture (t->stage, "registration-printed");
  mdg_tour_press (t->stage, "save");
  print_until (t, 2);
  mdg_tour_press (t->stage, "close"); /* of the message, which holds a path of this computer */
  mdg_tour_press (t->stage, "proceed");
  mdg_tour_picture (t->stage, "print-question-again");
  mdg_tour_answer (t->stage, "proceed");
  arrive (t, MDG_LOGIN_PASSCODE);
}

static void
walk_passcode (Tour *t)
{
  mdg_tour_picture (t->stage, "passcode");
  type_passcode (t, -1000); /* of another time */
  mdg_tour_press (t->stage, "send");
  expect_error (t, MDG_ERROR_WRONG_PASSCODE);
  mdg_tour_picture (t->stage, "passcode-wrong");
  send_passcode (t, MDG_LOGIN_COMPLETED);
  mdg_tour_picture (t->stage, "completed");
  mdg_tour_press (t->stage, "ok");
  arrive (t, MDG_LOGIN_MENU);
  mdg_tour_picture (t->stage, "menu");
}

static void
walk_password (Tour *t, const MdgTrainingAccount *a)
{
  mdg_tour_press (t->stage, "change");
  arrive (t, MDG_LOGIN_PASSWORD);
  mdg_tour_picture (t->stage, "password");
  mdg_tour_type (t->stage, "current", a->password);
  mdg_tour_type (t->stage, "changed", "mado 26");
  mdg_tour_picture (t->stage, "password-typing");
  mdg_tour_type (t->stage, "changed", NEW_PASSWORD);
  mdg_tour_type (t->stage, "repeated", NEW_PASSWORD);
  mdg_tour_picture (t->stage, "password-ready");
  mdg_tour_press (t->stage, "change");
  arrive (t, MDG_LOGIN_PASSWORD_CHANGED);
  mdg_tour_picture (t->stage, "password-changed");
  mdg_tour_press (t->stage, "ok");
  arrive (t, MDG_LOGIN_MENU);
}

static void
walk_again (Tour *t, const MdgTrainingAccount *a)
{
  log_out (t, "log-out-question");
  mdg_tour_pass_time (t->application, MDG_TOTP_PERIOD);
  fill_in (t, a, NEW_PASSWORD);
  mdg_tour_press (t->stage, "log_in");
  arrive (t, MDG_LOGIN_PASSCODE);
  mdg_tour_picture (t->stage, "passcode-again");
  send_passcode (t, MDG_LOGIN_MENU);
  mdg_tour_picture (t->stage, "menu-again");
}

/* --- the bad days --- */

static void
walk_ended (Tour *t, const MdgTrainingAccount *a)
{
  log_in_elsewhere (t, a, NEW_PASSWORD);
  mdg_tour_pass_time (t->application, 60);
  arrive (t, MDG_LOGIN_ENDED);
  mdg_tour_picture (t->stage, "ended-by-second-login");
  mdg_tour_press (t->stage, "close");
  arrive (t, MDG_LOGIN_CREDENTIALS);
  log_in_again (t, a, NEW_PASSWORD);
  mdg_tour_pass_time (t->application, 30 * 60);
  arrive (t, MDG_LOGIN_ENDED);
  mdg_tour_picture (t->stage, "ended-after-30-minutes");
  mdg_tour_press (t->stage, "close");
  arrive (t, MDG_LOGIN_CREDENTIALS);
}

static void
walk_expired (Tour *t)
{
  const MdgTrainingAccount *a = account (t, MDG_TRAINING_PASSWORD_EXPIRED);

  remember_key (t, a->setup_key);
  log_in_again (t, a, a->password);
  mdg_tour_picture (t->stage, "menu-password-expired");
  log_out (t, NULL);
}

static void
walk_locked (Tour *t)
{
  const MdgTrainingAccount *a = account (t, MDG_TRAINING_REGISTERED);

  fill_in (t, a, WRONG_PASSWORD);
  for (guint left = 2; left > 0; left--)
    {
      mdg_tour_press (t->stage, "log_in");
      expect_tries_left (t, left);
    }
  mdg_tour_press (t->stage, "log_in");
  expect_error (t, MDG_ERROR_LOCKED);
  mdg_tour_picture (t->stage, "locked");
}

/* Somebody puts this computer's clock forward (or back) while a passcode is due, and goes back. */
static void
set_clock (Tour *t, const MdgTrainingAccount *a, gint64 seconds)
{
  Wish wish = { .tour = t, .number = seconds > 0 };

  fill_in (t, a, NEW_PASSWORD);
  mdg_tour_press (t->stage, "log_in");
  arrive (t, MDG_LOGIN_PASSCODE);
  mdg_clock_advance (mdg_workplace_get_clock (t->workplace), seconds * G_USEC_PER_SEC);
  mdg_tour_press (t->stage, "back");
  arrive (t, MDG_LOGIN_CREDENTIALS);
  mdg_tour_wait (t->stage, "the clocks' difference", flow_is_skewed, &wish);
}

static void
walk_skew (Tour *t, const MdgTrainingAccount *a)
{
  set_clock (t, a, SKEW_SECONDS);
  mdg_tour_picture (t->stage, "clock-skew");
  set_clock (t, a, -SKEW_SECONDS);
}

static void
walk_service_down (Tour *t, const MdgTrainingAccount *a)
{
  mdg_backend_stop (mdg_workplace_get_backend (t->workplace));
  fill_in (t, a, NEW_PASSWORD);
  mdg_tour_press (t->stage, "log_in");
  expect_error (t, MDG_ERROR_UNREACHABLE);
  mdg_tour_picture (t->stage, "service-down");
}

/* Real work. What is made for it goes with the tour: only for that may the passphrase cost little,
 * and where the caller gave a folder, a person's records may lie there. */
static void
walk_day_one (Tour *t)
{
  g_autofree char *code = NULL;

  if (mdg_tour_stage_has_failed (t->stage))
    return;
  if (!mdg_application_is_data_temporary (t->application))
    {
      mdg_tour_log (t->stage, "no real work in a folder that stays");
      return;
    }
  mdg_vault_make_cheap ();
  code = mdg_tour_first_run_walk (t->stage, t->application);
  if (code == NULL)
    return;
  mdg_tour_beside_walk (t->stage, t->application);
  mdg_tour_lock_walk (t->stage, t->application, code);
}

static void
walk (Tour *t)
{
  const MdgTrainingAccount *a = account (t, MDG_TRAINING_NEVER_REGISTERED);

  mdg_tour_accounts_look_in (t->stage);
  mdg_tour_authenticator_look_in (t->stage);
  walk_start (t);
  walk_login (t, a);
  walk_registration (t);
  walk_passcode (t);
  walk_password (t, a);
  walk_again (t, a);
  mdg_tour_authenticator_walk (t->stage);
  mdg_tour_accounts_walk (t->stage);
  mdg_tour_consent_walk (t->stage);
  mdg_tour_readers_look (t->stage);
  mdg_tour_introduction (t->stage);
  mdg_tour_support (t->stage);
  mdg_tour_certificates_walk (t->stage, t->workplace, t->folder,
                              mdg_application_get_tour_stick (t->application));
  walk_ended (t, a);
  walk_expired (t);
  walk_locked (t);
  walk_skew (t, a);
  mdg_tour_portal_walk (t->stage, t->application);
  mdg_tour_first_run_look (t->stage, t->application, t->connection);
  walk_service_down (t, a);
  walk_day_one (t);
}

void
mdg_tour_script_run_records (MdgTourStage *stage, MdgApplication *application)
{
  MdgWorkplace *workplace = mdg_application_get_workplace (application);
  Tour t = { .stage = stage, .application = application, .workplace = workplace };
  g_autofree char *code = NULL;

  if (g_str_equal (mdg_application_get_tour_records (application), "return"))
    {
      mdg_tour_lock_return (stage, application);
      return;
    }
  mdg_tour_wait (stage, "the training service", workplace_is_ready, &t);
  code = mdg_tour_first_run_hurry (stage, application);
  if (code == NULL)
    mdg_tour_fail (stage, "there are no records");
  mdg_tour_beside_hurry (stage, application);
}

void
mdg_tour_script_run (MdgTourStage *stage, MdgApplication *application, const char *folder)
{
  Tour t = { .stage = stage,
             .folder = folder,
             .application = application,
             .workplace = mdg_application_get_workplace (application) };
  g_autofree char *printed = mdg_tour_path (stage, "sheet-printed.pdf");
  g_autofree char *saved = mdg_tour_path (stage, "sheet.pdf");

  t.flow = g_object_ref (mdg_workplace_get_flow (t.workplace));
  mdg_sheet_printer_answer_dialogs (printed, saved);
  mdg_tour_certificates_prepare (folder);
  mdg_tour_wait (stage, "the training service", workplace_is_ready, &t);
  if (!mdg_tour_stage_has_failed (stage))
    t.connection = describe (&t);
  if (t.connection != NULL)
    walk (&t);
  else
    mdg_tour_fail (stage, "there is no training service to walk through");
  mdg_sheet_printer_answer_dialogs (NULL, NULL);
  mdg_tour_certificates_prepare (NULL);
  g_clear_pointer (&t.connection, mdg_connection_free);
  g_clear_pointer (&t.key, mdg_secret_unref);
  g_clear_object (&t.flow);
}
