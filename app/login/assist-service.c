/* assist-service.c: MdgService where nobody answers but the person.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/assist-service.h"

#include "login/assist-memory.h"
#include "login/assist-password.h"
#include "login/assist-tries.h"
#include "login/compared-clock.h"
#include "login/lock-countdown.h"

#define IDLE_SECONDS (30 * 60) /* [0] ch. 7; the browser's own, which is not seen from here */

struct _MdgAssistService
{
  GObject parent_instance;

  MdgClock *clock;
  MdgCache *cache;         /* (nullable) */
  MdgSessionInfo *session; /* (nullable): of the account that is logged in, or being so */
  gboolean pending;        /* a set-up key of it is kept, but was never confirmed */

  MdgAssistQuestion question;
  GTask *open;          /* (nullable): the call that is the question */
  gulong cancelled;     /* of its cancellable */
  MdgAssistSight early; /* an answer without a question */

  MdgAssistTries tries;
  MdgComparedClock compared;
};

enum
{
  PROP_0,
  PROP_QUESTION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void service_iface_init (MdgServiceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgAssistService,
                               mdg_assist_service,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_SERVICE, service_iface_init))

/* asking -------------------------------------------------------------------------------------- */

static void
set_question (MdgAssistService *self, MdgAssistQuestion question)
{
  if (self->question == question)
    return;
  self->question = question;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUESTION]);
}

/* Takes the open call out. Returns: (transfer full) (nullable) */
static GTask *
steal_open (MdgAssistService *self)
{
  GTask *task = g_steal_pointer (&self->open);

  if (task != NULL && self->cancelled != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), self->cancelled);
  self->cancelled = 0;
  return task;
}

static gboolean
return_cancelled (gpointer data)
{
  g_autoptr (GTask) task = data;

  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/* Not from within cancel(): whoever cancels is in the middle of something. */
static void
act_cancelled (GCancellable *cancellable, MdgAssistService *self)
{
  GTask *task = steal_open (self);

  if (task == NULL)
    return;
  g_idle_add (return_cancelled, task);
  set_question (self, MDG_ASSIST_NOTHING);
}

static gboolean settle (gpointer data);

/* @task: (transfer full) */
static void
ask (MdgAssistService *self, MdgAssistQuestion question, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  gboolean answered = mdg_assist_fits (question, self->early);

  if (self->open != NULL)
    {
      g_task_return_new_error (task, MDG_ERROR, MDG_ERROR_FAILED, "another question is open");
      g_object_unref (task);
      return;
    }
  self->open = task;
  if (cancellable != NULL)
    self->cancelled = g_signal_connect (cancellable, "cancelled", G_CALLBACK (act_cancelled), self);
  set_question (self, question);
  if (answered)
    g_idle_add_full (G_PRIORITY_DEFAULT, settle, g_object_ref (self), g_object_unref);
  else
    self->early = MDG_ASSIST_SAW_NOTHING;
}

/* answering ----------------------------------------------------------------------------------- */

/* The session's account: two institutions may have the same login ID. Returns: (transfer full) */
static char *
get_owner (MdgAssistService *self)
{
  return g_strconcat (self->session->institution_code, "/", self->session->login_id, NULL);
}

/* What outlives the program: of the session's account. */
static void
remember_wrong (MdgAssistService *self)
{
  g_autofree char *owner = get_owner (self);
  g_autofree char *words = mdg_assist_tries_to_words (&self->tries);

  if (self->cache != NULL)
    mdg_assist_memory_keep (self->cache, owner, words);
}

static GError *
locked_error (MdgAssistService *self)
{
  GError *error = mdg_error_new (MDG_ERROR_LOCKED, "the page says that the account is locked");

  mdg_assist_tries_forget (&self->tries);
  remember_wrong (self);
  mdg_error_set_retry_after (error, MDG_LOCK_SECONDS);
  return error;
}

static GError *
wrong_error (MdgAssistService *self, MdgAssistQuestion question)
{
  g_autofree char *owner = get_owner (self);
  int left = mdg_assist_tries_count (&self->tries, question, owner);
  GError *error;

  remember_wrong (self);
  if (left <= 0)
    return locked_error (self);
  error = mdg_error_new (question == MDG_ASSIST_PASSCODE ? MDG_ERROR_WRONG_PASSCODE
                                                         : MDG_ERROR_WRONG_CREDENTIALS,
                         "the page says that it is wrong");
  mdg_error_set_attempts_left (error, left);
  return error;
}

/* What @sight means where it is no success. Returns: (transfer full) (nullable) */
static GError *
error_of (MdgAssistService *self, MdgAssistQuestion question, MdgAssistSight sight)
{
  GError *error;

  switch (sight)
    {
    case MDG_ASSIST_SAW_WRONG:
      return wrong_error (self, question);
    case MDG_ASSIST_SAW_LOCKED:
      return locked_error (self);
    case MDG_ASSIST_SAW_ENDED:
      return mdg_error_new (MDG_ERROR_SESSION_EXPIRED, "the page says that the session is over");
    case MDG_ASSIST_SAW_RULES:
      error = mdg_error_new (MDG_ERROR_PASSWORD_RULES, "the page does not take the new password");
      mdg_error_set_field (error, "new_password");
      return error;
    case MDG_ASSIST_SAW_NOTHING:
    case MDG_ASSIST_SAW_REGISTRATION:
    case MDG_ASSIST_SAW_PASSCODE:
    case MDG_ASSIST_SAW_DONE:
    case MDG_ASSIST_N_SIGHTS:
      break;
    }
  return NULL;
}

static void
note_login (MdgAssistService *self, MdgAssistSight sight)
{
  self->session->stage
      = sight == MDG_ASSIST_SAW_REGISTRATION ? MDG_STAGE_REGISTRATION : MDG_STAGE_PASSCODE;
  /* Whoever is shown [Authenticator 登録] is not registered, whatever was thought. */
  if (sight == MDG_ASSIST_SAW_REGISTRATION)
    self->session->registered_at = 0;
}

static void
note_passcode (MdgAssistService *self)
{
  self->session->first_registration = self->session->registered_at == 0;
  if (self->session->registered_at == 0 || self->pending)
    self->session->registered_at = mdg_clock_wall (self->clock);
  self->pending = FALSE;
  self->session->stage = MDG_STAGE_OPEN;
}

static void
take_dates (MdgAssistService *self, MdgPasswordDates dates)
{
  self->session->password_changed_at = dates.changed_at;
  self->session->password_expires_at = dates.expires_at;
  self->session->password_expired = FALSE;
}

static void
note_password (MdgAssistService *self, gsize length)
{
  take_dates (self, mdg_password_dates_new (length, mdg_clock_wall (self->clock)));
}

static void
note (MdgAssistService *self, MdgAssistQuestion question, MdgAssistSight sight, GTask *task)
{
  if (question == MDG_ASSIST_LOGIN)
    note_login (self, sight);
  else if (question == MDG_ASSIST_PASSCODE)
    note_passcode (self);
  else
    note_password (self, GPOINTER_TO_SIZE (g_task_get_task_data (task)));
}

/* @task: (transfer full) */
static void
return_session (MdgAssistService *self, GTask *task)
{
  g_task_return_pointer (task, mdg_session_info_copy (self->session),
                         (GDestroyNotify)mdg_session_info_free);
  g_object_unref (task);
}

static void
password_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  MdgAssistService *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  MdgPasswordDates dates;

  if (!mdg_assist_password_keep_finish (result, &dates, &error))
    g_warning ("the password is not kept: %s", error->message);
  take_dates (self, dates);
  return_session (self, task);
}

