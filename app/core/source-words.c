/* source-words.c: where something is written, for a person.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "core/source-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OWN_NOTES "facts"

static const char *const titles[] = {
  N_ ("operating manual of the linkage"),
  N_ ("quick guide of the terminal's installer"),
  N_ ("guide to linkage accounts"),
  N_ ("guide for therapy clinics"),
  N_ ("Ministry of Health notice of December 26, 2023"),
};

/* What parts two references does not end them. */
static void
chomp (GString *words)
{
  for (;;)
    {
      if (words->len > 0 && strchr (", ", words->str[words->len - 1]) != NULL)
        g_string_truncate (words, words->len - 1);
      else if (g_str_has_suffix (words->str, "、"))
        g_string_truncate (words, words->len - strlen ("、"));
      else
        return;
    }
}

char *
mdg_source_words (const char *source)
{
  GString *words = g_string_new (NULL);

  g_return_val_if_fail (source != NULL, NULL);

  for (const char *p = source; *p != '\0';)
    {
      if (p[0] == '[' && g_ascii_isdigit (p[1]) && p[2] == ']'
          && (gsize)(p[1] - '0') < G_N_ELEMENTS (titles))
        {
          g_string_append (words, _ (titles[p[1] - '0']));
          p += 3;
        }
      else if (g_str_has_prefix (p, OWN_NOTES))
        {
          chomp (words);
          p += strcspn (p, "[");
        }
      else if (g_str_has_prefix (p, "、"))
        {
          g_string_append (words, _ (", "));
          p += strlen ("、");
        }
      else
        g_string_append_c (words, *p++);
    }
  chomp (words);
  return g_string_free (words, FALSE);
}
