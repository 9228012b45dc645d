/* own-page.c: a contact of the clinic's own.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/own-page.h"

#include <glib/gi18n.h>

#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/question.h"
#include "widgets/tab-view.h"
#include "widgets/widget-tools.h"

struct _MdgOwnPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *kind;
  GtkWidget *name_field;
  GtkWidget *name;
  GtkWidget *phone_field;
  GtkWidget *phone;
  GtkWidget *mail_field;
  GtkWidget *mail;
  GtkWidget *weekday_field;
  GtkWidget *weekday;
  GtkWidget *saturday_field;
  GtkWidget *saturday;
  GtkWidget *remark_field;
  GtkWidget *remark;
  GtkWidget *remove;
  GtkWidget *save;

  MdgWorkplace *workplace;
  MdgContactGuide *guide;
  gint64 number; /* 0: a new one */
  guint form;    /* counted: what is saved belongs to one */
};

/* What is being saved or removed, while the page may be left. */
typedef struct
{
  MdgOwnPage *page;
  guint form;
} Saving;

G_DEFINE_FINAL_TYPE (MdgOwnPage, mdg_own_page, GTK_TYPE_WIDGET)

/* (transfer full) */
static char *
text_of (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
set_busy (MdgOwnPage *self, gboolean busy)
{
  mdg_page_set_busy (MDG_PAGE (self->page), busy);
  gtk_widget_set_sensitive (self->save, !busy);
  gtk_widget_set_sensitive (self->remove, !busy);
}

static void
set_fault (GtkWidget *field, const char *fault)
{
  mdg_field_set_fault (MDG_FIELD (field), fault);
  gtk_widget_grab_focus (field);
}

/* Says at the field what is wrong. Returns: FALSE when it is of no field */
static gboolean
show_fault (MdgOwnPage *self, const char *field)
{
  if (g_strcmp0 (field, "name") == 0)
    set_fault (self->name_field, _ ("A name of up to 100 characters, please."));
  else if (g_strcmp0 (field, "phone") == 0)
    set_fault (self->phone_field, _ ("A number of 10 or 11 digits, or else a mail address."));
  else if (g_strcmp0 (field, "mail") == 0)
    set_fault (self->mail_field, _ ("This is no mail address."));
  else if (g_strcmp0 (field, "remark") == 0)
    set_fault (self->remark_field, _ ("One line of up to 100 characters, please."));
  else
    return FALSE;
  return TRUE;
}

static Saving *
saving_new (MdgOwnPage *page)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->page = g_object_ref (page);
  saving->form = page->form;
  return saving;
}

static void
finished (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  g_autoptr (MdgOwnPage) self = saving->page;
  g_autoptr (GError) error = NULL;
  gboolean good = mdg_own_contacts_finish (MDG_CACHE (source), result, &error);
  gboolean is_here
      = self->page != NULL && self->form == saving->form && mdg_tab_view_is_at (GTK_WIDGET (self));

  g_free (saving);
  if (!is_here)
    return;
  set_busy (self, FALSE);
  if (good)
    gtk_widget_activate_action (GTK_WIDGET (self), "support.show", "s", "contacts");
  else if (!show_fault (self, mdg_error_get_field (error)))
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

/* Empty, or hours. */
static gboolean
take_span (GtkWidget *entry, GtkWidget *field, int *from, int *until)
{
  g_autofree char *text = text_of (entry);

  *from = *until = 0;
  if (*text == '\0' || mdg_open_span_read (text, from, until))
    return TRUE;
  set_fault (field, _ ("Hours such as 9:00-17:30, please, or nothing."));
  return FALSE;
}

static void
take_text (char **place, GtkWidget *entry)
{
  g_free (*place);
  *place = text_of (entry);
}

/* (nullable): no records to keep it in, which is said */
static MdgCache *
get_cache (MdgOwnPage *self)
{
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);
  const GError *why = mdg_workplace_get_cache_error (self->workplace);
  g_autoptr (GError) error = NULL;

  if (cache != NULL)
    return cache;
  error = why != NULL ? g_error_copy (why)
                      : mdg_error_new (MDG_ERROR_FAILED, "the records are not open");
  mdg_page_show_error (MDG_PAGE (self->page), error);
  return NULL;
}

static gint64
get_now (MdgOwnPage *self)
{
  return mdg_clock_wall (mdg_workplace_get_clock (self->workplace));
}

