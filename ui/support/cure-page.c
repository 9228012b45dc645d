/* cure-page.c: 対処.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/cure-page.h"

#include <glib/gi18n.h>

#include "error-text.h"
#include "support/hit-row.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

struct _MdgCurePage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *message;
  GtkWidget *heading;
  GtkWidget *cures;
  GtkWidget *back;
  GtkWidget *contacts;

  MdgSupportDesk *desk;
};

G_DEFINE_FINAL_TYPE (MdgCurePage, mdg_cure_page, GTK_TYPE_WIDGET)

static void
show_message (MdgCurePage *self, MdgErrorCode code)
{
  g_autoptr (MdgErrorText) words = mdg_error_text_new_for_code (code);
  g_autofree char *body = mdg_error_text_get_body (words);
  g_autofree char *small = g_strdup_printf ("%s %s", _ ("Code:"), words->code);

  mdg_widget_clear_box (self->message);
  gtk_box_append (GTK_BOX (self->message), mdg_widget_new_text (words->happened, "strong"));
  gtk_box_append (GTK_BOX (self->message), mdg_widget_new_text (body, NULL));
  gtk_box_append (GTK_BOX (self->message), mdg_widget_new_text (small, "small"));
}

void
mdg_cure_page_begin (MdgCurePage *self, const char *code)
{
  g_autoptr (GPtrArray) cures = NULL;

  g_return_if_fail (MDG_IS_CURE_PAGE (self) && code != NULL);

  show_message (self, mdg_error_code_from_nick (code));
  mdg_widget_clear_box (self->cures);
  cures = mdg_support_desk_get_cures (self->desk, code);
  for (guint i = 0; i < cures->len; i++)
    gtk_box_append (GTK_BOX (self->cures), mdg_hit_row_new (cures->pdata[i]));
  mdg_widget_set_shown (self->heading, cures->len > 0);
}

static gboolean
mdg_cure_page_grab_focus (GtkWidget *widget)
{
  MdgCurePage *self = MDG_CURE_PAGE (widget);
  GtkWidget *first = gtk_widget_get_first_child (self->cures);

  return gtk_widget_grab_focus (first != NULL ? first : self->contacts);
}

static void
mdg_cure_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_CURE_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  g_clear_object (&MDG_CURE_PAGE (object)->desk);
  G_OBJECT_CLASS (mdg_cure_page_parent_class)->dispose (object);
}

static void
mdg_cure_page_class_init (MdgCurePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_cure_page_dispose;
  widget_class->grab_focus = mdg_cure_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/support/cure-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgCurePage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgCurePage, message);
  gtk_widget_class_bind_template_child (widget_class, MdgCurePage, heading);
  gtk_widget_class_bind_template_child (widget_class, MdgCurePage, cures);
  gtk_widget_class_bind_template_child (widget_class, MdgCurePage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgCurePage, contacts);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_cure_page_init (MdgCurePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
}

GtkWidget *
mdg_cure_page_new (MdgSupportDesk *desk)
{
  MdgCurePage *self = g_object_new (MDG_TYPE_CURE_PAGE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
