/* account-settings.c: what 「ユーザ設定情報」 tells about one account.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "contract/account-settings.h"

#include "core/text.h"

MdgAccountSettings *
mdg_account_settings_new (MdgAccountKind kind)
{
  MdgAccountSettings *settings = g_new0 (MdgAccountSettings, 1);

  settings->kind = kind;
  return settings;
}

static MdgSecret *
copy_secret (MdgSecret *secret)
{
  return secret != NULL ? mdg_secret_ref (secret) : NULL;
}

MdgAccountSettings *
mdg_account_settings_copy (const MdgAccountSettings *settings)
{
  MdgAccountSettings *copy = mdg_account_settings_new (settings->kind);

  copy->issued_on = g_strdup (settings->issued_on);
  copy->institution_code = g_strdup (settings->institution_code);
  copy->institution_name = g_strdup (settings->institution_name);
  copy->id = g_strdup (settings->id);
  copy->password = copy_secret (settings->password);
  copy->activation_code = copy_secret (settings->activation_code);
  copy->user_type = g_strdup (settings->user_type);
  copy->url = g_strdup (settings->url);
  return copy;
}

void
mdg_account_settings_free (MdgAccountSettings *settings)
{
  if (settings == NULL)
    return;
  g_free (settings->issued_on);
  g_free (settings->institution_code);
  g_free (settings->institution_name);
  g_free (settings->id);
  g_clear_pointer (&settings->password, mdg_secret_unref);
  g_clear_pointer (&settings->activation_code, mdg_secret_unref);
  g_free (settings->user_type);
  g_free (settings->url);
  g_free (settings);
}

char *
mdg_account_settings_file_name (const char *id)
{
  g_autofree char *safe = mdg_text_letters_digits (id);

  return g_strconcat (safe, "_skg_account.pdf", NULL);
}
