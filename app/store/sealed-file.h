/* sealed-file.h: one file of secrets that leaves the computer, under a passphrase of its own (I5, B4). Argon2id makes a
 * key out of the passphrase; under it the content lies in libsodium's secretstream (XChaCha20-Poly1305), whose pieces can
 * be neither altered, moved, left out nor cut off. The length of the content is rounded up. The reader takes any bytes as
 * hostile. Any thread; both directions take as long as Argon2id takes.
 *
 *     16  "MadoguchiSealed\n"
 *      4  version 1, algorithm 1, two zeros
 *     16  purpose, filled up with zeros
 *      8  Argon2id: operations, memory in KiB (little endian)
 *     16  salt
 *     24  the stream's header
 *      …  pieces of at most 64 KiB and 17 bytes, each with everything above as associated data; the last bears the final tag
 *     32  BLAKE2b-256 of everything above: tells a damaged file from a wrong passphrase, and protects nothing
 */
#pragma once

#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

/* What is in it: a word of at most 15 ASCII letters and hyphens. A file opens only as what it was made for. */
#define MDG_SEALED_TRANSFER "transfer"
#define MDG_SEALED_AUTHENTICATOR "authenticator"

/* Bytes of a content, and of a file. */
#define MDG_SEALED_CONTENT_MAX (48 * 1024 * 1024)
#define MDG_SEALED_FILE_MAX (MDG_SEALED_CONTENT_MAX + 64 * 1024)

typedef enum
{
  MDG_SEALED_COST_MODERATE, /* a passphrase that a person chose: 256 MiB, about a second */
  MDG_SEALED_COST_LOWEST    /* tests */
} MdgSealedCost;

/* Seals @content, of at most MDG_SEALED_CONTENT_MAX bytes. @passphrase: text, normalised (NFC) here. Errors:
 * MDG_ERROR_INVALID_INPUT (the passphrase is empty or no text), _TOO_LARGE, _FAILED (no memory). Returns: (transfer full)
 * (nullable) */
GBytes *mdg_sealed_bytes_new (const char *purpose, MdgSecret *passphrase, MdgSealedCost cost, MdgSecret *content, GError **error);

/* Opens them. Errors: MDG_ERROR_NOT_FOUND (no such file of ours at all), _INVALID_INPUT with the field "purpose" (ours, but of
 * another purpose), _TOO_NEW, _DAMAGED, _WRONG_PASSPHRASE, _FAILED (no memory). Returns: (transfer full) (nullable) */
MdgSecret *mdg_sealed_bytes_open (GBytes *bytes, const char *purpose, MdgSecret *passphrase, GError **error);

/* Everything that can be said without the passphrase. Errors: as mdg_sealed_bytes_open() */
gboolean mdg_sealed_bytes_check (GBytes *bytes, const char *purpose, GError **error);

/* The same as a file, complete or absent, mode 0600. Errors: also those of mdg_file_write() and mdg_file_read(); a file that is
 * not there is MDG_ERROR_NOT_FOUND, too. Block. */
gboolean mdg_sealed_file_write (const char *path, const char *purpose, MdgSecret *passphrase, MdgSealedCost cost,
                                MdgSecret *content, GError **error);
MdgSecret *mdg_sealed_file_read (const char *path, const char *purpose, MdgSecret *passphrase, GError **error);

G_END_DECLS
