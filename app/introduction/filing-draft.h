/* filing-draft.h: the one set of data that the forms of [4] are filled from, as it was typed; what it is in the right form; and what
 * of it the plan knows. Any thread. */
#pragma once

#include "core/secret.h"
#include "introduction/filing-guide.h"
#include "introduction/plan.h"

G_BEGIN_DECLS

/* No value is NULL: "" is nothing. */
typedef struct
{
  char *values[MDG_N_FIELDS];
} MdgFilingDraft;

MdgFilingDraft *mdg_filing_draft_new (void);
MdgFilingDraft *mdg_filing_draft_copy (const MdgFilingDraft *draft);
void mdg_filing_draft_free (MdgFilingDraft *draft);

/* @text: one line; of an option its id. Longer than any field it is cut. */
void mdg_filing_draft_set (MdgFilingDraft *draft, MdgFilingFieldId field, const char *text);

/* As JSON, to be kept in the vault: it holds where people live. Returns: (transfer full) */
MdgSecret *mdg_filing_draft_to_json (const MdgFilingDraft *draft);

/* What a later version kept besides is left out. Errors: MDG_ERROR_DAMAGED. Returns: (transfer full) (nullable) */
MdgFilingDraft *mdg_filing_draft_parse (const char *json, gssize length, GError **error);

/* The value in the form in which it is printed: a code 123-4567, a number with its hyphens, katakana, a day as 2027-04-01, an
 * option's id. Returns: (transfer full) (nullable): NULL: it does not have the right form */
char *mdg_filing_normal (const MdgFilingGuide *guide, MdgFilingFieldId field, const char *typed);

/* What the plan knows of it. */
typedef struct
{
  char *facility; /* (nullable): its id; NULL: there is no plan */
  MdgDay wished;
  MdgDay work; /* MDG_DAY_NONE: not settled */
  MdgDay request_by;    /* the last day for asking for the 受付番号; MDG_DAY_NONE: no such step */
  gboolean account;     /* the portal's account is there */
  gboolean application; /* both applications are made */
} MdgFilingPlan;

/* @plan: (nullable). Returns: (transfer full) */
MdgFilingPlan *mdg_filing_plan_new (const MdgPlan *plan, GHashTable *progress);
void mdg_filing_plan_free (MdgFilingPlan *plan);

/* Whether such a facility hands these forms in (医科, 歯科, 薬局). @facility: (nullable): a plan's; NULL: it may */
gboolean mdg_filing_is_for (const MdgFilingGuide *guide, const char *facility);

/* Fills in what is empty and the plan knows. Returns: whether that was anything */
gboolean mdg_filing_draft_take_plan (MdgFilingDraft *draft, const MdgFilingGuide *guide, const MdgFilingPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgFilingDraft, mdg_filing_draft_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgFilingPlan, mdg_filing_plan_free)

G_END_DECLS
