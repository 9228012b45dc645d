/* reception-filter.c: which receptions are looked for.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/reception-filter.h"

#include <glib/gi18n.h>

#include "consent/reception-text.h"
#include "consent/reception-totals.h"
#include "widgets/widget-tools.h"

enum
{
  PERIOD,
  REFERENCE,
  OUTCOME,
  VALIDITY,
  PRESCRIPTION,
  CARD,
  KIND,
  ANSWER,
  N_CHOICES
};

enum
{
  PERIOD_ALL,
  PERIOD_TODAY,
  PERIOD_WEEK,
  PERIOD_MONTH,
  PERIOD_LAST_MONTH,
  PERIOD_YEAR,
  N_PERIODS
};

/* How it is known, and what stands in it as long as nothing is chosen. */
static const struct
{
  const char *name; /* msgid */
  const char *any;  /* msgid */
} choices[N_CHOICES] = {
  [PERIOD] = { N_ ("Period"), N_ ("All periods") },
  [REFERENCE] = { NC_ ("reception column", "Looked up by"), N_ ("Looked up by anything") },
  [OUTCOME] = { NC_ ("reception column", "Result"), N_ ("All results") },
  [VALIDITY] = { NC_ ("reception column", "Validity"), N_ ("Valid or not") },
  [PRESCRIPTION] = { NC_ ("reception column", "Prescription"), N_ ("All prescriptions") },
  [CARD] = { NC_ ("reception column", "Kind of proof"), N_ ("All kinds of proof") },
  [KIND] = { N_ ("What was asked"), N_ ("All consents") },
  [ANSWER] = { N_ ("Answer"), N_ ("Consented to") },
};

struct _MdgReceptionFilter
{
  GtkWidget parent_instance;

  GtkWidget *grid;
  GtkWidget *drops[N_CHOICES];
  gboolean setting; /* the fields are set by us */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgReceptionFilter, mdg_reception_filter, GTK_TYPE_WIDGET)

static guint
chosen (MdgReceptionFilter *self, guint choice)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (self->drops[choice]));
}

static const char *
chosen_text (MdgReceptionFilter *self, guint choice)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->drops[choice]));

  return item != NULL ? gtk_string_object_get_string (item) : "";
}

static void
choice_changed (MdgReceptionFilter *self)
{
  gtk_widget_set_sensitive (self->drops[ANSWER], chosen (self, KIND) > 0);
  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* what can be chosen -------------------------------------------------------------------------- */

static void
add_periods (GtkStringList *list)
{
  static const char *const names[N_PERIODS] = { "",
                                                N_ ("Today"),
                                                N_ ("The last 7 days"),
                                                N_ ("This month"),
                                                N_ ("Last month"),
                                                N_ ("The last 365 days") };

  for (guint i = PERIOD_TODAY; i < N_PERIODS; i++)
    gtk_string_list_append (list, _ (names[i]));
}

/* The codes from 1, each as @text says. */
static void
add_codes (GtkStringList *list, guint n, const char *(*text) (guint code))
{
  for (guint code = 1; code <= n; code++)
    gtk_string_list_append (list, text (code));
}

static const char *
reference_text (guint code)
{
  return mdg_reference_text ((MdgReference)code);
}

static const char *
outcome_text (guint code)
{
  return mdg_outcome_text ((MdgOutcome)code);
}

static const char *
validity_text (guint code)
{
  return mdg_validity_text ((MdgValidity)code);
}

static const char *
prescription_text (guint code)
{
  return mdg_prescription_text ((MdgPrescription)code);
}

static const char *
card_text (guint code)
{
  return mdg_card_kind_text ((MdgCardKind)(code - 1));
}

static const char *
kind_text (guint code)
{
  return mdg_consent_kind_text ((MdgConsentKind)(code - 1));
}

static void
fill_list (GtkStringList *list, guint choice)
{
  gtk_string_list_append (list, _ (choices[choice].any));
  switch (choice)
    {
    case PERIOD:
      add_periods (list);
      break;
    case REFERENCE:
      add_codes (list, MDG_REFERENCE_CERTIFICATE, reference_text);
      break;
    case OUTCOME:
      add_codes (list, MDG_OUTCOME_FAILED, outcome_text);
      break;
    case VALIDITY:
      add_codes (list, MDG_VALIDITY_UNREGISTERED, validity_text);
      break;
    case PRESCRIPTION:
      add_codes (list, MDG_PRESCRIPTION_PAPER, prescription_text);
      break;
    case CARD:
      add_codes (list, MDG_N_CARD_KINDS, card_text);
      break;
    case KIND:
      add_codes (list, MDG_N_CONSENTS, kind_text);
      break;
    case ANSWER:
    default:
      gtk_string_list_append (list, _ ("Asked, but not consented to"));
      break;
    }
}

static const char *
choice_name (guint choice)
{
  return choice == PERIOD || choice >= KIND
             ? _ (choices[choice].name)
             : g_dpgettext2 (NULL, "reception column", choices[choice].name);
}

/* widgets ------------------------------------------------------------------------------------- */

static void
set_up_label (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_label (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (string));
}

/* What is chosen is cut where there is no room for it; in the list it stands in full. */
static GtkWidget *
add_drop_down (MdgReceptionFilter *self, guint choice)
{
  GtkWidget *drop = gtk_drop_down_new (NULL, NULL);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) whole
      = g_object_ref (gtk_drop_down_get_factory (GTK_DROP_DOWN (drop)));
  g_autoptr (GtkListItemFactory) cut = gtk_signal_list_item_factory_new ();

  g_signal_connect (cut, "setup", G_CALLBACK (set_up_label), NULL);
  g_signal_connect (cut, "bind", G_CALLBACK (bind_label), NULL);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (drop), whole);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop), cut);
  fill_list (list, choice);
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop), G_LIST_MODEL (list));
  gtk_widget_set_hexpand (drop, TRUE);
  mdg_widget_set_name (drop, choice_name (choice));
  g_signal_connect_object (drop, "notify::selected", G_CALLBACK (choice_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_grid_attach (GTK_GRID (self->grid), drop, (int)choice % 4, (int)choice / 4, 1, 1);
  return drop;
}

static void
mdg_reception_filter_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_RECEPTION_FILTER);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_reception_filter_parent_class)->dispose (object);
}

