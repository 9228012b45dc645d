/* contact-guide-read.c: reads the contacts' JSON, both languages of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/data-reader.h"
#include "core/phone.h"
#include "support/contact-guide.h"

typedef struct
{
  MdgContactGuide *guide;
  MdgDataReader data;
} Reader;

static void
own_clear (gpointer data)
{
  MdgOwnKind *own = data;

  g_free (own->id);
  g_free (own->name);
}

static void
contact_clear (gpointer data)
{
  MdgContact *contact = data;

  g_free (contact->id);
  g_free (contact->name);
  g_free (contact->what);
  g_free (contact->note);
  g_free (contact->phone);
  g_free (contact->mail);
  g_free (contact->web);
  g_free (contact->source);
}

static void
topic_clear (gpointer data)
{
  MdgTopic *topic = data;

  g_free (topic->id);
  g_free (topic->name);
  g_free (topic->hint);
  g_array_unref (topic->own);
  g_array_unref (topic->contacts);
}

static GArray *
array_new (guint size, GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

/* Of structs whose first member is the id. Returns: G_MAXUINT for none */
static guint
find (GArray *array, const char *wanted)
{
  guint size = g_array_get_element_size (array);

  for (guint i = 0; i < array->len; i++)
    {
      const char *id;

      memcpy (&id, array->data + (gsize)i * size, sizeof id);
      if (strcmp (id, wanted) == 0)
        return i;
    }
  return G_MAXUINT;
}

/* A member "id" that no other one has. */
static char *
new_id (Reader *r, JsonObject *object, GArray *others)
{
  char *id = mdg_data_id (&r->data, object);

  if (find (others, id) != G_MAXUINT)
    mdg_data_refuse (&r->data, "two of the id %s", id);
  return id;
}

/* hours --------------------------------------------------------------------------------------- */

/* "08:00" */
static int
time_member (Reader *r, JsonObject *object, const char *name)
{
  const char *text = mdg_data_string_member (&r->data, object, name);
  int minutes = -1;

  if (strlen (text) == 5 && text[2] == ':' && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1])
      && g_ascii_isdigit (text[3]) && g_ascii_isdigit (text[4]) && text[3] < '6')
    minutes = ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';
  if (minutes < 0 || minutes > 24 * 60)
    mdg_data_refuse (&r->data, "%s: no time of day", name);
  return CLAMP (minutes, 0, 24 * 60);
}

static void
read_spans (Reader *r, JsonObject *contact, MdgOpenHours *hours)
{
  static const char *const names[] = { "mon-fri", "mon-sat", "sat", "sun", "daily", NULL };
  static const guint bits[] = { 0x3E, 0x7E, 0x40, 0x80, 0xFE };
  JsonArray *array = mdg_data_array (&r->data, contact, "hours", MDG_OPEN_SPANS_MAX, FALSE);

  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      JsonObject *object = mdg_data_object (&r->data, json_array_get_element (array, i), "hours",
                                            "days from until");
      MdgOpenSpan *span = &hours->spans[hours->n_spans++];

      span->weekdays = bits[mdg_data_word (&r->data, object, "days", names)];
      span->from = time_member (r, object, "from");
      span->until = time_member (r, object, "until");
      if (span->from >= span->until)
        mdg_data_refuse (&r->data, "hours: over before they begin");
    }
}

/* "12-29" as 1229 */
static int
season_member (Reader *r, JsonObject *object, const char *name)
{
  const char *text = mdg_data_string_member (&r->data, object, name);
  g_autofree char *whole = g_strconcat ("2000-", text, NULL);
  MdgDay day = mdg_day_parse (whole);
  int month = 0, month_day = 0;

  if (day == MDG_DAY_NONE)
    mdg_data_refuse (&r->data, "%s: no day of the year", name);
  else
    mdg_day_get (day, NULL, &month, &month_day);
  return month * 100 + month_day;
}

static void
read_closed (Reader *r, JsonObject *contact, MdgOpenHours *hours)
{
  JsonObject *object = mdg_data_object (&r->data, json_object_get_member (contact, "closed"),
                                        "closed", "holidays from until");

  hours->holidays = mdg_data_boolean (&r->data, object, "holidays", FALSE);
  if (object == NULL
      || (!json_object_has_member (object, "from") && !json_object_has_member (object, "until")))
    return;
  hours->closed_from = season_member (r, object, "from");
  hours->closed_until = season_member (r, object, "until");
}

static void
read_hours (Reader *r, JsonObject *contact, MdgOpenHours *hours)
{
  hours->always = mdg_data_boolean (&r->data, contact, "always", FALSE);
  if (contact == NULL)
    return;
  if (json_object_has_member (contact, "hours"))
    read_spans (r, contact, hours);
  if (json_object_has_member (contact, "closed"))
    read_closed (r, contact, hours);
  if (hours->always && (hours->n_spans > 0 || hours->holidays || hours->closed_from != 0))
    mdg_data_refuse (&r->data, "always: and yet not");
}

/* contacts ------------------------------------------------------------------------------------ */

/* (transfer full) (nullable) */
static char *
optional_string (Reader *r, JsonObject *object, const char *name)
{
  const char *text;

  if (object == NULL || !json_object_has_member (object, name))
    return NULL;
  text = mdg_data_string_member (&r->data, object, name);
  if (*text == '\0')
    mdg_data_refuse (&r->data, "%s: empty", name);
  return g_strdup (text);
}

