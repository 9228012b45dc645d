/* applications-page.c: 資格確認アカウント申請状況.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/applications-page.h"

#include <glib/gi18n.h>

#include "accounts/accounts-text.h"
#include "accounts/outbox-row.h"
#include "accounts/sync-line.h"
#include "dates.h"
#include "widgets/page.h"
#include "widgets/status-row.h"
#include "widgets/widget-tools.h"

#define ROWS_AT_ONCE 100 /* the newest; a vendor's facilities make many */
#define MAILS_AT_ONCE 20

struct _MdgApplicationsPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *sync;
  GtkWidget *rows;
  GtkWidget *empty;
  GtkWidget *more;
  GtkWidget *mailbox;
  GtkWidget *no_mail;
  GtkWidget *mails;
  GtkWidget *back;

  MdgAccountLink *link;
  MdgAccountDesk *desk;      /* (nullable): the one our handlers are connected to */
  GCancellable *cancellable; /* (nullable): of what is being read */
  GPtrArray *entries;        /* (nullable): the outbox */
};

G_DEFINE_FINAL_TYPE (MdgApplicationsPage, mdg_applications_page, GTK_TYPE_WIDGET)

static void
row_failed (MdgApplicationsPage *self, const GError *error)
{
  mdg_page_show_error (MDG_PAGE (self->page), error);
}

/* rows ----------------------------------------------------------------------------------------- */

/* What of the outbox is an application. */
static guint
add_waiting (MdgApplicationsPage *self)
{
  guint n = 0;

  for (guint i = 0; self->entries != NULL && i < self->entries->len; i++)
    {
      const MdgOutboxEntry *entry = self->entries->pdata[i];
      GtkWidget *row;

      if (entry->kind != MDG_OUTBOX_APPLICATION)
        continue;
      row = mdg_outbox_row_new (self->desk, entry);
      g_signal_connect_object (row, "failed", G_CALLBACK (row_failed), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (self->rows), row);
      n++;
    }
  return n;
}

static void
add_application (MdgApplicationsPage *self, const MdgAccountApplication *it)
{
  gboolean done = it->status == MDG_APPLICATION_DONE;
  g_autofree char *received = mdg_date_time_text (it->received_at);
  g_autofree char *finished = it->done_at != 0 ? mdg_date_time_text (it->done_at) : NULL;
  /* Translators: date, kind, facility, its code */
  g_autofree char *name
      = g_strdup_printf (_ ("%s · %s · %s (%s)"), received, mdg_account_kind_text (it->kind),
                         it->institution_name, it->institution_code);
  /* Translators: how far an application has come, and for how many accounts it is */
  g_autofree char *title
      = g_strdup_printf (ngettext ("%s: %d account", "%s: %d accounts", (gulong)it->count),
                         mdg_application_status_text (it->status), it->count);
  g_autofree char *when
      = finished != NULL ? g_strdup_printf (_ ("Completed on %s."), finished) : NULL;
  g_autofree char *detail
      = when != NULL ? g_strdup_printf ("%s %s", when, mdg_application_next_text (it->status))
                     : g_strdup (mdg_application_next_text (it->status));
  GtkWidget *row = mdg_status_row_new (name);

  mdg_status_row_set (MDG_STATUS_ROW (row), done ? MDG_STATUS_GOOD : MDG_STATUS_WAITING, title,
                      detail);
  gtk_box_append (GTK_BOX (self->rows), row);
}

static void
add_mail (MdgApplicationsPage *self, const MdgMail *mail)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *when = mdg_date_time_text (mail->sent_at);
  g_autofree char *text = g_strjoinv ("\n", mail->lines);

  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (mail->subject, "strong"));
  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (when, "quiet"));
  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (text, NULL));
  gtk_box_append (GTK_BOX (self->mails), card);
}

/* reading -------------------------------------------------------------------------------------- */

static void
mail_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) mails
      = mdg_account_desk_get_mail_finish (MDG_ACCOUNT_DESK (source), result, &error);
  MdgApplicationsPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  mdg_widget_clear_box (self->mails);
  for (guint i = 0; mails != NULL && i < MIN (mails->len, MAILS_AT_ONCE); i++)
    add_mail (self, mails->pdata[i]);
  mdg_widget_set_shown (self->no_mail, mails == NULL || mails->len == 0);
}

