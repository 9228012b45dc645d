/* settings-show-page.c: 「ユーザ設定情報」 of one account out of the vault.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/settings-show-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "accounts/accounts-view.h"
#include "accounts/settings-fields.h"
#include "accounts/settings-printer.h"
#include "accounts/settings-vault.h"
#include "record-keeper.h"
#include "widgets/copy-button.h"
#include "widgets/page.h"
#include "widgets/question.h"
#include "widgets/secret-label.h"
#include "widgets/widget-tools.h"

struct _MdgSettingsShowPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *fields;
  GtkWidget *secrets;
  GtkWidget *password_title;
  GtkWidget *password;
  GtkWidget *copy_password;
  GtkWidget *activation_box;
  GtkWidget *activation_title;
  GtkWidget *activation;
  GtkWidget *copy_activation;
  GtkWidget *hint;
  GtkWidget *sheet;
  GtkWidget *print;
  GtkWidget *save;
  GtkWidget *back;
  GtkWidget *forget;
  GtkWidget *authenticator;
  GtkWidget *log_in;

  MdgAccountLink *link;
  char *owner; /* "機関コード/ID" */
  char *back_to;
  MdgAccountSettings *settings; /* (nullable): only while the page is seen */
  char *note;                   /* (nullable): 備考 of the account, for the sheet */
  GCancellable *cancellable;    /* (nullable): while something is read */
  GCancellable *job;            /* (nullable): while a sheet is handed out */
};

/* What is done with the values of one account, while the page may come to show another's. */
typedef struct
{
  MdgSettingsShowPage *page;
  char *owner;
} Deed;

G_DEFINE_FINAL_TYPE (MdgSettingsShowPage, mdg_settings_show_page, GTK_TYPE_WIDGET)

static Deed *
deed_new (MdgSettingsShowPage *page)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->page = g_object_ref (page);
  deed->owner = g_strdup (page->owner);
  return deed;
}

static void
deed_free (Deed *deed)
{
  g_object_unref (deed->page);
  g_free (deed->owner);
  g_free (deed);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, deed_free)

/* Whether the page still shows what it was done with. */
static gboolean
is_seen (const Deed *deed)
{
  return g_strcmp0 (deed->owner, deed->page->owner) == 0;
}

/* the values ----------------------------------------------------------------------------------- */

/* @settings: (nullable) */
static void
fill_secrets (MdgSettingsShowPage *self)
{
  MdgSecret *password = self->settings != NULL ? self->settings->password : NULL;
  MdgSecret *activation = self->settings != NULL ? self->settings->activation_code : NULL;

  mdg_secret_label_set_secret (MDG_SECRET_LABEL (self->password), password);
  mdg_copy_button_set_secret (MDG_COPY_BUTTON (self->copy_password), password);
  mdg_secret_label_set_secret (MDG_SECRET_LABEL (self->activation), activation);
  mdg_copy_button_set_secret (MDG_COPY_BUTTON (self->copy_activation), activation);
  mdg_widget_set_shown (self->activation_box, activation != NULL);
}

static void
set_usable (MdgSettingsShowPage *self, gboolean usable)
{
  gboolean linkage = usable && self->settings->kind == MDG_ACCOUNT_LINKAGE;

  mdg_widget_set_shown (self->fields, usable);
  mdg_widget_set_shown (self->secrets, usable);
  mdg_widget_set_shown (self->sheet, usable);
  mdg_widget_set_shown (self->forget, usable);
  mdg_widget_set_shown (self->log_in, linkage);
  mdg_widget_set_shown (self->authenticator, linkage);
}

static void
fill (MdgSettingsShowPage *self)
{
  gboolean app = self->settings->kind == MDG_ACCOUNT_APP;

  mdg_settings_fields_fill (GTK_GRID (self->fields), self->settings);
  fill_secrets (self);
  gtk_label_set_text (
      GTK_LABEL (self->hint),
      app ? _ ("An account of the eligibility app does not log in here: type or paste these values "
               "into the first registration of the app on the terminal.")
          : _ ("It is the first password. Once it has been changed, this one is of no use any "
               "more."));
  set_usable (self, TRUE);
}

