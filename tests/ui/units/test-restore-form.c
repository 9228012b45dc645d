/* test-restore-form.c: a restore that is under way when its window is closed, or that is given up.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "certificates/restore-form.h"

#include <glib/gstdio.h>

#include "widgets/page.h"

typedef struct
{
  GtkWidget *window;
  MdgRestoreForm *form; /* weak */
  char *folder;
  MdgStickEntry entry;
} Fixture;

static MdgCertificateDesk *
make_desk (const char *folder)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  g_autofree char *file = g_build_filename (folder, "settings.conf", NULL);
  g_autoptr (MdgSettings) settings = mdg_settings_new (NULL, NULL, file);

  return mdg_certificate_desk_new (clock, settings);
}

/* What is to be restored is not there any more. */
static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *page = g_object_new (MDG_TYPE_PAGE, NULL);
  g_autoptr (MdgCertificateDesk) desk = NULL;

  f->folder = g_dir_make_tmp ("madoguchi-restore-XXXXXX", NULL);
  f->entry.path = g_build_filename (f->folder, "gone.p12", NULL);
  desk = make_desk (f->folder);
  g_set_weak_pointer (&f->form, g_object_new (MDG_TYPE_RESTORE_FORM, NULL));
  GTK_BUILDABLE_GET_IFACE (page)->add_child (GTK_BUILDABLE (page), NULL, G_OBJECT (f->form), NULL);
  mdg_restore_form_set_desk (f->form, desk);
  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), page);
  gtk_window_present (GTK_WINDOW (f->window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (f->form)))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->window != NULL)
    gtk_window_destroy (GTK_WINDOW (f->window));
  while (f->form != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_rmdir (f->folder);
  g_free (f->entry.path);
  g_free (f->folder);
}

/* What comes of it is said to nobody; the form goes when it is over. */
static void
test_closed (Fixture *f, gconstpointer data)
{
  mdg_restore_form_run (f->form, &f->entry);
  g_assert_true (mdg_restore_form_is_running (f->form));
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&f->window)));
  g_assert_nonnull (f->form); /* its thread is not over, or has not been heard of */
}

static void
test_ends (Fixture *f, gconstpointer data)
{
  gboolean given_up = GPOINTER_TO_INT (data);

  mdg_restore_form_run (f->form, &f->entry);
  if (given_up)
    mdg_restore_form_cancel (f->form);
  while (mdg_restore_form_is_running (f->form))
    g_main_context_iteration (NULL, TRUE);
  mdg_restore_form_run (f->form, &f->entry); /* and once more */
  while (mdg_restore_form_is_running (f->form))
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/restore-form/closed", Fixture, NULL, set_up, test_closed, tear_down);
  g_test_add ("/restore-form/ends", Fixture, GINT_TO_POINTER (FALSE), set_up, test_ends, tear_down);
  g_test_add ("/restore-form/given-up", Fixture, GINT_TO_POINTER (TRUE), set_up, test_ends,
              tear_down);
  return g_test_run ();
}
