/* test-support-links.c: everything that the search finds is where it says, and so is what helps
 * against an error; 《対処を見る》 stands beside the errors for which there is something. In a
 * window with all tabs. SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "error-text.h"
#include "introduction/plan-guide.h"
#include "platform/machine.h"
#include "support-link.h"
#include "support/contacts-page.h"
#include "support/cure-page.h"
#include "support/support-view.h"
#include "widgets/cure-button.h"
#include "widgets/message-bar.h"
#include "window.h"

static MdgApplication *application; /* one for all: there can be only one of its name */

typedef struct
{
  MdgWorkplace *workplace;
  MdgWindow *window;
  MdgSupportView *view;
} Fixture;

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

static void
spin (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static GtkWidget *
find_view (GtkWidget *widget)
{
  GtkWidget *found = MDG_IS_SUPPORT_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_view (child);
  return found;
}

static void
set_up (Fixture *f, gconstpointer language)
{
  mdg_machine_use_language (language);
  f->workplace = new_workplace ();
  f->window = MDG_WINDOW (mdg_window_new (application, f->workplace));
  mdg_window_show_tab (f->window, "support");
  gtk_window_present (GTK_WINDOW (f->window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (f->window)))
    g_main_context_iteration (NULL, TRUE);
  f->view = MDG_SUPPORT_VIEW (find_view (GTK_WIDGET (f->window)));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  mdg_workplace_stop (f->workplace);
  spin ();
  g_object_unref (f->workplace);
}

static const char *
page_name (Fixture *f)
{
  GtkWidget *page = mdg_window_get_page (f->window);
  GtkWidget *view = gtk_widget_get_ancestor (page, MDG_TYPE_TAB_VIEW);

  return view != NULL ? mdg_tab_view_get_page_name (MDG_TAB_VIEW (view)) : NULL;
}

static void
go (Fixture *f, const char *target)
{
  mdg_window_show_tab (f->window, "support");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->view), "support.go", "s", target));
}

static void
assert_there (Fixture *f, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, "/", 3);
  gboolean is_help = g_str_equal (parts[0], "help");
  const char *tab = is_help ? parts[1] : parts[0];
  const char *page = is_help ? parts[2] : parts[1];

  if (g_str_equal (tab, "topic") || g_str_equal (tab, "contact"))
    {
      g_assert_cmpstr (mdg_window_get_tab (f->window), ==, "support");
      g_assert_true (MDG_IS_CONTACTS_PAGE (mdg_window_get_page (f->window)));
      g_assert_true (
          mdg_contacts_page_go (MDG_CONTACTS_PAGE (mdg_window_get_page (f->window)), target));
      return;
    }
  if (g_str_equal (tab, "error"))
    {
      g_assert_true (MDG_IS_CURE_PAGE (mdg_window_get_page (f->window)));
      return;
    }
  g_assert_cmpstr (mdg_window_get_tab (f->window), ==, tab);
  if (is_help)
    g_assert_nonnull (mdg_support_link_find_help (tab, page));
  if (is_help ? mdg_support_link_find_help (tab, page)->alone : !g_str_equal (tab, "introduction"))
    g_assert_cmpstr (page_name (f), ==, page);
}

/* Of everybody with whom a step of the introduction is done, whom to call for it. */
static void
test_steps (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgPlanGuide) guide = mdg_plan_guide_new (data);
  guint own = 0;

  for (guint i = 0; i < guide->people->len; i++)
    {
      const MdgPlanPerson *person = mdg_plan_guide_person (guide, i);
      g_autofree char *target = g_strdup_printf ("topic/%s", person->topic);

      own += person->topic == NULL;
      if (person->topic == NULL)
        continue;
      mdg_window_show_tab (f->window, "introduction");
      g_assert_true (
          gtk_widget_activate_action (GTK_WIDGET (f->window), "window.contacts", "s", target));
      assert_there (f, target);
    }
  g_assert_cmpuint (own, ==, 1); /* the facility itself */
}

/* Each of them is gone to. */
static void
test_every_target (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) items
      = mdg_search_list (mdg_support_desk_get_index (mdg_support_view_get_desk (f->view)));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint kinds[MDG_SEARCH_HELP + 1] = { 0 };

  for (guint i = 0; i < items->len; i++)
    {
      const MdgSearchItem *item = items->pdata[i];

      kinds[item->kind]++;
      g_assert_cmpstr (item->title, !=, "");
      if (!g_hash_table_add (seen, item->target))
        continue;
      g_test_message ("%s: %s", item->target, item->title);
      go (f, item->target);
      assert_there (f, item->target);
    }
  g_assert_cmpuint (kinds[MDG_SEARCH_ERROR], ==, mdg_error_text_count ());
  for (guint kind = 0; kind <= MDG_SEARCH_HELP; kind++)
    g_assert_cmpuint (kinds[kind], >, 0);
}

static GtkWidget *
find_named (GtkWidget *widget, const char *id)
{
  GtkWidget *found = g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0
                         ? widget
                         : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_named (child, id);
  return found;
}

/* Whether beside the error of that code, in @bar, stands a button that leads to what helps, and
 * back again. */
