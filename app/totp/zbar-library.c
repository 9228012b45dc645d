/* zbar-library.c: loads libzbar.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "totp/zbar-library.h"

#include "config.h"

#include "core/library.h"

static MdgZbar zbar;
static GError *failure; /* of loading it: once for all */

static const MdgLibraryFunction functions[] = {
  { "zbar_image_scanner_create", (gpointer *)&zbar.scanner_create },
  { "zbar_image_scanner_destroy", (gpointer *)&zbar.scanner_destroy },
  { "zbar_image_scanner_request_dbus", (gpointer *)&zbar.scanner_request_dbus },
  { "zbar_image_scanner_set_config", (gpointer *)&zbar.scanner_set_config },
  { "zbar_scan_image", (gpointer *)&zbar.scan_image },
  { "zbar_image_create", (gpointer *)&zbar.image_create },
  { "zbar_image_destroy", (gpointer *)&zbar.image_destroy },
  { "zbar_image_set_format", (gpointer *)&zbar.image_set_format },
  { "zbar_image_set_size", (gpointer *)&zbar.image_set_size },
  { "zbar_image_set_data", (gpointer *)&zbar.image_set_data },
  { "zbar_image_first_symbol", (gpointer *)&zbar.first_symbol },
  { "zbar_symbol_next", (gpointer *)&zbar.symbol_next },
  { "zbar_symbol_get_type", (gpointer *)&zbar.symbol_get_type },
  { "zbar_symbol_get_data", (gpointer *)&zbar.symbol_get_data },
  { "zbar_symbol_get_data_length", (gpointer *)&zbar.symbol_get_data_length },
  { NULL, NULL },
};

static gpointer
load (gpointer nothing)
{
  return mdg_library_load (MDG_ZBAR_LIBRARY, functions, &failure) ? &zbar : NULL;
}

const MdgZbar *
mdg_zbar_get (GError **error)
{
  static GOnce once = G_ONCE_INIT;
  const MdgZbar *loaded = g_once (&once, load, NULL);

  if (loaded == NULL)
    g_propagate_error (error, g_error_copy (failure));
  return loaded;
}
