/* certificate-desk.c: brings together what is known of this computer's certificates.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/certificate-desk.h"

#include <string.h>

#include "certificates/certificate-passwords.h"
#include "certificates/folder-setting.h"
#include "core/error.h"

/* A computer that slept counts its timers late: the date is looked at this often. */
#define LOOK_SECONDS (15 * 60)

struct _MdgCertificateDesk
{
  GObject parent_instance;

  MdgClock *clock;
  MdgSettings *settings;
  GCancellable *cancellable;

  MdgCache *cache;              /* (nullable) */
  MdgBackupLedger *ledger;      /* (nullable) */
  MdgCertificateFinder *finder; /* (nullable) */
  MdgBackupPlaces *places;      /* (nullable) */
  GPtrArray *passwords;         /* of MdgSecret */
  GHashTable *remembered;       /* of files the ledger was told of: path → sha256 */

  GPtrArray *certificates;
  GPtrArray *notices;
  GPtrArray *reminders;
  GError *error;

  guint generation; /* of the question that is under way */
  guint idle;       /* a refresh is due */
  guint timer;
  gint64 next_look; /* seconds since 1970 */
};

enum
{
  STARTED,
  CHANGED,
  REMIND,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgCertificateDesk, mdg_certificate_desk, G_TYPE_OBJECT)

/* A callback's data: who asked, and which time. */
typedef struct
{
  GWeakRef desk;
  guint generation;
} Asked;

static Asked *
asked_new (MdgCertificateDesk *self)
{
  Asked *asked = g_new0 (Asked, 1);

  g_weak_ref_init (&asked->desk, self);
  asked->generation = self->generation;
  return asked;
}

/* Returns: (transfer full) (nullable): NULL when nobody waits for the answer any more */
static MdgCertificateDesk *
asked_end (gpointer data)
{
  Asked *asked = data;
  MdgCertificateDesk *self = g_weak_ref_get (&asked->desk);

  if (self != NULL
      && (asked->generation != self->generation || g_cancellable_is_cancelled (self->cancellable)))
    g_clear_object (&self);
  g_weak_ref_clear (&asked->desk);
  g_free (asked);
  return self;
}

static GPtrArray *
empty_list (GDestroyNotify free_element)
{
  return g_ptr_array_new_with_free_func (free_element);
}

static void
replace_list (GPtrArray **place, GPtrArray *list)
{
  g_ptr_array_unref (*place);
  *place = list;
}

/* reading the records ------------------------------------------------------------------------- */

static void
set_error (MdgCertificateDesk *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
}

static void
on_new_reminders (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgCertificateDesk) self = asked_end (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fresh = mdg_reminders_take_new_finish (MDG_CACHE (source), result, &error);

  if (fresh != NULL && self != NULL && fresh->len > 0)
    g_signal_emit (self, signals[REMIND], 0, fresh);
}

static void
remind (MdgCertificateDesk *self)
{
  gint64 now = mdg_certificate_desk_get_now (self);

  replace_list (&self->reminders, mdg_reminders_make (self->certificates, self->notices, now));
  self->next_look = now + mdg_reminders_next_look (now);
  if (self->reminders->len > 0)
    mdg_reminders_take_new_async (self->cache, self->reminders, now, self->cancellable,
                                  on_new_reminders, asked_new (self));
}

