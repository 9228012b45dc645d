/* assist-account.c: whose login it is beside the browser.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/assist-account.h"

#include <glib/gi18n.h>
#include <string.h>

#include "accounts/settings-vault.h"
#include "error-text.h"
#include "store/password-candidates.h"
#include "widgets/code-entry.h"
#include "widgets/field.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

#define LOGIN_ID_PREFIX "WA" /* only these log in there ([0]) */

struct _MdgAssistAccount
{
  GtkWidget parent_instance;

  GtkWidget *known_field;
  GtkWidget *known;
  GtkWidget *code_field;
  GtkWidget *code;
  GtkWidget *login_id_field;
  GtkWidget *login_id;
  GtkWidget *password_field;
  GtkWidget *password;
  GtkWidget *unfinished;                     /* changes of the password whose end nobody told */
  GtkWidget *newer[MDG_PASSWORD_CANDIDATES]; /* (nullable) each: the new password of that one is to
                                                be used; the last change first */
  GtkWidget *institution;

  MdgWorkplace *workplace;
  GPtrArray *records; /* (nullable) (element-type MdgAccountRecord): those in the list, after
                         《ほかのアカウント》 */
  GCancellable *loading;
  gboolean filling;
  gboolean kept; /* the password is the program's, for this account: nobody typed it */
};

enum
{
  ACTIVATE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgAssistAccount, mdg_assist_account, GTK_TYPE_WIDGET)

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
set_text (GtkWidget *entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}

/* the password that is kept ------------------------------------------------------------------- */

static void load (MdgAssistAccount *self, const char *kind, GAsyncReadyCallback callback);

/* An empty field would be taken for a password that nobody kept. */
static void
tell_unread (MdgAssistAccount *self, const GError *error)
{
  if (self->password != NULL && error != NULL
      && !g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND)
      && !g_error_matches (error, MDG_ERROR, MDG_ERROR_VAULT_LOCKED)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mdg_field_set_fault (MDG_FIELD (self->password_field),
                         _ ("The password that is kept for this account could not be read. Type "
                            "it, please."));
}

static void
password_changed (MdgAssistAccount *self)
{
  self->kept = FALSE;
  mdg_field_set_fault (MDG_FIELD (self->password_field), NULL);
}

/* @password: (nullable) */
static void
use_kept (MdgAssistAccount *self, MdgSecret *password)
{
  if (password == NULL || self->password == NULL)
    return;
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->password), mdg_secret_get_string (password));
  self->kept = TRUE;
}

static void
first_password_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAssistAccount) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) password
      = mdg_cache_load_secret_finish (MDG_CACHE (source), result, &error);

  use_kept (self, password);
  tell_unread (self, error);
}

/* Who never logged in here has the one of 「ユーザ設定情報」. */
static void
password_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAssistAccount) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) password
      = mdg_cache_load_secret_finish (MDG_CACHE (source), result, &error);

  use_kept (self, password);
  if (self->password != NULL && g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND))
    load (self, MDG_VAULT_FIRST_PASSWORD, first_password_loaded);
  tell_unread (self, error);
}

static void
name_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAssistAccount) self = data;
  g_autoptr (MdgSecret) name = mdg_cache_load_secret_finish (MDG_CACHE (source), result, NULL);

  if (name != NULL && self->password != NULL && *text_of (self->institution) == '\0')
    set_text (self->institution, mdg_secret_get_string (name));
}

static void
load (MdgAssistAccount *self, const char *kind, GAsyncReadyCallback callback)
{
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);

  if (cache != NULL)
    mdg_cache_load_secret_async (cache, kind, text_of (self->code), text_of (self->login_id),
                                 self->loading, callback, g_object_ref (self));
}

static void
load_password (MdgAssistAccount *self)
{
  const char *kind = "password";

  for (guint i = 0; i < MDG_PASSWORD_CANDIDATES; i++)
    if (self->newer[i] != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->newer[i])))
      kind = mdg_password_candidate_get_kind (i);
  mdg_assist_account_forget_password (self);
  self->loading = g_cancellable_new ();
  load (self, kind, password_loaded);
}

/* changes whose end is not known -------------------------------------------------------------- */

