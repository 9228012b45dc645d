/* login-input.h: what was typed into [ログイン], made into what is meant, and its form checked
 * before the service is asked, so that a slip of the finger costs no try (A3). Pure functions; any
 * thread. */
#pragma once

#include "core/error.h"
#include "core/secret.h"

G_BEGIN_DECLS

/* 機関コード and ログインID: narrowed, without spaces and hyphens, letters in upper case; ten
 * digits, and W + 7 digits or WA + 6 digits (C1). @code, @id: (out) (transfer full). Errors:
 * MDG_ERROR_INVALID_INPUT with the field "institution_code" or "login_id" */
gboolean mdg_login_input_account (const char *institution_code,
                                  const char *login_id,
                                  char **code,
                                  char **id,
                                  GError **error);

/* Six digits, however they were typed or pasted. Returns: (transfer full) (nullable), to be freed
 * with mdg_wipe_string(). Errors: MDG_ERROR_INVALID_INPUT with the field "passcode" */
char *mdg_login_input_passcode (const char *passcode, GError **error);

/* Whether anything was typed at all. @password: (nullable)
 * Errors: MDG_ERROR_INVALID_INPUT with @field */
gboolean mdg_login_input_password (MdgSecret *password, const char *field, GError **error);

/* A new password by the rules that can be judged here ([0] p.12); its history only the service
 * knows. Errors: MDG_ERROR_INVALID_INPUT when empty, MDG_ERROR_PASSWORD_RULES with the broken
 * rules; both with the field "new_password" */
gboolean mdg_login_input_new_password (MdgSecret *password, GError **error);

G_END_DECLS
