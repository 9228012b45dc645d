/* window.c: the one window.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "window.h"

#include <glib/gi18n.h>

#include "account-link.h"
#include "accounts/accounts-view.h"
#include "authenticator/authenticator-view.h"
#include "beside-actions.h"
#include "certificates/certificate-desk.h"
#include "certificates/certificates-view.h"
#include "certificates/reminder-bars.h"
#include "certificates/reminder-notifier.h"
#include "certificates/reminder-text.h"
#include "consent/consent-view.h"
#include "consent/reception-desk.h"
#include "holidays-message.h"
#include "introduction/introduction-view.h"
#include "start/lock-button.h"
#include "login/login-view.h"
#include "portal/portal-view.h"
#include "readers/readers-view.h"
#include "record-keeper.h"
#include "records-message.h"
#include "service-look.h"
#include "reset-question.h"
#include "support-link.h"
#include "support/support-view.h"
#include "widgets/cure-button.h"
#include "widgets/help-button.h"
#include "widgets/icon.h"
#include "widgets/message-bar.h"
#include "widgets/page-stack.h"
#include "widgets/question-layer.h"
#include "widgets/tab-bar.h"
#include "widgets/widget-tools.h"
#include "window-size.h"

#define WINDOW "mdg-window" /* of a tab's view */

struct _MdgWindow
{
  GtkApplicationWindow parent_instance;

  GtkWidget *curtain;
  GtkWidget *layer;
  GtkWidget *banner;
  GtkWidget *tabs;
  GtkWidget *facility;
  GtkWidget *badge;
  GtkWidget *service;
  GtkWidget *service_icon;
  GtkWidget *service_text;
  GtkWidget *service_message;
  GtkWidget *cache_message;
  GtkWidget *holidays_message;
  GtkWidget *reminder;
  GtkWidget *retry;
  GtkWidget *help;
  GtkWidget *pages;

  MdgWorkplace *workplace;
  MdgRecordKeeper *keeper;
  MdgCertificateDesk *certificates;
  MdgAccountLink *accounts;
  MdgAccountDesk *account_desk; /* (nullable): the one our handler is connected to */
  MdgReceptionDesk *receptions;
  MdgLoginFlow *flow; /* the one our handlers are connected to */
  char *reminded;     /* (nullable): key of the reminder that was put away */
  char *cure_from;    /* (nullable): the tab in which 《対処を見る》 was pressed */
  gulong paint_handler;
};

enum
{
  FIRST_FRAME,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgWindow, mdg_window, GTK_TYPE_APPLICATION_WINDOW)

static GtkWidget *
make_login_view (gpointer data)
{
  return mdg_login_view_new (MDG_WINDOW (data)->workplace);
}

static gboolean
is_showing (MdgWindow *self, const char *tab)
{
  return g_strcmp0 (mdg_page_stack_get_visible_name (MDG_PAGE_STACK (self->pages)), tab) == 0;
}

static void
update_service (MdgWindow *self)
{
  MdgServiceState state = mdg_workplace_get_service_state (self->workplace);
  const GError *error = mdg_workplace_get_service_error (self->workplace);

  mdg_service_look_show (self->service, self->service_icon, self->service_text, self->workplace);
  mdg_widget_set_shown (self->retry, state == MDG_SERVICE_UNAVAILABLE);
  mdg_widget_set_shown (self->banner, mdg_workplace_is_training (self->workplace));
  mdg_widget_set_shown (self->badge, mdg_workplace_is_training (self->workplace));
  /* What an act of the person ran into stands on the page already. */
  if (error != NULL && mdg_login_flow_get_error (self->flow) == NULL)
    mdg_message_bar_show_error (MDG_MESSAGE_BAR (self->service_message), error);
  else
    mdg_message_bar_hide (MDG_MESSAGE_BAR (self->service_message));
}

static void
update_cache (MdgWindow *self)
{
  mdg_certificate_desk_set_cache (self->certificates, mdg_workplace_get_cache (self->workplace));
}

