/* terminal-guide.c: reads resources/guide/terminal-accounts.json, which is ours: a fault in it is a
 * fault of the program.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/terminal-guide.h"

#include "core/guide.h"

#define RESOURCE "/org/madoguchi/Madoguchi/guide/terminal-accounts.json"

static const char *const nicks[MDG_N_TERMINAL_KINDS] = {
  [MDG_TERMINAL_MASTER] = "master",
  [MDG_TERMINAL_ADMINISTRATOR] = "administrator",
  [MDG_TERMINAL_GENERAL] = "general",
  [MDG_TERMINAL_MEDICAL_VIEWER] = "medical-viewer",
  [MDG_TERMINAL_LINKAGE_APPLICATION] = "linkage-application",
  [MDG_TERMINAL_WEB_API] = "web-api",
  [MDG_TERMINAL_FACE_READER] = "face-reader",
  [MDG_TERMINAL_WINDOWS] = "windows",
};

static const char *const effects[] = {
  [MDG_CHANGE_FREE] = "free",
  [MDG_CHANGE_KEEP] = "keep",
  [MDG_CHANGE_BREAKS] = "breaks",
};

static int
find (const char *const *words, int n, const char *word)
{
  for (int i = 0; i < n; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return i;
  return -1;
}

const char *
mdg_terminal_kind_nick (MdgTerminalKind kind)
{
  g_return_val_if_fail ((guint)kind < MDG_N_TERMINAL_KINDS, NULL);
  return nicks[kind];
}

gboolean
mdg_terminal_kind_from_nick (const char *nick, MdgTerminalKind *kind)
{
  int found = find (nicks, MDG_N_TERMINAL_KINDS, nick);

  if (found >= 0)
    *kind = (MdgTerminalKind)found;
  return found >= 0;
}

static void
advice_free (gpointer data)
{
  MdgTerminalAdvice *advice = data;

  g_free (advice->name);
  g_free (advice->purpose);
  g_free (advice->made_by);
  g_strfreev (advice->consequences);
  g_strfreev (advice->before);
  g_free (advice);
}

static MdgTerminalAdvice *
read_advice (JsonObject *object, const char *language)
{
  MdgTerminalAdvice *advice = g_new0 (MdgTerminalAdvice, 1);
  int effect
      = find (effects, G_N_ELEMENTS (effects), json_object_get_string_member (object, "effect"));

  if (effect < 0
      || !mdg_terminal_kind_from_nick (json_object_get_string_member (object, "kind"),
                                       &advice->kind))
    g_error ("%s: unknown kind or effect", RESOURCE);
  advice->effect = (MdgChangeEffect)effect;
  advice->name = mdg_guide_text (object, "name", language);
  advice->purpose = mdg_guide_text (object, "purpose", language);
  advice->made_by = mdg_guide_text (object, "made_by", language);
  advice->made_at_installation = json_object_get_boolean_member (object, "made_at_installation");
  advice->several = json_object_get_boolean_member (object, "several");
  advice->assumed = json_object_get_boolean_member_with_default (object, "assumed", FALSE);
  advice->consequences = mdg_guide_list (object, "consequences", language);
  advice->before = mdg_guide_list (object, "before", language);
  return advice;
}

MdgTerminalGuide *
mdg_terminal_guide_new (const char *language)
{
  g_autoptr (JsonNode) root = mdg_guide_load (RESOURCE);
  JsonObject *object = json_node_get_object (root);
  JsonArray *accounts = json_object_get_array_member (object, "accounts");
  MdgTerminalGuide *guide = g_new0 (MdgTerminalGuide, 1);

  language = mdg_guide_language (language);
  guide->repair_text = mdg_guide_text (object, "repair_text", language);
  guide->source = g_strdup (json_object_get_string_member (object, "source"));
  guide->checked = g_strdup (json_object_get_string_member (object, "checked"));
  guide->accounts = g_ptr_array_new_with_free_func (advice_free);
  for (guint i = 0; i < json_array_get_length (accounts); i++)
    g_ptr_array_add (guide->accounts,
                     read_advice (json_array_get_object_element (accounts, i), language));
  return guide;
}

void
mdg_terminal_guide_free (MdgTerminalGuide *guide)
{
  if (guide == NULL)
    return;
  g_ptr_array_unref (guide->accounts);
  g_free (guide->repair_text);
  g_free (guide->source);
  g_free (guide->checked);
  g_free (guide);
}

const MdgTerminalAdvice *
mdg_terminal_guide_get (const MdgTerminalGuide *guide, MdgTerminalKind kind)
{
  g_return_val_if_fail (guide != NULL && (guint)kind < guide->accounts->len, NULL);
  return guide->accounts->pdata[kind];
}