static void
check_cure (Fixture *f, GtkWidget *bar, MdgErrorCode code)
{
  MdgSupportDesk *desk = mdg_support_view_get_desk (f->view);
  g_autoptr (GError) error = mdg_error_new (code, "x");
  g_autoptr (GPtrArray) cures = mdg_support_desk_get_cures (desk, mdg_error_code_nick (code));
  GtkWidget *button;

  mdg_message_bar_show_error (MDG_MESSAGE_BAR (bar), error);
  button = find_named (bar, "cure");
  g_assert_cmpint (gtk_widget_get_visible (button), ==, cures->len > 0);
  if (cures->len == 0)
    return;
  mdg_window_show_tab (f->window, "consent");
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (mdg_window_get_tab (f->window), ==, "support");
  g_assert_true (MDG_IS_CURE_PAGE (mdg_window_get_page (f->window)));
  go (f, "back");
  g_assert_cmpstr (mdg_window_get_tab (f->window), ==, "consent");
}

/* 《対処を見る》 stands elsewhere, too: only where something is known. */
static void
test_cure_button (Fixture *f, gconstpointer data)
{
  GtkWidget *button = g_object_ref_sink (mdg_cure_button_new ());

  g_assert_false (gtk_widget_get_visible (button));
  mdg_cure_button_set_code (button, mdg_error_code_nick (MDG_ERROR_CARD_FAILED));
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "window.cure");
  mdg_cure_button_set_code (button, mdg_error_code_nick (MDG_ERROR_DAMAGED));
  g_assert_false (gtk_widget_get_visible (button));
  mdg_cure_button_set_code (button, mdg_error_code_nick (MDG_ERROR_NO_READER));
  g_assert_true (gtk_widget_get_visible (button));
  mdg_cure_button_set_code (button, NULL);
  g_assert_false (gtk_widget_get_visible (button));
  g_object_unref (button);
}

static void
test_cures (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgCureGuide) guide = mdg_cure_guide_new ();
  GtkWidget *bar = mdg_message_bar_new ();
  guint n = 0;

  gtk_box_append (GTK_BOX (gtk_widget_get_parent (find_named (GTK_WIDGET (f->window), "reminder"))),
                  bar);
  for (guint code = 0; code < mdg_error_text_count (); code++)
    {
      const char *nick = mdg_error_code_nick ((MdgErrorCode)code);
      const char *const *targets = mdg_cure_guide_get (guide, nick);
      g_autoptr (GPtrArray) cures
          = mdg_support_desk_get_cures (mdg_support_view_get_desk (f->view), nick);

      g_assert_cmpuint (cures->len, ==, targets != NULL ? g_strv_length ((GStrv)targets) : 0);
      g_assert_cmpint (mdg_support_link_is_cure_known (nick), ==, targets != NULL);
      check_cure (f, bar, (MdgErrorCode)code);
      n += targets != NULL;
    }
  g_assert_cmpuint (n, >, 20);
}

static void
check_found (Fixture *f, const char *query, MdgSearchKind kind, const char *target)
{
  MdgSearch *index = mdg_support_desk_get_index (mdg_support_view_get_desk (f->view));
  g_autoptr (GPtrArray) found = mdg_search_find (index, query);

  for (guint i = 0; i < found->len; i++)
    {
      const MdgSearchItem *item = found->pdata[i];

      if (item->kind == kind && g_str_equal (item->target, target))
        return;
    }
  g_error ("%s does not find %s", query, target);
}

/* As people type it: half-width, hiragana, the code that stands small beside an error. */
static void
test_found (Fixture *f, gconstpointer data)
{
  check_found (f, "ﾊﾟｽｺｰﾄﾞ が正しく", MDG_SEARCH_ERROR, "error/wrong-passcode");
  check_found (f, "ぱすこーど", MDG_SEARCH_TOPIC, "topic/passcode");
  check_found (f, "ＷＲＯＮＧ－ＰＡＳＳＣＯＤＥ", MDG_SEARCH_ERROR, "error/wrong-passcode");
  check_found (f, "電源を入れる", MDG_SEARCH_GUIDE, "readers/guide");
  check_found (f, "08000804583", MDG_SEARCH_CONTACT, "contact/call-centre");
  check_found (f, "別紙2", MDG_SEARCH_STEP, "introduction/designation");
  check_found (f, "セットアップキー", MDG_SEARCH_HELP, "help/login/registration");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  application = mdg_application_new (NULL);
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_test_add ("/support-links/every-target/ja", Fixture, "ja", set_up, test_every_target,
              tear_down);
  g_test_add ("/support-links/every-target/en", Fixture, "en", set_up, test_every_target,
              tear_down);
  g_test_add ("/support-links/steps", Fixture, "ja", set_up, test_steps, tear_down);
  g_test_add ("/support-links/cures", Fixture, "ja", set_up, test_cures, tear_down);
  g_test_add ("/support-links/cure-button", Fixture, "ja", set_up, test_cure_button, tear_down);
  g_test_add ("/support-links/found", Fixture, "ja", set_up, test_found, tear_down);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