/* One of them at most; none is the password that is kept. */
static void
newer_toggled (MdgAssistAccount *self, GtkCheckButton *toggled)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  for (guint i = 0; i < MDG_PASSWORD_CANDIDATES; i++)
    if (self->newer[i] != NULL && self->newer[i] != GTK_WIDGET (toggled))
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->newer[i]), FALSE);
  self->filling = FALSE;
  load_password (self);
}

/* What was asked about another account. */
static void
hide_unfinished (MdgAssistAccount *self)
{
  for (guint i = 0; i < MDG_PASSWORD_CANDIDATES; i++)
    if (self->newer[i] != NULL)
      gtk_box_remove (GTK_BOX (self->unfinished), self->newer[i]);
  memset (self->newer, 0, sizeof self->newer);
  mdg_widget_set_shown (self->unfinished, FALSE);
}

static void
add_newer (MdgAssistAccount *self, guint place)
{
  g_autofree char *label
      = place == 0
            ? g_strdup (_ ("Use the _new password of that change"))
            : g_strdup_printf (_ ("Use the new password of a change before that (%u back)"), place);

  self->newer[place] = gtk_check_button_new_with_mnemonic (label);
  g_signal_connect_object (self->newer[place], "toggled", G_CALLBACK (newer_toggled), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->unfinished), self->newer[place]);
}

static void
candidates_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAssistAccount) self = data;
  guint n_damaged = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) candidates
      = mdg_password_candidates_load_finish (result, &n_damaged, &error);

  tell_unread (self, error);
  if (candidates == NULL || self->password == NULL)
    return;
  if (n_damaged > 0)
    mdg_field_set_fault (MDG_FIELD (self->password_field),
                         _ ("The new password of a change whose end is not known could not be "
                            "read. It may be the one that opens."));
  hide_unfinished (self);
  for (guint i = 0; i < candidates->len; i++)
    add_newer (self, i);
  mdg_widget_set_shown (self->unfinished, candidates->len > 0);
  mdg_widget_tidy_names (self->unfinished);
}

static void
look_for_candidates (MdgAssistAccount *self)
{
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);

  if (cache != NULL)
    mdg_password_candidates_load_async (cache, text_of (self->code), text_of (self->login_id),
                                        self->loading, candidates_loaded, g_object_ref (self));
}

static void
use_record (MdgAssistAccount *self, const MdgAccountRecord *record)
{
  self->filling = TRUE;
  set_text (self->code, record->institution_code);
  set_text (self->login_id, record->login_id);
  set_text (self->institution, record->institution_name);
  self->filling = FALSE;
  hide_unfinished (self);
  load_password (self);
  look_for_candidates (self);
  load (self, MDG_VAULT_INSTITUTION_NAME, name_loaded);
  mdg_login_flow_look_up (mdg_workplace_get_flow (self->workplace), record->institution_code,
                          record->login_id);
}

/* the list of those that are known ------------------------------------------------------------ */

static void
known_chosen (MdgAssistAccount *self)
{
  guint place = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->known));

  if (self->filling || self->records == NULL || place == GTK_INVALID_LIST_POSITION)
    return;
  if (place < self->records->len)
    {
      use_record (self, self->records->pdata[place]);
      return;
    }
  self->filling = TRUE;
  set_text (self->code, NULL);
  set_text (self->login_id, NULL);
  set_text (self->institution, NULL);
  self->filling = FALSE;
  hide_unfinished (self);
  mdg_assist_account_forget_password (self);
  gtk_widget_grab_focus (self->code_field);
}

/* The one that stands in the fields; their number when it is none of them. */
static guint
find_place (MdgAssistAccount *self, GPtrArray *records)
{
  guint i = 0;

  for (; i < records->len; i++)
    {
      const MdgAccountRecord *record = records->pdata[i];

      if (g_str_equal (record->institution_code, text_of (self->code))
          && g_str_equal (record->login_id, text_of (self->login_id)))
        break;
    }
  return i;
}

/* @records: (element-type MdgAccountRecord) */
static GtkStringList *
name_records (GPtrArray *records)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const MdgAccountRecord *record = records->pdata[i];
      g_autofree char *name = g_strdup_printf (
          "%s  %s", record->login_id,
          record->institution_name != NULL ? record->institution_name : record->institution_code);

      gtk_string_list_append (names, name);
    }
  gtk_string_list_append (names, _ ("Another account"));
  return names;
}

