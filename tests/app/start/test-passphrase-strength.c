/* test-passphrase-strength.c: what will do as a staff passphrase, and what everybody would guess.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "start/passphrase-strength.h"

static MdgPassphraseJudgement
judge (const char *text)
{
  g_autoptr (MdgSecret) passphrase = mdg_secret_new_from_string (text);
  MdgPassphraseJudgement judgement;

  mdg_passphrase_judge (passphrase, &judgement);
  return judgement;
}

static void
test_order (void)
{
  static const struct
  {
    const char *text;
    MdgStrength at_least;
    MdgStrength at_most;
  } cases[] = {
    { "", MDG_STRENGTH_NONE, MDG_STRENGTH_NONE },
    { "abc", MDG_STRENGTH_TOO_WEAK, MDG_STRENGTH_TOO_WEAK },
    { "password", MDG_STRENGTH_TOO_WEAK, MDG_STRENGTH_TOO_WEAK },
    { "Password2026", MDG_STRENGTH_TOO_WEAK, MDG_STRENGTH_TOO_WEAK },
    { "ＰａｓｓｗｏｒｄＰａｓｓｗｏｒｄ", MDG_STRENGTH_TOO_WEAK, MDG_STRENGTH_TOO_WEAK },
    { "aaaaaaaaaaaaaaaa", MDG_STRENGTH_TOO_WEAK, MDG_STRENGTH_TOO_WEAK },
    { "1234567890123456", MDG_STRENGTH_TOO_WEAK, MDG_STRENGTH_TOO_WEAK },
    { "qwertyuiop", MDG_STRENGTH_TOO_WEAK, MDG_STRENGTH_TOO_WEAK },
    { "あいうえおかきくけこ", MDG_STRENGTH_TOO_WEAK, MDG_STRENGTH_TOO_WEAK },
    { "くりにっく2026", MDG_STRENGTH_TOO_WEAK, MDG_STRENGTH_TOO_WEAK },
    { "kumokumokumokumo", MDG_STRENGTH_TOO_WEAK, MDG_STRENGTH_TOO_WEAK },
    { "受付の朝は雨", MDG_STRENGTH_TOO_WEAK, MDG_STRENGTH_WEAK },
    { "駅前の柳に朝の雨", MDG_STRENGTH_WEAK, MDG_STRENGTH_GOOD },
    { "tugboat-marble", MDG_STRENGTH_WEAK, MDG_STRENGTH_GOOD },
    { "駅前の柳と三毛猫、雨の朝に傘が七本", MDG_STRENGTH_STRONG, MDG_STRENGTH_STRONG },
    { "correct horse battery staple", MDG_STRENGTH_STRONG, MDG_STRENGTH_STRONG },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const MdgPassphraseJudgement judgement = judge (cases[i].text);

      g_test_message ("%s: %.1f bits", cases[i].text, judgement.bits);
      g_assert_cmpint (judgement.strength, >=, cases[i].at_least);
      g_assert_cmpint (judgement.strength, <=, cases[i].at_most);
    }
}

/* Bytes after NFC: the same however it was typed. */
static void
test_bytes (void)
{
  const MdgPassphraseJudgement one = judge ("\u30d1スワのド");
  const MdgPassphraseJudgement two = judge ("\u30cf\u309aスワのド");

  g_assert_cmpuint (one.n_bytes, ==, 15);
  g_assert_cmpuint (two.n_bytes, ==, 15);
  g_assert_cmpfloat (one.bits, ==, two.bits);
  g_assert_cmpuint (one.n_distinct, ==, 5);
  g_assert_cmpuint (judge ("\xff\xfe").n_bytes, ==, 0);
}

static void
test_reasons (void)
{
  g_assert_true (judge ("madoguchi").common);
  g_assert_false (judge ("tugboat").common);
  g_assert_true (judge ("aaaabbbb").repeated);
  g_assert_true (judge ("kumokumokumo").repeated);
  g_assert_false (judge ("tugboat-marble").repeated);
}

/* Longer is never worse. */
static void
test_grows (void)
{
  static const char text[] = "the lamp by the old bridge 7 hums in march";
  double before = 0;

  for (gsize n = 1; n < sizeof text; n++)
    {
      g_autofree char *part = g_strndup (text, n);
      const MdgPassphraseJudgement judgement = judge (part);

      g_assert_cmpfloat (judgement.bits, >=, before);
      before = judgement.bits;
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/passphrase-strength/order", test_order);
  g_test_add_func ("/passphrase-strength/bytes", test_bytes);
  g_test_add_func ("/passphrase-strength/reasons", test_reasons);
  g_test_add_func ("/passphrase-strength/grows", test_grows);
  return g_test_run ();
}
