/* portal-use.c: the portal's facilities, 利用開始申請 and 運用開始日登録.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "contract/portal-private.h"

#include <string.h>

#define FACILITIES_MAX 100
#define BASE64_MAX ((gsize)(MDG_PORTAL_DOCUMENT_MAX + 2) / 3 * 4)
#define DOCUMENT_ENDING_MAX 10 /* characters: ".pdf" is an ending, half a sentence is none */

static const char *const proofs[] = {
  [MDG_PORTAL_BY_BIRTH_DATE] = "birth-date",
  [MDG_PORTAL_BY_DOCUMENT] = "document",
};

static const char *const uses[] = {
  [MDG_PORTAL_USE_NONE] = "none",
  [MDG_PORTAL_USE_RECEIVED] = "received",
  [MDG_PORTAL_USE_DONE] = "done",
};

/* A facility -------------------------------------------------------------------------------- */

MdgPortalFacility *
mdg_portal_facility_new (void)
{
  return g_new0 (MdgPortalFacility, 1);
}

MdgPortalFacility *
mdg_portal_facility_copy (const MdgPortalFacility *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  MdgPortalFacility *copy = mdg_portal_facility_new ();
  *copy = *self;
  copy->number.number = g_strdup (self->number.number);
  copy->institution_code = g_strdup (self->institution_code);
  copy->facility_name = g_strdup (self->facility_name);
  copy->birth_date = g_strdup (self->birth_date);
  return copy;
}

void
mdg_portal_facility_free (MdgPortalFacility *self)
{
  if (self == NULL)
    return;
  g_free (self->number.number);
  g_free (self->institution_code);
  g_free (self->facility_name);
  g_free (self->birth_date);
  g_free (self);
}

void
mdg_portal_facility_write (GString *json, gconstpointer message)
{
  const MdgPortalFacility *self = message;
  mdg_json_open (json);
  mdg_portal_number_write (json, &self->number);
  mdg_json_add_string (json, "institution_code", self->institution_code);
  mdg_json_add_string (json, "facility_name", self->facility_name);
  mdg_json_add_string (json, "birth_date", self->birth_date);
  mdg_json_close (json);
}

gpointer
mdg_portal_facility_read (MdgJsonReader *reader)
{
  MdgPortalFacility *self = mdg_portal_facility_new ();
  mdg_portal_number_read (reader, &self->number);
  self->institution_code = mdg_read_institution_code (reader);
  self->facility_name = mdg_json_reader_string (reader, "facility_name", MDG_JSON_NAME);
  self->birth_date = mdg_portal_read_day (reader, "birth_date", TRUE);
  return self;
}

char *
mdg_portal_facility_to_json (const MdgPortalFacility *self)
{
  return mdg_write_alone (self, mdg_portal_facility_write);
}

MdgPortalFacility *
mdg_portal_facility_parse (const char *json, gssize length, GError **error)
{
  return mdg_read_alone (json, length, mdg_portal_facility_read,
                         (GDestroyNotify)mdg_portal_facility_free, error);
}

char *
mdg_portal_facilities_to_json (const GPtrArray *facilities)
{
  g_return_val_if_fail (facilities != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_name (json, "items");
  g_string_append_c (json, '[');
  for (guint i = 0; i < facilities->len; i++)
    mdg_portal_facility_write (json, facilities->pdata[i]);
  g_string_append_c (json, ']');
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

GPtrArray *
mdg_portal_facilities_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_BAD_ANSWER, json, length);
  g_autoptr (GPtrArray) facilities
      = mdg_portal_read_objects (&reader, "items", FACILITIES_MAX, mdg_portal_facility_read,
                                 (GDestroyNotify)mdg_portal_facility_free);
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&facilities) : NULL;
}

/* One day on its way ------------------------------------------------------------------------ */

static char *
day_to_json (const char *name, const char *day)
{
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_string (json, name, day);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

static char *
parse_day (const char *name, const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_INVALID_INPUT, json, length);
  g_autofree char *day = mdg_portal_read_day (&reader, name, FALSE);
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&day) : NULL;
}

