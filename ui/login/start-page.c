/* start-page.c: 《システムの利用を始める》.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/start-page.h"

#include <glib/gi18n.h>

#include "login/flow-page.h"
#include "platform/documents.h"
#include "widgets/icon.h"
#include "widgets/number-disc.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

#define FACILITY_PORTAL "https://iryohokenjyoho.service-now.com/omf"
#define MEDICAL_PORTAL "https://iryohokenjyoho.service-now.com/csm"

#define NARROWEST_CARD 6 /* characters of a line in a step's card */

struct _MdgStartPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *steps;
  GtkWidget *needs;
  GtkWidget *real; /* 《本番の設定を始める》 */
  GtkWidget *begin;
  MdgLoginFlow *flow;
  const char *portal; /* the one asked for last */
};

G_DEFINE_FINAL_TYPE (MdgStartPage, mdg_start_page, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *title;
  const char *text;
} steps[] = {
  { "login", NC_ ("step", "Log in"), N_ ("Type institution code, login ID and password.") },
  { "phone", NC_ ("step", "Authenticator registration"), N_ ("Read the QR code with the phone.") },
  { "printer", NC_ ("step", "Printing"),
    N_ ("Print the QR code and keep it, for the day the phone is lost.") },
  { "check-circle", NC_ ("step", "Confirmation"),
    N_ ("Type the six-digit passcode, and it is done.") },
};

static const struct
{
  const char *icon;
  const char *text;
} needs[] = {
  { "document", N_ ("The “user settings sheet” of the receipt-computer linkage, with institution "
                    "code, login ID and password") },
  { "phone", N_ ("A phone with an Authenticator app (such as Google Authenticator)") },
  { "printer", N_ ("A printer, if possible; the sheet can also be saved as PDF") },
};

static void
begin_clicked (MdgStartPage *self)
{
  mdg_login_flow_begin (self->flow);
}

static void
portal_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgStartPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  if (mdg_documents_open_page_finish (result, &error) || self->flow == NULL)
    return;
  body = g_strdup_printf (_ ("Open this address in a browser: %s"), self->portal);
  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_WARNING,
                         _ ("The browser could not be opened."), body);
}

static void
open_portal (MdgStartPage *self, const char *uri)
{
  self->portal = uri;
  mdg_documents_open_page_async (uri, NULL, portal_opened, g_object_ref (self));
}

static void
open_facility_portal (MdgStartPage *self)
{
  open_portal (self, FACILITY_PORTAL);
}

static void
open_medical_portal (MdgStartPage *self)
{
  open_portal (self, MEDICAL_PORTAL);
}

/* Four cards stand side by side, in large text as well. */
static GtkWidget *
card_text (const char *text, const char *css_class)
{
  GtkWidget *label = mdg_widget_new_text (text, css_class);

  gtk_label_set_width_chars (GTK_LABEL (label), NARROWEST_CARD);
  return label;
}

static GtkWidget *
step_card (guint i)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *disc = mdg_number_disc_new (i + 1);
  GtkWidget *icon = mdg_icon_new (steps[i].icon, 40);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "step-card");
  gtk_widget_set_halign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "accent");
  gtk_box_append (GTK_BOX (head), disc);
  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (card), head);
  gtk_box_append (GTK_BOX (card),
                  card_text (g_dpgettext2 (NULL, "step", steps[i].title), "section-title"));
  gtk_box_append (GTK_BOX (card), card_text (_ (steps[i].text), NULL));
  return card;
}

/* In a grid, as the steps are: a box asks a text in it how wide it were if it were as high as its
 * neighbours, which GTK finds out by laying it out a dozen times. That was a tenth of the time to
 * the first frame. */
static void
attach_need (GtkGrid *grid, int i)
{
  GtkWidget *label = mdg_widget_new_text (_ (needs[i].text), NULL);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (grid, mdg_icon_new (needs[i].icon, 20), 0, i, 1, 1);
  gtk_grid_attach (grid, label, 1, i, 1, 1);
}

static gboolean
mdg_start_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_START_PAGE (widget)->begin);
}

static void
mdg_start_page_dispose (GObject *object)
{
  g_clear_object (&MDG_START_PAGE (object)->flow);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_START_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_start_page_parent_class)->dispose (object);
}

static void
mdg_start_page_class_init (MdgStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_start_page_dispose;
  widget_class->grab_focus = mdg_start_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/login/start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgStartPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgStartPage, steps);
  gtk_widget_class_bind_template_child (widget_class, MdgStartPage, needs);
  gtk_widget_class_bind_template_child (widget_class, MdgStartPage, real);
  gtk_widget_class_bind_template_child (widget_class, MdgStartPage, begin);
  gtk_widget_class_bind_template_callback (widget_class, begin_clicked);
  gtk_widget_class_bind_template_callback (widget_class, open_facility_portal);
  gtk_widget_class_bind_template_callback (widget_class, open_medical_portal);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_start_page_init (MdgStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < (int)G_N_ELEMENTS (steps); i++)
    gtk_grid_attach (GTK_GRID (self->steps), step_card ((guint)i), i, 0, 1, 1);
  for (int i = 0; i < (int)G_N_ELEMENTS (needs); i++)
    attach_need (GTK_GRID (self->needs), i);
}

GtkWidget *
mdg_start_page_new (MdgWorkplace *workplace)
{
  MdgStartPage *self = g_object_new (MDG_TYPE_START_PAGE, NULL);

  self->flow = g_object_ref (mdg_workplace_get_flow (workplace));
  mdg_widget_set_shown (self->real, mdg_workplace_is_training (workplace));
  mdg_flow_page_bind (GTK_WIDGET (self), MDG_PAGE (self->page), self->flow, MDG_LOGIN_START, NULL);
  return GTK_WIDGET (self);
}
