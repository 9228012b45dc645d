/* accounts-private.h: what the messages about accounts share. Private to contract. */
#pragma once

#include "contract/accounts.h"
#include "contract/json-reader.h"
#include "contract/json-writer.h"

/* Each writes or reads one object; a page has many of them. */
void mdg_account_write (GString *json, gconstpointer account);
void mdg_application_write (GString *json, gconstpointer application);
void mdg_mail_write (GString *json, gconstpointer mail);
gpointer mdg_account_read (MdgJsonReader *reader);
gpointer mdg_application_read (MdgJsonReader *reader);
gpointer mdg_mail_read (MdgJsonReader *reader);

/* Ten digits. */
char *mdg_read_institution_code (MdgJsonReader *reader);

MdgAccountKind mdg_read_account_kind (MdgJsonReader *reader);

/* The place of the member's nick among @nicks; 0 with a failure when it is none of them. */
guint mdg_read_nick (MdgJsonReader *reader, const char *name, const char *const *nicks, guint n);

/* What @write makes of @message, as a text. */
char *mdg_write_alone (gconstpointer message, void (*write) (GString *, gconstpointer));

/* What @read makes of an answer. */
gpointer mdg_read_alone (const char *json,
                         gssize length,
                         gpointer (*read) (MdgJsonReader *),
                         GDestroyNotify free_message,
                         GError **error);
