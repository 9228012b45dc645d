/* test-card-switch.c: a card on a reader of the computer for tests is told of, and only while that
 * is wanted. SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/card-switch.h"
#include "consent/walk-timer.h"

#include "platform/fake/fake.h"

#define READER "A reader"
#define NOON G_GINT64_CONSTANT (1795230000) /* 2026-11-21 */

typedef struct
{
  guint laid;
  guint lifted;
} Told;

static void
card (MdgCardSwitch *card_switch, gboolean present, Told *told)
{
  if (present)
    told->laid++;
  else
    told->lifted++;
}

static void
wait_for_state (MdgCardSwitch *card_switch, const char *state)
{
  while (g_strcmp0 (mdg_card_switch_get_state (card_switch), state) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static GBytes *
say_yes (const guint8 *command, gsize length, gpointer data)
{
  return g_bytes_new ("\x90\x00", 2);
}

static void
test_card (void)
{
  GtkWidget *widget = g_object_ref_sink (mdg_card_switch_new ());
  MdgCardSwitch *it = MDG_CARD_SWITCH (widget);
  g_autoptr (GBytes) atr = g_bytes_new ("\x3b\x80\x01", 3);
  Told told = { 0 };

  g_signal_connect (it, "card", G_CALLBACK (card), &told);
  g_assert_cmpuint (mdg_fake_count_card_contexts (), ==, 0);
  g_assert_cmpstr (mdg_card_switch_get_state (it), ==, "");
  mdg_card_switch_set_active (it, TRUE);
  wait_for_state (it, "There is no card reader. Answer with the buttons.");
  mdg_fake_plug_reader (READER);
  wait_for_state (it, "Waiting for a card.");
  mdg_fake_insert_card (READER, NULL, NULL, NULL);
  wait_for_state (it, "What lies there does not answer. Turn the card round.");
  g_assert_cmpuint (told.laid + told.lifted, ==, 0);
  mdg_fake_remove_card (READER);
  wait_for_state (it, "Waiting for a card.");
  mdg_fake_insert_card (READER, atr, say_yes, NULL);
  wait_for_state (it, "A card is there.");
  g_assert_cmpuint (told.laid, ==, 1);
  /* The service goes away and comes back. */
  mdg_fake_set_card_service (FALSE);
  wait_for_state (it, "There is no card reader. Answer with the buttons.");
  g_assert_cmpuint (told.lifted, ==, 1);
  mdg_fake_set_card_service (TRUE);
  wait_for_state (it, "A card is there.");
  g_assert_cmpuint (told.laid, ==, 2);
  mdg_card_switch_set_active (it, FALSE);
  g_assert_cmpstr (mdg_card_switch_get_state (it), ==, "");
  g_assert_cmpuint (told.lifted, ==, 1);
  mdg_fake_unplug_reader (READER);
  g_object_add_weak_pointer (G_OBJECT (widget), (gpointer *)&widget);
  g_object_unref (widget);
  g_assert_null (widget);
}

/* Answers by their numbers. */
static void
go (MdgWalk *walk, MdgWalkTimer *timer, const char *answers, gint64 now)
{
  for (; *answers != '\0'; answers++)
    g_assert_true (mdg_walk_answer (walk, (guint)(*answers - '0'), now));
  mdg_walk_timer_update (timer);
}

static void
assert_says (MdgWalkTimer *timer, const char *gone, const char *left)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (timer));
  GtkWidget *second = gtk_widget_get_next_sibling (first);

  g_assert_cmpint (gtk_widget_get_visible (first), ==, gone != NULL);
  g_assert_cmpint (gtk_widget_get_visible (second), ==, left != NULL);
  if (gone != NULL)
    g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (first)), ==, gone);
  if (left != NULL)
    g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (second)), ==, left);
}

/* A walk that is under way has its time told, and one that is over until when something can be
 * seen. */
static void
test_timer (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("en");
  MdgFlowVariant variant = mdg_flow_standard (flow);
  g_autoptr (MdgWalk) walk = NULL;
  g_autoptr (MdgClock) clock = mdg_clock_new_manual (NOON * G_USEC_PER_SEC);
  GtkWidget *window = gtk_window_new ();
  MdgWalkTimer *timer = MDG_WALK_TIMER (mdg_walk_timer_new ());

  g_assert_true (mdg_flow_choose (flow, &variant, "disease", "none"));
  g_assert_true (mdg_flow_choose (flow, &variant, "subsidy", "none"));
  g_assert_true (mdg_flow_choose (flow, &variant, "e-prescription", "off"));
  walk = mdg_walk_new (flow, &variant);
  mdg_walk_timer_set_walk (timer, walk, clock);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (timer));
  gtk_window_present (GTK_WINDOW (window));
  assert_says (timer, NULL, NULL);
  go (walk, timer, "0", NOON);
  assert_says (timer, "Since the card was laid: 0:00", NULL);
  mdg_clock_advance (clock, 65 * G_TIME_SPAN_SECOND);
  assert_says (timer, "Since the card was laid: 1:05", NULL);
  go (walk, timer, "0000", NOON + 65); /* by face, it is the patient, all, valid */
  g_assert_true (mdg_walk_is_over (walk));
  assert_says (timer, "From the beginning to the end: 1:05", "Can be seen for another 24:00:00");
  mdg_clock_advance (clock, 3601 * G_TIME_SPAN_SECOND);
  assert_says (timer, "From the beginning to the end: 1:05", "Can be seen for another 22:59:59");
  mdg_clock_advance (clock, 23 * G_TIME_SPAN_HOUR);
  assert_says (timer, "From the beginning to the end: 1:05",
               "The time in which it can be seen is over.");
  mdg_walk_restart (walk);
  mdg_walk_timer_update (timer);
  assert_says (timer, NULL, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* It goes on by itself as long as it is seen. */
static void
test_ticking (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("en");
  MdgFlowVariant variant = mdg_flow_standard (flow);
  g_autoptr (MdgWalk) walk = mdg_walk_new (flow, &variant);
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  GtkWidget *window = gtk_window_new ();
  MdgWalkTimer *timer = MDG_WALK_TIMER (mdg_walk_timer_new ());
  GtkWidget *gone = gtk_widget_get_first_child (GTK_WIDGET (timer));
  g_autofree char *first = NULL;

  mdg_walk_timer_set_walk (timer, walk, clock);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (timer));
  gtk_window_present (GTK_WINDOW (window));
  go (walk, timer, "0", mdg_clock_wall (clock));
  first = g_strdup (gtk_label_get_text (GTK_LABEL (gone)));
  while (g_strcmp0 (gtk_label_get_text (GTK_LABEL (gone)), first) == 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card-switch/card", test_card);
  g_test_add_func ("/card-switch/timer", test_timer);
  g_test_add_func ("/card-switch/ticking", test_ticking);
  return g_test_run ();
}
