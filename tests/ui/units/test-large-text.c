/* test-large-text.c: in the text of 150 % every page stands beside the tabs on a screen of 1024
 * pixels, cut off nowhere (J3). SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include <glib/gi18n.h>

#include "certificates/backup-page.h"
#include "certificates/contents-page.h"
#include "certificates/details-page.h"
#include "certificates/folders-page.h"
#include "certificates/notice-page.h"
#include "certificates/notices-page.h"
#include "certificates/overview-page.h"
#include "certificates/renewal-page.h"
#include "consent/flow-page.h"
#include "consent/qualification-page.h"
#include "consent/reception-export-page.h"
#include "consent/reception-page.h"
#include "consent/receptions-page.h"
#include "consent/totals-page.h"
#include "consent/watch-line.h"
#include "introduction/forms-page.h"
#include "introduction/plan-page.h"
#include "introduction/step-page.h"
#include "introduction/wish-page.h"
#include "login/completed-page.h"
#include "login/credentials-page.h"
#include "login/ended-page.h"
#include "login/menu-page.h"
#include "login/passcode-page.h"
#include "login/password-page.h"
#include "login/registration-page.h"
#include "login/start-page.h"
#include "platform/machine.h"
#include "portal/apply-page.h"
#include "portal/browser-page.h"
#include "portal/home-page.h"
#include "portal/login-page.h"
#include "portal/mail-page.h"
#include "portal/menu-page.h"
#include "portal/operation-page.h"
#include "portal/register-page.h"
#include "readers/guide-page.h"
#include "readers/readers-page.h"
#include "support/bundle-page.h"
#include "support/contacts-page.h"
#include "support/cure-page.h"
#include "support/own-page.h"
#include "widgets/checklist.h"
#include "widgets/clamp.h"
#include "widgets/page.h"
#include "widgets/status-row.h"
#include "widgets/tab-bar.h"

#define SCREEN 1024
#define LARGE_FONT "Sans 15" /* 150 % of the 10 points that are GTK's */

static MdgCertificateDesk *
new_desk (MdgWorkplace *workplace)
{
  return mdg_certificate_desk_new (mdg_workplace_get_clock (workplace),
                                   mdg_workplace_get_settings (workplace));
}

static GtkWidget *
new_overview (MdgWorkplace *workplace)
{
  g_autoptr (MdgCertificateDesk) desk = new_desk (workplace);

  return mdg_overview_page_new (desk, workplace);
}

static GtkWidget *
new_backup (MdgWorkplace *workplace)
{
  g_autoptr (MdgCertificateDesk) desk = new_desk (workplace);

  return mdg_backup_page_new (desk);
}

static GtkWidget *
new_contents (MdgWorkplace *workplace)
{
  g_autoptr (MdgCertificateDesk) desk = new_desk (workplace);

  return mdg_contents_page_new (desk, workplace);
}

static GtkWidget *
new_details (MdgWorkplace *workplace)
{
  g_autoptr (MdgCertificateDesk) desk = new_desk (workplace);
  GtkWidget *page = mdg_details_page_new (desk, workplace);

  /* Its buttons are for different certificates: never all of them. */
  mdg_details_page_begin (MDG_DETAILS_PAGE (page), NULL, "none");
  return page;
}

static GtkWidget *
new_notices (MdgWorkplace *workplace)
{
  g_autoptr (MdgCertificateDesk) desk = new_desk (workplace);

  return mdg_notices_page_new (desk, TRUE);
}

static GtkWidget *
new_notice (MdgWorkplace *workplace)
{
  g_autoptr (MdgCertificateDesk) desk = new_desk (workplace);

  return mdg_notice_page_new (desk);
}

static GtkWidget *
new_folders (MdgWorkplace *workplace)
{
  g_autoptr (MdgCertificateDesk) desk = new_desk (workplace);

  return mdg_folders_page_new (desk);
}

static GtkWidget *
new_renewal (MdgWorkplace *workplace)
{
  return mdg_renewal_page_new ();
}

