/* portal-user.c: 新規ユーザー登録, its link, and who is logged in to the portal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "contract/portal-private.h"

#define LINK_LIMIT 128
#define PASSWORD_LIMIT 256

static const char *const affiliations[] = { "judo", "ahaki", "screening", "midwifery" };
static const char *const marks[] = { "kei", "kyo" };

/* The number of a facility ------------------------------------------------------------------ */

char *
mdg_portal_number_to_word (const MdgPortalNumber *self)
{
  g_return_val_if_fail (self != NULL && self->number != NULL, NULL);
  const char *kind = mdg_portal_affiliation_nick (self->affiliation);
  if (mdg_portal_has_mark (self->affiliation))
    return g_strdup_printf ("%s-%s-%s", kind, mdg_portal_mark_nick (self->mark), self->number);
  return g_strdup_printf ("%s-%02d-%s", kind, self->prefecture, self->number);
}

char *
mdg_portal_number_to_text (const MdgPortalNumber *self)
{
  g_return_val_if_fail (self != NULL && self->number != NULL, NULL);
  if (!mdg_portal_has_mark (self->affiliation))
    return g_strdup (self->number);
  return g_strconcat (self->mark == MDG_PORTAL_KEI ? "契" : "協", self->number, NULL);
}

void
mdg_portal_number_write (GString *json, const MdgPortalNumber *self)
{
  mdg_json_add_string (json, "affiliation", mdg_portal_affiliation_nick (self->affiliation));
  if (mdg_portal_has_mark (self->affiliation))
    mdg_json_add_string (json, "mark", mdg_portal_mark_nick (self->mark));
  else
    mdg_json_add_int (json, "prefecture", self->prefecture);
  mdg_json_add_string (json, "number", self->number);
}

static void
refuse_fault (MdgJsonReader *reader, const char *name, MdgPortalFault fault)
{
  if (fault == MDG_PORTAL_FINE)
    return;
  g_autofree char *why = g_strdup_printf ("breaks a rule: %s", mdg_portal_fault_nick (fault));
  mdg_json_reader_refuse (reader, name, why);
}

void
mdg_portal_number_read (MdgJsonReader *reader, MdgPortalNumber *self)
{
  self->affiliation = (MdgPortalAffiliation)mdg_read_nick (reader, "affiliation", affiliations,
                                                           G_N_ELEMENTS (affiliations));
  if (mdg_portal_has_mark (self->affiliation))
    self->mark = (MdgPortalMark)mdg_read_nick (reader, "mark", marks, G_N_ELEMENTS (marks));
  else
    self->prefecture = (int)mdg_json_reader_int (reader, "prefecture", MDG_PORTAL_PREFECTURES);
  if (!mdg_portal_has_mark (self->affiliation) && self->prefecture < 1)
    mdg_json_reader_refuse (reader, "prefecture", "is none");
  self->number = mdg_json_reader_string (reader, "number", MDG_JSON_NAME);
  if (self->number != NULL)
    refuse_fault (reader, "number", mdg_portal_check_number (self->affiliation, self->number));
}

/* Fields ------------------------------------------------------------------------------------ */

char *
mdg_portal_read_field (MdgJsonReader *reader, const char *name, MdgPortalCheck check)
{
  char *text = mdg_json_reader_string (reader, name, MDG_JSON_NAME);
  if (text != NULL)
    refuse_fault (reader, name, check (text));
  return text;
}

char *
mdg_portal_read_day (MdgJsonReader *reader, const char *name, gboolean optional)
{
  if (optional && !mdg_json_reader_has (reader, name))
    return NULL;
  char *day = mdg_json_reader_string (reader, name, MDG_JSON_NAME);
  if (day != NULL && mdg_day_parse (day) == MDG_DAY_NONE)
    mdg_json_reader_refuse (reader, name, "is no date");
  return day;
}

gboolean
mdg_portal_read_accepted (MdgJsonReader *reader)
{
  gboolean accepted = mdg_json_reader_boolean (reader, "accepted");
  if (!accepted)
    mdg_json_reader_refuse (reader, "accepted", "is not so");
  return accepted;
}

