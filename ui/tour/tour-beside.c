/* tour-beside.c: the tour's way through ブラウザー併用.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour-beside.h"

#include "beside-actions.h"
#include "login/assist-guide.h"
#include "login/assist-page.h"
#include "print/sheet-printer.h"

#define CODE "1312345678"
#define LOGIN_ID "WA000008"
#define PASSWORD "Nebukuro-9"
#define KEY "gezd gnbv gy3t qojq gezd gnbv gy3t qojq" /* of RFC 6238's vectors: nobody's */

typedef struct
{
  MdgTourStage *stage;
  MdgLoginFlow *flow;
  MdgAssistService *service;
  const char *step;   /* that is waited for */
  MdgErrorCode error; /* that is waited for */
} Walk;

/* waiting ------------------------------------------------------------------------------------- */

static gboolean
is_at_step (gpointer data)
{
  Walk *w = data;
  const char *step = mdg_assist_step_of (mdg_login_flow_get_state (w->flow),
                                         mdg_assist_service_get_question (w->service));

  return g_strcmp0 (step, w->step) == 0 && MDG_IS_ASSIST_PAGE (mdg_tour_get_page (w->stage));
}

static void
arrive (Walk *w, const char *step)
{
  w->step = step;
  mdg_tour_wait (w->stage, step, is_at_step, w);
}

static gboolean
is_told (gpointer data)
{
  Walk *w = data;

  return g_error_matches (mdg_login_flow_get_error (w->flow), MDG_ERROR, (int)w->error)
         && is_at_step (w);
}

static void
expect_error (Walk *w, MdgErrorCode error, const char *step)
{
  w->error = error;
  w->step = step;
  mdg_tour_wait (w->stage, mdg_error_code_nick (error), is_told, w);
}

static gboolean
asks_for_new_password (gpointer data)
{
  return mdg_assist_service_get_question (((Walk *)data)->service) == MDG_ASSIST_PASSWORD;
}

/* pictures ------------------------------------------------------------------------------------ */

static gboolean
is_narrow (gpointer stage)
{
  return gtk_widget_get_width (GTK_WIDGET (mdg_tour_stage_get_window (stage)))
         <= MDG_BESIDE_WIDTH + 40;
}

static gboolean
is_wide (gpointer stage)
{
  return !is_narrow (stage);
}

/* 《細くする》 */
static void
change_width (MdgTourStage *stage, gboolean narrow)
{
  if (mdg_tour_stage_has_failed (stage))
    return;
  gtk_widget_activate_action (GTK_WIDGET (mdg_tour_stage_get_window (stage)), "beside.narrow",
                              NULL);
  mdg_tour_wait (stage, narrow ? "the narrow window" : "the wide window",
                 narrow ? is_narrow : is_wide, stage);
}

static void
picture (Walk *w, const char *name)
{
  g_autofree char *narrow = g_strconcat (name, "-narrow", NULL);

  mdg_tour_picture (w->stage, name);
  change_width (w->stage, TRUE);
  mdg_tour_picture (w->stage, narrow);
  change_width (w->stage, FALSE);
}

/* the steps ----------------------------------------------------------------------------------- */

static void
fill_in (Walk *w)
{
  mdg_tour_type (w->stage, "code", CODE);
  mdg_tour_type (w->stage, "login_id", LOGIN_ID);
  mdg_tour_type (w->stage, "password", PASSWORD);
  mdg_tour_type (w->stage, "institution", "しおかぜ診療所");
}

static void
walk_login (Walk *w)
{
  arrive (w, "account");
  picture (w, "beside-account");
  mdg_tour_type (w->stage, "code", "12345");
  mdg_tour_press_primary (w->stage);
  expect_error (w, MDG_ERROR_INVALID_INPUT, "account");
  mdg_tour_picture (w->stage, "beside-account-fault");
  fill_in (w);
  mdg_tour_press_primary (w->stage);
  arrive (w, "login");
  mdg_tour_press (w->stage, "copy-1");
  picture (w, "beside-login");
  mdg_tour_press (w->stage, "wrong");
  expect_error (w, MDG_ERROR_WRONG_CREDENTIALS, "account");
  mdg_tour_picture (w->stage, "beside-login-wrong");
  mdg_tour_type (w->stage, "password", PASSWORD);
  mdg_tour_press_primary (w->stage);
  arrive (w, "login");
  mdg_tour_press (w->stage, "registration");
  arrive (w, "registration");
}