static void
update_facility (MdgWindow *self)
{
  const MdgSessionInfo *session = mdg_login_flow_get_session (self->flow);
  g_autofree char *text = NULL;

  if (session != NULL)
    text = g_strdup_printf ("%s  %s",
                            session->institution_name != NULL ? session->institution_name : "",
                            session->login_id);
  gtk_label_set_text (GTK_LABEL (self->facility), text != NULL ? text : "");
  mdg_widget_set_accessible_hidden (self->facility, text == NULL);
}

static void
update_help (MdgWindow *self)
{
  MdgPageStack *pages = MDG_PAGE_STACK (self->pages);
  GtkWidget *view = mdg_page_stack_get_page (pages, mdg_page_stack_get_visible_name (pages));
  const MdgHelp *help = NULL;

  if (MDG_IS_LOGIN_VIEW (view))
    help = mdg_login_view_get_help (MDG_LOGIN_VIEW (view));
  else if (MDG_IS_TAB_VIEW (view))
    {
      GtkWidget *page = mdg_tab_view_get_page (MDG_TAB_VIEW (view));

      help = MDG_IS_PORTAL_VIEW (page) ? mdg_portal_view_get_help (MDG_PORTAL_VIEW (page))
                                       : mdg_tab_view_get_help (MDG_TAB_VIEW (view));
    }
  mdg_help_button_set_help (MDG_HELP_BUTTON (self->help), help);
}

/* 《?》 is about the page that @view shows. Returns: (transfer none): @view */
static GtkWidget *
with_help (MdgWindow *self, GtkWidget *view)
{
  g_signal_connect_object (view, "notify::page", G_CALLBACK (update_help), self, G_CONNECT_SWAPPED);
  return view;
}

/* the certificates --------------------------------------------------------------------------- */

static GtkWidget *
make_certificates_view (gpointer data)
{
  MdgWindow *self = data;

  return with_help (self, mdg_certificates_view_new (self->certificates, self->workplace));
}

static void
update_badge (MdgWindow *self, GPtrArray *reminders)
{
  const MdgReminder *first = reminders->len > 0 ? reminders->pdata[0] : NULL;
  g_autofree char *spoken
      = g_strdup_printf (ngettext ("%u reminder", "%u reminders", reminders->len), reminders->len);

  mdg_tab_bar_set_badge (MDG_TAB_BAR (self->tabs), "certificates", reminders->len, spoken,
                         first != NULL && first->urgency == MDG_URGENCY_NOW);
}

/* What cannot wait is said on every tab, until it is put away; in the tab itself it stands anyway.
 */
static void
update_reminder (MdgWindow *self)
{
  GPtrArray *reminders = mdg_certificate_desk_get_reminders (self->certificates);
  const MdgReminder *first = reminders->len > 0 ? reminders->pdata[0] : NULL;
  g_autoptr (MdgReminderText) text = NULL;

  update_badge (self, reminders);
  if (first == NULL || first->urgency == MDG_URGENCY_NOTE || is_showing (self, "certificates")
      || g_strcmp0 (first->key, self->reminded) == 0)
    {
      mdg_message_bar_hide (MDG_MESSAGE_BAR (self->reminder));
      return;
    }
  text = mdg_reminder_text_new (first);
  mdg_message_bar_set_action (MDG_MESSAGE_BAR (self->reminder), _ ("_Open certificates"));
  mdg_message_bar_show (MDG_MESSAGE_BAR (self->reminder), mdg_reminder_message_kind (first),
                        text->title, text->body, NULL);
}

static void
reminder_pressed (MdgWindow *self)
{
  mdg_window_show_tab (self, "certificates");
}

static void
reminder_closed (MdgWindow *self)
{
  GPtrArray *reminders = mdg_certificate_desk_get_reminders (self->certificates);

  g_free (self->reminded);
  self->reminded = reminders->len > 0 ? g_strdup (((MdgReminder *)reminders->pdata[0])->key) : NULL;
}

