/* portal-help.c: what 《?》 says in the pages of the portal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/portal-help.h"

#include <glib/gi18n.h>

static const MdgHelpItem home_items[] = {
  { N_ ("_New user registration"), N_ ("Once per facility, with a mail address of its own.") },
  { N_ ("_Log in here"), N_ ("For the application to start use and the first day of operation.") },
  { N_ ("In the bro_wser, step by step…"),
    N_ ("The steps on the real portal, with what is to be typed ready for copying.") },
  { NULL, NULL },
};

static const MdgHelpItem register_items[] = {
  { N_ ("Kind of facility"),
    N_ ("Judo therapy is chosen at first. An acupuncture or massage clinic chooses the second.") },
  { N_ ("① _Mark"), N_ ("契 or 協, as it stands before the number on the letter of approval or on "
                        "the latest printed claim.") },
  { N_ ("② N_umber"), N_ ("Without hyphens: 9 digits for judo therapy, 10 for massage, acupuncture "
                          "and moxibustion.") },
  { N_ ("M_ail address"), N_ ("The mail with the link goes there; it is also the user name. Two "
                              "registrations of one facility need two addresses.") },
  { N_ ("Pass_word"), N_ ("8 to 100 characters with at least one upper-case letter, one lower-case "
                          "letter and one digit.") },
  { NULL, NULL },
};

static const MdgHelpItem mail_items[] = {
  { N_ ("Complete the user _registration here"),
    N_ ("Good for 24 hours and once. After that the registration begins anew.") },
  { N_ ("_Look for mails"), N_ ("In training the mails come here; nothing is really sent.") },
  { NULL, NULL },
};

static const MdgHelpItem login_items[] = {
  { N_ ("_User name (mail address)"), N_ ("The mail address of the user registration.") },
  { NULL, NULL },
};

static const MdgHelpItem menu_items[] = {
  { N_ ("Application to start use"),
    N_ ("Needed before the app can be used, and before more accounts can be applied for.") },
  { N_ ("First day of operation"), N_ ("From which day the facility verifies eligibility.") },
  { NULL, NULL },
};

static const MdgHelpItem apply_items[] = {
  { N_ ("How the facility is confirmed"),
    N_ ("By the birth date of the treatment manager, or by a document that is attached.") },
  { N_ ("_Terminals applied for"),
    N_ ("Whoever verifies on a computer and on a tablet applies for two. Up to 20 in one "
        "application.") },
  { NULL, NULL },
};

static const MdgHelpItem operation_items[] = {
  { N_ ("_First day of operation"), N_ ("It may be changed by registering another one.") },
  { NULL, NULL },
};

static const MdgHelpItem browser_items[] = {
  { N_ ("Open in the browser"), N_ ("Only this button opens the page; the program itself sends "
                                    "nothing there.") },
  { N_ ("Copy"), N_ ("What was copied leaves the clipboard again after a minute.") },
  { NULL, NULL },
};

static const MdgHelpPage helps[] = {
  { "home",
    { N_ ("Portal for therapy clinics and the like"),
      N_ ("Where a therapy clinic, screening institution or midwifery home begins with eligibility "
          "verification."),
      home_items },
    FALSE },
  { "register",
    { N_ ("User registration"), N_ ("Registers the facility at the portal."), register_items },
    FALSE },
  { "mail",
    { N_ ("Link in the mail"), N_ ("The link completes the registration."), mail_items },
    FALSE },
  { "login",
    { N_ ("Log in to the portal"), N_ ("With what was registered."), login_items },
    FALSE },
  { "menu",
    { N_ ("My Number eligibility app"), N_ ("Applications of the facility."), menu_items },
    FALSE },
  { "apply",
    { N_ ("Application to start use"), N_ ("After it the terminals can verify eligibility."),
      apply_items },
    FALSE },
  { "operation",
    { N_ ("First day of operation"), N_ ("Tells the portal when it begins."), operation_items },
    FALSE },
  { "browser",
    { N_ ("The portal in the browser"), N_ ("Leads through the real portal, step by step."),
      browser_items },
    FALSE },
  { .page = NULL },
};

const MdgHelp *
mdg_portal_help (const char *page)
{
  return mdg_help_find (helps, page);
}

const MdgHelpPage *
mdg_portal_help_pages (void)
{
  return helps;
}
