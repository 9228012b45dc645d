/* migration.c: reading and writing otpauth-migration://offline?data=...
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "authenticator/migration.h"

#include <sodium.h>
#include <string.h>

#include "core/base32.h"
#include "core/text.h"

#define PREFIX MDG_MIGRATION_SCHEME "offline?"
#define MAX_TEXT 8192    /* bytes; a QR code holds at most 2953 */
#define MAX_ACCOUNTS 200 /* of one page; it holds far fewer */
#define NEWEST_VERSION 2
#define MIN_KEY_BYTES 10
#define MAX_KEY_BYTES 80
#define MAX_NAME 200 /* characters that are kept */

/* Protobuf's wire types. */
enum
{
  VARINT = 0,
  FIXED64 = 1,
  BYTES = 2,
  FIXED32 = 5
};

/* Fields of a page, and of an account in it. */
enum
{
  PAGE_ACCOUNT = 1,
  PAGE_VERSION,
  PAGE_COUNT,
  PAGE_INDEX,
  PAGE_BATCH
};
enum
{
  ACCOUNT_KEY = 1,
  ACCOUNT_NAME,
  ACCOUNT_ISSUER,
  ACCOUNT_ALGORITHM,
  ACCOUNT_DIGITS,
  ACCOUNT_KIND,
  ACCOUNT_COUNTER
};

#define KIND_COUNTER 1
#define KIND_TIME 2

/* What is left of a message. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
} Span;

typedef struct
{
  guint number;
  guint wire;
  guint64 value; /* VARINT */
  Span bytes;    /* BYTES */
} Field;

static gboolean
refuse (GError **error, const char *why)
{
  mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "migration QR code: %s", why);
  return FALSE;
}

/* reading -------------------------------------------------------------------------------------- */

static gboolean
take_varint (Span *span, guint64 *value)
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
take_bytes (Span *span, guint64 length, Span *bytes)
{
  if (length > (guint64)(span->end - span->at))
    return FALSE;
  *bytes = (Span){ span->at, span->at + length };
  span->at += length;
  return TRUE;
}

static gboolean
take_field (Span *span, Field *field, GError **error)
{
  guint64 tag, length;
  gboolean sound = take_varint (span, &tag) && tag >> 3 >= 1 && tag >> 3 < 1u << 29;

  if (!sound)
    return refuse (error, "a broken field");
  field->number = (guint)(tag >> 3);
  field->wire = (guint)(tag & 7);
  switch (field->wire)
    {
    case VARINT:
      sound = take_varint (span, &field->value);
      break;
    case FIXED64:
      sound = take_bytes (span, 8, &field->bytes);
      break;
    case FIXED32:
      sound = take_bytes (span, 4, &field->bytes);
      break;
    case BYTES:
      sound = take_varint (span, &length) && take_bytes (span, length, &field->bytes);
      break;
    default:
      sound = FALSE;
    }
  return sound || refuse (error, "a field that is cut off or of a strange kind");
}

/* Known fields stand once each and have their wire type. @seen: bits. */
static gboolean
check_field (const Field *field, guint last, guint bytes_fields, guint *seen, GError **error)
{
  guint bit;

  if (field->number > last)
    return TRUE;
  bit = 1u << field->number;
  if (*seen & bit)
    return refuse (error, "a field stands twice");
  *seen |= bit;
  if (field->wire != (bytes_fields & bit ? BYTES : VARINT))
    return refuse (error, "a field of another kind");
  return TRUE;
}

/* One line without colons, which part issuer and account in a URI. Returns: (transfer full)
 * (nullable): no UTF-8 */
static char *
take_text (Span span)
{
  gsize length = (gsize)(span.end - span.at);
  g_autofree char *text = NULL;
  GString *clean;

  if (length == 0)
    return g_strdup ("");
  if (!g_utf8_validate ((const char *)span.at, (gssize)length, NULL))
    return NULL;
  text = g_strndup ((const char *)span.at, length);
  clean = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_iscntrl (c))
        c = ' ';
      g_string_append_unichar (clean, c == ':' ? 0xFF1A : c);
    }
  if (g_utf8_strlen (clean->str, -1) > MAX_NAME)
    g_string_truncate (clean,
                       (gsize)(g_utf8_offset_to_pointer (clean->str, MAX_NAME) - clean->str));
  g_strstrip (clean->str);
  return g_string_free (clean, FALSE);
}

/* An account as it stands in the message. */
typedef struct
{
  Span key, name, issuer;
  guint64 algorithm, digits, kind;
} Account;

