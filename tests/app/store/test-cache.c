/* test-cache.c: the cache as the login flow uses it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/file.h"
#include "scratch-folder.h"
#include "store/cache-store.h"
#include "store/password-history.h"
#include "store/set-aside.h"

#define CODE "3410712362"
#define ID "WA000001"

typedef struct
{
  char *folder;
  MdgCache *cache;
  GAsyncResult *result;
} Fixture;

static MdgCache *
open_with (const char *folder, MdgWrapFunc wrap, MdgWrapFunc unwrap, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_cache_open_training_async (folder, wrap, unwrap, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  return mdg_cache_open_training_finish (result, error);
}

static MdgCache *
open_cache (const char *folder)
{
  g_autoptr (GError) error = NULL;
  MdgCache *cache = open_with (folder, NULL, NULL, &error);

  g_assert_no_error (error);
  return cache;
}

static void
assert_open_fails (const char *folder, MdgErrorCode code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_with (folder, NULL, NULL, &error));
  g_assert_error (error, MDG_ERROR, (int)code);
}

/* The cache is gone entirely when the last hold on it is let go: no task and no thread keeps it. */
static void
close_cache (Fixture *f)
{
  g_object_add_weak_pointer (G_OBJECT (f->cache), (gpointer *)&f->cache);
  g_object_unref (f->cache);
  g_assert_null (f->cache);
}

static void
reopen (Fixture *f)
{
  close_cache (f);
  f->cache = open_cache (f->folder);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = scratch_folder_new ();
  f->cache = open_cache (f->folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->cache != NULL)
    close_cache (f);
  scratch_folder_free (f->folder);
}

static void
expect (Fixture *f, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = scratch_wait (&f->result);
  gboolean success = mdg_cache_finish (f->cache, result, &error);

  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, MDG_ERROR, code);
  g_assert_cmpint (success, ==, code < 0);
}

#define SUCCESS (-1)

static void
save_registration (Fixture *f, const char *key)
{
  g_autoptr (MdgSecret) setup_key = mdg_secret_new_from_string (key);
  g_autofree char *text = g_strconcat ("otpauth://totp/x?secret=", key, NULL);
  g_autoptr (MdgSecret) uri = mdg_secret_new_from_string (text);

  mdg_cache_save_registration_async (f->cache, CODE, ID, "訓練医院", setup_key, uri, NULL,
                                     scratch_store_result, &f->result);
  expect (f, SUCCESS);
}

static void
confirm (Fixture *f, gint64 at, int code)
{
  mdg_cache_confirm_registration_async (f->cache, CODE, ID, at, NULL, scratch_store_result,
                                        &f->result);
  expect (f, code);
}

static void
print (Fixture *f, MdgPrintKind kind, gint64 when)
{
  mdg_cache_record_print_async (f->cache, CODE, ID, kind, "訓練 太郎", when, NULL,
                                scratch_store_result, &f->result);
  expect (f, SUCCESS);
}

static void
propose (Fixture *f, const char *password)
{
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (password);

  mdg_cache_propose_password_async (f->cache, CODE, ID, secret, NULL, scratch_store_result,
                                    &f->result);
  expect (f, SUCCESS);
}

static void
settle (Fixture *f, gboolean accepted, int code)
{
  mdg_cache_settle_password_async (f->cache, CODE, ID, accepted, 1000, 2000, NULL,
                                   scratch_store_result, &f->result);
  expect (f, code);
}

static MdgAccountRecord *
load_account (Fixture *f, const char *login_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  MdgAccountRecord *record;

  mdg_cache_load_account_async (f->cache, CODE, login_id, NULL, scratch_store_result, &f->result);
  result = scratch_wait (&f->result);
  record = mdg_cache_load_account_finish (f->cache, result, &error);
  g_assert_no_error (error);
  return record;
}

