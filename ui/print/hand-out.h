/* hand-out.h: a page's sheet goes to the printer or into a PDF, and the page says what became of it. Main thread. */
#pragma once

#include "print/sheet-printer.h"
#include "widgets/page.h"

G_BEGIN_DECLS

/* Lets the buttons that hand out be pressed, or not. */
typedef void (*MdgUsableFunc) (gpointer owner, gboolean usable);

/* Hands @printer's sheet out, on paper or as PDF; the system asks where to. Until that has come to its end @owner, a widget,
 * is not @set_usable. @page: above which, from @owner's window, it is asked and where the end is told. @cancellable: cancelled
 * by @owner's dispose, after which nobody is told. */
void mdg_hand_out (MdgSheetPrinter *printer, gboolean on_paper, MdgPageFrame *page, GCancellable *cancellable,
                   MdgUsableFunc set_usable, gpointer owner);

/* What became of a file, as @page's message: "Saved" and where to, or @error, unless that is a cancelling. @path: as a file name
 * has it; NULL: it was not saved. @error: (nullable): only of that */
void mdg_hand_out_tell_saved (MdgPageFrame *page, const char *path, const GError *error);

G_END_DECLS
