/* accounts-text.c: the words of the account list.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/accounts-text.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "error-text.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

const char *
mdg_account_kind_text (MdgAccountKind kind)
{
  return kind == MDG_ACCOUNT_LINKAGE ? C_ ("account kind", "Receipt computer linkage")
                                     : C_ ("account kind", "Eligibility app");
}

const char *
mdg_account_status_text (MdgAccountStatus status)
{
  switch (status)
    {
    case MDG_ACCOUNT_NOT_STARTED:
      return C_ ("account status", "Not usable (before start)");
    case MDG_ACCOUNT_USABLE:
      return C_ ("account status", "Usable");
    case MDG_ACCOUNT_CANCELLING:
      return C_ ("account status", "Usable (to be cancelled)");
    case MDG_ACCOUNT_SUSPENDED:
      return C_ ("account status", "Suspended");
    case MDG_ACCOUNT_ENDED:
      return C_ ("account status", "Ended");
    default:
      return "";
    }
}

char *
mdg_account_row_status_text (const MdgAccountRow *row)
{
  const char *status = mdg_account_status_text (row->account->status);

  if (row->pending & MDG_PENDING_CONFLICT)
    /* Translators: an account's status, and that a conflict is to be decided */
    return g_strdup_printf (_ ("%s · to be decided"), status);
  if (row->pending != 0)
    /* Translators: an account's status, and that a change of it waits to be sent */
    return g_strdup_printf (_ ("%s · not sent yet"), status);
  return g_strdup (status);
}

const char *
mdg_application_status_text (MdgApplicationStatus status)
{
  switch (status)
    {
    case MDG_APPLICATION_RECEIVED:
      return C_ ("application status", "Received");
    case MDG_APPLICATION_IN_PROGRESS:
      return C_ ("application status", "In progress");
    default:
      return C_ ("application status", "Completed");
    }
}

const char *
mdg_application_next_text (MdgApplicationStatus status)
{
  switch (status)
    {
    case MDG_APPLICATION_RECEIVED:
      return _ (
          "The procedure has not begun yet. A mail comes when it is completed, within about a "
          "week at most.");
    case MDG_APPLICATION_IN_PROGRESS:
      return _ (
          "The accounts are being set up. A mail comes when that is completed, within about a "
          "week at most.");
    default:
      return _ ("The new accounts stand in the account list.");
    }
}

char *
mdg_age_text (gint64 when, gint64 now)
{
  gint64 age = now - when;

  if (age < MINUTE)
    return g_strdup (_ ("just now"));
  if (age < HOUR)
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", (gulong)(age / MINUTE)),
                            (int)(age / MINUTE));
  if (age < DAY)
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", (gulong)(age / HOUR)),
                            (int)(age / HOUR));
  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong)(age / DAY)),
                          (int)(age / DAY));
}

char *
mdg_outbox_entry_title (const MdgOutboxEntry *entry)
{
  switch (entry->kind)
    {
    case MDG_OUTBOX_NOTE:
      return g_strdup_printf (_ ("%s: note “%s”"), entry->account_id,
                              mdg_account_note_text (entry->note));
    case MDG_OUTBOX_CANCELLATION:
      return g_strdup_printf (_ ("%s: cancellation request"), entry->account_id);
    default:
      return g_strdup_printf (ngettext ("Application for %d more account (%s)",
                                        "Application for %d more accounts (%s)",
                                        (gulong)entry->request->count),
                              entry->request->count, mdg_account_kind_text (entry->request->kind));
    }
}

char *
mdg_account_refusal_text (MdgErrorCode reason, int limit)
{
  g_autoptr (GError) error = mdg_error_new (reason, "refused");
  g_autoptr (MdgErrorText) text = NULL;
  g_autofree char *why = NULL;

  mdg_error_set_limit (error, limit);
  text = mdg_error_text_new (error);
  switch (reason)
    {
    case MDG_ERROR_NOT_FOUND:
      why = g_strdup (_ ("It does not know this account (any more). Compare it with the list."));
      break;
    case MDG_ERROR_SERVICE_FAILED: /* of its form, three times (mdg_error_is_final) */
      why = g_strdup (_ ("It does not take it in this form, however often it is sent. Nothing was "
                         "changed there. Ask for "
                         "it in the portal, or again after an update of this program."));
      break;
    case MDG_ERROR_LIMIT_EXCEEDED:
    case MDG_ERROR_USE_NOT_STARTED:
    case MDG_ERROR_NOT_CANCELLABLE:
      why = mdg_text_join (text->happened, text->next);
      break;
    default: /* the advice is for who is at a form */
      why = g_strdup (text->happened);
    }
  return g_strdup_printf (_ ("The service refused this. %s"), why);
}

char *
mdg_outbox_entry_detail (const MdgOutboxEntry *entry)
{
  g_autofree char *when = mdg_date_time_text (entry->made_at);

  switch (entry->state)
    {
    case MDG_OUTBOX_CONFLICT:
      return g_strdup (_ ("Somebody else changed this note meanwhile. Nothing was overwritten: "
                          "decide which one is to stand."));
    case MDG_OUTBOX_REFUSED:
      return mdg_account_refusal_text (entry->reason, entry->limit);
    case MDG_OUTBOX_SENT:
      return g_strdup_printf (_ ("Asked for on %s. On its way."), when);
    default:
      return g_strdup_printf (
          _ ("Asked for on %s. Kept on this computer; it is sent when the service can be reached."),
          when);
    }
}

char *
mdg_account_note_line (const char *typed)
{
  g_auto (GStrv) lines = g_strsplit_set (typed, "\r\n\t", -1);
  GString *line = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *part = g_strstrip (lines[i]);

      if (*part != '\0' && line->len > 0)
        g_string_append_c (line, ' ');
      g_string_append (line, part);
    }
  return g_string_free (line, FALSE);
}

const char *
mdg_account_note_text (const char *note)
{
  return note != NULL && *note != '\0' ? note : C_ ("note", "(none)");
}
