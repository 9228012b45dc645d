/* trash-page.c: entries that were thrown away.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "authenticator/trash-page.h"

#include <glib/gi18n.h>

#include "widgets/page.h"
#include "widgets/question.h"
#include "widgets/widget-tools.h"

struct _MdgTrashPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *empty_words;
  GtkWidget *scroll;
  GtkWidget *view;
  GtkWidget *empty;
  GtkWidget *restore;

  MdgAuthenticatorDesk *desk;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (MdgTrashPage, mdg_trash_page, GTK_TYPE_WIDGET)

static void
set_up_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "account-row");
  gtk_list_item_set_child (item, label);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_autofree char *text
      = mdg_authenticator_desk_describe (mdg_otp_entry_get_facts (gtk_list_item_get_item (item)));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
desk_changed (MdgTrashPage *self)
{
  gboolean any = mdg_otp_list_count_all (mdg_authenticator_desk_get_trash (self->desk)) > 0;

  mdg_widget_set_shown (self->scroll, any);
  mdg_widget_set_shown (self->empty_words, !any);
  gtk_widget_set_sensitive (self->empty, any);
  gtk_widget_set_sensitive (self->restore, any);
}

static void
acted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgTrashPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean good = mdg_authenticator_book_finish (MDG_CACHE (source), result, &error);

  if (self->page == NULL)
    return;
  mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  if (!good)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  mdg_authenticator_desk_load (self->desk);
}

static void
restore_clicked (MdgTrashPage *self)
{
  MdgOtpEntry *entry = gtk_single_selection_get_selected_item (self->selection);
  MdgCache *cache = mdg_authenticator_desk_get_cache (self->desk);

  if (entry != NULL && cache != NULL)
    mdg_authenticator_book_trash_async (cache, mdg_otp_entry_get_facts (entry)->number, 0, NULL,
                                        acted, g_object_ref (self));
}

static void
row_activated (MdgTrashPage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  restore_clicked (self);
}

static void
answered (MdgQuestion *question, const char *answer, MdgTrashPage *self)
{
  MdgCache *cache = mdg_authenticator_desk_get_cache (self->desk);

  if (!g_str_equal (answer, "empty") || cache == NULL)
    return;
  mdg_page_set_busy (MDG_PAGE (self->page), TRUE);
  mdg_authenticator_book_empty_async (cache, NULL, acted, g_object_ref (self));
}

static void
empty_clicked (MdgTrashPage *self)
{
  guint n = mdg_otp_list_count_all (mdg_authenticator_desk_get_trash (self->desk));
  g_autofree char *body = g_strdup_printf (
      ngettext ("The key of %u account is deleted for good. Without a phone or a printed sheet "
                "nobody can make its passcodes any more.",
                "The keys of %u accounts are deleted for good. Without a phone or a printed sheet "
                "nobody can make their passcodes any more.",
                n),
      n);
  MdgQuestion *question = mdg_question_new (_ ("Empty the trash?"), body);

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "empty", _ ("_Delete for good"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

static gboolean
mdg_trash_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_TRASH_PAGE (widget)->view);
}

/* overrides ------------------------------------------------------------------------------------ */

static void
mdg_trash_page_dispose (GObject *object)
{
  MdgTrashPage *self = MDG_TRASH_PAGE (object);

  g_clear_object (&self->selection);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_TRASH_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_trash_page_parent_class)->dispose (object);
}

static void
mdg_trash_page_class_init (MdgTrashPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_trash_page_dispose;
  widget_class->grab_focus = mdg_trash_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/authenticator/trash-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgTrashPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgTrashPage, empty_words);
  gtk_widget_class_bind_template_child (widget_class, MdgTrashPage, scroll);
  gtk_widget_class_bind_template_child (widget_class, MdgTrashPage, view);
  gtk_widget_class_bind_template_child (widget_class, MdgTrashPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MdgTrashPage, restore);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, empty_clicked);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_trash_page_init (MdgTrashPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->view), factory);
}

GtkWidget *
mdg_trash_page_new (MdgAuthenticatorDesk *desk)
{
  MdgTrashPage *self = g_object_new (MDG_TYPE_TRASH_PAGE, NULL);

  self->desk = g_object_ref (desk);
  self->selection = gtk_single_selection_new (
      G_LIST_MODEL (g_object_ref (mdg_authenticator_desk_get_trash (desk))));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (desk, "changed", G_CALLBACK (desk_changed), self, G_CONNECT_SWAPPED);
  desk_changed (self);
  return GTK_WIDGET (self);
}

gboolean
mdg_trash_page_is_filled (MdgTrashPage *self)
{
  g_return_val_if_fail (MDG_IS_TRASH_PAGE (self), FALSE);

  return gtk_single_selection_get_selected_item (self->selection) != NULL;
}
