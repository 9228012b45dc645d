/* migration.h: the QR codes by which Google Authenticator hands accounts from one phone to another (B4):
 * otpauth-migration://offline?data=BASE64 of a protobuf message. Its fields: 1 accounts (1 key, 2 name, 3 issuer, 4 algorithm,
 * 5 digits, 6 kind, 7 counter), 2 version, 3 number of pages, 4 this page from 0, 5 the number that all pages share. A period
 * is not in it: it is always 30 seconds. Any thread. */
#pragma once

#include "totp/otpauth-uri.h"

G_BEGIN_DECLS

#define MDG_MIGRATION_SCHEME "otpauth-migration://"
#define MDG_MIGRATION_PER_PAGE 10 /* accounts on a page that we write: what a phone's camera still reads with ease */
#define MDG_MIGRATION_PAGES_MAX 1000

/* Why an account of a page is not taken. */
typedef enum
{
  MDG_MIGRATION_COUNTER,   /* HOTP: codes by a counter */
  MDG_MIGRATION_ALGORITHM, /* MD5 or unknown */
  MDG_MIGRATION_DIGITS,    /* unknown */
  MDG_MIGRATION_KEY        /* no key, under 10 bytes or over 80 */
} MdgMigrationReason;

typedef struct
{
  char *name; /* for people */
  MdgMigrationReason reason;
} MdgMigrationRefusal;

typedef struct
{
  gint32 batch; /* the same on all pages of a batch */
  guint index;  /* from 0 */
  guint n_pages;
  GPtrArray *entries; /* of MdgOtpauthUri */
  GPtrArray *refused; /* of MdgMigrationRefusal */
} MdgMigrationPage;

/* Hostile input. Fields that are not known are passed over. Errors: MDG_ERROR_INVALID_INPUT (no such URI, or its content is not
 * what it should be), _TOO_NEW (another version of the format). Returns: (transfer full) (nullable) */
MdgMigrationPage *mdg_migration_page_parse (const char *text, gssize length, GError **error);
void mdg_migration_page_free (MdgMigrationPage *page);

/* Whether this can be in such a QR code: a period of 30 seconds. */
gboolean mdg_migration_can_hold (const MdgOtpauthUri *entry);

/* How many pages @n entries take. */
guint mdg_migration_count_pages (guint n);

/* The URI of page @index of @entries (element-type MdgOtpauthUri), all of which can be held. @batch: any number but 0.
 * Returns: (transfer full) */
MdgSecret *mdg_migration_page_write (GPtrArray *entries, guint index, gint32 batch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgMigrationPage, mdg_migration_page_free)

G_END_DECLS