/* Who looks at the tab has it before the eyes already. */
static void
remind (MdgWindow *self, GPtrArray *reminders)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application != NULL
      && !(is_showing (self, "certificates") && gtk_window_is_active (GTK_WINDOW (self))))
    mdg_certificate_desk_note_shown (self->certificates, reminders,
                                     mdg_reminder_notify (G_APPLICATION (application), reminders));
}

/* the accounts -------------------------------------------------------------------------------- */

static void
log_in_wanted (MdgWindow *self)
{
  mdg_window_show_tab (self, "login");
}

/* 「ユーザ設定情報」 goes into [ログイン]: what joins the two tabs. */
static gboolean
settings_used (MdgWindow *self, const MdgAccountSettings *settings)
{
  GtkWidget *view = mdg_page_stack_prepare (MDG_PAGE_STACK (self->pages), "login");

  if (!mdg_login_view_fill_in (MDG_LOGIN_VIEW (view), settings->institution_code, settings->id,
                               settings->password))
    return FALSE;
  mdg_window_show_tab (self, "login");
  return TRUE;
}

static GtkWidget *
make_accounts_view (gpointer data)
{
  MdgWindow *self = data;
  GtkWidget *view = mdg_accounts_view_new (self->accounts);

  g_signal_connect_object (view, "log-in", G_CALLBACK (log_in_wanted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "use-settings", G_CALLBACK (settings_used), self,
                           G_CONNECT_SWAPPED);
  return with_help (self, view);
}

/* What a person has to decide or to read. */
static void
update_accounts_badge (MdgWindow *self)
{
  const MdgDeskState *state
      = self->account_desk != NULL ? mdg_account_desk_get_state (self->account_desk) : NULL;
  guint n = state != NULL ? state->n_conflicts + state->n_refused : 0;
  g_autofree char *spoken
      = g_strdup_printf (ngettext ("%u needs your decision", "%u need your decision", n), n);

  mdg_tab_bar_set_badge (MDG_TAB_BAR (self->tabs), "accounts", n, spoken, n > 0);
}

static void
account_desk_changed (MdgWindow *self)
{
  if (self->account_desk != NULL)
    g_signal_handlers_disconnect_by_data (self->account_desk, self);
  g_set_object (&self->account_desk, mdg_account_link_get_desk (self->accounts));
  if (self->account_desk != NULL)
    g_signal_connect_object (self->account_desk, "changed", G_CALLBACK (update_accounts_badge),
                             self, G_CONNECT_SWAPPED);
  update_accounts_badge (self);
}

/* the Authenticator --------------------------------------------------------------------------- */

static GtkWidget *
make_authenticator_view (gpointer data)
{
  return with_help (data, mdg_authenticator_view_new (MDG_WINDOW (data)->workplace));
}

/* the consent flow ---------------------------------------------------------------------------- */

static GtkWidget *
make_consent_view (gpointer data)
{
  return with_help (data, mdg_consent_view_new (MDG_WINDOW (data)->receptions));
}

/* the card readers ---------------------------------------------------------------------------- */

static void
readers_changed (MdgWindow *self)
{
  GtkWidget *support = mdg_page_stack_get_page (MDG_PAGE_STACK (self->pages), "support");

  if (support != NULL)
    mdg_support_view_facts_changed (MDG_SUPPORT_VIEW (support));
}

static GtkWidget *
make_readers_view (gpointer data)
{
  MdgWindow *self = data;
  GtkWidget *view = mdg_readers_view_new (self->workplace);

  g_signal_connect_object (view, "changed", G_CALLBACK (readers_changed), self, G_CONNECT_SWAPPED);
  return with_help (self, view);
}

/* introduction and support -------------------------------------------------------------------- */

/* The portal is a page of the introduction's tab: what joins the two. */
static GtkWidget *
make_portal_view (gpointer view)
{
  MdgWindow *self = g_object_get_data (G_OBJECT (view), WINDOW);
  GtkWidget *portal = mdg_portal_view_new (self->workplace);

  g_signal_connect_object (portal, "page-changed", G_CALLBACK (update_help), self,
                           G_CONNECT_SWAPPED);
  return portal;
}

static GtkWidget *
make_introduction_view (gpointer data)
{
  MdgWindow *self = data;
  GtkWidget *view = mdg_introduction_view_new (self->workplace);

  g_object_set_data (G_OBJECT (view), WINDOW, self);
  mdg_tab_view_add (MDG_TAB_VIEW (view), "portal", make_portal_view);
  return with_help (self, view);
}

/* A page that is about one thing alone is not shown: its words are, in its tab. */
static void
show_help_of (MdgWindow *self, const char *tab, const char *page)
{
  const MdgHelpPage *help = mdg_support_link_find_help (tab, page);
  GtkWidget *view;

  if (help == NULL)
    return;
  view = mdg_page_stack_prepare (MDG_PAGE_STACK (self->pages), tab);
  mdg_window_show_tab (self, tab);
  if (help->alone && MDG_IS_TAB_VIEW (view))
    mdg_tab_view_show (MDG_TAB_VIEW (view), page);
  mdg_help_button_open_with (MDG_HELP_BUTTON (self->help), &help->help);
}

/* @target: "TAB/PAGE" */
static void
show_page_of (MdgWindow *self, const char *tab, const char *page)
{
  GtkWidget *view = mdg_page_stack_prepare (MDG_PAGE_STACK (self->pages), tab);

  mdg_window_show_tab (self, tab);
  if (MDG_IS_INTRODUCTION_VIEW (view))
    mdg_introduction_view_show_step (MDG_INTRODUCTION_VIEW (view), page);
  else if (MDG_IS_TAB_VIEW (view))
    mdg_tab_view_show (MDG_TAB_VIEW (view), page);
}

/* What was found in the support tab is shown where it is: what joins the tabs. */
static void
found_elsewhere (MdgWindow *self, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, "/", 3);
  guint n = g_strv_length (parts);

  if (g_str_equal (target, "back"))
    mdg_window_show_tab (self, self->cure_from != NULL ? self->cure_from : "login");
  else if (n == 3 && g_str_equal (parts[0], "help"))
    show_help_of (self, parts[1], parts[2]);
  else if (n == 2)
    show_page_of (self, parts[0], parts[1]);
}

