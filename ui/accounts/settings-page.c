/* settings-page.c: 「ユーザ設定情報」: takes PDFs in, and lists what is kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/settings-page.h"

#include <glib/gi18n.h>

#include "accounts/accounts-text.h"
#include "accounts/intake-row.h"
#include "accounts/settings-files.h"
#include "accounts/settings-vault.h"
#include "widgets/page.h"
#include "widgets/question.h"
#include "widgets/secret-holder.h"
#include "widgets/widget-tools.h"

struct _MdgSettingsPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *drop;
  GtkWidget *type;
  GtkWidget *progress;
  GtkWidget *spinner;
  GtkWidget *progress_words;
  GtkWidget *stop;
  GtkWidget *rows;
  GtkWidget *clear;
  GtkWidget *kept_title;
  GtkWidget *kept;
  GtkWidget *empty;
  GtkWidget *open;

  MdgAccountLink *link;
  MdgCache *cache;           /* (nullable): the one the intake keeps in */
  MdgSettingsIntake *intake; /* (nullable) */
  GCancellable *cancellable; /* (nullable): of the list that is read */
  guint asked;               /* the item that a question is about */
  gboolean kept_more;        /* since the list was read */
};

static void holder_init (MdgSecretHolderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgSettingsPage,
                               mdg_settings_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MDG_TYPE_SECRET_HOLDER, holder_init))

/* what is kept --------------------------------------------------------------------------------- */

static GtkWidget *
kept_row (const MdgAccountSettings *settings)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *show = gtk_button_new_with_label (_ ("Show"));
  g_autofree char *detail
      = g_strdup_printf (_ ("%s · institution code %s"), mdg_account_kind_text (settings->kind),
                         settings->institution_code);
  g_autofree char *name
      = g_strdup_printf ("%s: %s (%s)", _ ("Show"), settings->id, settings->institution_code);
  g_autofree char *owner = g_strdup_printf ("%s/%s", settings->institution_code, settings->id);

  gtk_widget_add_css_class (row, "card");
  gtk_box_append (GTK_BOX (texts), mdg_widget_new_text (settings->id, "strong"));
  gtk_box_append (GTK_BOX (texts), mdg_widget_new_text (detail, "quiet"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_widget_set_valign (show, GTK_ALIGN_CENTER);
  mdg_widget_set_name (show, name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (show), "s", owner);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "accounts.settings");
  gtk_box_append (GTK_BOX (row), show);
  return row;
}

static void
kept_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) kept = mdg_settings_vault_list_finish (result, &error);
  MdgSettingsPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (kept == NULL)
    {
      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  mdg_widget_clear_box (self->kept);
  for (guint i = 0; i < kept->len; i++)
    gtk_box_append (GTK_BOX (self->kept), kept_row (kept->pdata[i]));
  mdg_widget_set_shown (self->kept, kept->len > 0);
  mdg_widget_set_shown (self->empty, kept->len == 0);
}

