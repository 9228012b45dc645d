/* own-contacts.h: the clinic's own contacts in the cache: its receipt computer's vendor, its reader's maker and so on (H1). Main
 * thread. */
#pragma once

#include "store/cache.h"
#include "support/contact-guide.h"

G_BEGIN_DECLS

#define MDG_OWN_TEXT_MAX 100 /* characters of each text, one line */
#define MDG_OWN_CONTACTS_MAX 50

typedef struct
{
  gint64 number; /* 0: not kept yet */
  char *kind;    /* an id of contact-guide.h's own kinds */
  char *name;
  char *phone;  /* "" for none */
  char *mail;   /* "" for none */
  char *remark; /* customer number, person … */
  int weekday_from, weekday_until;   /* minutes of the day, Monday to Friday; both 0: nobody told */
  int saturday_from, saturday_until; /* both 0: closed */
} MdgOwnContact;

MdgOwnContact *mdg_own_contact_new (const char *kind);
gboolean mdg_own_contact_equal (const MdgOwnContact *a, const MdgOwnContact *b);
MdgOwnContact *mdg_own_contact_copy (const MdgOwnContact *contact);
void mdg_own_contact_free (MdgOwnContact *contact);

/* When it answers, taken to be closed on holidays. */
void mdg_own_contact_hours (const MdgOwnContact *contact, MdgOpenHours *hours);

/* What is wrong with it: MDG_ERROR_INVALID_INPUT with the field "name" (there must be one), "phone", "mail" (one of the two must be
 * there), "remark", "weekday" or "saturday". The number is brought into its form ("０３－１２３４ ５６７８" is "03-1234-5678"). */
gboolean mdg_own_contact_check (MdgOwnContact *contact, GError **error);

/* By number. Returns (finish): (transfer full) (element-type MdgOwnContact) */
void mdg_own_contacts_list_async (MdgCache *cache, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_own_contacts_list_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* Keeps a new one (number 0) or what changed of an old one. @now: seconds since 1970. Errors: as mdg_own_contact_check();
 * MDG_ERROR_LIMIT_EXCEEDED, _NOT_FOUND */
void mdg_own_contacts_save_async (MdgCache *cache, const MdgOwnContact *contact, gint64 now, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);

/* Errors: MDG_ERROR_NOT_FOUND */
void mdg_own_contacts_remove_async (MdgCache *cache, gint64 number, GCancellable *cancellable, GAsyncReadyCallback callback,
                                    gpointer data);

/* Finishes saving and removing. */
gboolean mdg_own_contacts_finish (MdgCache *cache, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgOwnContact, mdg_own_contact_free)

G_END_DECLS
