/* test-reception-book.c: receptions in the cache: written, looked for, counted, forgotten.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/reception-book.h"
#include "consent/reception-totals.h"
#include "store/cache-store.h"
#include "store/statement.h"

#define FIRST G_GINT64_CONSTANT (1795186800) /* 2026-11-21 00:00 in Japan, a Saturday */
#define FIRST_DAY 20778
#define DAY 86400

typedef struct
{
  MdgDatabase *database;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->database = mdg_database_open (NULL, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                   mdg_cache_n_migrations, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  mdg_database_close (f->database);
}

static void
put (Fixture *f, gint64 key, MdgReception reception)
{
  g_autoptr (GError) error = NULL;
  MdgFileSight sight = { key, 100, 1000 };

  g_assert_true (mdg_reception_book_put (f->database, &sight, &reception, &error));
  g_assert_no_error (error);
}

/* One at each hour from FIRST on, of which every second was valid, every third had drugs consented
 * to. */
static void
put_many (Fixture *f, guint n)
{
  for (guint i = 0; i < n; i++)
    put (f, i + 1,
         (MdgReception){ .at = FIRST + (gint64)i * 3600,
                         .outcome = MDG_OUTCOME_NORMAL,
                         .reference = MDG_REFERENCE_MY_NUMBER,
                         .validity = i % 2 ? MDG_VALIDITY_INVALID : MDG_VALIDITY_VALID,
                         .card_kinds = i % 4 ? 1u << MDG_CARD_GENERAL : 1u << MDG_CARD_ASSISTANCE,
                         .consents = { [MDG_CONSENT_DRUGS]
                                       = i % 3 ? MDG_CONSENT_REFUSED : MDG_CONSENT_GIVEN } });
}

static GArray *
ask (Fixture *f, MdgReceptionQuery query)
{
  g_autoptr (GError) error = NULL;
  GArray *numbers = mdg_reception_book_query (f->database, &query, &error);

  g_assert_no_error (error);
  return numbers;
}

static guint
count (Fixture *f, MdgReceptionQuery query)
{
  g_autoptr (GArray) numbers = ask (f, query);

  return numbers->len;
}

static void
test_known (Fixture *f, gconstpointer data)
{
  gboolean known = TRUE;

  put (f, 7, (MdgReception){ .at = FIRST });
  g_assert_true (
      mdg_reception_book_knows (f->database, &(MdgFileSight){ 7, 100, 1000 }, &known, NULL));
  g_assert_true (known);
  for (guint i = 0; i < 3; i++)
    {
      MdgFileSight other = { 7 + (i == 0), 100 + (i == 1), 1000 + (i == 2) };

      g_assert_true (mdg_reception_book_knows (f->database, &other, &known, NULL));
      g_assert_false (known);
    }
}

static void
test_again (Fixture *f, gconstpointer data)
{
  MdgReception reception = { .at = FIRST + 1,
                             .viewable_until = FIRST + DAY,
                             .outcome = MDG_OUTCOME_FAILED,
                             .reference = MDG_REFERENCE_CERTIFICATE,
                             .validity = MDG_VALIDITY_SEVERAL,
                             .prescription = MDG_PRESCRIPTION_PAPER,
                             .consents = { 1, 2, 3, 4, 7, 0, 1, 2, 3, 4, 7, 2 },
                             .card_kinds = 1u << MDG_CARD_DEFENCE | 1u << MDG_CARD_OTHER,
                             .n_qualifications = 3 };
  g_autoptr (GArray) numbers = NULL;
  g_autoptr (GPtrArray) receptions = NULL;
  gint64 asked[2];

  put (f, -5, (MdgReception){ .at = FIRST });
  put (f, -5, reception);
  numbers = ask (f, (MdgReceptionQuery){ 0 });
  g_assert_cmpuint (numbers->len, ==, 1);
  asked[0] = 4711;
  asked[1] = reception.number = g_array_index (numbers, gint64, 0);
  receptions = mdg_reception_book_get (f->database, asked, 2, NULL);
  g_assert_null (receptions->pdata[0]);
  g_assert_cmpmem (receptions->pdata[1], sizeof reception, &reception, sizeof reception);
}

static void
test_filters (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) newest = NULL, oldest = NULL;

  put_many (f, 48);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ 0 }), ==, 48);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ .first_day = FIRST_DAY + 1 }), ==, 24);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ .until_day = FIRST_DAY + 1 }), ==, 24);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ .first_day = FIRST_DAY + 2 }), ==, 0);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ .validities = 1u << MDG_VALIDITY_VALID }), ==,
                    24);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ .validities = 1u << MDG_VALIDITY_VALID
                                                                 | 1u << MDG_VALIDITY_INVALID }),
                    ==, 48);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ .outcomes = 1u << MDG_OUTCOME_FAILED }), ==, 0);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ .prescriptions = 1u << 0 }), ==, 48);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ .references = 1u << MDG_REFERENCE_CERTIFICATE }),
                    ==, 0);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ .card_kinds = 1u << MDG_CARD_ASSISTANCE }), ==,
                    12);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ .given = 1u << MDG_CONSENT_DRUGS }), ==, 16);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ .not_given = 1u << MDG_CONSENT_DRUGS }), ==, 32);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ .not_given = 1u << MDG_CONSENT_LIMIT }), ==, 0);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ .given = 1u << MDG_CONSENT_DRUGS,
                                                   .validities = 1u << MDG_VALIDITY_VALID,
                                                   .until_day = FIRST_DAY + 1 }),
                    ==, 4);
  newest = ask (f, (MdgReceptionQuery){ 0 });
  oldest = ask (f, (MdgReceptionQuery){ .oldest_first = TRUE });
  for (guint i = 0; i < 48; i++)
    g_assert_cmpint (g_array_index (newest, gint64, i), ==, g_array_index (oldest, gint64, 47 - i));
  g_assert_cmpint (g_array_index (oldest, gint64, 0), ==, 1);
}

