/* variant-bar.h: what the facility has and the patient brings: one drop-down for each option of the consent flow (同意フロー). */
#pragma once

#include <gtk/gtk.h>

#include "consent/flow.h"

G_BEGIN_DECLS

#define MDG_TYPE_VARIANT_BAR (mdg_variant_bar_get_type ())
G_DECLARE_FINAL_TYPE (MdgVariantBar, mdg_variant_bar, MDG, VARIANT_BAR, GtkWidget)

/* Signal: changed. */
GtkWidget *mdg_variant_bar_new (void);

/* Once: the standard values are chosen. @flow: must outlive the bar */
void mdg_variant_bar_set_flow (MdgVariantBar *bar, const MdgFlow *flow);

MdgFlowVariant mdg_variant_bar_get_variant (MdgVariantBar *bar);

/* By the data's ids; for the tour and tests. */
void mdg_variant_bar_choose (MdgVariantBar *bar, const char *option, const char *value);

G_END_DECLS
