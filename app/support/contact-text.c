/* contact-text.c: hours in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/contact-text.h"

#include <glib/gi18n-lib.h>

/* "18:00", with its day where that is not @today. */
static char *
moment_words (const MdgOpenNow *now, MdgDay today)
{
  g_autofree char *day = now->change_day != today ? mdg_day_words (now->change_day) : NULL;

  return g_strdup_printf ("%s%s%d:%02d", day != NULL ? day : "", day != NULL ? " " : "",
                          now->change_minute / 60, now->change_minute % 60);
}

char *
mdg_open_now_words (const MdgOpenNow *now, MdgDay today)
{
  g_autofree char *moment = now->change != 0 ? moment_words (now, today) : NULL;

  switch (now->state)
    {
    case MDG_OPEN_ALWAYS:
      return g_strdup (_ ("Day and night"));
    case MDG_OPEN_NOW:
      return moment != NULL ? g_strdup_printf (_ ("Open now (until %s)"), moment)
                            : g_strdup (_ ("Open now"));
    case MDG_OPEN_CLOSED:
      return moment != NULL ? g_strdup_printf (_ ("Closed (next: %s)"), moment)
                            : g_strdup (_ ("Closed"));
    case MDG_OPEN_UNKNOWN:
    default:
      return g_strdup (_ ("Hours are not known"));
    }
}

static const char *
weekdays_words (guint weekdays)
{
  static const struct
  {
    guint bits;
    const char *words;
  } known[] = { { 0x3E, NC_ ("hours", "Monday to Friday") },
                { 0x7E, NC_ ("hours", "Monday to Saturday") },
                { 0x40, NC_ ("hours", "Saturday") },
                { 0x80, NC_ ("hours", "Sunday") },
                { 0xFE, NC_ ("hours", "Daily") } };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i].bits == weekdays)
      return g_dpgettext2 (GETTEXT_PACKAGE, "hours", known[i].words);
  return "";
}

static char *
closed_words (const MdgOpenHours *hours)
{
  g_autofree char *season = NULL;

  if (hours->closed_from != 0)
    /* Translators: a part of the year: month, day, month, day */
    season
        = g_strdup_printf (_ ("%d/%d to %d/%d"), hours->closed_from / 100, hours->closed_from % 100,
                           hours->closed_until / 100, hours->closed_until % 100);
  if (hours->holidays && season != NULL)
    /* Translators: a part of the year */
    return g_strdup_printf (_ ("closed on holidays and from %s"), season);
  if (hours->holidays)
    return g_strdup (_ ("closed on holidays"));
  return season != NULL ? g_strdup_printf (_ ("closed from %s"), season) : NULL;
}

char *
mdg_open_hours_words (const MdgOpenHours *hours)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *closed = closed_words (hours);

  if (hours->always)
    return g_strdup (_ ("Day and night"));
  for (guint i = 0; i < hours->n_spans; i++)
    {
      g_autofree char *span = mdg_open_span_text (hours->spans[i].from, hours->spans[i].until);

      g_string_append_printf (words, "%s%s %s", i > 0 ? _ (", ") : "",
                              weekdays_words (hours->spans[i].weekdays), span);
    }
  if (closed != NULL && words->len > 0)
    /* Translators: in brackets after hours: when it is closed */
    g_string_append_printf (words, _ (" (%s)"), closed);
  return g_string_free (g_steal_pointer (&words), FALSE);
}
