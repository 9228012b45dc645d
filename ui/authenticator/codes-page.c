/* codes-page.c: the list of entries, and beside it the chosen one.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "authenticator/codes-page.h"

#include <glib/gi18n.h>

#include "authenticator/sheet-run.h"
#include "dates.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

#define CELL_TITLE "mdg-title"
#define CELL_DETAIL "mdg-detail"
#define LAST G_MAXINT64 /* instead of an entry's number */

struct _MdgCodesPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *always;
  GtkWidget *empty;
  GtkWidget *work;
  GtkWidget *search;
  GtkWidget *scroll;
  GtkWidget *view;
  GtkWidget *count;
  GtkWidget *panel;
  GtkWidget *phone;
  GtkWidget *sheets;
  GtkWidget *bin;

  MdgAuthenticatorDesk *desk;
  GtkSingleSelection *selection; /* of the view */
  gint64 wanted;                 /* the entry that is to be chosen; 0: the first */
  gint64 trashed;                /* what 《元に戻す》 brings back; 0: nothing */
  guint acts;                    /* under way */
};

G_DEFINE_FINAL_TYPE (MdgCodesPage, mdg_codes_page, GTK_TYPE_WIDGET)

static MdgPageFrame *
frame (MdgCodesPage *self)
{
  return MDG_PAGE (self->page);
}

/* rows ----------------------------------------------------------------------------------------- */

static void
set_up_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);

  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = i == 0 ? title : detail;

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_widget_add_css_class (title, "code");
  gtk_widget_add_css_class (detail, "small");
  gtk_widget_add_css_class (box, "account-row");
  g_object_set_data (G_OBJECT (box), CELL_TITLE, title);
  g_object_set_data (G_OBJECT (box), CELL_DETAIL, detail);
  gtk_list_item_set_child (item, box);
}

static char *
describe_detail (const MdgOtpFacts *facts)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  if (*facts->issuer != '\0')
    g_ptr_array_add (parts, facts->issuer);
  if (facts->state == MDG_OTP_PENDING)
    g_ptr_array_add (parts, (char *)_ ("not confirmed yet"));
  if (*facts->note != '\0')
    g_ptr_array_add (parts, facts->note);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **)parts->pdata);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  const MdgOtpFacts *facts = mdg_otp_entry_get_facts (gtk_list_item_get_item (item));
  g_autofree char *detail = describe_detail (facts);

  gtk_label_set_text (g_object_get_data (G_OBJECT (box), CELL_TITLE), facts->account);
  gtk_label_set_text (g_object_get_data (G_OBJECT (box), CELL_DETAIL), detail);
}

/* what is shown -------------------------------------------------------------------------------- */

static MdgOtpList *
get_list (MdgCodesPage *self)
{
  return mdg_authenticator_desk_get_list (self->desk);
}

static void
update_count (MdgCodesPage *self)
{
  MdgOtpList *list = get_list (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autofree char *shown = mdg_count_text (n);
  g_autofree char *all = mdg_count_text (mdg_otp_list_count_all (list));
  g_autofree char *text = mdg_otp_list_is_searched (list)
                              ? g_strdup_printf (_ ("%s of %s accounts"), shown, all)
                              : g_strdup_printf (ngettext ("%s account", "%s accounts", n), shown);
  guint n_trash = mdg_otp_list_count_all (mdg_authenticator_desk_get_trash (self->desk));
  g_autofree char *trash = g_strdup_printf (_ ("Trash _bin (%u)"), n_trash);

  gtk_label_set_text (GTK_LABEL (self->count), text);
  gtk_button_set_label (GTK_BUTTON (self->bin), trash);
  mdg_widget_tidy_names (self->bin);
  mdg_widget_set_shown (self->bin, n_trash > 0);
  gtk_widget_set_sensitive (self->phone, n > 0);
  gtk_widget_set_sensitive (self->sheets, n > 0);
}

static void
selection_changed (MdgCodesPage *self)
{
  MdgOtpEntry *entry = gtk_single_selection_get_selected_item (self->selection);

  mdg_code_panel_set_entry (MDG_CODE_PANEL (self->panel), entry);
  if (entry != NULL && !mdg_authenticator_desk_is_changing (self->desk))
    self->wanted = mdg_otp_entry_get_facts (entry)->number;
}

/* After the list is another: the entry that was chosen stays so while it is seen. */
static void
choose_wanted (MdgCodesPage *self, gint64 wanted)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (get_list (self)));
  guint position = wanted != 0 ? mdg_otp_list_find (get_list (self), wanted) : G_MAXUINT;

  if (wanted == LAST && n > 0)
    {
      position = n - 1;
      gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
    }
  if (position != G_MAXUINT)
    gtk_single_selection_set_selected (self->selection, position);
  selection_changed (self);
  if (n > 0)
    self->wanted
        = mdg_otp_entry_get_facts (gtk_single_selection_get_selected_item (self->selection))
              ->number;
}

