/* settings-sheet.h: 「ユーザ設定情報」 for the staff, printed from the vault's values: with what to log in, where
 * each of it is typed, and what to do then ([2] p.17, [3]). One A4 page on a bare cairo_t, in points;
 * paper/paper.h has its size. */
#pragma once

#include <cairo.h>
#include "contract/account-settings.h"

G_BEGIN_DECLS

typedef struct _MdgSettingsSheet MdgSettingsSheet;

/* @settings: with ID and password; copied. @note: (nullable): 備考, for whom or which terminal it is; a
 * line to write on when NULL or "". @printed_at: seconds since 1970. @by_whom: (nullable): likewise.
 * Returns: (transfer full) */
MdgSettingsSheet *mdg_settings_sheet_new (const MdgAccountSettings *settings,
                                          const char *note,
                                          gint64 printed_at,
                                          const char *by_whom,
                                          gboolean training);
void mdg_settings_sheet_free (MdgSettingsSheet *sheet);

/* A file name for the PDF: ID and day, no secret. Returns: (transfer full) */
char *mdg_settings_sheet_suggest_name (MdgSettingsSheet *sheet);

/* Draws the page on paper of @width x @height points: A4 as it is, on any other made to fit, in the
 * middle. Any thread. */
void mdg_settings_sheet_draw_on (MdgSettingsSheet *sheet, cairo_t *cr, double width, double height);

/* The points left free above the foot; negative when the text ran into it. */
double mdg_settings_sheet_measure (MdgSettingsSheet *sheet);

/* Errors: MDG_ERROR_FAILED. Any thread. Returns: (transfer full) (nullable): the file's bytes, secret
 * as they hold the password */
MdgSecret *mdg_settings_sheet_to_pdf (MdgSettingsSheet *sheet, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgSettingsSheet, mdg_settings_sheet_free)

G_END_DECLS
