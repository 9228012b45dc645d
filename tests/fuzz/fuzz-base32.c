/* fuzz-base32.c: what people type and paste: Base32, code fields.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/base32.h"
#include "core/institution-code.h"
#include "core/password-rules.h"
#include "core/text.h"

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* What decodes encodes to something that decodes to the same. */
static void
try_base32 (const char *text, gsize length)
{
  g_autoptr (MdgSecret) bytes = mdg_base32_decode (text, (gssize)length, NULL);
  if (bytes == NULL)
    return;
  g_autoptr (MdgSecret) canonical
      = mdg_base32_encode (mdg_secret_get_data (bytes, NULL), mdg_secret_get_length (bytes));
  g_autoptr (MdgSecret) again = mdg_base32_decode (mdg_secret_get_string (canonical), -1, NULL);
  g_assert_true (again != NULL && mdg_secret_equal (bytes, again));
}

/* What is normalised stays as it is when normalised again. */
static void
try_text (const char *text)
{
  g_autofree char *narrow = mdg_text_narrow (text);
  g_autofree char *code = mdg_text_code (text);
  g_autofree char *code_again = mdg_text_code (code);
  g_assert_true (g_utf8_validate (narrow, -1, NULL));
  g_assert_cmpstr (code, ==, code_again);
  mdg_institution_code_check (code, NULL);
  mdg_institution_code_check_digit (code);
  if (g_str_is_ascii (code))
    {
      g_autofree char *grouped = mdg_text_group (code, 4);
      g_autofree char *parted = mdg_text_code (grouped);
      g_assert_cmpstr (parted, ==, code);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  MdgRuleVerdict verdicts[MDG_PASSWORD_N_RULES];
  try_base32 ((const char *)data, size);
  try_text (text);
  mdg_password_rules_check (text, NULL, NULL, NULL, verdicts);
  return 0;
}
