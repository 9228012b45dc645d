/* vault-register.c: the sealed list of what the vault holds.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-register.h"

#include <sodium.h>
#include <string.h>

#include "store/statement.h"

#define TAG "madoguchi register 1"
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define ROOT_PAGE 0

/* What page 0 holds; in the file: numbers of eight bytes, the lowest first. Up to schema 16 it
 * ended before recovery. */
typedef struct
{
  guint64 serial; /* of the last page that was written */
  guint64 flags;
  guint8 note[MDG_VAULT_NOTE_BYTES];            /* zeros: none */
  guint64 versions[MDG_REGISTER_PAGES + 1];     /* serials of the pages, from 1; 0: there is none */
  guint8 recovery[MDG_VAULT_WRAP_DIGEST_BYTES]; /* zeros: not known */
} Root;

#define EARLIER_ROOT_BYTES G_STRUCT_OFFSET (Root, recovery)

typedef enum
{
  NONE,
  DAMAGED,
  SOUND
} State;

struct _MdgVaultRegister
{
  State state; /* of the root */
  GPtrArray *pages;
  GArray *entries; /* of MdgRegisterEntry, pointing into the pages */
  GHashTable *by_id;
  GHashTable *by_name; /* (nullable): made when somebody asks for a row that by_id does not have */
  gboolean damaged[MDG_REGISTER_PAGES + 1];
};

/* Which page a kind and owner belong to. */
static guint
page_of (const char *kind, const char *owner)
{
  guint8 hash[crypto_generichash_BYTES_MIN];
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, sizeof hash);
  crypto_generichash_update (&state, (const guint8 *)kind, strlen (kind) + 1);
  crypto_generichash_update (&state, (const guint8 *)owner, strlen (owner) + 1);
  crypto_generichash_final (&state, hash, sizeof hash);
  return 1 + hash[0] % MDG_REGISTER_PAGES;
}

/* pages --------------------------------------------------------------------------------------- */

typedef struct
{
  char tag[24]; /* no byte is left between the parts */
  guint64 page;
  guint64 version;
} Description;

/* A page opens as itself and in its version only. */
static Description
describe (guint page, guint64 version)
{
  Description description;

  memset (&description, 0, sizeof description);
  memcpy (description.tag, TAG, sizeof TAG);
  description.page = GUINT64_TO_LE (page);
  description.version = GUINT64_TO_LE (version);
  return description;
}

static gboolean
unseal (MdgVault *vault, MdgStatement *statement, const Description *description, GByteArray *plain)
{
  gsize nonce_length, length;
  const guint8 *nonce = mdg_statement_get_blob (statement, 0, &nonce_length);
  const guint8 *sealed = mdg_statement_get_blob (statement, 1, &length);

  if (nonce_length != MDG_VAULT_NONCE_BYTES || length < TAG_BYTES || length > G_MAXINT)
    return FALSE;
  g_byte_array_set_size (plain, (guint)(length - TAG_BYTES));
  return crypto_aead_xchacha20poly1305_ietf_decrypt (
             plain->data, NULL, NULL, sealed, length, (const guint8 *)description,
             sizeof *description, nonce, mdg_secret_get_data (vault->key, NULL))
         == 0;
}

static gboolean
read_page (MdgVault *vault,
           guint page,
           guint64 version,
           GByteArray *plain,
           State *state,
           GError **error)
{
  const Description description = describe (page, version);
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      vault->database, "SELECT nonce, sealed FROM vault_register WHERE page = ?", error);
  gboolean row = FALSE;

  *state = NONE;
  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_int (statement, 0, page);
  if (!mdg_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    *state = unseal (vault, statement, &description, plain) ? SOUND : DAMAGED;
  return TRUE;
}

