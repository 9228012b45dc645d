/* vault-delay.c: how long wrong passphrases make wait.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-delay.h"

/* Seconds, by the number of wrong ones. */
static const gint64 delays[] = { 0, 0, 0, 5, 15, 30, 60, 120, 300, 900 };

gint64
mdg_vault_delay_after (guint n_wrong)
{
  return delays[MIN (n_wrong, G_N_ELEMENTS (delays) - 1)];
}

gint64
mdg_vault_delay_left (guint n_wrong, gint64 tried_at, gint64 now)
{
  gint64 delay = mdg_vault_delay_after (n_wrong);

  if (now <= tried_at)
    return delay;
  /* Before 1970 nobody tried: it is a damaged number, with which nothing is to be reckoned. */
  if (tried_at < 0)
    return 0;
  return now - tried_at < delay ? delay - (now - tried_at) : 0;
}
