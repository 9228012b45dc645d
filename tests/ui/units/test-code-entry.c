/* test-code-entry.c: what gets into a field for codes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/code-entry.h"

static void
check (const char *typed, MdgCodeKind kind, const char *expected)
{
  g_autofree char *code = mdg_code_entry_filter (typed, kind);

  g_assert_cmpstr (code, ==, expected);
}

static void
test_digits (void)
{
  check ("3410712362", MDG_CODE_DIGITS, "3410712362");
  check ("３４１０－７１２　３６２", MDG_CODE_DIGITS, "3410712362");
  check (" 123 456\n", MDG_CODE_DIGITS, "123456");
  check ("12a3", MDG_CODE_DIGITS, "123");
  check ("一二三", MDG_CODE_DIGITS, "");
  check ("", MDG_CODE_DIGITS, "");
}

static void
test_id (void)
{
  check ("wa000001", MDG_CODE_ID, "WA000001");
  check ("ＷＡ０００００１", MDG_CODE_ID, "WA000001");
  check ("WA 000-001", MDG_CODE_ID, "WA000001");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code-entry/digits", test_digits);
  g_test_add_func ("/code-entry/id", test_id);
  return g_test_run ();
}
