/* reception-query.h: which receptions. Plain struct; all 0: every one, the newest first. */
#pragma once

#include "consent/reception.h"

G_BEGIN_DECLS

typedef struct
{
  int first_day;        /* days since 1970-01-01 in Japan; 0: from the beginning */
  int until_day;        /* the first day that is not meant any more; 0: to the end */
  guint outcomes;       /* bits 1 << MdgOutcome; 0: any. So the next three */
  guint references;     /* bits 1 << MdgReference */
  guint validities;     /* bits 1 << MdgValidity */
  guint prescriptions;  /* bits 1 << MdgPrescription */
  guint card_kinds;     /* bits 1 << MdgCardKind: one of these at least; 0: any */
  guint given;          /* bits 1 << MdgConsentKind: each of these was consented to */
  guint not_given;      /* the same: each of these was asked, and not consented to */
  gboolean oldest_first;
} MdgReceptionQuery;

G_END_DECLS
