/* result-files.c: result files as a face reader would write them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/result-files.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "core/calendar.h"
#include "core/file.h"

#define RESOURCE "/org/madoguchi/Madoguchi/training/result-files.json"

#define INSTITUTION "3410712362"
#define PREFIX "OQSsiquc01res_face_" INSTITUTION
#define DAYS_MAX 250 /* a year has some 265 days of OPEN_SECONDS */
#define A_DAY 120    /* receptions of a busy clinic */
#define DAY_SECONDS 86400
#define OPEN_SECONDS (8 * 3600)
#define CONSENT_SECONDS 86400 /* so long it can be looked at */
#define JAPAN_SECONDS (9 * 3600)

struct _MdgResultFiles
{
  JsonNode *root;
  JsonObject *words;
  guint n;
  guint seed;
  gint64 until;
  guint a_day;
  GArray *sessions; /* of Session, the last first */
};

/* 診療時間, in Japan, minutes of the day. */
static const struct
{
  int begin, end;
} weekday_hours[] = { { 14 * 60, 18 * 60 + 30 }, { 9 * 60, 12 * 60 + 30 } },
  saturday_hours[] = { { 9 * 60, 13 * 60 } };

/* A time without break in which the clinic was open. */
typedef struct
{
  gint64 end;
  gint64 seconds; /* how long it was */
  gint64 later;   /* how long it was open after it */
} Session;

/* One file in the making. */
typedef struct
{
  MdgResultFiles *files;
  guint number;
  GRand *rand;
  gint64 at;
  GPtrArray *personal; /* (nullable) */
} Maker;

/* When the clinic was open -----------------------------------------------------------------------
 */

static void
add_session (MdgResultFiles *files, MdgDay day, int begin, int end)
{
  gint64 midnight = (gint64)day * DAY_SECONDS - JAPAN_SECONDS;
  Session session = { .end = MIN (midnight + end * 60, files->until) };

  session.seconds = session.end - (midnight + begin * 60);
  if (session.seconds <= 0)
    return;
  if (files->sessions->len > 0)
    {
      const Session *next = &g_array_index (files->sessions, Session, files->sessions->len - 1);

      session.later = next->later + next->seconds;
    }
  g_array_append_val (files->sessions, session);
}

/* How long the clinic was open before the last of the files: the first of them lies so far back. */
static gint64
way_back (const MdgResultFiles *files, guint number)
{
  return (gint64)(files->n - 1 - number) * OPEN_SECONDS / files->a_day;
}

static gboolean
is_enough (const MdgResultFiles *files)
{
  const Session *first = files->sessions->len > 0
                             ? &g_array_index (files->sessions, Session, files->sessions->len - 1)
                             : NULL;

  return first != NULL && first->later + first->seconds > way_back (files, 0);
}

/* Not on Sundays, holidays and at the turn of the year. */
static void
find_sessions (MdgResultFiles *files)
{
  g_autoptr (MdgCalendar) calendar = mdg_calendar_new ();

  files->sessions = g_array_new (FALSE, FALSE, sizeof (Session));
  for (MdgDay day = mdg_day_in_japan (files->until); files->n > 0 && !is_enough (files); day--)
    {
      MdgDayState state = mdg_calendar_get_state (calendar, day);

      for (guint i = 0; state == MDG_DAY_OPEN && i < G_N_ELEMENTS (weekday_hours); i++)
        add_session (files, day, weekday_hours[i].begin, weekday_hours[i].end);
      for (guint i = 0; state == MDG_DAY_SATURDAY && i < G_N_ELEMENTS (saturday_hours); i++)
        add_session (files, day, saturday_hours[i].begin, saturday_hours[i].end);
    }
}

MdgResultFiles *
mdg_result_files_new (guint n, guint seed, gint64 until, GError **error)
{
  g_autoptr (MdgResultFiles) files = g_new0 (MdgResultFiles, 1);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, 0, error);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (bytes == NULL
      || !json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                      (gssize)g_bytes_get_size (bytes), error))
    return NULL;
  files->root = json_parser_steal_root (parser);
  files->words = json_node_get_object (files->root);
  files->n = MIN (n, MDG_RESULT_FILES_MAX);
  files->seed = seed;
  files->until = until;
  files->a_day = MAX (A_DAY, files->n / DAYS_MAX + 1);
  find_sessions (files);
  return g_steal_pointer (&files);
}

void
mdg_result_files_free (MdgResultFiles *files)
{
  if (files == NULL)
    return;
  g_clear_pointer (&files->root, json_node_unref);
  g_clear_pointer (&files->sessions, g_array_unref);
  g_free (files);
}

/* Choosing ------------------------------------------------------------------------------------ */

