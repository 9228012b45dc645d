/* import-page.c: a copied table brought in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/import-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "accounts/account-import.h"
#include "accounts/accounts-text.h"
#include "accounts/import-rows.h"
#include "accounts/import-text.h"
#include "accounts/import-view.h"
#include "core/file-reading.h"
#include "dates.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/widget-tools.h"

#define LOOK_MS 250 /* how often it is looked how far it has come */

/* The choices above the rows: all, then the verdicts. */
#define N_CHOICES (MDG_IMPORT_REFUSED + 2)

struct _MdgImportPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *start;
  GtkWidget *paste;
  GtkWidget *choose;
  GtkWidget *last;
  GtkWidget *last_words;
  GtkWidget *take_back;
  GtkWidget *preview;
  GtkWidget *source;
  GtkWidget *verdicts;
  GtkWidget *view;
  GtkWidget *another;
  GtkWidget *apply;
  GtkWidget *choices[N_CHOICES];

  MdgAccountLink *link;
  MdgAccountDesk *desk;      /* (nullable) */
  MdgImportPlan *plan;       /* (nullable): what is shown */
  MdgImportRows *rows;       /* (nullable): its rows */
  GCancellable *cancellable; /* (nullable): of what is under way; one thing at a time */
  guint looking;
  gint64 last_run; /* 0: none that could be taken back */
};

G_DEFINE_FINAL_TYPE (MdgImportPage, mdg_import_page, GTK_TYPE_WIDGET)

/* what is under way ---------------------------------------------------------------------------- */

static void
set_usable (MdgImportPage *self)
{
  gboolean idle = self->desk != NULL && self->cancellable == NULL;
  guint n = self->plan != NULL
                ? self->plan->count[MDG_IMPORT_ADD] + self->plan->count[MDG_IMPORT_CHANGE]
                : 0;

  gtk_widget_set_sensitive (self->paste, idle);
  gtk_widget_set_sensitive (self->choose, idle);
  gtk_widget_set_sensitive (self->take_back, idle);
  gtk_widget_set_sensitive (self->another, idle);
  gtk_widget_set_sensitive (self->apply, idle && n > 0);
}

static void
begin (MdgImportPage *self, const char *words)
{
  self->cancellable = g_cancellable_new ();
  mdg_page_hide_message (MDG_PAGE (self->page));
  g_object_set (self->page, "busy-text", words, NULL);
  mdg_page_set_busy (MDG_PAGE (self->page), TRUE);
  set_usable (self);
}

/* Returns: whether the page is still there to be told, and of the same desk */
static gboolean
end (MdgImportPage *self, GObject *desk)
{
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_object (&self->cancellable);
  if (self->page == NULL)
    return FALSE;
  mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  set_usable (self);
  return desk == NULL || desk == (GObject *)self->desk;
}

static void
stop (MdgImportPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
cancel_clicked (MdgImportPage *self)
{
  stop (self);
}

static void
tell (MdgImportPage *self, MdgMessageKind kind, const char *title, const char *body)
{
  mdg_page_show_message (MDG_PAGE (self->page), kind, title, body);
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* what the table would do ---------------------------------------------------------------------- */

static void
choice_toggled (GtkToggleButton *choice, MdgImportPage *self)
{
  if (!gtk_toggle_button_get_active (choice) || self->rows == NULL)
    return;
  for (int i = 0; i < N_CHOICES; i++)
    if (GTK_WIDGET (choice) == self->choices[i])
      mdg_import_rows_show (self->rows, i - 1);
}

static void
make_choices (MdgImportPage *self)
{
  for (int i = 0; i < N_CHOICES; i++)
    {
      GtkWidget *choice = gtk_toggle_button_new ();

      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (choice),
                                     GTK_TOGGLE_BUTTON (self->choices[0]));
      g_signal_connect_object (choice, "toggled", G_CALLBACK (choice_toggled), self, 0);
      gtk_box_append (GTK_BOX (self->verdicts), choice);
      self->choices[i] = choice;
    }
}

static void
label_choices (MdgImportPage *self)
{
  for (int i = 0; i < N_CHOICES; i++)
    {
      guint n = i == 0 ? self->plan->rows->len : self->plan->count[i - 1];
      const char *name
          = i == 0 ? _ ("All rows") : mdg_import_verdict_text ((MdgImportVerdict)(i - 1));
      g_autofree char *number = mdg_count_text (n);
      /* Translators: what became of rows, and how many there are */
      g_autofree char *label = g_strdup_printf (C_ ("import", "%s: %s"), name, number);

      gtk_button_set_label (GTK_BUTTON (self->choices[i]), label);
      gtk_widget_set_sensitive (self->choices[i], n > 0);
    }
}

static void
label_apply (MdgImportPage *self)
{
  guint n = self->plan != NULL
                ? self->plan->count[MDG_IMPORT_ADD] + self->plan->count[MDG_IMPORT_CHANGE]
                : 0;
  g_autofree char *number = mdg_count_text (n);
  g_autofree char *label
      = n > 0 ? g_strdup_printf (ngettext ("_Import %s row", "_Import %s rows", (gulong)n), number)
              : g_strdup (_ ("_Import"));

  gtk_button_set_label (GTK_BUTTON (self->apply), label);
  mdg_widget_tidy_names (self->apply);
}

static void
set_plan (MdgImportPage *self, MdgImportPlan *plan)
{
  g_autoptr (GtkSelectionModel) model = NULL;

  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), NULL);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->plan, mdg_import_plan_unref);
  self->plan = plan;
  mdg_widget_set_shown (self->start, plan == NULL);
  mdg_widget_set_shown (self->preview, plan != NULL);
  mdg_widget_set_shown (self->another, plan != NULL);
  label_apply (self);
  set_usable (self);
  if (plan == NULL)
    return;
  self->rows = mdg_import_rows_new (plan);
  label_choices (self);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->choices[0]), TRUE);
  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows))));
  gtk_column_view_set_model (GTK_COLUMN_VIEW (self->view), model);
}

