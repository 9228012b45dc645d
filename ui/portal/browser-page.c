/* browser-page.c: the portal in the browser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/browser-page.h"

#include <glib/gi18n.h>

#include "platform/documents.h"
#include "portal/browser-guide.h"
#include "portal/portal-ticks.h"
#include "widgets/copy-button.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

#define PLACE "mdg-portal-place" /* of a tick: its step's place, of a button: its copy; and one */

struct _MdgPortalBrowserPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *steps;

  MdgBrowserGuide *guide;
  GPtrArray *ticks;   /* of GtkCheckButton, one a step */
  GPtrArray *buttons; /* of MdgCopyButton */
  MdgPortalRegisterPage *form;
  MdgWorkplace *workplace;
  GCancellable *cancellable;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (MdgPortalBrowserPage, mdg_portal_browser_page, GTK_TYPE_WIDGET)

/* copying ------------------------------------------------------------------------------------- */

static guint
place_of (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), PLACE)) - 1;
}

static void
set_place (GtkWidget *widget, guint place)
{
  g_object_set_data (G_OBJECT (widget), PLACE, GUINT_TO_POINTER (place + 1));
}

static const MdgBrowserStep *
step_at (MdgPortalBrowserPage *self, guint place)
{
  return self->guide->steps->pdata[place];
}

/* Returns: (transfer full) (nullable): NULL: it was not typed yet */
static MdgSecret *
value_of (const MdgPortalRegistration *read, MdgBrowserCopy copy)
{
  const char *const texts[MDG_BROWSER_N_COPIES] = {
    [MDG_BROWSER_FAMILY_NAME] = read->family_name, [MDG_BROWSER_GIVEN_NAME] = read->given_name,
    [MDG_BROWSER_NUMBER] = read->number.number,    [MDG_BROWSER_PHONE] = read->phone,
    [MDG_BROWSER_MAIL] = read->mail_address,
  };

  if (copy == MDG_BROWSER_PASSWORD || copy == MDG_BROWSER_REPEATED)
    return mdg_secret_get_length (read->password) > 0 ? mdg_secret_ref (read->password) : NULL;
  return *texts[copy] != '\0' ? mdg_secret_new_from_string (texts[copy]) : NULL;
}

/* Takes over what stands in the form now. */
static void
fill_copies (MdgPortalBrowserPage *self)
{
  g_autoptr (MdgPortalRegistration) read = mdg_portal_register_page_read (self->form);

  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget *button = self->buttons->pdata[i];
      g_autoptr (MdgSecret) value = value_of (read, (MdgBrowserCopy)place_of (button));

      mdg_copy_button_set_secret (MDG_COPY_BUTTON (button), value);
      gtk_widget_set_sensitive (button, value != NULL);
    }
}

/* ticks --------------------------------------------------------------------------------------- */

static void
tick_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalBrowserPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!mdg_portal_ticks_set_finish (MDG_CACHE (source), result, &error) && self->page != NULL)
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
tick_toggled (MdgPortalBrowserPage *self, GtkCheckButton *tick)
{
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);
  guint place = place_of (GTK_WIDGET (tick));
  const GError *why = mdg_workplace_get_cache_error (self->workplace);

  if (self->filling)
    return;
  mdg_page_hide_message (MDG_PAGE (self->page));
  if (cache != NULL)
    mdg_portal_ticks_set_async (cache, step_at (self, place)->id,
                                gtk_check_button_get_active (tick),
                                mdg_clock_wall (mdg_workplace_get_clock (self->workplace)), NULL,
                                tick_kept, g_object_ref (self));
  else if (why != NULL)
    mdg_page_show_error (MDG_PAGE (self->page), why);
}

static void
ticks_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalBrowserPage) self = data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) done = mdg_portal_ticks_load_finish (MDG_CACHE (source), result, &error);

  if (done == NULL || self->page == NULL)
    return;
  self->filling = TRUE;
  for (guint i = 0; i < self->ticks->len; i++)
    gtk_check_button_set_active (
        GTK_CHECK_BUTTON (self->ticks->pdata[i]),
        g_strv_contains ((const char *const *)done, step_at (self, i)->id));
  self->filling = FALSE;
}

static void
load_ticks (MdgPortalBrowserPage *self)
{
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);

  if (cache != NULL)
    mdg_portal_ticks_load_async (cache, self->cancellable, ticks_loaded, g_object_ref (self));
}

/* acts ---------------------------------------------------------------------------------------- */

