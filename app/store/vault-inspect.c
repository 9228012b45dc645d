/* vault-inspect.c: what of the vault does not open, or is not what its register says.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-private.h"

#include <sodium.h>
#include <string.h>

#include "store/statement.h"
#include "store/vault-register.h"
#include "store/vault-row.h"

/* A row with what it points to in one piece of memory. Returns: (transfer full): for g_free() */
static MdgVaultRow *
copy_row (const MdgVaultRow *row)
{
  gsize kind = strlen (row->kind) + 1, owner = strlen (row->owner) + 1;
  MdgVaultRow *copy = g_malloc (sizeof *copy + MDG_VAULT_ID_BYTES + kind + owner);
  guint8 *at = (guint8 *)(copy + 1);

  *copy = (MdgVaultRow){ memcpy (at, row->id, MDG_VAULT_ID_BYTES),
                         memcpy (at + MDG_VAULT_ID_BYTES, row->kind, kind),
                         memcpy (at + MDG_VAULT_ID_BYTES + kind, row->owner, owner) };
  return copy;
}

/* going through it ----------------------------------------------------------------------------- */

/* A row that does not count. */
typedef struct
{
  GBytes *id; /* as it is found, of whatever length */
  MdgUnreadableWhy why;
} Fault;

static void
fault_free (Fault *fault)
{
  g_bytes_unref (fault->id);
  g_free (fault);
}

typedef struct
{
  MdgVaultRegister *list;
  GPtrArray *sound;  /* of MdgVaultRow; NULL: they are counted only */
  GPtrArray *faults; /* of Fault */
  guint n_sound;
  guint n_opened;
} Walk;

