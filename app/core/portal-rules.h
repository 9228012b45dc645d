/* portal-rules.h: what may stand in the fields of the portal for 施術所等 (施術所等向け総合ポータルサイト): 新規ユーザー登録,
 * 利用開始申請 and 運用開始日登録, after [3]. What [3] leaves open is marked as an assumption. Pure; any thread. */
#pragma once

#include "core/day.h"

G_BEGIN_DECLS

/* 所属機関 */
typedef enum
{
  MDG_PORTAL_JUDO,      /* 施術所（柔道整復） */
  MDG_PORTAL_AHAKI,     /* 施術所（あん摩マッサージ指圧・はり・きゅう） */
  MDG_PORTAL_SCREENING, /* 健診実施機関等 */
  MDG_PORTAL_MIDWIFERY, /* 助産所 */
  MDG_PORTAL_N_AFFILIATIONS
} MdgPortalAffiliation;

/* ①入力項目: the first character of the 登録記号番号 */
typedef enum
{
  MDG_PORTAL_KEI, /* 契 */
  MDG_PORTAL_KYO, /* 協 */
  MDG_PORTAL_N_MARKS
} MdgPortalMark;

/* Why a value may not stand in its field; each has an answer of its own for the person (ui/portal/portal-text.c). */
typedef enum
{
  MDG_PORTAL_FINE,
  MDG_PORTAL_EMPTY,
  MDG_PORTAL_TOO_LONG,
  MDG_PORTAL_TOO_SHORT,
  MDG_PORTAL_ONE_LINE,     /* a control character */
  MDG_PORTAL_HYPHEN,       /* ハイフンなしで入力 */
  MDG_PORTAL_NOT_DIGITS,   /* 半角数字 */
  MDG_PORTAL_DIGITS_COUNT, /* not as many digits as there are */
  MDG_PORTAL_NO_ZERO,      /* a phone number that does not begin with 0 */
  MDG_PORTAL_UPPER_CASE,   /* 英小文字 only */
  MDG_PORTAL_CHARACTER,    /* one that may not be used */
  MDG_PORTAL_NO_AT,        /* not one @ with something on both sides */
  MDG_PORTAL_NO_DOMAIN,    /* nothing like a domain behind the @ */
  MDG_PORTAL_NO_LOWER,
  MDG_PORTAL_NO_UPPER,
  MDG_PORTAL_NO_DIGIT,
  MDG_PORTAL_NO_DATE,
  MDG_PORTAL_IN_FUTURE,
  MDG_PORTAL_TOO_EARLY,
  MDG_PORTAL_OUT_OF_RANGE,
  MDG_PORTAL_N_FAULTS
} MdgPortalFault;

/* Assumption: [3] names no limit. Characters. */
#define MDG_PORTAL_NAME_MAX 40
#define MDG_PORTAL_MAIL_MAX 254

/* [3]: 8文字以上100文字以下 */
#define MDG_PORTAL_PASSWORD_MIN 8
#define MDG_PORTAL_PASSWORD_MAX 100

/* [3]: 1度の申請における上限台数は20台 */
#define MDG_PORTAL_TERMINALS_MAX 20

/* Assumption: [3] names no limit for 職員数. */
#define MDG_PORTAL_STAFF_MAX 9999

/* 健診実施機関等: 都道府県 and 機関コード（7桁）. 助産所: assumed to be the same. */
#define MDG_PORTAL_PREFECTURES 47

/* In kebab-case, as the contract and the log use them: "judo", "kei", "hyphen". Static. */
const char *mdg_portal_affiliation_nick (MdgPortalAffiliation affiliation);
const char *mdg_portal_mark_nick (MdgPortalMark mark);
const char *mdg_portal_fault_nick (MdgPortalFault fault);

/* Whether the number follows 契 or 協; otherwise a prefecture. */
gboolean mdg_portal_has_mark (MdgPortalAffiliation affiliation);

/* ②入力項目: how many digits: 9 (柔道整復), 10 (あはき), 7. */
gsize mdg_portal_number_digits (MdgPortalAffiliation affiliation);

/* Of one field each. @text: UTF-8 as it is going to be sent. */
MdgPortalFault mdg_portal_check_name (const char *text); /* 姓, 名 */
MdgPortalFault mdg_portal_check_number (MdgPortalAffiliation affiliation, const char *text);
MdgPortalFault mdg_portal_check_phone (const char *text); /* 電話番号; assumption: 10 or 11 digits, from 0 */
MdgPortalFault mdg_portal_check_mail (const char *text);  /* 英小文字、数字、ピリオド、ハイフン、アンダーバー */
MdgPortalFault mdg_portal_check_password (const char *text);

/* Which of the rules of the password hold, as bits; a checklist shows them apart. */
typedef enum
{
  MDG_PORTAL_PASSWORD_LENGTH = 1 << 0, /* 8文字以上100文字以下 */
  MDG_PORTAL_PASSWORD_LOWER = 1 << 1,
  MDG_PORTAL_PASSWORD_UPPER = 1 << 2,
  MDG_PORTAL_PASSWORD_DIGIT = 1 << 3
} MdgPortalPasswordRules;

guint mdg_portal_password_holds (const char *text);

/* 生年月日, "YYYY-MM-DD"; assumption: from 1900 on, and not after @today. */
MdgPortalFault mdg_portal_check_birth_date (const char *text, MdgDay today);

/* 職員数, 申請台数: a whole number in half-width digits. @value: (out) (optional) */
MdgPortalFault mdg_portal_check_staff (const char *text, int *value);
MdgPortalFault mdg_portal_check_terminals (const char *text, int *value);

/* What is typed there with an IME on: full-width letters, digits and signs made half-width, spaces at both ends away.
 * Hyphens stay: [3] wants the person to leave them out. Returns: (transfer full) */
char *mdg_portal_tidy (const char *text);

G_END_DECLS
