/* menu-page.c: [管理メニュー].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/menu-page.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "login/flow-page.h"
#include "login/sheet-actions.h"
#include "widgets/page.h"
#include "widgets/question.h"
#include "widgets/status-row.h"
#include "widgets/widget-tools.h"

/* From so many days before the password expires the page says so with a symbol. */
#define REMIND_DAYS 14

struct _MdgMenuPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *rows;
  GtkWidget *log_out;
  GtkWidget *change;
  GtkWidget *registration;
  GtkWidget *sheet;
  GtkWidget *actions; /* in the sheet's row */
  GtkWidget *password;

  MdgWorkplace *workplace;
  MdgLoginFlow *flow;
};

G_DEFINE_FINAL_TYPE (MdgMenuPage, mdg_menu_page, GTK_TYPE_WIDGET)

static void
update_registration (MdgMenuPage *self, const MdgSessionInfo *session)
{
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  if (session->registered_at == 0)
    {
      mdg_status_row_set (MDG_STATUS_ROW (self->registration), MDG_STATUS_ATTENTION,
                          _ ("Not registered yet"), _ ("It is asked for at the next login."));
      return;
    }
  date = mdg_date_time_text (session->registered_at);
  text = g_strdup_printf (_ ("Registered on %s"), date);
  mdg_status_row_set (MDG_STATUS_ROW (self->registration), MDG_STATUS_GOOD,
                      _ ("MFA registration is complete."), text);
}

static const char *
advice_without_sheet (gboolean available)
{
  return available ? _ ("Without it the registration has to be reset by the help desk if the phone "
                        "is lost. It can still be printed now.")
                   : _ ("If the phone is lost, the registration has to be reset by the help desk. "
                        "The sheet can be printed where the Authenticator was registered.");
}

static void
update_sheet (MdgMenuPage *self)
{
  gboolean available = mdg_sheet_actions_available (MDG_SHEET_ACTIONS (self->actions));
  guint times = mdg_login_flow_get_times_printed (self->flow);
  const MdgAccountRecord *account = mdg_login_flow_get_account (self->flow);
  g_autofree char *title = NULL;
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  mdg_widget_set_shown (self->actions, available);
  if (times == 0)
    {
      mdg_status_row_set (MDG_STATUS_ROW (self->sheet), MDG_STATUS_ATTENTION,
                          _ ("No registration sheet was printed on this computer."),
                          advice_without_sheet (available));
      return;
    }
  title = g_strdup_printf (
      ngettext ("Printed or saved %u time", "Printed or saved %u times", times), times);
  if (account != NULL && account->last_printed > 0)
    {
      date = mdg_date_time_text (account->last_printed);
      text = g_strdup_printf (_ ("Last on %s"), date);
    }
  mdg_status_row_set (MDG_STATUS_ROW (self->sheet), MDG_STATUS_GOOD, title, text);
}

static void
update_password (MdgMenuPage *self, const MdgSessionInfo *session)
{
  gint64 now = mdg_clock_wall (mdg_workplace_get_clock (self->workplace));
  MdgStatusRow *row = MDG_STATUS_ROW (self->password);
  g_autofree char *date = NULL;
  g_autofree char *left = NULL;
  g_autofree char *text = NULL;

  if (session->password_expires_at == 0)
    {
      mdg_status_row_set (row, MDG_STATUS_GOOD, _ ("Does not expire"),
                          _ ("A password of 13 characters or more has no expiry date."));
      return;
    }
  date = mdg_date_text (session->password_expires_at);
  if (session->password_expired || session->password_expires_at <= now)
    {
      text = g_strdup_printf (
          _ ("It was valid until %s. Nothing else can be done until it is changed."), date);
      mdg_status_row_set (row, MDG_STATUS_BAD, _ ("The password has expired."), text);
      return;
    }
  left = mdg_date_days_left_text (session->password_expires_at, now);
  text = g_strdup_printf (_ ("Valid until %s"), date);
  mdg_status_row_set (row,
                      mdg_date_days_left (session->password_expires_at, now) <= REMIND_DAYS
                          ? MDG_STATUS_ATTENTION
                          : MDG_STATUS_GOOD,
                      left, text);
}

