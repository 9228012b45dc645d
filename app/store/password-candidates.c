/* password-candidates.c: new passwords of which nobody heard whether they hold.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/password-candidates.h"

static const char *const kinds[MDG_PASSWORD_CANDIDATES] = {
  "password-candidate",   "password-candidate-2", "password-candidate-3",
  "password-candidate-4", "password-candidate-5",
};

const char *
mdg_password_candidate_get_kind (guint place)
{
  g_return_val_if_fail (place < MDG_PASSWORD_CANDIDATES, NULL);

  return kinds[place];
}

/* Where @password stands; when nowhere, the first place that is free, or the last. What cannot be
 * read is no password. */
static guint
find_place (MdgVault *vault, const char *owner, MdgSecret *password, gboolean *found)
{
  guint free_place = MDG_PASSWORD_CANDIDATES - 1;

  *found = FALSE;
  for (guint i = 0; i < MDG_PASSWORD_CANDIDATES; i++)
    {
      g_autoptr (MdgSecret) kept = mdg_vault_load (vault, kinds[i], owner, NULL);

      if (kept == NULL)
        free_place = MIN (free_place, i);
      if (kept == NULL || !mdg_secret_equal (kept, password))
        continue;
      *found = TRUE;
      return i;
    }
  return free_place;
}

/* One place down; nothing where there is none. */
static gboolean
move_down (MdgVault *vault, const char *owner, guint place, GError **error)
{
  g_autoptr (MdgSecret) kept = mdg_vault_load (vault, kinds[place], owner, NULL);

  return kept == NULL || mdg_vault_store (vault, kinds[place + 1], owner, kept, error);
}

gboolean
mdg_password_candidates_add (MdgVault *vault,
                             const char *owner,
                             MdgSecret *password,
                             GError **error)
{
  gboolean found;

  for (guint i = find_place (vault, owner, password, &found); i > 0; i--)
    if (!move_down (vault, owner, i - 1, error))
      return FALSE;
  return mdg_vault_store (vault, kinds[0], owner, password, error);
}

gboolean
mdg_password_candidates_hold (MdgVault *vault, const char *owner, MdgSecret *password)
{
  gboolean found;

  find_place (vault, owner, password, &found);
  return found;
}

gboolean
mdg_password_candidates_remove (MdgVault *vault, const char *owner, GError **error)
{
  for (guint i = 0; i < MDG_PASSWORD_CANDIDATES; i++)
    if (!mdg_vault_remove (vault, kinds[i], owner, error))
      return FALSE;
  return TRUE;
}

/* all of an account ---------------------------------------------------------------------------- */

typedef struct
{
  GPtrArray *sound;
  guint n_damaged;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->sound, g_ptr_array_unref);
  g_free (found);
}

static gpointer
load (MdgDatabase *database, MdgVault *vault, gpointer owner, GError **error)
{
  Found *found = g_new0 (Found, 1);

  found->sound = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_secret_unref);
  for (guint i = 0; i < MDG_PASSWORD_CANDIDATES; i++)
    {
      g_autoptr (GError) fault = NULL;
      MdgSecret *kept = mdg_vault_load (vault, kinds[i], owner, &fault);

      if (kept != NULL)
        g_ptr_array_add (found->sound, kept);
      else if (g_error_matches (fault, MDG_ERROR, MDG_ERROR_DAMAGED))
        found->n_damaged++;
      else if (!g_error_matches (fault, MDG_ERROR, MDG_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          found_free (found);
          return NULL;
        }
    }
  return found;
}

void
mdg_password_candidates_load_async (MdgCache *cache,
                                    const char *institution_code,
                                    const char *login_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  g_return_if_fail (MDG_IS_CACHE (cache) && institution_code != NULL && login_id != NULL);

  mdg_cache_run_async (cache, cache, load, g_strconcat (institution_code, "/", login_id, NULL),
                       g_free, found_free, mdg_password_candidates_load_async, cancellable,
                       callback, data);
}

GPtrArray *
mdg_password_candidates_load_finish (GAsyncResult *result, guint *n_damaged, GError **error)
{
  Found *found = mdg_cache_run_finish (result, mdg_password_candidates_load_async, error);
  GPtrArray *sound;

  if (n_damaged != NULL)
    *n_damaged = found != NULL ? found->n_damaged : 0;
  if (found == NULL)
    return NULL;
  sound = g_steal_pointer (&found->sound);
  found_free (found);
  return sound;
}
