/* service-calls.h: how an interface hands a call on to the implementation at hand, written once for all calls. For
 * service.c and account-service.c. */
#pragma once

#include <gio/gio.h>

/* NAME_async() without arguments of its own. */
#define MDG_DEFINE_CALL(Type, prefix, PREFIX, name)                                                                    \
  void prefix##_##name##_async (Type *service, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data) \
  {                                                                                                                    \
    g_return_if_fail (PREFIX##_IS (service));                                                                          \
    PREFIX##_IFACE (service)->name##_async (service, cancellable, callback, data);                                     \
  }

/* NAME_async() with one argument, of which @condition must hold. */
#define MDG_DEFINE_CALL_WITH(Type, prefix, PREFIX, name, Argument, argument, condition)                                \
  void prefix##_##name##_async (Type *service, Argument argument, GCancellable *cancellable,                           \
                                GAsyncReadyCallback callback, gpointer data)                                           \
  {                                                                                                                    \
    g_return_if_fail (PREFIX##_IS (service));                                                                          \
    g_return_if_fail (condition);                                                                                      \
    PREFIX##_IFACE (service)->name##_async (service, argument, cancellable, callback, data);                           \
  }

/* NAME_finish(); @nothing: what it returns for a wrong call. */
#define MDG_DEFINE_FINISH(Type, prefix, PREFIX, name, Value, nothing)                                                  \
  Value prefix##_##name##_finish (Type *service, GAsyncResult *result, GError **error)                                 \
  {                                                                                                                    \
    g_return_val_if_fail (PREFIX##_IS (service), nothing);                                                             \
    return PREFIX##_IFACE (service)->name##_finish (service, result, error);                                           \
  }
