/* detail-page.c: one account.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/detail-page.h"

#include <glib/gi18n.h>

#include "accounts/accounts-text.h"
#include "accounts/account-waiting.h"
#include "accounts/attachment-card.h"
#include "accounts/history-card.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/question.h"
#include "widgets/widget-tools.h"

struct _MdgDetailPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *waiting;
  GtkWidget *fields;
  GtkWidget *note_field;
  GtkWidget *note;
  GtkWidget *more; /* attachment and history */
  GtkWidget *attachment;
  GtkWidget *history;
  GtkWidget *back;
  GtkWidget *cancel_account;
  GtkWidget *save;

  MdgAccountLink *link;
  MdgAccountDesk *desk;      /* (nullable): the one our handlers are connected to */
  GCancellable *cancellable; /* (nullable): of what is being read */
  GCancellable *acting;      /* (nullable): of what is being written */
  char *account_id;
  char *shown_note; /* 備考 as it stood when the field was filled; the person may type over it */
  MdgAccountRow *row;
  GPtrArray *entries; /* (nullable): the outbox */
  gboolean asked;     /* the person asked for something whose end is not known yet */
  gboolean again;     /* what is being read may be of yesterday: it is read once more */
};

/* What the person asks for, while it is being written. */
typedef struct
{
  MdgDetailPage *page;
  char *account_id;
  char *note; /* (nullable): no note is written */
} Act;

G_DEFINE_FINAL_TYPE (MdgDetailPage, mdg_detail_page, GTK_TYPE_WIDGET)

/* the fields ----------------------------------------------------------------------------------- */

static void
add_field (MdgDetailPage *self, int row, const char *name, const char *value, const char *css_class)
{
  GtkWidget *title = mdg_widget_new_text (name, "quiet");
  GtkWidget *text = mdg_widget_new_text (value != NULL && *value != '\0' ? value : "–", css_class);

  gtk_widget_set_hexpand (text, TRUE);
  gtk_grid_attach (GTK_GRID (self->fields), title, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->fields), text, 1, row, 1, 1);
}

static void
fill_fields (MdgDetailPage *self)
{
  const MdgAccount *account = self->row->account;
  g_autofree char *facility
      = g_strdup_printf ("%s (%s)", account->institution_name, account->institution_code);
  g_autofree char *status = mdg_account_row_status_text (self->row);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->fields)) != NULL)
    gtk_grid_remove (GTK_GRID (self->fields), child);
  add_field (self, 0, C_ ("account column", "Account ID"), account->id, "code");
  add_field (self, 1, C_ ("account column", "Status"), status, "strong");
  add_field (self, 2, _ ("Kind"), mdg_account_kind_text (self->row->kind), NULL);
  add_field (self, 3, C_ ("account column", "Facility"), facility, NULL);
  add_field (self, 4, C_ ("account column", "Start of use"), account->started_on, NULL);
  add_field (self, 5, C_ ("account column", "End of use"), account->ended_on, NULL);
  add_field (self, 6, C_ ("account column", "Suspension"), account->suspended_on, NULL);
}

static const char *
typed_note (MdgDetailPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->note));
}

static gboolean
is_typed_over (MdgDetailPage *self)
{
  return self->shown_note != NULL && g_strcmp0 (typed_note (self), self->shown_note) != 0;
}

static void
note_typed (MdgDetailPage *self)
{
  gtk_widget_set_sensitive (self->save, is_typed_over (self));
}

static void
set_note (MdgDetailPage *self, const char *note)
{
  g_free (self->shown_note);
  self->shown_note = g_strdup (note);
  gtk_editable_set_text (GTK_EDITABLE (self->note), note);
  note_typed (self);
}

static void
know_note (MdgDetailPage *self, const char *note)
{
  g_free (self->shown_note);
  self->shown_note = g_strdup (note);
  note_typed (self);
}

/* What is being typed is not taken away, but nor is it to overwrite unseen what came meanwhile. */
static void
fill_note (MdgDetailPage *self)
{
  const char *note = self->row->account->note;
  g_autofree char *body = NULL;

  if (!is_typed_over (self))
    {
      if (g_strcmp0 (note, self->shown_note) != 0)
        set_note (self, note);
      return;
    }
  if (g_strcmp0 (note, self->shown_note) == 0)
    return;
  know_note (self, note);
  if (!is_typed_over (self)) /* it is the same */
    return;
  body = g_strdup_printf (
      _ ("It now reads “%s”. What you typed is still in the field; “Save” puts it "
         "in its place."),
      mdg_account_note_text (note));
  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_WARNING,
                         _ ("The note was changed elsewhere while you were typing."), body);
}

