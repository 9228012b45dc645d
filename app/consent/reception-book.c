/* reception-book.c: the receptions in the cache.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/reception-book.h"

#include "store/statement.h"

#define DAY_SECONDS 86400
#define JAPAN_SECONDS (9 * 3600)
#define CONSENT_BITS 3
#define BOUND_MAX (6 + 2 * MDG_N_CONSENTS + 1)

/* Conditions ---------------------------------------------------------------------------------- */

/* SQL and what is bound in it, in its order. */
typedef struct
{
  GString *sql;
  gint64 bound[BOUND_MAX];
  guint n_bound;
} Search;

static void
search_clear (Search *search)
{
  g_string_free (search->sql, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* @condition: with one "?" */
static void
add_condition (Search *search, const char *condition, gint64 value)
{
  g_string_append_printf (search->sql, " %s %s", search->n_bound == 0 ? "WHERE" : "AND", condition);
  search->bound[search->n_bound++] = value;
}

/* A column of codes below 8 in which @bits has its bit. */
static void
add_codes (Search *search, const char *condition, guint bits)
{
  if (bits != 0)
    add_condition (search, condition, bits);
}

/* Nothing but numbers that this function knows goes into the text. */
static void
add_consent (Search *search, int kind, const char *comparison, gint64 value)
{
  g_autofree char *condition = g_strdup_printf ("(consents >> %d & %d) %s", kind * CONSENT_BITS,
                                                MDG_CODE_OTHER, comparison);

  add_condition (search, condition, value);
}

static void
add_conditions (Search *search, const MdgReceptionQuery *query)
{
  if (query->first_day > 0)
    add_condition (search, "day >= ?", query->first_day);
  if (query->until_day > 0)
    add_condition (search, "day < ?", query->until_day);
  add_codes (search, "(? >> outcome & 1)", query->outcomes);
  add_codes (search, "(? >> reference & 1)", query->references);
  add_codes (search, "(? >> validity & 1)", query->validities);
  add_codes (search, "(? >> prescription & 1)", query->prescriptions);
  add_codes (search, "(card_kinds & ?) <> 0", query->card_kinds);
  for (int kind = 0; kind < MDG_N_CONSENTS; kind++)
    {
      if (query->given & 1u << kind)
        add_consent (search, kind, "= ?", MDG_CONSENT_GIVEN);
      else if (query->not_given & 1u << kind)
        add_consent (search, kind, "NOT IN (0, ?)", MDG_CONSENT_GIVEN);
    }
}

static MdgStatement *
search_prepare (Search *search, MdgDatabase *database, GError **error)
{
  MdgStatement *statement = mdg_statement_new (database, search->sql->str, error);

  for (guint i = 0; statement != NULL && i < search->n_bound; i++)
    mdg_statement_bind_int (statement, (int)i, search->bound[i]);
  return statement;
}

/* Files --------------------------------------------------------------------------------------- */

gboolean
mdg_reception_book_knows (MdgDatabase *database,
                          const MdgFileSight *sight,
                          gboolean *known,
                          GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "SELECT 1 FROM reception WHERE file = ? AND size = ? AND modified = ?", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, sight->key);
  mdg_statement_bind_int (statement, 1, sight->size);
  mdg_statement_bind_int (statement, 2, sight->modified);
  return mdg_statement_step (statement, known, error);
}

gboolean
mdg_reception_book_put (MdgDatabase *database,
                        const MdgFileSight *sight,
                        const MdgReception *reception,
                        GError **error)
{
  const gint64 values[] = {
    sight->key,
    sight->size,
    sight->modified,
    reception->at,
    mdg_reception_day (reception->at),
    reception->viewable_until,
    reception->outcome,
    reception->reference,
    reception->validity,
    reception->prescription,
    mdg_reception_pack_consents (reception),
    reception->card_kinds,
    reception->n_qualifications,
  };
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "INSERT INTO reception (file, size, modified, at, day, viewable_until, outcome, reference,"
      " validity, prescription, consents, card_kinds, n_qualifications)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (file) DO UPDATE SET size = excluded.size, modified = excluded.modified,"
      " at = excluded.at, day = excluded.day, viewable_until = excluded.viewable_until,"
      " outcome = excluded.outcome, reference = excluded.reference, validity = excluded.validity,"
      " prescription = excluded.prescription, consents = excluded.consents,"
      " card_kinds = excluded.card_kinds, n_qualifications = excluded.n_qualifications",
      error);

  if (statement == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    mdg_statement_bind_int (statement, (int)i, values[i]);
  return mdg_statement_run (statement, error);
}

gboolean
mdg_reception_book_forget (MdgDatabase *database, gint64 before, gint64 *n, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "DELETE FROM reception WHERE at < ?", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, before);
  if (!mdg_statement_run (statement, error))
    return FALSE;
  if (n != NULL)
    *n = mdg_database_changes (database);
  return TRUE;
}

