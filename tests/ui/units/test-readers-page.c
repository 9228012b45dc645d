/* test-readers-page.c: what the tab [カードリーダー] says of readers, and of cards that are
 * checked, on the computer for tests. SPDX-License-Identifier: GPL-3.0-or-later */
#include "readers/readers-page.h"

#include <string.h>

#include "emulated-card.h"
#include "platform/fake/fake.h"
#include "readers/daily-guide.h"
#include "readers/guide-page.h"

#define READER "A reader"
#define NOW G_GINT64_CONSTANT (1795305600) /* 2026-11-22 09:00 in Japan */

/* ---- looking ------------------------------------------------------------------------------- */

static gboolean
is_seen (GtkWidget *widget)
{
  return gtk_widget_get_visible (widget);
}

/* Whether @text stands in a label in @widget that is not hidden. */
static gboolean
says (GtkWidget *widget, const char *text)
{
  if (!is_seen (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static void
wait_for (GtkWidget *page, const char *text)
{
  g_test_message ("waits for: %s", text);
  while (!says (page, text))
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
can_check (GtkWidget *page)
{
  return gtk_widget_get_sensitive (button (page, "_Check the card"));
}

static void
begin_check (GtkWidget *page)
{
  while (!can_check (page))
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (button (page, "_Check the card"), "clicked");
  g_assert_false (mdg_readers_page_is_at_rest (MDG_READERS_PAGE (page)));
}

static void
check (GtkWidget *page)
{
  begin_check (page);
  while (!mdg_readers_page_is_at_rest (MDG_READERS_PAGE (page)))
    g_main_context_iteration (NULL, TRUE);
}

/* Returns: (transfer full) */
static GtkWidget *
make_page (void)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_manual (NOW * G_USEC_PER_SEC);

  return g_object_ref_sink (mdg_readers_page_new (clock, FALSE));
}

static void
let_go (GtkWidget *page)
{
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *)&page);
  g_object_unref (page);
  g_assert_null (page);
}

/* ---- readers ------------------------------------------------------------------------------- */

static void
test_readers (void)
{
  GtkWidget *page = make_page ();
  g_autoptr (EmulatedCard) card = emulated_card_new ("fresh", NOW);

  g_assert_true (says (page, "Looking for card readers…"));
  wait_for (page, "No card reader is plugged in.");
  g_assert_false (can_check (page));
  mdg_fake_plug_reader (READER);
  wait_for (page, "Ready. There is no card on it.");
  g_assert_true (says (page, READER));
  g_assert_false (can_check (page));
  mdg_fake_insert_card (READER, NULL, NULL, NULL);
  wait_for (page, "What lies on it does not answer.");
  g_assert_false (can_check (page));
  mdg_fake_insert_card (READER, NULL, emulated_card_answer, card);
  wait_for (page, "Ready. A card is on it.");
  g_assert_true (can_check (page));
  mdg_fake_set_card_in_use (READER, TRUE);
  wait_for (page, "Another program has the card for itself.");
  g_assert_false (can_check (page));
  mdg_fake_set_card_service (FALSE);
  wait_for (page, "The card reader service of this computer does not run.");
  g_assert_false (says (page, READER));
  mdg_fake_set_card_service (TRUE);
  wait_for (page, READER);
  mdg_fake_unplug_reader (READER);
  wait_for (page, "No card reader is plugged in.");
  g_assert_cmpuint (emulated_card_count_commands (card), ==, 0);
  let_go (page);
}

/* ---- cards --------------------------------------------------------------------------------- */

static const struct
{
  const char *card;
  const char *words[4]; /* what is said */
  const char *not_said;
} cases[] = {
  { "fresh", { "A My Number Card", "3 tries left", "Valid until 2028-11-21 (Tue)" }, "municipal" },
  { "one-try", { "1 try left", "One more wrong PIN locks it." }, NULL },
  { "blocked", { "No PIN can be used", "which is no fault", "Valid until" }, NULL },
  { "no-pin", { "The card has none", "is no fault", "Valid until" }, "three times" },
  { "not-long", { "Valid until 2026-12-22 (Tue) (", "three months before" }, NULL },
  { "grace", { "Ended on 2026-11-02 (Mon)", "until 2027-02-28 (Sun)" }, NULL },
  { "expired", { "Ended on 2026-05-06 (Wed)", "certificate of eligibility" }, "still serves" },
  { "no-certificate", { "There is none on the card" }, NULL },
  { "android", { "Android", "Shown only after the PIN" }, "tries left" },
  { "iphone", { "iPhone", "Valid until 2028-11-21 (Tue)" }, "tries left" },
  { "iphone-expired",
    { "iPhone", "Ended on 2026-11-02 (Mon)", "A phone does not serve" },
    "until 2027" },
  { "juki", { "住民基本台帳カード" }, "tries left" },
  { "strange", { "Not known for certain" }, NULL },
  { "licence", { "Not a My Number Card", "driving licence" }, "tries left" },
  { "garbage", { "The card does not say", "It could not be read" }, NULL },
  { "not-awake", { "A My Number Card", "3 tries left" }, NULL },
  { "pulled", { "was taken away too early" }, "A My Number Card" },
};

static void
test_cards (void)
{
  GtkWidget *page = make_page ();

  mdg_fake_plug_reader (READER);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EmulatedCard) card = emulated_card_new (cases[i].card, NOW);

      g_test_message ("card: %s", cases[i].card);
      mdg_fake_insert_card (READER, NULL, emulated_card_answer, card);
      check (page);
      for (guint k = 0; cases[i].words[k] != NULL; k++)
        {
          g_test_message ("wants: %s", cases[i].words[k]);
          g_assert_true (says (page, cases[i].words[k]));
        }
      if (cases[i].not_said != NULL)
        g_assert_false (says (page, cases[i].not_said));
      g_assert_true (emulated_card_is_at_peace (card));
      /* It can be read on when the card was lifted, and goes with the next card. */
      mdg_fake_remove_card (READER);
      wait_for (page, "Ready. There is no card on it.");
      g_assert_true (says (page, cases[i].words[0]));
    }
  {
    g_autoptr (EmulatedCard) card = emulated_card_new ("fresh", NOW);

    mdg_fake_insert_card (READER, NULL, emulated_card_answer, card);
    wait_for (page, "Ready. A card is on it.");
    g_assert_false (says (page, "Card check:"));
    mdg_fake_unplug_reader (READER);
  }
  let_go (page);
}

