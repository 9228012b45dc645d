/* certificate-records.c: what the records of a profile say of certificates.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/certificate-records.h"

#include "certificates/asked.h"

/* A computer that slept counts its timers late: the date is looked at this often. */
#define LOOK_SECONDS (15 * 60)

struct _MdgCertificateRecords
{
  GObject parent_instance;

  MdgClock *clock;
  MdgCache *cache;           /* (nullable) */
  MdgBackupLedger *ledger;   /* (nullable) */
  GCancellable *cancellable; /* of everything */
  GCancellable *reading;     /* (nullable): of the question that is under way */

  GPtrArray *certificates;
  GPtrArray *notices;
  GPtrArray *reminders;
  GError *error;
  GHashTable *shown;    /* keys of reminders that were shown and are being noted */
  gboolean has_unshown; /* some were not: they come again */

  guint idle; /* a refresh is due */
  guint timer;
  gint64 next_look; /* seconds since 1970 */
};

enum
{
  CHANGED,
  REMIND,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgCertificateRecords, mdg_certificate_records, G_TYPE_OBJECT)

static void
replace_list (GPtrArray **place, GPtrArray *list)
{
  g_ptr_array_unref (*place);
  *place = list;
}

static void
stop_reading (MdgCertificateRecords *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* reading ------------------------------------------------------------------------------------- */

static void
finish (MdgCertificateRecords *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Without what was shown while this was asked. */
static void
drop_shown (MdgCertificateRecords *self, GPtrArray *reminders)
{
  for (guint i = reminders->len; i-- > 0;)
    if (g_hash_table_contains (self->shown, ((MdgReminder *)reminders->pdata[i])->key))
      g_ptr_array_remove_index (reminders, i);
}

static void
on_new_reminders (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgCertificateRecords) self = mdg_asked_end (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fresh = mdg_reminders_find_new_finish (MDG_CACHE (source), result, &error);

  if (self == NULL || MDG_CACHE (source) != self->cache)
    return;
  if (fresh == NULL)
    {
      g_warning ("it cannot be told which reminders were shown: %s", error->message);
      return;
    }
  drop_shown (self, fresh);
  if (fresh->len > 0)
    g_signal_emit (self, signals[REMIND], 0, fresh);
  drop_shown (self, fresh);
  self->has_unshown = fresh->len > 0;
}

static void
on_noted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!mdg_reminders_note_shown_finish (MDG_CACHE (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("reminders cannot be noted as shown: %s", error->message);
}

static void
remind (MdgCertificateRecords *self)
{
  gint64 now = mdg_clock_wall (self->clock);

  replace_list (&self->reminders, mdg_reminders_make (self->certificates, self->notices, now));
  self->next_look = now + mdg_reminders_next_look (now);
  if (self->reminders->len > 0)
    mdg_reminders_find_new_async (self->cache, self->reminders, self->cancellable, on_new_reminders,
                                  mdg_asked_new (self, self->cancellable));
}

static void
on_notices (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgCertificateRecords) self = mdg_asked_end (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notices = mdg_issue_notice_list_finish (MDG_CACHE (source), result, &error);

  if (self == NULL)
    return;
  if (notices != NULL)
    {
      replace_list (&self->notices, g_steal_pointer (&notices));
      remind (self);
    }
  finish (self, g_steal_pointer (&error));
}

static void
on_certificates (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgCertificateRecords) self = mdg_asked_end (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) certificates
      = mdg_backup_ledger_list_finish (MDG_BACKUP_LEDGER (source), result, &error);

  if (self == NULL)
    return;
  if (certificates == NULL)
    {
      finish (self, g_steal_pointer (&error));
      return;
    }
  replace_list (&self->certificates, g_steal_pointer (&certificates));
  mdg_issue_notice_list_async (self->cache, self->reading, on_notices,
                               mdg_asked_new (self, self->reading));
}

static gboolean
on_idle (gpointer data)
{
  MdgCertificateRecords *self = data;

  self->idle = 0;
  stop_reading (self);
  if (self->ledger == NULL)
    return G_SOURCE_REMOVE;
  self->reading = g_cancellable_new ();
  mdg_backup_ledger_list_async (self->ledger, self->reading, on_certificates,
                                mdg_asked_new (self, self->reading));
  return G_SOURCE_REMOVE;
}

static gboolean
on_timer (gpointer data)
{
  MdgCertificateRecords *self = data;

  if (self->has_unshown || mdg_clock_wall (self->clock) >= self->next_look)
    mdg_certificate_records_refresh (self);
  return G_SOURCE_CONTINUE;
}

/* overrides ----------------------------------------------------------------------------------- */

static void
drop_cache (MdgCertificateRecords *self)
{
  stop_reading (self);
  if (self->ledger != NULL)
    g_signal_handlers_disconnect_by_data (self->ledger, self);
  g_clear_object (&self->ledger);
  g_clear_object (&self->cache);
  g_hash_table_remove_all (self->shown);
  self->has_unshown = FALSE;
}

static void
mdg_certificate_records_dispose (GObject *object)
{
  MdgCertificateRecords *self = MDG_CERTIFICATE_RECORDS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->timer, g_source_remove);
  drop_cache (self);
  G_OBJECT_CLASS (mdg_certificate_records_parent_class)->dispose (object);
}

static void
mdg_certificate_records_finalize (GObject *object)
{
  MdgCertificateRecords *self = MDG_CERTIFICATE_RECORDS (object);

  g_ptr_array_unref (self->certificates);
  g_ptr_array_unref (self->notices);
  g_ptr_array_unref (self->reminders);
  g_hash_table_unref (self->shown);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (mdg_certificate_records_parent_class)->finalize (object);
}

static void
mdg_certificate_records_class_init (MdgCertificateRecordsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_certificate_records_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_certificate_records_finalize;
  signals[CHANGED]
      = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMIND] = g_signal_new ("remind", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
mdg_certificate_records_init (MdgCertificateRecords *self)
{
  self->cancellable = g_cancellable_new ();
  self->certificates = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_ledger_certificate_free);
  self->notices = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_issue_notice_free);
  self->reminders = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_reminder_free);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* public -------------------------------------------------------------------------------------- */

