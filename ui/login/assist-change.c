/* assist-change.c: a new password beside the browser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/assist-change.h"

#include <glib/gi18n.h>

#include "core/password-maker.h"
#include "error-text.h"
#include "login/password-rules-list.h"
#include "widgets/field.h"
#include "widgets/secret-field.h"
#include "widgets/secret-holder.h"
#include "widgets/widget-tools.h"

struct _MdgAssistChange
{
  GtkWidget parent_instance;

  GtkWidget *current_field;
  GtkWidget *current;
  GtkWidget *changed_field;
  GtkWidget *changed;
  GtkWidget *repeated_field;
  GtkWidget *repeated;
  GtkWidget *expiry;
  GtkWidget *rules;

  MdgWorkplace *workplace;
  GCancellable *loading; /* (nullable) */
};

enum
{
  ACTIVATE,
  REFILLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void holder_init (MdgSecretHolderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgAssistChange,
                               mdg_assist_change,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_SECRET_HOLDER, holder_init))

static MdgSecret *
secret_of (GtkWidget *field)
{
  return mdg_secret_field_get_secret (MDG_SECRET_FIELD (field));
}

/* Returns: the bits of the broken rules */
static guint
judge (MdgAssistChange *self)
{
  g_autoptr (MdgSecret) changed = secret_of (self->changed);
  g_autoptr (MdgSecret) repeated = secret_of (self->repeated);

  gtk_label_set_text (GTK_LABEL (self->expiry),
                      mdg_password_expiry_text (mdg_secret_get_length (changed)));
  return mdg_password_rules_list_judge (MDG_PASSWORD_RULES_LIST (self->rules), changed, repeated);
}

static void
typed (MdgAssistChange *self)
{
  mdg_field_set_fault (MDG_FIELD (self->current_field), NULL);
  mdg_field_set_fault (MDG_FIELD (self->changed_field), NULL);
  mdg_field_set_fault (MDG_FIELD (self->repeated_field), NULL);
  judge (self);
}

static void
entry_activated (MdgAssistChange *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
make_clicked (MdgAssistChange *self)
{
  g_autoptr (MdgSecret) made = mdg_password_make ();

  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->changed), mdg_secret_get_string (made));
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->repeated), mdg_secret_get_string (made));
  typed (self);
}

/* what is known ------------------------------------------------------------------------------- */

static void
current_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAssistChange) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) current = mdg_cache_load_secret_finish (MDG_CACHE (source), result, &error);

  if (current == NULL || self->workplace == NULL)
    return;
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->current), mdg_secret_get_string (current));
  if (gtk_widget_get_state_flags (self->current_field) & GTK_STATE_FLAG_FOCUS_WITHIN)
    gtk_widget_grab_focus (GTK_WIDGET (self)); /* what is to be typed is the next one */
  g_signal_emit (self, signals[REFILLED], 0);
}

/* What the browser's page is just being told. */
static void
candidate_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAssistChange) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) candidate
      = mdg_cache_load_secret_finish (MDG_CACHE (source), result, &error);

  if (candidate == NULL || self->workplace == NULL)
    return;
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->changed), mdg_secret_get_string (candidate));
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->repeated), mdg_secret_get_string (candidate));
  g_signal_emit (self, signals[REFILLED], 0);
}

static void
history_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAssistChange) self = data;
  g_autoptr (GError) error = NULL;
  MdgPasswordHistory *history = mdg_password_history_load_finish (result, &error);

  if (history == NULL || self->workplace == NULL)
    {
      g_clear_pointer (&history, mdg_password_history_free);
      return;
    }
  mdg_password_rules_list_set_history (MDG_PASSWORD_RULES_LIST (self->rules), history);
  judge (self);
}

static void
load (MdgAssistChange *self, const char *kind, GAsyncReadyCallback callback)
{
  const MdgAccountRecord *record
      = mdg_login_flow_get_account (mdg_workplace_get_flow (self->workplace));

  mdg_cache_load_secret_async (mdg_workplace_get_cache (self->workplace), kind,
                               record->institution_code, record->login_id, self->loading, callback,
                               g_object_ref (self));
}

static gboolean
begin_loading (MdgAssistChange *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (mdg_login_flow_get_account (mdg_workplace_get_flow (self->workplace)) == NULL
      || mdg_workplace_get_cache (self->workplace) == NULL)
    return FALSE;
  self->loading = g_cancellable_new ();
  return TRUE;
}

static void
load_history (MdgAssistChange *self)
{
  const MdgAccountRecord *record
      = mdg_login_flow_get_account (mdg_workplace_get_flow (self->workplace));

  mdg_password_history_load_async (mdg_workplace_get_cache (self->workplace),
                                   record->institution_code, record->login_id, self->loading,
                                   history_loaded, g_object_ref (self));
}

static gboolean
is_empty (GtkWidget *field)
{
  return mdg_secret_field_get_length (MDG_SECRET_FIELD (field)) == 0;
}

/* The fields let go by themselves. A new one that was made here and not kept yet is made again. */
static gboolean
let_go (MdgSecretHolder *holder)
{
  MdgAssistChange *self = MDG_ASSIST_CHANGE (holder);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  mdg_password_rules_list_set_history (MDG_PASSWORD_RULES_LIST (self->rules), NULL);
  return FALSE;
}

