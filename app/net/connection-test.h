/* connection-test.h: tries whether a gateway (P2) can be used with these settings, and says what is wrong so that a person can
 * do something about it: each finding has one cause. Nobody is logged in, and nothing is sent but the question which service it is. */
#pragma once

#include "core/clock.h"
#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_FINDING_GOOD,
  MDG_FINDING_CLOCK_OFF,           /* all is well, but the clocks are more than 30 s apart: passcodes would fail */
  MDG_FINDING_ADDRESS_WRONG,       /* no https address */
  MDG_FINDING_CA_UNUSABLE,         /* the CA file is not there, or holds no certificate; see error */
  MDG_FINDING_CLIENT_FILE,         /* the .p12 cannot be used: not there, damaged, expired, …; see error */
  MDG_FINDING_WRONG_PASSWORD,      /* of the .p12 */
  MDG_FINDING_NAME_NOT_FOUND,      /* the host's name is not known */
  MDG_FINDING_REFUSED,             /* the computer answers, but nothing listens at that port */
  MDG_FINDING_NO_ANSWER,           /* no route, or nobody answers in time */
  MDG_FINDING_NOT_TLS,             /* something listens there, but it does not speak TLS */
  MDG_FINDING_UNTRUSTED,           /* its certificate is not of this CA */
  MDG_FINDING_SERVER_EXPIRED,      /* its certificate has run out, or is not valid yet: or this computer's clock is wrong */
  MDG_FINDING_OTHER_NAME,          /* its certificate is of the CA, but for another name */
  MDG_FINDING_CERTIFICATE_MISSING, /* it wants a client certificate */
  MDG_FINDING_CERTIFICATE_REFUSED, /* it does not take ours */
  MDG_FINDING_OTHER_SERVICE,       /* it answers, but not as our API does */
  MDG_FINDING_SERVICE_FAILED,      /* it is our API, and says that it cannot now; see error */
  MDG_N_FINDINGS
} MdgFinding;

typedef struct
{
  MdgFinding finding;
  GError *error;        /* (nullable): the cause, in MDG_ERROR where there is a code for it */
  char *service_name;   /* (nullable): GOOD and CLOCK_OFF */
  gint64 skew;          /* seconds: the service's clock minus ours; where it answered */
  gboolean skew_known;
  char *subject;        /* (nullable): whom the client certificate is issued to, where it was opened */
  gint64 expires;       /* and until when it is valid, seconds since 1970; 0: not opened */
} MdgConnectionReport;

void mdg_connection_report_free (MdgConnectionReport *report);

/* For logs and tests ("name-not-found"). Static. */
const char *mdg_finding_nick (MdgFinding finding);

/* @client_file: (nullable): none. @password: (nullable). Takes at most some twenty seconds. Main thread.
 * Only error (finish): G_IO_ERROR_CANCELLED. Returns (finish): (transfer full) */
void mdg_connection_test_async (const char *endpoint, const char *ca_file, const char *client_file, MdgSecret *password,
                                MdgClock *clock, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgConnectionReport *mdg_connection_test_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgConnectionReport, mdg_connection_report_free)

G_END_DECLS