static gboolean
read_account (Span span, Account *account, GError **error)
{
  const guint texts = 1u << ACCOUNT_KEY | 1u << ACCOUNT_NAME | 1u << ACCOUNT_ISSUER;
  guint seen = 0;

  *account = (Account){ 0 };
  while (span.at < span.end)
    {
      Field field;

      if (!take_field (&span, &field, error)
          || !check_field (&field, ACCOUNT_COUNTER, texts, &seen, error))
        return FALSE;
      switch (field.number)
        {
        case ACCOUNT_KEY:
          account->key = field.bytes;
          break;
        case ACCOUNT_NAME:
          account->name = field.bytes;
          break;
        case ACCOUNT_ISSUER:
          account->issuer = field.bytes;
          break;
        case ACCOUNT_ALGORITHM:
          account->algorithm = field.value;
          break;
        case ACCOUNT_DIGITS:
          account->digits = field.value;
          break;
        case ACCOUNT_KIND:
          account->kind = field.value;
          break;
        default:
          break;
        }
    }
  return TRUE;
}

/* -1: it can be taken. What is not said is the usual: SHA-1, six digits, by time. */
static int
judge (const Account *account)
{
  gsize length = (gsize)(account->key.end - account->key.at);

  if (account->kind != 0 && account->kind != KIND_TIME)
    return MDG_MIGRATION_COUNTER;
  if (account->algorithm > 3)
    return MDG_MIGRATION_ALGORITHM;
  if (account->digits > 2)
    return MDG_MIGRATION_DIGITS;
  return length < MIN_KEY_BYTES || length > MAX_KEY_BYTES ? MDG_MIGRATION_KEY : -1;
}

/* The name is "issuer:account" with some writers; the colons are full-width by now. Takes @name.
 * Returns: (transfer full) */
static char *
strip_issuer (char *name, const char *issuer)
{
  gsize n = strlen (issuer);
  char *rest = NULL;

  if (n > 0 && g_str_has_prefix (name, issuer) && g_str_has_prefix (name + n, "："))
    rest = g_strstrip (g_strdup (name + n + strlen ("：")));
  if (rest == NULL || *rest == '\0')
    {
      g_free (rest);
      return name;
    }
  g_free (name);
  return rest;
}

static void
refusal_free (MdgMigrationRefusal *refusal)
{
  g_free (refusal->name);
  g_free (refusal);
}

static gboolean
take_account (MdgMigrationPage *page, Span span, GError **error)
{
  Account account;
  g_autofree char *issuer = NULL;
  g_autofree char *name = NULL;
  int reason;

  if (page->entries->len + page->refused->len >= MAX_ACCOUNTS)
    return refuse (error, "too many accounts");
  if (!read_account (span, &account, error))
    return FALSE;
  issuer = take_text (account.issuer);
  name = take_text (account.name);
  if (issuer == NULL || name == NULL)
    return refuse (error, "a name that is no text");
  name = strip_issuer (g_steal_pointer (&name), issuer);
  if (*name == '\0')
    {
      g_free (name);
      name = *issuer != '\0' ? g_strdup (issuer)
                             : g_strdup_printf ("%u", page->entries->len + page->refused->len + 1);
    }
  reason = judge (&account);
  if (reason >= 0)
    {
      MdgMigrationRefusal *refusal = g_new0 (MdgMigrationRefusal, 1);

      refusal->name = g_steal_pointer (&name);
      refusal->reason = (MdgMigrationReason)reason;
      g_ptr_array_add (page->refused, refusal);
      return TRUE;
    }
  MdgOtpauthUri *entry = g_new0 (MdgOtpauthUri, 1);
  entry->issuer = *issuer != '\0' ? g_steal_pointer (&issuer) : NULL;
  entry->account = g_steal_pointer (&name);
  entry->setup_key = mdg_base32_encode (account.key.at, (gsize)(account.key.end - account.key.at));
  entry->algorithm
      = account.algorithm > 1 ? (MdgTotpAlgorithm)(account.algorithm - 1) : MDG_TOTP_SHA1;
  entry->digits = account.digits == 2 ? 8 : MDG_TOTP_DIGITS;
  entry->period = MDG_TOTP_PERIOD;
  g_ptr_array_add (page->entries, entry);
  return TRUE;
}

