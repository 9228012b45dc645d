/* path-chooser.c: asks for a folder, a file, or for where to save one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/path-chooser.h"

#include <glib/gi18n.h>

#include "platform/screen-lock.h"

#define KEY "mdg-path-chooser"

/* What is chosen while nobody answers dialogs. (nullable) */
static char *answer_folder;
static char *answer_file;

static GList *asked; /* of Question: those that a dialog asks now */

/* One question; owned by the widget that asked. */
typedef struct
{
  GtkFileChooserNative *dialog; /* (nullable) */
  MdgPathFunc chosen;
  MdgFilesFunc files_chosen; /* (nullable): files are asked for */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  asked = g_list_remove (asked, question);
  if (question->dialog != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (question->dialog));
  g_clear_object (&question->dialog);
  g_free (question);
}

/* Over before it is told: the answer may lead to another question. */
static void
end (GtkWidget *owner, const char *path)
{
  Question *question = g_object_get_data (G_OBJECT (owner), KEY);
  MdgPathFunc chosen = question->chosen;

  g_object_set_data (G_OBJECT (owner), KEY, NULL);
  chosen (owner, path);
}

static void
end_files (GtkWidget *owner, GListModel *files)
{
  Question *question = g_object_get_data (G_OBJECT (owner), KEY);
  MdgFilesFunc chosen = question->files_chosen;

  g_object_set_data (G_OBJECT (owner), KEY, NULL);
  chosen (owner, files);
}

static void
end_with_one (GtkWidget *owner, const char *path)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_list_store_append (files, file);
  end_files (owner, G_LIST_MODEL (files));
}

static void
responded (GtkNativeDialog *dialog, int response, GtkWidget *owner)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  g_object_ref (owner);
  end (owner, path);
  g_object_unref (owner);
}

/* What an idle source answers with. */
typedef struct
{
  GWeakRef owner;
  char *path;
} Answer;

static gboolean
answer (gpointer data)
{
  Answer *given = data;
  g_autoptr (GtkWidget) owner = g_weak_ref_get (&given->owner);
  const Question *question = owner != NULL ? g_object_get_data (G_OBJECT (owner), KEY) : NULL;

  if (question != NULL && question->files_chosen != NULL)
    end_with_one (owner, given->path);
  else if (question != NULL)
    end (owner, given->path);
  g_weak_ref_clear (&given->owner);
  g_free (given->path);
  g_free (given);
  return G_SOURCE_REMOVE;
}

static void
answer_soon (GtkWidget *owner, const char *path)
{
  Answer *given = g_new0 (Answer, 1);

  g_weak_ref_init (&given->owner, owner);
  given->path = g_strdup (path);
  g_idle_add (answer, given);
}

/* Asked for a moment before the window was locked: nobody is there to answer. */
static gboolean
give_up_at_once (gpointer data)
{
  g_autoptr (MdgScreenLock) screen = mdg_screen_lock_get ();

  if (mdg_screen_lock_get_locked (screen))
    mdg_path_chooser_give_up ();
  return G_SOURCE_REMOVE;
}

static void
show (Question *question, GCallback answered, GtkWidget *owner)
{
  GtkNativeDialog *dialog = GTK_NATIVE_DIALOG (question->dialog);

  asked = g_list_prepend (asked, question);
  g_idle_add_full (G_PRIORITY_HIGH, give_up_at_once, NULL, NULL);
  gtk_native_dialog_set_modal (dialog, TRUE);
  g_signal_connect_object (dialog, "response", answered, owner, 0);
  gtk_native_dialog_show (dialog);
}

static void
begin (GtkWidget *owner, GtkFileChooserNative *dialog, MdgPathFunc chosen)
{
  Question *question = g_new0 (Question, 1);

  question->chosen = chosen;
  question->dialog = dialog;
  g_object_set_data_full (G_OBJECT (owner), KEY, question, question_free);
  if (dialog == NULL)
    return;
  show (question, G_CALLBACK (responded), owner);
}

static void
files_responded (GtkNativeDialog *dialog, int response, GtkWidget *owner)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  g_object_ref (owner);
  end_files (owner, files);
  g_object_unref (owner);
}