static void
save_clicked (MdgOwnPage *self)
{
  guint kind = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind));
  g_autoptr (MdgOwnContact) contact = NULL;
  MdgCache *cache;

  if (kind >= self->guide->own->len)
    return;
  contact = mdg_own_contact_new (mdg_contact_guide_own (self->guide, kind)->id);
  contact->number = self->number;
  take_text (&contact->name, self->name);
  take_text (&contact->phone, self->phone);
  take_text (&contact->mail, self->mail);
  take_text (&contact->remark, self->remark);
  mdg_page_hide_message (MDG_PAGE (self->page));
  if (!take_span (self->weekday, self->weekday_field, &contact->weekday_from,
                  &contact->weekday_until)
      || !take_span (self->saturday, self->saturday_field, &contact->saturday_from,
                     &contact->saturday_until))
    return;
  cache = get_cache (self);
  if (cache == NULL)
    return;
  set_busy (self, TRUE);
  mdg_own_contacts_save_async (cache, contact, get_now (self), NULL, finished, saving_new (self));
}

static void
entry_activated (MdgOwnPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

static void
remove_answered (MdgQuestion *question, const char *answer, MdgOwnPage *self)
{
  MdgCache *cache = g_str_equal (answer, "delete") ? get_cache (self) : NULL;

  if (cache == NULL || self->number == 0)
    return;
  set_busy (self, TRUE);
  mdg_own_contacts_remove_async (cache, self->number, NULL, finished, saving_new (self));
}

static void
remove_clicked (MdgOwnPage *self)
{
  MdgQuestion *question
      = mdg_question_new (_ ("Delete this contact?"), _ ("It is only kept on this computer."));

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "delete", _ ("_Delete"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (remove_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_own_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_OWN_PAGE (widget)->name_field);
}

static void
mdg_own_page_dispose (GObject *object)
{
  g_clear_object (&MDG_OWN_PAGE (object)->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_OWN_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_own_page_parent_class)->dispose (object);
}

static void
mdg_own_page_finalize (GObject *object)
{
  mdg_contact_guide_free (MDG_OWN_PAGE (object)->guide);
  G_OBJECT_CLASS (mdg_own_page_parent_class)->finalize (object);
}

static void
mdg_own_page_class_init (MdgOwnPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_own_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_own_page_finalize;
  widget_class->grab_focus = mdg_own_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/support/own-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, kind);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, name_field);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, name);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, phone_field);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, phone);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, mail_field);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, mail);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, weekday_field);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, weekday);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, saturday_field);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, saturday);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, remark_field);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, remark);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, remove);
  gtk_widget_class_bind_template_child (widget_class, MdgOwnPage, save);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_own_page_init (MdgOwnPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
  /* Translators: the language of the guide's data: "ja" or "en" */
  self->guide = mdg_contact_guide_new (C_ ("guide", "en"));
  for (guint i = 0; i < self->guide->own->len; i++)
    gtk_string_list_append (names, mdg_contact_guide_own (self->guide, i)->name);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->kind), G_LIST_MODEL (names));
}

GtkWidget *
mdg_own_page_new (MdgWorkplace *workplace)
{
  MdgOwnPage *self = g_object_new (MDG_TYPE_OWN_PAGE, NULL);

  self->workplace = g_object_ref (workplace);
  return GTK_WIDGET (self);
}

static void
set_span (GtkWidget *entry, int from, int until)
{
  g_autofree char *text = until > 0 ? mdg_open_span_text (from, until) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

void
mdg_own_page_begin (MdgOwnPage *self, const MdgOwnContact *contact)
{
  g_autoptr (MdgOwnContact) none = NULL;
  guint kind;

  g_return_if_fail (MDG_IS_OWN_PAGE (self));

  self->form++;
  self->number = contact != NULL ? contact->number : 0;
  mdg_widget_set_shown (self->remove, contact != NULL);
  if (contact == NULL)
    contact = none = mdg_own_contact_new (mdg_contact_guide_own (self->guide, 0)->id);
  kind = mdg_contact_guide_find_own (self->guide, contact->kind);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), kind != G_MAXUINT ? kind : 0);
  gtk_editable_set_text (GTK_EDITABLE (self->name), contact->name);
  gtk_editable_set_text (GTK_EDITABLE (self->phone), contact->phone);
  gtk_editable_set_text (GTK_EDITABLE (self->mail), contact->mail);
  gtk_editable_set_text (GTK_EDITABLE (self->remark), contact->remark);
  set_span (self->weekday, contact->weekday_from, contact->weekday_until);
  set_span (self->saturday, contact->saturday_from, contact->saturday_until);
  mdg_page_hide_message (MDG_PAGE (self->page));
  set_busy (self, FALSE);
}
