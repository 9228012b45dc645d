/* fuzz-manifest.c: anything as the manifest beside a backup; what is taken comes back the same
 * after writing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/backup-manifest.h"
#include "certificates/free-name.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBackupManifest) manifest = mdg_backup_manifest_parse (data, size, &error);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (MdgBackupManifest) again = NULL;

  g_assert_true ((manifest == NULL) == (error != NULL));
  if (manifest == NULL)
    return 0;
  /* Whatever it says, it names no file but one beside it. */
  g_assert_true (mdg_free_name_is_safe (manifest->file));
  g_assert_true (mdg_free_name_is_safe (manifest->original_name));
  text = mdg_backup_manifest_write (manifest);
  again
      = mdg_backup_manifest_parse (g_bytes_get_data (text, NULL), g_bytes_get_size (text), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->file, ==, manifest->file);
  g_assert_cmpstr (again->sha256, ==, manifest->sha256);
  g_assert_cmpuint (again->size, ==, manifest->size);
  return 0;
}
