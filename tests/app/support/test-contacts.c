/* test-contacts.c: whom to call, whether they answer now, hours as people type them, and the
 * search. SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/contact-guide.h"
#include "support/cure-guide.h"
#include "support/search.h"

#include <stdlib.h>
#include <string.h>

/* "2026-11-20 17:59" in Japan, as seconds since 1970. */
static gint64
at (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, " :", 3);

  return ((gint64)mdg_day_parse (parts[0]) * 24 * 60 + atoi (parts[1]) * 60 + atoi (parts[2])
          - 9 * 60)
         * 60;
}

static const MdgContact *
contact (const MdgContactGuide *guide, const char *id)
{
  for (guint i = 0; i < guide->contacts->len; i++)
    if (g_str_equal (mdg_contact_guide_contact (guide, i)->id, id))
      return mdg_contact_guide_contact (guide, i);
  g_error ("no %s", id);
}

/* [0] ch. 3: weekdays 8-18, Saturdays 8-16, not on Sundays, holidays, 12/29-1/3; and the others of
 * [1] p.6. */
static void
test_open_now (void)
{
  static const struct
  {
    const char *id;
    const char *now;
    MdgOpenState state;
    const char *change;
  } cases[] = {
    { "call-centre", "2026-11-20 7:59", MDG_OPEN_CLOSED, "2026-11-20 8:00" },
    { "call-centre", "2026-11-20 8:00", MDG_OPEN_NOW, "2026-11-20 18:00" },
    { "call-centre", "2026-11-20 17:59", MDG_OPEN_NOW, "2026-11-20 18:00" },
    { "call-centre", "2026-11-20 18:00", MDG_OPEN_CLOSED, "2026-11-21 8:00" },
    { "call-centre", "2026-11-21 15:59", MDG_OPEN_NOW, "2026-11-21 16:00" },
    /* over a Sunday and 勤労感謝の日 */
    { "call-centre", "2026-11-21 16:00", MDG_OPEN_CLOSED, "2026-11-24 8:00" },
    { "call-centre", "2026-11-23 10:00", MDG_OPEN_CLOSED, "2026-11-24 8:00" },
    /* a holiday on a Saturday: 2025-05-03; then Sunday, Monday and a substitute */
    { "call-centre", "2025-05-03 10:00", MDG_OPEN_CLOSED, "2025-05-07 8:00" },
    { "call-centre", "2026-12-28 18:00", MDG_OPEN_CLOSED, "2027-01-04 8:00" },
    { "call-centre", "2027-01-03 23:59", MDG_OPEN_CLOSED, "2027-01-04 8:00" },
    { "hp-display", "2026-12-29 8:45", MDG_OPEN_NOW, "2026-12-29 17:30" },
    { "router-fault", "2026-12-29 10:00", MDG_OPEN_CLOSED, "2027-01-04 9:00" },
    { "pc-fault", "2026-11-21 16:59", MDG_OPEN_NOW, "2026-11-21 17:00" },
    { "ntt-pack", "2026-11-21 10:00", MDG_OPEN_CLOSED, "2026-11-24 9:00" },
    { "line-fault", "2027-01-01 3:00", MDG_OPEN_ALWAYS, NULL },
    { "billing-desk", "2026-11-20 10:00", MDG_OPEN_UNKNOWN, NULL },
  };
  g_autoptr (MdgContactGuide) guide = mdg_contact_guide_new ("ja");
  g_autoptr (MdgCalendar) calendar = mdg_calendar_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MdgOpenNow now
          = mdg_open_hours_at (&contact (guide, cases[i].id)->hours, calendar, at (cases[i].now));

      g_test_message ("%s at %s", cases[i].id, cases[i].now);
      g_assert_cmpint (now.state, ==, cases[i].state);
      g_assert_cmpint (now.change, ==, cases[i].change != NULL ? at (cases[i].change) : 0);
      if (cases[i].change != NULL)
        {
          g_assert_cmpint (now.change_day, ==, mdg_day_in_japan (now.change));
          g_assert_cmpint (now.change_minute, ==, mdg_day_minutes_in_japan (now.change));
        }
    }
}

