/* move-items.c: what a moving file has, row by row.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/move-items.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "widgets/widget-tools.h"

/* Parts of which nothing is listed by name have none. */
static const char *const kinds[MDG_TRANSFER_N_PARTS] = {
  [MDG_TRANSFER_ACCOUNTS] = NC_ ("moving item", "Account"),
  [MDG_TRANSFER_AUTHENTICATOR] = NC_ ("moving item", "Authenticator"),
  [MDG_TRANSFER_LIST] = NC_ ("moving item", "In the list"),
  [MDG_TRANSFER_REGISTER] = NC_ ("moving item", "Other, contact"),
  [MDG_TRANSFER_FILES] = NC_ ("moving item", "Certificate file"),
};

static const char *
state_text (const MdgTransferItem *item)
{
  switch (item->state)
    {
    case MDG_TRANSFER_NEW:
      return item->is_here ? _ ("Here; what is missing is added") : C_ ("moving item", "New");
    case MDG_TRANSFER_DIFFERENT:
      return C_ ("moving item", "Different here");
    case MDG_TRANSFER_NEWER:
      return C_ ("moving item", "Newer here");
    case MDG_TRANSFER_SAME:
      break;
    }
  return C_ ("moving item", "The same here");
}

/* "Shiokaze Clinic (3410712362)" Returns: (transfer full) */
static char *
place_text (const MdgTransferItem *item)
{
  if (*item->institution_code == '\0' || *item->institution_name == '\0')
    return g_strconcat (item->institution_name, item->institution_code, NULL);
  return g_strdup_printf (_ ("%s (%s)"), item->institution_name, item->institution_code);
}

/* A file may say anything: no text makes the page wider than it is. @chars: 0: what is left */
static void
add_column (GtkWidget *row, const char *text, int chars, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), chars > 0 ? chars : 8);
  gtk_label_set_max_width_chars (GTK_LABEL (label), chars > 0 ? chars : 8);
  gtk_widget_set_hexpand (label, chars == 0);
  gtk_widget_set_tooltip_text (label, text);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (row), label);
}

static GtkWidget *
new_row (const MdgTransferItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *place = place_text (item);

  gtk_widget_set_margin_start (row, 6);
  add_column (row, g_dpgettext2 (NULL, "moving item", kinds[item->part]), 17, "quiet");
  add_column (row, item->name, 22, NULL);
  add_column (row, place, 0, NULL);
  add_column (row, item->has_key ? C_ ("moving item", "With key") : "", 9, NULL);
  add_column (row, state_text (item), 24, NULL);
  return row;
}

void
mdg_move_items_fill (GtkListBox *list, const MdgTransferLook *look)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
  for (guint i = 0; look != NULL && i < look->items->len; i++)
    gtk_list_box_append (list, new_row (look->items->pdata[i]));
}

char *
mdg_move_items_summary (const MdgTransferLook *look)
{
  g_autofree char *n_items = mdg_count_text (look->n_items);
  g_autofree char *n_keys = mdg_count_text (look->n_keys);
  g_autofree char *n_shown = mdg_count_text (look->items->len);

  if (look->n_items == 0)
    return g_strdup ("");
  if (look->items->len < look->n_items)
    return g_strdup_printf (_ ("By name: %s   With a set-up key: %s   The first %s are shown."),
                            n_items, n_keys, n_shown);
  return g_strdup_printf (_ ("By name: %s   With a set-up key: %s"), n_items, n_keys);
}
