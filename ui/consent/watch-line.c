/* watch-line.c: how the watch over the face reader's result files stands.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/watch-line.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "widgets/icon.h"
#include "widgets/path-chooser.h"
#include "widgets/widget-tools.h"
#include "widgets/words.h"

/* Some weeks of a busy clinic. */
#define FIRST_FILES 1500

struct _MdgWatchLine
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *spinner;
  GtkWidget *words;
  GtkWidget *aside;
  GtkWidget *one_more;
  GtkWidget *stop;
  GtkWidget *go_on;
  GtkWidget *another;
  GtkWidget *forget;

  MdgReceptionDesk *desk;
  GCancellable *cancellable;
  gboolean writing;
};

enum
{
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgWatchLine, mdg_watch_line, GTK_TYPE_WIDGET)

/* words --------------------------------------------------------------------------------------- */

static char *
reading_text (const MdgReceptionWatch *watch)
{
  g_autofree char *read = mdg_count_text (watch->n_read);
  g_autofree char *found = mdg_count_text (watch->n_found);

  return g_strdup_printf (_ ("Reading result files… %s of %s"), read, found);
}

static char *
state_text (MdgWatchLine *self, const MdgReceptionWatch *watch)
{
  const char *path = mdg_reception_desk_get_path (self->desk);
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  if (self->writing)
    return g_strdup (_ ("The training writes result files…"));
  if (mdg_reception_desk_is_stopped (self->desk))
    return g_strdup (_ ("Reading was stopped. What was read stays."));
  if (watch == NULL)
    return g_strdup (_ ("No folder is watched."));
  if (watch->is_reading)
    return reading_text (watch);
  switch (watch->state)
    {
    case MDG_FOLDER_WATCHED:
      return g_strdup_printf (_ ("New result files in %s are taken up by themselves."), name);
    case MDG_FOLDER_MISSING:
      return g_strdup_printf (_ ("The folder %s is not there. As soon as it is, it is read."),
                              name);
    case MDG_FOLDER_FORBIDDEN:
      return g_strdup_printf (
          _ ("The folder %s may not be read by this user of Windows. Ask whoever "
             "set the card reader up for the right to read it."),
          name);
    case MDG_FOLDER_FAILED:
      return g_strdup_printf (_ ("The folder %s cannot be read: its drive or the other computer "
                                 "does not answer. It is tried again every few seconds."),
                              name);
    case MDG_FOLDER_UNKNOWN:
    default:
      return g_strdup_printf (_ ("Looking at the folder %s…"), name);
    }
}

/* (transfer full) (nullable): NULL: nothing was left aside */
static char *
aside_text (const MdgReceptionWatch *watch)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *unfinished = watch != NULL ? mdg_count_text (watch->n_unfinished) : NULL;
  g_autofree char *unreadable = watch != NULL ? mdg_count_text (watch->n_unreadable) : NULL;

  if (watch == NULL)
    return NULL;
  if (watch->n_unfinished > 0)
    g_string_append_printf (text,
                            ngettext ("%s file is not finished yet; it is tried again.",
                                      "%s files are not finished yet; they are tried again.",
                                      watch->n_unfinished),
                            unfinished);
  if (watch->n_unreadable > 0)
    g_string_append_printf (
        text,
        ngettext (
            "%s%s file was left aside: damaged, no result of an eligibility check, or not to be "
            "read by this user.",
            "%s%s files were left aside: damaged, no result of an eligibility check, or not to "
            "be read by this user.",
            watch->n_unreadable),
        text->len > 0 ? " " : "", unreadable);
  if (watch->problem != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                            _ ("What was read cannot be kept at the moment; it is tried again."));
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/* showing ------------------------------------------------------------------------------------- */

static gboolean
is_bad (const MdgReceptionWatch *watch)
{
  return watch != NULL && (watch->state > MDG_FOLDER_WATCHED || watch->problem != NULL);
}

static void
update_buttons (MdgWatchLine *self, const MdgReceptionWatch *watch)
{
  gboolean stopped = mdg_reception_desk_is_stopped (self->desk);
  gboolean reading = watch != NULL && watch->is_reading;
  gboolean free_to_choose = !mdg_reception_desk_is_fixed (self->desk);
  gboolean own = mdg_reception_desk_can_write (self->desk);

  mdg_widget_set_shown (self->stop, reading);
  mdg_widget_set_shown (self->go_on, stopped);
  mdg_widget_set_shown (self->one_more, own && watch != NULL && !reading);
  gtk_widget_set_sensitive (self->one_more, !self->writing);
  mdg_widget_set_shown (self->another, free_to_choose && watch != NULL && !reading);
  mdg_widget_set_shown (self->forget, free_to_choose && watch != NULL && !reading && !own);
}

