/* record-verdict.c: what is said of 操作の記録 as a whole.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/record-verdict.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "unreadable-text.h"
#include "widgets/status-row.h"
#include "widgets/widget-tools.h"

#define UNREADABLE_MAX 5 /* that are named */

char *
mdg_record_verdict_text (const MdgRecord *record)
{
  g_autofree char *number = mdg_count_text (record->verdict.number);

  switch (record->verdict.state)
    {
    case MDG_AUDIT_SOUND:
      break;
    case MDG_AUDIT_UNKNOWN:
      return g_strdup (_ ("Whether this record was altered can be said once it is unlocked."));
    case MDG_AUDIT_ALTERED:
      return g_strdup_printf (_ ("Row %s of this record was altered."), number);
    case MDG_AUDIT_MISSING:
      return g_strdup_printf (_ ("Row %s of this record was taken out."), number);
    case MDG_AUDIT_CUT:
      return g_strdup_printf (_ ("The end of this record was cut off, from row %s on."), number);
    case MDG_AUDIT_AHEAD:
      return g_strdup_printf (
          _ ("The secrets are from before row %s of this record: older ones were put back."),
          number);
    case MDG_AUDIT_REMOVED:
      return g_strdup (_ ("An earlier record was taken away as a whole."));
    }
  return g_strdup (_ ("This record has not been altered."));
}

static void
add (GtkWidget *box, MdgStatusKind kind, const char *title, const char *detail)
{
  GtkWidget *row = mdg_status_row_new (_ ("Record of acts"));

  mdg_status_row_set (MDG_STATUS_ROW (row), kind, title, detail);
  gtk_box_append (GTK_BOX (box), row);
}

static void
add_state (GtkWidget *box, const MdgRecord *record)
{
  g_autofree char *text = mdg_record_verdict_text (record);
  g_autofree char *count = mdg_count_text (record->verdict.n_rows);
  g_autofree char *checked
      = g_strdup_printf (ngettext ("%s row was checked just now.", "%s rows were checked just now.",
                                   (gulong)record->verdict.n_rows),
                         count);

  if (record->verdict.state == MDG_AUDIT_SOUND)
    add (box, MDG_STATUS_GOOD, text, checked);
  else if (record->verdict.state == MDG_AUDIT_UNKNOWN)
    add (box, MDG_STATUS_WAITING, text, NULL);
  else
    add (
        box, MDG_STATUS_BAD, text,
        _ ("Somebody, or a fault of the disk, changed the file outside of the program. What the "
           "list "
           "shows from there on need not be so. Print this page and tell whoever is responsible."));
}

static void
add_older (GtkWidget *box, const MdgRecord *record)
{
  g_autofree char *count = mdg_count_text (record->verdict.n_older);
  g_autofree char *title = NULL;

  if (record->verdict.n_older == 0)
    return;
  title = g_strdup_printf (ngettext ("%s time the records were exchanged outside of the program.",
                                     "%s times the records were exchanged outside of the program.",
                                     (gulong)record->verdict.n_older),
                           count);
  add (box, MDG_STATUS_ATTENTION, title,
       _ ("An older file was put back, records began anew, their counter was missing, or the list "
          "of the secrets was damaged: see “Other” in the list. What was recorded in between may "
          "be missing, and a secret may be an older one."));
}

static void
add_unreadable (GtkWidget *box, const MdgRecord *record)
{
  g_autofree char *names = mdg_unreadable_text (record->unreadable, UNREADABLE_MAX);
  g_autofree char *count = mdg_count_text (record->unreadable->len);
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;

  title = g_strdup_printf (ngettext ("%s secret was not as it was kept, and was set aside.",
                                     "%s secrets were not as they were kept, and were set aside.",
                                     (gulong)record->unreadable->len),
                           count);
  detail = g_strdup_printf (_ ("%s\nThey are kept as they were found; everything else goes on. "
                               "Type or register them again."),
                            names);
  if (record->unreadable->len > 0)
    add (box, MDG_STATUS_ATTENTION, title, detail);
}

void
mdg_record_verdict_fill (GtkWidget *box, const MdgRecord *record)
{
  g_return_if_fail (GTK_IS_BOX (box));

  mdg_widget_clear_box (box);
  if (record == NULL)
    return;
  add_state (box, record);
  add_older (box, record);
  add_unreadable (box, record);
}
