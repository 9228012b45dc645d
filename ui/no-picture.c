/* no-picture.c: a clipboard without a picture.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "no-picture.h"

#include <glib/gi18n.h>

void
mdg_no_picture_tell (MdgPageFrame *page)
{
  mdg_page_show_message (page, MDG_MESSAGE_INFO, _ ("There is no picture on the clipboard."),
                         _ ("Copy the QR code first: on Windows press Windows+Shift+S and "
                            "draw a frame around it."));
}
