/* contacts-page.c: whom to call for what.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/contacts-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "support/contact-card.h"
#include "support/support-search.h"
#include "totp/qr-code.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/qr-view.h"
#include "widgets/question.h"
#include "widgets/widget-tools.h"

#define LOOK_SECONDS 20 /* how often it is looked whether somebody opens or closes */
#define FOUND_MAX 30

struct _MdgContactsPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *search;
  GtkWidget *found;
  GtkWidget *by_topic;
  GtkWidget *topic;
  GtkWidget *hint;
  GtkWidget *cards;
  GtkWidget *checked;
  GtkWidget *add;

  MdgWorkplace *workplace;
  MdgContactGuide *guide;
  MdgCalendar *calendar;
  GPtrArray *own;            /* of MdgOwnContact */
  MdgSearch *index;          /* (nullable): made when first searched */
  GCancellable *cancellable; /* (nullable): while own contacts are read */
  gint64 shown_at;           /* when the cards were filled */
  guint looking;
  guint only; /* the one contact that was looked for: its number and one; 0: none */
  gint64 only_own;
};

enum
{
  GO,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgContactsPage, mdg_contacts_page, GTK_TYPE_WIDGET)

static gint64
get_now (MdgContactsPage *self)
{
  return mdg_clock_wall (mdg_workplace_get_clock (self->workplace));
}

/* cards --------------------------------------------------------------------------------------- */

static void
add_card (MdgContactsPage *self, MdgContactLook *look)
{
  gint64 now = get_now (self);

  look->today = mdg_day_in_japan (now);
  look->now = mdg_open_hours_at (&look->hours, self->calendar, now);
  gtk_box_append (GTK_BOX (self->cards), mdg_contact_card_new (look));
}

static void
add_contact (MdgContactsPage *self, guint number)
{
  const MdgContact *contact = mdg_contact_guide_contact (self->guide, number);
  MdgContactLook look = { .name = contact->name,
                          .what = contact->what,
                          .note = contact->note,
                          .phone = contact->phone,
                          .mail = contact->mail,
                          .web = contact->web,
                          .source = contact->source,
                          .free = contact->free,
                          .hours = contact->hours };

  add_card (self, &look);
}

static void
add_own (MdgContactsPage *self, const MdgOwnContact *contact)
{
  guint kind = mdg_contact_guide_find_own (self->guide, contact->kind);
  MdgContactLook look
      = { .name = contact->name,
          .what = kind != G_MAXUINT ? mdg_contact_guide_own (self->guide, kind)->name : "",
          .note = *contact->remark != '\0' ? contact->remark : NULL,
          .phone = *contact->phone != '\0' ? contact->phone : NULL,
          .mail = *contact->mail != '\0' ? contact->mail : NULL,
          .own = contact->number };

  mdg_own_contact_hours (contact, &look.hours);
  add_card (self, &look);
}

static gboolean
is_of (const MdgOwnContact *contact, const MdgContactGuide *guide, const MdgTopic *topic)
{
  guint kind = mdg_contact_guide_find_own (guide, contact->kind);

  for (guint i = 0; i < topic->own->len; i++)
    if (g_array_index (topic->own, guint, i) == kind)
      return TRUE;
  return FALSE;
}

/* Says whose contact there is none of yet. */
static void
add_missing (MdgContactsPage *self, const MdgTopic *topic)
{
  for (guint i = 0; i < topic->own->len; i++)
    {
      guint kind = g_array_index (topic->own, guint, i);
      const MdgOwnKind *own = mdg_contact_guide_own (self->guide, kind);
      gboolean is_there = FALSE;
      g_autofree char *text = NULL;

      for (guint k = 0; k < self->own->len; k++)
        is_there |= g_str_equal (((MdgOwnContact *)self->own->pdata[k])->kind, own->id);
      if (is_there)
        continue;
      text = g_strdup_printf (_ ("%s: add it to your own contacts to have it here."), own->name);
      gtk_box_append (GTK_BOX (self->cards), mdg_widget_new_text (text, "quiet"));
    }
}

static const MdgTopic *
get_topic (MdgContactsPage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->topic));

  return selected > 0 && selected - 1 < self->guide->topics->len
             ? mdg_contact_guide_topic (self->guide, selected - 1)
             : NULL;
}

static void
fill_cards (MdgContactsPage *self, const MdgTopic *topic)
{
  for (guint i = 0; i < self->own->len; i++)
    {
      const MdgOwnContact *contact = self->own->pdata[i];

      if (self->only != 0 || (self->only_own != 0 && self->only_own != contact->number))
        continue;
      if (topic == NULL || is_of (contact, self->guide, topic))
        add_own (self, contact);
    }
  for (guint i = 0; topic != NULL && i < topic->contacts->len; i++)
    add_contact (self, g_array_index (topic->contacts, guint, i));
  for (guint i = 0; topic == NULL && self->only_own == 0 && i < self->guide->contacts->len; i++)
    if (self->only == 0 || self->only == i + 1)
      add_contact (self, i);
}