static MdgPlanDesk *
new_plan_desk (MdgWorkplace *workplace)
{
  g_autoptr (MdgCalendar) calendar = mdg_calendar_new ();

  return mdg_plan_desk_new (mdg_workplace_get_clock (workplace), calendar, C_ ("guide", "en"));
}

static GtkWidget *
new_plan (MdgWorkplace *workplace)
{
  g_autoptr (MdgPlanDesk) desk = new_plan_desk (workplace);

  return mdg_plan_page_new (desk, workplace);
}

static GtkWidget *
new_wish (MdgWorkplace *workplace)
{
  g_autoptr (MdgPlanDesk) desk = new_plan_desk (workplace);

  return mdg_wish_page_new (desk, workplace);
}

static GtkWidget *
new_step (MdgWorkplace *workplace)
{
  g_autoptr (MdgPlanDesk) desk = new_plan_desk (workplace);

  return mdg_step_page_new (desk, workplace);
}

static GtkWidget *
new_forms (MdgWorkplace *workplace)
{
  g_autoptr (MdgPlanDesk) plans = new_plan_desk (workplace);
  g_autoptr (MdgFilingDesk) filings = mdg_filing_desk_new (C_ ("guide", "en"));

  return mdg_forms_page_new (filings, plans);
}

static GtkWidget *
new_contacts (MdgWorkplace *workplace)
{
  g_autoptr (MdgSupportDesk) desk = mdg_support_desk_new (workplace, NULL);

  return mdg_contacts_page_new (desk);
}

static GtkWidget *
new_cure (MdgWorkplace *workplace)
{
  g_autoptr (MdgSupportDesk) desk = mdg_support_desk_new (workplace, NULL);
  GtkWidget *page = mdg_cure_page_new (desk);

  mdg_cure_page_begin (MDG_CURE_PAGE (page), "locked");
  return page;
}

static GtkWidget *
new_bundle (MdgWorkplace *workplace)
{
  g_autoptr (MdgSupportDesk) desk = mdg_support_desk_new (workplace, NULL);

  return mdg_bundle_page_new (desk);
}

static GtkWidget *
new_receptions (MdgWorkplace *workplace)
{
  g_autoptr (MdgReceptionDesk) desk = mdg_reception_desk_new (workplace);

  return mdg_receptions_page_new (desk);
}

static GtkWidget *
new_totals (MdgWorkplace *workplace)
{
  g_autoptr (MdgReceptionDesk) desk = mdg_reception_desk_new (workplace);

  return mdg_totals_page_new (desk);
}

static GtkWidget *
new_qualification (MdgWorkplace *workplace)
{
  return mdg_qualification_page_new ();
}

static GtkWidget *
new_readers (MdgWorkplace *workplace)
{
  return mdg_readers_page_new (mdg_workplace_get_clock (workplace), TRUE);
}

static GtkWidget *
new_guide (MdgWorkplace *workplace)
{
  return mdg_guide_page_new ();
}

#define NEW_PORTAL(name)                                                                           \
  static GtkWidget *new_portal_##name (MdgWorkplace *workplace)                                    \
  {                                                                                                \
    g_autoptr (MdgPortalFlow) flow = mdg_portal_flow_new ();                                       \
    return mdg_portal_##name##_page_new (flow);                                                    \
  }
NEW_PORTAL (home)
NEW_PORTAL (register)
NEW_PORTAL (mail)
NEW_PORTAL (login)
NEW_PORTAL (menu)
NEW_PORTAL (operation)

static GtkWidget *
new_portal_apply (MdgWorkplace *workplace)
{
  g_autoptr (MdgPortalFlow) flow = mdg_portal_flow_new ();

  return mdg_portal_apply_page_new (flow, mdg_workplace_get_clock (workplace));
}

static GtkWidget *
new_portal_browser (MdgWorkplace *workplace)
{
  return mdg_portal_browser_page_new (workplace, NULL);
}

