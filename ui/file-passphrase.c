/* file-passphrase.c: the passphrase of a file that leaves this computer.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "file-passphrase.h"

#include <glib/gi18n.h>

#include "start/passphrase-strength.h"

#define LENGTH_MIN 12 /* characters */

const char *
mdg_file_passphrase_fault (MdgSecretField *field)
{
  g_autoptr (MdgSecret) passphrase = NULL;
  MdgPassphraseJudgement judgement;

  g_return_val_if_fail (MDG_IS_SECRET_FIELD (field), NULL);

  if (mdg_secret_field_get_length (field) < LENGTH_MIN)
    return _ ("At least 12 characters, please.");
  passphrase = mdg_secret_field_get_secret (field);
  mdg_passphrase_judge (passphrase, &judgement);
  return judgement.strength < MDG_STRENGTH_WEAK ? _ ("Choose one that is harder to guess.") : NULL;
}
