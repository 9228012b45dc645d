/* records-message.c: the records that cannot be opened.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "records-message.h"

#include <glib/gi18n.h>

#include "core/thread-task.h"
#include "dates.h"
#include "error-text.h"
#include "record-keeper.h"
#include "store/cache-store.h"
#include "store/generation.h"
#include "unreadable-text.h"
#include "widgets/question.h"

#define UNREADABLE_MAX 4 /* named in the message */

#define ANSWER_RETRY "retry"
#define ANSWER_ANEW "anew"
#define ANSWER_RESTORE "restore"

/* On the bar while it tells of an error, and not of what was done about it. */
#define TELLS_ERROR "mdg-records-error"

/* What no second try will mend. A newer file is sound: it opens in the newer program. */
static gboolean
is_lost (const GError *error)
{
  return g_error_matches (error, MDG_ERROR, MDG_ERROR_WRAP_REFUSED)
         || g_error_matches (error, MDG_ERROR, MDG_ERROR_DAMAGED);
}

/* the error ------------------------------------------------------------------------------------ */

/* Where the old records are. Returns: (transfer full) */
static char *
kept_new (const char *folder)
{
  return g_strdup_printf (
      _ ("The old ones were kept; nothing of them was changed. They lie in:\n%s"), folder);
}

/* @next: (nullable): what to do, where it is not what the error says */
static void
show_error (MdgMessageBar *bar, MdgWorkplace *workplace, const char *next)
{
  g_autoptr (MdgErrorText) text = mdg_error_text_new (mdg_workplace_get_cache_error (workplace));
  g_autofree char *words = NULL;
  g_autofree char *file = mdg_workplace_get_cache_file (workplace);
  const char *old = mdg_workplace_get_set_aside (workplace);
  g_autofree char *kept = old != NULL ? kept_new (old) : NULL;
  g_autofree char *body = NULL;

  if (next != NULL)
    {
      g_free (text->next);
      text->next = g_strdup (next);
    }
  words = mdg_error_text_get_body (text);
  body = g_strjoin ("\n", words, file, kept, NULL);
  mdg_message_bar_show (bar, MDG_MESSAGE_ERROR, text->happened, body, text->code);
}

/* the way back ------------------------------------------------------------------------------- */

/* On the bar: the newest sound generation of records that are damaged. */
#define GENERATION "mdg-records-generation"
/* On the bar, until it is in the record: when the state was kept that the records went back to. */
#define WENT_BACK "mdg-records-went-back"

typedef struct
{
  char *file;
  MdgGeneration *generation; /* (nullable): to look for one */
  gint64 now;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_free (errand->file);
  mdg_generation_free (errand->generation);
  g_free (errand);
}

static void
look_for_generation (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Errand *errand = data;
  GError *error = NULL;
  MdgGeneration *generation = mdg_generation_find_sound (errand->file, MDG_CACHE_APPLICATION_ID,
                                                         mdg_cache_n_migrations, &error);

  if (generation != NULL)
    g_task_return_pointer (task, generation, (GDestroyNotify)mdg_generation_free);
  else
    g_task_return_error (task, error);
}

static void
generation_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgMessageBar) bar = data;
  MdgWorkplace *workplace = g_task_get_source_object (G_TASK (result));
  MdgGeneration *generation = g_task_propagate_pointer (G_TASK (result), NULL);

  g_object_set_data_full (G_OBJECT (bar), GENERATION, generation,
                          (GDestroyNotify)mdg_generation_free);
  if (generation == NULL || g_object_get_data (G_OBJECT (bar), TELLS_ERROR) == NULL
      || mdg_workplace_get_cache_error (workplace) == NULL)
    return;
  show_error (
      bar, workplace,
      _ ("An earlier state was kept whole: go back to it, or ask your system vendor to look "
         "at the file."));
  mdg_message_bar_set_action (bar, _ ("Go _back to an earlier state…"));
}