/* @expected: (nullable): not kept */
static void
assert_secret (Fixture *f, const char *kind, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MdgSecret) secret = NULL;

  mdg_cache_load_secret_async (f->cache, kind, CODE, ID, NULL, scratch_store_result, &f->result);
  result = scratch_wait (&f->result);
  secret = mdg_cache_load_secret_finish (f->cache, result, &error);
  if (expected == NULL)
    g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  else
    g_assert_no_error (error);
  g_assert_cmpstr (secret != NULL ? mdg_secret_get_string (secret) : NULL, ==, expected);
}

/* Elsewhere the folder's own rules decide, not bits. */
static void
assert_permissions (const char *folder, const char *name, guint expected)
{
#ifdef G_OS_UNIX
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, expected);
#endif
}

static void
test_open (void)
{
  char *folder = scratch_folder_new ();
  g_autofree char *inner = g_build_filename (folder, "data", "madoguchi", NULL);
  MdgCache *cache = open_cache (inner);

  assert_permissions (inner, ".", 0700);
  assert_permissions (inner, "passphrase", 0600);
  assert_permissions (inner, "cache.sqlite", 0600);
  assert_open_fails (inner, MDG_ERROR_IN_USE);
  g_object_unref (cache);
  cache = open_cache (inner);
  g_object_unref (cache);
  scratch_folder_free (folder);
}

static void
test_unknown_account (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgAccountRecord) record = load_account (f, ID);

  g_assert_cmpstr (record->institution_code, ==, CODE);
  g_assert_cmpstr (record->login_id, ==, ID);
  g_assert_null (record->institution_name);
  g_assert_cmpint (record->registration, ==, MDG_REGISTRATION_NONE);
  g_assert_cmpuint (record->times_printed, ==, 0);
}

static void
test_save_account (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgAccountRecord) record = mdg_account_record_new (CODE, ID);
  g_autoptr (MdgAccountRecord) loaded = NULL;

  record->institution_name = g_strdup ("訓練医院");
  record->password_changed_at = 1;
  record->password_expires_at = 2;
  record->locked_until = 3;
  record->locked_by_passcode = TRUE;
  record->last_login = 4;
  record->times_printed = 9; /* has a call of its own */
  mdg_cache_save_account_async (f->cache, record, NULL, scratch_store_result, &f->result);
  g_clear_pointer (&record->institution_name, g_free);
  expect (f, SUCCESS);
  record->locked_until = 5;
  mdg_cache_save_account_async (f->cache, record, NULL, scratch_store_result, &f->result);
  expect (f, SUCCESS);
  reopen (f);
  loaded = load_account (f, ID);
  g_assert_cmpstr (loaded->institution_name, ==, "訓練医院");
  g_assert_cmpint (loaded->password_changed_at, ==, 1);
  g_assert_cmpint (loaded->password_expires_at, ==, 2);
  g_assert_cmpint (loaded->locked_until, ==, 5);
  g_assert_true (loaded->locked_by_passcode);
  g_assert_cmpint (loaded->last_login, ==, 4);
  g_assert_cmpuint (loaded->times_printed, ==, 0);
}

static void
test_list (Fixture *f, gconstpointer data)
{
  static const char *const ids[] = { "W0000001", "W0000002", "W0000003" };
  static const gint64 logins[] = { 10, 30, 20 };
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (MdgAccountRecord) record = mdg_account_record_new (CODE, ids[i]);
      record->last_login = logins[i];
      mdg_cache_save_account_async (f->cache, record, NULL, scratch_store_result, &f->result);
      expect (f, SUCCESS);
    }
  mdg_cache_list_accounts_async (f->cache, NULL, scratch_store_result, &f->result);
  result = scratch_wait (&f->result);
  records = mdg_cache_list_accounts_finish (f->cache, result, NULL);
  g_assert_cmpuint (records->len, ==, 3);
  g_assert_cmpstr (((MdgAccountRecord *)records->pdata[0])->login_id, ==, "W0000002");
  g_assert_cmpstr (((MdgAccountRecord *)records->pdata[1])->login_id, ==, "W0000003");
  g_assert_cmpstr (((MdgAccountRecord *)records->pdata[2])->login_id, ==, "W0000001");
}

