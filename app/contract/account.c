/* account.c: one row of 資格確認アカウント管理, and 備考 on its way to the service.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/accounts-private.h"

#include "core/text.h"

#include <stdio.h>
#include <string.h>

#define APP_DIGITS 7
#define LINKAGE_DIGITS 6

static const char *const kinds[] = {
  [MDG_ACCOUNT_APP] = "app",
  [MDG_ACCOUNT_LINKAGE] = "linkage",
};

static const char *const statuses[] = {
  [MDG_ACCOUNT_NOT_STARTED] = "not-started",
  [MDG_ACCOUNT_USABLE] = "usable",
  [MDG_ACCOUNT_CANCELLING] = "cancelling",
  [MDG_ACCOUNT_SUSPENDED] = "suspended",
  [MDG_ACCOUNT_ENDED] = "ended",
};

const char *
mdg_account_kind_nick (MdgAccountKind kind)
{
  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (kinds), NULL);
  return kinds[kind];
}

const char *
mdg_account_status_nick (MdgAccountStatus status)
{
  g_return_val_if_fail ((guint)status < G_N_ELEMENTS (statuses), NULL);
  return statuses[status];
}

gboolean
mdg_account_id_check (const char *id, MdgAccountKind *kind)
{
  if (id == NULL || id[0] != 'W')
    return FALSE;
  gboolean linkage = id[1] == 'A';
  if (!mdg_text_is_digits (linkage ? id + 2 : id + 1, linkage ? LINKAGE_DIGITS : APP_DIGITS))
    return FALSE;
  if (kind != NULL)
    *kind = linkage ? MDG_ACCOUNT_LINKAGE : MDG_ACCOUNT_APP;
  return TRUE;
}

guint
mdg_read_nick (MdgJsonReader *reader, const char *name, const char *const *nicks, guint n)
{
  const char *nick = mdg_json_reader_peek (reader, name, MDG_JSON_NAME);
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (nick, nicks[i]) == 0)
      return i;
  mdg_json_reader_refuse (reader, name, "is unknown");
  return 0;
}

MdgAccountKind
mdg_read_account_kind (MdgJsonReader *reader)
{
  return (MdgAccountKind)mdg_read_nick (reader, "kind", kinds, G_N_ELEMENTS (kinds));
}

char *
mdg_read_institution_code (MdgJsonReader *reader)
{
  char *code = mdg_json_reader_string (reader, "institution_code", MDG_JSON_NAME);
  if (code != NULL && !mdg_text_is_digits (code, 10))
    mdg_json_reader_refuse (reader, "institution_code", "is not ten digits");
  return code;
}

char *
mdg_write_alone (gconstpointer message, void (*write) (GString *, gconstpointer))
{
  g_return_val_if_fail (message != NULL, NULL);
  GString *json = mdg_json_new ();
  write (json, message);
  return g_string_free (json, FALSE);
}

gpointer
mdg_read_alone (const char *json,
                gssize length,
                gpointer (*read) (MdgJsonReader *),
                GDestroyNotify free_message,
                GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_BAD_ANSWER, json, length);
  gpointer message = read (&reader);
  if (mdg_json_reader_finish (&reader, error))
    return message;
  free_message (message);
  return NULL;
}

/* A day that there is, from year 1 on. */
static gboolean
is_date (const char *text)
{
  int year, month, day, length = 0;
  if (strlen (text) != 10 || text[4] != '-' || text[7] != '-' || strspn (text, "0123456789-") != 10)
    return FALSE;
  if (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &length) != 3 || length != 10)
    return FALSE;
  return year > 0 && month > 0 && month <= 12 && day > 0
         && g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

static char *
read_date (MdgJsonReader *reader, const char *name)
{
  if (!mdg_json_reader_has (reader, name))
    return NULL;
  char *date = mdg_json_reader_string (reader, name, MDG_JSON_NAME);
  if (date != NULL && !is_date (date))
    mdg_json_reader_refuse (reader, name, "is no date");
  return date;
}

static char *
read_note (MdgJsonReader *reader)
{
  char *note = mdg_json_reader_line (reader, "note", MDG_JSON_TEXT);
  if (note != NULL && g_utf8_strlen (note, -1) > MDG_ACCOUNT_NOTE_MAX)
    mdg_json_reader_refuse (reader, "note", "is too long");
  return note;
}