static void
find_generation (MdgMessageBar *bar, MdgWorkplace *workplace)
{
  g_autoptr (GTask) task = g_task_new (workplace, NULL, generation_found, g_object_ref (bar));
  Errand *errand = g_new0 (Errand, 1);

  errand->file = mdg_workplace_get_cache_file (workplace);
  g_task_set_task_data (task, errand, errand_free);
  mdg_thread_task_run (task, look_for_generation);
}

static void
restore (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Errand *errand = data;
  GError *error = NULL;
  char *aside = mdg_generation_restore (errand->file, errand->generation, errand->now, &error);

  if (aside != NULL)
    g_task_return_pointer (task, aside, g_free);
  else
    g_task_return_error (task, error);
}

/* What became of it is seen when the records are opened: the error, should there be one, too. */
static void
restored (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgMessageBar) bar = data;
  MdgWorkplace *workplace = g_task_get_source_object (G_TASK (result));
  const Errand *errand = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *aside = g_task_propagate_pointer (G_TASK (result), &error);

  if (aside != NULL)
    {
      g_info ("the records went back to an earlier state; the damaged ones lie in %s", aside);
      g_object_set_data_full (G_OBJECT (bar), WENT_BACK,
                              g_strdup_printf ("%" G_GINT64_FORMAT, errand->generation->taken_at),
                              g_free);
    }
  else
    g_warning ("the records did not go back to an earlier state: %s", error->message);
  mdg_workplace_start (workplace);
}

static void
go_back (MdgMessageBar *bar, MdgWorkplace *workplace)
{
  const MdgGeneration *generation = g_object_get_data (G_OBJECT (bar), GENERATION);
  g_autoptr (GTask) task = NULL;
  Errand *errand;

  if (generation == NULL || mdg_workplace_get_cache (workplace) != NULL)
    return;
  errand = g_new0 (Errand, 1);
  errand->file = mdg_workplace_get_cache_file (workplace);
  errand->generation = mdg_generation_copy (generation);
  errand->now = mdg_clock_wall (mdg_workplace_get_clock (workplace));
  task = g_task_new (workplace, NULL, restored, g_object_ref (bar));
  g_task_set_task_data (task, errand, errand_free);
  mdg_thread_task_run (task, restore);
}

/* The records are open again after that: it is noted, and told. */
static void
tell_went_back (MdgWorkplace *workplace, MdgMessageBar *bar)
{
  const char *taken_at = g_object_get_data (G_OBJECT (bar), WENT_BACK);
  g_autofree char *date = NULL;
  g_autofree char *title = NULL;

  if (taken_at == NULL || mdg_workplace_get_cache (workplace) == NULL)
    return;
  mdg_record_note (workplace, MDG_ACT_RESTORED, taken_at, NULL);
  date = mdg_date_time_text (g_ascii_strtoll (taken_at, NULL, 10));
  title = g_strdup_printf (_ ("The records are as they were on %s."), date);
  g_object_set_data (G_OBJECT (bar), WENT_BACK, NULL);
  mdg_message_bar_set_action (bar, NULL);
  mdg_message_bar_show (
      bar, MDG_MESSAGE_SUCCESS, title,
      _ ("The damaged ones were kept beside them. Check what was registered, "
         "printed or changed since that day, and do it again where it is missing."),
      NULL);
}

/* what is said -------------------------------------------------------------------------------- */

