/* accounts-help.c: what 《?》 says on each page of the tab [アカウント].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/accounts-help.h"

#include <glib/gi18n.h>

static const MdgHelpItem list_items[] = {
  { N_ ("Account ID"),
    N_ ("IDs of W and seven digits are for the eligibility app, IDs of WA and six digits for the "
        "linkage of receipt computers.") },
  { N_ ("Status"),
    N_ ("Usable: it can log in. Usable (to be cancelled): its cancellation was requested; it ends "
        "by itself. Suspended and ended ones cannot log in.") },
  { N_ ("Search"),
    N_ ("Looks in ID, note, facility and institution code while you type, at the beginning and in "
        "the middle of words. Full and half width, case and kana make no difference.") },
  { N_ ("Bring up to date"),
    N_ ("Sends what waits and fetches what changed. Without a login the list kept on this computer "
        "is shown, with its age.") },
  { N_ ("Copy selected rows"),
    N_ ("Click rows with Ctrl or Shift to select several. They are copied as a table that a "
        "spreadsheet takes.") },
  { NULL, NULL },
};

static const MdgHelpItem detail_items[] = {
  { N_ ("Note (user, terminal, …)"), N_ ("Who uses the account and where, for yourselves. “Save” "
                                         "keeps it on this computer and sends "
                                         "it; offline it is sent later.") },
  { N_ ("Request cancellation"),
    N_ ("For an account that is not needed any more. Afterwards nobody can log in with it. The "
        "status becomes “Usable (to be cancelled)”, and the button disappears.") },
  { N_ ("Two people changed the note"),
    N_ ("Both texts are shown side by side. Nothing is overwritten until you decide.") },
  { NULL, NULL },
};

static const MdgHelpItem apply_items[] = {
  { N_ ("Number of accounts to add"),
    N_ ("For the app up to 20 in one application; for receipt computers up to 5 per facility in "
        "all, earlier applications counted.") },
  { N_ ("State of use"),
    N_ ("More accounts can be applied for when the application to start use of "
        "the eligibility app is complete.") },
  { NULL, NULL },
};

static const MdgHelpItem applications_items[] = {
  { N_ ("Received, in progress, completed"),
    N_ ("The way of each application. From the application to the mail that says it is completed "
        "it takes about a week at most.") },
  { N_ ("Mailbox (training)"),
    N_ ("In the training the mails of the portal arrive here; in reality at the mail address that "
        "was registered.") },
  { NULL, NULL },
};

static const MdgHelpItem outbox_items[] = {
  { N_ ("Withdraw"), N_ ("Takes back what was not sent yet. What is on its way cannot be taken "
                         "back.") },
  { N_ ("Take off the list"),
    N_ ("Puts away what the service refused. What you had typed is not sent again.") },
  { NULL, NULL },
};

static const struct
{
  const char *page;
  MdgHelp help;
} helps[] = {
  { "list",
    { N_ ("Eligibility account management"),
      N_ ("Shows the accounts of the eligibility app and of the linkage of receipt computers, also "
          "offline."),
      list_items } },
  { "detail",
    { N_ ("Account"), N_ ("Shows one account, keeps its note and requests its cancellation."),
      detail_items } },
  { "apply",
    { N_ ("Application for more accounts"), N_ ("Applies for more accounts."), apply_items } },
  { "applications",
    { N_ ("Eligibility account application status"),
      N_ ("Shows how far applications have come, and what comes next."), applications_items } },
  { "outbox",
    { N_ ("Waiting to be sent"), N_ ("Shows what was asked for and has not reached the service."),
      outbox_items } },
};

const MdgHelp *
mdg_accounts_help (const char *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (helps); i++)
    if (g_strcmp0 (helps[i].page, page) == 0)
      return &helps[i].help;
  return NULL;
}
