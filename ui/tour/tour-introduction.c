/* tour-introduction.c: the tour's way through the tabs [導入準備] and [問い合わせ先].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour-introduction.h"

#include "core/day.h"
#include "introduction/forms-page.h"
#include "introduction/plan-page.h"
#include "introduction/step-page.h"
#include "print/sheet-printer.h"
#include "support/bundle-page.h"
#include "support/contacts-page.h"
#include "support/move-in-page.h"
#include "support/record-page.h"
#include "widgets/path-chooser.h"

#define MONTHS_AHEAD 5

static gboolean
is_at_plan (gpointer stage)
{
  return MDG_IS_PLAN_PAGE (mdg_window_get_page (mdg_tour_stage_get_window (stage)));
}

static gboolean
is_at_step (gpointer stage)
{
  return MDG_IS_STEP_PAGE (mdg_window_get_page (mdg_tour_stage_get_window (stage)));
}

static gboolean
is_at_forms (gpointer stage)
{
  return MDG_IS_FORMS_PAGE (mdg_window_get_page (mdg_tour_stage_get_window (stage)));
}

static gboolean
is_at_contacts (gpointer stage)
{
  return MDG_IS_CONTACTS_PAGE (mdg_window_get_page (mdg_tour_stage_get_window (stage)));
}

/* All of it is gathered. */
static gboolean
has_bundle (gpointer stage)
{
  GtkWidget *page = mdg_window_get_page (mdg_tour_stage_get_window (stage));

  return MDG_IS_BUNDLE_PAGE (page) && mdg_bundle_page_is_at_rest (MDG_BUNDLE_PAGE (page));
}

/* The first of one's own is on the page. */
static gboolean
has_own (gpointer stage)
{
  GtkWidget *page = mdg_window_get_page (mdg_tour_stage_get_window (stage));

  return MDG_IS_CONTACTS_PAGE (page) && mdg_contacts_page_has_own (MDG_CONTACTS_PAGE (page));
}

static gboolean
has_record (gpointer stage)
{
  GtkWidget *page = mdg_window_get_page (mdg_tour_stage_get_window (stage));

  return MDG_IS_RECORD_PAGE (page) && mdg_record_page_is_at_rest (MDG_RECORD_PAGE (page));
}

static gboolean
has_looked (gpointer stage)
{
  GtkWidget *page = mdg_window_get_page (mdg_tour_stage_get_window (stage));

  return MDG_IS_MOVE_IN_PAGE (page) && mdg_move_in_page_has_looked (MDG_MOVE_IN_PAGE (page));
}

static gboolean
has_taken (gpointer stage)
{
  GtkWidget *page = mdg_window_get_page (mdg_tour_stage_get_window (stage));

  return MDG_IS_MOVE_IN_PAGE (page) && mdg_move_in_page_is_at_rest (MDG_MOVE_IN_PAGE (page));
}

