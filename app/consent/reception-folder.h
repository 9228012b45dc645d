/* reception-folder.h: watches a folder for face readers' result files (C:\OQS\face, facts.md 1.1 and 1.3) and brings what they
 * tell into the cache. Reads only: files are never moved, locked or changed; they belong to レセコン and terminal.
 *
 * The system tells of changes, and because it does not tell of all of them (shares of other computers), the folder is looked
 * through every few seconds besides. A half-written file is taken when it is finished. A file of the same name, size
 * and time is read once. Everything that takes time happens on other threads. Main thread. */
#pragma once

#include "core/clock.h"
#include "store/cache.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_FOLDER_UNKNOWN,   /* not looked at yet */
  MDG_FOLDER_WATCHED,
  MDG_FOLDER_MISSING,   /* it is not there, or not any more */
  MDG_FOLDER_FORBIDDEN, /* no right to read it */
  MDG_FOLDER_FAILED     /* the drive or the other computer does not answer */
} MdgFolderState;

/* How it stands. In every state but WATCHED the folder is tried again every few seconds. */
typedef struct
{
  MdgFolderState state;
  gboolean is_reading; /* a look is under way that found something to read */
  guint n_found;       /* files to read, in this look or the last */
  guint n_read;        /* of them so far: progress */
  guint n_unfinished;  /* half-written or held by who writes them: tried again */
  guint n_unreadable;  /* damaged, of another kind, or not for us to read; looked at again when they change */
  const GError *problem; /* (nullable): why the cache did not take what was read; tried again */
} MdgReceptionWatch;

#define MDG_TYPE_RECEPTION_FOLDER (mdg_reception_folder_get_type ())
G_DECLARE_FINAL_TYPE (MdgReceptionFolder, mdg_reception_folder, MDG, RECEPTION_FOLDER, GObject)

/* Begins to look at once and goes on until it is stopped. @clock: by which old receptions are forgotten.
 * Signals: "watch-changed": mdg_reception_folder_get_watch() says something else; "receptions-changed": there are more
 * receptions in the cache, or others. When the cache is emptied, what it has read is not read again: make a new one.
 * Returns: (transfer full) */
MdgReceptionFolder *mdg_reception_folder_new (MdgCache *cache, const char *path, MdgClock *clock);

const char *mdg_reception_folder_get_path (MdgReceptionFolder *folder);

/* Valid until the next return to the main loop. (transfer none) */
const MdgReceptionWatch *mdg_reception_folder_get_watch (MdgReceptionFolder *folder);

/* Looks now. */
void mdg_reception_folder_look (MdgReceptionFolder *folder);

/* Whether nothing is being looked at or read at present. */
gboolean mdg_reception_folder_is_idle (MdgReceptionFolder *folder);

/* No more looking; what is under way is broken off, what was read stays. Necessary before the last unref. */
void mdg_reception_folder_stop (MdgReceptionFolder *folder);

G_END_DECLS
