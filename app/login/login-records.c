/* login-records.c: what the login flow has the cache remember by the way.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login/login-records.h"

#include "core/base32.h"
#include "core/totp.h"

/* The service accepts one step before and after, and our measure of its clock is a second coarse.
 */
#define MARGIN_SECONDS (2 * MDG_TOTP_PERIOD)

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  if (!mdg_cache_finish (MDG_CACHE (source), result, &error))
    g_warning ("account not kept in the cache: %s", error->message);
}

void
mdg_login_records_apply (MdgAccountRecord *record, const MdgSessionInfo *info)
{
  if (info->institution_name != NULL)
    {
      g_free (record->institution_name);
      record->institution_name = g_strdup (info->institution_name);
    }
  record->password_changed_at = info->password_changed_at;
  record->password_expires_at = info->password_expires_at;
  record->locked_until = 0;
  record->locked_by_passcode = FALSE;
}

void
mdg_login_records_save (MdgCache *cache, const MdgAccountRecord *record)
{
  if (cache != NULL && record != NULL)
    mdg_cache_save_account_async (cache, record, NULL, on_saved, NULL);
}

gboolean
mdg_login_records_key_made (MdgSecret *setup_key, const char *passcode, gint64 from, gint64 to)
{
  g_autoptr (MdgSecret) key = mdg_base32_decode (mdg_secret_get_string (setup_key), -1, NULL);
  if (key == NULL)
    return FALSE;
  for (gint64 at = from - MARGIN_SECONDS; at <= to + MARGIN_SECONDS; at += MDG_TOTP_PERIOD)
    {
      guint64 step;
      if (mdg_totp_verify (key, passcode, at, 0, &step))
        return TRUE;
    }
  return FALSE;
}
