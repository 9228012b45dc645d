/* filing-guide.h: the forms of [4] as data (resources/introduction/forms.json): 別紙1 受付番号情報提供依頼書兼回答書 and 別紙2
 * オンライン資格確認の導入計画書, part by part where it stands on A4, and the one set of data that both are filled from. Read strictly:
 * all fields, nothing off the page, both languages. Immutable; any thread. */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

#define MDG_FILING_NONE G_MAXUINT
#define MDG_FILING_PARTS_MAX 160
#define MDG_FILING_TEXT_MAX 100 /* characters: no field holds more */

/* The forms, and as bits in which of them a field is. */
typedef enum
{
  MDG_FILING_NUMBER, /* 別紙1 */
  MDG_FILING_PLAN,   /* 別紙2 */
  MDG_N_FILINGS
} MdgFilingForm;
#define MDG_FILING_BOTH ((1u << MDG_FILING_NUMBER) | (1u << MDG_FILING_PLAN))

/* The set of data, in the order of the screen. */
typedef enum
{
  MDG_FIELD_KIND,            /* 医科・歯科・薬局の別 */
  MDG_FIELD_NAME,            /* 名称 */
  MDG_FIELD_NAME_KANA,       /* its フリガナ */
  MDG_FIELD_POST,            /* 〒 of the 所在地 */
  MDG_FIELD_ADDRESS,         /* 所在地 */
  MDG_FIELD_FOUNDER,         /* 開設者の氏名 */
  MDG_FIELD_FOUNDER_KANA,
  MDG_FIELD_REGISTER,        /* 保険医又は保険薬剤師の登録の記号及び番号 */
  MDG_FIELD_FOUNDER_POST,
  MDG_FIELD_FOUNDER_ADDRESS, /* 開設者の住所 */
  MDG_FIELD_FOUNDER_PHONE,
  MDG_FIELD_FOUNDER_MAIL,
  MDG_FIELD_REPLY_TO,        /* 回答書の送付先: which address */
  MDG_FIELD_REPLY_POST,
  MDG_FIELD_REPLY_ADDRESS,
  MDG_FIELD_REPLY_NAME,
  MDG_FIELD_BUREAU,          /* 地方厚生（支）局 */
  MDG_FIELD_WISHED,          /* 指定希望日（予定） */
  MDG_FIELD_REQUESTED,       /* the day of the request */
  MDG_FIELD_CONTACT_PHONE,   /* 担当者の連絡先 */
  MDG_FIELD_ACCOUNT,         /* ③ */
  MDG_FIELD_APPLICATION,     /* ④ */
  MDG_FIELD_READER_STATE,    /* ⑤ */
  MDG_FIELD_READER_MONTH,
  MDG_FIELD_READER_MAKER,    /* ⑥ */
  MDG_FIELD_NETWORK_STATE,   /* ⑦ */
  MDG_FIELD_NETWORK_MONTH,
  MDG_FIELD_NETWORK_PROVIDER,/* ⑧ */
  MDG_FIELD_NETWORK_KIND,    /* ⑨ */
  MDG_FIELD_WORK,            /* ⑩ 導入作業開始（予定）日 */
  MDG_FIELD_VENDOR,          /* ⑪ */
  MDG_FIELD_OPERATION,       /* ⑫ 運用開始（予定）日 */
  MDG_FIELD_OPENING,         /* ⑬ 診療・調剤開始（予定）日 */
  MDG_N_FIELDS
} MdgFilingFieldId;

typedef enum
{
  MDG_FILING_TEXT,
  MDG_FILING_KANA,  /* katakana */
  MDG_FILING_POST,  /* 123-4567 */
  MDG_FILING_PHONE, /* in three */
  MDG_FILING_MAIL,
  MDG_FILING_DATE,
  MDG_FILING_MONTH, /* 1 … 12 */
  MDG_FILING_CHOICE
} MdgFilingType;

typedef struct
{
  char *id; /* what the draft holds */
  char *name;
  char *print; /* on paper; "" where it is not printed */
  GStrv areas; /* the prefectures that it stands for; empty: it stands for none */
} MdgFilingOption;

typedef struct
{
  char *id;
  MdgFilingType type;
  guint group;
  guint needed; /* bits: the forms on which it must be */
  guint forms;  /* bits: the forms on which it is */
  guint max;    /* characters; 0: a choice */
  char *label;
  char *help;
  char *hint;      /* (nullable): instead of the example */
  char *example;   /* of the 記載例; "" where that leaves it out */
  GArray *options; /* of MdgFilingOption */
} MdgFilingField;

typedef enum
{
  MDG_PART_LINE,  /* from (x, y) to (x + width, y + height) */
  MDG_PART_BOX,
  MDG_PART_WORDS, /* what is printed beforehand */
  MDG_PART_VALUE, /* what a field holds */
  MDG_PART_DATE,  /* 令和 _ 年 _ 月 _ 日, or 西暦 */
  MDG_PART_POST,  /* 〒 _ － _ */
  MDG_PART_PHONE, /* _ － _ － _ */
  MDG_PART_OPTION /* a word that is encircled where the field holds it */
} MdgFilingPartKind;

typedef enum
{
  MDG_ALIGN_LEFT,
  MDG_ALIGN_CENTRE,
  MDG_ALIGN_RIGHT
} MdgFilingAlign;

/* Something on the page, in points. */
typedef struct
{
  MdgFilingPartKind kind;
  double x, y, width, height;
  char *words;     /* "" where there are none; of a VALUE: what stands where it is empty */
  guint field;     /* MDG_FILING_NONE: of none */
  guint option;
  double size;     /* of the letters, at most */
  MdgFilingAlign align;
  gboolean bold;
  gboolean frame;
  gboolean top;     /* not in the middle of its height */
  gboolean era;     /* 令和, not 西暦 */
  gboolean dashed;
  gboolean example; /* on the 記載例 only */
} MdgFilingPart;

typedef struct
{
  char *id;
  char *name;
  char *title;   /* as it is printed */
  char *file;    /* how a file's name begins */
  GStrv steps;   /* of the plan, which need it */
  GArray *parts; /* of MdgFilingPart */
} MdgFilingSheet;

typedef struct
{
  GStrv groups; /* their names */
  MdgFilingField fields[MDG_N_FIELDS];
  MdgFilingSheet sheets[MDG_N_FILINGS];
} MdgFilingGuide;

/* @language: "ja", anything else: English. The first reads what is in the program, and a fault in it ends that. Errors:
 * MDG_ERROR_DAMAGED. Returns: (transfer full) (nullable) */
MdgFilingGuide *mdg_filing_guide_new (const char *language);
MdgFilingGuide *mdg_filing_guide_parse (const char *json, gssize length, const char *language, GError **error);
MdgFilingGuide *mdg_filing_guide_ref (MdgFilingGuide *guide);
void mdg_filing_guide_unref (MdgFilingGuide *guide);

const MdgFilingOption *mdg_filing_guide_option (const MdgFilingGuide *guide, MdgFilingFieldId field, guint number);

/* By id. Returns: MDG_FILING_NONE when there is none */
guint mdg_filing_guide_find_option (const MdgFilingGuide *guide, MdgFilingFieldId field, const char *id);

/* The form that a step of the plan needs. @step: its id. Returns: MDG_FILING_NONE when it needs none */
guint mdg_filing_guide_find_form (const MdgFilingGuide *guide, const char *step);

/* The field's id in the data. Static */
const char *mdg_filing_field_id (MdgFilingFieldId field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgFilingGuide, mdg_filing_guide_unref)

G_END_DECLS
