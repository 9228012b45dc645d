/* reader-text.c: how a card reader stands, in a person's words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "readers/reader-text.h"

#include <glib/gi18n.h>

static const MdgReaderText texts[] = {
  [MDG_READER_GONE] = { MDG_STATUS_ATTENTION, N_ ("Unplugged."), NULL },
  [MDG_READER_EMPTY] = { MDG_STATUS_GOOD, N_ ("Ready. There is no card on it."),
                         N_ ("Lay a card on it to check it.") },
  [MDG_READER_CARD]
  = { MDG_STATUS_GOOD, N_ ("Ready. A card is on it."), N_ ("The card can be checked now.") },
  [MDG_READER_CARD_MUTE] = { MDG_STATUS_ATTENTION, N_ ("What lies on it does not answer."),
                             N_ ("The card lies the wrong way round, something is between, or it "
                                 "is no IC card. Take it out of "
                                 "its case, turn it round and lay it on the reader again, away "
                                 "from other cards and from metal.") },
  [MDG_READER_CARD_IN_USE]
  = { MDG_STATUS_ATTENTION, N_ ("Another program has the card for itself."),
      N_ ("Finish the work with the card in the other program, or close it. The reader becomes "
          "free by itself.") },
  [MDG_READERS_LOOKING] = { MDG_STATUS_WAITING, N_ ("Looking for card readers…"), NULL },
  [MDG_READERS_NO_SERVICE]
  = { MDG_STATUS_BAD, N_ ("The card reader service of this computer does not run."),
      N_ ("The computer stops it when no card reader is plugged in. Plug the reader in. If it is "
          "plugged "
          "in, unplug it, wait ten seconds and plug it in again; if that does not help, restart "
          "the "
          "computer. This page goes on by itself.") },
  [MDG_READERS_NONE] = { MDG_STATUS_ATTENTION, N_ ("No card reader is plugged in."),
                         N_ ("Plug the card reader in, or check its cable and whether it is "
                             "switched on. It appears here "
                             "by itself.") },
  [MDG_READERS_THERE] = { MDG_STATUS_GOOD, N_ ("Runs."), NULL },
};

MdgReaderText
mdg_reader_text (MdgReaderState state)
{
  MdgReaderText text = texts[state];

  text.title = _ (text.title);
  text.detail = text.detail != NULL ? _ (text.detail) : NULL;
  return text;
}
