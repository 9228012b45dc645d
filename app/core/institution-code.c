/* institution-code.c: 機関コード: ten digits, prefecture, check digit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/institution-code.h"

#include "core/text.h"

#include <string.h>

#define DIGITS 10
#define PREFECTURES 47

static gboolean
prefecture_is_known (const char *code)
{
  int prefecture = 10 * (code[0] - '0') + (code[1] - '0');
  return prefecture >= 1 && prefecture <= PREFECTURES;
}

/* W + digits and WA + digits are accounts of the number space whose check digit is not known. */
static gboolean
is_w_account (const char *login_id)
{
  return login_id != NULL && g_ascii_toupper (login_id[0]) == 'W';
}

MdgInstitutionCodeVerdict
mdg_institution_code_check (const char *code, const char *login_id)
{
  if (code == NULL || *code == '\0')
    return MDG_INSTITUTION_CODE_EMPTY;
  if (!mdg_text_is_digits (code, DIGITS))
    return MDG_INSTITUTION_CODE_NOT_TEN_DIGITS;
  if (is_w_account (login_id))
    return MDG_INSTITUTION_CODE_OK;
  if (!prefecture_is_known (code))
    return MDG_INSTITUTION_CODE_PREFECTURE;
  if (mdg_institution_code_check_digit (code) != code[DIGITS - 1] - '0')
    return MDG_INSTITUTION_CODE_CHECK_DIGIT;
  return MDG_INSTITUTION_CODE_OK;
}

int
mdg_institution_code_check_digit (const char *code)
{
  g_return_val_if_fail (code != NULL, -1);
  if (strspn (code, "0123456789") < DIGITS - 1)
    return -1;
  int sum = 0;
  for (int i = 0; i < DIGITS - 1; i++)
    {
      int product = (code[i] - '0') * (i % 2 == 0 ? 2 : 1);
      sum += product / 10 + product % 10;
    }
  return (10 - sum % 10) % 10;
}
