/* login-request.c: 機関コード, ログインID and パスワード on their way to POST /v1/session.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/messages.h"

#include "contract/json-reader.h"
#include "contract/json-writer.h"
#include "core/text.h"

#define INSTITUTION_CODE_DIGITS 10
#define PASSWORD_LIMIT 256

MdgLoginRequest *
mdg_login_request_new (const char *institution_code, const char *login_id, MdgSecret *password)
{
  g_return_val_if_fail (institution_code != NULL && login_id != NULL && password != NULL, NULL);
  MdgLoginRequest *self = g_new0 (MdgLoginRequest, 1);
  self->institution_code = g_strdup (institution_code);
  self->login_id = g_strdup (login_id);
  self->password = mdg_secret_ref (password);
  return self;
}

void
mdg_login_request_free (MdgLoginRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->institution_code);
  g_free (self->login_id);
  g_clear_pointer (&self->password, mdg_secret_unref);
  g_free (self);
}

char *
mdg_login_request_to_json (const MdgLoginRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_string (json, "institution_code", self->institution_code);
  mdg_json_add_string (json, "login_id", self->login_id);
  mdg_json_add_secret (json, "password", self->password);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

MdgLoginRequest *
mdg_login_request_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_INVALID_INPUT, json, length);
  g_autoptr (MdgLoginRequest) self = g_new0 (MdgLoginRequest, 1);
  self->institution_code = mdg_json_reader_string (&reader, "institution_code", MDG_JSON_NAME);
  if (self->institution_code != NULL
      && !mdg_text_is_digits (self->institution_code, INSTITUTION_CODE_DIGITS))
    mdg_json_reader_refuse (&reader, "institution_code", "is not ten digits");
  self->login_id = mdg_json_reader_string (&reader, "login_id", MDG_JSON_NAME);
  self->password = mdg_json_reader_secret (&reader, "password", PASSWORD_LIMIT);
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
