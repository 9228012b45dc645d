/* error.h: the one error domain of the program.
 *
 * The user interface branches on MdgErrorCode and makes the sentence for the person there, once;
 * the GError's message is for the log and is English.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MDG_ERROR (mdg_error_quark ())

/* What went wrong, as far as anybody acts differently on it. */
typedef enum
{
  MDG_ERROR_FAILED,        /* none of the below */
  MDG_ERROR_INVALID_INPUT, /* a person's input does not have the right form; see field */

  /* What the service answered, [0] ch. 6-7 */
  MDG_ERROR_WRONG_CREDENTIALS,  /* attempts_left says how many tries remain */
  MDG_ERROR_WRONG_PASSCODE,     /* attempts_left says how many tries remain */
  MDG_ERROR_LOCKED,             /* retry_after says for how many seconds */
  MDG_ERROR_SESSION_REQUIRED,   /* no such session (any more) */
  MDG_ERROR_SESSION_EXPIRED,    /* 30 minutes without action */
  MDG_ERROR_SESSION_SUPERSEDED, /* a second login ended this one */
  MDG_ERROR_PASSWORD_RULES,     /* the new password breaks a rule; see rules */
  MDG_ERROR_PASSWORD_EXPIRED,   /* only changing the password is allowed now */
  MDG_ERROR_WRONG_STAGE,        /* the session is at another step */
  MDG_ERROR_SERVICE_FAILED,     /* 5xx or an unknown problem */

  /* What the service answered about accounts, [2], [3] */
  MDG_ERROR_EDIT_CONFLICT,   /* somebody else changed it meanwhile */
  MDG_ERROR_LIMIT_EXCEEDED,  /* more accounts than one may apply for; see limit */
  MDG_ERROR_USE_NOT_STARTED, /* 利用開始申請 is not complete yet */
  MDG_ERROR_NOT_CANCELLABLE, /* 解除申請 for what is not 利用可 */
  MDG_ERROR_LIST_OUTDATED,   /* the list must be fetched anew as a whole */
  MDG_ERROR_SERVICE_FULL,    /* it has no room to write; it runs on this computer in training */
  MDG_ERROR_TOO_MANY_REQUESTS, /* the service asks to wait; retry_after says for how many seconds */

  /* What the service answered about the portal, [3] */
  MDG_ERROR_ADDRESS_TAKEN,        /* the mail address is another user's already */
  MDG_ERROR_FACILITY_UNKNOWN,     /* no facility has the 登録記号番号 */
  MDG_ERROR_FACILITY_UNCONFIRMED, /* 施設の確認: the birth date is not the one that was handed in */
  MDG_ERROR_LINK_UNKNOWN,         /* the service sent no such link */
  MDG_ERROR_LINK_EXPIRED,         /* 24 hours are over: the registration begins anew */
  MDG_ERROR_LINK_USED,            /* the registration is complete already */
  MDG_ERROR_LINK_DUE,             /* a login before the link was opened */
  MDG_ERROR_ALREADY_APPLIED,      /* 利用開始申請 comes once */

  /* The way to the service */
  MDG_ERROR_NOT_CONFIGURED,    /* the settings do not say where it is, or not rightly */
  MDG_ERROR_UNREACHABLE,       /* refused, no route, name unknown */
  MDG_ERROR_TIMED_OUT,
  MDG_ERROR_SERVER_UNTRUSTED,  /* its certificate is not from the configured CA, or not for this host */
  MDG_ERROR_CERTIFICATE_MISSING, /* the service wants a client certificate and got none */
  MDG_ERROR_CERTIFICATE_REFUSED, /* the service did not accept ours: wrong CA, expired, revoked */
  MDG_ERROR_BAD_ANSWER,        /* not JSON, too long, cut off, wrong types */

  /* Certificate files (.p12), facts.md 5.1 */
  MDG_ERROR_P12_WRONG_PASSWORD,
  MDG_ERROR_P12_DAMAGED,
  MDG_ERROR_P12_UNSUPPORTED,
  MDG_ERROR_P12_NO_KEY,
  MDG_ERROR_P12_EXPIRED,
  MDG_ERROR_P12_NOT_YET_VALID,
  MDG_ERROR_P12_FOREIGN_KEY, /* the private key in it is not the certificate's */
  MDG_ERROR_P12_TOO_LONG,    /* far longer than any: not looked into */

  /* Files, cache, vault */
  MDG_ERROR_NOT_FOUND,
  MDG_ERROR_DAMAGED,
  MDG_ERROR_TOO_NEW, /* written by a newer version of the program */
  MDG_ERROR_NO_SPACE,
  MDG_ERROR_READ_ONLY,
  MDG_ERROR_IN_USE,
  MDG_ERROR_WRONG_PASSPHRASE,
  MDG_ERROR_VAULT_LOCKED,
  MDG_ERROR_WRAP_REFUSED, /* the system does not open (any more) what it wrapped for its user */

  /* Drives and what is copied to them */
  MDG_ERROR_EXISTS,       /* the name is taken by something else */
  MDG_ERROR_TOO_LARGE,    /* longer than the file system holds in one file */
  MDG_ERROR_DRIVE_FAILED, /* it answers with errors, or was pulled just now */
  MDG_ERROR_DRIVE_GONE,   /* it is not there any more */
  MDG_ERROR_DRIVE_LOCKED, /* encrypted, and not opened */
  MDG_ERROR_COPY_DIFFERS, /* what was read back is not what was written */

  /* Card readers and cards */
  MDG_ERROR_NO_READER,   /* none, unplugged, or the system's service for them does not run */
  MDG_ERROR_NO_CARD,     /* there is none on the reader, or it was lifted too early */
  MDG_ERROR_CARD_FAILED, /* it answers with errors, or not at all */

  /* Sheets and QR codes */
  MDG_ERROR_NOT_SCANNABLE,   /* the drawn sheet does not decode to what it should hold */
  MDG_ERROR_NO_QR_CODE,      /* the picture holds no QR code */
  MDG_ERROR_SEVERAL_QR_CODES /* the picture holds more than one */
} MdgErrorCode;

