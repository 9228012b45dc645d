/* settings-reading.c: what was recognised of 「ユーザ設定情報」, held against the documents.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/settings-reading.h"

#include <stdio.h>
#include <string.h>

#include "accounts/settings-layout.h"
#include "core/institution-code.h"
#include "core/password-rules.h"
#include "core/text.h"

#define NAMES_FOR_OURS 3 /* of a page without its title */
#define NAME_BYTES 256   /* of 機関名 */
#define URL_BYTES 256

static const char *const verdicts[] = {
  [MDG_SETTINGS_RECOGNISED] = "recognised",
  [MDG_SETTINGS_FOREIGN] = "foreign",
  [MDG_SETTINGS_OTHER_SYSTEM] = "other-system",
  [MDG_SETTINGS_NO_TEXT] = "no-text",
  [MDG_SETTINGS_ENCRYPTED] = "encrypted",
  [MDG_SETTINGS_DAMAGED] = "damaged",
  [MDG_SETTINGS_NO_PDF] = "no-pdf",
  [MDG_SETTINGS_TOO_LARGE] = "too-large",
};

static const char *const fields[] = {
  [MDG_SETTINGS_INSTITUTION_CODE] = "institution-code",
  [MDG_SETTINGS_INSTITUTION_NAME] = "institution-name",
  [MDG_SETTINGS_ID] = "id",
  [MDG_SETTINGS_PASSWORD] = "password",
  [MDG_SETTINGS_ACTIVATION_CODE] = "activation-code",
  [MDG_SETTINGS_USER_TYPE] = "user-type",
  [MDG_SETTINGS_URL] = "url",
  [MDG_SETTINGS_ISSUED_ON] = "issued-on",
};

static const char *const doubts[] = {
  [MDG_SETTINGS_SURE] = "sure",       [MDG_SETTINGS_ABSENT] = "absent",
  [MDG_SETTINGS_JOINED] = "joined",   [MDG_SETTINGS_UNUSUAL] = "unusual",
  [MDG_SETTINGS_SEVERAL] = "several", [MDG_SETTINGS_MALFORMED] = "malformed",
  [MDG_SETTINGS_MISSING] = "missing",
};

const char *
mdg_settings_verdict_nick (MdgSettingsVerdict verdict)
{
  g_return_val_if_fail ((guint)verdict < G_N_ELEMENTS (verdicts), NULL);
  return verdicts[verdict];
}

const char *
mdg_settings_field_nick (MdgSettingsField field)
{
  g_return_val_if_fail ((guint)field < G_N_ELEMENTS (fields), NULL);
  return fields[field];
}

const char *
mdg_settings_doubt_nick (MdgSettingsDoubt doubt)
{
  g_return_val_if_fail ((guint)doubt < G_N_ELEMENTS (doubts), NULL);
  return doubts[doubt];
}

/* Judging */

static MdgSettingsDoubt
judge_institution_code (const MdgAccountSettings *settings)
{
  switch (mdg_institution_code_check (settings->institution_code, settings->id))
    {
    case MDG_INSTITUTION_CODE_OK:
      return MDG_SETTINGS_SURE;
    case MDG_INSTITUTION_CODE_EMPTY:
      return MDG_SETTINGS_MISSING;
    case MDG_INSTITUTION_CODE_PREFECTURE:
    case MDG_INSTITUTION_CODE_CHECK_DIGIT:
      return MDG_SETTINGS_UNUSUAL;
    default:
      return MDG_SETTINGS_MALFORMED;
    }
}

/* Nobody's login depends on it. */
static MdgSettingsDoubt
judge_name (const char *name)
{
  return name == NULL || *name == '\0' ? MDG_SETTINGS_ABSENT
         : strlen (name) > NAME_BYTES  ? MDG_SETTINGS_MALFORMED
                                       : MDG_SETTINGS_SURE;
}

static MdgSettingsDoubt
judge_id (const MdgAccountSettings *settings)
{
  MdgAccountKind kind;

  if (settings->id == NULL || *settings->id == '\0')
    return MDG_SETTINGS_MISSING;
  return mdg_account_id_check (settings->id, &kind) && kind == settings->kind
             ? MDG_SETTINGS_SURE
             : MDG_SETTINGS_MALFORMED;
}

