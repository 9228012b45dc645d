/* vault-code.c: the recovery code as it is printed and typed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/vault-code.h"

#include "core/base32.h"
#include "core/error.h"
#include "core/text.h"
#include "store/vault.h"

#define RECOVERY_BYTES 20 /* 160 bits: 32 Base32 characters */
#define RECOVERY_GROUP 4

/* Returns: (transfer full): the code as it is printed */
static MdgSecret *
print (MdgSecret *code)
{
  g_autoptr (MdgSecret) text = mdg_base32_encode (mdg_secret_get_data (code, NULL), RECOVERY_BYTES);
  char *grouped = mdg_text_group (mdg_secret_get_string (text), RECOVERY_GROUP);
  MdgSecret *printed = mdg_secret_new_from_string (grouped);

  mdg_wipe_string (grouped);
  return printed;
}

/* Base32 has no 0, 1 and 8, but eyes find them in O, I and B. */
MdgSecret *
mdg_vault_code_read (const char *typed)
{
  char *text = mdg_text_code (typed);
  MdgSecret *code;

  for (char *c = text; *c != '\0'; c++)
    *c = *c == '0' ? 'O' : *c == '1' ? 'I' : *c == '8' ? 'B' : *c;
  code = mdg_base32_decode (text, -1, NULL);
  mdg_wipe_string (text);
  if (code != NULL && mdg_secret_get_length (code) != RECOVERY_BYTES)
    g_clear_pointer (&code, mdg_secret_unref);
  return code;
}

MdgSecret *
mdg_vault_new_recovery_code (void)
{
  g_autoptr (MdgSecret) recovery = mdg_secret_new_random (RECOVERY_BYTES);

  return print (recovery);
}

gboolean
mdg_vault_recovery_code_is (MdgSecret *code, const char *typed)
{
  g_autoptr (MdgSecret) right = mdg_vault_code_read (mdg_secret_get_string (code));
  g_autoptr (MdgSecret) read = mdg_vault_code_read (typed);

  return right != NULL && read != NULL && mdg_secret_equal (right, read);
}

gboolean
mdg_vault_recovery_code_has_form (const char *typed)
{
  g_autoptr (MdgSecret) read = NULL;

  g_return_val_if_fail (typed != NULL, FALSE);

  read = mdg_vault_code_read (typed);
  return read != NULL;
}

MdgSecret *
mdg_vault_code_require (MdgSecret *printed, GError **error)
{
  MdgSecret *recovery = mdg_vault_code_read (mdg_secret_get_string (printed));

  if (recovery == NULL)
    mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "this is no recovery code");
  return recovery;
}
