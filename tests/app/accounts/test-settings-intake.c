/* test-settings-intake.c: several files at once, through the real madoguchi-read-pdf into a real
 * vault: what is kept, what waits for a person, what is refused, and giving up in the middle.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/settings-intake.h"

#include <string.h>

#include "accounts/settings-vault.h"
#include "scratch-cache.h"
#include "training/settings-pdf.h"

#define CODE "3410712362"

typedef struct
{
  char *folder;
  MdgCache *cache;
  GAsyncResult *result;
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
  g_object_unref (f->cache);
  scratch_folder_free (f->folder);
}

static MdgAccountSettings *
make_settings (const char *id, const char *password)
{
  MdgAccountSettings *settings = mdg_account_settings_new (MDG_ACCOUNT_APP);

  mdg_account_id_check (id, &settings->kind);
  settings->issued_on = g_strdup ("2024-08-28");
  settings->institution_code = g_strdup (CODE);
  settings->institution_name = g_strdup ("しおかぜ通り接骨院");
  settings->id = g_strdup (id);
  settings->password = mdg_secret_new_from_string (password);
  if (settings->kind == MDG_ACCOUNT_APP)
    settings->activation_code = mdg_secret_new_from_string ("012345678901");
  else
    {
      settings->user_type = g_strdup (MDG_USER_TYPE_AUTHENTICATOR);
      settings->url = g_strdup (MDG_LINKAGE_URL);
    }
  return settings;
}

static MdgSecret *
issue (const char *id, const char *password)
{
  g_autoptr (MdgAccountSettings) settings = make_settings (id, password);
  g_autoptr (GError) error = NULL;
  MdgSecret *pdf = mdg_settings_pdf_issue (settings, &error);

  g_assert_no_error (error);
  return pdf;
}

static void
add_pdf (MdgSettingsIntake *intake, const char *id, const char *password)
{
  g_autoptr (MdgSecret) pdf = issue (id, password);

  mdg_settings_intake_add_bytes (intake, id, pdf);
}

static void
wait (MdgSettingsIntake *intake)
{
  while (mdg_settings_intake_is_running (intake))
    g_main_context_iteration (NULL, TRUE);
}

static const MdgIntakeItem *
item (MdgSettingsIntake *intake, guint i)
{
  return mdg_settings_intake_get_items (intake)->pdata[i];
}

static gboolean
has_secrets (MdgSettingsIntake *intake, guint i)
{
  const MdgIntakeItem *it = item (intake, i);

  return it->pdf != NULL
         || (it->reading != NULL && it->reading->settings != NULL
             && (it->reading->settings->password != NULL
                 || it->reading->settings->activation_code != NULL));
}

static char *
kept_password (Fixture *f, const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MdgAccountSettings) kept = NULL;

  mdg_settings_vault_load_async (f->cache, CODE, id, NULL, scratch_store_result, &f->result);
  result = scratch_wait (&f->result);
  kept = mdg_settings_vault_load_finish (result, NULL);
  return kept != NULL ? g_strdup (mdg_secret_get_string (kept->password)) : NULL;
}

static void
assert_kept (Fixture *f, const char *id, const char *password)
{
  g_autofree char *kept = kept_password (f, id);

  g_assert_cmpstr (kept, ==, password);
}

static GFile *
write_file (Fixture *f, const char *name, gconstpointer data, gsize length)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  scratch_folder_write (f->folder, name, data, length);
  return g_file_new_for_path (path);
}

static void
test_several (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSettingsIntake) intake = mdg_settings_intake_new (f->cache, NULL, NULL);
  g_autoptr (MdgSecret) pdf = issue ("WA000002", "2lehAWd&");
  g_autoptr (MdgSecret) app = issue ("W0000001", "c0ntroLa");
  gsize length, app_length;
  const guint8 *bytes = mdg_secret_get_data (pdf, &length);
  const guint8 *app_bytes = mdg_secret_get_data (app, &app_length);
  g_autoptr (GFile) good = write_file (f, "good.pdf", bytes, length);
  g_autoptr (GFile) cut = write_file (f, "cut.pdf", bytes, length / 3);
  g_autoptr (GFile) text = write_file (f, "text.pdf", "機関コード", strlen ("機関コード"));
  g_autoptr (GFile) second = write_file (f, "second.pdf", app_bytes, app_length);
  g_autoptr (GFile) absent = g_file_get_child (good, "absent.pdf");
  GFile *files[] = { good, cut, text, absent, second };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    mdg_settings_intake_add_file (intake, files[i]);
  g_assert_true (mdg_settings_intake_is_running (intake));
  wait (intake);
  g_assert_cmpuint (mdg_settings_intake_get_n_done (intake), ==, G_N_ELEMENTS (files));
  g_assert_cmpstr (item (intake, 0)->name, ==, "good.pdf");
  g_assert_cmpint (item (intake, 0)->state, ==, MDG_INTAKE_KEPT);
  g_assert_cmpint (item (intake, 1)->state, ==, MDG_INTAKE_REFUSED);
  g_assert_cmpint (item (intake, 1)->reading->verdict, ==, MDG_SETTINGS_DAMAGED);
  g_assert_cmpint (item (intake, 2)->state, ==, MDG_INTAKE_REFUSED);
  g_assert_cmpint (item (intake, 2)->reading->verdict, ==, MDG_SETTINGS_NO_PDF);
  g_assert_cmpint (item (intake, 3)->state, ==, MDG_INTAKE_FAILED);
  g_assert_nonnull (item (intake, 3)->error);
  g_assert_cmpint (item (intake, 4)->state, ==, MDG_INTAKE_KEPT);
  assert_kept (f, "WA000002", "2lehAWd&");
  assert_kept (f, "W0000001", "c0ntroLa");
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_assert_false (has_secrets (intake, i));
  g_assert_cmpstr (item (intake, 4)->reading->settings->id, ==, "W0000001");
  mdg_settings_intake_clear (intake);
  g_assert_cmpuint (mdg_settings_intake_get_items (intake)->len, ==, 0);
}

/* A newer paper does not take the place of what is kept before a person says so. */
static void
test_differs (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSettingsIntake) intake = mdg_settings_intake_new (f->cache, NULL, NULL);

  add_pdf (intake, "WA000002", "2lehAWd&");
  add_pdf (intake, "WA000002", "2lehAWd&");
  add_pdf (intake, "WA000002", "9nexTWd&");
  wait (intake);
  g_assert_cmpint (item (intake, 0)->state, ==, MDG_INTAKE_KEPT);
  g_assert_cmpint (item (intake, 1)->state, ==, MDG_INTAKE_KEPT);
  g_assert_cmpint (item (intake, 2)->state, ==, MDG_INTAKE_DIFFERS);
  assert_kept (f, "WA000002", "2lehAWd&");
  mdg_settings_intake_replace (intake, 1); /* there is nothing to decide */
  g_assert_false (mdg_settings_intake_is_running (intake));
  g_assert_true (has_secrets (intake, 2));
  mdg_settings_intake_replace (intake, 2);
  wait (intake);
  g_assert_cmpint (item (intake, 2)->state, ==, MDG_INTAKE_KEPT);
  g_assert_false (has_secrets (intake, 2));
  assert_kept (f, "WA000002", "9nexTWd&");
}

