/* test-page-stack.c: pages are made when they are first shown, once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/message-bar.h"
#include "widgets/page-stack.h"

static GtkWidget *
make_page (gpointer data)
{
  guint *made = data;

  (*made)++;
  return gtk_button_new_with_label ("page");
}

static void
test_lazy (void)
{
  MdgPageStack *stack = MDG_PAGE_STACK (g_object_ref_sink (mdg_page_stack_new ()));
  guint first = 0;
  guint second = 0;
  GtkWidget *page;

  mdg_page_stack_add (stack, "first", make_page, &first);
  mdg_page_stack_add (stack, "second", make_page, &second);
  g_assert_null (mdg_page_stack_get_page (stack, "first"));
  page = mdg_page_stack_show (stack, "first");
  g_assert_cmpuint (first, ==, 1);
  g_assert_cmpuint (second, ==, 0);
  mdg_page_stack_show (stack, "second");
  g_assert_cmpstr (mdg_page_stack_get_visible_name (stack), ==, "second");
  g_assert_true (mdg_page_stack_show (stack, "first") == page);
  g_assert_cmpuint (first, ==, 1);
  g_object_unref (stack);
}

static void
test_finalize (void)
{
  gpointer stack = g_object_ref_sink (mdg_page_stack_new ());
  guint made = 0;
  gpointer page;

  mdg_page_stack_add (stack, "page", make_page, &made);
  page = mdg_page_stack_show (stack, "page");
  g_object_add_weak_pointer (G_OBJECT (page), &page);
  g_object_add_weak_pointer (G_OBJECT (stack), &stack);
  g_object_unref (stack);
  g_assert_null (stack);
  g_assert_null (page);
}

/* A bar that was looked at before it had anything to say, as on a page that is not seen, grows with
 * its words. */
static void
test_message (void)
{
  GtkWidget *bar = g_object_ref_sink (mdg_message_bar_new ());
  int wide, narrow;

  gtk_widget_get_request_mode (bar);
  mdg_message_bar_show (MDG_MESSAGE_BAR (bar), MDG_MESSAGE_INFO, "title",
                        "one two three four five six seven eight nine ten eleven twelve", NULL);
  gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, 2000, &wide, NULL, NULL, NULL);
  gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, 250, &narrow, NULL, NULL, NULL);
  g_assert_cmpint (narrow, >, wide);
  g_object_unref (bar);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-stack/lazy", test_lazy);
  g_test_add_func ("/page-stack/finalize", test_finalize);
  g_test_add_func ("/page-stack/message", test_message);
  return g_test_run ();
}
