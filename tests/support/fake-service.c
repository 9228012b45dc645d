/* fake-service.c: an MdgService whose answers a test writes down beforehand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fake-service.h"

#define INSTITUTION "1312345678"
#define NAME "窓口整骨院"
#define LOGIN_ID "WA000008"

typedef struct
{
  MdgSessionInfo *info;
  MdgRegistration *registration;
  GError *error;
} Answer;

typedef struct
{
  GTask *task;
  Answer *answer;
  GCancellable *cancellable;
} Waiting;

struct _FakeService
{
  GObject parent_instance;

  GQueue answers[FAKE_N_CALLS]; /* of Answer */
  guint counts[FAKE_N_CALLS];
  GQueue waiting; /* of Waiting */
  gboolean hold;
  gboolean deaf;
  gint64 skew;
  gint64 skew_told;
  gboolean skew_known;
  char *institution_code;
  char *login_id;
  char *passcode;
  MdgSecret *password;
};

static void fake_service_iface_init (MdgServiceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeService,
                               fake_service,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_SERVICE, fake_service_iface_init))

static void
answer_free (gpointer data)
{
  Answer *answer = data;
  g_clear_pointer (&answer->info, mdg_session_info_free);
  g_clear_pointer (&answer->registration, mdg_registration_free);
  g_clear_error (&answer->error);
  g_free (answer);
}

static Answer *
next_answer (FakeService *self, FakeCall call)
{
  Answer *answer = g_queue_pop_head (&self->answers[call]);
  if (answer != NULL)
    return answer;
  answer = g_new0 (Answer, 1);
  if (call == FAKE_SESSION)
    answer->error = mdg_error_new (MDG_ERROR_UNREACHABLE, "the test foresaw no answer");
  else if (call != FAKE_CHECK && call != FAKE_LOGOUT)
    g_error ("call %d came without an answer foreseen by the test", (int)call);
  return answer;
}

static void
give (FakeService *self, GTask *task, Answer *answer)
{
  self->skew_told = self->skew;
  self->skew_known = TRUE;
  if (answer->error != NULL)
    g_task_return_error (task, g_steal_pointer (&answer->error));
  else if (answer->registration != NULL)
    g_task_return_pointer (task, g_steal_pointer (&answer->registration),
                           (GDestroyNotify)mdg_registration_free);
  else if (answer->info != NULL)
    g_task_return_pointer (task, g_steal_pointer (&answer->info),
                           (GDestroyNotify)mdg_session_info_free);
  else if (GPOINTER_TO_INT (g_task_get_task_data (task)) == FAKE_CHECK)
    g_task_return_pointer (task, mdg_service_status_new (),
                           (GDestroyNotify)mdg_service_status_free);
  else
    g_task_return_boolean (task, TRUE);
  answer_free (answer);
}

static void
waiting_free (Waiting *waiting)
{
  g_clear_object (&waiting->cancellable);
  g_object_unref (waiting->task);
  g_free (waiting);
}

static gboolean
cancel_in_idle (gpointer data)
{
  FakeService *self = data;
  for (GList *l = self->waiting.head; l != NULL;)
    {
      Waiting *waiting = l->data;
      GList *next = l->next;
      if (g_cancellable_is_cancelled (waiting->cancellable))
        {
          g_queue_delete_link (&self->waiting, l);
          g_task_return_error_if_cancelled (waiting->task);
          answer_free (waiting->answer);
          waiting_free (waiting);
        }
      l = next;
    }
  return G_SOURCE_REMOVE;
}

static void
on_cancelled (GCancellable *cancellable, gpointer data)
{
  FakeService *self = data;
  if (!self->deaf)
    g_idle_add_full (G_PRIORITY_DEFAULT, cancel_in_idle, g_object_ref (self), g_object_unref);
}

static void
call (FakeService *self,
      FakeCall which,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_task_set_task_data (task, GINT_TO_POINTER (which), NULL);
  if (self->deaf)
    g_task_set_check_cancellable (task, FALSE);
  self->counts[which]++;
  Answer *answer = next_answer (self, which);
  if (!self->hold)
    {
      give (self, task, answer);
      return;
    }
  Waiting *waiting = g_new0 (Waiting, 1);
  waiting->task = g_object_ref (task);
  waiting->answer = answer;
  if (cancellable != NULL)
    {
      waiting->cancellable = g_object_ref (cancellable);
      g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (on_cancelled), self, 0);
    }
  g_queue_push_tail (&self->waiting, waiting);
}

static void
check_async (MdgService *service,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer data)
{
  call (FAKE_SERVICE (service), FAKE_CHECK, cancellable, callback, data);
}

static MdgServiceStatus *
check_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
login_async (MdgService *service,
             const MdgLoginRequest *request,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer data)
{
  FakeService *self = FAKE_SERVICE (service);
  g_free (self->institution_code);
  g_free (self->login_id);
  g_clear_pointer (&self->password, mdg_secret_unref);
  self->institution_code = g_strdup (request->institution_code);
  self->login_id = g_strdup (request->login_id);
  self->password = mdg_secret_ref (request->password);
  call (self, FAKE_LOGIN, cancellable, callback, data);
}

static MdgSessionInfo *
session_info_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
session_async (MdgService *service,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer data)
{
  call (FAKE_SERVICE (service), FAKE_SESSION, cancellable, callback, data);
}

