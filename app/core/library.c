/* library.c: loads a library that is not linked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/library.h"

#include <gmodule.h>

#include "core/error.h"

gboolean
mdg_library_load (const char *name, const MdgLibraryFunction *functions, GError **error)
{
  GModule *module;

  g_return_val_if_fail (name != NULL && functions != NULL, FALSE);
  module = g_module_open (name, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  if (module == NULL)
    {
      mdg_set_error (error, MDG_ERROR_FAILED, "%s", g_module_error ());
      return FALSE;
    }
  g_module_make_resident (module);
  for (; functions->name != NULL; functions++)
    if (!g_module_symbol (module, functions->name, functions->place))
      {
        mdg_set_error (error, MDG_ERROR_FAILED, "%s has no %s", name, functions->name);
        return FALSE;
      }
  return TRUE;
}
