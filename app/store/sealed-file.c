/* sealed-file.c: one file of secrets that leaves the computer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/sealed-file.h"

#include <sodium.h>
#include <string.h>

#include "core/file.h"
#include "core/secret-text.h"

#define MAGIC "MadoguchiSealed\n"
#define MAGIC_BYTES 16
#define VERSION 1
#define ALGORITHM 1
#define PURPOSE_BYTES 16
#define SALT_BYTES crypto_pwhash_SALTBYTES
#define KEY_BYTES crypto_secretstream_xchacha20poly1305_KEYBYTES
#define STREAM_HEADER_BYTES crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define PIECE_EXTRA crypto_secretstream_xchacha20poly1305_ABYTES
#define CHECK_BYTES 32

#define OFFSET_VERSION MAGIC_BYTES
#define OFFSET_ALGORITHM (OFFSET_VERSION + 1)
#define OFFSET_PURPOSE (OFFSET_VERSION + 4)
#define OFFSET_OPERATIONS (OFFSET_PURPOSE + PURPOSE_BYTES)
#define OFFSET_MEMORY (OFFSET_OPERATIONS + 4)
#define OFFSET_SALT (OFFSET_MEMORY + 4)
#define OFFSET_STREAM (OFFSET_SALT + SALT_BYTES)
#define HEADER_BYTES (OFFSET_STREAM + STREAM_HEADER_BYTES)

#define PIECE_BYTES (64 * 1024)
#define SEALED_PIECE_BYTES (PIECE_BYTES + PIECE_EXTRA)

/* Plain text is filled up to whole blocks: how many secrets there are is nobody's business. */
#define BLOCK_BYTES 4096

/* Beyond these bounds opening a file that anybody may have written would be an attack. */
#define OPERATIONS_MAX 16
#define MEMORY_MAX_KIB (1024 * 1024)

/* Memory for plain text and keys, wiped and locked. */
typedef guint8 Guarded;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Guarded, sodium_free)

static void
put_number (guint8 *at, guint32 number)
{
  number = GUINT32_TO_LE (number);
  memcpy (at, &number, sizeof number);
}

static guint32
get_number (const guint8 *at)
{
  guint32 number;

  memcpy (&number, at, sizeof number);
  return GUINT32_FROM_LE (number);
}

static gboolean
no_memory (GError **error)
{
  mdg_set_error (error, MDG_ERROR_FAILED, "no locked memory left");
  return FALSE;
}

static gboolean
start_sodium (GError **error)
{
  if (sodium_init () >= 0)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_FAILED, "libsodium does not start");
  return FALSE;
}

/* Returns: (transfer full) (nullable) */
static MdgSecret *
normalise (MdgSecret *passphrase, GError **error)
{
  MdgSecret *normal = mdg_secret_normalise (passphrase, MDG_TEXT_CANONICAL);

  if (normal == NULL)
    mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "the passphrase is empty or no text");
  return normal;
}

/* The key that @header's parameters make of @passphrase. Returns: (transfer full) (nullable) */
static Guarded *
derive (const guint8 *header, MdgSecret *passphrase, GError **error)
{
  gsize length;
  const guint8 *data = mdg_secret_get_data (passphrase, &length);
  g_autoptr (Guarded) key = sodium_malloc (KEY_BYTES);
  guint32 memory = get_number (header + OFFSET_MEMORY);

  if (key != NULL
      && crypto_pwhash (key, KEY_BYTES, (const char *)data, length, header + OFFSET_SALT,
                        get_number (header + OFFSET_OPERATIONS), (gsize)memory * 1024,
                        crypto_pwhash_ALG_ARGON2ID13)
             == 0)
    return g_steal_pointer (&key);
  mdg_set_error (error, MDG_ERROR_FAILED, "Argon2id wants %u KiB of memory", memory);
  return NULL;
}

/* sealing ------------------------------------------------------------------------------------- */

static void
fill_header (guint8 header[HEADER_BYTES], const char *purpose, MdgSealedCost cost)
{
  gboolean lowest = cost == MDG_SEALED_COST_LOWEST;

  memset (header, 0, HEADER_BYTES);
  memcpy (header, MAGIC, MAGIC_BYTES);
  header[OFFSET_VERSION] = VERSION;
  header[OFFSET_ALGORITHM] = ALGORITHM;
  memcpy (header + OFFSET_PURPOSE, purpose, strlen (purpose));
  put_number (header + OFFSET_OPERATIONS, lowest ? (guint32)crypto_pwhash_OPSLIMIT_MIN
                                                 : (guint32)crypto_pwhash_OPSLIMIT_MODERATE);
  put_number (header + OFFSET_MEMORY, lowest ? (guint32)(crypto_pwhash_MEMLIMIT_MIN / 1024)
                                             : (guint32)(crypto_pwhash_MEMLIMIT_MODERATE / 1024));
  randombytes_buf (header + OFFSET_SALT, SALT_BYTES);
}

