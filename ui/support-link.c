/* support-link.c: what the tab [問い合わせ先] has from the others.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support-link.h"

#include <glib/gi18n.h>

#include "accounts/accounts-help.h"
#include "authenticator/authenticator-help.h"
#include "certificates/certificates-help.h"
#include "consent/consent-help.h"
#include "introduction/introduction-help.h"
#include "login/help.h"
#include "portal/portal-help.h"
#include "readers/reader-lines.h"
#include "readers/readers-help.h"
#include "support/cure-guide.h"
#include "support/support-help.h"

static const struct
{
  const char *tab;
  const MdgHelpPage *(*pages) (void);
} tabs[] = {
  { "login", mdg_login_help_pages },
  { "accounts", mdg_accounts_help_pages },
  { "authenticator", mdg_authenticator_help_pages },
  { "consent", mdg_consent_help_pages },
  { "certificates", mdg_certificates_help_pages },
  { "readers", mdg_readers_help_pages },
  { "introduction", mdg_introduction_help_pages },
  { "introduction", mdg_portal_help_pages }, /* within that tab */
  { "support", mdg_support_help_pages },
};

/* helps --------------------------------------------------------------------------------------- */

static void
add_help (MdgSearch *search, const char *tab, const MdgHelpPage *page)
{
  g_autoptr (GString) text = g_string_new (_ (page->help.purpose));
  g_autofree char *target = g_strjoin ("/", "help", tab, page->page, NULL);

  for (const MdgHelpItem *item = page->help.items; item != NULL && item->field != NULL; item++)
    g_string_append_printf (text, " %s %s", _ (item->field), _ (item->text));
  mdg_search_add (search, MDG_SEARCH_HELP, _ (page->help.title), text->str, target);
}

void
mdg_support_link_add_helps (MdgSearch *search)
{
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    for (const MdgHelpPage *page = tabs[i].pages (); page->page != NULL; page++)
      add_help (search, tabs[i].tab, page);
}

const MdgHelpPage *
mdg_support_link_find_help (const char *tab, const char *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    for (const MdgHelpPage *p = tabs[i].pages (); p->page != NULL; p++)
      if (g_strcmp0 (tabs[i].tab, tab) == 0 && g_strcmp0 (p->page, page) == 0)
        return p;
  return NULL;
}

gboolean
mdg_support_link_is_cure_known (const char *code)
{
  static MdgCureGuide *guide;

  if (guide == NULL)
    guide = mdg_cure_guide_new ();
  return mdg_cure_guide_get (guide, code) != NULL;
}

/* facts --------------------------------------------------------------------------------------- */

void
mdg_support_link_add_accounts (MdgBundle *bundle, MdgAccountDesk *desk)
{
  const MdgDeskState *state = desk != NULL ? mdg_account_desk_get_state (desk) : NULL;

  mdg_bundle_add_boolean (bundle, _ ("Account list is there"), state != NULL && state->loaded);
  if (state == NULL)
    return;
  mdg_bundle_add_time (bundle, _ ("Account list, last brought up to date"), state->synced_at);
  mdg_bundle_add_number (bundle, _ ("Account list, rows"), state->n_accounts);
  mdg_bundle_add_error (bundle, _ ("Account list, error"), state->problem);
}

static void
add_certificate (MdgBundle *bundle,
                 const MdgLedgerCertificate *certificate,
                 guint number,
                 gint64 now)
{
  gint64 verified = mdg_ledger_certificate_last_verified (certificate);
  g_autofree char *name = g_strdup_printf (_ ("Certificate %u, days left"), number);

  if (certificate->valid_until > 0)
    mdg_bundle_add_number (bundle, name, mdg_days_between (now, certificate->valid_until));
  else
    mdg_bundle_add_words (bundle, name, C_ ("bundle", "not known"));
  mdg_bundle_add_boolean (bundle, _ ("Renewed since"), certificate->is_replaced);
  mdg_bundle_add_number (bundle, _ ("Backups"), certificate->backups->len);
  mdg_bundle_add_time (bundle, _ ("Last verified backup"), verified);
}

void
mdg_support_link_add_certificates (MdgBundle *bundle, MdgCertificateDesk *desk)
{
  GPtrArray *certificates = mdg_certificate_desk_get_certificates (desk);

  mdg_bundle_begin (bundle, MDG_BUNDLE_CERTIFICATES);
  mdg_bundle_add_number (bundle, _ ("Certificates"), certificates->len);
  for (guint i = 0; i < certificates->len; i++)
    add_certificate (bundle, certificates->pdata[i], i + 1, mdg_certificate_desk_get_now (desk));
  mdg_bundle_add_number (bundle, _ ("Issue notices"), mdg_certificate_desk_get_notices (desk)->len);
  mdg_bundle_add_number (bundle, _ ("Reminders"), mdg_certificate_desk_get_reminders (desk)->len);
  mdg_bundle_add_error (bundle, _ ("Error"), mdg_certificate_desk_get_error (desk));
}

void
mdg_support_link_add_readers (MdgBundle *bundle, GPtrArray *lines, const char *last_check)
{
  mdg_bundle_begin (bundle, MDG_BUNDLE_READERS);
  for (guint i = 0; i < lines->len; i++)
    {
      const MdgReaderLine *line = lines->pdata[i];
      g_autofree char *what = g_strdup_printf ("%s · %s", line->when, line->state);

      if (line->reader != NULL)
        mdg_bundle_add_label (bundle, what, line->reader);
      else
        mdg_bundle_add_words (bundle, what, _ ("Card reader service"));
    }
  mdg_bundle_add_words (bundle, _ ("Last card check"),
                        last_check != NULL ? last_check : _ ("none since the start"));
}