static void
assert_registration (Fixture *f, MdgRegistrationState state, gint64 at, guint printed)
{
  g_autoptr (MdgAccountRecord) record = load_account (f, ID);

  g_assert_cmpint (record->registration, ==, state);
  g_assert_cmpint (record->registered_at, ==, at);
  g_assert_cmpuint (record->times_printed, ==, printed);
}

static void
test_registration (Fixture *f, gconstpointer data)
{
  confirm (f, 50, MDG_ERROR_NOT_FOUND);
  save_registration (f, "FIRST");
  reopen (f);
  assert_registration (f, MDG_REGISTRATION_PENDING, 0, 0);
  assert_secret (f, "pending-setup-key", "FIRST");
  assert_secret (f, "pending-otpauth-uri", "otpauth://totp/x?secret=FIRST");
  assert_secret (f, "setup-key", NULL);
  confirm (f, 100, SUCCESS);
  reopen (f);
  assert_registration (f, MDG_REGISTRATION_CONFIRMED, 100, 0);
  assert_secret (f, "setup-key", "FIRST");
  assert_secret (f, "otpauth-uri", "otpauth://totp/x?secret=FIRST");
  assert_secret (f, "pending-setup-key", NULL);
  confirm (f, 101, MDG_ERROR_NOT_FOUND);
  assert_registration (f, MDG_REGISTRATION_CONFIRMED, 100, 0);
}

/* The confirmed key is there until the new one is confirmed. */
static void
test_registration_again (Fixture *f, gconstpointer data)
{
  save_registration (f, "FIRST");
  confirm (f, 100, SUCCESS);
  save_registration (f, "SECOND");
  assert_registration (f, MDG_REGISTRATION_PENDING, 100, 0);
  assert_secret (f, "setup-key", "FIRST");
  assert_secret (f, "pending-setup-key", "SECOND");
  confirm (f, 200, SUCCESS);
  assert_registration (f, MDG_REGISTRATION_CONFIRMED, 200, 0);
  assert_secret (f, "setup-key", "SECOND");
  assert_secret (f, "pending-setup-key", NULL);
}

/* Printings count for the key that is on the sheet. */
static void
test_prints (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgAccountRecord) record = NULL;

  save_registration (f, "FIRST");
  print (f, MDG_PRINT_PAPER, 10);
  print (f, MDG_PRINT_PDF, 20);
  reopen (f);
  record = load_account (f, ID);
  g_assert_cmpuint (record->times_printed, ==, 2);
  g_assert_cmpint (record->last_printed, ==, 20);
  save_registration (f, "FIRST"); /* the service shows the same key again */
  assert_registration (f, MDG_REGISTRATION_PENDING, 0, 2);
  confirm (f, 100, SUCCESS);
  assert_registration (f, MDG_REGISTRATION_CONFIRMED, 100, 2);
  save_registration (f, "SECOND");
  assert_registration (f, MDG_REGISTRATION_PENDING, 100, 0);
}

static void
test_password (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgAccountRecord) record = NULL;

  propose (f, "Abcdef1!");
  reopen (f); /* a crash between question and answer */
  assert_secret (f, "password-candidate", "Abcdef1!");
  assert_secret (f, "password", NULL);
  settle (f, TRUE, SUCCESS);
  assert_secret (f, "password", "Abcdef1!");
  assert_secret (f, "password-candidate", NULL);
  propose (f, "Zyxwvu9?");
  settle (f, FALSE, SUCCESS);
  settle (f, FALSE, SUCCESS);
  settle (f, TRUE, MDG_ERROR_NOT_FOUND);
  assert_secret (f, "password", "Abcdef1!");
  record = load_account (f, ID);
  g_assert_cmpint (record->password_changed_at, ==, 1000);
  g_assert_cmpint (record->password_expires_at, ==, 2000);
}

