/* browser-page.c: the portal in the browser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/browser-page.h"

#include <glib/gi18n.h>

#include "portal/portal-page.h"
#include "portal/portal-ticks.h"
#include "portal/register-page.h"
#include "widgets/copy-button.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

/* As [3] prints it. Opened by the person's own act only. */
#define PORTAL_URL "https://iryohokenjyoho.service-now.com/omf"

#define STEP "mdg-portal-step" /* of a tick: its place and one */

/* What can be copied, in the order of the portal's page. */
typedef enum
{
  COPY_FAMILY_NAME,
  COPY_GIVEN_NAME,
  COPY_NUMBER,
  COPY_PHONE,
  COPY_MAIL,
  COPY_PASSWORD,
  COPY_REPEATED,
  N_COPIES
} Copy;

static const struct
{
  Copy copy;
  const char *label;
} copies[N_COPIES] = {
  { COPY_FAMILY_NAME, N_ ("Family name") },
  { COPY_GIVEN_NAME, N_ ("Given name") },
  { COPY_NUMBER, N_ ("② Number") },
  { COPY_PHONE, N_ ("Phone number") },
  { COPY_MAIL, N_ ("Mail address") },
  { COPY_PASSWORD, N_ ("Password") },
  { COPY_REPEATED, N_ ("Password (to confirm)") },
};

/* @first, @last: which of the copies belong to it; the same and no more for none. */
static const struct
{
  const char *id;
  const char *title;
  const char *words;
  gboolean opens;
  gboolean form;
  guint first, n;
} steps[] = {
  { "prepare", N_ ("Prepare what is to be typed"),
    N_ ("Type it into the form here first: the rules of the portal are checked beside it, and "
        "each entry can then be copied."),
    FALSE, TRUE, 0, 0 },
  { "register", N_ ("New user registration"),
    N_ ("On the portal press 新規ユーザー登録はこちら, choose the kind of facility and 契 or 協, "
        "and paste the "
        "entries in this order. Look whether registration number and name of the facility appear "
        "by themselves, then press 同意して登録."),
    TRUE, FALSE, COPY_FAMILY_NAME, N_COPIES },
  { "link", N_ ("Open the link in the mail"),
    N_ ("Within 24 hours, where you receive mails. Look for the page that says the user "
        "registration is complete."),
    FALSE, FALSE, 0, 0 },
  { "login", N_ ("Log in to the portal"),
    N_ ("User name is the mail address. Then press 各種申請."), TRUE, FALSE, COPY_MAIL, 2 },
  { "apply", N_ ("Application to start use"),
    N_ ("利用開始申請, then 利用開始申請はこちら: confirm the facility by the birth date of the "
        "treatment manager, "
        "type the number of staff and of terminals (1 to 20), agree, 送信, OK. Look for the mail "
        "that says the application was received."),
    TRUE, FALSE, 0, 0 },
  { "done", N_ ("Wait for the mail that says it is done"),
    N_ ("Up to about a week. Then 資格確認アカウント管理 on the portal has the accounts and their "
        "PDF sheets; "
        "bring these in with the tab アカウント."),
    TRUE, FALSE, COPY_MAIL, 2 },
  { "operation", N_ ("First day of operation"),
    N_ ("運用開始日登録 on the portal: from which day the facility verifies eligibility."), TRUE,
    FALSE, 0, 0 },
};

struct _MdgPortalBrowserPage
{
  GtkWidget parent_instance;

  GtkWidget *frame;
  GtkWidget *ticks[G_N_ELEMENTS (steps)];
  GPtrArray *buttons; /* of MdgCopyButton, each with its Copy and one as STEP */
  GtkWidget *form;
  MdgWorkplace *workplace;
  GCancellable *cancellable;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (MdgPortalBrowserPage, mdg_portal_browser_page, GTK_TYPE_WIDGET)

/* copying ------------------------------------------------------------------------------------- */

static MdgSecret *
value_of (const MdgPortalRegistration *read, Copy copy)
{
  const char *text = NULL;

  if (copy == COPY_PASSWORD || copy == COPY_REPEATED)
    return mdg_secret_get_length (read->password) > 0 ? mdg_secret_ref (read->password) : NULL;
  if (copy == COPY_FAMILY_NAME)
    text = read->family_name;
  else if (copy == COPY_GIVEN_NAME)
    text = read->given_name;
  else if (copy == COPY_NUMBER)
    text = read->number.number;
  else if (copy == COPY_PHONE)
    text = read->phone;
  else
    text = read->mail_address;
  return *text != '\0' ? mdg_secret_new_from_string (text) : NULL;
}

/* Takes over what stands in the form now. */
static void
fill_copies (MdgPortalBrowserPage *self)
{
  g_autoptr (MdgPortalRegistration) read = mdg_portal_register_page_read (self->form);

  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget *button = self->buttons->pdata[i];
      guint copy = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), STEP)) - 1;
      g_autoptr (MdgSecret) value = value_of (read, (Copy)copy);

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

  if (!mdg_portal_ticks_set_finish (MDG_CACHE (source), result, &error) && self->frame != NULL)
    mdg_page_show_error (MDG_PAGE (self->frame), error);
}

