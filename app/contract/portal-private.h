/* portal-private.h: what the messages of the portal share. Private to contract. */
#pragma once

#include "contract/accounts-private.h"
#include "contract/portal.h"

/* The members of a number, inside the object that is being read or written. */
void mdg_portal_number_write (GString *json, const MdgPortalNumber *number);
void mdg_portal_number_read (MdgJsonReader *reader, MdgPortalNumber *number);

/* A string that keeps a field's rule. Returns: (transfer full) (nullable): NULL on failure */
typedef MdgPortalFault (*MdgPortalCheck) (const char *text);
char *mdg_portal_read_field (MdgJsonReader *reader, const char *name, MdgPortalCheck check);

/* A day that there is. @name may be missing when @optional. */
char *mdg_portal_read_day (MdgJsonReader *reader, const char *name, gboolean optional);

/* Refuses what is not a plain "true". */
gboolean mdg_portal_read_accepted (MdgJsonReader *reader);

void mdg_portal_facility_write (GString *json, gconstpointer facility);
gpointer mdg_portal_facility_read (MdgJsonReader *reader);

/* The elements of the array @name, each an object read by @read; not more than @most. (transfer full) */
GPtrArray *mdg_portal_read_objects (MdgJsonReader *reader, const char *name, guint most,
                                    gpointer (*read) (MdgJsonReader *), GDestroyNotify free_element);
