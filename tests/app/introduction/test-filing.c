/* test-filing.c: the forms' data and what is entered in it: whole, in its form, checked, filled
 * from the plan. SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/filing-check.h"

#include <string.h>

static char *
read_forms (void)
{
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "resources", "introduction", "forms.json", NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_both_languages (void)
{
  g_autoptr (MdgFilingGuide) ja = mdg_filing_guide_new ("ja");
  g_autoptr (MdgFilingGuide) en = mdg_filing_guide_new ("en");

  for (guint i = 0; i < MDG_N_FIELDS; i++)
    {
      const MdgFilingField *a = &ja->fields[i], *b = &en->fields[i];

      g_assert_cmpstr (a->label, !=, b->label);
      g_assert_cmpstr (a->help, !=, b->help);
      g_assert_cmpstr (a->example, ==, b->example);
      g_assert_cmpuint (a->forms, !=, 0);
      g_assert_cmpuint (a->needed & ~a->forms, ==, 0);
      g_assert_cmpint (a->options->len == 0, ==, a->type != MDG_FILING_CHOICE);
    }
  /* The page is what it is in the original, whatever the language of the window. */
  for (guint i = 0; i < MDG_N_FILINGS; i++)
    {
      g_assert_cmpuint (ja->sheets[i].parts->len, ==, en->sheets[i].parts->len);
      g_assert_cmpstr (ja->sheets[i].title, ==, en->sheets[i].title);
    }
}

/* Which step needs which form; each prefecture is in the area of one bureau. */
static void
test_guide (void)
{
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (mdg_filing_guide_find_form (guide, "number-request"), ==, MDG_FILING_NUMBER);
  g_assert_cmpuint (mdg_filing_guide_find_form (guide, "number-request-dental"), ==,
                    MDG_FILING_NUMBER);
  g_assert_cmpuint (mdg_filing_guide_find_form (guide, "designation"), ==, MDG_FILING_PLAN);
  g_assert_cmpuint (mdg_filing_guide_find_form (guide, "reader"), ==, MDG_FILING_NONE);
  g_assert_cmpuint (mdg_filing_guide_find_form (guide, NULL), ==, MDG_FILING_NONE);
  g_assert_true (mdg_filing_is_for (guide, "both") && mdg_filing_is_for (guide, NULL));
  g_assert_false (mdg_filing_is_for (guide, "judo") || mdg_filing_is_for (guide, "nursing"));
  for (guint i = 0; i < guide->fields[MDG_FIELD_BUREAU].options->len; i++)
    {
      const MdgFilingOption *bureau = mdg_filing_guide_option (guide, MDG_FIELD_BUREAU, i);

      for (guint k = 0; bureau->areas[k] != NULL; k++)
        g_assert_true (g_hash_table_add (seen, bureau->areas[k]));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 47);
}

