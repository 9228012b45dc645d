/* test-authenticator-book.c: entries kept, shown in order, changed, thrown away and brought back;
 * their passcodes by the vectors of RFC 4226 and RFC 6238; the login's keys among them without
 * being copied. SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "../store/scratch-cache.h"
#include "authenticator/authenticator-book.h"
#include "core/base32.h"
#include "store/audit.h"
#include "store/sealed-file.h"

#define NOW 1795230000
#define SHA1_KEY "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
#define DIGITS "1234567890"

typedef struct
{
  char *folder;
  MdgCache *cache;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = scratch_folder_new ();
  f->cache = scratch_cache_open (f->folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  scratch_cache_close (&f->cache);
  scratch_folder_free (f->folder);
}

#define CALL(function, ...)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    GAsyncResult *place = NULL;                                                                    \
    function (__VA_ARGS__, NULL, scratch_store_result, &place);                                    \
    result = scratch_wait (&place);                                                                \
  }                                                                                                \
  G_STMT_END

static GPtrArray *
load (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *entries;

  CALL (mdg_authenticator_book_load_async, f->cache, NOW);
  entries = mdg_authenticator_book_load_finish (f->cache, result, &error);
  g_assert_no_error (error);
  return entries;
}

static const MdgOtpFacts *
facts_of (GPtrArray *entries, guint index)
{
  g_assert_cmpuint (index, <, entries->len);
  return mdg_otp_entry_get_facts (entries->pdata[index]);
}

static MdgOtpKeys *
open_keys (Fixture *f, const gint64 *numbers, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  MdgOtpKeys *keys;

  CALL (mdg_authenticator_book_open_async, f->cache, numbers, n);
  keys = mdg_authenticator_book_open_finish (f->cache, result, &error);
  g_assert_no_error (error);
  return keys;
}

static MdgOtpItem *
make_item (const char *uri, const char *note)
{
  g_autoptr (GError) error = NULL;
  MdgOtpauthUri *parsed = mdg_otpauth_uri_parse (uri, -1, &error);

  g_assert_no_error (error);
  return mdg_otp_item_new (parsed, note, NULL, NULL);
}

static void
finish (Fixture *f, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  gboolean good = mdg_authenticator_book_finish (f->cache, result, &error);

  g_assert_no_error (error);
  g_assert_true (good);
}

/* @uris: NULL-terminated */
static void
add (Fixture *f, const char *const *uris)
{
  g_autoptr (GPtrArray) items = mdg_otp_items_new ();
  g_autoptr (GAsyncResult) result = NULL;

  for (; *uris != NULL; uris++)
    g_ptr_array_add (items, make_item (*uris, "メモ"));
  CALL (mdg_authenticator_book_add_async, f->cache, items, NOW);
  finish (f, result);
}

static char *
vector_uri (const char *algorithm, gsize key_bytes, guint digits)
{
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (MdgSecret) text = NULL;

  while (key->len < key_bytes)
    g_string_append (key, DIGITS);
  g_string_truncate (key, key_bytes);
  text = mdg_base32_encode ((const guint8 *)key->str, key->len);
  return g_strdup_printf ("otpauth://totp/RFC:%s?secret=%s&algorithm=%s&digits=%u", algorithm,
                          mdg_secret_get_string (text), algorithm, digits);
}

