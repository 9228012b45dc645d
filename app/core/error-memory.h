/* error-memory.h: the last errors that a person was told of: code and time, nothing else, for who helps from afar (H3). Main thread. */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

#define MDG_ERROR_MEMORY_MAX 20

typedef struct
{
  gint64 at; /* seconds since 1970 */
  MdgErrorCode code;
} MdgErrorMemory;

/* @error: (nullable): nothing; of another domain: MDG_ERROR_FAILED */
void mdg_error_memory_note (const GError *error);

/* The newest first. @most: how many fit into @memory. Returns: how many there are in it now */
guint mdg_error_memory_get (MdgErrorMemory *memory, guint most);

G_END_DECLS
