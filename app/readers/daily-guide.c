/* daily-guide.c: reads resources/guide/daily.json, which is ours: a fault in it is a fault of
 * the program. SPDX-License-Identifier: GPL-3.0-or-later */
#include "readers/daily-guide.h"

#include "core/guide.h"

#define RESOURCE "/org/madoguchi/Madoguchi/guide/daily.json"

static void
maker_free (gpointer data)
{
  MdgReaderMaker *maker = data;

  g_free (maker->id);
  g_free (maker->name);
  g_free (maker);
}

static void
step_free (gpointer data)
{
  MdgDailyStep *step = data;

  g_free (step->picture);
  g_free (step->text);
  g_free (step);
}

static void
chapter_free (gpointer data)
{
  MdgDailyChapter *chapter = data;

  g_free (chapter->id);
  g_free (chapter->title);
  g_free (chapter->warning);
  g_ptr_array_unref (chapter->steps);
  g_free (chapter);
}

static void
read_makers (MdgDailyGuide *guide, JsonArray *makers, const char *language)
{
  g_assert (json_array_get_length (makers) <= MDG_READER_MAKERS_MAX);
  for (guint i = 0; i < json_array_get_length (makers); i++)
    {
      JsonObject *object = json_array_get_object_element (makers, i);
      MdgReaderMaker *maker = g_new0 (MdgReaderMaker, 1);

      maker->id = g_strdup (json_object_get_string_member (object, "id"));
      maker->name = mdg_guide_text (object, "name", language);
      g_ptr_array_add (guide->makers, maker);
    }
}

static guint
bit_of (const MdgDailyGuide *guide, const char *id)
{
  for (guint i = 0; i < guide->makers->len; i++)
    if (g_strcmp0 (((MdgReaderMaker *)guide->makers->pdata[i])->id, id) == 0)
      return 1u << i;
  g_error ("%s: the maker %s is not known", RESOURCE, id);
}

/* Whom @object is for; all when it does not say. */
static guint
makers_of (const MdgDailyGuide *guide, JsonObject *object)
{
  JsonArray *ids;
  guint makers = 0;

  if (!json_object_has_member (object, "makers"))
    return (1u << guide->makers->len) - 1;
  ids = json_object_get_array_member (object, "makers");
  for (guint i = 0; i < json_array_get_length (ids); i++)
    makers |= bit_of (guide, json_array_get_string_element (ids, i));
  return makers;
}

static MdgDailyStep *
read_step (const MdgDailyGuide *guide, JsonObject *object, const char *language)
{
  MdgDailyStep *step = g_new0 (MdgDailyStep, 1);

  step->makers = makers_of (guide, object);
  step->picture = g_strdup (json_object_get_string_member (object, "picture"));
  step->text = mdg_guide_text (object, "text", language);
  return step;
}

static MdgDailyChapter *
read_chapter (const MdgDailyGuide *guide, JsonObject *object, const char *language)
{
  MdgDailyChapter *chapter = g_new0 (MdgDailyChapter, 1);
  JsonArray *steps = json_object_get_array_member (object, "steps");

  chapter->id = g_strdup (json_object_get_string_member (object, "id"));
  chapter->title = mdg_guide_text (object, "title", language);
  if (json_object_has_member (object, "warning"))
    chapter->warning = mdg_guide_text (object, "warning", language);
  chapter->page = (guint)json_object_get_int_member (object, "page");
  chapter->makers = makers_of (guide, object);
  chapter->steps = g_ptr_array_new_with_free_func (step_free);
  for (guint i = 0; i < json_array_get_length (steps); i++)
    g_ptr_array_add (chapter->steps,
                     read_step (guide, json_array_get_object_element (steps, i), language));
  return chapter;
}

MdgDailyGuide *
mdg_daily_guide_new (const char *language)
{
  g_autoptr (JsonNode) root = mdg_guide_load (RESOURCE);
  JsonObject *object = json_node_get_object (root);
  JsonArray *chapters = json_object_get_array_member (object, "chapters");
  MdgDailyGuide *guide = g_new0 (MdgDailyGuide, 1);

  language = mdg_guide_language (language);
  guide->source = mdg_guide_text (object, "source", language);
  guide->checked = g_strdup (json_object_get_string_member (object, "checked"));
  guide->makers = g_ptr_array_new_with_free_func (maker_free);
  guide->chapters = g_ptr_array_new_with_free_func (chapter_free);
  read_makers (guide, json_object_get_array_member (object, "makers"), language);
  for (guint i = 0; i < json_array_get_length (chapters); i++)
    g_ptr_array_add (guide->chapters,
                     read_chapter (guide, json_array_get_object_element (chapters, i), language));
  return guide;
}

void
mdg_daily_guide_free (MdgDailyGuide *guide)
{
  if (guide == NULL)
    return;
  g_free (guide->source);
  g_free (guide->checked);
  g_ptr_array_unref (guide->makers);
  g_ptr_array_unref (guide->chapters);
  g_free (guide);
}
