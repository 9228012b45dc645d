/* error-text.c: the one place where an error becomes the person's sentence.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "error-text.h"

#include <glib/gi18n.h>

/* msgids, by code. What is said with numbers is completed in the functions below the table. */
typedef struct
{
  const char *happened;
  const char *kept;
  const char *next;
} Words;

static const Words words[] = {
  [MDG_ERROR_FAILED]
  = { N_ ("This did not work."), N_ ("What you typed is still here."),
      N_ ("Try again. If it happens again, tell your system vendor the code below.") },
  [MDG_ERROR_INVALID_INPUT]
  = { N_ ("Something that was typed does not have the right form."),
      N_ ("What you typed is still here. Nothing was sent."), N_ ("Correct the marked field.") },

  [MDG_ERROR_WRONG_CREDENTIALS]
  = { N_ ("The institution code, login ID or password is not right."),
      N_ ("Institution code and login ID are still here."),
      N_ ("Check them against the user settings sheet. After three wrong passwords in a row the "
          "account is locked for 30 minutes.") },
  [MDG_ERROR_WRONG_PASSCODE]
  = { N_ ("The passcode is not right."), NULL,
      N_ ("Type the six digits that the Authenticator shows now; each is used once. After three "
          "wrong passcodes in a row the account is locked for 30 minutes.") },
  [MDG_ERROR_LOCKED]
  = { N_ ("This account is locked, because a password or passcode was wrong three times in a row."),
      N_ ("Nothing else has changed."),
      N_ ("Wait until the lock ends after 30 minutes, then log in with the right password.") },
  [MDG_ERROR_SESSION_REQUIRED]
  = { N_ ("You are not logged in any more."), N_ ("What the service confirmed before is kept."),
      N_ ("Log in again.") },
  [MDG_ERROR_SESSION_EXPIRED]
  = { N_ ("The session was ended, because nothing was done for 30 minutes."),
      N_ ("What the service confirmed before is kept."), N_ ("Log in again.") },
  [MDG_ERROR_SESSION_SUPERSEDED]
  = { N_ ("The session was ended, because somebody logged in with this account again."),
      N_ ("What the service confirmed before is kept."),
      N_ ("If it was not you or a colleague, change the password. Otherwise log in again.") },
  [MDG_ERROR_PASSWORD_RULES]
  = { N_ ("The new password does not keep all the rules."), N_ ("The old password still holds."),
      N_ ("Look at the rules marked in the list and choose another one. If none is marked, it may "
          "be too like an earlier password.") },
  [MDG_ERROR_PASSWORD_EXPIRED]
  = { N_ ("The password has expired."), N_ ("Your Authenticator registration is not affected."),
      N_ ("Change the password now; after that everything works as before.") },
  [MDG_ERROR_WRONG_STAGE] = { N_ ("The service is at another step than this screen."),
                              N_ ("What the service confirmed before is kept."),
                              N_ ("Go back to the login and start there.") },
  [MDG_ERROR_SERVICE_FAILED]
  = { N_ ("The service reported a fault of its own."), N_ ("What you typed is still here."),
      N_ ("Wait a little and try again. If it lasts, ask the help desk whether the service is "
          "disturbed.") },

  [MDG_ERROR_EDIT_CONFLICT] = { N_ ("Somebody else has changed this account meanwhile."),
                                N_ ("What you typed is still here. Nothing was overwritten."),
                                N_ ("Compare the two and decide which one is to be kept.") },
  [MDG_ERROR_LIMIT_EXCEEDED]
  = { N_ ("This is more accounts than can be applied for."), N_ ("No application was made."),
      N_ ("Apply for fewer: up to 20 for the app in one application, up to 5 for receipt computers "
          "per facility in all.") },
  [MDG_ERROR_USE_NOT_STARTED]
  = { N_ ("The facility has not completed its application to start use."),
      N_ ("No application was made."),
      N_ ("Complete the application to start use first, then apply for more accounts.") },
  [MDG_ERROR_NOT_CANCELLABLE]
  = { N_ ("This account cannot be cancelled: it is not in use, or is about to end already."),
      N_ ("The account was not changed."), N_ ("Look at its status in the list.") },
  [MDG_ERROR_LIST_OUTDATED]
  = { N_ ("The list kept on this computer is too old to be brought up to date piece by piece."),
      N_ ("What you typed is still here."), N_ ("Fetch the whole list anew.") },
  [MDG_ERROR_SERVICE_FULL]
  = { N_ ("The service has no room left to write."),
      N_ ("What you typed is still here. Nothing was changed."),
      N_ ("In training the service runs on this computer: make room on its disk, then press the "
          "button again. Otherwise wait a little, and ask the help desk if it lasts.") },
  [MDG_ERROR_TOO_MANY_REQUESTS]
  = { N_ ("The service has too much to do and asks to wait."), N_ ("What you typed is still here."),
      N_ ("Wait a little and try again.") },

  [MDG_ERROR_ADDRESS_TAKEN]
  = { N_ ("This mail address is registered already."),
      N_ ("What you typed is still here. Nothing was registered."),
      N_ ("Log in with it, or register with another mail address. A facility that registers both "
          "as "
          "a judo therapist's and for acupuncture or massage needs two mail addresses.") },
  [MDG_ERROR_FACILITY_UNKNOWN] = { N_ ("No facility has this registration number."),
                                   N_ ("What you typed is still here. Nothing was registered."),
                                   N_ ("Compare the kind of facility, the mark before the number "
                                       "and the digits with the letter of "
                                       "approval.") },
  [MDG_ERROR_FACILITY_UNCONFIRMED]
  = { N_ ("The facility could not be confirmed: the birth date is not the one that was handed in."),
      N_ ("What you typed is still here. No application was made."),
      N_ ("Type the birth date of the treatment manager with this registration number, or choose "
          "to "
          "attach a document.") },
  [MDG_ERROR_LINK_UNKNOWN]
  = { N_ ("This link is not known."), N_ ("Nothing was changed."),
      N_ ("Use the newest mail: with each registration the link of the one before is gone.") },
  [MDG_ERROR_LINK_EXPIRED]
  = { N_ ("The link's 24 hours are over."), N_ ("What you typed is still here."),
      N_ ("Register again; another mail will come.") },
  [MDG_ERROR_LINK_USED]
  = { N_ ("The registration is complete already."), N_ ("Nothing was changed."),
      N_ ("Log in with mail address and password.") },
  [MDG_ERROR_LINK_DUE]
  = { N_ ("The registration is not complete yet."), N_ ("What you typed is still here."),
      N_ ("Open the link in the mail first; it is good for 24 hours.") },
  [MDG_ERROR_ALREADY_APPLIED]
  = { N_ ("This facility has applied to start use already."), N_ ("No application was made."),
      N_ ("Wait for the mail, or look at how far the application has come.") },
  [MDG_ERROR_NOT_CONFIGURED]
  = { N_ ("The settings of this computer do not say rightly which service to use."),
      N_ ("Nothing was sent. What is stored on this computer is unchanged."),
      N_ ("Tell your system vendor the code below: profile, address of the gateway and its CA file "
          "are set when the program is installed.") },
  [MDG_ERROR_UNREACHABLE]
  = { N_ ("The service cannot be reached."), N_ ("What you typed is still here."),
      N_ ("Check the network cable or line, then press “Try again”.") },
  [MDG_ERROR_TIMED_OUT]
  = { N_ ("The service did not answer in time."), N_ ("What you typed is still here."),
      N_ ("Try again in a moment. If it lasts, check the line.") },
  [MDG_ERROR_SERVER_UNTRUSTED]
  = { N_ ("The other side cannot prove that it is the service."), N_ ("Nothing was sent to it."),
      N_ ("Do not go on. Tell your system vendor the code below.") },
  [MDG_ERROR_CERTIFICATE_MISSING]
  = { N_ ("The service asks for the client certificate of this terminal, and none is chosen."),
      N_ ("What you typed is still here."),
      N_ ("Choose the certificate file (.p12) at “Client certificate” on the login page.") },
  [MDG_ERROR_CERTIFICATE_REFUSED]
  = { N_ ("The service does not accept the client certificate of this terminal."),
      N_ ("What you typed is still here."),
      N_ ("Check at “Client certificate” on the login page that it is the right one and has not "
          "expired, and choose another if need be.") },
  [MDG_ERROR_BAD_ANSWER]
  = { N_ ("The service gave an answer that makes no sense."),
      N_ ("Nothing of it was used; what you typed is still here."),
      N_ ("Try again. If it happens again, tell your system vendor the code below.") },

  [MDG_ERROR_P12_WRONG_PASSWORD] = { N_ ("The password of the certificate file is not right."),
                                     N_ ("The certificate used so far stays in use."),
                                     N_ ("Type the password that was set when the certificate was "
                                         "downloaded. It is not the login password.") },
  [MDG_ERROR_P12_DAMAGED] = { N_ ("This file is not a certificate file, or it is damaged."),
                              N_ ("The certificate used so far stays in use."),
                              N_ ("Choose the .p12 file that was downloaded, or a backup of it.") },
  [MDG_ERROR_P12_UNSUPPORTED]
  = { N_ ("The certificate file is encrypted in a way that this program does not know."),
      N_ ("The certificate used so far stays in use."),
      N_ ("Export it anew with AES-256 or Triple DES, then choose it here.") },
  [MDG_ERROR_P12_NO_KEY] = { N_ ("The file holds no certificate with its private key."),
                             N_ ("The certificate used so far stays in use."),
                             N_ ("Choose the .p12 file that was downloaded; an exported "
                                 "certificate alone (.cer) is not enough.") },
  [MDG_ERROR_P12_EXPIRED]
  = { N_ ("This client certificate has expired."), N_ ("The file was not changed."),
      N_ ("Renew it, then choose the renewed file at “Client certificate” on the login page.") },
  [MDG_ERROR_P12_NOT_YET_VALID]
  = { N_ ("This client certificate is not valid yet."), N_ ("The file was not changed."),
      N_ ("Check the date and time of this computer.") },
  [MDG_ERROR_P12_TOO_LONG]
  = { N_ ("This file is longer than any certificate file (more than 1 MiB), so it was not opened."),
      N_ ("The file was not changed."),
      N_ ("Choose the .p12 file that was downloaded, or a backup of it.") },
  [MDG_ERROR_P12_FOREIGN_KEY]
  = { N_ ("The private key in this file does not belong to the certificate in it."),
      N_ ("The file was not changed."),
      N_ ("It cannot be used. Choose the .p12 file that was downloaded, or a backup of it.") },

  [MDG_ERROR_NOT_FOUND]
  = { N_ ("The file is not there."), NULL,
      N_ ("Check whether it was moved or the drive was taken out, then choose it again.") },
  [MDG_ERROR_DAMAGED] = { N_ ("The file with this computer's own records is damaged."),
                          N_ ("It was left as it is; nothing was overwritten."),
                          N_ ("Begin new records (these are kept under another name), or ask your "
                              "system vendor to look at the file.") },
  [MDG_ERROR_TOO_NEW] = { N_ ("The file with this computer's own records was written by a newer "
                              "version of this program."),
                          N_ ("It was left as it is; nothing was overwritten."),
                          N_ ("Install the newer version again, then start it.") },
  [MDG_ERROR_NO_SPACE]
  = { N_ ("The disk is full."), N_ ("What was saved before is kept; this could not be added."),
      N_ ("Make room on the disk, then try again.") },
  [MDG_ERROR_READ_ONLY]
  = { N_ ("Nothing can be written to this folder."),
      N_ ("What was saved before is kept; this could not be added."),
      N_ ("Choose another folder, or ask the administrator for the right to write there.") },
  [MDG_ERROR_IN_USE]
  = { N_ ("The records are open in another place already."), N_ ("Nothing was changed."),
      N_ ("Go on in the window that is open already, or close it and try again.") },
  [MDG_ERROR_WRONG_PASSPHRASE]
  = { N_ ("The staff passphrase is not right."), N_ ("Nothing was changed."),
      N_ ("Type it again, or use the printed recovery code.") },
  [MDG_ERROR_VAULT_LOCKED] = { N_ ("The secrets are locked."), N_ ("Nothing was changed."),
                               N_ ("Unlock them with the staff passphrase, then try again.") },

  [MDG_ERROR_WRAP_REFUSED]
  = { N_ ("Windows does not open the key of this computer's own records any more."),
      N_ ("They were left as they are; nothing was overwritten or deleted."),
      N_ ("This happens when an administrator has reset the Windows password: begin new records "
          "then. It also happens when the records are those of another user: sign in to Windows "
          "as that user then.") },

  [MDG_ERROR_EXISTS] = { N_ ("There is another file of this name already."),
                         N_ ("It was left as it is; nothing was overwritten."),
                         N_ ("Choose another folder or another name.") },
  [MDG_ERROR_TOO_LARGE]
  = { N_ ("The file is larger than this drive can hold in one file."), N_ ("Nothing was changed."),
      N_ ("Use a drive formatted as exFAT or NTFS.") },
  [MDG_ERROR_DRIVE_FAILED]
  = { N_ ("The drive could not be read or written."),
      N_ ("The original file was not changed, and nothing half-written counts as a backup."),
      N_ ("Plug the drive in again and try once more. If it fails again, use another one.") },
  [MDG_ERROR_DRIVE_GONE]
  = { N_ ("The drive was taken out before the work was finished."),
      N_ ("The original file was not changed, and nothing half-written counts as a backup."),
      N_ ("Plug it in again and start once more.") },
  [MDG_ERROR_DRIVE_LOCKED]
  = { N_ ("The drive is encrypted (BitLocker) and locked."), N_ ("Nothing was changed."),
      N_ ("Open it in Explorer with its password, then try again.") },
  [MDG_ERROR_COPY_DIFFERS]
  = { N_ ("What was read back from the drive is not what was written to it."),
      N_ ("The original file was not changed. The copy on the drive does not count as a backup."),
      N_ ("Do not trust this drive any more; use another one.") },

  [MDG_ERROR_NO_READER]
  = { N_ ("No card reader can be used."), N_ ("The card was not changed."),
      N_ ("Check that the reader is plugged in; unplug it, wait ten seconds, and plug it in "
          "again.") },
  [MDG_ERROR_NO_CARD] = { N_ ("There is no card on the reader, or it was taken away too early."),
                          N_ ("The card was not changed."),
                          N_ ("Lay it on the reader and leave it there until the work is done.") },
  [MDG_ERROR_CARD_FAILED]
  = { N_ ("The card does not answer as it should."), N_ ("The card was not changed."),
      N_ ("Take it away and lay it on the reader again. If it happens with other cards as well, "
          "the reader may be at fault.") },

  [MDG_ERROR_NOT_SCANNABLE]
  = { N_ ("The sheet was not printed, because its QR code could not be read back in the check."),
      N_ ("The registration on the screen is not affected."),
      N_ ("Try again. If it happens again, write down the set-up key and tell your system vendor "
          "the code below.") },
  [MDG_ERROR_NO_QR_CODE]
  = { N_ ("There is no QR code in this picture."), N_ ("Nothing was changed."),
      N_ ("Choose a picture on which the whole QR code can be seen sharply.") },
  [MDG_ERROR_SEVERAL_QR_CODES]
  = { N_ ("There is more than one QR code in this picture."), N_ ("Nothing was changed."),
      N_ ("Cut out the one that is meant and try again.") },
};

