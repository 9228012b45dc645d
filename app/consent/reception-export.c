/* reception-export.c: receptions as a CSV file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/reception-export.h"

#include "core/table-file.h"

#define FIRST_COLUMNS 6 /* before the consents */
#define N_COLUMNS (FIRST_COLUMNS + MDG_N_CONSENTS + 1)
#define JAPAN_SECONDS (9 * 3600)

typedef struct
{
  MdgTableFile *file;
  MdgReceptionProgress progress; /* (nullable) */
  gpointer progress_data;
  guint n_rows;
} Export;

static void
export_clear (gpointer data)
{
  Export *export = data;

  mdg_table_file_unref (export->file);
}

static void
export_unref (gpointer data)
{
  g_rc_box_release_full (data, export_clear);
}

/* Cells --------------------------------------------------------------------------------------- */

static void
add_headings (Export *export)
{
  const char *cells[N_COLUMNS + 1]
      = { "資格確認日時", "照会区分", "処理結果", "資格の有効性", "証区分", "処方箋発行形態" };

  for (int kind = 0; kind < MDG_N_CONSENTS; kind++)
    cells[FIRST_COLUMNS + kind] = mdg_consent_kind_term ((MdgConsentKind)kind);
  cells[N_COLUMNS - 1] = "閲覧有効期限";
  mdg_table_file_add (export->file, cells, NULL, NULL);
}

/* In Japan; "" for none. Returns: (transfer full) */
static char *
describe_time (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at + JAPAN_SECONDS);

  return at > 0 && time != NULL ? g_date_time_format (time, "%Y/%m/%d %H:%M:%S") : g_strdup ("");
}

/* Several qualifications in one file may have several. Returns: (transfer full) */
static char *
describe_card_kinds (guint kinds)
{
  GString *text = g_string_new (NULL);

  for (int kind = 0; kind < MDG_N_CARD_KINDS; kind++)
    if (kinds & 1u << kind)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "、" : "",
                              mdg_card_kind_term ((MdgCardKind)kind));
  return g_string_free (text, FALSE);
}

static gboolean
add_reception (Export *export, const MdgReception *reception, GError **error)
{
  g_autofree char *at = describe_time (reception->at);
  g_autofree char *until = describe_time (reception->viewable_until);
  g_autofree char *kinds = describe_card_kinds (reception->card_kinds);
  const char *cells[N_COLUMNS + 1] = {
    at,
    mdg_reference_term (reception->reference),
    mdg_outcome_term (reception->outcome),
    mdg_validity_term (reception->validity),
    kinds,
    mdg_prescription_term (reception->prescription),
  };

  for (int kind = 0; kind < MDG_N_CONSENTS; kind++)
    cells[FIRST_COLUMNS + kind] = mdg_consent_term ((MdgConsent)reception->consents[kind]);
  cells[N_COLUMNS - 1] = until;
  return mdg_table_file_add (export->file, cells, NULL, error);
}

/* The rows ------------------------------------------------------------------------------------ */

static gboolean
take (GPtrArray *receptions, gpointer data)
{
  Export *export = data;
  GError *error = NULL;

  for (guint i = 0; i < receptions->len; i++)
    {
      if (!add_reception (export, receptions->pdata[i], &error))
        {
          mdg_table_file_fail (export->file, error);
          return FALSE;
        }
      export->n_rows++;
    }
  mdg_table_file_push (export->file);
  if (export->progress != NULL)
    export->progress (export->n_rows, export->progress_data);
  return !mdg_table_file_is_broken (export->file);
}

/* The last word comes from the thread: only then is the file there, or not. */
static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (mdg_table_file_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_rows (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;
  GError *error = NULL;

  mdg_reception_list_for_each_finish (MDG_RECEPTION_LIST (source), result, &error);
  mdg_table_file_end (export->file, error);
  export_unref (export);
}

void
mdg_reception_export_async (MdgReceptionList *list,
                            const char *path,
                            MdgTableEncoding encoding,
                            GCancellable *cancellable,
                            MdgReceptionProgress progress,
                            gpointer progress_data,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task;
  Export *export;

  g_return_if_fail (MDG_IS_RECEPTION_LIST (list) && path != NULL && encoding != MDG_TABLE_UTF16);
  export = g_rc_box_new0 (Export);
  export->progress = progress;
  export->progress_data = progress_data;
  task = g_task_new (list, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_reception_export_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, export, export_unref);
  export->file = mdg_table_file_open (path, encoding, on_written, task);
  add_headings (export);
  mdg_reception_list_for_each_async (list, take, export, cancellable, on_rows,
                                     g_rc_box_acquire (export));
}

gboolean
mdg_reception_export_finish (MdgReceptionList *list,
                             GAsyncResult *result,
                             guint *n_rows,
                             GError **error)
{
  Export *export;

  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_reception_export_async), FALSE);
  export = g_task_get_task_data (G_TASK (result));
  if (n_rows != NULL)
    *n_rows = export->n_rows;
  return g_task_propagate_boolean (G_TASK (result), error);
}
