/* filing-guide-read.c: reads the forms' JSON, both languages of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/data-reader.h"
#include "introduction/filing-guide-private.h"

#define GROUPS_MAX 16
#define OPTIONS_MAX 16
#define AREAS_MAX 47
#define STEPS_MAX 8
#define PAGE_WIDTH 2100 /* A4 in tenths of a millimetre, as the data has it */
#define PAGE_HEIGHT 2970
#define POINTS (72.0 / 254.0) /* of a tenth of a millimetre */
#define SIZE 11
#define SIZE_LEAST 6
#define SIZE_MOST 24

typedef struct
{
  MdgFilingGuide *guide;
  MdgDataReader data;
  JsonArray *groups; /* (nullable) */
} Reader;

/* The strings of a list; @empty: there may be none. Returns: (transfer full) */
static GStrv
strings_member (Reader *r, JsonObject *object, const char *name, guint max, gboolean empty)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  JsonArray *array = NULL;

  if (!empty || (object != NULL && json_object_has_member (object, name)))
    array = mdg_data_array (&r->data, object, name, max, FALSE);
  for (guint i = 0; i < mdg_data_length (array); i++)
    g_strv_builder_add (strings,
                        mdg_data_string (&r->data, json_array_get_element (array, i), name));
  return g_strv_builder_end (strings);
}

/* fields -------------------------------------------------------------------------------------- */

static void
read_groups (Reader *r, JsonObject *root)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  r->groups = mdg_data_array (&r->data, root, "groups", GROUPS_MAX, FALSE);
  for (guint i = 0; i < mdg_data_length (r->groups); i++)
    {
      JsonObject *object
          = mdg_data_object (&r->data, json_array_get_element (r->groups, i), "group", "id name");
      g_autofree char *id = mdg_data_id (&r->data, object);
      g_autofree char *name = mdg_data_text (&r->data, object, "name");

      g_strv_builder_add (names, name);
    }
  r->guide->groups = g_strv_builder_end (names);
}

static guint
group_number (Reader *r, JsonObject *object)
{
  const char *wanted = mdg_data_string_member (&r->data, object, "group");

  for (guint i = 0; r->data.error == NULL && i < mdg_data_length (r->groups); i++)
    if (strcmp (json_object_get_string_member (json_array_get_object_element (r->groups, i), "id"),
                wanted)
        == 0)
      return i;
  mdg_data_refuse (&r->data, "there is no group \"%s\"", wanted);
  return 0;
}

/* Forms by their ids, as bits. */
static guint
forms_member (Reader *r, JsonObject *object, const char *name)
{
  static const char *const ids[] = { "number", "plan", NULL };
  JsonArray *array = mdg_data_array (&r->data, object, name, MDG_N_FILINGS, TRUE);
  guint bits = 0;

  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      const char *id = mdg_data_string (&r->data, json_array_get_element (array, i), name);

      if (!g_strv_contains (ids, id))
        mdg_data_refuse (&r->data, "there is no form \"%s\"", id);
      else
        bits
            |= 1u << (strcmp (id, ids[MDG_FILING_PLAN]) == 0 ? MDG_FILING_PLAN : MDG_FILING_NUMBER);
    }
  return bits;
}

static char *
optional_string (Reader *r, JsonObject *object, const char *name)
{
  return g_strdup (object != NULL && json_object_has_member (object, name)
                       ? mdg_data_string_member (&r->data, object, name)
                       : "");
}

static void
read_options (Reader *r, JsonObject *parent, MdgFilingField *field)
{
  JsonArray *array = mdg_data_array (&r->data, parent, "options", OPTIONS_MAX, FALSE);

  for (guint i = 0; i < mdg_data_length (array); i++)
    {
      JsonObject *object = mdg_data_object (&r->data, json_array_get_element (array, i), "option",
                                            "id name print areas");
      MdgFilingOption option = { 0 };

      option.id = mdg_data_id (&r->data, object);
      option.name = mdg_data_text (&r->data, object, "name");
      option.print = optional_string (r, object, "print");
      option.areas = strings_member (r, object, "areas", AREAS_MAX, TRUE);
      g_array_append_val (field->options, option);
    }
}