/* RFC 6238 appendix B, all three algorithms, through book, vault and arena. */
static void
test_rfc_6238 (Fixture *f, gconstpointer data)
{
  static const gint64 times[]
      = { 59, 1111111109, 1111111111, 1234567890, 2000000000, G_GINT64_CONSTANT (20000000000) };
  static const char *const codes[3][6] = {
    { "94287082", "07081804", "14050471", "89005924", "69279037", "65353130" },
    { "46119246", "68084774", "67062674", "91819424", "90698825", "77737706" },
    { "90693936", "25091201", "99943326", "93441116", "38618901", "47863826" },
  };
  g_autofree char *sha1 = vector_uri ("SHA1", 20, 8);
  g_autofree char *sha256 = vector_uri ("SHA256", 32, 8);
  g_autofree char *sha512 = vector_uri ("SHA512", 64, 8);
  const char *const uris[] = { sha1, sha256, sha512, NULL };
  g_autoptr (GPtrArray) entries = NULL;
  gint64 numbers[3];
  g_autoptr (MdgOtpKeys) keys = NULL;

  add (f, uris);
  entries = load (f);
  g_assert_cmpuint (entries->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    numbers[i] = facts_of (entries, i)->number;
  keys = open_keys (f, numbers, 3);
  g_assert_cmpuint (mdg_otp_keys_get_length (keys), ==, 3);
  for (guint i = 0; i < 3; i++)
    for (guint t = 0; t < 6; t++)
      {
        char code[MDG_TOTP_CODE_MAX];
        guint index = mdg_otp_keys_find (keys, numbers[i]);

        mdg_otp_keys_code (keys, index, times[t], 0, code);
        g_assert_cmpstr (code, ==, codes[i][t]);
        mdg_otp_keys_code (keys, index, times[t] - 30, 1, code);
        g_assert_cmpstr (code, ==, codes[i][t]);
      }
}

/* RFC 4226 appendix D: a step a second is the counter; other periods give the step of theirs. */
static void
test_rfc_4226 (Fixture *f, gconstpointer data)
{
  static const char *const codes[] = { "755224", "287082", "359152", "969429", "338314",
                                       "254676", "287922", "162583", "399871", "520489" };
  const char *const uris[] = { "otpauth://totp/a?secret=" SHA1_KEY "&period=1",
                               "otpauth://totp/b?secret=" SHA1_KEY "&period=60",
                               "otpauth://totp/c?secret=" SHA1_KEY "&period=300", NULL };
  static const guint periods[] = { 1, 60, 300 };
  g_autoptr (GPtrArray) entries = NULL;

  add (f, uris);
  entries = load (f);
  for (guint i = 0; i < 3; i++)
    {
      gint64 number = facts_of (entries, i)->number;
      g_autoptr (MdgOtpKeys) keys = open_keys (f, &number, 1);

      g_assert_cmpuint (mdg_otp_keys_get_period (keys, 0), ==, periods[i]);
      for (guint c = 0; c < G_N_ELEMENTS (codes); c++)
        {
          char code[MDG_TOTP_CODE_MAX];

          mdg_otp_keys_code (keys, 0, (gint64)c * periods[i] + periods[i] - 1, 0, code);
          g_assert_cmpstr (code, ==, codes[c]);
        }
    }
}

static void
edit (Fixture *f, MdgOtpFacts facts, const char *fault)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  CALL (mdg_authenticator_book_edit_async, f->cache, &facts);
  if (fault == NULL)
    {
      finish (f, result);
      return;
    }
  g_assert_false (mdg_authenticator_book_finish (f->cache, result, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
  g_assert_cmpstr (mdg_error_get_field (error), ==, fault);
}

static void
test_edited (Fixture *f, gconstpointer data)
{
  const char *const uris[] = { "otpauth://totp/I:a?secret=" SHA1_KEY, NULL };
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *longest = g_strnfill (MDG_OTP_TEXT_MAX + 1, 'x');
  MdgOtpFacts facts;

  add (f, uris);
  before = load (f);
  g_assert_cmpstr (facts_of (before, 0)->note, ==, "メモ");
  facts = *facts_of (before, 0);
  facts.issuer = (char *)"窓口";
  facts.account = (char *)"受付";
  facts.note = (char *)"2番の端末";
  facts.institution_code = (char *)"3410712362";
  facts.login_id = (char *)"WA000001";
  edit (f, facts, NULL);
  after = load (f);
  g_assert_cmpstr (facts_of (after, 0)->issuer, ==, "窓口");
  g_assert_cmpstr (facts_of (after, 0)->account, ==, "受付");
  g_assert_cmpstr (facts_of (after, 0)->login_id, ==, "WA000001");
  facts.account = (char *)"";
  edit (f, facts, "account");
  facts.account = (char *)"a:b";
  edit (f, facts, "account");
  facts.account = (char *)"a";
  facts.issuer = longest;
  edit (f, facts, "issuer");
  facts.issuer = (char *)"";
  facts.note = (char *)"two\nlines";
  edit (f, facts, "note");
  facts.note = (char *)"";
  facts.institution_code = (char *)"341";
  edit (f, facts, "institution_code");
  facts.institution_code = (char *)"3410712362";
  facts.login_id = (char *)"";
  edit (f, facts, "login_id");
}

static void
test_order_and_trash (Fixture *f, gconstpointer data)
{
  const char *const uris[]
      = { "otpauth://totp/a?secret=" SHA1_KEY, "otpauth://totp/b?secret=MZXW6YTBOJTG633CMFZGM33P",
          "otpauth://totp/c?secret=MZXW6YTBOJTG633CMFZGM33PEBRGC6RA", NULL };
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MdgOtpList) shown = mdg_otp_list_new (FALSE);
  g_autoptr (MdgOtpList) trash = mdg_otp_list_new (TRUE);
  g_autoptr (MdgOtpKeys) keys = NULL;
  gint64 a, b;

  add (f, uris);
  entries = load (f);
  a = facts_of (entries, 0)->number;
  b = facts_of (entries, 1)->number;
  CALL (mdg_authenticator_book_swap_async, f->cache, a, b);
  finish (f, result);
  g_clear_object (&result);
  g_clear_pointer (&entries, g_ptr_array_unref);
  entries = load (f);
  g_assert_cmpstr (facts_of (entries, 0)->account, ==, "b");
  g_assert_cmpstr (facts_of (entries, 1)->account, ==, "a");
  CALL (mdg_authenticator_book_trash_async, f->cache, b, NOW);
  finish (f, result);
  g_clear_object (&result);
  g_clear_pointer (&entries, g_ptr_array_unref);
  entries = load (f);
  mdg_otp_list_set_entries (shown, entries);
  mdg_otp_list_set_entries (trash, entries);
  g_assert_cmpuint (mdg_otp_list_count_all (shown), ==, 2);
  g_assert_cmpuint (mdg_otp_list_count_all (trash), ==, 1);
  g_assert_cmpuint (mdg_otp_list_find (trash, b), ==, 0);
  g_assert_cmpuint (mdg_otp_list_find (shown, b), ==, G_MAXUINT);
  CALL (mdg_authenticator_book_trash_async, f->cache, b, 0);
  finish (f, result);
  g_clear_object (&result);
  CALL (mdg_authenticator_book_trash_async, f->cache, a, NOW);
  finish (f, result);
  g_clear_object (&result);
  {
    GAsyncResult *place = NULL;

    mdg_authenticator_book_empty_async (f->cache, NULL, scratch_store_result, &place);
    result = scratch_wait (&place);
    finish (f, result);
  }
  g_clear_pointer (&entries, g_ptr_array_unref);
  entries = load (f);
  g_assert_cmpuint (entries->len, ==, 2);
  keys = open_keys (f, (const gint64[]){ a, b }, 2);
  g_assert_cmpuint (mdg_otp_keys_get_length (keys), ==, 1);
  g_assert_cmpint (mdg_otp_keys_get_number (keys, 0), ==, b);
}

static void
test_search (void)
{
  static const char *const names[] = { "窓口クリニック", "ＡＢＣ薬局", "other" };
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MdgOtpList) list = mdg_otp_list_new (FALSE);
  static const struct
  {
    const char *search;
    guint n;
  } searches[] = { { "", 3 },          { "くりにっく", 1 }, { "ｸﾘﾆｯｸ", 1 }, { "abc", 1 },
                   { "ａｂｃ wa", 1 }, { "wa00", 3 },       { "3410", 3 },  { "nothing", 0 } };

  for (guint i = 0; i < 3; i++)
    {
      MdgOtpFacts facts = { .number = i + 1,
                            .issuer = g_strdup (names[i]),
                            .account = g_strdup_printf ("WA00000%u", i),
                            .note = g_strdup (""),
                            .institution_code = g_strdup ("3410712362"),
                            .login_id = g_strdup ("") };

      g_ptr_array_add (entries, mdg_otp_entry_new (&facts));
    }
  mdg_otp_list_set_entries (list, entries);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      mdg_otp_list_set_search (list, searches[i].search);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, searches[i].n);
    }
}