static void
add_helps (MdgSearch *search, gpointer data)
{
  mdg_support_link_add_helps (search);
}

static void
add_facts (MdgBundle *bundle, gpointer data)
{
  MdgWindow *self = data;
  GtkWidget *readers = mdg_page_stack_prepare (MDG_PAGE_STACK (self->pages), "readers");
  const char *last_check;
  g_autoptr (GPtrArray) lines
      = mdg_readers_view_get_lines (MDG_READERS_VIEW (readers), &last_check);

  mdg_support_link_add_accounts (bundle, self->account_desk);
  mdg_support_link_add_certificates (bundle, self->certificates);
  mdg_support_link_add_readers (bundle, lines, last_check);
}

/* 《対処を見る》 beside an error. */
static void
cure_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgWindow *self = MDG_WINDOW (widget);
  GtkWidget *view = mdg_page_stack_prepare (MDG_PAGE_STACK (self->pages), "support");

  g_free (self->cure_from);
  self->cure_from = g_strdup (mdg_tab_bar_get_selected (MDG_TAB_BAR (self->tabs)));
  mdg_window_show_tab (self, "support");
  mdg_support_view_show_cure (MDG_SUPPORT_VIEW (view), g_variant_get_string (parameter, NULL));
}

/* Whom to call for something that another tab speaks of. */
static void
contacts_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgWindow *self = MDG_WINDOW (widget);
  GtkWidget *view = mdg_page_stack_prepare (MDG_PAGE_STACK (self->pages), "support");

  mdg_window_show_tab (self, "support");
  gtk_widget_activate_action_variant (view, "support.go", parameter);
}

static GtkWidget *
make_support_view (gpointer data)
{
  MdgWindow *self = data;
  const MdgSupportOthers others = { add_helps, add_facts, self };
  GtkWidget *view = mdg_support_view_new (self->workplace, &others);

  g_signal_connect_object (view, "go", G_CALLBACK (found_elsewhere), self, G_CONNECT_SWAPPED);
  return with_help (self, view);
}

