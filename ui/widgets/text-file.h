/* text-file.h: a text as a file, where the person wants it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The text, when it is known where to. Returns: (transfer full) */
typedef char *(*MdgTextFileMake) (gpointer data);

/* @path: (nullable): where it was saved; NULL: @error says why not. */
typedef void (*MdgTextFileSaved) (GtkWidget *owner, const char *path, const GError *error);

/* Asks where to, over @owner's window, and writes it, complete or absent, in a thread; one at a time for an owner. Whoever gives up
 * is told nothing. @name: suggested. @data: freed with @free_data */
void mdg_text_file_save (GtkWidget *owner,
                         const char *title,
                         const char *name,
                         MdgTextFileMake make,
                         gpointer data,
                         GDestroyNotify free_data,
                         MdgTextFileSaved saved);

G_END_DECLS