static gboolean
write_page (MdgVault *vault,
            guint page,
            guint64 version,
            const guint8 *plain,
            gsize length,
            GError **error)
{
  const Description description = describe (page, version);
  guint8 nonce[MDG_VAULT_NONCE_BYTES];
  g_autofree guint8 *sealed = g_malloc (length + TAG_BYTES);
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      vault->database,
      "INSERT OR REPLACE INTO vault_register (page, nonce, sealed) VALUES (?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  randombytes_buf (nonce, sizeof nonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed, NULL, plain, length,
                                              (const guint8 *)&description, sizeof description,
                                              NULL, nonce, mdg_secret_get_data (vault->key, NULL));
  mdg_statement_bind_int (statement, 0, page);
  mdg_statement_bind_blob (statement, 1, nonce, sizeof nonce);
  mdg_statement_bind_blob (statement, 2, sealed, length + TAG_BYTES);
  return mdg_statement_run (statement, error);
}

/* the root ------------------------------------------------------------------------------------ */

static void
swap_numbers (Root *root)
{
  root->serial = GUINT64_FROM_LE (root->serial);
  root->flags = GUINT64_FROM_LE (root->flags);
  for (guint i = 0; i <= MDG_REGISTER_PAGES; i++)
    root->versions[i] = GUINT64_FROM_LE (root->versions[i]);
}

static gboolean
load_root (MdgVault *vault, Root *root, State *state, GError **error)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();

  memset (root, 0, sizeof *root);
  if (!read_page (vault, ROOT_PAGE, 0, plain, state, error))
    return FALSE;
  if (*state == SOUND && plain->len != sizeof *root && plain->len != EARLIER_ROOT_BYTES)
    *state = DAMAGED;
  if (*state != SOUND)
    return TRUE;
  memcpy (root, plain->data, plain->len);
  swap_numbers (root);
  return TRUE;
}

static gboolean
save_root (MdgVault *vault, const Root *root, GError **error)
{
  Root kept = *root;

  swap_numbers (&kept);
  return write_page (vault, ROOT_PAGE, 0, (const guint8 *)&kept, sizeof kept, error);
}

/* The root, which must be sound. */
static gboolean
require_root (MdgVault *vault, Root *root, GError **error)
{
  State state;

  if (!load_root (vault, root, &state, error))
    return FALSE;
  if (state == SOUND)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_DAMAGED, "the vault's register is damaged");
  return FALSE;
}

gboolean
mdg_vault_register_exists (MdgVault *vault)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (vault->database, "SELECT 1 FROM vault_register WHERE page = 0", NULL);
  gboolean row = FALSE;

  /* What cannot be looked at is not to be made anew. */
  return statement == NULL || !mdg_statement_step (statement, &row, NULL) || row;
}

/* rows in a page: id, kind, owner; the texts end with a NUL -------------------------------------
 */

/* The row at @at, and behind it. FALSE: there is none. */
static gboolean
next_row (const GByteArray *page, guint *at, MdgVaultRow *row)
{
  const guint8 *end, *kind, *owner, *behind;

  if (page->len - *at < MDG_VAULT_ID_BYTES)
    return FALSE;
  end = page->data + page->len;
  kind = page->data + *at + MDG_VAULT_ID_BYTES;
  owner = memchr (kind, '\0', (gsize)(end - kind));
  behind = owner != NULL ? memchr (owner + 1, '\0', (gsize)(end - owner - 1)) : NULL;
  if (behind == NULL)
    return FALSE;
  *row = (MdgVaultRow){ kind - MDG_VAULT_ID_BYTES, (const char *)kind, (const char *)owner + 1 };
  *at = (guint)(behind + 1 - page->data);
  return TRUE;
}

static gboolean
is_named (const MdgVaultRow *row, const char *kind, const char *owner)
{
  return strcmp (row->kind, kind) == 0 && strcmp (row->owner, owner) == 0;
}

static void
append_row (GByteArray *page, const MdgVaultRow *row)
{
  g_byte_array_append (page, row->id, MDG_VAULT_ID_BYTES);
  g_byte_array_append (page, (const guint8 *)row->kind, (guint)strlen (row->kind) + 1);
  g_byte_array_append (page, (const guint8 *)row->owner, (guint)strlen (row->owner) + 1);
}