static void
read_field (Reader *r, JsonNode *node, MdgFilingFieldId number)
{
  static const char *const types[]
      = { "text", "kana", "post", "phone", "mail", "date", "month", "choice", NULL };
  JsonObject *object = mdg_data_object (
      &r->data, node, "field", "id group type max needed may label help hint example options");
  MdgFilingField *field = &r->guide->fields[number];

  field->id = mdg_data_id (&r->data, object);
  if (strcmp (field->id, mdg_filing_field_id (number)) != 0)
    mdg_data_refuse (&r->data, "\"%s\" where \"%s\" should be", field->id,
                     mdg_filing_field_id (number));
  field->group = group_number (r, object);
  field->type = (MdgFilingType)mdg_data_word (&r->data, object, "type", types);
  field->needed = forms_member (r, object, "needed");
  field->forms = field->needed;
  if (object != NULL && json_object_has_member (object, "may"))
    field->forms |= forms_member (r, object, "may");
  field->label = mdg_data_text (&r->data, object, "label");
  field->help = mdg_data_text (&r->data, object, "help");
  field->hint = mdg_data_optional_text (&r->data, object, "hint");
  field->example = g_strdup (mdg_data_string_member (&r->data, object, "example"));
  if (field->type == MDG_FILING_CHOICE)
    read_options (r, object, field);
  else
    field->max = (guint)mdg_data_int (&r->data, object, "max", 1, MDG_FILING_TEXT_MAX);
  if (field->type == MDG_FILING_CHOICE && *field->example != '\0'
      && mdg_filing_guide_find_option (r->guide, number, field->example) == MDG_FILING_NONE)
    mdg_data_refuse (&r->data, "there is no option \"%s\"", field->example);
}

static void
read_fields (Reader *r, JsonObject *root)
{
  JsonArray *array = mdg_data_array (&r->data, root, "fields", MDG_N_FIELDS, FALSE);

  if (mdg_data_length (array) != MDG_N_FIELDS)
    mdg_data_refuse (&r->data, "not all fields are there");
  for (guint i = 0; i < mdg_data_length (array); i++)
    read_field (r, json_array_get_element (array, i), (MdgFilingFieldId)i);
}

/* parts --------------------------------------------------------------------------------------- */

static int
number_at (Reader *r, JsonArray *array, guint at, int most)
{
  JsonNode *node = json_array_get_element (array, at);

  if (json_node_get_value_type (node) == G_TYPE_INT64 && json_node_get_int (node) >= 0
      && json_node_get_int (node) <= most)
    return (int)json_node_get_int (node);
  mdg_data_refuse (&r->data, "a part that is not on the page");
  return 0;
}

/* Where it is: left, top, width, height; @to_end: left, top, right, bottom. All of it on the page.
 */
static void
read_place (Reader *r, JsonObject *object, const char *name, gboolean to_end, MdgFilingPart *part)
{
  JsonArray *array = mdg_data_array (&r->data, object, name, 4, FALSE);
  int x, y, width, height;

  if (mdg_data_length (array) != 4)
    {
      mdg_data_refuse (&r->data, "%s: not four numbers", name);
      return;
    }
  x = number_at (r, array, 0, PAGE_WIDTH);
  y = number_at (r, array, 1, PAGE_HEIGHT);
  width = number_at (r, array, 2, PAGE_WIDTH) - (to_end ? x : 0);
  height = number_at (r, array, 3, PAGE_HEIGHT) - (to_end ? y : 0);
  if (width < 0 || height < 0 || x + width > PAGE_WIDTH || y + height > PAGE_HEIGHT
      || width + height == 0)
    mdg_data_refuse (&r->data, "%s: not on the page", name);
  part->x = x * POINTS;
  part->y = y * POINTS;
  part->width = width * POINTS;
  part->height = height * POINTS;
}

