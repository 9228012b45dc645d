/* otp-entry.h: one entry of the tab [Authenticator]: whose passcodes, never the key itself (B1). Main thread, once it has been
 * handed over. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MDG_OTP_TEXT_MAX 100 /* characters of each text, one line */

typedef enum
{
  MDG_OTP_OWN,      /* registered in this tab */
  MDG_OTP_PENDING,  /* of the login: the service has not confirmed its key yet */
  MDG_OTP_CONFIRMED /* of the login */
} MdgOtpState;

typedef struct
{
  gint64 number;
  MdgOtpState state;
  char *issuer;           /* 発行者; "" for none; of the login's: the institution */
  char *account;          /* アカウント名; of the login's: the login ID */
  char *note;             /* メモ */
  char *institution_code; /* with login_id the W/WA account that it belongs to; "" for none */
  char *login_id;
  gint64 trashed_at; /* 0: not */
  gint64 last_printed; /* 0: never */
  guint times_printed;
} MdgOtpFacts;

/* Its texts are the copy's own, until mdg_otp_facts_clear(). Any thread. */
MdgOtpFacts mdg_otp_facts_copy (const MdgOtpFacts *facts);
void mdg_otp_facts_clear (MdgOtpFacts *facts);

#define MDG_TYPE_OTP_ENTRY (mdg_otp_entry_get_type ())
G_DECLARE_FINAL_TYPE (MdgOtpEntry, mdg_otp_entry, MDG, OTP_ENTRY, GObject)

/* @facts: its texts are taken. Returns: (transfer full) */
MdgOtpEntry *mdg_otp_entry_new (MdgOtpFacts *facts);
const MdgOtpFacts *mdg_otp_entry_get_facts (MdgOtpEntry *entry);

/* Whether all words of @words, folded (core/text.h) and parted by spaces, are in its texts. */
gboolean mdg_otp_entry_matches (MdgOtpEntry *entry, const char *const *words);

/* The entries that are seen: of a search, or of the trash; a GListModel of MdgOtpEntry in the order of the book. */
#define MDG_TYPE_OTP_LIST (mdg_otp_list_get_type ())
G_DECLARE_FINAL_TYPE (MdgOtpList, mdg_otp_list, MDG, OTP_LIST, GObject)

MdgOtpList *mdg_otp_list_new (gboolean trash);

/* @entries: (element-type MdgOtpEntry): all of them, in order; a reference is kept. */
void mdg_otp_list_set_entries (MdgOtpList *list, GPtrArray *entries);

/* As it is typed. */
void mdg_otp_list_set_search (MdgOtpList *list, const char *search);
gboolean mdg_otp_list_is_searched (MdgOtpList *list);

/* How many there are besides the search. */
guint mdg_otp_list_count_all (MdgOtpList *list);

/* Where the entry of that number is seen; G_MAXUINT: nowhere. */
guint mdg_otp_list_find (MdgOtpList *list, gint64 number);

G_END_DECLS
