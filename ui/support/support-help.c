/* support-help.c: what 《?》 says in the tab [問い合わせ先].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/support-help.h"

#include <glib/gi18n.h>

static const MdgHelpItem contacts_items[] = {
  { N_ ("_What is it about?"),
    N_ ("A symptom or a device: whom to call for it, in the order in which to call them, yours "
        "first.") },
  { N_ ("_Search"), N_ ("Looks through contacts, steps of the introduction, guides, the program's "
                        "error messages and what “?” says. Width, kana and case do not matter, nor "
                        "do the hyphens of a number.") },
  { N_ ("QR code…"), N_ ("Shows the number as a QR code: a phone that scans it can call it.") },
  { N_ ("Open now"), N_ ("By the hours in the documents and the Japanese holidays, in Japan's "
                         "time.") },
  { NULL, NULL },
};

static const MdgHelpItem cure_items[] = {
  { N_ ("Where to go"), N_ ("Contacts, guides and pages that help against the error.") },
  { NULL, NULL },
};

static const MdgHelpItem bundle_items[] = {
  { N_ ("What is handed out"),
    N_ ("Choose which sections go into the file. What you see below is the whole file, letter by "
        "letter.") },
  { N_ ("Log"), N_ ("Of the program's log only the program's own words, error codes and short "
                    "numbers; all else is shown as “…”.") },
  { NULL, NULL },
};

static const MdgHelpItem record_items[] = {
  { N_ ("Not altered"), N_ ("Each row is chained to the one before it with a key that only the "
                            "unlocked program has. A row "
                            "that was changed, moved or taken out, an end that was cut off, and an "
                            "older file that was put "
                            "back are found and told.") },
  { N_ ("Who"), N_ ("The user of the computer, as the system knows it.") },
  { N_ ("_Kind of act"), N_ ("Shows only rows of one kind; the search looks into all columns.") },
  { NULL, NULL },
};

static const MdgHelpItem move_out_items[] = {
  { N_ ("What goes along"),
    N_ ("Everything but certificates is chosen already. What waits to be sent, receptions and this "
        "record stay here.") },
  { N_ ("_Passphrase of the file"),
    N_ ("Typed again on the other terminal. Without it nobody can open the file, this program "
        "neither.") },
  { NULL, NULL },
};

static const MdgHelpItem move_in_items[] = {
  { N_ ("_Open the file"),
    N_ ("Shows what it has: what is new here, what is different, what is the "
        "same. Nothing is changed yet.") },
  { N_ ("_Take in"), N_ ("Takes in all that is ticked, or, should anything fail, nothing of it.") },
  { N_ ("_Replace what is different here by what the file says"),
    N_ ("Without it, what is here stays as it is.") },
  { NULL, NULL },
};

static const MdgHelpItem own_items[] = {
  { N_ ("_Telephone number"), N_ ("10 or 11 digits, with hyphens or without. A number or a mail "
                                  "address must be there.") },
  { N_ ("_Hours, Monday to Friday"),
    N_ ("Such as 9:00-17:30. On holidays it is taken to be closed.") },
  { NULL, NULL },
};

static const MdgHelpPage helps[] = {
  { "contacts",
    { N_ ("Whom to call"), N_ ("Shows whom to call for what, and whether they answer now."),
      contacts_items },
    TRUE },
  { "own",
    { N_ ("Contact of your own"),
      N_ ("Keeps your vendors and makers beside the documents' contacts."), own_items },
    FALSE },
  { "cure",
    { N_ ("What helps"), N_ ("Says what an error message means and where to go for help."),
      cure_items },
    FALSE },
  { "bundle",
    { N_ ("Save information for support"),
      N_ ("Makes one file that you can hand to whoever helps you, without secrets in it."),
      bundle_items },
    TRUE },
  { "record",
    { N_ ("Record of acts"),
      N_ ("Shows who printed, showed, copied or exported what and when, and whether anybody "
          "altered "
          "that."),
      record_items },
    TRUE },
  { "move-out",
    { N_ ("Move to another terminal"),
      N_ ("Writes what is kept here into one encrypted file for another terminal."),
      move_out_items },
    TRUE },
  { "move-in",
    { N_ ("Take a moving file in"),
      N_ ("Compares a file from another terminal with what is here and takes it in."),
      move_in_items },
    TRUE },
  { .page = NULL },
};

const MdgHelp *
mdg_support_help (const char *page)
{
  return mdg_help_find (helps, page);
}

const MdgHelpPage *
mdg_support_help_pages (void)
{
  return helps;
}