static void
stop_loading (MdgSettingsPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (MdgSettingsPage *self)
{
  stop_loading (self);
  if (self->cache == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->kept_more = FALSE;
  self->cancellable = g_cancellable_new ();
  mdg_settings_vault_list_async (self->cache, NULL, self->cancellable, kept_known, self);
}

/* what is taken in ----------------------------------------------------------------------------- */

static const MdgIntakeItem *
get_item (MdgSettingsPage *self, guint index)
{
  return mdg_settings_intake_get_items (self->intake)->pdata[index];
}

static void
replace_answered (MdgQuestion *question, const char *answer, MdgSettingsPage *self)
{
  if (self->intake == NULL || self->asked >= mdg_settings_intake_get_items (self->intake)->len)
    return;
  if (g_str_equal (answer, "replace"))
    mdg_settings_intake_replace (self->intake, self->asked);
  else if (g_str_equal (answer, "leave-out"))
    mdg_settings_intake_leave_out (self->intake, self->asked);
}

static void
ask_to_replace (MdgSettingsPage *self, guint index)
{
  const MdgAccountSettings *settings = get_item (self, index)->reading->settings;
  g_autofree char *title = g_strdup_printf (_ ("Replace the values of %s?"), settings->id);
  MdgQuestion *question = mdg_question_new (
      title, _ ("The password or the activation code that is kept is another one. Replaced, it "
                "cannot be had back from here. The paper that was issued last is the one that "
                "holds."));

  self->asked = index;
  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "leave-out", _ ("_Keep the old ones"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "replace", _ ("_Replace"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (replace_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

static void
row_acted (MdgSettingsPage *self, guint index)
{
  const MdgIntakeItem *item = get_item (self, index);
  g_autofree char *owner = NULL;

  if (item->state == MDG_INTAKE_DIFFERS)
    {
      ask_to_replace (self, index);
      return;
    }
  if (item->state != MDG_INTAKE_KEPT)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "accounts.settings-entry", "i", (int)index);
      return;
    }
  owner = g_strdup_printf ("%s/%s", item->reading->settings->institution_code,
                           item->reading->settings->id);
  gtk_widget_activate_action (GTK_WIDGET (self), "accounts.settings", "s", owner);
}

/* Each once, in the history of its account. Returns: whether there is one */
static gboolean
note_kept (MdgSettingsPage *self)
{
  MdgAccountDesk *desk = mdg_account_link_get_desk (self->link);
  GPtrArray *items = mdg_settings_intake_get_items (self->intake);
  gboolean any = FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      MdgIntakeItem *item = items->pdata[i];

      if (item->state != MDG_INTAKE_KEPT || item->noted)
        continue;
      item->noted = any = TRUE;
      if (desk != NULL)
        mdg_account_desk_note_event (desk, item->reading->settings->institution_code,
                                     item->reading->settings->id, MDG_EVENT_SETTINGS_KEPT);
    }
  return any;
}

static void
intake_changed (MdgSettingsPage *self)
{
  guint n = mdg_settings_intake_get_items (self->intake)->len;
  guint done = mdg_settings_intake_get_n_done (self->intake);
  gboolean running = mdg_settings_intake_is_running (self->intake);
  g_autofree char *words = g_strdup_printf (_ ("Reading files: %u of %u done"), done, n);

  mdg_intake_rows_update (GTK_BOX (self->rows), self->intake, G_CALLBACK (row_acted), self);
  mdg_widget_set_shown (self->rows, n > 0);
  self->kept_more |= note_kept (self);
  gtk_label_set_text (GTK_LABEL (self->progress_words), words);
  mdg_widget_set_shown (self->progress, running);
  if (running)
    gtk_spinner_start (GTK_SPINNER (self->spinner));
  else
    gtk_spinner_stop (GTK_SPINNER (self->spinner));
  mdg_widget_set_shown (self->clear, n > 0 && !running);
  /* Only then: whoever is at one of the rows is not to find another one in its place. */
  if (!running && self->kept_more)
    load (self);
}

static void
drop_intake (MdgSettingsPage *self)
{
  if (self->intake != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->intake, self);
      mdg_settings_intake_cancel (self->intake);
    }
  g_clear_object (&self->intake);
  g_clear_object (&self->cache);
}

/* What was read was for another cache. */
static void
bind_cache (MdgSettingsPage *self)
{
  MdgCache *cache = mdg_workplace_get_cache (mdg_account_link_get_workplace (self->link));

  stop_loading (self);
  drop_intake (self);
  mdg_widget_clear_box (self->rows);
  mdg_widget_clear_box (self->kept);
  mdg_widget_set_shown (self->kept, FALSE);
  mdg_widget_set_shown (self->empty, FALSE);
  mdg_widget_set_shown (self->rows, FALSE);
  mdg_widget_set_shown (self->clear, FALSE);
  mdg_widget_set_shown (self->progress, FALSE);
  gtk_widget_set_sensitive (self->open, cache != NULL);
  gtk_widget_set_sensitive (self->drop, cache != NULL);
  if (cache == NULL)
    return;
  self->cache = g_object_ref (cache);
  self->intake = mdg_settings_intake_new (cache, NULL, NULL);
  g_signal_connect_object (self->intake, "changed", G_CALLBACK (intake_changed), self,
                           G_CONNECT_SWAPPED);
  load (self);
}

/* What was read and waits for a person is read again. */
static gboolean
let_go (MdgSecretHolder *holder)
{
  MdgSettingsPage *self = MDG_SETTINGS_PAGE (holder);
  gboolean lost = self->intake != NULL && mdg_settings_intake_holds_secrets (self->intake);

  if (lost)
    bind_cache (self);
  return lost;
}

static void
holder_init (MdgSecretHolderInterface *iface)
{
  iface->let_go = let_go;
}

/* acts ----------------------------------------------------------------------------------------- */

static void
take (GtkWidget *page, GFile *file)
{
  mdg_settings_page_take (MDG_SETTINGS_PAGE (page), file);
}

static void
open_clicked (MdgSettingsPage *self)
{
  mdg_settings_files_open (GTK_WIDGET (self));
}

static void
stop_clicked (MdgSettingsPage *self)
{
  if (self->intake != NULL)
    mdg_settings_intake_cancel (self->intake);
}

/* Rows know their items by number. */
static void
clear_clicked (MdgSettingsPage *self)
{
  if (self->intake == NULL || mdg_settings_intake_is_running (self->intake))
    return;
  mdg_widget_clear_box (self->rows);
  mdg_settings_intake_clear (self->intake);
  gtk_widget_grab_focus (self->open);
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_settings_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_SETTINGS_PAGE (widget)->open);
}

static void
mdg_settings_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_settings_page_parent_class)->map (widget);
  load (MDG_SETTINGS_PAGE (widget));
}

