/* settings-pdf.h: reads 「ユーザ設定情報」 out of a PDF file (C5). The file is a stranger's: it is opened by
 * madoguchi-read-pdf, a process of its own with limits on time, memory and size (platform/contained.h),
 * and only its words come back. */
#pragma once

#include <gio/gio.h>
#include "accounts/settings-reading.h"

G_BEGIN_DECLS

/* Whatever the file is, the answer is a reading, whose verdict says what to tell the person. Errors
 * are only: the file cannot be read (MDG_ERROR_NOT_FOUND, _FAILED), madoguchi-read-pdf is missing
 * (_FAILED), G_IO_ERROR_CANCELLED. Works in a thread; main thread. */
void mdg_settings_pdf_read_async (GFile *file,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data);

/* Returns: (transfer full) (nullable) */
MdgSettingsReading *mdg_settings_pdf_read_finish (GAsyncResult *result, GError **error);

/* The same for what is in memory already, such as an attachment just fetched. */
void mdg_settings_pdf_read_bytes_async (MdgSecret *pdf,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer data);

/* At once; blocks; any thread. */
MdgSettingsReading *
mdg_settings_pdf_read (MdgSecret *pdf, GCancellable *cancellable, GError **error);

G_END_DECLS
