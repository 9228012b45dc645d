/* backend.h: who answers (a profile's other side): the embedded training service, or a service that
 * runs elsewhere. The window starts it after its first frame and knows no more of it than this. */
#pragma once

#include "contract/connection.h"

G_BEGIN_DECLS

#define MDG_TYPE_BACKEND (mdg_backend_get_type ())
G_DECLARE_INTERFACE (MdgBackend, mdg_backend, MDG, BACKEND, GObject)

struct _MdgBackendInterface
{
  GTypeInterface parent_interface;

  void (*start_async) (MdgBackend *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgConnection *(*start_finish) (MdgBackend *, GAsyncResult *, GError **);
  void (*describe_async) (MdgBackend *, GCancellable *, GAsyncReadyCallback, gpointer);
  MdgConnection *(*describe_finish) (MdgBackend *, GAsyncResult *, GError **);
  void (*reset_async) (MdgBackend *, GCancellable *, GAsyncReadyCallback, gpointer);
  gboolean (*reset_finish) (MdgBackend *, GAsyncResult *, GError **);
  void (*stop) (MdgBackend *);

  /* (nullable): of training alone */
  const char *(*get_receptions_folder) (MdgBackend *);
  void (*write_receptions_async) (MdgBackend *, guint, GCancellable *, GAsyncReadyCallback, gpointer);
  gboolean (*write_receptions_finish) (MdgBackend *, GAsyncResult *, GError **);
};

/* Brings the service up (or finds out where it is). Main thread.
 * Returns (finish): (transfer full) (nullable) */
void mdg_backend_start_async (MdgBackend *backend, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
MdgConnection *mdg_backend_start_finish (MdgBackend *backend, GAsyncResult *result, GError **error);

/* As it stands now: the training accounts change their state. Errors: MDG_ERROR_FAILED when it does not
 * run. Main thread. Returns (finish): (transfer full) (nullable) */
void mdg_backend_describe_async (MdgBackend *backend, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data);
MdgConnection *mdg_backend_describe_finish (MdgBackend *backend, GAsyncResult *result, GError **error);

/* Puts the training scenario back to its beginning; MDG_ERROR_FAILED where there is none or when it
 * does not run. Once begun it comes about, cancelled or not. Main thread. */
void mdg_backend_reset_async (MdgBackend *backend, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
gboolean mdg_backend_reset_finish (MdgBackend *backend, GAsyncResult *result, GError **error);

/* Where it writes result files of an invented face reader (顔認証付きカードリーダー), to try the 資格確認履歴 with; it may
 * not be there yet. (nullable): it writes none. */
const char *mdg_backend_get_receptions_folder (MdgBackend *backend);

/* Writes @n of them, the newest of now, in a thread; where it writes none, MDG_ERROR_FAILED. A reset takes them away. Errors: as
 * mdg_file_write(). Main thread. */
void mdg_backend_write_receptions_async (MdgBackend *backend, guint n, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer data);
gboolean mdg_backend_write_receptions_finish (MdgBackend *backend, GAsyncResult *result, GError **error);

/* Ends it, waits for it; what was under way ends with G_IO_ERROR_CANCELLED. */
void mdg_backend_stop (MdgBackend *backend);

/* A service that runs elsewhere: @connection is what it takes to reach it. Returns: (transfer full) */
#define MDG_TYPE_FIXED_BACKEND (mdg_fixed_backend_get_type ())
G_DECLARE_FINAL_TYPE (MdgFixedBackend, mdg_fixed_backend, MDG, FIXED_BACKEND, GObject)
MdgBackend *mdg_fixed_backend_new (const MdgConnection *connection);

/* A service that cannot be told where it is: starting it ends with @error. Returns: (transfer full) */
MdgBackend *mdg_fixed_backend_new_unknown (const GError *error);

G_END_DECLS
