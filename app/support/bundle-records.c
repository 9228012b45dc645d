/* bundle-records.c: how the cache stands.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/bundle-records.h"
#include "config.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

#include "store/statement.h"

/* The program's own tables (resources/schema): what is not listed here is not counted. */
static const char *const tables[] = {
  "account",
  "print",
  "secret",
  "certificate",
  "backup",
  "issue_notice",
  "account_list",
  "listed",
  "outbox",
  "application",
  "mail",
  "facility",
  "import_run",
  "terminal_account",
  "account_event",
  "reception",
  "introduction_plan",
  "introduction_step",
  "own_contact",
};

typedef struct
{
  gint64 synced_at;
  gint64 n_rows;
  gint64 n_expected;
  gint64 n_waiting;
  gint64 n_conflicts;
  gint64 n_refused;
} List;

struct _MdgBundleRecords
{
  gint64 version;
  gint64 bytes;
  gint64 counts[G_N_ELEMENTS (tables)];
  GArray *lists; /* of List */
};

void
mdg_bundle_records_free (MdgBundleRecords *records)
{
  if (records == NULL)
    return;
  g_array_unref (records->lists);
  g_free (records);
}

/* on the database's thread -------------------------------------------------------------------- */

static gboolean
read_number (MdgDatabase *database, const char *sql, gint64 *number, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (database, sql, error);
  gboolean row;

  if (statement == NULL || !mdg_statement_step (statement, &row, error))
    return FALSE;
  *number = row ? mdg_statement_get_int (statement, 0) : 0;
  return TRUE;
}

static gboolean
read_lists (MdgDatabase *database, GArray *lists, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database,
                           "SELECT synced_at, (SELECT count(*) FROM listed WHERE list ="
                           " account_list.id), n_expected, n_waiting, n_conflicts, n_refused"
                           " FROM account_list ORDER BY id",
                           error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      List list;

      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      list = (List){ mdg_statement_get_int (statement, 0), mdg_statement_get_int (statement, 1),
                     mdg_statement_get_int (statement, 2), mdg_statement_get_int (statement, 3),
                     mdg_statement_get_int (statement, 4), mdg_statement_get_int (statement, 5) };
      g_array_append_val (lists, list);
    }
}

static gpointer
look (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  g_autoptr (MdgBundleRecords) records = g_new0 (MdgBundleRecords, 1);

  records->lists = g_array_new (FALSE, FALSE, sizeof (List));
  if (!read_number (database, "PRAGMA user_version", &records->version, error)
      || !read_number (database,
                       "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
                       &records->bytes, error)
      || !read_lists (database, records->lists, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", tables[i]);

      if (!read_number (database, sql, &records->counts[i], error))
        return NULL;
    }
  return g_steal_pointer (&records);
}

/* public -------------------------------------------------------------------------------------- */

void
mdg_bundle_records_async (MdgCache *cache,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  mdg_cache_run_async (cache, cache, look, NULL, NULL, (GDestroyNotify)mdg_bundle_records_free,
                       mdg_bundle_records_async, cancellable, callback, data);
}

MdgBundleRecords *
mdg_bundle_records_finish (MdgCache *cache, GAsyncResult *result, GError **error)
{
  return mdg_cache_run_finish (result, mdg_bundle_records_async, error);
}

void
mdg_bundle_records_add (MdgBundle *bundle, const MdgBundleRecords *records, const GError *error)
{
  mdg_bundle_begin (bundle, MDG_BUNDLE_RECORDS);
  mdg_bundle_add_error (bundle, _ ("Error"), error);
  if (records == NULL)
    return;
  mdg_bundle_add_label (bundle, "SQLite", sqlite3_libversion ());
  mdg_bundle_add_number (bundle, _ ("Version of the records"), records->version);
  mdg_bundle_add_number (bundle, _ ("Size in bytes"), records->bytes);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    mdg_bundle_add_number (bundle, tables[i], records->counts[i]);
  for (guint i = 0; i < records->lists->len; i++)
    {
      const List *list = &g_array_index (records->lists, List, i);
      g_autofree char *name
          = g_strdup_printf (_ ("Account list %u: last brought up to date"), i + 1);

      mdg_bundle_add_time (bundle, name, list->synced_at);
      mdg_bundle_add_number (bundle, _ ("Rows"), list->n_rows);
      mdg_bundle_add_number (bundle, _ ("Rows the service has"), list->n_expected);
      mdg_bundle_add_number (bundle, _ ("Waiting to be sent"), list->n_waiting);
      mdg_bundle_add_number (bundle, _ ("To be decided"), list->n_conflicts);
      mdg_bundle_add_number (bundle, _ ("Refused"), list->n_refused);
    }
}
