/* zbar-library.h: what the reader of QR codes uses of libzbar, which is loaded with the first
 * picture. */
#pragma once

#include <glib.h>
#include <zbar.h>

G_BEGIN_DECLS

typedef struct
{
  __typeof__ (zbar_image_scanner_create) *scanner_create;
  __typeof__ (zbar_image_scanner_destroy) *scanner_destroy;
  __typeof__ (zbar_image_scanner_request_dbus) *scanner_request_dbus;
  __typeof__ (zbar_image_scanner_set_config) *scanner_set_config;
  __typeof__ (zbar_scan_image) *scan_image;
  __typeof__ (zbar_image_create) *image_create;
  __typeof__ (zbar_image_destroy) *image_destroy;
  __typeof__ (zbar_image_set_format) *image_set_format;
  __typeof__ (zbar_image_set_size) *image_set_size;
  __typeof__ (zbar_image_set_data) *image_set_data;
  __typeof__ (zbar_image_first_symbol) *first_symbol;
  __typeof__ (zbar_symbol_next) *symbol_next;
  __typeof__ (zbar_symbol_get_type) *symbol_get_type;
  __typeof__ (zbar_symbol_get_data) *symbol_get_data;
  __typeof__ (zbar_symbol_get_data_length) *symbol_get_data_length;
} MdgZbar;

/* Any thread. Errors: MDG_ERROR_FAILED when it is not there. Returns: (transfer none) (nullable) */
const MdgZbar *mdg_zbar_get (GError **error);

G_END_DECLS
