/* pcsc.h: PC/SC as both systems have it, without their differences (widths of integers, UTF-16,
 * structures). For reader-watch.c and card-talk.c; linux/, windows/ and fake/ implement it. All calls
 * wait and may come from any thread, but only cancel while another call is under way in the same
 * context. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Return codes: those of PC/SC, which are the same everywhere; what we branch on. */
enum
{
  MDG_PCSC_OK = 0,
  MDG_PCSC_CANCELLED = (int)0x80100002,
  MDG_PCSC_UNKNOWN_READER = (int)0x80100009,
  MDG_PCSC_TIMEOUT = (int)0x8010000a,
  MDG_PCSC_SHARING_VIOLATION = (int)0x8010000b,
  MDG_PCSC_NO_SMARTCARD = (int)0x8010000c,
  MDG_PCSC_READER_UNAVAILABLE = (int)0x80100017,
  MDG_PCSC_NO_SERVICE = (int)0x8010001d,
  MDG_PCSC_SERVICE_STOPPED = (int)0x8010001e,
  MDG_PCSC_RESET_CARD = (int)0x80100068,
  MDG_PCSC_REMOVED_CARD = (int)0x80100069
};
typedef int MdgPcscCode;

/* Bits of a reader's state. The upper half counts insertions; the caller hands it back. */
#define MDG_PCSC_STATE_CHANGED 0x0002u
#define MDG_PCSC_STATE_UNKNOWN 0x0004u
#define MDG_PCSC_STATE_UNAVAILABLE 0x0008u
#define MDG_PCSC_STATE_PRESENT 0x0020u
#define MDG_PCSC_STATE_EXCLUSIVE 0x0080u
#define MDG_PCSC_STATE_MUTE 0x0200u

/* Stands for the list of readers itself: changes when one comes or goes. */
#define MDG_PCSC_LIST "\\\\?PnP?\\Notification"

#define MDG_PCSC_ATR_MAX 36
#define MDG_PCSC_STATES_MAX 33 /* what one call watches: 32 readers and the list */
#define MDG_PCSC_ANSWER_MAX (65536 + 2)

typedef struct _MdgPcsc MdgPcsc; /* a context */

typedef struct
{
  const char *reader;
  guint32 current; /* what the caller knows */
  guint32 event;   /* (out) what is so */
  guint8 atr[MDG_PCSC_ATR_MAX];
  gsize atr_length; /* (out) */
} MdgPcscState;

typedef struct
{
  guint64 handle;
  guint32 protocol;
} MdgPcscCard;

MdgPcscCode mdg_pcsc_establish (MdgPcsc **context); /* (out) (transfer full) */
void mdg_pcsc_release (MdgPcsc *context);

/* Ends mdg_pcsc_wait() of that context, if it waits at this moment. Any thread. */
void mdg_pcsc_cancel (MdgPcsc *context);

/* @names: (out) (transfer full): empty when there is no reader, which is no failure */
MdgPcscCode mdg_pcsc_list (MdgPcsc *context, GStrv *names);

/* Waits until one of at most MDG_PCSC_STATES_MAX states is not as known. */
MdgPcscCode mdg_pcsc_wait (MdgPcsc *context, guint32 milliseconds, MdgPcscState *states, guint n);

/* Shared with other programs, by T=0 or T=1. */
MdgPcscCode mdg_pcsc_connect (MdgPcsc *context, const char *reader, MdgPcscCard *card);
MdgPcscCode mdg_pcsc_reconnect (MdgPcscCard *card); /* after MDG_PCSC_RESET_CARD */
void mdg_pcsc_disconnect (MdgPcscCard *card);

/* Keeps other programs out in between. */
MdgPcscCode mdg_pcsc_begin (MdgPcscCard *card);
void mdg_pcsc_end (MdgPcscCard *card);

/* @answer has room for MDG_PCSC_ANSWER_MAX bytes; @answer_length: (out) */
MdgPcscCode mdg_pcsc_transmit (MdgPcscCard *card, const guint8 *command, gsize length, guint8 *answer,
                               gsize *answer_length);

G_END_DECLS