static const struct
{
  const char *name;
  GtkWidget *(*make) (MdgWorkplace *workplace);
} pages[] = {
  { "start", mdg_start_page_new },
  { "credentials", mdg_credentials_page_new },
  { "registration", mdg_registration_page_new },
  { "passcode", mdg_passcode_page_new },
  { "completed", mdg_completed_page_new },
  { "password-changed", mdg_completed_page_new_for_password },
  { "menu", mdg_menu_page_new },
  { "password", mdg_password_page_new },
  { "ended", mdg_ended_page_new },
  { "certificates", new_overview },
  { "backup", new_backup },
  { "backup-contents", new_contents },
  { "certificate-details", new_details },
  { "notices", new_notices },
  { "notice", new_notice },
  { "certificate-folders", new_folders },
  { "renewal", new_renewal },
  { "consent", mdg_flow_page_new },
  { "receptions", new_receptions },
  { "reception", mdg_reception_page_new },
  { "receptions-export", mdg_reception_export_page_new },
  { "streams", new_totals },
  { "qualification", new_qualification },
  { "readers", new_readers },
  { "terminal", new_guide },
  { "plan", new_plan },
  { "plan-wish", new_wish },
  { "plan-step", new_step },
  { "forms", new_forms },
  { "portal", new_portal_home },
  { "portal-register", new_portal_register },
  { "portal-mail", new_portal_mail },
  { "portal-login", new_portal_login },
  { "portal-menu", new_portal_menu },
  { "portal-apply", new_portal_apply },
  { "portal-operation", new_portal_operation },
  { "portal-browser", new_portal_browser },
  { "contacts", new_contacts },
  { "cure", new_cure },
  { "bundle", new_bundle },
  { "contact-own", mdg_own_page_new },
};

static MdgWorkplace *
new_workplace (void)
{
  g_autoptr (GError) away = mdg_error_new (MDG_ERROR_UNREACHABLE, "no service in this test");
  g_autoptr (MdgBackend) backend = mdg_fixed_backend_new_unknown (away);
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "none", NULL);
  g_autofree char *file = g_build_filename (folder, "settings.conf", NULL);
  g_autoptr (MdgSettings) settings = mdg_settings_new (NULL, NULL, file);
  g_autoptr (MdgRecords) records = NULL;

  records = mdg_records_new (MDG_WAY_TRAINING, folder, clock, settings);
  return mdg_workplace_new (backend, clock, settings, records, TRUE);
}

/* As on a Japanese Windows: there the room that a text keeps free is counted in its wide
 * characters. */
static void
speak (GtkWidget *widget, PangoLanguage *language)
{
  pango_context_set_language (gtk_widget_get_pango_context (widget), language);
  if (MDG_IS_CHECKLIST (widget))
    for (guint i = 0; i < 3; i++)
      mdg_checklist_set_state (MDG_CHECKLIST (widget), i, MDG_CHECK_BROKEN);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    speak (child, language);
  gtk_widget_queue_resize (widget);
}

static int
width_of (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
width_of_tabs (PangoLanguage *language)
{
  GtkWidget *tabs = g_object_ref_sink (mdg_tab_bar_new ());
  int width;

  mdg_tab_bar_append (MDG_TAB_BAR (tabs), "login", C_ ("tab", "Log in"), "login");
  mdg_tab_bar_append (MDG_TAB_BAR (tabs), "accounts", C_ ("tab", "Accounts"), "accounts");
  mdg_tab_bar_append (MDG_TAB_BAR (tabs), "certificates", C_ ("tab", "Certificates"),
                      "certificate");
  mdg_tab_bar_append (MDG_TAB_BAR (tabs), "introduction", C_ ("tab", "Introduction"), "calendar");
  mdg_tab_bar_append (MDG_TAB_BAR (tabs), "support", C_ ("tab", "Support"), "call");
  speak (tabs, language);
  width = width_of (tabs);
  g_object_unref (tabs);
  return width;
}

/* A page can be scrolled sideways; what it holds, and the buttons below it, must not need that. */
static void
assert_fits (const char *page, GtkWidget *widget, int room)
{
  if (MDG_IS_CLAMP (widget))
    {
      int width = width_of (widget);

      g_test_message ("%s: %d of %d pixels", page, width, room);
      if (width > room)
        g_test_fail_printf ("%s needs %d of %d pixels", page, width, room);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_fits (page, child, room);
}

static void
test_fits (gconstpointer data)
{
  const char *language = data;
  PangoLanguage *pango_language = pango_language_from_string (language);
  g_autoptr (MdgWorkplace) workplace = NULL;
  int room;

  mdg_machine_use_language (language);
  g_assert_cmpstr (_ ("Change password"), ==,
                   g_str_equal (language, "ja") ? "パスワード変更" : "Change password");
  room = SCREEN - width_of_tabs (pango_language);
  workplace = new_workplace ();
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *page = g_object_ref_sink (pages[i].make (workplace));

      speak (page, pango_language);
      assert_fits (pages[i].name, page, room);
      g_object_run_dispose (G_OBJECT (page));
      g_object_unref (page);
    }
  mdg_workplace_stop (workplace);
}

/* The button that stands last of those that are shown. */
static GtkWidget *
last_button (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_last_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_prev_sibling (child))
    found = GTK_IS_BUTTON (child) && gtk_widget_get_visible (child) ? child : last_button (child);
  return found;
}

