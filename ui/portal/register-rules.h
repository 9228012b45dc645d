/* register-rules.h: 必須情報 of ユーザー登録: the rules beside its fields, and which of them hold while one types. */
#pragma once

#include "contract/portal.h"
#include "widgets/checklist.h"

G_BEGIN_DECLS

/* Puts the rules into @list, which is empty. */
void mdg_portal_register_rules_fill (MdgChecklist *list);

/* What has not been begun is neither held nor broken. @repeated: パスワード（確認用） */
void mdg_portal_register_rules_judge (MdgChecklist *list,
                                      const MdgPortalRegistration *registration,
                                      MdgSecret *repeated);

G_END_DECLS
