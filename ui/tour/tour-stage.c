/* tour-stage.c: what a walk through the window is made of.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "tour/tour-stage.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "core/file.h"
#include "tour/tour-picture.h"
#include "widgets/choice-row.h"
#include "widgets/page.h"
#include "widgets/question-layer.h"
#include "widgets/secret-field.h"

#define STEP_SECONDS 30
#define REST_MS 250 /* what changes its colour takes a fifth of a second for it */

struct _MdgTourStage
{
  MdgWindow *window;
  char *folder;
  FILE *log;
  gint64 began;
  guint pictures;
  gboolean failed;
  gboolean between_windows; /* the old one may go */
};

static gboolean
set_flag (gpointer flag)
{
  *(gboolean *)flag = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
log_line (MdgTourStage *self, const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);

  fprintf (self->log, "%6.2f  %s\n", (double)(g_get_monotonic_time () - self->began) / 1e6, text);
  fflush (self->log);
}

void
mdg_tour_log (MdgTourStage *self, const char *format, ...)
{
  va_list arguments;

  if (self->failed)
    return;
  va_start (arguments, format);
  log_line (self, format, arguments);
  va_end (arguments);
}

void
mdg_tour_fail (MdgTourStage *self, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (self->failed)
    return;
  mdg_tour_log (self, "FAILED: %s", text);
  self->failed = TRUE;
  g_printerr ("tour: %s\n", text);
}

MdgTourStage *
mdg_tour_stage_new (MdgWindow *window, const char *folder, GError **error)
{
  g_autoptr (MdgTourStage) self = g_new0 (MdgTourStage, 1);
  g_autofree char *path = g_build_filename (folder, "tour.log", NULL);

  self->window = g_object_ref (window);
  self->folder = g_canonicalize_filename (folder, NULL);
  self->began = g_get_monotonic_time ();
  if (!mdg_file_make_folder (folder, error))
    return NULL;
  self->log = g_fopen (path, "w");
  if (self->log != NULL)
    return g_steal_pointer (&self);
  mdg_set_error (error, MDG_ERROR_READ_ONLY, "%s cannot be written", path);
  return NULL;
}

void
mdg_tour_stage_free (MdgTourStage *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->log, fclose);
  g_clear_object (&self->window);
  g_free (self->folder);
  g_free (self);
}

gboolean
mdg_tour_stage_has_failed (MdgTourStage *self)
{
  return self->failed;
}

MdgWindow *
mdg_tour_stage_get_window (MdgTourStage *self)
{
  return self->window;
}

static gboolean
has_window (MdgTourStage *self)
{
  return self->between_windows || gtk_widget_get_visible (GTK_WIDGET (self->window));
}

void
mdg_tour_wait (MdgTourStage *self, const char *what, MdgTourFunc func, gpointer data)
{
  gboolean late = FALSE;
  guint timer;

  if (self->failed)
    return;
  timer = g_timeout_add_seconds (STEP_SECONDS, set_flag, &late);
  while (!func (data) && !late && has_window (self))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  if (late || !has_window (self))
    mdg_tour_fail (self, "%s did not come about", what);
}

typedef struct
{
  MdgTourStage *stage;
  MdgApplication *application;
  GtkWindow *next; /* (nullable) */
} Following;

static gboolean
has_next_window (gpointer data)
{
  Following *following = data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (following->application));

  if (MDG_IS_WINDOW (window) && MDG_WINDOW (window) != following->stage->window
      && mdg_tour_picture_can_be_taken (window))
    following->next = window;
  return following->next != NULL;
}

void
mdg_tour_follow (MdgTourStage *self, MdgApplication *application)
{
  Following following = { self, application, NULL };

  self->between_windows = TRUE;
  mdg_tour_wait (self, "the next window", has_next_window, &following);
  self->between_windows = FALSE;
  if (!self->failed)
    g_set_object (&self->window, MDG_WINDOW (following.next));
}

static gboolean
is_true (gpointer flag)
{
  return *(gboolean *)flag;
}