static gboolean
read_page (MdgMigrationPage *page, Span span, GError **error)
{
  guint64 version = 0, count = 0, index = 0, batch = 0;
  guint seen = 0;

  while (span.at < span.end)
    {
      Field field;

      if (!take_field (&span, &field, error))
        return FALSE;
      if (field.number == PAGE_ACCOUNT)
        {
          if (field.wire != BYTES)
            return refuse (error, "a field of another kind");
          if (!take_account (page, field.bytes, error))
            return FALSE;
          continue;
        }
      if (!check_field (&field, PAGE_BATCH, 0, &seen, error))
        return FALSE;
      switch (field.number)
        {
        case PAGE_VERSION:
          version = field.value;
          break;
        case PAGE_COUNT:
          count = field.value;
          break;
        case PAGE_INDEX:
          index = field.value;
          break;
        case PAGE_BATCH:
          batch = field.value;
          break;
        default:
          break;
        }
    }
  if (version > NEWEST_VERSION)
    {
      mdg_set_error (error, MDG_ERROR_TOO_NEW, "migration QR code of another version");
      return FALSE;
    }
  /* Nothing said: it is the only one. */
  count = count == 0 ? 1 : count;
  if (count > MDG_MIGRATION_PAGES_MAX || index >= count)
    return refuse (error, "a page that cannot be");
  if (page->entries->len + page->refused->len == 0)
    return refuse (error, "no accounts in it");
  page->batch = (gint32)(guint32)batch;
  page->n_pages = (guint)count;
  page->index = (guint)index;
  return TRUE;
}

static int
base64_value (char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  /* "+" comes as a space out of readers that take it for a form's; "-_" is the other alphabet. */
  if (c == '+' || c == ' ' || c == '-')
    return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

/* Undoes percent encoding and Base64 of [@p, @end) into @out, which has room for as many bytes.
 * Returns: the length, -1 */
static gssize
decode (const char *p, const char *end, guint8 *out)
{
  guint buffer = 0, bits = 0, n = 0, padding = 0;
  gssize length = 0;

  while (p < end)
    {
      char c = *p++;
      int value;

      if (c == '%')
        {
          int high = end - p >= 2 ? g_ascii_xdigit_value (p[0]) : -1;
          int low = high >= 0 ? g_ascii_xdigit_value (p[1]) : -1;

          if (low < 0)
            return -1;
          c = (char)(high * 16 + low);
          p += 2;
        }
      if (c == '=')
        {
          padding++;
          continue;
        }
      value = base64_value (c);
      if (value < 0 || padding > 0)
        return -1;
      buffer = (buffer << 6 | (guint)value) & 0xFFFF;
      n++;
      bits += 6;
      if (bits >= 8)
        {
          bits -= 8;
          out[length++] = (guint8)(buffer >> bits);
        }
    }
  return n % 4 == 1 || padding > 2 || (padding > 0 && (n + padding) % 4 != 0) ? -1 : length;
}

/* The value of "data". */
static gboolean
find_data (const char *text, gsize length, const char **begin, const char **end, GError **error)
{
  const char *p = text + strlen (PREFIX);
  const char *stop = text + length;

  while (p < stop)
    {
      const char *next = memchr (p, '&', (gsize)(stop - p));

      next = next != NULL ? next : stop;
      if (next - p > 5 && memcmp (p, "data=", 5) == 0)
        {
          *begin = p + 5;
          *end = next;
          return TRUE;
        }
      p = next + 1;
    }
  return refuse (error, "no data");
}

MdgMigrationPage *
mdg_migration_page_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (MdgMigrationPage) page = NULL;
  const char *begin, *end;
  guint8 *message;
  gssize n;
  gsize room;
  gboolean sound;

  g_return_val_if_fail (text != NULL, NULL);

  room = length < 0 ? strlen (text) : (gsize)length;
  while (room > 0 && g_ascii_isspace (text[0]))
    text++, room--;
  while (room > 0 && g_ascii_isspace (text[room - 1]))
    room--;
  if (room > MAX_TEXT || room < strlen (PREFIX)
      || g_ascii_strncasecmp (text, PREFIX, strlen (PREFIX)) != 0)
    {
      refuse (error, "no such URI");
      return NULL;
    }
  if (!find_data (text, room, &begin, &end, error))
    return NULL;
  room = (gsize)(end - begin);
  message = g_malloc (room);
  n = decode (begin, end, message);
  page = g_new0 (MdgMigrationPage, 1);
  page->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_otpauth_uri_free);
  page->refused = g_ptr_array_new_with_free_func ((GDestroyNotify)refusal_free);
  sound = n >= 0 ? read_page (page, (Span){ message, message + n }, error)
                 : refuse (error, "its data is not Base64");
  sodium_memzero (message, room);
  g_free (message);
  return sound ? g_steal_pointer (&page) : NULL;
}

void
mdg_migration_page_free (MdgMigrationPage *page)
{
  if (page == NULL)
    return;
  g_ptr_array_unref (page->entries);
  g_ptr_array_unref (page->refused);
  g_free (page);
}

/* writing -------------------------------------------------------------------------------------- */

/* A message that is being made: locked, wiped. */
typedef struct
{
  guint8 *data;
  gsize length;
  gsize room;
} Message;

static void
message_init (Message *message, gsize room)
{
  *message = (Message){ sodium_malloc (room), 0, room };
  if (message->data == NULL)
    g_error ("no guarded memory for a migration QR code");
}

static void
put_byte (Message *message, guint8 byte)
{
  g_assert (message->length < message->room);
  message->data[message->length++] = byte;
}

