/* book-keys.c: the keys of the book's entries: opening them, and telling whether one is there
 * already. SPDX-License-Identifier: GPL-3.0-or-later */
#include "authenticator/book-private.h"

#include <sodium.h>
#include <string.h>

#include "core/base32.h"
#include "store/statement.h"

#define FEW 32        /* so many are looked up one by one; more are walked through once */
#define RECORD_HEAD 5 /* of a record, before the key: otp-keys.c */
#define MARK_BYTES 16

char *
mdg_otp_owner (gint64 number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static GHashTable *
set_of_numbers (const gint64 *numbers, guint n)
{
  GHashTable *set = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < n; i++)
    g_hash_table_add (set, (gpointer)&numbers[i]);
  return set;
}

/* What the login keeps ------------------------------------------------------------------------- */

typedef void (*EachAccount) (gint64 number, MdgSecret *uri, gpointer data);

/* Every key of the login's that has an entry. @only: (nullable): numbers. */
static gboolean
walk_accounts (MdgDatabase *database,
               MdgVault *vault,
               GHashTable *only,
               EachAccount each,
               gpointer data,
               GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "SELECT e.number, a.institution_code || '/' || a.login_id, a.registration"
      " FROM otp_entry e JOIN account a ON a.id = e.account WHERE a.registration <> 0",
      error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      g_autoptr (MdgSecret) uri = NULL;
      gint64 number;

      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      number = mdg_statement_get_int (statement, 0);
      if (only != NULL && !g_hash_table_contains (only, &number))
        continue;
      uri = mdg_vault_load (vault,
                            mdg_statement_get_int (statement, 2) == MDG_REGISTRATION_PENDING
                                ? "pending-otpauth-uri"
                                : "otpauth-uri",
                            mdg_statement_get_text (statement, 1), NULL);
      if (uri != NULL)
        each (number, uri, data);
    }
}

/* opening -------------------------------------------------------------------------------------- */

typedef struct
{
  MdgOtpKeys *keys;
  GHashTable *wanted;
} Opening;

static void
open_uri (gint64 number, MdgSecret *uri, gpointer data)
{
  mdg_otp_keys_add_uri (((Opening *)data)->keys, number, mdg_secret_get_string (uri),
                        mdg_secret_get_length (uri));
}

static void
open_record (const char *owner, const guint8 *data, gsize length, gpointer user_data)
{
  Opening *opening = user_data;
  gint64 number = g_ascii_strtoll (owner, NULL, 10);

  if (data != NULL && g_hash_table_contains (opening->wanted, &number))
    mdg_otp_keys_add_record (opening->keys, number, data, length);
}

/* Returns: FALSE when nothing can be opened at all */
static gboolean
open_one (MdgVault *vault, MdgOtpKeys *keys, gint64 number, GError **error)
{
  g_autofree char *owner = mdg_otp_owner (number);
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgSecret) record = mdg_vault_load (vault, MDG_OTP_KIND, owner, &fault);

  if (record != NULL)
    mdg_otp_keys_add_record (keys, number, mdg_secret_get_data (record, NULL),
                             mdg_secret_get_length (record));
  if (record != NULL || g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND)
      || g_error_matches (fault, MDG_ERROR, MDG_ERROR_DAMAGED))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

MdgOtpKeys *
mdg_authenticator_book_open (MdgDatabase *database,
                             MdgVault *vault,
                             const gint64 *numbers,
                             guint n,
                             GError **error)
{
  g_autoptr (GHashTable) wanted = set_of_numbers (numbers, n);
  g_autoptr (MdgOtpKeys) keys = mdg_otp_keys_new (g_hash_table_size (wanted), error);
  Opening opening = { keys, wanted };

  if (keys == NULL)
    return NULL;
  if (n > FEW)
    {
      if (!mdg_vault_load_each (vault, MDG_OTP_KIND, open_record, &opening, error))
        return NULL;
    }
  else
    for (guint i = 0; i < n; i++)
      if (mdg_otp_keys_find (keys, numbers[i]) == G_MAXUINT
          && !open_one (vault, keys, numbers[i], error))
        return NULL;
  if (!walk_accounts (database, vault, wanted, open_uri, &opening, error))
    return NULL;
  mdg_otp_keys_seal (keys);
  return g_steal_pointer (&keys);
}

