/* first-run-view.c: the guide from training to real work.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "start/first-run-view.h"

#include <glib/gi18n.h>

#include "start/passphrase-fields.h"
#include "start/recovery-card.h"
#include "start/first-run.h"
#include "start/gateway-password.h"
#include "start/gateway-page.h"
#include "start/start-steps.h"
#include "widgets/choice-row.h"
#include "widgets/page-stack.h"
#include "widgets/secret-holder.h"
#include "widgets/widget-tools.h"

struct _MdgFirstRunView
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *page; /* (nullable): the frame of the page that is seen; the gateway's has its own */
  GtkWidget *rows[MDG_N_WAYS];
  GtkWidget *fields;
  GtkWidget *card;
  GtkWidget *focus;

  MdgWorkplace *workplace;
  MdgFirstRun *run;
  MdgGatewayDraft *gateway; /* (nullable): how it is reached, until the records are made */
};

enum
{
  LEFT,
  USE_WAY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void holder_init (MdgSecretHolderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgFirstRunView,
                               mdg_first_run_view,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_SECRET_HOLDER, holder_init))

static const struct
{
  const char *icon;
  const char *when;
} ways[] = {
  [MDG_WAY_TRAINING]
  = { "training", N_ ("Right for trying everything out. A service inside this program plays the "
                      "real one; nothing is sent anywhere.") },
  [MDG_WAY_GATEWAY]
  = { "certificate", N_ ("Right when your system vendor runs a service for this program and has "
                         "given you its address and a certificate file (.p12).") },
  [MDG_WAY_ASSIST]
  = { "accounts", N_ ("Right for most clinics. You work in the browser as before; this program "
                      "stands beside it, offers IDs and passwords, makes the passcodes and keeps "
                      "the records.") },
};

/* Whether the records are made, and only the settings could not be written. */
static gboolean
is_made (MdgFirstRunView *self)
{
  return mdg_first_run_get_step (self->run) == MDG_FIRST_RUN_MADE;
}