static void
mdg_settings_page_unmap (GtkWidget *widget)
{
  mdg_page_hide_message (MDG_PAGE (MDG_SETTINGS_PAGE (widget)->page));
  GTK_WIDGET_CLASS (mdg_settings_page_parent_class)->unmap (widget);
}

static void
mdg_settings_page_dispose (GObject *object)
{
  MdgSettingsPage *self = MDG_SETTINGS_PAGE (object);

  stop_loading (self);
  drop_intake (self);
  g_clear_object (&self->link);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_SETTINGS_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_settings_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/accounts/settings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsPage, drop);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsPage, type);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsPage, progress);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsPage, progress_words);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsPage, stop);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsPage, rows);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsPage, clear);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsPage, kept_title);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsPage, kept);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsPage, open);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked);
}

static void
mdg_settings_page_class_init (MdgSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_settings_page_dispose;
  widget_class->grab_focus = mdg_settings_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_settings_page_map;
  widget_class->unmap = mdg_settings_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_settings_page_init (MdgSettingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_settings_files_accept (GTK_WIDGET (self), take);
}

GtkWidget *
mdg_settings_page_new (MdgAccountLink *link)
{
  MdgSettingsPage *self = g_object_new (MDG_TYPE_SETTINGS_PAGE, NULL);

  self->link = g_object_ref (link);
  g_signal_connect_object (mdg_account_link_get_workplace (link), "cache-changed",
                           G_CALLBACK (bind_cache), self, G_CONNECT_SWAPPED);
  bind_cache (self);
  return GTK_WIDGET (self);
}

MdgSettingsIntake *
mdg_settings_page_get_intake (MdgSettingsPage *self)
{
  g_return_val_if_fail (MDG_IS_SETTINGS_PAGE (self), NULL);

  return self->intake;
}

void
mdg_settings_page_take (MdgSettingsPage *self, GFile *file)
{
  g_return_if_fail (MDG_IS_SETTINGS_PAGE (self));

  if (self->intake != NULL)
    mdg_settings_intake_add_file (self->intake, file);
}
