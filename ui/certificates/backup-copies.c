/* backup-copies.c: how far the copies of a backup job are.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/backup-copies.h"

#include <glib/gi18n.h>

#include "certificates/certificate-text.h"
#include "widgets/status-row.h"
#include "widgets/widget-tools.h"

/* "1234567890.p12 → KANRI (E:)" */
static char *
copy_name (const MdgBackupCopy *copy)
{
  g_autofree char *file = g_filename_display_basename (copy->source);
  g_autofree char *folder = g_filename_display_name (copy->target);
  g_autofree char *drive = copy->drive != NULL && g_strcmp0 (copy->drive->path, copy->target) == 0
                               ? mdg_drive_name (copy->drive)
                               : g_strdup (folder);

  return g_strdup_printf ("%s → %s", file, drive);
}

/* How well it was looked at, and where it is. */
static char *
done_detail (const MdgBackupCopy *copy)
{
  g_autofree char *path = g_filename_display_name (copy->path);
  g_autofree char *check = mdg_backup_check_text (copy->manifest->key_checked, copy->unopened,
                                                  copy->manifest->past_cache);

  if (copy->was_there)
    return g_strdup_printf ("%s\n%s\n%s", _ ("The same file lay there already."), check, path);
  return g_strdup_printf ("%s\n%s", check, path);
}

/* Whether something else is still to be written there: then it must not be taken out yet. */
static gboolean
is_in_use (GPtrArray *copies, const MdgBackupCopy *copy)
{
  for (guint i = 0; i < copies->len; i++)
    {
      const MdgBackupCopy *other = copies->pdata[i];

      if (other->step < MDG_BACKUP_DONE && mdg_backup_copy_shares_drive (copy, other))
        return TRUE;
    }
  return FALSE;
}

static void
show_copy (GtkWidget *row, GPtrArray *copies, const MdgBackupCopy *copy)
{
  MdgStatusRow *status = MDG_STATUS_ROW (row);
  g_autofree char *words = NULL;
  g_autofree char *detail = NULL;

  switch (copy->step)
    {
    case MDG_BACKUP_DONE:
      detail = done_detail (copy);
      mdg_status_row_set (status, MDG_STATUS_GOOD,
                          is_in_use (copies, copy) ? _ ("Done.") : mdg_backup_step_text (copy),
                          detail);
      break;
    case MDG_BACKUP_FAILED:
      words = mdg_backup_failure_text (copy->error, &detail);
      mdg_status_row_set (status, MDG_STATUS_BAD, words, detail);
      break;
    case MDG_BACKUP_CANCELLED:
      mdg_status_row_set (status, MDG_STATUS_ATTENTION, mdg_backup_step_text (copy), NULL);
      break;
    default:
      mdg_status_row_set (status, MDG_STATUS_WAITING, mdg_backup_step_text (copy), NULL);
    }
}

void
mdg_backup_copies_fill (GtkWidget *box, GPtrArray *copies)
{
  mdg_widget_clear_box (box);
  for (guint i = 0; i < copies->len; i++)
    {
      g_autofree char *name = copy_name (copies->pdata[i]);
      gtk_box_append (GTK_BOX (box), mdg_status_row_new (name));
    }
}

void
mdg_backup_copies_update (GtkWidget *box, GPtrArray *copies)
{
  GtkWidget *row = gtk_widget_get_first_child (box);

  for (guint i = 0; i < copies->len && row != NULL; i++, row = gtk_widget_get_next_sibling (row))
    show_copy (row, copies, copies->pdata[i]);
}
