/* authenticator-desk.c: the entries of the profile at work.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "authenticator/authenticator-desk.h"

#include "platform/machine.h"
#include "store/record.h"

struct _MdgAuthenticatorDesk
{
  GObject parent_instance;

  MdgWorkplace *workplace;
  MdgCache *cache; /* (nullable): that the entries are of */
  GPtrArray *entries;
  GHashTable *by_number; /* number -> MdgOtpEntry, of entries */
  MdgOtpList *list;
  MdgOtpList *trash;
  GError *error;             /* (nullable) */
  GCancellable *cancellable; /* of what is being loaded */
  gboolean loaded;
  gboolean changing; /* the lists have other entries, and nobody was told yet */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgAuthenticatorDesk, mdg_authenticator_desk, G_TYPE_OBJECT)

/* @entries: (transfer full) */
static void
set_entries (MdgAuthenticatorDesk *self, GPtrArray *entries)
{
  g_hash_table_remove_all (self->by_number);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = entries;
  for (guint i = 0; i < entries->len; i++)
    g_hash_table_insert (self->by_number,
                         (gpointer)&mdg_otp_entry_get_facts (entries->pdata[i])->number,
                         entries->pdata[i]);
  mdg_otp_list_set_entries (self->list, entries);
  mdg_otp_list_set_entries (self->trash, entries);
}

static void
stop (MdgAuthenticatorDesk *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAuthenticatorDesk) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries = mdg_authenticator_book_load_finish (MDG_CACHE (source), result, &error);

  if (MDG_CACHE (source) != self->cache
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&entries, g_ptr_array_unref);
      return;
    }
  g_clear_error (&self->error);
  self->changing = TRUE;
  if (entries != NULL)
    set_entries (self, entries);
  else
    self->error = g_steal_pointer (&error);
  self->loaded = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
  self->changing = FALSE;
}

void
mdg_authenticator_desk_load (MdgAuthenticatorDesk *self)
{
  g_return_if_fail (MDG_IS_AUTHENTICATOR_DESK (self));

  if (self->cache == NULL)
    return;
  stop (self);
  self->cancellable = g_cancellable_new ();
  mdg_authenticator_book_load_async (self->cache, mdg_authenticator_desk_now (self),
                                     self->cancellable, loaded, g_object_ref (self));
}

static void
cache_changed (MdgAuthenticatorDesk *self)
{
  stop (self);
  g_set_object (&self->cache, mdg_workplace_get_cache (self->workplace));
  g_clear_error (&self->error);
  self->loaded = FALSE;
  set_entries (self, g_ptr_array_new_with_free_func (g_object_unref));
  if (self->cache == NULL && mdg_workplace_get_cache_error (self->workplace) != NULL)
    self->error = g_error_copy (mdg_workplace_get_cache_error (self->workplace));
  g_signal_emit (self, signals[CHANGED], 0);
  mdg_authenticator_desk_load (self);
}

static void
mdg_authenticator_desk_dispose (GObject *object)
{
  MdgAuthenticatorDesk *self = MDG_AUTHENTICATOR_DESK (object);

  stop (self);
  g_clear_object (&self->cache);
  if (self->workplace != NULL)
    g_signal_handlers_disconnect_by_data (self->workplace, self);
  g_clear_object (&self->workplace);
  G_OBJECT_CLASS (mdg_authenticator_desk_parent_class)->dispose (object);
}