static void
on_notices (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgCertificateDesk) self = asked_end (data);
  GError *error = NULL;
  GPtrArray *notices = mdg_issue_notice_list_finish (MDG_CACHE (source), result, &error);

  if (self == NULL)
    {
      g_clear_pointer (&notices, g_ptr_array_unref);
      g_clear_error (&error);
      return;
    }
  set_error (self, error);
  if (notices != NULL)
    {
      replace_list (&self->notices, notices);
      remind (self);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_certificates (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgCertificateDesk) self = asked_end (data);
  GError *error = NULL;
  GPtrArray *certificates
      = mdg_backup_ledger_list_finish (MDG_BACKUP_LEDGER (source), result, &error);

  if (self == NULL)
    {
      g_clear_pointer (&certificates, g_ptr_array_unref);
      g_clear_error (&error);
      return;
    }
  if (certificates == NULL)
    {
      set_error (self, error);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  replace_list (&self->certificates, certificates);
  mdg_issue_notice_list_async (self->cache, self->cancellable, on_notices, asked_new (self));
}

static gboolean
on_idle (gpointer data)
{
  MdgCertificateDesk *self = data;

  self->idle = 0;
  self->generation++;
  if (self->ledger != NULL)
    mdg_backup_ledger_list_async (self->ledger, self->cancellable, on_certificates,
                                  asked_new (self));
  return G_SOURCE_REMOVE;
}

/* Several changes in a row are one question. */
void
mdg_certificate_desk_refresh (MdgCertificateDesk *self)
{
  g_return_if_fail (MDG_IS_CERTIFICATE_DESK (self));
  if (self->idle == 0)
    self->idle = g_idle_add (on_idle, self);
}

static gboolean
on_timer (gpointer data)
{
  MdgCertificateDesk *self = data;

  if (mdg_certificate_desk_get_now (self) >= self->next_look)
    mdg_certificate_desk_refresh (self);
  return G_SOURCE_CONTINUE;
}

/* files --------------------------------------------------------------------------------------- */

static void
on_remembered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!mdg_backup_ledger_finish (MDG_BACKUP_LEDGER (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("a certificate was not recorded: %s", error->message);
}

/* Every file that was opened belongs into the ledger, once. */
static void
remember (MdgCertificateDesk *self, MdgCertificateFile *file)
{
  MdgCertificateInfo *info = mdg_certificate_file_get_info (file);
  const char *path = mdg_certificate_file_get_path (file);

  if (self->ledger == NULL || info == NULL || info->fault != NULL
      || g_strcmp0 (g_hash_table_lookup (self->remembered, path), info->sha256) == 0)
    return;
  g_hash_table_replace (self->remembered, g_strdup (path), g_strdup (info->sha256));
  mdg_backup_ledger_remember_async (self->ledger, info, path, self->cancellable, on_remembered,
                                    NULL);
}

static void
file_changed (MdgCertificateFile *file, GParamSpec *pspec, MdgCertificateDesk *self)
{
  remember (self, file);
}

static void
files_changed (GListModel *files,
               guint position,
               guint removed,
               guint added,
               MdgCertificateDesk *self)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (MdgCertificateFile) file = g_list_model_get_item (files, i);

      g_signal_connect_object (file, "notify::info", G_CALLBACK (file_changed), self, 0);
      remember (self, file);
    }
}

static void
remember_all (MdgCertificateDesk *self)
{
  guint n = self->finder != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->finder)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MdgCertificateFile) file = g_list_model_get_item (G_LIST_MODEL (self->finder), i);
      remember (self, file);
    }
}

static GStrv
all_folders (MdgCertificateDesk *self)
{
  g_auto (GStrv) usual = mdg_certificate_finder_usual_folders ();
  g_auto (GStrv) chosen = mdg_certificate_desk_get_folders (self);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  g_strv_builder_addv (all, (const char **)usual);
  g_strv_builder_addv (all, (const char **)chosen);
  return g_strv_builder_end (all);
}

static void
start (MdgCertificateDesk *self)
{
  g_auto (GStrv) folders = NULL;

  if (self->finder != NULL)
    return;
  folders = all_folders (self);
  self->finder = mdg_certificate_finder_new ((const char *const *)folders);
  mdg_certificate_finder_set_passwords (self->finder, self->passwords);
  g_signal_connect_object (self->finder, "items-changed", G_CALLBACK (files_changed), self, 0);
  g_signal_emit (self, signals[STARTED], 0);
}

/* Worker threads go through the list: it is replaced, never changed. */
static void
set_passwords (MdgCertificateDesk *self, GPtrArray *passwords)
{
  replace_list (&self->passwords, g_ptr_array_ref (passwords));
  if (self->finder != NULL)
    mdg_certificate_finder_set_passwords (self->finder, passwords);
}

static void
on_passwords (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgCertificateDesk) self = asked_end (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept
      = mdg_certificate_passwords_list_finish (MDG_CACHE (source), result, &error);

  if (self == NULL)
    return;
  if (kept == NULL)
    g_warning ("kept passwords cannot be read: %s", error->message);
  else
    {
      /* What was typed meanwhile comes first. */
      for (guint i = 0; i < self->passwords->len; i++)
        g_ptr_array_insert (kept, (int)i, mdg_secret_ref (self->passwords->pdata[i]));
      set_passwords (self, kept);
    }
  start (self);
  mdg_certificate_desk_refresh (self);
}

/* overrides ----------------------------------------------------------------------------------- */

