/* contact-card.h: one contact: for what, whether it answers now, its number to be read, copied or scanned. */
#pragma once

#include <gtk/gtk.h>

#include "support/own-contacts.h"

G_BEGIN_DECLS

/* What is shown of one, of the documents or of the clinic's own. */
typedef struct
{
  const char *name;
  const char *what;  /* for what, or of what kind */
  const char *note;  /* (nullable) */
  const char *phone; /* (nullable) */
  const char *mail;  /* (nullable) */
  const char *web;   /* (nullable) */
  const char *source; /* (nullable) */
  gboolean free;
  gint64 own; /* number of an own one; 0: it is not */
  MdgOpenHours hours;
  MdgOpenNow now;
  MdgDay today;
} MdgContactLook;

/* Needs the actions contacts.copy(s), contacts.qr((ss): name, number) and support.edit(x) above it. Returns: (transfer floating) */
GtkWidget *mdg_contact_card_new (const MdgContactLook *look);

G_END_DECLS
