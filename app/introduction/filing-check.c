/* filing-check.c: what is not right in the data of the forms.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "introduction/filing-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const MdgFilingGuide *guide;
  const MdgFilingPlan *plan; /* (nullable): there is none */
  guint forms;
  char *normal[MDG_N_FIELDS]; /* NULL: malformed; "": empty */
  MdgFilingFault *faults[MDG_N_FIELDS];
} Check;

static void
fault_free (gpointer data)
{
  MdgFilingFault *fault = data;

  g_free (fault->words);
  g_free (fault);
}

/* The first one of a field counts. */
static void
add (Check *c, MdgFilingFieldId field, MdgFilingFaultKind kind, const char *words)
{
  if ((c->guide->fields[field].forms & c->forms) == 0 || c->faults[field] != NULL)
    return;
  c->faults[field] = g_new0 (MdgFilingFault, 1);
  c->faults[field]->field = field;
  c->faults[field]->kind = kind;
  c->faults[field]->words = g_strdup (words);
}

static void
contradict (Check *c, MdgFilingFieldId field, const char *words)
{
  add (c, field, MDG_FAULT_CONTRADICTION, words);
}

/* Whether the field holds something in the right form. */
static gboolean
has (const Check *c, MdgFilingFieldId field)
{
  return c->normal[field] != NULL && *c->normal[field] != '\0';
}

static gboolean
is (const Check *c, MdgFilingFieldId field, const char *value)
{
  return g_strcmp0 (c->normal[field], value) == 0;
}

static MdgDay
day_of (const Check *c, MdgFilingFieldId field)
{
  return mdg_day_parse (c->normal[field]);
}

/* each by itself ------------------------------------------------------------------------------ */

/* Another address is needed only where it is asked for. */
static gboolean
is_needed (const Check *c, MdgFilingFieldId field)
{
  if (field == MDG_FIELD_REPLY_POST || field == MDG_FIELD_REPLY_ADDRESS)
    return is (c, MDG_FIELD_REPLY_TO, "other");
  return (c->guide->fields[field].needed & c->forms) != 0;
}

static void
add_malformed (Check *c, MdgFilingFieldId field, const char *typed)
{
  const MdgFilingField *known = &c->guide->fields[field];
  const char *words = NULL;
  g_autofree char *length = NULL;

  switch (known->type)
    {
    case MDG_FILING_KANA:
      words = _ ("Katakana, please, such as オンシクリニック.");
      break;
    case MDG_FILING_POST:
      words = _ ("Seven digits, please, such as 123-4567.");
      break;
    case MDG_FILING_PHONE:
      words = _ ("A number of 10 or 11 digits with its hyphens, please, such as 03-1234-5678.");
      break;
    case MDG_FILING_MAIL:
      words = _ ("This is no mail address.");
      break;
    case MDG_FILING_DATE:
      words = _ ("A date, please, such as 2027-04-01.");
      break;
    case MDG_FILING_MONTH:
      words = _ ("A month from 1 to 12, please.");
      break;
    case MDG_FILING_CHOICE:
      words = _ ("Choose one, please.");
      break;
    case MDG_FILING_TEXT:
    default:
      break;
    }
  if (words == NULL || (known->max > 0 && (gsize)g_utf8_strlen (typed, -1) > known->max))
    words = length
        = g_strdup_printf (_ ("At most %u characters have room: shorten it, please."), known->max);
  add (c, field, MDG_FAULT_MALFORMED, words);
}

static void
check_each (Check *c, const MdgFilingDraft *draft)
{
  for (guint i = 0; i < MDG_N_FIELDS; i++)
    {
      MdgFilingFieldId field = (MdgFilingFieldId)i;
      gboolean choice = c->guide->fields[i].type == MDG_FILING_CHOICE;

      if (c->normal[i] == NULL)
        add_malformed (c, field, draft->values[i]);
      else if (*c->normal[i] == '\0' && is_needed (c, field))
        add (c, field, MDG_FAULT_MISSING,
             choice ? _ ("Choose one, please.") : _ ("Enter it, please: the form needs it."));
    }
}

/* one against the other ----------------------------------------------------------------------- */

/* The bureau in whose area the address is; "" is what no address begins with. @area: (out) */
static const MdgFilingOption *
bureau_of (const MdgFilingGuide *guide, const char *address, const char **area)
{
  for (guint i = 0; i < guide->fields[MDG_FIELD_BUREAU].options->len; i++)
    {
      const MdgFilingOption *option = mdg_filing_guide_option (guide, MDG_FIELD_BUREAU, i);

      for (guint k = 0; option->areas[k] != NULL; k++)
        if (g_str_has_prefix (address, option->areas[k]))
          {
            *area = option->areas[k];
            return option;
          }
    }
  return NULL;
}

static void
check_address (Check *c)
{
  const char *area = NULL;
  const MdgFilingOption *bureau;
  g_autofree char *words = NULL;

  if (!has (c, MDG_FIELD_ADDRESS))
    return;
  bureau = bureau_of (c->guide, c->normal[MDG_FIELD_ADDRESS], &area);
  if (bureau == NULL)
    add (c, MDG_FIELD_ADDRESS, MDG_FAULT_MALFORMED,
         _ ("Begin with the prefecture, please, such as 東京都千代田区…"));
  else if (has (c, MDG_FIELD_BUREAU) && !is (c, MDG_FIELD_BUREAU, bureau->id))
    {
      /* Translators: a prefecture, the bureau it belongs to */
      words = g_strdup_printf (_ ("The address is in %s, which is in the area of %s: choose that "
                                  "one, or correct the address."),
                               area, bureau->name);
      contradict (c, MDG_FIELD_BUREAU, words);
    }
}