static char *
next_sentence (const GError *error, const Words *w, MdgErrorCode code)
{
  gint64 wait = mdg_error_get_retry_after (error);

  if (code == MDG_ERROR_WRONG_CREDENTIALS && mdg_error_get_attempts_left (error) >= 0)
    {
      g_autofree char *attempts = mdg_error_text_attempts (error);
      return mdg_text_join (_ ("Check them against the user settings sheet."), attempts);
    }
  if (code == MDG_ERROR_WRONG_PASSCODE && mdg_error_get_attempts_left (error) >= 0)
    {
      g_autofree char *attempts = mdg_error_text_attempts (error);
      return mdg_text_join (
          _ ("Type the six digits that the Authenticator shows now; each is used once."), attempts);
    }
  if (code == MDG_ERROR_LIMIT_EXCEEDED && mdg_error_get_limit (error) >= 0)
    {
      int limit = mdg_error_get_limit (error);
      return g_strdup_printf (ngettext ("At most %d account can be applied for now.",
                                        "At most %d accounts can be applied for now.",
                                        (gulong)limit),
                              limit);
    }
  if (code == MDG_ERROR_LOCKED && wait > 0)
    {
      g_autofree char *span = mdg_text_duration (wait);
      return g_strdup_printf (_ ("Log in again in %s."), span);
    }
  return g_strdup (_ (w->next));
}

