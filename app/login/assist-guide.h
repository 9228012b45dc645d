/* assist-guide.h: what is done in the browser, page by page ([0] ch. 1), as data: resources/assist/steps.json. What stands there is
 * held against the flow and the service by a test. Any thread. */
#pragma once

#include "core/error.h"
#include "login/assist-service.h"
#include "login/login-flow.h"

G_BEGIN_DECLS

/* What is offered for copying. */
typedef enum
{
  MDG_ASSIST_COPY_INSTITUTION_CODE,
  MDG_ASSIST_COPY_LOGIN_ID,
  MDG_ASSIST_COPY_PASSWORD,
  MDG_ASSIST_COPY_PASSCODE,
  MDG_ASSIST_COPY_NEW_PASSWORD,
  MDG_ASSIST_N_COPIES
} MdgAssistCopy;

/* A field of the page, in its order. */
typedef struct
{
  MdgAssistCopy copy;
  char *field; /* its name on the page: 《機関コード》 */
} MdgAssistField;

/* What the person may see next, as a button. */
typedef struct
{
  MdgAssistSight sight;
  char *words;
} MdgAssistChoice;

typedef struct
{
  char *id;
  char *title;
  char *screen; /* (nullable): the page's name in the browser: [ログイン] */
  char *words;  /* what to do there */
  MdgAssistQuestion question;
  gboolean opens;     /* the page can be opened from here */
  GPtrArray *fields;  /* (element-type MdgAssistField) */
  GPtrArray *choices; /* (element-type MdgAssistChoice) */
} MdgAssistStep;

typedef struct
{
  char *address;    /* https, of the page that is opened */
  GPtrArray *steps; /* (element-type MdgAssistStep) */
} MdgAssistGuide;

/* The program's own, which is sound. @language: "ja", anything else: English. Returns: (transfer full) */
MdgAssistGuide *mdg_assist_guide_new (const char *language);

/* One from elsewhere. Errors: MDG_ERROR_DAMAGED. Returns: (transfer full) (nullable) */
MdgAssistGuide *mdg_assist_guide_parse (const char *json, gssize length, const char *language, GError **error);
void mdg_assist_guide_free (MdgAssistGuide *guide);

/* (nullable) (transfer none) */
const MdgAssistStep *mdg_assist_guide_find (const MdgAssistGuide *guide, const char *id);

/* The id of the step that the flow is at. Static. */
const char *mdg_assist_step_of (MdgLoginState state, MdgAssistQuestion question);

/* Where a step stands in the list beside the browser. */
typedef enum
{
  MDG_ASSIST_LEFT_OUT, /* this login does not have it */
  MDG_ASSIST_DONE,
  MDG_ASSIST_CURRENT,
  MDG_ASSIST_AHEAD
} MdgAssistPlace;

/* @step: one of @guide's. @registers: whether the flow has a registration under way: without it the passcode is another day's. */
MdgAssistPlace mdg_assist_guide_place (const MdgAssistGuide *guide, const MdgAssistStep *step, MdgLoginState state,
                                       MdgAssistQuestion question, gboolean registers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgAssistGuide, mdg_assist_guide_free)

G_END_DECLS