static void
tick_toggled (MdgPortalBrowserPage *self, GtkCheckButton *tick)
{
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);
  guint step = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (tick), STEP)) - 1;
  const GError *why = mdg_workplace_get_cache_error (self->workplace);

  if (self->filling)
    return;
  mdg_page_hide_message (MDG_PAGE (self->frame));
  if (cache != NULL)
    mdg_portal_ticks_set_async (cache, steps[step].id, gtk_check_button_get_active (tick),
                                mdg_clock_wall (mdg_workplace_get_clock (self->workplace)), NULL,
                                tick_kept, g_object_ref (self));
  else if (why != NULL)
    mdg_page_show_error (MDG_PAGE (self->frame), why);
}

static void
ticks_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPortalBrowserPage) self = data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) done = mdg_portal_ticks_load_finish (MDG_CACHE (source), result, &error);

  if (done == NULL || self->frame == NULL)
    return;
  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->ticks[i]),
                                 g_strv_contains ((const char *const *)done, steps[i].id));
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
open_clicked (MdgPortalBrowserPage *self)
{
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), PORTAL_URL, GDK_CURRENT_TIME);
}

/* building ------------------------------------------------------------------------------------ */

static void
add_copies (MdgPortalBrowserPage *self, GtkWidget *card, guint first, guint n)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 3);
  for (guint i = first; i < first + n; i++)
    {
      g_autofree char *label = g_strdup_printf (_ ("Copy: %s"), _ (copies[i].label));
      GtkWidget *button = mdg_copy_button_new (label);

      g_object_set_data (G_OBJECT (button), STEP, GUINT_TO_POINTER (i + 1));
      g_ptr_array_add (self->buttons, button);
      gtk_flow_box_insert (GTK_FLOW_BOX (flow), button, -1);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
  gtk_box_append (GTK_BOX (card), flow);
}

static GtkWidget *
make_step (MdgPortalBrowserPage *self, guint place)
{
  GtkWidget *card = mdg_portal_card (NULL);
  GtkWidget *acts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  g_autofree char *title = g_strdup_printf ("%u. %s", place + 1, _ (steps[place].title));
  GtkWidget *tick = gtk_check_button_new_with_label (title);

  self->ticks[place] = tick;
  g_object_set_data (G_OBJECT (tick), STEP, GUINT_TO_POINTER (place + 1));
  g_signal_connect_swapped (tick, "toggled", G_CALLBACK (tick_toggled), self);
  gtk_box_append (GTK_BOX (card), tick);
  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (_ (steps[place].words), NULL));
  if (steps[place].form)
    {
      GtkWidget *form = gtk_button_new_with_mnemonic (_ ("_Fill in the form…"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (form), "portal.form");
      gtk_box_append (GTK_BOX (acts), form);
    }
  if (steps[place].opens)
    gtk_box_append (GTK_BOX (acts),
                    mdg_portal_button (_ ("Open in the browser"), G_CALLBACK (open_clicked), self));
  gtk_box_append (GTK_BOX (card), acts);
  mdg_widget_set_shown (acts, gtk_widget_get_first_child (acts) != NULL);
  if (steps[place].n > 0)
    add_copies (self, card, steps[place].first, steps[place].n);
  return card;
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_portal_browser_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_PORTAL_BROWSER_PAGE (widget)->ticks[0]);
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

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workplace);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  self->frame = NULL;
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_portal_browser_page_parent_class)->dispose (object);
}

static void
mdg_portal_browser_page_class_init (MdgPortalBrowserPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_portal_browser_page_dispose;
  widget_class->grab_focus = mdg_portal_browser_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_portal_browser_page_map;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_portal_browser_page_init (MdgPortalBrowserPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->buttons = g_ptr_array_new ();
}

GtkWidget *
mdg_portal_browser_page_new (MdgWorkplace *workplace, GtkWidget *form)
{
  MdgPortalBrowserPage *self = g_object_new (MDG_TYPE_PORTAL_BROWSER_PAGE, NULL);
  GtkWidget *home = gtk_button_new_with_mnemonic (_ ("_Back"));
  GtkBuildableIface *buildable;

  self->workplace = g_object_ref (workplace);
  self->form = form;
  self->frame = g_object_new (
      MDG_TYPE_PAGE, "title", _ ("The portal in the browser"), "sentence",
      _ ("The national portal offers no other way in. The steps stand here in order; tick what is "
         "done. The program itself sends nothing there."),
      NULL);
  buildable = GTK_BUILDABLE_GET_IFACE (GTK_BUILDABLE (self->frame));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    buildable->add_child (GTK_BUILDABLE (self->frame), NULL, G_OBJECT (make_step (self, i)), NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (home), "portal.home");
  buildable->add_child (GTK_BUILDABLE (self->frame), NULL, G_OBJECT (home), "secondary");
  gtk_widget_set_parent (self->frame, GTK_WIDGET (self));
  mdg_widget_tidy_names (self->frame);
  g_signal_connect_object (workplace, "cache-changed", G_CALLBACK (load_ticks), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