char *
mdg_portal_birth_date_to_json (const char *day)
{
  g_return_val_if_fail (day != NULL, NULL);
  return day_to_json ("birth_date", day);
}

char *
mdg_portal_birth_date_parse (const char *json, gssize length, GError **error)
{
  return parse_day ("birth_date", json, length, error);
}

char *
mdg_portal_operation_to_json (const char *day)
{
  g_return_val_if_fail (day != NULL, NULL);
  return day_to_json ("operation_on", day);
}

char *
mdg_portal_operation_parse (const char *json, gssize length, GError **error)
{
  return parse_day ("operation_on", json, length, error);
}

/* 利用開始申請 ------------------------------------------------------------------------------ */

MdgPortalStartRequest *
mdg_portal_start_request_new (void)
{
  return g_new0 (MdgPortalStartRequest, 1);
}

void
mdg_portal_start_request_free (MdgPortalStartRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->birth_date);
  g_free (self->document_name);
  g_clear_pointer (&self->document, g_bytes_unref);
  g_free (self);
}

char *
mdg_portal_start_request_to_json (const MdgPortalStartRequest *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *json = mdg_json_new ();
  gsize length = 0;
  const guint8 *bytes = self->document != NULL ? g_bytes_get_data (self->document, &length) : NULL;
  g_autofree char *base64 = bytes != NULL ? g_base64_encode (bytes, length) : NULL;
  mdg_json_open (json);
  mdg_json_add_string (json, "proof", proofs[self->proof]);
  mdg_json_add_string (json, "birth_date", self->birth_date);
  mdg_json_add_string (json, "document_name", self->document_name);
  mdg_json_add_string (json, "document", base64);
  mdg_json_add_int (json, "staff", self->staff);
  mdg_json_add_int (json, "terminals", self->terminals);
  mdg_json_add_boolean (json, "accepted", self->accepted);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

char *
mdg_portal_document_name (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GString) clean = g_string_new (NULL);
  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar sign = g_utf8_get_char (c);
      gboolean bad = g_unichar_iscntrl (sign) || sign == '/' || sign == '\\';
      g_string_append_unichar (clean, bad ? '_' : sign);
    }
  glong too_many = g_utf8_strlen (clean->str, -1) - MDG_PORTAL_DOCUMENT_NAME_MAX;
  if (too_many <= 0)
    return g_strdup (clean->str);
  /* The ending tells people and programs what it is. */
  const char *end = strrchr (clean->str, '.');
  glong ending = end != NULL ? g_utf8_strlen (end, -1) : 0;
  if (ending > DOCUMENT_ENDING_MAX)
    ending = 0;
  g_autofree char *head = g_utf8_substring (clean->str, 0, MDG_PORTAL_DOCUMENT_NAME_MAX - ending);
  return g_strconcat (head, ending > 0 ? end : "", NULL);
}

/* Only whole base64, as it is written back. */
static GBytes *
read_document (MdgJsonReader *reader)
{
  const char *text = mdg_json_reader_peek (reader, "document", BASE64_MAX);
  if (text == NULL)
    return NULL;
  gsize length = 0;
  g_autofree guchar *bytes = g_base64_decode (text, &length);
  g_autofree char *again = g_base64_encode (bytes, length);
  if (length > 0 && length <= MDG_PORTAL_DOCUMENT_MAX && strcmp (text, again) == 0)
    return g_bytes_new_take (g_steal_pointer (&bytes), length);
  mdg_json_reader_refuse (reader, "document", "is no base64 of a document that may be attached");
  return NULL;
}

/* A name alone, without a folder. */
static char *
read_document_name (MdgJsonReader *reader)
{
  char *name = mdg_json_reader_string (reader, "document_name", MDG_JSON_TEXT);
  if (name != NULL
      && (strpbrk (name, "/\\") != NULL || g_utf8_strlen (name, -1) > MDG_PORTAL_DOCUMENT_NAME_MAX))
    mdg_json_reader_refuse (reader, "document_name", "is no name of a file");
  return name;
}

static int
read_count (MdgJsonReader *reader, const char *name, int least, int most)
{
  int count = (int)mdg_json_reader_int (reader, name, most);
  if (count < least)
    mdg_json_reader_refuse (reader, name, "is too small");
  return count;
}

