/* portal-text.h: what the pages of the portal say in words: why a value may not stand in its field, and the names of what
 * is chosen there. */
#pragma once

#include "contract/portal.h"

G_BEGIN_DECLS

/* 所属機関選択. Static. */
const char *mdg_portal_affiliation_text (MdgPortalAffiliation affiliation);

/* 都道府県, 1 to 47. Static. */
const char *mdg_portal_prefecture_text (int prefecture);

/* Which field is meant. */
typedef enum
{
  MDG_PORTAL_FAMILY_NAME,
  MDG_PORTAL_GIVEN_NAME,
  MDG_PORTAL_NUMBER,
  MDG_PORTAL_PHONE,
  MDG_PORTAL_MAIL,
  MDG_PORTAL_PASSWORD,
  MDG_PORTAL_BIRTH_DATE,
  MDG_PORTAL_STAFF,
  MDG_PORTAL_TERMINALS
} MdgPortalField;

/* The sentence at the field. @digits: of a number. Returns: (transfer full) (nullable): NULL for MDG_PORTAL_FINE */
char *mdg_portal_fault_text (MdgPortalField field, MdgPortalFault fault, gsize digits);

G_END_DECLS