static void
show_list (MdgAssistAccount *self)
{
  g_autoptr (GtkStringList) names = name_records (self->records);
  gboolean untouched = *text_of (self->code) == '\0' && *text_of (self->login_id) == '\0';
  guint place = untouched ? 0 : find_place (self, self->records);

  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->known), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->known), place);
  self->filling = FALSE;
  mdg_widget_set_shown (self->known_field, self->records->len > 0);
  if (place < self->records->len
      && (untouched || mdg_secret_field_get_length (MDG_SECRET_FIELD (self->password)) == 0))
    use_record (self, self->records->pdata[place]);
}

/* Those that only 「ユーザ設定情報」 tells of stand behind those that were logged in with. */
static void
sheets_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAssistAccount) self = data;
  g_autoptr (GPtrArray) sheets = mdg_settings_vault_list_finish (result, NULL);
  guint n_records = self->records != NULL ? self->records->len : 0;

  if (self->workplace == NULL || self->records == NULL)
    return;
  for (guint i = 0; sheets != NULL && i < sheets->len; i++)
    {
      const MdgAccountSettings *sheet = sheets->pdata[i];
      gboolean known = !g_str_has_prefix (sheet->id, LOGIN_ID_PREFIX);

      for (guint j = 0; j < n_records && !known; j++)
        {
          const MdgAccountRecord *record = self->records->pdata[j];

          known = g_str_equal (record->institution_code, sheet->institution_code)
                  && g_str_equal (record->login_id, sheet->id);
        }
      if (!known)
        g_ptr_array_add (self->records,
                         mdg_account_record_new (sheet->institution_code, sheet->id));
    }
  show_list (self);
}

static void
accounts_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgAssistAccount) self = data;
  GPtrArray *records = mdg_cache_list_accounts_finish (MDG_CACHE (source), result, NULL);

  if (records == NULL)
    return;
  g_clear_pointer (&self->records, g_ptr_array_unref);
  self->records = records;
  if (self->workplace != NULL)
    mdg_settings_vault_list_async (MDG_CACHE (source), NULL, NULL, sheets_listed,
                                   g_object_ref (self));
}

static void
list_accounts (MdgAssistAccount *self)
{
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);

  if (cache != NULL)
    mdg_cache_list_accounts_async (cache, NULL, accounts_listed, g_object_ref (self));
}

/* typing -------------------------------------------------------------------------------------- */

/* The password of one account would cost another a try. A lock that the cache knows of is shown
 * before the account is tried. */
static void
account_typed (MdgAssistAccount *self)
{
  if (self->filling || self->workplace == NULL)
    return;
  hide_unfinished (self);
  g_cancellable_cancel (self->loading);
  if (self->kept)
    mdg_assist_account_forget_password (self);
  mdg_login_flow_look_up (mdg_workplace_get_flow (self->workplace), text_of (self->code),
                          text_of (self->login_id));
}

static void
entry_activated (MdgAssistAccount *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

/* overrides ----------------------------------------------------------------------------------- */

/* Meanwhile 「ユーザ設定情報」 may have been taken in, or the passwords wiped by the lock. */
static void
mdg_assist_account_map (GtkWidget *widget)
{
  MdgAssistAccount *self = MDG_ASSIST_ACCOUNT (widget);

  GTK_WIDGET_CLASS (mdg_assist_account_parent_class)->map (widget);
  if (self->workplace != NULL)
    list_accounts (self);
}

static gboolean
mdg_assist_account_grab_focus (GtkWidget *widget)
{
  MdgAssistAccount *self = MDG_ASSIST_ACCOUNT (widget);

  if (*text_of (self->code) == '\0')
    return gtk_widget_grab_focus (self->code_field);
  if (*text_of (self->login_id) == '\0')
    return gtk_widget_grab_focus (self->login_id_field);
  return gtk_widget_grab_focus (self->password_field);
}

static void
mdg_assist_account_dispose (GObject *object)
{
  MdgAssistAccount *self = MDG_ASSIST_ACCOUNT (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_object (&self->workplace);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_ASSIST_ACCOUNT);
  self->password = NULL;
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_assist_account_parent_class)->dispose (object);
}

