/* audit.c: who did what with the secrets, chained.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/audit.h"

#include <sodium.h>
#include <string.h>

#include "store/statement.h"

#define KEY_BYTES crypto_generichash_KEYBYTES
#define SEAL_CONTEXT "madoguchi record seal 1"
#define CHAIN_CONTEXT "madoguchi record chain 1"
#define ROW_CONTEXT "madoguchi record row 1"
#define NEXT_CONTEXT "madoguchi record next 1"

/* In the vault: that there is a record, and which. */
#define MARK_KIND "record-id"
#define MARK_OWNER "audit"

G_STATIC_ASSERT (KEY_BYTES == MDG_AUDIT_MAC_BYTES);

/* What the table audit_head holds. */
typedef struct
{
  MdgAuditEnd end;
  guint8 evolving[KEY_BYTES];
} Head;

static void
head_clear (Head *head)
{
  sodium_memzero (head, sizeof *head);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Head, head_clear)

/* A row on its way in or out. */
typedef struct
{
  gint64 number;
  gint64 at;
  const char *texts[4]; /* by whom, act, what, of whom */
  gboolean sealed;
} Row;

void
mdg_audit_event_free (MdgAuditEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->by_whom);
  g_free (event->act);
  g_free (event->what);
  g_free (event->of_whom);
  g_free (event);
}

/* What happens while nobody has the key. */
static gboolean
happens_locked (const char *act)
{
  static const char *const acts[] = { MDG_ACT_WRONG_PASSPHRASE, MDG_ACT_WRONG_RECOVERY_CODE,
                                      MDG_ACT_LOCKED,           MDG_ACT_OLDER_FILE,
                                      MDG_ACT_OTHER_FILE,       MDG_ACT_NO_COUNTER,
                                      MDG_ACT_RESTORED,         NULL };

  return g_strv_contains (acts, act);
}

static gboolean
tells_of_another_file (const char *act)
{
  return g_str_equal (act, MDG_ACT_OLDER_FILE) || g_str_equal (act, MDG_ACT_OTHER_FILE)
         || g_str_equal (act, MDG_ACT_NO_COUNTER) || g_str_equal (act, MDG_ACT_LIST_LOST);
}

/* hashes -------------------------------------------------------------------------------------- */

static void
update_number (crypto_generichash_state *state, gint64 number)
{
  guint64 bytes = GUINT64_TO_LE ((guint64)number);

  crypto_generichash_update (state, (const guint8 *)&bytes, sizeof bytes);
}

/* The hash of @row behind the one with @before, under @key. Every part has its length or a fixed
 * one. */
static void
hash_row (const guint8 *key,
          const MdgAuditEnd *before,
          const Row *row,
          guint8 mac[MDG_AUDIT_MAC_BYTES])
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, key, KEY_BYTES, MDG_AUDIT_MAC_BYTES);
  crypto_generichash_update (&state, (const guint8 *)ROW_CONTEXT, sizeof ROW_CONTEXT);
  crypto_generichash_update (&state, before->id, MDG_AUDIT_ID_BYTES);
  crypto_generichash_update (&state, before->last, MDG_AUDIT_MAC_BYTES);
  update_number (&state, row->number);
  update_number (&state, row->at);
  update_number (&state, row->sealed);
  for (gsize i = 0; i < G_N_ELEMENTS (row->texts); i++)
    {
      update_number (&state, (gint64)strlen (row->texts[i]));
      crypto_generichash_update (&state, (const guint8 *)row->texts[i], strlen (row->texts[i]));
    }
  crypto_generichash_final (&state, mac, MDG_AUDIT_MAC_BYTES);
  sodium_memzero (&state, sizeof state);
}

/* The key that every row is followed by. There is no way back. */
static void
evolve (guint8 key[KEY_BYTES])
{
  crypto_generichash (key, KEY_BYTES, (const guint8 *)NEXT_CONTEXT, sizeof NEXT_CONTEXT, key,
                      KEY_BYTES);
}

