/* error.c: the one error domain of the program, with the details that travel along.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/error.h"

typedef struct
{
  gint64 retry_after;
  int attempts_left;
  int limit;
  guint rules;
  guint line;
  gboolean final;
  char *field;
} MdgErrorPrivate;

static const char *const nicks[] = {
  [MDG_ERROR_FAILED] = "failed",
  [MDG_ERROR_INVALID_INPUT] = "invalid-input",
  [MDG_ERROR_WRONG_CREDENTIALS] = "wrong-credentials",
  [MDG_ERROR_WRONG_PASSCODE] = "wrong-passcode",
  [MDG_ERROR_LOCKED] = "locked",
  [MDG_ERROR_SESSION_REQUIRED] = "session-required",
  [MDG_ERROR_SESSION_EXPIRED] = "session-expired",
  [MDG_ERROR_SESSION_SUPERSEDED] = "session-superseded",
  [MDG_ERROR_PASSWORD_RULES] = "password-rules",
  [MDG_ERROR_PASSWORD_EXPIRED] = "password-expired",
  [MDG_ERROR_WRONG_STAGE] = "wrong-stage",
  [MDG_ERROR_SERVICE_FAILED] = "service-failed",
  [MDG_ERROR_EDIT_CONFLICT] = "edit-conflict",
  [MDG_ERROR_LIMIT_EXCEEDED] = "limit-exceeded",
  [MDG_ERROR_USE_NOT_STARTED] = "use-not-started",
  [MDG_ERROR_NOT_CANCELLABLE] = "not-cancellable",
  [MDG_ERROR_LIST_OUTDATED] = "list-outdated",
  [MDG_ERROR_SERVICE_FULL] = "service-full",
  [MDG_ERROR_TOO_MANY_REQUESTS] = "too-many-requests",
  [MDG_ERROR_ADDRESS_TAKEN] = "address-taken",
  [MDG_ERROR_FACILITY_UNKNOWN] = "facility-unknown",
  [MDG_ERROR_FACILITY_UNCONFIRMED] = "facility-unconfirmed",
  [MDG_ERROR_LINK_UNKNOWN] = "link-unknown",
  [MDG_ERROR_LINK_EXPIRED] = "link-expired",
  [MDG_ERROR_LINK_USED] = "link-used",
  [MDG_ERROR_LINK_DUE] = "link-due",
  [MDG_ERROR_ALREADY_APPLIED] = "already-applied",
  [MDG_ERROR_NOT_CONFIGURED] = "not-configured",
  [MDG_ERROR_UNREACHABLE] = "unreachable",
  [MDG_ERROR_TIMED_OUT] = "timed-out",
  [MDG_ERROR_SERVER_UNTRUSTED] = "server-untrusted",
  [MDG_ERROR_CERTIFICATE_MISSING] = "certificate-missing",
  [MDG_ERROR_CERTIFICATE_REFUSED] = "certificate-refused",
  [MDG_ERROR_BAD_ANSWER] = "bad-answer",
  [MDG_ERROR_P12_WRONG_PASSWORD] = "p12-wrong-password",
  [MDG_ERROR_P12_DAMAGED] = "p12-damaged",
  [MDG_ERROR_P12_UNSUPPORTED] = "p12-unsupported",
  [MDG_ERROR_P12_NO_KEY] = "p12-no-key",
  [MDG_ERROR_P12_EXPIRED] = "p12-expired",
  [MDG_ERROR_P12_NOT_YET_VALID] = "p12-not-yet-valid",
  [MDG_ERROR_P12_FOREIGN_KEY] = "p12-foreign-key",
  [MDG_ERROR_P12_TOO_LONG] = "p12-too-long",
  [MDG_ERROR_NOT_FOUND] = "not-found",
  [MDG_ERROR_DAMAGED] = "damaged",
  [MDG_ERROR_TOO_NEW] = "too-new",
  [MDG_ERROR_NO_SPACE] = "no-space",
  [MDG_ERROR_READ_ONLY] = "read-only",
  [MDG_ERROR_IN_USE] = "in-use",
  [MDG_ERROR_WRONG_PASSPHRASE] = "wrong-passphrase",
  [MDG_ERROR_VAULT_LOCKED] = "vault-locked",
  [MDG_ERROR_WRAP_REFUSED] = "wrap-refused",
  [MDG_ERROR_EXISTS] = "exists",
  [MDG_ERROR_TOO_LARGE] = "too-large",
  [MDG_ERROR_DRIVE_FAILED] = "drive-failed",
  [MDG_ERROR_DRIVE_GONE] = "drive-gone",
  [MDG_ERROR_DRIVE_LOCKED] = "drive-locked",
  [MDG_ERROR_COPY_DIFFERS] = "copy-differs",
  [MDG_ERROR_NO_READER] = "no-reader",
  [MDG_ERROR_NO_CARD] = "no-card",
  [MDG_ERROR_CARD_FAILED] = "card-failed",
  [MDG_ERROR_NOT_SCANNABLE] = "not-scannable",
  [MDG_ERROR_NO_QR_CODE] = "no-qr-code",
  [MDG_ERROR_SEVERAL_QR_CODES] = "several-qr-codes",
};

static void
mdg_error_private_init (MdgErrorPrivate *details)
{
  details->attempts_left = -1;
  details->limit = -1;
}

static void
mdg_error_private_copy (const MdgErrorPrivate *from, MdgErrorPrivate *to)
{
  *to = *from;
  to->field = g_strdup (from->field);
}

static void
mdg_error_private_clear (MdgErrorPrivate *details)
{
  g_free (details->field);
}

/* GLib lays the details out in front of the GError, aligned; clang cannot know. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcast-align"
G_DEFINE_EXTENDED_ERROR (MdgError, mdg_error)
#pragma GCC diagnostic pop

/* NULL for an error of another domain: it has no details. */
static MdgErrorPrivate *
details_of (const GError *error)
{
  return error != NULL && error->domain == MDG_ERROR ? mdg_error_get_private (error) : NULL;
}

