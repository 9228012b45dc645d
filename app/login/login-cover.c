/* login-cover.c: the window is locked and opened again while a login is under way: what of it is
 * secret goes out of memory, and comes back from the records.
 *
 * A password that was sent and not answered yet: the act is broken off ("broken-off"); once it is
 * answered nobody needs it.
 *
 * A set-up key that is being registered: on the disk since before anybody saw it (login-entry.c);
 * fetched again.
 *
 * A password that is being changed: the request has it; what is left here is forgotten when it is
 * sent (login-password.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login/login-flow-private.h"

static gboolean
is_put_away (MdgLoginFlow *self)
{
  return self->registration != NULL && self->registration->otpauth_uri == NULL;
}

/* @key, @uri: (nullable): none */
static void
set_secrets (MdgLoginFlow *self, MdgSecret *key, MdgSecret *uri)
{
  g_clear_pointer (&self->registration->setup_key, mdg_secret_unref);
  g_clear_pointer (&self->registration->otpauth_uri, mdg_secret_unref);
  if (key != NULL && uri != NULL)
    {
      self->registration->setup_key = mdg_secret_ref (key);
      self->registration->otpauth_uri = mdg_secret_ref (uri);
    }
  g_object_notify (G_OBJECT (self), "registration");
}

static void
put_away (MdgLoginFlow *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  mdg_flow_abandon (self, MDG_TRACK_TAKE_UP);
  if (self->busy && !self->committing && self->state == MDG_LOGIN_CREDENTIALS
      && self->incoming == NULL)
    mdg_flow_end_act (self, "broken-off");
  if (self->busy && !self->committing && self->state == MDG_LOGIN_PASSWORD && self->sent)
    {
      g_clear_pointer (&self->password, mdg_secret_unref);
      g_clear_pointer (&self->current, mdg_secret_unref);
    }
  if (self->registration != NULL)
    set_secrets (self, NULL, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

/* taking up ----------------------------------------------------------------------------------- */

/* Without its key nobody can go on: the next login gets one. Takes @error. */
static void
give_up (MdgLoginFlow *self, GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->busy)
    mdg_flow_end_act (self, NULL);
  mdg_flow_set_state (self, MDG_LOGIN_CREDENTIALS);
  mdg_flow_set_error (self, error);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_uri (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) uri = mdg_cache_load_secret_finish (MDG_CACHE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);

  if (self == NULL || !is_put_away (self))
    return;
  if (uri != NULL)
    {
      set_secrets (self, self->kept_key, uri);
      g_clear_pointer (&self->kept_key, mdg_secret_unref);
    }
  else if (!self->committing)
    give_up (self, g_steal_pointer (&error));
}

static void
load (MdgLoginFlow *self, const char *kind, GAsyncReadyCallback callback)
{
  mdg_cache_load_secret_async (self->cache, kind, self->account->institution_code,
                               self->account->login_id, self->cancellable[MDG_TRACK_TAKE_UP],
                               callback, mdg_flow_step_new (self, MDG_TRACK_TAKE_UP));
}

static void
on_key (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) key = mdg_cache_load_secret_finish (MDG_CACHE (source), result, &error);
  g_autoptr (MdgLoginFlow) self = mdg_flow_step_end (data);

  if (self == NULL || !is_put_away (self))
    return;
  if (key != NULL)
    {
      g_clear_pointer (&self->kept_key, mdg_secret_unref);
      self->kept_key = g_steal_pointer (&key);
      load (self, "pending-otpauth-uri", on_uri);
    }
  else if (!self->committing)
    give_up (self, g_steal_pointer (&error));
}

/* At the completion message it is confirmed, and nothing wants its key any more. */
static void
take_up (MdgLoginFlow *self)
{
  if (!is_put_away (self) || self->cache == NULL || self->account == NULL
      || (self->state != MDG_LOGIN_REGISTRATION && self->state != MDG_LOGIN_PASSCODE))
    return;
  mdg_flow_renew (self, MDG_TRACK_TAKE_UP);
  load (self, "pending-setup-key", on_key);
}

void
mdg_login_flow_set_covered (MdgLoginFlow *self, gboolean covered)
{
  g_return_if_fail (MDG_IS_LOGIN_FLOW (self));

  g_clear_pointer (&self->kept_key, mdg_secret_unref);
  if (covered)
    put_away (self);
  else
    take_up (self);
}
