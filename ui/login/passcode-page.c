/* passcode-page.c: [ログイン], second half: the six digits of the Authenticator.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/passcode-page.h"

#include <glib/gi18n.h>

#include "core/base32.h"
#include "core/text.h"
#include "core/totp.h"
#include "error-text.h"
#include "login/flow-note.h"
#include "login/flow-page.h"
#include "widgets/code-entry.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/secret-holder.h"
#include "widgets/widget-tools.h"

#define TICK_MS 500

struct _MdgPasscodePage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *login_id;
  GtkWidget *field;
  GtkWidget *passcode;
  GtkWidget *window_bar;
  GtkWidget *window_text;
  GtkWidget *training;
  GtkWidget *training_words;
  GtkWidget *training_code;
  GtkWidget *training_wait;
  GtkWidget *training_fill;
  GtkWidget *back;
  GtkWidget *send;

  MdgWorkplace *workplace;
  MdgLoginFlow *flow;
  MdgSecret *training_key; /* (nullable): decoded, of a training account whose key is known */
  GCancellable *looking;   /* (nullable): for the key that this computer keeps */
  char *used_by;           /* (nullable): whose passcode was sent last */
  guint64 used_step;       /* its time step: the service takes none of it twice */
  guint tick_source;
};

static void holder_init (MdgSecretHolderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgPasscodePage,
                               mdg_passcode_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_SECRET_HOLDER, holder_init))

/* The service's time, as far as we know it: that is what the passcode is judged by. */
static gint64
service_wall_us (MdgPasscodePage *self)
{
  gint64 skew = 0;

  if (!mdg_login_flow_get_clock_skew (self->flow, &skew))
    skew = 0;
  return mdg_clock_wall_us (mdg_workplace_get_clock (self->workplace)) + skew * G_USEC_PER_SEC;
}

static void
make_training_code (MdgPasscodePage *self, char code[MDG_TOTP_CODE_MAX])
{
  gint64 wall = service_wall_us (self) / G_USEC_PER_SEC;

  mdg_hotp (self->training_key, MDG_TOTP_SHA1, mdg_totp_step (wall, MDG_TOTP_PERIOD),
            MDG_TOTP_DIGITS, code);
}

/* Returns: (transfer full): of the account whose session this is */
static char *
account_name (MdgPasscodePage *self)
{
  const MdgSessionInfo *session = mdg_login_flow_get_session (self->flow);

  return session != NULL ? g_strdup_printf ("%s/%s", session->institution_code, session->login_id)
                         : NULL;
}

/* Remembers the time step of a passcode that is being sent, wherever it was read. */
static void
note_used_step (MdgPasscodePage *self, const char *code)
{
  gint64 wall = service_wall_us (self) / G_USEC_PER_SEC;
  guint64 step;

  if (self->training_key == NULL || !mdg_totp_verify (self->training_key, code, wall, 0, &step))
    return;
  g_free (self->used_by);
  self->used_by = account_name (self);
  self->used_step = step;
}

/* The training account of this session; NULL in any other profile. */
static const MdgTrainingAccount *
find_training_account (MdgPasscodePage *self)
{
  const MdgSessionInfo *session = mdg_login_flow_get_session (self->flow);
  GPtrArray *accounts = mdg_workplace_get_accounts (self->workplace);

  if (session == NULL || accounts == NULL || !mdg_workplace_is_training (self->workplace))
    return NULL;
  for (guint i = 0; i < accounts->len; i++)
    {
      const MdgTrainingAccount *account = g_ptr_array_index (accounts, i);

      if (g_strcmp0 (account->login_id, session->login_id) == 0
          && g_strcmp0 (account->institution_code, session->institution_code) == 0)
        return account;
    }
  return NULL;
}

/* The last time step whose passcode was sent from here, or taken by the service before the program
 * was started. 0: none */
static guint64
last_used_step (MdgPasscodePage *self)
{
  const MdgTrainingAccount *account = find_training_account (self);
  g_autofree char *name = account_name (self);
  gboolean sent = self->used_by != NULL && g_strcmp0 (self->used_by, name) == 0;

  return MAX (sent ? self->used_step : 0, account != NULL ? account->used_step : 0);
}

/* Whether the passcode of this time step is used up: it would be refused, and cost a try. */
static gboolean
is_used_up (MdgPasscodePage *self)
{
  gint64 wall = service_wall_us (self) / G_USEC_PER_SEC;

  return mdg_totp_step (wall, MDG_TOTP_PERIOD) <= last_used_step (self);
}

static void
show_training_code (MdgPasscodePage *self)
{
  gboolean used = is_used_up (self);
  char code[MDG_TOTP_CODE_MAX];
  g_autofree char *grouped = NULL;

  make_training_code (self, code);
  grouped = mdg_text_group (code, 3);
  gtk_label_set_text (GTK_LABEL (self->training_code), used ? "" : grouped);
  mdg_widget_set_shown (self->training_code, !used);
  mdg_widget_set_shown (self->training_wait, used);
  gtk_widget_set_sensitive (self->training_fill, !used);
}