/* Registers the domain; returns its quark. Thread-safe. */
GQuark mdg_error_quark (void);

/* The code's stable nick in kebab-case ("wrong-credentials"), for logs and small print. Static. */
const char *mdg_error_code_nick (MdgErrorCode code);

/* The other way round. Returns: MDG_ERROR_FAILED for an unknown or no @nick (nullable) */
MdgErrorCode mdg_error_code_from_nick (const char *nick);

/* Makes an error of this domain. (printf-like; English, for the log; never holds a secret) */
GError *mdg_error_new (MdgErrorCode code, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Sets @error (if not NULL) to a new error of this domain. */
void mdg_set_error (GError **error, MdgErrorCode code, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* Whether @error (nullable) says that the session is over, for whatever reason ([0] ch. 7): one of
 * MDG_ERROR_SESSION_REQUIRED, _EXPIRED, _SUPERSEDED. */
gboolean mdg_error_ends_session (const GError *error);

/* Details that travel with an error of MDG_ERROR. The getters may be called with any GError and
 * then return the neutral value. */

/* Seconds until trying again makes sense; 0 when unknown. */
void mdg_error_set_retry_after (GError *error, gint64 seconds);
gint64 mdg_error_get_retry_after (const GError *error);

/* Tries that remain before the lock; -1 when unknown. */
void mdg_error_set_attempts_left (GError *error, int attempts);
int mdg_error_get_attempts_left (const GError *error);

/* Name of the input field at fault as in the contract ("institution_code"); NULL when unknown. */
void mdg_error_set_field (GError *error, const char *field);
const char *mdg_error_get_field (const GError *error);

/* Input is not taken: sets @error (if not NULL) to MDG_ERROR_INVALID_INPUT with @field. @why: goes on from the field's name ("is no
 * date"), for the log; NULL: it does not have the right form. Returns: FALSE, for the caller to return */
gboolean mdg_refuse_field (GError **error, const char *field, const char *why);

/* How many there may be; -1 when unknown. */
void mdg_error_set_limit (GError *error, int limit);
int mdg_error_get_limit (const GError *error);

/* The line of a text, from 1, in which it is; 0 when unknown. */
void mdg_error_set_line (GError *error, guint line);
guint mdg_error_get_line (const GError *error);

/* Whether the other side said that it does not take what was sent, whoever sends it and however often: nothing was done. */
void mdg_error_set_final (GError *error);
gboolean mdg_error_is_final (const GError *error);

/* Bits (1 << MdgPasswordRule) of the broken password rules; 0 when none. */
void mdg_error_set_rules (GError *error, guint rules);
guint mdg_error_get_rules (const GError *error);

G_END_DECLS
