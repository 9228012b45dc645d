/* password-maker.c: new passwords that hold the rules.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/password-maker.h"

#include <sodium.h>
#include <string.h>

/* What eyes and phones do not confuse. */
#define LOWER "abcdefghijkmnpqrstuvwxyz"
#define UPPER "ABCDEFGHJKLMNPQRSTUVWXYZ"
#define DIGITS "23456789"
#define SPECIALS "!@#$%^&*_?-/"

static char
one_of (const char *characters)
{
  return characters[randombytes_uniform ((guint32)strlen (characters))];
}

/* The first stays a letter; the others in any order. */
static void
shuffle (char *password)
{
  for (guint32 i = MDG_PASSWORD_MADE - 1; i > 1; i--)
    {
      guint32 j = 1 + randombytes_uniform (i);
      char kept = password[i];

      password[i] = password[j];
      password[j] = kept;
    }
}

MdgSecret *
mdg_password_make (void)
{
  static const char *const kinds[] = { LOWER, UPPER, DIGITS, SPECIALS };
  char password[MDG_PASSWORD_MADE + 1];
  MdgSecret *made;

  password[0] = one_of (LOWER UPPER);
  for (guint i = 1; i < MDG_PASSWORD_MADE; i++)
    password[i] = one_of (i <= G_N_ELEMENTS (kinds) ? kinds[i - 1] : LOWER UPPER DIGITS);
  password[MDG_PASSWORD_MADE] = '\0';
  shuffle (password);
  made = mdg_secret_new_from_string (password);
  sodium_memzero (password, sizeof password);
  return made;
}
