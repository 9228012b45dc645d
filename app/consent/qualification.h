/* qualification.h: which of several 資格 counts (E4). [1] p.12, of qualifications with the same 交付年月日: the one with the
 * latest 有効開始日, then one that is not 市町村国保, then the one with the latest 有効終了日. Where the days of issue differ the
 * same is done, which no document says. Pure functions; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_SCHEME_EMPLOYEES, /* 被用者保険 */
  MDG_SCHEME_MUNICIPAL, /* 市町村国保 */
  MDG_SCHEME_SOCIETY,   /* 国保組合 */
  MDG_SCHEME_ELDERLY    /* 後期高齢者医療 */
} MdgScheme;

/* Days as the number 20261120. */
typedef struct
{
  char *insurer; /* 保険者名 */
  MdgScheme scheme;
  guint start; /* 有効開始日 */
  guint end;   /* 有効終了日; 0: open */
} MdgQualification;

/* What became of one of them. */
typedef enum
{
  MDG_VERDICT_COUNTS,
  MDG_VERDICT_NOT_YET,       /* it begins later than the day */
  MDG_VERDICT_OVER,          /* it ended before the day */
  MDG_VERDICT_EARLIER_START, /* than the best of those that are valid */
  MDG_VERDICT_MUNICIPAL,     /* and another one is not */
  MDG_VERDICT_EARLIER_END,
  MDG_VERDICT_TIED /* nothing tells it from another one */
} MdgVerdict;

/* What decided. */
typedef enum
{
  MDG_DECIDED_NONE_VALID,
  MDG_DECIDED_ONLY_ONE, /* is valid */
  MDG_DECIDED_START,
  MDG_DECIDED_SCHEME,
  MDG_DECIDED_END,
  MDG_DECIDED_NOT /* several are alike */
} MdgDecidedBy;

#define MDG_QUALIFICATIONS_MAX 16

typedef struct
{
  MdgDecidedBy by;
  int chosen; /* -1: none */
  MdgVerdict verdicts[MDG_QUALIFICATIONS_MAX];
} MdgQualificationDecision;

/* Decides for @day. @n: at most MDG_QUALIFICATIONS_MAX. The order in which they come does not matter. */
void mdg_qualification_decide (const MdgQualification *qualifications, guint n, guint day,
                               MdgQualificationDecision *decision);

/* A case to learn from. */
typedef struct
{
  char *title;
  guint day;
  GArray *qualifications; /* of MdgQualification */
} MdgQualificationExample;

/* resources/consent/qualifications.json. @language: "ja", anything else: English. Returns: (transfer full): of
 * MdgQualificationExample */
GPtrArray *mdg_qualification_examples_new (const char *language);

G_END_DECLS
