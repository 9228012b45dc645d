/* reception-text.c: what receptions are in the words of the program's language.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/reception-text.h"

#include <glib/gi18n.h>

#include "core/day.h"
#include "dates.h"

#define DAY_SECONDS 86400
#define JAPAN_NOON (3 * 3600) /* in UTC */
#define JAPAN_MINUTES (9 * 60)

static const char *
text_of (const char *const *texts, gsize n, guint code)
{
  if (code == 0)
    return "–";
  return code < n && texts[code] != NULL ? g_dpgettext2 (NULL, "reception", texts[code])
                                         : C_ ("reception", "Other");
}

const char *
mdg_outcome_text (MdgOutcome outcome)
{
  static const char *const texts[]
      = { "", NC_ ("reception", "Normal"), NC_ ("reception", "Being processed"),
          NC_ ("reception", "Failed") };

  return text_of (texts, G_N_ELEMENTS (texts), outcome);
}

const char *
mdg_reference_text (MdgReference reference)
{
  static const char *const texts[] = { "", NC_ ("reception", "My Number Card"),
                                       NC_ ("reception", "Data of an insurance proof") };

  return text_of (texts, G_N_ELEMENTS (texts), reference);
}

const char *
mdg_validity_text (MdgValidity validity)
{
  static const char *const texts[] = {
    "",
    NC_ ("reception", "Valid"),
    NC_ ("reception", "Invalid"),
    NC_ ("reception", "Invalid (there is a new one)"),
    NC_ ("reception", "No qualification"),
    NC_ ("reception", "Several qualifications"),
    NC_ ("reception", "Valid (not registered, medical assistance)"),
  };

  return text_of (texts, G_N_ELEMENTS (texts), validity);
}

const char *
mdg_prescription_text (MdgPrescription prescription)
{
  static const char *const texts[]
      = { "", NC_ ("reception", "Electronic"), NC_ ("reception", "On paper") };

  return text_of (texts, G_N_ELEMENTS (texts), prescription);
}

const char *
mdg_consent_text (MdgConsent consent)
{
  static const char *const texts[]
      = { "", NC_ ("reception", "Not given"), NC_ ("reception", "Given"),
          NC_ ("reception", "Expired"), NC_ ("reception", "Cannot be obtained") };

  return text_of (texts, G_N_ELEMENTS (texts), consent);
}

const char *
mdg_consent_kind_text (MdgConsentKind kind)
{
  static const char *const texts[MDG_N_CONSENTS] = {
    [MDG_CONSENT_OPERATION] = NC_ ("reception", "Surgery"),
    [MDG_CONSENT_DIAGNOSIS] = NC_ ("reception", "Medical care"),
    [MDG_CONSENT_DRUGS] = NC_ ("reception", "Medicines"),
    [MDG_CONSENT_CHECKUPS] = NC_ ("reception", "Check-ups"),
    [MDG_CONSENT_DISEASES] = NC_ ("reception", "Specific disease certificate"),
    [MDG_CONSENT_LIMIT] = NC_ ("reception", "Limit of co-payment"),
    [MDG_CONSENT_NAMES] = NC_ ("reception", "Names of diseases"),
    [MDG_CONSENT_INFECTIONS] = NC_ ("reception", "Infections"),
    [MDG_CONSENT_ALLERGIES] = NC_ ("reception", "Allergies"),
    [MDG_CONSENT_FORBIDDEN] = NC_ ("reception", "Contraindicated drugs"),
    [MDG_CONSENT_TESTS] = NC_ ("reception", "Tests"),
    [MDG_CONSENT_PRESCRIBED] = NC_ ("reception", "Prescriptions"),
  };

  g_return_val_if_fail (kind < MDG_N_CONSENTS, NULL);
  return g_dpgettext2 (NULL, "reception", texts[kind]);
}

