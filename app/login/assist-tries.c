/* assist-tries.c: how many wrong ones in a row the page beside the browser showed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/assist-tries.h"

int
mdg_assist_tries_count (MdgAssistTries *tries, MdgAssistQuestion question, const char *whose)
{
  if (tries->at != question || g_strcmp0 (tries->whose, whose) != 0)
    {
      mdg_assist_tries_forget (tries);
      tries->at = question;
      tries->whose = g_strdup (whose);
    }
  tries->n++;
  return MDG_ASSIST_TRIES - (int)tries->n;
}

void
mdg_assist_tries_forget (MdgAssistTries *tries)
{
  tries->n = 0;
  g_clear_pointer (&tries->whose, g_free);
}

char *
mdg_assist_tries_to_words (const MdgAssistTries *tries)
{
  return tries->n > 0 ? g_strdup_printf ("%u %u", (guint)tries->at, tries->n) : NULL;
}

void
mdg_assist_tries_recall (MdgAssistTries *tries, const char *words, const char *whose)
{
  g_auto (GStrv) parts = words != NULL ? g_strsplit (words, " ", 2) : NULL;
  guint64 question, count;

  if (g_strcmp0 (tries->whose, whose) == 0)
    return;
  mdg_assist_tries_forget (tries);
  if (parts == NULL || g_strv_length (parts) != 2
      || !g_ascii_string_to_unsigned (parts[0], 10, 0, MDG_ASSIST_N_QUESTIONS - 1, &question, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 1, MDG_ASSIST_TRIES - 1, &count, NULL))
    return;
  tries->at = (MdgAssistQuestion)question;
  tries->n = (guint)count;
  tries->whose = g_strdup (whose);
}