/* Where days are counted or shown to be holidays. */
static void
update_holidays (MdgWindow *self)
{
  MdgHolidays *holidays = mdg_workplace_get_holidays (self->workplace);

  mdg_holidays_message_update (MDG_MESSAGE_BAR (self->holidays_message), holidays,
                               is_showing (self, "introduction") || is_showing (self, "support"));
}

static void
tab_selected (MdgWindow *self)
{
  const char *tab = mdg_tab_bar_get_selected (MDG_TAB_BAR (self->tabs));

  if (tab == NULL || is_showing (self, tab))
    return;
  mdg_beside_actions_widen (GTK_WINDOW (self));
  mdg_page_stack_show (MDG_PAGE_STACK (self->pages), tab);
  update_help (self);
  update_reminder (self);
  update_holidays (self);
}

static void
flow_changed (MdgWindow *self)
{
  update_facility (self);
  update_help (self);
}

static void
bind_flow (MdgWindow *self)
{
  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  g_set_object (&self->flow, mdg_workplace_get_flow (self->workplace));
  g_signal_connect_object (self->flow, "notify::session", G_CALLBACK (flow_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::state", G_CALLBACK (flow_changed), self,
                           G_CONNECT_SWAPPED);
  flow_changed (self);
}

static void
restarted (MdgWindow *self)
{
  GtkWidget *view = mdg_page_stack_get_page (MDG_PAGE_STACK (self->pages), "login");

  mdg_login_view_restart (MDG_LOGIN_VIEW (view));
  bind_flow (self);
}

static void
retry_clicked (MdgWindow *self)
{
  mdg_workplace_start (self->workplace);
}

static void
reset_clicked (MdgWindow *self)
{
  mdg_reset_question_ask (self->pages, self->workplace, MDG_MESSAGE_BAR (self->service_message));
}

/* Goes on with another profile, in a window of its own; this one ends. */
static gboolean
way_chosen (MdgWindow *self, int way, MdgCache *made)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  g_autoptr (GError) error = NULL;

  if (!mdg_application_use_way (MDG_APPLICATION (application), (MdgWay)way, made, &error))
    mdg_message_bar_show_error (MDG_MESSAGE_BAR (self->service_message), error);
  return error == NULL;
}

static MdgSettingsPage *
prepare_settings (gpointer data)
{
  GtkWidget *view = mdg_page_stack_prepare (MDG_PAGE_STACK (MDG_WINDOW (data)->pages), "accounts");

  return MDG_SETTINGS_PAGE (mdg_tab_view_prepare (MDG_TAB_VIEW (view), "settings"));
}

static gboolean
mdg_window_close_request (GtkWindow *window)
{
  mdg_beside_actions_widen (window);
  mdg_window_size_keep (window, mdg_workplace_get_settings (MDG_WINDOW (window)->workplace));
  return GTK_WINDOW_CLASS (mdg_window_parent_class)->close_request (window);
}

static gboolean
emit_first_frame (gpointer data)
{
  g_signal_emit (data, signals[FIRST_FRAME], 0);
  return G_SOURCE_REMOVE;
}

static void
painted (GdkFrameClock *clock, MdgWindow *self)
{
  g_clear_signal_handler (&self->paint_handler, clock);
  g_idle_add_full (G_PRIORITY_LOW, emit_first_frame, g_object_ref (self), g_object_unref);
}

static void
mdg_window_realize (GtkWidget *widget)
{
  MdgWindow *self = MDG_WINDOW (widget);

  GTK_WIDGET_CLASS (mdg_window_parent_class)->realize (widget);
  if (self->paint_handler == 0)
    self->paint_handler = g_signal_connect_object (gtk_widget_get_frame_clock (widget),
                                                   "after-paint", G_CALLBACK (painted), self, 0);
}

