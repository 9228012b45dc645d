/* result-file.c: a face reader's result file, of which only what is not about a person is taken.
 *
 * GMarkup knows no entities but the five, fetches nothing, and takes the text in pieces: a text
 * that is not over when its bytes are is a file that is being written. What it says of a fault
 * quotes the text and is thrown away. SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/result-file.h"

#include <stdlib.h>
#include <string.h>

#define ROOT "XmlMsg"
#define DEPTH_MAX 32
#define PIECE 8192
#define VALUE_MAX 32 /* more than any value that is kept, with white space around it */
#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

#define NAME_PREFIX "OQSsiquc01res_face_"
#define NAME_ENDING ".xml"
#define NAME_DIGITS 14

typedef enum
{
  FIELD_NONE,
  FIELD_TIME,
  FIELD_SEGMENT,
  FIELD_STATUS,
  FIELD_REFERENCE,
  FIELD_VALIDITY,
  FIELD_PRESCRIPTION,
  FIELD_QUALIFICATION,
  FIELD_CARD_KIND,
  FIELD_AVAILABLE,
  FIELD_CONSENT /* + MdgConsentKind */
} Field;

typedef struct
{
  const char *name;
  int field;
} Element;

/* Sorted by name. */
static const Element elements[] = {
  { "AllergyInfoAvailableTime", FIELD_AVAILABLE },
  { "AllergyInfoConsFlg", FIELD_CONSENT + MDG_CONSENT_ALLERGIES },
  { "ContraindicationInfoAvailableTime", FIELD_AVAILABLE },
  { "ContraindicationInfoConsFlg", FIELD_CONSENT + MDG_CONSENT_FORBIDDEN },
  { "DiagnosisInfoAvailableTime", FIELD_AVAILABLE },
  { "DiagnosisInfoConsFlg", FIELD_CONSENT + MDG_CONSENT_DIAGNOSIS },
  { "DiagnosisNameAvailableTime", FIELD_AVAILABLE },
  { "DiagnosisNameConsFlg", FIELD_CONSENT + MDG_CONSENT_NAMES },
  { "InfectiousInfoAvailableTime", FIELD_AVAILABLE },
  { "InfectiousInfoConsFlg", FIELD_CONSENT + MDG_CONSENT_INFECTIONS },
  { "InsuredCardClassification", FIELD_CARD_KIND },
  { "LimitApplicationCertificateRelatedConsFlg", FIELD_CONSENT + MDG_CONSENT_LIMIT },
  { "OperationInfoAvailableTime", FIELD_AVAILABLE },
  { "OperationInfoConsFlg", FIELD_CONSENT + MDG_CONSENT_OPERATION },
  { "PharmacistsInfoAvailableTime", FIELD_AVAILABLE },
  { "PharmacistsInfoConsFlg", FIELD_CONSENT + MDG_CONSENT_DRUGS },
  { "PrescriptionInfoAvailableTime", FIELD_AVAILABLE },
  { "PrescriptionInfoConsFlg", FIELD_CONSENT + MDG_CONSENT_PRESCRIBED },
  { "PrescriptionIssueSelect", FIELD_PRESCRIPTION },
  { "ProcessExecutionTime", FIELD_TIME },
  { "ProcessingResultStatus", FIELD_STATUS },
  { "QualificationValidity", FIELD_VALIDITY },
  { "ReferenceClassification", FIELD_REFERENCE },
  { "ResultOfQualificationConfirmation", FIELD_QUALIFICATION },
  { "SegmentOfResult", FIELD_SEGMENT },
  { "SpecificDiseasesCertificateRelatedConsFlg", FIELD_CONSENT + MDG_CONSENT_DISEASES },
  { "SpecificHealthCheckupsInfoAvailableTime", FIELD_AVAILABLE },
  { "SpecificHealthCheckupsInfoConsFlg", FIELD_CONSENT + MDG_CONSENT_CHECKUPS },
  { "TestInfoAvailableTime", FIELD_AVAILABLE },
  { "TestInfoConsFlg", FIELD_CONSENT + MDG_CONSENT_TESTS },
};

typedef struct
{
  MdgReception *reception;
  guint depth;
  gboolean is_foreign;
  gboolean is_over; /* the root was closed */
  int field;        /* whose value is being read */
  char value[VALUE_MAX];
  gsize length; /* of the value; VALUE_MAX: too long */
} Reading;

static int
compare_name (const void *name, const void *element)
{
  return strcmp (name, ((const Element *)element)->name);
}

