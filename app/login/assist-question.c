/* assist-question.c: what is asked of the person beside the browser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/assist-question.h"

/* Which sights can come after which question. */
static const guint fitting[MDG_ASSIST_N_QUESTIONS] = {
  [MDG_ASSIST_LOGIN] = 1u << MDG_ASSIST_SAW_REGISTRATION | 1u << MDG_ASSIST_SAW_PASSCODE
                       | 1u << MDG_ASSIST_SAW_WRONG | 1u << MDG_ASSIST_SAW_LOCKED,
  [MDG_ASSIST_REGISTRATION] = 1u << MDG_ASSIST_SAW_ENDED,
  [MDG_ASSIST_PASSCODE] = 1u << MDG_ASSIST_SAW_DONE | 1u << MDG_ASSIST_SAW_WRONG
                          | 1u << MDG_ASSIST_SAW_LOCKED | 1u << MDG_ASSIST_SAW_ENDED,
  [MDG_ASSIST_PASSWORD] = 1u << MDG_ASSIST_SAW_DONE | 1u << MDG_ASSIST_SAW_WRONG
                          | 1u << MDG_ASSIST_SAW_RULES | 1u << MDG_ASSIST_SAW_LOCKED
                          | 1u << MDG_ASSIST_SAW_ENDED,
};

static const char *const question_nicks[MDG_ASSIST_N_QUESTIONS]
    = { "nothing", "login", "registration", "passcode", "password" };

static const char *const sight_nicks[MDG_ASSIST_N_SIGHTS]
    = { "nothing", "registration", "passcode", "done", "wrong", "rules", "locked", "ended" };

const char *
mdg_assist_question_nick (MdgAssistQuestion question)
{
  g_return_val_if_fail ((guint)question < MDG_ASSIST_N_QUESTIONS, NULL);
  return question_nicks[question];
}

const char *
mdg_assist_sight_nick (MdgAssistSight sight)
{
  g_return_val_if_fail ((guint)sight < MDG_ASSIST_N_SIGHTS, NULL);
  return sight_nicks[sight];
}

gboolean
mdg_assist_fits (MdgAssistQuestion question, MdgAssistSight sight)
{
  g_return_val_if_fail ((guint)question < MDG_ASSIST_N_QUESTIONS, FALSE);
  return sight != MDG_ASSIST_SAW_NOTHING && (fitting[question] & 1u << sight) != 0;
}
