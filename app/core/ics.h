/* ics.h: writes an iCalendar file (RFC 5545) of whole days, for calendars of any make. One thread at a time. */
#pragma once

#include "core/day.h"

G_BEGIN_DECLS

typedef struct _MdgIcs MdgIcs;

typedef struct
{
  const char *uid; /* ASCII; the same for the same thing, so that a calendar takes the later one in its place */
  gint64 stamp;    /* when it was written, seconds since 1970 */
  MdgDay day;      /* the event takes all of it */
  const char *summary;
  const char *detail;
  const int *alarms; /* (nullable): days before */
  gsize n_alarms;
} MdgIcsEvent;

/* @product: which part of the program, one word. Returns: (transfer full) */
MdgIcs *mdg_ics_new (const char *product);
void mdg_ics_add (MdgIcs *ics, const MdgIcsEvent *event);

/* Takes @ics. Returns: (transfer full): the file's text, UTF-8 */
char *mdg_ics_end (MdgIcs *ics);

G_END_DECLS