static void
show_plan (MdgImportPage *self, MdgImportPlan *plan)
{
  g_autofree char *source = mdg_import_plan_text (plan);

  gtk_label_set_text (GTK_LABEL (self->source), source);
  set_plan (self, plan);
  if (gtk_widget_is_sensitive (self->apply))
    {
      gtk_widget_grab_focus (self->apply);
      return;
    }
  tell (self, MDG_MESSAGE_INFO, _ ("There is nothing to import from this table."),
        plan->count[MDG_IMPORT_REFUSED] > 0
            ? _ ("The list is as it was. See below why rows are refused, correct them in the "
                 "table, and read it in again.")
            : _ ("Everything in it stands on the list already."));
  gtk_widget_grab_focus (self->another);
}

/* reading -------------------------------------------------------------------------------------- */

static void
tell_unreadable (MdgImportPage *self, const MdgTableFault *fault, const GError *error)
{
  g_autofree char *body = mdg_import_unreadable_text (fault, error);

  if (body != NULL)
    tell (self, MDG_MESSAGE_WARNING, _ ("This is no table that can be imported."), body);
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
table_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgImportPage) self = data;
  MdgTableFault fault = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgImportPlan) plan
      = mdg_account_import_read_finish (MDG_ACCOUNT_DESK (source), result, &fault, &error);

  if (!end (self, source))
    return;
  if (plan != NULL)
    show_plan (self, g_steal_pointer (&plan));
  else if (!is_cancelled (error))
    tell_unreadable (self, &fault, error);
}

/* Takes over the page's reference in @self. */
static void
read_text (MdgImportPage *self, GBytes *text)
{
  if (self->desk == NULL)
    {
      end (self, NULL);
      g_object_unref (self);
      return;
    }
  mdg_account_import_read_async (self->desk, text, self->cancellable, table_read, self);
}

static void
text_pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgImportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (GBytes) bytes = NULL;

  if (text == NULL || *text == '\0' || self->page == NULL)
    {
      if (end (self, NULL) && !is_cancelled (error))
        tell (self, MDG_MESSAGE_INFO, _ ("There is no text on the clipboard."),
              _ ("Copy the table in the browser or spreadsheet first, then press “Paste”."));
      return;
    }
  bytes = g_bytes_new (text, strlen (text));
  read_text (g_steal_pointer (&self), bytes);
}

static void
file_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgImportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mdg_file_reading_finish (result, NULL, &error);
  const MdgTableFault too_long = { .kind = MDG_TABLE_FAULT_TOO_LONG };

  if (bytes != NULL && self->page != NULL)
    {
      read_text (g_steal_pointer (&self), bytes);
      return;
    }
  if (!end (self, NULL) || is_cancelled (error))
    return;
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_DAMAGED))
    tell_unreadable (self, &too_long, error);
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
path_chosen (GtkWidget *owner, const char *path)
{
  MdgImportPage *self = MDG_IMPORT_PAGE (owner);

  if (path == NULL || self->desk == NULL || self->cancellable != NULL)
    return;
  begin (self, _ ("Reading the table…"));
  mdg_file_reading_begin (NULL, path, MDG_TABLE_BYTES_MAX, self->cancellable, file_read,
                          g_object_ref (self));
}

