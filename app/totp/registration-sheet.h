/* registration-sheet.h: the printed backup sheet (A6): QR code, set-up key, login ID, institution,
 * date, what to do when a phone is lost. One A4 page on a bare cairo_t, in points. */
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>
#include "contract/messages.h"
#include "paper/paper.h"
#include "totp/otpauth-uri.h"

G_BEGIN_DECLS

#define MDG_SHEET_WIDTH MDG_PAPER_WIDTH
#define MDG_SHEET_HEIGHT MDG_PAPER_HEIGHT
#define MDG_SHEET_MARGIN MDG_PAPER_MARGIN

typedef struct _MdgRegistrationSheet MdgRegistrationSheet;

/* @printed_at: seconds since 1970; @by_whom: (nullable). Copies what it needs. Errors: those of the
 * QR code. Returns: (transfer full) (nullable) */
MdgRegistrationSheet *mdg_registration_sheet_new (const MdgRegistration *registration,
                                                  gint64 printed_at,
                                                  const char *by_whom,
                                                  gboolean training,
                                                  GError **error);

/* Which of the pages that are handed out together it is, from 1; 1/1 unless this is said. */
void mdg_registration_sheet_set_page (MdgRegistrationSheet *sheet, guint page, guint n_pages);
void mdg_registration_sheet_free (MdgRegistrationSheet *sheet);

/* What has to be chosen in an app when the key is typed: "SHA-256, 8 digits, 60 seconds". Returns: (transfer full) (nullable):
 * nothing, its passcodes are as usual */
char *mdg_registration_sheet_describe_parameters (const MdgOtpauthUri *uri);

/* A file name for the PDF: login ID and day, no secret. Returns: (transfer full) */
char *mdg_registration_sheet_suggest_name (MdgRegistrationSheet *sheet);

/* Draws the page; (0,0) is the paper's upper left corner, one unit is a point. */
void mdg_registration_sheet_draw (MdgRegistrationSheet *sheet, cairo_t *cr);

/* Draws the page on paper of @width x @height points: A4 as it is, on any other made to fit, in the
 * middle. */
void mdg_registration_sheet_draw_on (MdgRegistrationSheet *sheet,
                                     cairo_t *cr,
                                     double width,
                                     double height);

/* Rasterises the page at 150 dpi (of it, the QR code and a centimetre around) and decodes it again.
 * Errors: MDG_ERROR_NOT_SCANNABLE: nothing may be handed out then. Any thread. */
gboolean mdg_registration_sheet_verify (MdgRegistrationSheet *sheet, GError **error);

/* Verifies, then makes the PDF in memory. Errors: as verify. Blocks; any thread.
 * Returns: (transfer full) (nullable): the file's bytes, secret as they hold the key */
MdgSecret *mdg_registration_sheet_to_pdf (MdgRegistrationSheet *sheet, GError **error);

/* Verifies, then writes the PDF, complete or absent, mode 0600; the set-up key in it is one line of
 * text. Errors: as verify and mdg_file_write(). Blocks; any thread. */
gboolean
mdg_registration_sheet_write_pdf (MdgRegistrationSheet *sheet, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgRegistrationSheet, mdg_registration_sheet_free)

G_END_DECLS
