/* mail.c: a mail of the service, as the training's mailbox shows it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/accounts-private.h"

#define LINES_MAX 100

MdgMail *
mdg_mail_new (void)
{
  return g_new0 (MdgMail, 1);
}

void
mdg_mail_free (MdgMail *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->institution_code);
  g_free (self->subject);
  g_strfreev (self->lines);
  g_free (self->link);
  g_free (self);
}

void
mdg_mail_write (GString *json, gconstpointer message)
{
  const MdgMail *self = message;
  mdg_json_open (json);
  mdg_json_add_string (json, "id", self->id);
  mdg_json_add_string (json, "institution_code", self->institution_code);
  mdg_json_add_int (json, "sent_at", self->sent_at);
  mdg_json_add_string (json, "subject", self->subject);
  mdg_json_add_name (json, "lines");
  g_string_append_c (json, '[');
  for (char **line = self->lines; line != NULL && *line != NULL; line++)
    mdg_json_append_value (json, *line);
  g_string_append_c (json, ']');
  mdg_json_add_string (json, "link", self->link);
  mdg_json_close (json);
}

static char **
read_lines (MdgJsonReader *reader)
{
  JsonArray *array = mdg_json_reader_array (reader, "lines");
  guint n = array != NULL ? json_array_get_length (array) : 0;
  if (n > LINES_MAX)
    mdg_json_reader_refuse (reader, "lines", "is too long");
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  for (guint i = 0; i < MIN (n, LINES_MAX); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *line = mdg_json_reader_judge_line (reader, "lines", node, MDG_JSON_TEXT);
      if (line != NULL)
        g_strv_builder_add (lines, line);
    }
  return g_strv_builder_end (lines);
}

gpointer
mdg_mail_read (MdgJsonReader *reader)
{
  MdgMail *self = mdg_mail_new ();
  self->id = mdg_json_reader_string (reader, "id", MDG_JSON_NAME);
  self->institution_code = mdg_read_institution_code (reader);
  self->sent_at = mdg_json_reader_int (reader, "sent_at", MDG_JSON_TIME_MAX);
  self->subject = mdg_json_reader_string (reader, "subject", MDG_JSON_NAME);
  self->lines = read_lines (reader);
  if (mdg_json_reader_has (reader, "link"))
    self->link = mdg_json_reader_string (reader, "link", MDG_JSON_NAME);
  return self;
}

char *
mdg_mail_to_json (const MdgMail *self)
{
  return mdg_write_alone (self, mdg_mail_write);
}

MdgMail *
mdg_mail_parse (const char *json, gssize length, GError **error)
{
  return mdg_read_alone (json, length, mdg_mail_read, (GDestroyNotify)mdg_mail_free, error);
}
