/* workplace.h: one profile at work: its backend, connection, certificate, cache and login flow,
 * brought up after the window's first frame and composed here. Knows no widget. Main thread. */
#pragma once

#include "contract/backend.h"
#include "core/clock.h"
#include "core/holidays.h"
#include "core/settings.h"
#include "login/assist-service.h"
#include "login/login-flow.h"
#include "net/account-service.h"
#include "net/identity.h"
#include "net/portal-service.h"
#include "records.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_SERVICE_PREPARING,
  MDG_SERVICE_READY,
  MDG_SERVICE_UNAVAILABLE
} MdgServiceState;

#define MDG_TYPE_WORKPLACE (mdg_workplace_get_type ())
G_DECLARE_FINAL_TYPE (MdgWorkplace, mdg_workplace, MDG, WORKPLACE, GObject)

/* Signals:
 *   service-changed: service state, service error, whether it is connecting
 *   identity-changed: certificate or its error
 *   accounts-changed: the training accounts
 *   cache-changed: cache or its error, or the cache was emptied
 *   cache-set-aside (string: folder): new records were begun; the old ones lie there
 *   restarted: there is a new login flow (the training was reset) */

/* @records: of the profile. @training: whether the banner says so before the
 * service is known. Returns: (transfer full) */
MdgWorkplace *mdg_workplace_new (MdgBackend *backend,
                                 MdgClock *clock,
                                 MdgSettings *settings,
                                 MdgRecords *records,
                                 gboolean training);

/* Opens the cache and brings the service up, both without blocking; does what is missing when
 * called again (《再試行》). */
void mdg_workplace_start (MdgWorkplace *workplace);

/* Ends everything and waits for it; also done by dispose. */
void mdg_workplace_stop (MdgWorkplace *workplace);

/* ブラウザー併用 (P3): the person is the service; the backend is asked nothing. Before it is started. */
void mdg_workplace_use_assist (MdgWorkplace *workplace);

/* (nullable): in any other profile */
MdgAssistService *mdg_workplace_get_assist (MdgWorkplace *workplace);

MdgLoginFlow *mdg_workplace_get_flow (MdgWorkplace *workplace);

/* The service's other side: the account list; only inside an open session. (nullable) */
MdgAccountService *mdg_workplace_get_account_service (MdgWorkplace *workplace);

/* The portal for 施術所等 of the service, whose session is one of its own. (nullable) */
MdgPortalService *mdg_workplace_get_portal_service (MdgWorkplace *workplace);
MdgBackend *mdg_workplace_get_backend (MdgWorkplace *workplace);
MdgClock *mdg_workplace_get_clock (MdgWorkplace *workplace);

/* What a right clock shows, as far as the service or the person told: passcodes are judged by that. Microseconds since 1970 */
gint64 mdg_workplace_get_right_time (MdgWorkplace *workplace);
MdgSettings *mdg_workplace_get_settings (MdgWorkplace *workplace);
MdgHolidays *mdg_workplace_get_holidays (MdgWorkplace *workplace);
gboolean mdg_workplace_is_training (MdgWorkplace *workplace);

MdgServiceState mdg_workplace_get_service_state (MdgWorkplace *workplace);
/* Whether there is nobody yet to send anything to, but will be in a moment. */
gboolean mdg_workplace_is_connecting (MdgWorkplace *workplace);
const GError *mdg_workplace_get_service_error (MdgWorkplace *workplace); /* (nullable) */
const GError *mdg_workplace_get_cache_error (MdgWorkplace *workplace);   /* (nullable) */
/* (nullable): where records were set aside, until there are new ones */
const char *mdg_workplace_get_set_aside (MdgWorkplace *workplace);
char *mdg_workplace_get_cache_file (MdgWorkplace *workplace);            /* (transfer full): path */
MdgCache *mdg_workplace_get_cache (MdgWorkplace *workplace);             /* (nullable) */

MdgRecords *mdg_workplace_get_records (MdgWorkplace *workplace);

/* Whether the window is covered, and the door of the records. */
MdgLock *mdg_workplace_get_lock (MdgWorkplace *workplace);
MdgWay mdg_workplace_get_way (MdgWorkplace *workplace);

/* Gives the records that could not be opened another name and begins new ones, as
 * mdg_cache_set_aside() says; nothing while there are some that can be. Ends in cache-changed. */
void mdg_workplace_set_cache_aside (MdgWorkplace *workplace);

/* The certificate in use, and why there is none. (nullable) */
MdgIdentity *mdg_workplace_get_identity (MdgWorkplace *workplace);
const GError *mdg_workplace_get_identity_error (MdgWorkplace *workplace);

/* The certificate that the training service made for this computer, to try things with. @path, @password:
 * (out) (optional) (transfer full); the password may be NULL. Returns: whether there is one */
gboolean mdg_workplace_get_training_certificate (MdgWorkplace *workplace, char **path, MdgSecret **password);

/* Uses another certificate file (A2). On an error the one in use stays.
 * Errors: as mdg_identity_open(). */
void mdg_workplace_choose_certificate_async (MdgWorkplace *workplace,
                                             const char *path,
                                             MdgSecret *password,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer data);
gboolean mdg_workplace_choose_certificate_finish (MdgWorkplace *workplace,
                                                  GAsyncResult *result,
                                                  GError **error);

/* The training accounts as they stand (element-type MdgTrainingAccount) (nullable) (transfer none)
 */
GPtrArray *mdg_workplace_get_accounts (MdgWorkplace *workplace);

/* Asks the backend how the accounts stand now; accounts-changed comes when it has answered. */
void mdg_workplace_refresh_accounts (MdgWorkplace *workplace);

/* 《訓練をやり直す》: scenario and cache go back to their beginning, a new flow begins.
 * Errors: as mdg_backend_reset_async(). */
void mdg_workplace_reset_training_async (MdgWorkplace *workplace,
                                         GAsyncReadyCallback callback,
                                         gpointer data);
gboolean mdg_workplace_reset_training_finish (MdgWorkplace *workplace,
                                              GAsyncResult *result,
                                              GError **error);

G_END_DECLS
