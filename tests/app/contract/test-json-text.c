/* test-json-text.c: JSON as the RFC has it and nothing else; and what is read is what json-glib,
 * which shares no code with us, reads.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "contract/json-text.h"

#include <json-glib/json-glib.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgJsonText, mdg_json_text_free)

static MdgJsonText *
text_of (const char *json)
{
  return mdg_json_text_new (json, strlen (json));
}

static void
test_values (void)
{
  g_autoptr (MdgJsonText) text
      = text_of (" {\"n\" : null, \"t\":true,\"f\":false,\r\n\t\"i\":-12,\"d\":0.5e-3,\"s\":\"あ\","
                 "\"a\":[1,[],{\"x\":[2]},3],\"o\":{\"in\":{}},\"s\":\"last\"} ");
  const MdgJsonValue *root = mdg_json_text_get_root (text), *a, *o;
  guint n = 0;

  g_assert_cmpint (root->type, ==, MDG_JSON_OBJECT);
  g_assert_cmpuint (root->n_elements, ==, 9);
  g_assert_null (root->name);
  for (MDG_JSON_EACH (member, root))
    n++;
  g_assert_cmpuint (n, ==, 9);
  g_assert_cmpint (mdg_json_value_find (root, "n")->type, ==, MDG_JSON_NULL);
  g_assert_cmpint (mdg_json_value_find (root, "t")->type, ==, MDG_JSON_BOOLEAN);
  g_assert_cmpint (mdg_json_value_find (root, "t")->number, ==, 1);
  g_assert_cmpint (mdg_json_value_find (root, "f")->number, ==, 0);
  g_assert_cmpint (mdg_json_value_find (root, "i")->type, ==, MDG_JSON_INT);
  g_assert_cmpint (mdg_json_value_find (root, "i")->number, ==, -12);
  g_assert_cmpint (mdg_json_value_find (root, "d")->type, ==, MDG_JSON_FRACTION);
  g_assert_cmpstr (mdg_json_value_find (root, "s")->string, ==, "last");
  a = mdg_json_value_find (root, "a");
  g_assert_cmpuint (a->n_elements, ==, 4);
  n = 0;
  for (MDG_JSON_EACH (element, a))
    n = n * 10 + (guint)element->type;
  g_assert_cmpuint (
      n, ==, MDG_JSON_INT * 1000 + MDG_JSON_ARRAY * 100 + MDG_JSON_OBJECT * 10 + MDG_JSON_INT);
  o = mdg_json_value_find (root, "o");
  g_assert_cmpint (mdg_json_value_find (o, "in")->type, ==, MDG_JSON_OBJECT);
  g_assert_null (mdg_json_value_find (o, "x"));
  g_assert_null (mdg_json_value_find (root, "x"));
}

static void
test_strings (void)
{
  static const struct
  {
    const char *json, *value;
  } cases[] = {
    { "\"\"", "" },
    { "\"a\\\"b\\\\c\\/d\"", "a\"b\\c/d" },
    { "\"\\b\\f\\n\\r\\t\"", "\b\f\n\r\t" },
    { "\"\\u3042x\\u00e9\\uD867\\uDE3Dy\"", "あxé𩸽y" },
    { "\"\\ud7ff\\ue000\\uFFFF\"", "\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF" },
    { "\"\x7F\"", "\x7F" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"k\\u0065y\":%s}", cases[i].json);
      g_autoptr (MdgJsonText) text = text_of (json);

      g_assert_nonnull (text);
      g_assert_cmpstr (mdg_json_value_find (mdg_json_text_get_root (text), "key")->string, ==,
                       cases[i].value);
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *json;
    MdgJsonType type;
    gint64 value;
  } cases[] = {
    { "0", MDG_JSON_INT, 0 },
    { "-0", MDG_JSON_INT, 0 },
    { "9223372036854775807", MDG_JSON_INT, G_MAXINT64 },
    { "-9223372036854775808", MDG_JSON_INT, G_MININT64 },
    { "9223372036854775808", MDG_JSON_FRACTION, -1 },
    { "1e2", MDG_JSON_FRACTION, -1 },
    { "1E+2", MDG_JSON_FRACTION, -1 },
    { "10.0", MDG_JSON_FRACTION, -1 },
    { "-0.25e-10", MDG_JSON_FRACTION, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strdup_printf ("{\"n\":%s}", cases[i].json);
      g_autoptr (MdgJsonText) text = text_of (json);
      const MdgJsonValue *value;

      g_assert_nonnull (text);
      value = mdg_json_value_find (mdg_json_text_get_root (text), "n");
      g_assert_cmpint (value->type, ==, cases[i].type);
      if (value->type == MDG_JSON_INT)
        g_assert_cmpint (value->number, ==, cases[i].value);
    }
}

static void
test_refused (void)
{
  static const char *const bad[] = {
    "",
    "[]",
    "\"x\"",
    "1",
    "{",
    "}",
    "{}}",
    "{}{}",
    "{} x",
    "{,}",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1,}",
    "{\"a\" 1}",
    "{a:1}",
    "{1:1}",
    "{'a':1}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":[}",
    "{\"a\":]}",
    "{\"a\":[1,]}",
    "{\"a\":[1 2]}",
    "{\"a\":[,]}",
    "{\"a\":[1}",
    "{\"a\":01}",
    "{\"a\":-01}",
    "{\"a\":+1}",
    "{\"a\":1.}",
    "{\"a\":.5}",
    "{\"a\":-}",
    "{\"a\":1e}",
    "{\"a\":1e+}",
    "{\"a\":0x1}",
    "{\"a\":1_0}",
    "{\"a\":NaN}",
    "{\"a\":tru}",
    "{\"a\":True}",
    "{\"a\":nulll}",
    "{\"a\":\"}",
    "{\"a\":\"\\\"}",
    "{\"a\":\"\\x\"}",
    "{\"a\":\"\n\"}",
    "{\"a\":\"\\u12\"}",
    "{\"a\":\"\\u0000\"}",
    "{\"a\":\"\\ud800\"}",
    "{\"a\":\"\\ud800\\u0041\"}",
    "{\"a\":\"\\udc00\"}",
    "{/**/}",
    "{\"a\":1}//",
    "\xEF\xBB\xBF{}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (MdgJsonText) text = text_of (bad[i]);

      g_test_message ("%s", bad[i]);
      g_assert_null (text);
    }
}

