/* tour-portal.c: the tour's way through the portal for 施術所等.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour-portal.h"

#include "portal/portal-view.h"

#define FACILITY "judo-kyo-342200100"
#define BIRTH_DATE "1984-06-21"
#define ADDRESS "kikin01@test.kikin.com"
#define PASSWORD "Tsukimi2026"
#define DAYS_TO_PASS 6 /* 利用開始申請 takes five days in the training */
#define DAYS_TO_START 40

typedef struct
{
  MdgTourStage *stage;
  MdgApplication *application;
  MdgPortalFlow *flow;
  MdgPortalState state; /* waited for */
} Walk;

/* waiting ------------------------------------------------------------------------------------- */

static gboolean
is_at_portal (gpointer stage)
{
  return MDG_IS_PORTAL_VIEW (mdg_window_get_page (mdg_tour_stage_get_window (stage)));
}

static gboolean
has_facilities (gpointer flow)
{
  return mdg_portal_flow_get_facilities (flow)->len > 0;
}

static gboolean
has_found (gpointer flow)
{
  return mdg_portal_flow_get_found (flow) != NULL;
}

static gboolean
has_confirmed (gpointer flow)
{
  return mdg_portal_flow_get_confirmed (flow) != NULL && !mdg_portal_flow_get_busy (flow);
}

static gboolean
knows_start (gpointer flow)
{
  return mdg_portal_flow_get_start (flow) != NULL;
}

static gboolean
is_expired (gpointer flow)
{
  return g_error_matches (mdg_portal_flow_get_error (flow), MDG_ERROR, MDG_ERROR_SESSION_EXPIRED);
}

static gboolean
has_one_mail (gpointer flow)
{
  return mdg_portal_flow_get_mails (flow)->len == 1;
}

static gboolean
has_two_mails (gpointer flow)
{
  return mdg_portal_flow_get_mails (flow)->len == 2;
}

/* The mail that 利用開始申請 is done. */
static gboolean
has_three_mails (gpointer flow)
{
  return knows_start (flow) && mdg_portal_flow_get_start (flow)->use == MDG_PORTAL_USE_DONE
         && mdg_portal_flow_get_mails (flow)->len == 3;
}

static gboolean
flow_is_at (gpointer data)
{
  Walk *walk = data;

  return mdg_portal_flow_get_state (walk->flow) == walk->state
         && !mdg_portal_flow_get_busy (walk->flow);
}

static void
arrive (Walk *walk, MdgPortalState state, const char *what)
{
  walk->state = state;
  mdg_tour_wait (walk->stage, what, flow_is_at, walk);
}

/* the way ------------------------------------------------------------------------------------- */

