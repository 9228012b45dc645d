/* freetype-shim.c: makes text legible under Wine; for smoke-test only. Cairo asks DirectWrite for
 * glyphs of one pixel and enlarges their outlines. Windows copes; Wine lets FreeType hint them at
 * that size first, which moves most points onto each other. This library stands in front of FreeType
 * and switches hinting off where there is nothing to hint.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#define TOO_SMALL_TO_HINT 2 /* pixels per em */

typedef FT_Error (*LoadGlyph) (FT_Face, FT_UInt, FT_Int32);

FT_Error
FT_Load_Glyph (FT_Face face, FT_UInt glyph, FT_Int32 flags)
{
  static LoadGlyph load;

  if (load == NULL)
    load = (LoadGlyph)dlsym (dlopen (REAL_FREETYPE, RTLD_NOW), "FT_Load_Glyph");
  if (face->size != NULL && face->size->metrics.x_ppem <= TOO_SMALL_TO_HINT)
    flags |= FT_LOAD_NO_HINTING;
  return load (face, glyph, flags);
}
