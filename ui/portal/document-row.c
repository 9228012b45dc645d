/* document-row.c: 証拠書類.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/document-row.h"

#include <glib/gi18n.h>

#include "contract/portal.h"
#include "core/error.h"
#include "core/file-reading.h"
#include "portal/portal-page.h"
#include "widgets/field.h"
#include "widgets/path-chooser.h"
#include "widgets/widget-tools.h"

struct _MdgPortalDocumentRow
{
  GtkWidget parent_instance;

  GtkWidget *document_field;
  GtkWidget *choose;

  GCancellable *cancellable; /* of the reading that is wanted */
  GBytes *bytes;             /* (nullable) */
  char *name;                /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MdgPortalDocumentRow, mdg_portal_document_row, GTK_TYPE_WIDGET)

static void
show (MdgPortalDocumentRow *self, const char *fault)
{
  g_autofree char *hint = self->bytes != NULL ? g_strdup_printf (_ ("Attached: %s"), self->name)
                                              : g_strdup (_ ("No document is attached yet."));

  g_object_set (self->document_field, "hint", hint, NULL);
  mdg_field_set_fault (MDG_FIELD (self->document_field), fault);
}

/* What is too large or empty leaves what was attached before. Returns: Static (nullable) */
static const char *
fault_of (GBytes *bytes, const GError *error)
{
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_DAMAGED)
      || (bytes != NULL && g_bytes_get_size (bytes) == 0))
    return _ ("A file of up to 512 KiB, please.");
  return error != NULL ? _ ("The file cannot be read.") : NULL;
}

static void
document_read (GObject *source, GAsyncResult *result, gpointer data)
{
  MdgPortalDocumentRow *self = MDG_PORTAL_DOCUMENT_ROW (source);
  g_autoptr (GError) error = NULL;
  const char *path;
  g_autoptr (GBytes) bytes = mdg_file_reading_finish (result, &path, &error);
  const char *fault;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  fault = fault_of (bytes, error);
  if (fault == NULL)
    {
      g_clear_pointer (&self->bytes, g_bytes_unref);
      self->bytes = g_steal_pointer (&bytes);
      g_free (self->name);
      self->name = mdg_portal_document_name (path);
    }
  show (self, fault);
}

static void
document_chosen (GtkWidget *owner, const char *path)
{
  MdgPortalDocumentRow *self = MDG_PORTAL_DOCUMENT_ROW (owner);

  if (path == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  mdg_file_reading_begin (self, path, MDG_PORTAL_DOCUMENT_MAX, self->cancellable, document_read,
                          NULL);
}

static void
choose_clicked (MdgPortalDocumentRow *self)
{
  mdg_path_chooser_open (GTK_WIDGET (self), _ ("Choose the document"), document_chosen);
}

static gboolean
mdg_portal_document_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_PORTAL_DOCUMENT_ROW (widget)->choose);
}

static void
mdg_portal_document_row_dispose (GObject *object)
{
  MdgPortalDocumentRow *self = MDG_PORTAL_DOCUMENT_ROW (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_PORTAL_DOCUMENT_ROW);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_portal_document_row_parent_class)->dispose (object);
}

static void
mdg_portal_document_row_finalize (GObject *object)
{
  MdgPortalDocumentRow *self = MDG_PORTAL_DOCUMENT_ROW (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  G_OBJECT_CLASS (mdg_portal_document_row_parent_class)->finalize (object);
}

static void
mdg_portal_document_row_class_init (MdgPortalDocumentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_portal_document_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_portal_document_row_finalize;
  widget_class->grab_focus = mdg_portal_document_row_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/portal/document-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgPortalDocumentRow, document_field);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalDocumentRow, choose);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_portal_document_row_init (MdgPortalDocumentRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_portal_page_keep_name (self->choose);
  show (self, NULL);
}

GBytes *
mdg_portal_document_row_get (MdgPortalDocumentRow *self, const char **name)
{
  g_return_val_if_fail (MDG_IS_PORTAL_DOCUMENT_ROW (self) && name != NULL, NULL);

  *name = self->name;
  return self->bytes;
}

void
mdg_portal_document_row_demand (MdgPortalDocumentRow *self)
{
  g_return_if_fail (MDG_IS_PORTAL_DOCUMENT_ROW (self));

  show (self, _ ("A document has to be attached."));
}