static void
mdg_window_dispose (GObject *object)
{
  MdgWindow *self = MDG_WINDOW (object);

  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  g_clear_object (&self->flow);
  g_clear_object (&self->keeper);
  if (self->workplace != NULL)
    g_signal_handlers_disconnect_by_data (self->workplace, self);
  g_clear_object (&self->workplace);
  if (self->certificates != NULL)
    g_signal_handlers_disconnect_by_data (self->certificates, self);
  g_clear_object (&self->certificates);
  if (self->account_desk != NULL)
    g_signal_handlers_disconnect_by_data (self->account_desk, self);
  g_clear_object (&self->account_desk);
  if (self->accounts != NULL)
    g_signal_handlers_disconnect_by_data (self->accounts, self);
  g_clear_object (&self->accounts);
  g_clear_object (&self->receptions);
  G_OBJECT_CLASS (mdg_window_parent_class)->dispose (object);
}

static void
mdg_window_finalize (GObject *object)
{
  g_free (MDG_WINDOW (object)->reminded);
  g_free (MDG_WINDOW (object)->cure_from);
  G_OBJECT_CLASS (mdg_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/madoguchi/Madoguchi/window.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, curtain);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, layer);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, tabs);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, facility);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, badge);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, service);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, service_icon);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, service_text);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, service_message);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, cache_message);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, holidays_message);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, reminder);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, retry);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, help);
  gtk_widget_class_bind_template_child (widget_class, MdgWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, found_elsewhere);
  gtk_widget_class_bind_template_callback (widget_class, way_chosen);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked);
  gtk_widget_class_bind_template_callback (widget_class, reminder_pressed);
  gtk_widget_class_bind_template_callback (widget_class, reminder_closed);
}

static void
mdg_window_class_init (MdgWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_window_finalize;
  widget_class->realize = mdg_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = mdg_window_close_request;
  signals[FIRST_FRAME] = g_signal_new ("first-frame", MDG_TYPE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (MDG_TYPE_CURTAIN);
  g_type_ensure (MDG_TYPE_LOCK_BUTTON);
  g_type_ensure (MDG_TYPE_QUESTION_LAYER);
  g_type_ensure (MDG_TYPE_ICON);
  g_type_ensure (MDG_TYPE_TAB_BAR);
  g_type_ensure (MDG_TYPE_HELP_BUTTON);
  g_type_ensure (MDG_TYPE_MESSAGE_BAR);
  g_type_ensure (MDG_TYPE_PAGE_STACK);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "window.cure", "s", cure_activated);
  gtk_widget_class_install_action (widget_class, "window.contacts", "s", contacts_activated);
  mdg_cure_set_known (mdg_support_link_is_cure_known);
}

static void
mdg_window_init (MdgWindow *self)
{
  static const struct
  {
    const char *name;
    const char *words;
    const char *icon;
    MdgPageFactory make;
  } tabs[] = {
    { "login", NC_ ("tab", "Log in"), "login", make_login_view },
    { "authenticator", NC_ ("tab", "Authenticator"), "phone", make_authenticator_view },
    { "accounts", NC_ ("tab", "Accounts"), "accounts", make_accounts_view },
    { "consent", NC_ ("tab", "Consent flow"), "flow", make_consent_view },
    { "certificates", NC_ ("tab", "Certificates"), "certificate", make_certificates_view },
    { "readers", NC_ ("tab", "Card readers"), "reader", make_readers_view },
    { "introduction", NC_ ("tab", "Introduction"), "calendar", make_introduction_view },
    { "support", NC_ ("tab", "Support"), "call", make_support_view },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->layer);
  mdg_beside_actions_add (GTK_WINDOW (self), MDG_TAB_BAR (self->tabs), self->service_text);
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      mdg_tab_bar_append (MDG_TAB_BAR (self->tabs), tabs[i].name,
                          g_dpgettext2 (NULL, "tab", tabs[i].words), tabs[i].icon);
      mdg_page_stack_add (MDG_PAGE_STACK (self->pages), tabs[i].name, tabs[i].make, self);
    }
}

