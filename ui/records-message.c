/* records-message.c: the records that cannot be opened.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "records-message.h"

#include <glib/gi18n.h>

#include "error-text.h"
#include "widgets/question.h"

#define ANSWER_RETRY "retry"
#define ANSWER_ANEW "anew"

/* On the bar while it tells of an error, and not of what was done about it. */
#define TELLS_ERROR "mdg-records-error"

/* What no second try will mend. A newer file is sound: it opens in the newer program. */
static gboolean
is_lost (const GError *error)
{
  return g_error_matches (error, MDG_ERROR, MDG_ERROR_WRAP_REFUSED)
         || g_error_matches (error, MDG_ERROR, MDG_ERROR_DAMAGED);
}

/* Where the old records are. Returns: (transfer full) */
static char *
kept_new (const char *folder)
{
  return g_strdup_printf (
      _ ("The old ones were kept; nothing of them was changed. They lie in:\n%s"), folder);
}

static void
update (MdgWorkplace *workplace, MdgMessageBar *bar)
{
  const GError *error = mdg_workplace_get_cache_error (workplace);

  if (error != NULL)
    {
      g_autoptr (MdgErrorText) text = mdg_error_text_new (error);
      g_autofree char *words = mdg_error_text_get_body (text);
      g_autofree char *file = mdg_workplace_get_cache_file (workplace);
      g_autofree char *place = g_strdup_printf ("%s\n%s", words, file);
      const char *old = mdg_workplace_get_set_aside (workplace);
      g_autofree char *kept = old != NULL ? kept_new (old) : NULL;
      g_autofree char *body = g_strjoin ("\n", place, kept, NULL);

      mdg_message_bar_set_action (bar, is_lost (error) ? _ ("_Begin anew…") : _ ("Try _again"));
      mdg_message_bar_show (bar, MDG_MESSAGE_ERROR, text->happened, body, text->code);
    }
  else if (g_object_get_data (G_OBJECT (bar), TELLS_ERROR) != NULL)
    mdg_message_bar_hide (bar);
  g_object_set_data (G_OBJECT (bar), TELLS_ERROR, GINT_TO_POINTER (error != NULL));
}

static void
set_aside (MdgWorkplace *workplace, const char *folder, MdgMessageBar *bar)
{
  g_autofree char *body = kept_new (folder);

  mdg_message_bar_set_action (bar, NULL);
  mdg_message_bar_show (bar, MDG_MESSAGE_SUCCESS, _ ("New records were begun."), body, NULL);
}

static void
answered (MdgQuestion *question, const char *answer, MdgWorkplace *workplace)
{
  if (g_str_equal (answer, ANSWER_ANEW))
    mdg_workplace_set_cache_aside (workplace);
  else if (g_str_equal (answer, ANSWER_RETRY))
    mdg_workplace_start (workplace);
}

static void
ask (MdgMessageBar *bar, MdgWorkplace *workplace)
{
  MdgQuestion *question = mdg_question_new (
      _ ("Begin new records?"),
      _ ("The records that cannot be opened are given another name, with today's date, and stay on "
         "this "
         "computer. The new ones begin empty: who is registered and what was printed, the list of "
         "certificate backups, the issue notices and the passwords kept here have to be made or "
         "typed again. Account changes and applications that were not sent yet stay in the old "
         "records and are not sent. An Authenticator that is registered goes on working, and so do "
         "certificate files and backups."));

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, ANSWER_RETRY, _ ("Try _again"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, ANSWER_ANEW, _ ("_Begin anew"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (answered), workplace, 0);
  mdg_question_present (question, GTK_WIDGET (bar));
}

static void
pressed (MdgMessageBar *bar, MdgWorkplace *workplace)
{
  if (is_lost (mdg_workplace_get_cache_error (workplace)))
    ask (bar, workplace);
  else
    mdg_workplace_start (workplace);
}

void
mdg_records_message_bind (MdgMessageBar *bar, MdgWorkplace *workplace)
{
  g_return_if_fail (MDG_IS_MESSAGE_BAR (bar) && MDG_IS_WORKPLACE (workplace));

  g_signal_connect_object (workplace, "cache-changed", G_CALLBACK (update), bar, 0);
  g_signal_connect_object (workplace, "cache-set-aside", G_CALLBACK (set_aside), bar, 0);
  g_signal_connect_object (bar, "action", G_CALLBACK (pressed), workplace, 0);
}
