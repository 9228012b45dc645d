/* registration.c: the enrolment secret as set-up key and as the QR code's content.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/messages.h"

#include "contract/json-reader.h"
#include "contract/json-writer.h"
#include "core/base32.h"

#define SETUP_KEY_MIN 16 /* characters: 80 bits */
#define SETUP_KEY_MAX 128
#define URI_PREFIX "otpauth://totp/"

static MdgSecret *
read_setup_key (MdgJsonReader *reader)
{
  MdgSecret *setup_key = mdg_json_reader_secret (reader, "setup_key", SETUP_KEY_MAX);
  if (setup_key == NULL)
    return NULL;
  g_autoptr (MdgSecret) key = mdg_base32_decode (mdg_secret_get_string (setup_key), -1, NULL);
  if (key == NULL || mdg_secret_get_length (setup_key) < SETUP_KEY_MIN)
    mdg_json_reader_refuse (reader, "setup_key", "is no set-up key");
  return setup_key;
}

static MdgSecret *
read_otpauth_uri (MdgJsonReader *reader)
{
  MdgSecret *uri = mdg_json_reader_secret (reader, "otpauth_uri", MDG_JSON_TEXT);
  if (uri != NULL && !g_str_has_prefix (mdg_secret_get_string (uri), URI_PREFIX))
    mdg_json_reader_refuse (reader, "otpauth_uri", "is no otpauth URI");
  return uri;
}

MdgRegistration *
mdg_registration_new (void)
{
  return g_new0 (MdgRegistration, 1);
}

MdgRegistration *
mdg_registration_copy (const MdgRegistration *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  MdgRegistration *copy = mdg_registration_new ();
  copy->institution_code = g_strdup (self->institution_code);
  copy->institution_name = g_strdup (self->institution_name);
  copy->login_id = g_strdup (self->login_id);
  copy->setup_key = self->setup_key != NULL ? mdg_secret_ref (self->setup_key) : NULL;
  copy->otpauth_uri = self->otpauth_uri != NULL ? mdg_secret_ref (self->otpauth_uri) : NULL;
  copy->unproven = self->unproven;
  return copy;
}

void
mdg_registration_free (MdgRegistration *self)
{
  if (self == NULL)
    return;
  g_free (self->institution_code);
  g_free (self->institution_name);
  g_free (self->login_id);
  g_clear_pointer (&self->setup_key, mdg_secret_unref);
  g_clear_pointer (&self->otpauth_uri, mdg_secret_unref);
  g_free (self);
}

char *
mdg_registration_to_json (const MdgRegistration *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_string (json, "institution_code", self->institution_code);
  mdg_json_add_string (json, "institution_name", self->institution_name);
  mdg_json_add_string (json, "login_id", self->login_id);
  mdg_json_add_secret (json, "setup_key", self->setup_key);
  mdg_json_add_secret (json, "otpauth_uri", self->otpauth_uri);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

MdgRegistration *
mdg_registration_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_BAD_ANSWER, json, length);
  g_autoptr (MdgRegistration) self = mdg_registration_new ();
  self->institution_code = mdg_json_reader_string (&reader, "institution_code", MDG_JSON_NAME);
  self->institution_name = mdg_json_reader_string (&reader, "institution_name", MDG_JSON_NAME);
  self->login_id = mdg_json_reader_string (&reader, "login_id", MDG_JSON_NAME);
  self->setup_key = read_setup_key (&reader);
  self->otpauth_uri = read_otpauth_uri (&reader);
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