static void
applications_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) applications
      = mdg_account_desk_get_applications_finish (MDG_ACCOUNT_DESK (source), result, &error);
  MdgApplicationsPage *self = data;
  g_autofree char *more = NULL;
  guint n;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (applications == NULL)
    {
      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  mdg_widget_clear_box (self->rows);
  n = add_waiting (self);
  for (guint i = 0; i < MIN (applications->len, ROWS_AT_ONCE); i++)
    add_application (self, applications->pdata[i]);
  if (applications->len > ROWS_AT_ONCE)
    more = g_strdup_printf (_ ("These are the newest %d of %u applications."), ROWS_AT_ONCE,
                            applications->len);
  gtk_label_set_text (GTK_LABEL (self->more), more != NULL ? more : "");
  mdg_widget_set_shown (self->more, more != NULL);
  mdg_widget_set_shown (self->rows, n + applications->len > 0);
  mdg_widget_set_shown (self->empty, n + applications->len == 0);
}

static void
outbox_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries
      = mdg_account_desk_get_outbox_finish (MDG_ACCOUNT_DESK (source), result, &error);
  MdgApplicationsPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries;
  mdg_account_desk_get_applications_async (self->desk, self->cancellable, applications_known, self);
}

static void
stop (MdgApplicationsPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (MdgApplicationsPage *self)
{
  gboolean training = mdg_workplace_is_training (mdg_account_link_get_workplace (self->link));

  stop (self);
  mdg_widget_set_shown (self->mailbox, training);
  if (self->desk == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->cancellable = g_cancellable_new ();
  mdg_account_desk_get_outbox_async (self->desk, self->cancellable, outbox_known, self);
  if (training)
    mdg_account_desk_get_mail_async (self->desk, self->cancellable, mail_known, self);
}

static void
bind_desk (MdgApplicationsPage *self)
{
  stop (self);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  mdg_widget_clear_box (self->rows); /* what stood there was another institution's */
  mdg_widget_clear_box (self->mails);
  mdg_widget_set_shown (self->rows, FALSE);
  mdg_widget_set_shown (self->more, FALSE);
  mdg_widget_set_shown (self->empty, FALSE);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_set_object (&self->desk, mdg_account_link_get_desk (self->link));
  if (self->desk == NULL)
    return;
  g_signal_connect_object (self->desk, "outbox-changed", G_CALLBACK (load), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "applications-changed", G_CALLBACK (load), self,
                           G_CONNECT_SWAPPED);
  load (self);
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_applications_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_APPLICATIONS_PAGE (widget)->back);
}

static void
mdg_applications_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_applications_page_parent_class)->map (widget);
  load (MDG_APPLICATIONS_PAGE (widget));
}

static void
mdg_applications_page_unmap (GtkWidget *widget)
{
  mdg_page_hide_message (MDG_PAGE (MDG_APPLICATIONS_PAGE (widget)->page));
  GTK_WIDGET_CLASS (mdg_applications_page_parent_class)->unmap (widget);
}

static void
mdg_applications_page_dispose (GObject *object)
{
  MdgApplicationsPage *self = MDG_APPLICATIONS_PAGE (object);

  stop (self);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  g_clear_object (&self->link);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_APPLICATIONS_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_applications_page_parent_class)->dispose (object);
}

static void
mdg_applications_page_class_init (MdgApplicationsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_applications_page_dispose;
  widget_class->grab_focus = mdg_applications_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_applications_page_map;
  widget_class->unmap = mdg_applications_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_SYNC_LINE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/accounts/applications-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgApplicationsPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgApplicationsPage, sync);
  gtk_widget_class_bind_template_child (widget_class, MdgApplicationsPage, rows);
  gtk_widget_class_bind_template_child (widget_class, MdgApplicationsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MdgApplicationsPage, more);
  gtk_widget_class_bind_template_child (widget_class, MdgApplicationsPage, mailbox);
  gtk_widget_class_bind_template_child (widget_class, MdgApplicationsPage, no_mail);
  gtk_widget_class_bind_template_child (widget_class, MdgApplicationsPage, mails);
  gtk_widget_class_bind_template_child (widget_class, MdgApplicationsPage, back);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_applications_page_init (MdgApplicationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mdg_applications_page_new (MdgAccountLink *link)
{
  MdgApplicationsPage *self = g_object_new (MDG_TYPE_APPLICATIONS_PAGE, NULL);

  self->link = g_object_ref (link);
  mdg_sync_line_set_link (MDG_SYNC_LINE (self->sync), link);
  g_signal_connect_object (link, "desk-changed", G_CALLBACK (bind_desk), self, G_CONNECT_SWAPPED);
  bind_desk (self);
  return GTK_WIDGET (self);
}
