/* facility-list.c: the training's facilities.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "portal/facility-list.h"

#include "widgets/widget-tools.h"

#define INDEX "mdg-portal-facility" /* of a button: its place and one */

struct _MdgPortalFacilityList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GPtrArray *facilities; /* (nullable) */
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgPortalFacilityList, mdg_portal_facility_list, GTK_TYPE_WIDGET)

static void
clicked (MdgPortalFacilityList *self, GtkButton *button)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), INDEX)) - 1;

  if (self->facilities != NULL && place < self->facilities->len)
    g_signal_emit (self, signals[CHOSEN], 0, self->facilities->pdata[place]);
}

static GtkWidget *
make_button (MdgPortalFacilityList *self, const MdgPortalFacility *facility, guint place)
{
  g_autofree char *number = mdg_portal_number_to_text (&facility->number);
  g_autofree char *word = mdg_portal_number_to_word (&facility->number);
  g_autofree char *text = g_strdup_printf ("%s\n%s", facility->facility_name, number);
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), mdg_widget_new_text (text, NULL));
  gtk_widget_set_name (button, word);
  mdg_widget_set_name (button, facility->facility_name);
  g_object_set_data (G_OBJECT (button), INDEX, GUINT_TO_POINTER (place + 1));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  return button;
}

static void
mdg_portal_facility_list_dispose (GObject *object)
{
  g_clear_pointer (&MDG_PORTAL_FACILITY_LIST (object)->facilities, g_ptr_array_unref);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_portal_facility_list_parent_class)->dispose (object);
}

static void
mdg_portal_facility_list_class_init (MdgPortalFacilityListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_portal_facility_list_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", MDG_TYPE_PORTAL_FACILITY_LIST, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_portal_facility_list_init (MdgPortalFacilityList *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

void
mdg_portal_facility_list_set (MdgPortalFacilityList *self, GPtrArray *facilities)
{
  g_return_if_fail (MDG_IS_PORTAL_FACILITY_LIST (self) && facilities != NULL);

  if (facilities == self->facilities)
    return;
  g_clear_pointer (&self->facilities, g_ptr_array_unref);
  self->facilities = g_ptr_array_ref (facilities);
  mdg_widget_clear_box (self->box);
  for (guint i = 0; i < facilities->len; i++)
    gtk_box_append (GTK_BOX (self->box), make_button (self, facilities->pdata[i], i));
}