static void
mdg_assist_account_class_init (MdgAssistAccountClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_assist_account_dispose;
  widget_class->map = mdg_assist_account_map;
  widget_class->grab_focus = mdg_assist_account_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_SECRET_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/login/assist-account.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgAssistAccount, known_field);
  gtk_widget_class_bind_template_child (widget_class, MdgAssistAccount, known);
  gtk_widget_class_bind_template_child (widget_class, MdgAssistAccount, code_field);
  gtk_widget_class_bind_template_child (widget_class, MdgAssistAccount, code);
  gtk_widget_class_bind_template_child (widget_class, MdgAssistAccount, login_id_field);
  gtk_widget_class_bind_template_child (widget_class, MdgAssistAccount, login_id);
  gtk_widget_class_bind_template_child (widget_class, MdgAssistAccount, password_field);
  gtk_widget_class_bind_template_child (widget_class, MdgAssistAccount, password);
  gtk_widget_class_bind_template_child (widget_class, MdgAssistAccount, institution);
  gtk_widget_class_bind_template_child (widget_class, MdgAssistAccount, unfinished);
  gtk_widget_class_bind_template_callback (widget_class, account_typed);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, password_changed);
  gtk_widget_class_bind_template_callback (widget_class, known_chosen);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[ACTIVATE] = g_signal_new ("activate", MDG_TYPE_ASSIST_ACCOUNT, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
mdg_assist_account_init (MdgAssistAccount *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_code_entry_prepare (GTK_ENTRY (self->code), MDG_CODE_DIGITS, 10);
  mdg_code_entry_prepare (GTK_ENTRY (self->login_id), MDG_CODE_ID, 8);
  mdg_widget_set_shown (self->known_field, FALSE);
  mdg_widget_set_shown (self->unfinished, FALSE);
}

GtkWidget *
mdg_assist_account_new (MdgWorkplace *workplace)
{
  MdgAssistAccount *self = g_object_new (MDG_TYPE_ASSIST_ACCOUNT, NULL);

  self->workplace = g_object_ref (workplace);
  g_signal_connect_object (workplace, "cache-changed", G_CALLBACK (list_accounts), self,
                           G_CONNECT_SWAPPED);
  list_accounts (self);
  return GTK_WIDGET (self);
}

void
mdg_assist_account_fill_in (MdgAssistAccount *self,
                            const char *institution_code,
                            const char *login_id,
                            MdgSecret *password)
{
  g_return_if_fail (MDG_IS_ASSIST_ACCOUNT (self));

  mdg_assist_account_forget_password (self);
  set_text (self->code, institution_code);
  set_text (self->login_id, login_id);
  use_kept (self, password);
}

void
mdg_assist_account_forget_password (MdgAssistAccount *self)
{
  g_return_if_fail (MDG_IS_ASSIST_ACCOUNT (self));

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->password), NULL);
}

void
mdg_assist_account_refresh (MdgAssistAccount *self)
{
  g_return_if_fail (MDG_IS_ASSIST_ACCOUNT (self));

  mdg_assist_account_forget_password (self);
  list_accounts (self);
}

const char *
mdg_assist_account_get_code (MdgAssistAccount *self)
{
  return text_of (self->code);
}

const char *
mdg_assist_account_get_login_id (MdgAssistAccount *self)
{
  return text_of (self->login_id);
}

const char *
mdg_assist_account_get_institution (MdgAssistAccount *self)
{
  return text_of (self->institution);
}

MdgSecret *
mdg_assist_account_get_password (MdgAssistAccount *self)
{
  return mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->password));
}

gboolean
mdg_assist_account_show_fault (MdgAssistAccount *self, const GError *error)
{
  const char *name = mdg_error_get_field (error);
  GtkWidget *field = NULL;
  g_autofree char *words = NULL;

  if (g_strcmp0 (name, "institution_code") == 0)
    field = self->code_field;
  else if (g_strcmp0 (name, "login_id") == 0)
    field = self->login_id_field;
  else if (g_strcmp0 (name, "password") == 0)
    field = self->password_field;
  if (field == NULL || !g_error_matches (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT))
    return FALSE;
  words = mdg_error_text_for_field (name);
  mdg_field_set_fault (MDG_FIELD (field), words);
  gtk_widget_grab_focus (field);
  return TRUE;
}