/* What a person decided against is held no longer. */
static void
test_left_out (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSettingsIntake) intake = mdg_settings_intake_new (f->cache, NULL, NULL);

  add_pdf (intake, "WA000002", "2lehAWd&");
  add_pdf (intake, "WA000002", "9nexTWd&");
  wait (intake);
  mdg_settings_intake_leave_out (intake, 0); /* there is nothing to decide */
  g_assert_cmpint (item (intake, 0)->state, ==, MDG_INTAKE_KEPT);
  g_assert_cmpint (item (intake, 1)->state, ==, MDG_INTAKE_DIFFERS);
  mdg_settings_intake_leave_out (intake, 1);
  g_assert_cmpint (item (intake, 1)->state, ==, MDG_INTAKE_LEFT_OUT);
  g_assert_false (has_secrets (intake, 1));
  mdg_settings_intake_replace (intake, 1);
  g_assert_false (mdg_settings_intake_is_running (intake));
  assert_kept (f, "WA000002", "2lehAWd&");
}

/* The same ID is another account where the institution code is another one. */
static void
test_other_facility (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSettingsIntake) intake
      = mdg_settings_intake_new (f->cache, "1310000002", "WA000002");

  add_pdf (intake, "WA000002", "2lehAWd&");
  wait (intake);
  g_assert_cmpint (item (intake, 0)->state, ==, MDG_INTAKE_OTHER);
  g_assert_false (has_secrets (intake, 0));
  assert_kept (f, "WA000002", NULL);
}

static void
test_for_a_person (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSettingsIntake) intake = mdg_settings_intake_new (f->cache, CODE, "WA000002");
  g_autoptr (MdgAccountSettings) typed = NULL;

  add_pdf (intake, "WA000003", "2lehAWd&");
  add_pdf (intake, "WA000002", "short");
  wait (intake);
  g_assert_cmpint (item (intake, 0)->state, ==, MDG_INTAKE_OTHER);
  g_assert_cmpint (item (intake, 1)->state, ==, MDG_INTAKE_CHECK);
  g_assert_cmpint (item (intake, 1)->reading->doubts[MDG_SETTINGS_PASSWORD], ==,
                   MDG_SETTINGS_MALFORMED);
  assert_kept (f, "WA000003", NULL);
  assert_kept (f, "WA000002", NULL);
  g_assert_false (has_secrets (intake, 0));
  g_assert_true (has_secrets (intake, 1));
  typed = make_settings ("WA000002", "2lehAWd&");
  mdg_settings_intake_settle (intake, 1, typed);
  g_assert_cmpint (item (intake, 1)->state, ==, MDG_INTAKE_KEPT);
  g_assert_false (has_secrets (intake, 1));
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgSettingsIntake) intake = mdg_settings_intake_new (f->cache, NULL, NULL);

  add_pdf (intake, "WA000002", "2lehAWd&");
  add_pdf (intake, "WA000003", "2lehAWd&");
  mdg_settings_intake_cancel (intake);
  wait (intake);
  g_assert_cmpint (item (intake, 0)->state, ==, MDG_INTAKE_CANCELLED);
  g_assert_cmpint (item (intake, 1)->state, ==, MDG_INTAKE_CANCELLED);
  assert_kept (f, "WA000002", NULL);
  add_pdf (intake, "WA000003", "2lehAWd&");
  wait (intake);
  g_assert_cmpint (item (intake, 2)->state, ==, MDG_INTAKE_KEPT);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/settings-intake/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("several", test_several);
  ADD ("differs", test_differs);
  ADD ("left-out", test_left_out);
  ADD ("other-facility", test_other_facility);
  ADD ("for-a-person", test_for_a_person);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
