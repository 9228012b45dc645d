/* status-row.h: one thing and how it stands: symbol, name, words. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_STATUS_GOOD,
  MDG_STATUS_ATTENTION,
  MDG_STATUS_BAD,
  MDG_STATUS_WAITING /* not decided yet */
} MdgStatusKind;

#define MDG_TYPE_STATUS_ROW (mdg_status_row_get_type ())
G_DECLARE_FINAL_TYPE (MdgStatusRow, mdg_status_row, MDG, STATUS_ROW, GtkWidget)

/* Property: label (string: what it is about). In a .ui file its children stand at the end of the row, something to do about
 * it.
 *
 * @name: what it is about. */
GtkWidget *mdg_status_row_new (const char *name);

/* @title: how it stands; @detail: (nullable) */
void
mdg_status_row_set (MdgStatusRow *row, MdgStatusKind kind, const char *title, const char *detail);

/* Something to do about it, at the end of the row. */
void mdg_status_row_add (MdgStatusRow *row, GtkWidget *widget);

G_END_DECLS
