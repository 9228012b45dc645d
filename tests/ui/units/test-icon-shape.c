/* test-icon-shape.c: our icons can be read, and what is no icon is refused.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/icon-shape.h"

#include <gio/gio.h>
#include <string.h>

/* How many pixels of a drawn icon are not empty. */
static guint
ink (const MdgIconShape *shape, int side)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, side, side);
  cairo_t *cr = cairo_create (surface);
  const guchar *data;
  guint count = 0;

  mdg_icon_shape_draw (shape, cr, side);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int i = 0; i < side * cairo_image_surface_get_stride (surface); i++)
    count += data[i] > 0;
  cairo_surface_destroy (surface);
  return count;
}

#define ICONS "/org/madoguchi/Madoguchi/shapes/"

static void
try_icon (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_autoptr (MdgIconShape) shape = mdg_icon_shape_parse (g_bytes_get_data (bytes, NULL),
                                                         (gssize)g_bytes_get_size (bytes), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ink (shape, 16), >, 10);
  g_assert_cmpuint (ink (shape, 32), >, ink (shape, 16));
}

/* Those of @folder, which ends in "/", and of the folders in it. Returns: how many. */
static guint
try_icons (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names
      = g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  guint count = 0;

  g_assert_no_error (error);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (folder, names[i], NULL);

      if (g_str_has_suffix (path, "/"))
        count += try_icons (path);
      else
        {
          try_icon (path);
          count++;
        }
    }
  return count;
}

static void
test_all_icons (void)
{
  g_assert_cmpuint (try_icons (ICONS), >, 30);
}

static void
test_relative_path (void)
{
  const char *absolute = "<svg><path d='M4 4 L20 4 V20 H4 Z'/></svg>";
  const char *relative = "<svg><path d='m4 4 l16 0 v16 h-16 z'/></svg>";
  g_autoptr (MdgIconShape) one = mdg_icon_shape_parse (absolute, -1, NULL);
  g_autoptr (MdgIconShape) two = mdg_icon_shape_parse (relative, -1, NULL);

  g_assert_cmpuint (mdg_icon_shape_get_n_figures (one), ==, 1);
  g_assert_cmpuint (ink (one, 48), ==, ink (two, 48));
}

static void
test_no_icon (void)
{
  static const char *const faulty[] = { "<svg><path d='M4'/></svg>",
                                        "<svg><path d='4 4'/></svg>",
                                        "<svg><path d='M4 4 A1 1 0 0 0 2 2'/></svg>",
                                        "<svg><path/></svg>",
                                        "<svg>",
                                        "" };

  for (guint i = 0; i < G_N_ELEMENTS (faulty); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mdg_icon_shape_parse (faulty[i], -1, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/icon-shape/all", test_all_icons);
  g_test_add_func ("/icon-shape/relative", test_relative_path);
  g_test_add_func ("/icon-shape/faulty", test_no_icon);
  return g_test_run ();
}
