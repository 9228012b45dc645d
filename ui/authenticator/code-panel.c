/* code-panel.c: the chosen entry and its passcode.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "authenticator/code-panel.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

#include "core/text.h"
#include "dates.h"
#include "store/record.h"
#include "widgets/capture-guard.h"
#include "widgets/copy-button.h"
#include "widgets/widget-tools.h"

#define SHOWN_SECONDS                                                                              \
  60 /* after which a passcode is covered again, unless it is to be shown always */
#define TICK_MS 250
#define COVERED "••• •••"

struct _MdgCodePanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *issuer;
  GtkWidget *account;
  GtkWidget *state;
  GtkWidget *code;
  GtkWidget *reveal;
  GtkWidget *left;
  GtkWidget *seconds;
  GtkWidget *next;
  GtkWidget *copy;
  GtkWidget *note;
  GtkWidget *printed;
  GtkWidget *trash;

  MdgAuthenticatorDesk *desk;
  MdgOtpEntry *entry;        /* (nullable) */
  MdgOtpKeys *keys;          /* (nullable): of the entry, while it is on the screen */
  GCancellable *cancellable; /* of opening them */
  guint64 step;              /* whose passcode is shown; G_MAXUINT64: none */
  gint64 cover_at;           /* monotonic microseconds; 0: never */
  guint source;
};

enum
{
  PRINT,
  SAVE,
  TRASH,
  UP,
  DOWN,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgCodePanel, mdg_code_panel, GTK_TYPE_WIDGET)

static gboolean
is_revealed (MdgCodePanel *self)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->reveal));
}

static gboolean
is_shown_always (MdgCodePanel *self)
{
  MdgWorkplace *workplace = mdg_authenticator_desk_get_workplace (self->desk);
  g_autofree char *value
      = mdg_settings_get (mdg_workplace_get_settings (workplace), MDG_SETTING_SHOW_PASSCODES);

  return g_str_equal (value, "yes");
}

/* Microseconds */
static gint64
get_time (MdgCodePanel *self)
{
  return mdg_workplace_get_right_time (mdg_authenticator_desk_get_workplace (self->desk));
}

/* the passcode --------------------------------------------------------------------------------- */

/* "123 456" on a label; bullets while it is covered. */
static void
show_code (MdgCodePanel *self, GtkWidget *label, guint ahead, gint64 wall)
{
  char code[MDG_TOTP_CODE_MAX];
  char *grouped, *text;

  if (self->keys == NULL || !is_revealed (self))
    {
      gtk_label_set_text (GTK_LABEL (label), ahead == 0 ? COVERED : "");
      return;
    }
  mdg_otp_keys_code (self->keys, 0, wall, ahead, code);
  grouped = mdg_text_group (code, strlen (code) == 8 ? 4 : 3);
  /* Translators: the next passcode */
  text = ahead > 0 ? g_strdup_printf (_ ("Next: %s"), grouped) : g_strdup (grouped);
  gtk_label_set_text (GTK_LABEL (label), text);
  mdg_wipe_string (text);
  mdg_wipe_string (grouped);
  sodium_memzero (code, sizeof code);
}

static void
update_copy (MdgCodePanel *self, gint64 wall)
{
  char code[MDG_TOTP_CODE_MAX];
  g_autoptr (MdgSecret) secret = NULL;

  if (self->keys != NULL)
    {
      mdg_otp_keys_code (self->keys, 0, wall, 0, code);
      secret = mdg_secret_new_from_string (code);
      sodium_memzero (code, sizeof code);
    }
  mdg_copy_button_set_secret (MDG_COPY_BUTTON (self->copy), secret);
}

static void
update_codes (MdgCodePanel *self)
{
  gint64 wall = get_time (self) / G_USEC_PER_SEC;

  show_code (self, self->code, 0, wall);
  show_code (self, self->next, 1, wall);
  update_copy (self, wall);
}