static void
read_contact (Reader *r, JsonNode *node)
{
  JsonObject *object
      = mdg_data_object (&r->data, node, "contact",
                         "id source phone free mail web name what note hours always closed");
  MdgContact contact = { 0 };

  contact.id = new_id (r, object, r->guide->contacts);
  contact.name = mdg_data_text (&r->data, object, "name");
  contact.what = mdg_data_text (&r->data, object, "what");
  contact.note = mdg_data_optional_text (&r->data, object, "note");
  contact.source = g_strdup (mdg_data_string_member (&r->data, object, "source"));
  contact.phone = optional_string (r, object, "phone");
  contact.mail = optional_string (r, object, "mail");
  contact.web = optional_string (r, object, "web");
  contact.free = mdg_data_boolean (&r->data, object, "free", FALSE);
  read_hours (r, object, &contact.hours);
  if (contact.phone == NULL && contact.mail == NULL && contact.web == NULL)
    mdg_data_refuse (&r->data, "%s: cannot be reached", contact.id);
  if (contact.phone != NULL && !mdg_phone_is_number (contact.phone))
    mdg_data_refuse (&r->data, "%s: no telephone number", contact.id);
  if (contact.web != NULL && !g_str_has_prefix (contact.web, "https://"))
    mdg_data_refuse (&r->data, "%s: no web address", contact.id);
  g_array_append_val (r->guide->contacts, contact);
}

/* Ids of things in @array, none twice. */
static GArray *
read_references (Reader *r, JsonObject *object, const char *name, GArray *array)
{
  JsonArray *ids = mdg_data_array (&r->data, object, name, MDG_CONTACTS_MAX, TRUE);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < mdg_data_length (ids); i++)
    {
      const char *id = mdg_data_string (&r->data, json_array_get_element (ids, i), name);
      guint number = find (array, id);

      if (number == G_MAXUINT)
        mdg_data_refuse (&r->data, "%s: there is no \"%s\"", name, id);
      for (guint k = 0; k < found->len; k++)
        if (g_array_index (found, guint, k) == number)
          mdg_data_refuse (&r->data, "%s: \"%s\" twice", name, id);
      if (number != G_MAXUINT)
        g_array_append_val (found, number);
    }
  return found;
}

static void
read_topic (Reader *r, JsonNode *node)
{
  static const char *const kinds[] = { "symptom", "device", NULL };
  JsonObject *object = mdg_data_object (&r->data, node, "topic", "id kind contacts own name hint");
  MdgTopic topic = { 0 };

  topic.id = new_id (r, object, r->guide->topics);
  topic.kind = (MdgTopicKind)mdg_data_word (&r->data, object, "kind", kinds);
  topic.name = mdg_data_text (&r->data, object, "name");
  topic.hint = mdg_data_optional_text (&r->data, object, "hint");
  topic.own = read_references (r, object, "own", r->guide->own);
  topic.contacts = read_references (r, object, "contacts", r->guide->contacts);
  if (topic.own->len + topic.contacts->len == 0)
    mdg_data_refuse (&r->data, "%s: nobody to call", topic.id);
  g_array_append_val (r->guide->topics, topic);
}

static void
read_guide (Reader *r, JsonNode *json)
{
  JsonObject *root
      = mdg_data_object (&r->data, json, "contacts", "checked sources own contacts topics");
  JsonArray *own = mdg_data_array (&r->data, root, "own", MDG_OWN_KINDS_MAX, FALSE);
  JsonArray *contacts = mdg_data_array (&r->data, root, "contacts", MDG_CONTACTS_MAX, FALSE);
  JsonArray *topics = mdg_data_array (&r->data, root, "topics", MDG_TOPICS_MAX, FALSE);

  r->guide->checked = g_strdup (mdg_data_string_member (&r->data, root, "checked"));
  r->guide->sources = g_strdup (mdg_data_string_member (&r->data, root, "sources"));
  for (guint i = 0; i < mdg_data_length (own); i++)
    {
      JsonObject *object
          = mdg_data_object (&r->data, json_array_get_element (own, i), "own", "id name");
      MdgOwnKind kind = { 0 };

      kind.id = new_id (r, object, r->guide->own);
      kind.name = mdg_data_text (&r->data, object, "name");
      g_array_append_val (r->guide->own, kind);
    }
  for (guint i = 0; i < mdg_data_length (contacts); i++)
    read_contact (r, json_array_get_element (contacts, i));
  for (guint i = 0; i < mdg_data_length (topics); i++)
    read_topic (r, json_array_get_element (topics, i));
}

MdgContactGuide *
mdg_contact_guide_parse (const char *json, gssize length, const char *language, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (MdgContactGuide) guide = g_new0 (MdgContactGuide, 1);
  g_autoptr (GError) fault = NULL;
  Reader r
      = { .guide = guide, .data = { .language = g_strcmp0 (language, "ja") == 0 ? "ja" : "en" } };

  guide->own = array_new (sizeof (MdgOwnKind), own_clear);
  guide->contacts = array_new (sizeof (MdgContact), contact_clear);
  guide->topics = array_new (sizeof (MdgTopic), topic_clear);
  if (!json_parser_load_from_data (parser, json, length, &fault))
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "no JSON: %s", fault->message);
      return NULL;
    }
  read_guide (&r, json_parser_get_root (parser));
  if (r.data.error == NULL)
    return g_steal_pointer (&guide);
  g_propagate_error (error, r.data.error);
  return NULL;
}