MdgAccount *
mdg_account_new (void)
{
  return g_new0 (MdgAccount, 1);
}

MdgAccount *
mdg_account_copy (const MdgAccount *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  MdgAccount *copy = mdg_account_new ();
  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->institution_code = g_strdup (self->institution_code);
  copy->institution_name = g_strdup (self->institution_name);
  copy->note = g_strdup (self->note);
  copy->started_on = g_strdup (self->started_on);
  copy->ended_on = g_strdup (self->ended_on);
  copy->suspended_on = g_strdup (self->suspended_on);
  return copy;
}

void
mdg_account_free (MdgAccount *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->institution_code);
  g_free (self->institution_name);
  g_free (self->note);
  g_free (self->started_on);
  g_free (self->ended_on);
  g_free (self->suspended_on);
  g_free (self);
}

void
mdg_account_write (GString *json, gconstpointer message)
{
  const MdgAccount *self = message;
  mdg_json_open (json);
  mdg_json_add_string (json, "id", self->id);
  mdg_json_add_string (json, "institution_code", self->institution_code);
  mdg_json_add_string (json, "institution_name", self->institution_name);
  mdg_json_add_string (json, "status", mdg_account_status_nick (self->status));
  mdg_json_add_string (json, "note", self->note);
  mdg_json_add_string (json, "started_on", self->started_on);
  mdg_json_add_string (json, "ended_on", self->ended_on);
  mdg_json_add_string (json, "suspended_on", self->suspended_on);
  mdg_json_add_int (json, "revision", self->revision);
  mdg_json_close (json);
}

gpointer
mdg_account_read (MdgJsonReader *reader)
{
  MdgAccount *self = mdg_account_new ();
  self->id = mdg_json_reader_string (reader, "id", MDG_JSON_NAME);
  if (self->id != NULL && !mdg_account_id_check (self->id, NULL))
    mdg_json_reader_refuse (reader, "id", "is no account ID");
  self->institution_code = mdg_read_institution_code (reader);
  self->institution_name
      = mdg_json_reader_string (reader, "institution_name", MDG_ACCOUNT_NAME_MAX);
  self->status
      = (MdgAccountStatus)mdg_read_nick (reader, "status", statuses, G_N_ELEMENTS (statuses));
  self->note = read_note (reader);
  self->started_on = read_date (reader, "started_on");
  self->ended_on = read_date (reader, "ended_on");
  self->suspended_on = read_date (reader, "suspended_on");
  self->revision = mdg_json_reader_int (reader, "revision", MDG_REVISION_MAX);
  return self;
}

char *
mdg_account_to_json (const MdgAccount *self)
{
  return mdg_write_alone (self, mdg_account_write);
}

MdgAccount *
mdg_account_parse (const char *json, gssize length, GError **error)
{
  return mdg_read_alone (json, length, mdg_account_read, (GDestroyNotify)mdg_account_free, error);
}

static gboolean
is_line (const char *text, gsize limit)
{
  return strlen (text) <= limit && g_utf8_validate (text, -1, NULL) && !mdg_text_has_control (text);
}

gboolean
mdg_account_note_check (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);
  return is_line (text, MDG_JSON_TEXT) && g_utf8_strlen (text, -1) <= MDG_ACCOUNT_NOTE_MAX;
}

gboolean
mdg_account_name_check (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);
  return *text != '\0' && is_line (text, MDG_ACCOUNT_NAME_MAX);
}

char *
mdg_note_request_to_json (const char *note)
{
  g_return_val_if_fail (note != NULL, NULL);
  GString *json = mdg_json_new ();
  mdg_json_open (json);
  mdg_json_add_string (json, "note", note);
  mdg_json_close (json);
  return g_string_free (json, FALSE);
}

char *
mdg_note_request_parse (const char *json, gssize length, GError **error)
{
  g_auto (MdgJsonReader) reader;
  mdg_json_reader_init (&reader, MDG_ERROR_INVALID_INPUT, json, length);
  g_autofree char *note = read_note (&reader);
  return mdg_json_reader_finish (&reader, error) ? g_steal_pointer (&note) : NULL;
}
