/* recovery-sheet.h: the printed recovery code (回復コード, I1): what opens the records when the staff passphrase is forgotten, or
 * Windows does not open its wrap any more. One A4 page on a bare cairo_t, in points. */
#pragma once

#include <cairo.h>

#include "core/secret.h"

G_BEGIN_DECLS

typedef struct _MdgRecoverySheet MdgRecoverySheet;

/* @code: as mdg_vault_new_recovery_code() makes it. @way: what it opens ("ゲートウェイ"); @computer, @by_whom: (nullable).
 * @printed_at: seconds since 1970. Copies what it needs. Returns: (transfer full) */
MdgRecoverySheet *mdg_recovery_sheet_new (MdgSecret *code,
                                          const char *way,
                                          const char *computer,
                                          gint64 printed_at,
                                          const char *by_whom);
void mdg_recovery_sheet_free (MdgRecoverySheet *sheet);

/* A file name for the PDF, without a secret. Returns: (transfer full) */
char *mdg_recovery_sheet_suggest_name (MdgRecoverySheet *sheet);

/* Draws the page on paper of @width x @height points: A4 as it is, on any other made to fit, in the middle. */
void mdg_recovery_sheet_draw_on (MdgRecoverySheet *sheet, cairo_t *cr, double width, double height);

/* Errors: MDG_ERROR_FAILED. Any thread. Returns: (transfer full) (nullable): the file's bytes, secret as they hold the code */
MdgSecret *mdg_recovery_sheet_to_pdf (MdgRecoverySheet *sheet, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgRecoverySheet, mdg_recovery_sheet_free)

G_END_DECLS