MdgErrorText *
mdg_error_text_new (const GError *error)
{
  MdgErrorText *text = g_new0 (MdgErrorText, 1);
  MdgErrorCode code = MDG_ERROR_FAILED;
  const Words *w;

  if (error != NULL && error->domain == MDG_ERROR && error->code >= 0
      && error->code < (int)G_N_ELEMENTS (words) && words[error->code].happened != NULL)
    code = (MdgErrorCode)error->code;
  w = &words[code];
  text->happened = g_strdup (_ (w->happened));
  text->kept = w->kept != NULL ? g_strdup (_ (w->kept)) : NULL;
  text->next = next_sentence (error, w, code);
  text->code = mdg_error_code_nick (code);
  return text;
}

MdgErrorText *
mdg_error_text_new_for_code (MdgErrorCode code)
{
  g_autoptr (GError) error = mdg_error_new (code, "%s", mdg_error_code_nick (code));

  return mdg_error_text_new (error);
}

guint
mdg_error_text_count (void)
{
  return G_N_ELEMENTS (words);
}

void
mdg_error_text_free (MdgErrorText *text)
{
  if (text == NULL)
    return;
  g_free (text->happened);
  g_free (text->kept);
  g_free (text->next);
  g_free (text);
}

char *
mdg_error_text_get_body (const MdgErrorText *text)
{
  if (text->kept == NULL)
    return g_strdup (text->next);
  return g_strconcat (text->kept, "\n", text->next, NULL);
}

