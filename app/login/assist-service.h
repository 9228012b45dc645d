/* assist-service.h: MdgService where nobody answers but the person (P3): the national systems have no public API, so the login flow
 * asks, the person does it in the browser and says what the page shows ([0] ch. 1, 2).
 *
 * Why behind MdgService and no flow of its own: the order of the pages is the same, and so is what must not be lost on the way (the
 * set-up key is kept before it is used, the new password before it is sent, a lock survives a restart). All of that is in
 * login-flow.h, tested; here is only who answers. It is part of login, because it needs the cache beside the service interface.
 *
 * A call of the flow becomes a question and stays open until mdg_assist_service_answer(); cancelling the flow's act takes it back.
 * What the person does before the flow asks (a passcode is typed in the browser while the flow knows nothing of it) is answered
 * first: an answer without a question waits for the next call it fits.
 *
 * Main thread. */
#pragma once

#include "core/clock.h"
#include "login/assist-question.h"
#include "net/service.h"
#include "store/cache.h"

G_BEGIN_DECLS

#define MDG_TYPE_ASSIST_SERVICE (mdg_assist_service_get_type ())
G_DECLARE_FINAL_TYPE (MdgAssistService, mdg_assist_service, MDG, ASSIST_SERVICE, GObject)

/* Property: question (uint, MdgAssistQuestion, read-only, notified). Returns: (transfer full) */
MdgAssistService *mdg_assist_service_new (MdgClock *clock);

/* Where it is looked up what an account's session would say: registration, expiry of the password. @cache: (nullable) */
void mdg_assist_service_set_cache (MdgAssistService *service, MdgCache *cache);

MdgAssistQuestion mdg_assist_service_get_question (MdgAssistService *service);

/* The page shows @sight. Returns: FALSE, and nothing happens, when it does not fit the question that is open. Three times
 * MDG_ASSIST_SAW_WRONG in a row for the same account and question count as MDG_ASSIST_SAW_LOCKED, a restart between them or not
 * (assist-memory.h); a lock that the page shows earlier is told as such. */
gboolean mdg_assist_service_answer (MdgAssistService *service, MdgAssistSight sight);

/* What was taken from [Authenticator 登録]; only while MDG_ASSIST_REGISTRATION is open. Institution and login ID are those of the
 * session, whatever the code says. @institution_name: (nullable). Returns: whether it was open */
gboolean mdg_assist_service_take_registration (MdgAssistService *service, MdgSecret *setup_key, MdgSecret *otpauth_uri,
                                               const char *institution_name);

/* How many seconds a right clock is ahead of this computer's, as the person found out by comparing (clock-comparison.h): nobody
 * else can, for no national page tells the time. Remembered until it is compared anew. */
void mdg_assist_service_set_clock_skew (MdgAssistService *service, gint64 seconds);

G_END_DECLS
