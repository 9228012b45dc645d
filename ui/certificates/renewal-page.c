/* renewal-page.c: [更新の手順と手数料].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/renewal-page.h"

#include <glib/gi18n.h>

#include "certificates/renewal-guide.h"
#include "widgets/number-disc.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

struct _MdgRenewalPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *facts;
  GtkWidget *ways;
  GtkWidget *checked;
  GtkWidget *back;
};

G_DEFINE_FINAL_TYPE (MdgRenewalPage, mdg_renewal_page, GTK_TYPE_WIDGET)

static void
add_fact (MdgRenewalPage *self, const char *name, const char *text)
{
  gtk_box_append (GTK_BOX (self->facts), mdg_widget_new_text (name, "quiet"));
  gtk_box_append (GTK_BOX (self->facts), mdg_widget_new_text (text, NULL));
}

static void
add_step (GtkWidget *box, guint number, const char *text)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *disc = mdg_number_disc_new (number);
  GtkWidget *label = mdg_widget_new_text (text, NULL);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (disc, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), disc);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (box), row);
}

static void
add_way (MdgRenewalPage *self, const char *title, char **steps)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *heading = mdg_widget_new_text (title, "section-title");

  gtk_box_append (GTK_BOX (box), heading);
  for (guint i = 0; steps[i] != NULL; i++)
    add_step (box, i + 1, steps[i]);
  gtk_box_append (GTK_BOX (self->ways), box);
}

static void
fill (MdgRenewalPage *self)
{
  /* Translators: the language of the guide's data: "ja" or "en" */
  g_autoptr (MdgRenewalGuide) guide = mdg_renewal_guide_new (C_ ("guide", "en"));
  g_autofree char *window
      = g_strdup_printf (ngettext ("From %u day before the expiry",
                                   "From %u days before the expiry", guide->window_days),
                         guide->window_days);
  g_autofree char *checked = g_strdup_printf (
      _ ("As of %s. When in doubt, what the authority says holds."), guide->checked);

  add_fact (self, _ ("Fee"), guide->fee_text);
  add_fact (self, _ ("When"), window);
  add_fact (self, _ ("New validity"), guide->validity_text);
  add_fact (self, _ ("After the expiry"), guide->after_expiry);
  for (guint i = 0; i < guide->ways->len; i++)
    {
      const MdgRenewalWay *way = guide->ways->pdata[i];
      add_way (self, way->title, way->steps);
    }
  add_way (self, _ ("After the renewal"), guide->afterwards);
  gtk_label_set_text (GTK_LABEL (self->checked), checked);
}

static gboolean
mdg_renewal_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_RENEWAL_PAGE (widget)->back);
}

static void
mdg_renewal_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_RENEWAL_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_renewal_page_parent_class)->dispose (object);
}

static void
mdg_renewal_page_class_init (MdgRenewalPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_renewal_page_dispose;
  widget_class->grab_focus = mdg_renewal_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/renewal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgRenewalPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgRenewalPage, facts);
  gtk_widget_class_bind_template_child (widget_class, MdgRenewalPage, ways);
  gtk_widget_class_bind_template_child (widget_class, MdgRenewalPage, checked);
  gtk_widget_class_bind_template_child (widget_class, MdgRenewalPage, back);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_renewal_page_init (MdgRenewalPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill (self);
}

GtkWidget *
mdg_renewal_page_new (void)
{
  return g_object_new (MDG_TYPE_RENEWAL_PAGE, NULL);
}