/* Whatever the hours: what is said of now holds until the minute that is told, and not in it. */
static void
test_properties (void)
{
  g_autoptr (MdgCalendar) calendar = mdg_calendar_new ();

  for (int round = 0; round < 400; round++)
    {
      MdgOpenHours hours = { .holidays = g_test_rand_bit (), .n_spans = 1 };
      gint64 now = at ("2026-12-20 0:00") + g_test_rand_int_range (0, 30 * 24 * 60) * 60;
      MdgOpenNow first, just_before, then;

      if (g_test_rand_bit ())
        {
          hours.closed_from = 1229;
          hours.closed_until = 103;
        }
      if (g_test_rand_bit ())
        hours.spans[hours.n_spans++] = (MdgOpenSpan){ 0xFE, 0, 24 * 60 };
      hours.spans[0].weekdays = (guint)g_test_rand_int_range (1, 0x80) << 1;
      hours.spans[0].from = g_test_rand_int_range (0, 24 * 60);
      hours.spans[0].until = g_test_rand_int_range (hours.spans[0].from + 1, 24 * 60 + 1);
      first = mdg_open_hours_at (&hours, calendar, now);
      if (first.change == 0)
        continue;
      g_assert_cmpint (first.change, >, now);
      just_before = mdg_open_hours_at (&hours, calendar, first.change - 60);
      then = mdg_open_hours_at (&hours, calendar, first.change);
      g_assert_cmpint (just_before.state, ==, first.state);
      g_assert_cmpint (just_before.change, ==, first.change);
      g_assert_cmpint (then.state, !=, first.state);
    }
}

static void
test_typed_hours (void)
{
  static const struct
  {
    const char *text;
    int from, until;
  } good[] = { { "9:00-17:30", 540, 1050 },
               { "09:00 - 17:30", 540, 1050 },
               { "９：００～１７：３０", 540, 1050 },
               { "9時〜17時30分", 540, 1050 },
               { "9時から18時", 540, 1080 },
               { "0:00-24:00", 0, 1440 },
               { "8:05–8:06", 485, 486 } };
  static const char *const bad[] = { "",
                                     "9-17",
                                     "9:00",
                                     "17:00-9:00",
                                     "9:00-9:00",
                                     "9:60-10:00",
                                     "9:00-24:01",
                                     "25:00-26:00",
                                     "9:00-17:00x",
                                     "\xff"
                                     "9:00-10:00" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      int from, until;

      g_assert_true (mdg_open_span_read (good[i].text, &from, &until));
      g_assert_cmpint (from, ==, good[i].from);
      g_assert_cmpint (until, ==, good[i].until);
      g_autofree char *shown = mdg_open_span_text (from, until);
      g_assert_true (mdg_open_span_read (shown, &from, &until));
      g_assert_cmpint (until, ==, good[i].until);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      int from, until;

      g_assert_false (mdg_open_span_read (bad[i], &from, &until));
    }
}

/* Every contact of a document is what somebody is called for, and every topic says whom. */
static void
test_whole (void)
{
  g_autoptr (MdgContactGuide) ja = mdg_contact_guide_new ("ja");
  g_autoptr (MdgContactGuide) en = mdg_contact_guide_new ("en");
  g_autofree gboolean *called = g_new0 (gboolean, ja->contacts->len);

  g_assert_cmpuint (ja->topics->len, ==, en->topics->len);
  for (guint i = 0; i < ja->topics->len; i++)
    {
      const MdgTopic *topic = mdg_contact_guide_topic (ja, i);

      g_assert_cmpstr (topic->name, !=, mdg_contact_guide_topic (en, i)->name);
      for (guint k = 0; k < topic->contacts->len; k++)
        called[g_array_index (topic->contacts, guint, k)] = TRUE;
    }
  for (guint i = 0; i < ja->contacts->len; i++)
    {
      g_assert_true (called[i]);
      g_assert_cmpstr (mdg_contact_guide_contact (ja, i)->what, !=,
                       mdg_contact_guide_contact (en, i)->what);
    }
  g_assert_cmpstr (contact (ja, "call-centre")->phone, ==, "0800-080-4583");
}

