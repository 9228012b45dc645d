/* reception.h: one reception (受付) as a face reader's result file told it: when, how it ended, what the patient consented to
 * (facts.md 1.4-1.6). Nothing here says who the patient was: for name, number, birthday, address and insurer's symbol
 * there is no place. Plain struct.
 *
 * Every code has 0 for "the file does not say" and MDG_CODE_OTHER for a code that these tables do not have. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MDG_CODE_OTHER 7

/* SegmentOfResult (OQSCD003) and ProcessingResultStatus (OQSCD004): the worse of the two. */
typedef enum
{
  MDG_OUTCOME_UNSAID,
  MDG_OUTCOME_NORMAL,     /* 正常 */
  MDG_OUTCOME_PROCESSING, /* 処理中 */
  MDG_OUTCOME_FAILED,     /* 異常, エラー */
  MDG_OUTCOME_OTHER = MDG_CODE_OTHER
} MdgOutcome;

/* 照会区分 (OQSCD002): what was laid on the reader. */
typedef enum
{
  MDG_REFERENCE_UNSAID,
  MDG_REFERENCE_MY_NUMBER,   /* マイナンバーカード */
  MDG_REFERENCE_CERTIFICATE, /* 被保険者証等情報 */
  MDG_REFERENCE_OTHER = MDG_CODE_OTHER
} MdgReference;

/* QualificationValidity (OQSCD006) */
typedef enum
{
  MDG_VALIDITY_UNSAID,
  MDG_VALIDITY_VALID,        /* 有効 */
  MDG_VALIDITY_INVALID,      /* 無効 */
  MDG_VALIDITY_REPLACED,     /* 無効(新しい資格あり) */
  MDG_VALIDITY_NONE,         /* 該当資格なし */
  MDG_VALIDITY_SEVERAL,      /* 複数該当 */
  MDG_VALIDITY_UNREGISTERED, /* 有効(未登録・医療扶助) */
  MDG_VALIDITY_OTHER = MDG_CODE_OTHER
} MdgValidity;

/* PrescriptionIssueSelect (OQSCD017). "わからない" has no code of its own: it is UNSAID or OTHER (facts.md 1.6). */
typedef enum
{
  MDG_PRESCRIPTION_UNSAID,
  MDG_PRESCRIPTION_ELECTRONIC, /* 電子処方箋 */
  MDG_PRESCRIPTION_PAPER,      /* 紙の処方箋 */
  MDG_PRESCRIPTION_OTHER = MDG_CODE_OTHER
} MdgPrescription;

/* 同意区分 (OQSCD016; OQSCD001 for 限度額) */
typedef enum
{
  MDG_CONSENT_UNSAID,
  MDG_CONSENT_REFUSED,    /* なし, 未同意: code 0 */
  MDG_CONSENT_GIVEN,      /* あり, 同意: code 1 */
  MDG_CONSENT_EXPIRED,    /* 有効期限切れ: code 2 */
  MDG_CONSENT_IMPOSSIBLE, /* 取得困難: code 3 */
  MDG_CONSENT_OTHER = MDG_CODE_OTHER
} MdgConsent;

/* What is consented to (facts.md 1.5). The first four are asked on the reader's screens of today. */
typedef enum
{
  MDG_CONSENT_OPERATION,   /* 手術 */
  MDG_CONSENT_DIAGNOSIS,   /* 診療情報 (手術以外) */
  MDG_CONSENT_DRUGS,       /* お薬 */
  MDG_CONSENT_CHECKUPS,    /* 健診 */
  MDG_CONSENT_DISEASES,    /* 特定疾病療養受療証 */
  MDG_CONSENT_LIMIT,       /* 限度額 */
  MDG_CONSENT_NAMES,       /* 傷病名: this and the next five: 電子カルテ情報共有 */
  MDG_CONSENT_INFECTIONS,  /* 感染症 */
  MDG_CONSENT_ALLERGIES,   /* アレルギー */
  MDG_CONSENT_FORBIDDEN,   /* 薬剤禁忌 */
  MDG_CONSENT_TESTS,       /* 検査 */
  MDG_CONSENT_PRESCRIBED,  /* 処方 */
  MDG_N_CONSENTS
} MdgConsentKind;

/* InsuredCardClassification (OQSCD010), 証区分 */
typedef enum
{
  MDG_CARD_GENERAL,         /* 一般: 01 */
  MDG_CARD_RETIRED,         /* 退職: 02 */
  MDG_CARD_SHORT_GENERAL,   /* 短期一般: 03 */
  MDG_CARD_SHORT_RETIRED,   /* 短期退職: 04 */
  MDG_CARD_SPECIAL_EXPENSE, /* 資格証明書/特別療養費: 05 */
  MDG_CARD_SPECIAL_RETIRED, /* 特例退職: 06 */
  MDG_CARD_DEFENCE,         /* 自衛官: 07 */
  MDG_CARD_ASSISTANCE,      /* 医療扶助: A1 */
  MDG_CARD_OTHER,
  MDG_N_CARD_KINDS
} MdgCardKind;

typedef struct
{
  gint64 number;         /* in the cache; 0: not there */
  gint64 at;             /* seconds since 1970 UTC */
  gint64 viewable_until; /* the same: the latest AvailableTime of what was consented to; 0: none */
  MdgOutcome outcome;
  MdgReference reference;
  MdgValidity validity;
  MdgPrescription prescription;
  guint8 consents[MDG_N_CONSENTS]; /* of MdgConsent */
  guint card_kinds;                /* bits 1 << MdgCardKind, of all qualifications in the file */
  guint n_qualifications;          /* ResultOfQualificationConfirmation: 0 … n */
} MdgReception;

void mdg_reception_free (MdgReception *reception);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgReception, mdg_reception_free)

/* All consents in one number, three bits each, the first kind lowest: for the cache. */
gint64 mdg_reception_pack_consents (const MdgReception *reception);
void mdg_reception_unpack_consents (MdgReception *reception, gint64 packed);

/* The day in Japan, where no clock is ever set forward: days since 1970-01-01. */
int mdg_reception_day (gint64 at);

/* Seconds since 1970 UTC of "yyyyMMddHHmmss" in Japan; 0 when it is no such time. */
gint64 mdg_reception_time (const char *digits);

/* The documents' terms, static; "" for UNSAID, "その他" for OTHER. Any thread. */
const char *mdg_outcome_term (MdgOutcome outcome);
const char *mdg_reference_term (MdgReference reference);
const char *mdg_validity_term (MdgValidity validity);
const char *mdg_prescription_term (MdgPrescription prescription);
const char *mdg_consent_term (MdgConsent consent);
const char *mdg_consent_kind_term (MdgConsentKind kind);
const char *mdg_card_kind_term (MdgCardKind kind);

G_END_DECLS
