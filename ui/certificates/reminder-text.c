/* reminder-text.c: what a reminder says, and what its button does.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/reminder-text.h"

#include <glib/gi18n.h>

#include "dates.h"

static const char *
whose (const MdgReminder *reminder)
{
  return *reminder->institution_code != '\0' ? reminder->institution_code : reminder->name;
}

static char *
expires_title (const MdgReminder *reminder)
{
  if (reminder->days < 0)
    return g_strdup_printf (_ ("Certificate %s has expired."), whose (reminder));
  if (reminder->days == 0)
    return g_strdup_printf (_ ("Certificate %s expires today."), whose (reminder));
  return g_strdup_printf (ngettext ("Certificate %s expires in %d day.",
                                    "Certificate %s expires in %d days.", reminder->days),
                          whose (reminder), reminder->days);
}

static void
fill_expires (MdgReminderText *text, const MdgReminder *reminder)
{
  g_autofree char *date = mdg_date_text (reminder->due);

  text->title = expires_title (reminder);
  if (reminder->days < 0)
    text->body
        = g_strdup_printf (_ ("It was valid until %s. Online eligibility verification and online "
                              "claims do not work any more."),
                           date);
  else
    text->body = g_strdup_printf (
        _ ("It is valid until %s. Renew it now: after that, online eligibility verification and "
           "online claims stop working."),
        date);
  text->button = _ ("How to _renew");
  text->page = "renewal";
}

static char *
download_title (const MdgReminder *reminder)
{
  const char *name = *reminder->name != '\0' ? reminder->name : reminder->institution_code;

  if (reminder->days < 0)
    return g_strdup_printf (_ ("The download deadline of the issue notice (%s) is over."), name);
  if (reminder->days == 0)
    return g_strdup_printf (_ ("The download deadline of the issue notice (%s) is today."), name);
  return g_strdup_printf (ngettext ("The download deadline of the issue notice (%s) is in %d day.",
                                    "The download deadline of the issue notice (%s) is in %d days.",
                                    reminder->days),
                          name, reminder->days);
}

static void
fill_download (MdgReminderText *text, const MdgReminder *reminder)
{
  text->title = download_title (reminder);
  text->body = g_strdup (
      reminder->days < 0
          ? _ ("The certificate cannot be downloaded any more; apply for a new issue (with a new "
               "fee). If it was downloaded, say so at the notice.")
          : _ ("Download the certificate before; afterwards a new issue, with a new fee, has to be "
               "applied for."));
  text->button = _ ("Open _notices");
  text->page = "notices";
}

static void
fill_backup (MdgReminderText *text, const MdgReminder *reminder)
{
  const char *name = whose (reminder);

  if (reminder->kind == MDG_REMINDER_RENEWED)
    {
      text->title = g_strdup_printf (_ ("The renewed certificate %s is not backed up yet."), name);
      text->body = g_strdup (_ ("The backup of the old one does not help any more. Back the new "
                                "one up to a USB stick."));
    }
  else if (reminder->kind == MDG_REMINDER_BAD_BACKUP)
    {
      text->title
          = g_strdup_printf (_ ("The backup of certificate %s is damaged or missing."), name);
      text->body = g_strdup (_ ("No other one is verified. Make a new backup, if possible on "
                                "another stick."));
    }
  else
    {
      text->title = g_strdup_printf (_ ("Certificate %s has no verified backup."), name);
      text->body = g_strdup (_ ("If this computer breaks, it takes days until a new one is issued. "
                                "Back it up to a USB stick."));
    }
  text->button = _ ("_Back up");
  text->page = "backup";
}

static void
fill_verify (MdgReminderText *text, const MdgReminder *reminder)
{
  text->title = g_strdup_printf (
      ngettext ("The backup of certificate %s was last verified %d day ago.",
                "The backup of certificate %s was last verified %d days ago.", reminder->days),
      whose (reminder), reminder->days);
  text->body
      = g_strdup (_ ("USB sticks forget with time. Plug it in and verify it; it takes a moment."));
  text->button = _ ("_Verify");
  text->page = "contents";
}

MdgReminderText *
mdg_reminder_text_new (const MdgReminder *reminder)
{
  MdgReminderText *text = g_new0 (MdgReminderText, 1);

  switch (reminder->kind)
    {
    case MDG_REMINDER_EXPIRES:
      fill_expires (text, reminder);
      break;
    case MDG_REMINDER_DOWNLOAD:
      fill_download (text, reminder);
      break;
    case MDG_REMINDER_VERIFY:
      fill_verify (text, reminder);
      break;
    default:
      fill_backup (text, reminder);
      break;
    }
  return text;
}

void
mdg_reminder_text_free (MdgReminderText *text)
{
  if (text == NULL)
    return;
  g_free (text->title);
  g_free (text->body);
  g_free (text);
}
