/* consent-view.h: the tab [同意フロー]: pages "flow" and "qualification". Action consent.show(s): shows one of them. */
#pragma once

#include "widgets/tab-view.h"
#include "workplace.h"

G_BEGIN_DECLS

#define MDG_TYPE_CONSENT_VIEW (mdg_consent_view_get_type ())
G_DECLARE_FINAL_TYPE (MdgConsentView, mdg_consent_view, MDG, CONSENT_VIEW, MdgTabView)

GtkWidget *mdg_consent_view_new (MdgWorkplace *workplace);

G_END_DECLS
