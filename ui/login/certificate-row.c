/* certificate-row.c: the 電子証明書 in use, and choosing another.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/certificate-row.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "error-text.h"
#include "start/gateway-password.h"
#include "widgets/cure-button.h"
#include "widgets/field.h"
#include "widgets/icon.h"
#include "widgets/question.h"
#include "widgets/secret-field.h"
#include "widgets/training-password.h"
#include "widgets/widget-tools.h"
#include "widgets/words.h"

struct _MdgCertificateRow
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *subject;
  GtkWidget *detail;
  GtkWidget *cure;
  GtkWidget *choose;

  MdgWorkplace *workplace;
  GtkFileChooserNative *chooser;
  GtkWidget *password; /* MdgSecretField in the open question, weak */
  char *path;          /* the file being asked about */
  GtkWidget *keep;     /* (nullable): in the open question, weak */
  MdgSecret *kept;     /* (nullable): its password, to be kept when it opens the file */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MdgCertificateRow, mdg_certificate_row, GTK_TYPE_WIDGET)

static void ask_password (MdgCertificateRow *self, const GError *error);

static void
show_text (MdgCertificateRow *self, const char *icon, const char *first, const char *second)
{
  mdg_icon_set_icon (MDG_ICON (self->icon), icon);
  gtk_label_set_text (GTK_LABEL (self->subject), first);
  gtk_label_set_text (GTK_LABEL (self->detail), second);
}

static void
show_identity (MdgCertificateRow *self, MdgIdentity *identity)
{
  gint64 now = mdg_clock_wall (mdg_workplace_get_clock (self->workplace));
  gint64 expires = mdg_identity_get_expires (identity);
  g_autofree char *date = mdg_date_text (expires);
  g_autofree char *left = mdg_date_days_left_text (expires, now);
  g_autofree char *name = g_path_get_basename (mdg_identity_get_path (identity));
  g_autofree char *first
      = g_strdup_printf (_ ("Issued to %s"), mdg_identity_get_subject (identity));
  g_autofree char *second = g_strdup_printf (_ ("Valid until %s (%s)"), date, left);

  show_text (self, "certificate", first, second);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), name);
}

static void
identity_changed (MdgCertificateRow *self)
{
  MdgIdentity *identity = mdg_workplace_get_identity (self->workplace);
  const GError *error = mdg_workplace_get_identity_error (self->workplace);

  mdg_cure_button_set_code (self->cure, NULL);
  if (identity != NULL)
    show_identity (self, identity);
  else if (error != NULL)
    {
      g_autoptr (MdgErrorText) text = mdg_error_text_new (error);
      show_text (self, "warning", text->happened, text->next);
      mdg_cure_button_set_code (self->cure, text->code);
    }
  else if (mdg_workplace_get_service_state (self->workplace) == MDG_SERVICE_PREPARING)
    show_text (self, "certificate", "", ""); /* not known yet */
  else
    show_text (self, "certificate", _ ("No client certificate yet"),
               _ ("The service asks for one when you log in."));
}

/* keeping it ---------------------------------------------------------------------------------- */

/* Not in training, which has one of its own; nor where another file is ruled. */
static gboolean
may_keep (MdgCertificateRow *self)
{
  MdgSettings *settings = mdg_workplace_get_settings (self->workplace);
  g_autofree char *now = mdg_settings_get (settings, MDG_SETTING_CERTIFICATE_FILE);

  return !mdg_workplace_is_training (self->workplace)
         && mdg_workplace_get_cache (self->workplace) != NULL
         && (!mdg_gateway_value_is_ruled (settings, MDG_GATEWAY_CLIENT_FILE)
             || g_str_equal (now, self->path));
}

/* The path is no secret and stands in the settings; the password lies in the vault alone. */
static void
keep (MdgCertificateRow *self)
{
  g_autoptr (MdgSecret) password = g_steal_pointer (&self->kept);
  MdgCache *cache = mdg_workplace_get_cache (self->workplace);
  g_autoptr (GError) error = NULL;

  if (password == NULL || cache == NULL)
    return;
  mdg_gateway_password_keep (cache, self->path, password);
  if (!mdg_gateway_value_is_ruled (mdg_workplace_get_settings (self->workplace),
                                   MDG_GATEWAY_CLIENT_FILE)
      && !mdg_settings_set (mdg_workplace_get_settings (self->workplace),
                            MDG_SETTING_CERTIFICATE_FILE, self->path, &error))
    g_warning ("the certificate's file is not kept: %s", error->message);
}

static void
certificate_used (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgCertificateRow) self = data;
  g_autoptr (GError) error = NULL;

  if (mdg_workplace_choose_certificate_finish (MDG_WORKPLACE (source), result, &error))
    {
      if (self->workplace != NULL)
        keep (self);
      return;
    }
  g_clear_pointer (&self->kept, mdg_secret_unref);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  ask_password (self, error);
}

static void
password_answered (MdgQuestion *question, const char *answer, MdgCertificateRow *self)
{
  g_autoptr (MdgSecret) password = NULL;

  if (!g_str_equal (answer, "use"))
    return;
  password = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->password));
  g_clear_pointer (&self->kept, mdg_secret_unref);
  if (self->keep != NULL && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->keep)))
    self->kept = mdg_secret_ref (password);
  mdg_workplace_choose_certificate_async (self->workplace, self->path, password, self->cancellable,
                                          certificate_used, g_object_ref (self));
}

static void
password_entered (MdgQuestion *question)
{
  mdg_question_answer (question, "use");
}

