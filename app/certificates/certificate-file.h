/* certificate-file.h: one certificate file (.p12/.pfx) as a row of the list: where it lies and what is
 * in it, as it becomes known. Main thread; the work is done in worker threads. */
#pragma once

#include "certificates/certificate-info.h"

G_BEGIN_DECLS

#define MDG_TYPE_CERTIFICATE_FILE (mdg_certificate_file_get_type ())
G_DECLARE_FINAL_TYPE (MdgCertificateFile, mdg_certificate_file, MDG, CERTIFICATE_FILE, GObject)

/* Properties, all read-only and notified: "path", "name" (base name), "info" (MdgCertificateInfo, NULL until first
 * looked at), "busy" (being opened), "error" (GError: the file itself cannot be read). */
MdgCertificateFile *mdg_certificate_file_new (const char *path);

const char *mdg_certificate_file_get_path (MdgCertificateFile *file);
const char *mdg_certificate_file_get_name (MdgCertificateFile *file);
MdgCertificateInfo *mdg_certificate_file_get_info (MdgCertificateFile *file); /* (transfer none) (nullable) */
const GError *mdg_certificate_file_get_error (MdgCertificateFile *file);      /* (nullable) */
gboolean mdg_certificate_file_is_busy (MdgCertificateFile *file);

/* The password that opened it, as long as the program runs and the person allows; for the backup
 * job. (transfer none) (nullable) */
MdgSecret *mdg_certificate_file_get_password (MdgCertificateFile *file);
void mdg_certificate_file_forget_password (MdgCertificateFile *file);

/* Whether it opened without any, as with an empty one: none has to be asked for. */
gboolean mdg_certificate_file_needs_no_password (MdgCertificateFile *file);

/* Reads the file and looks into it with @passwords, the first that opens it wins; with none it
 * tells what can be told. A later call overtakes an earlier one. A wrong password leaves what was known before.
 * @passwords: (nullable) (element-type MdgSecret). Errors (finish): those of reading, the info's
 * fault, G_IO_ERROR_CANCELLED. */
void mdg_certificate_file_open_async (MdgCertificateFile *file, GPtrArray *passwords, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer data);
gboolean mdg_certificate_file_open_finish (MdgCertificateFile *file, GAsyncResult *result, GError **error);

G_END_DECLS
