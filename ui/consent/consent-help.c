/* consent-help.c: what 《?》 says in the tab [同意フロー].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/consent-help.h"

#include <glib/gi18n.h>

static const MdgHelpItem flow_items[] = {
  { N_ ("What can be chosen above"),
    N_ ("What your facility has, and what the patient brings. The picture shows the steps of just "
        "that case; every step keeps its place.") },
  { N_ ("The picture"),
    N_ ("Drag or use the wheel to move it, Ctrl and the wheel to enlarge it. With the keyboard: "
        "Tab "
        "to a step, arrow keys along the lines, + and - to enlarge, 0 for all of it. Press a step "
        "to read about it.") },
  { N_ ("The walk"), N_ ("Answer as the patient would. The way that was taken is thick. One step "
                         "back, or from the beginning, at any time.") },
  { N_ ("Begin and end with a card on the reader"),
    N_ ("A card laid on a PC/SC reader begins the walk, lifting it before the end brings it back "
        "to "
        "the start. The card is not read.") },
  { N_ ("Consent so far"), N_ ("What the clinic may see after these answers, and until when. Past "
                               "medical information can be seen for 24 hours.") },
  { N_ ("Show to a patient"), N_ ("The steps alone, on the whole screen.") },
  { N_ ("Paper"),
    N_ ("A4 or A3. No letter on it is smaller than 11 points: a large picture comes on several "
        "sheets, to be laid side by side. As SVG and PNG it is in one piece.") },
  { NULL, NULL },
};

static const MdgHelpItem receptions_items[] = {
  { N_ ("The folder"),
    N_ ("The card reader's program writes a result file for every patient, usually into "
        "C:\\OQS\\face "
        "or a share of it. The files are only read: never moved, changed or locked. It is your "
        "receipt computer that takes them away.") },
  { N_ ("What is taken over"),
    N_ ("Time, result, validity, kind of proof, consents and prescription; for 400 days. Names, "
        "numbers, birthdays, addresses and symbols are not taken over.") },
  { N_ ("Left aside"),
    N_ ("Half-written files are tried again by themselves. Damaged files and files of another kind "
        "are counted, and looked at again when they change.") },
  { N_ ("Looking for receptions"), N_ ("What is chosen above the list holds for the file that is "
                                       "saved and for the streams, too.") },
  { NULL, NULL },
};

static const MdgHelpItem reception_items[] = {
  { N_ ("The thick way"),
    N_ ("The answers that the file tells of. Where it says nothing, as of how the patient was "
        "identified, the way is not thick. Codes that have no step in the flow stand at the right "
        "only.") },
  { NULL, NULL },
};

static const MdgHelpItem export_items[] = {
  { N_ ("Which rows"), N_ ("Those that the list shows. What is chosen above it holds here, too.") },
  { N_ ("Characters of the CSV file"),
    N_ ("UTF-8 for spreadsheets of today, Shift_JIS for older programs. The headings and terms "
        "are the documents', in every language.") },
  { N_ ("On paper"),
    N_ ("A4, as a table with page numbers; at most 10,000 receptions at a time.") },
  { NULL, NULL },
};

static const MdgHelpItem totals_items[] = {
  { N_ ("How to read it"),
    N_ ("Every column is a step on the card reader, every box a choice with its number and its "
        "part of "
        "all receptions. A stream that runs past a column was not asked there.") },
  { N_ ("One choice"),
    N_ ("Point at a box, or go to it with Tab: its streams stand out, and its hint "
        "says where they go.") },
  { NULL, NULL },
};

static const MdgHelpItem qualification_items[] = {
  { N_ ("Order of the rule"),
    N_ ("The documents name it for qualifications that were issued on the same day. It is applied "
        "by the system; nobody has to choose.") },
  { NULL, NULL },
};

static const MdgHelpPage helps[] = {
  { "flow",
    { N_ ("Consent flow"),
      N_ ("Shows what patients are asked on the card reader, for training and for explaining."),
      flow_items },
    TRUE },
  { "receptions",
    { N_ ("Eligibility check history"),
      N_ ("Shows the receptions at your own card reader, as its result files tell of them."),
      receptions_items },
    TRUE },
  { "reception",
    { N_ ("Reception"), N_ ("Shows the way of one reception through the consent flow."),
      reception_items },
    FALSE },
  { "export",
    { N_ ("Export and print the eligibility check history"),
      N_ ("Writes the receptions of the list into a file, or prints them."), export_items },
    FALSE },
  { "totals",
    { N_ ("Streams of receptions"),
      N_ ("Shows how many of the receptions in the list went which way through the consent flow."),
      totals_items },
    FALSE },
  { "qualification",
    { N_ ("Which qualification counts"),
      N_ ("Explains which of several valid qualifications the "
          "eligibility check takes."),
      qualification_items },
    TRUE },
  { .page = NULL },
};

const MdgHelp *
mdg_consent_help (const char *page)
{
  return mdg_help_find (helps, page);
}

const MdgHelpPage *
mdg_consent_help_pages (void)
{
  return helps;
}