static void
update (MdgWatchLine *self)
{
  const MdgReceptionWatch *watch = mdg_reception_desk_get_watch (self->desk);
  gboolean busy = self->writing || (watch != NULL && watch->is_reading);
  g_autofree char *words = state_text (self, watch);
  g_autofree char *aside = aside_text (watch);

  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->words)), words) != 0)
    gtk_label_set_text (GTK_LABEL (self->words), words);
  gtk_label_set_text (GTK_LABEL (self->aside), aside != NULL ? aside : "");
  mdg_widget_set_shown (self->aside, aside != NULL);
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_set_visible (self->icon, !busy);
  mdg_icon_set_icon (MDG_ICON (self->icon), is_bad (watch)  ? "warning"
                                            : watch != NULL ? "check-circle"
                                                            : "folder");
  update_buttons (self, watch);
}

/* acts ---------------------------------------------------------------------------------------- */

static void
set_folder (MdgWatchLine *self, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!mdg_reception_desk_set_folder (self->desk, path, &error))
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
folder_chosen (GtkWidget *owner, const char *path)
{
  if (path != NULL)
    set_folder (MDG_WATCH_LINE (owner), path);
}

static void
stop_clicked (MdgWatchLine *self)
{
  mdg_reception_desk_stop (self->desk);
}

static void
go_on_clicked (MdgWatchLine *self)
{
  mdg_reception_desk_go_on (self->desk);
}

static void
forget_clicked (MdgWatchLine *self)
{
  set_folder (self, "");
}

static void
written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgWatchLine) self = data;
  g_autoptr (GError) error = NULL;
  gboolean good = mdg_reception_desk_write_finish (MDG_RECEPTION_DESK (source), result, &error);

  self->writing = FALSE;
  if (self->words == NULL)
    return;
  if (!good)
    g_signal_emit (self, signals[FAILED], 0, error);
  update (self);
}

static void
write_files (MdgWatchLine *self, guint n)
{
  if (self->writing)
    return;
  self->writing = TRUE;
  mdg_reception_desk_write_async (self->desk, n, self->cancellable, written, g_object_ref (self));
  update (self);
}

static void
one_more_clicked (MdgWatchLine *self)
{
  write_files (self, 1);
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_watch_line_dispose (GObject *object)
{
  MdgWatchLine *self = MDG_WATCH_LINE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_WATCH_LINE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_watch_line_parent_class)->dispose (object);
}

static void
mdg_watch_line_finalize (GObject *object)
{
  g_object_unref (MDG_WATCH_LINE (object)->cancellable);
  G_OBJECT_CLASS (mdg_watch_line_parent_class)->finalize (object);
}

static void
mdg_watch_line_class_init (MdgWatchLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_watch_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_watch_line_finalize;
  signals[FAILED] = g_signal_new ("failed", MDG_TYPE_WATCH_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  g_type_ensure (MDG_TYPE_ICON);
  g_type_ensure (MDG_TYPE_WORDS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/consent/watch-line.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgWatchLine, icon);
  gtk_widget_class_bind_template_child (widget_class, MdgWatchLine, spinner);
  gtk_widget_class_bind_template_child (widget_class, MdgWatchLine, words);
  gtk_widget_class_bind_template_child (widget_class, MdgWatchLine, aside);
  gtk_widget_class_bind_template_child (widget_class, MdgWatchLine, one_more);
  gtk_widget_class_bind_template_child (widget_class, MdgWatchLine, stop);
  gtk_widget_class_bind_template_child (widget_class, MdgWatchLine, go_on);
  gtk_widget_class_bind_template_child (widget_class, MdgWatchLine, another);
  gtk_widget_class_bind_template_child (widget_class, MdgWatchLine, forget);
  gtk_widget_class_bind_template_callback (widget_class, one_more_clicked);
  gtk_widget_class_bind_template_callback (widget_class, mdg_watch_line_choose);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, go_on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, forget_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_watch_line_init (MdgWatchLine *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* public -------------------------------------------------------------------------------------- */

void
mdg_watch_line_set_desk (MdgWatchLine *self, MdgReceptionDesk *desk)
{
  g_return_if_fail (MDG_IS_WATCH_LINE (self) && self->desk == NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
mdg_watch_line_choose (MdgWatchLine *self)
{
  g_return_if_fail (MDG_IS_WATCH_LINE (self));

  mdg_path_chooser_choose_folder (GTK_WIDGET (self), _ ("Folder of the card reader's result files"),
                                  mdg_reception_desk_get_path (self->desk), folder_chosen);
}

void
mdg_watch_line_write (MdgWatchLine *self)
{
  g_return_if_fail (MDG_IS_WATCH_LINE (self));

  write_files (self, FIRST_FILES);
}
