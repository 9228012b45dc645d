/* endpoints.h: the service's resources (DESIGN decision 3); openapi.yaml says the same, and a test
 * holds the two together. */
#pragma once

#define MDG_API_VERSION "1"

#define MDG_PATH_SERVICE "/v1/service"                           /* GET */
#define MDG_PATH_SESSION "/v1/session"                           /* POST, GET, DELETE */
#define MDG_PATH_REGISTRATION "/v1/session/registration"         /* GET */
#define MDG_PATH_PASSCODE "/v1/session/passcode"                 /* POST */
#define MDG_PATH_PASSWORD "/v1/password"                         /* PUT */

/* 資格確認アカウント; one {part} of a path stands for what is asked about. */
#define MDG_PATH_ACCOUNTS "/v1/accounts"                         /* GET ?after= ?since= ?limit= */
#define MDG_PATH_ACCOUNT "/v1/accounts/{id}"                     /* GET */
#define MDG_PATH_NOTE "/v1/accounts/{id}/note"                   /* PUT, If-Match */
#define MDG_PATH_CANCELLATION "/v1/accounts/{id}/cancellation"   /* POST */
#define MDG_PATH_SETTINGS_PDF "/v1/accounts/{id}/settings.pdf"   /* GET */
#define MDG_PATH_APPLICATIONS "/v1/applications"                 /* GET ?after= ?since= ?limit=, POST */
#define MDG_PATH_FACILITY "/v1/facilities/{institution_code}"    /* GET */
#define MDG_PATH_MAIL "/v1/portal/mail"                          /* GET ?after= ?limit= */

/* The portal for 施術所等 ([3]); its session is one of its own. */
#define MDG_PATH_PORTAL_FACILITIES "/v1/portal/facilities"             /* GET; training only */
#define MDG_PATH_PORTAL_FACILITY "/v1/portal/facilities/{registration}" /* GET */
#define MDG_PATH_PORTAL_USERS "/v1/portal/users"                       /* POST */
#define MDG_PATH_PORTAL_CONFIRMATION "/v1/portal/users/confirmation"   /* POST */
#define MDG_PATH_PORTAL_MAILBOX "/v1/portal/mailbox"                   /* GET ?address= ?after= ?limit=; training only */
#define MDG_PATH_PORTAL_SESSION "/v1/portal/session"                   /* POST, DELETE */
#define MDG_PATH_PORTAL_START "/v1/portal/start-of-use"                /* GET, POST */
#define MDG_PATH_PORTAL_PROOF "/v1/portal/start-of-use/facility"       /* POST */
#define MDG_PATH_PORTAL_OPERATION "/v1/portal/operation-start"         /* PUT */

/* Outside the API: for training and tests only. */
#define MDG_PATH_CONTROL_CLOCK "/control/clock"                  /* POST {"advance_seconds": n} */
#define MDG_PATH_CONTROL_RESET "/control/reset"                  /* POST {} */
#define MDG_PATH_CONTROL_STATE "/control/state"                  /* GET */

#define MDG_HEADER_IDEMPOTENCY_KEY "Idempotency-Key"

/* Of a page of a whole list that goes on: its "next", told before the page itself is read, so that the next one can
 * be asked for meanwhile. */
#define MDG_HEADER_NEXT_AFTER "Next-After"

/* Longest answer and longest request body either side reads, bytes. */
#define MDG_ANSWER_LIMIT (1024 * 1024)
#define MDG_REQUEST_LIMIT (64 * 1024)

/* The same for POST /v1/portal/start-of-use, which may carry a document. */
#define MDG_DOCUMENT_REQUEST_LIMIT (1024 * 1024)

#define MDG_CONTENT_JSON "application/json"
#define MDG_CONTENT_PDF "application/pdf"
#define MDG_CONTENT_PROBLEM "application/problem+json"
