/* words.c: lines of text beside something else.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/words.h"

#include "widgets/widget-tools.h"

#define SPACING 2

struct _MdgWords
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (MdgWords, mdg_words, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
mdg_words_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Widths do not follow from heights, and there is no baseline: which of the lines' would it be? */
static void
mdg_words_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  int spacing = 0;

  for (GtkWidget *line = gtk_widget_get_first_child (widget); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    {
      int least, wanted;

      if (!gtk_widget_should_layout (line))
        continue;
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          gtk_widget_measure (line, orientation, -1, &least, &wanted, NULL, NULL);
          *minimum = MAX (*minimum, least);
          *natural = MAX (*natural, wanted);
          continue;
        }
      gtk_widget_measure (line, orientation, for_size, &least, &wanted, NULL, NULL);
      *minimum += least + spacing;
      *natural += wanted + spacing;
      spacing = SPACING;
    }
}

static void
mdg_words_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  int y = 0;

  for (GtkWidget *line = gtk_widget_get_first_child (widget); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    {
      int least, wanted;

      if (!gtk_widget_should_layout (line))
        continue;
      gtk_widget_measure (line, GTK_ORIENTATION_VERTICAL, width, &least, &wanted, NULL, NULL);
      gtk_widget_size_allocate (line, &(GtkAllocation){ 0, y, width, least }, -1);
      y += least + SPACING;
    }
}

static void
mdg_words_dispose (GObject *object)
{
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_words_parent_class)->dispose (object);
}

static void
mdg_words_class_init (MdgWordsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_words_dispose;
  widget_class->get_request_mode = mdg_words_get_request_mode;
  widget_class->measure = mdg_words_measure;
  widget_class->size_allocate = mdg_words_size_allocate;
}

static void
mdg_words_init (MdgWords *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
mdg_words_new (void)
{
  return g_object_new (MDG_TYPE_WORDS, NULL);
}

void
mdg_words_append (MdgWords *self, GtkWidget *line)
{
  g_return_if_fail (MDG_IS_WORDS (self) && GTK_IS_WIDGET (line));

  gtk_widget_set_parent (line, GTK_WIDGET (self));
}