static gint64
time_of (const MdgResultFiles *files, guint number)
{
  gint64 back = way_back (files, number);
  guint low = 0, high = files->sessions->len - 1;
  const Session *session;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      session = &g_array_index (files->sessions, Session, middle);
      if (back < session->later + session->seconds)
        high = middle;
      else
        low = middle + 1;
    }
  session = &g_array_index (files->sessions, Session, low);
  return session->end - (back - session->later);
}

/* One of @codes, the first ones more often; among the first files each of them in its turn.
 * @stride: with how many files each is kept, so that they go together in many ways. */
static const char *
choose (Maker *maker, const char *const *codes, guint n, guint stride)
{
  double one = g_rand_double (maker->rand), other = g_rand_double (maker->rand);

  if (maker->number < MDG_RESULT_FILES_ALL_CODES)
    return codes[maker->number / stride % n];
  return codes[(guint)(one * other * n)];
}

#define CHOOSE(maker, stride, ...)                                                                 \
  choose (maker, (const char *const[]){ __VA_ARGS__ },                                             \
          (guint)G_N_ELEMENTS (((const char *const[]){ __VA_ARGS__ })), stride)

static const char *
word (Maker *maker, const char *list)
{
  JsonArray *words = json_object_get_array_member (maker->files->words, list);
  guint n = json_array_get_length (words);

  return json_array_get_string_element (words, (guint)g_rand_int_range (maker->rand, 0, (gint32)n));
}

static char *
digits (Maker *maker, guint n)
{
  char *text = g_malloc (n + 1);

  for (guint i = 0; i < n; i++)
    text[i] = (char)('0' + g_rand_int_range (maker->rand, 0, 10));
  text[n] = '\0';
  return text;
}

/* In Japan. */
static char *
stamp (gint64 at, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at + JAPAN_SECONDS);

  return g_date_time_format (time, format);
}

/* Elements ------------------------------------------------------------------------------------ */

static void
add (GPtrArray *elements, const char *name, const char *value)
{
  g_autofree char *escaped = g_markup_escape_text (value, -1);

  g_ptr_array_add (elements, g_strdup_printf ("<%s>%s</%s>", name, escaped, name));
}

/* @value: (transfer full) */
static void
add_personal (Maker *maker, GPtrArray *elements, const char *name, char *value)
{
  add (elements, name, value);
  if (maker->personal != NULL)
    g_ptr_array_add (maker->personal, value);
  else
    g_free (value);
}

static void
add_time (GPtrArray *elements, const char *stem, const char *ending, gint64 at)
{
  g_autofree char *name = g_strconcat (stem, ending, NULL);
  g_autofree char *text = stamp (at, "%Y%m%d%H%M%S");

  add (elements, name, text);
}

static void
shuffle (Maker *maker, GPtrArray *elements)
{
  for (guint i = elements->len; i > 1; i--)
    {
      guint j = (guint)g_rand_int_range (maker->rand, 0, (gint32)i);
      gpointer other = elements->pdata[j];

      elements->pdata[j] = elements->pdata[i - 1];
      elements->pdata[i - 1] = other;
    }
}

/* @elements (transfer full) within <@name>, in any order. Every third file is indented. */
static char *
wrap (Maker *maker, const char *name, GPtrArray *elements)
{
  GString *text = g_string_new (NULL);
  const char *gap = maker->number % 3 == 0 ? "\r\n  " : "";

  shuffle (maker, elements);
  g_string_append_printf (text, "<%s>", name);
  for (guint i = 0; i < elements->len; i++)
    g_string_append_printf (text, "%s%s", gap, (const char *)elements->pdata[i]);
  g_string_append_printf (text, "%s</%s>", gap, name);
  g_ptr_array_unref (elements);
  return g_string_free (text, FALSE);
}

/* Parts of a file ----------------------------------------------------------------------------- */

static void
add_consent (Maker *maker, GPtrArray *elements, const char *stem, guint stride, gboolean has_time)
{
  const char *flag = CHOOSE (maker, stride, "1", "0", "2", "3");
  g_autofree char *name = g_strconcat (stem, "ConsFlg", NULL);

  add (elements, name, flag);
  if (*flag != '1')
    return;
  add_time (elements, stem, "ConsTime", maker->at);
  if (has_time)
    add_time (elements, stem, "AvailableTime", maker->at + CONSENT_SECONDS);
}

