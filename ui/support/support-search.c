/* support-search.c: what can be found in the tab [問い合わせ先].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/support-search.h"

#include <glib/gi18n.h>

#include "accounts/terminal-guide.h"
#include "certificates/renewal-guide.h"
#include "consent/qualification.h"
#include "error-text.h"
#include "introduction/plan-guide.h"
#include "readers/daily-guide.h"
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
      g_autofree char *target = g_strconcat ("contact/", contact->id, NULL);

      mdg_search_add (search, MDG_SEARCH_CONTACT, contact->name, text, target);
    }
}

static void
add_topics (MdgSearch *search, const MdgContactGuide *guide)
{
  for (guint i = 0; i < guide->topics->len; i++)
    {
      const MdgTopic *topic = mdg_contact_guide_topic (guide, i);
      g_autofree char *target = g_strconcat ("topic/", topic->id, NULL);

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

static void
add_daily (MdgSearch *search)
{
  g_autoptr (MdgDailyGuide) guide = mdg_daily_guide_new (LANGUAGE);

  for (guint i = 0; i < guide->chapters->len; i++)
    {
      const MdgDailyChapter *chapter = guide->chapters->pdata[i];
      g_autoptr (GString) text = g_string_new (chapter->warning);

      for (guint k = 0; k < chapter->steps->len; k++)
        g_string_append_printf (text, " %s",
                                ((const MdgDailyStep *)chapter->steps->pdata[k])->text);
      mdg_search_add (search, MDG_SEARCH_GUIDE, chapter->title, text->str, "readers/guide");
    }
}

static void
add_qualifications (MdgSearch *search)
{
  g_autoptr (GPtrArray) examples = mdg_qualification_examples_new (LANGUAGE);

  for (guint i = 0; i < examples->len; i++)
    mdg_search_add (search, MDG_SEARCH_GUIDE,
                    ((const MdgQualificationExample *)examples->pdata[i])->title, NULL,
                    "consent/qualification");
}

/* Every sentence in which the program can say that something went wrong, and its code. */
static void
add_errors (MdgSearch *search)
{
  for (guint code = 0; code < mdg_error_text_count (); code++)
    {
      g_autoptr (MdgErrorText) words = mdg_error_text_new_for_code ((MdgErrorCode)code);
      g_autofree char *body = mdg_error_text_get_body (words);
      g_autofree char *text = g_strjoin (" ", body, words->code, NULL);
      g_autofree char *target = g_strconcat ("error/", words->code, NULL);

      mdg_search_add (search, MDG_SEARCH_ERROR, words->happened, text, target);
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
  add_daily (search);
  add_qualifications (search);
  add_errors (search);
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
    [MDG_SEARCH_ERROR] = N_ ("Error message"),
    [MDG_SEARCH_HELP] = N_ ("Explanation of a screen"),
  };

  return _ (words[kind]);
}