/* Against json-glib ------------------------------------------------------------------------- */

static void assert_same (const MdgJsonValue *ours, JsonNode *theirs);

static void
assert_same_elements (const MdgJsonValue *ours, JsonArray *theirs)
{
  guint i = 0;

  g_assert_cmpuint (ours->n_elements, ==, json_array_get_length (theirs));
  for (MDG_JSON_EACH (element, ours))
    assert_same (element, json_array_get_element (theirs, i++));
}

/* Of several members of one name json-glib has the last. */
static void
assert_same_members (const MdgJsonValue *ours, JsonObject *theirs)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (MDG_JSON_EACH (member, ours))
    {
      g_hash_table_add (names, (gpointer)member->name);
      assert_same (mdg_json_value_find (ours, member->name),
                   json_object_get_member (theirs, member->name));
    }
  g_assert_cmpuint (g_hash_table_size (names), ==, json_object_get_size (theirs));
}

static void
assert_same (const MdgJsonValue *ours, JsonNode *theirs)
{
  g_assert_nonnull (theirs);
  switch (ours->type)
    {
    case MDG_JSON_OBJECT:
      assert_same_members (ours, json_node_get_object (theirs));
      break;
    case MDG_JSON_ARRAY:
      assert_same_elements (ours, json_node_get_array (theirs));
      break;
    case MDG_JSON_NULL:
      g_assert_true (JSON_NODE_HOLDS_NULL (theirs));
      break;
    case MDG_JSON_STRING:
      g_assert_cmpstr (ours->string, ==, json_node_get_string (theirs));
      break;
    case MDG_JSON_BOOLEAN:
      g_assert_cmpint (ours->number != 0, ==, json_node_get_boolean (theirs));
      break;
    case MDG_JSON_INT:
      g_assert_cmpint (ours->number, ==, json_node_get_int (theirs));
      break;
    case MDG_JSON_FRACTION:
    default:
      g_assert_true (JSON_NODE_HOLDS_VALUE (theirs));
    }
}

/* Whether we read @json; then json-glib does, and the same. */
static gboolean
compare (const char *json, gsize length)
{
  g_autoptr (MdgJsonText) text = mdg_json_text_new (json, length);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return FALSE;
  json_parser_load_from_data (parser, json, (gssize)length, &error);
  g_assert_no_error (error);
  assert_same (mdg_json_text_get_root (text), json_parser_get_root (parser));
  return TRUE;
}

static void
test_damaged (void)
{
  static const char whole[]
      = "{\"id\":\"W0000001\",\"note\":\"受付 \\\"1\\\"\\u3042\\ud867\\ude3d\",\"list\":[1,-20,3.5,"
        "true,false,null,{\"a\":[[],{}]}],\"revision\":123456789012,\"next\":null}";
  guint n_read = 0;

  g_assert_true (compare (whole, strlen (whole)));
  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (whole);

      for (int changes = g_test_rand_int_range (1, 4); changes > 0; changes--)
        {
          gssize place = g_test_rand_int_range (0, (gint32)text->len);

          if (g_test_rand_bit ())
            g_string_erase (text, place, 1);
          else
            g_string_insert_c (text, place, "\"\\{}[]:,u0 1e.-n"[g_test_rand_int_range (0, 16)]);
        }
      if (g_utf8_validate (text->str, (gssize)text->len, NULL))
        n_read += compare (text->str, text->len);
    }
  g_assert_cmpuint (n_read, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contract/json-text/values", test_values);
  g_test_add_func ("/contract/json-text/strings", test_strings);
  g_test_add_func ("/contract/json-text/numbers", test_numbers);
  g_test_add_func ("/contract/json-text/refused", test_refused);
  g_test_add_func ("/contract/json-text/damaged", test_damaged);
  return g_test_run ();
}
