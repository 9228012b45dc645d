/* portal-page.h: what the pages of the portal have in common: they show waiting, errors and notices of the flow while it is
 * at them, the steps of the whole job, and fields with their rules. */
#pragma once

#include "portal/portal-flow.h"
#include "widgets/page.h"

G_BEGIN_DECLS

#define MDG_TYPE_PORTAL_PAGE (mdg_portal_page_get_type ())
G_DECLARE_FINAL_TYPE (MdgPortalPage, mdg_portal_page, MDG, PORTAL_PAGE, GtkWidget)

/* @state: the flow's at which this page is. @step: of the job, from 1; 0: of none. @busy_text: what is being done. */
GtkWidget *mdg_portal_page_new (MdgPortalFlow *flow,
                                MdgPortalState state,
                                guint step,
                                const char *title,
                                const char *sentence,
                                const char *busy_text);

MdgPageFrame *mdg_portal_page_get_frame (MdgPortalPage *page);
MdgPortalFlow *mdg_portal_page_get_flow (MdgPortalPage *page);

/* Whether the flow is at this page. */
gboolean mdg_portal_page_is_at (MdgPortalPage *page);

/* Adds to the work; with a @type of page.h: to the footer. */
void mdg_portal_page_add (MdgPortalPage *page, GtkWidget *widget, const char *type);

/* What gets the keyboard first. */
void mdg_portal_page_set_focus (MdgPortalPage *page, GtkWidget *widget);

/* @fault shows an error at a field and returns whether it did; @update: the flow has changed. Both (nullable), with
 * @data, which is freed with @free_data when the page goes. */
typedef gboolean (*MdgPortalFaultFunc) (gpointer data, const GError *error);
typedef void (*MdgPortalUpdateFunc) (gpointer data);
void mdg_portal_page_bind (MdgPortalPage *page,
                           MdgPortalFaultFunc fault,
                           MdgPortalUpdateFunc update,
                           gpointer data,
                           GDestroyNotify free_data);

/* A button. @label: with its mnemonic. (transfer floating) */
GtkWidget *mdg_portal_button (const char *label, GCallback clicked, gpointer data);

/* One that leads to another page of the portal. */
GtkWidget *mdg_portal_page_make_link (MdgPortalPage *page, const char *label, MdgPortalState state);

/* A check mark for agreeing to @terms, with the fault at it as at a field: its own words are its name. @check: (out) */
GtkWidget *mdg_portal_terms_field (const char *terms, const char *label, GtkWidget **check);

/* A card with a title, for what stands beside or below. @title: (nullable). Returns: (transfer floating): a GtkBox */
GtkWidget *mdg_portal_card (const char *title);

/* The mails of the flow's mailbox in @box, newest first; the newest with a link has a button that opens it. */
void mdg_portal_page_fill_mails (MdgPortalPage *page, GtkWidget *box);

G_END_DECLS
