/* settings-pdf.c: reads 「ユーザ設定情報」 out of a PDF file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/settings-pdf.h"

#include <sodium.h>
#include <string.h>

#include "accounts/pdf-text.h"
#include "platform/contained.h"

#define PROGRAM "madoguchi-read-pdf"
#define HEADER_WITHIN 1024 /* bytes in which %PDF- may begin */

/* What madoguchi-read-pdf did. Any failure of it is the file's, except that it is not there. */
static MdgSettingsReading *
recognise (MdgSecret *answer, GError *fault, GError **error)
{
  g_autoptr (MdgPdfWords) words = NULL;
  gsize length;
  const guint8 *text;

  if (g_error_matches (fault, MDG_ERROR, MDG_ERROR_FAILED)
      || g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, fault);
      return NULL;
    }
  if (answer == NULL)
    {
      g_info ("A PDF could not be read: %s", fault->message);
      g_error_free (fault);
      return mdg_settings_reading_new (MDG_SETTINGS_DAMAGED);
    }
  text = mdg_secret_get_data (answer, &length);
  words = mdg_pdf_words_parse ((const char *)text, length, NULL);
  return words != NULL ? mdg_settings_reading_recognise (words)
                       : mdg_settings_reading_new (MDG_SETTINGS_DAMAGED);
}

MdgSettingsReading *
mdg_settings_pdf_read (MdgSecret *pdf, GCancellable *cancellable, GError **error)
{
  g_autofree char *program = mdg_contained_find (PROGRAM);
  g_autoptr (MdgSecret) answer = NULL;
  GError *fault = NULL;
  gsize length;
  const guint8 *data = mdg_secret_get_data (pdf, &length);

  if (length > MDG_PDF_FILE_LIMIT)
    return mdg_settings_reading_new (MDG_SETTINGS_TOO_LARGE);
  if (g_strstr_len ((const char *)data, (gssize)MIN (length, HEADER_WITHIN), "%PDF-") == NULL)
    return mdg_settings_reading_new (MDG_SETTINGS_NO_PDF);
  answer = mdg_contained_run (program, pdf, MDG_PDF_TEXT_LIMIT, MDG_CONTAINED_SECONDS, cancellable,
                              &fault);
  return recognise (answer, fault, error);
}

/* Files */

static void
set_file_error (GError **error, const GError *fault)
{
  if (g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (fault));
  else
    mdg_set_error (error,
                   g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? MDG_ERROR_NOT_FOUND
                                                                             : MDG_ERROR_FAILED,
                   "The file cannot be read: %s", fault->message);
}

/* A pipe or a device would never end. @size: (out) */
static gboolean
check_file (GFile *file, gsize *size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return FALSE;
  *size = (gsize)MAX (g_file_info_get_size (info), 0);
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "It is no file");
  return FALSE;
}

/* One byte more than there may be tells that it is too large.
 * Returns: (transfer full) (nullable) */
static MdgSecret *
load (GFile *file, gsize size, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  gsize room = MIN (size, MDG_PDF_FILE_LIMIT) + 1, length = 0;
  g_autofree guint8 *data = stream != NULL ? g_malloc (room) : NULL;
  MdgSecret *pdf = NULL;

  if (stream == NULL)
    return NULL;
  if (g_input_stream_read_all (G_INPUT_STREAM (stream), data, room, &length, cancellable, error))
    pdf = mdg_secret_new (data, length);
  sodium_memzero (data, room);
  return pdf;
}

static MdgSettingsReading *
read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgSecret) pdf = NULL;
  gsize size = 0;

  if (check_file (file, &size, cancellable, &fault) && size > MDG_PDF_FILE_LIMIT)
    return mdg_settings_reading_new (MDG_SETTINGS_TOO_LARGE);
  if (fault == NULL)
    pdf = load (file, size, cancellable, &fault);
  if (pdf != NULL)
    return mdg_settings_pdf_read (pdf, cancellable, error);
  set_file_error (error, fault);
  return NULL;
}

static void
return_reading (GTask *task, MdgSettingsReading *reading, GError *error)
{
  if (reading != NULL)
    g_task_return_pointer (task, reading, (GDestroyNotify)mdg_settings_reading_free);
  else
    g_task_return_error (task, error);
}

static void
run_file (GTask *task, gpointer source, gpointer file, GCancellable *cancellable)
{
  GError *error = NULL;
  MdgSettingsReading *reading = read_file (file, cancellable, &error);

  return_reading (task, reading, error);
}

static void
run_bytes (GTask *task, gpointer source, gpointer pdf, GCancellable *cancellable)
{
  GError *error = NULL;
  MdgSettingsReading *reading = mdg_settings_pdf_read (pdf, cancellable, &error);

  return_reading (task, reading, error);
}

void
mdg_settings_pdf_read_async (GFile *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, run_file);
}

void
mdg_settings_pdf_read_bytes_async (MdgSecret *pdf,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_task_data (task, mdg_secret_ref (pdf), (GDestroyNotify)mdg_secret_unref);
  g_task_run_in_thread (task, run_bytes);
}

MdgSettingsReading *
mdg_settings_pdf_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