static void
drop_cache (MdgCertificateDesk *self)
{
  if (self->ledger != NULL)
    g_signal_handlers_disconnect_by_data (self->ledger, self);
  g_clear_object (&self->ledger);
  g_clear_object (&self->cache);
}

static void
mdg_certificate_desk_dispose (GObject *object)
{
  MdgCertificateDesk *self = MDG_CERTIFICATE_DESK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->timer, g_source_remove);
  drop_cache (self);
  g_clear_object (&self->finder);
  g_clear_object (&self->places);
  G_OBJECT_CLASS (mdg_certificate_desk_parent_class)->dispose (object);
}

static void
mdg_certificate_desk_finalize (GObject *object)
{
  MdgCertificateDesk *self = MDG_CERTIFICATE_DESK (object);

  g_ptr_array_unref (self->passwords);
  g_hash_table_unref (self->remembered);
  g_ptr_array_unref (self->certificates);
  g_ptr_array_unref (self->notices);
  g_ptr_array_unref (self->reminders);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (mdg_certificate_desk_parent_class)->finalize (object);
}

static void
mdg_certificate_desk_class_init (MdgCertificateDeskClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_certificate_desk_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_certificate_desk_finalize;
  signals[STARTED]
      = g_signal_new ("started", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED]
      = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMIND] = g_signal_new ("remind", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
mdg_certificate_desk_init (MdgCertificateDesk *self)
{
  self->cancellable = g_cancellable_new ();
  self->passwords = empty_list ((GDestroyNotify)mdg_secret_unref);
  self->remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->certificates = empty_list ((GDestroyNotify)mdg_ledger_certificate_free);
  self->notices = empty_list ((GDestroyNotify)mdg_issue_notice_free);
  self->reminders = empty_list ((GDestroyNotify)mdg_reminder_free);
}

/* public -------------------------------------------------------------------------------------- */

MdgCertificateDesk *
mdg_certificate_desk_new (MdgClock *clock, MdgSettings *settings)
{
  MdgCertificateDesk *self = g_object_new (MDG_TYPE_CERTIFICATE_DESK, NULL);

  self->clock = g_object_ref (clock);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (clock, "jumped", G_CALLBACK (mdg_certificate_desk_refresh), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
mdg_certificate_desk_set_cache (MdgCertificateDesk *self, MdgCache *cache)
{
  g_return_if_fail (MDG_IS_CERTIFICATE_DESK (self));

  self->generation++;
  drop_cache (self);
  g_hash_table_remove_all (self->remembered);
  if (cache == NULL)
    {
      start (self);
      return;
    }
  self->cache = g_object_ref (cache);
  self->ledger = mdg_backup_ledger_new (cache, self->clock);
  g_signal_connect_object (self->ledger, "changed", G_CALLBACK (mdg_certificate_desk_refresh), self,
                           G_CONNECT_SWAPPED);
  if (self->timer == 0)
    self->timer = g_timeout_add_seconds (LOOK_SECONDS, on_timer, self);
  if (self->places != NULL)
    mdg_backup_places_set_ledger (self->places, self->ledger);
  if (self->finder == NULL)
    {
      mdg_certificate_passwords_list_async (cache, self->cancellable, on_passwords,
                                            asked_new (self));
      return;
    }
  remember_all (self);
  mdg_certificate_desk_refresh (self);
}

MdgClock *
mdg_certificate_desk_get_clock (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return self->clock;
}

gint64
mdg_certificate_desk_get_now (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), 0);
  return mdg_clock_wall (self->clock);
}

MdgCache *
mdg_certificate_desk_get_cache (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return self->cache;
}

MdgBackupLedger *
mdg_certificate_desk_get_ledger (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return self->ledger;
}

MdgCertificateFinder *
mdg_certificate_desk_get_finder (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return self->finder;
}

MdgBackupPlaces *
mdg_certificate_desk_get_places (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  if (self->places == NULL)
    {
      g_auto (GStrv) folders = mdg_certificate_desk_get_backup_folders (self);

      self->places = mdg_backup_places_new (self->clock, (const char *const *)folders);
      mdg_backup_places_set_ledger (self->places, self->ledger);
    }
  return self->places;
}

GPtrArray *
mdg_certificate_desk_get_certificates (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return self->certificates;
}

GPtrArray *
mdg_certificate_desk_get_notices (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return self->notices;
}

GPtrArray *
mdg_certificate_desk_get_reminders (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return self->reminders;
}

const GError *
mdg_certificate_desk_get_error (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return self->error;
}

const MdgLedgerCertificate *
mdg_certificate_desk_find_record (MdgCertificateDesk *self, const char *sha256)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  for (guint i = 0; i < self->certificates->len; i++)
    {
      const MdgLedgerCertificate *certificate = self->certificates->pdata[i];

      if (g_strcmp0 (certificate->sha256, sha256) == 0)
        return certificate;
    }
  return NULL;
}