static void
choose_clicked (MdgImportPage *self)
{
  mdg_path_chooser_open (GTK_WIDGET (self), _ ("Choose the table to import"), path_chosen);
}

static void
paste_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mdg_import_page_paste (MDG_IMPORT_PAGE (widget));
}

/* carrying out and taking back ----------------------------------------------------------------- */

static void
tell_done (MdgImportPage *self, const MdgImportCount *count)
{
  g_autofree char *added = mdg_count_text (count->n_added);
  g_autofree char *changed = mdg_count_text (count->n_changed);
  g_autofree char *title = g_strdup_printf (_ ("Imported: %s added, %s changed."), added, changed);
  g_autofree char *body
      = mdg_import_done_text (count, mdg_account_desk_get_state (self->desk)->loaded,
                              mdg_account_link_has_session (self->link));

  set_plan (self, NULL);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "accounts.imported", "(ss)", title, body);
  else /* the person is at another tab, and finds it here */
    tell (self, MDG_MESSAGE_SUCCESS, title, body);
}

static void
applied (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgImportPage) self = data;
  MdgImportCount count;
  g_autoptr (GError) error = NULL;
  gboolean good = mdg_account_import_finish (MDG_ACCOUNT_DESK (source), result, &count, &error);

  if (!end (self, source))
    return;
  if (good)
    tell_done (self, &count);
  else if (is_cancelled (error))
    tell (self, MDG_MESSAGE_INFO, _ ("It was broken off."),
          _ ("Nothing was imported; the list is as it was."));
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static gboolean
look (gpointer data)
{
  MdgImportPage *self = data;
  g_autofree char *done = NULL, *all = NULL, *text = NULL;

  if (self->plan == NULL) /* another institution's list came before this one was through */
    return G_SOURCE_CONTINUE;
  done = mdg_count_text (g_atomic_int_get (&self->plan->n_applied));
  all = mdg_count_text (self->plan->rows->len);
  text = g_strdup_printf (_ ("Importing… %s of %s rows"), done, all);
  g_object_set (self->page, "busy-text", text, NULL);
  return G_SOURCE_CONTINUE;
}

static void
apply_clicked (MdgImportPage *self)
{
  if (self->plan == NULL || self->desk == NULL || self->cancellable != NULL)
    return;
  begin (self, _ ("Importing…"));
  self->looking = g_timeout_add (LOOK_MS, look, self);
  mdg_account_import_apply_async (self->desk, self->plan, self->cancellable, applied,
                                  g_object_ref (self));
}

static void load_last (MdgImportPage *self);

static void
taken_back (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgImportPage) self = data;
  MdgImportCount count;
  g_autoptr (GError) error = NULL;
  gboolean good = mdg_account_import_finish (MDG_ACCOUNT_DESK (source), result, &count, &error);
  g_autofree char *body = NULL;

  if (!end (self, source))
    return;
  if (good)
    {
      body = g_strdup_printf (
          _ ("Taken off the list: %u, notes put back: %u, left alone because they were changed "
             "since: %u."),
          count.n_added, count.n_changed, count.n_overtaken);
      tell (self, MDG_MESSAGE_SUCCESS, _ ("The import was taken back."), body);
    }
  else if (is_cancelled (error))
    tell (self, MDG_MESSAGE_INFO, _ ("It was broken off."),
          _ ("Nothing was taken back; the list is as it was."));
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
  load_last (self);
}

static void
take_back_clicked (MdgImportPage *self)
{
  if (self->desk == NULL || self->cancellable != NULL || self->last_run == 0)
    return;
  begin (self, _ ("Taking the import back…"));
  mdg_account_import_undo_async (self->desk, self->last_run, self->cancellable, taken_back,
                                 g_object_ref (self));
}

static void
show_last (MdgImportPage *self, const MdgImportRun *run)
{
  g_autofree char *when = NULL, *words = NULL;

  self->last_run = run != NULL ? run->run : 0;
  mdg_widget_set_shown (self->last, run != NULL);
  if (run == NULL)
    return;
  when = mdg_date_time_text (run->applied_at);
  words = g_strdup_printf (_ ("Last import: %s, %u added, %u changed."), when, run->n_added,
                           run->n_changed);
  gtk_label_set_text (GTK_LABEL (self->last_words), words);
}

static void
runs_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgImportPage) self = data;
  g_autoptr (GPtrArray) runs
      = mdg_account_import_get_runs_finish (MDG_ACCOUNT_DESK (source), result, NULL);
  const MdgImportRun *run = NULL;

  if (self->page == NULL || source != (GObject *)self->desk)
    return;
  if (runs != NULL && runs->len > 0)
    run = runs->pdata[0];
  show_last (self, run != NULL && run->undone_at == 0 ? run : NULL);
}