/* The evolving key before the first row. */
static gboolean
first_key (MdgVault *vault, const guint8 *id, guint8 key[KEY_BYTES], GError **error)
{
  g_autoptr (MdgSecret) chain = mdg_vault_derive_key (vault, CHAIN_CONTEXT, error);

  if (chain == NULL)
    return FALSE;
  crypto_generichash (key, KEY_BYTES, id, MDG_AUDIT_ID_BYTES, mdg_secret_get_data (chain, NULL),
                      KEY_BYTES);
  return TRUE;
}

/* the head ------------------------------------------------------------------------------------ */

static gboolean
get_blob (MdgStatement *statement, int column, void *into, gsize expected)
{
  gsize length;
  const void *data = mdg_statement_get_blob (statement, column, &length);

  if (data == NULL || length != expected)
    return FALSE;
  memcpy (into, data, expected);
  return TRUE;
}

static gboolean
load_head (MdgDatabase *database, Head *head, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "SELECT id, count, last, evolving FROM audit_head WHERE one = 1", error);
  gboolean row = FALSE;

  if (statement == NULL || !mdg_statement_step (statement, &row, error))
    return FALSE;
  if (row && get_blob (statement, 0, head->end.id, MDG_AUDIT_ID_BYTES)
      && get_blob (statement, 2, head->end.last, MDG_AUDIT_MAC_BYTES)
      && get_blob (statement, 3, head->evolving, KEY_BYTES))
    {
      head->end.count = mdg_statement_get_int (statement, 1);
      return TRUE;
    }
  mdg_set_error (error, MDG_ERROR_NOT_FOUND, "there is no record yet");
  return FALSE;
}

static gboolean
save_head (MdgDatabase *database, const Head *head, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "INSERT OR REPLACE INTO audit_head (one, id, count, last, evolving) VALUES (1, ?, ?, ?, ?)",
      error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_blob (statement, 0, head->end.id, MDG_AUDIT_ID_BYTES);
  mdg_statement_bind_int (statement, 1, head->end.count);
  mdg_statement_bind_blob (statement, 2, head->end.last, MDG_AUDIT_MAC_BYTES);
  mdg_statement_bind_blob (statement, 3, head->evolving, KEY_BYTES);
  return mdg_statement_run (statement, error);
}

/* The number of the last row, whatever the head says. */
static gboolean
find_last (MdgDatabase *database, gint64 *number, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT coalesce (max (number), 0) FROM audit", error);
  gboolean row = FALSE;

  if (statement == NULL || !mdg_statement_step (statement, &row, error))
    return FALSE;
  *number = mdg_statement_get_int (statement, 0);
  return TRUE;
}

/* A record that begins. Where rows are there, but not their head, somebody took it away: the new
 * one goes on behind them, and will never be found sound. */
static gboolean
begin (MdgDatabase *database, MdgVault *vault, Head *head, GError **error)
{
  g_autoptr (MdgSecret) id = NULL;

  memset (head, 0, sizeof *head);
  randombytes_buf (head->end.id, MDG_AUDIT_ID_BYTES);
  if (!first_key (vault, head->end.id, head->evolving, error)
      || !find_last (database, &head->end.count, error))
    return FALSE;
  id = mdg_vault_load (vault, MARK_KIND, MARK_OWNER, NULL);
  /* The mark of a record that is gone stays: that is how it is missed. */
  if (id != NULL)
    return TRUE;
  id = mdg_secret_new (head->end.id, MDG_AUDIT_ID_BYTES);
  return mdg_vault_store (vault, MARK_KIND, MARK_OWNER, id, error);
}

gboolean
mdg_audit_get_end (MdgDatabase *database, MdgAuditEnd *end, GError **error)
{
  g_auto (Head) head = { 0 };

  if (!load_head (database, &head, error))
    return FALSE;
  *end = head.end;
  return TRUE;
}

gboolean
mdg_audit_get_mac (MdgDatabase *database, gint64 number, guint8 mac[MDG_AUDIT_MAC_BYTES])
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "SELECT mac FROM audit WHERE number = ?", NULL);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, number);
  return mdg_statement_step (statement, &row, NULL) && row
         && get_blob (statement, 0, mac, MDG_AUDIT_MAC_BYTES);
}

/* the vault's note ---------------------------------------------------------------------------- */

