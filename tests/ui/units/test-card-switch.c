/* test-card-switch.c: a card on a reader of the computer for tests is told of, and only while that
 * is wanted; the walk that it begins has its time told, and a patient sees both. And what is chosen
 * above the list of receptions is what is looked for. SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/card-switch.h"
#include "consent/patient-window.h"
#include "consent/reception-filter.h"
#include "consent/walk-timer.h"

#include <string.h>

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

/* Whether @root shows a label that begins so; it or what it stands in may be hidden. */
static gboolean
shows (GtkWidget *root, const char *beginning)
{
  if (GTK_IS_LABEL (root) && gtk_widget_is_visible (root)
      && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (root)), beginning))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, beginning))
      return TRUE;
  return FALSE;
}

/* The button that has the focus in @window says so: the walk goes on by Enter. */
static gboolean
is_focused (GtkWidget *window, const char *words)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));

  return focus != NULL && shows (focus, words);
}

/* A patient sees what the reader shows and the time, at the end what was consented to; nothing that
 * is for staff. What moves the walk from elsewhere, as a card does, moves this window, too. */
static void
test_patient (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("en");
  MdgFlowVariant variant = mdg_flow_standard (flow);
  g_autoptr (MdgWalk) walk = mdg_walk_new (flow, &variant);
  g_autoptr (MdgClock) clock = mdg_clock_new_manual (NOON * G_USEC_PER_SEC);
  GtkWidget *parent = gtk_window_new ();
  GtkWidget *window = mdg_patient_window_new (GTK_WINDOW (parent), flow, walk, clock);

  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (is_focused (window, "Card is there"));
  g_assert_false (shows (window, "Since the card was laid"));
  g_assert_true (mdg_walk_set_card (walk, TRUE, NOON));
  mdg_patient_window_update (MDG_PATIENT_WINDOW (window));
  g_assert_true (is_focused (window, "Recognise face"));
  mdg_clock_advance (clock, 65 * G_TIME_SPAN_SECOND);
  g_assert_true (shows (window, "Since the card was laid: 1:05"));
  g_assert_false (shows (window, "Consent so far") || shows (window, "Source:")
                  || shows (window, "What it means") || shows (window, "Patient"));
  /* By face, the patient, disease yes, subsidy no, all, paper, valid. */
  for (const char *answers = "0001010"; *answers != '\0'; answers++)
    g_assert_true (mdg_walk_answer (walk, (guint)(*answers - '0'), NOON + 65));
  g_assert_true (mdg_walk_is_over (walk));
  mdg_patient_window_update (MDG_PATIENT_WINDOW (window));
  g_assert_true (shows (window, "Can be seen for another 24:00:00"));
  g_assert_true (shows (window, "Consent so far") && shows (window, "Surgery"));
  g_assert_true (shows (window, "Agreed; can be seen until") && shows (window, "Not agreed"));
  g_assert_false (shows (window, "Source:"));
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (parent));
}

/* receptions ---------------------------------------------------------------------------------- */

/* In the order in which they stand there. */
enum
{
  PERIOD,
  REFERENCE,
  OUTCOME,
  VALIDITY,
  PRESCRIPTION,
  CARD,
  KIND,
  ANSWER
};

/* Returns: what is looked for then */
static MdgReceptionQuery
choose (MdgReceptionFilter *filter, int choice, guint item)
{
  GtkWidget *grid = gtk_widget_get_first_child (GTK_WIDGET (filter));
  GtkWidget *drop = gtk_grid_get_child_at (GTK_GRID (grid), choice % 4, choice / 4);
  MdgReceptionQuery query = { 0 };

  g_assert_cmpuint (item, <,
                    g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (drop))));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), item);
  mdg_reception_filter_fill (filter, NOON, &query);
  return query;
}

static void
count_change (MdgReceptionFilter *filter, guint *n)
{
  (*n)++;
}

static void
test_filter (void)
{
  g_autoptr (GtkWidget) widget = g_object_ref_sink (g_object_new (MDG_TYPE_RECEPTION_FILTER, NULL));
  MdgReceptionFilter *filter = MDG_RECEPTION_FILTER (widget);
  const int today = mdg_reception_day (NOON);
  MdgReceptionQuery query, nothing = { 0 };
  g_autofree char *words = NULL;
  guint n_changes = 0;

  g_signal_connect (filter, "changed", G_CALLBACK (count_change), &n_changes);
  g_assert_false (mdg_reception_filter_is_active (filter));
  g_assert_cmpint (choose (filter, PERIOD, 1).first_day, ==, today);
  g_assert_cmpint (choose (filter, PERIOD, 2).first_day, ==, today - 6);
  g_assert_cmpint (choose (filter, PERIOD, 3).first_day, ==, today - 20); /* it is the 21st */
  query = choose (filter, PERIOD, 4);
  g_assert_cmpint (query.first_day, ==, today - 20 - 31);
  g_assert_cmpint (query.until_day, ==, today - 20);
  g_assert_cmpint (choose (filter, PERIOD, 5).first_day, ==, today - 364);
  g_assert_cmpuint (choose (filter, REFERENCE, 2).references, ==, 1u << MDG_REFERENCE_CERTIFICATE);
  g_assert_cmpuint (choose (filter, OUTCOME, 3).outcomes, ==, 1u << MDG_OUTCOME_FAILED);
  g_assert_cmpuint (choose (filter, VALIDITY, 5).validities, ==, 1u << MDG_VALIDITY_SEVERAL);
  g_assert_cmpuint (choose (filter, PRESCRIPTION, 1).prescriptions, ==,
                    1u << MDG_PRESCRIPTION_ELECTRONIC);
  g_assert_cmpuint (choose (filter, CARD, 8).card_kinds, ==, 1u << MDG_CARD_ASSISTANCE);
  query = choose (filter, KIND, 5);
  g_assert_cmpuint (query.given, ==, 1u << MDG_CONSENT_DISEASES);
  g_assert_cmpuint (query.not_given, ==, 0);
  query = choose (filter, ANSWER, 1);
  g_assert_cmpuint (query.given, ==, 0);
  g_assert_cmpuint (query.not_given, ==, 1u << MDG_CONSENT_DISEASES);
  words = mdg_reception_filter_describe (filter);
  g_assert_nonnull (strstr (words, "Period: The last 365 days / "));
  g_assert_nonnull (strstr (words, "Specific disease certificate: Asked, but not consented to"));
  g_assert_cmpuint (n_changes, ==, 12);
  mdg_reception_filter_clear (filter);
  mdg_reception_filter_fill (filter, NOON, &nothing);
  query = (MdgReceptionQuery){ 0 };
  g_assert_cmpmem (&query, sizeof query, &nothing, sizeof nothing);
  g_assert_cmpuint (n_changes, ==, 12);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card-switch/card", test_card);
  g_test_add_func ("/card-switch/timer", test_timer);
  g_test_add_func ("/card-switch/ticking", test_ticking);
  g_test_add_func ("/card-switch/patient", test_patient);
  g_test_add_func ("/card-switch/filter", test_filter);
  return g_test_run ();
}
