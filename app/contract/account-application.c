/* account-application.c: 追加申請, how far it has come, and what a facility may apply for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/accounts-private.h"

#define COUNT_MAX 1000 /* the rules are the service's */

static const char *const statuses[] = {
  [MDG_APPLICATION_RECEIVED] = "received",
  [MDG_APPLICATION_IN_PROGRESS] = "in-progress",
  [MDG_APPLICATION_DONE] = "done",
};

const char *
mdg_application_status_nick (MdgApplicationStatus status)
{
  g_return_val_if_fail ((guint)status < G_N_ELEMENTS (statuses), NULL);
  return statuses[status];
}

static int
read_count (MdgJsonReader *reader, const char *name, int least)
{
  int count = (int)mdg_json_reader_int (reader, name, COUNT_MAX);
  if (count < least)
    mdg_json_reader_refuse (reader, name, "is too small");
  return count;
}

/* The request ------------------------------------------------------------------------------- */

MdgApplicationRequest *
mdg_application_request_new (const char *institution_code, MdgAccountKind kind, int count)
{
  g_return_val_if_fail (institution_code != NULL, NULL);
  MdgApplicationRequest *self = g_new0 (MdgApplicationRequest, 1);
  self->institution_code = g_strdup (institution_code);
  self->kind = kind;
  self->count = count;
  return self;
}

void
mdg_application_request_free (MdgApplicationRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->institution_code);
  g_free (self);
}

char *
mdg_application_request_to_json (const MdgApplicationRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_string (json, "institution_code", self->institution_code);
  mdg_json_add_string (json, "kind", mdg_account_kind_nick (self->kind));
  mdg_json_add_int (json, "count", self->count);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

MdgApplicationRequest *
mdg_application_request_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_INVALID_INPUT, json, length);
  g_autoptr (MdgApplicationRequest) self = g_new0 (MdgApplicationRequest, 1);
  self->institution_code = mdg_read_institution_code (&reader);
  self->kind = mdg_read_account_kind (&reader);
  self->count = read_count (&reader, "count", 1);
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}

/* The application --------------------------------------------------------------------------- */

MdgAccountApplication *
mdg_account_application_new (void)
{
  return g_new0 (MdgAccountApplication, 1);
}

void
mdg_account_application_free (MdgAccountApplication *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->institution_code);
  g_free (self->institution_name);
  g_free (self);
}

void
mdg_application_write (GString *json, gconstpointer message)
{
  const MdgAccountApplication *self = message;
  mdg_json_open (json);
  mdg_json_add_string (json, "id", self->id);
  mdg_json_add_string (json, "institution_code", self->institution_code);
  mdg_json_add_string (json, "institution_name", self->institution_name);
  mdg_json_add_string (json, "kind", mdg_account_kind_nick (self->kind));
  mdg_json_add_int (json, "count", self->count);
  mdg_json_add_string (json, "status", mdg_application_status_nick (self->status));
  mdg_json_add_int (json, "received_at", self->received_at);
  mdg_json_add_int (json, "done_at", self->done_at);
  mdg_json_add_int (json, "revision", self->revision);
  mdg_json_close (json);
}

gpointer
mdg_application_read (MdgJsonReader *reader)
{
  MdgAccountApplication *self = mdg_account_application_new ();
  self->id = mdg_json_reader_string (reader, "id", MDG_JSON_NAME);
  self->institution_code = mdg_read_institution_code (reader);
  self->institution_name = mdg_json_reader_string (reader, "institution_name", MDG_JSON_NAME);
  self->kind = mdg_read_account_kind (reader);
  self->count = read_count (reader, "count", 1);
  self->status
      = (MdgApplicationStatus)mdg_read_nick (reader, "status", statuses, G_N_ELEMENTS (statuses));
  self->received_at = mdg_json_reader_int (reader, "received_at", MDG_JSON_TIME_MAX);
  self->done_at = mdg_json_reader_int (reader, "done_at", MDG_JSON_TIME_MAX);
  self->revision = mdg_json_reader_int (reader, "revision", MDG_REVISION_MAX);
  return self;
}

char *
mdg_account_application_to_json (const MdgAccountApplication *self)
{
  return mdg_write_alone (self, mdg_application_write);
}

MdgAccountApplication *
mdg_account_application_parse (const char *json, gssize length, GError **error)
{
  return mdg_read_alone (json, length, mdg_application_read,
                         (GDestroyNotify)mdg_account_application_free, error);
}

/* The facility ------------------------------------------------------------------------------ */

MdgFacility *
mdg_facility_new (void)
{
  return g_new0 (MdgFacility, 1);
}

void
mdg_facility_free (MdgFacility *self)
{
  if (self == NULL)
    return;
  g_free (self->institution_code);
  g_free (self->institution_name);
  g_free (self);
}

static void
write_facility (GString *json, gconstpointer message)
{
  const MdgFacility *self = message;
  mdg_json_open (json);
  mdg_json_add_string (json, "institution_code", self->institution_code);
  mdg_json_add_string (json, "institution_name", self->institution_name);
  mdg_json_add_boolean (json, "use_started", self->use_started);
  mdg_json_add_int (json, "app_in_use", self->app_in_use);
  mdg_json_add_int (json, "linkage_in_use", self->linkage_in_use);
  mdg_json_add_int (json, "app_limit", self->app_limit);
  mdg_json_add_int (json, "linkage_left", self->linkage_left);
  mdg_json_close (json);
}

static gpointer
read_facility (MdgJsonReader *reader)
{
  MdgFacility *self = mdg_facility_new ();
  self->institution_code = mdg_read_institution_code (reader);
  self->institution_name = mdg_json_reader_string (reader, "institution_name", MDG_JSON_NAME);
  self->use_started = mdg_json_reader_boolean (reader, "use_started");
  self->app_in_use = read_count (reader, "app_in_use", 0);
  self->linkage_in_use = read_count (reader, "linkage_in_use", 0);
  self->app_limit = read_count (reader, "app_limit", 0);
  self->linkage_left = read_count (reader, "linkage_left", 0);
  return self;
}

char *
mdg_facility_to_json (const MdgFacility *self)
{
  return mdg_write_alone (self, write_facility);
}

MdgFacility *
mdg_facility_parse (const char *json, gssize length, GError **error)
{
  return mdg_read_alone (json, length, read_facility, (GDestroyNotify)mdg_facility_free, error);
}
