/* phone.c: telephone numbers as they are written in Japan.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/phone.h"

#include "core/text.h"

/* What stands between digits on paper, or comes from an IME's hyphen key. */
static gboolean
parts_digits (gunichar c)
{
  return c == '-' || c == ' ' || c == '(' || c == ')' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212
         || c == 0x30FC || c == 0xFF70;
}

char *
mdg_phone_hyphened (const char *typed)
{
  g_autofree char *narrow = mdg_text_narrow (typed);
  GString *phone = g_string_new (NULL);

  for (const char *p = g_strstrip (narrow); *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!parts_digits (c))
        g_string_append_unichar (phone, c);
      else if (phone->len > 0 && phone->str[phone->len - 1] != '-')
        g_string_append_c (phone, '-');
    }
  if (phone->len > 0 && phone->str[phone->len - 1] == '-')
    g_string_truncate (phone, phone->len - 1);
  return g_string_free (phone, FALSE);
}

gboolean
mdg_phone_is_number (const char *phone)
{
  guint digits = 0;
  char before = '-';

  for (; *phone != '\0'; before = *phone++)
    {
      if (*phone == '-' ? before == '-' : !g_ascii_isdigit (*phone))
        return FALSE;
      digits += *phone != '-';
    }
  return before != '-' && (digits == 10 || digits == 11 || digits == 3);
}

char *
mdg_phone_to_uri (const char *phone)
{
  GString *uri = g_string_new ("tel:");

  for (; *phone != '\0'; phone++)
    if (g_ascii_isdigit (*phone))
      g_string_append_c (uri, *phone);
  return g_string_free (uri, FALSE);
}