static void
holder_init (MdgSecretHolderInterface *iface)
{
  iface->let_go = let_go;
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_assist_change_grab_focus (GtkWidget *widget)
{
  MdgAssistChange *self = MDG_ASSIST_CHANGE (widget);

  return gtk_widget_grab_focus (is_empty (self->current) ? self->current_field
                                                         : self->changed_field);
}

static void
mdg_assist_change_dispose (GObject *object)
{
  MdgAssistChange *self = MDG_ASSIST_CHANGE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->workplace);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_assist_change_parent_class)->dispose (object);
}

static void
mdg_assist_change_class_init (MdgAssistChangeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_assist_change_dispose;
  widget_class->grab_focus = mdg_assist_change_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  signals[ACTIVATE] = g_signal_new ("activate", MDG_TYPE_ASSIST_CHANGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[REFILLED] = g_signal_new ("refilled", MDG_TYPE_ASSIST_CHANGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

/* @secret: (out) */
static GtkWidget *
add_field (MdgAssistChange *self, const char *label, GtkWidget **secret)
{
  GtkWidget *field;

  *secret = mdg_secret_field_new ();
  field = mdg_field_new (label, *secret);
  g_signal_connect_object (*secret, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (*secret, "activate", G_CALLBACK (entry_activated), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (field, GTK_WIDGET (self));
  return field;
}

static void
mdg_assist_change_init (MdgAssistChange *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *make = gtk_button_new_with_mnemonic (_ ("_Make one (16 characters, no expiry)"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 10);
  self->rules = mdg_password_rules_list_new ();
  self->expiry = mdg_widget_new_text (NULL, "quiet");
  self->current_field = add_field (self, _ ("C_urrent password"), &self->current);
  gtk_widget_set_parent (make, GTK_WIDGET (self));
  self->changed_field = add_field (self, _ ("_New password"), &self->changed);
  self->repeated_field = add_field (self, _ ("New password, _again"), &self->repeated);
  gtk_widget_set_parent (self->expiry, GTK_WIDGET (self));
  gtk_widget_set_parent (self->rules, GTK_WIDGET (self));
  gtk_widget_set_name (make, "make");
  gtk_widget_set_name (self->changed, "changed");
  g_signal_connect_object (make, "clicked", G_CALLBACK (make_clicked), self, G_CONNECT_SWAPPED);
  mdg_widget_tidy_names (GTK_WIDGET (self));
}

GtkWidget *
mdg_assist_change_new (MdgWorkplace *workplace)
{
  MdgAssistChange *self = g_object_new (MDG_TYPE_ASSIST_CHANGE, NULL);

  self->workplace = g_object_ref (workplace);
  return GTK_WIDGET (self);
}

void
mdg_assist_change_begin (MdgAssistChange *self)
{
  g_return_if_fail (MDG_IS_ASSIST_CHANGE (self));

  mdg_assist_change_end (self);
  mdg_assist_change_refill (self, FALSE);
}

void
mdg_assist_change_refill (MdgAssistChange *self, gboolean asked)
{
  g_return_if_fail (MDG_IS_ASSIST_CHANGE (self));

  if (!begin_loading (self))
    return;
  load_history (self);
  if (is_empty (self->current))
    load (self, "password", current_loaded);
  if (asked && is_empty (self->changed))
    load (self, "password-candidate", candidate_loaded);
}

void
mdg_assist_change_end (MdgAssistChange *self)
{
  g_return_if_fail (MDG_IS_ASSIST_CHANGE (self));

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  mdg_password_rules_list_set_history (MDG_PASSWORD_RULES_LIST (self->rules), NULL);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->current), NULL);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->changed), NULL);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->repeated), NULL);
  typed (self);
}

static void
fault_at (GtkWidget *field, const char *words)
{
  mdg_field_set_fault (MDG_FIELD (field), words);
  gtk_widget_grab_focus (field);
}

gboolean
mdg_assist_change_get (MdgAssistChange *self, MdgSecret **current, MdgSecret **changed)
{
  g_autoptr (MdgSecret) old = secret_of (self->current);
  g_autoptr (MdgSecret) new = secret_of (self->changed);
  g_autoptr (MdgSecret) repeated = secret_of (self->repeated);
  g_autofree char *words = NULL;

  if (mdg_secret_get_length (old) == 0)
    {
      words = mdg_error_text_for_field ("current_password");
      fault_at (self->current_field, words);
    }
  else if (mdg_secret_get_length (new) == 0 || judge (self) != 0)
    {
      words = mdg_error_text_for_field ("new_password");
      fault_at (self->changed_field, words);
      mdg_field_set_cure (MDG_FIELD (self->changed_field),
                          mdg_error_code_nick (MDG_ERROR_PASSWORD_RULES));
    }
  else if (!mdg_secret_equal (new, repeated))
    fault_at (self->repeated_field, _ ("This is not the same as the new password above."));
  else
    {
      *current = g_steal_pointer (&old);
      *changed = g_steal_pointer (&new);
      return TRUE;
    }
  return FALSE;
}

MdgSecret *
mdg_assist_change_get_current (MdgAssistChange *self)
{
  return secret_of (self->current);
}

MdgSecret *
mdg_assist_change_get_changed (MdgAssistChange *self)
{
  return secret_of (self->changed);
}
