/* assist-code.c: the passcode beside the browser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/assist-code.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/base32.h"
#include "core/text.h"
#include "totp/otpauth-uri.h"
#include "widgets/secret-holder.h"
#include "widgets/widget-tools.h"

#define TICK_MS 250

struct _MdgAssistCode
{
  GtkWidget parent_instance;

  GtkWidget *now;
  GtkWidget *bar;
  GtkWidget *left;
  GtkWidget *next;
  GtkWidget *none;
  GtkWidget *there; /* what stands there with a key */

  MdgWorkplace *workplace;
  MdgOtpauthUri *uri;    /* (nullable) */
  MdgSecret *key;        /* (nullable): decoded */
  guint64 step;          /* whose code is shown */
  GCancellable *looking; /* (nullable) */
  guint tick_source;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void holder_init (MdgSecretHolderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgAssistCode,
                               mdg_assist_code,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_SECRET_HOLDER, holder_init))

static void
make (MdgAssistCode *self, guint64 step, char code[MDG_TOTP_CODE_MAX])
{
  mdg_hotp (self->key, self->uri->algorithm, step, self->uri->digits, code);
}

static void
show_step (MdgAssistCode *self, guint64 step)
{
  char code[MDG_TOTP_CODE_MAX];
  char after[MDG_TOTP_CODE_MAX];
  g_autofree char *grouped = NULL;
  g_autofree char *grouped_after = NULL;
  g_autofree char *words = NULL;

  self->step = step;
  make (self, step, code);
  make (self, step + 1, after);
  grouped = mdg_text_group (code, 3);
  grouped_after = mdg_text_group (after, 3);
  words = g_strdup_printf (_ ("The one after it: %s"), grouped_after);
  gtk_label_set_text (GTK_LABEL (self->now), grouped);
  gtk_label_set_text (GTK_LABEL (self->next), words);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
tick (gpointer data)
{
  MdgAssistCode *self = data;
  gint64 wall = mdg_workplace_get_right_time (self->workplace);
  g_autofree char *text = NULL;
  guint64 step;
  gint64 left;

  if (self->key == NULL)
    return G_SOURCE_CONTINUE;
  step = mdg_totp_step (wall / G_USEC_PER_SEC, self->uri->period);
  left = mdg_totp_remaining_ms (wall, self->uri->period);
  if (step != self->step)
    show_step (self, step);
  text = g_strdup_printf (_ ("%d s left"), (int)((left + 999) / 1000));
  gtk_label_set_text (GTK_LABEL (self->left), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                 (double)left / (self->uri->period * 1000.0));
  return G_SOURCE_CONTINUE;
}

/* the key ------------------------------------------------------------------------------------- */

/* @text: (nullable) */
static void
use_uri (MdgAssistCode *self, MdgSecret *text)
{
  g_clear_pointer (&self->uri, mdg_otpauth_uri_free);
  g_clear_pointer (&self->key, mdg_secret_unref);
  self->step = 0;
  if (text != NULL)
    self->uri = mdg_otpauth_uri_parse (mdg_secret_get_string (text),
                                       (gssize)mdg_secret_get_length (text), NULL);
  if (self->uri != NULL)
    self->key = mdg_base32_decode (mdg_secret_get_string (self->uri->setup_key), -1, NULL);
  mdg_widget_set_shown (self->there, self->key != NULL);
  mdg_widget_set_shown (self->none, self->key == NULL);
  if (self->key != NULL)
    {
      tick (self);
      return;
    }
  gtk_label_set_text (GTK_LABEL (self->now), "");
  gtk_label_set_text (GTK_LABEL (self->next), "");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
uri_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAssistCode) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) text = mdg_cache_load_secret_finish (MDG_CACHE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->workplace != NULL)
    use_uri (self, text);
}