static void
walk_registration (Walk *w)
{
  picture (w, "beside-registration");
  mdg_tour_type (w->stage, "key", "0189");
  mdg_tour_press (w->stage, "take");
  mdg_tour_picture (w->stage, "beside-registration-bad-key");
  mdg_tour_type (w->stage, "key", KEY);
  mdg_tour_press (w->stage, "take");
  arrive (w, "sheet");
  picture (w, "beside-sheet");
}

static gboolean
has_printed (gpointer data)
{
  return mdg_login_flow_get_times_printed (((Walk *)data)->flow) == 1;
}

static void
save_sheet (Walk *w)
{
  g_autofree char *path = mdg_tour_path (w->stage, "beside-sheet.pdf");

  mdg_sheet_printer_answer_dialogs (path, path);
  mdg_tour_press (w->stage, "save");
  mdg_tour_wait (w->stage, "the sheet", has_printed, w);
  mdg_tour_press (w->stage, "close"); /* of the message, which holds a path of this computer */
  mdg_sheet_printer_answer_dialogs (NULL, NULL);
}

static void
go_on_to_passcode (Walk *w)
{
  mdg_tour_press_primary (w->stage);
  mdg_tour_answer (w->stage, "proceed");
  arrive (w, "passcode");
}

static void
walk_passcode (Walk *w)
{
  picture (w, "beside-passcode");
  mdg_tour_press (w->stage, "wrong");
  expect_error (w, MDG_ERROR_WRONG_PASSCODE, "passcode");
  mdg_tour_press (w->stage, "jumps");
  picture (w, "beside-passcode-wrong");
  mdg_tour_press (w->stage, "done");
  arrive (w, "menu");
  picture (w, "beside-menu");
}

static void
walk_password (Walk *w)
{
  mdg_tour_press (w->stage, "change");
  arrive (w, "password");
  mdg_tour_type (w->stage, "changed", "mado 26");
  picture (w, "beside-password");
  mdg_tour_press (w->stage, "make");
  mdg_tour_press_primary (w->stage);
  mdg_tour_wait (w->stage, "the new password", asks_for_new_password, w);
  picture (w, "beside-password-change");
  mdg_tour_press (w->stage, "done");
  arrive (w, "menu");
  mdg_tour_picture (w->stage, "beside-password-changed");
  mdg_tour_press_primary (w->stage);
  arrive (w, "account");
}

static gboolean
is_account_locked (gpointer data)
{
  return mdg_login_flow_get_lock_remaining (((Walk *)data)->flow) > 0;
}

/* Another day: the account is known, and is locked. */
static void
walk_again (Walk *w)
{
  mdg_tour_picture (w->stage, "beside-account-known");
  mdg_tour_press_primary (w->stage);
  arrive (w, "login");
  mdg_tour_press (w->stage, "passcode");
  arrive (w, "passcode");
  mdg_tour_press (w->stage, "locked");
  mdg_tour_wait (w->stage, "the lock of the account", is_account_locked, w);
  picture (w, "beside-locked");
}

/* FALSE: the tour is not in that way of working */
static gboolean
begin (Walk *w, MdgTourStage *stage, MdgApplication *application)
{
  MdgWorkplace *workplace = mdg_application_get_workplace (application);

  if (mdg_tour_stage_has_failed (stage))
    return FALSE;
  *w = (Walk){ .stage = stage,
               .flow = mdg_workplace_get_flow (workplace),
               .service = mdg_workplace_get_assist (workplace) };
  if (w->service == NULL)
    mdg_tour_fail (stage, "there is no browser to be beside of");
  return w->service != NULL;
}

void
mdg_tour_beside_walk (MdgTourStage *stage, MdgApplication *application)
{
  Walk w;

  if (!begin (&w, stage, application))
    return;
  walk_login (&w);
  walk_registration (&w);
  save_sheet (&w);
  go_on_to_passcode (&w);
  walk_passcode (&w);
  walk_password (&w);
  walk_again (&w);
}

void
mdg_tour_beside_hurry (MdgTourStage *stage, MdgApplication *application)
{
  Walk w;

  if (!begin (&w, stage, application))
    return;
  arrive (&w, "account");
  fill_in (&w);
  mdg_tour_press_primary (stage);
  arrive (&w, "login");
  mdg_tour_press (stage, "registration");
  arrive (&w, "registration");
  mdg_tour_type (stage, "key", KEY);
  mdg_tour_press (stage, "take");
  arrive (&w, "sheet");
  save_sheet (&w);
  go_on_to_passcode (&w);
  mdg_tour_press (stage, "done");
  arrive (&w, "menu");
}
