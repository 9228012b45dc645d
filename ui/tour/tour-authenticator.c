/* tour-authenticator.c: the tour's look into the tab [Authenticator].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour-authenticator.h"

#include "authenticator/add-page.h"
#include "authenticator/codes-page.h"
#include "authenticator/phone-page.h"
#include "authenticator/trash-page.h"
#include "print/sheet-printer.h"

/* The key of RFC 6238's vectors: nobody's. */
#define KEY "gezd gnbv gy3t qojq gezd gnbv gy3t qojq"

static GtkWidget *
page_of (MdgTourStage *stage)
{
  return mdg_window_get_page (mdg_tour_stage_get_window (stage));
}

static gboolean
is_at_rest (gpointer stage)
{
  GtkWidget *page = page_of (stage);

  if (MDG_IS_CODES_PAGE (page))
    return mdg_codes_page_is_at_rest (MDG_CODES_PAGE (page));
  if (MDG_IS_ADD_PAGE (page))
    return mdg_add_page_is_at_rest (MDG_ADD_PAGE (page));
  return MDG_IS_PHONE_PAGE (page) && mdg_phone_page_is_at_rest (MDG_PHONE_PAGE (page));
}

static void
rest (MdgTourStage *stage, const char *what)
{
  mdg_tour_wait (stage, what, is_at_rest, stage);
}

static gboolean
shows_phone (gpointer stage)
{
  return MDG_IS_PHONE_PAGE (page_of (stage)) && is_at_rest (stage);
}

static gboolean
shows_codes (gpointer stage)
{
  return MDG_IS_CODES_PAGE (page_of (stage)) && is_at_rest (stage);
}

static gboolean
shows_code (gpointer stage)
{
  GtkWidget *page = page_of (stage);

  return MDG_IS_CODES_PAGE (page)
         && mdg_code_panel_is_ready (mdg_codes_page_get_panel (MDG_CODES_PAGE (page)));
}

void
mdg_tour_authenticator_look_in (MdgTourStage *stage)
{
  if (mdg_tour_stage_has_failed (stage))
    return;
  mdg_window_show_tab (mdg_tour_stage_get_window (stage), "authenticator");
  rest (stage, "the Authenticator's entries");
  mdg_tour_picture (stage, "authenticator-empty");
  mdg_window_show_tab (mdg_tour_stage_get_window (stage), "login");
}

static void
add_by_hand (MdgTourStage *stage)
{
  mdg_tour_press (stage, "add");
  rest (stage, "the page for adding");
  mdg_tour_type (stage, "issuer", "医療機関等向け総合ポータルサイト");
  mdg_tour_type (stage, "account", "uketsuke@example.jp");
  mdg_tour_type (stage, "key", "0189");
  mdg_tour_press (stage, "take");
  mdg_tour_picture (stage, "authenticator-bad-key");
  mdg_tour_type (stage, "key", KEY);
  mdg_tour_press (stage, "take");
  mdg_tour_picture (stage, "authenticator-preview");
  mdg_tour_press (stage, "keep");
  mdg_tour_wait (stage, "the new entry", shows_codes, stage);
}

static gboolean
is_in_trash (gpointer stage)
{
  GtkWidget *page = page_of (stage);

  return MDG_IS_TRASH_PAGE (page) && mdg_trash_page_is_filled (MDG_TRASH_PAGE (page));
}

static gboolean
is_empty (gpointer stage)
{
  return !is_in_trash (stage);
}

static void
throw_away (MdgTourStage *stage)
{
  mdg_tour_press (stage, "trash");
  mdg_tour_press (stage, "bin");
  mdg_tour_wait (stage, "the trash", is_in_trash, stage);
  mdg_tour_picture (stage, "authenticator-trash");
  mdg_tour_press (stage, "restore");
  mdg_tour_wait (stage, "the entry to come back", is_empty, stage);
  mdg_tour_press (stage, "back");
}

static void
hand_on (MdgTourStage *stage)
{
  MdgWindow *window = mdg_tour_stage_get_window (stage);
  g_autofree char *printed = mdg_tour_path (stage, "sheet-printed.pdf");
  g_autofree char *saved = mdg_tour_path (stage, "sheet.pdf");
  g_autofree char *sheet = mdg_tour_path (stage, "authenticator.pdf");

  mdg_sheet_printer_answer_dialogs (sheet, sheet);
  mdg_tour_press (stage, "sheets");
  mdg_tour_press (stage, "close"); /* of the message */
  mdg_sheet_printer_answer_dialogs (printed, saved);
  gtk_widget_activate_action (page_of (stage), "authenticator.phone", "x", (gint64)0);
  mdg_tour_wait (stage, "the migration QR code", shows_phone, stage);
  mdg_tour_picture (stage, "authenticator-phone");
  mdg_tour_press (stage, "done");
  mdg_tour_press (stage, "file");
  mdg_tour_picture (stage, "authenticator-file");
  mdg_tour_press (stage, "back");
  mdg_window_show_tab (window, "authenticator");
}

void
mdg_tour_authenticator_walk (MdgTourStage *stage)
{
  MdgWindow *window = mdg_tour_stage_get_window (stage);

  if (mdg_tour_stage_has_failed (stage))
    return;
  mdg_window_show_tab (window, "authenticator");
  mdg_tour_wait (stage, "the entry of the login", shows_code, stage);
  add_by_hand (stage);
  mdg_tour_wait (stage, "a passcode", shows_code, stage);
  mdg_tour_press (stage, "reveal");
  mdg_tour_picture (stage, "authenticator");
  mdg_tour_press (stage, "edit");
  mdg_tour_picture (stage, "authenticator-edit");
  mdg_tour_press (stage, "back");
  throw_away (stage);
  hand_on (stage);
  mdg_window_show_tab (window, "login");
}