/* Returns: whether there was one */
static gboolean
cut_row (GByteArray *page, const char *kind, const char *owner)
{
  MdgVaultRow row;

  for (guint at = 0, from = 0; next_row (page, &at, &row); from = at)
    if (is_named (&row, kind, owner))
      {
        g_byte_array_remove_range (page, from, at - from);
        return TRUE;
      }
  return FALSE;
}

/* A page that the root knows, as it is now; empty when it knows none. */
static gboolean
load_page (MdgVault *vault,
           const Root *root,
           guint page,
           GByteArray *plain,
           gboolean *damaged,
           GError **error)
{
  State state = SOUND;

  g_byte_array_set_size (plain, 0);
  if (root->versions[page] > 0
      && !read_page (vault, page, root->versions[page], plain, &state, error))
    return FALSE;
  *damaged = state != SOUND;
  return TRUE;
}

static gboolean
save_page (MdgVault *vault, Root *root, guint page, const GByteArray *plain, GError **error)
{
  root->serial++;
  root->versions[page] = root->serial;
  return write_page (vault, page, root->serial, plain->data, plain->len, error);
}

/* @row: (nullable): none from now on */
static gboolean
change (MdgVault *vault,
        const char *kind,
        const char *owner,
        const MdgVaultRow *row,
        GError **error)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  guint page = page_of (kind, owner);
  gboolean damaged, there;
  Root root;

  if (!require_root (vault, &root, error)
      || !load_page (vault, &root, page, plain, &damaged, error))
    return FALSE;
  if (damaged)
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "page %u of the vault's register is damaged", page);
      return FALSE;
    }
  there = cut_row (plain, kind, owner);
  if (row == NULL && !there)
    return TRUE;
  if (row != NULL)
    append_row (plain, row);
  return save_page (vault, &root, page, plain, error) && save_root (vault, &root, error);
}

gboolean
mdg_vault_register_enter (MdgVault *vault, const MdgVaultRow *row, GError **error)
{
  return change (vault, row->kind, row->owner, row, error);
}

gboolean
mdg_vault_register_strike (MdgVault *vault, const char *kind, const char *owner, GError **error)
{
  return change (vault, kind, owner, NULL, error);
}

MdgRegisterWord
mdg_vault_register_ask (MdgVault *vault, const MdgVaultRow *row)
{
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  guint page = page_of (row->kind, row->owner);
  gboolean damaged;
  MdgVaultRow kept;
  State state;
  Root root;

  if (!load_root (vault, &root, &state, NULL))
    return MDG_REGISTER_SILENT;
  if (state != SOUND)
    return state == NONE ? MDG_REGISTER_NONE : MDG_REGISTER_SILENT;
  if (!load_page (vault, &root, page, plain, &damaged, NULL) || damaged)
    return MDG_REGISTER_SILENT;
  for (guint at = 0; next_row (plain, &at, &kept);)
    if (is_named (&kept, row->kind, row->owner))
      return memcmp (kept.id, row->id, MDG_VAULT_ID_BYTES) == 0 ? MDG_REGISTER_VOUCHES
                                                                : MDG_REGISTER_DENIES;
  return MDG_REGISTER_DENIES;
}

/* all of it ----------------------------------------------------------------------------------- */

/* Ids are random: any part of them is a hash. */
static guint
hash_id (gconstpointer id)
{
  guint hash;

  memcpy (&hash, id, sizeof hash);
  return hash;
}

static gboolean
equal_ids (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, MDG_VAULT_ID_BYTES) == 0;
}

void
mdg_vault_register_free (MdgVaultRegister *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_id);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_array_unref (self->entries);
  g_ptr_array_unref (self->pages);
  g_free (self);
}