static void
fill_registration (Walk *walk)
{
  static const char *const values[][2] = {
    { "family", "基金" }, { "given", "太郎" },      { "phone", "01201234567" },
    { "mail", ADDRESS },  { "password", PASSWORD }, { "repeated", PASSWORD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    mdg_tour_type (walk->stage, values[i][0], values[i][1]);
  mdg_tour_wait (walk->stage, "the facilities", has_facilities, walk->flow);
  mdg_tour_press (walk->stage, FACILITY);
  mdg_tour_wait (walk->stage, "the facility's name", has_found, walk->flow);
  mdg_tour_press (walk->stage, "accepted");
}

static void
walk_registration (Walk *walk)
{
  MdgTourStage *stage = walk->stage;

  mdg_tour_press (stage, "begin");
  arrive (walk, MDG_PORTAL_AT_REGISTER, "the registration");
  mdg_tour_type (stage, "number", "3422001-0-0");
  mdg_tour_type (stage, "phone", "03-1234-5678");
  mdg_tour_type (stage, "mail", "Kikin01@test.kikin.com");
  mdg_tour_type (stage, "password", "tsukimi26");
  mdg_tour_press (stage, "register");
  mdg_tour_picture (stage, "portal-register-wrong");
  fill_registration (walk);
  mdg_tour_picture (stage, "portal-register");
  mdg_tour_press (stage, "register");
  mdg_tour_picture (stage, "portal-register-question");
  mdg_tour_answer (stage, "ok");
  arrive (walk, MDG_PORTAL_AT_MAIL, "the mail");
  mdg_tour_wait (stage, "the mail's link", has_one_mail, walk->flow);
  mdg_tour_picture (stage, "portal-mail");
  mdg_tour_press (stage, "link");
  arrive (walk, MDG_PORTAL_AT_LOGIN, "the portal's login");
  mdg_tour_picture (stage, "portal-login");
}

static void
log_in (Walk *walk)
{
  mdg_tour_type (walk->stage, "password", PASSWORD);
  mdg_tour_press (walk->stage, "log_in");
  arrive (walk, MDG_PORTAL_AT_MENU, "the portal's menu");
  mdg_tour_wait (walk->stage, "how far it has come", knows_start, walk->flow);
}

static void
walk_application (Walk *walk)
{
  MdgTourStage *stage = walk->stage;

  mdg_tour_picture (stage, "portal-menu");
  mdg_tour_press (stage, "apply");
  arrive (walk, MDG_PORTAL_AT_APPLY, "the application");
  mdg_tour_picture (stage, "portal-apply");
  mdg_tour_type (stage, "birth", BIRTH_DATE);
  mdg_tour_press (stage, "confirm");
  mdg_tour_wait (stage, "the facility to be confirmed", has_confirmed, walk->flow);
  mdg_tour_type (stage, "staff", "2");
  mdg_tour_type (stage, "terminals", "21");
  mdg_tour_press (stage, "accepted");
  mdg_tour_press (stage, "send");
  mdg_tour_picture (stage, "portal-apply-wrong");
  mdg_tour_type (stage, "terminals", "3");
  mdg_tour_press (stage, "send");
  mdg_tour_picture (stage, "portal-apply-question");
  mdg_tour_answer (stage, "ok");
  arrive (walk, MDG_PORTAL_AT_MENU, "the application to be received");
  mdg_tour_wait (stage, "the mail that it was received", has_two_mails, walk->flow);
  mdg_tour_picture (stage, "portal-received");
}

/* Some days later. The session is over, too. */
static void
walk_operation (Walk *walk)
{
  MdgTourStage *stage = walk->stage;
  MdgClock *clock = mdg_application_get_service_clock (walk->application);
  MdgDay day;
  g_autofree char *text = NULL;

  mdg_tour_pass_time (walk->application, DAYS_TO_PASS * 24 * 60 * 60);
  mdg_tour_press (stage, "refresh");
  mdg_tour_wait (stage, "the end of the portal's session", is_expired, walk->flow);
  log_in (walk);
  mdg_tour_wait (stage, "the mail that it is done", has_three_mails, walk->flow);
  mdg_tour_picture (stage, "portal-done");
  mdg_tour_press (stage, "set_day");
  arrive (walk, MDG_PORTAL_AT_OPERATION, "the first day");
  day = mdg_day_in_japan (mdg_clock_wall (clock)) + DAYS_TO_START;
  text = mdg_day_text (day);
  mdg_tour_type (stage, "day", text);
  mdg_tour_picture (stage, "portal-operation");
  mdg_tour_press (stage, "register");
  arrive (walk, MDG_PORTAL_AT_MENU, "the first day to be registered");
  mdg_tour_picture (stage, "portal-first-day");
  mdg_tour_press (stage, "log_out");
  arrive (walk, MDG_PORTAL_AT_LOGIN, "the logout");
}

void
mdg_tour_portal_walk (MdgTourStage *stage, MdgApplication *application)
{
  MdgWindow *window = mdg_tour_stage_get_window (stage);
  Walk walk = { .stage = stage, .application = application };

  if (mdg_tour_stage_has_failed (stage))
    return;
  mdg_window_show_tab (window, "introduction");
  mdg_tour_press (stage, "portal");
  mdg_tour_wait (stage, "the portal", is_at_portal, stage);
  if (mdg_tour_stage_has_failed (stage))
    return;
  walk.flow = mdg_portal_view_get_flow (MDG_PORTAL_VIEW (mdg_window_get_page (window)));
  mdg_tour_picture (stage, "portal-home");
  walk_registration (&walk);
  log_in (&walk);
  walk_application (&walk);
  walk_operation (&walk);
  mdg_tour_press (stage, "back");
  mdg_tour_press (stage, "browser");
  mdg_tour_picture (stage, "portal-browser");
  mdg_tour_press (stage, "back");
  mdg_tour_press (stage, "back");
  mdg_window_show_tab (window, "login");
}
