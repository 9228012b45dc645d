/* reception.c: one reception as a face reader's result file told it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/reception.h"

#include <string.h>

#include "core/text.h"

#define CONSENT_BITS 3
#define JAPAN_SECONDS (9 * 3600)
#define DAY_SECONDS 86400
#define TIME_DIGITS 14

void
mdg_reception_free (MdgReception *reception)
{
  g_free (reception);
}

gint64
mdg_reception_pack_consents (const MdgReception *reception)
{
  gint64 packed = 0;

  for (int i = MDG_N_CONSENTS - 1; i >= 0; i--)
    packed = packed << CONSENT_BITS | (reception->consents[i] & MDG_CODE_OTHER);
  return packed;
}

void
mdg_reception_unpack_consents (MdgReception *reception, gint64 packed)
{
  for (int i = 0; i < MDG_N_CONSENTS; i++)
    {
      reception->consents[i] = (guint8)(packed & MDG_CODE_OTHER);
      packed >>= CONSENT_BITS;
    }
}

/* Times --------------------------------------------------------------------------------------- */

int
mdg_reception_day (gint64 at)
{
  return (int)((at + JAPAN_SECONDS) / DAY_SECONDS);
}

static int
two_digits (const char *digits)
{
  return (digits[0] - '0') * 10 + digits[1] - '0';
}

gint64
mdg_reception_time (const char *digits)
{
  int year, month, day, hour, minute, second;
  GDate date;

  if (digits == NULL || !mdg_text_is_digits (digits, TIME_DIGITS))
    return 0;
  year = two_digits (digits) * 100 + two_digits (digits + 2);
  month = two_digits (digits + 4);
  day = two_digits (digits + 6);
  hour = two_digits (digits + 8);
  minute = two_digits (digits + 10);
  second = two_digits (digits + 12);
  /* Before the system was there, or after anybody who reads this: no time. */
  if (year < 2000 || year > 2199 || hour > 23 || minute > 59 || second > 59
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  /* GDate counts from 0001-01-01, which is day 1. */
  return ((gint64)g_date_get_julian (&date) - 719163) * DAY_SECONDS + hour * 3600 + minute * 60
         + second - JAPAN_SECONDS;
}

/* Terms --------------------------------------------------------------------------------------- */

static const char *
term_of (const char *const *terms, gsize n, guint code)
{
  return code < n && terms[code] != NULL ? terms[code] : "その他";
}

const char *
mdg_outcome_term (MdgOutcome outcome)
{
  static const char *const terms[] = { "", "正常", "処理中", "異常" };

  return term_of (terms, G_N_ELEMENTS (terms), outcome);
}

const char *
mdg_reference_term (MdgReference reference)
{
  static const char *const terms[] = { "", "マイナンバーカード", "被保険者証等情報" };

  return term_of (terms, G_N_ELEMENTS (terms), reference);
}

const char *
mdg_validity_term (MdgValidity validity)
{
  static const char *const terms[] = {
    "",
    "有効",
    "無効",
    "無効（新しい資格あり）",
    "該当資格なし",
    "複数該当",
    "有効（未登録・医療扶助）",
  };

  return term_of (terms, G_N_ELEMENTS (terms), validity);
}

const char *
mdg_prescription_term (MdgPrescription prescription)
{
  static const char *const terms[] = { "", "電子処方箋", "紙の処方箋" };

  return term_of (terms, G_N_ELEMENTS (terms), prescription);
}

const char *
mdg_consent_term (MdgConsent consent)
{
  static const char *const terms[] = { "", "なし", "あり", "有効期限切れ", "取得困難" };

  return term_of (terms, G_N_ELEMENTS (terms), consent);
}

const char *
mdg_consent_kind_term (MdgConsentKind kind)
{
  static const char *const terms[MDG_N_CONSENTS] = {
    [MDG_CONSENT_OPERATION] = "手術",
    [MDG_CONSENT_DIAGNOSIS] = "診療情報",
    [MDG_CONSENT_DRUGS] = "お薬",
    [MDG_CONSENT_CHECKUPS] = "健診",
    [MDG_CONSENT_DISEASES] = "特定疾病療養受療証",
    [MDG_CONSENT_LIMIT] = "限度額",
    [MDG_CONSENT_NAMES] = "傷病名",
    [MDG_CONSENT_INFECTIONS] = "感染症",
    [MDG_CONSENT_ALLERGIES] = "アレルギー",
    [MDG_CONSENT_FORBIDDEN] = "薬剤禁忌",
    [MDG_CONSENT_TESTS] = "検査",
    [MDG_CONSENT_PRESCRIBED] = "処方",
  };

  return term_of (terms, G_N_ELEMENTS (terms), kind);
}

const char *
mdg_card_kind_term (MdgCardKind kind)
{
  static const char *const terms[] = {
    "一般",     "退職",   "短期一般", "短期退職", "資格証明書／特別療養費",
    "特例退職", "自衛官", "医療扶助",
  };

  return term_of (terms, G_N_ELEMENTS (terms), kind);
}
