/* passphrase-strength.c: how hard a staff passphrase is to guess.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "start/passphrase-strength.h"

#include <string.h>

#include "core/secret-text.h"
#include "core/text.h"

/* Bits at which the next better one begins. The vault asks half a second of a quarter of a gigabyte
 * for each guess: 2^30 of them are seventeen years of one processor. */
#define WEAK_BITS 30
#define GOOD_BITS 45
#define STRONG_BITS 60

#define COMMON_BITS 6  /* of a word that everybody tries first */
#define PATTERN_BITS 1 /* of a character that could be foretold */
#define SHORTEST_PART 3

/* As mdg_text_fold() makes them: small letters, hiragana. */
static const char *const common[] = {
  "password",   "passw0rd",   "p@ssword",      "qwerty",    "asdfgh",   "zxcvbn",   "letmein",
  "welcome",    "admin",      "administrator", "master",    "user",     "guest",    "login",
  "secret",     "iloveyou",   "monkey",        "dragon",    "sakura",   "nippon",   "japan",
  "tokyo",      "osaka",      "clinic",        "kurinikku", "hospital", "byouin",   "iryou",
  "shinryo",    "naika",      "shika",         "yakkyoku",  "pharmacy", "doctor",   "nurse",
  "madoguchi",  "uketsuke",   "oqs",           "mynumber",  "rezept",   "recept",   "パスワード",
  "あいことば", "くりにっく", "びょういん",    "まどぐち",  "うけつけ", "せいこつ", "やっきょく",
  "合言葉",     "窓口",       "受付",          "病院",      "医院",     "診療所",   "薬局",
  "歯科",       "内科",       "眼科",          "整骨院",    "接骨院",   "暗証番号", "さくら",
  "ありがとう", "おはよう",   "こんにちは",    "にっぽん",  "東京",     "大阪",     "000000",
  "111111",     "123123",     "112233",        "abc123",    "2025",     "2026",     "2027",
  "reiwa",      "令和",
};

static const char *const rows[]
    = { "1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "あいうえお", "かきくけこ" };

/* What a character is worth in what people make up: far less than in what dice do. */
static double
worth (gunichar c)
{
  if (g_unichar_isdigit (c))
    return 3.0;
  if (c < 0x80)
    return g_ascii_isalpha ((char)c) ? 3.0 : 4.5;
  if (g_unichar_get_script (c) == G_UNICODE_SCRIPT_HAN)
    return 7.5;
  return 4.0;
}

/* Whether @c follows @before as everybody would have guessed. */
static gboolean
is_foretold (gunichar before, gunichar c)
{
  if (c == before || c == before + 1 || c + 1 == before)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *at = g_utf8_strchr (rows[i], -1, before);

      if (at == NULL)
        continue;
      if (g_utf8_get_char (g_utf8_next_char (at)) == c
          || (at > rows[i] && g_utf8_get_char (g_utf8_prev_char (at)) == c))
        return TRUE;
    }
  return FALSE;
}

/* Whether the characters that end at @at stood before, three of them or more. */
static gboolean
came_before (const gunichar *text, glong at)
{
  for (glong end = SHORTEST_PART - 1; end < at; end++)
    {
      glong same = 0;

      while (same <= end && text[end - same] == text[at - same] && at - same > end)
        same++;
      if (same >= SHORTEST_PART)
        return TRUE;
    }
  return FALSE;
}

/* Characters at @text that a word makes up which everybody tries. */
static glong
common_length (const gunichar *text, glong n)
{
  glong longest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    {
      const char *word = common[i];
      glong length = 0;

      while (*word != '\0' && length < n && text[length] == g_utf8_get_char (word))
        {
          word = g_utf8_next_char (word);
          length++;
        }
      if (*word == '\0')
        longest = MAX (longest, length);
    }
  return longest;
}

static guint
count_distinct (const gunichar *text, glong n)
{
  guint distinct = 0;

  for (glong i = 0; i < n; i++)
    {
      gboolean seen = FALSE;

      for (glong k = 0; k < i && !seen; k++)
        seen = text[k] == text[i];
      distinct += !seen;
    }
  return distinct;
}

/* Adds up @text, folded. */
static void
add_up (const gunichar *text, glong n, MdgPassphraseJudgement *judgement)
{
  glong foretold = 0;

  for (glong i = 0; i < n;)
    {
      glong word = common_length (text + i, n - i);

      if (word > 0)
        {
          judgement->common = TRUE;
          judgement->bits += COMMON_BITS;
          i += word;
          continue;
        }
      if ((i > 0 && is_foretold (text[i - 1], text[i])) || came_before (text, i))
        {
          foretold++;
          judgement->bits += PATTERN_BITS;
        }
      else
        judgement->bits += worth (text[i]);
      i++;
    }
  judgement->repeated = foretold * 3 > n;
}

static MdgStrength
rate (const MdgPassphraseJudgement *judgement)
{
  if (judgement->n_bytes == 0)
    return MDG_STRENGTH_NONE;
  if (judgement->n_bytes < MDG_PASSPHRASE_BYTES_MIN || judgement->bits < WEAK_BITS)
    return MDG_STRENGTH_TOO_WEAK;
  if (judgement->bits < GOOD_BITS)
    return MDG_STRENGTH_WEAK;
  return judgement->bits < STRONG_BITS ? MDG_STRENGTH_GOOD : MDG_STRENGTH_STRONG;
}

/* Capital letters among small ones, and full width for half, are worth something to nobody: what is
 * looked at is folded. */
static void
judge_text (MdgSecret *passphrase, MdgPassphraseJudgement *judgement)
{
  g_autoptr (MdgSecret) normal = mdg_secret_normalise (passphrase, MDG_TEXT_COMPATIBLE);
  char *folded = mdg_text_fold_normal (mdg_secret_get_string (normal));
  glong n;
  gunichar *text = g_utf8_to_ucs4_fast (folded, -1, &n);

  judgement->n_distinct = count_distinct (text, n);
  add_up (text, n, judgement);
  memset (text, 0, (gsize)n * sizeof *text);
  g_free (text);
  mdg_wipe_string (folded);
}

void
mdg_passphrase_judge (MdgSecret *passphrase, MdgPassphraseJudgement *judgement)
{
  g_autoptr (MdgSecret) used = NULL;

  g_return_if_fail (passphrase != NULL && judgement != NULL);

  *judgement = (MdgPassphraseJudgement){ 0 };
  used = mdg_secret_normalise (passphrase, MDG_TEXT_CANONICAL);
  if (used == NULL)
    return;
  judgement->n_bytes = mdg_secret_get_length (used);
  judge_text (passphrase, judgement);
  judgement->strength = rate (judgement);
}
