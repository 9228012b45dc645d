/* support-search.c: what can be found in the tab [問い合わせ先].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/support-search.h"

#include <glib/gi18n.h>

#include "accounts/terminal-guide.h"
#include "certificates/renewal-guide.h"
#include "introduction/plan-guide.h"
#include "support/own-contacts.h"

/* Translators: the language of the guide's data: "ja" or "en" */
#define LANGUAGE C_ ("guide", "en")

static void
add_contacts (MdgSearch *search, const MdgContactGuide *guide, GPtrArray *own)
{
  for (guint i = 0; i < own->len; i++)
    {
      const MdgOwnContact *contact = own->pdata[i];
      guint kind = mdg_contact_guide_find_own (guide, contact->kind);
      g_autofree char *text
          = g_strjoin (" ", kind != G_MAXUINT ? mdg_contact_guide_own (guide, kind)->name : "",
                       contact->phone, contact->mail, contact->remark, NULL);
      g_autofree char *target = g_strdup_printf ("own/%" G_GINT64_FORMAT, contact->number);

      mdg_search_add (search, MDG_SEARCH_CONTACT, contact->name, text, target);
    }
  for (guint i = 0; i < guide->contacts->len; i++)
    {
      const MdgContact *contact = mdg_contact_guide_contact (guide, i);
      g_autofree char *text
          = g_strjoin (" ", contact->what, contact->phone != NULL ? contact->phone : "",
                       contact->mail != NULL ? contact->mail : "",
                       contact->note != NULL ? contact->note : "", NULL);
      g_autofree char *target = g_strdup_printf ("contact/%u", i);

      mdg_search_add (search, MDG_SEARCH_CONTACT, contact->name, text, target);
    }
}

static void
add_topics (MdgSearch *search, const MdgContactGuide *guide)
{
  for (guint i = 0; i < guide->topics->len; i++)
    {
      const MdgTopic *topic = mdg_contact_guide_topic (guide, i);
      g_autofree char *target = g_strdup_printf ("topic/%u", i);

      mdg_search_add (search, MDG_SEARCH_TOPIC, topic->name, topic->hint, target);
    }
}

static void
add_steps (MdgSearch *search)
{
  g_autoptr (MdgPlanGuide) guide = mdg_plan_guide_new (LANGUAGE);

  for (guint i = 0; i < guide->steps->len; i++)
    {
      const MdgPlanStep *step = mdg_plan_guide_step (guide, i);
      g_autofree char *needs = g_strjoinv (" ", step->needs);
      g_autofree char *text = g_strjoin (" ", step->words, needs, NULL);
      g_autofree char *target = g_strconcat ("introduction/", step->id, NULL);

      mdg_search_add (search, MDG_SEARCH_STEP, step->title, text, target);
    }
}

static void
add_renewal (MdgSearch *search)
{
  g_autoptr (MdgRenewalGuide) guide = mdg_renewal_guide_new (LANGUAGE);

  for (guint i = 0; i < guide->ways->len; i++)
    {
      const MdgRenewalWay *way = guide->ways->pdata[i];
      g_autofree char *steps = g_strjoinv (" ", way->steps);
      g_autofree char *text = g_strjoin (" ", steps, guide->fee_text, guide->after_expiry, NULL);

      mdg_search_add (search, MDG_SEARCH_GUIDE, way->title, text, "certificates/renewal");
    }
}

static void
add_terminal (MdgSearch *search)
{
  g_autoptr (MdgTerminalGuide) guide = mdg_terminal_guide_new (LANGUAGE);

  for (guint i = 0; i < guide->accounts->len; i++)
    {
      const MdgTerminalAdvice *advice = guide->accounts->pdata[i];
      g_autofree char *consequences = g_strjoinv (" ", advice->consequences);
      g_autofree char *before = g_strjoinv (" ", advice->before);
      g_autofree char *text = g_strjoin (" ", advice->purpose, consequences, before, NULL);

      mdg_search_add (search, MDG_SEARCH_GUIDE, advice->name, text, "accounts/terminal");
    }
}

MdgSearch *
mdg_support_search_new (const MdgContactGuide *guide, GPtrArray *own)
{
  MdgSearch *search = mdg_search_new ();

  add_contacts (search, guide, own);
  add_topics (search, guide);
  add_steps (search);
  add_renewal (search);
  add_terminal (search);
  return search;
}

const char *
mdg_support_search_kind_words (MdgSearchKind kind)
{
  static const char *const words[] = {
    [MDG_SEARCH_CONTACT] = N_ ("Contact"),
    [MDG_SEARCH_TOPIC] = N_ ("Symptom or device"),
    [MDG_SEARCH_STEP] = N_ ("Step of the introduction"),
    [MDG_SEARCH_GUIDE] = N_ ("Guide"),
  };

  return _ (words[kind]);
}