/* How an end stands in the note; the rest of it is zeros. */
typedef struct
{
  guint8 id[MDG_AUDIT_ID_BYTES];
  guint8 last[MDG_AUDIT_MAC_BYTES];
  guint64 count; /* the lowest byte first */
  guint8 rest[8];
} Note;

G_STATIC_ASSERT (sizeof (Note) == MDG_VAULT_NOTE_BYTES);

static gboolean
read_note (MdgVault *vault, MdgAuditEnd *noted)
{
  Note note;

  if (!mdg_vault_get_note (vault, (guint8 *)&note))
    return FALSE;
  memcpy (noted->id, note.id, sizeof note.id);
  memcpy (noted->last, note.last, sizeof note.last);
  noted->count = (gint64)GUINT64_FROM_LE (note.count);
  return TRUE;
}

static gboolean
write_note (MdgVault *vault, const MdgAuditEnd *end, GError **error)
{
  Note note = { { 0 }, { 0 }, GUINT64_TO_LE ((guint64)end->count), { 0 } };

  memcpy (note.id, end->id, sizeof note.id);
  memcpy (note.last, end->last, sizeof note.last);
  return mdg_vault_set_note (vault, (const guint8 *)&note, error);
}

/* The first row behind @number that was written while the vault was open. 0: there is none */
static gint64
find_sealed_behind (MdgDatabase *database, gint64 number)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "SELECT coalesce (min (number), 0) FROM audit WHERE number > ? AND sealed <> 0",
      NULL);
  gboolean row = FALSE;

  if (statement == NULL)
    return 0;
  mdg_statement_bind_int (statement, 0, number);
  return mdg_statement_step (statement, &row, NULL) && row ? mdg_statement_get_int (statement, 0)
                                                           : 0;
}

/* Holds a record that ends at @end against what the vault noted of it. */
static MdgAuditState
compare_note (MdgDatabase *database,
              const MdgAuditEnd *noted,
              const MdgAuditEnd *end,
              gint64 *number)
{
  guint8 mac[MDG_AUDIT_MAC_BYTES];

  *number = 0;
  if (memcmp (noted->id, end->id, sizeof end->id) != 0)
    return MDG_AUDIT_REMOVED;
  *number = end->count + 1;
  if (noted->count > end->count)
    return MDG_AUDIT_CUT;
  *number = noted->count;
  if (!mdg_audit_get_mac (database, noted->count, mac)
      || memcmp (mac, noted->last, sizeof mac) != 0)
    return MDG_AUDIT_ALTERED;
  *number = find_sealed_behind (database, noted->count);
  return *number > 0 ? MDG_AUDIT_AHEAD : MDG_AUDIT_SOUND;
}

/* Before a row is added while the vault is open: whether the note may follow. */
static gboolean
agrees_with_note (MdgDatabase *database, MdgVault *vault, const MdgAuditEnd *end)
{
  MdgAuditEnd noted;
  gint64 number;

  return !read_note (vault, &noted) || (memcmp (&noted, end, sizeof noted) == 0)
         || compare_note (database, &noted, end, &number) == MDG_AUDIT_SOUND;
}

/* adding -------------------------------------------------------------------------------------- */

/* Whole characters of at most MDG_AUDIT_TEXT_MAX bytes. Returns: (transfer full) */
static char *
cut (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  const char *end = valid;

  while (*end != '\0' && g_utf8_next_char (end) - valid <= MDG_AUDIT_TEXT_MAX)
    end = g_utf8_next_char (end);
  return g_strndup (valid, (gsize)(end - valid));
}

static gboolean
insert (MdgDatabase *database, const Row *row, const guint8 *mac, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "INSERT INTO audit (number, at, by_whom, act, what, of_whom, sealed, mac)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, row->number);
  mdg_statement_bind_int (statement, 1, row->at);
  for (gsize i = 0; i < G_N_ELEMENTS (row->texts); i++)
    mdg_statement_bind_text (statement, 2 + (int)i, row->texts[i]);
  mdg_statement_bind_int (statement, 6, row->sealed);
  mdg_statement_bind_blob (statement, 7, mac, MDG_AUDIT_MAC_BYTES);
  return mdg_statement_run (statement, error);
}

