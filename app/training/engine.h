/* engine.h: all parts of a running training service, put together. Lives and dies on the service's
 * thread. */
#pragma once

#include "contract/connection.h"
#include "core/clock.h"

G_BEGIN_DECLS

typedef struct _MdgTrainingEngine MdgTrainingEngine;

typedef struct
{
  char *folder;
  MdgClock *clock;
  guint port;
  guint accounts;
  guint seed;
} MdgTrainingSettings;

/* Takes the folder, makes what is missing in it, listens. @context: the thread's default main
 * context. Blocks. Returns: (transfer full) (nullable) */
MdgTrainingEngine *mdg_training_engine_new (const MdgTrainingSettings *settings,
                                            GMainContext *context,
                                            GError **error);
void mdg_training_engine_free (MdgTrainingEngine *engine);

MdgConnection *mdg_training_engine_describe (MdgTrainingEngine *engine, GError **error);
gboolean mdg_training_engine_reset (MdgTrainingEngine *engine, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTrainingEngine, mdg_training_engine_free)

G_END_DECLS
