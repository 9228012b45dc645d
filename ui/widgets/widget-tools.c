/* widget-tools.c: small things every widget of ours needs.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/widget-tools.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dates.h"
#include "widgets/field.h"

#define NAMED "mdg-named" /* has an accessible name of its own */

#define NARROWEST_TEXT 14 /* characters a line of text has at least */
#define FRAMES_TO_SHOW 2  /* until what was said has its place */

void
mdg_widget_clear (GtkWidget *widget)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

void
mdg_widget_clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

void
mdg_widget_set_label (GtkWidget *control, GtkWidget *label, GtkWidget *description)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  if (description != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                    description, NULL, -1);
}

void
mdg_widget_set_name (GtkWidget *control, const char *name)
{
  g_object_set_data (G_OBJECT (control), NAMED, (gpointer)NAMED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

char *
mdg_widget_plain_label (const char *label)
{
  GString *plain = g_string_new (NULL);

  for (const char *c = label; *c != '\0'; c++)
    {
      if (c[0] == '(' && c[1] == '_' && g_ascii_isalnum (c[2]) && c[3] == ')')
        c += 3;
      else if (c[0] == '_' && c[1] == '_')
        g_string_append_c (plain, *c++);
      else if (c[0] != '_')
        g_string_append_c (plain, *c);
    }
  return g_string_free (plain, FALSE);
}

void
mdg_widget_set_accessible_hidden (GtkWidget *widget, gboolean hidden)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_HIDDEN, hidden, -1);
}

GtkWidget *
mdg_widget_new_text (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), NARROWEST_TEXT);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

void
mdg_widget_wrap_check (GtkWidget *check)
{
  GtkWidget *label = gtk_widget_get_last_child (check);

  if (!GTK_IS_LABEL (label))
    return;
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), NARROWEST_TEXT);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
}

void
mdg_widget_keep_whole (GtkWidget *label, const char *part)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));
  const char *found = part != NULL ? strstr (text, part) : NULL;
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (found != NULL)
    {
      PangoAttribute *whole = pango_attr_allow_breaks_new (FALSE);

      whole->start_index = (guint)(found - text);
      whole->end_index = whole->start_index + (guint)strlen (part);
      pango_attr_list_insert (attributes, whole);
    }
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
}

void
mdg_widget_set_shown (GtkWidget *widget, gboolean shown)
{
  gtk_widget_set_visible (widget, shown);
  mdg_widget_set_accessible_hidden (widget, !shown);
}

/* A check mark has no other name than its label, which it passes on with the underscore. */
static void
tidy_check (GtkCheckButton *check)
{
  const char *label = gtk_check_button_get_label (check);
  g_autofree char *plain = label != NULL ? mdg_widget_plain_label (label) : NULL;

  if (plain != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, plain,
                                    -1);
}

void
mdg_widget_tidy_names (GtkWidget *widget)
{
  gboolean named = g_object_get_data (G_OBJECT (widget), NAMED) != NULL;
  GtkWidget *child;

  if (!named && GTK_IS_BUTTON (widget) && gtk_button_get_use_underline (GTK_BUTTON (widget)))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL);
  else if (!named && GTK_IS_CHECK_BUTTON (widget)
           && gtk_check_button_get_use_underline (GTK_CHECK_BUTTON (widget)))
    tidy_check (GTK_CHECK_BUTTON (widget));
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    mdg_widget_tidy_names (child);
}

void
mdg_widget_refocus (GtkWidget *widget)
{
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  root = gtk_widget_get_root (widget);
  if (root != NULL && gtk_widget_get_mapped (widget) && gtk_root_get_focus (root) == NULL)
    gtk_widget_grab_focus (widget);
}

/* What is to be scrolled to once it has its place. */
typedef struct
{
  guint frames; /* left until then */
  gboolean focus;
} Showing;

static GtkWidget *
get_focused_field (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *field = focus != NULL ? gtk_widget_get_ancestor (focus, MDG_TYPE_FIELD) : NULL;

  return field != NULL ? field : focus;
}

static gboolean
show_whole (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Showing *showing = data;
  GtkWidget *shown = showing->focus ? get_focused_field (widget) : widget;
  GtkWidget *view = shown != NULL ? gtk_widget_get_ancestor (shown, GTK_TYPE_VIEWPORT) : NULL;
  GtkAdjustment *place;
  graphene_rect_t bounds;

  if (showing->frames-- > 0)
    return G_SOURCE_CONTINUE;
  if (view == NULL || !gtk_widget_compute_bounds (shown, view, &bounds))
    return G_SOURCE_REMOVE;
  place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  bounds.origin.y += (float)gtk_adjustment_get_value (place);
  gtk_adjustment_clamp_page (place, bounds.origin.y, bounds.origin.y + bounds.size.height);
  return G_SOURCE_REMOVE;
}

static void
show_later (GtkWidget *widget, gboolean focus)
{
  Showing *showing = g_new (Showing, 1);

  showing->frames = FRAMES_TO_SHOW;
  showing->focus = focus;
  gtk_widget_add_tick_callback (widget, show_whole, showing, g_free);
}

void
mdg_widget_show_whole (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  show_later (widget, FALSE);
}

void
mdg_widget_show_focus (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  show_later (widget, TRUE);
}

/* From where the focus is, or from the end that it comes in by, to whoever takes it first. */
gboolean
mdg_widget_focus_child (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean back
      = direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP || direction == GTK_DIR_LEFT;
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child == NULL)
    child = back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  while (child != NULL && !gtk_widget_child_focus (child, direction))
    child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child);
  return child != NULL;
}

void
mdg_widget_count_rows (GtkWidget *label, GtkWidget *scroll, guint n, guint n_all)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroll));
  double upper = gtk_adjustment_get_upper (place), top = gtk_adjustment_get_value (place);
  guint first = 1, last = n;
  g_autofree char *text = NULL, *from = NULL, *to = NULL, *all = mdg_count_text (n_all);

  if (n > 0 && upper > gtk_adjustment_get_page_size (place))
    {
      double row = upper / n;

      first = MIN ((guint)(top / row + 0.5) + 1, n);
      last = CLAMP ((guint)((top + gtk_adjustment_get_page_size (place)) / row + 0.5), first, n);
    }
  from = mdg_count_text (n > 0 ? first : 0);
  to = mdg_count_text (last);
  /* Translators: the first and the last row that is seen, and how many there are */
  text = g_strdup_printf (_ ("%s–%s of %s"), from, to, all);
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) != 0)
    gtk_label_set_text (GTK_LABEL (label), text);
}
