/* transfer-content.h: what is in a transfer file, once its seal is open: rows of fields, one after the other, in one block of
 * guarded memory. Used by transfer.c only. The reader takes any bytes as hostile.
 *
 *     "madoguchi transfer 1\n", then for each row: number of fields (2 bytes), and for each field its type (1 byte) and
 *     0: nothing; 1: a whole number (8 bytes); 2: UTF-8 text; 3: a secret (both: length (4 bytes), bytes, a NUL).
 *     Numbers are little endian.
 */
#pragma once

#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

#define MDG_TRANSFER_FIELDS_MAX 24
#define MDG_TRANSFER_TEXT_MAX (1024 * 1024) /* bytes of one field */

typedef enum
{
  MDG_FIELD_NOTHING,
  MDG_FIELD_NUMBER,
  MDG_FIELD_TEXT,
  MDG_FIELD_SECRET
} MdgFieldType;

typedef struct
{
  MdgFieldType type;
  gint64 number;
  const char *text; /* of text and secrets: NUL-terminated; owned by the content */
  gsize length;     /* without the NUL */
} MdgTransferField;

typedef struct
{
  guint n_fields; /* at least one; the first is a text: what the row is */
  MdgTransferField fields[MDG_TRANSFER_FIELDS_MAX];
} MdgTransferRow;

typedef struct _MdgTransferWriter MdgTransferWriter;

MdgTransferWriter *mdg_transfer_writer_new (void);
void mdg_transfer_writer_free (MdgTransferWriter *writer);
void mdg_transfer_writer_add (MdgTransferWriter *writer, const MdgTransferRow *row);

/* Errors: MDG_ERROR_TOO_LARGE, _FAILED (no memory). Returns: (transfer full) (nullable) */
MdgSecret *mdg_transfer_writer_finish (MdgTransferWriter *writer, GError **error);

typedef struct
{
  const guint8 *data;
  gsize length;
  gsize at;
} MdgTransferReader;

/* @content must outlive the reader. Errors: MDG_ERROR_DAMAGED, _TOO_NEW */
gboolean mdg_transfer_reader_init (MdgTransferReader *reader, MdgSecret *content, GError **error);

/* Returns: FALSE at the end, or with @error MDG_ERROR_DAMAGED */
gboolean mdg_transfer_reader_next (MdgTransferReader *reader, MdgTransferRow *row, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTransferWriter, mdg_transfer_writer_free)

G_END_DECLS
