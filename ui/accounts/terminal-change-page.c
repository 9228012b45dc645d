/* terminal-change-page.c: notes that ID or password of an account of the terminal were changed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/terminal-change-page.h"

#include <glib/gi18n.h>

#include "accounts/account-columns.h"
#include "accounts/accounts-text.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/tab-view.h"
#include "widgets/widget-tools.h"

struct _MdgTerminalChangePage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *what_field;
  GtkWidget *what;
  GtkWidget *day_field;
  GtkWidget *day;
  GtkWidget *by_whom_field;
  GtkWidget *by_whom;
  GtkWidget *save;

  MdgAccountLink *link;
  gint64 number;
  guint form;           /* counted: what is saved belongs to one */
  GCancellable *saving; /* (nullable): of what is being saved */
};

/* What is being saved, while the page may be left or hold another account. */
typedef struct
{
  MdgTerminalChangePage *page;
  guint form;
} Saving;

G_DEFINE_FINAL_TYPE (MdgTerminalChangePage, mdg_terminal_change_page, GTK_TYPE_WIDGET)

const char *
mdg_terminal_change_text (MdgTerminalChangeKind what)
{
  switch (what)
    {
    case MDG_TERMINAL_ID:
      return C_ ("changed", "ID");
    case MDG_TERMINAL_BOTH:
      return C_ ("changed", "ID and password");
    default:
      return C_ ("changed", "password");
    }
}

static void
set_saving (MdgTerminalChangePage *self, gboolean saving)
{
  g_clear_object (&self->saving);
  if (saving)
    self->saving = g_cancellable_new ();
  mdg_page_set_busy (MDG_PAGE (self->page), saving);
  gtk_widget_set_sensitive (self->save, !saving);
}

/* Only before it is on the disk; what was done is told as done. */
static void
given_up (MdgTerminalChangePage *self)
{
  if (self->saving != NULL)
    g_cancellable_cancel (self->saving);
}

static Saving *
saving_new (MdgTerminalChangePage *page)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->page = g_object_ref (page);
  saving->form = page->form;
  return saving;
}

/* Whoever has left the page is not called back to it. */
static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Saving *saving = data;
  g_autoptr (MdgTerminalChangePage) self = saving->page;
  g_autoptr (GError) error = NULL;
  gboolean done = mdg_terminal_register_finish (MDG_CACHE (source), result, &error);

  if (self->page == NULL || self->form != saving->form || !mdg_tab_view_is_at (GTK_WIDGET (self)))
    return;
  set_saving (self, FALSE);
  if (done)
    gtk_widget_activate_action (GTK_WIDGET (self), "accounts.show", "s", "terminal");
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_INFO, _ ("It was broken off."),
                           _ ("Nothing was changed. What you typed is still here."));
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

/* (nullable): the fault stands at the field */
static char *
take_day (MdgTerminalChangePage *self)
{
  char *day = NULL;

  if (mdg_account_day_read (gtk_editable_get_text (GTK_EDITABLE (self->day)), &day) && day != NULL)
    return day;
  mdg_field_set_fault (MDG_FIELD (self->day_field), _ ("Type a day, for example 2026-11-22."));
  gtk_widget_grab_focus (self->day_field);
  return NULL;
}

static void
save_clicked (MdgTerminalChangePage *self)
{
  MdgWorkplace *workplace = mdg_account_link_get_workplace (self->link);
  MdgCache *cache = mdg_workplace_get_cache (workplace);
  g_autofree char *day = NULL;
  g_autofree char *by_whom
      = mdg_account_note_line (gtk_editable_get_text (GTK_EDITABLE (self->by_whom)));

  mdg_page_hide_message (MDG_PAGE (self->page));
  day = take_day (self);
  if (day == NULL)
    return;
  if (cache == NULL)
    {
      g_autoptr (GError) error = mdg_account_link_explain_no_cache (self->link);

      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  set_saving (self, TRUE);
  mdg_terminal_register_note_change_async (
      cache, self->number,
      (MdgTerminalChangeKind)gtk_drop_down_get_selected (GTK_DROP_DOWN (self->what)), day, by_whom,
      mdg_clock_wall (mdg_workplace_get_clock (workplace)), self->saving, saved, saving_new (self));
}

static void
entry_activated (MdgTerminalChangePage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

static gboolean
mdg_terminal_change_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_TERMINAL_CHANGE_PAGE (widget)->day_field);
}

static void
mdg_terminal_change_page_dispose (GObject *object)
{
  MdgTerminalChangePage *self = MDG_TERMINAL_CHANGE_PAGE (object);

  g_clear_object (&self->saving);
  g_clear_object (&self->link);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_TERMINAL_CHANGE_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_terminal_change_page_parent_class)->dispose (object);
}

static void
mdg_terminal_change_page_class_init (MdgTerminalChangePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_terminal_change_page_dispose;
  widget_class->grab_focus = mdg_terminal_change_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/accounts/terminal-change-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalChangePage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalChangePage, what_field);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalChangePage, what);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalChangePage, day_field);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalChangePage, day);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalChangePage, by_whom_field);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalChangePage, by_whom);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalChangePage, save);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, given_up);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_terminal_change_page_init (MdgTerminalChangePage *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = MDG_TERMINAL_PASSWORD; i <= MDG_TERMINAL_BOTH; i++)
    gtk_string_list_append (kinds, mdg_terminal_change_text ((MdgTerminalChangeKind)i));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->what), G_LIST_MODEL (kinds));
}

GtkWidget *
mdg_terminal_change_page_new (MdgAccountLink *link)
{
  MdgTerminalChangePage *self = g_object_new (MDG_TYPE_TERMINAL_CHANGE_PAGE, NULL);

  self->link = g_object_ref (link);
  return GTK_WIDGET (self);
}

void
mdg_terminal_change_page_begin (MdgTerminalChangePage *self, const MdgTerminalAccount *account)
{
  /* Translators: the language of the guide's data: "ja" or "en" */
  g_autoptr (MdgTerminalGuide) guide = mdg_terminal_guide_new (C_ ("guide", "en"));
  MdgClock *clock;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *today = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (MDG_IS_TERMINAL_CHANGE_PAGE (self));

  clock = mdg_workplace_get_clock (mdg_account_link_get_workplace (self->link));
  now = g_date_time_new_from_unix_local (mdg_clock_wall (clock));
  today = now != NULL ? g_date_time_format (now, "%Y-%m-%d") : g_strdup ("");
  title = *account->login_id != '\0'
              ? g_strdup_printf ("%s: %s", mdg_terminal_guide_get (guide, account->kind)->name,
                                 account->login_id)
              : g_strdup (mdg_terminal_guide_get (guide, account->kind)->name);
  self->form++;
  set_saving (self, FALSE);
  self->number = account->number;
  g_object_set (self->page, "title", title, NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->what), MDG_TERMINAL_PASSWORD);
  gtk_editable_set_text (GTK_EDITABLE (self->day), today);
  gtk_editable_set_text (GTK_EDITABLE (self->by_whom), account->owner);
  mdg_field_set_fault (MDG_FIELD (self->day_field), NULL);
  mdg_page_hide_message (MDG_PAGE (self->page));
}
