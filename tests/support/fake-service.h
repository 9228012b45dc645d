/* fake-service.h: an MdgService whose answers a test writes down beforehand, and holds back as long
 * as it likes. Main thread. */
#pragma once

#include "net/service.h"

G_BEGIN_DECLS

typedef enum
{
  FAKE_CHECK,
  FAKE_LOGIN,
  FAKE_SESSION,
  FAKE_REGISTRATION,
  FAKE_PASSCODE,
  FAKE_PASSWORD,
  FAKE_LOGOUT,
  FAKE_N_CALLS
} FakeCall;

#define FAKE_TYPE_SERVICE (fake_service_get_type ())
G_DECLARE_FINAL_TYPE (FakeService, fake_service, FAKE, SERVICE, GObject)

/* Returns: (transfer full) */
FakeService *fake_service_new (void);

/* Appends an answer to those for @call, which are used up in order. A call without one fails the
 * test, but for check and logout, which succeed, and session, which then fails as unreachable. */
void fake_service_answer_session (FakeService *fake,
                                  FakeCall call,
                                  MdgStage stage); /* of the fake's account */
void fake_service_answer_info (FakeService *fake,
                               FakeCall call,
                               MdgSessionInfo *info); /* (transfer full) */
void fake_service_answer_registration (FakeService *fake, const char *setup_key);
void
fake_service_answer_error (FakeService *fake, FakeCall call, GError *error); /* (transfer full) */

/* What answers are made of. */
MdgSessionInfo *fake_service_session_info (FakeService *fake, MdgStage stage); /* (transfer full) */

/* While held, calls wait for fake_service_release(), which answers those that wait now (also those
 * that were cancelled, as cancelled). @deaf: a cancel does not even end the wait. */
void fake_service_hold (FakeService *fake, gboolean hold);
void fake_service_set_deaf (FakeService *fake, gboolean deaf);
void fake_service_release (FakeService *fake);
guint fake_service_waiting (FakeService *fake);

/* How often @call was made. */
guint fake_service_count (FakeService *fake, FakeCall call);

/* What came with the last call. */
const char *fake_service_last_institution_code (FakeService *fake);
const char *fake_service_last_login_id (FakeService *fake);
const char *fake_service_last_passcode (FakeService *fake);
MdgSecret *fake_service_last_password (FakeService *fake);

/* What mdg_service_get_clock_skew() says from the next answer on. */
void fake_service_set_skew (FakeService *fake, gint64 seconds);

G_END_DECLS
