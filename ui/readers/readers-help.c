/* readers-help.c: what 《?》 says in the tab [カードリーダー].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "readers/readers-help.h"

#include <glib/gi18n.h>

static const MdgHelpItem readers_items[] = {
  { N_ ("Card reader service"),
    N_ ("The part of the computer that readers are used through. It comes back by itself; nothing "
        "here has to be started again.") },
  { N_ ("Check the card"), N_ ("Tells the kind of card, how many tries its PIN has left, and how "
                               "long its certificate serves. "
                               "Asking for the tries uses none up. No PIN is sent, and neither "
                               "name, number nor picture is "
                               "read.") },
  { N_ ("PIN of the user authentication certificate"),
    N_ ("The four digits that are typed on the face reader. After three wrong ones it is "
        "locked.") },
  { N_ ("User authentication certificate"), N_ ("After its end a card serves for three months "
                                                "more, from the end of that month, without medical "
                                                "and drug information; a phone does not.") },
  { N_ ("Print for support"), N_ ("Readers, states, the last changes and versions, for whoever "
                                  "helps. Nothing on it says whose "
                                  "card it was.") },
  { NULL, NULL },
};

static const MdgHelpItem guide_items[] = {
  { N_ ("Maker of the face reader"), N_ ("The steps are those of this maker's reader.") },
  { N_ ("Source"), N_ ("The document and the page that the steps are from. What it does not say is "
                       "not shown here.") },
  { NULL, NULL },
};

static const MdgHelpPage helps[] = {
  { "readers",
    { N_ ("Card readers"),
      N_ ("Shows the card readers of this computer as they are now, and checks cards."),
      readers_items },
    TRUE },
  { "guide",
    { N_ ("At the terminal"),
      N_ ("Shows step by step what is done at the qualification terminal day by day."),
      guide_items },
    TRUE },
  { .page = NULL },
};

const MdgHelp *
mdg_readers_help (const char *page)
{
  return mdg_help_find (helps, page);
}

const MdgHelpPage *
mdg_readers_help_pages (void)
{
  return helps;
}
