/* support-desk.h: what the pages of the tab [問い合わせ先] share: whom to call, the clinic's own contacts as they are kept, the
 * index of the search, and what helps against which error. Main thread. */
#pragma once

#include "support/bundle.h"
#include "support/cure-guide.h"
#include "support/own-contacts.h"
#include "support/search.h"
#include "workplace.h"

G_BEGIN_DECLS

/* What only who knows all tabs can say. */
typedef struct
{
  void (*add_helps) (MdgSearch *search, gpointer data);   /* (nullable): what 《?》 says in every tab */
  void (*add_facts) (MdgBundle *bundle, gpointer data); /* (nullable): what the other tabs know, for who helps from afar */
  gpointer data;
} MdgSupportOthers;

#define MDG_TYPE_SUPPORT_DESK (mdg_support_desk_get_type ())
G_DECLARE_FINAL_TYPE (MdgSupportDesk, mdg_support_desk, MDG, SUPPORT_DESK, GObject)

/* @others: (nullable): nothing; copied, its data must outlive the desk. Signals: changed: other own contacts; failed (GError): they could
 * not be read. Returns: (transfer full) */
MdgSupportDesk *mdg_support_desk_new (MdgWorkplace *workplace, const MdgSupportOthers *others);

/* Reads the own contacts anew. */
void mdg_support_desk_load (MdgSupportDesk *desk);

MdgWorkplace *mdg_support_desk_get_workplace (MdgSupportDesk *desk);
gint64 mdg_support_desk_get_now (MdgSupportDesk *desk); /* seconds since 1970 */
const MdgContactGuide *mdg_support_desk_get_guide (MdgSupportDesk *desk);

/* (element-type MdgOwnContact): until "changed" */
GPtrArray *mdg_support_desk_get_own (MdgSupportDesk *desk);

/* The clinic's own contact of that number. (nullable): until "changed" */
const MdgOwnContact *mdg_support_desk_find_own (MdgSupportDesk *desk, gint64 number);

/* Made when first asked for; until "changed". */
MdgSearch *mdg_support_desk_get_index (MdgSupportDesk *desk);

/* What helps against an error, as found in the index. @code: its nick. Returns: (transfer container) (element-type
 * MdgSearchItem): until "changed" */
GPtrArray *mdg_support_desk_get_cures (MdgSupportDesk *desk, const char *code);

/* What only the other tabs know. */
void mdg_support_desk_add_facts (MdgSupportDesk *desk, MdgBundle *bundle);

G_END_DECLS
