/* transfer.h: the move to another terminal (I5): what the cache holds, or a choice of it, as one sealed file (sealed-file.h) with a
 * passphrase of its own; and on the other side first a look at what would come in, then taking it: all of what was chosen or
 * nothing. Main thread; the sealing and opening, which take about a second, are on threads. */
#pragma once

#include "store/cache.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_TRANSFER_ACCOUNTS,      /* accounts with set-up keys, passwords, settings sheets and printings */
  MDG_TRANSFER_AUTHENTICATOR, /* entries of the tab [Authenticator] with their keys */
  MDG_TRANSFER_LIST,          /* 資格確認アカウント */
  MDG_TRANSFER_REGISTER,      /* 端末のその他のアカウント, own contacts */
  MDG_TRANSFER_PLANS,         /* 導入計画, forms, ticks */
  MDG_TRANSFER_CERTIFICATES,  /* 電子証明書発行通知書, which backup lies where, passwords of certificate files; not the files */
  MDG_TRANSFER_FILES,         /* the certificate files (.p12) themselves: a terminal's identity, of which there is one */
  MDG_TRANSFER_SETTINGS,
  MDG_TRANSFER_N_PARTS
} MdgTransferPart;

#define MDG_TRANSFER_ALL ((1u << MDG_TRANSFER_N_PARTS) - 1)

/* What a terminal has for itself: goes along only where somebody says so. */
#define MDG_TRANSFER_OF_TERMINAL (1u << MDG_TRANSFER_CERTIFICATES | 1u << MDG_TRANSFER_FILES)

typedef struct
{
  guint n_new;       /* not here yet */
  guint n_different; /* here, with another content */
  guint n_newer;     /* the same, and known to be newer here: stays in any case */
  guint n_same;
} MdgTransferCount;

/* How what is in the file stands to what is here. */
typedef enum
{
  MDG_TRANSFER_NEW,
  MDG_TRANSFER_DIFFERENT,
  MDG_TRANSFER_NEWER, /* what is here: it stays */
  MDG_TRANSFER_SAME
} MdgTransferState;

/* One thing that is in the file, for a person to recognise; never a secret. */
typedef struct
{
  MdgTransferPart part;
  MdgTransferState state; /* of it with its key and password; MDG_TRANSFER_NEW of one that is here: fills what is missing */
  gboolean is_here;
  gboolean has_key;       /* 設定キー, in the file */
  char *institution_code; /* "": none */
  char *institution_name; /* 医療機関等名称; same */
  char *name;             /* login ID; of an entry of the Authenticator issuer and account; of a file its name */
} MdgTransferItem;

#define MDG_TRANSFER_ITEMS_MAX 500

/* What a file has, as held against this cache. */
typedef struct
{
  gint64 made_at; /* seconds since 1970 */
  char *by_whom;
  MdgTransferCount parts[MDG_TRANSFER_N_PARTS];
  GStrv different; /* of the parts together, at most 100: what they are, for people */
  GPtrArray *items; /* (element-type MdgTransferItem): accounts, entries, contacts and files, at most MDG_TRANSFER_ITEMS_MAX, as the file has them */
  guint n_items;    /* of these, also those beyond */
  guint n_keys;     /* of these: with a set-up key */
} MdgTransferLook;

void mdg_transfer_look_free (MdgTransferLook *look);

/* A file whose seal is open. Immutable. */
typedef struct _MdgTransfer MdgTransfer;
MdgTransfer *mdg_transfer_ref (MdgTransfer *transfer);
void mdg_transfer_unref (MdgTransfer *transfer);

/* The settings in it: name and value by turns. (nullable): none. Owned by @transfer */
const char *const *mdg_transfer_get_settings (MdgTransfer *transfer);

/* Writes @path with the @parts (bits) of @cache. @settings: (nullable): name and value by turns, for that part. The record
 * says that it was done before the file is there. Errors: those of sealed-file.h and the cache; MDG_ERROR_VAULT_LOCKED.
 * @n_rows, @n_files (finish): (out) (optional): all, and how many of them are certificate files */
void mdg_transfer_write_async (MdgCache *cache, const char *path, MdgSecret *passphrase, guint parts,
                               const char *const *settings, gint64 now, const char *by_whom, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer data);
gboolean mdg_transfer_write_finish (GAsyncResult *result, guint *n_rows, guint *n_files, GError **error);

/* Opens @path. Errors: those of sealed-file.h. Returns (finish): (transfer full) (nullable) */
void mdg_transfer_open_async (const char *path, MdgSecret *passphrase, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
MdgTransfer *mdg_transfer_open_finish (GAsyncResult *result, GError **error);

/* Holds it against @cache; nothing is changed. Settings are counted by who knows them. Returns (finish): (transfer full) (nullable) */
void mdg_transfer_look_async (MdgCache *cache, MdgTransfer *transfer, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
MdgTransferLook *mdg_transfer_look_finish (GAsyncResult *result, GError **error);

/* Writes a certificate file into @folder, complete or absent, over nothing else. @name: as the file says, which is anything. Any
 * thread. Returns: (transfer full) (nullable): the path */
typedef char *(*MdgTransferSave) (const char *folder, const char *name, GBytes *bytes, GError **error);

/* Takes the @parts (bits) in, all or nothing. What is here with another content stays, or is replaced if @replace; what is known to be
 * newer here stays. @folder, @save: (nullable): where and how certificate files are written; needed for that part. Returns
 * (finish): (transfer full) (nullable): what was new, what was replaced, what was left as it is */
void mdg_transfer_take_async (MdgCache *cache, MdgTransfer *transfer, guint parts, gboolean replace, const char *folder,
                              MdgTransferSave save, gint64 now, const char *by_whom, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
MdgTransferLook *mdg_transfer_take_finish (GAsyncResult *result, GError **error);

/* For tests and their children: the same at once, on the calling thread, at Argon2id's lowest cost. In a transaction of the
 * caller's where there is one. */
typedef struct _MdgDatabase MdgDatabase;
typedef struct _MdgVault MdgVault;
MdgSecret *mdg_transfer_collect (MdgDatabase *database, MdgVault *vault, guint parts, const char *const *settings,
                                 gint64 now, const char *by_whom, guint *n_rows, guint *n_files, GError **error);
MdgTransfer *mdg_transfer_new (MdgSecret *content, GError **error);

/* @parts: 0: only looks. Returns: (transfer full) (nullable) */
MdgTransferLook *mdg_transfer_apply (MdgDatabase *database, MdgVault *vault, MdgTransfer *transfer, guint parts,
                                     gboolean replace, const char *folder, MdgTransferSave save, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTransferLook, mdg_transfer_look_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTransfer, mdg_transfer_unref)

G_END_DECLS
