/* account-record.c: one account as the cache knows it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache.h"

MdgAccountRecord *
mdg_account_record_new (const char *institution_code, const char *login_id)
{
  MdgAccountRecord *record = g_new0 (MdgAccountRecord, 1);

  record->institution_code = g_strdup (institution_code);
  record->login_id = g_strdup (login_id);
  return record;
}

MdgAccountRecord *
mdg_account_record_copy (const MdgAccountRecord *record)
{
  MdgAccountRecord *copy = g_memdup2 (record, sizeof *record);

  copy->institution_code = g_strdup (record->institution_code);
  copy->login_id = g_strdup (record->login_id);
  copy->institution_name = g_strdup (record->institution_name);
  return copy;
}

void
mdg_account_record_free (MdgAccountRecord *record)
{
  if (record == NULL)
    return;
  g_free (record->institution_code);
  g_free (record->login_id);
  g_free (record->institution_name);
  g_free (record);
}
