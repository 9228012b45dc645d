/* key-form.c: an account typed by hand.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "authenticator/key-form.h"

#include <glib/gi18n.h>

#include "widgets/field.h"
#include "widgets/secret-field.h"

struct _MdgKeyForm
{
  GtkBox parent_instance;

  GtkWidget *issuer_field;
  GtkWidget *issuer;
  GtkWidget *account_field;
  GtkWidget *account;
  GtkWidget *key_field;
  GtkWidget *key;
  GtkWidget *algorithm;
  GtkWidget *digits;
  GtkWidget *period;
};

enum
{
  ACTIVATE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgKeyForm, mdg_key_form, GTK_TYPE_BOX)

static void
take_clicked (MdgKeyForm *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static gboolean
is_uri (MdgSecret *key)
{
  return g_ascii_strncasecmp (mdg_secret_get_string (key), "otpauth", 7) == 0;
}

static gboolean
take_key (MdgKeyForm *self, MdgOtpIntake *intake, MdgSecret *key, GError **error)
{
  static const guint digits[] = { 6, 8 };
  static const guint periods[] = { 30, 60, 15 };

  return mdg_otp_intake_take_key (
      intake, gtk_editable_get_text (GTK_EDITABLE (self->issuer)),
      gtk_editable_get_text (GTK_EDITABLE (self->account)), key,
      (MdgTotpAlgorithm)gtk_drop_down_get_selected (GTK_DROP_DOWN (self->algorithm)),
      digits[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->digits))],
      periods[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->period))], error);
}

static void
empty (MdgKeyForm *self)
{
  mdg_key_form_forget_key (self);
  gtk_editable_set_text (GTK_EDITABLE (self->issuer), "");
  gtk_editable_set_text (GTK_EDITABLE (self->account), "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->algorithm), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->digits), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->period), 0);
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_key_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_KEY_FORM (widget)->issuer);
}

static void
mdg_key_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_KEY_FORM);
  G_OBJECT_CLASS (mdg_key_form_parent_class)->dispose (object);
}

static void
mdg_key_form_class_init (MdgKeyFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_key_form_dispose;
  widget_class->grab_focus = mdg_key_form_grab_focus;
  signals[ACTIVATE] = g_signal_new ("activate", MDG_TYPE_KEY_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_SECRET_FIELD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/authenticator/key-form.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgKeyForm, issuer_field);
  gtk_widget_class_bind_template_child (widget_class, MdgKeyForm, issuer);
  gtk_widget_class_bind_template_child (widget_class, MdgKeyForm, account_field);
  gtk_widget_class_bind_template_child (widget_class, MdgKeyForm, account);
  gtk_widget_class_bind_template_child (widget_class, MdgKeyForm, key_field);
  gtk_widget_class_bind_template_child (widget_class, MdgKeyForm, key);
  gtk_widget_class_bind_template_child (widget_class, MdgKeyForm, algorithm);
  gtk_widget_class_bind_template_child (widget_class, MdgKeyForm, digits);
  gtk_widget_class_bind_template_child (widget_class, MdgKeyForm, period);
  gtk_widget_class_bind_template_callback (widget_class, take_clicked);
}

static void
mdg_key_form_init (MdgKeyForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* public --------------------------------------------------------------------------------------- */

gboolean
mdg_key_form_take (MdgKeyForm *self, MdgOtpIntake *intake, gboolean *repeated, GError **error)
{
  g_autoptr (MdgSecret) key = NULL;
  gboolean taken;

  g_return_val_if_fail (MDG_IS_KEY_FORM (self), FALSE);

  key = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->key));
  *repeated = FALSE;
  if (is_uri (key))
    taken = mdg_otp_intake_take_text (intake, mdg_secret_get_string (key), -1, repeated, error);
  else
    taken = take_key (self, intake, key, error);
  if (taken)
    empty (self);
  return taken;
}

gboolean
mdg_key_form_show_fault (MdgKeyForm *self, const GError *error)
{
  const char *field = mdg_error_get_field (error);
  g_autoptr (MdgSecret) key = NULL;

  g_return_val_if_fail (MDG_IS_KEY_FORM (self), FALSE);

  key = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->key));
  if (is_uri (key))
    return FALSE;
  if (g_strcmp0 (field, "issuer") == 0)
    mdg_field_set_fault (MDG_FIELD (self->issuer_field),
                         _ ("One line of up to 100 characters without a colon, please."));
  else if (g_strcmp0 (field, "account") == 0)
    mdg_field_set_fault (MDG_FIELD (self->account_field),
                         _ ("A name of up to 100 characters without a colon, please."));
  else
    mdg_field_set_fault (MDG_FIELD (self->key_field),
                         _ ("A set-up key has at least 16 letters and digits from 2 to 7. 0, 1, 8 "
                            "and 9 never occur in one."));
  return TRUE;
}

void
mdg_key_form_forget_key (MdgKeyForm *self)
{
  g_return_if_fail (MDG_IS_KEY_FORM (self));

  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->key), NULL);
}
