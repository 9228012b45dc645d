/* test-account-index.c: sorting, filtering and searching of a list, against a plain way of doing
 * it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "accounts/account-index.h"
#include "core/text.h"

#define ROWS 400
#define QUERIES 300

/* One row, as the plain way knows it. */
typedef struct
{
  gint64 number;
  char id[9];
  const char *note;
  char code[11];
  const char *name;
  MdgAccountStatus status;
  char started[11];
  gboolean pending;
  gboolean gone;
} Plain;

static const char *const notes[] = { "",
                                     "受付1番",
                                     "受付2番",
                                     "ﾚｾｺﾝ 3号機",
                                     "レセコン 1号機",
                                     "院長室",
                                     "Reception",
                                     "ＲＥＣＥＰＴＩＯＮ 2",
                                     "ぱそこん",
                                     "ﾊﾟｿｺﾝ" };
static const char *const names[]
    = { "あさひ町接骨院", "みなと通り鍼灸院", "さくら台薬局", "けやき坂 内科", "汐見歯科" };

static const char *
pick (GRand *random, const char *const *texts, gsize n)
{
  return texts[g_rand_int_range (random, 0, (gint32)n)];
}

static Plain
make_row (GRand *random, gint64 number)
{
  Plain row = { .number = number };
  gboolean linkage = g_rand_boolean (random);

  g_snprintf (row.id, sizeof row.id, linkage ? "WA%06d" : "W%07d", (int)(number * 7919 % 1000000));
  row.note = pick (random, notes, G_N_ELEMENTS (notes));
  row.name = pick (random, names, G_N_ELEMENTS (names));
  g_snprintf (row.code, sizeof row.code, "%010d", 1280110012 + g_rand_int_range (random, 0, 5));
  row.status = (MdgAccountStatus)g_rand_int_range (random, 0, 5);
  if (g_rand_int_range (random, 0, 4) > 0)
    g_snprintf (row.started, sizeof row.started, "2024-%02d-%02d", g_rand_int_range (random, 1, 13),
                g_rand_int_range (random, 1, 29));
  row.pending = g_rand_int_range (random, 0, 10) == 0;
  return row;
}

static void
put (MdgAccountIndex *index, const Plain *row)
{
  MdgIndexed indexed = { .number = row->number,
                         .id = row->id,
                         .note = row->note,
                         .institution_code = row->code,
                         .institution_name = row->name,
                         .status = row->status,
                         .started_on = *row->started ? row->started : NULL,
                         .pending = row->pending };

  mdg_account_index_put (index, &indexed);
}

/* The plain way ------------------------------------------------------------------------------- */

static gboolean
holds (const char *text, const char *word)
{
  g_autofree char *folded = mdg_text_fold (text);

  return strstr (folded, word) != NULL;
}

static gboolean
is_wanted (const Plain *row, const MdgAccountQuery *query)
{
  g_autofree char *folded = mdg_text_fold (query->search ? query->search : "");
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  guint kind = row->id[1] == 'A' ? MDG_ACCOUNT_LINKAGE : MDG_ACCOUNT_APP;

  for (guint i = 0; words[i]; i++)
    if (!holds (row->id, words[i]) && !holds (row->note, words[i]) && !holds (row->name, words[i])
        && !holds (row->code, words[i]))
      return FALSE;
  return !row->gone && (!query->kinds || query->kinds & 1u << kind)
         && (!query->statuses || query->statuses & 1u << row->status)
         && (!query->pending || row->pending);
}

/* "" for none. */
static char *
key_of (const Plain *row, MdgAccountSort sort)
{
  g_autofree char *name = NULL;

  switch (sort)
    {
    case MDG_SORT_NOTE:
      return mdg_text_fold (row->note);
    case MDG_SORT_STATUS:
      return g_strdup_printf ("%d", (int)row->status);
    case MDG_SORT_STARTED:
      return g_strdup (row->started);
    case MDG_SORT_ENDED:
    case MDG_SORT_SUSPENDED:
      return g_strdup ("");
    case MDG_SORT_FACILITY:
      name = g_strconcat (row->name, " ", row->code, NULL);
      return mdg_text_fold (name);
    case MDG_SORT_ID:
    default:
      return g_strdup (row->id);
    }
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const MdgAccountQuery *query = data;
  const Plain *first = *(const Plain *const *)a, *second = *(const Plain *const *)b;
  g_autofree char *one = key_of (first, query->sort), *two = key_of (second, query->sort);
  int order;

  if ((*one == '\0') != (*two == '\0'))
    return *one == '\0' ? 1 : -1;
  order = strcmp (one, two);
  if (order == 0)
    return strcmp (first->id, second->id);
  return query->descending ? -order : order;
}

