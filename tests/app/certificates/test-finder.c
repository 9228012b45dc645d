/* test-finder.c: files and drives that come and go while the program runs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>

#include "backup-fixture.h"
#include "certificates/certificate-finder.h"
#include "certificates/drive-list.h"
#include "../../support/released.h"

#define PATIENCE_SECONDS 120

typedef gboolean (*Condition) (gpointer data);

static gboolean
give_up (gpointer data)
{
  g_error ("what was waited for did not come in %d seconds", PATIENCE_SECONDS);
  return G_SOURCE_REMOVE;
}

static void
wait_for (Condition condition, gpointer data)
{
  guint timer = g_timeout_add_seconds (PATIENCE_SECONDS, give_up, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static gboolean
is_settled (gpointer finder)
{
  GListModel *model = finder;

  if (mdg_certificate_finder_is_looking (finder))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (MdgCertificateFile) file = g_list_model_get_item (model, i);

      if (mdg_certificate_file_is_busy (file))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_set (gpointer place)
{
  return *(gpointer *)place != NULL;
}

static void
take (gpointer finder, MdgCertificateFile *file, gpointer place)
{
  g_set_object ((MdgCertificateFile **)place, file);
}

static MdgCertificateFile *
item (MdgCertificateFinder *finder, guint position)
{
  g_autoptr (MdgCertificateFile) file = g_list_model_get_item (G_LIST_MODEL (finder), position);

  g_assert_nonnull (file);
  return file;
}

static void
test_first_look (BackupFixture *f, gconstpointer data)
{
  const char *folders[] = { f->root, f->root, "/nowhere/at-all", NULL };
  g_autofree char *other = g_build_filename (f->root, "b.PFX", NULL);
  g_autofree char *folder = g_build_filename (f->root, "folder.p12", NULL);
  g_autofree char *text = g_build_filename (f->root, "notes.txt", NULL);
  g_autoptr (MdgCertificateFinder) finder = NULL;
  MdgCertificateInfo *info;

  backup_fixture_write (other, "no certificate", -1);
  backup_fixture_write (text, "x", -1);
  g_mkdir (folder, 0700);
  finder = mdg_certificate_finder_new (folders);
  g_assert_true (mdg_certificate_finder_is_looking (finder));
  wait_for (is_settled, finder);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (finder)), ==, 2);
  info = mdg_certificate_file_get_info (item (finder, 0));
  g_assert_cmpstr (mdg_certificate_file_get_name (item (finder, 0)), ==, "OQS_電子証明書.p12");
  g_assert_true (info->needs_password);
  info = mdg_certificate_file_get_info (item (finder, 1));
  g_assert_error (info->fault, MDG_ERROR, MDG_ERROR_P12_DAMAGED);
  assert_released (g_steal_pointer (&finder));
}

/* Kept passwords open by themselves what they fit. */
static void
test_passwords (BackupFixture *f, gconstpointer data)
{
  const char *folders[] = { f->root, NULL };
  g_autoptr (MdgCertificateFinder) finder = mdg_certificate_finder_new (folders);
  g_autoptr (GPtrArray) passwords
      = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_secret_unref);
  MdgCertificateFile *file;

  wait_for (is_settled, finder);
  g_ptr_array_add (passwords, mdg_secret_new_from_string ("another"));
  g_ptr_array_add (passwords, mdg_secret_ref (f->password));
  mdg_certificate_finder_set_passwords (finder, passwords);
  wait_for (is_settled, finder);
  file = item (finder, 0);
  g_assert_no_error (mdg_certificate_file_get_info (file)->fault);
  g_assert_true (mdg_secret_equal (mdg_certificate_file_get_password (file), f->password));
  mdg_certificate_file_forget_password (file);
  g_assert_null (mdg_certificate_file_get_password (file));
}

static gboolean
all_open (gpointer finder)
{
  if (!is_settled (finder))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (finder); i++)
    if (mdg_certificate_file_get_info (item (finder, i))->fault != NULL)
      return FALSE;
  return TRUE;
}

/* What was tried in vain is tried again when there is something new to try. */
static void
test_another_password_later (BackupFixture *f, gconstpointer data)
{
  const char *folders[] = { f->root, NULL };
  g_autofree char *second = g_build_filename (f->root, "second.p12", NULL);
  g_autoptr (MdgCertificateFinder) finder = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_secret_unref);
  g_autoptr (GPtrArray) more = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_secret_unref);

  g_assert_true (p12_run (NULL, NULL, "cp %s %s", f->p12, second));
  finder = mdg_certificate_finder_new (folders);
  g_ptr_array_add (kept, mdg_secret_new_from_string ("kept of old"));
  mdg_certificate_finder_set_passwords (finder, kept);
  wait_for (is_settled, finder);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (finder)), ==, 2);
  g_assert_false (mdg_certificate_file_get_info (item (finder, 0))->needs_password);
  g_ptr_array_add (more, mdg_secret_ref (f->password));
  g_ptr_array_add (more, mdg_secret_ref (kept->pdata[0]));
  mdg_certificate_finder_set_passwords (finder, more);
  wait_for (all_open, finder);
}

