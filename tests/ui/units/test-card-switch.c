/* test-card-switch.c: a card on a reader of the computer for tests is told of, and only while that
 * is wanted. SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/card-switch.h"

#include "platform/fake/fake.h"

#define READER "A reader"

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

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card-switch/card", test_card);
  return g_test_run ();
}