static void
mdg_authenticator_desk_finalize (GObject *object)
{
  MdgAuthenticatorDesk *self = MDG_AUTHENTICATOR_DESK (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_hash_table_unref (self->by_number);
  g_object_unref (self->list);
  g_object_unref (self->trash);
  G_OBJECT_CLASS (mdg_authenticator_desk_parent_class)->finalize (object);
}

static void
mdg_authenticator_desk_class_init (MdgAuthenticatorDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_authenticator_desk_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_authenticator_desk_finalize;
  signals[CHANGED] = g_signal_new ("changed", MDG_TYPE_AUTHENTICATOR_DESK, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_authenticator_desk_init (MdgAuthenticatorDesk *self)
{
  self->by_number = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->list = mdg_otp_list_new (FALSE);
  self->trash = mdg_otp_list_new (TRUE);
}

MdgAuthenticatorDesk *
mdg_authenticator_desk_new (MdgWorkplace *workplace)
{
  MdgAuthenticatorDesk *self = g_object_new (MDG_TYPE_AUTHENTICATOR_DESK, NULL);

  self->workplace = g_object_ref (workplace);
  g_signal_connect_object (workplace, "cache-changed", G_CALLBACK (cache_changed), self,
                           G_CONNECT_SWAPPED);
  cache_changed (self);
  return self;
}

MdgWorkplace *
mdg_authenticator_desk_get_workplace (MdgAuthenticatorDesk *self)
{
  g_return_val_if_fail (MDG_IS_AUTHENTICATOR_DESK (self), NULL);

  return self->workplace;
}

MdgCache *
mdg_authenticator_desk_get_cache (MdgAuthenticatorDesk *self)
{
  g_return_val_if_fail (MDG_IS_AUTHENTICATOR_DESK (self), NULL);

  return self->cache;
}

gint64
mdg_authenticator_desk_now (MdgAuthenticatorDesk *self)
{
  g_return_val_if_fail (MDG_IS_AUTHENTICATOR_DESK (self), 0);

  return mdg_clock_wall (mdg_workplace_get_clock (self->workplace));
}

gboolean
mdg_authenticator_desk_is_changing (MdgAuthenticatorDesk *self)
{
  g_return_val_if_fail (MDG_IS_AUTHENTICATOR_DESK (self), FALSE);

  return self->changing;
}

gboolean
mdg_authenticator_desk_is_loaded (MdgAuthenticatorDesk *self)
{
  g_return_val_if_fail (MDG_IS_AUTHENTICATOR_DESK (self), FALSE);

  return self->loaded;
}

const GError *
mdg_authenticator_desk_get_error (MdgAuthenticatorDesk *self)
{
  g_return_val_if_fail (MDG_IS_AUTHENTICATOR_DESK (self), NULL);

  return self->error;
}

MdgOtpList *
mdg_authenticator_desk_get_list (MdgAuthenticatorDesk *self)
{
  g_return_val_if_fail (MDG_IS_AUTHENTICATOR_DESK (self), NULL);

  return self->list;
}

MdgOtpList *
mdg_authenticator_desk_get_trash (MdgAuthenticatorDesk *self)
{
  g_return_val_if_fail (MDG_IS_AUTHENTICATOR_DESK (self), NULL);

  return self->trash;
}

MdgOtpEntry *
mdg_authenticator_desk_find (MdgAuthenticatorDesk *self, gint64 number)
{
  g_return_val_if_fail (MDG_IS_AUTHENTICATOR_DESK (self), NULL);

  return g_hash_table_lookup (self->by_number, &number);
}

char *
mdg_authenticator_desk_describe (const MdgOtpFacts *facts)
{
  return *facts->issuer != '\0' ? g_strdup_printf ("%s (%s)", facts->issuer, facts->account)
                                : g_strdup (facts->account);
}

static void
noted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!mdg_record_note_finish (result, &error))
    g_warning ("an act was not recorded: %s", error->message);
}

void
mdg_authenticator_desk_note (MdgAuthenticatorDesk *self,
                             const char *act,
                             const char *what,
                             const char *of_whom)
{
  g_autofree char *user = mdg_machine_user_name ();

  if (self->cache != NULL)
    mdg_record_note_async (self->cache, mdg_authenticator_desk_now (self), user, act, what, of_whom,
                           noted, NULL);
}

/* opening -------------------------------------------------------------------------------------- */

static MdgOtpItem *
make_item (const MdgOtpFacts *facts, MdgOtpKeys *keys, guint index)
{
  return mdg_otp_item_new (mdg_otp_keys_to_uri (keys, index, facts->issuer, facts->account),
                           facts->note, facts->institution_code, facts->login_id);
}

static void
opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GArray *numbers = g_task_get_task_data (task);
  MdgAuthenticatorDesk *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (MdgOtpKeys) keys
      = mdg_authenticator_book_open_finish (MDG_CACHE (source), result, &error);
  GPtrArray *items;

  if (keys == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  items = mdg_otp_items_new ();
  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 number = g_array_index (numbers, gint64, i);
      MdgOtpEntry *entry = mdg_authenticator_desk_find (self, number);
      guint index = mdg_otp_keys_find (keys, number);

      if (entry != NULL && index != G_MAXUINT)
        g_ptr_array_add (items, make_item (mdg_otp_entry_get_facts (entry), keys, index));
    }
  g_task_return_pointer (task, items, (GDestroyNotify)g_ptr_array_unref);
}

void
mdg_authenticator_desk_open_async (MdgAuthenticatorDesk *self,
                                   const gint64 *numbers,
                                   guint n,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  g_autoptr (GTask) task = NULL;
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  g_return_if_fail (MDG_IS_AUTHENTICATOR_DESK (self));

  g_array_append_vals (copy, numbers, n);
  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, mdg_authenticator_desk_open_async);
  g_task_set_task_data (task, copy, (GDestroyNotify)g_array_unref);
  if (self->cache == NULL)
    g_task_return_new_error (task, MDG_ERROR, MDG_ERROR_FAILED, "the records are not open");
  else
    mdg_authenticator_book_open_async (self->cache, numbers, n, cancellable, opened,
                                       g_steal_pointer (&task));
}

GPtrArray *
mdg_authenticator_desk_open_finish (MdgAuthenticatorDesk *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GArray *
mdg_authenticator_desk_numbers (MdgOtpList *list)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  GArray *numbers = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgOtpEntry) entry = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_array_append_val (numbers, mdg_otp_entry_get_facts (entry)->number);
    }
  return numbers;
}
