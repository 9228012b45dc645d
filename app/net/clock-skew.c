/* clock-skew.c: the difference of two clocks, of which one speaks in whole seconds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/clock-skew.h"

#include <libsoup/soup.h>

/* Nearest whole second; halves towards zero. */
static gint64
round_us (gint64 us)
{
  gint64 half = G_USEC_PER_SEC / 2 - 1;

  return us >= 0 ? (us + half) / G_USEC_PER_SEC : (us - half) / G_USEC_PER_SEC;
}

gboolean
mdg_clock_skew_measure (const char *date, gint64 sent_us, gint64 received_us, gint64 *seconds)
{
  g_autoptr (GDateTime) told = date ? soup_date_time_new_from_http_string (date) : NULL;
  gint64 theirs, ours;

  if (told == NULL)
    return FALSE;
  theirs = g_date_time_to_unix (told) * G_USEC_PER_SEC + G_USEC_PER_SEC / 2;
  ours = sent_us + (received_us - sent_us) / 2;
  *seconds = round_us (theirs - ours);
  return TRUE;
}