static void
read_rows (MdgVaultRegister *self, const GByteArray *page)
{
  MdgRegisterEntry entry = { { NULL, NULL, NULL }, FALSE };

  for (guint at = 0; next_row (page, &at, &entry.row);)
    g_array_append_val (self->entries, entry);
}

MdgVaultRegister *
mdg_vault_register_load (MdgVault *vault, GError **error)
{
  g_autoptr (MdgVaultRegister) self = g_new0 (MdgVaultRegister, 1);
  Root root;

  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify)g_byte_array_unref);
  self->entries = g_array_new (FALSE, FALSE, sizeof (MdgRegisterEntry));
  self->by_id = g_hash_table_new (hash_id, equal_ids);
  if (!load_root (vault, &root, &self->state, error))
    return NULL;
  self->damaged[ROOT_PAGE] = self->state == DAMAGED;
  for (guint page = 1; page <= MDG_REGISTER_PAGES && self->state == SOUND; page++)
    {
      GByteArray *plain = g_byte_array_new ();

      g_ptr_array_add (self->pages, plain);
      if (!load_page (vault, &root, page, plain, &self->damaged[page], error))
        return NULL;
      if (!self->damaged[page])
        read_rows (self, plain);
    }
  for (guint i = 0; i < self->entries->len; i++)
    {
      MdgRegisterEntry *entry = mdg_vault_register_nth (self, i);

      g_hash_table_insert (self->by_id, (gpointer)entry->row.id, entry);
    }
  return g_steal_pointer (&self);
}

guint
mdg_vault_register_n_entries (MdgVaultRegister *self)
{
  return self->entries->len;
}

MdgRegisterEntry *
mdg_vault_register_nth (MdgVaultRegister *self, guint n)
{
  return &g_array_index (self->entries, MdgRegisterEntry, n);
}

static guint
hash_name (gconstpointer row)
{
  return g_str_hash (((const MdgVaultRow *)row)->kind)
         ^ (31 * g_str_hash (((const MdgVaultRow *)row)->owner));
}

static gboolean
equal_names (gconstpointer a, gconstpointer b)
{
  return is_named (a, ((const MdgVaultRow *)b)->kind, ((const MdgVaultRow *)b)->owner);
}

/* In a vault in which nothing is wrong nobody asks. */
static void
list_names (MdgVaultRegister *self)
{
  self->by_name = g_hash_table_new (hash_name, equal_names);
  for (guint i = 0; i < self->entries->len; i++)
    {
      MdgRegisterEntry *entry = mdg_vault_register_nth (self, i);

      g_hash_table_insert (self->by_name, &entry->row, entry);
    }
}

static MdgRegisterEntry *
find_named (MdgVaultRegister *self, const MdgVaultRow *row)
{
  if (row->kind == NULL || row->owner == NULL)
    return NULL;
  if (self->by_name == NULL)
    list_names (self);
  return g_hash_table_lookup (self->by_name, row);
}

MdgRegisterWord
mdg_vault_register_judge (MdgVaultRegister *self, const MdgVaultRow *row, MdgRegisterEntry **entry)
{
  *entry = row->id != NULL ? g_hash_table_lookup (self->by_id, row->id) : NULL;
  if (*entry != NULL && row->kind != NULL && row->owner != NULL
      && is_named (&(*entry)->row, row->kind, row->owner))
    return MDG_REGISTER_VOUCHES;
  if (self->state == NONE)
    return MDG_REGISTER_NONE;
  if (*entry == NULL)
    *entry = find_named (self, row);
  if (self->state == DAMAGED
      || (row->kind != NULL && row->owner != NULL
          && self->damaged[page_of (row->kind, row->owner)]))
    return MDG_REGISTER_SILENT;
  return MDG_REGISTER_DENIES;
}

gboolean
mdg_vault_register_is_damaged (MdgVaultRegister *self)
{
  for (guint page = 0; page <= MDG_REGISTER_PAGES; page++)
    if (self->damaged[page])
      return TRUE;
  return FALSE;
}

