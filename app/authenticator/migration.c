/* migration.c: reading and writing what a migration QR code holds.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "authenticator/migration.h"

#include <string.h>

#include "authenticator/migration-uri.h"
#include "authenticator/protobuf.h"
#include "core/base32.h"

#define MAX_ACCOUNTS 200 /* of one page; it holds far fewer */
#define NEWEST_VERSION 2
#define MIN_KEY_BYTES 10
#define MAX_KEY_BYTES 80
#define MAX_NAME 200 /* characters that are kept */

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

/* reading -------------------------------------------------------------------------------------- */

static gboolean
take_field (MdgProtobufSpan *span, MdgProtobufField *field, GError **error)
{
  return mdg_protobuf_take (span, field)
         || mdg_migration_refuse (error, "a field that is broken or cut off");
}

/* Known fields stand once each and have their wire type. @seen: bits. */
static gboolean
check_field (const MdgProtobufField *field,
             guint last,
             guint bytes_fields,
             guint *seen,
             GError **error)
{
  guint bit;

  if (field->number > last)
    return TRUE;
  bit = 1u << field->number;
  if (*seen & bit)
    return mdg_migration_refuse (error, "a field stands twice");
  *seen |= bit;
  if (field->wire != (bytes_fields & bit ? MDG_PROTOBUF_BYTES : MDG_PROTOBUF_VARINT))
    return mdg_migration_refuse (error, "a field of another kind");
  return TRUE;
}

/* One line without colons, which part issuer and account in a URI. Returns: (transfer full)
 * (nullable): no UTF-8 */
static char *
take_text (MdgProtobufSpan span)
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
  MdgProtobufSpan key, name, issuer;
  guint64 algorithm, digits, kind;
} Account;

static gboolean
read_account (MdgProtobufSpan span, Account *account, GError **error)
{
  const guint texts = 1u << ACCOUNT_KEY | 1u << ACCOUNT_NAME | 1u << ACCOUNT_ISSUER;
  guint seen = 0;

  *account = (Account){ 0 };
  while (span.at < span.end)
    {
      MdgProtobufField field;

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
take_account (MdgMigrationPage *page, MdgProtobufSpan span, GError **error)
{
  Account account;
  g_autofree char *issuer = NULL;
  g_autofree char *name = NULL;
  int reason;

  if (page->entries->len + page->refused->len >= MAX_ACCOUNTS)
    return mdg_migration_refuse (error, "too many accounts");
  if (!read_account (span, &account, error))
    return FALSE;
  issuer = take_text (account.issuer);
  name = take_text (account.name);
  if (issuer == NULL || name == NULL)
    return mdg_migration_refuse (error, "a name that is no text");
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
read_page (MdgMigrationPage *page, MdgProtobufSpan span, GError **error)
{
  guint64 version = 0, count = 0, index = 0, batch = 0;
  guint seen = 0;

  while (span.at < span.end)
    {
      MdgProtobufField field;

      if (!take_field (&span, &field, error))
        return FALSE;
      if (field.number == PAGE_ACCOUNT)
        {
          if (field.wire != MDG_PROTOBUF_BYTES)
            return mdg_migration_refuse (error, "a field of another kind");
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
    return mdg_migration_refuse (error, "a page that cannot be");
  if (page->entries->len + page->refused->len == 0)
    return mdg_migration_refuse (error, "no accounts in it");
  page->batch = (gint32)(guint32)batch;
  page->n_pages = (guint)count;
  page->index = (guint)index;
  return TRUE;
}

MdgMigrationPage *
mdg_migration_page_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (MdgMigrationPage) page = NULL;
  g_autoptr (MdgSecret) message = NULL;
  const guint8 *data;
  gsize n;

  g_return_val_if_fail (text != NULL, NULL);

  message = mdg_migration_uri_decode (text, length, error);
  if (message == NULL)
    return NULL;
  data = mdg_secret_get_data (message, &n);
  page = g_new0 (MdgMigrationPage, 1);
  page->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_otpauth_uri_free);
  page->refused = g_ptr_array_new_with_free_func ((GDestroyNotify)refusal_free);
  return read_page (page, (MdgProtobufSpan){ data, data + n }, error) ? g_steal_pointer (&page)
                                                                      : NULL;
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

static void
put_account (MdgProtobufMessage *page, const MdgOtpauthUri *entry)
{
  g_autoptr (MdgSecret) key
      = mdg_base32_decode (mdg_secret_get_string (entry->setup_key), -1, NULL);
  const char *issuer = entry->issuer != NULL ? entry->issuer : "";
  MdgProtobufMessage message;

  mdg_protobuf_message_init (&message, mdg_secret_get_length (key) + strlen (entry->account)
                                           + strlen (issuer) + 64);
  mdg_protobuf_put_bytes (&message, ACCOUNT_KEY, mdg_secret_get_data (key, NULL),
                          mdg_secret_get_length (key));
  mdg_protobuf_put_bytes (&message, ACCOUNT_NAME, entry->account, strlen (entry->account));
  if (*issuer != '\0')
    mdg_protobuf_put_bytes (&message, ACCOUNT_ISSUER, issuer, strlen (issuer));
  mdg_protobuf_put_number (&message, ACCOUNT_ALGORITHM, (guint64)entry->algorithm + 1);
  mdg_protobuf_put_number (&message, ACCOUNT_DIGITS, entry->digits == 8 ? 2 : 1);
  mdg_protobuf_put_number (&message, ACCOUNT_KIND, KIND_TIME);
  mdg_protobuf_put_bytes (page, PAGE_ACCOUNT, message.data, message.length);
  mdg_protobuf_message_clear (&message);
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

MdgSecret *
mdg_migration_page_write (GPtrArray *entries, guint index, gint32 batch)
{
  guint n_pages = mdg_migration_count_pages (entries->len);
  guint first = index * MDG_MIGRATION_PER_PAGE;
  guint last = MIN (first + MDG_MIGRATION_PER_PAGE, entries->len);
  gsize room = 64;
  MdgSecret *uri;
  MdgProtobufMessage message;

  g_return_val_if_fail (index < n_pages, NULL);

  for (guint i = first; i < last; i++)
    {
      const MdgOtpauthUri *entry = entries->pdata[i];

      g_return_val_if_fail (mdg_migration_can_hold (entry), NULL);
      room += mdg_secret_get_length (entry->setup_key) + strlen (entry->account)
              + (entry->issuer != NULL ? strlen (entry->issuer) : 0) + 128;
    }
  mdg_protobuf_message_init (&message, room);
  for (guint i = first; i < last; i++)
    put_account (&message, entries->pdata[i]);
  mdg_protobuf_put_number (&message, PAGE_VERSION, 1);
  mdg_protobuf_put_number (&message, PAGE_COUNT, n_pages);
  if (index > 0)
    mdg_protobuf_put_number (&message, PAGE_INDEX, index);
  mdg_protobuf_put_number (&message, PAGE_BATCH, (guint64)(gint64)batch);
  uri = mdg_migration_uri_encode (message.data, message.length);
  mdg_protobuf_message_clear (&message);
  return uri;
}
