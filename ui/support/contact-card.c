/* contact-card.c: one contact.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/contact-card.h"

#include <glib/gi18n.h>

#include "core/source-words.h"
#include "support/contact-text.h"
#include "widgets/icon.h"
#include "widgets/widget-tools.h"

static GtkWidget *
make_state (const MdgContactLook *look)
{
  static const struct
  {
    const char *icon;
    const char *css_class;
  } looks[] = {
    [MDG_OPEN_UNKNOWN] = { "info", "plain" },
    [MDG_OPEN_ALWAYS] = { "check-circle", "good" },
    [MDG_OPEN_NOW] = { "check-circle", "good" },
    [MDG_OPEN_CLOSED] = { "minus", "attention" },
  };
  GtkWidget *state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *words = mdg_open_now_words (&look->now, look->today);

  gtk_widget_add_css_class (state, looks[look->now.state].css_class);
  gtk_box_append (GTK_BOX (state), mdg_icon_new (looks[look->now.state].icon, 18));
  gtk_box_append (GTK_BOX (state), mdg_widget_new_text (words, "strong"));
  return state;
}

static GtkWidget *
make_head (const MdgContactLook *look)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (head), mdg_widget_new_text (look->name, "section-title"));
  gtk_box_append (GTK_BOX (head), mdg_widget_new_text (look->what, NULL));
  return head;
}

/* @subject: what tells this button from those of other cards. */
static GtkWidget *
make_button (const char *label, const char *subject, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, subject);

  mdg_widget_set_name (button, name);
  gtk_widget_set_name (button, action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* Something to be read, typed or copied. */
static GtkWidget *
make_address (const char *text, const char *css_class)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = mdg_widget_new_text (text, css_class);

  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row),
                  make_button (_ ("Copy"), text, "contacts.copy", g_variant_new_string (text)));
  return row;
}

static GtkWidget *
make_phone (const MdgContactLook *look)
{
  GtkWidget *row = make_address (look->phone, "card-title");

  gtk_box_append (GTK_BOX (row), make_button (_ ("QR code…"), look->phone, "contacts.qr",
                                              g_variant_new ("(ss)", look->name, look->phone)));
  return row;
}

/* "月～金 8:00–18:00、…", whether the call is free, and where it is written. */
static char *
small_print (const MdgContactLook *look)
{
  g_autofree char *hours = look->hours.always ? NULL : mdg_open_hours_words (&look->hours);
  g_autofree char *source = look->source != NULL ? mdg_source_words (look->source) : NULL;
  g_autoptr (GString) text = g_string_new (hours);

  if (look->free)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", _ ("the call is free"));
  if (look->source != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", source);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GtkWidget *
mdg_contact_card_new (const MdgContactLook *look)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *small = small_print (look);

  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (card), make_head (look));
  gtk_box_append (GTK_BOX (card), make_state (look));
  if (look->phone != NULL)
    gtk_box_append (GTK_BOX (card), make_phone (look));
  if (look->mail != NULL)
    gtk_box_append (GTK_BOX (card), make_address (look->mail, NULL));
  if (look->web != NULL)
    gtk_box_append (GTK_BOX (card), make_address (look->web, NULL));
  if (look->note != NULL)
    gtk_box_append (GTK_BOX (card), mdg_widget_new_text (look->note, NULL));
  if (*small != '\0')
    gtk_box_append (GTK_BOX (card), mdg_widget_new_text (small, "quiet"));
  if (look->own != 0)
    {
      GtkWidget *edit
          = make_button (_ ("Edit…"), look->name, "support.edit", g_variant_new_int64 (look->own));

      gtk_widget_set_halign (edit, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (card), edit);
    }
  return card;
}
