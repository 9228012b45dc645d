/* help.c: what 《?》 says on each page of the login ([0] ch. 6, in our own words).
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/help.h"

#include <glib/gi18n.h>

#define BESIDE (MDG_LOGIN_ENDED + 1) /* one page beside all of the browser's */

static const MdgHelpItem start_items[] = {
  { N_ ("Start using the system"), N_ ("Opens the login. Nothing is sent yet.") },
  { N_ ("Portal sites"), N_ ("Open in the browser. They hold the user settings sheet, frequently "
                             "asked questions and the inquiry form.") },
  { NULL, NULL },
};

static const MdgHelpItem credentials_items[] = {
  { N_ ("Institution code"), N_ ("The ten digits on the user settings sheet. Full-width digits, "
                                 "spaces and hyphens may be typed; they are tidied up.") },
  { N_ ("Login ID"), N_ ("The ID on the user settings sheet, such as WA000001.") },
  { N_ ("Password"),
    N_ ("The password of this login ID. After three wrong passwords in a row the account is locked "
        "for 30 minutes; after that log in with the right one.") },
  { N_ ("Log in"), N_ ("Sends the three. The first time, Authenticator registration comes next; "
                       "later, the passcode.") },
  { N_ ("Client certificate"), N_ ("The file (.p12) that proves to the service which terminal this "
                                   "is. Choose another one here after it was renewed.") },
  { NULL, NULL },
};

static const MdgHelpItem registration_items[] = {
  { N_ ("QR code"), N_ ("Read it with the camera of the Authenticator app; the account then "
                        "appears there with a passcode of six digits.") },
  { N_ ("Set-up key"), N_ ("The same in letters, for typing or pasting where no camera is at hand. "
                           "Whoever has it can make the passcodes: show it to nobody.") },
  { N_ ("Copy as text"), N_ ("Copies the set-up key in one piece, without spaces or line breaks, "
                             "and removes it from the clipboard after a minute.") },
  { N_ ("Print, Save as PDF"),
    N_ ("The sheet holds QR code and set-up key. With it the same account can be registered on "
        "another phone when this one is lost or replaced.") },
  { N_ ("Go on to confirm Authenticator registration"),
    N_ ("Asks about printing, then for the passcode that completes the registration.") },
  { NULL, NULL },
};

static const MdgHelpItem passcode_items[] = {
  { N_ ("Passcode"), N_ ("The six digits that the Authenticator shows for this login ID. They "
                         "change every 30 seconds and are used once.") },
  { N_ ("Send passcode"),
    N_ ("Sends it. The first time, this completes the Authenticator registration. After three "
        "wrong passcodes in a row the account is locked for 30 minutes.") },
  { N_ ("Back"), N_ ("Goes back to the page before without sending anything.") },
  { NULL, NULL },
};

static const MdgHelpItem menu_items[] = {
  { N_ ("MFA registration"),
    N_ ("Whether and when the Authenticator was registered for this login ID.") },
  { N_ ("Registration sheet"),
    N_ ("How often and when the sheet with the QR code was printed on this computer. Where the "
        "Authenticator was registered it can be printed and saved again.") },
  { N_ ("Password expiry"),
    N_ ("Passwords of 12 characters or fewer expire after 60 days; longer ones do not expire.") },
  { N_ ("Change password"), N_ ("Opens the page on which a new password is set.") },
  { N_ ("Log out"),
    N_ ("Ends the session after a question. Log out before you leave the terminal.") },
  { NULL, NULL },
};

static const MdgHelpItem password_items[] = {
  { N_ ("Please enter your current password."), N_ ("The password used so far.") },
  { N_ ("Please enter a new password."),
    N_ ("8 to 20 characters with at least one digit, lower-case letter, upper-case letter and "
        "special character. The list beside it shows while you type which rule is fulfilled.") },
  { N_ ("Please enter the new password again."),
    N_ ("The same once more, against slips of the finger.") },
  { N_ ("Change"), N_ ("Sends it. From then on only the new password is valid.") },
  { N_ ("Back"), N_ ("Goes back to the management menu; the old password stays valid.") },
  { NULL, NULL },
};

