/* curtain.c: what the window shows: its content, or something in the place of all of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "curtain.h"

#include <glib/gi18n.h>

#include "start/gateway-page.h"
#include "start/gateway-password.h"
#include "start/lock-page.h"
#include "start/passphrase-page.h"
#include "start/presence.h"
#include "start/first-run-view.h"
#include "import-files-page.h"
#include "widgets/message-bar.h"
#include "widgets/other-windows.h"
#include "widgets/page-stack.h"
#include "widgets/secret-holder.h"
#include "widgets/widget-tools.h"

#define CONTENT "content"
#define LOCKED "locked"
#define BEGIN "begin"
#define IMPORT "import"
#define PASSPHRASE "passphrase"
#define GATEWAY "gateway"
#define KEPT_FOR "mdg-gateway-kept-for" /* of its page: the file whose password is kept */

struct _MdgCurtain
{
  GtkWidget parent_instance;

  GtkWidget *stack;
  GtkWidget *content; /* from the .ui file */
  GtkWidget *warning; /* above it: the recovery code opens nothing */
  GtkWidget *message; /* above it: what the lock took */
  GtkWidget *focus;   /* weak: in the content, when it was covered */
  const char *wanted; /* what is shown when it is not locked */
  MdgPresence *presence;
  MdgOtherWindows *others; /* (nullable): while they are kept closed */
  gboolean lost;           /* the lock took what a person typed or read */
  gboolean broken_off;     /* the lock ended what was under way */

  MdgWorkplace *workplace;
  MdgLock *lock;
  MdgSettingsPageFunc settings;
  gpointer settings_data;
};

enum
{
  GO,
  USE_WAY,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static GtkBuildableIface *parent_buildable;
static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgCurtain,
                               mdg_curtain,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static GtkWidget *
give_content (gpointer data)
{
  MdgCurtain *self = data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), self->warning);
  gtk_box_append (GTK_BOX (box), self->message);
  gtk_widget_set_vexpand (self->content, TRUE);
  gtk_box_append (GTK_BOX (box), self->content);
  return box;
}

static void
mdg_curtain_add_child (GtkBuildable *buildable,
                       GtkBuilder *builder,
                       GObject *child,
                       const char *type)
{
  MdgCurtain *self = MDG_CURTAIN (buildable);

  if (!GTK_IS_WIDGET (child))
    {
      parent_buildable->add_child (buildable, builder, child, type);
      return;
    }
  self->content = GTK_WIDGET (child);
  mdg_page_stack_show (MDG_PAGE_STACK (self->stack), CONTENT);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = mdg_curtain_add_child;
}

/* showing -------------------------------------------------------------------------------------- */

static gboolean
is_shown (MdgCurtain *self, const char *name)
{
  return g_strcmp0 (mdg_page_stack_get_visible_name (MDG_PAGE_STACK (self->stack)), name) == 0;
}

/* A page that is made anew each time begins at its beginning, and holds nothing of the last time.
 */
static void
show_anew (MdgCurtain *self, const char *name)
{
  mdg_page_stack_forget (MDG_PAGE_STACK (self->stack), name);
  mdg_page_stack_show (MDG_PAGE_STACK (self->stack), name);
}

/* What is shown when it is not locked. A cover stays what it is until it is lifted. */
static void
want (MdgCurtain *self, const char *name)
{
  self->wanted = name;
  if (!mdg_lock_is_covered (self->lock))
    mdg_lock_set_guiding (self->lock, g_str_equal (name, BEGIN));
}

static void
remember_focus (MdgCurtain *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  /* A menu goes with what it is on; left open it would keep the keys to itself. */
  if (popover != NULL)
    {
      focus = gtk_widget_get_parent (popover);
      gtk_popover_popdown (GTK_POPOVER (popover));
      gtk_widget_grab_focus (focus);
    }
  if (focus != NULL && gtk_widget_is_ancestor (focus, self->content))
    g_set_weak_pointer (&self->focus, focus);
  if (root != NULL)
    gtk_root_set_focus (root, NULL); /* while it can still hear of it */
}