static GtkWidget *
first_words (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = GTK_IS_LABEL (child) && gtk_label_get_wrap (GTK_LABEL (child)) ? child
                                                                           : first_words (child);
  return found;
}

static void
show_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    {
      gtk_widget_set_visible (widget, TRUE);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    show_buttons (child);
}

static void
say (GtkWidget *widget, const char *text)
{
  if (MDG_IS_STATUS_ROW (widget))
    mdg_status_row_set (MDG_STATUS_ROW (widget), MDG_STATUS_GOOD, "フォルダー", text);
  else if (MDG_IS_MESSAGE_BAR (widget))
    mdg_message_bar_show (MDG_MESSAGE_BAR (widget), MDG_MESSAGE_SUCCESS, "保存しました", text,
                          NULL);
  else
    gtk_label_set_text (GTK_LABEL (first_words (widget)), text);
}

/* However long the name of a folder is, the buttons beside it stay in the window. */
static void
assert_keeps_buttons (GtkWidget *line, int width)
{
  GtkWidget *window = gtk_window_new ();
  g_autoptr (GString) path = g_string_new ("C:\\");

  gtk_window_set_child (GTK_WINDOW (window), line);
  gtk_window_present (GTK_WINDOW (window));
  if (MDG_IS_WATCH_LINE (line))
    show_buttons (line);
  for (guint n = 0; n < 200; n++)
    {
      graphene_rect_t bounds;
      int height;
      g_autofree char *text = NULL;

      g_string_append_c (path, n % 9 == 8 ? '\\' : 'w');
      text = g_strconcat (path->str, " の新しい結果ファイルを自動的に取り込みます。", NULL);
      say (line, text);
      gtk_widget_measure (line, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
      gtk_widget_size_allocate (line, &(GtkAllocation){ 0, 0, width, height }, -1);
      g_assert_true (gtk_widget_compute_bounds (last_button (line), line, &bounds));
      g_assert_cmpfloat ((double)(bounds.origin.x + bounds.size.width), <=, width);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_long_folder (void)
{
  GtkWidget *row = mdg_status_row_new ("場所");

  mdg_status_row_add (MDG_STATUS_ROW (row), gtk_button_new_with_label ("開く"));
  assert_keeps_buttons (row, 800);
  /* For all its buttons at once. */
  assert_keeps_buttons (g_object_new (MDG_TYPE_WATCH_LINE, NULL), 1200);
  assert_keeps_buttons (mdg_message_bar_new (), 800);
}

static void
use_large_text (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/org/madoguchi/Madoguchi/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", LARGE_FONT, NULL);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  bindtextdomain (GETTEXT_PACKAGE, MDG_BUILD_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  use_large_text ();
  g_test_add_data_func ("/large-text/ja", "ja", test_fits);
  g_test_add_data_func ("/large-text/en", "en", test_fits);
  g_test_add_func ("/large-text/long-folder", test_long_folder);
  return g_test_run ();
}
