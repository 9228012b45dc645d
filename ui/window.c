/* window.c: the one window.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "window-private.h"

#include "beside-actions.h"
#include "holidays-message.h"
#include "login/login-view.h"
#include "records-message.h"
#include "reset-question.h"
#include "service-look.h"
#include "start/lock-button.h"
#include "widgets/help-button.h"
#include "widgets/icon.h"
#include "widgets/message-bar.h"
#include "widgets/page-stack.h"
#include "widgets/question-layer.h"
#include "widgets/tab-bar.h"
#include "widgets/tab-view.h"
#include "widgets/widget-tools.h"
#include "window-size.h"

enum
{
  FIRST_FRAME,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgWindow, mdg_window, GTK_TYPE_APPLICATION_WINDOW)

gboolean
mdg_window_is_showing (MdgWindow *self, const char *tab)
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

/* Where days are counted or shown to be holidays. */
static void
update_holidays (MdgWindow *self)
{
  MdgHolidays *holidays = mdg_workplace_get_holidays (self->workplace);

  mdg_holidays_message_update (MDG_MESSAGE_BAR (self->holidays_message), holidays,
                               mdg_window_is_showing (self, "introduction")
                                   || mdg_window_is_showing (self, "support"));
}

static void
tab_selected (MdgWindow *self)
{
  const char *tab = mdg_tab_bar_get_selected (MDG_TAB_BAR (self->tabs));

  if (tab == NULL || mdg_window_is_showing (self, tab))
    return;
  mdg_beside_actions_widen (GTK_WINDOW (self));
  mdg_page_stack_show (MDG_PAGE_STACK (self->pages), tab);
  mdg_window_update_help (self);
  mdg_window_update_reminders (self);
  update_holidays (self);
}

static void
flow_changed (MdgWindow *self)
{
  update_facility (self);
  mdg_window_update_help (self);
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
  gtk_widget_class_bind_template_callback (widget_class, way_chosen);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked);
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
  mdg_window_install_ways (widget_class);
  mdg_window_install_reminders (widget_class);
}

static void
mdg_window_init (MdgWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->layer);
  mdg_beside_actions_add (GTK_WINDOW (self), MDG_TAB_BAR (self->tabs), self->service_text);
  mdg_window_add_tabs (self);
}

GtkWidget *
mdg_window_new (MdgApplication *application, MdgWorkplace *workplace)
{
  MdgWindow *self = g_object_new (MDG_TYPE_WINDOW, "application", application, NULL);

  self->workplace = g_object_ref (workplace);
  self->keeper = mdg_record_keeper_new (workplace);
  g_signal_connect_object (self->keeper, "unreadable",
                           G_CALLBACK (mdg_records_message_tell_unreadable), self->cache_message,
                           G_CONNECT_SWAPPED);
  self->certificates = mdg_certificate_desk_new (mdg_workplace_get_clock (workplace),
                                                 mdg_workplace_get_settings (workplace));
  self->accounts = mdg_account_link_new (workplace);
  self->receptions = mdg_reception_desk_new (workplace);
  g_signal_connect_object (self->accounts, "desk-changed",
                           G_CALLBACK (mdg_window_take_account_desk), self, G_CONNECT_SWAPPED);
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
  mdg_window_follow_reminders (self);
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