static gboolean
add (MdgDatabase *database, MdgVault *vault, Head *head, Row *row, GError **error)
{
  g_autoptr (MdgSecret) seal = NULL;
  guint8 mac[MDG_AUDIT_MAC_BYTES];
  gboolean noted = row->sealed && agrees_with_note (database, vault, &head->end);

  if (row->sealed)
    {
      seal = mdg_vault_derive_key (vault, SEAL_CONTEXT, error);
      if (seal == NULL)
        return FALSE;
    }
  row->number = head->end.count + 1;
  hash_row (seal != NULL ? mdg_secret_get_data (seal, NULL) : head->evolving, &head->end, row, mac);
  if (!insert (database, row, mac, error))
    return FALSE;
  head->end.count = row->number;
  memcpy (head->end.last, mac, sizeof mac);
  evolve (head->evolving);
  return save_head (database, head, error) && (!noted || write_note (vault, &head->end, error));
}

static gboolean
append (MdgDatabase *database, MdgVault *vault, Row *row, GError **error)
{
  g_auto (Head) head = { 0 };
  g_autoptr (GError) fault = NULL;

  row->sealed = !mdg_vault_is_locked (vault);
  if (!row->sealed && !happens_locked (row->texts[1]))
    {
      mdg_set_error (error, MDG_ERROR_VAULT_LOCKED, "nobody can have %s a secret", row->texts[1]);
      return FALSE;
    }
  if (load_head (database, &head, &fault))
    return add (database, vault, &head, row, error);
  if (!g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  return begin (database, vault, &head, error) && add (database, vault, &head, row, error);
}

gboolean
mdg_audit_append (MdgDatabase *database,
                  MdgVault *vault,
                  gint64 at,
                  const char *by_whom,
                  const char *act,
                  const char *what,
                  const char *of_whom,
                  GError **error)
{
  g_autofree char *person = cut (by_whom);
  g_autofree char *deed = cut (act);
  g_autofree char *matter = cut (what);
  g_autofree char *owner = cut (of_whom);
  Row row = { 0, at, { person, deed, matter, owner }, FALSE };

  g_return_val_if_fail (database != NULL && vault != NULL && act != NULL, FALSE);

  if (!mdg_database_exec (database, "SAVEPOINT audit", error))
    return FALSE;
  if (append (database, vault, &row, error) && mdg_database_exec (database, "RELEASE audit", error))
    return TRUE;
  mdg_database_exec (database, "ROLLBACK TO audit; RELEASE audit", NULL);
  return FALSE;
}

/* reading ------------------------------------------------------------------------------------- */

static void
read_row (MdgStatement *statement, Row *row)
{
  row->number = mdg_statement_get_int (statement, 0);
  row->at = mdg_statement_get_int (statement, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (row->texts); i++)
    {
      const char *text = mdg_statement_get_text (statement, 2 + (int)i);

      row->texts[i] = text != NULL ? text : "";
    }
  row->sealed = mdg_statement_get_int (statement, 6) != 0;
}

static MdgAuditEvent *
event_new (const Row *row)
{
  MdgAuditEvent *event = g_new0 (MdgAuditEvent, 1);

  event->number = row->number;
  event->at = row->at;
  event->by_whom = g_utf8_make_valid (row->texts[0], -1);
  event->act = g_utf8_make_valid (row->texts[1], -1);
  event->what = g_utf8_make_valid (row->texts[2], -1);
  event->of_whom = g_utf8_make_valid (row->texts[3], -1);
  return event;
}

GPtrArray *
mdg_audit_list (MdgDatabase *database, guint limit, GError **error)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_audit_event_free);
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database,
                           "SELECT number, at, by_whom, act, what, of_whom, sealed FROM audit"
                           " ORDER BY number DESC LIMIT ?",
                           error);
  gboolean has_row;
  Row row;

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_int (statement, 0, limit > 0 ? (gint64)limit : -1);
  for (;;)
    {
      if (!mdg_statement_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&events);
      read_row (statement, &row);
      g_ptr_array_add (events, event_new (&row));
    }
}

/* verifying ----------------------------------------------------------------------------------- */

typedef struct
{
  const guint8 *seal;
  Head head; /* as it must be after the rows so far */
} Walk;

