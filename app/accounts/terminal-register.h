/* terminal-register.h: what the clinic keeps of the terminal's other accounts (C7): which there are, whose they are, where they
 * are used, when ID or password were changed. What is to be known of each kind is in terminal-guide.h, and the
 * warning before a change is the caller's to ask. No passwords here: those are the vault's. Main thread. */
#pragma once

#include "accounts/terminal-guide.h"
#include "store/cache.h"

G_BEGIN_DECLS

#define MDG_TERMINAL_TEXT_MAX 100 /* characters of each text, one line */

typedef struct
{
  gint64 number; /* 0: not kept yet */
  MdgTerminalKind kind;
  char *login_id;   /* "" where it is not told */
  char *owner;      /* who looks after it */
  char *used_at;    /* where it is used: which computer, which program */
  char *remark;
  gint64 edited_at; /* seconds since 1970; filled by the cache */
  char *changed_on; /* (nullable): "YYYY-MM-DD": ID or password, last; filled by the cache */
} MdgTerminalAccount;

MdgTerminalAccount *mdg_terminal_account_new (MdgTerminalKind kind);
void mdg_terminal_account_free (MdgTerminalAccount *account);

/* All, by kind and in the order they were made. Returns (finish): (transfer full) (element-type MdgTerminalAccount) */
void mdg_terminal_register_list_async (MdgCache *cache, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_terminal_register_list_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* Keeps a new one (number 0) or what changed of an old one. @now: seconds since 1970. Errors: MDG_ERROR_INVALID_INPUT with the
 * field "login_id", "owner", "used_at" or "remark"; _NOT_FOUND. Returns (finish): its number; 0 with @error */
void mdg_terminal_register_save_async (MdgCache *cache, const MdgTerminalAccount *account, gint64 now,
                                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gint64 mdg_terminal_register_save_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* Takes one away with its history. Errors: MDG_ERROR_NOT_FOUND */
void mdg_terminal_register_remove_async (MdgCache *cache, gint64 number, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);

typedef enum
{
  MDG_TERMINAL_PASSWORD,
  MDG_TERMINAL_ID,
  MDG_TERMINAL_BOTH
} MdgTerminalChangeKind;

typedef struct
{
  char *changed_on; /* "YYYY-MM-DD" */
  MdgTerminalChangeKind what;
  char *by_whom;
  gint64 noted_at; /* seconds since 1970 */
} MdgTerminalChange;

void mdg_terminal_change_free (MdgTerminalChange *change);

/* Notes that ID or password were changed. @changed_on: a day. Errors: MDG_ERROR_INVALID_INPUT with the field "changed_on" or
 * "by_whom"; _NOT_FOUND */
void mdg_terminal_register_note_change_async (MdgCache *cache, gint64 number, MdgTerminalChangeKind what,
                                              const char *changed_on, const char *by_whom, gint64 now,
                                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);

/* Finishes removing and noting. */
gboolean mdg_terminal_register_finish (MdgCache *cache, GAsyncResult *result, GError **error);

/* The newest first. Returns (finish): (transfer full) (element-type MdgTerminalChange) */
void mdg_terminal_register_get_changes_async (MdgCache *cache, gint64 number, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer data);
GPtrArray *mdg_terminal_register_get_changes_finish (MdgCache *cache, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTerminalAccount, mdg_terminal_account_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTerminalChange, mdg_terminal_change_free)

G_END_DECLS
