/* authenticator-help.c: what 《?》 says in the tab [Authenticator].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "authenticator/authenticator-help.h"

#include <glib/gi18n.h>

static const MdgHelpItem codes_items[] = {
  { N_ ("Passcode"), N_ ("Changes every 30 seconds, with some systems every 60. Type it before its "
                         "time is over; if there is little left, wait for the next one.") },
  { N_ ("Copy the passcode"),
    N_ ("Puts it on the clipboard and takes it away again after a minute, "
        "and when the screen is locked.") },
  { N_ ("To a phone"), N_ ("Shows QR codes from which Google Authenticator takes all accounts that "
                           "are shown. Search first to take fewer.") },
  { N_ ("Print the sheet"),
    N_ ("QR code and set-up key of the account, for the day a phone or this "
        "computer is lost. Who printed when is recorded.") },
  { N_ ("Trash bin"),
    N_ ("What was thrown away can be brought back until the trash is emptied. Accounts "
        "that were registered at log-in do not go there.") },
  { NULL, NULL },
};

static const MdgHelpItem add_items[] = {
  { N_ ("Open a picture…"), N_ ("A screenshot or photo with one QR code. It may be turned, dark or "
                                "inverted; with two codes in it, cut out the one that is meant.") },
  { N_ ("Set-up key, or otpauth URI"), N_ ("What the page with the QR code shows beside it. "
                                           "Full-width letters, spaces, hyphens and line "
                                           "breaks are put right.") },
  { N_ ("What will be registered"),
    N_ ("Each account with whether it is new. What is registered already is not chosen.") },
  { NULL, NULL },
};

static const MdgHelpItem no_items[] = { { NULL, NULL } };

static const MdgHelpPage helps[] = {
  { "codes",
    { N_ ("Authenticator"),
      N_ ("Shows the passcodes of all registered accounts and hands accounts on to phones, paper "
          "and "
          "files."),
      codes_items },
    TRUE },
  { "add",
    { N_ ("Add an account"),
      N_ ("Registers accounts from QR codes, otpauth URIs and set-up keys, also those that Google "
          "Authenticator hands over."),
      add_items },
    TRUE },
  { "edit",
    { N_ ("Edit an account"),
      N_ ("Changes names and note of an account, and says which W or WA account it belongs to."),
      no_items },
    FALSE },
  { "phone",
    { N_ ("To a phone"), N_ ("Shows QR codes that a phone scans. The accounts stay here as well."),
      no_items },
    FALSE },
  { "file",
    { N_ ("Encrypted file"),
      N_ ("Saves accounts with their keys in one encrypted file, and takes them out of one again."),
      no_items },
    TRUE },
  { "trash",
    { N_ ("Trash bin"), N_ ("Brings accounts back, or deletes them for good."), no_items },
    TRUE },
  { .page = NULL },
};

const MdgHelp *
mdg_authenticator_help (const char *page)
{
  return mdg_help_find (helps, page);
}

const MdgHelpPage *
mdg_authenticator_help_pages (void)
{
  return helps;
}