static void
update (MdgWorkplace *workplace, MdgMessageBar *bar)
{
  const GError *error = mdg_workplace_get_cache_error (workplace);

  if (error != NULL)
    {
      show_error (bar, workplace, NULL);
      mdg_message_bar_set_action (bar, is_lost (error) ? _ ("_Begin anew…") : _ ("Try _again"));
      g_object_set_data (G_OBJECT (bar), GENERATION, NULL);
      if (g_error_matches (error, MDG_ERROR, MDG_ERROR_DAMAGED))
        find_generation (bar, workplace);
    }
  else if (g_object_get_data (G_OBJECT (bar), TELLS_ERROR) != NULL)
    mdg_message_bar_hide (bar);
  g_object_set_data (G_OBJECT (bar), TELLS_ERROR, GINT_TO_POINTER (error != NULL));
  tell_went_back (workplace, bar);
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

/* Beginning anew loses all of it: what that means is said before. */
static void
answered_back (MdgQuestion *question, const char *answer, MdgMessageBar *bar)
{
  MdgWorkplace *workplace = g_object_get_data (G_OBJECT (question), "workplace");

  if (g_str_equal (answer, ANSWER_ANEW))
    ask (bar, workplace);
  else if (g_str_equal (answer, ANSWER_RETRY))
    mdg_workplace_start (workplace);
  else if (g_str_equal (answer, ANSWER_RESTORE))
    go_back (bar, workplace);
}

/* An earlier state loses less than a new beginning. */
static void
ask_back (MdgMessageBar *bar, MdgWorkplace *workplace, const MdgGeneration *generation)
{
  g_autofree char *date = mdg_date_time_text (generation->taken_at);
  g_autofree char *heading = g_strdup_printf (_ ("Go back to the records of %s?"), date);
  MdgQuestion *question = mdg_question_new (
      heading, _ ("That is the last state that was kept whole. What was registered, printed, "
                  "changed or noted "
                  "after it is not in it and has to be done again; an Authenticator that was "
                  "registered after it "
                  "goes on working on the phone. The damaged records are kept beside it."));

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, ANSWER_RETRY, _ ("Try _again"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, ANSWER_ANEW, _ ("_Begin anew…"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, ANSWER_RESTORE, _ ("_Go back"), MDG_ANSWER_PRIMARY);
  g_object_set_data_full (G_OBJECT (question), "workplace", g_object_ref (workplace),
                          g_object_unref);
  g_signal_connect_object (question, "answered", G_CALLBACK (answered_back), bar, 0);
  mdg_question_present (question, GTK_WIDGET (bar));
}

static void
pressed (MdgMessageBar *bar, MdgWorkplace *workplace)
{
  const MdgGeneration *generation = g_object_get_data (G_OBJECT (bar), GENERATION);

  if (generation != NULL && mdg_workplace_get_cache_error (workplace) != NULL)
    ask_back (bar, workplace, generation);
  else if (is_lost (mdg_workplace_get_cache_error (workplace)))
    ask (bar, workplace);
  else
    mdg_workplace_start (workplace);
}

void
mdg_records_message_tell_unreadable (MdgMessageBar *bar, GPtrArray *unreadable)
{
  g_autofree char *count = mdg_count_text (unreadable->len);
  g_autofree char *names = mdg_unreadable_text (unreadable, UNREADABLE_MAX);
  g_autofree char *title
      = g_strdup_printf (ngettext ("%s secret was not as it was kept, and was set aside.",
                                   "%s secrets were not as they were kept, and were set aside.",
                                   (gulong)unreadable->len),
                         count);
  g_autofree char *body
      = g_strdup_printf (_ ("%s\nThey are kept as they were found; everything else goes on. "
                            "Type or register them again."),
                         names);

  g_return_if_fail (MDG_IS_MESSAGE_BAR (bar));

  mdg_message_bar_set_action (bar, NULL);
  mdg_message_bar_show (bar, MDG_MESSAGE_WARNING, title, body, NULL);
}

void
mdg_records_message_bind (MdgMessageBar *bar, MdgWorkplace *workplace)
{
  g_return_if_fail (MDG_IS_MESSAGE_BAR (bar) && MDG_IS_WORKPLACE (workplace));

  g_signal_connect_object (workplace, "cache-changed", G_CALLBACK (update), bar, 0);
  g_signal_connect_object (workplace, "cache-set-aside", G_CALLBACK (set_aside), bar, 0);
  g_signal_connect_object (bar, "action", G_CALLBACK (pressed), workplace, 0);
}
