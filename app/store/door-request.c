/* door-request.c: what the vault's door does on the cache's thread.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/door-request.h"

#include "store/audit.h"
#include "store/renewal.h"
#include "store/vault-delay.h"

void
mdg_door_request_free (MdgDoorRequest *request)
{
  g_object_unref (request->clock);
  g_free (request->user);
  mdg_vault_tries_unref (request->tries);
  g_clear_pointer (&request->passphrase, mdg_secret_unref);
  g_clear_pointer (&request->typed, mdg_secret_unref);
  g_clear_pointer (&request->changed, mdg_secret_unref);
  g_clear_pointer (&request->code, mdg_secret_unref);
  g_free (request);
}

MdgDoorRequest *
mdg_door_request_new (MdgClock *clock, const char *user, MdgVaultTries *tries)
{
  MdgDoorRequest *request = g_new0 (MdgDoorRequest, 1);

  request->clock = g_object_ref (clock);
  request->user = g_strdup (user);
  request->tries = mdg_vault_tries_ref (tries);
  return request;
}

/* In 操作の記録. What cannot be written there keeps nobody in or out. */
static void
note (MdgDatabase *database,
      MdgVault *vault,
      const MdgDoorRequest *request,
      const char *act,
      const char *what)
{
  g_autoptr (GError) error = NULL;

  if (!mdg_audit_append (database, vault, mdg_clock_wall (request->clock), request->user, act, what,
                         NULL, &error))
    g_log (G_LOG_DOMAIN,
           g_error_matches (error, MDG_ERROR, MDG_ERROR_VAULT_LOCKED) ? G_LOG_LEVEL_INFO
                                                                      : G_LOG_LEVEL_WARNING,
           "%s is not in the record: %s", act, error->message);
}

/* Until when there is to wait, as the disk and this run of the program say: whichever is later. A
 * try that stands in the future was made while the clock was wrong, or it is now: it counts as made
 * now, once and for all. Else all of the wait would be left at each look, for as long as the clock
 * is behind. */
static gint64
find_wait_until (MdgDatabase *database, const MdgDoorRequest *request)
{
  MdgVaultTries *tries = request->tries;
  gint64 now = mdg_clock_wall (request->clock);
  gint64 left = mdg_vault_delay_left (tries->n_wrong, tries->tried_at, now);

  if (left > 0 && tries->tried_at > now)
    mdg_vault_tries_write (tries, database, tries->n_wrong, now);
  if (left == 0)
    return request->wait_until;
  return MAX (request->wait_until, mdg_clock_monotonic_us (request->clock) + left * G_USEC_PER_SEC);
}

