/* path-chooser.h: asks for a folder, a file, or for where to save one, with the system's dialog. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @path: what was chosen, or NULL: the person gave up, or chose what is no folder of this computer. */
typedef void (*MdgPathFunc) (GtkWidget *owner, const char *path);

/* Asks, over @owner's window, and tells @owner; not any more when that is destroyed first. One question
 * an owner at a time. @folder: (nullable): where to begin */
void mdg_path_chooser_choose_folder (GtkWidget *owner, const char *title, const char *folder, MdgPathFunc chosen);

/* A file that is there. */
void mdg_path_chooser_open (GtkWidget *owner, const char *title, MdgPathFunc chosen);

/* @name: suggested */
void mdg_path_chooser_save (GtkWidget *owner, const char *title, const char *name, MdgPathFunc chosen);

/* @files: what was chosen, of GFile; NULL: the person gave up. */
typedef void (*MdgFilesFunc) (GtkWidget *owner, GListModel *files);

/* Asks for files to read, only those that fit @pattern ("*.pdf"), which people know as @kind. @several: whether more than one may
 * be chosen */
void mdg_path_chooser_open_files (GtkWidget *owner, const char *title, const char *kind, const char *pattern,
                                  gboolean several, MdgFilesFunc chosen);

/* Whoever asks now is told that the person gave up; the dialogs go. */
void mdg_path_chooser_give_up (void);

/* For the tour: until further notice nobody is there to answer; this is chosen. NULL: people answer again. */
void mdg_path_chooser_answer (const char *folder, const char *file);

G_END_DECLS
