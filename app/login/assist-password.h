/* assist-password.h: a password that the page took is kept, so that it can be copied the next time (P3). */
#pragma once

#include "store/cache.h"

G_BEGIN_DECLS

/* When it was set and when it expires, as far as this computer knows; seconds since 1970, 0: not known, or never. */
typedef struct
{
  gint64 changed_at;
  gint64 expires_at;
} MdgPasswordDates;

/* What is known of a password that was set at @now. @length: characters */
MdgPasswordDates mdg_password_dates_new (gsize length, gint64 now);

/* @password was taken at [ログイン]. One that is kept already changes nothing. A candidate of a change that nobody heard the end of
 * is left to the login flow, which settles it with these dates: when it is the one that was taken, it counts as set at @now.
 * Another one than was kept was set elsewhere: since when is not known. @known: what is known of the one that is kept. Main thread.
 * Errors: those of the cache. Returns (finish): whether it is kept; @dates: (out): of the one that was taken, on failure, too */
void mdg_assist_password_keep_async (MdgCache *cache, const char *institution_code, const char *login_id,
                                     MdgSecret *password, MdgPasswordDates known, gint64 now,
                                     GAsyncReadyCallback callback, gpointer data);
gboolean mdg_assist_password_keep_finish (GAsyncResult *result, MdgPasswordDates *dates, GError **error);

G_END_DECLS
