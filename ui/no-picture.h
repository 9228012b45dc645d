/* no-picture.h: where a QR code was to be taken out of the clipboard, and there is none. Main thread. */
#pragma once

#include "widgets/page.h"

G_BEGIN_DECLS

/* Says on @page what is to be copied first, and how. */
void mdg_no_picture_tell (MdgPageFrame *page);

G_END_DECLS