/* The rules are those of レセコン連携 ([0] p.12); the sample of [3] has no special character. */
static MdgSettingsDoubt
judge_password (const MdgAccountSettings *settings)
{
  MdgRuleVerdict rules[MDG_PASSWORD_N_RULES];
  const char *password;
  gsize length;

  if (settings->password == NULL || mdg_secret_get_length (settings->password) == 0)
    return MDG_SETTINGS_MISSING;
  password = mdg_secret_get_string (settings->password);
  length = strlen (password);
  for (const char *p = password; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return MDG_SETTINGS_MALFORMED;
  if (length < MDG_PASSWORD_MIN || length > MDG_PASSWORD_MAX)
    return MDG_SETTINGS_MALFORMED;
  return settings->kind == MDG_ACCOUNT_APP
                 || mdg_password_rules_check (password, NULL, NULL, NULL, rules)
             ? MDG_SETTINGS_SURE
             : MDG_SETTINGS_UNUSUAL;
}

static MdgSettingsDoubt
judge_activation_code (const MdgAccountSettings *settings)
{
  if (settings->activation_code == NULL)
    return settings->kind == MDG_ACCOUNT_APP ? MDG_SETTINGS_MISSING : MDG_SETTINGS_ABSENT;
  if (settings->kind != MDG_ACCOUNT_APP)
    return MDG_SETTINGS_UNUSUAL;
  return mdg_text_is_digits (mdg_secret_get_string (settings->activation_code),
                             MDG_ACTIVATION_CODE_DIGITS)
             ? MDG_SETTINGS_SURE
             : MDG_SETTINGS_MALFORMED;
}

static MdgSettingsDoubt
judge_user_type (const MdgAccountSettings *settings)
{
  if (settings->user_type == NULL)
    return MDG_SETTINGS_ABSENT;
  return settings->kind == MDG_ACCOUNT_APP
                 || strcmp (settings->user_type, MDG_USER_TYPE_AUTHENTICATOR) == 0
             ? MDG_SETTINGS_SURE
             : MDG_SETTINGS_UNUSUAL;
}

/* Another address than the documents' is the first thing that a forged PDF would have. */
static MdgSettingsDoubt
judge_url (const MdgAccountSettings *settings)
{
  if (settings->url == NULL)
    return MDG_SETTINGS_ABSENT;
  if (strlen (settings->url) > URL_BYTES)
    return MDG_SETTINGS_MALFORMED;
  return settings->kind == MDG_ACCOUNT_LINKAGE && strcmp (settings->url, MDG_LINKAGE_URL) == 0
             ? MDG_SETTINGS_SURE
             : MDG_SETTINGS_UNUSUAL;
}

static MdgSettingsDoubt
judge_day (const char *day)
{
  int year = 0, month = 0, number = 0;

  if (day == NULL)
    return MDG_SETTINGS_ABSENT;
  if (sscanf (day, "%4d-%2d-%2d", &year, &month, &number) != 3
      || !g_date_valid_dmy ((GDateDay)number, (GDateMonth)month, (GDateYear)year))
    return MDG_SETTINGS_MALFORMED;
  return MDG_SETTINGS_SURE;
}

gboolean
mdg_settings_reading_judge (MdgSettingsReading *reading)
{
  const MdgAccountSettings *settings = reading->settings;
  gboolean usable = TRUE;

  g_return_val_if_fail (settings != NULL, FALSE);

  const MdgSettingsDoubt found[] = {
    [MDG_SETTINGS_INSTITUTION_CODE] = judge_institution_code (settings),
    [MDG_SETTINGS_INSTITUTION_NAME] = judge_name (settings->institution_name),
    [MDG_SETTINGS_ID] = judge_id (settings),
    [MDG_SETTINGS_PASSWORD] = judge_password (settings),
    [MDG_SETTINGS_ACTIVATION_CODE] = judge_activation_code (settings),
    [MDG_SETTINGS_USER_TYPE] = judge_user_type (settings),
    [MDG_SETTINGS_URL] = judge_url (settings),
    [MDG_SETTINGS_ISSUED_ON] = judge_day (settings->issued_on),
  };
  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    {
      MdgSettingsDoubt kept = reading->doubts[i];

      if (kept != MDG_SETTINGS_JOINED && kept != MDG_SETTINGS_SEVERAL)
        kept = MDG_SETTINGS_SURE;
      reading->doubts[i] = MAX (kept, found[i]);
      usable = usable && found[i] < MDG_SETTINGS_MALFORMED;
    }
  return usable;
}

/* Recognising */

MdgSettingsReading *
mdg_settings_reading_new (MdgSettingsVerdict verdict)
{
  MdgSettingsReading *reading = g_new0 (MdgSettingsReading, 1);

  reading->verdict = verdict;
  return reading;
}

void
mdg_settings_reading_free (MdgSettingsReading *reading)
{
  if (reading == NULL)
    return;
  g_clear_pointer (&reading->settings, mdg_account_settings_free);
  g_free (reading);
}

/* Without white space and hyphens, in half width. */
static char *
take_code (const char *text)
{
  return text != NULL ? mdg_text_code (text) : NULL;
}

/* Some producers write radicals (⾦, ⻘) where characters are meant. */
static char *
take_name (const char *text)
{
  GString *name;

  if (text == NULL)
    return NULL;
  name = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar whole[2] = { c, 0 };
      gsize n = 0;

      if (c >= 0x2E80 && c <= 0x2FD5)
        n = g_unichar_fully_decompose (c, TRUE, whole, G_N_ELEMENTS (whole));
      g_string_append_unichar (name, n == 1 ? whole[0] : c);
    }
  return g_string_free (name, FALSE);
}