static void
update_time (MdgCodePanel *self)
{
  guint period = mdg_otp_keys_get_period (self->keys, 0);
  gint64 left = mdg_totp_remaining_ms (get_time (self), period);
  guint n = (guint)((left + 999) / 1000);
  g_autofree char *text = g_strdup_printf (ngettext ("%u second left", "%u seconds left", n), n);

  gtk_label_set_text (GTK_LABEL (self->seconds), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->left), (double)left / 1000.0 / period);
}

static gboolean
tick (gpointer data)
{
  MdgCodePanel *self = data;
  guint64 step
      = mdg_totp_step (get_time (self) / G_USEC_PER_SEC, mdg_otp_keys_get_period (self->keys, 0));

  if (self->cover_at != 0 && g_get_monotonic_time () >= self->cover_at)
    mdg_code_panel_reveal (self, FALSE);
  if (step != self->step)
    {
      self->step = step;
      update_codes (self);
    }
  update_time (self);
  return G_SOURCE_CONTINUE;
}

/* Nothing of the entry's key stays. */
static void
forget_keys (MdgCodePanel *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->keys, mdg_otp_keys_free);
  self->step = G_MAXUINT64;
  if (self->copy == NULL)
    return;
  mdg_copy_button_set_secret (MDG_COPY_BUTTON (self->copy), NULL);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->reveal), FALSE);
  gtk_label_set_text (GTK_LABEL (self->code), COVERED);
  gtk_label_set_text (GTK_LABEL (self->next), "");
  gtk_label_set_text (GTK_LABEL (self->seconds), "");
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->left), 0);
  gtk_widget_set_sensitive (self->reveal, FALSE);
  gtk_widget_set_sensitive (self->copy, FALSE);
}

static void
keys_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgCodePanel) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgOtpKeys) keys
      = mdg_authenticator_book_open_finish (MDG_CACHE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->entry == NULL
      || (keys != NULL && mdg_otp_keys_get_length (keys) > 0
          && mdg_otp_keys_get_number (keys, 0) != mdg_otp_entry_get_facts (self->entry)->number))
    return;
  if (keys != NULL && mdg_otp_keys_get_length (keys) == 0)
    error = mdg_error_new (MDG_ERROR_DAMAGED, "the key of an entry does not open");
  if (error != NULL)
    {
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_clear_pointer (&self->keys, mdg_otp_keys_free);
  self->keys = g_steal_pointer (&keys);
  gtk_widget_set_sensitive (self->reveal, TRUE);
  gtk_widget_set_sensitive (self->copy, TRUE);
  if (is_shown_always (self))
    mdg_code_panel_reveal (self, TRUE);
  tick (self);
  if (self->source == 0)
    self->source = g_timeout_add (TICK_MS, tick, self);
}