static int
field_of (const char *name)
{
  const Element *element
      = bsearch (name, elements, G_N_ELEMENTS (elements), sizeof *elements, compare_name);

  return element != NULL ? element->field : FIELD_NONE;
}

/* Values -------------------------------------------------------------------------------------- */

/* One digit from 0 to @most; -1: anything else. */
static int
read_digit (const char *value, int most)
{
  int digit = value[0] - '0';

  return value[0] != '\0' && value[1] == '\0' && digit >= 0 && digit <= most ? digit : -1;
}

/* Codes that are numbered as their meanings are, from 1. What was said first stands. */
static guint
take_code (guint before, const char *value, int most)
{
  int digit = read_digit (value, most);

  if (before != 0)
    return before;
  return digit > 0 ? (guint)digit : MDG_CODE_OTHER;
}

/* The worse of two: FAILED, unknown, PROCESSING, NORMAL. */
static void
take_outcome (MdgReception *reception, const char *value, gboolean is_segment)
{
  MdgOutcome outcome = MDG_OUTCOME_OTHER;

  if (strcmp (value, "1") == 0)
    outcome = MDG_OUTCOME_NORMAL;
  else if (strcmp (value, "2") == 0)
    outcome = is_segment ? MDG_OUTCOME_PROCESSING : MDG_OUTCOME_FAILED;
  else if (strcmp (value, "9") == 0 && is_segment)
    outcome = MDG_OUTCOME_FAILED;
  if (outcome == MDG_OUTCOME_FAILED || reception->outcome == MDG_OUTCOME_FAILED)
    reception->outcome = MDG_OUTCOME_FAILED;
  else
    reception->outcome = MAX (reception->outcome, outcome);
}

/* Of several qualifications in one file: what was given for one was given. */
static void
take_consent (MdgReception *reception, MdgConsentKind kind, const char *value)
{
  int digit = read_digit (value, 3);
  guint8 consent = digit >= 0 ? (guint8)(MDG_CONSENT_REFUSED + digit) : MDG_CONSENT_OTHER;
  guint8 before = reception->consents[kind];

  if (before == MDG_CONSENT_UNSAID || consent == MDG_CONSENT_GIVEN)
    reception->consents[kind] = consent;
}

static void
take_card_kind (MdgReception *reception, const char *value)
{
  guint kind = MDG_CARD_OTHER;

  if (strcmp (value, "A1") == 0)
    kind = MDG_CARD_ASSISTANCE;
  else if (value[0] == '0' && read_digit (value + 1, 7) > 0)
    kind = (guint)(read_digit (value + 1, 7) - 1);
  reception->card_kinds |= 1u << kind;
}

static void
take_time (gint64 *time, const char *value)
{
  *time = MAX (*time, mdg_reception_time (value));
}

static void
take (MdgReception *reception, int field, const char *value)
{
  switch (field)
    {
    case FIELD_TIME:
      take_time (&reception->at, value);
      break;
    case FIELD_SEGMENT:
    case FIELD_STATUS:
      take_outcome (reception, value, field == FIELD_SEGMENT);
      break;
    case FIELD_REFERENCE:
      reception->reference = take_code (reception->reference, value, MDG_REFERENCE_CERTIFICATE);
      break;
    case FIELD_VALIDITY:
      reception->validity = take_code (reception->validity, value, MDG_VALIDITY_UNREGISTERED);
      break;
    case FIELD_PRESCRIPTION:
      reception->prescription = take_code (reception->prescription, value, MDG_PRESCRIPTION_PAPER);
      break;
    case FIELD_CARD_KIND:
      take_card_kind (reception, value);
      break;
    case FIELD_AVAILABLE:
      take_time (&reception->viewable_until, value);
      break;
    default:
      if (field >= FIELD_CONSENT)
        take_consent (reception, (MdgConsentKind)(field - FIELD_CONSENT), value);
    }
}

/* Markup -------------------------------------------------------------------------------------- */

/* No words: nobody will see them. */
static void
refuse (GError **error)
{
  g_set_error_literal (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "refused");
}

static void
on_start (GMarkupParseContext *context,
          const char *name,
          const char **attribute_names,
          const char **attribute_values,
          gpointer data,
          GError **error)
{
  Reading *reading = data;

  if (reading->depth == 0 && (reading->is_over || strcmp (name, ROOT) != 0))
    reading->is_foreign = !reading->is_over;
  if (reading->is_over || reading->is_foreign || reading->depth >= DEPTH_MAX)
    {
      refuse (error);
      return;
    }
  reading->depth++;
  reading->field = field_of (name);
  reading->length = 0;
  if (reading->field == FIELD_QUALIFICATION)
    reading->reception->n_qualifications++;
}

