/* problem.h: problem documents (RFC 9457) with a stable code, both ways: the service writes them
 * from an MdgError, the client reads them into one. */
#pragma once

#include <json-glib/json-glib.h>
#include "core/error.h"

G_BEGIN_DECLS

/* The codes, their HTTP status and their MdgErrorCode (one table in problem.c):
 *   invalid-request 400 · invalid-credentials 401 · account-locked 423 (Retry-After) ·
 *   invalid-passcode 401 · session-required 401 · session-expired 401 · session-superseded 401 ·
 *   password-rules 422 · password-expired 403 · wrong-stage 409 · not-found 404 ·
 *   method-not-allowed 405 · too-large 413 · unsupported-media-type 415 · idempotency-conflict 409 ·
 *   precondition-required 428 · edit-conflict 412 · limit-exceeded 422 (limit) ·
 *   use-not-started 403 · not-cancellable 409 · list-outdated 410 ·
 *   address-taken 409 · facility-unknown 404 · facility-unconfirmed 422 · link-unknown 404 ·
 *   link-expired 410 · link-used 409 · link-due 403 · already-applied 409 · internal 500 · unavailable 503
 * Members: type, title, status, detail, code; and when known retry_after (seconds), attempts_left,
 * limit (how many there may be), field, rules (array of rule nicks). */

/* The HTTP status for @error (500 for what has none). */
guint mdg_problem_status (const GError *error);

/* The document for @error. Returns: (transfer full) */
char *mdg_problem_to_json (const GError *error);

/* The document for a fault of the request that no MdgErrorCode stands for (method-not-allowed,
 * too-large, unsupported-media-type, idempotency-conflict, precondition-required, unavailable), by its
 * code. @status: (out) (nullable): the HTTP status. Returns: (transfer full) */
char *mdg_problem_to_json_for_code (const char *code, guint *status);

/* Reads a problem document; @status is the HTTP status it came with and decides when the document is
 * not one. Hostile input. Returns: (transfer full): always an error of MDG_ERROR */
GError *mdg_problem_parse (guint status, const char *json, gssize length);

G_END_DECLS