/* Judges one row and goes on to behind it. Returns: whether it is as it was written */
static gboolean
step (Walk *walk, MdgStatement *statement, const Row *row)
{
  guint8 mac[MDG_AUDIT_MAC_BYTES], kept[MDG_AUDIT_MAC_BYTES];

  if (!row->sealed && !happens_locked (row->texts[1]))
    return FALSE;
  hash_row (row->sealed ? walk->seal : walk->head.evolving, &walk->head.end, row, mac);
  if (!get_blob (statement, 7, kept, sizeof kept) || sodium_memcmp (mac, kept, sizeof mac) != 0)
    return FALSE;
  walk->head.end.count = row->number;
  memcpy (walk->head.end.last, mac, sizeof mac);
  evolve (walk->head.evolving);
  return TRUE;
}

static void
blame (MdgAuditVerdict *verdict, MdgAuditState state, gint64 number)
{
  if (verdict->state != MDG_AUDIT_SOUND)
    return;
  verdict->state = state;
  verdict->number = number;
}

static gboolean
walk_rows (MdgDatabase *database, Walk *walk, MdgAuditVerdict *verdict, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database,
                           "SELECT number, at, by_whom, act, what, of_whom, sealed, mac FROM audit"
                           " ORDER BY number",
                           error);
  gint64 expected = 1;
  gboolean older = FALSE;
  gboolean has_row;
  Row row;

  if (statement == NULL)
    return FALSE;
  for (;; expected++)
    {
      if (!mdg_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      read_row (statement, &row);
      verdict->n_rows++;
      if (tells_of_another_file (row.texts[1]))
        verdict->n_older++;
      else if (older && g_str_equal (row.texts[1], MDG_ACT_RESTORED))
        verdict->n_older--; /* the program itself went back, as it was asked to */
      older = g_str_equal (row.texts[1], MDG_ACT_OLDER_FILE);
      if (row.number != expected)
        blame (verdict, MDG_AUDIT_MISSING, expected);
      else if (verdict->state == MDG_AUDIT_SOUND && !step (walk, statement, &row))
        blame (verdict, MDG_AUDIT_ALTERED, row.number);
      expected = row.number;
    }
}

/* Whether the vault knows of a record, and of this one. */
static gboolean
is_marked (MdgVault *vault, const MdgAuditEnd *end)
{
  g_autoptr (MdgSecret) mark = mdg_vault_load (vault, MARK_KIND, MARK_OWNER, NULL);

  return mark != NULL && mdg_secret_get_length (mark) == MDG_AUDIT_ID_BYTES
         && sodium_memcmp (mdg_secret_get_data (mark, NULL), end->id, MDG_AUDIT_ID_BYTES) == 0;
}

static void
judge_note (MdgDatabase *database,
            MdgVault *vault,
            const MdgAuditEnd *end,
            MdgAuditVerdict *verdict)
{
  MdgAuditEnd noted;
  MdgAuditState state;
  gint64 number;

  if (!read_note (vault, &noted))
    return;
  state = compare_note (database, &noted, end, &number);
  if (state != MDG_AUDIT_SOUND)
    blame (verdict, state, number);
}

/* No head: then there must be neither rows nor a mark or note of them. */
static gboolean
judge_none (MdgDatabase *database, MdgVault *vault, MdgAuditVerdict *verdict, GError **error)
{
  g_autoptr (MdgSecret) mark = mdg_vault_load (vault, MARK_KIND, MARK_OWNER, NULL);
  MdgAuditEnd noted;

  if (!find_last (database, &verdict->n_rows, error))
    return FALSE;
  if (mark != NULL || verdict->n_rows > 0 || read_note (vault, &noted))
    blame (verdict, MDG_AUDIT_REMOVED, 0);
  return TRUE;
}

