/* record-rows.h: 操作の記録 as a list: its words, its columns and what of it is looked for. Main thread. */
#pragma once

#include <gtk/gtk.h>
#include "store/record.h"

G_BEGIN_DECLS

#define MDG_RECORD_COLUMNS 5

/* A row. */
#define MDG_TYPE_RECORD_ROW (mdg_record_row_get_type ())
G_DECLARE_FINAL_TYPE (MdgRecordRow, mdg_record_row, MDG, RECORD_ROW, GObject)

/* Returns: (transfer full) */
MdgRecordRow *mdg_record_row_new (const MdgAuditEvent *event);

/* The text of a column: date and time, who, what was done, with what, whose. (transfer none) */
const char *mdg_record_row_get_text (MdgRecordRow *row, guint column);

const char *mdg_record_column_title (guint column);

/* Gives @view its columns. */
void mdg_record_columns_add (GtkColumnView *view);

/* Which acts are looked for. */
typedef enum
{
  MDG_RECORD_ALL,
  MDG_RECORD_HANDED_OUT, /* printed, saved, exported, moved */
  MDG_RECORD_SEEN,       /* revealed, copied */
  MDG_RECORD_DOOR,       /* lock and passphrase */
  MDG_RECORD_OTHER,
  MDG_RECORD_N_GROUPS
} MdgRecordGroup;

const char *mdg_record_group_text (MdgRecordGroup group);

/* Whether an event is of @group and has all of the folded words @words, parted by spaces, in its texts. */
gboolean mdg_record_row_matches (MdgRecordRow *row, const MdgAuditEvent *event, MdgRecordGroup group, const char *words);

G_END_DECLS