static void
test_clear (Fixture *f, gconstpointer data)
{
  save_registration (f, "FIRST");
  print (f, MDG_PRINT_PAPER, 10);
  propose (f, "Abcdef1!");
  mdg_cache_clear_async (f->cache, NULL, scratch_store_result, &f->result);
  expect (f, SUCCESS);
  reopen (f);
  assert_registration (f, MDG_REGISTRATION_NONE, 0, 0);
  assert_secret (f, "pending-setup-key", NULL);
  assert_secret (f, "password-candidate", NULL);
  save_registration (f, "SECOND");
  assert_secret (f, "pending-setup-key", "SECOND");
}

/* What was asked for before closing is done; what is asked for afterwards is refused. */
static void
test_close (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgAccountRecord) record = mdg_account_record_new (CODE, ID);

  record->last_login = 77;
  mdg_cache_save_account_async (f->cache, record, NULL, scratch_store_result, &f->result);
  mdg_cache_close (f->cache);
  mdg_cache_close (f->cache);
  expect (f, SUCCESS);
  mdg_cache_save_account_async (f->cache, record, NULL, scratch_store_result, &f->result);
  expect (f, MDG_ERROR_FAILED);
  reopen (f);
  g_clear_pointer (&record, mdg_account_record_free);
  record = load_account (f, ID);
  g_assert_cmpint (record->last_login, ==, 77);
}