static void
clear (MdgSettingsShowPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->settings, mdg_account_settings_free);
  g_clear_pointer (&self->note, g_free);
  mdg_settings_fields_clear (GTK_GRID (self->fields));
  fill_secrets (self);
  set_usable (self, FALSE);
}

static void
note_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgAccountRow) row
      = mdg_account_desk_get_account_finish (MDG_ACCOUNT_DESK (source), result, &error);
  MdgSettingsShowPage *self = data;

  /* It need not be on this list, or the ID there is another facility's. */
  if (row == NULL
      || !g_str_equal (row->account->institution_code, self->settings->institution_code))
    return;
  g_free (self->note);
  self->note = g_strdup (row->account->note);
}

static void
settings_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  MdgAccountSettings *settings = mdg_settings_vault_load_finish (result, &error);
  MdgSettingsShowPage *self = data;
  MdgAccountDesk *desk;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (settings == NULL)
    {
      if (g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND))
        mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_INFO,
                               _ ("Nothing is kept of this account."), NULL);
      else
        mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  self->settings = settings;
  fill (self);
  desk = mdg_account_link_get_desk (self->link);
  if (desk != NULL)
    mdg_account_desk_get_account_async (desk, settings->id, self->cancellable, note_known, self);
}

static void
load (MdgSettingsShowPage *self)
{
  MdgCache *cache = mdg_workplace_get_cache (mdg_account_link_get_workplace (self->link));
  const char *slash = self->owner != NULL ? strchr (self->owner, '/') : NULL;
  g_autofree char *code = NULL;

  clear (self);
  if (slash == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (cache == NULL)
    {
      g_autoptr (GError) error = mdg_account_link_explain_no_cache (self->link);

      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  code = g_strndup (self->owner, (gsize)(slash - self->owner));
  self->cancellable = g_cancellable_new ();
  mdg_settings_vault_load_async (cache, code, slash + 1, self->cancellable, settings_known, self);
}

/* @owner: "機関コード/ID" */
static void
note_event (MdgSettingsShowPage *self, const char *owner, MdgAccountEventKind kind)
{
  MdgAccountDesk *desk = mdg_account_link_get_desk (self->link);
  const char *slash = strchr (owner, '/');
  g_autofree char *code = NULL;

  if (desk == NULL || slash == NULL)
    return;
  code = g_strndup (owner, (gsize)(slash - owner));
  mdg_account_desk_note_event (desk, code, slash + 1, kind);
}

/* 操作の記録 */
static void
note_act (MdgSettingsShowPage *self, const char *owner, const char *act, const char *matter)
{
  mdg_record_note (mdg_account_link_get_workplace (self->link), act, matter, owner);
}

static void
password_looked (MdgSettingsShowPage *self)
{
  note_event (self, self->owner, MDG_EVENT_SETTINGS_SHOWN);
  note_act (self, self->owner, MDG_ACT_REVEALED, MDG_MATTER_PASSWORD);
}

static void
activation_looked (MdgSettingsShowPage *self)
{
  note_event (self, self->owner, MDG_EVENT_SETTINGS_SHOWN);
  note_act (self, self->owner, MDG_ACT_REVEALED, MDG_MATTER_ACTIVATION_CODE);
}

static void
password_copied (MdgSettingsShowPage *self)
{
  note_act (self, self->owner, MDG_ACT_COPIED, MDG_MATTER_PASSWORD);
}

static void
activation_copied (MdgSettingsShowPage *self)
{
  note_act (self, self->owner, MDG_ACT_COPIED, MDG_MATTER_ACTIVATION_CODE);
}

/* the sheet ------------------------------------------------------------------------------------ */

static void
set_job (MdgSettingsShowPage *self, GCancellable *job)
{
  g_clear_object (&self->job);
  self->job = job;
  gtk_widget_set_sensitive (self->print, job == NULL);
  gtk_widget_set_sensitive (self->save, job == NULL);
}

static void
handed_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Deed) deed = data;
  MdgSettingsShowPage *self = deed->page;
  MdgSheetPrinter *printer = MDG_SHEET_PRINTER (source);
  g_autoptr (GError) error = NULL;
  MdgSheetOutcome outcome = mdg_sheet_printer_finish (printer, result, &error);

  if (self->page == NULL)
    return;
  set_job (self, NULL);
  if (outcome == MDG_SHEET_PRINTED || outcome == MDG_SHEET_SAVED)
    {
      gboolean printed = outcome == MDG_SHEET_PRINTED;

      note_event (self, deed->owner,
                  printed ? MDG_EVENT_SETTINGS_PRINTED : MDG_EVENT_SETTINGS_SAVED);
      note_act (self, deed->owner, printed ? MDG_ACT_PRINTED : MDG_ACT_SAVED,
                MDG_MATTER_SETTINGS_SHEET);
    }
  if (!is_seen (deed))
    return;
  if (outcome == MDG_SHEET_FAILED)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  else
    mdg_settings_printer_tell (MDG_PAGE (self->page), outcome,
                               mdg_sheet_printer_get_path (printer));
}

