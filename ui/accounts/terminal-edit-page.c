/* terminal-edit-page.c: what the clinic notes of one account of the terminal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/terminal-edit-page.h"

#include <glib/gi18n.h>

#include "accounts/accounts-text.h"
#include "accounts/terminal-change-page.h"
#include "error-text.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/question.h"
#include "widgets/tab-view.h"
#include "widgets/widget-tools.h"

struct _MdgTerminalEditPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *login_id_field;
  GtkWidget *login_id;
  GtkWidget *owner_field;
  GtkWidget *owner;
  GtkWidget *used_at_field;
  GtkWidget *used_at;
  GtkWidget *remark_field;
  GtkWidget *remark;
  GtkWidget *changes;
  GtkWidget *remove;
  GtkWidget *save;

  MdgAccountLink *link;
  MdgTerminalKind kind;
  gint64 number;         /* 0: a new one */
  guint form;            /* counted: what is saved belongs to one */
  GCancellable *saving;  /* (nullable): of what is being saved or removed */
  GCancellable *reading; /* (nullable): while the changes are read */
};

/* What is being saved or removed, while the page may be left or hold another account. */
typedef struct
{
  MdgTerminalEditPage *page;
  guint form;
} Saving;

G_DEFINE_FINAL_TYPE (MdgTerminalEditPage, mdg_terminal_edit_page, GTK_TYPE_WIDGET)

static char *
text_of (GtkWidget *entry)
{
  return mdg_account_note_line (gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static MdgCache *
get_cache (MdgTerminalEditPage *self)
{
  return mdg_workplace_get_cache (mdg_account_link_get_workplace (self->link));
}

static void
set_busy (MdgTerminalEditPage *self, gboolean busy)
{
  g_clear_object (&self->saving);
  if (busy)
    self->saving = g_cancellable_new ();
  mdg_page_set_busy (MDG_PAGE (self->page), busy);
  gtk_widget_set_sensitive (self->save, !busy);
  gtk_widget_set_sensitive (self->remove, !busy);
}

static void
go_back (MdgTerminalEditPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "accounts.show", "s", "terminal");
}

static GtkWidget *
field_named (MdgTerminalEditPage *self, const char *name)
{
  return g_strcmp0 (name, "login_id") == 0  ? self->login_id_field
         : g_strcmp0 (name, "owner") == 0   ? self->owner_field
         : g_strcmp0 (name, "used_at") == 0 ? self->used_at_field
         : g_strcmp0 (name, "remark") == 0  ? self->remark_field
                                            : NULL;
}

static Saving *
saving_new (MdgTerminalEditPage *page)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->page = g_object_ref (page);
  saving->form = page->form;
  return saving;
}

/* @error: (nullable): none */
static void
end (MdgTerminalEditPage *self, const GError *error)
{
  GtkWidget *field = error != NULL ? field_named (self, mdg_error_get_field (error)) : NULL;

  set_busy (self, FALSE);
  if (error == NULL)
    go_back (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_INFO, _ ("It was broken off."),
                           _ ("Nothing was changed. What you typed is still here."));
  else if (field != NULL)
    {
      mdg_field_set_fault (MDG_FIELD (field), _ ("One line of up to 100 characters, please."));
      gtk_widget_grab_focus (field);
    }
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

/* Only before it is on the disk; what was done is told as done. */
static void
given_up (MdgTerminalEditPage *self)
{
  if (self->saving != NULL)
    g_cancellable_cancel (self->saving);
}

/* Whoever has left the page is not called back to it. @saving: (transfer full) */
static void
end_saving (Saving *saving, const GError *error)
{
  g_autoptr (MdgTerminalEditPage) self = saving->page;

  if (self->page != NULL && self->form == saving->form && mdg_tab_view_is_at (GTK_WIDGET (self)))
    end (self, error);
  g_free (saving);
}

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  mdg_terminal_register_save_finish (MDG_CACHE (source), result, &error);
  end_saving (data, error);
}