/* The caller lets go of the cache while it works: the answer still comes, then all is freed. */
static void
test_let_go (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgAccountRecord) record = mdg_account_record_new (CODE, ID);
  g_autoptr (GAsyncResult) result = NULL;
  MdgCache *cache = f->cache;

  g_object_add_weak_pointer (G_OBJECT (f->cache), (gpointer *)&f->cache);
  mdg_cache_save_account_async (cache, record, NULL, scratch_store_result, &f->result);
  g_object_unref (cache);
  g_assert_nonnull (f->cache);
  result = scratch_wait (&f->result);
  g_assert_true (mdg_cache_finish (cache, result, NULL));
  g_clear_object (&result);
  /* The main loop still holds the source that brought the answer. */
  while (f->cache != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (MdgAccountRecord) record = mdg_account_record_new (CODE, ID);
  g_autoptr (MdgAccountRecord) loaded = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  record->last_login = 77;
  g_cancellable_cancel (cancellable);
  mdg_cache_save_account_async (f->cache, record, cancellable, scratch_store_result, &f->result);
  result = scratch_wait (&f->result);
  g_assert_false (mdg_cache_finish (f->cache, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  loaded = load_account (f, ID);
  g_assert_cmpint (loaded->last_login, ==, 0);
}

static void
test_open_cancelled (void)
{
  char *folder = scratch_folder_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;

  g_cancellable_cancel (cancellable);
  mdg_cache_open_training_async (folder, NULL, NULL, cancellable, scratch_store_result, &place);
  result = scratch_wait (&place);
  g_assert_null (mdg_cache_open_training_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  scratch_folder_free (folder);
}

/* A crash after the passphrase was written and before the vault was made. */
static void
test_crash_before_vault (void)
{
  char *folder = scratch_folder_new ();
  g_autofree char *path = g_build_filename (folder, "passphrase", NULL);
  g_autoptr (GError) error = NULL;
  Fixture f = { folder, NULL, NULL };

  g_assert_true (mdg_file_write (path, "0123456789abcdef", 16, &error));
  f.cache = open_cache (folder);
  save_registration (&f, "FIRST");
  reopen (&f);
  assert_secret (&f, "pending-setup-key", "FIRST");
  close_cache (&f);
  scratch_folder_free (folder);
}

/* With the passphrase lost or exchanged the cache says so, and touches nothing. */
static void
test_passphrase_lost (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "passphrase", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  save_registration (f, "FIRST");
  close_cache (f);
  g_assert_cmpint (g_unlink (path), ==, 0);
  before = scratch_folder_fingerprint (f->folder);
  assert_open_fails (f->folder, MDG_ERROR_DAMAGED);
  after = scratch_folder_fingerprint (f->folder);
  g_assert_cmpstr (before, ==, after);
  scratch_folder_write (f->folder, "passphrase", "another", 7);
  assert_open_fails (f->folder, MDG_ERROR_DAMAGED);
  scratch_folder_write (f->folder, "passphrase", "", 0);
  assert_open_fails (f->folder, MDG_ERROR_DAMAGED);
}

static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  close_cache (f);
  scratch_folder_write (f->folder, "cache.sqlite", "nonsense", 8);
  before = scratch_folder_fingerprint (f->folder);
  assert_open_fails (f->folder, MDG_ERROR_DAMAGED);
  after = scratch_folder_fingerprint (f->folder);
  g_assert_cmpstr (before, ==, after);
}

static GBytes *
turn_around (GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  char *turned = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    turned[i] = data[length - 1 - i] ^ 1;
  return g_bytes_new_take (turned, length);
}

static GBytes *
refuse (GBytes *bytes, GError **error)
{
  mdg_set_error (error, MDG_ERROR_FAILED, "no wrapping today");
  return NULL;
}

static void
test_wrapped (void)
{
  char *folder = scratch_folder_new ();
  g_autofree char *path = g_build_filename (folder, "passphrase", NULL);
  g_autoptr (GError) error = NULL;
  Fixture f = { folder, NULL, NULL };

  g_assert_null (open_with (folder, refuse, refuse, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  f.cache = open_with (folder, turn_around, turn_around, &error);
  g_assert_no_error (error);
  save_registration (&f, "FIRST");
  close_cache (&f);
  assert_open_fails (folder, MDG_ERROR_DAMAGED);
  g_assert_null (open_with (folder, refuse, refuse, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_FAILED);
  g_clear_error (&error);
  f.cache = open_with (folder, turn_around, turn_around, &error);
  assert_secret (&f, "pending-setup-key", "FIRST");
  close_cache (&f);
  scratch_folder_free (folder);
}

/* As DPAPI after an administrator reset the Windows password. */
static GBytes *
refuse_to_open (GBytes *bytes, GError **error)
{
  mdg_set_error (error, MDG_ERROR_WRAP_REFUSED, "not this user's");
  return NULL;
}

static char *
set_aside (const char *folder, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_cache_set_aside_async (folder, 1795269303, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  return mdg_cache_set_aside_finish (result, error);
}

/* What the system refuses to open stays, byte for byte, under a dated name; a new cache begins
 * empty; and should the system open it again one day, everything is still in there. */
static void
test_set_aside (void)
{
  char *top = scratch_folder_new ();
  g_autofree char *folder = g_build_filename (top, "cache", NULL);
  g_autofree char *expected = g_strconcat (folder, "-set-aside-20261121T135503Z", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *name = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;
  Fixture f = { folder, NULL, NULL };

  f.cache = open_with (folder, turn_around, turn_around, &error);
  g_assert_no_error (error);
  save_registration (&f, "FIRST");
  g_assert_null (set_aside (folder, &error)); /* somebody works with it */
  g_assert_error (error, MDG_ERROR, MDG_ERROR_IN_USE);
  g_clear_error (&error);
  assert_secret (&f, "pending-setup-key", "FIRST");
  close_cache (&f);

  before = scratch_folder_fingerprint (folder);
  g_assert_null (open_with (folder, turn_around, refuse_to_open, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_WRAP_REFUSED);
  g_clear_error (&error);
  name = set_aside (folder, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, expected);
  after = scratch_folder_fingerprint (name);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));

  f.cache = open_with (folder, turn_around, turn_around, &error);
  g_assert_no_error (error);
  save_registration (&f, "SECOND");
  close_cache (&f);
  second = set_aside (folder, &error); /* within the same second */
  g_assert_no_error (error);
  g_assert_cmpstr (second, !=, name);
  g_assert_true (g_str_has_prefix (second, expected));

  f.folder = name;
  f.cache = open_with (name, turn_around, turn_around, &error);
  g_assert_no_error (error);
  assert_secret (&f, "pending-setup-key", "FIRST");
  close_cache (&f);
  g_assert_null (set_aside (folder, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  scratch_folder_free (top);
}

/* So does a damaged one. */
static void
test_set_aside_damaged (void)
{
  char *top = scratch_folder_new ();
  g_autofree char *folder = g_build_filename (top, "cache", NULL);
  g_autofree char *name = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  Fixture f = { folder, NULL, NULL };

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  scratch_folder_write (folder, "cache.sqlite", "nonsense", 8);
  before = scratch_folder_fingerprint (folder);
  assert_open_fails (folder, MDG_ERROR_DAMAGED);
  name = set_aside (folder, &error);
  g_assert_no_error (error);
  after = scratch_folder_fingerprint (name);
  g_assert_cmpstr (before, ==, after);
  f.cache = open_cache (folder);
  save_registration (&f, "FIRST");
  close_cache (&f);
  scratch_folder_free (top);
}

static void
test_record_copy (void)
{
  g_autoptr (MdgAccountRecord) record = mdg_account_record_new (CODE, ID);
  g_autoptr (MdgAccountRecord) copy = NULL;

  record->institution_name = g_strdup ("訓練医院");
  record->times_printed = 3;
  copy = mdg_account_record_copy (record);
  g_assert_cmpstr (copy->institution_name, ==, "訓練医院");
  g_assert_true (copy->institution_name != record->institution_name);
  g_assert_cmpstr (copy->login_id, ==, ID);
  g_assert_cmpuint (copy->times_printed, ==, 3);
}

#define ADD(name, function) g_test_add ("/cache/" name, Fixture, NULL, set_up, function, tear_down)

/* Six passwords one after the other: the oldest of them is forgotten, and so is what it began with.
 */
static void
test_password_history (Fixture *f, gconstpointer data)
{
  static const char *const passwords[]
      = { "First-01a", "Secnd-02b", "Third-03c", "Forth-04d", "Fifth-05e", "Sixth-06f" };
  g_autoptr (MdgPasswordHistory) history = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      propose (f, passwords[i]);
      settle (f, TRUE, SUCCESS);
    }
  propose (f, "Never-00x");
  settle (f, FALSE, SUCCESS);
  reopen (f);
  mdg_password_history_load_async (f->cache, CODE, ID, NULL, scratch_store_result, &f->result);
  result = scratch_wait (&f->result);
  history = mdg_password_history_load_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mdg_password_history_get_length (history), ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      g_autofree char *begins = g_strndup (passwords[i], 5);

      g_assert_cmpint (mdg_password_history_seen (passwords[i], history), ==, i > 0);
      g_assert_cmpint (mdg_password_history_seen_start (begins, history), ==, i > 0);
    }
  g_assert_false (mdg_password_history_seen ("Never-00x", history));
  /* A beginning is no whole, and the other way round. */
  g_assert_false (mdg_password_history_seen ("Sixth", history));
  g_assert_false (mdg_password_history_seen_start ("Sixth-06f", history));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cache/open", test_open);
  ADD ("unknown-account", test_unknown_account);
  ADD ("save-account", test_save_account);
  ADD ("list", test_list);
  ADD ("registration", test_registration);
  ADD ("registration-again", test_registration_again);
  ADD ("prints", test_prints);
  ADD ("password", test_password);
  ADD ("password-history", test_password_history);
  ADD ("clear", test_clear);
  ADD ("close", test_close);
  ADD ("let-go", test_let_go);
  ADD ("cancelled", test_cancelled);
  g_test_add_func ("/cache/open-cancelled", test_open_cancelled);
  g_test_add_func ("/cache/crash-before-vault", test_crash_before_vault);
  ADD ("passphrase-lost", test_passphrase_lost);
  ADD ("damaged", test_damaged);
  g_test_add_func ("/cache/wrapped", test_wrapped);
  g_test_add_func ("/cache/set-aside", test_set_aside);
  g_test_add_func ("/cache/set-aside-damaged", test_set_aside_damaged);
  g_test_add_func ("/cache/record-copy", test_record_copy);
  return g_test_run ();
}
