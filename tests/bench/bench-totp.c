/* bench-totp.c: one TOTP code, by us and by liboath, both in turns; then the ratio of the medians.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/totp.h"

#include <liboath/oath.h>
#include <stdlib.h>

#define KEY "12345678901234567890"
#define ROUNDS 15
#define CODES 20000 /* per round and side */

typedef void (*Generate) (MdgSecret *key, gint64 wall, char *code);

static void
generate_ours (MdgSecret *key, gint64 wall, char *code)
{
  mdg_hotp (key, MDG_TOTP_SHA1, mdg_totp_step (wall, MDG_TOTP_PERIOD), MDG_TOTP_DIGITS, code);
}

static void
generate_liboath (MdgSecret *key, gint64 wall, char *code)
{
  gsize length;
  const char *data = (const char *)mdg_secret_get_data (key, &length);
  if (oath_totp_generate (data, length, (time_t)wall, MDG_TOTP_PERIOD, 0, MDG_TOTP_DIGITS, code)
      != OATH_OK)
    g_error ("liboath cannot make a code");
}

/* Seconds for one code. @sum: of the codes, so that none is left out and both sides can be
 * compared. */
static double
measure (Generate generate, MdgSecret *key, guint64 *sum)
{
  char code[MDG_TOTP_CODE_MAX];
  gint64 start = g_get_monotonic_time ();
  for (gint64 i = 0; i < CODES; i++)
    {
      generate (key, 1700000000 + i * MDG_TOTP_PERIOD, code);
      *sum += (guint64)atoi (code);
    }
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC / CODES;
}

static int
compare (const void *a, const void *b)
{
  double difference = *(const double *)a - *(const double *)b;
  return difference < 0 ? -1 : difference > 0;
}

static double
median (double *times)
{
  qsort (times, ROUNDS, sizeof *times, compare);
  return times[ROUNDS / 2];
}

int
main (void)
{
  double ours[ROUNDS], other[ROUNDS];
  guint64 our_sum = 0, other_sum = 0;
  g_autoptr (MdgSecret) key = mdg_secret_new_from_string (KEY);
  if (oath_init () != OATH_OK)
    g_error ("liboath cannot be initialised");
  for (int round = 0; round < ROUNDS; round++)
    {
      ours[round] = measure (generate_ours, key, &our_sum);
      other[round] = measure (generate_liboath, key, &other_sum);
      g_print ("{\"name\": \"totp\", \"ours\": %.9f, \"other\": %.9f}\n", ours[round],
               other[round]);
    }
  oath_done ();
  if (our_sum != other_sum)
    g_error ("the codes differ");
  g_print ("totp_ratio=%.3f\n", median (ours) / median (other));
  return 0;
}
