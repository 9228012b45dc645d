/* contacts-page.c: whom to call for what.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/contacts-page.h"

#include <glib/gi18n.h>

#include "core/phone.h"
#include "core/source-words.h"
#include "support/contact-list.h"
#include "support/search-box.h"
#include "totp/qr-code.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/qr-view.h"
#include "widgets/question.h"
#include "widgets/widget-tools.h"

struct _MdgContactsPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *search_box;
  GtkWidget *by_topic;
  GtkWidget *topic;
  GtkWidget *hint;
  GtkWidget *place;
  GtkWidget *checked;
  GtkWidget *holidays;
  GtkWidget *bundle;
  GtkWidget *add;
  GtkWidget *list; /* (nullable): the contacts, in @place; NULL after dispose */

  MdgSupportDesk *desk;
};

G_DEFINE_FINAL_TYPE (MdgContactsPage, mdg_contacts_page, GTK_TYPE_WIDGET)

/* (nullable): all */
static const MdgTopic *
get_topic (MdgContactsPage *self)
{
  const MdgContactGuide *guide = mdg_support_desk_get_guide (self->desk);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->topic));

  return selected > 0 && selected - 1 < guide->topics->len
             ? mdg_contact_guide_topic (guide, selected - 1)
             : NULL;
}

static void
show (MdgContactsPage *self, const char *contact, gint64 own)
{
  const MdgTopic *topic = get_topic (self);
  const char *hint = topic != NULL && topic->hint != NULL ? topic->hint : "";

  gtk_label_set_text (GTK_LABEL (self->hint), hint);
  mdg_widget_set_shown (self->hint, *hint != '\0');
  mdg_contact_list_show (MDG_CONTACT_LIST (self->list), topic, contact, own);
}

static void
topic_selected (MdgContactsPage *self)
{
  show (self, "", 0);
}

static void
searches_changed (MdgContactsPage *self)
{
  mdg_widget_set_shown (self->by_topic,
                        !mdg_search_box_searches (MDG_SEARCH_BOX (self->search_box)));
}

/* The position of a topic in the list of them; 0: there is none. */
static guint
find_topic (MdgContactsPage *self, const char *id)
{
  const MdgContactGuide *guide = mdg_support_desk_get_guide (self->desk);

  for (guint i = 0; i < guide->topics->len; i++)
    if (g_str_equal (mdg_contact_guide_topic (guide, i)->id, id))
      return i + 1;
  return 0;
}

static gboolean
has_contact (MdgContactsPage *self, const char *id)
{
  const MdgContactGuide *guide = mdg_support_desk_get_guide (self->desk);

  for (guint i = 0; i < guide->contacts->len; i++)
    if (g_str_equal (mdg_contact_guide_contact (guide, i)->id, id))
      return TRUE;
  return FALSE;
}

static void
show_here (MdgContactsPage *self, guint topic, const char *contact, gint64 own)
{
  mdg_search_box_clear (MDG_SEARCH_BOX (self->search_box));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->topic), topic);
  show (self, contact, own);
  gtk_widget_grab_focus (self->topic);
}

gboolean
mdg_contacts_page_go (MdgContactsPage *self, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, "/", 2);
  const char *id = parts[0] != NULL && parts[1] != NULL ? parts[1] : "";
  gint64 own = g_ascii_strtoll (id, NULL, 10);

  g_return_val_if_fail (MDG_IS_CONTACTS_PAGE (self), FALSE);

  if (g_strcmp0 (parts[0], "topic") == 0 && find_topic (self, id) != 0)
    show_here (self, find_topic (self, id), "", 0);
  else if (g_strcmp0 (parts[0], "contact") == 0 && has_contact (self, id))
    show_here (self, 0, id, 0);
  else if (g_strcmp0 (parts[0], "own") == 0 && mdg_support_desk_find_own (self->desk, own) != NULL)
    show_here (self, 0, "", own);
  else
    return FALSE;
  return TRUE;
}

/* numbers ------------------------------------------------------------------------------------- */

static void
copy_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *text = g_variant_get_string (parameter, NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  mdg_page_show_message (MDG_PAGE (MDG_CONTACTS_PAGE (widget)->page), MDG_MESSAGE_SUCCESS,
                         _ ("Copied"), text);
}

static void
qr_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *name, *phone;
  g_autofree char *uri = NULL;
  g_autoptr (MdgSecret) text = NULL;
  g_autoptr (MdgQrCode) code = NULL;
  GtkWidget *view = mdg_qr_view_new ();
  GtkWidget *place = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  MdgQuestion *question;

  g_variant_get (parameter, "(&s&s)", &name, &phone);
  uri = mdg_phone_to_uri (phone);
  text = mdg_secret_new_from_string (uri);
  code = mdg_qr_code_new (text, NULL);
  mdg_qr_view_set_code (MDG_QR_VIEW (view), code);
  gtk_widget_set_halign (view, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (place), mdg_widget_new_text (phone, "card-title"));
  gtk_box_append (GTK_BOX (place), view);
  question = mdg_question_new (name, _ ("Scan it with a phone to call this number."));
  mdg_question_set_extra (question, place);
  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Close"), MDG_ANSWER_PRIMARY);
  mdg_question_present (question, widget);
}

