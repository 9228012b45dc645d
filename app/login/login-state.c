/* login-state.c: the states of the login flow as a GType.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "login/login-flow.h"

GType
mdg_login_state_get_type (void)
{
  static const GEnumValue values[] = {
    { MDG_LOGIN_START, "MDG_LOGIN_START", "start" },
    { MDG_LOGIN_CREDENTIALS, "MDG_LOGIN_CREDENTIALS", "credentials" },
    { MDG_LOGIN_REGISTRATION, "MDG_LOGIN_REGISTRATION", "registration" },
    { MDG_LOGIN_PASSCODE, "MDG_LOGIN_PASSCODE", "passcode" },
    { MDG_LOGIN_COMPLETED, "MDG_LOGIN_COMPLETED", "completed" },
    { MDG_LOGIN_MENU, "MDG_LOGIN_MENU", "menu" },
    { MDG_LOGIN_PASSWORD, "MDG_LOGIN_PASSWORD", "password" },
    { MDG_LOGIN_PASSWORD_CHANGED, "MDG_LOGIN_PASSWORD_CHANGED", "password-changed" },
    { MDG_LOGIN_ENDED, "MDG_LOGIN_ENDED", "ended" },
    { 0, NULL, NULL },
  };
  static gsize type = 0;
  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("MdgLoginState", values));
  return type;
}
