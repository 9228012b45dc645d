/* certificate-desk.c: brings together what is known of this computer's certificates.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/certificate-desk.h"

#include <string.h>

#include "certificates/asked.h"
#include "certificates/certificate-memory.h"
#include "certificates/certificate-passwords.h"
#include "certificates/certificate-records.h"
#include "certificates/folder-setting.h"
#include "core/error.h"

struct _MdgCertificateDesk
{
  GObject parent_instance;

  MdgClock *clock;
  MdgSettings *settings;
  GCancellable *asking; /* (nullable): for the passwords that are kept */

  MdgCertificateRecords *records;
  MdgCertificateFinder *finder; /* (nullable) */
  MdgBackupPlaces *places;      /* (nullable) */
  GPtrArray *passwords;         /* of MdgSecret */
  MdgCertificateMemory *memory;
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

/* records ------------------------------------------------------------------------------------- */

static void
records_changed (MdgCertificateDesk *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_remind (MdgCertificateRecords *records, GPtrArray *fresh, MdgCertificateDesk *self)
{
  g_signal_emit (self, signals[REMIND], 0, fresh);
}

void
mdg_certificate_desk_refresh (MdgCertificateDesk *self)
{
  g_return_if_fail (MDG_IS_CERTIFICATE_DESK (self));
  mdg_certificate_records_refresh (self->records);
}

/* files --------------------------------------------------------------------------------------- */

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
  mdg_certificate_memory_set_finder (self->memory, self->finder);
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
  g_autoptr (MdgCertificateDesk) self = mdg_asked_end (data);
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

static void
stop_asking (MdgCertificateDesk *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
ask_for_passwords (MdgCertificateDesk *self, MdgCache *cache)
{
  self->asking = g_cancellable_new ();
  mdg_certificate_passwords_list_async (cache, self->asking, on_passwords,
                                        mdg_asked_new (self, self->asking));
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_certificate_desk_dispose (GObject *object)
{
  MdgCertificateDesk *self = MDG_CERTIFICATE_DESK (object);

  stop_asking (self);
  g_clear_object (&self->memory);
  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);
  g_clear_object (&self->records);
  g_clear_object (&self->finder);
  g_clear_object (&self->places);
  G_OBJECT_CLASS (mdg_certificate_desk_parent_class)->dispose (object);
}

static void
mdg_certificate_desk_finalize (GObject *object)
{
  MdgCertificateDesk *self = MDG_CERTIFICATE_DESK (object);

  g_ptr_array_unref (self->passwords);
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
  self->memory = mdg_certificate_memory_new ();
  self->passwords = empty_list ((GDestroyNotify)mdg_secret_unref);
}

/* public -------------------------------------------------------------------------------------- */

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

MdgCertificateDesk *
mdg_certificate_desk_new (MdgClock *clock, MdgSettings *settings)
{
  MdgCertificateDesk *self = g_object_new (MDG_TYPE_CERTIFICATE_DESK, NULL);

  self->clock = g_object_ref (clock);
  self->settings = g_object_ref (settings);
  self->records = mdg_certificate_records_new (clock);
  g_signal_connect_swapped (self->records, "changed", G_CALLBACK (records_changed), self);
  g_signal_connect (self->records, "remind", G_CALLBACK (on_remind), self);
  /* Whoever sets them: this desk, or a move from another terminal. */
  g_signal_connect_object (settings, "changed::" MDG_SETTING_CERTIFICATE_FOLDERS,
                           G_CALLBACK (use_folders), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "changed::" MDG_SETTING_BACKUP_FOLDERS,
                           G_CALLBACK (use_backup_folders), self, G_CONNECT_SWAPPED);
  return self;
}

void
mdg_certificate_desk_set_cache (MdgCertificateDesk *self, MdgCache *cache)
{
  g_return_if_fail (MDG_IS_CERTIFICATE_DESK (self));

  stop_asking (self);
  mdg_certificate_records_set_cache (self->records, cache);
  mdg_certificate_memory_set_ledger (self->memory,
                                     mdg_certificate_records_get_ledger (self->records));
  if (cache == NULL)
    {
      start (self);
      return;
    }
  if (self->places != NULL)
    mdg_backup_places_set_ledger (self->places, mdg_certificate_desk_get_ledger (self));
  if (self->finder == NULL)
    {
      ask_for_passwords (self, cache);
      return;
    }
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
  return mdg_certificate_records_get_cache (self->records);
}

MdgBackupLedger *
mdg_certificate_desk_get_ledger (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return mdg_certificate_records_get_ledger (self->records);
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
      mdg_backup_places_set_ledger (self->places, mdg_certificate_desk_get_ledger (self));
    }
  return self->places;
}

GPtrArray *
mdg_certificate_desk_get_certificates (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return mdg_certificate_records_get_certificates (self->records);
}

GPtrArray *
mdg_certificate_desk_get_notices (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return mdg_certificate_records_get_notices (self->records);
}

GPtrArray *
mdg_certificate_desk_get_reminders (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return mdg_certificate_records_get_reminders (self->records);
}

void
mdg_certificate_desk_note_shown (MdgCertificateDesk *self, GPtrArray *reminders, guint n)
{
  g_return_if_fail (MDG_IS_CERTIFICATE_DESK (self) && reminders != NULL);
  mdg_certificate_records_note_shown (self->records, reminders, n);
}

const GError *
mdg_certificate_desk_get_error (MdgCertificateDesk *self)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return mdg_certificate_records_get_error (self->records);
}

const MdgLedgerCertificate *
mdg_certificate_desk_find_record (MdgCertificateDesk *self, const char *sha256)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self), NULL);
  return mdg_certificate_records_find (self->records, sha256);
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
  return mdg_folder_setting_add (self->settings, MDG_SETTING_CERTIFICATE_FOLDERS, folder, error);
}

gboolean
mdg_certificate_desk_remove_folder (MdgCertificateDesk *self, const char *folder, GError **error)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self) && folder != NULL, FALSE);
  return mdg_folder_setting_remove (self->settings, MDG_SETTING_CERTIFICATE_FOLDERS, folder, error);
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
  return mdg_folder_setting_add (self->settings, MDG_SETTING_BACKUP_FOLDERS, folder, error);
}

gboolean
mdg_certificate_desk_remove_backup_folder (MdgCertificateDesk *self,
                                           const char *folder,
                                           GError **error)
{
  g_return_val_if_fail (MDG_IS_CERTIFICATE_DESK (self) && folder != NULL, FALSE);
  return mdg_folder_setting_remove (self->settings, MDG_SETTING_BACKUP_FOLDERS, folder, error);
}