static gboolean
write_pages (MdgVault *vault, Root *root, GByteArray *const *pages, GError **error)
{
  for (guint page = 1; page <= MDG_REGISTER_PAGES; page++)
    if (pages[page]->len > 0 && !save_page (vault, root, page, pages[page], error))
      return FALSE;
  return save_root (vault, root, error);
}

gboolean
mdg_vault_register_write (MdgVault *vault,
                          GPtrArray *rows,
                          guint flags,
                          const guint8 *note,
                          GError **error)
{
  GByteArray *pages[MDG_REGISTER_PAGES + 1];
  Root root, earlier;
  State state;
  gboolean written;

  if (!load_root (vault, &earlier, &state, error)
      || !mdg_database_exec (vault->database, "DELETE FROM vault_register", error))
    return FALSE;
  memset (&root, 0, sizeof root);
  /* No version that there was comes again. */
  randombytes_buf (&root.serial, sizeof root.serial);
  root.serial = state == SOUND ? earlier.serial : root.serial >> 2;
  root.flags = flags;
  memcpy (root.recovery, earlier.recovery, sizeof root.recovery);
  if (note != NULL)
    memcpy (root.note, note, sizeof root.note);
  for (guint page = 0; page <= MDG_REGISTER_PAGES; page++)
    pages[page] = g_byte_array_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      const MdgVaultRow *row = rows->pdata[i];

      append_row (pages[page_of (row->kind, row->owner)], row);
    }
  written = write_pages (vault, &root, pages, error);
  for (guint page = 0; page <= MDG_REGISTER_PAGES; page++)
    g_byte_array_unref (pages[page]);
  return written;
}

/* what stands in the root ---------------------------------------------------------------------- */

gboolean
mdg_vault_register_take_flags (MdgVault *vault, guint *flags, GError **error)
{
  Root root;

  *flags = 0;
  if (!require_root (vault, &root, error))
    return FALSE;
  if (root.flags == 0)
    return TRUE;
  *flags = (guint)root.flags;
  root.flags = 0;
  return save_root (vault, &root, error);
}

gboolean
mdg_vault_get_note (MdgVault *vault, guint8 note[MDG_VAULT_NOTE_BYTES])
{
  Root root;
  State state;

  if (vault->key == NULL || !load_root (vault, &root, &state, NULL) || state != SOUND
      || sodium_is_zero (root.note, sizeof root.note))
    return FALSE;
  memcpy (note, root.note, sizeof root.note);
  return TRUE;
}

gboolean
mdg_vault_set_note (MdgVault *vault, const guint8 note[MDG_VAULT_NOTE_BYTES], GError **error)
{
  Root root;
  State state;

  if (!mdg_vault_require_unlocked (vault, error) || !load_root (vault, &root, &state, error))
    return FALSE;
  /* What is damaged is judged before anything is written over it. */
  if (state != SOUND)
    return TRUE;
  memcpy (root.note, note, sizeof root.note);
  return save_root (vault, &root, error);
}

gboolean
mdg_vault_register_get_recovery (MdgVault *vault, guint8 digest[MDG_VAULT_WRAP_DIGEST_BYTES])
{
  Root root;
  State state;

  if (vault->key == NULL || !load_root (vault, &root, &state, NULL) || state != SOUND
      || sodium_is_zero (root.recovery, sizeof root.recovery))
    return FALSE;
  memcpy (digest, root.recovery, sizeof root.recovery);
  return TRUE;
}

gboolean
mdg_vault_register_set_recovery (MdgVault *vault,
                                 const guint8 digest[MDG_VAULT_WRAP_DIGEST_BYTES],
                                 GError **error)
{
  Root root;
  State state;

  if (!mdg_vault_require_unlocked (vault, error) || !load_root (vault, &root, &state, error))
    return FALSE;
  if (state != SOUND)
    return TRUE;
  memcpy (root.recovery, digest, sizeof root.recovery);
  return save_root (vault, &root, error);
}
