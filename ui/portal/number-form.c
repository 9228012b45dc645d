/* number-form.c: which facility.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/number-form.h"

#include <glib/gi18n.h>

#include "error-text.h"
#include "portal/portal-page.h"
#include "portal/portal-text.h"
#include "widgets/field.h"
#include "widgets/widget-tools.h"

struct _MdgPortalNumberForm
{
  GtkWidget parent_instance;

  GtkWidget *affiliations;
  GtkWidget *checks[MDG_PORTAL_N_AFFILIATIONS];
  GtkWidget *mark_field;
  GtkWidget *mark;
  GtkWidget *prefecture_field;
  GtkWidget *prefecture;
  GtkWidget *number_field;
  GtkWidget *number;
  GtkWidget *found;
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgPortalNumberForm, mdg_portal_number_form, GTK_TYPE_WIDGET)

static MdgPortalAffiliation
get_affiliation (MdgPortalNumberForm *self)
{
  for (guint i = 0; i < MDG_PORTAL_N_AFFILIATIONS; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[i])))
      return (MdgPortalAffiliation)i;
  return MDG_PORTAL_JUDO;
}

static void
changed (MdgPortalNumberForm *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activated (MdgPortalNumberForm *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

/* 契・協 and the number of 施術所; 都道府県 and 機関コード of the others. */
static void
show_fields (MdgPortalNumberForm *self)
{
  MdgPortalAffiliation affiliation = get_affiliation (self);
  gboolean mark = mdg_portal_has_mark (affiliation);
  g_autofree char *hint = mark ? g_strdup_printf (_ ("%d digits of the number, without hyphens"),
                                                  (int)mdg_portal_number_digits (affiliation))
                               : g_strdup (_ ("Institution code (7 digits)"));

  mdg_widget_set_shown (self->mark_field, mark);
  mdg_widget_set_shown (self->prefecture_field, !mark);
  g_object_set (self->number_field, "hint", hint, NULL);
  mdg_field_set_fault (MDG_FIELD (self->number_field), NULL);
}

/* Of two check marks, that of the one which is chosen now. */
static void
affiliation_toggled (MdgPortalNumberForm *self, GtkCheckButton *check)
{
  if (!gtk_check_button_get_active (check))
    return;
  show_fields (self);
  changed (self);
}

static gboolean
mdg_portal_number_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_PORTAL_NUMBER_FORM (widget)->number_field);
}

static void
mdg_portal_number_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_PORTAL_NUMBER_FORM);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_portal_number_form_parent_class)->dispose (object);
}

static void
mdg_portal_number_form_class_init (MdgPortalNumberFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_portal_number_form_dispose;
  widget_class->grab_focus = mdg_portal_number_form_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  signals[CHANGED] = g_signal_new ("changed", MDG_TYPE_PORTAL_NUMBER_FORM, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", MDG_TYPE_PORTAL_NUMBER_FORM, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (MDG_TYPE_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/portal/number-form.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgPortalNumberForm, affiliations);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalNumberForm, mark_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalNumberForm, mark);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalNumberForm, prefecture_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalNumberForm, prefecture);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalNumberForm, number_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalNumberForm, number);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalNumberForm, found);
  gtk_widget_class_bind_template_callback (widget_class, changed);
  gtk_widget_class_bind_template_callback (widget_class, activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
add_affiliations (MdgPortalNumberForm *self)
{
  for (guint i = 0; i < MDG_PORTAL_N_AFFILIATIONS; i++)
    {
      MdgPortalAffiliation affiliation = (MdgPortalAffiliation)i;
      GtkWidget *check
          = gtk_check_button_new_with_label (mdg_portal_affiliation_text (affiliation));

      self->checks[i] = check;
      gtk_widget_set_name (check, mdg_portal_affiliation_nick (affiliation));
      mdg_widget_wrap_check (check);
      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (self->checks[0]));
      gtk_box_append (GTK_BOX (self->affiliations), check);
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[MDG_PORTAL_JUDO]), TRUE);
  for (guint i = 0; i < MDG_PORTAL_N_AFFILIATIONS; i++)
    g_signal_connect_object (self->checks[i], "toggled", G_CALLBACK (affiliation_toggled), self,
                             G_CONNECT_SWAPPED);
}

static void
mdg_portal_number_form_init (MdgPortalNumberForm *self)
{
  g_autoptr (GtkStringList) prefectures = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  add_affiliations (self);
  for (int i = 1; i <= MDG_PORTAL_PREFECTURES; i++)
    gtk_string_list_append (prefectures, mdg_portal_prefecture_text (i));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->prefecture), G_LIST_MODEL (prefectures));
  show_fields (self);
  mdg_portal_number_form_show_found (self, NULL, NULL);
}

void
mdg_portal_number_form_read (MdgPortalNumberForm *self, MdgPortalNumber *number)
{
  g_return_if_fail (MDG_IS_PORTAL_NUMBER_FORM (self) && number != NULL);

  number->affiliation = get_affiliation (self);
  number->mark = (MdgPortalMark)gtk_drop_down_get_selected (GTK_DROP_DOWN (self->mark));
  number->prefecture = (int)gtk_drop_down_get_selected (GTK_DROP_DOWN (self->prefecture)) + 1;
  g_free (number->number);
  number->number = mdg_portal_page_text (self->number);
}

void
mdg_portal_number_form_set (MdgPortalNumberForm *self, const MdgPortalNumber *number)
{
  g_return_if_fail (MDG_IS_PORTAL_NUMBER_FORM (self) && number != NULL);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[number->affiliation]), TRUE);
  if (mdg_portal_has_mark (number->affiliation))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->mark), number->mark);
  else
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->prefecture), (guint)number->prefecture - 1);
  gtk_editable_set_text (GTK_EDITABLE (self->number), number->number);
}

GtkWidget *
mdg_portal_number_form_get_field (MdgPortalNumberForm *self)
{
  g_return_val_if_fail (MDG_IS_PORTAL_NUMBER_FORM (self), NULL);

  return self->number_field;
}

/* Returns: (transfer full) */
static char *
found_text (const MdgPortalFacility *found, const GError *error)
{
  g_autofree char *number = found != NULL ? mdg_portal_number_to_text (&found->number) : NULL;
  g_autoptr (MdgErrorText) why = NULL;

  if (found != NULL)
    return g_strdup_printf (_ ("Registration number: %s\nName of the facility: %s"), number,
                            found->facility_name);
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_FACILITY_UNKNOWN))
    return g_strdup (_ ("No facility has this registration number."));
  if (error == NULL)
    return g_strdup (_ ("Registration number and name of the facility appear here by themselves."));
  why = mdg_error_text_new (error);
  return g_strdup_printf (_ ("The facility could not be looked up: %s"), why->happened);
}

void
mdg_portal_number_form_show_found (MdgPortalNumberForm *self,
                                   const MdgPortalFacility *found,
                                   const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (MDG_IS_PORTAL_NUMBER_FORM (self));

  text = found_text (found, error);
  gtk_label_set_text (GTK_LABEL (self->found), text);
}
