/* cache-record.c: what the cache does for its own safety: the record's counter, what cannot be
 * read, earlier states. SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache-store-private.h"

#include "store/audit-counter.h"
#include "store/generation.h"
#include "store/statement.h"

void
mdg_cache_store_follow_record (MdgCacheStore *self)
{
  MdgAuditEnd end;
  g_autoptr (GError) error = NULL;

  if (self->counter == NULL || !mdg_audit_get_end (self->database, &end, NULL)
      || end.count == self->n_counted)
    return;
  if (mdg_audit_counter_write (self->counter, self->database, &error))
    self->n_counted = end.count;
  else
    g_warning ("the record's counter stays behind: %s", error->message);
}

/* Whether nothing stands in the record but that the records were made: they never had a counter.
 * Whoever takes record and counter away gets a record that begins otherwise. */
static gboolean
were_made_just_now (MdgCacheStore *self)
{
  g_autoptr (GPtrArray) events = mdg_audit_list (self->database, 2, NULL);

  return events != NULL && events->len == 1
         && g_str_equal (((MdgAuditEvent *)events->pdata[0])->act, MDG_ACT_CREATED);
}

/* What the counter says of the file. Returns: the act, NULL: nothing */
static const char *
ask_counter (MdgCacheStore *self, const char *counter, gint64 *known)
{
  switch (mdg_audit_counter_check (counter, self->database, known))
    {
    case MDG_COUNTER_MISSING:
      return were_made_just_now (self) ? NULL : MDG_ACT_NO_COUNTER;
    case MDG_COUNTER_BEHIND:
      return MDG_ACT_OLDER_FILE;
    case MDG_COUNTER_OTHER:
      return MDG_ACT_OTHER_FILE;
    case MDG_COUNTER_AGREES:
      break;
    }
  return NULL;
}

static gboolean
note_number (MdgCacheStore *self,
             gint64 when,
             const char *by_whom,
             const char *act,
             gint64 number,
             GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return mdg_audit_append (self->database, self->vault, when, by_whom, act, text, NULL, error);
}

/* Whether the list of the vault's secrets was made once before, by the record, which whoever takes
 * the list away cannot alter. */
static gboolean
had_list (MdgDatabase *database)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "SELECT 1 FROM audit WHERE act = '" MDG_ACT_LIST_BEGUN "' LIMIT 1", NULL);
  gboolean row = FALSE;

  return statement != NULL && mdg_statement_step (statement, &row, NULL) && row;
}

/* Where there is no record yet, nothing can have been exchanged. */
static gboolean
note_list (MdgCacheStore *self,
           gint64 when,
           const char *by_whom,
           const MdgVaultFindings *found,
           GError **error)
{
  MdgAuditEnd end;
  gboolean lost = found->lost_list || (found->had_no_list && had_list (self->database));

  if (!lost && !(found->had_no_list && mdg_audit_get_end (self->database, &end, NULL)))
    return TRUE;
  return mdg_audit_append (self->database, self->vault, when, by_whom,
                           lost ? MDG_ACT_LIST_LOST : MDG_ACT_LIST_BEGUN, NULL, NULL, error);
}

static gboolean
inspect (MdgCacheStore *self, const char *counter, const char *by_whom, gint64 when, GError **error)
{
  gint64 known = 0;
  const char *act = self->counter == NULL ? ask_counter (self, counter, &known) : NULL;
  MdgVaultFindings found;

  if (act != NULL && !note_number (self, when, by_whom, act, known, error))
    return FALSE;
  if (mdg_vault_is_locked (self->vault))
    return TRUE;
  return mdg_vault_set_aside (self->vault, when, &found, error)
         && note_list (self, when, by_whom, &found, error)
         && (found.n_set_aside == 0
             || note_number (self, when, by_whom, MDG_ACT_SET_ASIDE, found.n_set_aside, error));
}

gboolean
mdg_cache_store_inspect (MdgCacheStore *self,
                         const char *counter,
                         const char *by_whom,
                         gint64 when,
                         GError **error)
{
  if (!mdg_database_begin (self->database, error))
    return FALSE;
  if (!inspect (self, counter, by_whom, when, error))
    {
      mdg_database_rollback (self->database);
      return FALSE;
    }
  if (!mdg_database_commit (self->database, error))
    return FALSE;
  if (self->counter == NULL)
    {
      self->counter = g_strdup (counter);
      self->n_counted = -1;
    }
  mdg_cache_store_follow_record (self);
  return TRUE;
}

gboolean
mdg_cache_store_keep_generation (MdgCacheStore *self, gint64 when, GError **error)
{
  const char *file = mdg_database_get_path (self->database);

  if (file == NULL)
    return TRUE;
  return !mdg_generation_is_due (file, when) || mdg_generation_take (self->database, when, error);
}
