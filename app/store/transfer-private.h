/* transfer-private.h: between the files of transfer.h. */
#pragma once

#include "store/statement.h"
#include "store/transfer-content.h"
#include "store/transfer-tables.h"
#include "store/transfer.h"
#include "store/vault.h"

G_BEGIN_DECLS

/* Rows that are of no table. */
#define MDG_TRANSFER_ROW_FILE "file"                    /* when it was made, by whom */
#define MDG_TRANSFER_ROW_SECRET "secret"                /* kind, owner, secret */
#define MDG_TRANSFER_ROW_SETTING "setting"              /* name, value */
#define MDG_TRANSFER_ROW_CERTIFICATE "certificate-file" /* name, SHA-256, content */

/* Known by a path of one computer: it stays there. */
#define MDG_TRANSFER_KIND_GATEWAY "gateway-certificate-password"

MdgSecret *mdg_transfer_get_content (MdgTransfer *transfer);

/* fields, which hold what they were made of */
MdgTransferField mdg_transfer_text_field (const char *text); /* (nullable) */
MdgTransferField mdg_transfer_secret_field (MdgSecret *secret); /* (nullable) */
MdgTransferField mdg_transfer_column_field (MdgStatement *statement, const MdgTransferTable *table, guint column);

/* @secret: (out): NULL when there is none, or it does not open: what cannot be read does not stop the rest. */
gboolean mdg_transfer_load_secret (MdgVault *vault, const char *kind, const char *owner, MdgSecret **secret, GError **error);

/* While a file is held against the cache, or taken in. */
typedef struct
{
  MdgDatabase *database;
  MdgVault *vault;
  guint parts; /* 0: only looks */
  gboolean replace;
  const char *folder;   /* (nullable): for certificate files */
  MdgTransferSave save; /* (nullable): the same */
  MdgTransferLook *look;
  GPtrArray *different; /* (element-type utf8) */
  GHashTable *accounts; /* of transfer-account.c: by owner */
  GHashTable *items;    /* of transfer-look.c: accounts in the look, by owner */
} MdgTransferWork;

/* Counts it. @name: (transfer full): what it is, for people */
void mdg_transfer_remember (MdgTransferWork *work, MdgTransferPart part, MdgTransferState state, char *name);

/* Whether a row of that @state is written. */
gboolean mdg_transfer_is_wanted (const MdgTransferWork *work, MdgTransferPart part, MdgTransferState state);

/* transfer-account.c: an account that is on both terminals. Its registration (the set-up key) and its password may each be newer on
 * either side; the newer one is never replaced by the older one, and a key goes with the state that it belongs to. */
gboolean mdg_transfer_has_account (MdgTransferWork *work, const MdgTransferRow *row);
gboolean mdg_transfer_compare_account (MdgTransferWork *work, const MdgTransferRow *row, MdgTransferState *state, GError **error);
gboolean mdg_transfer_merge_account (MdgTransferWork *work, const MdgTransferRow *row, GError **error);

/* After the account it is of. @there, @same: whether there is one here, and whether it is that one. @wanted: (out) */
MdgTransferState mdg_transfer_state_of_secret (MdgTransferWork *work, const char *kind, const char *owner, gboolean there,
                                               gboolean same, gboolean *wanted);

/* transfer-look.c: what is in the file, for a person. Each once its state is known. */
void mdg_transfer_list_row (MdgTransferWork *work, const MdgTransferTable *table, const MdgTransferRow *row,
                            MdgTransferState state, gboolean is_here);
void mdg_transfer_list_secret (MdgTransferWork *work, const char *kind, const char *owner, MdgTransferState state);
void mdg_transfer_list_file (MdgTransferWork *work, const char *name, MdgTransferState state);
void mdg_transfer_item_free (MdgTransferItem *item);

/* transfer-files.c: the certificate files (.p12) themselves. Those that cannot be read, or are not what they were, do not go
 * along. @n: (inout): counted up */
gboolean mdg_transfer_collect_files (MdgTransferWriter *writer, MdgDatabase *database, guint *n, GError **error);
gboolean mdg_transfer_take_file (MdgTransferWork *work, const MdgTransferRow *row, GError **error);

G_END_DECLS