/* What is not as it has to be is refused as a whole. */
static void
test_refused (void)
{
  static const char *const changes[][2] = {
    { "\"groups\"", "\"group\"" },
    { "\"id\": \"name-kana\"", "\"id\": \"name-kanji\"" },
    { "\"type\": \"kana\"", "\"type\": \"hiragana\"" },
    { "\"max\": 60", "\"max\": 6000" },
    { "\"max\": 60", "\"max\": \"60\"" },
    { "\"group\": \"founder\", \"type\"", "\"group\": \"finder\", \"type\"" },
    { "\"needed\": [ \"plan\" ]", "\"needed\": [ \"plans\" ]" },
    { "\"en\": \"Seven digits.\"", "\"en\": \"\"" },
    { "\"example\": \"medical\"", "\"example\": \"medicine\"" },
    { "\"is\": \"dental\"", "\"is\": \"dentist\"" },
    { "\"post\": \"reply-post\"", "\"post\": \"reply-name\"" },
    { "\"value\": \"register\", \"at\": [ 990", "\"value\": \"vendor\", \"at\": [ 990" },
    { "[ 1720, 150, 180, 70 ]", "[ 1720, 150, 180 ]" },
    { "[ 1720, 150, 180, 70 ]", "[ 1720, 150, 580, 70 ]" },
    { "[ 1720, 150, 180, 70 ]", "[ 1720, -150, 180, 70 ]" },
    { "[ 1720, 150, 180, 70 ]", "[ 1720, 150, 180, null ]" },
    { "[ 200, 2250, 1900, 2250 ]", "[ 1900, 2250, 200, 2250 ]" },
    { "\"size\": 16", "\"size\": 160" },
    { "\"align\": \"right\"", "\"align\": \"rigth\"" },
    { "\"id\": \"plan\", \"title\"", "\"id\": \"plam\", \"title\"" },
    { "{ \"words\": \"様\"", "{ \"word\": \"様\"" },
  };
  g_autofree char *whole = read_forms ();
  g_autoptr (MdgFilingGuide) good = mdg_filing_guide_parse (whole, -1, "ja", NULL);

  g_assert_nonnull (good);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_auto (GStrv) parts = g_strsplit (whole, changes[i][0], 2);
      g_autofree char *changed = g_strjoinv (changes[i][1], parts);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", changes[i][1]);
      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      g_assert_null (mdg_filing_guide_parse (changed, -1, "ja", &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
    }
  for (gsize length = 0; length < strlen (whole); length += 997)
    g_assert_null (mdg_filing_guide_parse (whole, (gssize)length, "ja", NULL));
}

/* What is typed, in the form in which it is printed; NULL: it has none. */
static void
test_normal (void)
{
  static const struct
  {
    MdgFilingFieldId field;
    const char *typed, *normal;
  } cases[] = {
    { MDG_FIELD_POST, "1234567", "123-4567" },
    { MDG_FIELD_POST, "〒１２３－４５６７", "123-4567" },
    { MDG_FIELD_POST, "123-456", NULL },
    { MDG_FIELD_POST, "123-45678", NULL },
    { MDG_FIELD_FOUNDER_PHONE, "03-1234-5678", "03-1234-5678" },
    { MDG_FIELD_FOUNDER_PHONE, "0312345678", "03-1234-5678" },
    { MDG_FIELD_FOUNDER_PHONE, "（０３）１２３４ー５６７８", "03-1234-5678" },
    { MDG_FIELD_FOUNDER_PHONE, "09012345678", "090-1234-5678" },
    { MDG_FIELD_FOUNDER_PHONE, "0120123456", "0120-123-456" },
    { MDG_FIELD_FOUNDER_PHONE, "08001234567", "0800-123-4567" },
    { MDG_FIELD_FOUNDER_PHONE, "0451234567", NULL }, /* nobody can tell where it is parted */
    { MDG_FIELD_FOUNDER_PHONE, "045-123-4567", "045-123-4567" },
    { MDG_FIELD_FOUNDER_PHONE, "045-1234567", NULL },
    { MDG_FIELD_FOUNDER_PHONE, "13-1234-5678", NULL },
    { MDG_FIELD_FOUNDER_PHONE, "03-1234-567", NULL },
    { MDG_FIELD_FOUNDER_PHONE, "03-1234-567a", NULL },
    { MDG_FIELD_FOUNDER_PHONE, "--", NULL },
    { MDG_FIELD_NAME_KANA, "おんし くりにっく", "オンシ　クリニック" },
    { MDG_FIELD_NAME_KANA, "ｵﾝｼﾞ･ｸﾘﾆｯｸ", "オンジ・クリニック" },
    { MDG_FIELD_NAME_KANA, "恩師クリニック", NULL },
    { MDG_FIELD_NAME_KANA, "Onshi", NULL },
    { MDG_FIELD_FOUNDER_MAIL, "ａ@example.jp", "a@example.jp" },
    { MDG_FIELD_FOUNDER_MAIL, "a@b@c", NULL },
    { MDG_FIELD_FOUNDER_MAIL, "@example.jp", NULL },
    { MDG_FIELD_FOUNDER_MAIL, "花子@example.jp", NULL },
    { MDG_FIELD_WISHED, "令和9年4月1日", "2027-04-01" },
    { MDG_FIELD_WISHED, "2027/4/1", "2027-04-01" },
    { MDG_FIELD_WISHED, "2027-02-30", NULL },
    { MDG_FIELD_WISHED, "1027-02-03", NULL },
    { MDG_FIELD_WISHED, "soon", NULL },
    { MDG_FIELD_READER_MONTH, "３月", "3" },
    { MDG_FIELD_READER_MONTH, "12", "12" },
    { MDG_FIELD_READER_MONTH, "13", NULL },
    { MDG_FIELD_READER_MONTH, "0", NULL },
    { MDG_FIELD_KIND, "both", "both" },
    { MDG_FIELD_KIND, "judo", NULL },
    { MDG_FIELD_NAME, "  オン資クリニック ", "オン資クリニック" },
  };
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *normal = mdg_filing_normal (guide, cases[i].field, cases[i].typed);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpstr (normal, ==, cases[i].normal);
    }
}

