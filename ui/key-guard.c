/* key-guard.c: the question before keys leave the records.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "key-guard.h"

#include <glib/gi18n.h>

#include "error-text.h"
#include "widgets/field.h"
#include "widgets/question.h"
#include "widgets/secret-field.h"

#define GO_ON "go-on"

/* While it is asked; belongs to the question. */
typedef struct
{
  GTask *task; /* (nullable): answered */
  MdgVaultDoor *door;
  MdgQuestion *question; /* weak */
  GtkWidget *field;      /* of the question */
  GtkWidget *secret;
  gboolean busy; /* what was typed is being tried */
} Ask;

static void
give_up (Ask *ask)
{
  g_autoptr (GTask) task = g_steal_pointer (&ask->task);

  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "not given");
}

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  give_up (ask);
  g_clear_weak_pointer (&ask->question);
  g_object_unref (ask->door);
}

static void
ask_unref (gpointer ask)
{
  g_rc_box_release_full (ask, ask_free);
}

static void
answer (Ask *ask, const char *id)
{
  if (ask->question != NULL)
    mdg_question_answer (ask->question, id);
}

static void
refuse (Ask *ask, const char *fault)
{
  mdg_secret_field_set_text (MDG_SECRET_FIELD (ask->secret), NULL);
  mdg_field_set_fault (MDG_FIELD (ask->field), fault);
  gtk_widget_grab_focus (ask->field);
}

static void
tried (GObject *source, GAsyncResult *result, gpointer data)
{
  Ask *ask = data;
  g_autoptr (GError) error = NULL;
  gboolean known = mdg_vault_door_confirm_finish (MDG_VAULT_DOOR (source), result, &error);
  g_autofree char *fault = known ? NULL : mdg_error_text_for_passphrase (error);

  ask->busy = FALSE;
  if (ask->question == NULL || ask->task == NULL)
    {
      /* Nobody waits any more. */
    }
  else if (fault != NULL)
    refuse (ask, fault);
  else
    {
      g_autoptr (GTask) task = g_steal_pointer (&ask->task);

      if (known)
        g_task_return_boolean (task, TRUE);
      else
        g_task_return_error (task, g_steal_pointer (&error));
      answer (ask, GO_ON);
    }
  ask_unref (ask);
}

static void
try_typed (Ask *ask)
{
  g_autoptr (MdgSecret) typed = mdg_secret_field_get_secret (MDG_SECRET_FIELD (ask->secret));

  if (ask->busy || ask->task == NULL)
    return;
  if (mdg_secret_get_length (typed) == 0)
    {
      refuse (ask, _ ("Type the passphrase."));
      return;
    }
  ask->busy = TRUE;
  mdg_vault_door_confirm_async (ask->door, typed, tried, g_rc_box_acquire (ask));
}

static gboolean
answering (MdgQuestion *question, const char *id, Ask *ask)
{
  if (g_str_equal (id, MDG_ANSWER_CANCEL))
    return FALSE;
  try_typed (ask);
  return TRUE;
}

static void
answered (MdgQuestion *question, const char *id, Ask *ask)
{
  give_up (ask);
}

static void
closure_gone (gpointer ask, GClosure *closure)
{
  ask_unref (ask);
}

static GtkWidget *
make_field (Ask *ask)
{
  ask->secret = mdg_secret_field_new ();
  mdg_secret_field_allow_input_method (MDG_SECRET_FIELD (ask->secret));
  g_signal_connect_swapped (ask->secret, "activate", G_CALLBACK (try_typed), ask);
  ask->field = mdg_field_new (_ ("Staff _passphrase"), ask->secret);
  return ask->field;
}

static void
present (Ask *ask, GtkWidget *near)
{
  MdgQuestion *question = mdg_question_new (
      _ ("Keys are about to be handed out"),
      _ ("Whoever gets them can make the passcodes. The window is open, but is it you? Type the "
         "staff passphrase; it is then not asked for again for 5 minutes."));

  g_set_weak_pointer (&ask->question, question);
  mdg_question_set_extra (question, make_field (ask));
  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, GO_ON, _ ("_Go on"), MDG_ANSWER_PRIMARY);
  g_signal_connect_data (question, "answering", G_CALLBACK (answering), g_rc_box_acquire (ask),
                         closure_gone, 0);
  g_signal_connect_data (question, "answered", G_CALLBACK (answered), g_rc_box_acquire (ask),
                         closure_gone, 0);
  mdg_question_present (question, near);
}

void
mdg_key_guard_ask_async (MdgWorkplace *workplace,
                         GtkWidget *near,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  MdgLock *lock = mdg_workplace_get_lock (workplace);
  MdgVaultDoor *door = mdg_lock_get_door (lock);
  GTask *task = g_task_new (workplace, NULL, callback, data);
  Ask *ask;

  g_task_set_source_tag (task, mdg_key_guard_ask_async);
  if (!mdg_lock_has_passphrase (lock) || (door != NULL && mdg_vault_door_is_confirmed (door)))
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  if (door == NULL || mdg_lock_is_covered (lock) || !gtk_widget_get_mapped (near))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "nobody can be asked");
      g_object_unref (task);
      return;
    }
  ask = g_rc_box_new0 (Ask);
  ask->task = task;
  ask->door = g_object_ref (door);
  present (ask, near);
  ask_unref (ask);
}

gboolean
mdg_key_guard_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mdg_key_guard_ask_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