static void
load_last (MdgImportPage *self)
{
  if (self->desk != NULL)
    mdg_account_import_get_runs_async (self->desk, NULL, runs_known, g_object_ref (self));
}

static void
begin_anew (MdgImportPage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  set_plan (self, NULL);
  load_last (self);
  gtk_widget_grab_focus (self->paste);
}

static void
back_clicked (MdgImportPage *self)
{
  stop (self);
  mdg_page_hide_message (MDG_PAGE (self->page));
  if (self->cancellable == NULL)
    set_plan (self, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "accounts.show", "s", "list");
}

/* overrides ------------------------------------------------------------------------------------ */

static void
bind_desk (MdgImportPage *self)
{
  stop (self);
  g_set_object (&self->desk, mdg_account_link_get_desk (self->link));
  show_last (self, NULL);
  set_plan (self, NULL); /* it was compared with another institution's list */
  load_last (self);
}

static gboolean
mdg_import_page_grab_focus (GtkWidget *widget)
{
  MdgImportPage *self = MDG_IMPORT_PAGE (widget);

  return gtk_widget_grab_focus (self->plan != NULL ? self->apply : self->paste);
}

static void
mdg_import_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_import_page_parent_class)->map (widget);
  load_last (MDG_IMPORT_PAGE (widget));
}

static void
mdg_import_page_dispose (GObject *object)
{
  MdgImportPage *self = MDG_IMPORT_PAGE (object);

  stop (self);
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_object (&self->link);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_IMPORT_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_import_page_parent_class)->dispose (object);
}

static void
mdg_import_page_finalize (GObject *object)
{
  MdgImportPage *self = MDG_IMPORT_PAGE (object);

  g_clear_object (&self->rows);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->plan, mdg_import_plan_unref);
  G_OBJECT_CLASS (mdg_import_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/accounts/import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgImportPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgImportPage, start);
  gtk_widget_class_bind_template_child (widget_class, MdgImportPage, paste);
  gtk_widget_class_bind_template_child (widget_class, MdgImportPage, choose);
  gtk_widget_class_bind_template_child (widget_class, MdgImportPage, last);
  gtk_widget_class_bind_template_child (widget_class, MdgImportPage, last_words);
  gtk_widget_class_bind_template_child (widget_class, MdgImportPage, take_back);
  gtk_widget_class_bind_template_child (widget_class, MdgImportPage, preview);
  gtk_widget_class_bind_template_child (widget_class, MdgImportPage, source);
  gtk_widget_class_bind_template_child (widget_class, MdgImportPage, verdicts);
  gtk_widget_class_bind_template_child (widget_class, MdgImportPage, view);
  gtk_widget_class_bind_template_child (widget_class, MdgImportPage, another);
  gtk_widget_class_bind_template_child (widget_class, MdgImportPage, apply);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, mdg_import_page_paste);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked);
  gtk_widget_class_bind_template_callback (widget_class, take_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, begin_anew);
  gtk_widget_class_bind_template_callback (widget_class, apply_clicked);
}

static void
mdg_import_page_class_init (MdgImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_import_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_import_page_finalize;
  widget_class->grab_focus = mdg_import_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_import_page_map;
  g_type_ensure (MDG_TYPE_PAGE);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "import.paste", NULL, paste_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "import.paste",
                                       NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_import_page_init (MdgImportPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_choices (self);
  mdg_import_view_add_columns (GTK_COLUMN_VIEW (self->view));
}

GtkWidget *
mdg_import_page_new (MdgAccountLink *link)
{
  MdgImportPage *self = g_object_new (MDG_TYPE_IMPORT_PAGE, NULL);

  self->link = g_object_ref (link);
  g_signal_connect_object (link, "desk-changed", G_CALLBACK (bind_desk), self, G_CONNECT_SWAPPED);
  bind_desk (self);
  return GTK_WIDGET (self);
}

void
mdg_import_page_paste (MdgImportPage *self)
{
  g_return_if_fail (MDG_IS_IMPORT_PAGE (self));

  if (self->desk == NULL || self->cancellable != NULL)
    return;
  begin (self, _ ("Reading the table…"));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->cancellable,
                                 text_pasted, g_object_ref (self));
}

gboolean
mdg_import_page_has_plan (MdgImportPage *self)
{
  g_return_val_if_fail (MDG_IS_IMPORT_PAGE (self), FALSE);

  return self->plan != NULL && self->cancellable == NULL;
}