static void
page_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalBrowserPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  if (mdg_documents_open_page_finish (result, &error) || self->page == NULL)
    return;
  body = g_strdup_printf (_ ("Open this address in a browser: %s"), self->guide->url);
  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_WARNING,
                         _ ("The browser could not be opened."), body);
}

static void
open_clicked (MdgPortalBrowserPage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_documents_open_page_async (self->guide->url, NULL, page_opened, g_object_ref (self));
}

/* building ------------------------------------------------------------------------------------ */

static void
add_copies (MdgPortalBrowserPage *self, GtkWidget *card, const MdgBrowserStep *step)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 3);
  for (guint i = 0; i < step->n_copies; i++)
    {
      g_autofree char *label
          = g_strdup_printf (_ ("Copy: %s"), self->guide->labels[step->copies[i]]);
      GtkWidget *button = mdg_copy_button_new (label);

      set_place (button, step->copies[i]);
      g_ptr_array_add (self->buttons, button);
      gtk_flow_box_insert (GTK_FLOW_BOX (flow), button, -1);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
  gtk_box_append (GTK_BOX (card), flow);
}

static void
add_acts (MdgPortalBrowserPage *self, GtkWidget *card, const MdgBrowserStep *step)
{
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  if (step->form)
    {
      GtkWidget *form = gtk_button_new_with_mnemonic (_ ("_Fill in the form…"));

      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (form), "portal.show::register");
      gtk_box_append (GTK_BOX (acts), form);
    }
  if (step->opens)
    {
      GtkWidget *open = gtk_button_new_with_label (_ ("Open in the browser"));

      g_signal_connect_object (open, "clicked", G_CALLBACK (open_clicked), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (acts), open);
    }
  gtk_box_append (GTK_BOX (card), acts);
}

static GtkWidget *
make_step (MdgPortalBrowserPage *self, guint place)
{
  const MdgBrowserStep *step = step_at (self, place);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autofree char *title = g_strdup_printf ("%u. %s", place + 1, step->title);
  GtkWidget *tick = gtk_check_button_new_with_label (title);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_set_name (tick, step->id);
  mdg_widget_wrap_check (tick);
  set_place (tick, place);
  g_ptr_array_add (self->ticks, tick);
  g_signal_connect_object (tick, "toggled", G_CALLBACK (tick_toggled), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (card), tick);
  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (step->words, NULL));
  if (step->form || step->opens)
    add_acts (self, card, step);
  if (step->n_copies > 0)
    add_copies (self, card, step);
  return card;
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_portal_browser_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_PORTAL_BROWSER_PAGE (widget)->ticks->pdata[0]);
}

static void
mdg_portal_browser_page_map (GtkWidget *widget)
{
  MdgPortalBrowserPage *self = MDG_PORTAL_BROWSER_PAGE (widget);

  fill_copies (self);
  load_ticks (self);
  GTK_WIDGET_CLASS (mdg_portal_browser_page_parent_class)->map (widget);
}

static void
mdg_portal_browser_page_dispose (GObject *object)
{
  MdgPortalBrowserPage *self = MDG_PORTAL_BROWSER_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_PORTAL_BROWSER_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_portal_browser_page_parent_class)->dispose (object);
}

static void
mdg_portal_browser_page_finalize (GObject *object)
{
  MdgPortalBrowserPage *self = MDG_PORTAL_BROWSER_PAGE (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->ticks);
  g_ptr_array_unref (self->buttons);
  mdg_browser_guide_free (self->guide);
  G_OBJECT_CLASS (mdg_portal_browser_page_parent_class)->finalize (object);
}

static void
mdg_portal_browser_page_class_init (MdgPortalBrowserPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_portal_browser_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_portal_browser_page_finalize;
  widget_class->grab_focus = mdg_portal_browser_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_portal_browser_page_map;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/portal/browser-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgPortalBrowserPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgPortalBrowserPage, steps);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_portal_browser_page_init (MdgPortalBrowserPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->ticks = g_ptr_array_new ();
  self->buttons = g_ptr_array_new ();
  self->guide = mdg_browser_guide_new (C_ ("guide", "en"));
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < self->guide->steps->len; i++)
    gtk_box_append (GTK_BOX (self->steps), make_step (self, i));
  mdg_widget_tidy_names (self->page);
}

GtkWidget *
mdg_portal_browser_page_new (MdgWorkplace *workplace, MdgPortalRegisterPage *form)
{
  MdgPortalBrowserPage *self = g_object_new (MDG_TYPE_PORTAL_BROWSER_PAGE, NULL);

  self->workplace = g_object_ref (workplace);
  self->form = form;
  g_signal_connect_object (workplace, "cache-changed", G_CALLBACK (load_ticks), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