/* Of [ログイン] the password is kept first, so that the flow finds it when it goes on. @task:
 * (transfer full) */
static void
succeed (MdgAssistService *self, MdgAssistQuestion question, GTask *task)
{
  const MdgSessionInfo *session = self->session;

  if (question == MDG_ASSIST_LOGIN && self->cache != NULL)
    mdg_assist_password_keep_async (
        self->cache, session->institution_code, session->login_id, g_task_get_task_data (task),
        (MdgPasswordDates){ session->password_changed_at, session->password_expires_at },
        mdg_clock_wall (self->clock), password_kept, task);
  else
    return_session (self, task);
}

/* The open question is answered with what came early. */
static gboolean
settle (gpointer data)
{
  MdgAssistService *self = data;
  MdgAssistSight sight = self->early;
  MdgAssistQuestion question = self->question;
  GTask *task;
  GError *error;

  self->early = MDG_ASSIST_SAW_NOTHING;
  if (!mdg_assist_fits (question, sight))
    return G_SOURCE_REMOVE;
  task = steal_open (self);
  error = error_of (self, question, sight);
  set_question (self, MDG_ASSIST_NOTHING);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return G_SOURCE_REMOVE;
    }
  if (self->tries.n > 0)
    {
      mdg_assist_tries_forget (&self->tries);
      remember_wrong (self);
    }
  note (self, question, sight, task);
  succeed (self, question, task);
  return G_SOURCE_REMOVE;
}

/* the interface ------------------------------------------------------------------------------- */

static gpointer
finish (MdgService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* There is nobody to ask; and so no time either. */
static void
check_async (MdgService *service,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer data)
{
  MdgAssistService *self = MDG_ASSIST_SERVICE (service);
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, data);
  MdgServiceStatus *status = mdg_service_status_new ();

  status->time
      = mdg_clock_wall (self->clock) + mdg_compared_clock_get (&self->compared, self->clock);
  g_task_return_pointer (task, status, (GDestroyNotify)mdg_service_status_free);
}

