/* certificate-file.c: one certificate file and what is known of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/certificate-file.h"

#include "core/file.h"
#include "core/thread-task.h"

struct _MdgCertificateFile
{
  GObject parent_instance;
  char *path;
  char *name;
  MdgCertificateInfo *info;
  GError *error;
  MdgSecret *password;
  gboolean is_bare; /* it opened without a password */
  guint generation; /* of the last call; earlier answers are not taken */
  guint n_busy;
};

enum
{
  PROP_PATH = 1,
  PROP_NAME,
  PROP_INFO,
  PROP_ERROR,
  PROP_BUSY,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MdgCertificateFile, mdg_certificate_file, G_TYPE_OBJECT)

/* a worker's question and answer --------------------------------------------------------------- */

typedef struct
{
  char *path;
  GPtrArray *passwords; /* (nullable) */
  guint generation;

  MdgCertificateInfo *info;
  MdgSecret *password; /* (nullable): that opened it */
} Request;

static void
request_free (Request *request)
{
  g_free (request->path);
  g_clear_pointer (&request->passwords, g_ptr_array_unref);
  mdg_certificate_info_unref (request->info);
  g_clear_pointer (&request->password, mdg_secret_unref);
  g_free (request);
}

static gboolean
wants_password (const MdgCertificateInfo *info)
{
  return g_error_matches (info->fault, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD);
}

static void
try_passwords (Request *request, GBytes *file, GCancellable *cancellable)
{
  for (guint i = 0; request->passwords != NULL && i < request->passwords->len; i++)
    {
      g_autoptr (MdgCertificateInfo) info = NULL;

      if (g_cancellable_is_cancelled (cancellable))
        return;
      info = mdg_certificate_info_new (file, request->passwords->pdata[i]);
      if (wants_password (info))
        {
          /* Somebody was asked, and was wrong. */
          request->info->needs_password = FALSE;
          continue;
        }
      mdg_certificate_info_unref (request->info);
      request->info = g_steal_pointer (&info);
      if (request->info->fault == NULL)
        request->password = mdg_secret_ref (request->passwords->pdata[i]);
      return;
    }
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  g_autoptr (GBytes) file = NULL;

  request->info = mdg_certificate_info_read (request->path, NULL, &error);
  if (request->info != NULL && wants_password (request->info))
    {
      file = mdg_file_read (request->path, MDG_CERTIFICATE_FILE_LIMIT, NULL);
      if (file != NULL)
        try_passwords (request, file, cancellable);
    }
  if (request->info == NULL)
    g_task_return_error (task, error);
  else if (request->info->fault != NULL)
    g_task_return_error (task, g_error_copy (request->info->fault));
  else
    g_task_return_boolean (task, TRUE);
}

/* taking it over --------------------------------------------------------------------------------
 */

static void
set_busy (MdgCertificateFile *self, int change)
{
  gboolean before = self->n_busy > 0;

  self->n_busy = (guint)((int)self->n_busy + change);
  if (before != (self->n_busy > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* A wrong password says nothing new of a file that was open already. */
static gboolean
is_news (const MdgCertificateFile *self, const MdgCertificateInfo *info)
{
  return self->info == NULL || !wants_password (info)
         || g_strcmp0 (self->info->sha256, info->sha256) != 0 || self->info->fault != NULL;
}

static void
set_info (MdgCertificateFile *self, MdgCertificateInfo *info, MdgSecret *password)
{
  mdg_certificate_info_ref (info);
  mdg_certificate_info_unref (self->info);
  self->info = info;
  if (password != NULL)
    mdg_secret_ref (password);
  g_clear_pointer (&self->password, mdg_secret_unref);
  self->password = password;
  self->is_bare = info->fault == NULL && password == NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INFO]);
}

static void
set_error (MdgCertificateFile *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

gboolean
mdg_certificate_file_open_finish (MdgCertificateFile *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) problem = NULL;
  Request *request;
  gboolean good;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  good = g_task_propagate_boolean (G_TASK (result), &problem);
  request = g_task_get_task_data (G_TASK (result));
  set_busy (self, -1);
  if (request->generation == self->generation
      && !g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      set_error (self, request->info == NULL ? problem : NULL);
      if (request->info != NULL && is_news (self, request->info))
        set_info (self, request->info, request->password);
    }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return good;
}

void
mdg_certificate_file_open_async (MdgCertificateFile *self,
                                 GPtrArray *passwords,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_return_if_fail (MDG_IS_CERTIFICATE_FILE (self));
  request = g_new0 (Request, 1);
  request->path = g_strdup (self->path);
  request->passwords = passwords != NULL ? g_ptr_array_ref (passwords) : NULL;
  request->generation = ++self->generation;
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_certificate_file_open_async);
  g_task_set_task_data (task, request, (GDestroyNotify)request_free);
  set_busy (self, 1);
  mdg_thread_task_run (task, open_in_thread);
}

/* overrides -------------------------------------------------------------------------------------
 */

static void
mdg_certificate_file_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MdgCertificateFile *self = MDG_CERTIFICATE_FILE (object);

  switch (id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_INFO:
      g_value_set_boxed (value, self->info);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->n_busy > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mdg_certificate_file_finalize (GObject *object)
{
  MdgCertificateFile *self = MDG_CERTIFICATE_FILE (object);

  g_free (self->path);
  g_free (self->name);
  mdg_certificate_info_unref (self->info);
  g_clear_error (&self->error);
  g_clear_pointer (&self->password, mdg_secret_unref);
  G_OBJECT_CLASS (mdg_certificate_file_parent_class)->finalize (object);
}

static void
mdg_certificate_file_class_init (MdgCertificateFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = mdg_certificate_file_get_property;
  object_class->finalize = mdg_certificate_file_finalize;
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_INFO] = g_param_spec_boxed ("info", NULL, NULL, MDG_TYPE_CERTIFICATE_INFO, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mdg_certificate_file_init (MdgCertificateFile *self)
{
}

/* public ----------------------------------------------------------------------------------------
 */

MdgCertificateFile *
mdg_certificate_file_new (const char *path)
{
  MdgCertificateFile *self;

  g_return_val_if_fail (path != NULL, NULL);
  self = g_object_new (MDG_TYPE_CERTIFICATE_FILE, NULL);
  self->path = g_strdup (path);
  self->name = g_filename_display_basename (path);
  return self;
}

const char *
mdg_certificate_file_get_path (MdgCertificateFile *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_FILE (self), NULL);
  return self->path;
}

const char *
mdg_certificate_file_get_name (MdgCertificateFile *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_FILE (self), NULL);
  return self->name;
}

MdgCertificateInfo *
mdg_certificate_file_get_info (MdgCertificateFile *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_FILE (self), NULL);
  return self->info;
}

const GError *
mdg_certificate_file_get_error (MdgCertificateFile *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_FILE (self), NULL);
  return self->error;
}

gboolean
mdg_certificate_file_is_busy (MdgCertificateFile *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_FILE (self), FALSE);
  return self->n_busy > 0;
}

MdgSecret *
mdg_certificate_file_get_password (MdgCertificateFile *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_FILE (self), NULL);
  return self->password;
}

gboolean
mdg_certificate_file_needs_no_password (MdgCertificateFile *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_FILE (self), FALSE);
  return self->is_bare;
}

void
mdg_certificate_file_forget_password (MdgCertificateFile *self)
{
  g_return_if_fail (MDG_IS_CERTIFICATE_FILE (self));
  g_clear_pointer (&self->password, mdg_secret_unref);
}
