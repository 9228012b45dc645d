/* secret-holder.c: lets go of secrets when the window is locked.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/secret-holder.h"

G_DEFINE_INTERFACE (MdgSecretHolder, mdg_secret_holder, GTK_TYPE_WIDGET)

static void
mdg_secret_holder_default_init (MdgSecretHolderInterface *iface)
{
}

/* A holder may take children away: the next one is looked for before this one is told. */
gboolean
mdg_secret_holder_let_go_below (GtkWidget *widget)
{
  gboolean lost = FALSE;
  GtkWidget *child, *next;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  for (child = gtk_widget_get_first_child (widget); child != NULL; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      lost |= mdg_secret_holder_let_go_below (child);
    }
  if (MDG_IS_SECRET_HOLDER (widget))
    lost |= MDG_SECRET_HOLDER_GET_IFACE (widget)->let_go (MDG_SECRET_HOLDER (widget));
  return lost;
}
