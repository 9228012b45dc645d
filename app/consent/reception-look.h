/* reception-look.h: one look through a folder of result files: what lies there, which of it is new, what it tells. Used by
 * reception-folder.c, on one thread at a time. */
#pragma once

#include "consent/reception-book.h"
#include "consent/reception-folder.h"

G_BEGIN_DECLS

#define MDG_LOOK_BATCH 500

/* A damaged file may be one that is being written by somebody who fills it from the middle: so often it is tried. */
#define MDG_LOOK_TRIES 6

/* What is known of a file that lies there. */
typedef struct
{
  MdgFileSight sight; /* its key first: by it the table finds it */
  gboolean is_done;   /* read, or given up until it changes */
  gboolean is_unreadable;
  guint tries;
} MdgLookFile;

typedef struct
{
  char *path;
  GHashTable *seen;      /* of MdgLookFile, by key; owned */
  gboolean want_monitor;
  GFileMonitor *monitor; /* (nullable): made by listing, when wanted */
  MdgFolderState state;
  GPtrArray *files;      /* what is to be read, by time */
  guint next;            /* of the files */
  GArray *batch;         /* what the last ones told */
  gint64 forget_before;  /* seconds since 1970 UTC */
  gint64 forgotten;      /* how many were */
  gint64 took;           /* listing, microseconds */
} MdgLook;

/* @seen: (transfer full) (nullable): what the last look knew. */
MdgLook *mdg_look_new (const char *path, GHashTable *seen);
void mdg_look_free (MdgLook *look);

/* Lists the folder; afterwards the files are those that are new, changed or were not finished. In a worker thread. */
void mdg_look_list (MdgLook *look, GCancellable *cancellable);

/* Takes those off that the cache knows, and forgets what is too old. On the database's thread. */
gboolean mdg_look_sift (MdgLook *look, MdgDatabase *database, GError **error);

/* Reads the next of the files, MDG_LOOK_BATCH at most. In a worker thread. */
void mdg_look_read (MdgLook *look, GCancellable *cancellable);

/* Writes what they told. On the database's thread. */
gboolean mdg_look_save (MdgLook *look, MdgDatabase *database, GError **error);

/* It is on the disk: they need not be read again. Returns: how many receptions those were */
guint mdg_look_settle (MdgLook *look);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgLook, mdg_look_free)

G_END_DECLS
