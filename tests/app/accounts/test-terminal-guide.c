/* test-terminal-guide.c: the data of the terminal's other accounts is whole, and as [1] p.2-4 has
 * it. SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/terminal-guide.h"

#include <string.h>

static void
check_texts (char **texts)
{
  for (guint i = 0; texts[i] != NULL; i++)
    g_assert_cmpuint (strlen (texts[i]), >, 10);
}

static void
test_whole (void)
{
  static const char *const languages[] = { "ja", "en" };
  g_autoptr (MdgTerminalGuide) ja = mdg_terminal_guide_new ("ja");

  for (gsize l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      g_autoptr (MdgTerminalGuide) guide = mdg_terminal_guide_new (languages[l]);

      g_assert_cmpuint (guide->accounts->len, ==, MDG_N_TERMINAL_KINDS);
      g_assert_cmpuint (strlen (guide->repair_text), >, 10);
      for (int kind = 0; kind < MDG_N_TERMINAL_KINDS; kind++)
        {
          const MdgTerminalAdvice *advice = mdg_terminal_guide_get (guide, (MdgTerminalKind)kind);
          const MdgTerminalAdvice *other = mdg_terminal_guide_get (ja, (MdgTerminalKind)kind);

          g_assert_cmpint (advice->kind, ==, kind);
          g_assert_nonnull (strstr (advice->name, other->name));
          g_assert_cmpuint (strlen (advice->purpose), >, 10);
          g_assert_cmpuint (strlen (advice->made_by), >, 10);
          check_texts (advice->consequences);
          check_texts (advice->before);
          g_assert_cmpuint (g_strv_length (advice->before), >, 0);
          g_assert_cmpuint (g_strv_length (advice->consequences), ==,
                            g_strv_length (other->consequences));
          /* Whoever is warned is told of what. */
          g_assert_cmpint (advice->consequences[0] != NULL, ==, advice->effect != MDG_CHANGE_FREE);
        }
    }
}

/* [1] p.3: which changes make trouble and which do not; p.3, 4 and 7: who made them. */
static void
test_as_documented (void)
{
  static const struct
  {
    const char *name;
    MdgChangeEffect effect;
    gboolean made_at_installation, assumed;
  } documented[MDG_N_TERMINAL_KINDS] = {
    [MDG_TERMINAL_MASTER] = { "マスタアカウント", MDG_CHANGE_KEEP, FALSE, FALSE },
    [MDG_TERMINAL_ADMINISTRATOR] = { "管理アカウント", MDG_CHANGE_KEEP, TRUE, FALSE },
    [MDG_TERMINAL_GENERAL] = { "一般アカウント", MDG_CHANGE_FREE, FALSE, FALSE },
    [MDG_TERMINAL_MEDICAL_VIEWER] = { "医療情報閲覧アカウント", MDG_CHANGE_FREE, FALSE, FALSE },
    [MDG_TERMINAL_LINKAGE_APPLICATION]
    = { "連携アプリ用アカウント", MDG_CHANGE_BREAKS, TRUE, FALSE },
    [MDG_TERMINAL_WEB_API] = { "Web API用アカウント", MDG_CHANGE_BREAKS, FALSE, TRUE },
    [MDG_TERMINAL_FACE_READER] = { "顔認証用アカウント", MDG_CHANGE_BREAKS, TRUE, FALSE },
    [MDG_TERMINAL_WINDOWS] = { "Windowsアカウント", MDG_CHANGE_BREAKS, TRUE, FALSE },
  };
  g_autoptr (MdgTerminalGuide) guide = mdg_terminal_guide_new ("ja");

  for (int kind = 0; kind < MDG_N_TERMINAL_KINDS; kind++)
    {
      const MdgTerminalAdvice *advice = mdg_terminal_guide_get (guide, (MdgTerminalKind)kind);

      g_assert_cmpstr (advice->name, ==, documented[kind].name);
      g_assert_cmpint (advice->effect, ==, documented[kind].effect);
      g_assert_cmpint (advice->made_at_installation, ==, documented[kind].made_at_installation);
      g_assert_cmpint (advice->assumed, ==, documented[kind].assumed);
    }
}

static void
test_nicks (void)
{
  MdgTerminalKind found;

  for (int kind = 0; kind < MDG_N_TERMINAL_KINDS; kind++)
    {
      g_assert_true (
          mdg_terminal_kind_from_nick (mdg_terminal_kind_nick ((MdgTerminalKind)kind), &found));
      g_assert_cmpint (found, ==, kind);
    }
  g_assert_false (mdg_terminal_kind_from_nick ("guest", &found));
  g_assert_false (mdg_terminal_kind_from_nick (NULL, &found));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/terminal-guide/whole", test_whole);
  g_test_add_func ("/terminal-guide/as-documented", test_as_documented);
  g_test_add_func ("/terminal-guide/nicks", test_nicks);
  return g_test_run ();
}