/* what waits ----------------------------------------------------------------------------------- */

static void
part_failed (MdgDetailPage *self, const GError *error)
{
  mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
part_told (MdgDetailPage *self, int kind, const char *title, const char *body)
{
  mdg_page_show_message (MDG_PAGE (self->page), (MdgMessageKind)kind, title, body);
}

static gboolean
is_refused (MdgDetailPage *self)
{
  for (guint i = 0; self->entries != NULL && i < self->entries->len; i++)
    {
      const MdgOutboxEntry *entry = self->entries->pdata[i];

      if (entry->state == MDG_OUTBOX_REFUSED
          && g_strcmp0 (entry->account_id, self->account_id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
tell_kept (MdgDetailPage *self)
{
  const char *when;

  if (!mdg_account_link_has_session (self->link))
    when = _ ("It is not sent yet: it is sent by itself after the next login.");
  else if (mdg_account_link_is_out_of_reach (self->link))
    when = _ ("It is not sent yet: it is sent by itself when the service can be reached again.");
  else
    when = _ ("It is being sent to the service.");
  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_INFO, _ ("Kept on this computer."),
                         when);
}

/* Only then is it known whether the service is there. */
static void
desk_changed (MdgDetailPage *self)
{
  if (self->asked && self->row != NULL && (self->row->pending & MDG_PENDING_CONFLICT) == 0
      && self->row->pending != 0 && mdg_account_link_is_out_of_reach (self->link))
    tell_kept (self);
}

/* What became of what the person asked for. */
static void
tell_end (MdgDetailPage *self)
{
  if (!self->asked)
    return;
  if (self->row->pending & MDG_PENDING_CONFLICT || is_refused (self))
    {
      self->asked = FALSE;
      mdg_page_hide_message (MDG_PAGE (self->page));
    }
  else if (self->row->pending != 0)
    tell_kept (self);
  else
    {
      self->asked = FALSE;
      mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS,
                             _ ("The data was updated."), NULL);
    }
}

/* reading -------------------------------------------------------------------------------------- */

static void
fill (MdgDetailPage *self)
{
  const MdgAccount *account = self->row->account;
  gboolean first = self->shown_note == NULL;

  g_object_set (self->page, "title", account->id, NULL);
  fill_fields (self);
  fill_note (self);
  mdg_account_waiting_set (MDG_ACCOUNT_WAITING (self->waiting), self->desk, self->account_id,
                           self->entries);
  mdg_attachment_card_set (MDG_ATTACHMENT_CARD (self->attachment), account->institution_code,
                           self->account_id);
  mdg_history_card_set (MDG_HISTORY_CARD (self->history), self->desk, self->account_id);
  mdg_widget_set_shown (self->more, TRUE);
  mdg_widget_set_shown (self->cancel_account, account->status == MDG_ACCOUNT_USABLE);
  gtk_widget_set_sensitive (self->note_field, TRUE);
  tell_end (self);
  if (first && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->note);
}

static void load (MdgDetailPage *self);

/* Of an account, "not found" is no missing file. */
static void
show_fault (MdgDetailPage *self, const GError *error)
{
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_ERROR,
                           _ ("This account is not in the list any more."),
                           _ ("Go back to the list and bring it up to date."));
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
account_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  MdgAccountRow *row
      = mdg_account_desk_get_account_finish (MDG_ACCOUNT_DESK (source), result, &error);
  MdgDetailPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (row != NULL)
    {
      g_clear_pointer (&self->row, mdg_account_row_free);
      self->row = row;
      fill (self);
    }
  else
    {
      show_fault (self, error);
      gtk_widget_set_sensitive (self->note_field, FALSE);
      mdg_widget_set_shown (self->cancel_account, FALSE);
    }
  if (self->again)
    load (self);
}

/* The outbox first: what the row means hangs on it. */
static void
outbox_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries
      = mdg_account_desk_get_outbox_finish (MDG_ACCOUNT_DESK (source), result, &error);
  MdgDetailPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries;
  mdg_account_desk_get_account_async (self->desk, self->account_id, self->cancellable,
                                      account_known, self);
}

static void
stop (MdgDetailPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->again = FALSE;
}

static void
load (MdgDetailPage *self)
{
  stop (self);
  if (self->desk == NULL || self->account_id == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  mdg_account_desk_get_outbox_async (self->desk, self->cancellable, outbox_known, self);
}

/* During the first load that is often: what is being read is let come to its end. */
static void
desk_told (MdgDetailPage *self)
{
  if (self->cancellable != NULL)
    self->again = TRUE;
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

static void
bind_desk (MdgDetailPage *self)
{
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  stop (self);
  g_clear_pointer (&self->account_id, g_free); /* it was another institution's */
  g_clear_pointer (&self->shown_note, g_free);
  g_clear_pointer (&self->row, mdg_account_row_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->asked = FALSE;
  mdg_attachment_card_set (MDG_ATTACHMENT_CARD (self->attachment), NULL, NULL);
  mdg_history_card_set (MDG_HISTORY_CARD (self->history), NULL, NULL);
  g_set_object (&self->desk, mdg_account_link_get_desk (self->link));
  if (self->desk == NULL)
    return;
  g_signal_connect_object (self->desk, "rows-changed", G_CALLBACK (desk_told), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "outbox-changed", G_CALLBACK (desk_told), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "changed", G_CALLBACK (desk_changed), self,
                           G_CONNECT_SWAPPED);
}

/* acts ----------------------------------------------------------------------------------------- */

static void
act_free (Act *act)
{
  g_object_unref (act->page);
  g_free (act->account_id);
  g_free (act->note);
  g_free (act);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Act, act_free)

/* What is read from now on is of after the act; what was read before is not to tell its end. */
static Act *
begin_act (MdgDetailPage *self, const char *note)
{
  Act *act = g_new0 (Act, 1);

  act->page = g_object_ref (self);
  act->account_id = g_strdup (self->account_id);
  act->note = g_strdup (note);
  stop (self);
  self->asked = FALSE;
  g_clear_object (&self->acting);
  self->acting = g_cancellable_new ();
  mdg_page_set_busy (MDG_PAGE (self->page), TRUE);
  return act;
}

static void
asked_for (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Act) act = data;
  MdgDetailPage *self = act->page;
  g_autoptr (GError) error = NULL;
  gboolean done = mdg_account_desk_finish (MDG_ACCOUNT_DESK (source), result, &error);

  if (self->page == NULL)
    return;
  g_clear_object (&self->acting);
  mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  if (g_strcmp0 (act->account_id, self->account_id) != 0)
    return;
  self->asked = done;
  if (done && act->note != NULL)
    know_note (self, act->note);
  note_typed (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_INFO, _ ("It was broken off."),
                           _ ("Nothing was changed. What you typed is still here."));
  else if (!done)
    show_fault (self, error);
  load (self);
}

/* Only before it is on the disk; what was done is told as done. */
static void
given_up (MdgDetailPage *self)
{
  if (self->acting != NULL)
    g_cancellable_cancel (self->acting);
}

static void
save_clicked (MdgDetailPage *self)
{
  g_autofree char *note = mdg_account_note_line (typed_note (self));
  Act *act;

  if (self->desk == NULL || self->row == NULL)
    return;
  if (g_strcmp0 (note, typed_note (self)) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->note), note);
  gtk_widget_set_sensitive (self->save, FALSE);
  act = begin_act (self, note);
  mdg_account_desk_set_note_async (self->desk, self->account_id, note, self->shown_note,
                                   self->acting, asked_for, act);
}

static void
note_activated (MdgDetailPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

static void
cancel_answered (MdgQuestion *question, const char *answer, MdgDetailPage *self)
{
  Act *act;

  if (!g_str_equal (answer, "ok") || self->desk == NULL || self->account_id == NULL)
    return;
  act = begin_act (self, NULL);
  mdg_account_desk_cancel_account_async (self->desk, self->account_id, self->acting, asked_for,
                                         act);
}

/* [2] p.21 */
static void
cancel_clicked (MdgDetailPage *self)
{
  g_autofree char *body
      = g_strdup_printf (_ ("After that nobody can log in with %s any more. Its status becomes "
                            "“%s”, and this cannot be "
                            "taken back here."),
                         self->account_id, mdg_account_status_text (MDG_ACCOUNT_CANCELLING));
  MdgQuestion *question
      = mdg_question_new (_ ("The cancellation of the account is requested."), body);

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "ok", _ ("_OK"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (cancel_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

static void
go_back (MdgDetailPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "accounts.show", "s", "list");
}

static void
leave_answered (MdgQuestion *question, const char *answer, MdgDetailPage *self)
{
  if (!g_str_equal (answer, "leave"))
    return;
  set_note (self, self->shown_note);
  go_back (self);
}

static void
back_clicked (MdgDetailPage *self)
{
  MdgQuestion *question;

  if (!is_typed_over (self))
    {
      go_back (self);
      return;
    }
  question = mdg_question_new (_ ("Leave without saving the note?"),
                               _ ("What you typed is not saved and would be lost."));
  mdg_question_add_button (question, "leave", _ ("_Leave without saving"), MDG_ANSWER_DANGER);
  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Stay here"), MDG_ANSWER_PRIMARY);
  g_signal_connect_object (question, "answered", G_CALLBACK (leave_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_detail_page_grab_focus (GtkWidget *widget)
{
  MdgDetailPage *self = MDG_DETAIL_PAGE (widget);

  return gtk_widget_grab_focus (self->shown_note != NULL ? self->note : self->back);
}

static void
mdg_detail_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_detail_page_parent_class)->map (widget);
  load (MDG_DETAIL_PAGE (widget));
}

static void
mdg_detail_page_dispose (GObject *object)
{
  MdgDetailPage *self = MDG_DETAIL_PAGE (object);

  stop (self);
  g_clear_object (&self->acting);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  g_clear_object (&self->link);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_DETAIL_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_detail_page_parent_class)->dispose (object);
}

static void
mdg_detail_page_finalize (GObject *object)
{
  MdgDetailPage *self = MDG_DETAIL_PAGE (object);

  g_free (self->account_id);
  g_free (self->shown_note);
  g_clear_pointer (&self->row, mdg_account_row_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (mdg_detail_page_parent_class)->finalize (object);
}

static void
mdg_detail_page_class_init (MdgDetailPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_detail_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_detail_page_finalize;
  widget_class->grab_focus = mdg_detail_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_detail_page_map;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_ACCOUNT_WAITING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/accounts/detail-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgDetailPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailPage, fields);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailPage, note_field);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailPage, note);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailPage, more);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailPage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailPage, cancel_account);
  gtk_widget_class_bind_template_child (widget_class, MdgDetailPage, save);
  gtk_widget_class_bind_template_callback (widget_class, part_failed);
  gtk_widget_class_bind_template_callback (widget_class, given_up);
  gtk_widget_class_bind_template_callback (widget_class, note_typed);
  gtk_widget_class_bind_template_callback (widget_class, note_activated);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_detail_page_init (MdgDetailPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_entry_set_max_length (GTK_ENTRY (self->note), MDG_ACCOUNT_NOTE_MAX);
}

/* What needs the link. */
static void
add_parts (MdgDetailPage *self)
{
  self->attachment = mdg_attachment_card_new (self->link);
  g_signal_connect_object (self->attachment, "failed", G_CALLBACK (part_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->attachment, "told", G_CALLBACK (part_told), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->more), self->attachment);
  self->history = mdg_history_card_new ();
  gtk_box_append (GTK_BOX (self->more), self->history);
}

GtkWidget *
mdg_detail_page_new (MdgAccountLink *link)
{
  MdgDetailPage *self = g_object_new (MDG_TYPE_DETAIL_PAGE, NULL);

  self->link = g_object_ref (link);
  add_parts (self);
  g_signal_connect_object (link, "desk-changed", G_CALLBACK (bind_desk), self, G_CONNECT_SWAPPED);
  bind_desk (self);
  return GTK_WIDGET (self);
}

void
mdg_detail_page_begin (MdgDetailPage *self, const char *account_id)
{
  g_return_if_fail (MDG_IS_DETAIL_PAGE (self));

  /* What still comes of another account is not to be told below this one's name. */
  if (g_strcmp0 (account_id, self->account_id) != 0)
    mdg_attachment_card_set (MDG_ATTACHMENT_CARD (self->attachment), NULL, NULL);
  g_free (self->account_id);
  self->account_id = g_strdup (account_id);
  g_clear_pointer (&self->shown_note, g_free);
  g_clear_pointer (&self->row, mdg_account_row_free);
  self->asked = FALSE;
  gtk_widget_set_sensitive (self->note_field, FALSE); /* until it is known what is typed over */
  gtk_widget_set_sensitive (self->save, FALSE);
  mdg_widget_set_shown (self->cancel_account, FALSE);
  mdg_widget_set_shown (self->more, FALSE);
  g_object_set (self->page, "title", account_id, NULL);
  mdg_page_hide_message (MDG_PAGE (self->page));
  load (self);
}