/* Every condition at once: as many bound values as there can be. */
static void
test_all_conditions (Fixture *f, gconstpointer data)
{
  MdgReceptionQuery query
      = { FIRST_DAY, FIRST_DAY + 1, 0xff, 0xff, 0xff, 0xff, 0x1ff, 0xfff, 0, 0 };

  put (f, 1,
       (MdgReception){
           .at = FIRST, .card_kinds = 1, .consents = { 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 } });
  put_many (f, 3);
  put (f, 9,
       (MdgReception){
           .at = FIRST, .card_kinds = 1, .consents = { 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2 } });
  g_assert_cmpuint (count (f, query), ==, 1);
}

static void
test_forget (Fixture *f, gconstpointer data)
{
  gint64 n = 0;

  put_many (f, 48);
  g_assert_true (mdg_reception_book_forget (f->database, FIRST + DAY, &n, NULL));
  g_assert_cmpint (n, ==, 24);
  g_assert_cmpuint (count (f, (MdgReceptionQuery){ 0 }), ==, 24);
}

/* Totals -------------------------------------------------------------------------------------- */

static GPtrArray *
total (Fixture *f, MdgReceptionQuery query, MdgPeriod period)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *totals = mdg_reception_totals_count (f->database, &query, period, &error);

  g_assert_no_error (error);
  return totals;
}

static gint64
link_of (const MdgReceptionTotals *totals, MdgReceptionNode from, MdgReceptionNode to)
{
  for (guint i = 0; i < totals->links->len; i++)
    {
      const MdgReceptionLink *link = &g_array_index (totals->links, MdgReceptionLink, i);

      if (link->from == from && link->to == to)
        return link->n;
    }
  return 0;
}

static void
test_totals (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) days = NULL, whole = NULL, filtered = NULL;
  const MdgReceptionTotals *all;

  put_many (f, 36);
  days = total (f, (MdgReceptionQuery){ 0 }, MDG_PERIOD_DAY);
  g_assert_cmpuint (days->len, ==, 2);
  g_assert_cmpint (((MdgReceptionTotals *)days->pdata[0])->first_day, ==, FIRST_DAY);
  g_assert_cmpint (((MdgReceptionTotals *)days->pdata[0])->n, ==, 24);
  g_assert_cmpint (((MdgReceptionTotals *)days->pdata[1])->n, ==, 12);
  g_assert_cmpint (link_of (days->pdata[1], MDG_NODE_MY_NUMBER, MDG_NODE_ALL), ==, 4);
  whole = total (f, (MdgReceptionQuery){ 0 }, MDG_PERIOD_WHOLE);
  g_assert_cmpuint (whole->len, ==, 1);
  all = whole->pdata[0];
  g_assert_cmpint (all->n, ==, 36);
  g_assert_cmpint (link_of (all, MDG_NODE_MY_NUMBER, MDG_NODE_ALL), ==, 12);
  g_assert_cmpint (link_of (all, MDG_NODE_MY_NUMBER, MDG_NODE_NONE), ==, 24);
  g_assert_cmpint (link_of (all, MDG_NODE_ALL, MDG_NODE_VALID)
                       + link_of (all, MDG_NODE_NONE, MDG_NODE_VALID),
                   ==, 18);
  g_assert_cmpint (link_of (all, MDG_NODE_VALID, MDG_NODE_DONE), ==, 18);
  g_assert_cmpint (link_of (all, MDG_NODE_INVALID, MDG_NODE_DONE), ==, 18);
  filtered
      = total (f, (MdgReceptionQuery){ .validities = 1u << MDG_VALIDITY_VALID }, MDG_PERIOD_WHOLE);
  g_assert_cmpint (((MdgReceptionTotals *)filtered->pdata[0])->n, ==, 18);
}

