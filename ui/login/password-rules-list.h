/* password-rules-list.h: the rules for a new password, judged while one types ([0] p.12, A8), and whether it would expire. */
#pragma once

#include <gtk/gtk.h>

#include "core/password-rules.h"
#include "core/secret.h"
#include "store/password-history.h"

G_BEGIN_DECLS

#define MDG_TYPE_PASSWORD_RULES_LIST (mdg_password_rules_list_get_type ())
G_DECLARE_FINAL_TYPE (MdgPasswordRulesList, mdg_password_rules_list, MDG, PASSWORD_RULES_LIST, GtkWidget)

GtkWidget *mdg_password_rules_list_new (void);

/* What is known of earlier passwords. @history: (nullable) (transfer full): only the service knows */
void mdg_password_rules_list_set_history (MdgPasswordRulesList *list, MdgPasswordHistory *history);

/* Judges @changed as it is typed; @repeated: what stands in the second field. Returns: the bits of mdg_password_rules_broken() */
guint mdg_password_rules_list_judge (MdgPasswordRulesList *list, MdgSecret *changed, MdgSecret *repeated);

/* Rules that only the service could judge. @broken: bits (1 << MdgPasswordRule) */
void mdg_password_rules_list_mark (MdgPasswordRulesList *list, guint broken);

/* Whether a password of @length characters expires, in words. Static, translated */
const char *mdg_password_expiry_text (gsize length);

G_END_DECLS