static void
fill (MdgContactsPage *self)
{
  const MdgTopic *topic = get_topic (self);

  self->shown_at = get_now (self);
  mdg_widget_clear_box (self->cards);
  gtk_label_set_text (GTK_LABEL (self->hint),
                      topic != NULL && topic->hint != NULL ? topic->hint : "");
  mdg_widget_set_shown (self->hint, topic != NULL && topic->hint != NULL);
  fill_cards (self, topic);
  if (topic != NULL)
    add_missing (self, topic);
}

static void
topic_selected (MdgContactsPage *self)
{
  self->only = 0;
  self->only_own = 0;
  fill (self);
}

/* Whether what is said of any contact is not so any more. */
static gboolean
has_changed (MdgContactsPage *self, const MdgOpenHours *hours, gint64 now)
{
  MdgOpenNow before = mdg_open_hours_at (hours, self->calendar, self->shown_at);

  return before.change != 0 && before.change <= now;
}

static gboolean
look (gpointer data)
{
  MdgContactsPage *self = data;
  gint64 now = get_now (self);
  gboolean changed = mdg_day_in_japan (now) != mdg_day_in_japan (self->shown_at);

  for (guint i = 0; i < self->guide->contacts->len; i++)
    changed |= has_changed (self, &mdg_contact_guide_contact (self->guide, i)->hours, now);
  for (guint i = 0; i < self->own->len; i++)
    {
      MdgOpenHours hours;

      mdg_own_contact_hours (self->own->pdata[i], &hours);
      changed |= has_changed (self, &hours, now);
    }
  if (changed)
    fill (self);
  return G_SOURCE_CONTINUE;
}

/* own contacts -------------------------------------------------------------------------------- */

static void
own_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *own = mdg_own_contacts_list_finish (MDG_CACHE (source), result, &error);
  MdgContactsPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (own == NULL)
    {
      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  g_ptr_array_unref (self->own);
  self->own = own;
  g_clear_pointer (&self->index, mdg_search_free);
  fill (self);
}

static void
stop (MdgContactsPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (MdgContactsPage *self)
{
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);

  stop (self);
  if (cache == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  mdg_own_contacts_list_async (cache, self->cancellable, own_known, self);
}

/* searching ----------------------------------------------------------------------------------- */

static GtkWidget *
make_hit (const MdgSearchItem *item)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *kind = mdg_support_search_kind_words (item->kind);
  g_autofree char *name = g_strdup_printf ("%s, %s", item->title, kind);

  gtk_box_append (GTK_BOX (words), mdg_widget_new_text (item->title, NULL));
  gtk_box_append (GTK_BOX (words), mdg_widget_new_text (kind, "quiet"));
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_widget_add_css_class (button, "flat");
  mdg_widget_set_name (button, name);
  gtk_widget_set_name (button, item->target);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", item->target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "contacts.go");
  return button;
}

static void
show_found (MdgContactsPage *self, const char *query)
{
  g_autoptr (GPtrArray) found = NULL;

  if (self->index == NULL)
    self->index = mdg_support_search_new (self->guide, self->own);
  found = mdg_search_find (self->index, query);
  mdg_widget_clear_box (self->found);
  for (guint i = 0; i < found->len && i < FOUND_MAX; i++)
    gtk_box_append (GTK_BOX (self->found), make_hit (found->pdata[i]));
  if (found->len == 0)
    gtk_box_append (GTK_BOX (self->found),
                    mdg_widget_new_text (_ ("Nothing was found. Try fewer words."), NULL));
}

static void
search_changed (MdgContactsPage *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  gboolean searches = *query != '\0';

  if (searches)
    show_found (self, query);
  else
    mdg_widget_clear_box (self->found);
  mdg_widget_set_shown (self->found, searches);
  mdg_widget_set_shown (self->by_topic, !searches);
}

static void
search_stopped (MdgContactsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* The contact or topic that was found, in this page. */
static void
show_here (MdgContactsPage *self, guint topic, guint only, gint64 only_own)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed (self);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->topic), topic);
  self->only = only;
  self->only_own = only_own;
  fill (self);
  gtk_widget_grab_focus (self->topic);
}

