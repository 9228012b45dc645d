/* transfer-content.c: rows of fields in guarded memory.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/transfer-content.h"

#include <sodium.h>
#include <string.h>

#include "store/sealed-file.h"

#define MAGIC "madoguchi transfer "
#define FIRST_LINE MAGIC "1\n"
#define FIRST_SIZE (64 * 1024)

struct _MdgTransferWriter
{
  guint8 *data; /* sodium_malloc; NULL: no memory */
  gsize size;
  gsize used;
  gboolean too_long;
};

MdgTransferWriter *
mdg_transfer_writer_new (void)
{
  MdgTransferWriter *self = g_new0 (MdgTransferWriter, 1);

  self->data = sodium_init () >= 0 ? sodium_malloc (FIRST_SIZE) : NULL;
  self->size = self->data != NULL ? FIRST_SIZE : 0;
  if (self->data != NULL)
    memcpy (self->data, FIRST_LINE, strlen (FIRST_LINE));
  self->used = strlen (FIRST_LINE);
  return self;
}

void
mdg_transfer_writer_free (MdgTransferWriter *self)
{
  if (self == NULL)
    return;
  sodium_free (self->data);
  g_free (self);
}

static gboolean
reserve (MdgTransferWriter *self, gsize more)
{
  gsize size = self->size;
  guint8 *larger;

  if (self->data == NULL || self->too_long)
    return FALSE;
  if (self->used + more <= size)
    return TRUE;
  while (size < self->used + more)
    size *= 2;
  self->too_long = self->used + more > MDG_SEALED_CONTENT_MAX;
  larger = self->too_long ? NULL : sodium_malloc (size);
  if (larger == NULL)
    return FALSE;
  memcpy (larger, self->data, self->used);
  sodium_free (self->data);
  self->data = larger;
  self->size = size;
  return TRUE;
}

static void
append (MdgTransferWriter *self, const void *data, gsize length)
{
  if (reserve (self, length))
    {
      memcpy (self->data + self->used, data, length);
      self->used += length;
    }
}

static void
append_number (MdgTransferWriter *self, guint64 number, gsize bytes)
{
  guint8 data[sizeof number];

  for (gsize i = 0; i < bytes; i++)
    data[i] = (guint8)(number >> (8 * i));
  append (self, data, bytes);
}

void
mdg_transfer_writer_add (MdgTransferWriter *self, const MdgTransferRow *row)
{
  g_return_if_fail (row->n_fields > 0 && row->n_fields <= MDG_TRANSFER_FIELDS_MAX);

  append_number (self, row->n_fields, 2);
  for (guint i = 0; i < row->n_fields; i++)
    {
      const MdgTransferField *field = &row->fields[i];

      append_number (self, field->type, 1);
      if (field->type == MDG_FIELD_NUMBER)
        append_number (self, (guint64)field->number, 8);
      else if (field->type != MDG_FIELD_NOTHING)
        {
          append_number (self, field->length, 4);
          append (self, field->text, field->length);
          append (self, "", 1);
        }
    }
}

MdgSecret *
mdg_transfer_writer_finish (MdgTransferWriter *self, GError **error)
{
  if (self->data != NULL && !self->too_long)
    return mdg_secret_new (self->data, self->used);
  mdg_set_error (error, self->too_long ? MDG_ERROR_TOO_LARGE : MDG_ERROR_FAILED,
                 self->too_long ? "the content is too long" : "no locked memory left");
  return NULL;
}

/* reading ------------------------------------------------------------------------------------- */

gboolean
mdg_transfer_reader_init (MdgTransferReader *reader, MdgSecret *content, GError **error)
{
  reader->data = mdg_secret_get_data (content, &reader->length);
  reader->at = strlen (FIRST_LINE);
  if (reader->length >= reader->at && memcmp (reader->data, FIRST_LINE, reader->at) == 0)
    return TRUE;
  if (reader->length > strlen (MAGIC) && memcmp (reader->data, MAGIC, strlen (MAGIC)) == 0
      && g_ascii_isdigit (reader->data[strlen (MAGIC)]))
    mdg_set_error (error, MDG_ERROR_TOO_NEW, "the transfer file is of another version");
  else
    mdg_set_error (error, MDG_ERROR_DAMAGED, "this is no content of a transfer file");
  return FALSE;
}

static gboolean
take_number (MdgTransferReader *reader, gsize bytes, guint64 *number)
{
  *number = 0;
  if (reader->length - reader->at < bytes)
    return FALSE;
  for (gsize i = 0; i < bytes; i++)
    *number |= (guint64)reader->data[reader->at + i] << (8 * i);
  reader->at += bytes;
  return TRUE;
}

static gboolean
take_bytes (MdgTransferReader *reader, MdgTransferField *field)
{
  guint64 length;

  if (!take_number (reader, 4, &length) || length > MDG_TRANSFER_TEXT_MAX
      || reader->length - reader->at < length + 1 || reader->data[reader->at + length] != '\0')
    return FALSE;
  field->text = (const char *)reader->data + reader->at;
  field->length = (gsize)length;
  reader->at += (gsize)length + 1;
  /* g_utf8_validate() refuses a NUL inside, too. */
  return field->type == MDG_FIELD_SECRET
         || g_utf8_validate (field->text, (gssize)field->length, NULL);
}

static gboolean
take_field (MdgTransferReader *reader, MdgTransferField *field)
{
  guint64 type, number = 0;

  *field = (MdgTransferField){ MDG_FIELD_NOTHING, 0, NULL, 0 };
  if (!take_number (reader, 1, &type) || type > MDG_FIELD_SECRET)
    return FALSE;
  field->type = (MdgFieldType)type;
  if (field->type == MDG_FIELD_NOTHING)
    return TRUE;
  if (field->type != MDG_FIELD_NUMBER)
    return take_bytes (reader, field);
  if (!take_number (reader, 8, &number))
    return FALSE;
  field->number = (gint64)number;
  return TRUE;
}

static gboolean
take_row (MdgTransferReader *reader, MdgTransferRow *row)
{
  guint64 n = 0;

  if (!take_number (reader, 2, &n) || n == 0 || n > MDG_TRANSFER_FIELDS_MAX)
    return FALSE;
  row->n_fields = (guint)n;
  for (guint i = 0; i < row->n_fields; i++)
    if (!take_field (reader, &row->fields[i]))
      return FALSE;
  return row->fields[0].type == MDG_FIELD_TEXT;
}

gboolean
mdg_transfer_reader_next (MdgTransferReader *reader, MdgTransferRow *row, GError **error)
{
  if (reader->at == reader->length)
    return FALSE;
  if (take_row (reader, row))
    return TRUE;
  mdg_set_error (error, MDG_ERROR_DAMAGED, "the content of the transfer file is damaged");
  return FALSE;
}
