/* page-stack.h: pages of which one is seen; each is made when it is first shown. Pages that are not
 * seen are hidden from assistive technology, which GTK 4.8's GtkStack fails to do (DESIGN decision
 * 12). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes a page. Returns: (transfer floating) */
typedef GtkWidget *(*MdgPageFactory) (gpointer data);

#define MDG_TYPE_PAGE_STACK (mdg_page_stack_get_type ())
G_DECLARE_FINAL_TYPE (MdgPageStack, mdg_page_stack, MDG, PAGE_STACK, GtkWidget)

/* Property: visible-name (string, read-only). */
GtkWidget *mdg_page_stack_new (void);

/* @data must outlive the stack. */
void
mdg_page_stack_add (MdgPageStack *stack, const char *name, MdgPageFactory factory, gpointer data);

/* Shows a page and gives it the keyboard focus (unless nothing is on screen yet). Returns:
 * (transfer none): the page */
GtkWidget *mdg_page_stack_show (MdgPageStack *stack, const char *name);

/* Makes a page if need be, without showing it. Returns: (transfer none): the page */
GtkWidget *mdg_page_stack_prepare (MdgPageStack *stack, const char *name);

/* Takes a page away; it is made anew when it is shown again. Not the one that is seen. */
void mdg_page_stack_forget (MdgPageStack *stack, const char *name);

/* The page if it has been made. (nullable) (transfer none) */
GtkWidget *mdg_page_stack_get_page (MdgPageStack *stack, const char *name);
const char *mdg_page_stack_get_visible_name (MdgPageStack *stack); /* (nullable) */

G_END_DECLS
