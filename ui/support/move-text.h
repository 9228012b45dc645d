/* move-text.h: 端末の引っ越し in words. */
#pragma once

#include "store/transfer.h"

G_BEGIN_DECLS

/* What a part is called, and what is in it. Static. */
const char *mdg_move_part_text (MdgTransferPart part);
const char *mdg_move_part_detail (MdgTransferPart part);

/* What to know before a certificate file goes along. Static. */
const char *mdg_move_identity_warning (void);

/* "3 new, 1 different, 12 the same"; NULL: nothing of it is there. Returns: (transfer full) (nullable) */
char *mdg_move_count_text (const MdgTransferCount *count);

/* Names and values of the settings that go along, by turns: those that the user has set. Returns: (transfer full) */
typedef struct _MdgSettings MdgSettings;
GStrv mdg_move_settings (MdgSettings *settings);

/* Holds what a file says against the settings. Returns: how they stand */
MdgTransferCount mdg_move_compare_settings (MdgSettings *settings, const char *const *offered);

/* Takes them: what is not set here, and with @replace what is. What a policy rules stays. Returns: how many were taken */
guint mdg_move_take_settings (MdgSettings *settings, const char *const *offered, gboolean replace);

G_END_DECLS
