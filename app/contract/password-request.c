/* password-request.c: パスワード変更 on its way to PUT /v1/password.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/messages.h"

#include "contract/json-reader.h"
#include "contract/json-writer.h"

#define PASSWORD_LIMIT 256 /* the rules are judged by core/password-rules, not here */

MdgPasswordRequest *
mdg_password_request_new (MdgSecret *current_password, MdgSecret *new_password)
{
  g_return_val_if_fail (current_password != NULL && new_password != NULL, NULL);
  MdgPasswordRequest *self = g_new0 (MdgPasswordRequest, 1);
  self->current_password = mdg_secret_ref (current_password);
  self->new_password = mdg_secret_ref (new_password);
  return self;
}

void
mdg_password_request_free (MdgPasswordRequest *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->current_password, mdg_secret_unref);
  g_clear_pointer (&self->new_password, mdg_secret_unref);
  g_free (self);
}

char *
mdg_password_request_to_json (const MdgPasswordRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_secret (json, "current_password", self->current_password);
  mdg_json_add_secret (json, "new_password", self->new_password);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

MdgPasswordRequest *
mdg_password_request_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_INVALID_INPUT, json, length);
  g_autoptr (MdgPasswordRequest) self = g_new0 (MdgPasswordRequest, 1);
  self->current_password = mdg_json_reader_secret (&reader, "current_password", PASSWORD_LIMIT);
  self->new_password = mdg_json_reader_secret (&reader, "new_password", PASSWORD_LIMIT);
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