static void
check_month (Check *c, MdgFilingFieldId state, MdgFilingFieldId month)
{
  gboolean ordered = is (c, state, "ordered");

  if (ordered && !has (c, month))
    add (c, month, MDG_FAULT_MISSING,
         _ ("Enter the month in which it will be installed, please: 「イ 契約済み」 needs it."));
  else if (!ordered && has (c, state) && has (c, month))
    contradict (c, month, _ ("It goes with 「イ 契約済み」 only: choose that, or empty this."));
}

static void
check_days (Check *c)
{
  MdgDay wished = day_of (c, MDG_FIELD_WISHED), requested = day_of (c, MDG_FIELD_REQUESTED);
  MdgDay work = day_of (c, MDG_FIELD_WORK), operation = day_of (c, MDG_FIELD_OPERATION);
  MdgDay opening = day_of (c, MDG_FIELD_OPENING);

  if (requested != MDG_DAY_NONE && wished != MDG_DAY_NONE && requested >= wished)
    contradict (c, MDG_FIELD_REQUESTED,
                _ ("The request comes before the wished date: correct one of them."));
  if (work != MDG_DAY_NONE && operation != MDG_DAY_NONE && work > operation)
    contradict (c, MDG_FIELD_WORK,
                _ ("The work begins before verification does: correct one of them."));
  if (operation != MDG_DAY_NONE && opening != MDG_DAY_NONE && operation > opening)
    contradict (c, MDG_FIELD_OPERATION,
                _ ("Verification has to run by the first day of care: correct one of them."));
  if (opening != MDG_DAY_NONE && wished != MDG_DAY_NONE && opening < wished)
    contradict (c, MDG_FIELD_OPENING,
                _ ("Care under the insurance begins with the designation at the earliest, and the "
                   "wished date is later: correct one of them."));
}

static void
check_portal (Check *c)
{
  if (is (c, MDG_FIELD_APPLICATION, "done") && is (c, MDG_FIELD_ACCOUNT, "open"))
    contradict (c, MDG_FIELD_ACCOUNT,
                _ ("The applications need the account: correct one of them."));
}

/* against the plan ---------------------------------------------------------------------------- */

static void
check_day_of_plan (Check *c, MdgFilingFieldId field, MdgDay planned)
{
  MdgDay day = day_of (c, field);
  g_autofree char *there = NULL;
  g_autofree char *words = NULL;

  if (day == MDG_DAY_NONE || planned == MDG_DAY_NONE || day == planned)
    return;
  there = mdg_day_words (planned);
  /* Translators: a day */
  words = g_strdup_printf (_ ("The plan of introduction has %s: correct one of them."), there);
  contradict (c, field, words);
}

static void
check_done (Check *c, MdgFilingFieldId field, gboolean done)
{
  if (has (c, field) && is (c, field, "done") != done)
    contradict (c, field,
                done ? _ ("The plan of introduction has it as done: choose 「済み」.")
                     : _ ("The plan of introduction does not have it as done: mark its step as "
                          "done, or choose 「未実施」."));
}

static void
check_plan (Check *c)
{
  MdgDay requested = day_of (c, MDG_FIELD_REQUESTED), by = c->plan->request_by;
  g_autofree char *last = NULL;
  g_autofree char *words = NULL;

  if (c->plan->facility == NULL)
    return;
  if (has (c, MDG_FIELD_KIND) && !is (c, MDG_FIELD_KIND, c->plan->facility))
    contradict (c, MDG_FIELD_KIND,
                _ ("The plan of introduction is for another kind of facility: correct one of "
                   "them."));
  check_day_of_plan (c, MDG_FIELD_WISHED, c->plan->wished);
  check_day_of_plan (c, MDG_FIELD_WORK, c->plan->work);
  check_done (c, MDG_FIELD_ACCOUNT, c->plan->account);
  check_done (c, MDG_FIELD_APPLICATION, c->plan->application);
  if (requested == MDG_DAY_NONE || by == MDG_DAY_NONE || requested <= by)
    return;
  last = mdg_day_words (by);
  /* Translators: a day */
  words = g_strdup_printf (_ ("The guideline for handing it in is %s: ask the bureau whether it "
                              "still takes it, or choose an earlier day."),
                           last);
  contradict (c, MDG_FIELD_REQUESTED, words);
}

GPtrArray *
mdg_filing_check (const MdgFilingGuide *guide,
                  const MdgFilingDraft *draft,
                  const MdgFilingPlan *plan,
                  guint forms)
{
  Check c = { .guide = guide, .plan = plan, .forms = forms };
  GPtrArray *faults = g_ptr_array_new_with_free_func (fault_free);

  for (guint i = 0; i < MDG_N_FIELDS; i++)
    c.normal[i] = *draft->values[i] != '\0'
                      ? mdg_filing_normal (guide, (MdgFilingFieldId)i, draft->values[i])
                      : g_strdup ("");
  check_each (&c, draft);
  check_address (&c);
  check_month (&c, MDG_FIELD_READER_STATE, MDG_FIELD_READER_MONTH);
  check_month (&c, MDG_FIELD_NETWORK_STATE, MDG_FIELD_NETWORK_MONTH);
  check_days (&c);
  check_portal (&c);
  if (plan != NULL)
    check_plan (&c);
  for (guint i = 0; i < MDG_N_FIELDS; i++)
    {
      if (c.faults[i] != NULL)
        g_ptr_array_add (faults, c.faults[i]);
      g_free (c.normal[i]);
    }
  return faults;
}
