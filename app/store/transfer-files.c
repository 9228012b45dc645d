/* transfer-files.c: the certificate files (.p12) themselves, out of a terminal and into another
 * one. SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/transfer-private.h"

#include "core/file.h"

/* Fields of a row. */
enum
{
  NAME = 1,
  SHA256,
  CONTENT,
  N_FIELDS
};

static gboolean
is_of (MdgSecret *content, const char *sha256)
{
  gsize length;
  const guint8 *data = mdg_secret_get_data (content, &length);
  g_autofree char *computed = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, length);

  return g_ascii_strcasecmp (computed, sha256) == 0;
}

/* Returns: (transfer full) (nullable): NULL where it is gone, is another one, or cannot be read */
static MdgSecret *
read_file (const char *path, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) content = mdg_file_read_secret (path, MDG_TRANSFER_TEXT_MAX, &error);

  if (content == NULL)
    g_info ("a certificate file is not there: %s", error->message);
  return content != NULL && is_of (content, sha256) ? g_steal_pointer (&content) : NULL;
}

/* out ----------------------------------------------------------------------------------------- */

static void
collect_file (MdgTransferWriter *writer, const char *path, const char *sha256, guint *n)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_filename_to_utf8 (base, -1, NULL, NULL, NULL);
  g_autoptr (MdgSecret) content = read_file (path, sha256);

  if (name == NULL || content == NULL)
    return;
  mdg_transfer_writer_add (
      writer, &(MdgTransferRow){ N_FIELDS,
                                 { mdg_transfer_text_field (MDG_TRANSFER_ROW_CERTIFICATE),
                                   mdg_transfer_text_field (name), mdg_transfer_text_field (sha256),
                                   mdg_transfer_secret_field (content) } });
  *n += 1;
}

gboolean
mdg_transfer_collect_files (MdgTransferWriter *writer,
                            MdgDatabase *database,
                            guint *n,
                            GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      database, "SELECT path, sha256 FROM certificate WHERE path <> '' ORDER BY id", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  for (;;)
    {
      if (!mdg_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      collect_file (writer, mdg_statement_get_text (statement, 0),
                    mdg_statement_get_text (statement, 1), n);
    }
}

/* in ------------------------------------------------------------------------------------------ */

/* Whether that very file lies on this computer. */
static gboolean
is_here (MdgTransferWork *work, const char *sha256, gboolean *here, GError **error)
{
  g_autoptr (MdgStatement) statement
      = mdg_statement_new (work->database, "SELECT path FROM certificate WHERE sha256 = ?", error);
  g_autoptr (MdgSecret) content = NULL;
  gboolean row;

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, sha256);
  if (!mdg_statement_step (statement, &row, error))
    return FALSE;
  if (row && *mdg_statement_get_text (statement, 0) != '\0')
    content = read_file (mdg_statement_get_text (statement, 0), sha256);
  *here = content != NULL;
  return TRUE;
}

static gboolean
point_at (MdgTransferWork *work, const char *sha256, const char *path, GError **error)
{
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      work->database, "UPDATE certificate SET path = ?2 WHERE sha256 = ?1", error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, sha256);
  mdg_statement_bind_text (statement, 1, path);
  return mdg_statement_run (statement, error);
}

/* Where the rest fails after it, the file stays: it is whole, and the next time it is there. */
static gboolean
put_file (MdgTransferWork *work, const MdgTransferRow *row, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (row->fields[CONTENT].text, row->fields[CONTENT].length);
  g_autofree char *path = work->save (work->folder, row->fields[NAME].text, bytes, error);

  return path != NULL && point_at (work, row->fields[SHA256].text, path, error);
}

gboolean
mdg_transfer_take_file (MdgTransferWork *work, const MdgTransferRow *row, GError **error)
{
  g_autoptr (MdgSecret) content = NULL;
  gboolean here, wanted;

  if (row->n_fields == N_FIELDS && row->fields[NAME].type == MDG_FIELD_TEXT
      && row->fields[SHA256].type == MDG_FIELD_TEXT
      && row->fields[CONTENT].type == MDG_FIELD_SECRET)
    content = mdg_secret_new (row->fields[CONTENT].text, row->fields[CONTENT].length);
  if (content == NULL || !is_of (content, row->fields[SHA256].text))
    {
      mdg_set_error (error, MDG_ERROR_DAMAGED, "a certificate file is not what it was");
      return FALSE;
    }
  if (!is_here (work, row->fields[SHA256].text, &here, error))
    return FALSE;
  mdg_transfer_remember (work, MDG_TRANSFER_FILES, here ? MDG_TRANSFER_SAME : MDG_TRANSFER_NEW,
                         NULL);
  mdg_transfer_list_file (work, row->fields[NAME].text,
                          here ? MDG_TRANSFER_SAME : MDG_TRANSFER_NEW);
  wanted = !here && (work->parts & 1u << MDG_TRANSFER_FILES) != 0;
  if (wanted && (work->folder == NULL || work->save == NULL))
    {
      mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "no folder for the certificate files");
      return FALSE;
    }
  return !wanted || put_file (work, row, error);
}