static MdgServiceStatus *
check_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  return finish (service, result, error);
}

/* @record: (nullable) */
static void
begin_session (MdgAssistService *self, const MdgAccountRecord *record)
{
  MdgSessionInfo *session = self->session;

  session->idle_seconds = IDLE_SECONDS;
  self->pending = record != NULL && record->registration == MDG_REGISTRATION_PENDING;
  if (record == NULL)
    return;
  session->institution_name = g_strdup (record->institution_name);
  session->registered_at = record->registered_at;
  session->password_changed_at = record->password_changed_at;
  session->password_expires_at = record->password_expires_at;
}

static void
wrong_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  MdgAssistService *self = g_task_get_source_object (task);
  g_autofree char *words = mdg_assist_memory_load_finish (result);
  g_autofree char *owner = NULL;

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  owner = get_owner (self);
  mdg_assist_tries_recall (&self->tries, words, owner);
  ask (self, MDG_ASSIST_LOGIN, task);
}

static void
record_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  MdgAssistService *self = g_task_get_source_object (task);
  g_autofree char *owner = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgAccountRecord) record
      = mdg_cache_load_account_finish (MDG_CACHE (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }
  if (record == NULL)
    g_warning ("account not read from the cache: %s", error->message);
  begin_session (self, record);
  owner = get_owner (self);
  mdg_assist_memory_load_async (MDG_CACHE (source), owner, wrong_loaded, task);
}

static void
login_async (MdgService *service,
             const MdgLoginRequest *request,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer data)
{
  MdgAssistService *self = MDG_ASSIST_SERVICE (service);
  GTask *task = g_task_new (service, cancellable, callback, data);

  g_clear_pointer (&self->session, mdg_session_info_free);
  self->session = mdg_session_info_new ();
  self->session->institution_code = g_strdup (request->institution_code);
  self->session->login_id = g_strdup (request->login_id);
  g_task_set_task_data (task, mdg_secret_ref (request->password), (GDestroyNotify)mdg_secret_unref);
  if (self->cache != NULL)
    {
      mdg_cache_load_account_async (self->cache, request->institution_code, request->login_id, NULL,
                                    record_loaded, task);
      return;
    }
  begin_session (self, NULL);
  ask (self, MDG_ASSIST_LOGIN, task);
}

static MdgSessionInfo *
session_info_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  return finish (service, result, error);
}

/* How the session stands is not seen from here: as it was. */
static void
session_async (MdgService *service,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer data)
{
  MdgAssistService *self = MDG_ASSIST_SERVICE (service);
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, data);

  if (self->session != NULL)
    g_task_return_pointer (task, mdg_session_info_copy (self->session),
                           (GDestroyNotify)mdg_session_info_free);
  else
    g_task_return_new_error (task, MDG_ERROR, MDG_ERROR_SESSION_REQUIRED, "nobody is logged in");
}

static void
registration_async (MdgService *service,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  ask (MDG_ASSIST_SERVICE (service), MDG_ASSIST_REGISTRATION,
       g_task_new (service, cancellable, callback, data));
}

static MdgRegistration *
registration_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  return finish (service, result, error);
}

static void
passcode_async (MdgService *service,
                const char *passcode,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer data)
{
  ask (MDG_ASSIST_SERVICE (service), MDG_ASSIST_PASSCODE,
       g_task_new (service, cancellable, callback, data));
}

static void
password_async (MdgService *service,
                const MdgPasswordRequest *request,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer data)
{
  GTask *task = g_task_new (service, cancellable, callback, data);

  /* The flow keeps it as a candidate; its length is enough to tell the expiry, however long the
   * question is open. */
  g_task_set_task_data (task, GSIZE_TO_POINTER (mdg_secret_get_length (request->new_password)),
                        NULL);
  ask (MDG_ASSIST_SERVICE (service), MDG_ASSIST_PASSWORD, task);
}

static void
logout_async (MdgService *service,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer data)
{
  MdgAssistService *self = MDG_ASSIST_SERVICE (service);
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, data);

  g_clear_pointer (&self->session, mdg_session_info_free);
  g_task_return_boolean (task, TRUE);
}

static gboolean
logout_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
get_clock_skew (MdgService *service, gint64 *seconds)
{
  MdgAssistService *self = MDG_ASSIST_SERVICE (service);

  if (self->compared.known && seconds != NULL)
    *seconds = mdg_compared_clock_get (&self->compared, self->clock);
  return self->compared.known;
}

