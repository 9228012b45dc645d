/* endpoints.h: the service's resources (DESIGN decision 3); openapi.yaml says the same, and a test
 * holds the two together. */
#pragma once

#define MDG_API_VERSION "1"

#define MDG_PATH_SERVICE "/v1/service"                           /* GET */
#define MDG_PATH_SESSION "/v1/session"                           /* POST, GET, DELETE */
#define MDG_PATH_REGISTRATION "/v1/session/registration"         /* GET */
#define MDG_PATH_PASSCODE "/v1/session/passcode"                 /* POST */
#define MDG_PATH_PASSWORD "/v1/password"                         /* PUT */

/* Outside the API: for training and tests only. */
#define MDG_PATH_CONTROL_CLOCK "/control/clock"                  /* POST {"advance_seconds": n} */
#define MDG_PATH_CONTROL_RESET "/control/reset"                  /* POST {} */
#define MDG_PATH_CONTROL_STATE "/control/state"                  /* GET */

#define MDG_HEADER_IDEMPOTENCY_KEY "Idempotency-Key"

/* Longest answer and longest request body either side reads, bytes. */
#define MDG_ANSWER_LIMIT (1024 * 1024)
#define MDG_REQUEST_LIMIT (64 * 1024)

#define MDG_CONTENT_JSON "application/json"
#define MDG_CONTENT_PROBLEM "application/problem+json"