static gboolean
is_written (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The first of a month, @months from now. Returns: (transfer full) */
static char *
first_day (int months)
{
  MdgDay day = mdg_day_add_months (mdg_day_in_japan (g_get_real_time () / G_USEC_PER_SEC), months);
  int year, month;

  mdg_day_get (day, &year, &month, NULL);
  return mdg_day_text (mdg_day_new (year, month, 1));
}

static void
make_plan (MdgTourStage *stage, int months)
{
  g_autofree char *wished = first_day (months);

  mdg_tour_press (stage, "wish");
  mdg_tour_type (stage, "wished", wished);
  if (months == MONTHS_AHEAD)
    mdg_tour_picture (stage, "introduction-wish");
  mdg_tour_press (stage, "make");
  mdg_tour_wait (stage, "the plan", is_at_plan, stage);
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

/* A form with some of its fields empty: it says so, and is saved after all. */
static void
save_form (MdgTourStage *stage, const char *name)
{
  g_autofree char *path = mdg_tour_path (stage, name);

  mdg_sheet_printer_answer_dialogs (path, path);
  mdg_tour_press (stage, "save_pdf");
  mdg_tour_answer (stage, "save");
  mdg_tour_wait (stage, name, is_written, path);
}

static void
make_forms (MdgTourStage *stage)
{
  static const char *const values[][2] = {
    { "form.name", "しおかぜクリニック" },
    { "form.post", "231-0001" },
    { "form.address", "神奈川県横浜市中区新港1-2-3" },
    { "form.founder", "潮風　渚" },
    { "form.contact-phone", "045-123-4567" },
  };

  mdg_tour_press (stage, "forms");
  mdg_tour_wait (stage, "the forms", is_at_forms, stage);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    mdg_tour_type (stage, values[i][0], values[i][1]);
  mdg_tour_picture (stage, "introduction-form-1");
  mdg_tour_press (stage, "example");
  mdg_tour_picture (stage, "introduction-form-example");
  mdg_tour_press (stage, "example");
  save_form (stage, "form-1.pdf");
  mdg_tour_press (stage, "back");
  mdg_tour_press (stage, "designation");
  mdg_tour_wait (stage, "the step", is_at_step, stage);
  mdg_tour_press (stage, "form");
  mdg_tour_wait (stage, "the forms", is_at_forms, stage);
  mdg_tour_type (stage, "form.vendor", "しおかぜシステム");
  mdg_tour_picture (stage, "introduction-form-2");
  save_form (stage, "form-2.pdf");
  mdg_tour_press (stage, "back");
}

/* The dialogs' answers go back to what the tour has for its sheets. */
static void
answer_as_before (MdgTourStage *stage)
{
  g_autofree char *printed = mdg_tour_path (stage, "sheet-printed.pdf");
  g_autofree char *saved = mdg_tour_path (stage, "sheet.pdf");

  mdg_path_chooser_answer (NULL, NULL);
  mdg_sheet_printer_answer_dialogs (printed, saved);
}

static void
hand_all_out (MdgTourStage *stage)
{
  hand_out (stage, "save_pdf", "introduction.pdf");
  hand_out (stage, "save_ics", "introduction.ics");
  make_forms (stage);
  answer_as_before (stage);
}

void
mdg_tour_introduction (MdgTourStage *stage)
{
  if (mdg_tour_stage_has_failed (stage))
    return;
  mdg_window_show_tab (mdg_tour_stage_get_window (stage), "introduction");
  mdg_tour_picture (stage, "introduction-none");
  make_plan (stage, 1);
  mdg_tour_picture (stage, "introduction-too-late");
  make_plan (stage, MONTHS_AHEAD);
  mdg_tour_press (stage, "number");
  mdg_tour_wait (stage, "the step", is_at_step, stage);
  mdg_tour_picture (stage, "introduction-step");
  mdg_tour_press (stage, "back");
  mdg_tour_press (stage, "reader");
  mdg_tour_wait (stage, "the step", is_at_step, stage);
  mdg_tour_type (stage, "note", "発注番号 A-102");
  mdg_tour_press (stage, "done");
  mdg_tour_press (stage, "save");
  mdg_tour_wait (stage, "the plan", is_at_plan, stage);
  mdg_tour_picture (stage, "introduction-plan");
  hand_all_out (stage);
  mdg_window_show_tab (mdg_tour_stage_get_window (stage), "login");
}

/* Out, and in again, where all of it is the same. */
static void
move (MdgTourStage *stage)
{
  g_autofree char *path = mdg_tour_path (stage, "moving.madoguchi");

  mdg_path_chooser_answer (NULL, path);
  mdg_tour_press (stage, "move");
  mdg_tour_type (stage, "passphrase", "しおかぜの引っ越し2026");
  mdg_tour_type (stage, "repeated", "しおかぜの引っ越し2026");
  mdg_tour_picture (stage, "support-move-out");
  mdg_tour_press (stage, "write");
  mdg_tour_wait (stage, "the moving file", is_written, path);
  mdg_tour_press (stage, "other");
  mdg_tour_press (stage, "choose");
  mdg_tour_type (stage, "passphrase", "しおかぜの引っ越し2026");
  mdg_tour_press (stage, "next");
  mdg_tour_wait (stage, "what the file has", has_looked, stage);
  mdg_tour_picture (stage, "support-move-in");
  mdg_tour_press (stage, "next");
  mdg_tour_wait (stage, "what was taken in", has_taken, stage);
  mdg_tour_picture (stage, "support-moved");
  mdg_path_chooser_answer (NULL, NULL);
  mdg_tour_press (stage, "back");
  mdg_tour_press (stage, "back");
}

void
mdg_tour_support (MdgTourStage *stage)
{
  MdgWindow *window = mdg_tour_stage_get_window (stage);

  if (mdg_tour_stage_has_failed (stage))
    return;
  mdg_window_show_tab (window, "support");
  mdg_tour_wait (stage, "the contacts", is_at_contacts, stage);
  mdg_tour_picture (stage, "support");
  mdg_tour_press (stage, "add");
  mdg_tour_type (stage, "name", "しおかぜレセコン サポート");
  mdg_tour_type (stage, "phone", "03-1234-5678");
  mdg_tour_type (stage, "weekday", "9:00-18:00");
  mdg_tour_picture (stage, "support-own");
  mdg_tour_press (stage, "save");
  mdg_tour_wait (stage, "the new contact", has_own, stage);
  if (mdg_tour_stage_has_failed (stage))
    return;
  mdg_contacts_page_go (MDG_CONTACTS_PAGE (mdg_window_get_page (window)), "topic/receipt");
  mdg_tour_press (stage, "contacts.qr");
  mdg_tour_picture (stage, "support-qr");
  mdg_tour_answer (stage, "cancel");
  mdg_tour_picture (stage, "support-topic");
  mdg_tour_type (stage, "search", "wrong-passcode");
  mdg_tour_press (stage, "error/wrong-passcode");
  mdg_tour_picture (stage, "support-cure");
  mdg_tour_press (stage, "back");
  mdg_tour_press (stage, "bundle");
  mdg_tour_wait (stage, "the information for support", has_bundle, stage);
  mdg_tour_picture (stage, "support-bundle");
  mdg_tour_press (stage, "back");
  move (stage);
  mdg_tour_press (stage, "record");
  mdg_tour_wait (stage, "the record of acts", has_record, stage);
  mdg_tour_picture (stage, "support-record");
  hand_out (stage, "save", "record.csv");
  mdg_tour_wait (stage, "the record with that in it", has_record, stage);
  hand_out (stage, "save_pdf", "record.pdf");
  answer_as_before (stage);
  mdg_tour_press (stage, "back");
  mdg_tour_type (stage, "search", "別紙2");
  mdg_tour_press (stage, "introduction/designation");
  mdg_tour_wait (stage, "what was found", is_at_step, stage);
  mdg_tour_press (stage, "back");
  mdg_window_show_tab (window, "login");
}
