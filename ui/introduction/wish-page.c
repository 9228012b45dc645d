/* wish-page.c: the wish from which a plan is made.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "introduction/wish-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/question.h"
#include "widgets/tab-view.h"
#include "widgets/widget-tools.h"

#define THING "mdg-thing" /* of a check button: the thing's number and one */

struct _MdgWishPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *facility_field;
  GtkWidget *facility;
  GtkWidget *wished_field;
  GtkWidget *wished;
  GtkWidget *work_field;
  GtkWidget *work;
  GtkWidget *things;
  GtkWidget *back;
  GtkWidget *clear;
  GtkWidget *make;

  MdgPlanDesk *desk;
  MdgWorkplace *workplace;
  gboolean is_saving;
};

G_DEFINE_FINAL_TYPE (MdgWishPage, mdg_wish_page, GTK_TYPE_WIDGET)

static guint
get_facility (MdgWishPage *self)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (self->facility));
}

static void
set_busy (MdgWishPage *self, gboolean busy)
{
  self->is_saving = busy;
  mdg_page_set_busy (MDG_PAGE (self->page), busy);
  gtk_widget_set_sensitive (self->make, !busy);
  gtk_widget_set_sensitive (self->clear, !busy);
}

/* the things ---------------------------------------------------------------------------------- */

static GtkWidget *
make_thing (const MdgPlanThing *thing, guint number, gboolean is_there)
{
  GtkWidget *check = gtk_check_button_new_with_label (thing->name);

  mdg_widget_wrap_check (check);
  g_object_set_data (G_OBJECT (check), THING, GUINT_TO_POINTER (number + 1));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_there);
  return check;
}

static void
fill_things (MdgWishPage *self)
{
  const MdgPlanGuide *guide = mdg_plan_desk_get_guide (self->desk);
  const MdgPlanRecord *record = mdg_plan_desk_get_record (self->desk);
  guint facility = get_facility (self);

  mdg_widget_clear_box (self->things);
  for (guint i = 0; facility < guide->facilities->len && i < guide->things->len; i++)
    {
      const MdgPlanThing *thing = mdg_plan_guide_thing (guide, i);

      if ((thing->facilities >> facility & 1) != 0)
        gtk_box_append (
            GTK_BOX (self->things),
            make_thing (thing, i, mdg_plan_thing_is_there (guide, i, facility, record->progress)));
    }
}

/* What is not asked for stays as it is. */
static guint
get_things (MdgWishPage *self)
{
  const MdgPlanGuide *guide = mdg_plan_desk_get_guide (self->desk);
  const MdgPlanRecord *record = mdg_plan_desk_get_record (self->desk);
  guint things = 0;

  for (guint i = 0; i < guide->things->len; i++)
    if (mdg_plan_thing_is_there (guide, i, get_facility (self), record->progress))
      things |= 1u << i;
  for (GtkWidget *check = gtk_widget_get_first_child (self->things); check != NULL;
       check = gtk_widget_get_next_sibling (check))
    {
      guint number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), THING)) - 1;

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        things |= 1u << number;
      else
        things &= ~(1u << number);
    }
  return things;
}

/* the form ------------------------------------------------------------------------------------ */

static void
set_day (GtkWidget *entry, MdgDay day)
{
  g_autofree char *text = day != MDG_DAY_NONE ? mdg_day_text (day) : g_strdup ("");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
fill (MdgWishPage *self)
{
  const MdgPlanRecord *record = mdg_plan_desk_get_record (self->desk);
  guint facility
      = mdg_plan_guide_find_facility (mdg_plan_desk_get_guide (self->desk), record->facility);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->facility),
                              facility != MDG_PLAN_NONE ? facility : 0);
  set_day (self->wished, record->wished);
  set_day (self->work, record->work);
  mdg_field_set_fault (MDG_FIELD (self->wished_field), NULL);
  mdg_field_set_fault (MDG_FIELD (self->work_field), NULL);
  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_widget_set_shown (self->clear, record->facility != NULL);
  fill_things (self);
}

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
set_fault (GtkWidget *field, const char *fault)
{
  mdg_field_set_fault (MDG_FIELD (field), fault);
  gtk_widget_grab_focus (field);
}

