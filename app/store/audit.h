/* audit.h: 操作の記録 (I4): who printed, revealed, copied, exported what of whom, and who opened the vault or failed to. Rows are
 * only ever added. Each bears a keyed hash over itself and the hash before it, so that a row that was altered, moved or taken
 * out of the middle shows; and two keys make it hold while the vault is locked, too:
 *
 *   The seal is derived from the vault's key. Every row written while the vault is open is hashed with it; without it nobody
 *   can invent a printing.
 *   The evolving key begins as derived from the vault's key and becomes its own hash at each row; only the present one is kept
 *   (Schneier and Kelsey's forward security). A wrong passphrase is hashed with it, for nobody has the seal then. Who reads the
 *   file now can add such rows, but alter none from before, nor cut the end off: for that an earlier evolving key were needed, and
 *   it is gone. How often it evolved says how many rows there must be.
 *
 * Who has an earlier copy of the file has its evolving key, too, and could cut off what came since. Therefore the vault bears a note,
 * sealed, of where the record ended when it was written last while the vault was open (vault.h): a record that is shorter, other or gone
 * shows, and so do secrets of an earlier moment beside a later record. Where record and note do not agree, the note stays as it is.
 *
 * What no chain in the file can tell is the whole file put back as it was: for that there is a counter outside of it
 * (audit-counter.h). Belongs to the database's thread. */
#pragma once

#include "store/vault.h"

G_BEGIN_DECLS

/* What was done. A word that is not listed may be written, too; it is shown as it is. */
#define MDG_ACT_CREATED "created"
#define MDG_ACT_PRINTED "printed"
#define MDG_ACT_SAVED "saved" /* as PDF */
#define MDG_ACT_REVEALED "revealed"
#define MDG_ACT_COPIED "copied"
#define MDG_ACT_EXPORTED "exported"
#define MDG_ACT_UNLOCKED "unlocked"
#define MDG_ACT_RECOVERY_USED "recovery-used"
#define MDG_ACT_LOCKED "locked"
#define MDG_ACT_WRONG_PASSPHRASE "wrong-passphrase"
#define MDG_ACT_WRONG_RECOVERY_CODE "wrong-recovery-code"
#define MDG_ACT_PASSPHRASE_CHANGED "passphrase-changed"
#define MDG_ACT_TRANSFERRED_OUT "transferred-out"
#define MDG_ACT_TRANSFERRED_IN "transferred-in"
#define MDG_ACT_RESTORED "restored"
#define MDG_ACT_SET_ASIDE "set-aside"
#define MDG_ACT_RESET "reset"
/* What the program found out by itself. */
#define MDG_ACT_OLDER_FILE "older-file" /* what: how many rows the counter knew of */
#define MDG_ACT_OTHER_FILE "other-file" /* same */
#define MDG_ACT_NO_COUNTER "no-counter"
#define MDG_ACT_LIST_BEGUN "list-begun" /* of what the vault holds, for one of an earlier version */
#define MDG_ACT_COPIES_STAY "copies-stay" /* that the former passphrase opens; what: how many */
#define MDG_ACT_RECOVERY_DAMAGED "recovery-damaged" /* the printed code opens nothing any more */
#define MDG_ACT_LIST_LOST "list-lost"   /* it had gone, or a part of it was damaged */

/* With what it was done. */
#define MDG_MATTER_REGISTRATION_SHEET "registration-sheet"
#define MDG_MATTER_SETTINGS_SHEET "settings-sheet"
#define MDG_MATTER_AUTHENTICATOR_SHEET "authenticator-sheet"
#define MDG_MATTER_SETUP_KEY "setup-key"
#define MDG_MATTER_PASSWORD "password"
#define MDG_MATTER_PASSCODE "passcode"
#define MDG_MATTER_ACTIVATION_CODE "activation-code"
#define MDG_MATTER_REQUEST_ID "request-id"
#define MDG_MATTER_REFERENCE_ID "reference-id"
#define MDG_MATTER_NOTICE "issue-notice"
#define MDG_MATTER_AUTHENTICATOR "authenticator"
#define MDG_MATTER_RECOVERY_CODE "recovery-code"
#define MDG_MATTER_ACCOUNTS "accounts"
#define MDG_MATTER_RECORD "record"
#define MDG_MATTER_VAULT "vault"
#define MDG_MATTER_TRAINING "training"
#define MDG_MATTER_TRANSFER_FILE "transfer-file"

