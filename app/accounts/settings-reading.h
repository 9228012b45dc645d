/* settings-reading.h: what of 「ユーザ設定情報」 was recognised in the words of a PDF ([2] p.17, [3]), and
 * what about it is doubtful. Goes by names and by what stands beside or below them, not by places on
 * the page: another producer's layout is as good. Pure; any thread. */
#pragma once

#include "accounts/pdf-words.h"
#include "contract/account-settings.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_SETTINGS_RECOGNISED, /* perhaps with doubts */
  MDG_SETTINGS_FOREIGN,    /* another document */
  MDG_SETTINGS_OTHER_SYSTEM, /* ユーザ設定情報, but of another system, such as オンライン請求 */
  MDG_SETTINGS_NO_TEXT,    /* a picture of a page, as a scanner makes it: it has to be typed */
  MDG_SETTINGS_ENCRYPTED,  /* it opens with a password only */
  MDG_SETTINGS_DAMAGED,    /* cut off or broken, or reading it failed */
  MDG_SETTINGS_NO_PDF,     /* a file of another kind */
  MDG_SETTINGS_TOO_LARGE   /* longer than MDG_PDF_FILE_LIMIT */
} MdgSettingsVerdict;

typedef enum
{
  MDG_SETTINGS_INSTITUTION_CODE,
  MDG_SETTINGS_INSTITUTION_NAME,
  MDG_SETTINGS_ID,
  MDG_SETTINGS_PASSWORD,
  MDG_SETTINGS_ACTIVATION_CODE,
  MDG_SETTINGS_USER_TYPE,
  MDG_SETTINGS_URL,
  MDG_SETTINGS_ISSUED_ON,
  MDG_SETTINGS_N_FIELDS
} MdgSettingsField;

/* The worst that is to be said about a field. */
typedef enum
{
  MDG_SETTINGS_SURE,
  MDG_SETTINGS_ABSENT,  /* not there, and its kind need not have it */
  MDG_SETTINGS_JOINED,  /* was in pieces: a space in it may have been lost */
  MDG_SETTINGS_UNUSUAL, /* of the right form, but not as the documents have it: a check digit, another
                         * address, a password that breaks the rules */
  MDG_SETTINGS_SEVERAL, /* the file has other values for it, too; this is the first */
  MDG_SETTINGS_MALFORMED, /* not of the documents' form */
  MDG_SETTINGS_MISSING
} MdgSettingsDoubt;

typedef struct
{
  MdgSettingsVerdict verdict;
  MdgAccountSettings *settings; /* (nullable): with a verdict of RECOGNISED */
  MdgSettingsDoubt doubts[MDG_SETTINGS_N_FIELDS];
} MdgSettingsReading;

/* Returns: (transfer full) */
MdgSettingsReading *mdg_settings_reading_new (MdgSettingsVerdict verdict);
MdgSettingsReading *mdg_settings_reading_recognise (const MdgPdfWords *words);
void mdg_settings_reading_free (MdgSettingsReading *reading);

/* Judges the settings anew, after a person filled in or mended some; TRUE when nothing that the kind
 * needs is missing or malformed. JOINED and SEVERAL are left as they were found. */
gboolean mdg_settings_reading_judge (MdgSettingsReading *reading);

/* "institution-code", for logs and tests. Static. */
const char *mdg_settings_field_nick (MdgSettingsField field);
const char *mdg_settings_doubt_nick (MdgSettingsDoubt doubt);
const char *mdg_settings_verdict_nick (MdgSettingsVerdict verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgSettingsReading, mdg_settings_reading_free)

G_END_DECLS
