/* tour.c: --tour=DIR.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "tour/tour-script.h"

static gboolean
run (MdgApplication *application, const char *folder, const char *files)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgTourStage) stage = mdg_tour_stage_new (MDG_WINDOW (window), folder, &error);

  if (stage == NULL)
    {
      g_printerr ("tour: %s\n", error->message);
      return FALSE;
    }
  if (mdg_application_get_tour_records (application) != NULL)
    mdg_tour_script_run_records (stage, application);
  else
    mdg_tour_script_run (stage, application, files);
  if (!mdg_tour_stage_has_failed (stage))
    mdg_tour_log (stage, "done");
  gtk_window_close (GTK_WINDOW (mdg_tour_stage_get_window (stage)));
  return !mdg_tour_stage_has_failed (stage);
}

char *
mdg_tour_make_data_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("madoguchi-tour-XXXXXX", &error);

  if (folder == NULL)
    g_printerr ("tour: %s\n", error->message);
  return folder;
}

void
mdg_tour_remove_data_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        mdg_tour_remove_data_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
mdg_tour_start (MdgApplication *application, const char *folder)
{
  char *files = mdg_tour_make_data_folder ();

  if (files == NULL || !run (application, folder, files))
    mdg_application_set_status (application, EXIT_FAILURE);
  if (files != NULL)
    mdg_tour_remove_data_folder (files);
  g_free (files);
  g_application_quit (G_APPLICATION (application));
}
