/* secret-clipboard.c: one secret in the clipboard.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/secret-clipboard.h"

#include "platform/clipboard.h"
#include "widgets/secret-content.h"

struct _MdgSecretClipboard
{
  guint ticket; /* of the system's clipboard; 0: GTK's is used */
  GdkClipboard *clipboard;
  GdkContentProvider *content;
};

static void
put_with_gtk (MdgSecretClipboard *self, GtkWidget *widget, MdgSecret *secret)
{
  self->content = mdg_secret_content_new (secret);
  self->clipboard = g_object_ref (gtk_widget_get_clipboard (widget));
  gdk_clipboard_set_content (self->clipboard, self->content);
}

MdgSecretClipboard *
mdg_secret_clipboard_put (GtkWidget *widget, MdgSecret *secret, GError **error)
{
  MdgSecretClipboard *self = g_new0 (MdgSecretClipboard, 1);

  if (!mdg_clipboard_is_available ())
    {
      put_with_gtk (self, widget, secret);
      return self;
    }
  self->ticket = mdg_clipboard_put (secret, error);
  if (self->ticket == 0)
    g_clear_pointer (&self, g_free);
  return self;
}

gboolean
mdg_secret_clipboard_holds (MdgSecretClipboard *self)
{
  if (self->clipboard == NULL)
    return mdg_clipboard_holds (self->ticket);
  return gdk_clipboard_is_local (self->clipboard)
         && gdk_clipboard_get_content (self->clipboard) == self->content;
}

gint64
mdg_secret_clipboard_get_taken (MdgSecretClipboard *self)
{
  return self->content != NULL ? mdg_secret_content_get_taken (MDG_SECRET_CONTENT (self->content))
                               : 0;
}

gboolean
mdg_secret_clipboard_clear (MdgSecretClipboard *self)
{
  if (self->clipboard == NULL)
    return mdg_clipboard_clear (self->ticket);
  if (mdg_secret_clipboard_holds (self))
    gdk_clipboard_set_content (self->clipboard, NULL);
  return TRUE;
}

void
mdg_secret_clipboard_free (MdgSecretClipboard *self)
{
  if (!mdg_secret_clipboard_clear (self))
    g_warning ("a secret stays in the clipboard: another program has it open");
  g_clear_object (&self->content);
  g_clear_object (&self->clipboard);
  g_free (self);
}