GPtrArray *
mdg_portal_read_objects (MdgJsonReader *reader,
                         const char *name,
                         guint most,
                         gpointer (*read) (MdgJsonReader *),
                         GDestroyNotify free_element)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func (free_element);
  JsonArray *array = mdg_json_reader_array (reader, name);
  guint n = array != NULL ? json_array_get_length (array) : 0;
  if (n > most)
    mdg_json_reader_refuse (reader, name, "is too long");
  for (guint i = 0; i < n && reader->error == NULL; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      if (!JSON_NODE_HOLDS_OBJECT (node))
        {
          mdg_json_reader_refuse (reader, name, "holds what is no object");
          break;
        }
      g_auto (MdgJsonReader) inner;
      mdg_json_reader_init_object (&inner, reader->code, json_node_get_object (node));
      g_ptr_array_add (elements, read (&inner));
      reader->error = g_steal_pointer (&inner.error);
    }
  return elements;
}

/* 新規ユーザー登録 -------------------------------------------------------------------------- */

MdgPortalRegistration *
mdg_portal_registration_new (void)
{
  return g_new0 (MdgPortalRegistration, 1);
}

MdgPortalRegistration *
mdg_portal_registration_copy (const MdgPortalRegistration *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  MdgPortalRegistration *copy = g_new0 (MdgPortalRegistration, 1);
  *copy = *self;
  copy->family_name = g_strdup (self->family_name);
  copy->given_name = g_strdup (self->given_name);
  copy->number.number = g_strdup (self->number.number);
  copy->phone = g_strdup (self->phone);
  copy->mail_address = g_strdup (self->mail_address);
  copy->password = self->password != NULL ? mdg_secret_ref (self->password) : NULL;
  return copy;
}

void
mdg_portal_registration_free (MdgPortalRegistration *self)
{
  if (self == NULL)
    return;
  g_free (self->family_name);
  g_free (self->given_name);
  g_free (self->number.number);
  g_free (self->phone);
  g_free (self->mail_address);
  g_clear_pointer (&self->password, mdg_secret_unref);
  g_free (self);
}

char *
mdg_portal_registration_to_json (const MdgPortalRegistration *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_string (json, "family_name", self->family_name);
  mdg_json_add_string (json, "given_name", self->given_name);
  mdg_portal_number_write (json, &self->number);
  mdg_json_add_string (json, "phone", self->phone);
  mdg_json_add_string (json, "mail_address", self->mail_address);
  mdg_json_add_secret (json, "password", self->password);
  mdg_json_add_boolean (json, "accepted", self->accepted);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

MdgPortalRegistration *
mdg_portal_registration_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_INVALID_INPUT, json, length);
  g_autoptr (MdgPortalRegistration) self = mdg_portal_registration_new ();
  self->family_name = mdg_portal_read_field (&reader, "family_name", mdg_portal_check_name);
  self->given_name = mdg_portal_read_field (&reader, "given_name", mdg_portal_check_name);
  mdg_portal_number_read (&reader, &self->number);
  self->phone = mdg_portal_read_field (&reader, "phone", mdg_portal_check_phone);
  self->mail_address = mdg_portal_read_field (&reader, "mail_address", mdg_portal_check_mail);
  self->password = mdg_json_reader_secret (&reader, "password", PASSWORD_LIMIT);
  if (self->password != NULL)
    refuse_fault (&reader, "password",
                  mdg_portal_check_password (mdg_secret_get_string (self->password)));
  self->accepted = mdg_portal_read_accepted (&reader);
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}

/* Its answer -------------------------------------------------------------------------------- */

MdgPortalReceipt *
mdg_portal_receipt_new (void)
{
  return g_new0 (MdgPortalReceipt, 1);
}

void
mdg_portal_receipt_free (MdgPortalReceipt *self)
{
  if (self == NULL)
    return;
  g_free (self->mail_address);
  g_free (self->facility_name);
  g_free (self);
}

static void
write_receipt (GString *json, gconstpointer message)
{
  const MdgPortalReceipt *self = message;
  mdg_json_open (json);
  mdg_json_add_string (json, "mail_address", self->mail_address);
  mdg_json_add_string (json, "facility_name", self->facility_name);
  mdg_json_add_int (json, "valid_until", self->valid_until);
  mdg_json_close (json);
}

static gpointer
read_receipt (MdgJsonReader *reader)
{
  MdgPortalReceipt *self = mdg_portal_receipt_new ();
  self->mail_address = mdg_portal_read_field (reader, "mail_address", mdg_portal_check_mail);
  self->facility_name = mdg_json_reader_string (reader, "facility_name", MDG_JSON_NAME);
  self->valid_until = mdg_json_reader_int (reader, "valid_until", MDG_JSON_TIME_MAX);
  return self;
}