static void
registration_async (MdgService *service,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  call (FAKE_SERVICE (service), FAKE_REGISTRATION, cancellable, callback, data);
}

static MdgRegistration *
registration_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
passcode_async (MdgService *service,
                const char *passcode,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer data)
{
  FakeService *self = FAKE_SERVICE (service);
  g_free (self->passcode);
  self->passcode = g_strdup (passcode);
  call (self, FAKE_PASSCODE, cancellable, callback, data);
}

static void
password_async (MdgService *service,
                const MdgPasswordRequest *request,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer data)
{
  FakeService *self = FAKE_SERVICE (service);
  g_clear_pointer (&self->password, mdg_secret_unref);
  self->password = mdg_secret_ref (request->new_password);
  call (self, FAKE_PASSWORD, cancellable, callback, data);
}

static void
logout_async (MdgService *service,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer data)
{
  call (FAKE_SERVICE (service), FAKE_LOGOUT, cancellable, callback, data);
}

static gboolean
logout_finish (MdgService *service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
get_clock_skew (MdgService *service, gint64 *seconds)
{
  FakeService *self = FAKE_SERVICE (service);
  *seconds = self->skew_told;
  return self->skew_known;
}

static void
fake_service_finalize (GObject *object)
{
  FakeService *self = FAKE_SERVICE (object);
  for (int i = 0; i < FAKE_N_CALLS; i++)
    g_queue_clear_full (&self->answers[i], answer_free);
  g_free (self->institution_code);
  g_free (self->login_id);
  g_free (self->passcode);
  g_clear_pointer (&self->password, mdg_secret_unref);
  G_OBJECT_CLASS (fake_service_parent_class)->finalize (object);
}

static void
fake_service_class_init (FakeServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_service_finalize;
}

static void
fake_service_iface_init (MdgServiceInterface *iface)
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

static void
fake_service_init (FakeService *self)
{
}

FakeService *
fake_service_new (void)
{
  return g_object_new (FAKE_TYPE_SERVICE, NULL);
}

MdgSessionInfo *
fake_service_session_info (FakeService *self, MdgStage stage)
{
  MdgSessionInfo *info = mdg_session_info_new ();
  info->stage = stage;
  info->institution_code = g_strdup (INSTITUTION);
  info->institution_name = g_strdup (NAME);
  info->login_id = g_strdup (LOGIN_ID);
  info->idle_seconds = 1800;
  info->password_changed_at = 1000;
  info->password_expires_at = 2000;
  info->registered_at = stage == MDG_STAGE_REGISTRATION ? 0 : 1500;
  return info;
}

void
fake_service_answer_info (FakeService *self, FakeCall which, MdgSessionInfo *info)
{
  Answer *answer = g_new0 (Answer, 1);
  answer->info = info;
  g_queue_push_tail (&self->answers[which], answer);
}

void
fake_service_answer_session (FakeService *self, FakeCall which, MdgStage stage)
{
  fake_service_answer_info (self, which, fake_service_session_info (self, stage));
}

void
fake_service_answer_registration (FakeService *self, const char *setup_key)
{
  Answer *answer = g_new0 (Answer, 1);
  g_autofree char *uri = g_strconcat ("otpauth://totp/" LOGIN_ID "?secret=", setup_key, NULL);
  answer->registration = mdg_registration_new ();
  answer->registration->institution_code = g_strdup (INSTITUTION);
  answer->registration->institution_name = g_strdup (NAME);
  answer->registration->login_id = g_strdup (LOGIN_ID);
  answer->registration->setup_key = mdg_secret_new_from_string (setup_key);
  answer->registration->otpauth_uri = mdg_secret_new_from_string (uri);
  g_queue_push_tail (&self->answers[FAKE_REGISTRATION], answer);
}

void
fake_service_answer_error (FakeService *self, FakeCall which, GError *error)
{
  Answer *answer = g_new0 (Answer, 1);
  answer->error = error;
  g_queue_push_tail (&self->answers[which], answer);
}

void
fake_service_hold (FakeService *self, gboolean hold)
{
  self->hold = hold;
}

void
fake_service_set_deaf (FakeService *self, gboolean deaf)
{
  self->deaf = deaf;
}

void
fake_service_release (FakeService *self)
{
  GQueue waiting = self->waiting;
  g_queue_init (&self->waiting);
  Waiting *one;
  while ((one = g_queue_pop_head (&waiting)) != NULL)
    {
      give (self, one->task, one->answer);
      waiting_free (one);
    }
}

guint
fake_service_waiting (FakeService *self)
{
  return g_queue_get_length (&self->waiting);
}

guint
fake_service_count (FakeService *self, FakeCall which)
{
  return self->counts[which];
}

const char *
fake_service_last_institution_code (FakeService *self)
{
  return self->institution_code;
}

const char *
fake_service_last_login_id (FakeService *self)
{
  return self->login_id;
}

const char *
fake_service_last_passcode (FakeService *self)
{
  return self->passcode;
}

MdgSecret *
fake_service_last_password (FakeService *self)
{
  return self->password;
}

void
fake_service_set_skew (FakeService *self, gint64 seconds)
{
  self->skew = seconds;
}
