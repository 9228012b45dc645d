/* protobuf.h: protobuf's wire format, as far as a migration QR code needs it: a message's fields one after the other, and messages that
 * are written into locked memory. What is read may be hostile. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_PROTOBUF_VARINT = 0,
  MDG_PROTOBUF_FIXED64 = 1,
  MDG_PROTOBUF_BYTES = 2,
  MDG_PROTOBUF_FIXED32 = 5
} MdgProtobufWire;

/* What is left of a message. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
} MdgProtobufSpan;

typedef struct
{
  guint number;
  guint wire;            /* MdgProtobufWire */
  guint64 value;         /* of a VARINT */
  MdgProtobufSpan bytes; /* of the others */
} MdgProtobufField;

/* The next field of @span, which goes on behind it then. Returns: FALSE: it is broken, cut off or of a strange kind */
gboolean mdg_protobuf_take (MdgProtobufSpan *span, MdgProtobufField *field);

/* A message that is being made: locked, wiped when it is cleared. */
typedef struct
{
  guint8 *data;
  gsize length;
  gsize room;
} MdgProtobufMessage;

/* @room: bytes that it has at the most */
void mdg_protobuf_message_init (MdgProtobufMessage *message, gsize room);
void mdg_protobuf_message_clear (MdgProtobufMessage *message);

void mdg_protobuf_put_number (MdgProtobufMessage *message, guint field, guint64 value);
void mdg_protobuf_put_bytes (MdgProtobufMessage *message, guint field, const void *data, gsize length);

G_END_DECLS