static void
save_registration (Fixture *f, const char *key)
{
  g_autofree char *uri = g_strdup_printf ("otpauth://totp/x:WA000001?secret=%s", key);
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (key);
  g_autoptr (MdgSecret) text = mdg_secret_new_from_string (uri);
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  CALL (mdg_cache_save_registration_async, f->cache, "3410712362", "WA000001", "窓口医院", secret,
        text);
  g_assert_true (mdg_cache_finish (f->cache, result, &error));
  g_assert_no_error (error);
}

/* The key of an account is shown as it stands, pending or confirmed, and is not the book's to throw
 * away. */
static void
test_login (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (MdgOtpKeys) keys = NULL;
  char code[MDG_TOTP_CODE_MAX];
  gint64 number;

  save_registration (f, SHA1_KEY);
  entries = load (f);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (facts_of (entries, 0)->state, ==, MDG_OTP_PENDING);
  g_assert_cmpstr (facts_of (entries, 0)->issuer, ==, "窓口医院");
  number = facts_of (entries, 0)->number;
  keys = open_keys (f, &number, 1);
  mdg_otp_keys_code (keys, 0, 59, 0, code);
  g_assert_cmpstr (code, ==, "287082");
  CALL (mdg_cache_confirm_registration_async, f->cache, "3410712362", "WA000001", NOW);
  g_assert_true (mdg_cache_finish (f->cache, result, &error));
  g_clear_object (&result);
  CALL (mdg_authenticator_book_note_print_async, f->cache, &number, 1, MDG_PRINT_PDF, "受付", NOW);
  finish (f, result);
  g_clear_object (&result);
  again = load (f);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpint (facts_of (again, 0)->state, ==, MDG_OTP_CONFIRMED);
  g_assert_cmpint (facts_of (again, 0)->number, ==, number);
  g_assert_cmpuint (facts_of (again, 0)->times_printed, ==, 1);
  g_assert_cmpint (facts_of (again, 0)->last_printed, ==, NOW);
  CALL (mdg_authenticator_book_trash_async, f->cache, number, NOW);
  g_assert_false (mdg_authenticator_book_finish (f->cache, result, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

static void
test_compared (Fixture *f, gconstpointer data)
{
  const char *const uris[] = { "otpauth://totp/I:a?secret=MZXW6YTBOJTG633CMFZGM33P", NULL };
  static const char *const coming[]
      = { "otpauth://totp/other:name?secret=MZXW6YTBOJTG633CMFZGM33P",
          "otpauth://totp/I:a?secret=MZXW6YTBOJTG633CMFZGM33PEBRGC6RA",
          "otpauth://totp/x:y?secret=" SHA1_KEY,
          "otpauth://totp/new:one?secret=NZXW6YTBOJTG633CMFZGM33PEBRGC6RA",
          "otpauth://totp/new:twice?secret=NZXW6YTBOJTG633CMFZGM33PEBRGC6RA" };
  static const MdgOtpVerdict expected[]
      = { MDG_OTP_SAME_KEY, MDG_OTP_SAME_NAME, MDG_OTP_SAME_KEY, MDG_OTP_NEW, MDG_OTP_SAME_KEY };
  g_autoptr (GPtrArray) items = mdg_otp_items_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GByteArray) verdicts = NULL;

  add (f, uris);
  save_registration (f, SHA1_KEY);
  entries = load (f);
  for (guint i = 0; i < G_N_ELEMENTS (coming); i++)
    g_ptr_array_add (items, make_item (coming[i], NULL));
  CALL (mdg_authenticator_book_compare_async, f->cache, items);
  verdicts = mdg_authenticator_book_compare_finish (f->cache, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (verdicts->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < verdicts->len; i++)
    g_assert_cmpint (verdicts->data[i], ==, expected[i]);
}

/* More than are looked up one by one; nothing of them stands in the file as it is. */
static void
test_many (Fixture *f, gconstpointer data)
{
  enum
  {
    N = 300
  };
  g_autoptr (GPtrArray) items = mdg_otp_items_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (MdgOtpKeys) keys = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  gint64 numbers[N];

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *key = g_strdup_printf ("KEY-OF-ENTRY-%07u", i);
      g_autoptr (MdgSecret) text = mdg_base32_encode ((const guint8 *)key, strlen (key));
      g_autofree char *uri
          = g_strdup_printf ("otpauth://totp/I:%u?secret=%s", i, mdg_secret_get_string (text));

      g_ptr_array_add (items, make_item (uri, NULL));
    }
  CALL (mdg_authenticator_book_add_async, f->cache, items, NOW);
  finish (f, result);
  entries = load (f);
  g_assert_cmpuint (entries->len, ==, N);
  for (guint i = 0; i < N; i++)
    numbers[i] = facts_of (entries, i)->number;
  keys = open_keys (f, numbers, N);
  g_assert_cmpuint (mdg_otp_keys_get_length (keys), ==, N);
  for (guint i = 0; i < N; i += 50)
    {
      g_autofree char *key = g_strdup_printf ("KEY-OF-ENTRY-%07u", i);
      g_autoptr (MdgSecret) plain = mdg_secret_new_from_string (key);
      char expected[MDG_TOTP_CODE_MAX], code[MDG_TOTP_CODE_MAX];
      guint index = mdg_otp_keys_find (keys, numbers[i]);
      g_autoptr (MdgOtpauthUri) uri = mdg_otp_keys_to_uri (keys, index, "I", "a");

      mdg_hotp (plain, MDG_TOTP_SHA1, mdg_totp_step (NOW, 30), 6, expected);
      mdg_otp_keys_code (keys, index, NOW, 0, code);
      g_assert_cmpstr (code, ==, expected);
      g_assert_true (
          mdg_secret_equal (uri->setup_key, ((const MdgOtpItem *)items->pdata[i])->uri->setup_key));
    }
  g_assert_false (scratch_folder_contains (f->folder, "KEY-OF-ENTRY", strlen ("KEY-OF-ENTRY")));
}

static void
assert_joined (const char *expected, ...)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *joined = NULL;
  va_list list;
  const char *name;

  va_start (list, expected);
  while ((name = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (names, (char *)name);
  va_end (list);
  joined = mdg_otp_names_join (names);
  g_assert_cmpstr (joined, ==, expected);
  g_assert_cmpint (strlen (joined), <=, MDG_AUDIT_TEXT_MAX);
}

/* Whose keys went is said as far as a row of the record has room. */
static void
test_names (void)
{
  g_autofree char *longest = g_strnfill (170, 'x');

  assert_joined ("WA000001", "WA000001", NULL);
  assert_joined ("2: WA000001, till", "WA000001", "till", NULL);
  assert_joined ("3: WA000001, …", "WA000001", longest, "till", NULL);
}

static void
test_bundle (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = mdg_otp_items_new ();
  g_autoptr (MdgSecret) text = NULL;
  g_autoptr (GPtrArray) read = NULL;
  static const char *const broken[]
      = { "",
          "madoguchi",
          "madoguchi authenticator 1",
          "madoguchi authenticator 1\nx\n",
          "madoguchi authenticator 1\notpauth://totp/a?secret=" SHA1_KEY "\t\t\n",
          "madoguchi authenticator 1\notpauth://totp/a?secret=" SHA1_KEY "\t\t\t\t\n",
          "madoguchi authenticator 1\notpauth://totp/a?secret=" SHA1_KEY "\t%0A\t\t\n",
          "madoguchi authenticator 1\notpauth://totp/a?secret=" SHA1_KEY "\t\t\t",
          "madoguchi authenticator 1\notpauth://totp/a?secret=short\t\t\t\n" };

  g_ptr_array_add (items,
                   mdg_otp_item_new (mdg_otpauth_uri_parse ("otpauth://totp/I:a?secret=" SHA1_KEY
                                                            "&algorithm=SHA512&digits=8&period=60",
                                                            -1, &error),
                                     "メモ\t100%", "3410712362", "WA000001"));
  g_ptr_array_add (items, make_item ("otpauth://totp/b?secret=" SHA1_KEY, NULL));
  text = mdg_otp_bundle_write (items);
  g_assert_null (mdg_otp_bundle_read (text, &error)); /* a tab is no note */
  g_clear_error (&error);
  g_free (((MdgOtpItem *)items->pdata[0])->note);
  ((MdgOtpItem *)items->pdata[0])->note = g_strdup ("メモ 100%");
  g_clear_pointer (&text, mdg_secret_unref);
  text = mdg_otp_bundle_write (items);
  read = mdg_otp_bundle_read (text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 2);
  const MdgOtpItem *first = read->pdata[0];
  g_assert_cmpstr (first->note, ==, "メモ 100%");
  g_assert_cmpstr (first->login_id, ==, "WA000001");
  g_assert_cmpint (first->uri->algorithm, ==, MDG_TOTP_SHA512);
  g_assert_cmpuint (first->uri->digits, ==, 8);
  g_assert_cmpuint (first->uri->period, ==, 60);
  g_assert_cmpstr (((const MdgOtpItem *)read->pdata[1])->uri->account, ==, "b");
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (MdgSecret) one = mdg_secret_new_from_string (broken[i]);

      g_assert_null (mdg_otp_bundle_read (one, &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_DAMAGED);
      g_clear_error (&error);
    }
  {
    g_autoptr (MdgSecret) newer
        = mdg_secret_new_from_string ("madoguchi authenticator 2\nwhatever\n");

    g_assert_null (mdg_otp_bundle_read (newer, &error));
    g_assert_error (error, MDG_ERROR, MDG_ERROR_TOO_NEW);
  }
}

/* Out of one computer's records, through an encrypted file, into another's; under another
 * passphrase, not at all. */
static void
test_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "Authenticator.madoguchi", NULL);
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string ("受付のパスフレーズ12");
  g_autoptr (MdgSecret) other = mdg_secret_new_from_string ("受付のパスフレーズ13");
  g_autoptr (GPtrArray) items = mdg_otp_items_new ();
  g_autoptr (MdgSecret) text = NULL;
  g_autoptr (MdgSecret) back = NULL;
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GError) error = NULL;
  gboolean written;

  g_ptr_array_add (items, make_item ("otpauth://totp/I:a?secret=" SHA1_KEY, "メモ"));
  text = mdg_otp_bundle_write (items);
  written = mdg_sealed_file_write (path, MDG_SEALED_AUTHENTICATOR, passphrase,
                                   MDG_SEALED_COST_LOWEST, text, &error);
  g_assert_no_error (error);
  g_assert_true (written);
  g_assert_false (scratch_folder_contains (f->folder, SHA1_KEY, strlen (SHA1_KEY)));
  g_assert_null (mdg_sealed_file_read (path, MDG_SEALED_AUTHENTICATOR, other, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_WRONG_PASSPHRASE);
  g_clear_error (&error);
  back = mdg_sealed_file_read (path, MDG_SEALED_AUTHENTICATOR, passphrase, &error);
  g_assert_no_error (error);
  read = mdg_otp_bundle_read (back, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 1);
  g_assert_true (mdg_secret_equal (((const MdgOtpItem *)read->pdata[0])->uri->setup_key,
                                   ((const MdgOtpItem *)items->pdata[0])->uri->setup_key));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/authenticator-book/rfc-6238", test_rfc_6238);
  ADD ("/authenticator-book/rfc-4226", test_rfc_4226);
  ADD ("/authenticator-book/edited", test_edited);
  ADD ("/authenticator-book/order-and-trash", test_order_and_trash);
  ADD ("/authenticator-book/login", test_login);
  ADD ("/authenticator-book/compared", test_compared);
  ADD ("/authenticator-book/many", test_many);
  ADD ("/authenticator-book/file", test_file);
  g_test_add_func ("/authenticator-book/search", test_search);
  g_test_add_func ("/authenticator-book/names", test_names);
  g_test_add_func ("/authenticator-book/bundle", test_bundle);
  return g_test_run ();
}
