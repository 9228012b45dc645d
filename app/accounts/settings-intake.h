/* settings-intake.h: takes 「ユーザ設定情報」 in, several files at once (C5): one after the other is read and, where all is
 * well, kept in the vault. What a person has to look at, to decide or to hear the reason of waits for that. Main thread;
 * all work is elsewhere, and can be cancelled. */
#pragma once

#include "accounts/settings-reading.h"
#include "store/cache.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_INTAKE_WAITING,
  MDG_INTAKE_READING,
  MDG_INTAKE_KEPT,     /* it is in the vault */
  MDG_INTAKE_CHECK,    /* something is missing, or may have been misread: nothing was kept */
  MDG_INTAKE_DIFFERS,  /* other secrets of the account are in the vault, which stay */
  MDG_INTAKE_LEFT_OUT, /* a person decided that these stay: what was read is let go of */
  MDG_INTAKE_OTHER,    /* it is of another account than the wanted one: nothing was kept */
  MDG_INTAKE_REFUSED,  /* see the reading's verdict */
  MDG_INTAKE_FAILED,   /* see error */
  MDG_INTAKE_CANCELLED /* before it was kept */
} MdgIntakeState;

/* One file. Its secrets are held only as long as a person has to look at them or to decide: CHECK and DIFFERS. */
typedef struct
{
  char *name; /* shown: without its folder */
  MdgIntakeState state;
  MdgSettingsReading *reading; /* (nullable) */
  GError *error;               /* (nullable) */

  gboolean noted;              /* the caller's: that it was kept stands in the history */

  GFile *file;    /* (nullable): what is read */
  MdgSecret *pdf; /* (nullable): or that */
} MdgIntakeItem;

#define MDG_TYPE_SETTINGS_INTAKE (mdg_settings_intake_get_type ())
G_DECLARE_FINAL_TYPE (MdgSettingsIntake, mdg_settings_intake, MDG, SETTINGS_INTAKE, GObject)

/* @institution_code, @id: (nullable): of the only account that is taken; the ID alone may be another facility's, too.
 * Signal: "changed". Returns: (transfer full) */
MdgSettingsIntake *mdg_settings_intake_new (MdgCache *cache, const char *institution_code, const char *id);

/* Adds one more to be read; begins at once. */
void mdg_settings_intake_add_file (MdgSettingsIntake *intake, GFile *file);

/* @name: what it is called on the screen */
void mdg_settings_intake_add_bytes (MdgSettingsIntake *intake, const char *name, MdgSecret *pdf);

/* (element-type MdgIntakeItem) (transfer none), in the order they were added */
GPtrArray *mdg_settings_intake_get_items (MdgSettingsIntake *intake);

/* How many have come to their end. */
guint mdg_settings_intake_get_n_done (MdgSettingsIntake *intake);
gboolean mdg_settings_intake_is_running (MdgSettingsIntake *intake);

/* Whether something is being read, or waits for a person. */
gboolean mdg_settings_intake_holds_secrets (MdgSettingsIntake *intake);

/* DIFFERS: puts the item's in the place of what is kept. */
void mdg_settings_intake_replace (MdgSettingsIntake *intake, guint index);

/* DIFFERS: what is kept stays. */
void mdg_settings_intake_leave_out (MdgSettingsIntake *intake, guint index);

/* A person mended or typed it, and it was kept as @settings. */
void mdg_settings_intake_settle (MdgSettingsIntake *intake, guint index, const MdgAccountSettings *settings);

/* What has not come to its end does not any more. (What is under way keeps the intake until then.) */
void mdg_settings_intake_cancel (MdgSettingsIntake *intake);

/* Takes those off that have come to their end. */
void mdg_settings_intake_clear (MdgSettingsIntake *intake);

G_END_DECLS
