/* secret-holder.h: what holds a secret even while it is not seen, and lets go of it when the window is locked. (What holds one
 * only while it is seen forgets it when it is unmapped, and needs none of this.) */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MDG_TYPE_SECRET_HOLDER (mdg_secret_holder_get_type ())
G_DECLARE_INTERFACE (MdgSecretHolder, mdg_secret_holder, MDG, SECRET_HOLDER, GtkWidget)

struct _MdgSecretHolderInterface
{
  GTypeInterface parent_iface;

  /* Lets go of every secret. What the records have is fetched again when the widget is mapped. Returns: whether a person has
   * to type or read something again */
  gboolean (*let_go) (MdgSecretHolder *holder);
};

/* Tells every holder that is @widget or below it, seen or not. Returns: whether a person has to do something again */
gboolean mdg_secret_holder_let_go_below (GtkWidget *widget);

G_END_DECLS
