/* session-info.c: how a session stands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/messages.h"

#include "contract/json-reader.h"
#include "contract/json-writer.h"

#define TOKEN_LIMIT 512
#define IDLE_MAX (7 * 24 * 60 * 60) /* seconds */

static const char *const stages[] = {
  [MDG_STAGE_REGISTRATION] = "registration",
  [MDG_STAGE_PASSCODE] = "passcode",
  [MDG_STAGE_OPEN] = "open",
};

static MdgStage
read_stage (MdgJsonReader *reader)
{
  const char *nick = mdg_json_reader_peek (reader, "stage", MDG_JSON_NAME);
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (g_strcmp0 (nick, stages[i]) == 0)
      return (MdgStage)i;
  mdg_json_reader_refuse (reader, "stage", "is unknown");
  return MDG_STAGE_REGISTRATION;
}

const char *
mdg_stage_nick (MdgStage stage)
{
  g_return_val_if_fail ((guint)stage < G_N_ELEMENTS (stages), NULL);
  return stages[stage];
}

MdgSessionInfo *
mdg_session_info_new (void)
{
  return g_new0 (MdgSessionInfo, 1);
}

MdgSessionInfo *
mdg_session_info_copy (const MdgSessionInfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  MdgSessionInfo *copy = mdg_session_info_new ();
  *copy = *self;
  copy->token = self->token != NULL ? mdg_secret_ref (self->token) : NULL;
  copy->institution_code = g_strdup (self->institution_code);
  copy->institution_name = g_strdup (self->institution_name);
  copy->login_id = g_strdup (self->login_id);
  return copy;
}

void
mdg_session_info_free (MdgSessionInfo *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->token, mdg_secret_unref);
  g_free (self->institution_code);
  g_free (self->institution_name);
  g_free (self->login_id);
  g_free (self);
}

char *
mdg_session_info_to_json (const MdgSessionInfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_string (json, "stage", mdg_stage_nick (self->stage));
  mdg_json_add_secret (json, "token", self->token);
  mdg_json_add_string (json, "institution_code", self->institution_code);
  mdg_json_add_string (json, "institution_name", self->institution_name);
  mdg_json_add_string (json, "login_id", self->login_id);
  mdg_json_add_int (json, "registered_at", self->registered_at);
  mdg_json_add_int (json, "password_changed_at", self->password_changed_at);
  mdg_json_add_int (json, "password_expires_at", self->password_expires_at);
  mdg_json_add_boolean (json, "password_expired", self->password_expired);
  mdg_json_add_int (json, "idle_seconds", self->idle_seconds);
  mdg_json_add_boolean (json, "first_registration", self->first_registration);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

MdgSessionInfo *
mdg_session_info_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_BAD_ANSWER, json, length);
  g_autoptr (MdgSessionInfo) self = mdg_session_info_new ();
  self->stage = read_stage (&reader);
  if (mdg_json_reader_has (&reader, "token"))
    self->token = mdg_json_reader_secret (&reader, "token", TOKEN_LIMIT);
  self->institution_code = mdg_json_reader_string (&reader, "institution_code", MDG_JSON_NAME);
  self->institution_name = mdg_json_reader_string (&reader, "institution_name", MDG_JSON_NAME);
  self->login_id = mdg_json_reader_string (&reader, "login_id", MDG_JSON_NAME);
  self->registered_at = mdg_json_reader_int (&reader, "registered_at", MDG_JSON_TIME_MAX);
  self->password_changed_at
      = mdg_json_reader_int (&reader, "password_changed_at", MDG_JSON_TIME_MAX);
  self->password_expires_at
      = mdg_json_reader_int (&reader, "password_expires_at", MDG_JSON_TIME_MAX);
  self->password_expired = mdg_json_reader_boolean (&reader, "password_expired");
  self->idle_seconds = mdg_json_reader_int (&reader, "idle_seconds", IDLE_MAX);
  self->first_registration = mdg_json_reader_boolean (&reader, "first_registration");
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
