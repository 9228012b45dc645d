/* fake.h: a computer for tests: its folders lie below one directory, and what it was asked to open
 * can be read back. Main thread but for mdg_fake_root() and mdg_fake_is_working(). */
#pragma once

#include "core/secret.h"
#include "platform/drives.h"

G_BEGIN_DECLS

/* The directory below which everything lies, from now on. Without it the environment's
 * MADOGUCHI_FAKE_ROOT counts, and without that a folder in the temporary directory.
 * @root: (nullable): back to the environment */
void mdg_fake_set_root (const char *root);

/* Returns: (transfer full) */
char *mdg_fake_root (void);

/* Whether wrapping and opening work, or answer MDG_ERROR_FAILED. */
void mdg_fake_set_working (gboolean working);
gboolean mdg_fake_is_working (void);

/* The page or file that was opened last; NULL: none. Owned by the fake. */
const char *mdg_fake_last_opened (void);
void mdg_fake_note_opened (const char *what);

/* Plugs in a drive: the folder ROOT/drives/@name (kept when it is there) becomes a drive as @drive
 * says; its path, free and file_limit are not looked at. The same name again: changes it. */
void mdg_fake_insert_drive (const char *name, const MdgDrive *drive);

/* Pulls it: what lies on it is out of reach until it is inserted again. */
void mdg_fake_pull_drive (const char *name);

/* The bit that comes back wrong when a file is read back from the medium; -1: none. Any thread. */
void mdg_fake_set_flipped_bit (gint64 bit);
gint64 mdg_fake_get_flipped_bit (void);

/* Locks the session, or unlocks it. Returns: whether anybody listened */
gboolean mdg_fake_set_screen_locked (gboolean locked);

/* What was put into the clipboard last; NULL: nothing, or it was cleared. Owned by the fake. While
 * the fake does not work another program has the clipboard open. */
MdgSecret *mdg_fake_clipboard (void);

/* Title and body of the desktop notification @id, each on its line; NULL: there is none. Owned by the fake. */
const char *mdg_fake_notification (const char *id);
/* A click on it, which there must be. */
void mdg_fake_click_notification (const char *id);

/* The window that was kept out of pictures last; NULL: none. */
gpointer mdg_fake_blocked_window (void);

/* Card readers. All of this from any thread.
 * The service stops, with every context of it, or starts again; it runs at first. */
void mdg_fake_set_card_service (gboolean running);
/* How often somebody began to use the service, or tried to. */
guint mdg_fake_count_card_contexts (void);
void mdg_fake_plug_reader (const char *name);
void mdg_fake_unplug_reader (const char *name);

/* What a card answers to a command, with the status word; called in the thread that talks with it, and
 * may take its time. Returns: (transfer full) (nullable): NULL: it was lifted at this moment */
typedef GBytes *(*MdgFakeCard) (const guint8 *command, gsize length, gpointer data);

/* @atr: (nullable). @answer: (nullable): a card that does not answer at all. */
void mdg_fake_insert_card (const char *reader, GBytes *atr, MdgFakeCard answer, gpointer data);
void mdg_fake_remove_card (const char *reader);
/* Another program has it for itself. */
void mdg_fake_set_card_in_use (const char *reader, gboolean in_use);
/* How the driver tells of a card that was lifted while it was talked with: a code of PC/SC; 0: as pcscd. */
void mdg_fake_set_lifted_code (int code);
/* So many of the next commands find the card reset. */
void mdg_fake_reset_card (guint times);

G_END_DECLS