static GtkWindow *
window_of (GtkWidget *owner)
{
  GtkRoot *root = gtk_widget_get_root (owner);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

void
mdg_path_chooser_choose_folder (GtkWidget *owner,
                                const char *title,
                                const char *folder,
                                MdgPathFunc chosen)
{
  GtkFileChooserNative *dialog;
  g_autoptr (GFile) first = folder != NULL ? g_file_new_for_path (folder) : NULL;

  g_return_if_fail (GTK_IS_WIDGET (owner) && chosen != NULL);

  if (answer_folder != NULL)
    {
      begin (owner, NULL, chosen);
      answer_soon (owner, answer_folder);
      return;
    }
  dialog = gtk_file_chooser_native_new (title, window_of (owner),
                                        GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"),
                                        _ ("_Cancel"));
  if (first != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), first, NULL);
  begin (owner, dialog, chosen);
}

void
mdg_path_chooser_open (GtkWidget *owner, const char *title, MdgPathFunc chosen)
{
  g_return_if_fail (GTK_IS_WIDGET (owner) && chosen != NULL);

  begin (owner,
         answer_file == NULL ? gtk_file_chooser_native_new (
             title, window_of (owner), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"))
                             : NULL,
         chosen);
  if (answer_file != NULL)
    answer_soon (owner, answer_file);
}

void
mdg_path_chooser_save (GtkWidget *owner, const char *title, const char *name, MdgPathFunc chosen)
{
  GtkFileChooserNative *dialog;

  g_return_if_fail (GTK_IS_WIDGET (owner) && chosen != NULL);

  if (answer_file != NULL)
    {
      begin (owner, NULL, chosen);
      answer_soon (owner, answer_file);
      return;
    }
  dialog = gtk_file_chooser_native_new (title, window_of (owner), GTK_FILE_CHOOSER_ACTION_SAVE,
                                        _ ("_Save"), _ ("_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  begin (owner, dialog, chosen);
}

/* @pattern in either case, as Windows' users have them. */
static GtkFileFilter *
make_filter (const char *kind, const char *pattern)
{
  GtkFileFilter *filter = gtk_file_filter_new ();
  g_autofree char *upper = g_ascii_strup (pattern, -1);

  gtk_file_filter_set_name (filter, kind);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_filter_add_pattern (filter, upper);
  return filter;
}

void
mdg_path_chooser_open_files (GtkWidget *owner,
                             const char *title,
                             const char *kind,
                             const char *pattern,
                             gboolean several,
                             MdgFilesFunc chosen)
{
  GtkFileChooserNative *dialog;
  g_autoptr (GtkFileFilter) filter = NULL;
  Question *question;

  g_return_if_fail (GTK_IS_WIDGET (owner) && chosen != NULL);

  question = g_new0 (Question, 1);
  question->files_chosen = chosen;
  g_object_set_data_full (G_OBJECT (owner), KEY, question, question_free);
  if (answer_file != NULL)
    {
      answer_soon (owner, answer_file);
      return;
    }
  dialog = gtk_file_chooser_native_new (title, window_of (owner), GTK_FILE_CHOOSER_ACTION_OPEN,
                                        _ ("_Open"), _ ("_Cancel"));
  filter = make_filter (kind, pattern);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), several);
  question->dialog = dialog;
  show (question, G_CALLBACK (files_responded), owner);
}

void
mdg_path_chooser_give_up (void)
{
  while (asked != NULL)
    {
      Question *question = asked->data;
      g_autoptr (GtkNativeDialog) dialog = GTK_NATIVE_DIALOG (g_object_ref (question->dialog));

      asked = g_list_delete_link (asked, asked);
      gtk_native_dialog_hide (dialog);
      g_signal_emit_by_name (dialog, "response", GTK_RESPONSE_CANCEL);
    }
}

void
mdg_path_chooser_answer (const char *folder, const char *file)
{
  g_free (answer_folder);
  g_free (answer_file);
  answer_folder = g_strdup (folder);
  answer_file = g_strdup (file);
}