/* The field that @name names, of one of the @types (bits). */
static guint
field_member (Reader *r, JsonObject *object, const char *name, guint types)
{
  const char *wanted = mdg_data_string_member (&r->data, object, name);

  for (guint i = 0; i < MDG_N_FIELDS; i++)
    if (strcmp (wanted, mdg_filing_field_id ((MdgFilingFieldId)i)) == 0)
      {
        if ((types >> r->guide->fields[i].type & 1) == 0)
          mdg_data_refuse (&r->data, "%s: \"%s\" is of another kind", name, wanted);
        return i;
      }
  mdg_data_refuse (&r->data, "there is no field \"%s\"", wanted);
  return MDG_FILING_NONE;
}

static void
read_option_part (Reader *r, JsonObject *object, MdgFilingPart *part)
{
  const char *is = mdg_data_string_member (&r->data, object, "is");

  if (part->field == MDG_FILING_NONE)
    return;
  part->option = mdg_filing_guide_find_option (r->guide, (MdgFilingFieldId)part->field, is);
  if (part->option == MDG_FILING_NONE)
    mdg_data_refuse (&r->data, "there is no option \"%s\"", is);
}

/* What may stand beside the member that says what kind of part it is. */
static const struct
{
  const char *name; /* by which the kind is known */
  const char *known;
  guint types; /* bits: of the field that it names; 0: it names none */
} kinds[] = {
  [MDG_PART_LINE] = { "line", "line dashed example", 0 },
  [MDG_PART_BOX] = { "box", "box example", 0 },
  [MDG_PART_WORDS] = { "words", "words at size bold align top frame example", 0 },
  [MDG_PART_VALUE]
  = { "value", "value at size align frame empty",
      1u << MDG_FILING_TEXT | 1u << MDG_FILING_KANA | 1u << MDG_FILING_MAIL | 1u << MDG_FILING_PHONE
          | 1u << MDG_FILING_MONTH | 1u << MDG_FILING_CHOICE },
  [MDG_PART_DATE] = { "date", "date at era size frame", 1u << MDG_FILING_DATE },
  [MDG_PART_POST] = { "post", "post at size", 1u << MDG_FILING_POST },
  [MDG_PART_PHONE] = { "phone", "phone at size frame", 1u << MDG_FILING_PHONE },
  [MDG_PART_OPTION] = { "option", "option is words at size", 1u << MDG_FILING_CHOICE },
};

static MdgFilingPartKind
kind_of (Reader *r, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  /* From the end: an option has words, too. */
  for (guint i = G_N_ELEMENTS (kinds); object != NULL && i-- > 0;)
    if (json_object_has_member (object, kinds[i].name))
      return (MdgFilingPartKind)i;
  mdg_data_refuse (&r->data, "a part of no kind");
  return MDG_PART_LINE;
}

static void
read_part (Reader *r, JsonNode *node, GArray *parts)
{
  static const char *const aligns[] = { "left", "centre", "right", NULL };
  MdgFilingPart part = { .kind = kind_of (r, node), .field = MDG_FILING_NONE, .size = SIZE };
  const char *name = kinds[part.kind].name;
  JsonObject *object = mdg_data_object (&r->data, node, name, kinds[part.kind].known);
  gboolean bare = part.kind == MDG_PART_LINE || part.kind == MDG_PART_BOX;

  read_place (r, object, bare ? name : "at", part.kind == MDG_PART_LINE, &part);
  part.words = optional_string (r, object, part.kind == MDG_PART_VALUE ? "empty" : "words");
  if (kinds[part.kind].types != 0)
    part.field = field_member (r, object, name, kinds[part.kind].types);
  if (part.kind == MDG_PART_OPTION)
    read_option_part (r, object, &part);
  if (object != NULL && json_object_has_member (object, "size"))
    part.size = mdg_data_int (&r->data, object, "size", SIZE_LEAST, SIZE_MOST);
  if (object != NULL && json_object_has_member (object, "align"))
    part.align = (MdgFilingAlign)mdg_data_word (&r->data, object, "align", aligns);
  part.bold = mdg_data_boolean (&r->data, object, "bold", FALSE);
  part.frame = mdg_data_boolean (&r->data, object, "frame", FALSE);
  part.top = mdg_data_boolean (&r->data, object, "top", FALSE);
  part.era = mdg_data_boolean (&r->data, object, "era", FALSE);
  part.dashed = mdg_data_boolean (&r->data, object, "dashed", FALSE);
  part.example = mdg_data_boolean (&r->data, object, "example", FALSE);
  g_array_append_val (parts, part);
}

