/* terminal-guide.h: the accounts of a terminal beside W and WA, as [1] p.2-4 tells of them (C7): what each is for, who made
 * it, and what happens when it is changed. Read from resources/guide/terminal-accounts.json. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_TERMINAL_MASTER,              /* マスタアカウント */
  MDG_TERMINAL_ADMINISTRATOR,       /* 管理アカウント */
  MDG_TERMINAL_GENERAL,             /* 一般アカウント */
  MDG_TERMINAL_MEDICAL_VIEWER,      /* 医療情報閲覧アカウント */
  MDG_TERMINAL_LINKAGE_APPLICATION, /* 連携アプリ用アカウント */
  MDG_TERMINAL_WEB_API,             /* Web API用アカウント */
  MDG_TERMINAL_FACE_READER,         /* 顔認証用アカウント */
  MDG_TERMINAL_WINDOWS              /* Windowsアカウント */
} MdgTerminalKind;

#define MDG_N_TERMINAL_KINDS 8

/* "master", "administrator" …: in the data file and the cache. Static */
const char *mdg_terminal_kind_nick (MdgTerminalKind kind);

/* Returns: FALSE when there is none. @kind: (out) */
gboolean mdg_terminal_kind_from_nick (const char *nick, MdgTerminalKind *kind);

/* What changing ID or password does. */
typedef enum
{
  MDG_CHANGE_FREE,  /* no harm */
  MDG_CHANGE_KEEP,  /* no harm as long as the new ones are not lost */
  MDG_CHANGE_BREAKS /* something stops: ask before, with the consequences */
} MdgChangeEffect;

typedef struct
{
  MdgTerminalKind kind;
  char *name;
  char *purpose;
  char *made_by;
  gboolean made_at_installation; /* by the installer */
  gboolean several;              /* there may be more than one */
  MdgChangeEffect effect;
  gboolean assumed;    /* the document does not name the effect */
  char **consequences; /* of a change (BREAKS), of losing it (KEEP) */
  char **before;       /* what to do before or with a change */
} MdgTerminalAdvice;

typedef struct
{
  GPtrArray *accounts; /* of MdgTerminalAdvice, one for each kind, in the order of the kinds */
  char *repair_text;   /* what a broken link costs */
  char *source;
  char *checked; /* as of when this was so */
} MdgTerminalGuide;

/* @language: "ja", anything else: English. Returns: (transfer full) */
MdgTerminalGuide *mdg_terminal_guide_new (const char *language);
void mdg_terminal_guide_free (MdgTerminalGuide *guide);

/* Within @guide */
const MdgTerminalAdvice *mdg_terminal_guide_get (const MdgTerminalGuide *guide, MdgTerminalKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgTerminalGuide, mdg_terminal_guide_free)

G_END_DECLS