static void
show_content (MdgCurtain *self)
{
  mdg_page_stack_show (MDG_PAGE_STACK (self->stack), CONTENT);
  if (self->focus != NULL && gtk_widget_get_mapped (self->focus))
    gtk_widget_grab_focus (self->focus);
  else if (gtk_widget_get_mapped (self->content))
    {
      /* Not where it was, on a page that went: nobody would hear a key there. */
      gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
      gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
    }
  g_clear_weak_pointer (&self->focus);
}

/* Said where the person comes back; what was broken off is more than what was lost with it. */
static void
tell_lost (MdgCurtain *self)
{
  if (self->lost && !self->broken_off)
    mdg_message_bar_show (
        MDG_MESSAGE_BAR (self->message), MDG_MESSAGE_INFO,
        _ ("The lock took away the passwords that were being typed."),
        _ ("What was read of files or QR codes and not kept yet went with them: please type or "
           "read it again. All else is as it was."),
        NULL);
  self->lost = FALSE;
}

static void
tell_recovery (MdgCurtain *self, MdgVaultDoor *door)
{
  if (door != NULL && mdg_vault_door_needs_recovery_code (door))
    mdg_message_bar_show (
        MDG_MESSAGE_BAR (self->warning), MDG_MESSAGE_WARNING,
        _ ("The printed recovery code opens nothing any more."),
        _ ("What it opens is damaged in the records; nothing else is. Please change the passphrase "
           "and have a new recovery code made and printed with it, then shred the old sheet."),
        NULL);
}

/* Nothing of it was done; but a sheet may be in the person's hand. */
static void
tell_broken_off (MdgCurtain *self, const char *title, const char *text)
{
  self->broken_off = TRUE;
  mdg_message_bar_show (MDG_MESSAGE_BAR (self->message), MDG_MESSAGE_WARNING, title, text, NULL);
}

/* Whoever presses the button goes on where there is no passphrase yet: a guide that has shown one,
 * or a recovery code to come, is left. */
static void
break_guide_off (MdgCurtain *self)
{
  MdgPageStack *stack = MDG_PAGE_STACK (self->stack);

  if (mdg_secret_holder_let_go_below (mdg_page_stack_get_page (stack, BEGIN)))
    tell_broken_off (self, _ ("The lock broke the set-up off."),
                     _ ("Nothing was set up. A recovery code that was printed already opens "
                        "nothing: shred that sheet, and begin anew."));
}

/* What was begun is begun again. */
static void
break_change_off (MdgCurtain *self)
{
  GtkWidget *page = mdg_page_stack_get_page (MDG_PAGE_STACK (self->stack), PASSPHRASE);

  if (page != NULL && mdg_passphrase_page_has_loose_code (MDG_PASSPHRASE_PAGE (page)))
    tell_broken_off (self, _ ("The lock broke the change of the passphrase off."),
                     _ ("The passphrase and the recovery code are what they were. The new "
                        "recovery code that was printed or saved opens nothing: shred that "
                        "sheet."));
  self->wanted = CONTENT;
}