static void
open_keys (MdgCodePanel *self)
{
  MdgCache *cache = mdg_authenticator_desk_get_cache (self->desk);
  gint64 number;

  forget_keys (self);
  if (self->entry == NULL || cache == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  number = mdg_otp_entry_get_facts (self->entry)->number;
  self->cancellable = g_cancellable_new ();
  mdg_authenticator_book_open_async (cache, &number, 1, self->cancellable, keys_opened,
                                     g_object_ref (self));
}

static void
note_act (MdgCodePanel *self, const char *act)
{
  g_autofree char *of_whom
      = mdg_authenticator_desk_describe (mdg_otp_entry_get_facts (self->entry));

  mdg_authenticator_desk_note (self->desk, act, MDG_MATTER_PASSCODE, of_whom);
}

static void
passcode_copied (MdgCodePanel *self)
{
  if (self->entry != NULL)
    note_act (self, MDG_ACT_COPIED);
}

static void
reveal_toggled (MdgCodePanel *self)
{
  gboolean revealed = is_revealed (self) && self->keys != NULL;

  gtk_button_set_label (GTK_BUTTON (self->reveal), revealed ? _ ("_Hide") : _ ("_Show"));
  mdg_widget_tidy_names (self->reveal);
  mdg_capture_guard_set (GTK_WIDGET (self), revealed);
  self->cover_at = revealed && !is_shown_always (self)
                       ? g_get_monotonic_time () + SHOWN_SECONDS * G_USEC_PER_SEC
                       : 0;
  if (self->keys == NULL)
    return;
  /* When a person looks; not when it is to be shown always. */
  if (self->cover_at != 0)
    note_act (self, MDG_ACT_REVEALED);
  update_codes (self);
}

/* what is said of the entry -------------------------------------------------------------------- */

static char *
describe_state (const MdgOtpFacts *facts)
{
  if (facts->state == MDG_OTP_PENDING)
    return g_strdup (_ ("Registered at log-in, not confirmed by the service yet"));
  if (facts->state == MDG_OTP_CONFIRMED)
    return g_strdup_printf (_ ("Registered at log-in: %s / %s"), facts->institution_code,
                            facts->login_id);
  if (*facts->login_id != '\0')
    return g_strdup_printf (_ ("Belongs to account %s / %s"), facts->institution_code,
                            facts->login_id);
  return g_strdup (_ ("Registered in this tab"));
}

static void
show_facts (MdgCodePanel *self)
{
  const MdgOtpFacts *facts = mdg_otp_entry_get_facts (self->entry);
  g_autofree char *state = describe_state (facts);
  g_autofree char *when
      = facts->last_printed != 0 ? mdg_date_time_text (facts->last_printed) : NULL;
  g_autofree char *printed = when != NULL ? g_strdup_printf (_ ("Sheet handed out last: %s"), when)
                                          : g_strdup (_ ("Its sheet has not been printed yet."));

  gtk_label_set_text (GTK_LABEL (self->issuer), facts->issuer);
  mdg_widget_set_shown (self->issuer, *facts->issuer != '\0');
  gtk_label_set_text (GTK_LABEL (self->account), facts->account);
  gtk_label_set_text (GTK_LABEL (self->state), state);
  gtk_label_set_text (GTK_LABEL (self->note), facts->note);
  mdg_widget_set_shown (self->note, *facts->note != '\0');
  gtk_label_set_text (GTK_LABEL (self->printed), printed);
  mdg_widget_set_shown (self->trash, facts->state == MDG_OTP_OWN);
}

static void
phone_clicked (MdgCodePanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "authenticator.phone", "x",
                              mdg_otp_entry_get_facts (self->entry)->number);
}

static void
edit_clicked (MdgCodePanel *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "authenticator.edit", "x",
                              mdg_otp_entry_get_facts (self->entry)->number);
}

static void
print_clicked (MdgCodePanel *self)
{
  g_signal_emit (self, signals[PRINT], 0);
}

static void
save_clicked (MdgCodePanel *self)
{
  g_signal_emit (self, signals[SAVE], 0);
}

static void
trash_clicked (MdgCodePanel *self)
{
  g_signal_emit (self, signals[TRASH], 0);
}

static void
up_clicked (MdgCodePanel *self)
{
  g_signal_emit (self, signals[UP], 0);
}

static void
down_clicked (MdgCodePanel *self)
{
  g_signal_emit (self, signals[DOWN], 0);
}

/* overrides ------------------------------------------------------------------------------------ */

static void
mdg_code_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_code_panel_parent_class)->map (widget);
  if (MDG_CODE_PANEL (widget)->desk != NULL)
    open_keys (MDG_CODE_PANEL (widget));
}

static void
mdg_code_panel_unmap (GtkWidget *widget)
{
  forget_keys (MDG_CODE_PANEL (widget));
  mdg_capture_guard_set (widget, FALSE);
  GTK_WIDGET_CLASS (mdg_code_panel_parent_class)->unmap (widget);
}

static void
mdg_code_panel_dispose (GObject *object)
{
  MdgCodePanel *self = MDG_CODE_PANEL (object);

  forget_keys (self);
  g_clear_object (&self->entry);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_CODE_PANEL);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_code_panel_parent_class)->dispose (object);
}