/* Every limit holds: one more character is refused. */
static void
test_longest (void)
{
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");

  for (guint i = 0; i < MDG_N_FIELDS; i++)
    {
      GString *text = g_string_new (NULL);
      gboolean takes_text = guide->fields[i].type == MDG_FILING_TEXT;

      for (guint n = 0; n < guide->fields[i].max; n++)
        g_string_append (text, "国");
      if (takes_text)
        {
          g_autofree char *normal = mdg_filing_normal (guide, (MdgFilingFieldId)i, text->str);

          g_assert_cmpstr (normal, ==, text->str);
        }
      g_string_append (text, "国");
      g_assert_null (mdg_filing_normal (guide, (MdgFilingFieldId)i, text->str));
      g_string_free (text, TRUE);
    }
}

/* checks -------------------------------------------------------------------------------------- */

static const struct
{
  MdgFilingFieldId field;
  const char *text;
} good[] = {
  { MDG_FIELD_KIND, "medical" },
  { MDG_FIELD_NAME, "しおかぜクリニック" },
  { MDG_FIELD_NAME_KANA, "シオカゼクリニック" },
  { MDG_FIELD_POST, "231-0001" },
  { MDG_FIELD_ADDRESS, "神奈川県横浜市中区新港1-2-3" },
  { MDG_FIELD_FOUNDER, "潮風　渚" },
  { MDG_FIELD_FOUNDER_KANA, "シオカゼ　ナギサ" },
  { MDG_FIELD_FOUNDER_POST, "231-0002" },
  { MDG_FIELD_FOUNDER_ADDRESS, "神奈川県横浜市中区海岸通4-5" },
  { MDG_FIELD_FOUNDER_PHONE, "045-123-4567" },
  { MDG_FIELD_REPLY_TO, "founder" },
  { MDG_FIELD_BUREAU, "kantoshinetsu" },
  { MDG_FIELD_WISHED, "2027-04-01" },
  { MDG_FIELD_REQUESTED, "2027-01-20" },
  { MDG_FIELD_CONTACT_PHONE, "045-123-4568" },
  { MDG_FIELD_ACCOUNT, "open" },
  { MDG_FIELD_APPLICATION, "open" },
  { MDG_FIELD_READER_STATE, "ordered" },
  { MDG_FIELD_READER_MONTH, "3" },
  { MDG_FIELD_READER_MAKER, "アルメックス" },
  { MDG_FIELD_NETWORK_STATE, "there" },
  { MDG_FIELD_NETWORK_PROVIDER, "NTT東日本" },
  { MDG_FIELD_NETWORK_KIND, "ip-vpn" },
  { MDG_FIELD_WORK, "2027-03-15" },
  { MDG_FIELD_VENDOR, "しおかぜシステム" },
  { MDG_FIELD_OPERATION, "2027-04-01" },
  { MDG_FIELD_OPENING, "2027-04-01" },
};

static MdgFilingDraft *
make_draft (void)
{
  MdgFilingDraft *draft = mdg_filing_draft_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    mdg_filing_draft_set (draft, good[i].field, good[i].text);
  return draft;
}

