/* settings-text.c: the words of 「ユーザ設定情報」 and of 履歴.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/settings-text.h"

#include <glib/gi18n.h>

#include "accounts/accounts-text.h"
#include "error-text.h"

const char *
mdg_settings_verdict_text (MdgSettingsVerdict verdict)
{
  switch (verdict)
    {
    case MDG_SETTINGS_RECOGNISED:
      return "";
    case MDG_SETTINGS_FOREIGN:
      return _ ("This is another document, no “user settings”. Nothing was kept of it. Choose the "
                "file that is attached to the account in the portal.");
    case MDG_SETTINGS_OTHER_SYSTEM:
      return _ ("These are “user settings” of another system, such as online billing. Nothing was "
                "kept of them. Choose the file of the eligibility account.");
    case MDG_SETTINGS_NO_TEXT:
      return _ ("This is a picture of a page (scanned or photographed): there is no text in it to "
                "be read. Nothing was kept of it. Type the values by hand.");
    case MDG_SETTINGS_ENCRYPTED:
      return _ ("This PDF opens only with a password of its own, which the program does not ask "
                "for. Nothing was kept of it. Open it in a viewer and type the values by hand.");
    case MDG_SETTINGS_DAMAGED:
      return _ (
          "This PDF is damaged or cut off. Nothing was kept of it. Download it again, or type "
          "the values by hand.");
    case MDG_SETTINGS_NO_PDF:
      return _ ("This is no PDF. Nothing was kept of it. Choose the file that is attached to the "
                "account in the portal.");
    default:
      return _ ("This file is too large for “user settings”. Nothing was kept of it. Choose the "
                "file that is attached to the account in the portal.");
    }
}

gboolean
mdg_settings_verdict_wants_typing (MdgSettingsVerdict verdict)
{
  return verdict == MDG_SETTINGS_NO_TEXT || verdict == MDG_SETTINGS_ENCRYPTED
         || verdict == MDG_SETTINGS_DAMAGED;
}

/* The form of the documents. */
static const char *
form_text (MdgSettingsField field)
{
  switch (field)
    {
    case MDG_SETTINGS_INSTITUTION_CODE:
      return _ ("Type the ten digits of the institution code.");
    case MDG_SETTINGS_ID:
      return _ ("Type the ID: W and seven digits, or WA and six.");
    case MDG_SETTINGS_PASSWORD:
      return _ ("Type the password of 8 to 20 characters.");
    case MDG_SETTINGS_ACTIVATION_CODE:
      return _ ("Type the twelve digits of the activation code.");
    default:
      return _ ("Correct this field.");
    }
}

const char *
mdg_settings_doubt_text (MdgSettingsField field, MdgSettingsDoubt doubt)
{
  switch (doubt)
    {
    case MDG_SETTINGS_SURE:
    case MDG_SETTINGS_ABSENT:
      return NULL;
    case MDG_SETTINGS_JOINED:
      return _ ("Stood in pieces in the file: compare it with the paper.");
    case MDG_SETTINGS_SEVERAL:
      return _ ("The file has more than one value for this: compare it with the paper.");
    case MDG_SETTINGS_UNUSUAL:
      return _ ("Is not as the documents have it: compare it with the paper.");
    default:
      return form_text (field);
    }
}

static char *
failure_text (const GError *error)
{
  g_autoptr (MdgErrorText) text = mdg_error_text_new (error);
  g_autofree char *kept = mdg_text_join (text->happened, _ ("Nothing was kept of this file."));
  g_autofree char *words = mdg_text_join (kept, text->next);

  /* There is no other place for it on a row. */
  return g_strdup_printf ("%s\n%s", words, text->code);
}

static const char *
id_of (const MdgIntakeItem *item)
{
  return item->reading != NULL && item->reading->settings != NULL
                 && item->reading->settings->id != NULL
             ? item->reading->settings->id
             : "";
}

static const char *
code_of (const MdgIntakeItem *item)
{
  return item->reading != NULL && item->reading->settings != NULL
                 && item->reading->settings->institution_code != NULL
             ? item->reading->settings->institution_code
             : "–";
}

