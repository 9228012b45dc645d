/* tour-consent.c: the tour's way through the tab [同意フロー].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour-consent.h"

#include "consent/flow-page.h"
#include "consent/receptions-page.h"
#include "consent/totals-page.h"
#include "print/sheet-printer.h"
#include "widgets/path-chooser.h"

/* To the end, by answers of which some give and some refuse. */
static const char *const answers[]
    = { "phone", "android", "next", "read", "yes",     "no",   "each",
        "no",    "no",      "yes",  "yes",  "unknown", "valid" };

static void
answer (MdgTourStage *stage, MdgFlowPage *page, const char *id)
{
  mdg_tour_log (stage, "answer %s", id);
  mdg_flow_page_answer (page, id);
}

static gboolean
is_written (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
hand_out (MdgTourStage *stage, const char *button, const char *name)
{
  g_autofree char *path = mdg_tour_path (stage, name);

  mdg_path_chooser_answer (NULL, path);
  mdg_sheet_printer_answer_dialogs (path, path);
  mdg_tour_press (stage, button);
  mdg_tour_wait (stage, name, is_written, path);
}

/* The dialogs' answers go back to what the tour has for its sheets. */
static void
hand_all_out (MdgTourStage *stage)
{
  g_autofree char *printed = mdg_tour_path (stage, "sheet-printed.pdf");
  g_autofree char *saved = mdg_tour_path (stage, "sheet.pdf");

  hand_out (stage, "save_pdf", "consent.pdf");
  hand_out (stage, "print", "consent-printed.pdf");
  hand_out (stage, "save_svg", "consent.svg");
  hand_out (stage, "save_png", "consent.picture");
  mdg_tour_picture (stage, "consent-saved");
  mdg_path_chooser_answer (NULL, NULL);
  mdg_sheet_printer_answer_dialogs (printed, saved);
}

/* receptions ---------------------------------------------------------------------------------- */

static GtkWidget *
page_of (MdgTourStage *stage)
{
  return mdg_window_get_page (mdg_tour_stage_get_window (stage));
}

/* That many, invented by the training, have been read. */
static gboolean
has_receptions (gpointer stage)
{
  GtkWidget *page = page_of (stage);
  MdgReceptionList *list = MDG_IS_RECEPTIONS_PAGE (page)
                               ? mdg_receptions_page_get_list (MDG_RECEPTIONS_PAGE (page))
                               : NULL;

  return list != NULL && mdg_reception_list_is_settled (list)
         && g_list_model_get_n_items (G_LIST_MODEL (mdg_reception_list_get_rows (list))) >= 1500;
}

static gboolean
has_streams (gpointer stage)
{
  GtkWidget *page = page_of (stage);

  return MDG_IS_TOTALS_PAGE (page) && mdg_totals_page_is_counted (MDG_TOTALS_PAGE (page));
}

static void
save (MdgTourStage *stage, const char *button, const char *name)
{
  g_autofree char *printed = mdg_tour_path (stage, "sheet-printed.pdf");
  g_autofree char *saved = mdg_tour_path (stage, "sheet.pdf");

  hand_out (stage, button, name);
  mdg_path_chooser_answer (NULL, NULL);
  mdg_sheet_printer_answer_dialogs (printed, saved);
}

/* Begins and ends at the flow. */
static void
look_at_receptions (MdgTourStage *stage)
{
  mdg_tour_press (stage, "receptions");
  mdg_tour_picture (stage, "receptions-none");
  mdg_tour_press (stage, "write");
  mdg_tour_wait (stage, "the receptions", has_receptions, stage);
  mdg_tour_picture (stage, "receptions");
  mdg_tour_press (stage, "export");
  mdg_tour_picture (stage, "receptions-export");
  save (stage, "save", "receptions.csv");
  mdg_tour_press (stage, "back");
  mdg_tour_press (stage, "open");
  mdg_tour_picture (stage, "reception");
  mdg_tour_press (stage, "next");
  mdg_tour_picture (stage, "reception-next");
  mdg_tour_press (stage, "back");
  mdg_tour_press (stage, "totals");
  mdg_tour_wait (stage, "the streams", has_streams, stage);
  mdg_tour_picture (stage, "streams");
  mdg_tour_press (stage, "whole");
  mdg_tour_picture (stage, "streams-whole");
  save (stage, "save_pdf", "streams.pdf");
  save (stage, "save_svg", "streams.svg");
  mdg_tour_press (stage, "as_table");
  mdg_tour_picture (stage, "streams-table");
  mdg_tour_press (stage, "back");
  mdg_tour_press (stage, "back");
}

void
mdg_tour_consent_walk (MdgTourStage *stage)
{
  MdgWindow *window = mdg_tour_stage_get_window (stage);
  MdgFlowPage *page;

  if (mdg_tour_stage_has_failed (stage))
    return;
  mdg_window_show_tab (window, "consent");
  if (!MDG_IS_FLOW_PAGE (mdg_window_get_page (window)))
    {
      mdg_tour_fail (stage, "there is no consent flow");
      return;
    }
  page = MDG_FLOW_PAGE (mdg_window_get_page (window));
  mdg_tour_picture (stage, "consent");
  mdg_flow_page_choose (page, "smartphone", "on");
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      answer (stage, page, answers[i]);
      if (i == 6)
        mdg_tour_picture (stage, "consent-each");
    }
  mdg_tour_picture (stage, "consent-done");
  mdg_tour_press (stage, "larger");
  mdg_tour_press (stage, "larger");
  mdg_tour_picture (stage, "consent-larger");
  mdg_tour_press (stage, "whole");
  hand_all_out (stage);
  mdg_tour_press (stage, "qualification");
  mdg_tour_picture (stage, "consent-qualification");
  mdg_tour_press (stage, "back");
  look_at_receptions (stage);
  mdg_window_show_tab (window, "login");
}
