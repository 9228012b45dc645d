/* consent-view.h: the tab [同意フロー]: pages "flow", "receptions", "reception", "totals" and "qualification". Actions:
 * consent.show(s): shows one of them; consent.reception(u): that row of the 資格確認履歴; consent.totals: of what it shows. */
#pragma once

#include "consent/reception-desk.h"
#include "widgets/tab-view.h"

G_BEGIN_DECLS

#define MDG_TYPE_CONSENT_VIEW (mdg_consent_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgConsentView, mdg_consent_view, MDG, CONSENT_VIEW, MdgTabView)

GtkWidget *mdg_consent_view_new (MdgReceptionDesk *desk);

G_END_DECLS
