/* account-import.h: a copied table brought in (C6): read and judged, shown to a person, then carried out, and taken back
 * if it was a mistake. What importing means stands in import-plan.h. Main thread; reading, judging and SQL are
 * elsewhere. */
#pragma once

#include "accounts/account-desk.h"
#include "accounts/import-plan.h"

G_BEGIN_DECLS

/* Reads @text (a file's bytes or what was pasted) and compares it with @desk's list. Nothing is changed. */
void mdg_account_import_read_async (MdgAccountDesk *desk, GBytes *text, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data);

/* @fault: (out) (optional): where the text is no table, kind NONE when it is. Errors: MDG_ERROR_INVALID_INPUT and _TOO_LARGE
 * with @fault; _NOT_FOUND: no column of account IDs; of the cache. Returns: (transfer full) (nullable) */
MdgImportPlan *mdg_account_import_read_finish (MdgAccountDesk *desk, GAsyncResult *result, MdgTableFault *fault,
                                               GError **error);

/* What was done. */
typedef struct
{
  gint64 run;         /* to take it back by; 0: nothing was done */
  guint n_added;      /* imported rows put on the list; undo: taken off it */
  guint n_changed;
  guint n_overtaken;  /* left alone: not as the plan saw it any more */
} MdgImportCount;

/* Carries out a judged plan: all in one transaction, so that, cancelled, nothing of it is done; how far it is, its
 * n_applied says. 備考 goes through the outbox, as if typed. */
void mdg_account_import_apply_async (MdgAccountDesk *desk, MdgImportPlan *plan, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer data);

/* Takes a run back: 備考 are what they were (through the outbox, where they had been sent), added rows go; what
 * was changed since stays. Once; cancelled, nothing of it is done. Errors: MDG_ERROR_NOT_FOUND */
void mdg_account_import_undo_async (MdgAccountDesk *desk, gint64 run, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer data);

/* Finishes both. @count: (out) */
gboolean mdg_account_import_finish (MdgAccountDesk *desk, GAsyncResult *result, MdgImportCount *count, GError **error);

/* The last imports, the newest first, for undoing; ten are kept. */
typedef struct
{
  gint64 run;
  gint64 applied_at; /* seconds since 1970 */
  gint64 undone_at;  /* 0: not */
  guint n_added;
  guint n_changed;
} MdgImportRun;

/* Returns (finish): (transfer full) (element-type MdgImportRun) */
void mdg_account_import_get_runs_async (MdgAccountDesk *desk, GCancellable *cancellable, GAsyncReadyCallback callback,
                                        gpointer data);
GPtrArray *mdg_account_import_get_runs_finish (MdgAccountDesk *desk, GAsyncResult *result, GError **error);

G_END_DECLS