static void
cover (MdgCurtain *self)
{
  if (is_shown (self, LOCKED))
    return;
  if (is_shown (self, CONTENT))
    remember_focus (self);
  mdg_message_bar_hide (MDG_MESSAGE_BAR (self->message)); /* what it told was of an earlier lock */
  self->broken_off = FALSE;
  self->others
      = mdg_other_windows_keep_closed (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
  if (g_str_equal (self->wanted, PASSPHRASE))
    break_change_off (self);
  if (mdg_lock_has_passphrase (self->lock))
    self->lost |= mdg_secret_holder_let_go_below (self->stack);
  else if (g_str_equal (self->wanted, BEGIN))
    break_guide_off (self);
  show_anew (self, LOCKED);
  mdg_page_stack_forget (MDG_PAGE_STACK (self->stack), PASSPHRASE);
  if (self->broken_off)
    mdg_page_stack_forget (MDG_PAGE_STACK (self->stack), BEGIN);
}

static void offer_gateway_password (MdgCurtain *self, GtkWidget *page);

static void
uncover (MdgCurtain *self)
{
  MdgVaultDoor *door = mdg_lock_get_door (self->lock);
  GtkWidget *page;

  g_clear_pointer (&self->others, mdg_other_windows_free);
  mdg_widget_show_focus (GTK_WIDGET (self));
  tell_lost (self);
  tell_recovery (self, door);
  if (door != NULL && mdg_vault_door_was_recovered (door))
    {
      self->wanted = PASSPHRASE; /* who came in by the code has no passphrase that opens */
      mdg_page_stack_forget (MDG_PAGE_STACK (self->stack), PASSPHRASE);
    }
  want (self, self->wanted);
  if (g_str_equal (self->wanted, CONTENT))
    {
      show_content (self);
      return;
    }
  page = mdg_page_stack_show (MDG_PAGE_STACK (self->stack), self->wanted);
  if (g_str_equal (self->wanted, GATEWAY))
    offer_gateway_password (self, page); /* the lock took it */
}

/* What was typed there goes with them, once their own signal is over. */
static gboolean
forget_pages (gpointer data)
{
  static const char *const names[] = { BEGIN, IMPORT, PASSPHRASE, GATEWAY };
  MdgCurtain *self = data;

  for (guint i = 0; self->workplace != NULL && i < G_N_ELEMENTS (names); i++)
    if (!is_shown (self, names[i]) && !g_str_equal (self->wanted, names[i]))
      mdg_page_stack_forget (MDG_PAGE_STACK (self->stack), names[i]);
  return G_SOURCE_REMOVE;
}

static void
update_actions (MdgCurtain *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  MdgSettings *settings = mdg_workplace_get_settings (self->workplace);
  gboolean real = mdg_way_is_real (mdg_workplace_get_way (self->workplace));
  gboolean ours = mdg_settings_get_origin (settings, MDG_SETTING_PROFILE) <= MDG_SETTING_USER;
  MdgRecords *records = mdg_workplace_get_records (self->workplace);

  gtk_widget_action_set_enabled (widget, "lock.passphrase",
                                 real && mdg_lock_get_door (self->lock) != NULL);
  gtk_widget_action_set_enabled (widget, "start.gateway",
                                 mdg_workplace_get_way (self->workplace) == MDG_WAY_GATEWAY
                                     && mdg_workplace_get_cache (self->workplace) != NULL);
  gtk_widget_action_set_enabled (widget, "start.begin",
                                 ours && (!real || mdg_records_are_misconfigured (records)));
  gtk_widget_action_set_enabled (widget, "start.training", ours && real);
}

static void
lock_changed (MdgCurtain *self)
{
  if (mdg_lock_is_covered (self->lock))
    cover (self);
  else if (is_shown (self, LOCKED))
    uncover (self);
  update_actions (self);
}

/* There are no records for this way of working: nothing else can be done before they are made. */
static void
records_changed (MdgCurtain *self)
{
  gboolean to_be_made = mdg_records_are_to_be_made (mdg_workplace_get_records (self->workplace));

  update_actions (self);
  if (!to_be_made || is_shown (self, BEGIN))
    return;
  want (self, BEGIN);
  show_anew (self, BEGIN);
}

static void
back_to_content (MdgCurtain *self)
{
  gboolean covered = mdg_lock_is_covered (self->lock);
  MdgRecords *records = mdg_workplace_get_records (self->workplace);

  /* Broken off by the lock where there are no records yet: nothing else can be done than to begin
   * anew. */
  want (self, covered && mdg_records_are_to_be_made (records) ? BEGIN : CONTENT);
  if (!covered)
    show_content (self);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, forget_pages, g_object_ref (self), g_object_unref);
}

/* pages ---------------------------------------------------------------------------------------- */

static GtkWidget *
make_locked (gpointer data)
{
  return mdg_lock_page_new (MDG_CURTAIN (data)->workplace);
}

static gboolean
way_chosen (MdgCurtain *self, int way, MdgCache *made)
{
  gboolean goes_on = FALSE;

  g_signal_emit (self, signals[USE_WAY], 0, way, made, &goes_on);
  return goes_on;
}

static GtkWidget *
make_begin (gpointer data)
{
  MdgCurtain *self = data;
  GtkWidget *view = mdg_first_run_view_new (self->workplace);

  g_signal_connect_object (view, "left", G_CALLBACK (back_to_content), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "use-way", G_CALLBACK (way_chosen), self, G_CONNECT_SWAPPED);
  return view;
}