MdgCertificateRecords *
mdg_certificate_records_new (MdgClock *clock)
{
  MdgCertificateRecords *self = g_object_new (MDG_TYPE_CERTIFICATE_RECORDS, NULL);

  self->clock = g_object_ref (clock);
  g_signal_connect_object (clock, "jumped", G_CALLBACK (mdg_certificate_records_refresh), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
mdg_certificate_records_set_cache (MdgCertificateRecords *self, MdgCache *cache)
{
  g_return_if_fail (MDG_IS_CERTIFICATE_RECORDS (self));

  drop_cache (self);
  if (cache == NULL)
    return;
  self->cache = g_object_ref (cache);
  self->ledger = mdg_backup_ledger_new (cache, self->clock);
  g_signal_connect_object (self->ledger, "changed", G_CALLBACK (mdg_certificate_records_refresh),
                           self, G_CONNECT_SWAPPED);
  if (self->timer == 0)
    self->timer = g_timeout_add_seconds (LOOK_SECONDS, on_timer, self);
}

MdgCache *
mdg_certificate_records_get_cache (MdgCertificateRecords *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_RECORDS (self), NULL);
  return self->cache;
}

MdgBackupLedger *
mdg_certificate_records_get_ledger (MdgCertificateRecords *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_RECORDS (self), NULL);
  return self->ledger;
}

GPtrArray *
mdg_certificate_records_get_certificates (MdgCertificateRecords *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_RECORDS (self), NULL);
  return self->certificates;
}

GPtrArray *
mdg_certificate_records_get_notices (MdgCertificateRecords *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_RECORDS (self), NULL);
  return self->notices;
}

GPtrArray *
mdg_certificate_records_get_reminders (MdgCertificateRecords *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_RECORDS (self), NULL);
  return self->reminders;
}

void
mdg_certificate_records_note_shown (MdgCertificateRecords *self, GPtrArray *reminders, guint n)
{
  g_return_if_fail (MDG_IS_CERTIFICATE_RECORDS (self) && reminders != NULL);

  if (self->cache == NULL || n == 0)
    return;
  for (guint i = 0; i < MIN (n, reminders->len); i++)
    g_hash_table_add (self->shown, g_strdup (((MdgReminder *)reminders->pdata[i])->key));
  mdg_reminders_note_shown_async (self->cache, reminders, n, mdg_clock_wall (self->clock), NULL,
                                  on_noted, NULL);
}

const GError *
mdg_certificate_records_get_error (MdgCertificateRecords *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_RECORDS (self), NULL);
  return self->error;
}

const MdgLedgerCertificate *
mdg_certificate_records_find (MdgCertificateRecords *self, const char *sha256)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_RECORDS (self), NULL);
  for (guint i = 0; i < self->certificates->len; i++)
    {
      const MdgLedgerCertificate *certificate = self->certificates->pdata[i];

      if (g_strcmp0 (certificate->sha256, sha256) == 0)
        return certificate;
    }
  return NULL;
}

void
mdg_certificate_records_refresh (MdgCertificateRecords *self)
{
  g_return_if_fail (MDG_IS_CERTIFICATE_RECORDS (self));
  if (self->idle == 0)
    self->idle = g_idle_add (on_idle, self);
}
