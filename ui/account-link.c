/* account-link.c: which account desk there is, and whether it has the service.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "account-link.h"

#include "platform/machine.h"

struct _MdgAccountLink
{
  GObject parent_instance;

  MdgWorkplace *workplace;
  MdgLoginFlow *flow;         /* the one our handlers are connected to */
  MdgAccountDesk *desk;       /* (nullable) */
  MdgAccountService *service; /* (nullable): as the desk has it */
  char *keeper;               /* (nullable): whose desk it is */
  GCancellable *asking;       /* (nullable): the cache is asked who was here last */
};

enum
{
  DESK_CHANGED,
  SESSION_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgAccountLink, mdg_account_link, G_TYPE_OBJECT)

static void
stop_asking (MdgAccountLink *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
drop_desk (MdgAccountLink *self)
{
  if (self->desk != NULL)
    mdg_account_desk_close (self->desk);
  g_clear_object (&self->desk);
  g_clear_object (&self->service);
  g_clear_pointer (&self->keeper, g_free);
}

static void
update_service (MdgAccountLink *self)
{
  MdgAccountService *service = mdg_workplace_get_account_service (self->workplace);

  if (self->desk == NULL || service == self->service)
    return;
  g_set_object (&self->service, service);
  mdg_account_desk_set_service (self->desk, service);
  g_signal_emit (self, signals[SESSION_CHANGED], 0);
}

static void
make_desk (MdgAccountLink *self, const char *keeper)
{
  g_autofree char *user = mdg_machine_user_name ();

  drop_desk (self);
  self->keeper = g_strdup (keeper);
  self->desk = mdg_account_desk_new (mdg_workplace_get_cache (self->workplace), keeper,
                                     mdg_workplace_get_clock (self->workplace));
  mdg_account_desk_set_user (self->desk, user);
  g_signal_emit (self, signals[DESK_CHANGED], 0);
}

/* Nobody is logged in: the list of the last one can be read all the same. */
static void
last_ones_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAccountLink) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts
      = mdg_cache_list_accounts_finish (MDG_CACHE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  if (error != NULL)
    g_warning ("who was logged in last is not known: %s", error->message);
  for (guint i = 0; self->desk == NULL && accounts != NULL && i < accounts->len; i++)
    {
      const MdgAccountRecord *record = accounts->pdata[i];

      if (record->last_login != 0)
        make_desk (self, record->institution_code);
    }
  update_service (self);
}

static void
update (MdgAccountLink *self)
{
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);
  const MdgSessionInfo *session = mdg_login_flow_get_session (self->flow);

  if (cache == NULL)
    return;
  if (session != NULL && session->stage == MDG_STAGE_OPEN)
    {
      stop_asking (self);
      if (g_strcmp0 (session->institution_code, self->keeper) != 0)
        make_desk (self, session->institution_code);
    }
  else if (self->desk == NULL && self->asking == NULL)
    {
      self->asking = g_cancellable_new ();
      mdg_cache_list_accounts_async (cache, self->asking, last_ones_known, g_object_ref (self));
    }
  update_service (self);
}

/* It is another one, or it was emptied. */
static void
cache_changed (MdgAccountLink *self)
{
  gboolean had = self->desk != NULL;

  stop_asking (self);
  drop_desk (self);
  if (had)
    g_signal_emit (self, signals[DESK_CHANGED], 0);
  update (self);
}

static void
bind_flow (MdgAccountLink *self)
{
  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  g_set_object (&self->flow, mdg_workplace_get_flow (self->workplace));
  g_signal_connect_object (self->flow, "notify::session", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
mdg_account_link_dispose (GObject *object)
{
  MdgAccountLink *self = MDG_ACCOUNT_LINK (object);

  stop_asking (self);
  drop_desk (self);
  if (self->flow != NULL)
    g_signal_handlers_disconnect_by_data (self->flow, self);
  g_clear_object (&self->flow);
  if (self->workplace != NULL)
    g_signal_handlers_disconnect_by_data (self->workplace, self);
  g_clear_object (&self->workplace);
  G_OBJECT_CLASS (mdg_account_link_parent_class)->dispose (object);
}

static void
mdg_account_link_class_init (MdgAccountLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_account_link_dispose;
  signals[DESK_CHANGED] = g_signal_new ("desk-changed", MDG_TYPE_ACCOUNT_LINK, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SESSION_CHANGED] = g_signal_new ("session-changed", MDG_TYPE_ACCOUNT_LINK,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_account_link_init (MdgAccountLink *self)
{
}

MdgAccountLink *
mdg_account_link_new (MdgWorkplace *workplace)
{
  MdgAccountLink *self = g_object_new (MDG_TYPE_ACCOUNT_LINK, NULL);

  self->workplace = g_object_ref (workplace);
  g_signal_connect_object (workplace, "cache-changed", G_CALLBACK (cache_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workplace, "service-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workplace, "restarted", G_CALLBACK (bind_flow), self, G_CONNECT_SWAPPED);
  bind_flow (self);
  return self;
}

MdgAccountDesk *
mdg_account_link_get_desk (MdgAccountLink *self)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_LINK (self), NULL);

  return self->desk;
}

const char *
mdg_account_link_get_keeper (MdgAccountLink *self)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_LINK (self), NULL);

  return self->keeper;
}

/* The login may not have noticed yet what the list was told. */
static gboolean
is_over (const GError *problem)
{
  return g_error_matches (problem, MDG_ERROR, MDG_ERROR_SESSION_REQUIRED)
         || g_error_matches (problem, MDG_ERROR, MDG_ERROR_SESSION_EXPIRED)
         || g_error_matches (problem, MDG_ERROR, MDG_ERROR_SESSION_SUPERSEDED);
}

gboolean
mdg_account_link_has_session (MdgAccountLink *self)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_LINK (self), FALSE);

  return self->service != NULL && !is_over (mdg_account_desk_get_state (self->desk)->problem);
}

gboolean
mdg_account_link_is_out_of_reach (MdgAccountLink *self)
{
  const GError *problem;

  g_return_val_if_fail (MDG_IS_ACCOUNT_LINK (self), FALSE);
  problem = self->desk != NULL ? mdg_account_desk_get_state (self->desk)->problem : NULL;
  return g_error_matches (problem, MDG_ERROR, MDG_ERROR_UNREACHABLE)
         || g_error_matches (problem, MDG_ERROR, MDG_ERROR_TIMED_OUT);
}

MdgWorkplace *
mdg_account_link_get_workplace (MdgAccountLink *self)
{
  g_return_val_if_fail (MDG_IS_ACCOUNT_LINK (self), NULL);

  return self->workplace;
}

GError *
mdg_account_link_explain_no_cache (MdgAccountLink *self)
{
  const GError *error;

  g_return_val_if_fail (MDG_IS_ACCOUNT_LINK (self), NULL);

  error = mdg_workplace_get_cache_error (self->workplace);
  return error != NULL ? g_error_copy (error)
                       : mdg_error_new (MDG_ERROR_FAILED, "the records are not open");
}