/* What was made stays: it is asked for when that way is chosen. */
static void
leave (MdgFirstRunView *self)
{
  g_autoptr (MdgCache) made = NULL;

  if (!is_made (self))
    {
      mdg_first_run_leave (self->run);
      return;
    }
  made = mdg_first_run_take_cache (self->run);
  mdg_cache_close (made);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
go_back (MdgFirstRunView *self)
{
  if (!is_made (self))
    mdg_first_run_go_back (self->run);
}

static void finish (MdgFirstRunView *self);

/* the frame of a page -------------------------------------------------------------------------- */

static GtkWidget *
new_page (MdgFirstRunView *self, MdgFirstRunStep step, const char *title, const char *sentence)
{
  self->page = mdg_page_new (title, sentence);
  mdg_start_steps_show (MDG_PAGE (self->page), mdg_first_run_get_way (self->run), step);
  return self->page;
}

static GtkWidget *
add_button (MdgFirstRunView *self, const char *label, const char *type, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  mdg_page_add (MDG_PAGE (self->page), button, type);
  return button;
}

/* Who has no records of the way that is settled can only end the program. */
static void
add_ways_out (MdgFirstRunView *self)
{
  if (mdg_first_run_can_go_back (self->run))
    add_button (self, _ ("_Back"), "secondary", G_CALLBACK (go_back));
  if (mdg_records_are_to_be_made (mdg_workplace_get_records (self->workplace)))
    {
      GtkWidget *end = gtk_button_new_with_mnemonic (_ ("_End Madoguchi"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (end), "app.quit");
      mdg_page_add (MDG_PAGE (self->page), end, "secondary");
    }
  else
    gtk_widget_set_name (add_button (self, _ ("_Cancel"), "secondary", G_CALLBACK (leave)),
                         "leave");
}

/* the way -------------------------------------------------------------------------------------- */

static void
way_chosen (MdgFirstRunView *self)
{
  for (guint i = 0; i < MDG_N_WAYS; i++)
    if (mdg_choice_row_get_active (MDG_CHOICE_ROW (self->rows[i])))
      {
        mdg_first_run_choose (self->run, (MdgWay)i);
        return;
      }
}

static GtkWidget *
make_way (gpointer data)
{
  MdgFirstRunView *self = data;
  GtkWidget *page = new_page (
      self, MDG_FIRST_RUN_WAY, _ ("Begin real work"),
      _ ("How will you work with the national system? It can be changed later; each way keeps its "
         "own records. Nothing is set up before the recovery code is on paper."));

  for (guint i = 0; i < MDG_N_WAYS; i++)
    {
      self->rows[i] = mdg_choice_row_new (ways[i].icon);
      mdg_choice_row_set_group (MDG_CHOICE_ROW (self->rows[i]),
                                i > 0 ? MDG_CHOICE_ROW (self->rows[0]) : NULL);
      mdg_choice_row_set_words (MDG_CHOICE_ROW (self->rows[i]), mdg_way_get_words ((MdgWay)i),
                                _ (ways[i].when));
      mdg_page_add (MDG_PAGE (page), self->rows[i], NULL);
    }
  mdg_choice_row_set_active (MDG_CHOICE_ROW (self->rows[MDG_WAY_ASSIST]), TRUE);
  add_ways_out (self);
  self->focus = add_button (self, _ ("_Next"), "primary", G_CALLBACK (way_chosen));
  return page;
}

/* the gateway ---------------------------------------------------------------------------------- */

static void
gateway_chosen (MdgFirstRunView *self, MdgGatewayPage *page)
{
  g_clear_pointer (&self->gateway, mdg_gateway_draft_free);
  self->gateway = mdg_gateway_page_get_draft (page);
  mdg_first_run_go_on (self->run);
}

static GtkWidget *
make_gateway (gpointer data)
{
  MdgFirstRunView *self = data;
  GtkWidget *page = mdg_gateway_page_new (mdg_workplace_get_settings (self->workplace),
                                          mdg_workplace_get_clock (self->workplace), self->gateway);

  mdg_start_steps_show (mdg_gateway_page_get_frame (MDG_GATEWAY_PAGE (page)), MDG_WAY_GATEWAY,
                        MDG_FIRST_RUN_GATEWAY);
  g_signal_connect_object (page, "finished", G_CALLBACK (gateway_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "back", G_CALLBACK (go_back), self, G_CONNECT_SWAPPED);
  self->page = NULL;
  self->focus = page;
  return page;
}

/* the passphrase ------------------------------------------------------------------------------- */

static void
passphrase_typed (MdgFirstRunView *self)
{
  g_autoptr (MdgSecret) passphrase = NULL;
  g_autoptr (MdgSecret) repeated = NULL;

  if (!mdg_passphrase_fields_check (MDG_PASSPHRASE_FIELDS (self->fields)))
    return;
  passphrase = mdg_passphrase_fields_get_passphrase (MDG_PASSPHRASE_FIELDS (self->fields));
  repeated = mdg_passphrase_fields_get_repeated (MDG_PASSPHRASE_FIELDS (self->fields));
  mdg_first_run_set_passphrase (self->run, passphrase, repeated);
}

static GtkWidget *
make_passphrase (gpointer data)
{
  MdgFirstRunView *self = data;
  GtkWidget *page = new_page (self, MDG_FIRST_RUN_PASSPHRASE, _ ("Staff passphrase"),
                              _ ("Passwords and set-up keys are kept on this computer encrypted. "
                                 "The passphrase opens them: "
                                 "at the start of the program, and after a pause."));

  self->fields = mdg_passphrase_fields_new ();
  g_signal_connect_object (self->fields, "activate", G_CALLBACK (passphrase_typed), self,
                           G_CONNECT_SWAPPED);
  mdg_page_add (MDG_PAGE (page), self->fields, NULL);
  add_ways_out (self);
  add_button (self, _ ("_Next"), "primary", G_CALLBACK (passphrase_typed));
  self->focus = self->fields;
  return page;
}

/* the recovery code ---------------------------------------------------------------------------- */

static void
code_typed (MdgFirstRunView *self)
{
  g_autoptr (MdgSecret) typed = NULL;
  MdgFirstRunFault fault;

  if (is_made (self))
    finish (self);
  if (mdg_first_run_get_step (self->run) != MDG_FIRST_RUN_RECOVERY
      || !mdg_recovery_card_is_out (MDG_RECOVERY_CARD (self->card)))
    return;
  typed = mdg_recovery_card_get_typed (MDG_RECOVERY_CARD (self->card));
  fault = mdg_first_run_confirm_code (self->run, mdg_secret_get_string (typed));
  if (fault != MDG_FIRST_RUN_FINE)
    mdg_recovery_card_refuse (MDG_RECOVERY_CARD (self->card), fault == MDG_FIRST_RUN_EMPTY);
}

static GtkWidget *
make_recovery (gpointer data)
{
  MdgFirstRunView *self = data;
  GtkWidget *page = new_page (
      self, MDG_FIRST_RUN_RECOVERY, _ ("Recovery code"),
      _ ("When the passphrase is forgotten, or Windows was set up anew, only this code opens the "
         "records. Print it and keep the sheet in a locked place."));

  g_object_set (page, "busy-text", _ ("Making the records…"), NULL);
  self->card
      = mdg_recovery_card_new (self->workplace, MDG_PAGE (page), mdg_first_run_get_way (self->run),
                               mdg_first_run_get_recovery_code (self->run));
  g_signal_connect_object (self->card, "activate", G_CALLBACK (code_typed), self,
                           G_CONNECT_SWAPPED);
  mdg_page_add (MDG_PAGE (page), self->card, NULL);
  add_ways_out (self);
  add_button (self, _ ("Set _up"), "primary", G_CALLBACK (code_typed));
  self->focus = self->card;
  return page;
}

/* the steps ------------------------------------------------------------------------------------ */

static const char *const names[] = {
  [MDG_FIRST_RUN_WAY] = "way",
  [MDG_FIRST_RUN_GATEWAY] = "gateway",
  [MDG_FIRST_RUN_PASSPHRASE] = "passphrase",
  [MDG_FIRST_RUN_RECOVERY] = "recovery",
};

/* Each page is made anew: of what was typed on another one nothing stays. */
static void
show_page (MdgFirstRunView *self, MdgFirstRunStep step)
{
  const char *seen = mdg_page_stack_get_visible_name (MDG_PAGE_STACK (self->stack));

  if (g_strcmp0 (seen, names[step]) == 0)
    return;
  mdg_page_stack_forget (MDG_PAGE_STACK (self->stack), names[step]);
  mdg_page_stack_show (MDG_PAGE_STACK (self->stack), names[step]);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (i != step)
      mdg_page_stack_forget (MDG_PAGE_STACK (self->stack), names[i]);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
set_making (MdgFirstRunView *self, gboolean making)
{
  mdg_page_set_busy (MDG_PAGE (self->page), making);
  if (making) /* before the field that has the focus can no longer hear that it goes */
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  gtk_widget_set_sensitive (self->card, !making);
  gtk_widget_set_sensitive (mdg_page_get_primary (MDG_PAGE (self->page)), !making);
}

/* At the end of the guide, not before: whoever leaves it has changed nothing. */
static gboolean
keep_gateway (MdgFirstRunView *self, GError **error)
{
  return mdg_first_run_get_way (self->run) != MDG_WAY_GATEWAY || self->gateway == NULL
         || mdg_gateway_draft_keep (self->gateway, mdg_workplace_get_settings (self->workplace),
                                    error);
}

/* Where the profile cannot be chosen after all (a policy came meanwhile), records that were made
 * stay: they are sound, and asked for when the profile is. */
static void
finish (MdgFirstRunView *self)
{
  g_autoptr (MdgCache) made = NULL;
  g_autoptr (GError) error = NULL;
  gboolean goes_on = FALSE;

  if (!keep_gateway (self, &error))
    {
      set_making (self, FALSE);
      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  made = mdg_first_run_take_cache (self->run);
  if (made != NULL && mdg_first_run_get_way (self->run) == MDG_WAY_GATEWAY && self->gateway != NULL)
    mdg_gateway_password_keep_of (made, self->gateway);
  g_signal_emit (self, signals[USE_WAY], 0, (int)mdg_first_run_get_way (self->run), made, &goes_on);
  if (goes_on)
    return;
  if (made != NULL)
    mdg_cache_close (made);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
step_changed (MdgFirstRunView *self)
{
  MdgFirstRunStep step = mdg_first_run_get_step (self->run);

  switch (step)
    {
    case MDG_FIRST_RUN_WAY:
    case MDG_FIRST_RUN_GATEWAY:
    case MDG_FIRST_RUN_PASSPHRASE:
      show_page (self, step);
      break;
    case MDG_FIRST_RUN_RECOVERY:
      show_page (self, step);
      set_making (self, FALSE);
      mdg_page_show_error (MDG_PAGE (self->page), mdg_first_run_get_error (self->run));
      break;
    case MDG_FIRST_RUN_MAKING:
      set_making (self, TRUE);
      break;
    case MDG_FIRST_RUN_MADE:
    case MDG_FIRST_RUN_READY:
      finish (self);
      break;
    case MDG_FIRST_RUN_LEFT:
      g_signal_emit (self, signals[LEFT], 0);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* What would open the records to come is nobody's to look at who only lifts the cover of the
 * training: the guide is left. */
static gboolean
let_go (MdgSecretHolder *holder)
{
  MdgFirstRunView *self = MDG_FIRST_RUN_VIEW (holder);
  MdgFirstRunStep step = mdg_first_run_get_step (self->run);
  gboolean secret = step == MDG_FIRST_RUN_PASSPHRASE || step == MDG_FIRST_RUN_RECOVERY;

  if (secret)
    mdg_first_run_leave (self->run);
  return secret;
}

static void
holder_init (MdgSecretHolderInterface *iface)
{
  iface->let_go = let_go;
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_first_run_view_grab_focus (GtkWidget *widget)
{
  MdgFirstRunView *self = MDG_FIRST_RUN_VIEW (widget);

  return self->focus != NULL && gtk_widget_grab_focus (self->focus);
}

static void
mdg_first_run_view_dispose (GObject *object)
{
  MdgFirstRunView *self = MDG_FIRST_RUN_VIEW (object);

  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);
  g_clear_pointer (&self->gateway, mdg_gateway_draft_free);
  g_clear_object (&self->workplace);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_first_run_view_parent_class)->dispose (object);
}

static void
mdg_first_run_view_class_init (MdgFirstRunViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_first_run_view_dispose;
  widget_class->grab_focus = mdg_first_run_view_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  signals[LEFT] = g_signal_new ("left", MDG_TYPE_FIRST_RUN_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[USE_WAY] = g_signal_new ("use-way", MDG_TYPE_FIRST_RUN_VIEW, G_SIGNAL_RUN_LAST, 0,
                                   g_signal_accumulator_first_wins, NULL, NULL, G_TYPE_BOOLEAN, 2,
                                   G_TYPE_INT, MDG_TYPE_CACHE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_first_run_view_init (MdgFirstRunView *self)
{
  static const MdgPageFactory factories[] = {
    [MDG_FIRST_RUN_WAY] = make_way,
    [MDG_FIRST_RUN_GATEWAY] = make_gateway,
    [MDG_FIRST_RUN_PASSPHRASE] = make_passphrase,
    [MDG_FIRST_RUN_RECOVERY] = make_recovery,
  };

  self->stack = mdg_page_stack_new ();
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (factories); i++)
    mdg_page_stack_add (MDG_PAGE_STACK (self->stack), names[i], factories[i], self);
}

GtkWidget *
mdg_first_run_view_new (MdgWorkplace *workplace)
{
  MdgFirstRunView *self = g_object_new (MDG_TYPE_FIRST_RUN_VIEW, NULL);
  MdgRecords *records = mdg_workplace_get_records (workplace);

  self->workplace = g_object_ref (workplace);
  self->run
      = mdg_first_run_new (mdg_records_get_data_folder (records), mdg_records_get_outer_wrap ());
  if (mdg_records_are_to_be_made (records))
    mdg_first_run_settle_way (self->run, mdg_records_get_way (records));
  g_signal_connect_object (self->run, "notify::step", G_CALLBACK (step_changed), self,
                           G_CONNECT_SWAPPED);
  step_changed (self);
  return GTK_WIDGET (self);
}
