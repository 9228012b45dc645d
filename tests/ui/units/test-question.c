/* test-question.c: a question keeps what is below out of reach, is answered once, and gives way
 * before its answer acts. SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/question.h"

#include "widgets/question-layer.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *layer;
  GtkWidget *below;
  GString *answers;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkBuildableIface *buildable;

  f->window = gtk_window_new ();
  f->layer = mdg_question_layer_new ();
  f->below = gtk_button_new_with_label ("below");
  f->answers = g_string_new (NULL);
  buildable = GTK_BUILDABLE_GET_IFACE (f->layer);
  buildable->add_child (GTK_BUILDABLE (f->layer), NULL, G_OBJECT (f->below), NULL);
  gtk_window_set_child (GTK_WINDOW (f->window), f->layer);
  gtk_window_present (GTK_WINDOW (f->window));
  while (!gtk_widget_get_mapped (f->below))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->window != NULL)
    gtk_window_destroy (GTK_WINDOW (f->window));
  g_string_free (f->answers, TRUE);
}

static void
answered (MdgQuestion *question, const char *answer, Fixture *f)
{
  g_string_append_printf (f->answers, "%s;", answer);
  g_assert_true (gtk_widget_get_can_focus (f->below));
  g_assert_true (gtk_widget_is_sensitive (f->below));
  g_assert_null (mdg_question_layer_get_question (MDG_QUESTION_LAYER (f->layer)));
}

static MdgQuestion *
ask (Fixture *f)
{
  MdgQuestion *question = mdg_question_new ("Log out?", "The session ends.");

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, "_Cancel", MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "ok", "_OK", MDG_ANSWER_PRIMARY);
  g_signal_connect (question, "answered", G_CALLBACK (answered), f);
  mdg_question_present (question, f->below);
  return question;
}

static void
test_answer (Fixture *f, gconstpointer data)
{
  MdgQuestion *question = ask (f);
  gpointer weak = question;

  g_object_add_weak_pointer (G_OBJECT (question), &weak);
  g_assert_false (gtk_widget_get_can_focus (f->below));
  g_assert_false (gtk_widget_is_sensitive (f->below)); /* its letter with Alt does nothing */
  mdg_question_answer (question, "ok");
  g_assert_cmpstr (f->answers->str, ==, "ok;");
  while (weak != NULL && g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (weak);
}

static void
test_second_question (Fixture *f, gconstpointer data)
{
  MdgQuestion *second;

  ask (f);
  second = ask (f);
  g_assert_cmpstr (f->answers->str, ==, "cancel;");
  g_assert_true (mdg_question_layer_get_question (MDG_QUESTION_LAYER (f->layer))
                 == GTK_WIDGET (second));
  mdg_question_answer (second, "ok");
  g_assert_cmpstr (f->answers->str, ==, "cancel;ok;");
}

static void
test_window_closed (Fixture *f, gconstpointer data)
{
  gpointer weak = ask (f);

  g_object_add_weak_pointer (weak, &weak);
  gtk_window_destroy (GTK_WINDOW (f->window));
  f->window = NULL;
  while (weak != NULL && g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (weak);
  g_assert_cmpstr (f->answers->str, ==, "");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/question/answer", Fixture, NULL, set_up, test_answer, tear_down);
  g_test_add ("/question/second", Fixture, NULL, set_up, test_second_question, tear_down);
  g_test_add ("/question/window-closed", Fixture, NULL, set_up, test_window_closed, tear_down);
  return g_test_run ();
}