static gboolean
tick (gpointer data)
{
  MdgPasscodePage *self = data;
  gint64 left = mdg_totp_remaining_ms (service_wall_us (self), MDG_TOTP_PERIOD);
  g_autofree char *text = g_strdup_printf (_ ("Next passcode in %d s"), (int)((left + 999) / 1000));

  gtk_label_set_text (GTK_LABEL (self->window_text), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->window_bar),
                                 (double)left / (MDG_TOTP_PERIOD * 1000.0));
  if (self->training_key != NULL)
    show_training_code (self);
  return G_SOURCE_CONTINUE;
}

/* @setup_key: (nullable): as text. @words: what is said of the passcode it makes */
static void
offer_training_code (MdgPasscodePage *self, const char *setup_key, const char *words)
{
  g_clear_pointer (&self->training_key, mdg_secret_unref);
  if (setup_key != NULL)
    self->training_key = mdg_base32_decode (setup_key, -1, NULL);
  gtk_label_set_text (GTK_LABEL (self->training_words), words);
  mdg_widget_set_shown (self->training, self->training_key != NULL);
  tick (self);
}

static void
key_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPasscodePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) key = mdg_cache_load_secret_finish (MDG_CACHE (source), result, &error);

  if (key != NULL)
    offer_training_code (self, mdg_secret_get_string (key),
                         _ ("For training without a phone: the Authenticator would show"));
}

/* The key of the trainee's own registration, if it is the one that was made here. */
static void
load_own_key (MdgPasscodePage *self)
{
  const MdgSessionInfo *session = mdg_login_flow_get_session (self->flow);
  const MdgAccountRecord *record = mdg_login_flow_get_account (self->flow);
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);

  if (cache == NULL || record == NULL || record->registration != MDG_REGISTRATION_CONFIRMED
      || record->registered_at != session->registered_at)
    return;
  self->looking = g_cancellable_new ();
  mdg_cache_load_secret_async (cache, "setup-key", session->institution_code, session->login_id,
                               self->looking, key_loaded, g_object_ref (self));
}

static void
forget_training_key (MdgPasscodePage *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->training_key, mdg_secret_unref);
}

/* In training one can go on without a phone. The accounts that come registered have none at all;
 * whoever registers one may not have his at hand. */
static void
find_training_key (MdgPasscodePage *self)
{
  const MdgTrainingAccount *account = find_training_account (self);
  const MdgRegistration *registration = mdg_login_flow_get_registration (self->flow);

  forget_training_key (self);
  if (account != NULL && registration != NULL)
    offer_training_code (self, mdg_secret_get_string (registration->setup_key),
                         _ ("For training without a phone: the Authenticator would show"));
  else if (account != NULL && account->setup_key != NULL)
    offer_training_code (self, account->setup_key,
                         _ ("For training: this account's Authenticator shows"));
  else
    {
      offer_training_code (self, NULL, "");
      if (account != NULL)
        load_own_key (self);
    }
}

static void
update_session (MdgPasscodePage *self)
{
  const MdgSessionInfo *session = mdg_login_flow_get_session (self->flow);
  gboolean first = mdg_login_flow_get_registration (self->flow) != NULL;

  gtk_label_set_text (GTK_LABEL (self->login_id), session != NULL ? session->login_id : "");
  mdg_flow_page_show_steps (MDG_PAGE (self->page), self->flow, first ? 4 : 0);
  find_training_key (self);
}

static void
update_sensitivity (MdgPasscodePage *self)
{
  gboolean busy = mdg_login_flow_get_busy (self->flow);

  gtk_widget_set_sensitive (self->send,
                            !busy && mdg_login_flow_get_lock_remaining (self->flow) == 0);
  gtk_widget_set_sensitive (self->back, !busy);
}

static void
update_note (MdgPasscodePage *self)
{
  mdg_flow_note_show (
      MDG_PAGE (self->page), self->flow,
      _ ("A passcode was wrong three times in a row. Send the right one when the time is over."),
      _ ("If a passcode is refused although it was typed correctly, this is the first thing to "
         "suspect. Set the clocks of this computer and of the phone automatically."));
  update_sensitivity (self);
}

static void
state_changed (MdgPasscodePage *self)
{
  MdgLoginState state = mdg_login_flow_get_state (self->flow);

  if (state == MDG_LOGIN_PASSCODE)
    update_session (self);
  else
    {
      forget_training_key (self);
      if (state != MDG_LOGIN_ENDED)
        gtk_editable_set_text (GTK_EDITABLE (self->passcode), "");
    }
}

static void
send_clicked (MdgPasscodePage *self)
{
  const char *code = gtk_editable_get_text (GTK_EDITABLE (self->passcode));

  note_used_step (self, code);
  mdg_login_flow_send_passcode (self->flow, code);
}