static GtkWidget *
make_passphrase (gpointer data)
{
  MdgCurtain *self = data;
  GtkWidget *page = mdg_passphrase_page_new (self->workplace);

  g_signal_connect_object (page, "left", G_CALLBACK (back_to_content), self, G_CONNECT_SWAPPED);
  return page;
}

/* Others are reached from now on: begins anew with them, which asks for the passphrase. */
static void
gateway_chosen (MdgCurtain *self, MdgGatewayPage *page)
{
  g_autoptr (MdgGatewayDraft) draft = mdg_gateway_page_get_draft (page);
  g_autoptr (GError) error = NULL;
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);

  if (!mdg_gateway_draft_keep (draft, mdg_workplace_get_settings (self->workplace), &error))
    {
      mdg_gateway_page_show_error (page, error);
      return;
    }
  if (cache != NULL)
    mdg_gateway_password_keep_of (cache, draft);
  if (!way_chosen (self, MDG_WAY_GATEWAY, NULL))
    back_to_content (self);
}

static void
gateway_password_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgGatewayPage) page = data;
  g_autoptr (MdgSecret) password = mdg_gateway_password_load_finish (result, NULL);
  const char *path = g_object_get_data (G_OBJECT (page), KEPT_FOR);

  if (password != NULL)
    mdg_gateway_page_offer_password (page, path, password);
}

/* Who may see this page has opened the records that the password lies in. */
static void
offer_gateway_password (MdgCurtain *self, GtkWidget *page)
{
  char *path = mdg_settings_get (mdg_workplace_get_settings (self->workplace),
                                 MDG_SETTING_CERTIFICATE_FILE);
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);

  g_object_set_data_full (G_OBJECT (page), KEPT_FOR, path, g_free);
  if (cache != NULL && *path != '\0')
    mdg_gateway_password_load_async (cache, path, NULL, gateway_password_loaded,
                                     g_object_ref (page));
}

static GtkWidget *
make_gateway (gpointer data)
{
  MdgCurtain *self = data;
  GtkWidget *page = mdg_gateway_page_new (mdg_workplace_get_settings (self->workplace),
                                          mdg_workplace_get_clock (self->workplace), NULL);

  offer_gateway_password (self, page);
  g_signal_connect_object (page, "finished", G_CALLBACK (gateway_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "back", G_CALLBACK (back_to_content), self, G_CONNECT_SWAPPED);
  return page;
}

static void
import_left (MdgCurtain *self, const char *target)
{
  back_to_content (self);
  if (target != NULL)
    g_signal_emit (self, signals[GO], 0, target);
}

static GtkWidget *
make_import (gpointer data)
{
  MdgCurtain *self = data;
  GtkWidget *page = mdg_import_files_page_new (mdg_workplace_get_way (self->workplace),
                                               self->settings (self->settings_data));

  g_signal_connect_object (page, "left", G_CALLBACK (import_left), self, G_CONNECT_SWAPPED);
  return page;
}

/* actions -------------------------------------------------------------------------------------- */

static void
lock_now (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mdg_lock_cover (MDG_CURTAIN (widget)->lock, MDG_LOCK_ASKED);
}

static gboolean
lock_key_pressed (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  mdg_lock_cover (MDG_CURTAIN (widget)->lock, MDG_LOCK_ASKED);
  return TRUE;
}

static void
show_instead (MdgCurtain *self, const char *name)
{
  if (!is_shown (self, CONTENT))
    return;
  remember_focus (self);
  want (self, name);
  show_anew (self, name);
}

static void
change_passphrase (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_instead (MDG_CURTAIN (widget), PASSPHRASE);
}

static void
begin (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_instead (MDG_CURTAIN (widget), BEGIN);
}

static void
show_gateway (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_instead (MDG_CURTAIN (widget), GATEWAY);
}

static void
go_training (GtkWidget *widget, const char *action, GVariant *parameter)
{
  way_chosen (MDG_CURTAIN (widget), MDG_WAY_TRAINING, NULL);
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_curtain_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_CURTAIN (widget)->stack);
}

