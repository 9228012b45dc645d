/* plan-book.h: the plan that is kept in the cache: the wish, what is done, and notes. One plan for a cache. Main thread. */
#pragma once

#include "introduction/plan.h"
#include "store/cache.h"

G_BEGIN_DECLS

#define MDG_PLAN_NOTE_MAX 200 /* characters, one line */

typedef struct
{
  char *facility; /* (nullable): its id; NULL: there is no plan yet */
  MdgDay wished;
  MdgDay work;          /* MDG_DAY_NONE: not settled */
  GHashTable *progress; /* of mdg_plan_progress_table_new() */
} MdgPlanRecord;

MdgPlanRecord *mdg_plan_record_new (void);
void mdg_plan_record_free (MdgPlanRecord *record);

/* Errors: MDG_ERROR_DAMAGED for days that are none. Returns (finish): (transfer full) */
void mdg_plan_book_load_async (MdgCache *cache, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgPlanRecord *mdg_plan_book_load_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* Keeps all of @record in place of what was kept. @now: seconds since 1970. Errors: MDG_ERROR_INVALID_INPUT with the field "note". */
void mdg_plan_book_save_async (MdgCache *cache, const MdgPlanRecord *record, gint64 now, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data);

/* Keeps how far one step has come. Errors: as above. */
void mdg_plan_book_save_step_async (MdgCache *cache, const char *step, MdgDay done_on, const char *note, gint64 now,
                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* Takes the plan away with its progress. */
void mdg_plan_book_clear_async (MdgCache *cache, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* Finishes saving and clearing. */
gboolean mdg_plan_book_finish (MdgCache *cache, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgPlanRecord, mdg_plan_record_free)

G_END_DECLS