static void
mdg_reception_filter_class_init (MdgReceptionFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_reception_filter_dispose;
  signals[CHANGED] = g_signal_new ("changed", MDG_TYPE_RECEPTION_FILTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/consent/reception-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgReceptionFilter, grid);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_reception_filter_init (MdgReceptionFilter *self)
{
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint choice = 0; choice < N_CHOICES; choice++)
    self->drops[choice] = add_drop_down (self, choice);
  gtk_widget_set_sensitive (self->drops[ANSWER], FALSE);
  self->setting = FALSE;
}

/* public -------------------------------------------------------------------------------------- */

gboolean
mdg_reception_filter_is_active (MdgReceptionFilter *self)
{
  g_return_val_if_fail (MDG_IS_RECEPTION_FILTER (self), FALSE);

  for (guint choice = 0; choice < ANSWER; choice++)
    if (chosen (self, choice) != 0)
      return TRUE;
  return FALSE;
}

void
mdg_reception_filter_clear (MdgReceptionFilter *self)
{
  g_return_if_fail (MDG_IS_RECEPTION_FILTER (self));

  self->setting = TRUE;
  for (guint choice = 0; choice < N_CHOICES; choice++)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->drops[choice]), 0);
  self->setting = FALSE;
}

static void
fill_period (guint period, int today, MdgReceptionQuery *query)
{
  switch (period)
    {
    case PERIOD_TODAY:
      query->first_day = today;
      break;
    case PERIOD_WEEK:
      query->first_day = today - 6;
      break;
    case PERIOD_MONTH:
      query->first_day = mdg_period_begin (MDG_PERIOD_MONTH, today);
      break;
    case PERIOD_LAST_MONTH:
      query->until_day = mdg_period_begin (MDG_PERIOD_MONTH, today);
      query->first_day = mdg_period_begin (MDG_PERIOD_MONTH, query->until_day - 1);
      break;
    case PERIOD_YEAR:
      query->first_day = today - 364;
      break;
    case PERIOD_ALL:
    default:
      break;
    }
}

static guint
bit_of (guint code)
{
  return code > 0 ? 1u << code : 0;
}

void
mdg_reception_filter_fill (MdgReceptionFilter *self, gint64 now, MdgReceptionQuery *query)
{
  guint kind;

  g_return_if_fail (MDG_IS_RECEPTION_FILTER (self));

  kind = bit_of (chosen (self, KIND)) >> 1;
  fill_period (chosen (self, PERIOD), mdg_reception_day (now), query);
  query->references = bit_of (chosen (self, REFERENCE));
  query->outcomes = bit_of (chosen (self, OUTCOME));
  query->validities = bit_of (chosen (self, VALIDITY));
  query->prescriptions = bit_of (chosen (self, PRESCRIPTION));
  query->card_kinds = bit_of (chosen (self, CARD)) >> 1;
  query->given = chosen (self, ANSWER) == 0 ? kind : 0;
  query->not_given = chosen (self, ANSWER) != 0 ? kind : 0;
}

char *
mdg_reception_filter_describe (MdgReceptionFilter *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_return_val_if_fail (MDG_IS_RECEPTION_FILTER (self), NULL);

  for (guint choice = 0; choice < ANSWER; choice++)
    if (chosen (self, choice) != 0)
      {
        g_string_append (words, words->len > 0 ? " / " : "");
        /* Translators: a name and a value */
        g_string_append_printf (words, _ ("%s: %s"),
                                choice == KIND ? chosen_text (self, KIND) : choice_name (choice),
                                chosen_text (self, choice == KIND ? ANSWER : choice));
      }
  return words->len > 0 ? g_strdup (words->str) : NULL;
}
