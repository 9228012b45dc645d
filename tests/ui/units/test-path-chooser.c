/* test-path-chooser.c: dialogs of the system that are given up by the program, as when it is
 * locked. SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/path-chooser.h"

static guint n_answers;

static void
answered (GtkWidget *owner, const char *path)
{
  g_assert_null (path);
  n_answers++;
}

static guint
count_windows (void)
{
  guint n = 0;
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *i = windows; i != NULL; i = i->next)
    n += gtk_widget_get_visible (i->data) ? 1 : 0;
  return n;
}

/* Who asked hears that the person gave up, once; nothing of the dialog stays. */
static void
test_dialogs_go (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *label = gtk_label_new ("?");

  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  mdg_path_chooser_give_up ();
  g_assert_cmpuint (n_answers, ==, 0);
  mdg_path_chooser_save (label, "Save", "a.csv", answered);
  g_assert_cmpuint (count_windows (), ==, 2);
  mdg_path_chooser_give_up ();
  mdg_path_chooser_give_up ();
  g_assert_cmpuint (n_answers, ==, 1);
  g_assert_cmpuint (count_windows (), ==, 1);
  mdg_path_chooser_open (label, "Open", answered);
  gtk_window_destroy (GTK_WINDOW (window)); /* who asked is gone */
  mdg_path_chooser_give_up ();
  g_assert_cmpuint (n_answers, ==, 1);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-chooser/gives-up", test_dialogs_go);
  return g_test_run ();
}
