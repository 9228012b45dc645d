/* introduction-help.c: what 《?》 says in the tab [導入計画].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "introduction/introduction-help.h"

#include <glib/gi18n.h>

#include "introduction/filing-guide.h"

static const MdgHelpItem plan_items[] = {
  { N_ ("By"), N_ ("The last day on which the step is safe: an open day. Press a step to see the "
                   "document's own day and what is doubtful about it.") },
  { N_ ("The picture"), N_ ("Each bar goes from when a step can be done until its last day. The "
                            "line at the left is today, the one at the right the wished date.") },
  { N_ ("_Calendar…"),
    N_ ("An .ics file with the steps that are not done yet, for Outlook, Google and others.") },
  { NULL, NULL },
};

static const MdgHelpItem wish_items[] = {
  { N_ ("_Wished date"),
    N_ ("For medical institutions and pharmacies the designation's date, which is the first of a "
        "month; for therapy clinics the first day of operation.") },
  { N_ ("Day of the _set-up work"),
    N_ ("When the system vendor sets the devices up. The applications for use and for the "
        "certificate come five open days before.") },
  { N_ ("What is there already"), N_ ("The steps for it are marked as done.") },
  { NULL, NULL },
};

static const MdgHelpItem step_items[] = {
  { N_ ("_Done"), N_ ("Marks the step as done today; the plan is calculated anew.") },
  { N_ ("_Note"), N_ ("One line of your own, for example a reference number or a name. It is "
                      "printed with the plan.") },
  { NULL, NULL },
};

static MdgHelpPage helps[] = {
  { "plan",
    { N_ ("Plan of introduction"),
      N_ ("Shows all steps until eligibility verification begins, with their days, and whether "
          "the wished date can be met."),
      plan_items },
    TRUE },
  { "wish",
    { N_ ("Wish"), N_ ("From the kind of facility and the wished date all days are calculated."),
      wish_items },
    FALSE },
  { "step",
    { N_ ("Step"), N_ ("Tells what to do, who acts, what is needed and until when."), step_items },
    FALSE },
  { "forms", { NULL, NULL, NULL }, TRUE }, /* see forms_help() */
  { .page = NULL },
};

/* Each field with its explanation out of the forms' data: they stand in the language of the program
 * already. Never freed. */
static const MdgHelp *
forms_help (void)
{
  static MdgHelpItem items[MDG_N_FIELDS + 1];
  static MdgHelp help;
  MdgFilingGuide *guide;

  if (help.title != NULL)
    return &help;
  /* Translators: the language of the guide's data: "ja" or "en" */
  guide = mdg_filing_guide_new (C_ ("guide", "en"));
  for (guint i = 0; i < MDG_N_FIELDS; i++)
    items[i] = (MdgHelpItem){ g_intern_string (guide->fields[i].label),
                              g_intern_string (guide->fields[i].help) };
  mdg_filing_guide_unref (guide);
  help = (MdgHelp){ N_ ("Make the forms"),
                    N_ ("別紙1 asks the regional bureau for the reception number, 別紙2 goes with "
                        "the application for designation. Enter everything once; what the plan "
                        "knows is filled in. A form that is not complete can be printed, too, and "
                        "finished by hand."),
                    items };
  return &help;
}

const MdgHelp *
mdg_introduction_help (const char *page)
{
  return mdg_help_find (mdg_introduction_help_pages (), page);
}

const MdgHelpPage *
mdg_introduction_help_pages (void)
{
  for (guint i = 0; helps[i].page != NULL; i++)
    if (g_str_equal (helps[i].page, "forms"))
      helps[i].help = *forms_help ();
  return helps;
}
