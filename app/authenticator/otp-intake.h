/* otp-intake.h: what comes in (B2, B4): out of pictures, URIs, migration QR codes of several pages, typed keys and encrypted files, shown
 * before any of it is kept. Main thread. */
#pragma once

#include "authenticator/authenticator-book.h"
#include "authenticator/migration.h"

G_BEGIN_DECLS

typedef struct
{
  MdgOtpItem *item;
  MdgOtpVerdict verdict;
  gboolean chosen; /* what is there already is not, unless the person says so */
} MdgOtpCandidate;

/* Signal: changed: candidates, refusals, pages, or whether it is at work. */
#define MDG_TYPE_OTP_INTAKE (mdg_otp_intake_get_type ())
G_DECLARE_FINAL_TYPE (MdgOtpIntake, mdg_otp_intake, MDG, OTP_INTAKE, GObject)

MdgOtpIntake *mdg_otp_intake_new (MdgCache *cache);

/* otpauth URIs, one or a line each, or a migration URI. Hostile input. @repeated: (out) (optional): it was a page that was here before.
 * Errors: MDG_ERROR_INVALID_INPUT, _TOO_NEW; then nothing was taken. */
gboolean mdg_otp_intake_take_text (MdgOtpIntake *intake, const char *text, gssize length, gboolean *repeated, GError **error);

/* What was typed; @key as people copy it (totp/setup-key.h). Errors: MDG_ERROR_INVALID_INPUT with the field "issuer", "account" or
 * "setup_key" */
gboolean mdg_otp_intake_take_key (MdgOtpIntake *intake, const char *issuer, const char *account, MdgSecret *key,
                                  MdgTotpAlgorithm algorithm, guint digits, guint period, GError **error);

/* @items: (element-type MdgOtpItem) (transfer full): of a file. */
void mdg_otp_intake_take_items (MdgOtpIntake *intake, GPtrArray *items);

/* The QR code in a picture (PNG, JPEG, BMP), read on a thread. Errors: those of mdg_qr_code_read_image() and of taking a text. */
void mdg_otp_intake_take_picture_async (MdgOtpIntake *intake, GBytes *picture, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer data);
gboolean mdg_otp_intake_take_picture_finish (MdgOtpIntake *intake, GAsyncResult *result, gboolean *repeated, GError **error);

/* (element-type MdgOtpCandidate), (element-type MdgMigrationRefusal). Owned by the intake. */
GPtrArray *mdg_otp_intake_get_candidates (MdgOtpIntake *intake);
GPtrArray *mdg_otp_intake_get_refusals (MdgOtpIntake *intake);

void mdg_otp_intake_choose (MdgOtpIntake *intake, guint index, gboolean chosen);
guint mdg_otp_intake_count_chosen (MdgOtpIntake *intake);

/* Pages of migration QR codes: how many are here of how many. Both 0: there was none. */
void mdg_otp_intake_get_pages (MdgOtpIntake *intake, guint *here, guint *all);

/* What is chosen is kept, and the intake is empty then. Returns (finish): how many; -1 with @error, then all is as before. */
void mdg_otp_intake_keep_async (MdgOtpIntake *intake, gint64 now, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer data);
int mdg_otp_intake_keep_finish (MdgOtpIntake *intake, GAsyncResult *result, GError **error);

/* Forgets all that was taken. */
void mdg_otp_intake_clear (MdgOtpIntake *intake);

G_END_DECLS