/* Lets the window draw what has just changed. */
static void
rest (MdgTourStage *self)
{
  gboolean over = FALSE;
  guint timer = g_timeout_add (REST_MS, set_flag, &over);

  mdg_tour_wait (self, "coming to rest", is_true, &over);
  g_source_remove (timer);
}

static gboolean
is_usable (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget);
}

/* What is looked for. */
typedef struct
{
  MdgTourStage *stage;
  const char *id;
  gboolean (*fits) (GtkWidget *widget);
  GtkWidget *found;
} Search;

static gboolean
is_button (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget);
}

static gboolean
is_field (GtkWidget *widget)
{
  return GTK_IS_EDITABLE (widget) || MDG_IS_SECRET_FIELD (widget);
}

static GtkWidget *
find_in (GtkWidget *widget, const Search *search)
{
  const char *own = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

  /* What is made without a .ui file has a name instead. */
  if (own == NULL)
    own = gtk_widget_get_name (widget);
  if (g_strcmp0 (own, search->id) == 0 && search->fits (widget) && is_usable (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_in (child, search);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* (nullable) */
static GtkWidget *
open_question (MdgTourStage *self)
{
  GtkWidget *layer = mdg_window_get_question_layer (self->window);

  return mdg_question_layer_get_question (MDG_QUESTION_LAYER (layer));
}

GtkWidget *
mdg_tour_get_page (MdgTourStage *self)
{
  GtkWidget *page = mdg_curtain_get_page (mdg_window_get_curtain (self->window));

  if (page == NULL)
    page = open_question (self);
  return page != NULL ? page : mdg_window_get_page (self->window);
}

static gboolean
search_page (gpointer data)
{
  Search *search = data;
  GtkWidget *page = mdg_tour_get_page (search->stage);

  search->found = page != NULL ? find_in (page, search) : NULL;
  return search->found != NULL;
}

static GtkWidget *
find (MdgTourStage *self, const char *id, gboolean (*fits) (GtkWidget *widget))
{
  Search search = { self, id, fits, NULL };

  mdg_tour_wait (self, id, search_page, &search);
  return self->failed ? NULL : search.found;
}

static gboolean
is_released (gpointer button)
{
  return !gtk_widget_has_css_class (button, "keyboard-activating");
}

/* A button that is pressed by Enter is clicked a quarter of a second later. */
static void
press (MdgTourStage *self, GtkWidget *widget, const char *id)
{
  g_autoptr (GtkWidget) button = g_object_ref (widget);

  mdg_tour_log (self, "press %s", id);
  if (gtk_widget_activate (button))
    mdg_tour_wait (self, id, is_released, button);
  else
    mdg_tour_fail (self, "%s cannot be pressed", id);
}

void
mdg_tour_press (MdgTourStage *self, const char *id)
{
  GtkWidget *widget = find (self, id, is_button);

  if (widget != NULL)
    press (self, widget, id);
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
mdg_tour_find_type (MdgTourStage *self, GType type)
{
  GtkWidget *page = self->failed ? NULL : mdg_tour_get_page (self);

  return page != NULL ? find_type (page, type) : NULL;
}

/* (nullable) */
static GtkWidget *
find_primary (MdgTourStage *self)
{
  GtkWidget *frame = mdg_tour_find_type (self, MDG_TYPE_PAGE);
  GtkWidget *primary = frame != NULL ? mdg_page_get_primary (MDG_PAGE (frame)) : NULL;

  return primary != NULL && is_usable (primary) ? primary : NULL;
}

static gboolean
has_primary (gpointer stage)
{
  return find_primary (stage) != NULL;
}

void
mdg_tour_wait_for_primary (MdgTourStage *self)
{
  mdg_tour_wait (self, "the primary button", has_primary, self);
}

void
mdg_tour_press_primary (MdgTourStage *self)
{
  mdg_tour_wait_for_primary (self);
  if (!self->failed)
    press (self, find_primary (self), "the primary button");
}

static GtkWidget *
find_named_button (GtkWidget *widget, const char *name)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_name (widget), name) == 0
      && is_usable (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named_button (child, name);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
search_question (gpointer data)
{
  Search *search = data;
  GtkWidget *question = open_question (search->stage);

  search->found = question != NULL ? find_named_button (question, search->id) : NULL;
  return search->found != NULL;
}

void
mdg_tour_answer (MdgTourStage *self, const char *answer)
{
  Search search = { self, answer, is_button, NULL };

  mdg_tour_wait (self, answer, search_question, &search);
  if (!self->failed)
    press (self, search.found, answer);
}

gboolean
mdg_tour_is_asked (MdgTourStage *self, const char *answer)
{
  Search search = { self, answer, is_button, NULL };

  return !self->failed && search_question (&search);
}

static gboolean
has_choices (GtkWidget *widget)
{
  return MDG_IS_CHOICE_ROW (gtk_widget_get_first_child (widget));
}

/* Chooses in @box. FALSE: there is no such row, or it cannot be chosen */
static gboolean
choose_in (GtkWidget *box, const char *title)
{
  gboolean chosen = FALSE;

  for (GtkWidget *row = gtk_widget_get_first_child (box); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      gboolean meant = g_str_has_suffix (mdg_choice_row_get_title (MDG_CHOICE_ROW (row)), title);

      mdg_choice_row_set_active (MDG_CHOICE_ROW (row), meant && !chosen);
      chosen |= meant && mdg_choice_row_get_active (MDG_CHOICE_ROW (row));
    }
  return chosen;
}

typedef struct
{
  Search search;
  const char *title;
} Choice;

static gboolean
search_row (gpointer data)
{
  Choice *choice = data;

  return search_page (&choice->search) && choose_in (choice->search.found, choice->title);
}

void
mdg_tour_choose (MdgTourStage *self, const char *id, const char *title)
{
  Choice choice = { { self, id, has_choices, NULL }, title };

  mdg_tour_wait (self, id, search_row, &choice);
  mdg_tour_log (self, "choose in %s", id);
}

void
mdg_tour_type (MdgTourStage *self, const char *id, const char *text)
{
  GtkWidget *field = find (self, id, is_field);
  GtkWidget *entry = field;
  int position = 0;

  if (field == NULL)
    return;
  mdg_tour_log (self, "type into %s", id);
  if (MDG_IS_SECRET_FIELD (field))
    {
      mdg_secret_field_set_text (MDG_SECRET_FIELD (field), NULL);
      entry = mdg_secret_field_get_entry (MDG_SECRET_FIELD (field));
    }
  if (!gtk_widget_grab_focus (entry))
    {
      mdg_tour_fail (self, "%s does not take the focus", id);
      return;
    }
  gtk_editable_delete_text (GTK_EDITABLE (entry), 0, -1);
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    gtk_editable_insert_text (GTK_EDITABLE (entry), c, (int)(g_utf8_next_char (c) - c), &position);
}

static gboolean
is_drawn (gpointer window)
{
  return mdg_tour_picture_can_be_taken (window);
}

void
mdg_tour_picture (MdgTourStage *self, const char *name)
{
  g_autofree char *file = g_strdup_printf ("%02u-%s.png", self->pictures + 1, name);
  g_autofree char *path = mdg_tour_path (self, file);
  g_autoptr (GError) error = NULL;

  rest (self);
  mdg_tour_wait (self, "the window to be drawn", is_drawn, self->window);
  if (self->failed)
    return;
  self->pictures++;
  if (mdg_tour_picture_save (GTK_WINDOW (self->window), path, &error))
    mdg_tour_log (self, "picture %s", file);
  else
    mdg_tour_fail (self, "%s: %s", file, error->message);
}

char *
mdg_tour_path (MdgTourStage *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

void
mdg_tour_pass_time (MdgApplication *application, gint64 seconds)
{
  MdgWorkplace *workplace = mdg_application_get_workplace (application);

  mdg_clock_advance (mdg_application_get_service_clock (application), seconds * G_USEC_PER_SEC);
  mdg_clock_advance (mdg_workplace_get_clock (workplace), seconds * G_USEC_PER_SEC);
}