GtkWidget *
mdg_window_new (MdgApplication *application, MdgWorkplace *workplace)
{
  MdgWindow *self = g_object_new (MDG_TYPE_WINDOW, "application", application, NULL);

  self->workplace = g_object_ref (workplace);
  self->keeper = mdg_record_keeper_new (workplace);
  self->certificates = mdg_certificate_desk_new (mdg_workplace_get_clock (workplace),
                                                 mdg_workplace_get_settings (workplace));
  self->accounts = mdg_account_link_new (workplace);
  self->receptions = mdg_reception_desk_new (workplace);
  g_signal_connect_object (self->accounts, "desk-changed", G_CALLBACK (account_desk_changed), self,
                           G_CONNECT_SWAPPED);
  mdg_window_size_restore (GTK_WINDOW (self), mdg_workplace_get_settings (workplace),
                           mdg_application_get_wanted_size (application));
  mdg_page_stack_show (MDG_PAGE_STACK (self->pages), "login");
  bind_flow (self);
  update_service (self);
  g_signal_connect_object (workplace, "service-changed", G_CALLBACK (update_service), self,
                           G_CONNECT_SWAPPED);
  mdg_records_message_bind (MDG_MESSAGE_BAR (self->cache_message), workplace);
  g_signal_connect_object (workplace, "cache-changed", G_CALLBACK (update_cache), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mdg_workplace_get_holidays (workplace), "changed",
                           G_CALLBACK (update_holidays), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->certificates, "changed", G_CALLBACK (update_reminder), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->certificates, "remind", G_CALLBACK (remind), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tabs, "notify::selected", G_CALLBACK (tab_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workplace, "restarted", G_CALLBACK (restarted), self, G_CONNECT_SWAPPED);
  gtk_widget_grab_focus (self->pages);
  mdg_curtain_bind (MDG_CURTAIN (self->curtain), workplace, prepare_settings, self);
  return GTK_WIDGET (self);
}

void
mdg_window_show_help (MdgWindow *self)
{
  g_return_if_fail (MDG_IS_WINDOW (self));

  if (mdg_curtain_is_open (MDG_CURTAIN (self->curtain)))
    mdg_help_button_open (MDG_HELP_BUTTON (self->help));
}

void
mdg_window_show_tab (MdgWindow *self, const char *tab)
{
  g_return_if_fail (MDG_IS_WINDOW (self));

  mdg_tab_bar_select (MDG_TAB_BAR (self->tabs), tab);
}

void
mdg_window_go (MdgWindow *self, const char *target)
{
  g_return_if_fail (MDG_IS_WINDOW (self) && target != NULL);

  found_elsewhere (self, target);
}

GtkWidget *
mdg_window_get_page (MdgWindow *self)
{
  GtkWidget *view
      = mdg_page_stack_get_page (MDG_PAGE_STACK (self->pages), mdg_window_get_tab (self));

  if (MDG_IS_TAB_VIEW (view))
    return mdg_tab_view_get_page (MDG_TAB_VIEW (view));
  return MDG_IS_LOGIN_VIEW (view) ? mdg_login_view_get_page (MDG_LOGIN_VIEW (view)) : NULL;
}

const char *
mdg_window_get_tab (MdgWindow *self)
{
  g_return_val_if_fail (MDG_IS_WINDOW (self), NULL);

  return mdg_page_stack_get_visible_name (MDG_PAGE_STACK (self->pages));
}

MdgCertificateDesk *
mdg_window_get_certificates (MdgWindow *self)
{
  g_return_val_if_fail (MDG_IS_WINDOW (self), NULL);

  return self->certificates;
}

MdgAccountDesk *
mdg_window_get_account_desk (MdgWindow *self)
{
  g_return_val_if_fail (MDG_IS_WINDOW (self), NULL);

  return self->account_desk;
}

MdgCurtain *
mdg_window_get_curtain (MdgWindow *self)
{
  g_return_val_if_fail (MDG_IS_WINDOW (self), NULL);

  return MDG_CURTAIN (self->curtain);
}

GtkWidget *
mdg_window_get_question_layer (MdgWindow *self)
{
  g_return_val_if_fail (MDG_IS_WINDOW (self), NULL);

  return self->layer;
}