static void
add_consents (Maker *maker, GPtrArray *elements)
{
  static const char *const shared[]
      = { "DiagnosisName",        "InfectiousInfo", "AllergyInfo",
          "ContraindicationInfo", "TestInfo",       "PrescriptionInfo" };

  add_consent (maker, elements, "PharmacistsInfo", 1, TRUE);
  add_consent (maker, elements, "SpecificHealthCheckupsInfo", 2, TRUE);
  add_consent (maker, elements, "DiagnosisInfo", 3, TRUE);
  if (maker->number % 5 != 0)
    add_consent (maker, elements, "OperationInfo", 4, TRUE);
  /* 電子カルテ情報共有 is not everywhere yet. */
  for (gsize i = 0; i < G_N_ELEMENTS (shared) && maker->number % 4 == 1; i++)
    add_consent (maker, elements, shared[i], 5 + (guint)i, TRUE);
}

/* 氏名 and カナ belong together: 姓 and 名 of the lists are "漢字/ｶﾅ". */
static void
add_name (Maker *maker, GPtrArray *elements)
{
  g_auto (GStrv) family = g_strsplit (word (maker, "family"), "/", 2);
  g_auto (GStrv) given = g_strsplit (word (maker, "given"), "/", 2);

  add_personal (maker, elements, "Name", g_strdup_printf ("%s　%s", family[0], given[0]));
  add_personal (maker, elements, "NameKana", g_strdup_printf ("%s %s", family[1], given[1]));
  if (maker->number % 7 == 0)
    add_personal (maker, elements, "InsuredName",
                  g_strdup_printf ("%s　%s", family[0], word (maker, "householder")));
}

static void
add_person (Maker *maker, GPtrArray *elements)
{
  gint64 age = g_rand_int_range (maker->rand, 1, 95) * 365 + g_rand_int_range (maker->rand, 0, 365);
  g_autofree char *post = digits (maker, 7);

  add_name (maker, elements);
  add (elements, "Sex1", CHOOSE (maker, 1, "2", "1", "3"));
  add_personal (maker, elements, "Birthdate", stamp (maker->at - age * DAY_SECONDS, "%Y%m%d"));
  add_personal (maker, elements, "PostNumber", g_strdup_printf ("%.3s-%s", post, post + 3));
  add_personal (maker, elements, "Address",
                g_strdup_printf ("%s%d－%d", word (maker, "town"),
                                 g_rand_int_range (maker->rand, 1, 40),
                                 g_rand_int_range (maker->rand, 1, 30)));
}

static void
add_insurance (Maker *maker, GPtrArray *elements)
{
  g_autofree char *number = digits (maker, 6);
  gint64 since = maker->at - g_rand_int_range (maker->rand, 30, 3000) * (gint64)DAY_SECONDS;
  g_autofree char *from = stamp (since, "%Y%m%d");

  add (elements, "InsuredCardClassification",
       CHOOSE (maker, 2, "01", "01", "06", "03", "02", "04", "05", "07", "A1"));
  add_personal (maker, elements, "InsurerNumber", g_strdup_printf ("  %s", number));
  add_personal (maker, elements, "InsurerName", g_strdup (word (maker, "insurer")));
  add_personal (maker, elements, "InsuredCardSymbol", g_strdup (word (maker, "symbol")));
  add_personal (maker, elements, "InsuredIdentificationNumber", digits (maker, 8));
  add (elements, "InsuredBranchNumber", CHOOSE (maker, 2, "00", "01", "02"));
  add (elements, "PersonalFamilyClassification", CHOOSE (maker, 3, "1", "2"));
  add (elements, "QualificationDate", from);
  add (elements, "InsuredCardValidDate", from);
  add (elements, "InsuredPartialContributionRatio", CHOOSE (maker, 1, "030", "010", "020"));
  if (maker->number % 4 == 0)
    add_personal (maker, elements, "ReferenceNumber", digits (maker, 10));
}

static char *
make_qualification (Maker *maker)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func (g_free);

  add_person (maker, elements);
  add_insurance (maker, elements);
  add_consent (maker, elements, "LimitApplicationCertificateRelated", 7, FALSE);
  if (maker->number % 2 == 0)
    add_consent (maker, elements, "SpecificDiseasesCertificateRelated", 8, FALSE);
  if (maker->number % 6 == 5)
    add (elements, "SomethingOfTomorrow", "1");
  return wrap (maker, "ResultOfQualificationConfirmation", elements);
}

static char *
make_body (Maker *maker, gboolean good, const char *validity)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *qualifications = g_ptr_array_new_with_free_func (g_free);
  guint n = !good || *validity == '4' ? 0 : *validity == '5' ? 2 : 1;

  add (elements, "ProcessingResultStatus", good ? "1" : "2");
  if (good)
    add (elements, "QualificationValidity", validity);
  if (good && maker->number % 9 != 8)
    add (elements, "PrescriptionIssueSelect", CHOOSE (maker, 2, "2", "1"));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (qualifications, make_qualification (maker));
  g_ptr_array_add (elements, wrap (maker, "ResultList", qualifications));
  if (good)
    add_consents (maker, elements);
  if (maker->number % 6 == 1)
    g_ptr_array_add (elements,
                     g_strdup ("<NewArrangement><Inner>あたらしい</Inner></NewArrangement>"));
  return wrap (maker, "MessageBody", elements);
}

