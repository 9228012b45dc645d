/* fuzz-migration.c: anything as a migration QR code; what is accepted is written and read again.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "authenticator/migration.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (MdgMigrationPage) page
      = mdg_migration_page_parse ((const char *)data, (gssize)size, NULL);
  guint seen = 0;

  if (page == NULL || page->entries->len == 0)
    return 0;
  g_assert_cmpuint (page->index, <, page->n_pages);
  for (guint i = 0; i < mdg_migration_count_pages (page->entries->len); i++)
    {
      g_autoptr (MdgSecret) uri = mdg_migration_page_write (page->entries, i, 1);
      g_autoptr (MdgMigrationPage) again
          = mdg_migration_page_parse (mdg_secret_get_string (uri), -1, NULL);

      if (mdg_secret_get_length (uri) > 8192)
        return 0; /* longer than what is read */
      g_assert_nonnull (again);
      for (guint j = 0; j < again->entries->len; j++, seen++)
        {
          const MdgOtpauthUri *a = again->entries->pdata[j];
          const MdgOtpauthUri *b = page->entries->pdata[seen];

          g_assert_cmpstr (a->issuer, ==, b->issuer);
          g_assert_true (mdg_secret_equal (a->setup_key, b->setup_key));
          g_assert_true (a->algorithm == b->algorithm && a->digits == b->digits);
        }
    }
  g_assert_cmpuint (seen, ==, page->entries->len);
  return 0;
}