const char *
mdg_error_code_nick (MdgErrorCode code)
{
  return (guint)code < G_N_ELEMENTS (nicks) ? nicks[code] : nicks[MDG_ERROR_FAILED];
}

MdgErrorCode
mdg_error_code_from_nick (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nicks[i], nick) == 0 && nick != NULL)
      return (MdgErrorCode)i;
  return MDG_ERROR_FAILED;
}

GError *
mdg_error_new (MdgErrorCode code, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  GError *error = g_error_new_valist (MDG_ERROR, (int)code, format, arguments);
  va_end (arguments);
  return error;
}

void
mdg_set_error (GError **error, MdgErrorCode code, const char *format, ...)
{
  if (error == NULL)
    return;
  va_list arguments;
  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (MDG_ERROR, (int)code, format, arguments));
  va_end (arguments);
}

gboolean
mdg_error_ends_session (const GError *error)
{
  return g_error_matches (error, MDG_ERROR, MDG_ERROR_SESSION_REQUIRED)
         || g_error_matches (error, MDG_ERROR, MDG_ERROR_SESSION_EXPIRED)
         || g_error_matches (error, MDG_ERROR, MDG_ERROR_SESSION_SUPERSEDED);
}

void
mdg_error_set_retry_after (GError *error, gint64 seconds)
{
  MdgErrorPrivate *details = details_of (error);
  g_return_if_fail (details != NULL);
  details->retry_after = MAX (seconds, 0);
}

gint64
mdg_error_get_retry_after (const GError *error)
{
  const MdgErrorPrivate *details = details_of (error);
  return details != NULL ? details->retry_after : 0;
}

void
mdg_error_set_attempts_left (GError *error, int attempts)
{
  MdgErrorPrivate *details = details_of (error);
  g_return_if_fail (details != NULL);
  details->attempts_left = MAX (attempts, -1);
}

int
mdg_error_get_attempts_left (const GError *error)
{
  const MdgErrorPrivate *details = details_of (error);
  return details != NULL ? details->attempts_left : -1;
}

void
mdg_error_set_field (GError *error, const char *field)
{
  MdgErrorPrivate *details = details_of (error);
  g_return_if_fail (details != NULL);
  g_free (details->field);
  details->field = g_strdup (field);
}

const char *
mdg_error_get_field (const GError *error)
{
  const MdgErrorPrivate *details = details_of (error);
  return details != NULL ? details->field : NULL;
}

gboolean
mdg_refuse_field (GError **error, const char *field, const char *why)
{
  GError *refusal = mdg_error_new (MDG_ERROR_INVALID_INPUT, "%s %s", field,
                                   why != NULL ? why : "does not have the right form");

  mdg_error_set_field (refusal, field);
  g_propagate_error (error, refusal);
  return FALSE;
}

void
mdg_error_set_limit (GError *error, int limit)
{
  MdgErrorPrivate *details = details_of (error);
  g_return_if_fail (details != NULL);
  details->limit = MAX (limit, -1);
}

int
mdg_error_get_limit (const GError *error)
{
  const MdgErrorPrivate *details = details_of (error);
  return details != NULL ? details->limit : -1;
}

void
mdg_error_set_line (GError *error, guint line)
{
  MdgErrorPrivate *details = details_of (error);
  g_return_if_fail (details != NULL);
  details->line = line;
}

guint
mdg_error_get_line (const GError *error)
{
  const MdgErrorPrivate *details = details_of (error);
  return details != NULL ? details->line : 0;
}

void
mdg_error_set_final (GError *error)
{
  MdgErrorPrivate *details = details_of (error);
  g_return_if_fail (details != NULL);
  details->final = TRUE;
}

gboolean
mdg_error_is_final (const GError *error)
{
  const MdgErrorPrivate *details = details_of (error);
  return details != NULL && details->final;
}

void
mdg_error_set_rules (GError *error, guint rules)
{
  MdgErrorPrivate *details = details_of (error);
  g_return_if_fail (details != NULL);
  details->rules = rules;
}

guint
mdg_error_get_rules (const GError *error)
{
  const MdgErrorPrivate *details = details_of (error);
  return details != NULL ? details->rules : 0;
}
