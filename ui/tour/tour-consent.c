/* tour-consent.c: the tour's way through the tab [同意フロー].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour-consent.h"

#include "consent/flow-page.h"
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
  mdg_window_show_tab (window, "login");
}