/* A key that was never confirmed is the newer one: the page asks for its passcode. */
static void
look_for_key (MdgAssistCode *self)
{
  MdgLoginFlow *flow = mdg_workplace_get_flow (self->workplace);
  const MdgRegistration *registration = mdg_login_flow_get_registration (flow);
  const MdgAccountRecord *record = mdg_login_flow_get_account (flow);
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);

  if (registration != NULL)
    {
      use_uri (self, registration->otpauth_uri);
      return;
    }
  use_uri (self, NULL);
  if (record == NULL || cache == NULL || record->registration == MDG_REGISTRATION_NONE)
    return;
  self->looking = g_cancellable_new ();
  mdg_cache_load_secret_async (
      cache,
      record->registration == MDG_REGISTRATION_PENDING ? "pending-otpauth-uri" : "otpauth-uri",
      record->institution_code, record->login_id, self->looking, uri_loaded, g_object_ref (self));
}

/* The page gives it back when it is seen again. */
static gboolean
let_go (MdgSecretHolder *holder)
{
  mdg_assist_code_set_active (MDG_ASSIST_CODE (holder), FALSE);
  return FALSE;
}

static void
holder_init (MdgSecretHolderInterface *iface)
{
  iface->let_go = let_go;
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_assist_code_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_assist_code_parent_class)->map (widget);
  MDG_ASSIST_CODE (widget)->tick_source = g_timeout_add (TICK_MS, tick, widget);
}

static void
mdg_assist_code_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&MDG_ASSIST_CODE (widget)->tick_source, g_source_remove);
  GTK_WIDGET_CLASS (mdg_assist_code_parent_class)->unmap (widget);
}

static void
mdg_assist_code_dispose (GObject *object)
{
  MdgAssistCode *self = MDG_ASSIST_CODE (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->uri, mdg_otpauth_uri_free);
  g_clear_pointer (&self->key, mdg_secret_unref);
  g_clear_object (&self->workplace);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_assist_code_parent_class)->dispose (object);
}

static void
mdg_assist_code_class_init (MdgAssistCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_assist_code_dispose;
  widget_class->map = mdg_assist_code_map;
  widget_class->unmap = mdg_assist_code_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", MDG_TYPE_ASSIST_CODE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_assist_code_init (MdgAssistCode *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  self->there = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->now = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->now, "big-code");
  gtk_label_set_xalign (GTK_LABEL (self->now), 0);
  self->bar = gtk_progress_bar_new ();
  gtk_widget_set_hexpand (self->bar, TRUE);
  gtk_widget_set_valign (self->bar, GTK_ALIGN_CENTER);
  mdg_widget_set_accessible_hidden (self->bar, TRUE);
  self->left = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (line), self->bar);
  gtk_box_append (GTK_BOX (line), self->left);
  self->next = mdg_widget_new_text (NULL, "quiet");
  gtk_box_append (GTK_BOX (self->there), self->now);
  gtk_box_append (GTK_BOX (self->there), line);
  gtk_box_append (GTK_BOX (self->there), self->next);
  self->none = mdg_widget_new_text (_ ("The key of this account is not on this computer: type the "
                                       "passcode that the Authenticator "
                                       "on the phone shows."),
                                    "hint-box");
  gtk_box_append (GTK_BOX (box), self->there);
  gtk_box_append (GTK_BOX (box), self->none);
  mdg_widget_set_shown (self->there, FALSE);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

GtkWidget *
mdg_assist_code_new (MdgWorkplace *workplace)
{
  MdgAssistCode *self = g_object_new (MDG_TYPE_ASSIST_CODE, NULL);

  self->workplace = g_object_ref (workplace);
  return GTK_WIDGET (self);
}

void
mdg_assist_code_set_active (MdgAssistCode *self, gboolean active)
{
  g_return_if_fail (MDG_IS_ASSIST_CODE (self));

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (active)
    look_for_key (self);
  else
    use_uri (self, NULL);
}

MdgSecret *
mdg_assist_code_get (MdgAssistCode *self)
{
  char code[MDG_TOTP_CODE_MAX];
  MdgSecret *secret;

  g_return_val_if_fail (MDG_IS_ASSIST_CODE (self), NULL);

  if (self->key == NULL)
    return NULL;
  make (self,
        mdg_totp_step (mdg_workplace_get_right_time (self->workplace) / G_USEC_PER_SEC,
                       self->uri->period),
        code);
  secret = mdg_secret_new_from_string (code);
  memset (code, 0, sizeof code);
  return secret;
}
