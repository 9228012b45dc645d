/* hand-out.c: a page's sheet to the printer or into a PDF.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "print/hand-out.h"

#include <glib/gi18n.h>

#include "widgets/widget-tools.h"

typedef struct
{
  MdgPageFrame *page;
  GCancellable *cancellable;
  MdgUsableFunc set_usable;
  GObject *owner;
  GWeakRef focus; /* what had it */
} HandOut;

static void
hand_out_free (HandOut *job)
{
  g_object_unref (job->page);
  g_object_unref (job->cancellable);
  g_object_unref (job->owner);
  g_weak_ref_clear (&job->focus);
  g_free (job);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HandOut, hand_out_free)

void
mdg_hand_out_tell_saved (MdgPageFrame *page, const char *path, const GError *error)
{
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  if (name != NULL)
    mdg_page_show_message (page, MDG_MESSAGE_SUCCESS, _ ("Saved"), name);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mdg_page_show_error (page, error);
}

/* What could not be pressed for a while lost the focus, and Tab would begin at the top of the
 * window. */
static void
give_focus_back (HandOut *job)
{
  g_autoptr (GtkWidget) focus = g_weak_ref_get (&job->focus);
  GtkWidget *primary = mdg_page_get_primary (job->page);

  if (focus != NULL && gtk_widget_get_mapped (focus))
    mdg_widget_refocus (focus);
  if (primary != NULL)
    mdg_widget_refocus (primary);
}

static void
handed_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HandOut) job = data;
  g_autoptr (GError) error = NULL;
  MdgSheetPrinter *printer = MDG_SHEET_PRINTER (source);
  MdgSheetOutcome outcome = mdg_sheet_printer_finish (printer, result, &error);

  if (g_cancellable_is_cancelled (job->cancellable))
    return;
  job->set_usable (job->owner, TRUE);
  give_focus_back (job);
  if (outcome == MDG_SHEET_PRINTED)
    mdg_page_show_message (job->page, MDG_MESSAGE_SUCCESS, _ ("Sent to the printer"), NULL);
  else if (outcome != MDG_SHEET_CANCELLED)
    mdg_hand_out_tell_saved (
        job->page, outcome == MDG_SHEET_SAVED ? mdg_sheet_printer_get_path (printer) : NULL, error);
}

void
mdg_hand_out (MdgSheetPrinter *printer,
              gboolean on_paper,
              MdgPageFrame *page,
              GCancellable *cancellable,
              MdgUsableFunc set_usable,
              gpointer owner)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (owner));
  GtkWindow *parent = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
  HandOut *job = g_new0 (HandOut, 1);

  job->page = g_object_ref (page);
  job->cancellable = g_object_ref (cancellable);
  job->set_usable = set_usable;
  job->owner = g_object_ref (owner);
  g_weak_ref_init (&job->focus, root != NULL ? gtk_root_get_focus (root) : NULL);
  mdg_page_hide_message (page);
  set_usable (owner, FALSE);
  if (on_paper)
    mdg_sheet_printer_print_async (printer, parent, cancellable, handed_out, job);
  else
    mdg_sheet_printer_save_async (printer, parent, cancellable, handed_out, job);
}
