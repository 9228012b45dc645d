/* passphrase-fields.c: a new staff passphrase, typed twice.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "start/passphrase-fields.h"

#include <glib/gi18n.h>

#include "start/passphrase-strength.h"
#include "widgets/field.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

#define BITS_SHOWN 75.0 /* fill the bar */

struct _MdgPassphraseFields
{
  GtkWidget parent_instance;

  GtkWidget *first_field;
  GtkWidget *first;
  GtkWidget *bar;
  GtkWidget *words;
  GtkWidget *second_field;
  GtkWidget *second;
};

enum
{
  ACTIVATE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgPassphraseFields, mdg_passphrase_fields, GTK_TYPE_WIDGET)

static const struct
{
  const char *css_class;
  const char *words;
} looks[] = {
  [MDG_STRENGTH_NONE] = { "none", N_ ("Nothing typed yet.") },
  [MDG_STRENGTH_TOO_WEAK] = { "too-weak", N_ ("Too easy to guess: it is not taken.") },
  [MDG_STRENGTH_WEAK] = { "weak", N_ ("Weak: it will do, but a few more words are better.") },
  [MDG_STRENGTH_GOOD] = { "good", N_ ("Good: hard to guess.") },
  [MDG_STRENGTH_STRONG] = { "strong", N_ ("Strong: very hard to guess.") },
};

/* Why it is no better. (nullable) */
static const char *
find_reason (const MdgPassphraseJudgement *judgement)
{
  if (judgement->strength == MDG_STRENGTH_NONE || judgement->strength >= MDG_STRENGTH_GOOD)
    return NULL;
  if (judgement->common)
    return _ ("It has a word that everybody tries first.");
  if (judgement->repeated)
    return _ ("It repeats itself, or counts on.");
  return _ ("It is short.");
}

static void
show_judgement (MdgPassphraseFields *self, const MdgPassphraseJudgement *judgement)
{
  const char *reason = find_reason (judgement);
  g_autofree char *words = g_strjoin (" ", _ (looks[judgement->strength].words), reason, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (self->bar, looks[i].css_class);
  gtk_widget_add_css_class (self->bar, looks[judgement->strength].css_class);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar),
                                 MIN (1, judgement->bits / BITS_SHOWN));
  gtk_label_set_text (GTK_LABEL (self->words), words);
}

static void
typed (MdgPassphraseFields *self)
{
  g_autoptr (MdgSecret) passphrase = mdg_passphrase_fields_get_passphrase (self);
  MdgPassphraseJudgement judgement;

  mdg_passphrase_judge (passphrase, &judgement);
  show_judgement (self, &judgement);
  mdg_field_set_fault (MDG_FIELD (self->first_field), NULL);
  mdg_field_set_fault (MDG_FIELD (self->second_field), NULL);
}

static void
first_activated (MdgPassphraseFields *self)
{
  gtk_widget_grab_focus (self->second);
}

static void
second_activated (MdgPassphraseFields *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static gboolean
mdg_passphrase_fields_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_PASSPHRASE_FIELDS (widget)->first);
}

static void
mdg_passphrase_fields_dispose (GObject *object)
{
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_passphrase_fields_parent_class)->dispose (object);
}

static void
mdg_passphrase_fields_class_init (MdgPassphraseFieldsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_passphrase_fields_dispose;
  widget_class->grab_focus = mdg_passphrase_fields_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  signals[ACTIVATE] = g_signal_new ("activate", MDG_TYPE_PASSPHRASE_FIELDS, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

/* @secret: (out) */
static GtkWidget *
add_field (MdgPassphraseFields *self, const char *label, GtkWidget **secret, GCallback activated)
{
  GtkWidget *field;

  *secret = mdg_secret_field_new ();
  mdg_secret_field_allow_input_method (MDG_SECRET_FIELD (*secret));
  field = mdg_field_new (label, *secret);
  g_signal_connect_object (*secret, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (*secret, "activate", activated, self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (field, GTK_WIDGET (self));
  return field;
}

static void
add_strength (MdgPassphraseFields *self)
{
  self->bar = gtk_progress_bar_new ();
  gtk_widget_add_css_class (self->bar, "strength");
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  mdg_widget_set_name (self->bar, _ ("How hard it is to guess"));
  self->words = mdg_widget_new_text (_ (looks[MDG_STRENGTH_NONE].words), NULL);
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
}

static void
mdg_passphrase_fields_init (MdgPassphraseFields *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *hint = mdg_widget_new_text (
      _ ("Several words that do not belong together are easiest to remember and hardest to guess. "
         "Japanese is welcome; any length, at least 8 letters, or 3 kana or kanji. All who "
         "work at this window know it, nobody else."),
      "quiet");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  gtk_widget_set_parent (hint, GTK_WIDGET (self));
  self->first_field
      = add_field (self, _ ("New _passphrase"), &self->first, G_CALLBACK (first_activated));
  add_strength (self);
  self->second_field
      = add_field (self, _ ("The passphrase _again"), &self->second, G_CALLBACK (second_activated));
  gtk_widget_set_name (self->first, "passphrase");
  gtk_widget_set_name (self->second, "repeated");
}

GtkWidget *
mdg_passphrase_fields_new (void)
{
  return g_object_new (MDG_TYPE_PASSPHRASE_FIELDS, NULL);
}

MdgSecret *
mdg_passphrase_fields_get_passphrase (MdgPassphraseFields *self)
{
  g_return_val_if_fail (MDG_IS_PASSPHRASE_FIELDS (self), NULL);

  return mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->first));
}

MdgSecret *
mdg_passphrase_fields_get_repeated (MdgPassphraseFields *self)
{
  g_return_val_if_fail (MDG_IS_PASSPHRASE_FIELDS (self), NULL);

  return mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->second));
}

static gboolean
fault_at (GtkWidget *field, const char *words)
{
  mdg_field_set_fault (MDG_FIELD (field), words);
  gtk_widget_grab_focus (field);
  return FALSE;
}

gboolean
mdg_passphrase_fields_check (MdgPassphraseFields *self)
{
  g_autoptr (MdgSecret) passphrase = NULL;
  g_autoptr (MdgSecret) repeated = NULL;
  MdgPassphraseJudgement judgement;

  g_return_val_if_fail (MDG_IS_PASSPHRASE_FIELDS (self), FALSE);

  passphrase = mdg_passphrase_fields_get_passphrase (self);
  repeated = mdg_passphrase_fields_get_repeated (self);
  mdg_passphrase_judge (passphrase, &judgement);
  if (judgement.strength == MDG_STRENGTH_NONE)
    return fault_at (self->first_field, _ ("Type a passphrase."));
  if (judgement.strength == MDG_STRENGTH_TOO_WEAK)
    return fault_at (self->first_field, _ ("Choose one that is harder to guess."));
  if (!mdg_secret_equal (passphrase, repeated))
    return fault_at (self->second_field, _ ("The two are not the same."));
  return TRUE;
}