/* Two readers, two cards: each has its own result. */
static void
test_two (void)
{
  GtkWidget *page = make_page ();
  g_autoptr (EmulatedCard) fresh = emulated_card_new ("fresh", NOW);
  g_autoptr (EmulatedCard) licence = emulated_card_new ("licence", NOW);

  mdg_fake_plug_reader (READER);
  mdg_fake_plug_reader ("Another one");
  mdg_fake_insert_card (READER, NULL, emulated_card_answer, fresh);
  mdg_fake_insert_card ("Another one", NULL, emulated_card_answer, licence);
  wait_for (page, READER);
  check (page);
  g_assert_true (says (page, "Card check: " READER));
  g_assert_true (says (page, "Card check: Another one"));
  g_assert_true (says (page, "A My Number Card"));
  g_assert_true (says (page, "Not a My Number Card"));
  mdg_fake_unplug_reader (READER);
  mdg_fake_unplug_reader ("Another one");
  let_go (page);
}

/* Cards that are given up; their threads may be on their way to them. */
static EmulatedCard *volatile given_up[2];

static void
test_slow (void)
{
  GtkWidget *page = make_page ();

  mdg_fake_plug_reader (READER);
  for (guint i = 0; i < G_N_ELEMENTS (given_up); i++)
    {
      given_up[i] = emulated_card_new ("slow", NOW);
      mdg_fake_insert_card (READER, NULL, emulated_card_answer, given_up[i]);
      begin_check (page);
      while (!emulated_card_is_waited_for (given_up[i]))
        g_main_context_iteration (NULL, FALSE);
      g_assert_false (can_check (page));
      if (i == 0)
        { /* it comes to an end after all */
          emulated_card_release (given_up[i]);
          wait_for (page, "3 tries left");
          g_assert_true (can_check (page));
        }
    }
  /* The page goes while the other one still thinks. */
  let_go (page);
  emulated_card_release (given_up[1]);
  mdg_fake_unplug_reader (READER);
}

/* ---- the guide ------------------------------------------------------------------------------ */

/* Every line of text in @widget is as wide as its place, or narrower. */
static void
assert_fits (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    {
      int width;

      pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (widget)), &width, NULL);
      g_test_message ("%d in %d: %s", width, gtk_widget_get_width (widget),
                      gtk_label_get_text (GTK_LABEL (widget)));
      g_assert_cmpint (width, <=, gtk_widget_get_width (widget));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_fits (child);
}

static void
painted (GdkFrameClock *clock, gboolean *flag)
{
  *flag = TRUE;
}

/* Until everything has its size. */
static void
wait_for_frame (GtkWidget *window)
{
  gboolean flag = FALSE;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted), &flag);

  gtk_widget_queue_draw (window);
  while (!flag)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

static void
test_guide (void)
{
  g_autoptr (MdgDailyGuide) guide = mdg_daily_guide_new ("en");
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = mdg_guide_page_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 640);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  for (guint maker = 0; maker < guide->makers->len; maker++)
    for (guint i = 0; i < guide->chapters->len; i++)
      {
        const MdgDailyChapter *chapter = guide->chapters->pdata[i];
        const MdgReaderMaker *whose = guide->makers->pdata[maker];

        if ((chapter->makers & (1u << maker)) == 0)
          continue;
        mdg_guide_page_choose (MDG_GUIDE_PAGE (page), whose->id, chapter->id);
        g_assert_true (says (page, chapter->title));
        for (guint k = 0; k < chapter->steps->len; k++)
          {
            const MdgDailyStep *step = chapter->steps->pdata[k];

            g_assert_cmpint (says (page, step->text), ==, (step->makers >> maker) & 1);
          }
        wait_for_frame (window);
        assert_fits (page);
      }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/readers-page/readers", test_readers);
  g_test_add_func ("/readers-page/cards", test_cards);
  g_test_add_func ("/readers-page/two", test_two);
  g_test_add_func ("/readers-page/slow", test_slow);
  g_test_add_func ("/readers-page/guide", test_guide);
  return g_test_run ();
}