static void
refused (const char *text, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgContactGuide) guide = mdg_contact_guide_parse (text, -1, "ja", &error);

  if (guide != NULL)
    g_error ("taken: %s", what);
  g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
}

static void
test_refused (void)
{
  static const char *const faults[][2] = {
    { "\"checked\"", "\"chequed\"" },
    { "\"0800-080-4583\"", "\"0800-080-45\"" },
    { "\"0800-080-4583\"", "\"\"" },
    { "\"https://iryohokenjyoho.service-now.com/csm\"",
      "\"http://iryohokenjyoho.service-now.com/csm\"" },
    { "\"08:00\", \"until\": \"18:00\"", "\"18:00\", \"until\": \"18:00\"" },
    { "\"08:00\", \"until\": \"18:00\"", "\"8:00\", \"until\": \"18:00\"" },
    { "\"08:00\", \"until\": \"18:00\"", "\"08:00\", \"until\": \"24:01\"" },
    { "\"08:00\", \"until\": \"18:00\"", "\"08:60\", \"until\": \"18:00\"" },
    { "\"mon-fri\"", "\"mon-thu\"" },
    { "\"from\": \"12-29\"", "\"from\": \"12-32\"" },
    { "\"from\": \"12-29\", ", "" },
    { "\"id\": \"portal-medical\"", "\"id\": \"call-centre\"" },
    { "\"contacts\": [ \"call-centre\", \"portal-therapy\" ]",
      "\"contacts\": [ \"call-center\" ]" },
    { "\"contacts\": [ \"call-centre\", \"portal-therapy\" ]",
      "\"contacts\": [ \"call-centre\", \"call-centre\" ]" },
    { "\"contacts\": [], \"own\": [ \"receipt-vendor\" ]", "\"contacts\": [], \"own\": [ ]" },
    { "\"kind\": \"device\"", "\"kind\": \"thing\"" },
    { "\"always\": true", "\"always\": true, \"closed\": { \"holidays\": true }" },
    { "\"web\": \"https://iryohokenjyoho.service-now.com/csm\",", "" },
  };
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "resources", "support", "contacts.json", NULL);
  g_autofree char *whole = NULL;

  g_assert_true (g_file_get_contents (path, &whole, NULL, NULL));
  refused ("", "nothing");
  refused ("{}", "an empty object");
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_auto (GStrv) parts = g_strsplit (whole, faults[i][0], 2);
      g_autofree char *bad = NULL;

      if (g_strv_length (parts) != 2)
        g_error ("not there: %s", faults[i][0]);
      bad = g_strconcat (parts[0], faults[i][1], parts[1], NULL);
      refused (bad, faults[i][1]);
    }
}

static void
check_found (MdgSearch *search, const char *query, const char *should)
{
  g_autoptr (GPtrArray) found = mdg_search_find (search, query);
  g_autoptr (GString) targets = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append (targets, ((const MdgSearchItem *)found->pdata[i])->target);
  g_assert_cmpstr (targets->str, ==, should);
}

