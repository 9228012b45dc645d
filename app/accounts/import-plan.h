/* import-plan.h: what bringing in a copied table would do, row by row, before anything is done (C6). Plain structs; any thread,
 * one at a time until it is judged.
 *
 * What importing means. Accounts come into being by application and change at the portal; the service's word
 * about ステータス and days stands ([2], [3]). So of a table
 *  - 備考 of an account that the service has told about is taken over: as if a person had typed it, through the outbox;
 *  - ステータス, days and 施設名 of such an account are compared, and what differs is shown and left;
 *  - an account the service's whole list does not have is refused: it is to be applied for;
 *  - as long as the whole list has never been here (a terminal without the service), the table is the best there is: its
 *    accounts are put on the list, marked as imported (revision 0), and an import may change all of them; the first
 *    whole list from the service replaces them. Their 施設名 is "" where the table has none. */
#pragma once

#include "accounts/account-columns.h"
#include "core/table-text.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_IMPORT_ADD,
  MDG_IMPORT_CHANGE,
  MDG_IMPORT_SAME,
  MDG_IMPORT_REFUSED
} MdgImportVerdict;

/* Why a row is refused. */
typedef enum
{
  MDG_IMPORT_FINE,
  MDG_IMPORT_NO_ID,
  MDG_IMPORT_BAD_ID,          /* neither W and seven digits nor WA and six */
  MDG_IMPORT_DOUBLE,          /* the account stands in other_line, too, and there the same: that one counts */
  MDG_IMPORT_CONTRADICTION,   /* it stands in other_line and says something else: neither counts */
  MDG_IMPORT_NOT_LISTED,      /* the service's list does not have it */
  MDG_IMPORT_OTHER_FACILITY,  /* the account belongs to another 機関コード */
  MDG_IMPORT_BAD_INSTITUTION, /* 機関コード is not ten digits */
  MDG_IMPORT_BAD_STATUS,      /* unknown; or none, where the account is to be added */
  MDG_IMPORT_BAD_DAY,
  MDG_IMPORT_BAD_NOTE,        /* not one line of at most MDG_ACCOUNT_NOTE_MAX characters */
  MDG_IMPORT_TOO_MANY_CELLS,  /* more than headings: something has slipped */
  MDG_IMPORT_BAD_FACILITY     /* 施設名 is not one line of at most MDG_ACCOUNT_NAME_MAX bytes */
} MdgImportReason;

#define MDG_IMPORT_BIT(column) (1u << (column))

typedef struct
{
  guint line; /* of the text */
  MdgImportVerdict verdict;
  MdgImportReason reason;  /* refused: why */
  MdgAccountColumn column; /* refused: where */
  char *cell;              /* refused: (nullable): what stands there */
  guint other_line;        /* doubles */
  guint said;              /* bits of columns: what the row says anything about */
  guint changes;           /* bits: what applying changes */
  guint differs;           /* bits: what is otherwise with the service, and stays so */
  MdgAccount *wanted;      /* as the row says it; what it does not say is as it is */
  MdgAccount *now;         /* (nullable): as it is */
} MdgImportRow;

/* One column of the table. */
typedef struct
{
  char *heading;
  int column; /* MdgAccountColumn; -1: unknown, or there before: left out */
} MdgImportHeading;

typedef struct
{
  GPtrArray *headings; /* of MdgImportHeading; made up where the table has none */
  gboolean headless;   /* it begins with a row of the portal: the portal's order is taken */
  GPtrArray *rows;     /* of MdgImportRow */
  guint n_skipped;     /* lines around the table: titles, 「1~3 件目 / 3 件」, notes */
  guint count[4];      /* of each verdict; filled by judging */
  MdgTableEncoding encoding;
  char separator;
  gboolean judged;
  int n_applied; /* atomic: rows gone through while it is carried out */
} MdgImportPlan;

/* Reads the rows and refuses those that are wrong in themselves.
 * Errors: MDG_ERROR_NOT_FOUND: there is no column of account IDs. Returns: (transfer full) (nullable) */
MdgImportPlan *mdg_import_plan_new (const MdgTable *table, GError **error);
MdgImportPlan *mdg_import_plan_ref (MdgImportPlan *plan);
void mdg_import_plan_unref (MdgImportPlan *plan);

/* Compares with what there is. @known: ID → MdgAccount, at least those in the plan; @whole: the service's whole
 * list has been here; @keeper: 機関コード of accounts that the table says none of. Once per plan. */
void mdg_import_plan_judge (MdgImportPlan *plan, GHashTable *known, gboolean whole, const char *keeper);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgImportPlan, mdg_import_plan_unref)

G_END_DECLS