typedef void (*HandOut) (MdgSheetPrinter *printer,
                         GtkWindow *parent,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);

static void
hand_out (MdgSettingsShowPage *self, HandOut way)
{
  MdgWorkplace *workplace = mdg_account_link_get_workplace (self->link);
  g_autoptr (MdgSheetPrinter) printer = NULL;

  if (self->job != NULL || self->settings == NULL)
    return;
  printer = mdg_settings_printer_new (workplace, self->settings, self->note);
  set_job (self, g_cancellable_new ());
  mdg_page_hide_message (MDG_PAGE (self->page));
  way (printer, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->job, handed_out,
       deed_new (self));
}

static void
print_clicked (MdgSettingsShowPage *self)
{
  hand_out (self, mdg_sheet_printer_print_async);
}

static void
save_clicked (MdgSettingsShowPage *self)
{
  hand_out (self, mdg_sheet_printer_save_async);
}

/* to the login --------------------------------------------------------------------------------- */

static void
hand_over (MdgSettingsShowPage *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), MDG_TYPE_ACCOUNTS_VIEW);

  if (self->settings == NULL || view == NULL)
    return;
  if (!mdg_accounts_view_use_settings (MDG_ACCOUNTS_VIEW (view), self->settings))
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_WARNING,
                           _ ("Somebody is logged in, or about to."),
                           _ ("Log out in the tab “Log in” first, then press the button again. "
                              "Nothing was changed."));
}

static void
log_in_clicked (MdgSettingsShowPage *self)
{
  hand_over (self);
}

static void
authenticator_answered (MdgQuestion *question, const char *answer, MdgSettingsShowPage *self)
{
  if (g_str_equal (answer, "ok"))
    hand_over (self);
}

/* The paper has no set-up key: the service gives it at the first login ([0] ch. 1). */
static void
authenticator_clicked (MdgSettingsShowPage *self)
{
  MdgQuestion *question = mdg_question_new (
      _ ("The Authenticator is registered at the first login."),
      _ ("The QR code for the phone is not in the user settings: the service shows it after the "
         "first login with this ID and password. The login page is filled in now; log in there, "
         "and the page “Authenticator registration” comes next."));

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "ok", _ ("_Into the login page"), MDG_ANSWER_PRIMARY);
  g_signal_connect_object (question, "answered", G_CALLBACK (authenticator_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

/* forgetting ----------------------------------------------------------------------------------- */

static void
forgotten (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Deed) deed = data;
  MdgSettingsShowPage *self = deed->page;
  g_autoptr (GError) error = NULL;
  gboolean done = mdg_settings_vault_finish (result, &error);

  if (self->page == NULL)
    return;
  if (done)
    note_event (self, deed->owner, MDG_EVENT_SETTINGS_FORGOTTEN);
  if (!is_seen (deed))
    return;
  if (!done)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  else if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "accounts.show", "s", self->back_to);
}

