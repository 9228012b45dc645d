/* sheet-bar.h: the buttons that hand a picture out: print and PDF (on A4 or A3), SVG, PNG. Stands in a page, which says what became of it.
 *
 * Signal: make-sheet: returns (transfer full) (nullable): the MdgPictureSheet to hand out, as things stand now. */
#pragma once

#include "print/sheet-printer.h"

G_BEGIN_DECLS

#define MDG_TYPE_SHEET_BAR (mdg_sheet_bar_get_type ())
G_DECLARE_FINAL_TYPE (MdgSheetBar, mdg_sheet_bar, MDG, SHEET_BAR, GtkWidget)

/* What a sheet printer does with an MdgPictureSheet. */
extern const MdgSheetKind mdg_picture_sheet_kind;

G_END_DECLS