/* what it is made of -------------------------------------------------------------------------- */

static void
show_holidays (MdgContactsPage *self)
{
  MdgHolidays *holidays = mdg_workplace_get_holidays (mdg_support_desk_get_workplace (self->desk));
  const char *file = mdg_holidays_get_file (holidays);
  g_autofree char *words = mdg_calendar_words (mdg_holidays_get_calendar (holidays));
  g_autofree char *text = g_strjoin ("\n", words, file, NULL);

  gtk_label_set_text (GTK_LABEL (self->holidays), text);
}

static void
failed (MdgContactsPage *self, const GError *error)
{
  mdg_page_show_error (MDG_PAGE (self->page), error);
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_contacts_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_CONTACTS_PAGE (widget)->search_box);
}

static void
mdg_contacts_page_map (GtkWidget *widget)
{
  mdg_support_desk_load (MDG_CONTACTS_PAGE (widget)->desk);
  GTK_WIDGET_CLASS (mdg_contacts_page_parent_class)->map (widget);
}

static void
mdg_contacts_page_unmap (GtkWidget *widget)
{
  mdg_page_hide_message (MDG_PAGE (MDG_CONTACTS_PAGE (widget)->page));
  GTK_WIDGET_CLASS (mdg_contacts_page_parent_class)->unmap (widget);
}

static void
mdg_contacts_page_dispose (GObject *object)
{
  MdgContactsPage *self = MDG_CONTACTS_PAGE (object);

  self->list = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_CONTACTS_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mdg_contacts_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/support/contacts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, search_box);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, by_topic);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, topic);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, hint);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, place);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, checked);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, holidays);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, bundle);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, add);
  gtk_widget_class_bind_template_callback (widget_class, searches_changed);
}

static void
mdg_contacts_page_class_init (MdgContactsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_contacts_page_dispose;
  widget_class->grab_focus = mdg_contacts_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_contacts_page_map;
  widget_class->unmap = mdg_contacts_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_SEARCH_BOX);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "contacts.copy", "s", copy_activated);
  gtk_widget_class_install_action (widget_class, "contacts.qr", "(ss)", qr_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_contacts_page_init (MdgContactsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
}

static void
fill_topics (MdgContactsPage *self)
{
  const MdgContactGuide *guide = mdg_support_desk_get_guide (self->desk);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _ ("All contacts"));
  for (guint i = 0; i < guide->topics->len; i++)
    {
      const MdgTopic *topic = mdg_contact_guide_topic (guide, i);

      if (topic->kind == MDG_TOPIC_DEVICE)
        gtk_string_list_take (words, g_strdup_printf (_ ("Device: %s"), topic->name));
      else
        gtk_string_list_append (words, topic->name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->topic), G_LIST_MODEL (words));
}

static void
fill_checked (MdgContactsPage *self)
{
  const MdgContactGuide *guide = mdg_support_desk_get_guide (self->desk);
  g_autofree char *sources = mdg_source_words (guide->sources);
  /* Translators: a month ("2026-11"), documents */
  g_autofree char *checked = g_strdup_printf (_ ("As of %s, after %s."), guide->checked, sources);

  gtk_label_set_text (GTK_LABEL (self->checked), checked);
}

GtkWidget *
mdg_contacts_page_new (MdgSupportDesk *desk)
{
  MdgContactsPage *self = g_object_new (MDG_TYPE_CONTACTS_PAGE, NULL);
  MdgWorkplace *workplace = mdg_support_desk_get_workplace (desk);

  self->desk = g_object_ref (desk);
  self->list = mdg_contact_list_new (desk);
  gtk_box_append (GTK_BOX (self->place), self->list);
  mdg_search_box_set_desk (MDG_SEARCH_BOX (self->search_box), desk);
  fill_topics (self);
  fill_checked (self);
  show_holidays (self);
  g_signal_connect_object (self->topic, "notify::selected", G_CALLBACK (topic_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "failed", G_CALLBACK (failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mdg_workplace_get_holidays (workplace), "changed",
                           G_CALLBACK (show_holidays), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

gboolean
mdg_contacts_page_has_own (MdgContactsPage *self)
{
  g_return_val_if_fail (MDG_IS_CONTACTS_PAGE (self), FALSE);

  return mdg_support_desk_get_own (self->desk)->len > 0;
}
