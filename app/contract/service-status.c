/* service-status.c: who answers and what time it is there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/messages.h"

#include "contract/json-reader.h"
#include "contract/json-writer.h"

MdgServiceStatus *
mdg_service_status_new (void)
{
  return g_new0 (MdgServiceStatus, 1);
}

void
mdg_service_status_free (MdgServiceStatus *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->api_version);
  g_free (self);
}

char *
mdg_service_status_to_json (const MdgServiceStatus *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_string (json, "name", self->name);
  mdg_json_add_string (json, "api_version", self->api_version);
  mdg_json_add_int (json, "time", self->time);
  mdg_json_add_boolean (json, "training", self->training);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

MdgServiceStatus *
mdg_service_status_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_BAD_ANSWER, json, length);
  g_autoptr (MdgServiceStatus) self = mdg_service_status_new ();
  self->name = mdg_json_reader_string (&reader, "name", MDG_JSON_NAME);
  self->api_version = mdg_json_reader_string (&reader, "api_version", MDG_JSON_NAME);
  self->time = mdg_json_reader_int (&reader, "time", MDG_JSON_TIME_MAX);
  self->training = mdg_json_reader_boolean (&reader, "training");
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
