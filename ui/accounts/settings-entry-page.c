/* settings-entry-page.c: the values of one 「ユーザ設定情報」 typed or mended by a person.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/settings-entry-page.h"

#include <glib/gi18n.h>

#include "accounts/settings-text.h"
#include "accounts/settings-vault.h"
#include "core/text.h"
#include "widgets/code-entry.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/question.h"
#include "widgets/secret-field.h"
#include "widgets/tab-view.h"
#include "widgets/widget-tools.h"

struct _MdgSettingsEntryPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *code_field;
  GtkWidget *code;
  GtkWidget *name_field;
  GtkWidget *name;
  GtkWidget *id_field;
  GtkWidget *login_id;
  GtkWidget *password_field;
  GtkWidget *password;
  GtkWidget *activation_field;
  GtkWidget *activation;
  GtkWidget *save;

  MdgAccountLink *link;
  MdgSettingsIntake *intake; /* (nullable) */
  gconstpointer item;        /* (nullable): of the intake, as long as that still has it */
  guint form;                /* counted: what is saved belongs to one */
  MdgSettingsReading
      *reading;         /* of what is in the form; its settings are filled when it is saved */
  GCancellable *saving; /* (nullable): of what is being saved */
};

G_DEFINE_FINAL_TYPE (MdgSettingsEntryPage, mdg_settings_entry_page, GTK_TYPE_WIDGET)

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

/* (nullable): no field of the form */
static GtkWidget *
field_of (MdgSettingsEntryPage *self, MdgSettingsField field)
{
  switch (field)
    {
    case MDG_SETTINGS_INSTITUTION_CODE:
      return self->code_field;
    case MDG_SETTINGS_INSTITUTION_NAME:
      return self->name_field;
    case MDG_SETTINGS_ID:
      return self->id_field;
    case MDG_SETTINGS_PASSWORD:
      return self->password_field;
    case MDG_SETTINGS_ACTIVATION_CODE:
      return self->activation_field;
    default:
      return NULL;
    }
}

/* At each field what is doubtful. @least: what is not worse goes without saying. Returns: the first
 * field that has something, NULL: none */
static GtkWidget *
show_doubts (MdgSettingsEntryPage *self, MdgSettingsDoubt least)
{
  GtkWidget *first = NULL;

  for (int i = 0; i < MDG_SETTINGS_N_FIELDS; i++)
    {
      GtkWidget *field = field_of (self, (MdgSettingsField)i);
      MdgSettingsDoubt doubt = self->reading->doubts[i];
      const char *words
          = doubt >= least ? mdg_settings_doubt_text ((MdgSettingsField)i, doubt) : NULL;

      if (field == NULL)
        continue;
      mdg_field_set_fault (MDG_FIELD (field), words);
      if (words != NULL && first == NULL)
        first = field;
    }
  return first;
}

/* only the app's accounts have an activation code. */
static void
id_typed (MdgSettingsEntryPage *self)
{
  MdgAccountKind kind;
  g_autofree char *code = mdg_text_code (text_of (self->login_id));
  g_autofree char *id = g_ascii_strup (code, -1);

  mdg_widget_set_shown (self->activation_field,
                        !mdg_account_id_check (id, &kind) || kind == MDG_ACCOUNT_APP);
}

static MdgSecret *
take_secret (GtkWidget *field, gboolean digits)
{
  g_autoptr (MdgSecret) typed = mdg_secret_field_get_secret (MDG_SECRET_FIELD (field));
  char *narrow = digits ? mdg_text_code (mdg_secret_get_string (typed))
                        : mdg_text_narrow (mdg_secret_get_string (typed));
  MdgSecret *secret = NULL;

  if (*narrow != '\0')
    secret = mdg_secret_new_from_string (narrow);
  mdg_wipe_string (narrow);
  return secret;
}

/* What the form says now; what it does not ask for stays as it was read. */
static void
take_form (MdgSettingsEntryPage *self)
{
  MdgAccountSettings *settings = self->reading->settings;
  g_autofree char *code = mdg_text_code (text_of (self->login_id));

  g_free (settings->institution_code);
  settings->institution_code = mdg_text_code (text_of (self->code));
  g_free (settings->institution_name);
  settings->institution_name = g_strstrip (g_strdup (text_of (self->name)));
  g_free (settings->id);
  settings->id = g_ascii_strup (code, -1);
  mdg_account_id_check (settings->id, &settings->kind);
  g_clear_pointer (&settings->password, mdg_secret_unref);
  settings->password = take_secret (self->password, FALSE);
  g_clear_pointer (&settings->activation_code, mdg_secret_unref);
  if (settings->kind == MDG_ACCOUNT_APP)
    settings->activation_code = take_secret (self->activation, TRUE);
}

static void
set_saving (MdgSettingsEntryPage *self, gboolean saving)
{
  g_clear_object (&self->saving);
  if (saving)
    self->saving = g_cancellable_new ();
  mdg_page_set_busy (MDG_PAGE (self->page), saving);
  gtk_widget_set_sensitive (self->save, !saving);
}