static gboolean
judge (MdgDatabase *database,
       MdgVault *vault,
       const Head *head,
       MdgAuditVerdict *verdict,
       GError **error)
{
  g_autoptr (MdgSecret) seal = mdg_vault_derive_key (vault, SEAL_CONTEXT, error);
  Walk walk = { NULL, { { { 0 }, 0, { 0 } }, { 0 } } };
  gboolean walked;

  if (seal == NULL)
    return FALSE;
  walk.seal = mdg_secret_get_data (seal, NULL);
  memcpy (walk.head.end.id, head->end.id, MDG_AUDIT_ID_BYTES);
  if (!is_marked (vault, &head->end))
    blame (verdict, MDG_AUDIT_REMOVED, 0);
  walked = first_key (vault, head->end.id, walk.head.evolving, error)
           && walk_rows (database, &walk, verdict, error);
  if (walked && walk.head.end.count < head->end.count)
    blame (verdict, MDG_AUDIT_CUT, walk.head.end.count + 1);
  /* As many as it says, and yet its key evolved further or less far: rows went with the count. */
  if (walked
      && (walk.head.end.count != head->end.count
          || sodium_memcmp (walk.head.evolving, head->evolving, KEY_BYTES) != 0
          || sodium_memcmp (walk.head.end.last, head->end.last, MDG_AUDIT_MAC_BYTES) != 0))
    blame (verdict, MDG_AUDIT_CUT, walk.head.end.count + 1);
  if (walked)
    judge_note (database, vault, &head->end, verdict);
  head_clear (&walk.head);
  return walked;
}

gboolean
mdg_audit_verify (MdgDatabase *database, MdgVault *vault, MdgAuditVerdict *verdict, GError **error)
{
  g_auto (Head) head = { 0 };
  g_autoptr (GError) fault = NULL;

  g_return_val_if_fail (database != NULL && vault != NULL && verdict != NULL, FALSE);

  *verdict = (MdgAuditVerdict){ MDG_AUDIT_SOUND, 0, 0, 0 };
  if (mdg_vault_is_locked (vault))
    {
      verdict->state = MDG_AUDIT_UNKNOWN;
      return find_last (database, &verdict->n_rows, error);
    }
  if (load_head (database, &head, &fault))
    return judge (database, vault, &head, verdict, error);
  if (g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    return judge_none (database, vault, verdict, error);
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

/* another key ---------------------------------------------------------------------------------- */

static gboolean
update_mac (MdgDatabase *database, gint64 row, const guint8 *mac, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (database, "UPDATE audit SET mac = ? WHERE number = ?", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_blob (statement, 0, mac, MDG_AUDIT_MAC_BYTES);
  mdg_statement_bind_int (statement, 1, row);
  return mdg_statement_run (statement, error);
}

/* The hash of the row behind @head, which goes on to behind it. */
static gboolean
hash_next (MdgDatabase *database,
           const guint8 *seal,
           Head *head,
           guint8 mac[MDG_AUDIT_MAC_BYTES],
           GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "SELECT number, at, by_whom, act, what, of_whom, sealed FROM audit WHERE number = ?", error);
  gboolean found = FALSE;
  Row row;

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, head->end.count + 1);
  if (!mdg_statement_step (statement, &found, error))
    return FALSE;
  if (!found)
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "a row of the record is missing");
      return FALSE;
    }
  read_row (statement, &row);
  hash_row (row.sealed ? seal : head->evolving, &head->end, &row, mac);
  head->end.count = row.number;
  memcpy (head->end.last, mac, MDG_AUDIT_MAC_BYTES);
  evolve (head->evolving);
  return TRUE;
}

gboolean
mdg_audit_hash_anew (MdgDatabase *database, MdgVault *vault, GError **error)
{
  g_auto (Head) before = { 0 };
  g_auto (Head) head = { 0 };
  g_autoptr (MdgSecret) seal = mdg_vault_derive_key (vault, SEAL_CONTEXT, error);
  guint8 mac[MDG_AUDIT_MAC_BYTES];

  if (seal == NULL || !load_head (database, &before, error))
    return FALSE;
  memcpy (head.end.id, before.end.id, sizeof head.end.id);
  if (!first_key (vault, head.end.id, head.evolving, error))
    return FALSE;
  while (head.end.count < before.end.count)
    if (!hash_next (database, mdg_secret_get_data (seal, NULL), &head, mac, error)
        || !update_mac (database, head.end.count, mac, error))
      return FALSE;
  return save_head (database, &head, error) && write_note (vault, &head.end, error);
}