static void
go_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MdgContactsPage *self = MDG_CONTACTS_PAGE (widget);
  const char *target = g_variant_get_string (parameter, NULL);
  const char *slash = strchr (target, '/');
  guint64 number = slash != NULL ? g_ascii_strtoull (slash + 1, NULL, 10) : 0;

  if (g_str_has_prefix (target, "topic/"))
    show_here (self, (guint)number + 1, 0, 0);
  else if (g_str_has_prefix (target, "contact/"))
    show_here (self, 0, (guint)number + 1, 0);
  else if (g_str_has_prefix (target, "own/"))
    show_here (self, 0, 0, (gint64)number);
  else
    g_signal_emit (self, signals[GO], 0, target);
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

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_contacts_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_CONTACTS_PAGE (widget)->search);
}

static void
mdg_contacts_page_map (GtkWidget *widget)
{
  MdgContactsPage *self = MDG_CONTACTS_PAGE (widget);

  look (self);
  load (self);
  if (self->looking == 0)
    self->looking = g_timeout_add_seconds (LOOK_SECONDS, look, self);
  GTK_WIDGET_CLASS (mdg_contacts_page_parent_class)->map (widget);
}

static void
mdg_contacts_page_unmap (GtkWidget *widget)
{
  MdgContactsPage *self = MDG_CONTACTS_PAGE (widget);

  g_clear_handle_id (&self->looking, g_source_remove);
  mdg_page_hide_message (MDG_PAGE (self->page));
  GTK_WIDGET_CLASS (mdg_contacts_page_parent_class)->unmap (widget);
}

static void
mdg_contacts_page_dispose (GObject *object)
{
  MdgContactsPage *self = MDG_CONTACTS_PAGE (object);

  stop (self);
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_CONTACTS_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_contacts_page_parent_class)->dispose (object);
}

static void
mdg_contacts_page_finalize (GObject *object)
{
  MdgContactsPage *self = MDG_CONTACTS_PAGE (object);

  g_ptr_array_unref (self->own);
  mdg_contact_guide_free (self->guide);
  mdg_calendar_unref (self->calendar);
  mdg_search_free (self->index);
  G_OBJECT_CLASS (mdg_contacts_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/support/contacts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, search);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, found);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, by_topic);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, topic);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, hint);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, cards);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, checked);
  gtk_widget_class_bind_template_child (widget_class, MdgContactsPage, add);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped);
}

static void
mdg_contacts_page_class_init (MdgContactsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_contacts_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_contacts_page_finalize;
  widget_class->grab_focus = mdg_contacts_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_contacts_page_map;
  widget_class->unmap = mdg_contacts_page_unmap;
  signals[GO] = g_signal_new ("go", MDG_TYPE_CONTACTS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "contacts.go", "s", go_activated);
  gtk_widget_class_install_action (widget_class, "contacts.copy", "s", copy_activated);
  gtk_widget_class_install_action (widget_class, "contacts.qr", "(ss)", qr_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fill_topics (MdgContactsPage *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _ ("All contacts"));
  for (guint i = 0; i < self->guide->topics->len; i++)
    {
      const MdgTopic *topic = mdg_contact_guide_topic (self->guide, i);

      if (topic->kind == MDG_TOPIC_DEVICE)
        gtk_string_list_take (words, g_strdup_printf (_ ("Device: %s"), topic->name));
      else
        gtk_string_list_append (words, topic->name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->topic), G_LIST_MODEL (words));
}

static void
mdg_contacts_page_init (MdgContactsPage *self)
{
  g_autofree char *checked = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
  self->own = g_ptr_array_new ();
  self->calendar = mdg_calendar_new ();
  /* Translators: the language of the guide's data: "ja" or "en" */
  self->guide = mdg_contact_guide_new (C_ ("guide", "en"));
  /* Translators: a month ("2026-11"), documents */
  checked = g_strdup_printf (_ ("As of %s, after %s."), self->guide->checked, self->guide->sources);
  gtk_label_set_text (GTK_LABEL (self->checked), checked);
  fill_topics (self);
}

GtkWidget *
mdg_contacts_page_new (MdgWorkplace *workplace)
{
  MdgContactsPage *self = g_object_new (MDG_TYPE_CONTACTS_PAGE, NULL);

  self->workplace = g_object_ref (workplace);
  g_signal_connect_object (self->topic, "notify::selected", G_CALLBACK (topic_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workplace, "cache-changed", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

const MdgOwnContact *
mdg_contacts_page_find (MdgContactsPage *self, gint64 number)
{
  g_return_val_if_fail (MDG_IS_CONTACTS_PAGE (self), NULL);

  for (guint i = 0; i < self->own->len; i++)
    if (((MdgOwnContact *)self->own->pdata[i])->number == number)
      return self->own->pdata[i];
  return NULL;
}

void
mdg_contacts_page_choose (MdgContactsPage *self, const char *topic)
{
  g_return_if_fail (MDG_IS_CONTACTS_PAGE (self));

  for (guint i = 0; i < self->guide->topics->len; i++)
    if (g_str_equal (mdg_contact_guide_topic (self->guide, i)->id, topic))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->topic), i + 1);
}
