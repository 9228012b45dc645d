/* reset-question.c: 《訓練をやり直す》.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "reset-question.h"

#include <glib/gi18n.h>

#include "widgets/question.h"

#define WORKPLACE "mdg-workplace" /* of the bar, while it is asked */

static void
was_reset (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgMessageBar) bar = data;
  g_autoptr (GError) error = NULL;

  if (!mdg_workplace_reset_training_finish (MDG_WORKPLACE (source), result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mdg_message_bar_show_error (bar, error);
}

static void
answered (MdgQuestion *question, const char *answer, MdgMessageBar *bar)
{
  MdgWorkplace *workplace = g_object_get_data (G_OBJECT (bar), WORKPLACE);

  if (g_str_equal (answer, "reset"))
    mdg_workplace_reset_training_async (workplace, was_reset, g_object_ref (bar));
}

void
mdg_reset_question_ask (GtkWidget *near, MdgWorkplace *workplace, MdgMessageBar *bar)
{
  MdgQuestion *question = mdg_question_new (
      _ ("Start the training over?"),
      _ ("All training accounts go back to their first state, and the registrations and printing "
         "records of this training are deleted, as are the list of certificate backups, the issue "
         "notices, the passwords of certificates that are kept here, the plan of introduction with "
         "the draft of its forms and your own contacts. Backups on USB sticks and certificate "
         "files "
         "are not touched. An Authenticator registered in it will no longer fit."));

  g_object_set_data_full (G_OBJECT (bar), WORKPLACE, g_object_ref (workplace), g_object_unref);
  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "reset", _ ("_Start over"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (answered), bar, 0);
  mdg_question_present (question, near);
}
