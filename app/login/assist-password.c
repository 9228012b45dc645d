/* assist-password.c: a password that the page took is kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "login/assist-password.h"

#include "core/password-rules.h"
#include "store/password-candidates.h"

#define DAY_SECONDS (24 * 60 * 60)

typedef struct
{
  MdgCache *cache;
  char *institution_code;
  char *login_id;
  MdgSecret *password;
  MdgPasswordDates dates;
  gint64 now;
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_object_unref (keeping->cache);
  g_free (keeping->institution_code);
  g_free (keeping->login_id);
  mdg_secret_unref (keeping->password);
  g_free (keeping);
}

MdgPasswordDates
mdg_password_dates_new (gsize length, gint64 now)
{
  return (MdgPasswordDates){ now, mdg_password_expires (length)
                                      ? now + MDG_PASSWORD_DAYS * DAY_SECONDS
                                      : 0 };
}

static void
settled (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (mdg_cache_finish (MDG_CACHE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
proposed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Keeping *keeping = g_task_get_task_data (task);
  GError *error = NULL;

  if (!mdg_cache_finish (MDG_CACHE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  mdg_cache_settle_password_async (keeping->cache, keeping->institution_code, keeping->login_id,
                                   TRUE, 0, 0, NULL, settled, g_steal_pointer (&task));
}

/* What cannot be read is written anew. */
static void
kept_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Keeping *keeping = g_task_get_task_data (task);
  g_autoptr (MdgSecret) kept = mdg_cache_load_secret_finish (MDG_CACHE (source), result, NULL);

  if (kept != NULL && mdg_secret_equal (kept, keeping->password))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  keeping->dates = (MdgPasswordDates){ 0, 0 };
  mdg_cache_propose_password_async (keeping->cache, keeping->institution_code, keeping->login_id,
                                    keeping->password, NULL, proposed, g_steal_pointer (&task));
}

/* Who goes on promotes a candidate that holds. */
static void
candidates_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Keeping *keeping = g_task_get_task_data (task);
  g_autoptr (GPtrArray) candidates = mdg_password_candidates_load_finish (result, NULL, NULL);

  for (guint i = 0; candidates != NULL && i < candidates->len; i++)
    if (mdg_secret_equal (candidates->pdata[i], keeping->password))
      {
        keeping->dates
            = mdg_password_dates_new (mdg_secret_get_length (keeping->password), keeping->now);
        g_task_return_boolean (task, TRUE);
        return;
      }
  mdg_cache_load_secret_async (keeping->cache, "password", keeping->institution_code,
                               keeping->login_id, NULL, kept_loaded, g_steal_pointer (&task));
}

void
mdg_assist_password_keep_async (MdgCache *cache,
                                const char *institution_code,
                                const char *login_id,
                                MdgSecret *password,
                                MdgPasswordDates known,
                                gint64 now,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  GTask *task = g_task_new (NULL, NULL, callback, data);
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->cache = g_object_ref (cache);
  keeping->institution_code = g_strdup (institution_code);
  keeping->login_id = g_strdup (login_id);
  keeping->password = mdg_secret_ref (password);
  keeping->dates = known;
  keeping->now = now;
  g_task_set_source_tag (task, mdg_assist_password_keep_async);
  g_task_set_task_data (task, keeping, keeping_free);
  mdg_password_candidates_load_async (cache, institution_code, login_id, NULL, candidates_loaded,
                                      task);
}

gboolean
mdg_assist_password_keep_finish (GAsyncResult *result, MdgPasswordDates *dates, GError **error)
{
  const Keeping *keeping = g_task_get_task_data (G_TASK (result));

  *dates = keeping->dates;
  return g_task_propagate_boolean (G_TASK (result), error);
}