static void
desk_changed (MdgCodesPage *self)
{
  gboolean loaded = mdg_authenticator_desk_is_loaded (self->desk);
  const GError *error = mdg_authenticator_desk_get_error (self->desk);
  gboolean none = mdg_otp_list_count_all (get_list (self)) == 0;

  if (error != NULL)
    mdg_page_show_error (frame (self), error);
  mdg_widget_set_shown (self->empty, loaded && none && error == NULL);
  mdg_widget_set_shown (self->work, !none);
  mdg_widget_set_shown (self->phone, !none);
  mdg_widget_set_shown (self->sheets, !none);
  update_count (self);
  choose_wanted (self, self->wanted);
}

static void
search_changed (MdgCodesPage *self)
{
  gint64 wanted = self->wanted;

  mdg_otp_list_set_search (get_list (self), gtk_editable_get_text (GTK_EDITABLE (self->search)));
  update_count (self);
  choose_wanted (self, wanted);
}

static void
search_activated (MdgCodesPage *self)
{
  gtk_widget_grab_focus (self->view);
}

/* Enter on a row. */
static void
row_activated (MdgCodesPage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  mdg_code_panel_reveal (MDG_CODE_PANEL (self->panel), TRUE);
}

static void
always_toggled (MdgCodesPage *self)
{
  gboolean always = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->always));
  MdgSettings *settings
      = mdg_workplace_get_settings (mdg_authenticator_desk_get_workplace (self->desk));
  g_autofree char *before = mdg_settings_get (settings, MDG_SETTING_SHOW_PASSCODES);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (before, always ? "yes" : "no"))
    return;
  if (!mdg_settings_set (settings, MDG_SETTING_SHOW_PASSCODES, always ? "yes" : "no", &error))
    mdg_page_show_error (frame (self), error);
  mdg_code_panel_reveal (MDG_CODE_PANEL (self->panel), always);
}

/* acts ----------------------------------------------------------------------------------------- */

static void
key_failed (MdgCodesPage *self, GError *error)
{
  mdg_page_show_error (frame (self), error);
}

static GArray *
one_number (gint64 number)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (numbers, number);
  return numbers;
}

static void
hand_out_one (MdgCodesPage *self, gboolean save)
{
  g_autoptr (GArray) numbers = one_number (self->wanted);

  mdg_sheet_run (self->desk, frame (self), numbers, save);
}

static void
print_one (MdgCodesPage *self)
{
  hand_out_one (self, FALSE);
}

static void
save_one (MdgCodesPage *self)
{
  hand_out_one (self, TRUE);
}

static void
print_all (MdgCodesPage *self)
{
  g_autoptr (GArray) numbers = mdg_authenticator_desk_numbers (get_list (self));

  mdg_sheet_run (self->desk, frame (self), numbers, FALSE);
}

static void
acted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgCodesPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean good = mdg_authenticator_book_finish (MDG_CACHE (source), result, &error);

  self->acts--;
  if (self->page == NULL)
    return;
  if (!good)
    mdg_page_show_error (frame (self), error);
  mdg_authenticator_desk_load (self->desk);
}

static void
set_trashed (MdgCodesPage *self, gint64 number, gint64 when)
{
  MdgCache *cache = mdg_authenticator_desk_get_cache (self->desk);

  if (cache == NULL)
    return;
  self->acts++;
  mdg_authenticator_book_trash_async (cache, number, when, NULL, acted, g_object_ref (self));
}