/* The content, filled up to whole blocks. Returns: (transfer full) (nullable) */
static Guarded *
pad (MdgSecret *content, gsize *padded)
{
  gsize length;
  const guint8 *data = mdg_secret_get_data (content, &length);
  gsize room = (length / BLOCK_BYTES + 1) * BLOCK_BYTES;
  Guarded *plain = sodium_malloc (room);

  if (plain == NULL)
    return NULL;
  memcpy (plain, data, length);
  sodium_pad (padded, plain, length, BLOCK_BYTES, room);
  return plain;
}

static void
append_pieces (GByteArray *bytes,
               crypto_secretstream_xchacha20poly1305_state *stream,
               const guint8 *header,
               const guint8 *plain,
               gsize length)
{
  g_autofree guint8 *piece = g_malloc (SEALED_PIECE_BYTES);

  for (gsize at = 0; at < length; at += PIECE_BYTES)
    {
      gsize part = MIN (PIECE_BYTES, length - at);
      guint8 tag = at + part == length ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;

      crypto_secretstream_xchacha20poly1305_push (stream, piece, NULL, plain + at, part, header,
                                                  HEADER_BYTES, tag);
      g_byte_array_append (bytes, piece, (guint)(part + PIECE_EXTRA));
    }
}

static void
take_check (const guint8 *data, gsize length, guint8 check[CHECK_BYTES])
{
  crypto_generichash (check, CHECK_BYTES, data, length, NULL, 0);
}

GBytes *
mdg_sealed_bytes_new (const char *purpose,
                      MdgSecret *passphrase,
                      MdgSealedCost cost,
                      MdgSecret *content,
                      GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (MdgSecret) normal = NULL;
  g_autoptr (Guarded) key = NULL;
  g_autoptr (Guarded) plain = NULL;
  crypto_secretstream_xchacha20poly1305_state stream;
  guint8 header[HEADER_BYTES], check[CHECK_BYTES];
  gsize length = 0;

  g_return_val_if_fail (purpose != NULL && strlen (purpose) < PURPOSE_BYTES, NULL);
  g_return_val_if_fail (passphrase != NULL && content != NULL, NULL);

  if (mdg_secret_get_length (content) > MDG_SEALED_CONTENT_MAX)
    {
      mdg_set_error (error, MDG_ERROR_TOO_LARGE, "the content is too long");
      return NULL;
    }
  normal = start_sodium (error) ? normalise (passphrase, error) : NULL;
  if (normal == NULL)
    return NULL;
  fill_header (header, purpose, cost);
  key = derive (header, normal, error);
  plain = key != NULL ? pad (content, &length) : NULL;
  if (plain == NULL)
    {
      if (key != NULL)
        no_memory (error);
      return NULL;
    }
  crypto_secretstream_xchacha20poly1305_init_push (&stream, header + OFFSET_STREAM, key);
  g_byte_array_append (bytes, header, HEADER_BYTES);
  append_pieces (bytes, &stream, header, plain, length);
  sodium_memzero (&stream, sizeof stream);
  take_check (bytes->data, bytes->len, check);
  g_byte_array_append (bytes, check, CHECK_BYTES);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* opening ------------------------------------------------------------------------------------- */

static gboolean
damaged (const char *what, GError **error)
{
  mdg_set_error (error, MDG_ERROR_DAMAGED, "the sealed file is damaged: %s", what);
  return FALSE;
}

static gboolean
is_of_purpose (const guint8 *header, const char *purpose)
{
  guint8 wanted[PURPOSE_BYTES] = { 0 };

  memcpy (wanted, purpose, strlen (purpose));
  return memcmp (header + OFFSET_PURPOSE, wanted, PURPOSE_BYTES) == 0;
}

static gboolean
is_within_bounds (const guint8 *header)
{
  guint32 operations = get_number (header + OFFSET_OPERATIONS);
  guint32 memory = get_number (header + OFFSET_MEMORY);

  return operations >= crypto_pwhash_OPSLIMIT_MIN && operations <= OPERATIONS_MAX
         && memory >= crypto_pwhash_MEMLIMIT_MIN / 1024 && memory <= MEMORY_MAX_KIB;
}

static gboolean
check_bytes (const guint8 *data, gsize length, const char *purpose, GError **error)
{
  guint8 check[CHECK_BYTES];

  if (length < MAGIC_BYTES || memcmp (data, MAGIC, MAGIC_BYTES) != 0)
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "this is no sealed file");
      return FALSE;
    }
  if (length < HEADER_BYTES + CHECK_BYTES)
    return damaged ("it is cut off", error);
  if (data[OFFSET_VERSION] > VERSION || data[OFFSET_ALGORITHM] > ALGORITHM)
    {
      mdg_set_error (error, MDG_ERROR_TOO_NEW, "the sealed file has version %d",
                     data[OFFSET_VERSION]);
      return FALSE;
    }
  take_check (data, length - CHECK_BYTES, check);
  if (memcmp (check, data + length - CHECK_BYTES, CHECK_BYTES) != 0)
    return damaged ("its check sum differs", error);
  if (data[OFFSET_VERSION] != VERSION || data[OFFSET_ALGORITHM] != ALGORITHM
      || !is_within_bounds (data) || length > MDG_SEALED_FILE_MAX)
    return damaged ("its header cannot be", error);
  if (is_of_purpose (data, purpose))
    return TRUE;
  mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "the sealed file is of another purpose");
  if (error != NULL)
    mdg_error_set_field (*error, "purpose");
  return FALSE;
}

