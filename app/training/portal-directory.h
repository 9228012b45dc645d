/* portal-directory.h: the facilities that the training's portal knows (resources/training/portal.json), with the birth dates
 * of their 施術管理者. Immutable; any thread. */
#pragma once

#include "contract/portal.h"

G_BEGIN_DECLS

/* Errors: MDG_ERROR_BAD_ANSWER for the data file. Returns: (transfer full) (nullable) (element-type MdgPortalFacility) */
GPtrArray *mdg_portal_directory_read (GError **error);

/* The one with that number as a word; NULL: there is none. (transfer none) */
const MdgPortalFacility *mdg_portal_directory_find (const GPtrArray *directory, const char *word);

G_END_DECLS