static void
walk_clear (Walk *walk)
{
  g_clear_pointer (&walk->list, mdg_vault_register_free);
  g_clear_pointer (&walk->sound, g_ptr_array_unref);
  g_clear_pointer (&walk->faults, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static void
note_fault (Walk *walk, MdgStatement *statement, MdgUnreadableWhy why)
{
  Fault *fault = g_new (Fault, 1);
  gsize length;
  const void *id = mdg_statement_get_blob (statement, 0, &length);

  *fault = (Fault){ g_bytes_new (id, length), why };
  g_ptr_array_add (walk->faults, fault);
}

/* Where nothing vouches for it, a row counts as it is found. */
static void
judge_row (MdgVault *self, Walk *walk, MdgVaultOpener *opener, MdgStatement *statement)
{
  const MdgVaultRow row
      = { mdg_vault_row_get_id (statement, 0), mdg_statement_get_text (statement, 1),
          mdg_statement_get_text (statement, 2) };
  MdgRegisterEntry *entry;
  MdgRegisterWord word = mdg_vault_register_judge (walk->list, &row, &entry);
  gboolean opens
      = mdg_vault_opener_open (opener, self->key, MDG_VAULT_FORMAT_LISTED, &row, statement, 3);
  gboolean opens_as_first
      = !opens
        && mdg_vault_opener_open (opener, self->key, MDG_VAULT_FORMAT_FIRST, &row, statement, 3);

  if (entry != NULL)
    entry->met = TRUE;
  walk->n_opened += opens || opens_as_first;
  if ((opens && word != MDG_REGISTER_DENIES) || (opens_as_first && word == MDG_REGISTER_NONE))
    {
      walk->n_sound++;
      if (walk->sound != NULL)
        g_ptr_array_add (walk->sound, copy_row (&row));
    }
  else
    note_fault (walk, statement,
                opens || opens_as_first ? MDG_UNREADABLE_OLD : MDG_UNREADABLE_ALTERED);
}

static gboolean
go_through (MdgVault *self, Walk *walk, gboolean keep, GError **error)
{
  g_autoptr (MdgStatement) statement = NULL;
  g_auto (MdgVaultOpener) opener = { 0 };
  gboolean row = FALSE;

  if (!mdg_vault_require_unlocked (self, error))
    return FALSE;
  walk->faults = g_ptr_array_new_with_free_func ((GDestroyNotify)fault_free);
  walk->sound = keep ? g_ptr_array_new_with_free_func (g_free) : NULL;
  walk->list = mdg_vault_register_load (self, error);
  statement = walk->list == NULL
                  ? NULL
                  : mdg_statement_new (self->database,
                                       "SELECT id, kind, owner, nonce, sealed FROM secret", error);
  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      judge_row (self, walk, &opener, statement);
    }
}

/* What the register has and nobody met. Returns: (transfer container) (element-type MdgVaultRow) */
static GPtrArray *
find_taken (Walk *walk)
{
  GPtrArray *taken = g_ptr_array_new ();

  for (guint i = 0; i < mdg_vault_register_n_entries (walk->list); i++)
    {
      MdgRegisterEntry *entry = mdg_vault_register_nth (walk->list, i);

      if (!entry->met)
        g_ptr_array_add (taken, &entry->row);
    }
  return taken;
}

gboolean
mdg_vault_verify (MdgVault *self, guint *sound, guint *damaged, GError **error)
{
  g_auto (Walk) walk = { 0 };
  g_autoptr (GPtrArray) taken = NULL;

  *sound = *damaged = 0;
  if (!go_through (self, &walk, FALSE, error))
    return FALSE;
  taken = find_taken (&walk);
  *sound = walk.n_sound;
  *damaged = walk.faults->len + taken->len;
  return TRUE;
}

/* setting aside -------------------------------------------------------------------------------- */

static gboolean
move_aside (MdgVault *self, const Fault *fault, gint64 when, GError **error)
{
  static const char *const sql[]
      = { "INSERT INTO secret_unreadable (found_at, why, id, kind, owner, nonce, sealed)"
          " SELECT ?2, ?3, id, kind, owner, nonce, sealed FROM temp.moved WHERE id = ?1",
          "DELETE FROM temp.moved WHERE id = ?1 AND ?2 IS NOT NULL AND ?3 IS NOT NULL" };

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (MdgStatement) statement = mdg_statement_new (self->database, sql[i], error);

      if (statement == NULL)
        return FALSE;
      mdg_statement_bind_blob (statement, 0, g_bytes_get_data (fault->id, NULL),
                               g_bytes_get_size (fault->id));
      mdg_statement_bind_int (statement, 1, when);
      mdg_statement_bind_int (statement, 2, fault->why);
      if (!mdg_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* A table in which SQLite cannot find its way is not emptied, but made anew, as it was made. */
static gboolean
make_anew (MdgVault *self, GError **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      self->database, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'secret'",
      error);
  gboolean row = FALSE;

  if (statement == NULL || !mdg_statement_step (statement, &row, error))
    return FALSE;
  sql = g_strdup (mdg_statement_get_text (statement, 0));
  /* Nothing is dropped while it is read. */
  g_clear_pointer (&statement, mdg_statement_free);
  return mdg_database_exec (self->database, "DROP TABLE secret", error)
         && mdg_database_exec (self->database, sql, error)
         && mdg_database_exec (self->database, "CREATE TEMP TABLE secret_made_anew (one INTEGER)",
                               error);
}

/* A temporary table says so, because it goes with a transaction that is taken back. */
gboolean
mdg_vault_was_made_anew (MdgVault *self)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      self->database, "SELECT 1 FROM sqlite_temp_schema WHERE name = 'secret_made_anew'", NULL);
  gboolean row = FALSE;

  return statement != NULL && mdg_statement_step (statement, &row, NULL) && row;
}

void
mdg_vault_forget_made_anew (MdgVault *self)
{
  mdg_database_exec (self->database, "DROP TABLE IF EXISTS temp.secret_made_anew", NULL);
}

/* The table is filled anew: in one whose order or index is damaged, rows are there that nothing
 * finds. */
static gboolean
move_all_aside (MdgVault *self, GPtrArray *faults, gboolean in_order, gint64 when, GError **error)
{
  if (!mdg_database_exec (self->database,
                          "CREATE TEMP TABLE moved AS SELECT * FROM secret;"
                          "CREATE INDEX temp.moved_by_id ON moved (id)",
                          error)
      || !(in_order ? mdg_database_exec (self->database, "DELETE FROM secret", error)
                    : make_anew (self, error)))
    return FALSE;
  for (guint i = 0; i < faults->len; i++)
    if (!move_aside (self, faults->pdata[i], when, error))
      return FALSE;
  return mdg_database_exec (
      self->database, "INSERT INTO secret SELECT * FROM temp.moved; DROP TABLE temp.moved", error);
}

/* Of what was taken out there is the name. */
static gboolean
note_taken (MdgVault *self, const MdgVaultRow *row, gint64 when, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      self->database,
      "INSERT INTO secret_unreadable (found_at, why, id, kind, owner, nonce, sealed)"
      " VALUES (?, ?, ?, ?, ?, x'', x'')",
      error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, when);
  mdg_statement_bind_int (statement, 1, MDG_UNREADABLE_TAKEN);
  mdg_statement_bind_blob (statement, 2, row->id, MDG_VAULT_ID_BYTES);
  mdg_statement_bind_text (statement, 3, row->kind);
  mdg_statement_bind_text (statement, 4, row->owner);
  return mdg_statement_run (statement, error);
}