static void
passcode_activated (MdgPasscodePage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

static void
back_clicked (MdgPasscodePage *self)
{
  mdg_login_flow_back (self->flow);
}

static void
fill_in_clicked (MdgPasscodePage *self)
{
  char code[MDG_TOTP_CODE_MAX];

  if (self->training_key == NULL || is_used_up (self))
    return;
  make_training_code (self, code);
  gtk_editable_set_text (GTK_EDITABLE (self->passcode), code);
  gtk_widget_grab_focus (self->send);
}

static gboolean
show_fault (GtkWidget *owner, const GError *error)
{
  MdgPasscodePage *self = MDG_PASSCODE_PAGE (owner);
  g_autofree char *words = NULL;

  gtk_widget_grab_focus (self->field);
  /* The note with the countdown says it all. */
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_LOCKED)
      && mdg_login_flow_get_lock_remaining (self->flow) > 0)
    return TRUE;
  if (!g_error_matches (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT))
    return FALSE;
  words = mdg_error_text_for_field ("passcode");
  mdg_field_set_fault (MDG_FIELD (self->field), words);
  return TRUE;
}

/* A passcode is used up by the time somebody comes back. */
static gboolean
let_go (MdgSecretHolder *holder)
{
  gtk_editable_set_text (GTK_EDITABLE (MDG_PASSCODE_PAGE (holder)->passcode), "");
  return FALSE;
}

static void
holder_init (MdgSecretHolderInterface *iface)
{
  iface->let_go = let_go;
}

static gboolean
mdg_passcode_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_PASSCODE_PAGE (widget)->field);
}

static void
mdg_passcode_page_map (GtkWidget *widget)
{
  MdgPasscodePage *self = MDG_PASSCODE_PAGE (widget);

  GTK_WIDGET_CLASS (mdg_passcode_page_parent_class)->map (widget);
  self->tick_source = g_timeout_add (TICK_MS, tick, self);
}

static void
mdg_passcode_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&MDG_PASSCODE_PAGE (widget)->tick_source, g_source_remove);
  GTK_WIDGET_CLASS (mdg_passcode_page_parent_class)->unmap (widget);
}

static void
mdg_passcode_page_dispose (GObject *object)
{
  MdgPasscodePage *self = MDG_PASSCODE_PAGE (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  forget_training_key (self);
  g_clear_pointer (&self->used_by, g_free);
  g_clear_object (&self->flow);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_PASSCODE_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_passcode_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/login/passcode-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgPasscodePage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgPasscodePage, login_id);
  gtk_widget_class_bind_template_child (widget_class, MdgPasscodePage, field);
  gtk_widget_class_bind_template_child (widget_class, MdgPasscodePage, passcode);
  gtk_widget_class_bind_template_child (widget_class, MdgPasscodePage, window_bar);
  gtk_widget_class_bind_template_child (widget_class, MdgPasscodePage, window_text);
  gtk_widget_class_bind_template_child (widget_class, MdgPasscodePage, training);
  gtk_widget_class_bind_template_child (widget_class, MdgPasscodePage, training_words);
  gtk_widget_class_bind_template_child (widget_class, MdgPasscodePage, training_code);
  gtk_widget_class_bind_template_child (widget_class, MdgPasscodePage, training_wait);
  gtk_widget_class_bind_template_child (widget_class, MdgPasscodePage, training_fill);
  gtk_widget_class_bind_template_child (widget_class, MdgPasscodePage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgPasscodePage, send);
  gtk_widget_class_bind_template_callback (widget_class, send_clicked);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, passcode_activated);
  gtk_widget_class_bind_template_callback (widget_class, fill_in_clicked);
}

static void
mdg_passcode_page_class_init (MdgPasscodePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_passcode_page_dispose;
  widget_class->grab_focus = mdg_passcode_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_passcode_page_map;
  widget_class->unmap = mdg_passcode_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_passcode_page_init (MdgPasscodePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_code_entry_prepare (GTK_ENTRY (self->passcode), MDG_CODE_DIGITS, MDG_TOTP_DIGITS);
}

GtkWidget *
mdg_passcode_page_new (MdgWorkplace *workplace)
{
  MdgPasscodePage *self = g_object_new (MDG_TYPE_PASSCODE_PAGE, NULL);

  self->workplace = g_object_ref (workplace);
  self->flow = g_object_ref (mdg_workplace_get_flow (workplace));
  mdg_flow_page_bind (GTK_WIDGET (self), MDG_PAGE (self->page), self->flow, MDG_LOGIN_PASSCODE,
                      show_fault);
  g_signal_connect_object (self->flow, "notify::state", G_CALLBACK (state_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::busy", G_CALLBACK (update_sensitivity), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::skewed", G_CALLBACK (update_note), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flow, "notify::lock-remaining", G_CALLBACK (update_note), self,
                           G_CONNECT_SWAPPED);
  update_session (self);
  update_note (self);
  return GTK_WIDGET (self);
}