/* Seconds, never 0 before it is time. */
gint64
mdg_door_seconds_until (MdgClock *clock, gint64 until)
{
  gint64 left = until - mdg_clock_monotonic_us (clock);

  return left > 0 ? (left + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC : 0;
}

gpointer
mdg_door_look (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDoorRequest *request = data;
  MdgAuditEnd end;

  if (!mdg_vault_tries_read (request->tries, database, error))
    return NULL;
  request->wait_until = find_wait_until (database, request);
  if (!mdg_vault_is_locked (vault) && !mdg_audit_get_end (database, &end, NULL))
    note (database, vault, request, MDG_ACT_CREATED, MDG_MATTER_VAULT);
  return MDG_CACHE_DONE;
}

static gboolean
open_vault (MdgVault *vault, MdgDoorRequest *request, GError **error)
{
  if (request->typed != NULL)
    return mdg_vault_unlock_with_recovery_code (vault, mdg_secret_get_string (request->typed),
                                                error);
  return mdg_vault_unlock (vault, request->passphrase, error);
}

/* Takes @fault, of a try behind those of @before, which is counted. */
static void
judge (MdgDoorRequest *request, MdgDatabase *database, const MdgVaultTries *before, GError *fault)
{
  gint64 delay = mdg_vault_delay_after (request->tries->n_wrong);

  if (!g_error_matches (fault, MDG_ERROR, MDG_ERROR_WRONG_PASSPHRASE))
    {
      /* It was nobody's fault. */
      mdg_vault_tries_write (request->tries, database, before->n_wrong, before->tried_at);
      return;
    }
  if (delay == 0)
    return;
  request->wait_until = mdg_clock_monotonic_us (request->clock) + delay * G_USEC_PER_SEC;
  mdg_error_set_retry_after (fault, delay);
}

/* One try, which counts as a wrong one on the disk until it turns out to be right. */
static gboolean
try_to_open (MdgDatabase *database, MdgVault *vault, MdgDoorRequest *request, GError **error)
{
  GError *fault = NULL;
  MdgVaultTries before;

  if (!mdg_vault_tries_read (request->tries, database, error))
    return FALSE;
  request->wait_until = find_wait_until (database, request);
  before = *request->tries;
  if (mdg_door_seconds_until (request->clock, request->wait_until) > 0)
    {
      fault = mdg_error_new (MDG_ERROR_LOCKED, "%u wrong tries", before.n_wrong);
      mdg_error_set_retry_after (fault,
                                 mdg_door_seconds_until (request->clock, request->wait_until));
      g_propagate_error (error, fault);
      return FALSE;
    }
  mdg_vault_tries_write (request->tries, database, before.n_wrong + 1,
                         mdg_clock_wall (request->clock));
  if (open_vault (vault, request, &fault))
    {
      mdg_vault_tries_write (request->tries, database, 0, 0);
      return TRUE;
    }
  if (g_error_matches (fault, MDG_ERROR, MDG_ERROR_WRONG_PASSPHRASE))
    note (database, vault, request,
          request->typed != NULL ? MDG_ACT_WRONG_RECOVERY_CODE : MDG_ACT_WRONG_PASSPHRASE,
          MDG_MATTER_VAULT);
  judge (request, database, &before, fault);
  g_propagate_error (error, fault);
  return FALSE;
}

/* Copies that the former passphrase opens: it may have been changed because somebody knows it. What
 * a kill or a full disk put off is done here as well. */
static void
renew (MdgDatabase *database, MdgVault *vault, MdgDoorRequest *request)
{
  guint n_left = mdg_renewal_run (database, mdg_clock_wall (request->clock));
  g_autofree char *number = g_strdup_printf ("%u", n_left);

  request->n_copies = n_left;
  if (n_left > 0)
    note (database, vault, request, MDG_ACT_COPIES_STAY, number);
}

/* One wrap is enough to open by: that the other is damaged would be learnt on the day it is needed.
 */
static void
look_at_recovery (MdgDatabase *database, MdgVault *vault, MdgDoorRequest *request)
{
  request->needs_code = mdg_vault_has_damaged_recovery (vault);
  if (request->needs_code)
    note (database, vault, request, MDG_ACT_RECOVERY_DAMAGED, MDG_MATTER_RECOVERY_CODE);
}

gpointer
mdg_door_unlock (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDoorRequest *request = data;

  if (!try_to_open (database, vault, data, error))
    return NULL;
  note (database, vault, request, request->typed != NULL ? MDG_ACT_RECOVERY_USED : MDG_ACT_UNLOCKED,
        MDG_MATTER_VAULT);
  renew (database, vault, request);
  look_at_recovery (database, vault, request);
  return MDG_CACHE_DONE;
}

gpointer
mdg_door_lock (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  if (!mdg_vault_is_locked (vault))
    note (database, vault, data, MDG_ACT_LOCKED, MDG_MATTER_VAULT);
  mdg_vault_lock (vault);
  return MDG_CACHE_DONE;
}

static gboolean
rewrap (MdgDatabase *database, MdgVault *vault, MdgDoorRequest *request, GError **error)
{
  if (!mdg_database_begin (database, error))
    return FALSE;
  if (mdg_vault_change_passphrase (vault, request->changed, MDG_VAULT_COST_MODERATE, error)
      && (request->code == NULL || mdg_vault_change_recovery_code (vault, request->code, error))
      && mdg_renewal_begin (database, mdg_clock_wall (request->clock), error))
    return mdg_database_commit (database, error);
  mdg_database_rollback (database);
  return FALSE;
}

gpointer
mdg_door_change (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  MdgDoorRequest *request = data;

  if (mdg_vault_is_locked (vault))
    {
      mdg_set_error (error, MDG_ERROR_VAULT_LOCKED, "the vault is locked");
      return NULL;
    }
  if (request->passphrase != NULL && !try_to_open (database, vault, request, error))
    return NULL;
  if (!rewrap (database, vault, request, error))
    return NULL;
  note (database, vault, request, MDG_ACT_PASSPHRASE_CHANGED,
        request->code != NULL ? MDG_MATTER_RECOVERY_CODE : MDG_MATTER_VAULT);
  renew (database, vault, request);
  request->n_copies += mdg_renewal_count_set_aside (database);
  look_at_recovery (database, vault, request);
  return MDG_CACHE_DONE;
}

gpointer
mdg_door_confirm (MdgDatabase *database, MdgVault *vault, gpointer data, GError **error)
{
  if (mdg_vault_is_locked (vault))
    {
      mdg_set_error (error, MDG_ERROR_VAULT_LOCKED, "the vault is locked");
      return NULL;
    }
  return try_to_open (database, vault, data, error) ? MDG_CACHE_DONE : NULL;
}