/* comparing ------------------------------------------------------------------------------------ */

/* Keys by a keyed hash, under a key of this one comparison: no key lies in a table in ordinary
 * memory. */
typedef struct
{
  guint8 secret[crypto_generichash_KEYBYTES];
  GHashTable *marks; /* of GBytes */
} Marks;

static GBytes *
make_mark (Marks *marks, const guint8 *key, gsize length)
{
  guint8 mark[MARK_BYTES];

  crypto_generichash (mark, sizeof mark, key, length, marks->secret, sizeof marks->secret);
  return g_bytes_new (mark, sizeof mark);
}

static void
mark_record (const char *owner, const guint8 *data, gsize length, gpointer marks)
{
  if (data != NULL && length > RECORD_HEAD)
    g_hash_table_add (((Marks *)marks)->marks,
                      make_mark (marks, data + RECORD_HEAD, length - RECORD_HEAD));
}

static GBytes *
mark_of (Marks *marks, const MdgOtpauthUri *uri)
{
  g_autoptr (MdgSecret) key = mdg_base32_decode (mdg_secret_get_string (uri->setup_key), -1, NULL);

  return make_mark (marks, mdg_secret_get_data (key, NULL), mdg_secret_get_length (key));
}

static void
mark_uri (gint64 number, MdgSecret *text, gpointer marks)
{
  g_autoptr (MdgOtpauthUri) uri = mdg_otpauth_uri_parse (
      mdg_secret_get_string (text), (gssize)mdg_secret_get_length (text), NULL);

  if (uri != NULL)
    g_hash_table_add (((Marks *)marks)->marks, mark_of (marks, uri));
}

/* Keys of the trash count, too: what is there can be taken out again. */
static gboolean
collect_marks (MdgDatabase *database, MdgVault *vault, Marks *marks, GError **error)
{
  return mdg_vault_load_each (vault, MDG_OTP_KIND, mark_record, marks, error)
         && walk_accounts (database, vault, NULL, mark_uri, marks, error);
}

/* Returns: (transfer full) (nullable): "issuer\naccount" of each */
static GHashTable *
collect_names (MdgDatabase *database, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database,
      "SELECT coalesce (a.institution_name, e.issuer) || char (10) || coalesce (a.login_id, e.name)"
      " FROM otp_entry e LEFT JOIN account a ON a.id = e.account WHERE e.trashed_at = 0",
      error);
  gboolean row = FALSE;

  if (statement == NULL)
    return NULL;
  for (;;)
    {
      if (!mdg_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&names);
      if (!mdg_statement_is_null (statement, 0))
        g_hash_table_add (names, g_strdup (mdg_statement_get_text (statement, 0)));
    }
}

static guint8
judge (Marks *marks, GHashTable *names, const MdgOtpItem *item)
{
  GBytes *mark = mark_of (marks, item->uri);
  char *name = g_strdup_printf ("%s\n%s", item->uri->issuer != NULL ? item->uri->issuer : "",
                                item->uri->account);

  /* Both return whether it was not there. */
  if (!g_hash_table_add (marks->marks, mark))
    {
      g_free (name);
      return MDG_OTP_SAME_KEY;
    }
  return g_hash_table_add (names, name) ? MDG_OTP_NEW : MDG_OTP_SAME_NAME;
}

GByteArray *
mdg_otp_compare (MdgDatabase *database, MdgVault *vault, GPtrArray *items, GError **error)
{
  Marks marks = { .marks = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                                  (GDestroyNotify)g_bytes_unref, NULL) };
  g_autoptr (GHashTable) known = marks.marks;
  g_autoptr (GHashTable) names = NULL;
  GByteArray *verdicts = NULL;

  randombytes_buf (marks.secret, sizeof marks.secret);
  if (collect_marks (database, vault, &marks, error))
    names = collect_names (database, error);
  if (names != NULL)
    {
      verdicts = g_byte_array_sized_new (items->len);
      for (guint i = 0; i < items->len; i++)
        {
          guint8 verdict = judge (&marks, names, items->pdata[i]);

          g_byte_array_append (verdicts, &verdict, 1);
        }
    }
  sodium_memzero (marks.secret, sizeof marks.secret);
  return verdicts;
}
