/* certificates-help.c: what 《?》 says on each page of the tab [電子証明書].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/certificates-help.h"

#include <glib/gi18n.h>

static const MdgHelpItem overview_items[] = {
  { N_ ("Days left"),
    N_ ("Green: more than 90 days. Yellow: it can be renewed, from 90 days before. Red: 7 days or "
        "fewer, or expired. You are reminded at 90, 60, 30 and 15 days, then daily from 7.") },
  { N_ ("Private key"), N_ ("Without the key the certificate is of no use. Whether it is in the "
                            "file, and belongs to the "
                            "certificate, can be told when the password was typed.") },
  { N_ ("Back up"),
    N_ ("Copies certificates to one or several USB sticks and reads them back. Without a backup a "
        "broken computer means a new application, with a fee, and days without the system.") },
  { N_ ("Verify"), N_ ("Reads everything on a stick back and compares it with what was written. Do "
                       "it twice a year: sticks forget.") },
  { N_ ("Restore from a USB stick"),
    N_ ("Brings a backup back, also on a computer where this program was never used.") },
  { N_ ("Folders to look in"),
    N_ ("Certificates are noticed by themselves where they are downloaded to, and in folders that "
        "you add.") },
  { NULL, NULL },
};

static const MdgHelpItem backup_items[] = {
  { N_ ("What"), N_ ("Certificates in force are chosen already. One whose password is not known is "
                     "copied and compared, but its key is not checked.") },
  { N_ ("Where to"), N_ ("USB sticks appear by themselves; several can be chosen. What is on them "
                         "stays as it is, and "
                         "an earlier backup is never overwritten.") },
  { N_ ("Choose another place"), N_ ("A folder inside this computer or on the network. You are "
                                     "warned, because such a backup does "
                                     "not always help on the day it is needed.") },
  { N_ ("Start the backup"),
    N_ ("Copies, reads back from the stick itself, compares, and opens the copy with the password. "
        "Take the stick out when the page says so.") },
  { NULL, NULL },
};

static const MdgHelpItem contents_items[] = {
  { N_ ("Where from"), N_ ("The stick whose contents are shown. A locked one (BitLocker) has to be "
                           "opened in Explorer first.") },
  { N_ ("Verify"), N_ ("Reads everything there back and compares. What is damaged is named.") },
  { N_ ("Restore"),
    N_ ("Checks the backup, then copies it to the folder shown. A different file of "
        "the same name is left alone; the copy gets a number.") },
  { N_ ("Password of the certificate file"),
    N_ ("The one that was set when the certificate was downloaded. With it the file is also opened "
        "before it is restored.") },
  { NULL, NULL },
};

static const MdgHelpItem details_items[] = {
  { N_ ("Issued to (institution code)"), N_ ("The ten digits in the certificate's subject.") },
  { N_ ("Encryption of the file"),
    N_ ("How the file protects the key inside. This has nothing to do with how connections are "
        "encrypted.") },
  { N_ ("An additional copy in another form"),
    N_ ("Windows Server 2016 and Windows 10 before version 1709 do not read files with AES; strong "
        "encryption protects a stick that gets lost. The original is never changed.") },
  { N_ ("Forget the password"), N_ ("Deletes the remembered password of this file.") },
  { NULL, NULL },
};

static const MdgHelpItem notices_items[] = {
  { N_ ("Request ID, reference ID"),
    N_ ("With them the certificate is downloaded. They are kept encrypted, shown only when asked "
        "for, and cover themselves again after a minute.") },
  { N_ ("Download deadline"), N_ ("Afterwards the certificate cannot be downloaded any more; a new "
                                  "issue costs a new fee. You "
                                  "are reminded at 90, 60, 30 and 15 days, then daily from 7.") },
  { N_ ("Downloaded"), N_ ("Ends the reminders of this notice.") },
  { N_ ("Print"), N_ ("A sheet with the IDs, for the locked place where the paper notice lies.") },
  { NULL, NULL },
};

static const MdgHelpItem renewal_items[] = {
  { N_ ("After the renewal"),
    N_ ("The renewed certificate is noticed when it lies in one of the folders, and you are asked "
        "for a backup of it.") },
  { NULL, NULL },
};

static const MdgHelpItem folders_items[] = {
  { N_ ("Add a folder"), N_ ("Certificates in it are shown and new ones noticed. Folders below it "
                             "are not looked into.") },
  { N_ ("Take off the list"), N_ ("The folder is not looked at any more. Nothing in it is "
                                  "deleted.") },
  { NULL, NULL },
};

static const MdgHelpPage helps[] = {
  { "overview",
    { N_ ("Client certificates"),
      N_ ("Which certificate runs out when, whether there is a backup that was checked, and on "
          "which "
          "stick."),
      overview_items },
    TRUE },
  { "backup",
    { N_ ("Back up"), N_ ("Makes a backup that can be trusted: complete and checked, or none."),
      backup_items },
    TRUE },
  { "contents",
    { N_ ("Contents of USB sticks and restoring"),
      N_ ("Shows what is backed up where, checks it, and brings it back."), contents_items },
    TRUE },
  { "details",
    { N_ ("Certificate"), N_ ("All that is known of one certificate and its backups."),
      details_items },
    FALSE },
  { "notices",
    { N_ ("Issue notices"),
      N_ ("Keeps what stands on the notices, and reminds you of the download deadline."),
      notices_items },
    TRUE },
  { "notice",
    { N_ ("Issue notice"), N_ ("Takes down what stands on a notice."), notices_items },
    FALSE },
  { "renewal",
    { N_ ("Steps and fee of a renewal"), N_ ("How a certificate is renewed, and what it costs."),
      renewal_items },
    TRUE },
  { "folders",
    { N_ ("Folders"), N_ ("Says where certificates are looked for."), folders_items },
    TRUE },
  { .page = NULL },
};

const MdgHelp *
mdg_certificates_help (const char *page)
{
  return mdg_help_find (helps, page);
}

const MdgHelpPage *
mdg_certificates_help_pages (void)
{
  return helps;
}