char *
mdg_error_text_for_field (const char *field)
{
  if (g_strcmp0 (field, "institution_code") == 0)
    return g_strdup (_ ("Type the ten digits of the institution code."));
  if (g_strcmp0 (field, "login_id") == 0)
    return g_strdup (_ ("Type the login ID: W or WA and digits."));
  if (g_strcmp0 (field, "password") == 0)
    return g_strdup (_ ("Type the password."));
  if (g_strcmp0 (field, "current_password") == 0)
    return g_strdup (_ ("Type the password used so far."));
  if (g_strcmp0 (field, "new_password") == 0)
    return g_strdup (_ ("Type a new password that keeps all the rules."));
  if (g_strcmp0 (field, "passcode") == 0)
    return g_strdup (_ ("Type the six digits of the passcode."));
  if (g_strcmp0 (field, "request_id") == 0 || g_strcmp0 (field, "reference_id") == 0)
    return g_strdup (_ ("Type the ID as it stands on the notice."));
  if (g_strcmp0 (field, "deadline") == 0)
    return g_strdup (_ ("Type the date as it stands on the notice."));
  return g_strdup (_ ("Correct this field."));
}

char *
mdg_error_text_attempts (const GError *error)
{
  int left = mdg_error_get_attempts_left (error);

  if (left < 0)
    return NULL;
  return g_strdup_printf (
      ngettext ("You can try %d more time before the account is locked for 30 minutes.",
                "You can try %d more times before the account is locked for 30 minutes.", left),
      left);
}

char *
mdg_error_text_for_passphrase (const GError *error)
{
  gint64 wait = mdg_error_get_retry_after (error);
  g_autofree char *span = mdg_text_duration (wait);
  g_autofree char *again = NULL;

  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_WRONG_PASSPHRASE))
    return wait > 0 ? g_strdup_printf (_ ("The passphrase is not right. Try again in %s."), span)
                    : g_strdup (_ ("The passphrase is not right."));
  if (!g_error_matches (error, MDG_ERROR, MDG_ERROR_LOCKED))
    return NULL;
  again = g_strdup_printf (_ ("Try again in %s."), span);
  return mdg_text_join (_ ("Wrong passphrases make wait, longer each time."), again);
}

char *
mdg_text_join (const char *first, const char *second)
{
  if (second == NULL)
    return g_strdup (first);
  /* Translators: two sentences; Japanese has no space between them */
  return g_strdup_printf (_ ("%s %s"), first, second);
}

char *
mdg_text_duration (gint64 seconds)
{
  if (seconds < 60)
    return g_strdup_printf (_ ("%d s"), (int)MAX (seconds, 0));
  return g_strdup_printf (_ ("%d min %02d s"), (int)(seconds / 60), (int)(seconds % 60));
}