gboolean
mdg_sealed_bytes_check (GBytes *bytes, const char *purpose, GError **error)
{
  gsize length;
  const guint8 *data;

  g_return_val_if_fail (bytes != NULL && purpose != NULL && strlen (purpose) < PURPOSE_BYTES,
                        FALSE);

  data = g_bytes_get_data (bytes, &length);
  return start_sodium (error) && check_bytes (data, length, purpose, error);
}

/* Opens all pieces of @sealed into @plain, which has room for as many bytes. Returns: whether each
 * is sound, and the final one the last. @n_opened: (out): how many are */
static gboolean
pull_pieces (crypto_secretstream_xchacha20poly1305_state *stream,
             const guint8 *header,
             const guint8 *sealed,
             gsize length,
             guint8 *plain,
             gsize *opened,
             guint *n_opened)
{
  guint8 tag = 0;

  *opened = 0;
  *n_opened = 0;
  while (length > 0 && tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL)
    {
      gsize part = MIN (SEALED_PIECE_BYTES, length);
      unsigned long long n = 0;

      if (part <= PIECE_EXTRA
          || crypto_secretstream_xchacha20poly1305_pull (stream, plain + *opened, &n, &tag, sealed,
                                                         part, header, HEADER_BYTES)
                 != 0)
        return FALSE;
      *opened += (gsize)n;
      *n_opened += 1;
      sealed += part;
      length -= part;
    }
  return length == 0 && tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
}

static MdgSecret *
open_pieces (const guint8 *header, gsize length, const guint8 *key, GError **error)
{
  crypto_secretstream_xchacha20poly1305_state stream;
  g_autoptr (Guarded) plain = sodium_malloc (length - HEADER_BYTES);
  gsize opened = 0, content = 0;
  guint n_opened = 0;
  gboolean sound;

  if (plain == NULL)
    {
      no_memory (error);
      return NULL;
    }
  crypto_secretstream_xchacha20poly1305_init_pull (&stream, header + OFFSET_STREAM, key);
  sound = pull_pieces (&stream, header, header + HEADER_BYTES, length - HEADER_BYTES, plain,
                       &opened, &n_opened);
  sodium_memzero (&stream, sizeof stream);
  if (sound && sodium_unpad (&content, plain, opened, BLOCK_BYTES) == 0)
    return mdg_secret_new (plain, content);
  /* The check sum fits: what does not open from the start has another key. */
  if (n_opened == 0)
    mdg_set_error (error, MDG_ERROR_WRONG_PASSPHRASE, "the sealed file does not open");
  else
    damaged ("a piece does not open", error);
  return NULL;
}

MdgSecret *
mdg_sealed_bytes_open (GBytes *bytes, const char *purpose, MdgSecret *passphrase, GError **error)
{
  gsize length;
  const guint8 *data;
  g_autoptr (MdgSecret) normal = NULL;
  g_autoptr (Guarded) key = NULL;

  g_return_val_if_fail (passphrase != NULL, NULL);

  if (!mdg_sealed_bytes_check (bytes, purpose, error))
    return NULL;
  data = g_bytes_get_data (bytes, &length);
  length -= CHECK_BYTES;
  if (length == HEADER_BYTES)
    {
      damaged ("it is empty", error);
      return NULL;
    }
  normal = normalise (passphrase, NULL);
  if (normal == NULL)
    {
      mdg_set_error (error, MDG_ERROR_WRONG_PASSPHRASE, "the passphrase is empty or no text");
      return NULL;
    }
  key = derive (data, normal, error);
  return key != NULL ? open_pieces (data, length, key, error) : NULL;
}

/* files --------------------------------------------------------------------------------------- */

gboolean
mdg_sealed_file_write (const char *path,
                       const char *purpose,
                       MdgSecret *passphrase,
                       MdgSealedCost cost,
                       MdgSecret *content,
                       GError **error)
{
  g_autoptr (GBytes) bytes = mdg_sealed_bytes_new (purpose, passphrase, cost, content, error);
  gsize length;
  const guint8 *data;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &length);
  return mdg_file_write (path, data, length, error);
}

MdgSecret *
mdg_sealed_file_read (const char *path, const char *purpose, MdgSecret *passphrase, GError **error)
{
  g_autoptr (GBytes) bytes = mdg_file_read (path, MDG_SEALED_FILE_MAX, error);

  return bytes != NULL ? mdg_sealed_bytes_open (bytes, purpose, passphrase, error) : NULL;
}