/* What the person should press, if anything, is the coloured button. */
static void
update_emphasis (MdgMenuPage *self, const MdgSessionInfo *session)
{
  gint64 now = mdg_clock_wall (mdg_workplace_get_clock (self->workplace));

  if (session->password_expires_at != 0
      && mdg_date_days_left (session->password_expires_at, now) <= REMIND_DAYS)
    gtk_widget_add_css_class (self->change, "suggested-action");
  else
    gtk_widget_remove_css_class (self->change, "suggested-action");
}

static void
update (MdgMenuPage *self)
{
  const MdgSessionInfo *session = mdg_login_flow_get_session (self->flow);

  if (session == NULL)
    return;
  update_registration (self, session);
  update_sheet (self);
  update_password (self, session);
  update_emphasis (self, session);
}

static void
busy_changed (MdgMenuPage *self)
{
  gboolean printing, busy;

  g_object_get (self->actions, "busy", &printing, NULL);
  busy = printing || mdg_login_flow_get_busy (self->flow);
  gtk_widget_set_sensitive (self->log_out, !busy);
  gtk_widget_set_sensitive (self->change, !busy);
}

static void
log_out_answered (MdgQuestion *question, const char *answer, MdgMenuPage *self)
{
  if (g_str_equal (answer, "ok"))
    mdg_login_flow_log_out (self->flow);
}

static void
log_out_clicked (MdgMenuPage *self)
{
  MdgQuestion *question = mdg_question_new (
      _ ("Log out?"),
      _ ("The session ends. To go on later, log in with password and passcode again."));

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "ok", _ ("_OK"), MDG_ANSWER_PRIMARY);
  g_signal_connect_object (question, "answered", G_CALLBACK (log_out_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

static void
change_clicked (MdgMenuPage *self)
{
  mdg_login_flow_open_password (self->flow);
}

static gboolean
mdg_menu_page_grab_focus (GtkWidget *widget)
{
  MdgMenuPage *self = MDG_MENU_PAGE (widget);
  gboolean emphasis = gtk_widget_has_css_class (self->change, "suggested-action");

  return gtk_widget_grab_focus (emphasis ? self->change : self->log_out);
}

static void
mdg_menu_page_dispose (GObject *object)
{
  MdgMenuPage *self = MDG_MENU_PAGE (object);

  g_clear_object (&self->flow);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_MENU_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_menu_page_parent_class)->dispose (object);
}

static void
mdg_menu_page_class_init (MdgMenuPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_menu_page_dispose;
  widget_class->grab_focus = mdg_menu_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/login/menu-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgMenuPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgMenuPage, rows);
  gtk_widget_class_bind_template_child (widget_class, MdgMenuPage, log_out);
  gtk_widget_class_bind_template_child (widget_class, MdgMenuPage, change);
  gtk_widget_class_bind_template_callback (widget_class, log_out_clicked);
  gtk_widget_class_bind_template_callback (widget_class, change_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_menu_page_init (MdgMenuPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->registration = mdg_status_row_new (_ ("MFA registration"));
  self->sheet = mdg_status_row_new (_ ("Registration sheet"));
  self->password = mdg_status_row_new (_ ("Password expiry"));
  self->actions = g_object_new (MDG_TYPE_SHEET_ACTIONS, NULL);
  mdg_status_row_add (MDG_STATUS_ROW (self->sheet), self->actions);
  gtk_box_append (GTK_BOX (self->rows), self->registration);
  gtk_box_append (GTK_BOX (self->rows), self->sheet);
  gtk_box_append (GTK_BOX (self->rows), self->password);
}

GtkWidget *
mdg_menu_page_new (MdgWorkplace *workplace)
{
  static const char *const watched[]
      = { "notify::session", "notify::state", "notify::times-printed" };
  MdgMenuPage *self = g_object_new (MDG_TYPE_MENU_PAGE, NULL);

  self->workplace = g_object_ref (workplace);
  self->flow = g_object_ref (mdg_workplace_get_flow (workplace));
  mdg_flow_page_bind (GTK_WIDGET (self), MDG_PAGE (self->page), self->flow, MDG_LOGIN_MENU, NULL);
  mdg_sheet_actions_bind (MDG_SHEET_ACTIONS (self->actions), workplace, MDG_PAGE (self->page),
                          MDG_LOGIN_MENU);
  g_signal_connect_object (self->actions, "notify::busy", G_CALLBACK (busy_changed), self,
                           G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (self->flow, watched[i], G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::busy", G_CALLBACK (busy_changed), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