MdgPortalStartRequest *
mdg_portal_start_request_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_INVALID_INPUT, json, length);
  g_autoptr (MdgPortalStartRequest) self = mdg_portal_start_request_new ();
  self->proof = (MdgPortalProof)mdg_read_nick (&reader, "proof", proofs, G_N_ELEMENTS (proofs));
  if (self->proof == MDG_PORTAL_BY_BIRTH_DATE)
    self->birth_date = mdg_portal_read_day (&reader, "birth_date", FALSE);
  else
    {
      self->document_name = read_document_name (&reader);
      self->document = read_document (&reader);
    }
  self->staff = read_count (&reader, "staff", 1, MDG_PORTAL_STAFF_MAX);
  self->terminals = read_count (&reader, "terminals", 1, MDG_PORTAL_TERMINALS_MAX);
  self->accepted = mdg_portal_read_accepted (&reader);
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}

/* How far it has come ----------------------------------------------------------------------- */

MdgPortalStart *
mdg_portal_start_new (void)
{
  return g_new0 (MdgPortalStart, 1);
}

void
mdg_portal_start_free (MdgPortalStart *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->accounts);
  g_free (self->operation_on);
  g_free (self);
}

static void
write_start (GString *json, gconstpointer message)
{
  const MdgPortalStart *self = message;
  mdg_json_open (json);
  mdg_json_add_string (json, "use", uses[self->use]);
  mdg_json_add_int (json, "staff", self->staff);
  mdg_json_add_int (json, "terminals", self->terminals);
  mdg_json_add_int (json, "received_at", self->received_at);
  mdg_json_add_int (json, "done_at", self->done_at);
  mdg_json_add_name (json, "accounts");
  g_string_append_c (json, '[');
  for (char **id = self->accounts; id != NULL && *id != NULL; id++)
    mdg_json_append_value (json, *id);
  g_string_append_c (json, ']');
  mdg_json_add_string (json, "operation_on", self->operation_on);
  mdg_json_close (json);
}

static char **
read_accounts (MdgJsonReader *reader)
{
  JsonArray *array = mdg_json_reader_array (reader, "accounts");
  guint n = array != NULL ? json_array_get_length (array) : 0;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  if (n > MDG_PORTAL_TERMINALS_MAX)
    mdg_json_reader_refuse (reader, "accounts", "is too long");
  for (guint i = 0; i < n && reader->error == NULL; i++)
    {
      const char *id = mdg_json_reader_judge_line (
          reader, "accounts", json_array_get_element (array, i), MDG_JSON_NAME);
      if (id != NULL && !mdg_account_id_check (id, NULL))
        mdg_json_reader_refuse (reader, "accounts", "holds what is no account ID");
      if (reader->error == NULL)
        g_strv_builder_add (ids, id);
    }
  return g_strv_builder_end (ids);
}

static gpointer
read_start (MdgJsonReader *reader)
{
  MdgPortalStart *self = mdg_portal_start_new ();
  self->use = (MdgPortalUse)mdg_read_nick (reader, "use", uses, G_N_ELEMENTS (uses));
  self->staff = read_count (reader, "staff", 0, MDG_PORTAL_STAFF_MAX);
  self->terminals = read_count (reader, "terminals", 0, MDG_PORTAL_TERMINALS_MAX);
  self->received_at = mdg_json_reader_int (reader, "received_at", MDG_JSON_TIME_MAX);
  self->done_at = mdg_json_reader_int (reader, "done_at", MDG_JSON_TIME_MAX);
  self->accounts = read_accounts (reader);
  self->operation_on = mdg_portal_read_day (reader, "operation_on", TRUE);
  return self;
}

char *
mdg_portal_start_to_json (const MdgPortalStart *self)
{
  return mdg_write_alone (self, write_start);
}

MdgPortalStart *
mdg_portal_start_parse (const char *json, gssize length, GError **error)
{
  return mdg_read_alone (json, length, read_start, (GDestroyNotify)mdg_portal_start_free, error);
}