/* From now on it is another form: what is being saved ends without it. */
static void
begin_form (MdgSettingsEntryPage *self)
{
  self->form++;
  set_saving (self, FALSE);
}

static void
clear_secrets (MdgSettingsEntryPage *self)
{
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->password), NULL);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->activation), NULL);
  g_clear_pointer (&self->reading, mdg_settings_reading_free);
}

/* saving --------------------------------------------------------------------------------------- */

static void save (MdgSettingsEntryPage *self, gboolean replace);

static void
replace_answered (MdgQuestion *question, const char *answer, MdgSettingsEntryPage *self)
{
  if (g_str_equal (answer, "replace") && self->reading != NULL)
    save (self, TRUE);
}

static void
ask_to_replace (MdgSettingsEntryPage *self)
{
  g_autofree char *title
      = g_strdup_printf (_ ("Replace the values of %s?"), self->reading->settings->id);
  MdgQuestion *question = mdg_question_new (
      title, _ ("The password or the activation code that is kept is another one. Replaced, it "
                "cannot be had back from here. The paper that was issued last is the one that "
                "holds."));

  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "replace", _ ("_Replace"), MDG_ANSWER_DANGER);
  g_signal_connect_object (question, "answered", G_CALLBACK (replace_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

/* What is on its way into the vault, without its secrets; the page may be left before it is there.
 */
typedef struct
{
  MdgSettingsEntryPage *page;
  guint form;
  MdgAccountSettings *settings;
  MdgSettingsIntake *intake; /* (nullable) */
  gconstpointer item;
} Saving;

static Saving *
saving_new (MdgSettingsEntryPage *page)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->page = g_object_ref (page);
  saving->form = page->form;
  saving->settings = mdg_account_settings_copy (page->reading->settings);
  g_clear_pointer (&saving->settings->password, mdg_secret_unref);
  g_clear_pointer (&saving->settings->activation_code, mdg_secret_unref);
  g_set_object (&saving->intake, page->intake);
  saving->item = page->item;
  return saving;
}

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->page);
  mdg_account_settings_free (saving->settings);
  g_clear_object (&saving->intake);
  g_free (saving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

/* It is kept, wherever the person is by now. */
static void
note_kept (const Saving *saving)
{
  const MdgAccountSettings *settings = saving->settings;
  MdgAccountDesk *desk = mdg_account_link_get_desk (saving->page->link);
  guint index;

  if (desk != NULL)
    mdg_account_desk_note_event (desk, settings->institution_code, settings->id,
                                 MDG_EVENT_SETTINGS_KEPT);
  if (saving->intake != NULL
      && g_ptr_array_find (mdg_settings_intake_get_items (saving->intake), saving->item, &index))
    mdg_settings_intake_settle (saving->intake, index, settings);
}

static void
show_kept (MdgSettingsEntryPage *self, const MdgAccountSettings *settings)
{
  g_autofree char *owner = g_strdup_printf ("%s/%s", settings->institution_code, settings->id);

  clear_secrets (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "accounts.settings", "s", owner);
}

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  MdgSettingsEntryPage *self = saving->page;
  g_autoptr (GError) error = NULL;
  gboolean done = mdg_settings_vault_finish (result, &error);

  if (self->page == NULL)
    return;
  if (done)
    note_kept (saving);
  /* The page was left meanwhile, or holds another's values. */
  if (self->form != saving->form || !mdg_tab_view_is_at (GTK_WIDGET (self)))
    return;
  set_saving (self, FALSE);
  if (done)
    show_kept (self, saving->settings);
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_EDIT_CONFLICT) && self->reading != NULL)
    ask_to_replace (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_INFO, _ ("It was broken off."),
                           _ ("Nothing was kept. What you typed is still here."));
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

/* Only before it is on the disk; what was done is told as done. */
static void
given_up (MdgSettingsEntryPage *self)
{
  if (self->saving != NULL)
    g_cancellable_cancel (self->saving);
}

static void
save (MdgSettingsEntryPage *self, gboolean replace)
{
  MdgCache *cache = mdg_workplace_get_cache (mdg_account_link_get_workplace (self->link));

  if (cache == NULL)
    {
      g_autoptr (GError) error = mdg_account_link_explain_no_cache (self->link);

      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  set_saving (self, TRUE);
  if (replace)
    mdg_settings_vault_save_async (cache, self->reading->settings, self->saving, saved,
                                   saving_new (self));
  else
    mdg_settings_vault_add_async (cache, self->reading->settings, self->saving, saved,
                                  saving_new (self));
}

static void
save_clicked (MdgSettingsEntryPage *self)
{
  GtkWidget *first;

  mdg_page_hide_message (MDG_PAGE (self->page));
  if (self->reading == NULL)
    return;
  take_form (self);
  /* A person has looked at what was doubtful before. */
  for (int i = 0; i < MDG_SETTINGS_N_FIELDS; i++)
    self->reading->doubts[i] = MDG_SETTINGS_SURE;
  mdg_settings_reading_judge (self->reading);
  first = show_doubts (self, MDG_SETTINGS_MALFORMED);
  if (first != NULL)
    gtk_widget_grab_focus (first);
  else
    save (self, FALSE);
}

static void
entry_activated (MdgSettingsEntryPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_settings_entry_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_SETTINGS_ENTRY_PAGE (widget)->code_field);
}