static const MdgHelpItem message_items[] = {
  { N_ ("OK"), N_ ("Goes on to the management menu.") },
  { NULL, NULL },
};

static const MdgHelpItem ended_items[] = {
  { N_ ("Close"), N_ ("Goes back to the login.") },
  { NULL, NULL },
};

static const MdgHelpItem beside_items[] = {
  { N_ ("Open in the browser"),
    N_ ("Opens the page of the national system in your browser. This program neither reads that "
        "page nor sends anything to it; what it shows, you say here.") },
  { N_ ("Copy"),
    N_ ("One value after the other, in the order of the page. It leaves the clipboard when it was "
        "pasted, when the next one is copied, or after a minute.") },
  { N_ ("What does the page show now?"),
    N_ ("Decides which step comes next, and what is kept. Three wrong ones in a row lock the "
        "account for 30 minutes there; the time is counted down here.") },
  { N_ ("QR code"),
    N_ ("Copied from the screen (Windows logo + Shift + S), from a picture file or dropped here; "
        "the set-up key of the page does as well. It is kept before anything depends on it.") },
  { N_ ("Passcode"),
    N_ ("Made on this computer from the kept key, with the seconds it has left. If the page "
        "refuses it, compare the clock first.") },
  { N_ ("Stay on top, Narrow"),
    N_ ("Keep this window in front of the browser, and make room beside it.") },
  { NULL, NULL },
};

static const MdgHelpPage helps[] = {
  [MDG_LOGIN_START]
  = { "start",
      { N_ ("Start"), N_ ("Shows what will be done and what is needed for it, and begins."),
        start_items },
      FALSE },
  [MDG_LOGIN_CREDENTIALS]
  = { "credentials",
      { N_ ("Log in"),
        N_ ("Log in with what stands on the user settings sheet of the receipt-computer linkage."),
        credentials_items },
      FALSE },
  [MDG_LOGIN_REGISTRATION] = { "registration",
                               { N_ ("Authenticator registration"),
                                 N_ ("Registers this login ID in the Authenticator app, which then "
                                     "makes the passcodes for logging in."),
                                 registration_items },
                               FALSE },
  [MDG_LOGIN_PASSCODE]
  = { "passcode",
      { N_ ("Log in (passcode)"),
        N_ ("The second proof after the password: the passcode from the Authenticator."),
        passcode_items },
      FALSE },
  [MDG_LOGIN_COMPLETED]
  = { "completed",
      { N_ ("Registration confirmed"), N_ ("Says that the Authenticator registration is complete."),
        message_items },
      FALSE },
  [MDG_LOGIN_MENU] = { "menu",
                       { N_ ("Management menu"),
                         N_ ("Shows how the registration and the password stand; from here the "
                             "password is changed and the session ended."),
                         menu_items },
                       FALSE },
  [MDG_LOGIN_PASSWORD]
  = { "password",
      { N_ ("Change password"), N_ ("Sets a new password for this login ID."), password_items },
      FALSE },
  [MDG_LOGIN_PASSWORD_CHANGED]
  = { "password-changed",
      { N_ ("Password changed"), N_ ("Says that the new password is valid."), message_items },
      FALSE },
  [MDG_LOGIN_ENDED]
  = { "ended", { N_ ("Session ended"), N_ ("Says why the session is over."), ended_items }, FALSE },
  [BESIDE] = { "assist",
               { N_ ("Log in beside the browser"),
                 N_ ("Goes through the pages of the national system with you: what is to be typed "
                     "there is ready here, step by step."),
                 beside_items },
               FALSE },
  { .page = NULL },
};

const MdgHelp *
mdg_login_help (MdgLoginState state)
{
  g_return_val_if_fail (state < BESIDE, NULL);

  return &helps[state].help;
}

const MdgHelp *
mdg_login_help_beside (void)
{
  return &helps[BESIDE].help;
}

const MdgHelpPage *
mdg_login_help_pages (void)
{
  return helps;
}
