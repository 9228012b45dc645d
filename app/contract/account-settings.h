/* account-settings.h: what 「ユーザ設定情報」 tells about one account ([2] p.17, [3]): the PDF that comes
 * with it and is needed for the first login. The service issues it, the program reads it. */
#pragma once

#include "contract/accounts.h"
#include "core/secret.h"

G_BEGIN_DECLS

/* アクティベーションコード: so many digits ([3]). */
#define MDG_ACTIVATION_CODE_DIGITS 12

/* What the documents' own PDF has as ユーザ種別 of a レセコン連携 account ([2] p.17). */
#define MDG_USER_TYPE_AUTHENTICATOR "Authenticator認証用"

/* 「レセコン連携機能接続先URL」 ([2] p.17). Nothing here ever contacts it. */
#define MDG_LINKAGE_URL "https://hweb.skg.onshikaku.org/web/"

/* Each is NULL when it is not known. */
typedef struct
{
  MdgAccountKind kind;
  char *issued_on;            /* "YYYY-MM-DD" */
  char *institution_code;     /* 機関コード */
  char *institution_name;     /* 機関名 */
  char *id;                   /* ログインID, ID */
  MdgSecret *password;        /* パスワード: the first one */
  MdgSecret *activation_code; /* アクティベーションコード; only マイナ資格確認アプリ */
  char *user_type;            /* ユーザ種別 */
  char *url;                  /* 接続先URL; only レセコン連携 */
} MdgAccountSettings;

MdgAccountSettings *mdg_account_settings_new (MdgAccountKind kind);
MdgAccountSettings *mdg_account_settings_copy (const MdgAccountSettings *settings);
void mdg_account_settings_free (MdgAccountSettings *settings);

/* What the portal calls the file: "WA000001_skg_account.pdf" ([2] p.16). Letters and digits of @id
 * only, for it may be a stranger's word. Returns: (transfer full) */
char *mdg_account_settings_file_name (const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgAccountSettings, mdg_account_settings_free)

G_END_DECLS
