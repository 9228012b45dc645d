/* test-own-contacts.c: the clinic's own contacts: kept, changed, taken away, and what is refused.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "../store/scratch-cache.h"
#include "support/own-contacts.h"

#define NOW 1795230000

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

static GPtrArray *
list (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *contacts;

  mdg_own_contacts_list_async (f->cache, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  contacts = mdg_own_contacts_list_finish (f->cache, result, &error);
  g_assert_no_error (error);
  return contacts;
}

static gboolean
save (Fixture *f, const MdgOwnContact *contact, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_own_contacts_save_async (f->cache, contact, NOW, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  return mdg_own_contacts_finish (f->cache, result, error);
}

static gboolean
remove_contact (Fixture *f, gint64 number, GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_own_contacts_remove_async (f->cache, number, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  return mdg_own_contacts_finish (f->cache, result, error);
}

static void
set (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static MdgOwnContact *
make (const char *name, const char *phone)
{
  MdgOwnContact *contact = mdg_own_contact_new ("receipt-vendor");

  set (&contact->name, name);
  set (&contact->phone, phone);
  return contact;
}

static void
test_kept (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgOwnContact) contact = make ("しおかぜレセコン株式会社", "０３－１２３４－５６７８");
  g_autoptr (GPtrArray) kept = NULL, changed = NULL, left = NULL;
  g_autoptr (GError) error = NULL;
  MdgOwnContact *one;

  contact->weekday_from = 540;
  contact->weekday_until = 1080;
  set (&contact->remark, "お客様番号 123; '担当'");
  g_assert_true (save (f, contact, &error));
  scratch_cache_close (&f->cache);
  f->cache = scratch_cache_open (f->folder);
  kept = list (f);
  g_assert_cmpuint (kept->len, ==, 1);
  one = kept->pdata[0];
  g_assert_cmpstr (one->kind, ==, "receipt-vendor");
  g_assert_cmpstr (one->phone, ==, "03-1234-5678");
  g_assert_cmpstr (one->remark, ==, "お客様番号 123; '担当'");
  g_assert_cmpint (one->weekday_until, ==, 1080);
  set (&one->phone, "");
  set (&one->mail, "help@example.jp");
  g_assert_true (save (f, one, &error));
  changed = list (f);
  g_assert_cmpuint (changed->len, ==, 1);
  g_assert_cmpstr (((MdgOwnContact *)changed->pdata[0])->mail, ==, "help@example.jp");
  g_assert_true (remove_contact (f, one->number, &error));
  left = list (f);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_false (remove_contact (f, one->number, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (save (f, one, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

static void
test_hours (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgOwnContact) contact = make ("x", "113");
  MdgOpenHours hours;

  mdg_own_contact_hours (contact, &hours);
  g_assert_cmpuint (hours.n_spans, ==, 0);
  contact->weekday_from = 540;
  contact->weekday_until = 1080;
  contact->saturday_until = 720;
  mdg_own_contact_hours (contact, &hours);
  g_assert_cmpuint (hours.n_spans, ==, 2);
  g_assert_cmpuint (hours.spans[0].weekdays, ==, 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5);
  g_assert_cmpuint (hours.spans[1].weekdays, ==, 1 << 6);
  g_assert_true (hours.holidays);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autofree char *longer = g_strnfill (MDG_OWN_TEXT_MAX + 1, 'x');
  const struct
  {
    const char *name, *phone, *mail, *remark;
    const char *field;
  } cases[] = {
    { "", "03-1234-5678", "", "", "name" },
    { longer, "03-1234-5678", "", "", "name" },
    { "a\nb", "03-1234-5678", "", "", "name" },
    { "x", "", "", "", "phone" },
    { "x", "12", "", "", "phone" },
    { "x", "", "info@", "", "mail" },
    { "x", "03-1234-56７8x", "", "", "phone" },
    { "x", "", "no mail", "", "mail" },
    { "x", "", "a@b@c", "", "mail" },
    { "x", "", "@b", "", "mail" },
    { "x", "03-1234-5678", "", longer, "remark" },
    { "\xff", "03-1234-5678", "", "", "name" },
    { "x", "", "日@本", "", "mail" },
  };
  g_autoptr (MdgOwnContact) odd = make ("x", "113");
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) fault = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MdgOwnContact) contact = make (cases[i].name, cases[i].phone);
      g_autoptr (GError) error = NULL;

      set (&contact->mail, cases[i].mail);
      set (&contact->remark, cases[i].remark);
      g_assert_false (save (f, contact, &error));
      g_assert_error (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT);
      g_assert_cmpstr (mdg_error_get_field (error), ==, cases[i].field);
    }
  odd->saturday_from = 700;
  odd->saturday_until = 700;
  g_assert_false (save (f, odd, &fault));
  g_assert_cmpstr (mdg_error_get_field (fault), ==, "saturday");
  kept = list (f);
  g_assert_cmpuint (kept->len, ==, 0);
}

static void
test_limit (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgOwnContact) contact = make ("x", "113");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < MDG_OWN_CONTACTS_MAX; i++)
    g_assert_true (save (f, contact, NULL));
  g_assert_false (save (f, contact, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_LIMIT_EXCEEDED);
}

#define add(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/own-contacts/kept", test_kept);
  add ("/own-contacts/hours", test_hours);
  add ("/own-contacts/refused", test_refused);
  add ("/own-contacts/limit", test_limit);
  return g_test_run ();
}