/* Looking ------------------------------------------------------------------------------------- */

GArray *
mdg_reception_book_query (MdgDatabase *database, const MdgReceptionQuery *query, GError **error)
{
  g_auto (Search) search = { .sql = g_string_new ("SELECT number FROM reception") };
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (MdgStatement) statement = NULL;

  add_conditions (&search, query);
  g_string_append (search.sql,
                   query->oldest_first ? " ORDER BY at, number" : " ORDER BY at DESC, number DESC");
  statement = search_prepare (&search, database, error);
  for (;;)
    {
      gboolean found = FALSE;
      gint64 number;

      if (statement == NULL || !mdg_statement_step (statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&numbers);
      number = mdg_statement_get_int (statement, 0);
      g_array_append_val (numbers, number);
    }
}

static MdgReception *
read_reception (MdgStatement *statement, gint64 number)
{
  MdgReception *reception = g_new0 (MdgReception, 1);

  reception->number = number;
  reception->at = mdg_statement_get_int (statement, 0);
  reception->viewable_until = mdg_statement_get_int (statement, 1);
  reception->outcome = (MdgOutcome)mdg_statement_get_int (statement, 2);
  reception->reference = (MdgReference)mdg_statement_get_int (statement, 3);
  reception->validity = (MdgValidity)mdg_statement_get_int (statement, 4);
  reception->prescription = (MdgPrescription)mdg_statement_get_int (statement, 5);
  mdg_reception_unpack_consents (reception, mdg_statement_get_int (statement, 6));
  reception->card_kinds = (guint)mdg_statement_get_int (statement, 7);
  reception->n_qualifications = (guint)mdg_statement_get_int (statement, 8);
  return reception;
}

GPtrArray *
mdg_reception_book_get (MdgDatabase *database, const gint64 *numbers, guint n, GError **error)
{
  g_autoptr (GPtrArray) receptions = g_ptr_array_new_full (n, (GDestroyNotify)mdg_reception_free);
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "SELECT at, viewable_until, outcome, reference, validity, prescription, consents, card_kinds,"
      " n_qualifications FROM reception WHERE number = ?",
      error);

  for (guint i = 0; i < n; i++)
    {
      gboolean found = FALSE;

      if (statement == NULL)
        return NULL;
      mdg_statement_bind_int (statement, 0, numbers[i]);
      if (!mdg_statement_step (statement, &found, error))
        return NULL;
      g_ptr_array_add (receptions, found ? read_reception (statement, numbers[i]) : NULL);
      mdg_statement_reset (statement);
    }
  return statement != NULL ? g_steal_pointer (&receptions) : NULL;
}

/* Counting ------------------------------------------------------------------------------------ */

static void
read_count (MdgStatement *statement, MdgReceptionCount *count)
{
  count->day = (int)mdg_statement_get_int (statement, 0);
  count->way.outcome = (MdgOutcome)mdg_statement_get_int (statement, 1);
  count->way.reference = (MdgReference)mdg_statement_get_int (statement, 2);
  count->way.validity = (MdgValidity)mdg_statement_get_int (statement, 3);
  count->way.prescription = (MdgPrescription)mdg_statement_get_int (statement, 4);
  mdg_reception_unpack_consents (&count->way, mdg_statement_get_int (statement, 5));
  count->n = mdg_statement_get_int (statement, 6);
}

gboolean
mdg_reception_book_count (MdgDatabase *database,
                          const MdgReceptionQuery *query,
                          MdgReceptionTake take,
                          gpointer data,
                          GError **error)
{
  g_auto (Search) search = { .sql = g_string_new (MDG_RECEPTION_COUNT_SQL) };
  g_autoptr (MdgStatement) statement = NULL;

  add_conditions (&search, query);
  g_string_append (search.sql, MDG_RECEPTION_COUNT_GROUPS);
  statement = search_prepare (&search, database, error);
  for (;;)
    {
      MdgReceptionCount count = { 0 };
      gboolean found = FALSE;

      if (statement == NULL || !mdg_statement_step (statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      read_count (statement, &count);
      take (&count, data);
    }
}
