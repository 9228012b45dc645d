/* sync-line.c: how old what is shown is.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/sync-line.h"

#include <glib/gi18n.h>

#include "accounts/accounts-text.h"
#include "dates.h"
#include "widgets/icon.h"
#include "widgets/widget-tools.h"

#define AGE_SECONDS 20 /* the age is told anew so often */

struct _MdgSyncLine
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *spinner;
  GtkWidget *words;
  GtkWidget *refresh;
  GtkWidget *log_in;

  MdgAccountLink *link;
  MdgAccountDesk *desk; /* (nullable): the one our handler is connected to */
  GCancellable *cancellable;
  guint ticking;
};

G_DEFINE_FINAL_TYPE (MdgSyncLine, mdg_sync_line, GTK_TYPE_WIDGET)

/* "5 minutes ago"; NULL: never. Returns: (transfer full) */
static char *
age_text (MdgSyncLine *self, const MdgDeskState *state)
{
  MdgClock *clock = mdg_workplace_get_clock (mdg_account_link_get_workplace (self->link));

  return state->synced_at != 0 ? mdg_age_text (state->synced_at, mdg_clock_wall (clock)) : NULL;
}

/* "2026-11-20 (Fri) 14:05 (5 minutes ago)" */
static char *
when_text (gint64 when, const char *age)
{
  g_autofree char *date = mdg_date_time_text (when);

  /* Translators: date and time, and how long ago that was */
  return g_strdup_printf (_ ("%s (%s)"), date, age);
}

static char *
loading_text (const MdgDeskState *state)
{
  g_autofree char *here = mdg_count_text (state->n_accounts);
  g_autofree char *all = mdg_count_text (state->n_expected);

  return state->n_expected > 0
             ? g_strdup_printf (_ ("Fetching the list… %s of %s accounts"), here, all)
             : g_strdup (_ ("Fetching the list…"));
}

static char *
busy_text (const MdgDeskState *state)
{
  switch (state->phase)
    {
    case MDG_SYNC_SENDING:
      return g_strdup (_ ("Sending what waited…"));
    case MDG_SYNC_LOADING:
      return loading_text (state);
    default:
      return g_strdup (_ ("Looking for changes…"));
    }
}

/* @age: (nullable): NULL: never */
static char *
idle_text (MdgSyncLine *self, const MdgDeskState *state, const char *age)
{
  gboolean session = mdg_account_link_has_session (self->link);
  g_autofree char *when = age != NULL ? when_text (state->synced_at, age) : NULL;

  if (when == NULL)
    return g_strdup (session ? _ ("The list has not been fetched yet.")
                             : _ ("You are not logged in, and the list was never fetched here."));
  if (!session)
    return g_strdup_printf (
        _ ("You are not logged in. This is the list as of %s, kept on this computer."), when);
  if (state->problem != NULL)
    return g_strdup_printf (
        _ ("The service cannot be asked now. This is the list as of %s, kept on this computer."),
        when);
  return g_strdup_printf (_ ("Up to date as of %s"), when);
}

static void
update (MdgSyncLine *self)
{
  const MdgDeskState *state = self->desk != NULL ? mdg_account_desk_get_state (self->desk) : NULL;
  gboolean session = self->link != NULL && mdg_account_link_has_session (self->link);
  gboolean busy = state != NULL && state->phase != MDG_SYNC_IDLE;
  g_autofree char *age = state != NULL ? age_text (self, state) : NULL;
  g_autofree char *words = NULL;

  if (state == NULL)
    words = g_strdup (_ ("You are not logged in, and the list was never fetched here."));
  else
    words = busy ? busy_text (state) : idle_text (self, state, age);
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->words)), words) != 0)
    {
      gtk_label_set_text (GTK_LABEL (self->words), words);
      mdg_widget_keep_whole (self->words, age);
    }
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
  gtk_widget_set_visible (self->icon, !busy);
  mdg_icon_set_icon (MDG_ICON (self->icon),
                     session && state != NULL && state->problem == NULL && state->synced_at != 0
                         ? "check-circle"
                         : "clock");
  mdg_widget_set_shown (self->refresh, session);
  gtk_widget_set_sensitive (self->refresh, !busy);
  mdg_widget_set_shown (self->log_in, !session);
}

static void
bind_desk (MdgSyncLine *self)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_set_object (&self->desk, mdg_account_link_get_desk (self->link));
  if (self->desk != NULL)
    g_signal_connect_object (self->desk, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/* What went wrong stands in the desk's state. */
static void
synced (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!mdg_account_desk_sync_finish (MDG_ACCOUNT_DESK (source), result, &error))
    g_debug ("refresh: %s", error->message);
}

static void
refresh_clicked (MdgSyncLine *self)
{
  mdg_sync_line_refresh (self);
}

static gboolean
tick (gpointer data)
{
  update (data);
  return G_SOURCE_CONTINUE;
}

static void
mdg_sync_line_map (GtkWidget *widget)
{
  MdgSyncLine *self = MDG_SYNC_LINE (widget);

  GTK_WIDGET_CLASS (mdg_sync_line_parent_class)->map (widget);
  update (self);
  self->ticking = g_timeout_add_seconds (AGE_SECONDS, tick, self);
}

static void
mdg_sync_line_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&MDG_SYNC_LINE (widget)->ticking, g_source_remove);
  GTK_WIDGET_CLASS (mdg_sync_line_parent_class)->unmap (widget);
}

static void
mdg_sync_line_dispose (GObject *object)
{
  MdgSyncLine *self = MDG_SYNC_LINE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->ticking, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  g_clear_object (&self->link);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_SYNC_LINE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_sync_line_parent_class)->dispose (object);
}

static void
mdg_sync_line_finalize (GObject *object)
{
  g_clear_object (&MDG_SYNC_LINE (object)->cancellable);
  G_OBJECT_CLASS (mdg_sync_line_parent_class)->finalize (object);
}

static void
mdg_sync_line_class_init (MdgSyncLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_sync_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_sync_line_finalize;
  widget_class->map = mdg_sync_line_map;
  widget_class->unmap = mdg_sync_line_unmap;
  g_type_ensure (MDG_TYPE_ICON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/accounts/sync-line.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgSyncLine, icon);
  gtk_widget_class_bind_template_child (widget_class, MdgSyncLine, spinner);
  gtk_widget_class_bind_template_child (widget_class, MdgSyncLine, words);
  gtk_widget_class_bind_template_child (widget_class, MdgSyncLine, refresh);
  gtk_widget_class_bind_template_child (widget_class, MdgSyncLine, log_in);
  gtk_widget_class_bind_template_callback (widget_class, refresh_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_sync_line_init (MdgSyncLine *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mdg_sync_line_set_link (MdgSyncLine *self, MdgAccountLink *link)
{
  g_return_if_fail (MDG_IS_SYNC_LINE (self));
  g_return_if_fail (self->link == NULL);

  self->link = g_object_ref (link);
  g_signal_connect_object (link, "desk-changed", G_CALLBACK (bind_desk), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (link, "session-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  bind_desk (self);
}

void
mdg_sync_line_refresh (MdgSyncLine *self)
{
  g_return_if_fail (MDG_IS_SYNC_LINE (self));

  if (self->desk != NULL && mdg_account_link_has_session (self->link))
    mdg_account_desk_sync_async (self->desk, self->cancellable, synced, NULL);
}
