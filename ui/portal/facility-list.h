/* facility-list.h: the training's facilities; a click fills in the number of one. */
#pragma once

#include <gtk/gtk.h>

#include "contract/portal.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_FACILITY_LIST (mdg_portal_facility_list_get_type ())
G_DECLARE_FINAL_TYPE (
    MdgPortalFacilityList, mdg_portal_facility_list, MDG, PORTAL_FACILITY_LIST, GtkWidget)

/* Signal: chosen (const MdgPortalFacility *)
 *
 * @facilities: (element-type MdgPortalFacility) */
void mdg_portal_facility_list_set (MdgPortalFacilityList *list, GPtrArray *facilities);

G_END_DECLS
