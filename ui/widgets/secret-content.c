/* secret-content.c: a secret as content of a clipboard.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/secret-content.h"

struct _MdgSecretContent
{
  GdkContentProvider parent_instance;

  MdgSecret *secret;
  gint64 taken;       /* monotonic, microseconds; 0: not yet */
  GPtrArray *streams; /* of GOutputStream: X11's, that it was written into */
};

G_DEFINE_FINAL_TYPE (MdgSecretContent, mdg_secret_content, GDK_TYPE_CONTENT_PROVIDER)

static const char *const mime_types[] = { "text/plain;charset=utf-8", "text/plain" };

static GdkContentFormats *
mdg_secret_content_ref_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_new ((const char **)mime_types, G_N_ELEMENTS (mime_types));
}

/* GTK keeps the stream of an answered request, with a copy of what was asked for, until the other
 * program removes its property again, which it is not always told. What is written once more into a
 * closed one goes nowhere, but over that copy. */
static void
wipe_copy (gpointer stream, gpointer data)
{
  MdgSecret *secret = data;
  g_autofree char *zeros = g_malloc0 (mdg_secret_get_length (secret));

  if (g_output_stream_is_closed (stream))
    G_OUTPUT_STREAM_GET_CLASS (stream)->write_async (stream, zeros, mdg_secret_get_length (secret),
                                                     G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static void
note_stream (MdgSecretContent *self, GOutputStream *stream)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (stream), "GdkX11SelectionOutputStream"))
    g_ptr_array_add (self->streams, g_object_ref (stream));
}

static void
written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The task holds the secret while it is written. */
static void
mdg_secret_content_write_mime_type_async (GdkContentProvider *provider,
                                          const char *mime_type,
                                          GOutputStream *stream,
                                          int priority,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer data)
{
  MdgSecret *secret = MDG_SECRET_CONTENT (provider)->secret;
  GTask *task = g_task_new (provider, cancellable, callback, data);

  MDG_SECRET_CONTENT (provider)->taken = g_get_monotonic_time ();
  note_stream (MDG_SECRET_CONTENT (provider), stream);
  g_task_set_source_tag (task, mdg_secret_content_write_mime_type_async);
  g_task_set_task_data (task, mdg_secret_ref (secret), (GDestroyNotify)mdg_secret_unref);
  g_output_stream_write_all_async (stream, mdg_secret_get_data (secret, NULL),
                                   mdg_secret_get_length (secret), priority, cancellable, written,
                                   task);
}

static gboolean
mdg_secret_content_write_mime_type_finish (GdkContentProvider *provider,
                                           GAsyncResult *result,
                                           GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
mdg_secret_content_finalize (GObject *object)
{
  MdgSecretContent *self = MDG_SECRET_CONTENT (object);

  g_ptr_array_foreach (self->streams, wipe_copy, self->secret);
  g_ptr_array_unref (self->streams);
  mdg_secret_unref (self->secret);
  G_OBJECT_CLASS (mdg_secret_content_parent_class)->finalize (object);
}

static void
mdg_secret_content_class_init (MdgSecretContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mdg_secret_content_finalize;
  provider_class->ref_formats = mdg_secret_content_ref_formats;
  provider_class->write_mime_type_async = mdg_secret_content_write_mime_type_async;
  provider_class->write_mime_type_finish = mdg_secret_content_write_mime_type_finish;
}

static void
mdg_secret_content_init (MdgSecretContent *self)
{
  self->streams = g_ptr_array_new_with_free_func (g_object_unref);
}

GdkContentProvider *
mdg_secret_content_new (MdgSecret *secret)
{
  MdgSecretContent *self;

  g_return_val_if_fail (secret != NULL, NULL);

  self = g_object_new (MDG_TYPE_SECRET_CONTENT, NULL);
  self->secret = mdg_secret_ref (secret);
  return GDK_CONTENT_PROVIDER (self);
}

gint64
mdg_secret_content_get_taken (MdgSecretContent *self)
{
  g_return_val_if_fail (MDG_IS_SECRET_CONTENT (self), 0);

  return self->taken;
}
