/* own-pcscd.h: a pcscd of the test's own, with vpcd's virtual readers, and cards for them. The daemon's
 * socket and vpcd's port are fixed: so the test process gets a /run and a network to itself, and
 * nobody else sees either. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* vpcd's readers as pcscd names them. */
#define OWN_PCSCD_READER "Virtual PCD 00 00"
#define OWN_PCSCD_SECOND_READER "Virtual PCD 00 01"

/* First thing in main(), before any thread. FALSE: that cannot be had here (not root, or no pcscd or vpcd):
 * the reason was printed as a TAP plan that skips everything. */
gboolean own_pcscd_prepare (void);

/* Starts the daemon and waits until it can be talked to; stops it. Two stops are as good as one. */
void own_pcscd_start (void);
void own_pcscd_stop (void);

/* Ends it without giving it a chance to say so; the cards of its readers are not there any more and have to be removed. */
void own_pcscd_kill (void);

/* A card on the first reader. @answer: called in the card's thread; what the card says to a command, with
 * the status word. Returns: (transfer full) (nullable): NULL: the card is lifted at this moment */
typedef GBytes *(*OwnCardFunc) (const guint8 *command, gsize length, gpointer data);
typedef struct _OwnCard OwnCard;
OwnCard *own_card_insert (const guint8 *atr, gsize length, OwnCardFunc answer, gpointer data);
void own_card_remove (OwnCard *card);

G_END_DECLS
