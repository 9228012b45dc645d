/* passcode-request.c: パスコード on its way to POST /v1/session/passcode.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/messages.h"

#include "contract/json-reader.h"
#include "contract/json-writer.h"
#include "core/text.h"

#define PASSCODE_DIGITS 6

char *
mdg_passcode_request_to_json (const char *passcode)
{
  g_return_val_if_fail (passcode != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_string (json, "passcode", passcode);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

char *
mdg_passcode_request_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_INVALID_INPUT, json, length);
  g_autofree char *passcode = mdg_json_reader_string (&reader, "passcode", MDG_JSON_NAME);
  if (passcode != NULL && !mdg_text_is_digits (passcode, PASSCODE_DIGITS))
    mdg_json_reader_refuse (&reader, "passcode", "is not six digits");
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&passcode) : NULL;
}