/* What flows into a node flows out of it, but at the two ends. */
static void
test_nothing_leaks (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  g_autoptr (GPtrArray) whole = NULL;
  gint64 in[MDG_N_NODES] = { 0 }, out[MDG_N_NODES] = { 0 }, begun = 0, ended = 0;

  for (guint i = 0; i < 500; i++)
    {
      MdgReception reception = { .at = FIRST };

      reception.outcome = (MdgOutcome)g_rand_int_range (rand, 0, 4);
      reception.reference = (MdgReference)g_rand_int_range (rand, 0, 3);
      reception.validity = (MdgValidity)g_rand_int_range (rand, 0, 8);
      reception.prescription = (MdgPrescription)g_rand_int_range (rand, 0, 3);
      for (guint kind = 0; kind < MDG_N_CONSENTS; kind++)
        reception.consents[kind] = (guint8)g_rand_int_range (rand, 0, 5);
      put (f, i, reception);
    }
  whole = total (f, (MdgReceptionQuery){ 0 }, MDG_PERIOD_WHOLE);
  GArray *links = ((MdgReceptionTotals *)whole->pdata[0])->links;
  for (guint i = 0; i < links->len; i++)
    {
      const MdgReceptionLink *link = &g_array_index (links, MdgReceptionLink, i);

      out[link->from] += link->n;
      in[link->to] += link->n;
    }
  for (guint node = 0; node < MDG_N_NODES; node++)
    if (mdg_reception_node_station ((MdgReceptionNode)node) == 0)
      begun += out[node];
    else if (node >= MDG_NODE_DONE)
      ended += in[node];
    else
      g_assert_cmpint (in[node], ==, out[node]);
  g_assert_cmpint (begun, ==, 500);
  g_assert_cmpint (ended, ==, 500);
}

static void
test_periods (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) weeks = NULL, months = NULL;

  /* A Saturday: its week began on Monday the 16th. */
  g_assert_cmpint (mdg_period_begin (MDG_PERIOD_WEEK, FIRST_DAY), ==, FIRST_DAY - 5);
  g_assert_cmpint (mdg_period_begin (MDG_PERIOD_WEEK, FIRST_DAY + 1), ==, FIRST_DAY - 5);
  g_assert_cmpint (mdg_period_begin (MDG_PERIOD_WEEK, FIRST_DAY + 2), ==, FIRST_DAY + 2);
  g_assert_cmpint (mdg_period_begin (MDG_PERIOD_MONTH, FIRST_DAY), ==, FIRST_DAY - 20);
  g_assert_cmpint (mdg_period_begin (MDG_PERIOD_MONTH, FIRST_DAY - 20), ==, FIRST_DAY - 20);
  for (int day = 0; day < 40; day++)
    put (f, day + 1, (MdgReception){ .at = FIRST + (gint64)day * DAY });
  weeks = total (f, (MdgReceptionQuery){ 0 }, MDG_PERIOD_WEEK);
  g_assert_cmpuint (weeks->len, ==, 7);
  g_assert_cmpint (((MdgReceptionTotals *)weeks->pdata[0])->n, ==, 2);
  g_assert_cmpint (((MdgReceptionTotals *)weeks->pdata[1])->n, ==, 7);
  months = total (f, (MdgReceptionQuery){ 0 }, MDG_PERIOD_MONTH);
  g_assert_cmpuint (months->len, ==, 2);
  g_assert_cmpint (((MdgReceptionTotals *)months->pdata[0])->n, ==, 10);
  g_assert_cmpint (((MdgReceptionTotals *)months->pdata[1])->n, ==, 30);
}

/* The index that totals are counted from has all they want: no row is looked up, nothing is sorted.
 */
static void
test_plan (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      f->database, "EXPLAIN QUERY PLAN " MDG_RECEPTION_COUNT_SQL MDG_RECEPTION_COUNT_GROUPS, NULL);
  gboolean row = FALSE;

  g_assert_true (mdg_statement_step (statement, &row, NULL));
  g_assert_true (row);
  g_assert_nonnull (
      g_strstr_len (mdg_statement_get_text (statement, 3), -1, "COVERING INDEX reception_by_way"));
  g_assert_true (mdg_statement_step (statement, &row, NULL));
  g_assert_false (row);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/reception-book/known", test_known);
  ADD ("/reception-book/again", test_again);
  ADD ("/reception-book/filters", test_filters);
  ADD ("/reception-book/all-conditions", test_all_conditions);
  ADD ("/reception-book/forget", test_forget);
  ADD ("/reception-book/totals", test_totals);
  ADD ("/reception-book/nothing-leaks", test_nothing_leaks);
  ADD ("/reception-book/periods", test_periods);
  ADD ("/reception-book/plan", test_plan);
  return g_test_run ();
}