/* A password has no white space in it ([0] p.12); what parts it are the gaps of a typeface. */
static MdgSecret *
take_secret (const char *text, gboolean code)
{
  char *narrow;
  MdgSecret *secret;

  if (text == NULL)
    return NULL;
  narrow = code ? mdg_text_code (text) : mdg_text_narrow (text);
  char *to = narrow;
  for (const char *from = narrow; *from != '\0'; from++)
    if (!g_ascii_isspace (*from))
      *to++ = *from;
  secret = mdg_secret_new (narrow, (gsize)(to - narrow));
  while (*to != '\0')
    *to++ = ' '; /* wiping ends at the first NUL */
  mdg_wipe_string (narrow);
  return secret;
}

static MdgAccountSettings *
take_settings (const MdgSettingsLayout *layout)
{
  const MdgSettingsFound *found = layout->fields;
  MdgAccountSettings *settings = mdg_account_settings_new (MDG_ACCOUNT_APP);
  g_autofree char *id = take_code (found[MDG_SETTINGS_ID].text);
  g_autofree char *type = take_code (found[MDG_SETTINGS_USER_TYPE].text);
  MdgAccountKind kind = layout->linkage && !layout->app ? MDG_ACCOUNT_LINKAGE : MDG_ACCOUNT_APP;

  settings->id = id != NULL ? g_ascii_strup (id, -1) : NULL;
  /* The page's word counts; where it has none, or both, the ID's does. */
  if (layout->app == layout->linkage)
    mdg_account_id_check (settings->id, &kind);
  settings->kind = kind;
  settings->institution_code = take_code (found[MDG_SETTINGS_INSTITUTION_CODE].text);
  settings->institution_name = take_name (found[MDG_SETTINGS_INSTITUTION_NAME].text);
  settings->password = take_secret (found[MDG_SETTINGS_PASSWORD].text, FALSE);
  settings->activation_code = take_secret (found[MDG_SETTINGS_ACTIVATION_CODE].text, TRUE);
  settings->user_type = g_steal_pointer (&type);
  if (kind == MDG_ACCOUNT_LINKAGE)
    settings->url = g_strdup (found[MDG_SETTINGS_URL].text);
  settings->issued_on = g_strdup (found[MDG_SETTINGS_ISSUED_ON].text);
  return settings;
}

static void
note_doubts (MdgSettingsReading *reading, const MdgSettingsLayout *layout)
{
  const char *password = layout->fields[MDG_SETTINGS_PASSWORD].text;

  for (gsize i = 0; i < MDG_SETTINGS_N_FIELDS; i++)
    if (layout->fields[i].several)
      reading->doubts[i] = MDG_SETTINGS_SEVERAL;
  if (password != NULL && strchr (password, ' ') != NULL
      && reading->doubts[MDG_SETTINGS_PASSWORD] == MDG_SETTINGS_SURE)
    reading->doubts[MDG_SETTINGS_PASSWORD] = MDG_SETTINGS_JOINED;
  mdg_settings_reading_judge (reading);
}

/* Which document it is. */
static MdgSettingsVerdict
decide (const MdgPdfWords *words, const MdgSettingsLayout *layout)
{
  const char *id = layout->fields[MDG_SETTINGS_ID].text;
  g_autofree char *code = id != NULL ? mdg_text_code (id) : NULL;
  g_autofree char *upper = code != NULL ? g_ascii_strup (code, -1) : NULL;

  if (words->words->len == 0)
    return MDG_SETTINGS_NO_TEXT;
  if (layout->title && (layout->app || layout->linkage))
    return MDG_SETTINGS_RECOGNISED;
  if (layout->n_labels >= NAMES_FOR_OURS && mdg_account_id_check (upper, NULL))
    return MDG_SETTINGS_RECOGNISED;
  return layout->title ? MDG_SETTINGS_OTHER_SYSTEM : MDG_SETTINGS_FOREIGN;
}

MdgSettingsReading *
mdg_settings_reading_recognise (const MdgPdfWords *words)
{
  g_autoptr (MdgSettingsLayout) layout = NULL;
  MdgSettingsReading *reading;

  if (words->state != MDG_PDF_READ)
    return mdg_settings_reading_new (words->state == MDG_PDF_ENCRYPTED ? MDG_SETTINGS_ENCRYPTED
                                                                       : MDG_SETTINGS_DAMAGED);
  layout = mdg_settings_layout_new (words);
  reading = mdg_settings_reading_new (decide (words, layout));
  if (reading->verdict != MDG_SETTINGS_RECOGNISED)
    return reading;
  reading->settings = take_settings (layout);
  note_doubts (reading, layout);
  return reading;
}