char *
mdg_intake_item_text (const MdgIntakeItem *item)
{
  switch (item->state)
    {
    case MDG_INTAKE_WAITING:
      return g_strdup (_ ("Waits for its turn"));
    case MDG_INTAKE_READING:
      return g_strdup (_ ("Is being read…"));
    case MDG_INTAKE_KEPT:
      return g_strdup_printf (_ ("The values of %s are kept, encrypted."), id_of (item));
    case MDG_INTAKE_CHECK:
      return g_strdup (_ ("Something is missing or may have been misread. Nothing was kept yet: "
                          "please check the values."));
    case MDG_INTAKE_DIFFERS:
      return g_strdup_printf (_ ("Other values of %s are kept already. They were not replaced."),
                              id_of (item));
    case MDG_INTAKE_LEFT_OUT:
      return g_strdup_printf (_ ("What was kept of %s stays. The values of this file were let go "
                                 "of; the file itself was not changed."),
                              id_of (item));
    case MDG_INTAKE_OTHER:
      return g_strdup_printf (_ ("This file is about the account %s of the institution code %s. "
                                 "Nothing was kept. Open that account, or choose another file."),
                              id_of (item), code_of (item));
    case MDG_INTAKE_REFUSED:
      return g_strdup (mdg_settings_verdict_text (item->reading->verdict));
    case MDG_INTAKE_CANCELLED:
      return g_strdup (_ ("Stopped. Nothing was kept of this file. Open it again to read it."));
    default:
      return failure_text (item->error);
    }
}

/* 履歴 ---------------------------------------------------------------------------------------- */

static const char *
or_none (const char *text)
{
  return text != NULL && *text != '\0' ? text : C_ ("note", "(none)");
}

static const char *
status_text (const char *number)
{
  guint64 status = 0;

  if (number == NULL
      || !g_ascii_string_to_unsigned (number, 10, 0, MDG_ACCOUNT_ENDED, &status, NULL))
    return "";
  return mdg_account_status_text ((MdgAccountStatus)status);
}

static char *
change_text (const char *column, const char *before, const char *after)
{
  /* Translators: a column of the account list, what stood there, and what stands there now */
  return g_strdup_printf (_ ("%s: “%s” → “%s”"), column, before, after);
}

static char *
column_text (const MdgAccountEvent *event)
{
  const char *before = or_none (event->before), *after = or_none (event->after);

  switch (event->kind)
    {
    case MDG_EVENT_NOTE:
      return change_text (C_ ("account column", "Note (user, terminal, …)"), before, after);
    case MDG_EVENT_STATUS:
      return change_text (C_ ("account column", "Status"), status_text (event->before),
                          status_text (event->after));
    case MDG_EVENT_STARTED_ON:
      return change_text (C_ ("account column", "Start of use"), before, after);
    case MDG_EVENT_ENDED_ON:
      return change_text (C_ ("account column", "End of use"), before, after);
    case MDG_EVENT_SUSPENDED_ON:
      return change_text (C_ ("account column", "Suspension"), before, after);
    case MDG_EVENT_FACILITY:
      return change_text (C_ ("account column", "Facility"), before, after);
    default:
      return g_strdup (_ ("Something that this version of the program does not know"));
    }
}

char *
mdg_account_event_text (const MdgAccountEvent *event)
{
  switch (event->kind)
    {
    case MDG_EVENT_NOTE_SAVED:
      return g_strdup_printf (_ ("Note saved: “%s”"), or_none (event->after));
    case MDG_EVENT_CANCELLATION:
      return g_strdup (_ ("Cancellation requested"));
    case MDG_EVENT_DECIDED:
      return g_strdup (_ ("Decided which of two notes is to stand"));
    case MDG_EVENT_WITHDRAWN:
      return g_strdup (_ ("Taken back or put away what was not sent"));
    case MDG_EVENT_REFUSED:
      return mdg_account_refusal_text (mdg_error_code_from_nick (event->after), -1);
    case MDG_EVENT_PDF_SAVED:
      return g_strdup (_ ("Attachment saved as a file"));
    case MDG_EVENT_SETTINGS_KEPT:
      return g_strdup (_ ("User settings kept, encrypted"));
    case MDG_EVENT_SETTINGS_SHOWN:
      return g_strdup (_ ("Secret shown"));
    case MDG_EVENT_SETTINGS_PRINTED:
      return g_strdup (_ ("User settings sheet printed"));
    case MDG_EVENT_SETTINGS_SAVED:
      return g_strdup (_ ("User settings sheet saved as PDF"));
    case MDG_EVENT_SETTINGS_FORGOTTEN:
      return g_strdup (_ ("User settings deleted from this computer"));
    default:
      return column_text (event);
    }
}

char *
mdg_account_event_side_text (const MdgAccountEvent *event)
{
  switch (event->side)
    {
    case MDG_SIDE_HERE:
      return *event->by_whom != '\0' ? g_strdup_printf (_ ("this computer, %s"), event->by_whom)
                                     : g_strdup (_ ("this computer"));
    case MDG_SIDE_IMPORT:
      return g_strdup (_ ("imported table"));
    case MDG_SIDE_ARRIVED:
      return g_strdup (_ ("service, as asked for here"));
    default:
      return g_strdup (_ ("service"));
    }
}
