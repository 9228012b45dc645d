/* qualification.c: which of several qualifications counts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/qualification.h"

#include "core/guide.h"

#define RESOURCE "/org/madoguchi/Madoguchi/consent/qualifications.json"

/* Larger is better; what is compared in one round. */
typedef guint (*Measure) (const MdgQualification *qualification);

static guint
measure_start (const MdgQualification *qualification)
{
  return qualification->start;
}

static guint
measure_scheme (const MdgQualification *qualification)
{
  return qualification->scheme != MDG_SCHEME_MUNICIPAL;
}

static guint
measure_end (const MdgQualification *qualification)
{
  return qualification->end != 0 ? qualification->end : G_MAXUINT;
}

static const struct
{
  Measure measure;
  MdgVerdict worse;
  MdgDecidedBy by;
} rounds[] = {
  { measure_start, MDG_VERDICT_EARLIER_START, MDG_DECIDED_START },
  { measure_scheme, MDG_VERDICT_MUNICIPAL, MDG_DECIDED_SCHEME },
  { measure_end, MDG_VERDICT_EARLIER_END, MDG_DECIDED_END },
};

static guint
count_left (const MdgQualificationDecision *decision, guint n)
{
  guint left = 0;

  for (guint i = 0; i < n; i++)
    left += decision->verdicts[i] == MDG_VERDICT_COUNTS;
  return left;
}

static void
play_round (const MdgQualification *q,
            guint n,
            Measure measure,
            MdgVerdict worse,
            MdgQualificationDecision *decision)
{
  guint best = 0;

  for (guint i = 0; i < n; i++)
    if (decision->verdicts[i] == MDG_VERDICT_COUNTS)
      best = MAX (best, measure (&q[i]));
  for (guint i = 0; i < n; i++)
    if (decision->verdicts[i] == MDG_VERDICT_COUNTS && measure (&q[i]) < best)
      decision->verdicts[i] = worse;
}

static void
conclude (MdgQualificationDecision *decision, guint n)
{
  guint left = count_left (decision, n);

  decision->chosen = -1;
  for (guint i = 0; i < n; i++)
    if (decision->verdicts[i] == MDG_VERDICT_COUNTS && left == 1)
      decision->chosen = (int)i;
    else if (decision->verdicts[i] == MDG_VERDICT_COUNTS)
      decision->verdicts[i] = MDG_VERDICT_TIED;
  if (left > 1)
    decision->by = MDG_DECIDED_NOT;
}

void
mdg_qualification_decide (const MdgQualification *q,
                          guint n,
                          guint day,
                          MdgQualificationDecision *decision)
{
  guint left;

  g_return_if_fail (n <= MDG_QUALIFICATIONS_MAX);

  for (guint i = 0; i < n; i++)
    decision->verdicts[i] = q[i].start > day                  ? MDG_VERDICT_NOT_YET
                            : q[i].end != 0 && q[i].end < day ? MDG_VERDICT_OVER
                                                              : MDG_VERDICT_COUNTS;
  left = count_left (decision, n);
  decision->by = left == 0 ? MDG_DECIDED_NONE_VALID : MDG_DECIDED_ONLY_ONE;
  for (guint r = 0; r < G_N_ELEMENTS (rounds) && left > 1; r++)
    {
      play_round (q, n, rounds[r].measure, rounds[r].worse, decision);
      decision->by = rounds[r].by;
      left = count_left (decision, n);
    }
  conclude (decision, n);
}

/* examples ------------------------------------------------------------------------------------ */

static void
qualification_clear (gpointer data)
{
  g_free (((MdgQualification *)data)->insurer);
}

static void
example_free (gpointer data)
{
  MdgQualificationExample *example = data;

  g_free (example->title);
  g_array_unref (example->qualifications);
  g_free (example);
}

static MdgScheme
scheme_of (JsonObject *object)
{
  static const char *const nicks[] = { "employees", "municipal", "society", "elderly" };
  const char *nick = json_object_get_string_member (object, "scheme");

  for (guint i = 0; i < G_N_ELEMENTS (nicks); i++)
    if (g_strcmp0 (nicks[i], nick) == 0)
      return (MdgScheme)i;
  g_error ("%s: no scheme \"%s\"", RESOURCE, nick);
}

static guint
day_of (JsonObject *object, const char *name)
{
  guint day = (guint)json_object_get_int_member_with_default (object, name, 0);

  if (day != 0
      && !g_date_valid_dmy ((GDateDay)(day % 100), (GDateMonth)(day / 100 % 100),
                            (GDateYear)(day / 10000)))
    g_error ("%s: %u is no day", RESOURCE, day);
  return day;
}

static MdgQualificationExample *
read_example (JsonObject *object, const char *language)
{
  MdgQualificationExample *example = g_new0 (MdgQualificationExample, 1);
  JsonArray *array = json_object_get_array_member (object, "qualifications");

  example->title = mdg_guide_text (object, "title", language);
  example->day = day_of (object, "day");
  example->qualifications = g_array_new (FALSE, TRUE, sizeof (MdgQualification));
  g_array_set_clear_func (example->qualifications, qualification_clear);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *one = json_array_get_object_element (array, i);
      MdgQualification qualification = { mdg_guide_text (one, "insurer", language), scheme_of (one),
                                         day_of (one, "start"), day_of (one, "end") };

      g_array_append_val (example->qualifications, qualification);
    }
  return example;
}

GPtrArray *
mdg_qualification_examples_new (const char *language)
{
  g_autoptr (JsonNode) root = mdg_guide_load (RESOURCE);
  JsonArray *array = json_object_get_array_member (json_node_get_object (root), "examples");
  GPtrArray *examples = g_ptr_array_new_with_free_func (example_free);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (examples, read_example (json_array_get_object_element (array, i),
                                             mdg_guide_language (language)));
  return examples;
}