static guint
new_signal (const char *name, guint n, GType type)
{
  return g_signal_new (name, MDG_TYPE_CODE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, n, type);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/authenticator/code-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgCodePanel, box);
  gtk_widget_class_bind_template_child (widget_class, MdgCodePanel, issuer);
  gtk_widget_class_bind_template_child (widget_class, MdgCodePanel, account);
  gtk_widget_class_bind_template_child (widget_class, MdgCodePanel, state);
  gtk_widget_class_bind_template_child (widget_class, MdgCodePanel, code);
  gtk_widget_class_bind_template_child (widget_class, MdgCodePanel, reveal);
  gtk_widget_class_bind_template_child (widget_class, MdgCodePanel, left);
  gtk_widget_class_bind_template_child (widget_class, MdgCodePanel, seconds);
  gtk_widget_class_bind_template_child (widget_class, MdgCodePanel, next);
  gtk_widget_class_bind_template_child (widget_class, MdgCodePanel, copy);
  gtk_widget_class_bind_template_child (widget_class, MdgCodePanel, note);
  gtk_widget_class_bind_template_child (widget_class, MdgCodePanel, printed);
  gtk_widget_class_bind_template_child (widget_class, MdgCodePanel, trash);
  gtk_widget_class_bind_template_callback (widget_class, reveal_toggled);
  gtk_widget_class_bind_template_callback (widget_class, passcode_copied);
  gtk_widget_class_bind_template_callback (widget_class, phone_clicked);
  gtk_widget_class_bind_template_callback (widget_class, edit_clicked);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, trash_clicked);
  gtk_widget_class_bind_template_callback (widget_class, up_clicked);
  gtk_widget_class_bind_template_callback (widget_class, down_clicked);
}

static void
mdg_code_panel_class_init (MdgCodePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_code_panel_dispose;
  widget_class->map = mdg_code_panel_map;
  widget_class->unmap = mdg_code_panel_unmap;
  widget_class->focus = mdg_widget_focus_child;
  signals[PRINT] = new_signal ("print", 0, G_TYPE_NONE);
  signals[SAVE] = new_signal ("save", 0, G_TYPE_NONE);
  signals[TRASH] = new_signal ("trash", 0, G_TYPE_NONE);
  signals[UP] = new_signal ("up", 0, G_TYPE_NONE);
  signals[DOWN] = new_signal ("down", 0, G_TYPE_NONE);
  signals[FAILED] = new_signal ("failed", 1, G_TYPE_ERROR);
  g_type_ensure (MDG_TYPE_COPY_BUTTON);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_code_panel_init (MdgCodePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->box);
  forget_keys (self);
}

void
mdg_code_panel_bind (MdgCodePanel *self, MdgAuthenticatorDesk *desk)
{
  g_return_if_fail (MDG_IS_CODE_PANEL (self));

  g_set_object (&self->desk, desk);
}

void
mdg_code_panel_set_entry (MdgCodePanel *self, MdgOtpEntry *entry)
{
  gboolean same;

  g_return_if_fail (MDG_IS_CODE_PANEL (self));

  same = entry != NULL && self->entry != NULL && self->keys != NULL
         && mdg_otp_entry_get_facts (entry)->number == mdg_otp_entry_get_facts (self->entry)->number
         && mdg_otp_entry_get_facts (entry)->state == mdg_otp_entry_get_facts (self->entry)->state;
  g_set_object (&self->entry, entry);
  mdg_widget_set_shown (self->box, entry != NULL);
  if (entry != NULL)
    show_facts (self);
  if (!same)
    open_keys (self);
}

MdgOtpEntry *
mdg_code_panel_get_entry (MdgCodePanel *self)
{
  g_return_val_if_fail (MDG_IS_CODE_PANEL (self), NULL);

  return self->entry;
}

void
mdg_code_panel_reveal (MdgCodePanel *self, gboolean revealed)
{
  g_return_if_fail (MDG_IS_CODE_PANEL (self));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->reveal), revealed && self->keys != NULL);
}

gboolean
mdg_code_panel_is_ready (MdgCodePanel *self)
{
  g_return_val_if_fail (MDG_IS_CODE_PANEL (self), FALSE);

  return self->keys != NULL;
}