static void
on_text (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer data,
         GError **error)
{
  Reading *reading = data;

  if (reading->field == FIELD_NONE || reading->field == FIELD_QUALIFICATION)
    return;
  length = MIN (length, VALUE_MAX - reading->length);
  memcpy (reading->value + reading->length, text, length);
  reading->length += length;
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reading *reading = data;

  if (reading->field != FIELD_NONE && reading->length < VALUE_MAX)
    {
      reading->value[reading->length] = '\0';
      g_strstrip (reading->value);
      if (*reading->value != '\0')
        take (reading->reception, reading->field, reading->value);
    }
  reading->field = FIELD_NONE;
  reading->depth--;
  reading->is_over = reading->depth == 0;
}

/* Comments, the declaration of the encoding; a document type is none of these files' business. */
static void
on_passthrough (GMarkupParseContext *context,
                const char *text,
                gsize length,
                gpointer data,
                GError **error)
{
  if (length >= 2 && text[0] == '<' && text[1] == '!' && (length < 4 || text[2] != '-'))
    refuse (error);
}

/* Every byte beyond ASCII becomes one that no name and no value that is looked for has. */
static gboolean
feed (GMarkupParseContext *context, const char *bytes, gsize length)
{
  char piece[PIECE];

  while (length > 0)
    {
      gsize n = MIN (length, sizeof piece);

      for (gsize i = 0; i < n; i++)
        piece[i] = (guchar)bytes[i] < 0x80 ? bytes[i] : '_';
      if (!g_markup_parse_context_parse (context, piece, (gssize)n, NULL))
        return FALSE;
      bytes += n;
      length -= n;
    }
  return TRUE;
}

/* A byte order mark, or the beginning of one. */
static gsize
mark_length (const char *bytes, gsize length)
{
  gsize n = MIN (length, strlen (BYTE_ORDER_MARK));

  return memcmp (bytes, BYTE_ORDER_MARK, n) == 0 ? n : 0;
}

MdgResultVerdict
mdg_result_file_parse (const char *bytes, gsize length, MdgReception *reception)
{
  static const GMarkupParser parser = { on_start, on_end, on_text, on_passthrough, NULL };
  Reading reading = { .reception = reception };
  g_autoptr (GMarkupParseContext) context = NULL;
  gboolean good;
  gsize mark;

  g_return_val_if_fail (bytes != NULL || length == 0, MDG_RESULT_DAMAGED);
  memset (reception, 0, sizeof *reception);
  /* What copies a file over the network makes it as long as it will be, and fills it then. */
  while (length > 0 && bytes[length - 1] == '\0')
    length--;
  if (length == 0)
    return MDG_RESULT_UNFINISHED;
  if (length > MDG_RESULT_FILE_MAX)
    return MDG_RESULT_DAMAGED;
  mark = mark_length (bytes, length);
  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reading, NULL);
  good = feed (context, bytes + mark, length - mark);
  if (good && reading.is_over)
    return MDG_RESULT_WHOLE;
  memset (reception, 0, sizeof *reception);
  if (reading.is_foreign)
    return MDG_RESULT_FOREIGN;
  return good ? MDG_RESULT_UNFINISHED : MDG_RESULT_DAMAGED;
}

/* Names --------------------------------------------------------------------------------------- */

gboolean
mdg_result_file_is_name (const char *name, gint64 *at)
{
  gsize length = strlen (name), rest = strlen (NAME_PREFIX);
  char digits[NAME_DIGITS + 1] = { 0 };
  const char *end;

  /* prefix, at least one character, "_", the digits, the ending */
  if (length < rest + 2 + NAME_DIGITS + strlen (NAME_ENDING)
      || g_ascii_strncasecmp (name, NAME_PREFIX, rest) != 0
      || g_ascii_strcasecmp (name + length - strlen (NAME_ENDING), NAME_ENDING) != 0)
    return FALSE;
  end = name + length - strlen (NAME_ENDING) - NAME_DIGITS;
  if (end[-1] != '_' || strspn (end, "0123456789") != NAME_DIGITS)
    return FALSE;
  memcpy (digits, end, NAME_DIGITS);
  if (at != NULL)
    *at = mdg_reception_time (digits);
  return TRUE;
}

/* FNV-1a: among a million names two share a number once in thirty million times. */
gint64
mdg_result_file_key (const char *name)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (; *name != '\0'; name++)
    hash = (hash ^ (guchar)*name) * G_GUINT64_CONSTANT (0x100000001b3);
  return (gint64)hash;
}
