/* account-row.c: see account-row.h.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-row.h"

void
mdg_account_row_free (MdgAccountRow *row)
{
  if (row == NULL)
    return;
  mdg_account_free (row->account);
  g_free (row);
}
