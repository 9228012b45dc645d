/* start-steps.c: the numbered steps of the guide.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "start/start-steps.h"

#include <glib/gi18n.h>

/* The gateway's step is one of that way only. */
void
mdg_start_steps_show (MdgPageFrame *page, MdgWay way, MdgFirstRunStep step)
{
  static const struct
  {
    MdgFirstRunStep step;
    const char *words;
  } all[] = {
    { MDG_FIRST_RUN_WAY, NC_ ("step", "Way of working") },
    { MDG_FIRST_RUN_GATEWAY, NC_ ("step", "Gateway") },
    { MDG_FIRST_RUN_PASSPHRASE, NC_ ("step", "Passphrase") },
    { MDG_FIRST_RUN_RECOVERY, NC_ ("step", "Recovery code") },
    { MDG_FIRST_RUN_MADE, NC_ ("step", "User settings") },
  };
  const char *words[G_N_ELEMENTS (all) + 1];
  guint n = 0, current = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (all[i].step == MDG_FIRST_RUN_GATEWAY && way != MDG_WAY_GATEWAY)
        continue;
      words[n++] = g_dpgettext2 (NULL, "step", all[i].words);
      if (all[i].step == step)
        current = n;
    }
  words[n] = NULL;
  mdg_page_set_steps (page, words, current, 0);
}
