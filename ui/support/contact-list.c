/* contact-list.c: contacts as cards.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/contact-list.h"

#include <glib/gi18n.h>

#include "support/contact-card.h"
#include "widgets/widget-tools.h"

#define LOOK_SECONDS 20 /* how often it is looked whether somebody opens or closes */

struct _MdgContactList
{
  GtkWidget parent_instance;

  GtkWidget *cards; /* NULL after dispose */

  MdgSupportDesk *desk;
  const MdgTopic *topic; /* (nullable): the guide's */
  char *contact;         /* the one that is shown alone, or "" */
  gint64 own;            /* the own one that is, or 0 */
  gint64 shown_at;       /* when the cards were filled */
  guint looking;
};

G_DEFINE_FINAL_TYPE (MdgContactList, mdg_contact_list, GTK_TYPE_WIDGET)

static const MdgCalendar *
get_calendar (MdgContactList *self)
{
  MdgWorkplace *workplace = mdg_support_desk_get_workplace (self->desk);

  return mdg_holidays_get_calendar (mdg_workplace_get_holidays (workplace));
}

/* cards --------------------------------------------------------------------------------------- */

static void
add_card (MdgContactList *self, MdgContactLook *look)
{
  gint64 now = mdg_support_desk_get_now (self->desk);

  look->today = mdg_day_in_japan (now);
  look->now = mdg_open_hours_at (&look->hours, get_calendar (self), now);
  gtk_box_append (GTK_BOX (self->cards), mdg_contact_card_new (look));
}

static void
add_contact (MdgContactList *self, const MdgContact *contact)
{
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
add_own (MdgContactList *self, const MdgOwnContact *contact)
{
  const MdgContactGuide *guide = mdg_support_desk_get_guide (self->desk);
  guint kind = mdg_contact_guide_find_own (guide, contact->kind);
  MdgContactLook look
      = { .name = contact->name,
          .what = kind != G_MAXUINT ? mdg_contact_guide_own (guide, kind)->name : "",
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

static void
add_own_ones (MdgContactList *self)
{
  GPtrArray *own = mdg_support_desk_get_own (self->desk);
  const MdgContactGuide *guide = mdg_support_desk_get_guide (self->desk);

  for (guint i = 0; i < own->len; i++)
    {
      const MdgOwnContact *contact = own->pdata[i];
      gboolean is_meant = self->own == 0 || self->own == contact->number;

      if (is_meant && (self->topic == NULL || is_of (contact, guide, self->topic)))
        add_own (self, contact);
    }
}

static void
add_contacts (MdgContactList *self)
{
  const MdgContactGuide *guide = mdg_support_desk_get_guide (self->desk);

  for (guint i = 0; self->topic != NULL && i < self->topic->contacts->len; i++)
    add_contact (
        self, mdg_contact_guide_contact (guide, g_array_index (self->topic->contacts, guint, i)));
  for (guint i = 0; self->topic == NULL && i < guide->contacts->len; i++)
    {
      const MdgContact *contact = mdg_contact_guide_contact (guide, i);

      if (*self->contact == '\0' || g_str_equal (self->contact, contact->id))
        add_contact (self, contact);
    }
}

/* Says whose contact there is none of yet. */
static void
add_missing (MdgContactList *self)
{
  GPtrArray *contacts = mdg_support_desk_get_own (self->desk);
  const MdgContactGuide *guide = mdg_support_desk_get_guide (self->desk);

  for (guint i = 0; self->topic != NULL && i < self->topic->own->len; i++)
    {
      const MdgOwnKind *own
          = mdg_contact_guide_own (guide, g_array_index (self->topic->own, guint, i));
      gboolean is_there = FALSE;
      g_autofree char *text = NULL;

      for (guint k = 0; k < contacts->len; k++)
        is_there |= g_str_equal (((MdgOwnContact *)contacts->pdata[k])->kind, own->id);
      if (is_there)
        continue;
      text = g_strdup_printf (_ ("%s: add it to your own contacts to have it here."), own->name);
      gtk_box_append (GTK_BOX (self->cards), mdg_widget_new_text (text, "quiet"));
    }
}

/* the focus ----------------------------------------------------------------------------------- */

/* What a card's button does, which tells it from all others. Returns: (transfer full) (nullable) */
static char *
key_of (GtkWidget *widget)
{
  GVariant *target;
  g_autofree char *text = NULL;

  if (!GTK_IS_BUTTON (widget))
    return NULL;
  target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (widget));
  text = target != NULL ? g_variant_print (target, FALSE) : NULL;
  return g_strjoin (" ", gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), text, NULL);
}

/* (transfer full) (nullable): of the button that has the focus */
static char *
get_focused (MdgContactList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->cards) ? key_of (focus) : NULL;
}

