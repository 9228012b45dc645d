/* filing-desk.h: the forms' draft as it stands, between the cache and whoever shows it: loads it, keeps every change at once, and
 * knows what the plan says. Main thread. */
#pragma once

#include "introduction/filing-book.h"
#include "introduction/filing-check.h"

G_BEGIN_DECLS

#define MDG_TYPE_FILING_DESK (mdg_filing_desk_get_type ())
G_DECLARE_FINAL_TYPE (MdgFilingDesk, mdg_filing_desk, MDG, FILING_DESK, GObject)

/* Signals:
 *   changed: there is another draft
 *   edited: one of its fields was set
 *   kept: all of it is on the disk
 *   failed (GError): it could not be loaded or kept; what is shown stays
 *
 * @language: of the guide, "ja" or "en". Returns: (transfer full) */
MdgFilingDesk *mdg_filing_desk_new (const char *language);

/* Where it is kept. @cache: (nullable): none yet */
void mdg_filing_desk_set_cache (MdgFilingDesk *desk, MdgCache *cache);

/* Whether it is known what is kept; before that nothing can be set. */
gboolean mdg_filing_desk_is_loaded (MdgFilingDesk *desk);

/* Whether all that was set is on the disk. */
gboolean mdg_filing_desk_is_kept (MdgFilingDesk *desk);

MdgFilingGuide *mdg_filing_desk_get_guide (MdgFilingDesk *desk);

/* Valid until the next signal. */
const MdgFilingDraft *mdg_filing_desk_get_draft (MdgFilingDesk *desk);
const MdgFilingPlan *mdg_filing_desk_get_plan (MdgFilingDesk *desk);

void mdg_filing_desk_set (MdgFilingDesk *desk, MdgFilingFieldId field, const char *text);

/* Empties all fields; what the plan knows is filled in again. */
void mdg_filing_desk_clear (MdgFilingDesk *desk);

/* What the plan says now; fills in with it what is empty. @plan: (transfer full) */
void mdg_filing_desk_take_plan (MdgFilingDesk *desk, MdgFilingPlan *plan);

/* As mdg_filing_check(). Returns: (transfer full) */
GPtrArray *mdg_filing_desk_check (MdgFilingDesk *desk, MdgFilingForm form);

G_END_DECLS
