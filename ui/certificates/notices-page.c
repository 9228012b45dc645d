/* notices-page.c: [電子証明書発行通知書].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/notices-page.h"

#include <glib/gi18n.h>

#include "certificates/notice-row.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

struct _MdgNoticesPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *rows;
  GtkWidget *empty;
  GtkWidget *add;

  MdgCertificateDesk *desk;
  gboolean training;
};

G_DEFINE_FINAL_TYPE (MdgNoticesPage, mdg_notices_page, GTK_TYPE_WIDGET)

static void
row_failed (MdgNoticesPage *self, const GError *error)
{
  mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
row_told (MdgNoticesPage *self, const char *title, const char *body)
{
  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS, title, body);
}

static GtkWidget *
find_row (MdgNoticesPage *self, gint64 id)
{
  GtkWidget *row = gtk_widget_get_first_child (self->rows);

  while (row != NULL && mdg_notice_row_get_id (MDG_NOTICE_ROW (row)) != id)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static gboolean
is_kept (GPtrArray *notices, gint64 id)
{
  for (guint i = 0; i < notices->len; i++)
    if (((MdgIssueNotice *)notices->pdata[i])->id == id)
      return TRUE;
  return FALSE;
}

static void
drop_rows (MdgNoticesPage *self, GPtrArray *notices)
{
  GtkWidget *row = gtk_widget_get_first_child (self->rows);

  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      if (!is_kept (notices, mdg_notice_row_get_id (MDG_NOTICE_ROW (row))))
        gtk_box_remove (GTK_BOX (self->rows), row);
      row = next;
    }
}

static GtkWidget *
add_row (MdgNoticesPage *self, const MdgIssueNotice *notice)
{
  GtkWidget *row = mdg_notice_row_new (self->desk, notice, self->training);

  g_signal_connect_object (row, "failed", G_CALLBACK (row_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "told", G_CALLBACK (row_told), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->rows), row);
  return row;
}

static void
update (MdgNoticesPage *self)
{
  GPtrArray *notices = mdg_certificate_desk_get_notices (self->desk);
  GtkWidget *before = NULL;

  drop_rows (self, notices);
  for (guint i = 0; i < notices->len; i++)
    {
      const MdgIssueNotice *notice = notices->pdata[i];
      GtkWidget *row = find_row (self, notice->id);

      if (row != NULL)
        mdg_notice_row_set (MDG_NOTICE_ROW (row), notice);
      else
        row = add_row (self, notice);
      gtk_box_reorder_child_after (GTK_BOX (self->rows), row, before);
      before = row;
    }
  mdg_widget_set_shown (self->rows, notices->len > 0);
  mdg_widget_set_shown (self->empty, notices->len == 0);
  gtk_widget_set_sensitive (self->add, mdg_certificate_desk_get_cache (self->desk) != NULL);
}

static gboolean
mdg_notices_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_NOTICES_PAGE (widget)->add);
}

static void
mdg_notices_page_unmap (GtkWidget *widget)
{
  mdg_page_hide_message (MDG_PAGE (MDG_NOTICES_PAGE (widget)->page));
  GTK_WIDGET_CLASS (mdg_notices_page_parent_class)->unmap (widget);
}

static void
mdg_notices_page_dispose (GObject *object)
{
  g_clear_object (&MDG_NOTICES_PAGE (object)->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_NOTICES_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_notices_page_parent_class)->dispose (object);
}

static void
mdg_notices_page_class_init (MdgNoticesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_notices_page_dispose;
  widget_class->grab_focus = mdg_notices_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->unmap = mdg_notices_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/notices-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgNoticesPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticesPage, rows);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticesPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticesPage, add);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_notices_page_init (MdgNoticesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mdg_notices_page_new (MdgCertificateDesk *desk, gboolean training)
{
  MdgNoticesPage *self = g_object_new (MDG_TYPE_NOTICES_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->training = training;
  g_signal_connect_object (desk, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