const char *
mdg_card_kind_text (MdgCardKind kind)
{
  static const char *const texts[MDG_N_CARD_KINDS] = {
    [MDG_CARD_GENERAL] = NC_ ("reception", "General"),
    [MDG_CARD_RETIRED] = NC_ ("reception", "Retired"),
    [MDG_CARD_SHORT_GENERAL] = NC_ ("reception", "Short-term, general"),
    [MDG_CARD_SHORT_RETIRED] = NC_ ("reception", "Short-term, retired"),
    [MDG_CARD_SPECIAL_EXPENSE]
    = NC_ ("reception", "Certificate of qualification, special expenses"),
    [MDG_CARD_SPECIAL_RETIRED] = NC_ ("reception", "Special retired"),
    [MDG_CARD_DEFENCE] = NC_ ("reception", "Self-defence forces"),
    [MDG_CARD_ASSISTANCE] = NC_ ("reception", "Medical assistance"),
    [MDG_CARD_OTHER] = NC_ ("reception", "Other"),
  };

  g_return_val_if_fail (kind < MDG_N_CARD_KINDS, NULL);
  return g_dpgettext2 (NULL, "reception", texts[kind]);
}

static void
append (GString *text, const char *part)
{
  /* Translators: between the parts of a list */
  g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("list", ", ") : "", part);
}

char *
mdg_card_kinds_text (guint kinds)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint kind = 0; kind < MDG_N_CARD_KINDS; kind++)
    if (kinds & 1u << kind)
      append (text, mdg_card_kind_text ((MdgCardKind)kind));
  return g_strdup (text->len > 0 ? text->str : "–");
}

/* The station of the flow at which it is said how all are answered. */
static MdgReceptionNode
overall (const MdgReception *reception)
{
  MdgReceptionNode nodes[MDG_PATH_MAX];
  guint n = mdg_reception_path (reception, nodes);

  for (guint i = 0; i < n; i++)
    if (nodes[i] == MDG_NODE_ALL || nodes[i] == MDG_NODE_SOME || nodes[i] == MDG_NODE_NONE)
      return nodes[i];
  return MDG_N_NODES;
}

char *
mdg_consents_text (const MdgReception *reception)
{
  MdgReceptionNode node = overall (reception);
  g_autoptr (GString) text = g_string_new (NULL);

  if (node == MDG_N_NODES)
    return g_strdup ("–");
  if (node != MDG_NODE_SOME)
    return g_strdup (mdg_stream_words ()->nodes[node]);
  for (guint kind = MDG_CONSENT_OPERATION; kind <= MDG_CONSENT_CHECKUPS; kind++)
    if (reception->consents[kind] == MDG_CONSENT_GIVEN)
      append (text, mdg_consent_kind_text ((MdgConsentKind)kind));
  return g_strdup (text->str);
}

/* "1,234 (56 %)" */
static char *
count_of (gint64 n, gint64 of)
{
  g_autofree char *number = mdg_count_text (n);
  int percent = of > 0 ? (int)((double)n * 100 / (double)of + 0.5) : 0;

  if (percent == 0 && n > 0)
    /* Translators: a number of receptions */
    return g_strdup_printf (_ ("%s (under 1%%)"), number);
  /* Translators: a number of receptions, and what part of all that is */
  return g_strdup_printf (_ ("%s (%d%%)"), number, percent);
}