static void
put_varint (Message *message, guint64 value)
{
  for (; value >= 0x80; value >>= 7)
    put_byte (message, (guint8)(value | 0x80));
  put_byte (message, (guint8)value);
}

static void
put_number (Message *message, guint field, guint64 value)
{
  put_varint (message, field << 3 | VARINT);
  put_varint (message, value);
}

static void
put_bytes (Message *message, guint field, const void *data, gsize length)
{
  put_varint (message, field << 3 | BYTES);
  put_varint (message, length);
  g_assert (length <= message->room - message->length);
  memcpy (message->data + message->length, data, length);
  message->length += length;
}

static void
put_account (Message *page, const MdgOtpauthUri *entry)
{
  g_autoptr (MdgSecret) key
      = mdg_base32_decode (mdg_secret_get_string (entry->setup_key), -1, NULL);
  const char *issuer = entry->issuer != NULL ? entry->issuer : "";
  Message message;

  message_init (&message,
                mdg_secret_get_length (key) + strlen (entry->account) + strlen (issuer) + 64);
  put_bytes (&message, ACCOUNT_KEY, mdg_secret_get_data (key, NULL), mdg_secret_get_length (key));
  put_bytes (&message, ACCOUNT_NAME, entry->account, strlen (entry->account));
  if (*issuer != '\0')
    put_bytes (&message, ACCOUNT_ISSUER, issuer, strlen (issuer));
  put_number (&message, ACCOUNT_ALGORITHM, (guint64)entry->algorithm + 1);
  put_number (&message, ACCOUNT_DIGITS, entry->digits == 8 ? 2 : 1);
  put_number (&message, ACCOUNT_KIND, KIND_TIME);
  put_bytes (page, PAGE_ACCOUNT, message.data, message.length);
  sodium_free (message.data);
}

gboolean
mdg_migration_can_hold (const MdgOtpauthUri *entry)
{
  return entry->period == MDG_TOTP_PERIOD;
}

guint
mdg_migration_count_pages (guint n)
{
  return (n + MDG_MIGRATION_PER_PAGE - 1) / MDG_MIGRATION_PER_PAGE;
}

/* Base64 with what a URI does not bear percent-encoded. */
static MdgSecret *
encode (const Message *message)
{
  static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const char begin[] = PREFIX "data=";
  Message text;
  MdgSecret *secret;

  message_init (&text, sizeof begin + (message->length / 3 + 1) * 4 * 3);
  memcpy (text.data, begin, sizeof begin - 1);
  text.length = sizeof begin - 1;
  for (gsize i = 0; i < message->length; i += 3)
    {
      gsize left = message->length - i;
      guint32 bits = (guint32)message->data[i] << 16
                     | (left > 1 ? (guint32)message->data[i + 1] << 8 : 0)
                     | (left > 2 ? message->data[i + 2] : 0);

      for (guint j = 0; j < 4; j++)
        {
          char c = j > left ? '=' : alphabet[bits >> (18 - 6 * j) & 63];

          if (c == '+' || c == '/' || c == '=')
            {
              const char *escape = c == '+' ? "%2B" : c == '/' ? "%2F" : "%3D";

              for (guint k = 0; k < 3; k++)
                put_byte (&text, (guint8)escape[k]);
            }
          else
            put_byte (&text, (guint8)c);
        }
    }
  secret = mdg_secret_new (text.data, text.length);
  sodium_free (text.data);
  return secret;
}

MdgSecret *
mdg_migration_page_write (GPtrArray *entries, guint index, gint32 batch)
{
  guint n_pages = mdg_migration_count_pages (entries->len);
  guint first = index * MDG_MIGRATION_PER_PAGE;
  guint last = MIN (first + MDG_MIGRATION_PER_PAGE, entries->len);
  gsize room = 64;
  MdgSecret *uri;
  Message message;

  g_return_val_if_fail (index < n_pages, NULL);

  for (guint i = first; i < last; i++)
    {
      const MdgOtpauthUri *entry = entries->pdata[i];

      g_return_val_if_fail (mdg_migration_can_hold (entry), NULL);
      room += mdg_secret_get_length (entry->setup_key) + strlen (entry->account)
              + (entry->issuer != NULL ? strlen (entry->issuer) : 0) + 128;
    }
  message_init (&message, room);
  for (guint i = first; i < last; i++)
    put_account (&message, entries->pdata[i]);
  put_number (&message, PAGE_VERSION, 1);
  put_number (&message, PAGE_COUNT, n_pages);
  if (index > 0)
    put_number (&message, PAGE_INDEX, index);
  put_number (&message, PAGE_BATCH, (guint64)(gint64)batch);
  uri = encode (&message);
  sodium_free (message.data);
  return uri;
}