static void
read_sheet (Reader *r, JsonNode *node, MdgFilingForm form)
{
  static const char *const ids[] = { [MDG_FILING_NUMBER] = "number", [MDG_FILING_PLAN] = "plan" };
  JsonObject *object = mdg_data_object (&r->data, node, "form", "id name title file steps parts");
  JsonArray *parts;
  MdgFilingSheet *sheet = &r->guide->sheets[form];

  sheet->id = mdg_data_id (&r->data, object);
  if (strcmp (sheet->id, ids[form]) != 0)
    mdg_data_refuse (&r->data, "\"%s\" where \"%s\" should be", sheet->id, ids[form]);
  sheet->name = mdg_data_text (&r->data, object, "name");
  sheet->file = mdg_data_text (&r->data, object, "file");
  sheet->title = g_strdup (mdg_data_string_member (&r->data, object, "title"));
  sheet->steps = strings_member (r, object, "steps", STEPS_MAX, FALSE);
  parts = mdg_data_array (&r->data, object, "parts", MDG_FILING_PARTS_MAX, FALSE);
  for (guint i = 0; i < mdg_data_length (parts); i++)
    read_part (r, json_array_get_element (parts, i), sheet->parts);
}

/* whole --------------------------------------------------------------------------------------- */

/* What a form needs has its place on it, and it has no place for what is not said to be on it. */
static void
check_places (Reader *r, MdgFilingForm form)
{
  const GArray *parts = r->guide->sheets[form].parts;

  for (guint i = 0; i < MDG_N_FIELDS; i++)
    {
      gboolean stands = FALSE;

      if (i == MDG_FIELD_KIND || i == MDG_FIELD_REPLY_TO) /* they say what is printed elsewhere */
        continue;
      for (guint p = 0; !stands && p < parts->len; p++)
        stands = g_array_index (parts, MdgFilingPart, p).field == i;
      if (stands != ((r->guide->fields[i].forms >> form & 1) != 0))
        mdg_data_refuse (&r->data, "form %d: \"%s\" has no place, or one too many", (int)form,
                         mdg_filing_field_id ((MdgFilingFieldId)i));
    }
}

static void
read_guide (Reader *r, JsonNode *json)
{
  JsonObject *root
      = mdg_data_object (&r->data, json, "forms", "checked sources groups fields forms");
  JsonArray *forms = mdg_data_array (&r->data, root, "forms", MDG_N_FILINGS, FALSE);

  mdg_data_string_member (&r->data, root, "checked");
  mdg_data_string_member (&r->data, root, "sources");
  read_groups (r, root);
  read_fields (r, root);
  if (mdg_data_length (forms) != MDG_N_FILINGS)
    mdg_data_refuse (&r->data, "not all forms are there");
  /* Parts refer to fields, all of which have to be sound. */
  for (guint i = 0; r->data.error == NULL && i < MDG_N_FILINGS; i++)
    {
      read_sheet (r, json_array_get_element (forms, i), (MdgFilingForm)i);
      check_places (r, (MdgFilingForm)i);
    }
}

MdgFilingGuide *
mdg_filing_guide_parse (const char *json, gssize length, const char *language, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (MdgFilingGuide) guide = mdg_filing_guide_alloc ();
  g_autoptr (GError) fault = NULL;
  Reader r
      = { .guide = guide, .data = { .language = g_strcmp0 (language, "ja") == 0 ? "ja" : "en" } };

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