static void
fill_words (MdgStreamWords *words)
{
  static const char *const stations[MDG_STATIONS] = {
    NC_ ("reception", "Card"),
    NC_ ("reception", "Specific disease"),
    NC_ ("reception", "Consent"),
    NC_ ("reception", "Surgery"),
    NC_ ("reception", "Medical care"),
    NC_ ("reception", "Medicines"),
    NC_ ("reception", "Check-ups"),
    NC_ ("reception", "Prescription"),
    NC_ ("reception", "Eligibility check"),
    NC_ ("reception", "Result"),
  };
  static const char *const nodes[MDG_N_NODES] = {
    [MDG_NODE_MY_NUMBER] = NC_ ("reception", "My Number Card"),
    [MDG_NODE_CERTIFICATE] = NC_ ("reception", "Data of an insurance proof"),
    [MDG_NODE_CARD_UNSAID] = NC_ ("reception", "Not told"),
    [MDG_NODE_DISEASES_GIVEN] = NC_ ("reception", "Provide"),
    [MDG_NODE_DISEASES_REFUSED] = NC_ ("reception", "Do not provide"),
    [MDG_NODE_ALL] = NC_ ("reception", "Agree to all"),
    [MDG_NODE_SOME] = NC_ ("reception", "Agree one by one"),
    [MDG_NODE_NONE] = NC_ ("reception", "Do not agree"),
    [MDG_NODE_OPERATION_GIVEN] = NC_ ("reception", "Agree"),
    [MDG_NODE_OPERATION_REFUSED] = NC_ ("reception", "Do not agree"),
    [MDG_NODE_DIAGNOSIS_GIVEN] = NC_ ("reception", "Agree"),
    [MDG_NODE_DIAGNOSIS_REFUSED] = NC_ ("reception", "Do not agree"),
    [MDG_NODE_DRUGS_GIVEN] = NC_ ("reception", "Agree"),
    [MDG_NODE_DRUGS_REFUSED] = NC_ ("reception", "Do not agree"),
    [MDG_NODE_CHECKUPS_GIVEN] = NC_ ("reception", "Agree"),
    [MDG_NODE_CHECKUPS_REFUSED] = NC_ ("reception", "Do not agree"),
    [MDG_NODE_ELECTRONIC] = NC_ ("reception", "Electronic"),
    [MDG_NODE_PAPER] = NC_ ("reception", "On paper"),
    [MDG_NODE_VALID] = NC_ ("reception", "Valid"),
    [MDG_NODE_INVALID] = NC_ ("reception", "Invalid"),
    [MDG_NODE_REPLACED] = NC_ ("reception", "Invalid (there is a new one)"),
    [MDG_NODE_NO_QUALIFICATION] = NC_ ("reception", "No qualification"),
    [MDG_NODE_SEVERAL] = NC_ ("reception", "Several qualifications"),
    [MDG_NODE_UNREGISTERED] = NC_ ("reception", "Valid (not registered, medical assistance)"),
    [MDG_NODE_DONE] = NC_ ("reception", "Completed"),
    [MDG_NODE_PROCESSING] = NC_ ("reception", "Being processed"),
    [MDG_NODE_FAILED] = NC_ ("reception", "Failed"),
    [MDG_NODE_UNTOLD] = NC_ ("reception", "Not told"),
  };

  for (guint i = 0; i < MDG_STATIONS; i++)
    words->stations[i] = g_dpgettext2 (NULL, "reception", stations[i]);
  for (guint i = 0; i < MDG_N_NODES; i++)
    words->nodes[i] = g_dpgettext2 (NULL, "reception", nodes[i]);
  words->count = count_of;
}

const MdgStreamWords *
mdg_stream_words (void)
{
  static MdgStreamWords words;

  if (words.count == NULL)
    fill_words (&words);
  return &words;
}

char *
mdg_reception_time_text (gint64 at)
{
  g_autofree char *date = mdg_day_words (mdg_day_in_japan (at));
  int minute = (int)((at / 60 + JAPAN_MINUTES) % (24 * 60));

  return g_strdup_printf ("%s %02d:%02d", date, minute / 60, minute % 60);
}

gint64
mdg_reception_noon (int day)
{
  return (gint64)day * DAY_SECONDS + JAPAN_NOON;
}

char *
mdg_reception_sheet_line (const char *what, const char *looked_for, gboolean training)
{
  g_autoptr (GString) line = g_string_new (what);

  if (looked_for != NULL)
    g_string_append_printf (line, " / %s", looked_for);
  if (training)
    g_string_append_printf (line, " / %s", _ ("Training"));
  return g_string_free (g_steal_pointer (&line), FALSE);
}