static void
test_noticed (BackupFixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->root, "Downloads", NULL);
  g_autofree char *path = g_build_filename (folder, "新しい証明書.p12", NULL);
  g_autofree char *partial = g_strconcat (path, ".crdownload", NULL);
  const char *folders[] = { folder, NULL };
  g_autoptr (MdgCertificateFinder) finder = NULL;
  g_autoptr (MdgCertificateFile) noticed = NULL;
  g_autofree char *content = NULL;
  gsize length;

  g_mkdir (folder, 0700);
  finder = mdg_certificate_finder_new (folders);
  g_signal_connect (finder, "noticed", G_CALLBACK (take), &noticed);
  wait_for (is_settled, finder);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (finder)), ==, 0);
  /* As a browser does it: under another name first. */
  g_assert_true (g_file_get_contents (f->p12, &content, &length, NULL));
  backup_fixture_write (partial, content, (gssize)length);
  g_assert_cmpint (g_rename (partial, path), ==, 0);
  wait_for (is_set, &noticed);
  g_assert_cmpstr (mdg_certificate_file_get_path (noticed), ==, path);
  g_assert_true (mdg_certificate_file_get_info (noticed)->needs_password);
  g_clear_object (&noticed);
  /* Replaced by something else. */
  backup_fixture_write (path, "broken", -1);
  wait_for (is_set, &noticed);
  g_assert_error (mdg_certificate_file_get_info (noticed)->fault, MDG_ERROR, MDG_ERROR_P12_DAMAGED);
}

static gboolean
is_empty (gpointer model)
{
  return g_list_model_get_n_items (model) == 0;
}

static void
test_removed (BackupFixture *f, gconstpointer data)
{
  const char *folders[] = { f->root, NULL };
  g_autoptr (MdgCertificateFinder) finder = mdg_certificate_finder_new (folders);
  g_autofree char *away = g_build_filename (f->root, "drives", "away.p12", NULL);

  wait_for (is_settled, finder);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (finder)), ==, 1);
  g_assert_cmpint (g_rename (f->p12, away), ==, 0);
  wait_for (is_empty, finder);
  g_assert_cmpint (g_rename (away, f->p12), ==, 0);
}

/* A wrong password leaves what was known. */
static void
test_file (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgCertificateFile) file = mdg_certificate_file_new (f->p12);
  g_autoptr (GPtrArray) right = g_ptr_array_new ();
  g_autoptr (GPtrArray) wrong = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_secret_unref);
  GPtrArray *const order[] = { wrong, right, wrong };

  g_ptr_array_add (right, f->password);
  g_ptr_array_add (wrong, mdg_secret_new_from_string ("not-this-one"));
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      mdg_certificate_file_open_async (file, order[i], NULL, backup_fixture_store, &result);
      g_assert_true (mdg_certificate_file_is_busy (file));
      g_assert_cmpint (
          mdg_certificate_file_open_finish (file, backup_fixture_wait (&result), &error), ==,
          order[i] == right);
      if (order[i] == wrong)
        g_assert_error (error, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
      g_assert_cmpint (mdg_certificate_file_get_info (file)->fault == NULL, ==, i > 0);
      g_assert_false (mdg_certificate_file_get_info (file)->needs_password);
    }
  g_assert_nonnull (mdg_certificate_file_get_password (file));
  g_assert_false (mdg_certificate_file_needs_no_password (file));
}

static void
test_unreadable (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgCertificateFile) file = mdg_certificate_file_new ("/nowhere/x.p12");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mdg_certificate_file_open_async (file, NULL, NULL, backup_fixture_store, &result);
  g_assert_false (mdg_certificate_file_open_finish (file, backup_fixture_wait (&result), &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_assert_error (mdg_certificate_file_get_error (file), MDG_ERROR, MDG_ERROR_NOT_FOUND);
  g_assert_null (mdg_certificate_file_get_info (file));
}

/* drives -----------------------------------------------------------------------------------------
 */

typedef struct
{
  MdgDriveList *list;
  guint n;
} Count;

static gboolean
has_count (gpointer data)
{
  const Count *wanted = data;

  return !mdg_drive_list_is_looking (wanted->list)
         && mdg_drive_list_get_drives (wanted->list)->len == wanted->n;
}

static void
test_drives (BackupFixture *f, gconstpointer data)
{
  g_autoptr (MdgDriveList) list = mdg_drive_list_new ();
  Count two = { list, 2 }, three = { list, 3 };
  MdgDrive stick = backup_fixture_stick ();

  wait_for (has_count, &two);
  g_assert_cmpstr (((MdgDrive *)mdg_drive_list_get_drives (list)->pdata[0])->path, ==, f->stick);
  stick.serial = (char *)"9999-9999";
  backup_fixture_plug ("C", &stick);
  wait_for (has_count, &three);
  mdg_fake_pull_drive ("B");
  wait_for (has_count, &two);
  assert_released (g_steal_pointer (&list));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add (path, BackupFixture, NULL, backup_fixture_set_up, func, backup_fixture_tear_down)
  ADD ("/finder/first-look", test_first_look);
  ADD ("/finder/passwords", test_passwords);
  ADD ("/finder/another-password-later", test_another_password_later);
  ADD ("/finder/noticed", test_noticed);
  ADD ("/finder/removed", test_removed);
  ADD ("/certificate-file/wrong-password", test_file);
  ADD ("/certificate-file/unreadable", test_unreadable);
  ADD ("/drive-list", test_drives);
  return g_test_run ();
}
