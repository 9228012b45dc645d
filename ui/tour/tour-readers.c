/* tour-readers.c: the tour's look into the tab [カードリーダー].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour-readers.h"

#include "print/sheet-printer.h"
#include "readers/guide-page.h"
#include "readers/readers-page.h"

static gboolean
is_at_rest (gpointer page)
{
  return mdg_readers_page_is_at_rest (page);
}

static gboolean
is_written (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

void
mdg_tour_readers_look (MdgTourStage *stage)
{
  MdgWindow *window = mdg_tour_stage_get_window (stage);
  g_autofree char *printed = mdg_tour_path (stage, "sheet-printed.pdf");
  g_autofree char *saved = mdg_tour_path (stage, "sheet.pdf");
  g_autofree char *sheet = mdg_tour_path (stage, "readers.pdf");
  GtkWidget *page;

  if (mdg_tour_stage_has_failed (stage))
    return;
  mdg_window_show_tab (window, "readers");
  page = mdg_window_get_page (window);
  if (!MDG_IS_READERS_PAGE (page))
    {
      mdg_tour_fail (stage, "there is no page of card readers");
      return;
    }
  mdg_tour_wait (stage, "the card readers", is_at_rest, page);
  mdg_tour_picture (stage, "readers");
  mdg_sheet_printer_answer_dialogs (sheet, sheet);
  mdg_tour_press (stage, "save_pdf");
  mdg_tour_wait (stage, "the sheet for support", is_written, sheet);
  mdg_sheet_printer_answer_dialogs (printed, saved);
  mdg_tour_press (stage, "guide");
  mdg_guide_page_choose (MDG_GUIDE_PAGE (mdg_window_get_page (window)), "canon", "on");
  mdg_tour_picture (stage, "terminal-daily");
  mdg_tour_press (stage, "back");
  mdg_window_show_tab (window, "login");
}
