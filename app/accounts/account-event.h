/* account-event.h: one thing that happened to an account of the list (履歴): what, when, by which side. Plain struct. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the cache as numbers: they keep their meaning. */
typedef enum
{
  /* What stands in the list changed; before and after are the column's (status: MdgAccountStatus as a number). */
  MDG_EVENT_NOTE = 0,
  MDG_EVENT_STATUS = 1,
  MDG_EVENT_STARTED_ON = 2,
  MDG_EVENT_ENDED_ON = 3,
  MDG_EVENT_SUSPENDED_ON = 4,
  MDG_EVENT_FACILITY = 5,
  /* What a person did here. */
  MDG_EVENT_NOTE_SAVED = 10, /* after: the 備考 */
  MDG_EVENT_CANCELLATION = 11,
  MDG_EVENT_DECIDED = 12,   /* a conflict; after: the 備考 that is to stand */
  MDG_EVENT_WITHDRAWN = 13, /* what was not sent yet, or what was refused is put away */
  MDG_EVENT_REFUSED = 14,   /* by the service; after: the error's nick */
  MDG_EVENT_PDF_SAVED = 20, /* the attachment, as a file */
  MDG_EVENT_SETTINGS_KEPT = 21,
  MDG_EVENT_SETTINGS_SHOWN = 22,
  MDG_EVENT_SETTINGS_PRINTED = 23,
  MDG_EVENT_SETTINGS_SAVED = 24, /* the sheet as PDF */
  MDG_EVENT_SETTINGS_FORGOTTEN = 25
} MdgAccountEventKind;

typedef enum
{
  MDG_SIDE_HERE = 0,    /* this computer */
  MDG_SIDE_SERVICE = 1, /* the service, or somebody else there */
  MDG_SIDE_IMPORT = 2,  /* a table that was read in */
  MDG_SIDE_ARRIVED = 3  /* the service, as it was asked for here */
} MdgAccountEventSide;

typedef struct
{
  gint64 at; /* seconds since 1970: when it was done here, or heard of */
  MdgAccountEventSide side;
  int kind;      /* MdgAccountEventKind; perhaps one of a later program */
  char *before;  /* (nullable) */
  char *after;   /* (nullable) */
  char *by_whom; /* "" where it is not known */
} MdgAccountEvent;

void mdg_account_event_free (MdgAccountEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgAccountEvent, mdg_account_event_free)

G_END_DECLS