/* The fault of @field; -1: it has none. Every fault says something. */
static int
fault_of (GPtrArray *faults, MdgFilingFieldId field)
{
  int kind = -1;

  for (guint i = 0; i < faults->len; i++)
    {
      const MdgFilingFault *fault = g_ptr_array_index (faults, i);

      g_assert_true (fault->words != NULL && *fault->words != '\0');
      if (fault->field == field)
        kind = (int)fault->kind;
    }
  return kind;
}

static void
test_missing (void)
{
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");
  g_autoptr (MdgFilingDraft) none = mdg_filing_draft_new ();

  for (guint form = 0; form < MDG_N_FILINGS; form++)
    {
      g_autoptr (GPtrArray) faults = mdg_filing_check (guide, none, NULL, 1u << form);
      guint n = 0;

      for (guint i = 0; i < MDG_N_FIELDS; i++)
        if ((guide->fields[i].needed >> form & 1) != 0 && i != MDG_FIELD_REPLY_POST
            && i != MDG_FIELD_REPLY_ADDRESS)
          {
            g_assert_cmpint (fault_of (faults, (MdgFilingFieldId)i), ==, MDG_FAULT_MISSING);
            n++;
          }
      g_assert_cmpuint (faults->len, ==, n);
    }
}

static void
test_good (void)
{
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");
  g_autoptr (MdgFilingDraft) draft = make_draft ();
  g_autoptr (GPtrArray) faults = mdg_filing_check (guide, draft, NULL, MDG_FILING_BOTH);

  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", ((const MdgFilingFault *)faults->pdata[i])->words);
  g_assert_cmpuint (faults->len, ==, 0);
}

/* One thing changed in what was good: there is one fault, at that field. */
static void
test_faults (void)
{
  static const struct
  {
    MdgFilingFieldId set;
    const char *text;
    MdgFilingFieldId at;
    MdgFilingFaultKind kind;
  } cases[] = {
    { MDG_FIELD_NAME, "", MDG_FIELD_NAME, MDG_FAULT_MISSING },
    { MDG_FIELD_NAME_KANA, "潮風", MDG_FIELD_NAME_KANA, MDG_FAULT_MALFORMED },
    { MDG_FIELD_POST, "231", MDG_FIELD_POST, MDG_FAULT_MALFORMED },
    { MDG_FIELD_ADDRESS, "横浜市中区新港1-2-3", MDG_FIELD_ADDRESS, MDG_FAULT_MALFORMED },
    { MDG_FIELD_ADDRESS, "静岡県熱海市1-2-3", MDG_FIELD_BUREAU, MDG_FAULT_CONTRADICTION },
    { MDG_FIELD_FOUNDER_PHONE, "0451234567", MDG_FIELD_FOUNDER_PHONE, MDG_FAULT_MALFORMED },
    { MDG_FIELD_FOUNDER_MAIL, "渚", MDG_FIELD_FOUNDER_MAIL, MDG_FAULT_MALFORMED },
    { MDG_FIELD_WISHED, "いつか", MDG_FIELD_WISHED, MDG_FAULT_MALFORMED },
    { MDG_FIELD_REQUESTED, "2027-04-01", MDG_FIELD_REQUESTED, MDG_FAULT_CONTRADICTION },
    { MDG_FIELD_READER_MONTH, "", MDG_FIELD_READER_MONTH, MDG_FAULT_MISSING },
    { MDG_FIELD_READER_STATE, "there", MDG_FIELD_READER_MONTH, MDG_FAULT_CONTRADICTION },
    { MDG_FIELD_NETWORK_STATE, "ordered", MDG_FIELD_NETWORK_MONTH, MDG_FAULT_MISSING },
    { MDG_FIELD_APPLICATION, "done", MDG_FIELD_ACCOUNT, MDG_FAULT_CONTRADICTION },
    { MDG_FIELD_WORK, "2027-04-02", MDG_FIELD_WORK, MDG_FAULT_CONTRADICTION },
    { MDG_FIELD_OPERATION, "2027-04-02", MDG_FIELD_OPERATION, MDG_FAULT_CONTRADICTION },
    { MDG_FIELD_WISHED, "2027-05-01", MDG_FIELD_OPENING, MDG_FAULT_CONTRADICTION },
    { MDG_FIELD_KIND, "judo", MDG_FIELD_KIND, MDG_FAULT_MALFORMED },
  };
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MdgFilingDraft) draft = make_draft ();
      g_autoptr (GPtrArray) faults = NULL;

      g_test_message ("%s: %s", mdg_filing_field_id (cases[i].set), cases[i].text);
      mdg_filing_draft_set (draft, cases[i].set, cases[i].text);
      faults = mdg_filing_check (guide, draft, NULL, MDG_FILING_BOTH);
      g_assert_cmpuint (faults->len, ==, 1);
      g_assert_cmpint (fault_of (faults, cases[i].at), ==, cases[i].kind);
    }
}

