/* instance.c: GApplication and the session bus do it all.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/instance.h"

gboolean
mdg_instance_has_bus (void)
{
  return TRUE;
}

gboolean
mdg_instance_claim (const char *name)
{
  return TRUE;
}
