/* subset-font.c: a font with no more in it than a page needs.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib.h>

#include "paper/subset-font.h"

#include <cairo-ft.h>
#include <hb-subset.h>

/* What lives as long as the cairo face. */
typedef struct
{
  FT_Library library; /* of its own: FreeType's are not for several threads */
  FT_Face face;
  hb_blob_t *file;
} Opened;

static const cairo_user_data_key_t opened_key;

static void
opened_free (void *data)
{
  Opened *opened = data;

  if (opened->face != NULL)
    FT_Done_Face (opened->face);
  if (opened->library != NULL)
    FT_Done_FreeType (opened->library);
  hb_blob_destroy (opened->file);
  g_free (opened);
}

/* Takes @file. */
static cairo_font_face_t *
open_face (hb_blob_t *file)
{
  Opened *opened = g_new0 (Opened, 1);
  cairo_font_face_t *face;
  unsigned length;
  const char *bytes = hb_blob_get_data (file, &length);

  opened->file = file;
  if (FT_Init_FreeType (&opened->library) != 0
      || FT_New_Memory_Face (opened->library, (const FT_Byte *)bytes, (FT_Long)length, 0,
                             &opened->face)
             != 0)
    {
      opened_free (opened);
      return NULL;
    }
  face = cairo_ft_font_face_create_for_ft_face (opened->face, FT_LOAD_NO_HINTING);
  if (cairo_font_face_set_user_data (face, &opened_key, opened, opened_free)
      != CAIRO_STATUS_SUCCESS)
    {
      cairo_font_face_destroy (face);
      opened_free (opened);
      return NULL;
    }
  return face;
}

/* Shaping is done: of a face's tables only those that hold outlines and widths are shown, else its
 * tens of thousands of characters would be gone through. */
static hb_blob_t *
table_of (hb_face_t *face, hb_tag_t tag, void *real)
{
  static const char *const shown[] = { "head", "hhea", "hmtx", "maxp", "OS/2", "post",
                                       "CFF ", "glyf", "loca", "cvt ", "fpgm", "prep" };

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    if (tag == hb_tag_from_string (shown[i], -1))
      return hb_face_reference_table (real, tag);
  return NULL;
}

static hb_subset_input_t *
wish (const hb_set_t *glyphs)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();

  if (input == NULL)
    return NULL;
  hb_subset_input_set_flags (input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
  hb_set_union (hb_subset_input_glyph_set (input), glyphs);
  return input;
}

cairo_font_face_t *
mdg_subset_font_new (hb_face_t *real, const hb_set_t *glyphs, hb_map_t **numbers)
{
  hb_subset_input_t *input = wish (glyphs);
  hb_face_t *bare = hb_face_create_for_tables (table_of, real, NULL);
  hb_subset_plan_t *plan = input != NULL ? hb_subset_plan_create_or_fail (bare, input) : NULL;
  hb_face_t *cut = plan != NULL ? hb_subset_plan_execute_or_fail (plan) : NULL;
  cairo_font_face_t *face = cut != NULL ? open_face (hb_face_reference_blob (cut)) : NULL;

  if (face != NULL)
    *numbers = hb_map_reference ((hb_map_t *)hb_subset_plan_old_to_new_glyph_mapping (plan));
  hb_face_destroy (cut);
  hb_face_destroy (bare);
  hb_subset_plan_destroy (plan);
  hb_subset_input_destroy (input);
  return face;
}
