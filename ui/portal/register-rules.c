/* register-rules.c: the rules beside the fields of ユーザー登録.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/register-rules.h"

#include <glib/gi18n.h>

enum
{
  RULE_NAMES,
  RULE_NUMBER,
  RULE_PHONE,
  RULE_MAIL,
  RULE_LENGTH,
  RULE_LOWER,
  RULE_UPPER,
  RULE_DIGIT,
  RULE_REPEATED,
  RULE_ACCEPTED,
  N_RULES
};

static const char *const rules[N_RULES] = {
  [RULE_NAMES] = N_ ("Family name and given name"),
  [RULE_NUMBER] = N_ ("Number of the registration, without hyphens"),
  [RULE_PHONE] = N_ ("Telephone number: half-width digits, without hyphens"),
  [RULE_MAIL] = N_ ("Mail address: lower-case letters, digits, full stop (.), hyphen (-), "
                    "underscore (_)"),
  [RULE_LENGTH] = N_ ("Password: 8 to 100 characters"),
  [RULE_LOWER] = N_ ("Password: a lower-case letter"),
  [RULE_UPPER] = N_ ("Password: an upper-case letter"),
  [RULE_DIGIT] = N_ ("Password: a digit"),
  [RULE_REPEATED] = N_ ("Both passwords are the same"),
  [RULE_ACCEPTED] = N_ ("Agreed to the terms of use"),
};

/* @begun: whether there is something to judge. */
static void
judge (MdgChecklist *list, guint rule, gboolean begun, gboolean held)
{
  MdgCheckState state = held ? MDG_CHECK_HELD : MDG_CHECK_BROKEN;

  mdg_checklist_set_state (list, rule, begun ? state : MDG_CHECK_OPEN);
}

static void
judge_password (MdgChecklist *list, MdgSecret *password, MdgSecret *repeated)
{
  static const struct
  {
    guint rule;
    MdgPortalPasswordRules bit;
  } parts[] = { { RULE_LENGTH, MDG_PORTAL_PASSWORD_LENGTH },
                { RULE_LOWER, MDG_PORTAL_PASSWORD_LOWER },
                { RULE_UPPER, MDG_PORTAL_PASSWORD_UPPER },
                { RULE_DIGIT, MDG_PORTAL_PASSWORD_DIGIT } };
  guint held = mdg_portal_password_holds (mdg_secret_get_string (password));
  gboolean begun = mdg_secret_get_length (password) > 0;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    judge (list, parts[i].rule, begun, (held & parts[i].bit) != 0);
  judge (list, RULE_REPEATED, begun && mdg_secret_get_length (repeated) > 0,
         mdg_secret_equal (password, repeated));
}

void
mdg_portal_register_rules_fill (MdgChecklist *list)
{
  for (guint i = 0; i < N_RULES; i++)
    mdg_checklist_append (list, _ (rules[i]));
}

void
mdg_portal_register_rules_judge (MdgChecklist *list,
                                 const MdgPortalRegistration *it,
                                 MdgSecret *repeated)
{
  judge (list, RULE_NAMES, *it->family_name != '\0' && *it->given_name != '\0',
         mdg_portal_check_name (it->family_name) == MDG_PORTAL_FINE
             && mdg_portal_check_name (it->given_name) == MDG_PORTAL_FINE);
  judge (list, RULE_NUMBER, *it->number.number != '\0',
         mdg_portal_check_number (it->number.affiliation, it->number.number) == MDG_PORTAL_FINE);
  judge (list, RULE_PHONE, *it->phone != '\0',
         mdg_portal_check_phone (it->phone) == MDG_PORTAL_FINE);
  judge (list, RULE_MAIL, *it->mail_address != '\0',
         mdg_portal_check_mail (it->mail_address) == MDG_PORTAL_FINE);
  judge_password (list, it->password, repeated);
  judge (list, RULE_ACCEPTED, it->accepted, TRUE);
}