/* Another address is asked for only where the answer goes there. */
static void
test_reply (void)
{
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");
  g_autoptr (MdgFilingDraft) draft = make_draft ();
  g_autoptr (GPtrArray) faults = NULL;

  mdg_filing_draft_set (draft, MDG_FIELD_REPLY_TO, "other");
  faults = mdg_filing_check (guide, draft, NULL, 1u << MDG_FILING_NUMBER);
  g_assert_cmpuint (faults->len, ==, 2);
  g_assert_cmpint (fault_of (faults, MDG_FIELD_REPLY_POST), ==, MDG_FAULT_MISSING);
  g_assert_cmpint (fault_of (faults, MDG_FIELD_REPLY_ADDRESS), ==, MDG_FAULT_MISSING);
}

/* the plan ------------------------------------------------------------------------------------ */

static MdgFilingPlan *
make_plan (const char *facility, const char *work, gboolean done)
{
  static MdgPlanGuide *guide;
  g_autoptr (MdgCalendar) calendar = mdg_calendar_new ();
  g_autoptr (GHashTable) progress = mdg_plan_progress_table_new ();
  g_autoptr (MdgPlan) plan = NULL;
  MdgPlanWish wish = { .wished = mdg_day_new (2027, 4, 1),
                       .work = mdg_day_parse (work),
                       .today = mdg_day_new (2026, 11, 22) };

  if (guide == NULL)
    guide = mdg_plan_guide_new ("ja");
  wish.facility = mdg_plan_guide_find_facility (guide, facility);
  if (done)
    g_hash_table_insert (progress, g_strdup ("portal-account"),
                         mdg_plan_progress_new (wish.today, ""));
  plan = mdg_plan_new (guide, calendar, &wish, progress);
  return mdg_filing_plan_new (plan, progress);
}

static void
test_from_plan (void)
{
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");
  g_autoptr (MdgFilingPlan) plan = make_plan ("both", "2027-03-10", TRUE);
  g_autoptr (MdgFilingPlan) unsettled = make_plan ("pharmacy", NULL, FALSE);
  g_autoptr (MdgFilingPlan) judo = make_plan ("judo", NULL, FALSE);
  g_autoptr (MdgFilingPlan) none = mdg_filing_plan_new (NULL, NULL);
  g_autoptr (MdgFilingDraft) draft = mdg_filing_draft_new ();
  g_autoptr (MdgFilingDraft) other = mdg_filing_draft_new ();

  g_assert_false (mdg_filing_draft_take_plan (draft, guide, none));
  g_assert_false (mdg_filing_draft_take_plan (draft, guide, judo));
  mdg_filing_draft_set (draft, MDG_FIELD_OPENING, "2027-04-05");
  g_assert_true (mdg_filing_draft_take_plan (draft, guide, plan));
  g_assert_cmpstr (draft->values[MDG_FIELD_KIND], ==, "both");
  g_assert_cmpstr (draft->values[MDG_FIELD_WISHED], ==, "2027-04-01");
  g_assert_cmpstr (draft->values[MDG_FIELD_WORK], ==, "2027-03-10");
  g_assert_cmpstr (draft->values[MDG_FIELD_OPERATION], ==, "2027-04-01");
  g_assert_cmpstr (draft->values[MDG_FIELD_OPENING], ==, "2027-04-05");
  g_assert_cmpstr (draft->values[MDG_FIELD_ACCOUNT], ==, "done");
  g_assert_cmpstr (draft->values[MDG_FIELD_APPLICATION], ==, "open");
  g_assert_false (mdg_filing_draft_take_plan (draft, guide, plan));
  g_assert_true (mdg_filing_draft_take_plan (other, guide, unsettled));
  g_assert_cmpstr (other->values[MDG_FIELD_WORK], ==, "");
  g_assert_cmpstr (other->values[MDG_FIELD_ACCOUNT], ==, "open");
}

