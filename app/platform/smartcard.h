/* smartcard.h: card readers (カードリーダー) and the cards on them, by PC/SC (G1, G2, windows.md section 3).
 *
 * PC/SC calls wait, and some for ever: the watch has a thread of its own, and so has each talk with a
 * card. Nothing here makes the caller wait, and everything arrives in the main context of whoever
 * asked. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* ---- which readers there are --------------------------------------------------------------- */

/* Without any reader Windows stops the service, and does not start it where there never was one: to a
 * person both mean "no reader". */
typedef enum
{
  MDG_CARD_SERVICE_UNKNOWN, /* not asked yet */
  MDG_CARD_SERVICE_STOPPED, /* does not run, is not installed, or does not answer */
  MDG_CARD_SERVICE_RUNNING
} MdgCardService;

/* One reader as it was when the list was made. */
typedef struct
{
  char *name;         /* as the system names it, "Sony RC-S300/S 0" */
  gboolean has_card;
  gboolean is_mute;   /* there is something, but it does not answer: the wrong way round, or no smart card */
  gboolean is_in_use; /* another program has the card for itself */
  GBytes *atr;        /* what the card said of itself; (nullable) */
} MdgReader;

MdgReader *mdg_reader_copy (const MdgReader *reader);
void mdg_reader_free (MdgReader *reader); /* @reader: (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgReader, mdg_reader_free)

#define MDG_TYPE_READER_WATCH (mdg_reader_watch_get_type ())
G_DECLARE_FINAL_TYPE (MdgReaderWatch, mdg_reader_watch, MDG, READER_WATCH, GObject)

/* Watches as long as the object lives. Signal: changed, after readers, cards or the service came or
 * went; several changes may come as one. Goes on by itself after the service was stopped and
 * started. Returns: (transfer full) */
MdgReaderWatch *mdg_reader_watch_new (void);

MdgCardService mdg_reader_watch_get_service (MdgReaderWatch *watch);

/* By name. Returns: (transfer none) (element-type MdgReader): as of the last "changed" */
GPtrArray *mdg_reader_watch_get_readers (MdgReaderWatch *watch);

/* ---- talking with a card ------------------------------------------------------------------- */

typedef struct _MdgCard MdgCard;

#define MDG_CARD_OK 0x9000 /* the status word of success, ISO 7816-4 */

/* Sends one command (APDU) and waits for the answer. Only within a MdgCardTalk. Asks for the rest of
 * a long answer by itself (61xx, 6Cxx). @status: (out): the status word; whether it means success is
 * the caller's to say. Returns: (transfer full) (nullable): the answer without it; NULL with
 * MDG_ERROR_NO_CARD (lifted), _NO_READER (unplugged), _CARD_FAILED, or G_IO_ERROR_CANCELLED */
GBytes *mdg_card_transmit (MdgCard *card, const guint8 *command, gsize length, guint16 *status, GError **error);

/* What is said to a card, from beginning to end: runs in a thread of its own, while no other program
 * can come between. It may run again from the beginning when the card was reset. Returns FALSE with
 * @error when it failed. */
typedef gboolean (*MdgCardTalk) (MdgCard *card, gpointer data, GError **error);

/* Connects to the card on @reader, lets @talk speak, disconnects. @data belongs to the talk until it
 * has ended, which may be long after a card that does not answer was given up: then @free_data
 * frees it. @patience: milliseconds for it all. @cancellable ends the waiting at once. */
void mdg_card_talk_async (const char *reader, MdgCardTalk talk, gpointer data, GDestroyNotify free_data,
                          guint patience, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);

/* Returns: (transfer none) (nullable): @data, as long as @result lives; NULL with what the talk said,
 * MDG_ERROR_NO_READER, _NO_CARD, _IN_USE (another program has the card for itself), _CARD_FAILED (also
 * when its time was over) or G_IO_ERROR_CANCELLED */
gpointer mdg_card_talk_finish (GAsyncResult *result, GError **error);

G_END_DECLS
