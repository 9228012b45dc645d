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
  { NULL, NULL },
};

static const MdgHelpItem qualification_items[] = {
  { N_ ("Order of the rule"),
    N_ ("The documents name it for qualifications that were issued on the same day. It is applied "
        "by the system; nobody has to choose.") },
  { NULL, NULL },
};

static const struct
{
  const char *page;
  MdgHelp help;
} helps[] = {
  { "flow",
    { N_ ("Consent flow"),
      N_ ("Shows what patients are asked on the card reader, for training and for explaining."),
      flow_items } },
  { "qualification",
    { N_ ("Which qualification counts"),
      N_ ("Explains which of several valid qualifications the "
          "eligibility check takes."),
      qualification_items } },
};

const MdgHelp *
mdg_consent_help (const char *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (helps); i++)
    if (g_strcmp0 (helps[i].page, page) == 0)
      return &helps[i].help;
  return NULL;
}
