/* outbox-entry.h: one thing that a person asked for and that has not come to its end. Plain struct. */
#pragma once

#include "contract/accounts.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_OUTBOX_NOTE,         /* 備考 */
  MDG_OUTBOX_CANCELLATION, /* 解除申請 */
  MDG_OUTBOX_APPLICATION   /* 追加申請 */
} MdgOutboxKind;

typedef enum
{
  MDG_OUTBOX_WAITING,  /* not sent yet */
  MDG_OUTBOX_SENT,     /* on its way; whether it arrived will show when it is sent again under its key */
  MDG_OUTBOX_CONFLICT, /* the service has another 備考 by now: see theirs; nothing is lost */
  MDG_OUTBOX_REFUSED   /* a rule forbids it, see reason; kept until it is dismissed */
} MdgOutboxState;

typedef struct
{
  gint64 number; /* entries are sent in the order of their numbers */
  MdgOutboxKind kind;
  MdgOutboxState state;
  gint64 made_at; /* seconds since 1970 */
  char *account_id;       /* note, cancellation */
  char *institution_name; /* of that account, or of the application */
  char *note;             /* note: mine */
  char *base_note;        /* note: what stood there when it was written */
  MdgApplicationRequest *request; /* application */
  char *their_note;       /* conflict: what stands at the service now */
  MdgErrorCode reason;    /* refused: why */
  int limit;              /* refused for MDG_ERROR_LIMIT_EXCEEDED: how many there may be; else -1 */
  guint tries;            /* how often it was sent */
} MdgOutboxEntry;

/* How a person decides a conflict. */
typedef enum
{
  MDG_DECIDE_MINE,   /* send mine over theirs */
  MDG_DECIDE_THEIRS, /* drop mine */
  MDG_DECIDE_EDITED  /* send another text */
} MdgDecision;

void mdg_outbox_entry_free (MdgOutboxEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgOutboxEntry, mdg_outbox_entry_free)

G_END_DECLS