static void
service_iface_init (MdgServiceInterface *iface)
{
  iface->check_async = check_async;
  iface->check_finish = check_finish;
  iface->login_async = login_async;
  iface->login_finish = session_info_finish;
  iface->session_async = session_async;
  iface->session_finish = session_info_finish;
  iface->registration_async = registration_async;
  iface->registration_finish = registration_finish;
  iface->passcode_async = passcode_async;
  iface->passcode_finish = session_info_finish;
  iface->password_async = password_async;
  iface->password_finish = session_info_finish;
  iface->logout_async = logout_async;
  iface->logout_finish = logout_finish;
  iface->get_clock_skew = get_clock_skew;
}

/* the object ---------------------------------------------------------------------------------- */

static void
mdg_assist_service_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_QUESTION)
    g_value_set_uint (value, MDG_ASSIST_SERVICE (object)->question);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* An open call holds the object: there is none here. */
static void
mdg_assist_service_dispose (GObject *object)
{
  MdgAssistService *self = MDG_ASSIST_SERVICE (object);

  g_clear_object (&self->cache);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->session, mdg_session_info_free);
  G_OBJECT_CLASS (mdg_assist_service_parent_class)->dispose (object);
}

static void
mdg_assist_service_finalize (GObject *object)
{
  mdg_assist_tries_forget (&MDG_ASSIST_SERVICE (object)->tries);
  G_OBJECT_CLASS (mdg_assist_service_parent_class)->finalize (object);
}

static void
mdg_assist_service_class_init (MdgAssistServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mdg_assist_service_get_property;
  object_class->dispose = mdg_assist_service_dispose;
  object_class->finalize = mdg_assist_service_finalize;
  properties[PROP_QUESTION]
      = g_param_spec_uint ("question", NULL, NULL, 0, MDG_ASSIST_N_QUESTIONS - 1, 0,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mdg_assist_service_init (MdgAssistService *self)
{
}

MdgAssistService *
mdg_assist_service_new (MdgClock *clock)
{
  MdgAssistService *self = g_object_new (MDG_TYPE_ASSIST_SERVICE, NULL);

  self->clock = g_object_ref (clock);
  return self;
}

static void
clock_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAssistService) self = data;
  g_autofree char *words = mdg_assist_memory_load_finish (result);

  mdg_compared_clock_recall (&self->compared, self->clock, words);
}

void
mdg_assist_service_set_cache (MdgAssistService *self, MdgCache *cache)
{
  g_return_if_fail (MDG_IS_ASSIST_SERVICE (self));

  if (g_set_object (&self->cache, cache) && cache != NULL)
    mdg_assist_memory_load_async (cache, MDG_ASSIST_MEMORY_CLOCK, clock_loaded,
                                  g_object_ref (self));
}

MdgAssistQuestion
mdg_assist_service_get_question (MdgAssistService *self)
{
  g_return_val_if_fail (MDG_IS_ASSIST_SERVICE (self), MDG_ASSIST_NOTHING);

  return self->question;
}

gboolean
mdg_assist_service_answer (MdgAssistService *self, MdgAssistSight sight)
{
  g_return_val_if_fail (MDG_IS_ASSIST_SERVICE (self), FALSE);

  if (self->open != NULL && !mdg_assist_fits (self->question, sight))
    return FALSE;
  self->early = sight;
  if (self->open != NULL)
    settle (self);
  return TRUE;
}

gboolean
mdg_assist_service_take_registration (MdgAssistService *self,
                                      MdgSecret *setup_key,
                                      MdgSecret *otpauth_uri,
                                      const char *institution_name)
{
  g_autoptr (GTask) task = NULL;
  MdgRegistration *registration;

  g_return_val_if_fail (MDG_IS_ASSIST_SERVICE (self), FALSE);
  g_return_val_if_fail (setup_key != NULL && otpauth_uri != NULL, FALSE);

  if (self->question != MDG_ASSIST_REGISTRATION || self->open == NULL)
    return FALSE;
  task = steal_open (self);
  registration = mdg_registration_new ();
  registration->institution_code = g_strdup (self->session->institution_code);
  registration->login_id = g_strdup (self->session->login_id);
  registration->institution_name
      = g_strdup (institution_name != NULL ? institution_name : self->session->institution_name);
  registration->setup_key = mdg_secret_ref (setup_key);
  registration->otpauth_uri = mdg_secret_ref (otpauth_uri);
  registration->unproven = TRUE;
  set_question (self, MDG_ASSIST_NOTHING);
  g_task_return_pointer (task, registration, (GDestroyNotify)mdg_registration_free);
  return TRUE;
}

void
mdg_assist_service_set_clock_skew (MdgAssistService *self, gint64 seconds)
{
  g_autofree char *words = NULL;

  g_return_if_fail (MDG_IS_ASSIST_SERVICE (self));

  mdg_compared_clock_set (&self->compared, self->clock, seconds);
  words = mdg_compared_clock_to_words (&self->compared);
  if (self->cache != NULL)
    mdg_assist_memory_keep (self->cache, MDG_ASSIST_MEMORY_CLOCK, words);
}