static char *
make_header (Maker *maker, gboolean good, gboolean utf8)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *day = stamp (maker->at, "%Y%m%d");
  g_autofree char *identifier = g_strdup_printf ("%08X%08X", maker->number, maker->files->seed);

  add_time (elements, "ProcessExecutionTime", "", maker->at);
  add (elements, "QualificationConfirmationDate", day);
  add (elements, "MedicalInstitutionCode", INSTITUTION);
  add (elements, "ArbitraryFileIdentifier", identifier);
  add (elements, "ReferenceClassification", CHOOSE (maker, 5, "1", "2"));
  add (elements, "SegmentOfResult", !good ? "9" : maker->number % 50 == 13 ? "2" : "1");
  if (!good)
    add (elements, "ErrorMessage", "カードを確認してください。");
  add (elements, "CharacterCodeIdentifier", utf8 ? "0" : "1");
  return wrap (maker, "MessageHeader", elements);
}

static GBytes *
encode (char *text, gboolean utf8)
{
  g_autofree char *owned = text;
  gsize length = 0;
  char *converted;

  if (utf8)
    return g_bytes_new (text, strlen (text));
  converted = g_convert (text, -1, "CP932", "UTF-8", NULL, &length, NULL);
  g_return_val_if_fail (converted != NULL, g_bytes_new (text, strlen (text)));
  return g_bytes_new_take (converted, length);
}

GBytes *
mdg_result_files_content (MdgResultFiles *files, guint number, GPtrArray *personal)
{
  const guint32 seeds[] = { files->seed, number };
  g_autoptr (GRand) rand = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
  Maker maker = { files, number, rand, time_of (files, number), personal };
  gboolean utf8 = number % 2 == 1, good = number % 40 != 27;
  const char *validity = CHOOSE (&maker, 1, "1", "1", "1", "1", "6", "2", "3", "4", "5");
  g_autofree char *header = make_header (&maker, good, utf8);
  g_autofree char *body = make_body (&maker, good, validity);
  gboolean header_first = number % 10 != 9;

  return encode (g_strdup_printf ("%s<?xml version=\"1.0\" encoding=\"%s\" standalone=\"no\"?>\r\n"
                                  "<XmlMsg>%s%s</XmlMsg>\r\n",
                                  number % 8 == 3 ? "\xEF\xBB\xBF" : "",
                                  utf8 ? "UTF-8" : "Shift_JIS", header_first ? header : body,
                                  header_first ? body : header),
                 utf8);
}

/* Files --------------------------------------------------------------------------------------- */

char *
mdg_result_files_name (MdgResultFiles *files, guint number)
{
  g_autofree char *time = stamp (time_of (files, number), "%Y%m%d%H%M%S");

  return g_strdup_printf (PREFIX "%08X%08X_%s.xml", number, files->seed, time);
}

static gboolean
write_one (MdgResultFiles *files, const char *folder, guint number, GError **error)
{
  g_autoptr (GBytes) content = mdg_result_files_content (files, number, NULL);
  g_autofree char *name = mdg_result_files_name (files, number);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *temporary = g_strconcat (path, ".tmp", NULL);
  g_autoptr (GError) problem = NULL;

  /* Nothing is lost with them: no waiting for the disk at each of a hundred thousand. */
  if (!g_file_set_contents_full (temporary, g_bytes_get_data (content, NULL),
                                 (gssize)g_bytes_get_size (content), G_FILE_SET_CONTENTS_NONE, 0600,
                                 &problem))
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "cannot write %s: %s", path, problem->message);
      return FALSE;
    }
  if (g_rename (temporary, path) == 0)
    return TRUE;
  g_propagate_error (error, mdg_file_error_from_errno (errno, "write", path));
  g_remove (temporary);
  return FALSE;
}

gboolean
mdg_result_files_write (MdgResultFiles *files, const char *folder, GError **error)
{
  if (!mdg_file_make_folder (folder, error))
    return FALSE;
  for (guint i = 0; i < files->n; i++)
    if (!write_one (files, folder, i, error))
      return FALSE;
  return TRUE;
}

void
mdg_result_files_remove (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, PREFIX) && g_unlink (path) != 0)
        g_info ("%s cannot be removed: %s", path, g_strerror (errno));
    }
  g_rmdir (folder);
}