static void
forget_answered (MdgQuestion *question, const char *answer, MdgSettingsShowPage *self)
{
  MdgCache *cache = mdg_workplace_get_cache (mdg_account_link_get_workplace (self->link));

  if (!g_str_equal (answer, "forget") || self->settings == NULL)
    return;
  if (cache == NULL)
    {
      g_autoptr (GError) error = mdg_account_link_explain_no_cache (self->link);

      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  mdg_settings_vault_remove_async (cache, self->settings->institution_code, self->settings->id,
                                   NULL, forgotten, deed_new (self));
}

static void
forget_clicked (MdgSettingsShowPage *self)
{
  MdgQuestion *question = mdg_question_new (
      _ ("Delete these values from this computer?"),
      _ ("They can be taken in again only from the PDF or the paper. The account itself is not "
         "changed."));

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "forget", _ ("_Delete"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (forget_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

static void
back_clicked (MdgSettingsShowPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "accounts.show", "s", self->back_to);
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_settings_show_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_SETTINGS_SHOW_PAGE (widget)->back);
}

static void
mdg_settings_show_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_settings_show_page_parent_class)->map (widget);
  load (MDG_SETTINGS_SHOW_PAGE (widget));
}

/* What is not seen is not held. */
static void
mdg_settings_show_page_unmap (GtkWidget *widget)
{
  MdgSettingsShowPage *self = MDG_SETTINGS_SHOW_PAGE (widget);

  if (self->job != NULL)
    g_cancellable_cancel (self->job);
  clear (self);
  mdg_page_hide_message (MDG_PAGE (self->page));
  GTK_WIDGET_CLASS (mdg_settings_show_page_parent_class)->unmap (widget);
}

static void
mdg_settings_show_page_dispose (GObject *object)
{
  MdgSettingsShowPage *self = MDG_SETTINGS_SHOW_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->job != NULL)
    g_cancellable_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->link);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_SETTINGS_SHOW_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_settings_show_page_parent_class)->dispose (object);
}

static void
mdg_settings_show_page_finalize (GObject *object)
{
  MdgSettingsShowPage *self = MDG_SETTINGS_SHOW_PAGE (object);

  g_free (self->owner);
  g_free (self->back_to);
  g_free (self->note);
  g_clear_pointer (&self->settings, mdg_account_settings_free);
  G_OBJECT_CLASS (mdg_settings_show_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/accounts/settings-show-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, fields);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, secrets);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, password_title);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, password);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, copy_password);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, activation_box);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, activation_title);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, activation);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, copy_activation);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, hint);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, print);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, save);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, forget);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, authenticator);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsShowPage, log_in);
  gtk_widget_class_bind_template_callback (widget_class, password_looked);
  gtk_widget_class_bind_template_callback (widget_class, activation_looked);
  gtk_widget_class_bind_template_callback (widget_class, password_copied);
  gtk_widget_class_bind_template_callback (widget_class, activation_copied);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, forget_clicked);
  gtk_widget_class_bind_template_callback (widget_class, authenticator_clicked);
  gtk_widget_class_bind_template_callback (widget_class, log_in_clicked);
}

static void
mdg_settings_show_page_class_init (MdgSettingsShowPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_settings_show_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_settings_show_page_finalize;
  widget_class->grab_focus = mdg_settings_show_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_settings_show_page_map;
  widget_class->unmap = mdg_settings_show_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_SECRET_LABEL);
  g_type_ensure (MDG_TYPE_COPY_BUTTON);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_settings_show_page_init (MdgSettingsShowPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_secret_label_set_title (MDG_SECRET_LABEL (self->password), self->password_title);
  mdg_secret_label_set_title (MDG_SECRET_LABEL (self->activation), self->activation_title);
  set_usable (self, FALSE);
}

GtkWidget *
mdg_settings_show_page_new (MdgAccountLink *link)
{
  MdgSettingsShowPage *self = g_object_new (MDG_TYPE_SETTINGS_SHOW_PAGE, NULL);

  self->link = g_object_ref (link);
  return GTK_WIDGET (self);
}

void
mdg_settings_show_page_begin (MdgSettingsShowPage *self, const char *owner, const char *back)
{
  g_return_if_fail (MDG_IS_SETTINGS_SHOW_PAGE (self));

  g_free (self->owner);
  self->owner = g_strdup (owner);
  g_free (self->back_to);
  self->back_to = g_strdup (back);
  g_object_set (self->page, "title", strchr (owner, '/') != NULL ? strchr (owner, '/') + 1 : owner,
                NULL);
  mdg_page_hide_message (MDG_PAGE (self->page));
  load (self);
}