static void
check (MdgAccountIndex *index, GArray *rows, const MdgAccountQuery *query)
{
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();
  g_autoptr (GArray) found = mdg_account_index_query (index, query);

  for (guint i = 0; i < rows->len; i++)
    if (is_wanted (&g_array_index (rows, Plain, i), query))
      g_ptr_array_add (expected, &g_array_index (rows, Plain, i));
  g_ptr_array_sort_with_data (expected, compare, (gpointer)query);
  g_assert_cmpuint (found->len, ==, expected->len);
  for (guint i = 0; i < found->len; i++)
    g_assert_cmpint (g_array_index (found, gint64, i), ==,
                     ((const Plain *)expected->pdata[i])->number);
}

static MdgAccountQuery
make_query (GRand *random)
{
  static const char *const searches[]
      = { NULL,          "",           "うけつけ", "受付",   "レセ",     "れせこん ３", "w00",
          "WA0",         "12801",      "a",        "さくら", "パソコン", "reception 2", "受付 歯科",
          "けやき坂 内", "存在しない", "0",        "1234",   "ー",       "番" };
  MdgAccountQuery query = { .sort = (MdgAccountSort)g_rand_int_range (random, 0, 7) };

  query.descending = g_rand_boolean (random);
  query.kinds = (guint)g_rand_int_range (random, 0, 4);
  query.statuses = g_rand_boolean (random) ? 0 : (guint)g_rand_int_range (random, 0, 32);
  query.pending = g_rand_int_range (random, 0, 5) == 0;
  query.search = pick (random, searches, G_N_ELEMENTS (searches));
  return query;
}

static void
test_against_plain (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int ());
  g_autoptr (MdgAccountIndex) index = mdg_account_index_new ();
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Plain));

  for (gint64 number = 1; number <= ROWS; number++)
    {
      Plain row = make_row (random, number);

      g_array_append_val (rows, row);
      put (index, &row);
    }
  for (guint i = 0; i < QUERIES; i++)
    {
      MdgAccountQuery query = make_query (random);
      Plain *row = &g_array_index (rows, Plain, (guint)g_rand_int_range (random, 0, ROWS));

      check (index, rows, &query);
      /* Something changes, goes, comes back. */
      if (g_rand_int_range (random, 0, 3) == 0)
        {
          row->gone = TRUE;
          mdg_account_index_remove (index, row->number);
        }
      else
        {
          *row = make_row (random, row->number);
          put (index, row);
        }
    }
}

/* Rows that come in another order than that of their numbers. */
static void
test_any_order (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (MdgAccountIndex) index = mdg_account_index_new ();
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Plain));
  MdgAccountQuery query = { .search = "w" };

  for (gint64 i = 0; i < ROWS; i++)
    {
      Plain row = make_row (random, i * 37 % ROWS + 1);

      g_array_append_val (rows, row);
      put (index, &row);
    }
  check (index, rows, &query);
  g_assert_cmpuint (mdg_account_index_count (index), ==, ROWS);
}

static void
test_empty (void)
{
  g_autoptr (MdgAccountIndex) index = mdg_account_index_new ();
  MdgAccountQuery query = { .search = "受付", .sort = MDG_SORT_NOTE, .descending = TRUE };
  g_autoptr (GArray) none = mdg_account_index_query (index, &query);

  g_assert_cmpuint (none->len, ==, 0);
  mdg_account_index_remove (index, 1);
  g_assert_cmpuint (mdg_account_index_count (index), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/accounts/index/against-plain", test_against_plain);
  g_test_add_func ("/accounts/index/any-order", test_any_order);
  g_test_add_func ("/accounts/index/empty", test_empty);
  return g_test_run ();
}
