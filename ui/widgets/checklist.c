/* checklist.c: rules, each with a symbol and words for whether it holds.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/checklist.h"

#include <glib/gi18n.h>

#include "widgets/icon.h"
#include "widgets/widget-tools.h"

#define NARROWEST_RULE 8 /* characters: in large text the verdict must still stand beside it */

struct _MdgChecklist
{
  GtkWidget parent_instance;

  GPtrArray *items; /* of Item */
};

typedef struct
{
  char *rule;
  GtkWidget *row;
  GtkWidget *icon;
  GtkWidget *verdict;
  MdgCheckState state;
} Item;

G_DEFINE_FINAL_TYPE (MdgChecklist, mdg_checklist, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *css_class;
  const char *verdict;
} looks[] = {
  [MDG_CHECK_OPEN] = { "circle", "open", N_ ("not yet known") },
  [MDG_CHECK_HELD] = { "check-circle", "held", N_ ("fulfilled") },
  [MDG_CHECK_BROKEN] = { "cross-circle", "broken", N_ ("not fulfilled") },
};

/* The characters of the longest verdict. Its room is kept free, so that nothing moves while
 * somebody types. */
static int
longest_verdict (void)
{
  glong longest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (i != MDG_CHECK_OPEN)
      longest = MAX (longest, g_utf8_strlen (_ (looks[i].verdict), -1));
  return (int)longest;
}

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->rule);
  g_free (item);
}

static void
item_update (Item *item)
{
  const char *verdict = _ (looks[item->state].verdict);
  g_autofree char *spoken = g_strdup_printf ("%s: %s", item->rule, verdict);

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (item->row, looks[i].css_class);
  gtk_widget_add_css_class (item->row, looks[item->state].css_class);
  mdg_icon_set_icon (MDG_ICON (item->icon), looks[item->state].icon);
  gtk_label_set_text (GTK_LABEL (item->verdict), item->state == MDG_CHECK_OPEN ? "" : verdict);
  mdg_widget_set_name (item->row, spoken);
}

static void
mdg_checklist_dispose (GObject *object)
{
  g_ptr_array_set_size (MDG_CHECKLIST (object)->items, 0);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_checklist_parent_class)->dispose (object);
}

static void
mdg_checklist_finalize (GObject *object)
{
  g_ptr_array_unref (MDG_CHECKLIST (object)->items);
  G_OBJECT_CLASS (mdg_checklist_parent_class)->finalize (object);
}

static void
mdg_checklist_class_init (MdgChecklistClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_checklist_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_checklist_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "checklist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
mdg_checklist_init (MdgChecklist *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->items = g_ptr_array_new_with_free_func (item_free);
}

GtkWidget *
mdg_checklist_new (void)
{
  return g_object_new (MDG_TYPE_CHECKLIST, NULL);
}

void
mdg_checklist_append (MdgChecklist *self, const char *rule)
{
  Item *item = g_new0 (Item, 1);
  GtkWidget *label = mdg_widget_new_text (rule, NULL);

  g_return_if_fail (MDG_IS_CHECKLIST (self));

  item->rule = g_strdup (rule);
  item->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  item->icon = mdg_icon_new ("circle", 18);
  item->verdict = gtk_label_new (NULL);
  gtk_label_set_width_chars (GTK_LABEL (item->verdict), longest_verdict ());
  gtk_label_set_xalign (GTK_LABEL (item->verdict), 1);
  gtk_widget_set_valign (item->icon, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (label), NARROWEST_RULE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (item->verdict, GTK_ALIGN_START);
  gtk_widget_add_css_class (item->verdict, "verdict");
  gtk_box_append (GTK_BOX (item->row), item->icon);
  gtk_box_append (GTK_BOX (item->row), label);
  gtk_box_append (GTK_BOX (item->row), item->verdict);
  gtk_widget_add_css_class (item->row, "check");
  mdg_widget_set_accessible_hidden (label, TRUE);
  mdg_widget_set_accessible_hidden (item->verdict, TRUE);
  gtk_widget_set_parent (item->row, GTK_WIDGET (self));
  g_ptr_array_add (self->items, item);
  item_update (item);
}

void
mdg_checklist_set_state (MdgChecklist *self, guint index, MdgCheckState state)
{
  Item *item;

  g_return_if_fail (MDG_IS_CHECKLIST (self) && index < self->items->len);

  item = g_ptr_array_index (self->items, index);
  if (item->state == state)
    return;
  item->state = state;
  item_update (item);
}

MdgCheckState
mdg_checklist_get_state (MdgChecklist *self, guint index)
{
  g_return_val_if_fail (MDG_IS_CHECKLIST (self) && index < self->items->len, MDG_CHECK_OPEN);

  return ((Item *)g_ptr_array_index (self->items, index))->state;
}