/* What does not go with the plan is said at the field, but nothing is said without a plan. */
static void
test_against_plan (void)
{
  static const struct
  {
    MdgFilingFieldId field;
    const char *text;
  } cases[] = {
    { MDG_FIELD_KIND, "dental" },          { MDG_FIELD_WISHED, "2027-03-01" },
    { MDG_FIELD_WORK, "2027-03-11" },      { MDG_FIELD_ACCOUNT, "done" },
    { MDG_FIELD_REQUESTED, "2027-02-02" },
  };
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_new ("ja");
  g_autoptr (MdgFilingPlan) plan = make_plan ("medical", "2027-03-15", FALSE);
  g_autoptr (MdgFilingDraft) same = make_draft ();
  g_autoptr (GPtrArray) none = mdg_filing_check (guide, same, plan, MDG_FILING_BOTH);

  g_assert_cmpuint (none->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MdgFilingDraft) draft = make_draft ();
      g_autoptr (GPtrArray) with = NULL, without = NULL;

      mdg_filing_draft_set (draft, cases[i].field, cases[i].text);
      with = mdg_filing_check (guide, draft, plan, MDG_FILING_BOTH);
      without = mdg_filing_check (guide, draft, NULL, MDG_FILING_BOTH);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (without->len, ==, 0);
      g_assert_cmpuint (with->len, ==, 1);
      g_assert_cmpint (fault_of (with, cases[i].field), ==, MDG_FAULT_CONTRADICTION);
    }
}

/* as JSON ------------------------------------------------------------------------------------- */

static void
test_json (void)
{
  g_autoptr (MdgFilingDraft) draft = make_draft ();
  g_autoptr (MdgFilingDraft) again = NULL, later = NULL;
  g_autoptr (MdgSecret) json = NULL;
  g_autoptr (GError) error = NULL;

  mdg_filing_draft_set (draft, MDG_FIELD_VENDOR, "\"quoted\"\n\\ '𠮷' \xff");
  json = mdg_filing_draft_to_json (draft);
  again = mdg_filing_draft_parse (mdg_secret_get_string (json), -1, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < MDG_N_FIELDS; i++)
    g_assert_cmpstr (again->values[i], ==, draft->values[i]);
  g_assert_null (strchr (again->values[MDG_FIELD_VENDOR], '\n'));
  later = mdg_filing_draft_parse ("{\"name\":\"a\",\"later\":[1],\"post\":7}", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (later->values[MDG_FIELD_NAME], ==, "a");
  g_assert_cmpstr (later->values[MDG_FIELD_POST], ==, "");
  g_assert_null (mdg_filing_draft_parse ("[1]", -1, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
  g_assert_null (mdg_filing_draft_parse ("", -1, NULL));
  g_assert_null (mdg_filing_draft_parse ("{\"name\"", -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filing/both-languages", test_both_languages);
  g_test_add_func ("/filing/guide", test_guide);
  g_test_add_func ("/filing/refused", test_refused);
  g_test_add_func ("/filing/normal", test_normal);
  g_test_add_func ("/filing/longest", test_longest);
  g_test_add_func ("/filing/missing", test_missing);
  g_test_add_func ("/filing/good", test_good);
  g_test_add_func ("/filing/faults", test_faults);
  g_test_add_func ("/filing/reply", test_reply);
  g_test_add_func ("/filing/from-plan", test_from_plan);
  g_test_add_func ("/filing/against-plan", test_against_plan);
  g_test_add_func ("/filing/json", test_json);
  return g_test_run ();
}