static void
make_clicked (MdgWishPage *self)
{
  MdgDay wished = mdg_day_read (text_of (self->wished));
  MdgDay work = mdg_day_read (text_of (self->work));
  g_autofree char *work_text = g_strstrip (g_strdup (text_of (self->work)));

  mdg_page_hide_message (MDG_PAGE (self->page));
  if (!mdg_plan_day_is_possible (wished))
    set_fault (self->wished_field, _ ("A date, please, such as 2027-04-01."));
  else if (work == MDG_DAY_NONE && *work_text != '\0')
    set_fault (self->work_field, _ ("A date, please, such as 2027-04-01, or nothing."));
  else if (work != MDG_DAY_NONE && work > wished)
    set_fault (self->work_field, _ ("The set-up work comes before the wished date."));
  else
    {
      set_busy (self, TRUE);
      mdg_plan_desk_make (self->desk, get_facility (self), wished, work, get_things (self));
    }
}

static void
entry_activated (MdgWishPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

static void
clear_answered (MdgQuestion *question, const char *answer, MdgWishPage *self)
{
  if (!g_str_equal (answer, "delete"))
    return;
  set_busy (self, TRUE);
  mdg_plan_desk_clear (self->desk);
}

static void
clear_clicked (MdgWishPage *self)
{
  MdgQuestion *question = mdg_question_new (_ ("Delete the plan?"),
                                            _ ("What is marked as done and your notes go, too."));

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "delete", _ ("_Delete"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (clear_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

static void
kept (MdgWishPage *self)
{
  if (!self->is_saving)
    return;
  set_busy (self, FALSE);
  if (mdg_tab_view_is_at (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "introduction.show", "s", "plan");
}

static void
failed (MdgWishPage *self, const GError *error)
{
  const GError *why = mdg_workplace_get_cache_error (self->workplace);

  if (!self->is_saving)
    return;
  set_busy (self, FALSE);
  if (g_strcmp0 (mdg_error_get_field (error), "work") == 0)
    set_fault (self->work_field, _ ("The set-up work comes before the wished date."));
  else
    mdg_page_show_error (MDG_PAGE (self->page), why != NULL ? why : error);
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_wish_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_WISH_PAGE (widget)->wished_field);
}

static void
mdg_wish_page_map (GtkWidget *widget)
{
  fill (MDG_WISH_PAGE (widget));
  GTK_WIDGET_CLASS (mdg_wish_page_parent_class)->map (widget);
}

static void
mdg_wish_page_dispose (GObject *object)
{
  MdgWishPage *self = MDG_WISH_PAGE (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_WISH_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_wish_page_parent_class)->dispose (object);
}

static void
mdg_wish_page_class_init (MdgWishPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_wish_page_dispose;
  widget_class->grab_focus = mdg_wish_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_wish_page_map;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/introduction/wish-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgWishPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgWishPage, facility_field);
  gtk_widget_class_bind_template_child (widget_class, MdgWishPage, facility);
  gtk_widget_class_bind_template_child (widget_class, MdgWishPage, wished_field);
  gtk_widget_class_bind_template_child (widget_class, MdgWishPage, wished);
  gtk_widget_class_bind_template_child (widget_class, MdgWishPage, work_field);
  gtk_widget_class_bind_template_child (widget_class, MdgWishPage, work);
  gtk_widget_class_bind_template_child (widget_class, MdgWishPage, things);
  gtk_widget_class_bind_template_child (widget_class, MdgWishPage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgWishPage, clear);
  gtk_widget_class_bind_template_child (widget_class, MdgWishPage, make);
  gtk_widget_class_bind_template_callback (widget_class, make_clicked);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_wish_page_init (MdgWishPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
}

GtkWidget *
mdg_wish_page_new (MdgPlanDesk *desk, MdgWorkplace *workplace)
{
  MdgWishPage *self = g_object_new (MDG_TYPE_WISH_PAGE, NULL);
  const MdgPlanGuide *guide = mdg_plan_desk_get_guide (desk);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->desk = g_object_ref (desk);
  self->workplace = g_object_ref (workplace);
  for (guint i = 0; i < guide->facilities->len; i++)
    gtk_string_list_append (names, mdg_plan_guide_facility (guide, i)->name);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->facility), G_LIST_MODEL (names));
  g_signal_connect_object (self->facility, "notify::selected", G_CALLBACK (fill_things), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "kept", G_CALLBACK (kept), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "failed", G_CALLBACK (failed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