/* Everything that is wrong goes, and the register says what is left. */
static gboolean
put_in_order (MdgVault *self,
              Walk *walk,
              GPtrArray *taken,
              gboolean was_in_order,
              gint64 when,
              GError **error)
{
  guint8 note[MDG_VAULT_NOTE_BYTES];
  gboolean has_note = mdg_vault_get_note (self, note);
  guint flags = 0;

  if (!move_all_aside (self, walk->faults, was_in_order, when, error))
    return FALSE;
  for (guint i = 0; i < taken->len; i++)
    if (!note_taken (self, taken->pdata[i], when, error))
      return FALSE;
  if (mdg_vault_register_is_damaged (walk->list))
    flags = MDG_REGISTER_LOST;
  else if (!mdg_vault_register_take_flags (self, &flags, error))
    return FALSE;
  if (!was_in_order && walk->faults->len + taken->len == 0)
    flags |= MDG_REGISTER_LOST;
  return mdg_vault_register_write (self, walk->sound, flags, has_note ? note : NULL, error);
}

static gboolean
set_aside (MdgVault *self, gint64 when, MdgVaultFindings *found, GError **error)
{
  g_auto (Walk) walk = { 0 };
  g_autoptr (GPtrArray) taken = NULL;
  gboolean in_order = !self->disordered || mdg_vault_was_made_anew (self);
  guint flags = 0;

  if (!go_through (self, &walk, TRUE, error))
    return FALSE;
  taken = find_taken (&walk);
  if (walk.n_opened == 0 && walk.faults->len > 1)
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "none of %u records opens", walk.faults->len);
      return FALSE;
    }
  found->n_set_aside = walk.faults->len + taken->len;
  if ((found->n_set_aside > 0 || !in_order || mdg_vault_register_is_damaged (walk.list))
      && !put_in_order (self, &walk, taken, in_order, when, error))
    return FALSE;
  if (!mdg_vault_register_take_flags (self, &flags, error))
    return FALSE;
  found->had_no_list = (flags & MDG_REGISTER_BEGUN) != 0;
  found->lost_list = (flags & MDG_REGISTER_LOST) != 0;
  return TRUE;
}

gboolean
mdg_vault_set_aside (MdgVault *self, gint64 when, MdgVaultFindings *found, GError **error)
{
  *found = (MdgVaultFindings){ 0 };
  return mdg_vault_require_unlocked (self, error)
         && (mdg_vault_register_exists (self) || mdg_vault_adopt (self, error))
         && mdg_vault_begin (self, error)
         && mdg_vault_end (self, set_aside (self, when, found, error), error);
}

/* a vault of an earlier version ---------------------------------------------------------------- */

/* A row that is to be sealed anew, in today's format. */
typedef struct
{
  MdgVaultRow *row; /* one of the walk's */
  guint8 nonce[MDG_VAULT_NONCE_BYTES];
  GBytes *sealed;
} Anew;

static void
anew_free (Anew *anew)
{
  g_clear_pointer (&anew->sealed, g_bytes_unref);
  g_free (anew);
}

/* Returns: (transfer full) (nullable): NULL with @error, or, without, for a row that need not be */
static Anew *
seal_anew (MdgVault *self,
           MdgSecret *key,
           MdgVaultRow *row,
           gboolean *was_listed,
           MdgVaultOpener *opener,
           GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (self->database, "SELECT nonce, sealed FROM secret WHERE id = ?", error);
  gboolean found = FALSE;
  Anew *anew;

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_blob (statement, 0, row->id, MDG_VAULT_ID_BYTES);
  if (!mdg_statement_step (statement, &found, error) || !found)
    return NULL;
  *was_listed
      = mdg_vault_opener_open (opener, self->key, MDG_VAULT_FORMAT_LISTED, row, statement, 0);
  if (!*was_listed
      && !mdg_vault_opener_open (opener, self->key, MDG_VAULT_FORMAT_FIRST, row, statement, 0))
    return NULL;
  anew = g_new0 (Anew, 1);
  anew->row = row;
  randombytes_buf (anew->nonce, sizeof anew->nonce);
  anew->sealed = mdg_vault_row_seal (key, MDG_VAULT_FORMAT_LISTED, row, anew->nonce, opener->data,
                                     opener->length, error);
  if (anew->sealed == NULL)
    g_clear_pointer (&anew, anew_free);
  return anew;
}