static gboolean
knows_password (MdgCertificateDesk *self, MdgSecret *password)
{
  for (guint i = 0; i < self->passwords->len; i++)
    if (mdg_secret_equal (self->passwords->pdata[i], password))
      return TRUE;
  return FALSE;
}

void
mdg_certificate_desk_add_password (MdgCertificateDesk *self, MdgSecret *password)
{
  g_autoptr (GPtrArray) more = NULL;

  g_return_if_fail (MDG_IS_CERTIFICATE_DESK (self) && password != NULL);
  if (knows_password (self, password))
    return;
  more = empty_list ((GDestroyNotify)mdg_secret_unref);
  g_ptr_array_add (more, mdg_secret_ref (password));
  for (guint i = 0; i < self->passwords->len; i++)
    g_ptr_array_add (more, mdg_secret_ref (self->passwords->pdata[i]));
  set_passwords (self, more);
}

void
mdg_certificate_desk_remove_password (MdgCertificateDesk *self, MdgSecret *password)
{
  g_autoptr (GPtrArray) fewer = NULL;

  g_return_if_fail (MDG_IS_CERTIFICATE_DESK (self) && password != NULL);
  fewer = empty_list ((GDestroyNotify)mdg_secret_unref);
  for (guint i = 0; i < self->passwords->len; i++)
    if (!mdg_secret_equal (self->passwords->pdata[i], password))
      g_ptr_array_add (fewer, mdg_secret_ref (self->passwords->pdata[i]));
  set_passwords (self, fewer);
}

GPtrArray *
mdg_certificate_desk_get_passwords (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return self->passwords;
}

/* folders ------------------------------------------------------------------------------------- */

static void
use_folders (MdgCertificateDesk *self)
{
  g_auto (GStrv) folders = all_folders (self);

  if (self->finder != NULL)
    mdg_certificate_finder_set_folders (self->finder, (const char *const *)folders);
}

static void
use_backup_folders (MdgCertificateDesk *self)
{
  g_auto (GStrv) folders = mdg_certificate_desk_get_backup_folders (self);

  if (self->places != NULL)
    mdg_backup_places_set_folders (self->places, (const char *const *)folders);
}

GStrv
mdg_certificate_desk_get_folders (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return mdg_folder_setting_get (self->settings, MDG_SETTING_CERTIFICATE_FOLDERS);
}

gboolean
mdg_certificate_desk_add_folder (MdgCertificateDesk *self, const char *folder, GError **error)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self) && folder != NULL, FALSE);
  if (!mdg_folder_setting_add (self->settings, MDG_SETTING_CERTIFICATE_FOLDERS, folder, error))
    return FALSE;
  use_folders (self);
  return TRUE;
}

gboolean
mdg_certificate_desk_remove_folder (MdgCertificateDesk *self, const char *folder, GError **error)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self) && folder != NULL, FALSE);
  if (!mdg_folder_setting_remove (self->settings, MDG_SETTING_CERTIFICATE_FOLDERS, folder, error))
    return FALSE;
  use_folders (self);
  return TRUE;
}

GStrv
mdg_certificate_desk_get_backup_folders (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return mdg_folder_setting_get (self->settings, MDG_SETTING_BACKUP_FOLDERS);
}

gboolean
mdg_certificate_desk_add_backup_folder (MdgCertificateDesk *self,
                                        const char *folder,
                                        GError **error)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self) && folder != NULL, FALSE);
  if (!mdg_folder_setting_add (self->settings, MDG_SETTING_BACKUP_FOLDERS, folder, error))
    return FALSE;
  use_backup_folders (self);
  return TRUE;
}

gboolean
mdg_certificate_desk_remove_backup_folder (MdgCertificateDesk *self,
                                           const char *folder,
                                           GError **error)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self) && folder != NULL, FALSE);
  if (!mdg_folder_setting_remove (self->settings, MDG_SETTING_BACKUP_FOLDERS, folder, error))
    return FALSE;
  use_backup_folders (self);
  return TRUE;
}