#define MDG_AUDIT_MAC_BYTES 32
#define MDG_AUDIT_ID_BYTES 16
#define MDG_AUDIT_TEXT_MAX 200 /* bytes of each text that are kept */

typedef struct
{
  gint64 number; /* from 1, without gaps */
  gint64 at;     /* seconds since 1970 UTC */
  char *by_whom; /* as the system knows the person; "" when not known */
  char *act;
  char *what;
  char *of_whom; /* "機関コード/ID", a name, or "" */
} MdgAuditEvent;

void mdg_audit_event_free (MdgAuditEvent *event);

/* Where the record ends. */
typedef struct
{
  guint8 id[MDG_AUDIT_ID_BYTES]; /* random: which record this is */
  gint64 count;
  guint8 last[MDG_AUDIT_MAC_BYTES]; /* hash of the last row; zeros: there is none */
} MdgAuditEnd;

typedef enum
{
  MDG_AUDIT_SOUND,
  MDG_AUDIT_UNKNOWN, /* the vault is locked: nobody can say */
  MDG_AUDIT_ALTERED, /* row @number is not as it was written, or not where */
  MDG_AUDIT_MISSING, /* row @number is not there, though later ones are */
  MDG_AUDIT_CUT,     /* from row @number on there is nothing, though there was */
  MDG_AUDIT_REMOVED, /* the record was taken away as a whole, or what tells its end */
  MDG_AUDIT_AHEAD    /* the secrets know of no row from @number on, which only the open vault can have written: they are older */
} MdgAuditState;

typedef struct
{
  MdgAuditState state;
  gint64 number;  /* see above; 0: of none */
  gint64 n_rows;
  gint64 n_older; /* rows that say that the file was put back (but not by the program itself, which tells so in the next), exchanged,
                   * or its counter or the vault's list lost */
} MdgAuditVerdict;

/* Adds a row, and makes the record when there is none yet, for which the vault must be open. Texts are cut to
 * MDG_AUDIT_TEXT_MAX; they hold no secret. May be in a transaction of the caller's. @at: seconds since 1970. @by_whom,
 * @what, @of_whom: (nullable). Errors: MDG_ERROR_VAULT_LOCKED (an act that only an open vault allows, or no record yet) and those
 * of the database. */
gboolean mdg_audit_append (MdgDatabase *database, MdgVault *vault, gint64 at, const char *by_whom, const char *act,
                           const char *what, const char *of_whom, GError **error);

/* The last @limit rows (0: all), the newest first. What cannot be read is left out; mdg_audit_verify() tells of it. Returns: (transfer full)
 * (element-type MdgAuditEvent) (nullable) */
GPtrArray *mdg_audit_list (MdgDatabase *database, guint limit, GError **error);

/* Goes through the whole record. Returns: FALSE with @error when that is not possible */
gboolean mdg_audit_verify (MdgDatabase *database, MdgVault *vault, MdgAuditVerdict *verdict, GError **error);

/* Hashes every row anew with the keys of now, after mdg_vault_rekey(): for a record that was sound before. In its transaction. */
gboolean mdg_audit_hash_anew (MdgDatabase *database, MdgVault *vault, GError **error);

/* Returns: FALSE with @error; MDG_ERROR_NOT_FOUND: there is no record yet */
gboolean mdg_audit_get_end (MdgDatabase *database, MdgAuditEnd *end, GError **error);

/* The hash of row @number. Returns: whether there is one */
gboolean mdg_audit_get_mac (MdgDatabase *database, gint64 number, guint8 mac[MDG_AUDIT_MAC_BYTES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgAuditEvent, mdg_audit_event_free)

G_END_DECLS
