/* flow-page.c: what the pages of the login have in common.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/flow-page.h"

#include <glib/gi18n.h>

#include "error-text.h"

typedef struct
{
  MdgPageFrame *page; /* inside the owner */
  MdgLoginFlow *flow;
  MdgLoginState state;
  MdgFaultFunc fault;
} Binding;

#define KEY "mdg-flow-page"
#define PRINTING 3 /* the step that may be left out */

static void
binding_free (gpointer data)
{
  Binding *binding = data;

  g_object_unref (binding->flow);
  g_free (binding);
}

static void
busy_changed (GtkWidget *owner)
{
  Binding *binding = g_object_get_data (G_OBJECT (owner), KEY);
  gboolean busy = mdg_login_flow_get_busy (binding->flow)
                  && mdg_login_flow_get_state (binding->flow) == binding->state;

  mdg_page_set_busy (binding->page, busy);
}

/* What came about, but could not be written down here: the cache's error alone would not say so.
 * And what did not even begin. */
static const struct
{
  const char *notice;
  const char *happened;
  const char *next;
} unrecorded[] = {
  { "registration-not-kept",
    N_ ("The registration is complete, but this computer could not record it."),
    N_ ("Log in once more when the cause is cured; then it will be recorded.") },
  { "password-not-kept",
    N_ ("The password was changed and holds, but this computer could not record it."),
    N_ ("Log in once more when the cause is cured; then it will be recorded.") },
  { "key-unproven",
    N_ ("The page took a phone's passcode. Whether the key that is kept here is the right one is "
        "not known yet."),
    N_ ("Use this computer's passcode at the next login: when the page takes it, the key is right. "
        "Until then keep the phone at hand, and do not rely on the printed sheet.") },
  { "print-not-recorded", N_ ("This computer could not record that the sheet was printed."),
    N_ ("The sheet itself is good. Keep it where only staff can get at it.") },
  { "broken-off", N_ ("The login was broken off when the window was locked."),
    N_ ("Type the password and go on once more. A login that the browser has got further with goes "
        "on from there.") },
  { "clock-skew", N_ ("Nothing was sent yet."),
    N_ ("The clock of this computer was found to be wrong. Set it first, or press the button again "
        "to try all the same.") },
};

static void
show_unrecorded (MdgPageFrame *page, const char *happened, const char *next, const GError *error)
{
  g_autoptr (MdgErrorText) cause = error != NULL ? mdg_error_text_new (error) : NULL;
  g_autofree char *body
      = cause != NULL ? g_strconcat (cause->happened, "\n", _ (next), NULL) : g_strdup (_ (next));

  mdg_page_show_message (page, MDG_MESSAGE_WARNING, _ (happened), body);
}

gboolean
mdg_flow_page_tell_notice (MdgPageFrame *page, MdgLoginFlow *flow)
{
  const char *notice = mdg_login_flow_get_notice (flow);

  for (guint i = 0; i < G_N_ELEMENTS (unrecorded); i++)
    if (g_strcmp0 (notice, unrecorded[i].notice) == 0)
      {
        show_unrecorded (page, unrecorded[i].happened, unrecorded[i].next,
                         mdg_login_flow_get_error (flow));
        return TRUE;
      }
  return FALSE;
}

static void
notice_changed (GtkWidget *owner)
{
  Binding *binding = g_object_get_data (G_OBJECT (owner), KEY);

  if (mdg_login_flow_get_state (binding->flow) == binding->state)
    mdg_flow_page_tell_notice (binding->page, binding->flow);
}

static void
error_changed (GtkWidget *owner)
{
  Binding *binding = g_object_get_data (G_OBJECT (owner), KEY);
  const GError *error = mdg_login_flow_get_error (binding->flow);

  if (mdg_login_flow_get_state (binding->flow) != binding->state
      || mdg_flow_page_tell_notice (binding->page, binding->flow))
    return;
  if (error != NULL && binding->fault != NULL && binding->fault (owner, error))
    error = NULL;
  mdg_page_show_error (binding->page, error);
}

static void
state_changed (GtkWidget *owner)
{
  Binding *binding = g_object_get_data (G_OBJECT (owner), KEY);

  mdg_page_hide_message (binding->page);
  busy_changed (owner);
  error_changed (owner); /* an act may come to its end with an error to be told on the next page */
}

static void
cancelled (GtkWidget *owner)
{
  Binding *binding = g_object_get_data (G_OBJECT (owner), KEY);

  mdg_login_flow_cancel (binding->flow);
}

void
mdg_flow_page_bind (GtkWidget *owner,
                    MdgPageFrame *page,
                    MdgLoginFlow *flow,
                    MdgLoginState state,
                    MdgFaultFunc fault)
{
  Binding *binding = g_new0 (Binding, 1);

  binding->page = page;
  binding->flow = g_object_ref (flow);
  binding->state = state;
  binding->fault = fault;
  g_object_set_data_full (G_OBJECT (owner), KEY, binding, binding_free);
  g_signal_connect_object (flow, "notify::busy", G_CALLBACK (busy_changed), owner,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (flow, "notify::error", G_CALLBACK (error_changed), owner,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (flow, "notify::notice", G_CALLBACK (notice_changed), owner,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (flow, "notify::state", G_CALLBACK (state_changed), owner,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "cancel", G_CALLBACK (cancelled), owner, G_CONNECT_SWAPPED);
  busy_changed (owner);
  error_changed (owner);
}

void
mdg_flow_page_show_steps (MdgPageFrame *page, MdgLoginFlow *flow, guint step)
{
  const char *const steps[] = { C_ ("step", "Log in"), C_ ("step", "Authenticator registration"),
                                C_ ("step", "Printing"), C_ ("step", "Confirmation"), NULL };

  mdg_page_set_steps (page, step > 0 ? steps : NULL, step,
                      mdg_login_flow_get_times_printed (flow) == 0 ? PRINTING : 0);
}

/* To the minute: the seconds are as uncertain as the line is slow. */
static char *
skew_span (gint64 seconds)
{
  if (seconds < 90)
    return mdg_text_duration (seconds);
  return g_strdup_printf (_ ("about %d min"), (int)((seconds + 30) / 60));
}

char *
mdg_flow_page_skew_text (MdgLoginFlow *flow)
{
  gint64 skew = 0;
  gboolean skewed = FALSE;
  g_autofree char *span = NULL;

  g_object_get (flow, "skewed", &skewed, NULL);
  if (!skewed || !mdg_login_flow_get_clock_skew (flow, &skew))
    return NULL;
  span = skew_span (ABS (skew));
  return g_strdup_printf (skew > 0
                              ? _ ("The clock of this computer is %s slow against the service.")
                              : _ ("The clock of this computer is %s fast against the service."),
                          span);
}
