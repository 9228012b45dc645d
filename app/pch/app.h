/* Compiled once for each layer instead of once for each of its files (meson's c_pch): what practically every file
 * here reads. Each file includes what it uses all the same: the fuzz targets are built without this. */
#include <gio/gio.h>