static gboolean
focus_key (GtkWidget *widget, const char *key)
{
  g_autofree char *own = key_of (widget);

  if (g_strcmp0 (own, key) == 0)
    return gtk_widget_grab_focus (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (focus_key (child, key))
      return TRUE;
  return FALSE;
}

/* GTK would leave the window without a focus when what has it goes. */
static void
give_back_focus (MdgContactList *self, const char *key)
{
  if (key != NULL && !focus_key (self->cards, key))
    gtk_widget_child_focus (self->cards, GTK_DIR_TAB_FORWARD);
}

static void
fill (MdgContactList *self)
{
  g_autofree char *focused = get_focused (self);

  self->shown_at = mdg_support_desk_get_now (self->desk);
  mdg_widget_clear_box (self->cards);
  if (*self->contact == '\0')
    add_own_ones (self);
  if (self->own == 0)
    add_contacts (self);
  add_missing (self);
  give_back_focus (self, focused);
}

/* time ---------------------------------------------------------------------------------------- */

/* Whether what is said of any contact is not so any more. */
static gboolean
has_changed (MdgContactList *self, const MdgOpenHours *hours, gint64 now)
{
  MdgOpenNow before = mdg_open_hours_at (hours, get_calendar (self), self->shown_at);

  return before.change != 0 && before.change <= now;
}

static gboolean
look (gpointer data)
{
  MdgContactList *self = data;
  const MdgContactGuide *guide = mdg_support_desk_get_guide (self->desk);
  GPtrArray *own = mdg_support_desk_get_own (self->desk);
  gint64 now = mdg_support_desk_get_now (self->desk);
  gboolean changed = mdg_day_in_japan (now) != mdg_day_in_japan (self->shown_at);

  for (guint i = 0; i < guide->contacts->len; i++)
    changed |= has_changed (self, &mdg_contact_guide_contact (guide, i)->hours, now);
  for (guint i = 0; i < own->len; i++)
    {
      MdgOpenHours hours;

      mdg_own_contact_hours (own->pdata[i], &hours);
      changed |= has_changed (self, &hours, now);
    }
  if (changed)
    fill (self);
  return G_SOURCE_CONTINUE;
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_contact_list_map (GtkWidget *widget)
{
  MdgContactList *self = MDG_CONTACT_LIST (widget);

  look (self);
  if (self->looking == 0)
    self->looking = g_timeout_add_seconds (LOOK_SECONDS, look, self);
  GTK_WIDGET_CLASS (mdg_contact_list_parent_class)->map (widget);
}

static void
mdg_contact_list_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&MDG_CONTACT_LIST (widget)->looking, g_source_remove);
  GTK_WIDGET_CLASS (mdg_contact_list_parent_class)->unmap (widget);
}

static void
mdg_contact_list_dispose (GObject *object)
{
  MdgContactList *self = MDG_CONTACT_LIST (object);

  g_clear_handle_id (&self->looking, g_source_remove);
  self->cards = NULL;
  mdg_widget_clear (GTK_WIDGET (object));
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mdg_contact_list_parent_class)->dispose (object);
}

static void
mdg_contact_list_finalize (GObject *object)
{
  g_free (MDG_CONTACT_LIST (object)->contact);
  G_OBJECT_CLASS (mdg_contact_list_parent_class)->finalize (object);
}

static void
mdg_contact_list_class_init (MdgContactListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_contact_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_contact_list_finalize;
  widget_class->map = mdg_contact_list_map;
  widget_class->unmap = mdg_contact_list_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_contact_list_init (MdgContactList *self)
{
  self->contact = g_strdup ("");
  self->cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->cards, GTK_WIDGET (self));
}

GtkWidget *
mdg_contact_list_new (MdgSupportDesk *desk)
{
  MdgContactList *self = g_object_new (MDG_TYPE_CONTACT_LIST, NULL);
  MdgWorkplace *workplace = mdg_support_desk_get_workplace (desk);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (mdg_workplace_get_holidays (workplace), "changed", G_CALLBACK (fill),
                           self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

void
mdg_contact_list_show (MdgContactList *self, const MdgTopic *topic, const char *contact, gint64 own)
{
  g_return_if_fail (MDG_IS_CONTACT_LIST (self) && contact != NULL);

  g_free (self->contact);
  self->contact = g_strdup (contact);
  self->topic = topic;
  self->own = own;
  fill (self);
}