char *
mdg_portal_receipt_to_json (const MdgPortalReceipt *self)
{
  return mdg_write_alone (self, write_receipt);
}

MdgPortalReceipt *
mdg_portal_receipt_parse (const char *json, gssize length, GError **error)
{
  return mdg_read_alone (json, length, read_receipt, (GDestroyNotify)mdg_portal_receipt_free,
                         error);
}

/* The link ---------------------------------------------------------------------------------- */

char *
mdg_portal_link_to_json (const char *link)
{
  g_return_val_if_fail (link != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_string (json, "link", link);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

char *
mdg_portal_link_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_INVALID_INPUT, json, length);
  g_autofree char *link = mdg_json_reader_string (&reader, "link", LINK_LIMIT);
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&link) : NULL;
}

/* ログイン ---------------------------------------------------------------------------------- */

MdgPortalLogin *
mdg_portal_login_new (const char *mail_address, MdgSecret *password)
{
  g_return_val_if_fail (mail_address != NULL && password != NULL, NULL);
  MdgPortalLogin *self = g_new0 (MdgPortalLogin, 1);
  self->mail_address = g_strdup (mail_address);
  self->password = mdg_secret_ref (password);
  return self;
}

void
mdg_portal_login_free (MdgPortalLogin *self)
{
  if (self == NULL)
    return;
  g_free (self->mail_address);
  g_clear_pointer (&self->password, mdg_secret_unref);
  g_free (self);
}

char *
mdg_portal_login_to_json (const MdgPortalLogin *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_string (json, "mail_address", self->mail_address);
  mdg_json_add_secret (json, "password", self->password);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

MdgPortalLogin *
mdg_portal_login_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_INVALID_INPUT, json, length);
  g_autoptr (MdgPortalLogin) self = g_new0 (MdgPortalLogin, 1);
  self->mail_address = mdg_json_reader_string (&reader, "mail_address", MDG_JSON_NAME);
  self->password = mdg_json_reader_secret (&reader, "password", PASSWORD_LIMIT);
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}

/* Who is registered ------------------------------------------------------------------------- */

MdgPortalUser *
mdg_portal_user_new (void)
{
  return g_new0 (MdgPortalUser, 1);
}

void
mdg_portal_user_free (MdgPortalUser *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->token, mdg_secret_unref);
  g_free (self->family_name);
  g_free (self->given_name);
  g_free (self->mail_address);
  mdg_portal_facility_free (self->facility);
  g_free (self);
}

char *
mdg_portal_user_to_json (const MdgPortalUser *self)
{
  g_return_val_if_fail (self != NULL && self->facility != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_secret (json, "token", self->token);
  mdg_json_add_string (json, "family_name", self->family_name);
  mdg_json_add_string (json, "given_name", self->given_name);
  mdg_json_add_string (json, "mail_address", self->mail_address);
  mdg_json_add_name (json, "facility");
  mdg_portal_facility_write (json, self->facility);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

static MdgPortalFacility *
read_inner_facility (MdgJsonReader *reader)
{
  JsonNode *node
      = reader->error == NULL ? json_object_get_member (reader->object, "facility") : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      mdg_json_reader_refuse (reader, "facility", "is no object");
      return NULL;
    }
  g_auto (MdgJsonReader) inner;
  mdg_json_reader_init_object (&inner, reader->code, json_node_get_object (node));
  MdgPortalFacility *facility = mdg_portal_facility_read (&inner);
  if (inner.error != NULL)
    mdg_json_reader_refuse (reader, "facility", "is not whole");
  return facility;
}

MdgPortalUser *
mdg_portal_user_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_BAD_ANSWER, json, length);
  g_autoptr (MdgPortalUser) self = mdg_portal_user_new ();
  if (mdg_json_reader_has (&reader, "token"))
    self->token = mdg_json_reader_secret (&reader, "token", MDG_JSON_NAME);
  self->family_name = mdg_portal_read_field (&reader, "family_name", mdg_portal_check_name);
  self->given_name = mdg_portal_read_field (&reader, "given_name", mdg_portal_check_name);
  self->mail_address = mdg_portal_read_field (&reader, "mail_address", mdg_portal_check_mail);
  self->facility = read_inner_facility (&reader);
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
