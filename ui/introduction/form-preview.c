/* form-preview.c: a form as it will be on paper.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/form-preview.h"

#include "paper/paper.h"

#define WIDTH_LEAST 300
#define WIDTH_MOST 760
#define AROUND 60.0 /* pixels that are to be seen above and below what is marked */

struct _MdgFormPreview
{
  GtkWidget parent_instance;

  MdgFilingPage *page; /* (nullable) */
  GHashTable *layouts; /* of what was drawn */
  MdgFilingFieldId marked;
};

G_DEFINE_FINAL_TYPE (MdgFormPreview, mdg_form_preview, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
mdg_form_preview_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
paper_width (int width)
{
  return CLAMP (width, WIDTH_LEAST, WIDTH_MOST);
}

static void
mdg_form_preview_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = WIDTH_LEAST;
      *natural = WIDTH_MOST;
    }
  else
    *minimum = *natural = (int)(paper_width (for_size < 0 ? WIDTH_LEAST : for_size)
                                * MDG_PAPER_HEIGHT / MDG_PAPER_WIDTH)
                          + 1;
}

static void
mdg_form_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MdgFormPreview *self = MDG_FORM_PREVIEW (widget);
  int width = paper_width (gtk_widget_get_width (widget));
  double scale = width / MDG_PAPER_WIDTH;
  cairo_t *cr;

  if (self->page == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (widget),
                                                       (float)gtk_widget_get_height (widget)));
  cairo_translate (cr, MAX (0, (gtk_widget_get_width (widget) - width) / 2), 0);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0.5, 0.5, MDG_PAPER_WIDTH - 1, MDG_PAPER_HEIGHT - 1);
  cairo_set_source_rgb (cr, 1, 1, 1); /* paper is white whatever the theme is */
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  mdg_filing_page_draw (self->page, cr, self->layouts, self->marked);
  cairo_destroy (cr);
}

static void
mdg_form_preview_finalize (GObject *object)
{
  MdgFormPreview *self = MDG_FORM_PREVIEW (object);

  mdg_filing_page_free (self->page);
  g_hash_table_unref (self->layouts);
  G_OBJECT_CLASS (mdg_form_preview_parent_class)->finalize (object);
}

static void
mdg_form_preview_class_init (MdgFormPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mdg_form_preview_finalize;
  widget_class->get_request_mode = mdg_form_preview_get_request_mode;
  widget_class->measure = mdg_form_preview_measure;
  widget_class->snapshot = mdg_form_preview_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
mdg_form_preview_init (MdgFormPreview *self)
{
  self->layouts = mdg_paper_layouts_new ();
  self->marked = MDG_N_FIELDS;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
}

GtkWidget *
mdg_form_preview_new (void)
{
  return g_object_new (MDG_TYPE_FORM_PREVIEW, NULL);
}

void
mdg_form_preview_set_page (MdgFormPreview *self, MdgFilingPage *page)
{
  g_return_if_fail (MDG_IS_FORM_PREVIEW (self));

  mdg_filing_page_free (self->page);
  self->page = page;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
mdg_form_preview_mark (MdgFormPreview *self, MdgFilingFieldId field)
{
  GtkWidget *scroll;
  double top, bottom, scale;

  g_return_if_fail (MDG_IS_FORM_PREVIEW (self));

  self->marked = field;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  scroll = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  if (scroll == NULL || self->page == NULL || field >= MDG_N_FIELDS
      || !mdg_filing_page_find (self->page, field, &top, &bottom))
    return;
  scale = paper_width (gtk_widget_get_width (GTK_WIDGET (self))) / MDG_PAPER_WIDTH;
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroll)),
                             top * scale - AROUND, bottom * scale + AROUND);
}
