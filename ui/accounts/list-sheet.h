/* list-sheet.h: 資格確認アカウント管理 on paper: what stands on the sheet, filled row by row. No display. */
#pragma once

#include "accounts/account-list.h"
#include "paper/table-sheet.h"

G_BEGIN_DECLS

/* What the heading says. */
typedef struct
{
  const char *keeper;     /* 機関コード whose list it is */
  const char *looked_for; /* (nullable): what the rows were chosen by, in words */
  gint64 synced_at;       /* when the list was last the service's; 0: never */
  gint64 printed_at;
  gboolean training;
} MdgListSheetHead;

typedef struct
{
  MdgTableSheet *table; /* (nullable): NULL once it was taken */
  char *keeper;
  char *keeper_name; /* (nullable): as a row says */
} MdgListSheet;

/* Returns: (transfer full) */
MdgListSheet *mdg_list_sheet_new (const MdgListSheetHead *head);
void mdg_list_sheet_free (MdgListSheet *sheet);
void mdg_list_sheet_add (MdgListSheet *sheet, const MdgAccountRow *row);

/* With all rows on it: the sheet as it is to be printed. Returns: (transfer full) */
MdgTableSheet *mdg_list_sheet_take (MdgListSheet *sheet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgListSheet, mdg_list_sheet_free)

G_END_DECLS
