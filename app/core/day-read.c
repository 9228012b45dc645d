/* day-read.c: a day as a person copies it from a letter.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/day.h"

#include <string.h>

#define REIWA "令和"
#define REIWA_BEFORE_FIRST_YEAR 2018
#define LONGEST 64 /* bytes; no date is longer */

/* Half-width, no spaces, and what stands between the numbers as "-". */
static char *
simplify (const char *text)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *simple = g_string_new (NULL);

  for (const char *p = narrow; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == 0x65E5) /* 日 */
        continue;
      if (c == 0x5E74 || c == 0x6708 || c == '/' || c == '.') /* 年, 月 */
        g_string_append_c (simple, '-');
      else
        g_string_append_unichar (simple, c);
    }
  return g_string_free (simple, FALSE);
}

/* The years of the era before what follows; 0: the western count. */
static guint
take_era (const char **text)
{
  if (g_str_has_prefix (*text, REIWA))
    *text += strlen (REIWA);
  else if (g_ascii_toupper (**text) == 'R')
    (*text)++;
  else
    return 0;
  return REIWA_BEFORE_FIRST_YEAR;
}

/* @digits: at most. */
static gboolean
take_number (const char **text, guint digits, guint *number)
{
  guint n = 0;

  *number = 0;
  for (; n < digits && g_ascii_isdigit (**text); n++, (*text)++)
    *number = *number * 10 + (guint)(**text - '0');
  return n > 0;
}

static gboolean
take_dash (const char **text)
{
  if (**text != '-')
    return FALSE;
  (*text)++;
  return TRUE;
}

static gboolean
take_date (const char *text, guint *year, guint *month, guint *day)
{
  guint before = take_era (&text);
  gboolean packed = strlen (text) == 8 && strspn (text, "0123456789") == 8;

  /* 元年 */
  if (before > 0 && g_str_has_prefix (text, "元"))
    {
      text += strlen ("元");
      *year = 1;
    }
  else if (!take_number (&text, before > 0 ? 2 : 4, year))
    return FALSE;
  *year += before;
  if (before == 0 && *year < 1000)
    return FALSE;
  if (packed && before == 0)
    return take_number (&text, 2, month) && take_number (&text, 2, day) && *text == '\0';
  return take_dash (&text) && take_number (&text, 2, month) && take_dash (&text)
         && take_number (&text, 2, day) && *text == '\0';
}

MdgDay
mdg_day_read (const char *text)
{
  g_autofree char *simple = NULL;
  guint year, month, day;

  g_return_val_if_fail (text != NULL, MDG_DAY_NONE);
  if (strlen (text) > LONGEST || !g_utf8_validate (text, -1, NULL))
    return MDG_DAY_NONE;
  simple = simplify (text);
  if (!take_date (simple, &year, &month, &day))
    return MDG_DAY_NONE;
  return mdg_day_new ((int)year, (int)month, (int)day);
}
