/* transfer-private.h: between the files of transfer.h. */
#pragma once

#include "store/transfer-content.h"
#include "store/transfer.h"
#include "store/vault.h"

G_BEGIN_DECLS

/* Rows that are of no table. */
#define MDG_TRANSFER_ROW_FILE "file"       /* when it was made, by whom */
#define MDG_TRANSFER_ROW_SECRET "secret"   /* kind, owner, secret */
#define MDG_TRANSFER_ROW_SETTING "setting" /* name, value */

MdgSecret *mdg_transfer_get_content (MdgTransfer *transfer);

G_END_DECLS