/* Done at once; what can be taken back is not asked for before. */
static void
trash_one (MdgCodesPage *self)
{
  MdgOtpEntry *entry = mdg_code_panel_get_entry (MDG_CODE_PANEL (self->panel));
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  guint position;

  if (entry == NULL)
    return;
  name = mdg_authenticator_desk_describe (mdg_otp_entry_get_facts (entry));
  title = g_strdup_printf (_ ("%s is in the trash."), name);
  self->trashed = mdg_otp_entry_get_facts (entry)->number;
  position = gtk_single_selection_get_selected (self->selection);
  entry = g_list_model_get_item (G_LIST_MODEL (get_list (self)),
                                 position > 0 ? position - 1 : position + 1);
  self->wanted = entry != NULL ? mdg_otp_entry_get_facts (entry)->number : 0;
  g_clear_object (&entry);
  set_trashed (self, self->trashed, mdg_authenticator_desk_now (self->desk));
  mdg_page_show_message (
      frame (self), MDG_MESSAGE_INFO, title,
      _ ("Ctrl+Z or “Trash bin” brings it back. Its key is kept until the trash is "
         "emptied."));
}

/* Before the field to search in, which would take back its own typing. Returns: whether there was
 * anything to bring back */
static gboolean
undo_pressed (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  MdgCodesPage *self = MDG_CODES_PAGE (widget);

  if (self->trashed == 0)
    return FALSE;
  self->wanted = self->trashed;
  set_trashed (self, self->trashed, 0);
  self->trashed = 0;
  mdg_page_hide_message (frame (self));
  return TRUE;
}

static void
add_undo_key (MdgCodesPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK),
                        gtk_callback_action_new (undo_pressed, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* The chosen one changes places with its neighbour, @by: -1 or 1. */
static void
move (MdgCodesPage *self, int by)
{
  guint position = gtk_single_selection_get_selected (self->selection);
  g_autoptr (MdgOtpEntry) neighbour = NULL;
  MdgCache *cache = mdg_authenticator_desk_get_cache (self->desk);

  if (cache == NULL || self->wanted == 0 || (by < 0 && position == 0)
      || position == GTK_INVALID_LIST_POSITION)
    return;
  neighbour = g_list_model_get_item (G_LIST_MODEL (get_list (self)), position + (guint)by);
  if (neighbour == NULL)
    return;
  self->acts++;
  mdg_authenticator_book_swap_async (cache, self->wanted,
                                     mdg_otp_entry_get_facts (neighbour)->number, NULL, acted,
                                     g_object_ref (self));
}

static void
move_up (MdgCodesPage *self)
{
  move (self, -1);
}

static void
move_down (MdgCodesPage *self)
{
  move (self, 1);
}

static void
move_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  move (MDG_CODES_PAGE (widget), g_variant_get_int32 (parameter));
}

static void
search_wanted (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_widget_grab_focus (MDG_CODES_PAGE (widget)->search);
}

static void
reveal_activated (GtkWidget *widget, const char *action, GVariant *parameter)
{
  mdg_code_panel_reveal (MDG_CODE_PANEL (MDG_CODES_PAGE (widget)->panel), TRUE);
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_codes_page_grab_focus (GtkWidget *widget)
{
  MdgCodesPage *self = MDG_CODES_PAGE (widget);

  return gtk_widget_grab_focus (
      gtk_widget_get_visible (self->work) ? self->search : mdg_page_get_primary (frame (self)));
}

/* What the login has registered meanwhile is there when one comes. */
static void
mdg_codes_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_codes_page_parent_class)->map (widget);
  mdg_authenticator_desk_load (MDG_CODES_PAGE (widget)->desk);
}

static void
mdg_codes_page_unmap (GtkWidget *widget)
{
  MdgCodesPage *self = MDG_CODES_PAGE (widget);

  mdg_page_hide_message (frame (self));
  GTK_WIDGET_CLASS (mdg_codes_page_parent_class)->unmap (widget);
}

