/* protobuf.c: protobuf's wire format, as far as a migration QR code needs it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "authenticator/protobuf.h"

#include <sodium.h>
#include <string.h>

static gboolean
take_varint (MdgProtobufSpan *span, guint64 *value)
{
  *value = 0;
  for (guint shift = 0; shift < 64 && span->at < span->end; shift += 7)
    {
      guint8 byte = *span->at++;

      if (shift == 63 && byte > 1)
        return FALSE;
      *value |= (guint64)(byte & 0x7F) << shift;
      if (byte < 0x80)
        return TRUE;
    }
  return FALSE;
}

static gboolean
take_bytes (MdgProtobufSpan *span, guint64 length, MdgProtobufSpan *bytes)
{
  if (length > (guint64)(span->end - span->at))
    return FALSE;
  *bytes = (MdgProtobufSpan){ span->at, span->at + length };
  span->at += length;
  return TRUE;
}

gboolean
mdg_protobuf_take (MdgProtobufSpan *span, MdgProtobufField *field)
{
  guint64 tag, length;

  if (!take_varint (span, &tag) || tag >> 3 < 1 || tag >> 3 >= 1u << 29)
    return FALSE;
  field->number = (guint)(tag >> 3);
  field->wire = (guint)(tag & 7);
  switch (field->wire)
    {
    case MDG_PROTOBUF_VARINT:
      return take_varint (span, &field->value);
    case MDG_PROTOBUF_FIXED64:
      return take_bytes (span, 8, &field->bytes);
    case MDG_PROTOBUF_FIXED32:
      return take_bytes (span, 4, &field->bytes);
    case MDG_PROTOBUF_BYTES:
      return take_varint (span, &length) && take_bytes (span, length, &field->bytes);
    default:
      return FALSE;
    }
}

/* writing -------------------------------------------------------------------------------------- */

void
mdg_protobuf_message_init (MdgProtobufMessage *message, gsize room)
{
  *message = (MdgProtobufMessage){ sodium_malloc (room), 0, room };
  if (message->data == NULL)
    g_error ("no guarded memory for a migration QR code");
}

void
mdg_protobuf_message_clear (MdgProtobufMessage *message)
{
  g_clear_pointer (&message->data, sodium_free);
}

static void
put_byte (MdgProtobufMessage *message, guint8 byte)
{
  g_assert (message->length < message->room);
  message->data[message->length++] = byte;
}

static void
put_varint (MdgProtobufMessage *message, guint64 value)
{
  for (; value >= 0x80; value >>= 7)
    put_byte (message, (guint8)(value | 0x80));
  put_byte (message, (guint8)value);
}

void
mdg_protobuf_put_number (MdgProtobufMessage *message, guint field, guint64 value)
{
  put_varint (message, field << 3 | MDG_PROTOBUF_VARINT);
  put_varint (message, value);
}

void
mdg_protobuf_put_bytes (MdgProtobufMessage *message, guint field, const void *data, gsize length)
{
  put_varint (message, field << 3 | MDG_PROTOBUF_BYTES);
  put_varint (message, length);
  g_assert (length <= message->room - message->length);
  memcpy (message->data + message->length, data, length);
  message->length += length;
}