static void
test_search (void)
{
  g_autoptr (MdgSearch) search = mdg_search_new ();

  mdg_search_add (search, MDG_SEARCH_CONTACT, "オンライン資格確認等コールセンター",
                  "0800-080-4583 アカウント", "a");
  mdg_search_add (search, MDG_SEARCH_TOPIC, "カードリーダーが動かない", "メーカー", "b");
  mdg_search_add (search, MDG_SEARCH_STEP, "カードリーダーの調達", "納期はメーカーによる", "c");
  mdg_search_add (search, MDG_SEARCH_GUIDE, "Certificate", "アカウントとカードリーダー", "d");
  check_found (search, "", "");
  check_found (search, " 　", "");
  check_found (search, "コールセンター", "a");
  /* half-width, hiragana, full-width letters, other case */
  check_found (search, "ｺｰﾙｾﾝﾀｰ", "a");
  check_found (search, "こーるせんたー", "a");
  check_found (search, "ＣＥＲＴＩＦＩＣＡＴＥ", "d");
  check_found (search, "certificate", "d");
  /* numbers with and without hyphens */
  check_found (search, "08000804583", "a");
  check_found (search, "0800-0804583", "a");
  check_found (search, "０８００－０８０－４５８３", "a");
  /* every word; titles first */
  check_found (search, "カードリーダー メーカー", "bc");
  check_found (search, "アカウント", "ad");
  check_found (search, "カードリーダー", "bcd");
  check_found (search, "カードリーダー　無い言葉", "");
  check_found (search, "\xff\xfe", "");
  g_assert_cmpint (mdg_search_get (search, "c")->kind, ==, MDG_SEARCH_STEP);
  g_assert_null (mdg_search_get (search, "e"));
}

/* What helps against errors: read strictly; ui/ looks whether each target is there. */
static void
test_cures (void)
{
  static const char *const bad[] = {
    "",
    "{}",
    "{ \"cures\": [] }",
    "{ \"cures\": [ { \"error\": \"lockd\", \"targets\": [ \"topic/login\" ] } ] }",
    "{ \"cures\": [ { \"error\": \"\", \"targets\": [ \"topic/login\" ] } ] }",
    "{ \"cures\": [ { \"error\": \"locked\", \"targets\": [] } ] }",
    "{ \"cures\": [ { \"error\": \"locked\", \"targets\": [ \"login\" ] } ] }",
    "{ \"cures\": [ { \"error\": \"locked\", \"targets\": [ \"topic/\" ] } ] }",
    "{ \"cures\": [ { \"error\": \"locked\", \"targets\": [ \"/login\" ] } ] }",
    "{ \"cures\": [ { \"error\": \"locked\", \"targets\": [ \"topic//login\" ] } ] }",
    "{ \"cures\": [ { \"error\": \"locked\", \"targets\": [ \"https://x/y\" ] } ] }",
    "{ \"cures\": [ { \"error\": \"locked\", \"targets\": [ \"topic/a\", \"topic/a\" ] } ] }",
    "{ \"cures\": [ { \"error\": \"locked\", \"targets\": [ \"topic/a\" ], \"more\": 1 } ] }",
    "{ \"cures\": [ { \"error\": \"locked\", \"targets\": [ 1 ] } ] }",
    "{ \"cures\": [ { \"error\": \"locked\", \"targets\": [ \"a/b\" ] }, { \"error\": \"locked\", "
    "\"targets\": [ "
    "\"a/b\" ] } ] }",
  };
  g_autoptr (MdgCureGuide) guide = mdg_cure_guide_new ();

  g_assert_cmpstr (mdg_cure_guide_get (guide, "wrong-passcode")[0], ==, "topic/passcode");
  g_assert_null (mdg_cure_guide_get (guide, "no-such-error"));
  g_assert_null (mdg_cure_guide_get (guide, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MdgCureGuide) taken = mdg_cure_guide_parse (bad[i], -1, &error);

      if (taken != NULL)
        g_error ("taken: %s", bad[i]);
      g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contacts/open-now", test_open_now);
  g_test_add_func ("/contacts/properties", test_properties);
  g_test_add_func ("/contacts/typed-hours", test_typed_hours);
  g_test_add_func ("/contacts/whole", test_whole);
  g_test_add_func ("/contacts/refused", test_refused);
  g_test_add_func ("/contacts/search", test_search);
  g_test_add_func ("/contacts/cures", test_cures);
  return g_test_run ();
}