static void
mdg_codes_page_dispose (GObject *object)
{
  MdgCodesPage *self = MDG_CODES_PAGE (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_CODES_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_codes_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/authenticator/codes-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgCodesPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgCodesPage, always);
  gtk_widget_class_bind_template_child (widget_class, MdgCodesPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MdgCodesPage, work);
  gtk_widget_class_bind_template_child (widget_class, MdgCodesPage, search);
  gtk_widget_class_bind_template_child (widget_class, MdgCodesPage, scroll);
  gtk_widget_class_bind_template_child (widget_class, MdgCodesPage, view);
  gtk_widget_class_bind_template_child (widget_class, MdgCodesPage, count);
  gtk_widget_class_bind_template_child (widget_class, MdgCodesPage, panel);
  gtk_widget_class_bind_template_child (widget_class, MdgCodesPage, phone);
  gtk_widget_class_bind_template_child (widget_class, MdgCodesPage, sheets);
  gtk_widget_class_bind_template_child (widget_class, MdgCodesPage, bin);
  gtk_widget_class_bind_template_callback (widget_class, always_toggled);
  gtk_widget_class_bind_template_callback (widget_class, search_changed);
  gtk_widget_class_bind_template_callback (widget_class, search_activated);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, print_one);
  gtk_widget_class_bind_template_callback (widget_class, save_one);
  gtk_widget_class_bind_template_callback (widget_class, print_all);
  gtk_widget_class_bind_template_callback (widget_class, trash_one);
  gtk_widget_class_bind_template_callback (widget_class, move_up);
  gtk_widget_class_bind_template_callback (widget_class, move_down);
  gtk_widget_class_bind_template_callback (widget_class, key_failed);
}

static void
mdg_codes_page_class_init (MdgCodesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_codes_page_dispose;
  widget_class->grab_focus = mdg_codes_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_codes_page_map;
  widget_class->unmap = mdg_codes_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_CODE_PANEL);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "codes.move", "i", move_activated);
  gtk_widget_class_install_action (widget_class, "codes.search", NULL, search_wanted);
  gtk_widget_class_install_action (widget_class, "codes.reveal", NULL, reveal_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "codes.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, GDK_CONTROL_MASK,
                                       "codes.reveal", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "codes.move", "i",
                                       -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "codes.move", "i",
                                       1);
}

static void
mdg_codes_page_init (MdgCodesPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
  add_undo_key (self);
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), NULL);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->view), factory);
}

/* Whether it is the person's to choose. */
static void
show_setting (MdgCodesPage *self)
{
  MdgSettings *settings
      = mdg_workplace_get_settings (mdg_authenticator_desk_get_workplace (self->desk));
  g_autofree char *value = mdg_settings_get (settings, MDG_SETTING_SHOW_PASSCODES);
  MdgSettingOrigin origin = mdg_settings_get_origin (settings, MDG_SETTING_SHOW_PASSCODES);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->always), g_str_equal (value, "yes"));
  gtk_widget_set_sensitive (self->always,
                            origin != MDG_SETTING_POLICY && origin != MDG_SETTING_MACHINE);
}

GtkWidget *
mdg_codes_page_new (MdgAuthenticatorDesk *desk)
{
  MdgCodesPage *self = g_object_new (MDG_TYPE_CODES_PAGE, NULL);

  self->desk = g_object_ref (desk);
  mdg_code_panel_bind (MDG_CODE_PANEL (self->panel), desk);
  show_setting (self);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (get_list (self))));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selection_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "changed", G_CALLBACK (desk_changed), self, G_CONNECT_SWAPPED);
  desk_changed (self);
  return GTK_WIDGET (self);
}

void
mdg_codes_page_tell_added (MdgCodesPage *self, const char *title, const char *body)
{
  g_return_if_fail (MDG_IS_CODES_PAGE (self));

  self->wanted = LAST;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  mdg_authenticator_desk_load (self->desk);
  mdg_page_show_message (frame (self), MDG_MESSAGE_SUCCESS, title, body);
}

void
mdg_codes_page_tell_error (MdgCodesPage *self, const GError *error)
{
  g_return_if_fail (MDG_IS_CODES_PAGE (self));

  mdg_page_show_error (frame (self), error);
}

MdgCodePanel *
mdg_codes_page_get_panel (MdgCodesPage *self)
{
  g_return_val_if_fail (MDG_IS_CODES_PAGE (self), NULL);

  return MDG_CODE_PANEL (self->panel);
}

gboolean
mdg_codes_page_is_at_rest (MdgCodesPage *self)
{
  g_return_val_if_fail (MDG_IS_CODES_PAGE (self), FALSE);

  return self->acts == 0 && mdg_authenticator_desk_is_loaded (self->desk)
         && (self->wanted == 0 || mdg_otp_list_count_all (get_list (self)) == 0
             || mdg_code_panel_is_ready (MDG_CODE_PANEL (self->panel)));
}