/* @field: about the password. Returns: (transfer floating): with what training offers for it */
static GtkWidget *
make_form (MdgCertificateRow *self, GtkWidget *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *offer = mdg_training_password_new ();
  g_autoptr (MdgSecret) password = NULL;

  mdg_workplace_get_training_certificate (self->workplace, NULL, &password);
  mdg_training_password_offer (MDG_TRAINING_PASSWORD (offer), password,
                               MDG_SECRET_FIELD (self->password));
  gtk_box_append (GTK_BOX (box), field);
  gtk_box_append (GTK_BOX (box), offer);
  self->keep = NULL;
  if (may_keep (self))
    {
      self->keep = gtk_check_button_new_with_mnemonic (
          _ ("Use this file at the next start, _too, and keep its password encrypted"));
      gtk_box_append (GTK_BOX (box), self->keep);
    }
  return box;
}

static void
ask_password (MdgCertificateRow *self, const GError *error)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *heading = g_strdup_printf (_ ("Password of %s"), name);
  MdgQuestion *question = mdg_question_new (
      heading, may_keep (self)
                   ? _ ("Type the password that was set when this certificate file was downloaded "
                        "or exported. It is kept only if you wish so below.")
                   : _ ("Type the password that was set when this certificate file was downloaded "
                        "or exported. It is not kept."));
  GtkWidget *field;

  self->password = mdg_secret_field_new ();
  field = mdg_field_new (_ ("_Password of the certificate file"), self->password);
  if (error != NULL)
    {
      g_autoptr (MdgErrorText) text = mdg_error_text_new (error);
      g_autofree char *fault = mdg_text_join (text->happened, text->next);
      mdg_field_set_fault (MDG_FIELD (field), fault);
      mdg_field_set_cure (MDG_FIELD (field), text->code);
    }
  mdg_question_set_extra (question, make_form (self, field));
  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "use", _ ("_Use this certificate"), MDG_ANSWER_PRIMARY);
  g_signal_connect_object (self->password, "activate", G_CALLBACK (password_entered), question,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (question, "answered", G_CALLBACK (password_answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

static void
file_chosen (GtkNativeDialog *dialog, int response, MdgCertificateRow *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  g_clear_object (&self->chooser);
  if (path != NULL)
    mdg_certificate_row_use_file (self, path);
}

static void
choose_clicked (MdgCertificateRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&self->chooser);
  self->chooser
      = gtk_file_chooser_native_new (_ ("Choose the client certificate"), GTK_WINDOW (root),
                                     GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));
  gtk_file_filter_set_name (filter, _ ("Certificate files (.p12, .pfx)"));
  gtk_file_filter_add_pattern (filter, "*.[pP]12");
  gtk_file_filter_add_pattern (filter, "*.[pP][fF][xX]");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
mdg_certificate_row_dispose (GObject *object)
{
  MdgCertificateRow *self = MDG_CERTIFICATE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->kept, mdg_secret_unref);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->workplace);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_certificate_row_parent_class)->dispose (object);
}

static void
mdg_certificate_row_finalize (GObject *object)
{
  MdgCertificateRow *self = MDG_CERTIFICATE_ROW (object);

  g_clear_object (&self->cancellable);
  g_free (self->path);
  G_OBJECT_CLASS (mdg_certificate_row_parent_class)->finalize (object);
}

static void
mdg_certificate_row_class_init (MdgCertificateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_certificate_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_certificate_row_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "certificaterow");
}

static void
mdg_certificate_row_init (MdgCertificateRow *self)
{
  GtkWidget *words = mdg_words_new ();
  GtkWidget *title = mdg_widget_new_text (NULL, "field-label");

  self->cancellable = g_cancellable_new ();
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                              12);
  self->icon = mdg_icon_new ("certificate", 24);
  self->subject = mdg_widget_new_text (NULL, "plain");
  self->detail = mdg_widget_new_text (NULL, "quiet");
  gtk_label_set_text (GTK_LABEL (title), _ ("Client certificate"));
  mdg_words_append (MDG_WORDS (words), title);
  mdg_words_append (MDG_WORDS (words), self->subject);
  mdg_words_append (MDG_WORDS (words), self->detail);
  self->cure = mdg_cure_button_new ();
  gtk_widget_set_halign (self->cure, GTK_ALIGN_START);
  mdg_words_append (MDG_WORDS (words), self->cure);
  self->choose = gtk_button_new_with_mnemonic (_ ("C_hoose…"));
  gtk_widget_set_valign (self->choose, GTK_ALIGN_CENTER);
  mdg_widget_set_name (self->choose, _ ("Choose client certificate…"));
  g_signal_connect_object (self->choose, "clicked", G_CALLBACK (choose_clicked), self,
                           G_CONNECT_SWAPPED);

  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (words, GTK_WIDGET (self));
  gtk_widget_set_parent (self->choose, GTK_WIDGET (self));
}

GtkWidget *
mdg_certificate_row_new (void)
{
  return g_object_new (MDG_TYPE_CERTIFICATE_ROW, NULL);
}

void
mdg_certificate_row_set_workplace (MdgCertificateRow *self, MdgWorkplace *workplace)
{
  g_return_if_fail (MDG_IS_CERTIFICATE_ROW (self));

  g_set_object (&self->workplace, workplace);
  g_signal_connect_object (workplace, "identity-changed", G_CALLBACK (identity_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workplace, "service-changed", G_CALLBACK (identity_changed), self,
                           G_CONNECT_SWAPPED);
  identity_changed (self);
}

void
mdg_certificate_row_use_file (MdgCertificateRow *self, const char *path)
{
  g_return_if_fail (MDG_IS_CERTIFICATE_ROW (self));

  g_free (self->path);
  self->path = g_strdup (path);
  ask_password (self, NULL);
}
