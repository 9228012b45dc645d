/* search-box.c: the one search.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/search-box.h"

#include <glib/gi18n.h>

#include "support/hit-row.h"
#include "widgets/field.h"
#include "widgets/widget-tools.h"

#define FOUND_MAX 30

struct _MdgSearchBox
{
  GtkWidget parent_instance;

  GtkWidget *search;
  GtkWidget *found;

  MdgSupportDesk *desk; /* (nullable): none yet */
  char *shown;          /* (nullable): what is looked for in what is shown */
};

enum
{
  PROP_0,
  PROP_SEARCHES,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgSearchBox, mdg_search_box, GTK_TYPE_WIDGET)

static void
show_found (MdgSearchBox *self, const char *query)
{
  g_autoptr (GPtrArray) found = mdg_search_find (mdg_support_desk_get_index (self->desk), query);

  for (guint i = 0; i < found->len && i < FOUND_MAX; i++)
    gtk_box_append (GTK_BOX (self->found), mdg_hit_row_new (found->pdata[i]));
  if (found->len == 0)
    gtk_box_append (GTK_BOX (self->found),
                    mdg_widget_new_text (_ ("Nothing was found. Try fewer words."), NULL));
  if (found->len > FOUND_MAX)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("%u more was found. Type more words.",
                                                         "%u more were found. Type more words.",
                                                         found->len - FOUND_MAX),
                                               found->len - FOUND_MAX);

      gtk_box_append (GTK_BOX (self->found), mdg_widget_new_text (more, "quiet"));
    }
}

/* What stands there stays as long as it is right: somebody may be pressing it. */
static void
search_changed (MdgSearchBox *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  gboolean searches = *query != '\0';

  if (g_strcmp0 (query, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (query);
  mdg_widget_clear_box (self->found);
  if (searches && self->desk != NULL)
    show_found (self, query);
  mdg_widget_set_shown (self->found, searches);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCHES]);
}

/* There may be more or less to be found. */
static void
index_changed (MdgSearchBox *self)
{
  g_clear_pointer (&self->shown, g_free);
  search_changed (self);
}

static gboolean
mdg_search_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_SEARCH_BOX (widget)->search);
}

static void
mdg_search_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, mdg_search_box_searches (MDG_SEARCH_BOX (object)));
}

static void
mdg_search_box_dispose (GObject *object)
{
  MdgSearchBox *self = MDG_SEARCH_BOX (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_SEARCH_BOX);
  mdg_widget_clear (GTK_WIDGET (object));
  g_clear_object (&self->desk);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (mdg_search_box_parent_class)->dispose (object);
}

static void
mdg_search_box_class_init (MdgSearchBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_search_box_dispose;
  G_OBJECT_CLASS (klass)->get_property = mdg_search_box_get_property;
  widget_class->grab_focus = mdg_search_box_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  properties[PROP_SEARCHES] = g_param_spec_boolean ("searches", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  g_type_ensure (MDG_TYPE_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/support/search-box.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgSearchBox, search);
  gtk_widget_class_bind_template_child (widget_class, MdgSearchBox, found);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, mdg_search_box_clear);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_search_box_init (MdgSearchBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mdg_search_box_set_desk (MdgSearchBox *self, MdgSupportDesk *desk)
{
  g_return_if_fail (MDG_IS_SEARCH_BOX (self) && MDG_IS_SUPPORT_DESK (desk));

  g_set_object (&self->desk, desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (index_changed), self, G_CONNECT_SWAPPED);
}

void
mdg_search_box_clear (MdgSearchBox *self)
{
  g_return_if_fail (MDG_IS_SEARCH_BOX (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed (self);
}

gboolean
mdg_search_box_searches (MdgSearchBox *self)
{
  g_return_val_if_fail (MDG_IS_SEARCH_BOX (self), FALSE);

  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
}
