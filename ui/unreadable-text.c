/* unreadable-text.c: what of the vault could not be read, in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "unreadable-text.h"

#include <glib/gi18n.h>

static const struct
{
  const char *kind;
  const char *words; /* msgid, of the context "secret" */
} kinds[] = {
  { "password", NC_ ("secret", "password") },
  { "password-candidate", NC_ ("secret", "password") },
  { "first-password", NC_ ("secret", "first password") },
  { "activation-code", NC_ ("secret", "activation code") },
  { "setup-key", NC_ ("secret", "Authenticator key") },
  { "otpauth-uri", NC_ ("secret", "Authenticator key") },
  { "pending-setup-key", NC_ ("secret", "Authenticator key") },
  { "pending-otpauth-uri", NC_ ("secret", "Authenticator key") },
  { "otp-key", NC_ ("secret", "key in the tab “Authenticator”") },
  { "password-history-key", NC_ ("secret", "record of the last passwords") },
  { "p12-password", NC_ ("secret", "password of a certificate file") },
  { "gateway-certificate-password", NC_ ("secret", "password of a certificate file") },
  { "certificate-request-id", NC_ ("secret", "issue notice") },
  { "certificate-reference-id", NC_ ("secret", "issue notice") },
  { "introduction-forms", NC_ ("secret", "drafts of the forms") },
};

/* What another version calls so is better than nothing. */
static const char *
describe_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return g_dpgettext2 (NULL, "secret", kinds[i].words);
  return kind;
}

static const char *
describe_why (MdgUnreadableWhy why)
{
  switch (why)
    {
    case MDG_UNREADABLE_OLD:
      return _ ("an older one was put back");
    case MDG_UNREADABLE_TAKEN:
      return _ ("taken out outside of the program");
    case MDG_UNREADABLE_ALTERED:
      break;
    }
  return _ ("does not open");
}

char *
mdg_unreadable_text (GPtrArray *list, guint max)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len && i < max; i++)
    {
      const MdgUnreadable *it = list->pdata[i];

      g_string_append_printf (text, "%s%s (%s): %s", i > 0 ? "\n" : "", it->owner,
                              describe_kind (it->kind), describe_why (it->why));
    }
  if (list->len > max)
    g_string_append (text, "\n…");
  return g_string_free (text, FALSE);
}
