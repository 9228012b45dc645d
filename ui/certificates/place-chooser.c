/* place-chooser.c: another place for backups, with a warning where it would not help.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/place-chooser.h"

#include <glib/gi18n.h>

#include "certificates/certificate-text.h"
#include "widgets/path-chooser.h"
#include "widgets/question.h"

#define KEY "mdg-place-chooser"

/* One wish; owned by the widget that has it. */
typedef struct
{
  MdgCertificateDesk *desk;
  MdgPlaceChosenFunc chosen;
  char *folder; /* what is being asked about */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->desk);
  g_free (wish->folder);
  g_free (wish);
}

static void
add (GtkWidget *owner, Wish *wish)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_strdup (wish->folder);
  gboolean good = mdg_certificate_desk_add_backup_folder (wish->desk, folder, &error);

  wish->chosen (owner, good ? folder : NULL, error);
}

static void
answered (MdgQuestion *question, const char *answer, GtkWidget *owner)
{
  Wish *wish = g_object_get_data (G_OBJECT (owner), KEY);

  if (wish == NULL)
    return;
  if (g_str_equal (answer, "use"))
    add (owner, wish);
  else
    wish->chosen (owner, NULL, NULL);
}

static void
warn (GtkWidget *owner, Wish *wish, MdgDriveKind kind)
{
  g_autofree char *folder = g_filename_display_name (wish->folder);
  const char *why
      = kind == MDG_DRIVE_NETWORK ? _ (
            "This folder is on another computer. Whoever can get at that computer can get at "
            "the backup, and without the network it cannot be restored. A USB stick in a locked "
            "place is safer.")
                                  : _ ("This folder is inside this computer: when the computer "
                                       "breaks, the backup is lost "
                                       "with it. A USB stick is safer.");
  g_autofree char *body = g_strdup_printf ("%s\n%s", folder, why);
  MdgQuestion *question = mdg_question_new (_ ("Back up to this place all the same?"), body);

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "use", _ ("_Use this place"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (answered), owner, 0);
  mdg_question_present (question, owner);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MdgDrive *drive = mdg_drives_find (data, &error);

  if (drive != NULL)
    g_task_return_pointer (task, drive, (GDestroyNotify)mdg_drive_free);
  else
    g_task_return_error (task, error);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  GWeakRef *reference = data;
  g_autoptr (GtkWidget) owner = g_weak_ref_get (reference);
  Wish *wish = owner != NULL ? g_object_get_data (G_OBJECT (owner), KEY) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDrive) drive = g_task_propagate_pointer (G_TASK (result), &error);

  g_weak_ref_clear (reference);
  g_free (reference);
  if (wish == NULL || gtk_widget_get_root (owner) == NULL)
    return;
  if (drive == NULL)
    wish->chosen (owner, NULL, error);
  else if (drive->kind == MDG_DRIVE_REMOVABLE)
    add (owner, wish);
  else
    warn (owner, wish, drive->kind);
}

static void
chosen (GtkWidget *owner, const char *path)
{
  Wish *wish = g_object_get_data (G_OBJECT (owner), KEY);
  GWeakRef *reference;
  g_autoptr (GTask) task = NULL;

  if (wish == NULL)
    return;
  if (path == NULL)
    {
      wish->chosen (owner, NULL, NULL);
      return;
    }
  g_free (wish->folder);
  wish->folder = g_strdup (path);
  reference = g_new0 (GWeakRef, 1);
  g_weak_ref_init (reference, owner);
  task = g_task_new (NULL, NULL, on_found, reference);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, find_in_thread);
}

void
mdg_place_chooser_ask (GtkWidget *owner, MdgCertificateDesk *desk, MdgPlaceChosenFunc func)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->desk = g_object_ref (desk);
  wish->chosen = func;
  g_object_set_data_full (G_OBJECT (owner), KEY, wish, wish_free);
  mdg_path_chooser_choose_folder (owner, _ ("Choose a folder for backups"), NULL, chosen);
}