static void
mdg_settings_entry_page_unmap (GtkWidget *widget)
{
  clear_secrets (MDG_SETTINGS_ENTRY_PAGE (widget));
  GTK_WIDGET_CLASS (mdg_settings_entry_page_parent_class)->unmap (widget);
}

static void
mdg_settings_entry_page_map (GtkWidget *widget)
{
  MdgSettingsEntryPage *self = MDG_SETTINGS_ENTRY_PAGE (widget);

  /* Back on the tab: what was typed of secrets is gone, the rest can be gone on with. */
  if (self->reading == NULL)
    {
      self->reading = mdg_settings_reading_new (MDG_SETTINGS_RECOGNISED);
      self->reading->settings = mdg_account_settings_new (MDG_ACCOUNT_APP);
      begin_form (self);
    }
  GTK_WIDGET_CLASS (mdg_settings_entry_page_parent_class)->map (widget);
}

static void
mdg_settings_entry_page_dispose (GObject *object)
{
  MdgSettingsEntryPage *self = MDG_SETTINGS_ENTRY_PAGE (object);

  g_clear_object (&self->saving);
  g_clear_object (&self->intake);
  g_clear_object (&self->link);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_SETTINGS_ENTRY_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_settings_entry_page_parent_class)->dispose (object);
}

static void
mdg_settings_entry_page_finalize (GObject *object)
{
  MdgSettingsEntryPage *self = MDG_SETTINGS_ENTRY_PAGE (object);

  g_clear_pointer (&self->reading, mdg_settings_reading_free);
  G_OBJECT_CLASS (mdg_settings_entry_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/accounts/settings-entry-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsEntryPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsEntryPage, code_field);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsEntryPage, code);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsEntryPage, name_field);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsEntryPage, name);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsEntryPage, id_field);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsEntryPage, login_id);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsEntryPage, password_field);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsEntryPage, password);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsEntryPage, activation_field);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsEntryPage, activation);
  gtk_widget_class_bind_template_child (widget_class, MdgSettingsEntryPage, save);
  gtk_widget_class_bind_template_callback (widget_class, id_typed);
  gtk_widget_class_bind_template_callback (widget_class, given_up);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
}

static void
mdg_settings_entry_page_class_init (MdgSettingsEntryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_settings_entry_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_settings_entry_page_finalize;
  widget_class->grab_focus = mdg_settings_entry_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_settings_entry_page_map;
  widget_class->unmap = mdg_settings_entry_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_SECRET_FIELD);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_settings_entry_page_init (MdgSettingsEntryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_code_entry_prepare (GTK_ENTRY (self->code), MDG_CODE_DIGITS, 10);
  mdg_code_entry_prepare (GTK_ENTRY (self->login_id), MDG_CODE_ID, 20);
}

GtkWidget *
mdg_settings_entry_page_new (MdgAccountLink *link)
{
  MdgSettingsEntryPage *self = g_object_new (MDG_TYPE_SETTINGS_ENTRY_PAGE, NULL);

  self->link = g_object_ref (link);
  return GTK_WIDGET (self);
}

static void
set_text (GtkWidget *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}

static void
fill_form (MdgSettingsEntryPage *self)
{
  const MdgAccountSettings *settings = self->reading->settings;

  set_text (self->code, settings->institution_code);
  set_text (self->name, settings->institution_name);
  set_text (self->login_id, settings->id);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->password),
                             settings->password != NULL ? mdg_secret_get_string (settings->password)
                                                        : NULL);
  mdg_secret_field_set_text (
      MDG_SECRET_FIELD (self->activation),
      settings->activation_code != NULL ? mdg_secret_get_string (settings->activation_code) : NULL);
  id_typed (self);
}

void
mdg_settings_entry_page_begin (MdgSettingsEntryPage *self, MdgSettingsIntake *intake, guint index)
{
  const MdgIntakeItem *item;

  g_return_if_fail (MDG_IS_SETTINGS_ENTRY_PAGE (self));
  item = intake != NULL ? mdg_settings_intake_get_items (intake)->pdata[index] : NULL;
  g_set_object (&self->intake, intake);
  self->item = item;
  begin_form (self);
  mdg_settings_reading_free (self->reading);
  self->reading = mdg_settings_reading_new (MDG_SETTINGS_RECOGNISED);
  if (item != NULL && item->reading != NULL && item->reading->settings != NULL)
    {
      self->reading->settings = mdg_account_settings_copy (item->reading->settings);
      for (int i = 0; i < MDG_SETTINGS_N_FIELDS; i++)
        self->reading->doubts[i] = item->reading->doubts[i];
    }
  else
    self->reading->settings = mdg_account_settings_new (MDG_ACCOUNT_APP);
  mdg_page_hide_message (MDG_PAGE (self->page));
  fill_form (self);
  show_doubts (self, MDG_SETTINGS_JOINED);
}