static gboolean
update (MdgVault *self, const Anew *anew, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      self->database, "UPDATE secret SET nonce = ?, sealed = ? WHERE id = ?", error);
  gsize length;
  const void *data = g_bytes_get_data (anew->sealed, &length);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_blob (statement, 0, anew->nonce, sizeof anew->nonce);
  mdg_statement_bind_blob (statement, 1, data, length);
  mdg_statement_bind_blob (statement, 2, anew->row->id, MDG_VAULT_ID_BYTES);
  return mdg_statement_run (statement, error);
}

/* @rows: each sealed anew with @key. @n_listed: (out): how many were in today's format. */
static gboolean
seal_all (MdgVault *self, MdgSecret *key, GPtrArray *rows, guint *n_listed, GError **error)
{
  g_auto (MdgVaultOpener) opener = { 0 };

  *n_listed = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GError) fault = NULL;
      gboolean was_listed = FALSE;
      Anew *anew = seal_anew (self, key, rows->pdata[i], &was_listed, &opener, &fault);
      gboolean updated = anew != NULL && update (self, anew, &fault);

      g_clear_pointer (&anew, anew_free);
      *n_listed += was_listed;
      if (updated)
        continue;
      if (fault == NULL)
        mdg_set_error (&fault, MDG_ERROR_FAILED, "a record changed while it was sealed anew");
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  return TRUE;
}

static gboolean
adopt (MdgVault *self, GError **error)
{
  g_auto (Walk) walk = { 0 };
  guint n_listed = 0;

  /* A row in today's format was made when there was a register. */
  return go_through (self, &walk, TRUE, error)
         && seal_all (self, self->key, walk.sound, &n_listed, error)
         && mdg_vault_register_write (
             self, walk.sound, n_listed > 0 ? MDG_REGISTER_LOST : MDG_REGISTER_BEGUN, NULL, error);
}

gboolean
mdg_vault_adopt (MdgVault *self, GError **error)
{
  return mdg_vault_begin (self, error) && mdg_vault_end (self, adopt (self, error), error);
}

/* another key ---------------------------------------------------------------------------------- */

/* Of a row that does not count: it stays by its name, to be set aside, but not what the old key
 * opens of it. */
static gboolean
blank (MdgVault *self, const Fault *fault, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (self->database, "UPDATE secret SET sealed = x'' WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_blob (statement, 0, g_bytes_get_data (fault->id, NULL),
                           g_bytes_get_size (fault->id));
  return mdg_statement_run (statement, error);
}

static gboolean
blank_all (MdgVault *self, GPtrArray *faults, GError **error)
{
  for (guint i = 0; i < faults->len; i++)
    if (!blank (self, faults->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
rekey (MdgVault *self, MdgSecret *key, GError **error)
{
  g_auto (Walk) walk = { 0 };
  g_autoptr (GPtrArray) taken = NULL;
  guint8 note[MDG_VAULT_NOTE_BYTES];
  gboolean has_note = mdg_vault_get_note (self, note);
  guint n_listed = 0, flags = 0;

  if (!go_through (self, &walk, TRUE, error)
      || (!mdg_vault_register_is_damaged (walk.list)
          && !mdg_vault_register_take_flags (self, &flags, error))
      || !seal_all (self, key, walk.sound, &n_listed, error)
      || !blank_all (self, walk.faults, error)
      /* What was set aside once can be mended no more; nothing stays that the old key opens. */
      || !mdg_database_exec (self->database,
                             "UPDATE secret_unreadable SET nonce = x'', sealed = x''", error))
    return FALSE;
  taken = find_taken (&walk);
  /* The new register does not know of what was wrong with the old one: that it was is told. */
  if (mdg_vault_register_is_damaged (walk.list) || walk.faults->len > 0 || taken->len > 0)
    flags |= MDG_REGISTER_LOST;
  mdg_secret_unref (self->key);
  self->key = mdg_secret_ref (key);
  return mdg_vault_register_write (self, walk.sound, flags, has_note ? note : NULL, error);
}

gboolean
mdg_vault_rekey (MdgVault *self, GError **error)
{
  g_autoptr (MdgSecret) key = NULL;

  if (!mdg_vault_require_unlocked (self, error)
      || (!mdg_vault_register_exists (self) && !mdg_vault_adopt (self, error)))
    return FALSE;
  key = mdg_secret_new_random (mdg_secret_get_length (self->key));
  return rekey (self, key, error);
}