static void
tell_no_cache (MdgTerminalEditPage *self)
{
  g_autoptr (GError) error = mdg_account_link_explain_no_cache (self->link);

  mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
save_clicked (MdgTerminalEditPage *self)
{
  MdgClock *clock = mdg_workplace_get_clock (mdg_account_link_get_workplace (self->link));
  g_autoptr (MdgTerminalAccount) account = mdg_terminal_account_new (self->kind);
  MdgCache *cache = get_cache (self);

  mdg_page_hide_message (MDG_PAGE (self->page));
  if (cache == NULL)
    {
      tell_no_cache (self);
      return;
    }
  account->number = self->number;
  g_free (account->login_id);
  account->login_id = text_of (self->login_id);
  g_free (account->owner);
  account->owner = text_of (self->owner);
  g_free (account->used_at);
  account->used_at = text_of (self->used_at);
  g_free (account->remark);
  account->remark = text_of (self->remark);
  set_busy (self, TRUE);
  mdg_terminal_register_save_async (cache, account, mdg_clock_wall (clock), self->saving, saved,
                                    saving_new (self));
}

static void
entry_activated (MdgTerminalEditPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

static void
removed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  mdg_terminal_register_finish (MDG_CACHE (source), result, &error);
  end_saving (data, error);
}

static void
remove_answered (MdgQuestion *question, const char *answer, MdgTerminalEditPage *self)
{
  MdgCache *cache = get_cache (self);

  if (!g_str_equal (answer, "remove") || self->number == 0)
    return;
  if (cache == NULL)
    {
      tell_no_cache (self);
      return;
    }
  set_busy (self, TRUE);
  mdg_terminal_register_remove_async (cache, self->number, self->saving, removed,
                                      saving_new (self));
}

static void
remove_clicked (MdgTerminalEditPage *self)
{
  MdgQuestion *question = mdg_question_new (
      _ ("Delete this entry from the register?"),
      _ ("What is noted of its changes goes, too. The account itself is not changed."));

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "remove", _ ("_Delete"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (remove_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

/* when it was changed -------------------------------------------------------------------------- */

static void
changes_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes
      = mdg_terminal_register_get_changes_finish (MDG_CACHE (source), result, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  MdgTerminalEditPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (changes == NULL)
    {
      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  for (guint i = 0; i < changes->len; i++)
    {
      const MdgTerminalChange *change = changes->pdata[i];

      g_string_append (text, i > 0 ? "\n" : "");
      if (*change->by_whom != '\0')
        g_string_append_printf (text, _ ("%s: %s changed by %s"), change->changed_on,
                                mdg_terminal_change_text (change->what), change->by_whom);
      else
        g_string_append_printf (text, _ ("%s: %s changed"), change->changed_on,
                                mdg_terminal_change_text (change->what));
    }
  gtk_label_set_text (GTK_LABEL (self->changes), text->str);
  mdg_widget_set_shown (self->changes, text->len > 0);
}

static void
load_changes (MdgTerminalEditPage *self)
{
  MdgCache *cache = get_cache (self);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  mdg_widget_set_shown (self->changes, FALSE);
  if (cache == NULL || self->number == 0)
    return;
  self->reading = g_cancellable_new ();
  mdg_terminal_register_get_changes_async (cache, self->number, self->reading, changes_known, self);
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_terminal_edit_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_TERMINAL_EDIT_PAGE (widget)->login_id_field);
}

static void
mdg_terminal_edit_page_dispose (GObject *object)
{
  MdgTerminalEditPage *self = MDG_TERMINAL_EDIT_PAGE (object);

  g_clear_object (&self->saving);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->link);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_TERMINAL_EDIT_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_terminal_edit_page_parent_class)->dispose (object);
}

static void
mdg_terminal_edit_page_class_init (MdgTerminalEditPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_terminal_edit_page_dispose;
  widget_class->grab_focus = mdg_terminal_edit_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/accounts/terminal-edit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalEditPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalEditPage, login_id_field);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalEditPage, login_id);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalEditPage, owner_field);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalEditPage, owner);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalEditPage, used_at_field);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalEditPage, used_at);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalEditPage, remark_field);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalEditPage, remark);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalEditPage, changes);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalEditPage, remove);
  gtk_widget_class_bind_template_child (widget_class, MdgTerminalEditPage, save);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, given_up);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_terminal_edit_page_init (MdgTerminalEditPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mdg_terminal_edit_page_new (MdgAccountLink *link)
{
  MdgTerminalEditPage *self = g_object_new (MDG_TYPE_TERMINAL_EDIT_PAGE, NULL);

  self->link = g_object_ref (link);
  return GTK_WIDGET (self);
}

void
mdg_terminal_edit_page_begin (MdgTerminalEditPage *self,
                              MdgTerminalKind kind,
                              const MdgTerminalAccount *account)
{
  /* Translators: the language of the guide's data: "ja" or "en" */
  g_autoptr (MdgTerminalGuide) guide = mdg_terminal_guide_new (C_ ("guide", "en"));

  g_return_if_fail (MDG_IS_TERMINAL_EDIT_PAGE (self));

  self->form++;
  set_busy (self, FALSE);
  self->kind = kind;
  self->number = account != NULL ? account->number : 0;
  g_object_set (self->page, "title", mdg_terminal_guide_get (guide, kind)->name, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->login_id), account != NULL ? account->login_id : "");
  gtk_editable_set_text (GTK_EDITABLE (self->owner), account != NULL ? account->owner : "");
  gtk_editable_set_text (GTK_EDITABLE (self->used_at), account != NULL ? account->used_at : "");
  gtk_editable_set_text (GTK_EDITABLE (self->remark), account != NULL ? account->remark : "");
  mdg_widget_set_shown (self->remove, account != NULL);
  mdg_page_hide_message (MDG_PAGE (self->page));
  load_changes (self);
}