static void
mdg_curtain_dispose (GObject *object)
{
  MdgCurtain *self = MDG_CURTAIN (object);

  g_clear_weak_pointer (&self->focus);
  g_clear_pointer (&self->presence, mdg_presence_free);
  g_clear_pointer (&self->others, mdg_other_windows_free);
  if (self->lock != NULL)
    g_signal_handlers_disconnect_by_data (self->lock, self);
  g_clear_object (&self->lock);
  if (self->workplace != NULL)
    g_signal_handlers_disconnect_by_data (self->workplace, self);
  g_clear_object (&self->workplace);
  self->content = NULL;
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_curtain_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "lock.now", NULL, lock_now);
  gtk_widget_class_install_action (widget_class, "lock.passphrase", NULL, change_passphrase);
  gtk_widget_class_install_action (widget_class, "start.begin", NULL, begin);
  gtk_widget_class_install_action (widget_class, "start.gateway", NULL, show_gateway);
  gtk_widget_class_install_action (widget_class, "start.training", NULL, go_training);
}

static void
mdg_curtain_class_init (MdgCurtainClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_curtain_dispose;
  widget_class->grab_focus = mdg_curtain_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  signals[GO] = g_signal_new ("go", MDG_TYPE_CURTAIN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[USE_WAY] = g_signal_new ("use-way", MDG_TYPE_CURTAIN, G_SIGNAL_RUN_LAST, 0,
                                   g_signal_accumulator_first_wins, NULL, NULL, G_TYPE_BOOLEAN, 2,
                                   G_TYPE_INT, MDG_TYPE_CACHE);
  install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* Wherever in the window the keyboard is, and before whoever has it: a button that a job made
 * insensitive, once a file was saved perhaps, keeps every key to itself. */
static void
add_lock_key (MdgCurtain *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_l, GDK_CONTROL_MASK),
                        gtk_callback_action_new (lock_key_pressed, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
mdg_curtain_init (MdgCurtain *self)
{
  self->wanted = CONTENT;
  self->warning = mdg_message_bar_new ();
  self->message = mdg_message_bar_new ();
  self->stack = mdg_page_stack_new ();
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  mdg_page_stack_add (MDG_PAGE_STACK (self->stack), CONTENT, give_content, self);
  mdg_page_stack_add (MDG_PAGE_STACK (self->stack), LOCKED, make_locked, self);
  mdg_page_stack_add (MDG_PAGE_STACK (self->stack), BEGIN, make_begin, self);
  mdg_page_stack_add (MDG_PAGE_STACK (self->stack), IMPORT, make_import, self);
  mdg_page_stack_add (MDG_PAGE_STACK (self->stack), PASSPHRASE, make_passphrase, self);
  mdg_page_stack_add (MDG_PAGE_STACK (self->stack), GATEWAY, make_gateway, self);
  add_lock_key (self);
}

void
mdg_curtain_bind (MdgCurtain *self,
                  MdgWorkplace *workplace,
                  MdgSettingsPageFunc settings,
                  gpointer data)
{
  g_return_if_fail (MDG_IS_CURTAIN (self) && self->workplace == NULL);

  self->workplace = g_object_ref (workplace);
  self->lock = g_object_ref (mdg_workplace_get_lock (workplace));
  self->settings = settings;
  self->settings_data = data;
  self->presence = mdg_presence_new (self->lock);
  g_signal_connect_object (self->lock, "notify::covered", G_CALLBACK (lock_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lock, "notify::door", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workplace, "cache-changed", G_CALLBACK (records_changed), self,
                           G_CONNECT_SWAPPED);
  lock_changed (self);
  records_changed (self);
}

void
mdg_curtain_show_import (MdgCurtain *self)
{
  g_return_if_fail (MDG_IS_CURTAIN (self));

  show_instead (self, IMPORT);
}

gboolean
mdg_curtain_is_open (MdgCurtain *self)
{
  g_return_val_if_fail (MDG_IS_CURTAIN (self), FALSE);

  return is_shown (self, CONTENT);
}

GtkWidget *
mdg_curtain_get_page (MdgCurtain *self)
{
  MdgPageStack *stack;

  g_return_val_if_fail (MDG_IS_CURTAIN (self), NULL);

  stack = MDG_PAGE_STACK (self->stack);
  return is_shown (self, CONTENT)
             ? NULL
             : mdg_page_stack_get_page (stack, mdg_page_stack_get_visible_name (stack));
}
