/* guide-page.c: what is done at the qualification terminal, as illustrated steps.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "readers/guide-page.h"

#include <glib/gi18n.h>

#include "readers/daily-guide.h"
#include "widgets/icon.h"
#include "widgets/number-disc.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

#define PICTURE_SIZE 96

struct _MdgGuidePage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *makers;
  GtkWidget *chapters;
  GtkWidget *steps;
  GtkWidget *source;
  GtkWidget *back;

  MdgDailyGuide *guide;
  GPtrArray *offered; /* of MdgDailyChapter: what the second drop-down lists */
};

G_DEFINE_FINAL_TYPE (MdgGuidePage, mdg_guide_page, GTK_TYPE_WIDGET)

/* The chosen maker's bit. */
static guint
maker (MdgGuidePage *self)
{
  return 1u << gtk_drop_down_get_selected (GTK_DROP_DOWN (self->makers));
}

static void
add_step (MdgGuidePage *self, guint number, const MdgDailyStep *step)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  g_autofree char *picture = g_strconcat ("terminal/", step->picture, NULL);
  GtkWidget *icon = mdg_icon_new (picture, PICTURE_SIZE);
  GtkWidget *disc = mdg_number_disc_new (number);
  GtkWidget *text = mdg_widget_new_text (step->text, NULL);

  gtk_widget_add_css_class (icon, "accent");
  gtk_widget_set_valign (disc, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), disc);
  gtk_box_append (GTK_BOX (row), text);
  gtk_box_append (GTK_BOX (self->steps), row);
}

static void
add_warning (MdgGuidePage *self, const char *warning)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_widget_add_css_class (row, "attention");
  gtk_box_append (GTK_BOX (row), mdg_icon_new ("warning", 20));
  gtk_box_append (GTK_BOX (row), mdg_widget_new_text (warning, "strong"));
  gtk_box_append (GTK_BOX (self->steps), row);
}

static void
chapter_selected (MdgGuidePage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->chapters));
  const MdgDailyChapter *chapter;
  g_autofree char *source = NULL;
  guint number = 0;

  if (self->offered == NULL || selected >= self->offered->len)
    return;
  chapter = self->offered->pdata[selected];
  mdg_widget_clear_box (self->steps);
  gtk_box_append (GTK_BOX (self->steps), mdg_widget_new_text (chapter->title, "section-title"));
  if (chapter->warning != NULL)
    add_warning (self, chapter->warning);
  for (guint i = 0; i < chapter->steps->len; i++)
    {
      const MdgDailyStep *step = chapter->steps->pdata[i];

      if (step->makers & maker (self))
        add_step (self, ++number, step);
    }
  /* Translators: a document's name, a page's number, a month ("2026-11") */
  source
      = g_strdup_printf (_ ("Source: %s, p. %u. As of %s. Other models may differ: then what their "
                            "manual says holds."),
                         self->guide->source, chapter->page, self->guide->checked);
  gtk_label_set_text (GTK_LABEL (self->source), source);
}

/* The same chapter stays open where the other maker has it, too. */
static void
maker_selected (MdgGuidePage *self)
{
  guint before = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->chapters));
  const MdgDailyChapter *open
      = self->offered != NULL && before < self->offered->len ? self->offered->pdata[before] : NULL;
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = 0;

  if (self->guide == NULL)
    return;
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  self->offered = g_ptr_array_new ();
  for (guint i = 0; i < self->guide->chapters->len; i++)
    {
      MdgDailyChapter *chapter = self->guide->chapters->pdata[i];

      if ((chapter->makers & maker (self)) == 0)
        continue;
      if (chapter == open)
        selected = self->offered->len;
      g_ptr_array_add (self->offered, chapter);
      gtk_string_list_append (titles, chapter->title);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->chapters), G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->chapters), selected);
  chapter_selected (self);
}

static void
fill (MdgGuidePage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  /* Translators: the language of the guide's data: "ja" or "en" */
  self->guide = mdg_daily_guide_new (C_ ("guide", "en"));
  for (guint i = 0; i < self->guide->makers->len; i++)
    gtk_string_list_append (names, ((MdgReaderMaker *)self->guide->makers->pdata[i])->name);
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->makers), G_LIST_MODEL (names));
  maker_selected (self);
}

static gboolean
mdg_guide_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_GUIDE_PAGE (widget)->makers);
}

static void
mdg_guide_page_dispose (GObject *object)
{
  g_clear_pointer (&MDG_GUIDE_PAGE (object)->offered, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_GUIDE_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_guide_page_parent_class)->dispose (object);
}

static void
mdg_guide_page_finalize (GObject *object)
{
  mdg_daily_guide_free (MDG_GUIDE_PAGE (object)->guide);
  G_OBJECT_CLASS (mdg_guide_page_parent_class)->finalize (object);
}

static void
mdg_guide_page_class_init (MdgGuidePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_guide_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_guide_page_finalize;
  widget_class->grab_focus = mdg_guide_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/readers/guide-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgGuidePage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgGuidePage, makers);
  gtk_widget_class_bind_template_child (widget_class, MdgGuidePage, chapters);
  gtk_widget_class_bind_template_child (widget_class, MdgGuidePage, steps);
  gtk_widget_class_bind_template_child (widget_class, MdgGuidePage, source);
  gtk_widget_class_bind_template_child (widget_class, MdgGuidePage, back);
  gtk_widget_class_bind_template_callback (widget_class, maker_selected);
  gtk_widget_class_bind_template_callback (widget_class, chapter_selected);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_guide_page_init (MdgGuidePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
  fill (self);
}

GtkWidget *
mdg_guide_page_new (void)
{
  return g_object_new (MDG_TYPE_GUIDE_PAGE, NULL);
}

void
mdg_guide_page_choose (MdgGuidePage *self, const char *maker_id, const char *chapter)
{
  g_return_if_fail (MDG_IS_GUIDE_PAGE (self));

  for (guint i = 0; i < self->guide->makers->len; i++)
    if (g_strcmp0 (((MdgReaderMaker *)self->guide->makers->pdata[i])->id, maker_id) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->makers), i);
  for (guint i = 0; i < self->offered->len; i++)
    if (g_strcmp0 (((MdgDailyChapter *)self->offered->pdata[i])->id, chapter) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->chapters), i);
}
