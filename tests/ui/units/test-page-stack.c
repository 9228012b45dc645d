/* test-page-stack.c: pages are made when they are first shown, once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
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

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-stack/lazy", test_lazy);
  g_test_add_func ("/page-stack/finalize", test_finalize);
  return g_test_run ();
}
