/* login-input.c: what was typed into [ログイン], made into what is meant.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login/login-input.h"

#include <string.h>
#include "core/institution-code.h"
#include "core/password-rules.h"
#include "core/text.h"

#define PASSCODE_DIGITS 6

static void
set_field_error (GError **error, MdgErrorCode code, const char *field, const char *what)
{
  if (error == NULL)
    return;
  *error = mdg_error_new (code, "%s: %s", field, what);
  mdg_error_set_field (*error, field);
}

/* Prefecture and check digit are warnings at most: the samples in the documents break them, too. */
static gboolean
is_institution_code (const char *code, const char *login_id)
{
  MdgInstitutionCodeVerdict verdict = mdg_institution_code_check (code, login_id);
  return verdict != MDG_INSTITUTION_CODE_EMPTY && verdict != MDG_INSTITUTION_CODE_NOT_TEN_DIGITS;
}

static gboolean
is_login_id (const char *id)
{
  if (g_str_has_prefix (id, "WA"))
    return mdg_text_is_digits (id + 2, 6);
  return g_str_has_prefix (id, "W") && mdg_text_is_digits (id + 1, 7);
}

static char *
upper_case_code (const char *text)
{
  g_autofree char *code = mdg_text_code (text != NULL ? text : "");
  return g_ascii_strup (code, -1);
}

gboolean
mdg_login_input_account (const char *institution_code,
                         const char *login_id,
                         char **code,
                         char **id,
                         GError **error)
{
  g_autofree char *typed_code = mdg_text_code (institution_code != NULL ? institution_code : "");
  g_autofree char *typed_id = upper_case_code (login_id);

  if (!is_institution_code (typed_code, typed_id))
    {
      set_field_error (error, MDG_ERROR_INVALID_INPUT, "institution_code", "not ten digits");
      return FALSE;
    }
  if (!is_login_id (typed_id))
    {
      set_field_error (error, MDG_ERROR_INVALID_INPUT, "login_id",
                       "neither W + 7 nor WA + 6 digits");
      return FALSE;
    }
  *code = g_steal_pointer (&typed_code);
  *id = g_steal_pointer (&typed_id);
  return TRUE;
}

char *
mdg_login_input_passcode (const char *passcode, GError **error)
{
  char *code = mdg_text_code (passcode != NULL ? passcode : "");
  if (mdg_text_is_digits (code, PASSCODE_DIGITS))
    return code;
  mdg_wipe_string (code);
  set_field_error (error, MDG_ERROR_INVALID_INPUT, "passcode", "not six digits");
  return NULL;
}

gboolean
mdg_login_input_password (MdgSecret *password, const char *field, GError **error)
{
  if (password != NULL && mdg_secret_get_length (password) > 0)
    return TRUE;
  set_field_error (error, MDG_ERROR_INVALID_INPUT, field, "empty");
  return FALSE;
}

gboolean
mdg_login_input_new_password (MdgSecret *password, GError **error)
{
  MdgRuleVerdict verdicts[MDG_PASSWORD_N_RULES];
  if (!mdg_login_input_password (password, "new_password", error))
    return FALSE;

  mdg_password_rules_check (mdg_secret_get_string (password), NULL, NULL, NULL, verdicts);
  guint broken = mdg_password_rules_broken (verdicts);
  if (broken == 0)
    return TRUE;
  set_field_error (error, MDG_ERROR_PASSWORD_RULES, "new_password", "breaks a rule");
  if (error != NULL)
    mdg_error_set_rules (*error, broken);
  return FALSE;
}
