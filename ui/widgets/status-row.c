/* status-row.c: one thing and how it stands: symbol, name, words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/status-row.h"

#include <glib/gi18n.h>

#include "widgets/icon.h"
#include "widgets/widget-tools.h"
#include "widgets/words.h"

struct _MdgStatusRow
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *label;
  GtkWidget *title;
  GtkWidget *detail;
};

enum
{
  PROP_0,
  PROP_LABEL,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgStatusRow, mdg_status_row, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *css_class;
} looks[] = {
  [MDG_STATUS_GOOD] = { "check-circle", "good" },
  [MDG_STATUS_ATTENTION] = { "warning", "attention" },
  [MDG_STATUS_BAD] = { "error", "bad" },
  [MDG_STATUS_WAITING] = { "clock", "waiting" },
};

static void
mdg_status_row_dispose (GObject *object)
{
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_status_row_parent_class)->dispose (object);
}

static void
mdg_status_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LABEL)
    g_value_set_string (value, gtk_label_get_text (GTK_LABEL (MDG_STATUS_ROW (object)->label)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_status_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LABEL)
    gtk_label_set_text (GTK_LABEL (MDG_STATUS_ROW (object)->label), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_status_row_class_init (MdgStatusRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_status_row_dispose;
  G_OBJECT_CLASS (klass)->get_property = mdg_status_row_get_property;
  G_OBJECT_CLASS (klass)->set_property = mdg_status_row_set_property;
  properties[PROP_LABEL]
      = g_param_spec_string ("label", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statusrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mdg_status_row_init (MdgStatusRow *self)
{
  GtkWidget *words = mdg_words_new ();

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              16);
  self->icon = mdg_icon_new (NULL, 28);
  self->label = mdg_widget_new_text (NULL, "quiet");
  self->title = mdg_widget_new_text (NULL, "strong");
  self->detail = mdg_widget_new_text (NULL, "plain");
  mdg_words_append (MDG_WORDS (words), self->label);
  mdg_words_append (MDG_WORDS (words), self->title);
  mdg_words_append (MDG_WORDS (words), self->detail);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (words, GTK_WIDGET (self));
}

GtkWidget *
mdg_status_row_new (const char *name)
{
  return g_object_new (MDG_TYPE_STATUS_ROW, "label", name, NULL);
}

void
mdg_status_row_add (MdgStatusRow *self, GtkWidget *widget)
{
  g_return_if_fail (MDG_IS_STATUS_ROW (self));

  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (widget, GTK_WIDGET (self));
}

void
mdg_status_row_set (MdgStatusRow *self, MdgStatusKind kind, const char *title, const char *detail)
{
  g_autofree char *spoken = NULL;

  g_return_if_fail (MDG_IS_STATUS_ROW (self));

  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), looks[i].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self), looks[kind].css_class);
  mdg_icon_set_icon (MDG_ICON (self->icon), looks[kind].icon);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->detail), detail != NULL ? detail : "");
  mdg_widget_set_shown (self->detail, detail != NULL);
  spoken = g_strdup_printf ("%s: %s", gtk_label_get_text (GTK_LABEL (self->label)), title);
  mdg_widget_set_name (GTK_WIDGET (self), spoken);
}
