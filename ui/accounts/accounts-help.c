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
  { N_ ("Export, print"),
    N_ ("Saves the selected, shown or all rows as a CSV file, prints them or saves them as PDF.") },
  { N_ ("Import a table"),
    N_ ("Takes over notes from a copied table or a CSV file. You see row by row what would be done "
        "before anything is.") },
  { NULL, NULL },
};

static const MdgHelpItem export_items[] = {
  { N_ ("Which rows"),
    N_ ("The shown rows are those that fit what is looked for in the list, in its order. The "
        "selected ones are those that were selected when this page was opened.") },
  { N_ ("Characters of the CSV file"),
    N_ ("UTF-8 holds every character. Shift_JIS (CP932) does not know some characters of names: "
        "then no file is written, and it is said which rows have them.") },
  { N_ ("Print the list"),
    N_ ("A4 across, with the columns of the list, what was looked for, the date and page numbers; "
        "at most 10,000 rows.") },
  { NULL, NULL },
};

static const MdgHelpItem import_items[] = {
  { N_ ("Paste"),
    N_ ("Takes what was copied in the browser or a spreadsheet, with its headings. A CSV file may "
        "be in UTF-8 or Shift_JIS.") },
  { N_ ("Added, changed, unchanged, refused"),
    N_ ("What each row would do. The buttons above the rows show those of one kind. An account "
        "that the service's list does not have is refused: apply for it instead.") },
  { N_ ("Take this import back"),
    N_ ("Puts the notes back that the last import changed, and takes off the list what it added. "
        "What was changed since stays.") },
  { NULL, NULL },
};

static const MdgHelpItem detail_items[] = {
  { N_ ("Note (user, terminal, …)"), N_ ("Who uses the account and where, for yourselves. “Save” "
                                         "keeps it on this computer and sends "
                                         "it; offline it is sent later.") },
  { N_ ("Request cancellation"),
    N_ ("For an account that is not needed any more. Afterwards nobody can log in with it. The "
        "status becomes “Usable (to be cancelled)”, and the button disappears.") },
  { N_ ("Attachment: user settings"),
    N_ ("The PDF that comes with the account. It can be saved as a file, or its values can be kept "
        "here, encrypted, for the first login.") },
  { N_ ("History"),
    N_ ("What changed on the list, when, and by which side; and what was done here, by whom.") },
  { N_ ("Two people changed the note"),
    N_ ("Both texts are shown side by side. Nothing is overwritten until you decide.") },
  { NULL, NULL },
};

static const MdgHelpItem settings_items[] = {
  { N_ ("Open PDF files…"),
    N_ ("Takes “user settings” of both kinds: of the eligibility app and of the linkage of receipt "
        "computers. Several files can be opened or dropped at once.") },
  { N_ ("Check…"), N_ ("Something is missing or may have been misread. Nothing is kept before a "
                       "person has looked at it.") },
  { N_ ("Type by hand…"),
    N_ ("For a paper, a scanned page or a PDF that opens only with a password.") },
  { N_ ("Kept on this computer"),
    N_ ("Password and activation code are kept encrypted. “Show” leads to them; they are covered "
        "until asked for.") },
  { NULL, NULL },
};

static const MdgHelpItem settings_show_items[] = {
  { N_ ("First password"),
    N_ ("The one on the paper. When it has been changed at the first login, it is of no use any "
        "more.") },
  { N_ ("Activation code"),
    N_ ("Twelve digits for the first registration of the eligibility app on a terminal.") },
  { N_ ("Into the login page"),
    N_ ("Fills institution code, login ID and password into the tab “Log in”. You press the button "
        "there.") },
  { N_ ("Register Authenticator…"),
    N_ ("The QR code comes from the service after the first login; this leads there.") },
  { N_ ("Print…"),
    N_ ("A sheet for the staff with what to type where. It shows the secrets: keep it locked "
        "away.") },
  { NULL, NULL },
};

static const MdgHelpItem terminal_items[] = {
  { N_ ("Note an account…"),
    N_ ("Which accounts there are here, who looks after them and where they are used. Passwords "
        "are not kept here.") },
  { N_ ("Before a change…"),
    N_ ("Says what stops when ID or password are changed, and what to do before. Changes that were "
        "made are noted there, too.") },
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

static const MdgHelpPage helps[] = {
  { "list",
    { N_ ("Eligibility account management"),
      N_ ("Shows the accounts of the eligibility app and of the linkage of receipt computers, also "
          "offline."),
      list_items },
    TRUE },
  { "detail",
    { N_ ("Account"), N_ ("Shows one account, keeps its note and requests its cancellation."),
      detail_items },
    FALSE },
  { "apply",
    { N_ ("Application for more accounts"), N_ ("Applies for more accounts."), apply_items },
    FALSE },
  { "applications",
    { N_ ("Eligibility account application status"),
      N_ ("Shows how far applications have come, and what comes next."), applications_items },
    FALSE },
  { "settings",
    { N_ ("User settings"),
      N_ ("Takes in the PDF “user settings” of accounts and keeps its values, encrypted."),
      settings_items },
    TRUE },
  { "settings-entry",
    { N_ ("Check and keep user settings"),
      N_ ("Keeps what stands on the paper when the program cannot read it, or not surely."),
      settings_items },
    FALSE },
  { "settings-show",
    { N_ ("User settings"),
      N_ ("Shows what is kept of one account, for copying, printing and logging in."),
      settings_show_items },
    FALSE },
  { "terminal",
    { N_ ("Other accounts of the terminal"),
      N_ ("Shows what the terminal's other accounts are for, and what a change does."),
      terminal_items },
    TRUE },
  { "terminal-edit",
    { N_ ("Other accounts of the terminal"),
      N_ ("Notes who looks after an account and where it is used."), terminal_items },
    FALSE },
  { "terminal-change",
    { N_ ("Other accounts of the terminal"), N_ ("Notes that ID or password were changed."),
      terminal_items },
    FALSE },
  { "outbox",
    { N_ ("Waiting to be sent"), N_ ("Shows what was asked for and has not reached the service."),
      outbox_items },
    FALSE },
  { "export",
    { N_ ("Export and print the account list"),
      N_ ("Writes the account list into a file, or prints it."), export_items },
    FALSE },
  { "import", { N_ ("Import a table"), N_ ("Brings in a copied table."), import_items }, FALSE },
  { .page = NULL },
};

const MdgHelp *
mdg_accounts_help (const char *page)
{
  return mdg_help_find (helps, page);
}

const MdgHelpPage *
mdg_accounts_help_pages (void)
{
  return helps;
}
